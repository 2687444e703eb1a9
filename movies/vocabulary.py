"""The words of the catalogue, counted: for spelling and for what is rare or common."""

from collections.abc import Collection, Iterator
from itertools import combinations

from django.db import connection
from django.db.models import Q

from movies.models import Film, Word

# SymSpell's index looks at so many first letters, with up to so many left out.
PREFIX_LETTERS = 7
MAX_EDITS = 2
# Words of up to so many letters may have one mistake only.
SHORT_WORD = 4
BATCH = 5_000

_SPELLED = (
    "unnest(string_to_array(concat_ws(' ', search_titles, search_people, search_genres,"
    " search_keywords), ' '))"
)
# One pass over the catalogue; a word in several columns of a film counts once.
_COUNT = f"""
WITH spelled AS (
    SELECT word AS text, count(*) AS named, max(fame) AS fame
    FROM (SELECT DISTINCT id, fame, {_SPELLED} AS word FROM movies_film) AS each
    GROUP BY word
), counted AS (
    SELECT text, coalesce(ndoc, 0) AS films, coalesce(named, 0) AS named,
           coalesce(fame, 0) AS fame
    FROM spelled
    FULL JOIN ts_stat('SELECT search FROM movies_film') AS stat ON stat.word = text
    WHERE length(text) BETWEEN 1 AND 60
), gone AS (
    DELETE FROM movies_word AS old
    WHERE NOT EXISTS (SELECT FROM counted WHERE counted.text = old.text)
)
INSERT INTO movies_word (text, films, named, fame, deletes)
SELECT text, films, named, fame, '{{}}' FROM counted
ON CONFLICT (text) DO UPDATE
SET films = excluded.films, named = excluded.named, fame = excluded.fame
"""  # noqa: S608 -- constants of this module


def deletes(word: str) -> list[str]:
    """Return a word's first letters with up to two of them left out.

    From SymSpell (W. Garbe, 2012): two words within two edits share at least one.
    """
    start = word[:PREFIX_LETTERS]
    edits = 1 if len(word) <= SHORT_WORD else MAX_EDITS
    return sorted(
        {
            "".join(kept)
            for left_out in range(edits + 1)
            for kept in combinations(start, len(start) - left_out)
        }
    )


def refresh_vocabulary() -> None:
    """Count every word of the catalogue again (seconds at 100,000 films)."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT)
    _fill_deletes(Q(named__gt=0))


def learn_words(film_ids: Collection[int]) -> None:
    """Add the new words of some films; their counts wait for the next full count."""
    films = Film.objects.filter(pk__in=film_ids).values_list(
        "fame", "search_titles", "search_people", "search_genres", "search_keywords"
    )
    found = {
        word: fame for fame, *texts in films for text in texts for word in text.split()
    }
    Word.objects.bulk_create(
        (
            Word(text=word, films=1, named=1, fame=fame)
            for word, fame in found.items()
            if len(word) <= 60
        ),
        ignore_conflicts=True,
    )
    _fill_deletes(Q(text__in=list(found)))


def _fill_deletes(which: Q) -> None:
    bare = Word.objects.filter(which, deletes=[]).values_list("text", flat=True)
    for batch in _batched(list(bare)):
        with connection.cursor() as cursor:
            # `bulk_update` writes a CASE a word: minutes for a large catalogue.
            cursor.execute(
                "UPDATE movies_word SET deletes = string_to_array(new.deletes, ' ') "
                "FROM unnest(%s::text[], %s::text[]) AS new(text, deletes) "
                "WHERE movies_word.text = new.text",
                [batch, [" ".join(deletes(word)).strip() for word in batch]],
            )


def _batched(words: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(words), BATCH):
        yield words[start : start + BATCH]
