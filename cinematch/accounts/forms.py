"""What people fill in about themselves."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_text_html,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.birthdate import birth_date
from cinematch.accounts.models import User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class SignupForm(forms.Form):
    """What allauth's sign-up asks besides e-mail and password."""

    field_order = ("email", "password1", "display_name")

    display_name = forms.CharField(
        label=_("Your name (optional)"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=_("What the site calls you."),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        if name := self.cleaned_data["display_name"]:
            user.display_name = name
            user.save(update_fields=["display_name"])


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("display_name", "theme", "reduce_motion", "shortcuts", "local_only")
        widgets: ClassVar = {
            "display_name": forms.TextInput(attrs={"autocomplete": "nickname"}),
            "theme": forms.RadioSelect,
        }
        labels: ClassVar = {
            "display_name": _("Name"),
            "theme": _("Light or dark"),
            "reduce_motion": _("No moving parts"),
            "shortcuts": _("Single keys as shortcuts (press ? for the list)"),
            "local_only": _("My questions to CineBot stay on this server"),
        }
        help_texts: ClassVar = {
            "local_only": _(
                "Without this, a hard question may go to a language model elsewhere, "
                "if this site uses one. Your name and address never do. With it, "
                "answers may be simpler; every answer still comes."
            ),
        }


def _part(label: "str | StrPromise", autocomplete: str, digits: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": autocomplete,
                "maxlength": digits,
            }
        ),
    )


class BirthDateForm(forms.Form):
    """Three plain text fields (the GOV.UK pattern): no picker, nothing jumps ahead."""

    day = _part(_("Day"), "bday-day", 2)
    month = _part(_("Month"), "bday-month", 2)
    year = _part(_("Year"), "bday-year", 4)

    def clean(self) -> dict[str, Any]:
        parts = super().clean() or {}
        if {"day", "month", "year"} <= parts.keys():
            parts["birth_date"] = birth_date(
                parts["day"], parts["month"], parts["year"]
            )
        return parts


class FirstAdministratorForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise ValidationError(_("There is an account with this address already."))
        return email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.cleaned_data.get("email")))
        return password
