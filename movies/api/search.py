"""Search over the API: a sentence in, films out, and what was understood."""

from typing import Any

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from cinematch.api.paging import Fetched, Pages
from movies.api.shapes import FilmCardSerializer
from movies.querystring import MAX_TEXT
from movies.search import search, suggest


class SearchQuestion(serializers.Serializer[Any]):
    q = serializers.CharField(max_length=MAX_TEXT)


class PagedQuestion(SearchQuestion):
    page = serializers.IntegerField(required=False, min_value=1)
    page_size = serializers.IntegerField(required=False, min_value=1)


class SuggestionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    detail = serializers.CharField()
    url = serializers.CharField()


FOUND = inline_serializer(
    "Found",
    {
        "count": serializers.IntegerField(),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": FilmCardSerializer(many=True),
        "understood": serializers.ListField(child=serializers.CharField()),
        "did_you_mean": serializers.CharField(allow_null=True),
    },
)


def sentence_in(request: Request) -> str:
    asked = SearchQuestion(data=request.query_params)
    asked.is_valid(raise_exception=True)
    return str(asked.validated_data["q"])


class Search(APIView):
    is_costly = True

    @extend_schema(
        operation_id="search",
        tags=["films"],
        parameters=[PagedQuestion],
        responses=FOUND,
    )
    def get(self, request: Request) -> Response:
        """Films that answer a sentence: titles, people, genres, keywords, meanings."""
        pages = Pages()
        size, number = pages.get_page_size(request), pages.get_page_number(request)
        found = search(
            sentence_in(request),
            viewer_of(request),
            limit=size,
            offset=(number - 1) * size,
        )
        films = pages.paginate_queryset(Fetched(found.films, found.total), request)
        answer = pages.get_paginated_response(FilmCardSerializer(films, many=True).data)
        understood = [str(chip.label) for chip in found.query.chips()]
        answer.data |= {"understood": understood, "did_you_mean": found.did_you_mean}
        return answer


class Suggest(APIView):
    @extend_schema(
        operation_id="search_suggest",
        tags=["films"],
        parameters=[SearchQuestion],
        responses=SuggestionSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Films, people and genres whose names begin like this, for typing ahead."""
        suggestions = suggest(sentence_in(request), viewer_of(request))
        return Response(SuggestionSerializer(suggestions, many=True).data)
