"""From a title someone typed to films they may see."""

from rapidfuzz import fuzz

from cinematch.accounts.models import User
from movies.folding import title_key, words
from movies.models import Film, Word
from movies.search import suggest
from movies.spelling import correct

# Below this two titles are different films ("Alien" and "Aliens" score 91).
SAME_TITLE = 85
# Remakes share a title; nobody compares more of them at once.
MAX_NAMESAKES = 3
# Titles no longer than this are too easily mistaken for one another.
SHORT_TITLE = 4


def films_called(title: str, viewer: User) -> list[int]:
    """Return the films of this title, the best known first; typos are forgiven."""
    key = title_key(title)
    if not key:
        return []
    visible = Film.objects.visible_to(viewer).famous_first()
    exact = visible.filter(title_key=key).values_list("pk", flat=True)
    return list(exact[:MAX_NAMESAKES]) or _nearly(key, viewer)


def _nearly(key: str, viewer: User) -> list[int]:
    if len(key) <= SHORT_TITLE:
        return []
    for suggestion in suggest(key, viewer):
        found = title_key(suggestion.label)
        if suggestion.kind == "film" and fuzz.ratio(found, key) >= SAME_TITLE:
            visible = Film.objects.visible_to(viewer).famous_first()
            named = visible.filter(title_key=found).values_list("pk", flat=True)
            return list(named[:MAX_NAMESAKES])
    return []


def is_spelled(text: str) -> bool:
    """Whether any word of a text is one of the catalogue, or nearly."""
    if Word.objects.filter(text__in=words(text)).exists():
        return True
    return correct(text, text) is not None
