from django import forms

from chat.models import TITLE_CHARS, Message


class RenameForm(forms.Form):
    title = forms.CharField(max_length=TITLE_CHARS)


class FeedbackForm(forms.Form):
    """A verdict; an empty one takes the verdict back."""

    thumb = forms.ChoiceField(choices=Message.Thumb.choices, required=False)
    reason = forms.ChoiceField(choices=Message.Reason.choices, required=False)
