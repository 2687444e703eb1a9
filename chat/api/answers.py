"""What one may do to an answer, or to the last question."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from chat import asking, replies
from chat.access import answer_for, question_for
from chat.api.accepting import accepted, refusals, text_in
from chat.api.shapes import (
    ConversationSerializer,
    FeedbackSerializer,
    QuestionSerializer,
)
from chat.feedback import give_feedback
from cinematch.api.authentication import viewer_of


@extend_schema(tags=["chat"])
class Feedback(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="feedback_set",
        request=FeedbackSerializer,
        responses=FeedbackSerializer,
    )
    def put(self, request: Request, answer_id: int) -> Response:
        """Say what you think of an answer; a reason about films marks them."""
        answer = answer_for(viewer_of(request), answer_id)
        said = FeedbackSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        give_feedback(answer, **said.validated_data)
        return Response(said.data)


@extend_schema(tags=["chat"])
class Stop(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="answer_stop", request=None, responses={202: None})
    def post(self, request: Request, answer_id: int) -> Response:
        """Stop an answer that is being written; its text so far is kept."""
        replies.stop(answer_for(viewer_of(request), answer_id))
        return Response(status=status.HTTP_202_ACCEPTED)


@extend_schema(tags=["chat"])
class Regenerate(APIView):
    permission_classes = (IsAuthenticated,)
    is_costly = True

    @extend_schema(
        operation_id="answer_again",
        request=None,
        responses={202: ConversationSerializer},
    )
    def post(self, request: Request, answer_id: int) -> Response:
        """Have the last question answered once more; the first answer stays."""
        answer = answer_for(viewer_of(request), answer_id)
        with refusals():
            return accepted(asking.regenerate(answer))


@extend_schema(tags=["chat"])
class Question(APIView):
    permission_classes = (IsAuthenticated,)
    is_costly = True

    @extend_schema(
        operation_id="question_edit",
        request=QuestionSerializer,
        responses={202: ConversationSerializer},
    )
    def put(self, request: Request, question_id: int) -> Response:
        """Ask something else in place of the last question."""
        question = question_for(viewer_of(request), question_id)
        with refusals():
            return accepted(asking.edit(question, text_in(request)))
