"""The pages about films: what they show, to whom, and in how many queries."""

from http import HTTPStatus

import numpy as np
import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cinematch.accounts.models import User
from movies.indexing import index_films
from movies.models import Film, Mark
from movies.vocabulary import refresh_vocabulary
from tests.factories import (
    FilmFactory,
    KeywordFactory,
    MarkFactory,
    PersonFactory,
    RatingFactory,
)

# Two of them find out who is signed in: the session and the person.
WHO = 2


def film_path(film: Film) -> str:
    return film.get_absolute_url()


def test_home_of_an_empty_catalogue_says_so(client: Client, db: None) -> None:
    assert "Nothing to pick from yet" in client.get("/").content.decode()


def test_home_offers_a_newcomer_films_to_rate(client: Client, db: None) -> None:
    FilmFactory.create_batch(9)
    assert "Rate five films and this becomes yours" in client.get("/").content.decode()


def test_home_stops_asking_after_five_ratings(as_alice: Client, alice: User) -> None:
    FilmFactory.create_batch(9)
    RatingFactory.create_batch(5, user=alice)
    assert "Rate five films" not in as_alice.get("/").content.decode()


def test_home_shows_the_film_of_tonight_only_once(
    as_alice: Client, alice: User
) -> None:
    RatingFactory.create_batch(5, user=alice)
    FilmFactory.create_batch(3)
    home = as_alice.get("/").context
    shown = [home["pick"].film, *home["shelf"]]
    assert len(shown) == len(set(shown)) == 3


def test_home_ranks_once(
    as_alice: Client,
    alice: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    RatingFactory.create_batch(5, user=alice)
    FilmFactory.create_batch(12)
    as_alice.get("/")
    with django_assert_max_num_queries(13 + WHO):
        as_alice.get("/")


def test_home_tells_a_guest_which_age_it_shows(client: Client, db: None) -> None:
    assert "Showing films up to age 12" in client.get("/").content.decode()


def test_something_shorter_is_shorter(client: Client, db: None) -> None:
    long, short = FilmFactory(runtime_min=180), FilmFactory(runtime_min=90)
    response = client.get("/", {"instead": long.pk, "wish": "shorter"})
    assert response.context["pick"].film == short


@pytest.mark.parametrize("instead", ["x", "-1", "9" * 40, "\x00", ""])
def test_wish_instead_of_no_film_shows_the_pick(
    client: Client, db: None, instead: str
) -> None:
    film = FilmFactory()
    response = client.get("/", {"instead": instead, "wish": "shorter"})
    assert response.context["pick"].film == film


def test_not_tonight_brings_another_film(client: Client, db: None) -> None:
    FilmFactory.create_batch(3)
    refused = client.get("/").context["pick"].film
    client.post(f"/tonight/{refused.pk}/skip/")
    assert client.get("/").context["pick"].film != refused


def test_watchlist_on_home_holds_the_short_ones(as_alice: Client, alice: User) -> None:
    short, long = FilmFactory(runtime_min=88), FilmFactory(runtime_min=150)
    for film in (short, long):
        MarkFactory(user=alice, film=film)
    assert as_alice.get("/").context["short"] == [short]


def test_film_page_tells_what_we_know(client: Client, db: None) -> None:
    film = FilmFactory(
        title="Cléo", genres=["Drama"], directors=["Agnès Varda"], keywords=["paris"]
    )
    page = client.get(film_path(film)).content.decode()
    assert all(word in page for word in ("Cléo", "Drama", "Agnès Varda", "paris"))


def test_film_address_without_its_title_leads_to_the_full_one(
    client: Client, db: None
) -> None:
    film = FilmFactory()
    assert client.get(f"/films/{film.pk}/").headers["Location"] == film_path(film)


def test_film_above_the_viewers_age_says_so_and_shows_nothing_else(
    client: Client, db: None
) -> None:
    film = FilmFactory(title="Alien", min_age=17, synopsis="Something is on board.")
    response = client.get(film_path(film))
    page = response.content.decode()
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "certified for 17 and up" in page
    assert "on board" not in page
    assert film.poster_url not in page


def test_age_page_asks_only_people_whose_age_is_unknown(
    as_alice: Client, alice: User
) -> None:
    film = FilmFactory(min_age=18)
    alice.birth_date = alice.birth_date.replace(year=2015)
    alice.save()
    assert "Give my birth date" not in as_alice.get(film_path(film)).content.decode()


@pytest.mark.parametrize("film_id", ["0", "999999", "9" * 40])
def test_film_that_is_not_there_is_not_found(
    client: Client, db: None, film_id: str
) -> None:
    assert client.get(f"/films/{film_id}/x/").status_code == HTTPStatus.NOT_FOUND


def test_hidden_film_is_not_found(as_alice: Client) -> None:
    film = FilmFactory(hidden=True)
    assert as_alice.get(film_path(film)).status_code == HTTPStatus.NOT_FOUND


def test_film_page_shows_the_viewers_own_stars(as_alice: Client, alice: User) -> None:
    rating = RatingFactory(user=alice, stars=3.5)
    RatingFactory(film=rating.film, stars=1)
    page = as_alice.get(film_path(rating.film)).content.decode()
    assert "<output>3.5</output>" in page


def test_film_page_takes_eight_queries(
    as_alice: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    words = {"genres": ["Drama", "Crime"], "keywords": ["heist"], "cast": ["A", "B"]}
    film, *_others = FilmFactory.create_batch(8, **words)
    with django_assert_max_num_queries(8 + WHO):
        as_alice.get(film_path(film))


def test_browse_takes_six_queries(
    as_alice: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    FilmFactory.create_batch(30, genres=["Drama"])
    with django_assert_max_num_queries(6 + WHO):
        as_alice.get("/films/", {"genre": "drama", "year_from": 1990})


def test_browse_keeps_what_fits_and_counts_it(client: Client, db: None) -> None:
    old = FilmFactory(year=1950)
    FilmFactory(year=2020)
    response = client.get("/films/", {"year_to": 1960})
    assert response.context["films"].items == [old]
    assert "1 film" in response.content.decode()


def test_every_filter_is_a_chip_that_removes_it(client: Client, db: None) -> None:
    FilmFactory(genres=["Drama"])
    response = client.get("/films/?genre=drama&year_to=2000&sort=new")
    assert ("Drama", "?year_to=2000&sort=new") in response.context["chips"]


def test_second_tap_on_a_genre_leaves_it_out(client: Client, db: None) -> None:
    FilmFactory(genres=["Drama"])
    choice = client.get("/films/?genre=drama").context["panel"].genres[0]
    assert (choice.state, choice.address) == ("in", "?not_genre=drama")


def test_hide_seen_leaves_out_what_was_seen(as_alice: Client, alice: User) -> None:
    MarkFactory(user=alice, film=FilmFactory(), kind=Mark.Kind.SEEN)
    unseen = FilmFactory()
    assert as_alice.get("/films/?unseen=1").context["films"].items == [unseen]


@pytest.fixture
def trains(db: None) -> list[Film]:
    titles = ("Night Train", "Train", "Last Train Home")
    films = [
        FilmFactory(title=title, keywords=["train"], year=1990 + place, fame=place)
        for place, title in enumerate(titles)
    ]
    index_films([film.pk for film in films])
    return films


def test_search_shows_the_best_match_first(client: Client, trains: list[Film]) -> None:
    page = client.get("/films/?q=train")
    assert page.context["films"].items[0] == trains[1]
    best = '<option value="match" selected>Best match</option>'
    assert best in page.content.decode()


def test_what_was_found_can_be_sorted(client: Client, trains: list[Film]) -> None:
    FilmFactory(title="Quiet Sea", year=2020)
    found = client.get("/films/?q=train&sort=new").context["films"]
    assert (found.items[:3], found.total) == (trains[::-1], len(found.items))


def test_sort_stays_while_a_wish_is_taken_away(client: Client, db: None) -> None:
    KeywordFactory(name="train")
    response = client.get("/films/?keyword=train&year_to=2000&sort=known")
    addresses = {address for _label, address in response.context["chips"]}
    assert addresses == {"?keyword=train&sort=known", "?year_to=2000"}


def test_best_match_without_a_wish_is_the_usual_order(
    client: Client, trains: list[Film]
) -> None:
    response = client.get("/films/?sort=match")
    assert response.context["films"].items == trains[::-1]
    assert "Best match" not in response.content.decode()


def test_hide_seen_leaves_out_what_was_seen_of_what_was_found(
    as_alice: Client, alice: User, trains: list[Film]
) -> None:
    MarkFactory(user=alice, film=trains[1], kind=Mark.Kind.SEEN)
    response = as_alice.get("/films/?q=train&unseen=1")
    assert trains[1] not in response.context["films"].items
    assert "Hide what I have seen" in response.content.decode()


def test_films_like_one_that_was_seen_are_found_with_seen_ones_hidden(
    as_alice: Client, alice: User, trains: list[Film]
) -> None:
    Film.objects.update(embedding=np.eye(1, 384)[0])
    MarkFactory(user=alice, film=trains[1], kind=Mark.Kind.SEEN)
    found = as_alice.get(f"/films/?like={trains[1].pk}&unseen=1").context["films"]
    assert set(found.items) == {trains[0], trains[2]}


def test_misspelt_word_is_mended_and_said(client: Client, trains: list[Film]) -> None:
    refresh_vocabulary()
    response = client.get("/films/?q=trian")
    assert trains[1] in response.context["films"].items
    assert '<a href="?q=train">train</a>' in response.content.decode()


def test_filters_beside_a_sentence_count_too(
    client: Client, trains: list[Film]
) -> None:
    query = client.get("/films/?q=train+before+1992&country=FR").context["query"]
    assert (query.year_to, query.countries) == (1991, ("FR",))


def test_more_films_come_as_cards_alone(client: Client, db: None) -> None:
    FilmFactory.create_batch(30)
    response = client.get("/films/?page=2", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert page.count('class="card"') == 6
    assert "<html" not in page


def test_nothing_found_offers_what_to_give_up(client: Client, db: None) -> None:
    FilmFactory(year=1950, genres=["Drama"])
    response = client.get("/films/?genre=drama&year_from=2000")
    assert response.context["offers"] == [("Since 2000", "?genre=drama", 1)]


@pytest.mark.parametrize(
    "query",
    [
        "page=1000000000",
        "page=-1",
        "page=%00",
        "page=٣",
        "q=%00",
        "q=" + "a" * 10_000,
        "q=%27%3B+DROP+TABLE+movies_film%3B--",
        "q=%F0%9F%8E%AC",
        "q=%D9%85%D8%B1%D9%8A%D9%85",
        "year_from=abc&runtime_max=1e9&language=xx&sort=hack&person=1:2",
        "genre=%00&keyword=%00&like=9999999999999999999999",
    ],
)
def test_whatever_the_address_says_browse_answers(
    client: Client, db: None, query: str
) -> None:
    FilmFactory()
    assert client.get(f"/films/?{query}").status_code == HTTPStatus.OK


@pytest.mark.parametrize("text", ["", "x", "\x00", "<b>", "a" * 10_000, "🎬"])
def test_whatever_is_typed_suggestions_answer(
    client: Client, db: None, text: str
) -> None:
    response = client.get("/search/suggest/", {"q": text})
    assert response.status_code == HTTPStatus.OK
    assert "<b>" not in response.content.decode()


def test_person_page_lists_their_films_the_newest_first(
    client: Client, db: None
) -> None:
    old = FilmFactory(year=1961, directors=["Agnès Varda"])
    new = FilmFactory(year=1985, directors=["Agnès Varda"], cast=["Agnès Varda"])
    person = old.directors[0]
    films = client.get(person.get_absolute_url()).context["films"]
    assert films == [(new, "Director, Cast"), (old, "Director")]


def test_person_of_whom_the_viewer_may_see_nothing_is_not_found(
    client: Client, db: None
) -> None:
    film = FilmFactory(min_age=18, directors=["Someone"])
    path = film.directors[0].get_absolute_url()
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_person_without_films_is_not_found(client: Client, db: None) -> None:
    path = PersonFactory().get_absolute_url()
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_watchlist_holds_ones_own_films(as_alice: Client, alice: User) -> None:
    mine = MarkFactory(user=alice).film
    MarkFactory()
    assert as_alice.get("/watchlist/").context["films"].items == [mine]


def test_watchlist_of_a_guest_is_empty_not_everybodys(client: Client, db: None) -> None:
    MarkFactory()
    assert client.get("/watchlist/").context["films"].items == []


def test_film_no_longer_for_the_viewer_leaves_the_watchlist_page(
    as_alice: Client, alice: User
) -> None:
    MarkFactory(user=alice, film=FilmFactory(hidden=True))
    assert as_alice.get("/watchlist/").context["films"].items == []


def test_reasons_of_a_film_stay_with_who_may_see_it(client: Client, db: None) -> None:
    film = FilmFactory(min_age=18)
    path = f"/films/{film.pk}/because/"
    assert client.get(path).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["/credits/", "/offline/", "/sw.js"])
def test_pages_about_the_site_answer(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == HTTPStatus.OK


def test_page_for_broken_code_needs_neither_context_nor_database() -> None:
    assert "The projector jammed" in render_to_string("500.html")
