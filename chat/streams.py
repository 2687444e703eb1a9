"""The events of a conversation as server-sent events, for clients without sockets."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chat import asking
from chat.access import conversation_for
from chat.models import Conversation
from cinematch import events
from cinematch.accounts.requests import SiteRequest
from cinematch.ending import end
from cinematch.offloop import off_loop

# Proxies close a line that is silent for a minute.
KEEP_ALIVE_S = 15


@require_GET
async def conversation_events(
    request: SiteRequest, conversation_id: UUID
) -> HttpResponse | StreamingHttpResponse:
    """Stream everything after ?after= or the Last-Event-ID a browser sends."""
    conversation = await off_loop(_find)(request, conversation_id)
    after = request.headers.get("Last-Event-ID") or request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 16):
        return HttpResponse(_("“after” must be a number."), status=400)
    response = StreamingHttpResponse(
        _lines(conversation.stream, int(after)), content_type="text/event-stream"
    )
    response["Cache-Control"] = "no-cache"
    # nginx would collect the answer and deliver it whole.
    response["X-Accel-Buffering"] = "no"
    return response


def _find(request: SiteRequest, conversation_id: UUID) -> Conversation:
    conversation = conversation_for(request.viewer, conversation_id)
    asking.settle_abandoned(conversation)
    return conversation


async def _lines(stream: str, after: int) -> AsyncGenerator[str, None]:
    async with aclosing(events.follow(stream, after)) as following:
        waiting = asyncio.ensure_future(anext(following))
        try:
            while True:
                await asyncio.wait([waiting], timeout=KEEP_ALIVE_S)
                if not waiting.done():
                    yield ": still here\n\n"
                    continue
                yield _line(waiting.result())
                waiting = asyncio.ensure_future(anext(following))
        except events.EventsLostError:
            yield "event: reset\ndata: {}\n\n"
        except events.EventsUnavailableError:
            yield 'event: error\ndata: {"code": "no_events"}\n\n'
        finally:
            await end(waiting)


def _line(event: events.Event) -> str:
    data = json.dumps(event.data, ensure_ascii=False)
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {data}\n\n"
