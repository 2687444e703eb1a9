"""One's own marks over the API: seen, watchlist, not for me."""

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from movies import rating
from movies.access import film_for
from movies.api.shapes import FilmCardSerializer
from movies.models import Film, Mark

KIND_IN_PATH = OpenApiParameter("kind", str, "path", enum=Mark.Kind.values)


class MarkSerializer(serializers.ModelSerializer[Mark]):
    film = FilmCardSerializer(read_only=True)

    class Meta:
        model = Mark
        fields = ("film", "kind", "created_at")


class MarkQuery(serializers.Serializer[None]):
    kind = serializers.ChoiceField(choices=Mark.Kind.choices, required=False)


@extend_schema_view(
    get=extend_schema(operation_id="marks_list", tags=["taste"], parameters=[MarkQuery])
)
class MarkList(ListAPIView[Mark]):
    """Your marks, the newest first."""

    permission_classes = (IsAuthenticated,)
    serializer_class = MarkSerializer

    def get_queryset(self) -> QuerySet[Mark]:
        asked = MarkQuery(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        viewer = viewer_of(self.request)
        films = Film.objects.visible_to(viewer)
        marks = Mark.objects.filter(user=viewer, film__in=films, **asked.validated_data)
        return marks.select_related("film").order_by("-created_at", "-pk")


@extend_schema(tags=["taste"], parameters=[KIND_IN_PATH])
class FilmMark(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(operation_id="mark_set", request=None, responses=MarkSerializer)
    def put(self, request: Request, film_id: int, kind: str) -> Response:
        """Put a mark on a film."""
        viewer = viewer_of(request)
        film = film_for(viewer, film_id)
        return Response(MarkSerializer(rating.mark(viewer, film, known(kind))).data)

    @extend_schema(operation_id="mark_remove", responses={204: None})
    def delete(self, request: Request, film_id: int, kind: str) -> Response:
        """Take a mark off."""
        viewer = viewer_of(request)
        film = film_for(viewer, film_id)
        rating.unmark(viewer, film, known(kind))
        return Response(status=status.HTTP_204_NO_CONTENT)


def known(kind: str) -> Mark.Kind:
    if kind not in Mark.Kind:
        raise Http404("There is no such mark.")
    return Mark.Kind(kind)
