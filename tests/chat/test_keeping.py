"""Named, pinned, put away, taken along."""

import json

import pytest
from channels.db import database_sync_to_async
from django.contrib.auth.models import Group
from django.test import Client

from chat.models import Conversation
from cinematch.accounts.models import User
from cinematch.accounts.roles import MODERATOR
from tests.chat.conftest import Socket, socket_to
from tests.factories import (
    AnswerFactory,
    ConversationFactory,
    FilmFactory,
    QuestionFactory,
    UserFactory,
)


def titles(client: Client, **params: str) -> list[str]:
    page = client.get("/chat/conversations/", params).context["page"]
    return [talk.title for talk in page]


def test_pinned_come_first_and_archived_are_put_away(
    alice: User, as_alice: Client
) -> None:
    pinned, archived, _last = [
        ConversationFactory(user=alice, title=title)
        for title in ("one", "two", "three")
    ]
    as_alice.post(f"/chat/{pinned.pk}/arrange/", {"pinned": "1"})
    as_alice.post(f"/chat/{archived.pk}/arrange/", {"archived": "1"})
    assert titles(as_alice) == ["one", "three"]
    assert titles(as_alice, archived="1") == ["two"]


def test_archived_is_brought_back(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    for archived in "10":
        as_alice.post(f"/chat/{talk.pk}/arrange/", {"archived": archived})
    assert titles(as_alice) == [talk.title]


def test_api_renames_pins_archives_and_deletes(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    address = f"/api/conversations/{talk.pk}/"
    changes = {"title": "Rain", "pinned": True, "archived": True}
    told = as_alice.patch(address, changes, content_type="application/json").json()
    assert {name: told[name] for name in changes} == changes
    assert as_alice.delete(address).status_code == 204
    assert not Conversation.objects.exists()


@pytest.mark.django_db(transaction=True)
async def test_other_tabs_are_told_of_a_new_title(
    socket: Socket, talk: Conversation, as_alice: Client
) -> None:
    other = socket_to(talk.pk, as_alice)
    await other.connect()
    await other.say("hello", after=0)
    await socket.say("arrange", title="  Rainy   evenings ", pinned=True)
    told = await other.hear("arranged")
    assert (told["title"], told["pinned"]) == ("Rainy evenings", True)
    await other.disconnect()
    await database_sync_to_async(talk.refresh_from_db)()
    assert talk.title == "Rainy evenings"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("title", ["", "  ", "\x00", "long " * 40])
async def test_title_that_is_none_is_refused(socket: Socket, title: str) -> None:
    await socket.say("arrange", title=title)
    assert (await socket.hear("error"))["code"] == "title"


def test_markdown_holds_the_words_and_the_films(alice: User, as_alice: Client) -> None:
    film = FilmFactory(title="Top * Hat", year=1935, runtime_min=101)
    question = QuestionFactory(
        conversation=ConversationFactory(user=alice, title="Funny"), text="<b>Dance</b>"
    )
    AnswerFactory(
        question=question, text=f"Here:\n\n[[film:{film.pk}]]", films=[film.pk]
    )
    file = as_alice.get(f"/chat/{question.conversation_id}/export.md")
    assert "attachment" in file.headers["Content-Disposition"]
    assert file.content.decode() == (
        "# Funny\n\n> **You:** \\<b\\>Dance\\</b\\>\n\nHere:\n\n"
        "- **Top \\* Hat** (1935, 101 min)\n"
    )


def test_json_holds_every_version(alice: User, as_alice: Client) -> None:
    hidden = FilmFactory(title="Hidden", hidden=True)
    question = QuestionFactory(conversation=ConversationFactory(user=alice))
    for version in (1, 2):
        AnswerFactory(question=question, version=version, films=[hidden.pk])
    file = as_alice.get(f"/chat/{question.conversation_id}/export.json")
    told = json.loads(file.content)
    assert [each["version"] for each in told["messages"]] == [1, 1, 2]
    assert "Hidden" not in file.content.decode()


def test_other_kinds_of_file_are_not_there(alice: User, as_alice: Client) -> None:
    talk = ConversationFactory(user=alice)
    assert as_alice.get(f"/chat/{talk.pk}/export.html").status_code == 404


def test_moderator_reads_only_through_the_admin(alice: User, client: Client) -> None:
    talk = QuestionFactory(
        conversation=ConversationFactory(user=alice), text="My secret"
    ).conversation
    moderator = UserFactory(is_staff=True)
    moderator.groups.add(Group.objects.get(name=MODERATOR))
    client.force_login(moderator)
    assert client.get(talk.get_absolute_url()).status_code == 404
    assert client.get(f"/api/conversations/{talk.pk}/").status_code == 404
    told = client.get(f"/admin/chat/conversation/{talk.pk}/change/")
    assert "My secret" in told.content.decode()
