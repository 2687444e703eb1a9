"""What a person may put in the place of a fact."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chat.memories.models import MAX_FACT_CHARS
from chat.memories.sensitive import is_sensitive


class FactForm(forms.Form):
    text = forms.CharField(max_length=MAX_FACT_CHARS)

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if is_sensitive(text):
            raise ValidationError(
                _(
                    "Nothing about health, faith, sexuality, origin or politics is "
                    "kept here, and no addresses or numbers."
                )
            )
        return text
