"""What a socket or a form may be sent, and whose conversations it may touch."""

import json
from contextlib import suppress
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from chat.models import MAX_QUESTION_CHARS, Conversation, Message
from chat.protocol import MAX_FRAME_CHARS, RefusedError, parse
from tests.chat.conftest import Socket, socket_to
from tests.factories import AnswerFactory, ConversationFactory, QuestionFactory

GARBAGE = [
    "",
    "nonsense",
    "[]",
    "null",
    "17",
    "{}",
    '{"kind": "dance"}',
    '{"kind": ["ask"]}',
    '{"kind": "ask"}',
    '{"kind": "ask", "text": 7}',
    '{"kind": "ask", "text": "hi", "key": "no uuid"}',
    '{"kind": "stop", "answer": "1"}',
    '{"kind": "stop", "answer": true}',
    '{"kind": "stop", "answer": 99999999999999999999}',
    '{"kind": "hello", "after": -1}',
    '{"kind": "hello", "after": NaN}',
    '{"kind": "feedback", "answer": 1, "thumb": {"a": []}}',
    '{"kind": "feedback", "answer": 1, "thumb": "sideways"}',
    '{"kind": "feedback", "answer": 1, "thumb": "down", "films": "all"}',
    '{"kind": "feedback", "answer": 1, "thumb": "down", "films": [true]}',
    '{"kind": "arrange", "title": 7}',
    '{"kind": "arrange", "pinned": "yes"}',
    "[" * 10_000,
]


@pytest.mark.parametrize("frame", GARBAGE)
def test_garbage_is_refused_by_name(frame: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse(frame)
    assert refused.value.code == "garbled"


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(frame: str) -> None:
    with suppress(RefusedError):
        assert parse(frame)


@given(
    st.dictionaries(
        st.sampled_from(["kind", "text", "answer", "after", "key", "thumb", "reason"]),
        st.sampled_from(
            ["ask", "stop", "hello", "feedback", 1, -1, None, [], {}, "\0"]
        ),
    )
)
def test_any_object_is_read_or_refused(data: dict[str, Any]) -> None:
    with suppress(RefusedError):
        assert parse(json.dumps(data))


def test_frame_of_ten_thousands_of_characters_is_too_long() -> None:
    with pytest.raises(RefusedError) as refused:
        parse(json.dumps({"kind": "ask", "text": "a" * MAX_FRAME_CHARS}))
    assert refused.value.code == "too_long"


@pytest.mark.django_db(transaction=True)
class TestSocket:
    async def test_socket_survives_garbage_and_bytes(self, socket: Socket) -> None:
        await socket.send_to(bytes_data=b"\x00\xff")
        assert (await socket.hear())["code"] == "garbled"
        await socket.send_to(text_data="nonsense")
        assert (await socket.hear())["code"] == "garbled"
        await socket.say("hello", after=0)
        assert (await socket.hear())["kind"] == "welcome"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "empty"),
            (" \n\t ", "empty"),
            ("\x00", "empty"),
            ("a" * (MAX_QUESTION_CHARS + 1), "too_long"),
            ("a" * 12_000, "too_long"),
        ],
    )
    async def test_question_that_is_none_is_refused(
        self, socket: Socket, text: str, code: str
    ) -> None:
        await socket.say("ask", text=text)
        assert (await socket.hear("error"))["code"] == code

    @pytest.mark.parametrize(
        "text",
        [
            "'; DROP TABLE movies_film; --",
            "مرحبا، فيلم قصير",
            "🎬" * 300,
            "half \ud800 a pair and a \x00 null",
            "%(wishes)s {0} {{ x }} <script>alert(1)</script>",
        ],
    )
    async def test_strange_question_gets_an_answer(
        self, socket: Socket, text: str
    ) -> None:
        await socket.say("hello", after=0)
        await socket.say("ask", text=text)
        assert (await socket.hear_all())[-1]["kind"] == "done"

    async def test_thousand_messages_at_once_are_bounded(self, socket: Socket) -> None:
        for _ in range(1000):
            await socket.say("stop", answer=1)
        codes = [(await socket.hear())["code"] for _ in range(21)]
        assert codes.count("too_fast") == 1
        assert await socket.receive_nothing()

    async def test_stranger_is_shown_the_door(
        self, talk: Conversation, as_mallory: Client
    ) -> None:
        page = socket_to(talk.pk, as_mallory)
        await page.connect()
        assert (await page.receive_output())["code"] == 4404

    async def test_answer_of_another_conversation_is_not_there(
        self, socket: Socket
    ) -> None:
        other = await database_sync_to_async(AnswerFactory)(status="streaming")
        for kind in ("stop", "regenerate", "feedback"):
            await socket.say(kind, answer=other.pk)
            assert (await socket.hear())["code"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/chat/{talk}/"),
        ("post", "/chat/{talk}/"),
        ("post", "/chat/{talk}/arrange/"),
        ("get", "/chat/{talk}/export.md"),
        ("get", "/chat/{talk}/export.json"),
        ("get", "/chat/{talk}/share/"),
        ("post", "/chat/{talk}/share/"),
        ("post", "/chat/{talk}/unshare/"),
        ("patch", "/api/conversations/{talk}/"),
        ("delete", "/api/conversations/{talk}/"),
        ("get", "/api/conversations/{talk}/share/"),
        ("put", "/api/conversations/{talk}/share/"),
        ("delete", "/api/conversations/{talk}/share/"),
        ("put", "/api/answers/{answer}/feedback/"),
        ("post", "/api/answers/{answer}/stop/"),
        ("post", "/api/answers/{answer}/again/"),
        ("put", "/api/questions/{question}/"),
        ("post", "/chat/{talk}/delete/"),
        ("get", "/chat/answers/{answer}/"),
        ("post", "/chat/answers/{answer}/stop/"),
        ("post", "/chat/answers/{answer}/regenerate/"),
        ("post", "/chat/answers/{answer}/feedback/"),
        ("post", "/chat/questions/{question}/edit/"),
        ("get", "/chat/answers/99999999999999999999/"),
    ],
)
def test_mallory_finds_nothing_of_alices(
    alice: Any, as_mallory: Client, method: str, path: str
) -> None:
    answer = AnswerFactory(question__conversation=ConversationFactory(user=alice))
    address = path.format(
        talk=answer.conversation_id, answer=answer.pk, question=answer.question_id
    )
    said = {"text": "mine", "title": "mine", "thumb": "up"}
    options = {"content_type": "application/json"} if "/api/" in path else {}
    response = getattr(as_mallory, method)(address, said, **options)
    assert response.status_code == 404
    assert Message.objects.count() == 2


def test_question_cannot_be_reached_as_an_answer(alice: Any, as_alice: Client) -> None:
    question = QuestionFactory(conversation=ConversationFactory(user=alice))
    assert as_alice.get(f"/chat/answers/{question.pk}/").status_code == 404
