"""A poster for every film: drawn where there is none, for whoever may see the film."""

import re
from io import BytesIO
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries, Settings

from movies.models import Film
from movies.posters import palettes
from movies.posters.compositions import EVERY, Composition
from movies.posters.drawing import Facts, draw_poster
from movies.posters.lettering import advance, set_title
from movies.posters.palettes import Palette
from tests.contrast import contrast
from tests.factories import FilmFactory


def jpeg() -> SimpleUploadedFile:
    packed = BytesIO()
    Image.new("RGB", (900, 1200), "#a33").save(packed, "JPEG")
    return SimpleUploadedFile("heat.jpg", packed.getvalue(), "image/jpeg")


@pytest.fixture
def uploaded(db: None, tmp_path: Path, settings: Settings) -> Film:
    settings.MEDIA_ROOT = tmp_path
    film: Film = FilmFactory(title="Heat", image=jpeg())
    return film


def test_film_without_image_has_a_drawn_poster(client: Client, db: None) -> None:
    film = FilmFactory(title="Heat", genres=["Crime"], directors=["Michael Mann"])
    response = client.get(film.poster_url)
    assert response["Content-Type"] == "image/svg+xml"
    assert 'aria-label="Heat"' in response.content.decode()


def test_poster_may_be_kept_by_the_browser_but_by_no_shared_cache(
    client: Client, db: None
) -> None:
    response = client.get(FilmFactory().poster_url)
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"


def test_outdated_poster_address_leads_to_the_one_of_now(
    client: Client, db: None
) -> None:
    film = FilmFactory()
    before = film.poster_url
    film.title = "Renamed"
    film.save()
    assert client.get(before).headers["Location"] == film.poster_url != before


def test_poster_of_a_film_above_the_viewers_age_is_not_found(
    client: Client, db: None
) -> None:
    assert client.get(FilmFactory(min_age=18).poster_url).status_code == 404


def test_drawing_a_poster_takes_one_query(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    film = FilmFactory(genres=["Drama"], directors=["Agnès Varda"])
    with django_assert_num_queries(1):
        client.get(film.poster_url)


def test_uploaded_image_is_served_in_three_widths(
    client: Client, uploaded: Film
) -> None:
    for width in (200, 400, 600):
        response = client.get(uploaded.poster_in(width))
        picture = Image.open(BytesIO(b"".join(response.streaming_content)))
        assert (picture.format, picture.size) == ("WEBP", (width, width * 3 // 2))


def test_poster_url_of_an_uploaded_image_is_the_image(uploaded: Film) -> None:
    assert uploaded.poster_url == uploaded.poster_in(400)


def test_uploaded_image_has_no_other_widths(client: Client, uploaded: Film) -> None:
    assert client.get(uploaded.poster_in(10_000)).status_code == 404


def test_uploaded_image_keeps_to_the_viewers_age(
    client: Client, uploaded: Film
) -> None:
    Film.objects.update(min_age=18)
    assert client.get(uploaded.poster_in(400)).status_code == 404


def test_same_film_is_drawn_the_same_for_ever() -> None:
    facts = Facts(7, "Heat", 1995, ["Crime"], "Michael Mann")
    assert draw_poster(facts) == draw_poster(facts)


def test_films_of_one_name_look_different() -> None:
    assert draw_poster(Facts(1, "Heat", 1995)) != draw_poster(Facts(2, "Heat", 1986))


@pytest.mark.parametrize(
    "title",
    [
        "Heat",
        "<b>&\"'</b>",
        "夜の海",
        "Ḩéllo Ǆž",
        "مريم",
        "\x00\x1f",
        "",
        "W" * 300,
        "how to " * 40,
        "🎬",
    ],
)
def test_any_title_makes_a_well_formed_poster(title: str) -> None:
    sheet = ElementTree.fromstring(draw_poster(Facts(1, title, 1962, ["Drama"])))  # noqa: S314
    assert sheet.tag.endswith("svg")


@pytest.mark.parametrize("composition", EVERY)
def test_every_composition_is_well_formed(composition: Composition) -> None:
    for seed in range(5):
        art = composition(Random(seed), palettes.EMBER)
        assert len(ElementTree.fromstring(f"<svg>{art}</svg>")) > 0  # noqa: S314


@pytest.mark.parametrize(
    "title", ["Heat", "How to Disappear Completely in Nine Lessons"]
)
def test_lettering_fits_the_sheet(title: str) -> None:
    block = set_title(title, 512)
    assert max(advance(line) * block.size / 1000 for line in block.lines) <= 512
    assert block.height <= 330


@pytest.mark.parametrize("palette", palettes.ALL)
def test_lettering_reads_at_seven_to_one(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 7


def test_scripts_without_outlines_are_left_to_the_system() -> None:
    poster = draw_poster(Facts(1, "夜の海", 1962, ["Drama"]))
    assert re.search(r"<text [^>]*>夜の海</text>", poster)
