"""The signed-in person over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import RetrieveUpdateAPIView
from rest_framework.permissions import IsAuthenticated

from cinematch.accounts.models import User
from cinematch.api.authentication import viewer_of


class ProfileSerializer(serializers.ModelSerializer[User]):
    """What the profile page shows and takes. The birth date is never read back."""

    class Meta:
        model = User
        fields = (
            "email", "display_name", "theme", "reduce_motion", "shortcuts",
            "local_only", "date_joined",
        )  # fmt: skip
        read_only_fields = ("email", "date_joined")


@extend_schema(tags=["profile"])
class Profile(RetrieveUpdateAPIView[User]):
    """You: your name and how the site should treat you."""

    http_method_names = ("get", "patch", "head", "options")
    permission_classes = (IsAuthenticated,)
    serializer_class = ProfileSerializer

    def get_object(self) -> User:
        return viewer_of(self.request)
