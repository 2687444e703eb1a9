"""One's own conversations with CineBot over the API.

A question is accepted at once (202); its answer is in the conversation when its status
says so.
"""

from typing import Any
from uuid import UUID

from asgiref.sync import async_to_sync
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.generics import ListCreateAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import asking, replies
from chat.access import conversation_for
from chat.models import MAX_QUESTION_CHARS, Conversation, Message
from chat.protocol import RefusedError
from chat.views import STATUS_OF
from cinematch.api.authentication import viewer_of
from movies.api.shapes import FilmCardSerializer
from movies.models import Film


class Refused(APIException):
    def __init__(self, refused: RefusedError) -> None:
        super().__init__(refused.text, refused.code)
        self.status_code = STATUS_OF.get(refused.code, 422)


class QuestionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=MAX_QUESTION_CHARS)


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    class Meta:
        model = Conversation
        fields: tuple[str, ...] = ("id", "title", "created_at", "updated_at")


class MessageSerializer(serializers.ModelSerializer[Message]):
    """`films` are those of the answer that the asker may see now."""

    films = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = ("id", "role", "text", "status", "created_at", "films")

    @extend_schema_field(FilmCardSerializer(many=True))
    def get_films(self, message: Message) -> Any:
        films = self.context["films"]
        shown = [films[pk] for pk in message.films if pk in films]
        return FilmCardSerializer(shown, many=True).data


class TranscriptSerializer(ConversationSerializer):
    messages = serializers.SerializerMethodField()

    class Meta(ConversationSerializer.Meta):
        fields = (*ConversationSerializer.Meta.fields, "messages")

    @extend_schema_field(MessageSerializer(many=True))
    def get_messages(self, conversation: Conversation) -> Any:
        messages = list(conversation.messages.shown())
        ids = {pk for message in messages for pk in message.films}
        films = Film.objects.visible_to(self.context["viewer"]).for_cards().in_bulk(ids)
        return MessageSerializer(messages, many=True, context={"films": films}).data


@extend_schema_view(
    get=extend_schema(operation_id="conversations_list", tags=["chat"]),
    post=extend_schema(
        operation_id="conversation_begin",
        tags=["chat"],
        request=QuestionSerializer,
        responses={202: ConversationSerializer},
    ),
)
class ConversationList(ListCreateAPIView[Conversation]):
    """Your conversations, the newest first; a question begins another."""

    permission_classes = (IsAuthenticated,)
    serializer_class = ConversationSerializer
    is_costly = True

    def get_queryset(self) -> QuerySet[Conversation]:
        return Conversation.objects.of(viewer_of(self.request))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        text = text_in(request)
        try:
            answer = asking.begin(viewer_of(request), text)
        except RefusedError as error:
            raise Refused(error) from error
        return accepted(answer)


@extend_schema(tags=["chat"])
class Transcript(APIView):
    permission_classes = (IsAuthenticated,)
    is_costly = True

    @extend_schema(operation_id="conversation", responses=TranscriptSerializer)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        """A conversation of yours with all that was said."""
        viewer = viewer_of(request)
        conversation = conversation_for(viewer, conversation_id)
        asking.settle_abandoned(conversation)
        told = TranscriptSerializer(conversation, context={"viewer": viewer})
        return Response(told.data)

    @extend_schema(
        operation_id="conversation_ask",
        request=QuestionSerializer,
        responses={202: ConversationSerializer},
    )
    def post(self, request: Request, conversation_id: UUID) -> Response:
        """Ask the next question."""
        conversation = conversation_for(viewer_of(request), conversation_id)
        text = text_in(request)
        try:
            answer = asking.ask(conversation, text)
        except RefusedError as error:
            raise Refused(error) from error
        return accepted(answer)


def text_in(request: Request) -> str:
    asked = QuestionSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["text"])


def accepted(answer: Message) -> Response:
    """Have the answer written, and say where it will be."""
    async_to_sync(replies.start)(answer)
    body = ConversationSerializer(answer.conversation).data
    return Response(body, status=status.HTTP_202_ACCEPTED)
