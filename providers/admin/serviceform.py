"""A service as an operator edits it. The key goes in and never comes out again."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from providers.budget import costs_money
from providers.models import Service

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    ModelForm = forms.ModelForm[Service]
else:
    ModelForm = forms.ModelForm

KEY_LABEL = "Key"


class ServiceForm(ModelForm):
    # The field's name in the audit trail is how the console finds who set the key.
    api_key = forms.CharField(
        label=KEY_LABEL,
        required=False,
        strip=False,
        widget=forms.PasswordInput(
            render_value=False, attrs={"autocomplete": "off", "class": "vTextField"}
        ),
    )
    forget_key = forms.BooleanField(label=_("Forget the key"), required=False)

    class Meta:
        model = Service
        fields = (
            "kind", "model", "tier", "enabled", "position", "base_url", "api_key",
            "first_s", "idle_s", "total_s", "context_tokens",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept_key = self.instance.api_key
        # What is not in the form cannot be shown by any widget.
        self.initial.pop("api_key", None)
        self.fields["api_key"].help_text = self._help_with_key()

    def _help_with_key(self) -> "StrOrPromise":
        if self.instance.has_unreadable_key:
            return _("The key that is set here cannot be read any more: enter it anew.")
        if self._kept_key:
            return _("A key is set. Leave this empty to keep it.")
        return _("No key is set here; the environment's is used where there is one.")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("forget_key"):
            values["api_key"] = ""
        else:
            values["api_key"] = values.get("api_key", "").strip() or self._kept_key
        return values

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        endpoint = self.instance.endpoint
        if endpoint.local and costs_money(endpoint):
            self.add_error(
                "tier",
                _("This is a cloud's own address: what goes there leaves the house."),
            )
