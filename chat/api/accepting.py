"""What every question over the API shares: its text, and being taken or refused."""

from collections.abc import Iterator
from contextlib import contextmanager

from asgiref.sync import async_to_sync
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from chat import replies
from chat.api.shapes import ConversationSerializer, QuestionSerializer
from chat.models import Message
from chat.protocol import RefusedError
from chat.views.talking import STATUS_OF


class Refused(APIException):
    def __init__(self, refused: RefusedError) -> None:
        super().__init__(refused.text, refused.code)
        self.status_code = STATUS_OF.get(refused.code, 422)


@contextmanager
def refusals() -> Iterator[None]:
    """Answer a refusal of the conversation as one of the API."""
    try:
        yield
    except RefusedError as error:
        raise Refused(error) from error


def text_in(request: Request) -> str:
    asked = QuestionSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["text"])


def accepted(answer: Message) -> Response:
    """Have the answer written, and say where it will be."""
    async_to_sync(replies.start)(answer)
    body = ConversationSerializer(answer.conversation).data
    return Response(body, status=status.HTTP_202_ACCEPTED)
