"""Talking to CineBot; every act also works as a plain form."""

from uuid import UUID

from asgiref.sync import async_to_sync
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chat import asking, replies
from chat.access import answer_for, conversation_for, question_for
from chat.feedback import give_feedback
from chat.forms import FeedbackForm
from chat.models import MAX_QUESTION_CHARS, Conversation, Message
from chat.prompts import starters
from chat.protocol import RefusedError
from chat.transcript import cards_of, exchange_of, transcript
from cinematch import events
from cinematch.accounts.guests import remember
from cinematch.accounts.requests import SiteRequest
from movies.models import Film

CONVERSATIONS_LISTED = 100
# What a refusal means in HTTP; everything else is 422.
STATUS_OF = {"busy": 409, "too_many": 429, "too_long": 413}


@require_http_methods(["GET", "POST"])
def home(request: SiteRequest) -> HttpResponse:
    """Begin: prompts to choose from, and the first question."""
    refused = None
    if request.method == "POST":
        try:
            answer = asking.begin(remember(request), request.POST.get("text", ""))
        except RefusedError as error:
            refused = error
        else:
            return _written(answer)
    return _page(
        request, "chat/home.html", refused, {"starters": starters(request.viewer)}
    )


@require_http_methods(["GET", "POST"])
def conversation(request: SiteRequest, conversation_id: UUID) -> HttpResponse:
    """Show a conversation, or ask the next question in it."""
    talk = conversation_for(request.viewer, conversation_id)
    refused = None
    if request.method == "POST":
        try:
            return _written(asking.ask(talk, request.POST.get("text", "")))
        except RefusedError as error:
            refused = error
    asking.settle_abandoned(talk)
    # Before the messages are read: what happens in between is replayed, not missed.
    seq = events.last_seq(talk.stream)
    chosen = request.GET.get("answer", "")
    exchanges = transcript(talk, int(chosen) if chosen.isdecimal() else None)
    running = next((each.running for each in exchanges if each.running), None)
    context = {
        "conversation": talk,
        "exchanges": exchanges,
        "running": running,
        "after": _replay_from(running, seq),
    }
    return _page(request, "chat/conversation.html", refused, context)


@require_GET
def answer(request: SiteRequest, answer_id: int) -> HttpResponse:
    """Draw one answer: what the page puts in place of the streamed text."""
    return _answer(request, answer_for(request.viewer, answer_id))


@require_POST
def stop(request: SiteRequest, answer_id: int) -> HttpResponse:
    message = answer_for(request.viewer, answer_id)
    replies.stop(message)
    return redirect(message.conversation)


@require_POST
def regenerate(request: SiteRequest, answer_id: int) -> HttpResponse:
    message = answer_for(request.viewer, answer_id)
    try:
        return _written(asking.regenerate(message))
    except RefusedError as refused:
        return _refused(request, message.conversation, refused)


@require_POST
def edit(request: SiteRequest, question_id: int) -> HttpResponse:
    question = question_for(request.viewer, question_id)
    try:
        return _written(asking.edit(question, request.POST.get("text", "")))
    except RefusedError as refused:
        return _refused(request, question.conversation, refused)


@require_POST
def feedback(request: SiteRequest, answer_id: int) -> HttpResponse:
    message = answer_for(request.viewer, answer_id)
    form = FeedbackForm(request.POST, message)
    if form.is_valid():
        said = form.cleaned_data
        give_feedback(message, said["thumb"], said["reason"], said["film"])
        message.refresh_from_db()
    if request.htmx:
        return _answer(request, message)
    return redirect(f"{message.conversation.get_absolute_url()}#answer-{message.pk}")


@require_GET
def film_card(request: SiteRequest, film_id: int) -> HttpResponse:
    """Draw a film's card, for the page to put where the answer named it."""
    get_object_or_404(Film.objects.visible_to(request.viewer), pk=film_id)
    card = cards_of(request.viewer, [film_id])[film_id]
    return render(request, "components/film_chat_card.html", {"card": card})


def _written(answer: Message) -> HttpResponse:
    """Have the answer written, and show the page where it appears."""
    async_to_sync(replies.start)(answer)
    return redirect(answer.conversation)


def _replay_from(running: Message | None, seq: int) -> int:
    """Return the number after which the page wants events.

    An answer being written is shown from its first event, so that no text is lost
    between what was stored and what comes.
    """
    if running is None or running.first_seq is None:
        return seq
    return min(seq, running.first_seq - 1)


def _answer(request: SiteRequest, message: Message) -> HttpResponse:
    exchange = exchange_of(message)
    is_last = exchange.question == message.conversation.last_question()
    context = {"exchange": exchange, "is_last": is_last}
    return render(request, "chat/_answer.html", context)


def _page(
    request: SiteRequest,
    template: str,
    refused: RefusedError | None,
    context: dict[str, object],
) -> HttpResponse:
    mine = Conversation.objects.of(request.viewer).listed()[:CONVERSATIONS_LISTED]
    context |= {
        "conversations": mine,
        "refused": refused,
        # What could not be asked is given back, not lost.
        "draft": request.POST.get("text", "") if refused else "",
        "max_chars": MAX_QUESTION_CHARS,
    }
    status = STATUS_OF.get(refused.code, 422) if refused else 200
    return render(request, template, context, status=status)


def _refused(
    request: SiteRequest, talk: Conversation, refused: RefusedError
) -> HttpResponse:
    messages.error(request, refused.text)
    return redirect(talk)
