"""What saving in the staff panel does to the catalogue."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from cinematch.celery import app as celery_app
from movies.models import Certification, Film, Genre, Person, Rating
from tests.admin.rows import page
from tests.factories import CertificationFactory, FilmFactory, RatingFactory

INLINES = ("film_genres", "Film_keywords", "credits", "certifications", "external_ids")


def form_of(**values: Any) -> dict[str, Any]:
    """A film's form as the page sends it, with empty inlines unless given."""
    counts = {
        f"{name}-{kind}_FORMS": 0 for name in INLINES for kind in ("TOTAL", "INITIAL")
    }
    return {"title": "Heat", "fame": 60, **counts, **values}


def test_a_new_film_is_found_at_once(admin_client: Client) -> None:
    admin_client.post(page(Film, "add"), form_of(synopsis="A thief and a detective."))
    film = Film.objects.get()
    assert (film.search_titles.strip(), film.search_synopsis) == (
        "heat", "a thief and a detective"
    )  # fmt: skip


def test_a_certification_sets_the_minimum_age(admin_client: Client) -> None:
    film = FilmFactory(min_age=18)
    row = {"certifications-TOTAL_FORMS": 1, "certifications-0-system": "MPA"}
    form = form_of(**row, **{"certifications-0-label": "PG-13"})
    admin_client.post(page(Film, "change", film.pk), form)
    film.refresh_from_db()
    assert film.min_age == 13


def test_the_last_certification_taken_away_makes_it_adult(admin_client: Client) -> None:
    row = CertificationFactory(film__min_age=8)
    form = form_of(
        **{
            "certifications-TOTAL_FORMS": 1, "certifications-INITIAL_FORMS": 1,
            "certifications-0-id": row.pk, "certifications-0-film": row.film_id,
            "certifications-0-system": "MPA", "certifications-0-label": "PG",
            "certifications-0-DELETE": "on",
        }
    )  # fmt: skip
    admin_client.post(page(Film, "change", row.film_id), form)
    assert not Certification.objects.exists()
    assert Film.objects.get().min_age == 18


def test_a_label_of_another_board_is_refused_in_words(admin_client: Client) -> None:
    film = FilmFactory()
    row = {"certifications-TOTAL_FORMS": 1, "certifications-0-system": "MPA"}
    form = form_of(**row, **{"certifications-0-label": "FSK 16"})
    answer = admin_client.post(page(Film, "change", film.pk), form)
    assert "errorlist" in answer.content.decode()


@pytest.mark.parametrize(
    ("action", "hidden"), [("hide_films", True), ("show_films", False)]
)
def test_films_are_hidden_and_shown(
    admin_client: Client, action: str, hidden: bool
) -> None:
    film = FilmFactory(hidden=not hidden)
    act = {"action": action, "_selected_action": [film.pk]}
    admin_client.post(page(Film, "changelist"), act)
    film.refresh_from_db()
    assert film.hidden is hidden
    assert LogEntry.objects.get().object_id == str(film.pk)


def test_a_rating_taken_out_of_the_mean(admin_client: Client) -> None:
    rating = RatingFactory(stars=5)
    RatingFactory(film=rating.film, stars=1)
    admin_client.post(page(Rating, "change", rating.pk), {"weight": 0})
    rating.film.refresh_from_db()
    assert (rating.film.ratings_count, rating.film.ratings_mean) == (1, 1)


def test_a_deleted_rating_leaves_the_mean(admin_client: Client) -> None:
    rating = RatingFactory(stars=5)
    act = {
        "action": "delete_selected", "_selected_action": [rating.pk], "post": "yes",
    }  # fmt: skip
    admin_client.post(page(Rating, "changelist"), act)
    rating.film.refresh_from_db()
    assert rating.film.ratings_count == 0


@pytest.fixture
def eager_jobs() -> Iterator[None]:
    celery_app.conf.task_always_eager = True
    yield
    celery_app.conf.task_always_eager = False


def test_a_renamed_person_is_found_by_the_new_name(
    admin_client: Client, eager_jobs: None, django_capture_on_commit_callbacks: Any
) -> None:
    film = FilmFactory(directors=["Agnes Vada"])
    with django_capture_on_commit_callbacks(execute=True):
        person = Person.objects.get()
        admin_client.post(page(Person, "change", person.pk), {"name": "Agnès Varda"})
    film.refresh_from_db()
    assert film.search_people == "agnes varda"


def test_the_overview_counts(admin_client: Client) -> None:
    RatingFactory()
    text = " ".join(admin_client.get("/admin/").content.decode().split())
    assert "<b>1</b> ratings today" in text


def test_genre_pages_work(admin_client: Client) -> None:
    admin_client.post(page(Genre, "add"), {"name": "Noir", "slug": "noir"})
    assert Genre.objects.get().slug == "noir"
