"""One's own ratings over the API."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cinematch.api.authentication import viewer_of
from movies import rating
from movies.access import film_for
from movies.api.shapes import FilmCardSerializer, StarsField
from movies.models import Film, Rating


class StarsSerializer(serializers.ModelSerializer[Rating]):
    stars = StarsField()

    class Meta:
        model = Rating
        fields: tuple[str, ...] = ("stars", "updated_at")
        read_only_fields = ("updated_at",)


class RatingSerializer(StarsSerializer):
    film = FilmCardSerializer(read_only=True)

    class Meta(StarsSerializer.Meta):
        fields = ("film", *StarsSerializer.Meta.fields)


@extend_schema_view(get=extend_schema(operation_id="ratings_list", tags=["taste"]))
class RatingList(ListAPIView[Rating]):
    """Your ratings, the newest first."""

    permission_classes = (IsAuthenticated,)
    serializer_class = RatingSerializer

    def get_queryset(self) -> QuerySet[Rating]:
        viewer = viewer_of(self.request)
        films = Film.objects.visible_to(viewer)
        ratings = Rating.objects.filter(user=viewer, film__in=films)
        return ratings.select_related("film").order_by("-updated_at", "-pk")


@extend_schema(tags=["taste"])
class FilmRating(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(
        operation_id="rating_set", request=StarsSerializer, responses=StarsSerializer
    )
    def put(self, request: Request, film_id: int) -> Response:
        """Rate a film, or change your rating."""
        viewer = viewer_of(request)
        film = film_for(viewer, film_id)
        asked = StarsSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        stars = asked.validated_data["stars"]
        return Response(StarsSerializer(rating.rate(viewer, film, stars)).data)

    @extend_schema(operation_id="rating_remove", responses={204: None})
    def delete(self, request: Request, film_id: int) -> Response:
        """Take your rating back."""
        viewer = viewer_of(request)
        rating.unrate(viewer, film_for(viewer, film_id))
        return Response(status=status.HTTP_204_NO_CONTENT)
