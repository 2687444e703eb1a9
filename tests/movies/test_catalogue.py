"""The films that ship with the site come in, and come in again."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from movies.catalogue import load_starter
from movies.models import Film, Person

HEAT: dict[str, Any] = {
    "title": "Heat",
    "original_title": "",
    "year": 1995,
    "ids": {"imdb": "tt0113277", "wikidata": "Q42198"},
    "runtime_min": 170,
    "countries": ["US"],
    "language": "en",
    "genres": ["Crime", "Thriller"],
    "keywords": ["heist", "los angeles"],
    "directors": ["Michael Mann"],
    "cast": ["Al Pacino", "Robert De Niro"],
    "certifications": {"FSK": "16", "MPA": "R"},
    "fame": 78,
    "synopsis": "A thief and the detective after him find they lead the same life.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, HEAT)
    return tmp_path


def write(folder: Path, *entries: dict[str, Any]) -> None:
    lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
    (folder / "films.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_a_film_comes_in_with_all_that_hangs_on_it(db: None, folder: Path) -> None:
    assert load_starter(folder=folder) == 1
    film = Film.objects.for_details().get()
    assert film.genre_names == ["Crime", "Thriller"]
    assert [str(person) for person in film.directors] == ["Michael Mann"]
    assert [str(person) for person in film.cast] == ["Al Pacino", "Robert De Niro"]
    assert film.external_ids.get(source="wikidata").value == "Q42198"


def test_the_strictest_certification_counts(db: None, folder: Path) -> None:
    load_starter(folder=folder)
    assert Film.objects.get().min_age == 17


def test_loading_twice_changes_nothing(db: None, folder: Path) -> None:
    load_starter(folder=folder)
    before = Film.objects.get().updated_at
    assert load_starter(folder=folder) == 0
    assert Film.objects.get().updated_at == before


def test_a_changed_line_updates_its_film(db: None, folder: Path) -> None:
    load_starter(folder=folder)
    pk = Film.objects.get().pk
    write(folder, HEAT | {"keywords": ["heist"], "cast": ["Val Kilmer"], "fame": 79})
    assert load_starter(folder=folder) == 1
    film = Film.objects.get()
    assert (film.pk, film.fame) == (pk, 79)
    assert [str(person) for person in film.cast] == ["Val Kilmer"]


def test_edits_of_staff_stay_while_the_line_stays(db: None, folder: Path) -> None:
    load_starter(folder=folder)
    Film.objects.update(synopsis="Written by an editor.")
    load_starter(folder=folder)
    assert Film.objects.get().synopsis == "Written by an editor."


def test_people_are_not_doubled_across_films(db: None, folder: Path) -> None:
    other = HEAT | {"title": "The Insider", "ids": {"imdb": "tt0140352"}}
    write(folder, HEAT, other)
    load_starter(folder=folder)
    assert Person.objects.filter(name="Al Pacino").count() == 1


def test_progress_tells_how_far_it_is(db: None, folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    load_starter(lambda done, total: seen.append((done, total)), folder)
    assert seen == [(1, 1)]


def test_an_empty_folder_is_said_so(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No catalogue"):
        call_command("load_starter", folder=tmp_path)


def test_loading_takes_a_handful_of_queries(
    folder: Path, django_assert_max_num_queries: Any, db: None
) -> None:
    films = [
        HEAT | {"title": f"Heat {n}", "ids": {"imdb": f"tt{n:07}"}} for n in range(60)
    ]
    write(folder, *films)
    with django_assert_max_num_queries(50):
        load_starter(folder=folder)
