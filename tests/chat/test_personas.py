"""Who CineBot speaks as: chosen by people, edited and previewed by staff."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client

from chat.models import Persona
from chat.personas.choosing import persona_of
from chat.personas.models import lines
from cinematch.accounts.models import User
from cinematch.accounts.roles import CATALOGUE_EDITOR
from tests.factories import ConversationFactory, FilmFactory, PersonaFactory

PREVIEW = "/admin/chat/persona/preview/"


@pytest.fixture
def editor(alice: User, client: Client) -> Client:
    alice.is_staff = True
    alice.save()
    alice.groups.add(Group.objects.get(name=CATALOGUE_EDITOR))
    client.force_login(alice)
    return client


def form_of(**values: Any) -> dict[str, Any]:
    return {
        "name": "The pirate", "slug": "pirate", "tagline": "Arr.", "position": 9,
        "voice": "a pirate.", "length": "usual", "humour": 3, "enabled": "on",
        "greetings": "Ahoy!", "openers": "Arr.", "asides": "", "closers": "Set sail.",
        "leads": "Plunder {film}: {facts}.", **values,
    }  # fmt: skip


def test_at_least_four_voices_come_with_the_house(db: None) -> None:
    voices = [each.spoken() for each in Persona.objects.offered()]
    assert len(voices) >= 4
    assert len({each.length for each in voices}) == 3
    assert len({each.humour for each in voices}) >= 3
    assert all(each.greetings and each.closers for each in voices)
    for each in Persona.objects.offered():
        each.full_clean()


def test_a_person_chooses_on_the_first_page(as_alice: Client, alice: User) -> None:
    assert "The laconic projectionist" in as_alice.get("/chat/").content.decode()
    as_alice.post("/chat/persona/", {"persona": "projectionist"})
    alice.refresh_from_db()
    assert persona_of(alice).slug == "projectionist"


def test_a_guest_chooses_too(client: Client, db: None) -> None:
    client.post("/chat/persona/", {"persona": "critic"})
    assert User.objects.get(is_guest=True).persona == "critic"


def test_a_choice_in_a_conversation_leads_back_to_it(
    as_alice: Client, alice: User
) -> None:
    talk = ConversationFactory(user=alice)
    told = {"persona": "critic", "conversation": talk.pk}
    response = as_alice.post("/chat/persona/", told)
    assert response.headers["Location"] == talk.get_absolute_url()


def test_a_stranger_is_not_led_into_a_conversation(
    as_mallory: Client, alice: User
) -> None:
    talk = ConversationFactory(user=alice)
    told = {"persona": "critic", "conversation": talk.pk}
    assert as_mallory.post("/chat/persona/", told).status_code == 404


@pytest.mark.parametrize("slug", ["nobody", "retired"])
def test_only_who_is_offered_can_be_chosen(as_alice: Client, slug: str) -> None:
    PersonaFactory(slug="retired", enabled=False)
    assert as_alice.post("/chat/persona/", {"persona": slug}).status_code == 404


def test_a_retired_voice_gives_way_to_the_first_of_the_house(alice: User) -> None:
    alice.persona = "critic"
    Persona.objects.filter(slug="critic").update(enabled=False)
    assert persona_of(alice).slug == Persona.objects.offered()[0].slug


def test_without_any_persona_somebody_still_speaks(alice: User) -> None:
    Persona.objects.all().delete()
    assert persona_of(alice).name == "CineBot"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("leads", "Watch {film}."),
        ("leads", "{film} {facts} {film}"),
        ("leads", "{film.pk}: {facts}"),
        ("asides", "As {film} shows."),
    ],
)
def test_phrases_that_would_come_out_wrong_are_refused(field: str, text: str) -> None:
    persona = Persona(name="Pirate", slug="p", tagline="Arr", voice="a pirate")
    setattr(persona, field, text)
    with pytest.raises(ValidationError, match=r"needs|stands for nothing"):
        persona.clean()


def test_lines_are_phrases_and_empty_ones_are_not() -> None:
    assert lines("One.\r\n\n  Two.  \n") == ("One.", "Two.")


def test_preview_writes_a_real_answer_and_saves_nothing(editor: Client) -> None:
    film = FilmFactory(title="Cutthroat Island", genres=["Thriller"], runtime_min=99)
    page = editor.post(PREVIEW, form_of()).content.decode()
    assert "Ahoy!" in page
    assert f"Plunder {film.title} (1999): a thriller" in page
    assert "Set sail." in page
    assert "“The pirate”: a pirate." in page
    assert not Persona.objects.filter(slug="pirate").exists()


def test_preview_of_a_persona_that_is_there_does_not_mind_its_key(
    editor: Client,
) -> None:
    page = editor.post(PREVIEW, form_of(slug="critic")).content.decode()
    assert "Ahoy!" in page


def test_preview_says_what_to_correct(editor: Client) -> None:
    page = editor.post(PREVIEW, form_of(leads="Watch {film}.")).content.decode()
    assert "needs {film} and {facts}" in page


def test_change_page_offers_the_preview(editor: Client) -> None:
    persona = Persona.objects.offered()[0]
    page = editor.get(f"/admin/chat/persona/{persona.pk}/change/").content.decode()
    assert f'formaction="{PREVIEW}"' in page


def test_preview_is_for_those_who_edit(as_mallory: Client, mallory: User) -> None:
    mallory.is_staff = True
    mallory.save()
    assert as_mallory.post(PREVIEW, form_of()).status_code == 403
