"""Picks for whoever asks, with their reasons."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from movies.api.shapes import FilmCardSerializer
from movies.models import ReasonKind
from movies.recommending import recommend


class ReasonSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[kind.value for kind in ReasonKind])
    text = serializers.CharField(source="__str__")


class PickSerializer(serializers.Serializer[Any]):
    film = FilmCardSerializer()
    score = serializers.FloatField()
    reasons = ReasonSerializer(many=True)


class PickQuery(serializers.Serializer[None]):
    limit = serializers.IntegerField(min_value=1, max_value=50, default=12)


class PickList(APIView):
    is_costly = True

    @extend_schema(
        operation_id="picks_list",
        tags=["taste"],
        parameters=[PickQuery],
        responses=PickSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """What to watch next, each film with the reasons it was picked."""
        asked = PickQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        picks = recommend(viewer_of(request), asked.validated_data["limit"])
        return Response(PickSerializer(picks, many=True).data)
