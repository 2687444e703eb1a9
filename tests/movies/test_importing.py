"""Letterboxd and IMDb files: read, matched, confirmed, and broken in every way."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cinematch.accounts.models import User
from movies.importing.drafts import apply, draft
from movies.importing.reading import LARGEST_UNPACKED_BYTES, parse
from movies.importing.rows import FileUnreadableError
from movies.indexing import index_films
from movies.models import Film, ImportDraft, Mark, Rating
from tests.factories import ExternalIdFactory, FilmFactory, RatingFactory, UserFactory

RATINGS = "Date,Name,Year,Letterboxd URI,Rating\n"
WATCHED = "Date,Name,Year,Letterboxd URI\n"
IMDB = "Const,Your Rating,Date Rated,Title,Title Type,Year\n"


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return packed.getvalue()


def indexed(**facts: object) -> Film:
    film = FilmFactory(**facts)
    index_films([film.pk])
    return film


def upload(client: Client, data: bytes, name: str = "ratings.csv") -> object:
    return client.post(
        reverse("movies:import"), {"file": SimpleUploadedFile(name, data)}
    )


def test_letterboxd_archive_becomes_one_row_a_film() -> None:
    data = zipped(
        ratings=RATINGS + "2024-02-01,Heat,1995,https://boxd.it/x,4.5\n",
        diary="Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n"
        "2024-01-02,Heat,1995,https://boxd.it/y,4,,,2024-01-01\n",
        watched=WATCHED + "2024-01-02,Heat,1995,x\n2024-01-03,Alien,1979,x\n",
        watchlist=WATCHED + "2024-01-04,Ran,1985,x\n2024-01-04,Alien,1979,x\n",
    )
    parsed = parse(data, "letterboxd.zip")
    heat, alien, ran = sorted(parsed.rows, key=lambda row: "HAR".index(row.title[0]))
    assert (heat.stars, heat.seen) == (Decimal("4.5"), True)
    assert (alien.stars, alien.seen, alien.watchlist) == (None, True, False)
    assert (ran.seen, ran.watchlist) == (False, True)


def test_files_of_deleted_things_in_the_archive_are_left_alone() -> None:
    data = zipped(ratings=RATINGS, **{"deleted/diary": WATCHED + ",Gone,1999,x\n"})
    assert parse(data, "x.zip").rows == []


def test_imdb_rating_is_halved() -> None:
    (row,) = parse(
        (IMDB + "tt0113277,9,2020-05-01,Heat,Movie,1995\n").encode(), "ratings.csv"
    ).rows
    assert (row.imdb, row.stars, row.day) == (
        "tt0113277",
        Decimal("4.5"),
        date(2020, 5, 1),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("x,Bad,2001,x,7.3", "half steps"),
        ("x,Bad,2001,x,NaN", "no rating"),
        ("x,Bad,next year,x,4", "no year"),
        ("x,,2001,x,4", "no title"),
        ("x,Zero,2001,x,0", "half steps"),
    ],
)
def test_bad_row_is_named_and_the_good_ones_stay(line: str, reason: str) -> None:
    text = f"{RATINGS}2024-01-01,Heat,1995,x,5\n{line}\n2024-01-01,Ran,1985,x,4\n"
    parsed = parse(text.encode(), "ratings.csv")
    assert [row.title for row in parsed.rows] == ["Heat", "Ran"]
    (error,) = parsed.errors
    assert (error.file, error.number) == ("ratings.csv", 3)
    assert reason in error.reason


def test_series_of_imdb_are_no_films() -> None:
    parsed = parse((IMDB + "tt0903747,10,x,Bad,tvSeries,2008\n").encode(), "r.csv")
    assert "Not a film" in parsed.errors[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_survive_every_usual_encoding(encoding: str) -> None:
    text = RATINGS + '2024-01-01,"Amélie, la nuit ""d\'été""",2001,x,5\r\n'
    (row,) = parse(text.encode(encoding), "ratings.csv").rows
    assert row.title == 'Amélie, la nuit "d\'été"'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"hello",
        b"a,b\n1,2\n",
        b"PK\x03\x04 broken",
        zipped(notes="x"),
        b"\xff",
    ],
)
def test_file_that_is_no_export_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FileUnreadableError):
        parse(data, "x.csv")


def test_zip_bomb_is_stopped() -> None:
    data = zipped(ratings=RATINGS + "0" * (LARGEST_UNPACKED_BYTES + 1))
    assert len(data) < 100_000
    with pytest.raises(FileUnreadableError, match="unpacks"):
        parse(data, "x.zip")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", RATINGS.encode(), IMDB.encode(), b"PK"):
        try:
            parsed = parse(start + data, "ratings.csv")
        except FileUnreadableError:
            continue
        assert all("\x00" not in row.title for row in parsed.rows)


@given(
    st.lists(
        st.tuples(
            st.text(
                st.characters(codec="utf-8", exclude_characters="\x00"),
                min_size=1,
                max_size=30,
            ),
            st.integers(1880, 2030),
            st.integers(1, 10),
        ),
        unique_by=lambda film: (film[0].strip().casefold(), film[1]),
        max_size=20,
    )
)
def test_what_a_csv_writer_wrote_is_read_back(
    films: list[tuple[str, int, int]],
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(["Date", "Name", "Year", "Letterboxd URI", "Rating"])
    named = [film for film in films if film[0].strip()]
    writer.writerows(
        ["2024-01-01", title, year, "x", h / 2] for title, year, h in named
    )
    rows = parse(
        written.getvalue().encode("utf-8", "surrogatepass"), "ratings.csv"
    ).rows
    assert [(row.title, row.stars) for row in rows] == [
        (title.strip(), Decimal(h) / 2) for title, _year, h in named
    ]


def test_imdb_id_finds_the_film_whatever_it_is_called(alice: User) -> None:
    film = ExternalIdFactory(value="tt0113277").film
    kept = draft(alice, (IMDB + "tt0113277,9,x,Hitze,Movie,1995\n").encode(), "r.csv")
    assert kept.rows[0]["film"] == film.pk


def test_title_and_year_find_the_film(alice: User) -> None:
    indexed(title="Heat", year=1986)
    film = indexed(title="Heat", year=1995)
    kept = draft(alice, (RATINGS + "x,HEAT,1996,x,5\n").encode(), "ratings.csv")
    assert kept.rows[0]["film"] == film.pk


def test_several_films_of_a_name_are_offered(alice: User) -> None:
    films = {indexed(title="Heat", year=year).pk for year in (1972, 1986)}
    kept = draft(alice, (RATINGS + "x,Heat,1995,x,5\n").encode(), "ratings.csv")
    assert kept.rows[0]["film"] is None
    assert set(kept.rows[0]["candidates"]) == films


def test_film_above_ones_age_is_like_one_that_is_not_there(
    client: Client, db: None
) -> None:
    child = UserFactory(birth_date=date(2017, 5, 1))
    client.force_login(child)
    indexed(title="Forbidden", year=1995, min_age=18, synopsis="A secret.")
    text = RATINGS + "x,Forbidden,1995,x,5\nx,No such film,1995,x,5\n"
    page = client.get(upload(client, text.encode())["Location"])  # type: ignore[index]
    assert [row.title for row in page.context["missing"]] == [
        "Forbidden",
        "No such film",
    ]
    assert "secret" not in page.content.decode()


def test_confirmed_draft_becomes_ratings_and_marks(
    as_alice: Client, alice: User
) -> None:
    heat = indexed(title="Heat", year=1995)
    ran = [indexed(title="Ran", year=year) for year in (1985, 2015)]
    text = RATINGS + "2024-01-02,Heat,1995,x,4.5\n2024-01-02,Ran,2000,x,4\n"
    url = upload(as_alice, text.encode())["Location"]  # type: ignore[index]
    as_alice.post(url, {"row-1": ran[0].pk})
    stars = dict(alice.ratings.values_list("film_id", "stars"))
    assert stars == {heat.pk: Decimal("4.5"), ran[0].pk: Decimal(4)}
    assert alice.ratings.get(film=heat).updated_at.date() == date(2024, 1, 2)
    assert alice.marks.filter(kind=Mark.Kind.SEEN).count() == 2
    heat.refresh_from_db()
    assert (heat.ratings_count, heat.ratings_mean) == (1, 4.5)


def test_same_file_twice_changes_nothing(alice: User) -> None:
    indexed(title="Heat", year=1995)
    indexed(title="Ran", year=1985)
    data = zipped(
        ratings=RATINGS + "2024-01-02,Heat,1995,x,4.5\n",
        watchlist=WATCHED + "2024-01-02,Ran,1985,x\n",
    )
    for _time in range(2):
        apply(draft(alice, data, "x.zip"), {})
    assert (alice.ratings.count(), alice.marks.count()) == (1, 2)


def test_rating_given_here_later_is_kept(alice: User) -> None:
    film = indexed(title="Heat", year=1995)
    RatingFactory(user=alice, film=film, stars=1)
    apply(draft(alice, (RATINGS + "2020-01-01,Heat,1995,x,5\n").encode(), "r.csv"), {})
    assert Rating.objects.get().stars == 1


def test_choice_that_was_not_offered_is_ignored(as_alice: Client) -> None:
    other = indexed(title="Other")
    for year in (1972, 1986):
        indexed(title="Heat", year=year)
    url = upload(as_alice, (RATINGS + "x,Heat,1995,x,5\n").encode())["Location"]  # type: ignore[index]
    as_alice.post(url, {"row-0": other.pk, "row-x": "1", "row-1": "9" * 5000})
    assert not Rating.objects.exists()


def test_mallory_does_not_find_the_draft(as_mallory: Client, alice: User) -> None:
    kept = draft(alice, RATINGS.encode(), "ratings.csv")
    url = reverse("movies:import_preview", args=[kept.pk])
    assert as_mallory.get(url).status_code == 404
    assert as_mallory.post(url).status_code == 404
    assert ImportDraft.objects.exists()
    assert (
        Client().get(reverse("movies:import_preview", args=[uuid4()])).status_code
        == 404
    )


def test_refused_file_is_explained_on_the_page(as_alice: Client) -> None:
    page = upload(as_alice, b"a,b\n1,2\n")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert "no export of Letterboxd" in page.content.decode()  # type: ignore[attr-defined]


def test_large_import_takes_few_queries(
    alice: User, django_assert_max_num_queries: object
) -> None:
    films = FilmFactory.create_batch(60)
    index_films([film.pk for film in films])
    lines = "".join(f"2024-01-01,{film.title},1999,x,4\n" for film in films)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        apply(draft(alice, (RATINGS + lines).encode(), "ratings.csv"), {})
    assert alice.ratings.count() == 60
