"""Titles in a model's words that are no film of the catalogue."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chat.unlisted import Manner, keys, parts
from cinematch.accounts.models import User
from movies.models import Film
from tests.factories import AnswerFactory, ConversationFactory, FilmFactory

KNOWN = {
    "heat": [1995],
    "godfather": [1972],
    "in bruges": [2008],
    "good the bad and the ugly": [1966],
}


def unlisted(text: str) -> list[str]:
    return [part.text for part in parts(text, KNOWN) if part.manner == Manner.UNLISTED]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Try *Heat* or *Blorp of Mars*.", ["Blorp of Mars"]),
        ("Try _Blorp_, **Zorg Returns** and **Heat**.", ["Blorp", "Zorg Returns"]),
        ("“Blorp Film” beats “Heat”.", ["Blorp Film"]),
        ("\"Blorp Film\", «Zorg», 'Made Up'", ["Blorp Film", "Zorg", "Made Up"]),
        ("Watch The Godfather (1972) and Zorg Returns (1988).", ["Zorg Returns"]),
        ("The other *Heat* (1986), not Heat (1995).", ["Heat"]),
        ("See The Good, the Bad and the Ugly (1966), then Zorg (1988).", ["Zorg"]),
        ("I like Jaws, Thief and Zorg Returns (1988).", ["Thief and Zorg Returns"]),
        ("Jaws, but Heat (1995), or, say, Zorg (1988).", ["Zorg"]),
        ("*La vita è brutta* is one.", ["La vita è brutta"]),
    ],
)
def test_title_that_names_no_film_is_found(text: str, found: list[str]) -> None:
    assert unlisted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "You said “surprise me”, so I did.",
        "It is *really* good, and **short**.",
        "**Why it fits:** it's calm, isn't it?",
        "A film_name_with_marks * and stars ** alone",
        "Released in Paris in (1999) perhaps.",
        "",
    ],
)
def test_other_words_set_apart_are_no_titles(text: str) -> None:
    assert unlisted(text) == []


def test_signs_of_emphasis_go_and_the_words_stay() -> None:
    told = parts("See **Heat**, it is *so* good.", KNOWN)
    assert "".join(part.text for part in told) == "See Heat, it is so good."
    assert [part.manner for part in told if part.manner != Manner.PLAIN] == [
        Manner.EMPHASIS,
        Manner.EMPHASIS,
    ]


@given(st.text(st.sampled_from("Ab *_“”\"'«»(1999)\n"), max_size=80))
def test_any_text_keeps_all_its_letters(text: str) -> None:
    said = "".join(part.text for part in parts(text, KNOWN))
    assert [c for c in said if c.isalnum()] == [c for c in text if c.isalnum()]
    assert keys(text) is not None


def drawn(client: Client, person: User, text: str, provider: str = "ollama") -> str:
    talk = ConversationFactory(user=person)
    answer = AnswerFactory(question__conversation=talk, text=text, provider=provider)
    return client.get(f"/chat/answers/{answer.pk}/").content.decode()


def film(title: str, **values: object) -> Film:
    made: Film = FilmFactory(title=title, title_key=title.lower(), **values)
    return made


def test_unlisted_title_is_said_to_be_not_in_the_library(
    alice: User, as_alice: Client
) -> None:
    film("Ninotchka")
    page = drawn(as_alice, alice, "Try *Ninotchka* or *Blorp*.")
    assert page.count("not in the library") == 1
    assert '<cite class="unlisted">Blorp</cite>' in page
    assert "<em>Ninotchka</em>" in page


def test_title_a_reader_may_not_see_is_not_in_their_library(
    alice: User, as_alice: Client
) -> None:
    film("Ninotchka", hidden=True)
    assert "not in the library" in drawn(as_alice, alice, "Try *Ninotchka*.")


def test_markup_of_a_model_is_text(alice: User, as_alice: Client) -> None:
    page = drawn(as_alice, alice, "*<img src=x onerror=alert(1)>* <b>Hi</b>")
    assert "<img src=x" not in page
    assert "<b>" not in page


def test_own_sentences_are_taken_as_they_are(alice: User, as_alice: Client) -> None:
    page = drawn(as_alice, alice, "You asked for “Blorp Film”.", provider="template")
    assert "not in the library" not in page
