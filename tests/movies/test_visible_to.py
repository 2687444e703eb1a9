"""The one door to films: what a child, a guest and an adult may see."""

from datetime import date

from cinematch.accounts.models import User
from movies.models import Film
from tests.factories import FilmFactory, UserFactory


def test_guest_sees_films_up_to_the_guest_band(db: None) -> None:
    twelve = FilmFactory(min_age=12)
    FilmFactory(min_age=13)
    assert list(Film.objects.visible_to(User(is_guest=True))) == [twelve]


def test_adult_sees_adult_films(alice: User) -> None:
    film = FilmFactory(min_age=18)
    assert film in Film.objects.visible_to(alice)


def test_youngest_of_several_viewers_counts(alice: User) -> None:
    child = UserFactory(birth_date=date(2017, 5, 1))
    FilmFactory(min_age=12)
    assert not Film.objects.visible_to(alice, child).exists()


def test_hidden_film_is_shown_to_nobody(alice: User) -> None:
    FilmFactory(hidden=True)
    assert not Film.objects.visible_to(alice).exists()


def test_film_without_certification_is_adult(db: None) -> None:
    film = Film.objects.create(title="Unknown")
    assert film.min_age == 18
