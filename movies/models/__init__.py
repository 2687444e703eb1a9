"""Films, who made them, and what people think of them."""

from movies.models.film import Film, FilmQuerySet
from movies.models.genres import FilmGenre, Genre, Keyword
from movies.models.identity import Certification, ExternalId
from movies.models.people import Credit, Person
from movies.models.profile import (
    ImportDraft,
    ReasonKind,
    TasteCorrection,
    TasteProfile,
    TonightPick,
)
from movies.models.taste import HALF_STARS, Mark, Rating
from movies.models.words import Word

__all__ = [
    "HALF_STARS",
    "Certification",
    "Credit",
    "ExternalId",
    "Film",
    "FilmGenre",
    "FilmQuerySet",
    "Genre",
    "ImportDraft",
    "Keyword",
    "Mark",
    "Person",
    "Rating",
    "ReasonKind",
    "TasteCorrection",
    "TasteProfile",
    "TonightPick",
    "Word",
]
