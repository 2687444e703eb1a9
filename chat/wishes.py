"""A typed question in words again, and what it becomes when one wish is let go."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from movies.filmquery import FilmQuery
from movies.moods import MOODS
from movies.places import COUNTRIES, LANGUAGES
from movies.querychips import genre_name

# A film of a genre, with its article; other languages may need it to agree.
KINDS = {
    "action": gettext_lazy("an action film"),
    "adventure": gettext_lazy("an adventure"),
    "animation": gettext_lazy("an animated film"),
    "comedy": gettext_lazy("a comedy"),
    "crime": gettext_lazy("a crime film"),
    "documentary": gettext_lazy("a documentary"),
    "drama": gettext_lazy("a drama"),
    "family": gettext_lazy("a family film"),
    "fantasy": gettext_lazy("a fantasy"),
    "history": gettext_lazy("a historical film"),
    "horror": gettext_lazy("a horror film"),
    "music": gettext_lazy("a film about music"),
    "musical": gettext_lazy("a musical"),
    "mystery": gettext_lazy("a mystery"),
    "noir": gettext_lazy("a film noir"),
    "romance": gettext_lazy("a romance"),
    "science-fiction": gettext_lazy("a science fiction film"),
    "sport": gettext_lazy("a sports film"),
    "thriller": gettext_lazy("a thriller"),
    "war": gettext_lazy("a war film"),
    "western": gettext_lazy("a western"),
}


def kind_of(genres: tuple[str, ...]) -> str:
    """Return "a crime film" for genre slugs, most fitting first."""
    if genres and genres[0] in KINDS:
        return str(KINDS[genres[0]])
    return _("a film")


def wishes(query: FilmQuery) -> list[str]:
    """Return the question as phrases: "a thriller", "under 100 minutes"."""
    said = [*_kind(query), *_length(query), *_years(query), *_places(query)]
    said += [*_names(query), *_avoided(query), *_matter(query)]
    return said


def relaxations(query: FilmQuery) -> Iterator[tuple[str, FilmQuery]]:
    """Yield what to let go, as a noun, and the question without it, mildest first."""
    if query.text and not query.is_plain_text:
        yield f"“{query.text}”", query.changed(text="")
    if query.runtime_max or query.runtime_min:
        without = query.changed(runtime_max=None, runtime_min=None)
        yield _limit(query), without
    if query.year_from or query.year_to:
        yield _("the years you named"), query.changed(year_from=None, year_to=None)
    if query.languages:
        names = _or(str(LANGUAGES[code]) for code in query.languages)
        yield names, query.changed(languages=())
    if query.countries:
        names = _or(str(COUNTRIES[code]) for code in query.countries)
        yield names, query.changed(countries=())
    for genre in reversed(query.genres):
        rest = tuple(other for other in query.genres if other != genre)
        yield genre_name(genre).lower(), query.changed(genres=rest)
    for person in query.people:
        rest_of = tuple(other for other in query.people if other != person)
        yield person.name, query.changed(people=rest_of)


def _kind(query: FilmQuery) -> Iterator[str]:
    first, *others = query.genres or ("",)
    if first:
        yield kind_of((first,))
    elif not query.moods:
        yield _("a film")
    if query.moods:
        moods = _and(str(MOODS[mood].label) for mood in query.moods)
        yield moods if first else _("something %(moods)s") % {"moods": moods}
    for genre in others:
        yield _("with some %(genre)s in it") % {"genre": genre_name(genre).lower()}


def _length(query: FilmQuery) -> Iterator[str]:
    span = {"shortest": query.runtime_min, "longest": query.runtime_max}
    if query.runtime_min and query.runtime_max:
        yield _("between %(shortest)d and %(longest)d minutes") % span
    elif query.runtime_max:
        yield _("no longer than %(longest)d minutes") % span
    elif query.runtime_min:
        yield _("at least %(shortest)d minutes long") % span


def _limit(query: FilmQuery) -> str:
    if query.runtime_max:
        return _("the limit of %(longest)d minutes") % {"longest": query.runtime_max}
    return _("the minimum of %(shortest)d minutes") % {"shortest": query.runtime_min}


def _years(query: FilmQuery) -> Iterator[str]:
    first, last = query.year_from, query.year_to
    if first and last and first % 10 == 0 and last == first + 9:
        yield _("from the %(decade)ds") % {"decade": first}
    elif first and last and first == last:
        yield _("from %(year)d") % {"year": first}
    elif first and last:
        yield _("made between %(first)d and %(last)d") % {"first": first, "last": last}
    elif first:
        yield _("made in %(first)d or later") % {"first": first}
    elif last:
        yield _("from before %(year)d") % {"year": last + 1}


def _places(query: FilmQuery) -> Iterator[str]:
    if query.languages:
        names = _or(str(LANGUAGES[code]) for code in query.languages)
        yield _("in %(language)s") % {"language": names}
    if query.countries:
        names = _or(str(COUNTRIES[code]) for code in query.countries)
        yield _("from %(country)s") % {"country": names}
    if query.max_age is not None:
        yield _("right for age %(age)d") % {"age": query.max_age}


def _names(query: FilmQuery) -> Iterator[str]:
    if query.people:
        people = _and(person.name for person in query.people)
        yield _("with %(people)s on board") % {"people": people}
    if query.like:
        films = _and(film.name for film in query.like)
        yield _("in the spirit of %(films)s") % {"films": films}


def _avoided(query: FilmQuery) -> Iterator[str]:
    for slug in query.without_genres:
        yield _("no %(genre)s") % {"genre": genre_name(slug).lower()}
    for mood in query.without_moods:
        yield _("nothing %(mood)s") % {"mood": MOODS[mood].label}
    for word in query.without_keywords:
        yield _("without %(word)s") % {"word": word}
    for person in query.without_people:
        yield _("without %(person)s") % {"person": person.name}
    for film in query.unlike:
        yield _("not like %(film)s") % {"film": film.name}


def _matter(query: FilmQuery) -> Iterator[str]:
    if query.keywords:
        yield _("to do with %(words)s") % {"words": _and(query.keywords)}
    if query.text:
        yield _("along the lines of “%(text)s”") % {"text": query.text}


def _and(words: "Iterator[str] | tuple[str, ...]") -> str:
    *first, last = words
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def _or(words: "Iterator[str] | tuple[str, ...]") -> str:
    *first, last = words
    if not first:
        return last
    return _("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}
