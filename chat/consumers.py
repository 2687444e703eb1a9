"""The socket of a conversation.

`receive` only starts work and answers at once, so a stop is always heard: the answer is
written by a task that no socket owns (chat.replies). There is no channel layer in
between: what happens comes from the conversation's events, from whatever process.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404
from django.utils.translation import gettext as _

from chat import acting, asking, feedback, protocol, replies
from chat.access import answer_for, conversation_for, question_for
from chat.models import Conversation, Message
from cinematch import events
from cinematch.accounts.guests import viewer_of_scope
from cinematch.accounts.models import User
from cinematch.ending import end
from cinematch.offloop import off_loop

NOT_FOUND = 4404
# A page sends a message when a person does something; more than this is a machine.
BURST = 20
REFILL_PER_S = 2.0


class ConversationConsumer(AsyncWebsocketConsumer):
    """Messages and frames are listed in chat.protocol."""

    channel_layer_alias = None

    viewer: User
    conversation: Conversation

    async def connect(self) -> None:
        self._following: asyncio.Task[None] | None = None
        self._allowance, self._counted_at, self._warned = float(BURST), 0.0, False
        # Accepted first: a browser is not told why a handshake was refused.
        await self.accept()
        try:
            await off_loop(self._find)()
        except Http404:
            await self.close(NOT_FOUND)

    def _find(self) -> None:
        self.viewer = viewer_of_scope(self.scope)
        conversation_id = self.scope["url_route"]["kwargs"]["conversation_id"]
        self.conversation = conversation_for(self.viewer, conversation_id)

    async def disconnect(self, code: int) -> None:
        if self._following is not None:
            await end(self._following)

    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        if not hasattr(self, "conversation") or not await self._within_limits():
            return
        try:
            sent = protocol.parse(text_data or "")
        except protocol.RefusedError as refused:
            await self._refuse(refused)
            return
        try:
            await self._handlers[type(sent)](self, sent)
        except protocol.RefusedError as refused:
            await self._refuse(refused, key=getattr(sent, "key", None))
        except (Http404, Conversation.DoesNotExist):
            await self._refuse(
                protocol.RefusedError("not_found", _("That is not here any more."))
            )

    async def hello(self, sent: protocol.Hello) -> None:
        if self._following is not None:
            await end(self._following)
        await off_loop(asking.settle_abandoned)(self.conversation)
        await self._send(
            kind="welcome",
            newest=await off_loop(events.last_seq)(self.conversation.stream),
            running=await off_loop(self._running)(),
        )
        self._following = asyncio.create_task(self._follow(sent.after))

    async def ask(self, sent: protocol.Ask) -> None:
        await self._begin(
            await off_loop(asking.ask)(self.conversation, sent.text, sent.key), sent.key
        )

    async def edit(self, sent: protocol.Edit) -> None:
        question = await off_loop(question_for)(self.viewer, sent.question)
        self._check_here(question)
        answer = await off_loop(asking.edit)(question, sent.text, sent.key)
        await self._begin(answer, sent.key)

    async def regenerate(self, sent: protocol.Regenerate) -> None:
        answer = await self._answer(sent.answer)
        await self._begin(await off_loop(asking.regenerate)(answer), None)

    async def stop(self, sent: protocol.Stop) -> None:
        await off_loop(replies.stop)(await self._answer(sent.answer))

    async def give_feedback(self, sent: protocol.Feedback) -> None:
        answer = await self._answer(sent.answer)
        await off_loop(feedback.give_feedback)(
            answer, sent.thumb, sent.reason, sent.films
        )

    async def arrange(self, sent: protocol.Arrange) -> None:
        talk = await off_loop(conversation_for)(self.viewer, self.conversation.pk)
        await off_loop(acting.arrange)(talk, sent.title, sent.pinned, sent.archived)

    _handlers: dict[type, Callable[[Any, Any], Awaitable[None]]] = {  # noqa: RUF012
        protocol.Hello: hello,
        protocol.Ask: ask,
        protocol.Edit: edit,
        protocol.Regenerate: regenerate,
        protocol.Stop: stop,
        protocol.Feedback: give_feedback,
        protocol.Arrange: arrange,
    }

    async def _begin(self, answer: Message, key: object) -> None:
        await self._send(
            kind="accepted", key=key, question=answer.question_id, answer=answer.pk
        )
        await replies.start(answer)

    async def _answer(self, answer_id: int) -> Message:
        answer = await off_loop(answer_for)(self.viewer, answer_id)
        self._check_here(answer)
        return answer

    def _check_here(self, message: Message) -> None:
        if message.conversation_id != self.conversation.pk:
            raise Http404

    def _running(self) -> int | None:
        running = Message.objects.running().filter(conversation=self.conversation)
        return running.values_list("pk", flat=True).first()

    async def _follow(self, after: int) -> None:
        try:
            async for event in events.follow(self.conversation.stream, after):
                await self._send(seq=event.seq, kind=event.kind, **event.data)
        except events.EventsLostError:
            await self._send(kind="reset")
        except events.EventsUnavailableError:
            await self._refuse(
                protocol.RefusedError(
                    "no_events", _("Live text is not available right now.")
                )
            )

    async def _within_limits(self) -> bool:
        """Count one more message; say once that it is too many, and drop the rest."""
        now = time.monotonic()
        refill = (now - self._counted_at) * REFILL_PER_S
        self._allowance = min(BURST, self._allowance + refill) - 1
        self._counted_at = now
        if self._allowance >= 0:
            self._warned = False
            return True
        self._allowance = 0
        if not self._warned:
            self._warned = True
            await self._refuse(
                protocol.RefusedError(
                    "too_fast", _("That was too much at once. Wait a moment.")
                )
            )
        return False

    async def _refuse(
        self, refused: protocol.RefusedError, key: object | None = None
    ) -> None:
        await self._send(kind="error", code=refused.code, text=refused.text, key=key)

    async def _send(self, **frame: object) -> None:
        await self.send(json.dumps(frame, cls=DjangoJSONEncoder, ensure_ascii=False))
