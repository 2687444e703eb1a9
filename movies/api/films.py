"""Films over the API."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from movies.access import film_for
from movies.api.questions import FilmQuestion, asked_of
from movies.api.shapes import FilmCardSerializer, FilmSerializer
from movies.models import Film, FilmQuerySet
from movies.search import similar

SIMILAR_FILMS = 12


@extend_schema_view(
    get=extend_schema(
        operation_id="films_list", tags=["films"], parameters=[FilmQuestion]
    )
)
class FilmList(ListAPIView[Film]):
    """The catalogue, narrowed and sorted."""

    serializer_class = FilmCardSerializer

    def get_queryset(self) -> FilmQuerySet:
        films = Film.objects.visible_to(viewer_of(self.request)).for_cards()
        return asked_of(films, self.request.query_params)


class FilmDetail(APIView):
    @extend_schema(operation_id="film", tags=["films"], responses=FilmSerializer)
    def get(self, request: Request, film_id: int) -> Response:
        """A film with all its facts, and what you said about it."""
        viewer = viewer_of(request)
        film = film_for(viewer, film_id)
        return Response(FilmSerializer(film, context={"viewer": viewer}).data)


class SimilarFilms(APIView):
    @extend_schema(
        operation_id="film_similar",
        tags=["films"],
        responses=FilmCardSerializer(many=True),
    )
    def get(self, request: Request, film_id: int) -> Response:
        """The films nearest in meaning."""
        viewer = viewer_of(request)
        films = similar(film_for(viewer, film_id), viewer, SIMILAR_FILMS)
        return Response(FilmCardSerializer(films, many=True).data)
