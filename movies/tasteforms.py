"""What a person may say about their taste, checked."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from movies.explaining import genre_names
from movies.models import Film, ReasonKind, TasteCorrection, TasteProfile
from movies.models.profile import SLIDER_END
from movies.places import LANGUAGES

# Reasons whose key is the id of a row.
WITH_ID = (ReasonKind.FILM, ReasonKind.PERSON, ReasonKind.WATCHLIST)
LARGEST_ID = 2**63 - 1
LONGEST_ID = 19

LANGUAGES_OFFERED = 12
RUNTIMES = (90, 105, 120, 150)
# Keywords of the catalogue that people most often want to be spared.
AVOIDABLE = {
    "gore": _("gore"),
    "torture": _("torture"),
    "serial killer": _("serial killers"),
    "murder": _("murder"),
    "kidnapping": _("kidnapping"),
    "suicide": _("suicide"),
    "grief": _("grief"),
    "addiction": _("addiction"),
    "ghosts": _("ghosts"),
}


def id_in(text: object) -> int | None:
    """Return the id a form sent, None for what can be none."""
    if isinstance(text, str) and len(text) <= LONGEST_ID and text.isascii():
        number = int(text) if text.isdecimal() else LARGEST_ID + 1
        return number if number <= LARGEST_ID else None
    return None


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = TasteCorrection
        fields = ("kind", "key", "verdict")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") in WITH_ID and id_in(said.get("key", "")) is None:
            raise forms.ValidationError(_("There is no such reason."))
        return said


class SlidersForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = TasteProfile
        fields = ("newer", "heavier", "obscure")
        widgets: ClassVar = {
            name: forms.NumberInput(
                {"type": "range", "min": -SLIDER_END, "max": SLIDER_END, "step": 1}
            )
            for name in ("newer", "heavier", "obscure")
        }

    @property
    def with_ends(self) -> list[tuple[forms.BoundField, Promise, Promise]]:
        """The fields with the words at either end."""
        return [
            (self["newer"], _("Older"), _("Newer")),
            (self["heavier"], _("Lighter"), _("Heavier")),
            (self["obscure"], _("Popular"), _("Obscure")),
        ]


class LimitsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is never shown, and how long an evening is."""

    runtime_max = forms.TypedChoiceField(
        label=_("Longest film on a weeknight"),
        choices=[
            ("", _("Any length")),
            *((length, _("%d minutes") % length) for length in RUNTIMES),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    avoid_genres = forms.MultipleChoiceField(
        label=_("Never show me"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    avoid_keywords = forms.MultipleChoiceField(
        label=_("Nor films tagged with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=_("Only films in"),
        help_text=_("Leave all unticked for every language."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = TasteProfile
        fields = ("runtime_max", "avoid_genres", "avoid_keywords", "languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "avoid_genres": genre_names().items(),
            "avoid_keywords": AVOIDABLE.items(),
            "languages": list(common_languages()),
        }
        for name, offered in choices.items():
            self.fields[name].choices = list(offered)  # type: ignore[attr-defined]


def common_languages() -> Iterator[tuple[str, str]]:
    """The languages most films here are in, with their names."""
    counted = (
        Film.objects.filter(hidden=False)
        .exclude(language="")
        .values_list("language")
        .annotate(films=Count("pk"))
        .order_by("-films", "language")[:LANGUAGES_OFFERED]
    )
    for code, _films in counted:
        yield code, str(LANGUAGES.get(code, code))
