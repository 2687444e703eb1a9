"""Films over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from movies.access import film_for
from movies.api.shapes import FilmSerializer


@extend_schema(operation_id="film", tags=["films"], responses=FilmSerializer)
class FilmDetail(APIView):
    """A film with all its facts, and what you said about it."""

    def get(self, request: Request, film_id: int) -> Response:
        viewer = viewer_of(request)
        film = film_for(viewer, film_id)
        return Response(FilmSerializer(film, context={"viewer": viewer}).data)
