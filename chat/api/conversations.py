"""Conversations: begun, found, read, arranged, deleted, shared.

A question is accepted at once (202); its answer is in the conversation when its status
says so.
"""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import ListCreateAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import acting, asking, searching, sharing
from chat.access import conversation_for
from chat.api.accepting import accepted, refusals, text_in
from chat.api.shapes import (
    ArrangementSerializer,
    ConversationSerializer,
    QuestionSerializer,
    ShareSerializer,
    TranscriptSerializer,
)
from chat.models import Conversation, SharedLink
from cinematch.api.authentication import viewer_of


@extend_schema_view(
    get=extend_schema(
        operation_id="conversations_list",
        tags=["chat"],
        parameters=[
            OpenApiParameter("q", str, description="Words to find, in all of them."),
            OpenApiParameter("archived", bool, description="Those put away instead."),
        ],
    ),
    post=extend_schema(
        operation_id="conversation_begin",
        tags=["chat"],
        request=QuestionSerializer,
        responses={202: ConversationSerializer},
    ),
)
class ConversationList(ListCreateAPIView[Conversation]):
    """Your conversations, the pinned first; a question begins another."""

    permission_classes = (IsAuthenticated,)
    serializer_class = ConversationSerializer
    is_costly = True

    def get_queryset(self) -> QuerySet[Conversation]:
        viewer = viewer_of(self.request)
        mine = Conversation.objects.of(viewer)
        asked = self.request.query_params.get("q", "").replace("\x00", "").strip()
        if asked:
            return searching.find(mine, viewer, asked[: searching.MAX_ASKED_CHARS])
        if self.request.query_params.get("archived") in ("1", "true"):
            return mine.archived()
        return mine.listed()

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with refusals():
            answer = asking.begin(viewer_of(request), text_in(request))
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
        with refusals():
            answer = asking.ask(conversation, text_in(request))
        return accepted(answer)

    @extend_schema(
        operation_id="conversation_arrange",
        request=ArrangementSerializer,
        responses=ConversationSerializer,
    )
    def patch(self, request: Request, conversation_id: UUID) -> Response:
        """Rename, pin or archive."""
        conversation = conversation_for(viewer_of(request), conversation_id)
        asked = ArrangementSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        acting.arrange(conversation, **asked.validated_data)
        return Response(ConversationSerializer(conversation).data)

    @extend_schema(operation_id="conversation_delete", responses={204: None})
    def delete(self, request: Request, conversation_id: UUID) -> Response:
        """Delete a conversation with all that was said."""
        acting.delete(conversation_for(viewer_of(request), conversation_id))
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(tags=["chat"])
class Share(APIView):
    """The link by which others read a conversation of yours (see its page for what)."""

    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="share", responses=ShareSerializer)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        """The link there is."""
        talk = conversation_for(viewer_of(request), conversation_id)
        return _told(request, get_object_or_404(SharedLink, conversation=talk))

    @extend_schema(operation_id="share_set", request=None, responses=ShareSerializer)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        """Make a link to what was said so far, or bring the one there is up to date."""
        talk = conversation_for(viewer_of(request), conversation_id)
        return _told(request, sharing.share(talk))

    @extend_schema(operation_id="share_revoke", responses={204: None})
    def delete(self, request: Request, conversation_id: UUID) -> Response:
        """Take the link back."""
        sharing.unshare(conversation_for(viewer_of(request), conversation_id))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _told(request: Request, link: SharedLink) -> Response:
    url = request.build_absolute_uri(link.get_absolute_url())
    return Response(ShareSerializer({"url": url, "created_at": link.created_at}).data)
