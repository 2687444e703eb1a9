"""The form that adds a passkey, in words people know."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name"),
        required=False,
        help_text=_("So that you know it again, such as the name of the device."),
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        required=False,
        initial=True,
        help_text=_("Your device asks for a finger, a face or a PIN instead."),
    )
