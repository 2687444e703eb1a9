"""The page of what CineBot remembers: one's own, to see, put right and forget."""

from typing import Any

import pytest
from django.test import Client

from chat.memories.models import Memory, MemoryChoice
from cinematch.accounts.models import User
from tests.chat.test_memory import facts_of, tell
from tests.factories import GenreFactory, MemoryFactory

PAGE = "/chat/memory/"


def test_fact_stands_beside_the_message_it_comes_from(
    alice: User, as_alice: Client
) -> None:
    talk = tell(alice, "Good evening. I hate jump scares!")
    page = as_alice.get(PAGE).content.decode()
    assert "Does not want jump scares" in page
    assert "“Good evening. I hate jump scares!”" in page
    assert talk.get_absolute_url() in page
    assert "Not scary" in page


def test_fact_that_is_edited_means_what_it_says_now(
    alice: User, as_alice: Client
) -> None:
    GenreFactory(name="Western")
    tell(alice, "I hate jump scares")
    memory = Memory.objects.get()
    address = f"{PAGE}{memory.pk}/edit/"
    as_alice.post(address, {"text": "Does not want westerns on Fridays"})
    memory.refresh_from_db()
    assert memory.text == "Does not want westerns on Fridays"
    assert memory.film_query.without_genres == ("western",)
    assert (memory.weekdays, memory.film_query.without_moods) == ([4], ())


def test_edit_may_turn_a_no_into_a_yes(alice: User, as_alice: Client) -> None:
    memory = MemoryFactory(user=alice, kind="avoids", text="Does not want musicals")
    as_alice.post(f"{PAGE}{memory.pk}/edit/", {"text": "I love musicals"})
    memory.refresh_from_db()
    assert memory.kind == Memory.Kind.LIKES


@pytest.mark.parametrize("text", ["", " ", "Has diabetes", "x" * 161])
def test_what_cannot_be_kept_is_refused_and_given_back(
    alice: User, as_alice: Client, text: str
) -> None:
    memory = MemoryFactory(user=alice)
    response = as_alice.post(f"{PAGE}{memory.pk}/edit/", {"text": text})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    memory.refresh_from_db()
    assert memory.text == "Likes westerns"


def test_text_of_a_fact_is_escaped(alice: User, as_alice: Client) -> None:
    MemoryFactory(user=alice, text="Likes <script>alert(1)</script>")
    assert "<script>alert" not in as_alice.get(PAGE).content.decode()


def test_forgetting_one_keeps_the_others(alice: User, as_alice: Client) -> None:
    gone = MemoryFactory(user=alice)
    MemoryFactory(user=alice, text="Likes musicals")
    as_alice.post(f"{PAGE}{gone.pk}/forget/")
    assert facts_of(alice) == ["Likes musicals"]


def test_forgetting_everything_keeps_what_others_said(
    alice: User, bob: User, as_alice: Client
) -> None:
    MemoryFactory(user=alice)
    MemoryFactory(user=bob)
    as_alice.post(f"{PAGE}forget/")
    assert (facts_of(alice), facts_of(bob)) == ([], ["Likes westerns"])


def test_memory_is_turned_off_and_on(alice: User, as_alice: Client) -> None:
    as_alice.post(f"{PAGE}switch/", {"on": "0"})
    assert not MemoryChoice.of(alice).remembers
    assert "Turn memory on" in as_alice.get(PAGE).content.decode()
    as_alice.post(f"{PAGE}switch/", {"on": "1"})
    assert MemoryChoice.of(alice).remembers


def test_a_guest_may_turn_it_off_before_saying_anything(
    client: Client, db: Any
) -> None:
    client.post(f"{PAGE}switch/", {"on": "0"})
    guest = User.objects.get(is_guest=True)
    assert not MemoryChoice.of(guest).remembers
    tell(guest, "I hate westerns")
    assert facts_of(guest) == []


@pytest.mark.parametrize("act", ["edit", "forget"])
def test_a_stranger_finds_no_fact(alice: User, as_mallory: Client, act: str) -> None:
    memory = MemoryFactory(user=alice)
    response = as_mallory.post(f"{PAGE}{memory.pk}/{act}/", {"text": "Likes horror"})
    assert response.status_code == 404
    assert facts_of(alice) == ["Likes westerns"]
    assert "westerns" not in as_mallory.get(PAGE).content.decode()


def test_page_costs_the_same_for_any_number_of_facts(
    alice: User, as_alice: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        MemoryFactory(user=alice, text=f"Likes number {number}")
    with django_assert_max_num_queries(8):
        as_alice.get(PAGE)
