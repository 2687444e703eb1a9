from typing import Any

from django import forms

from chat.models import TITLE_CHARS, Message


class RenameForm(forms.Form):
    title = forms.CharField(max_length=TITLE_CHARS)


class FeedbackForm(forms.Form):
    """A verdict, an empty one to take it back, on films of the answer."""

    thumb = forms.ChoiceField(choices=Message.Thumb.choices, required=False)
    reason = forms.ChoiceField(choices=Message.Reason.choices, required=False)
    film = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any, answer: Message) -> None:
        super().__init__(data)
        films = [(film_id, str(film_id)) for film_id in answer.films]
        self.fields["film"].choices = films  # type: ignore[attr-defined]
