"""The API's routes. `/api/` itself is its documentation."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from cinematch.accounts.api import Profile
from cinematch.api.docs import Documentation
from cinematch.api.errors import unknown_path
from movies.api.films import FilmDetail
from movies.api.marks import FilmMark, MarkList
from movies.api.picks import PickList
from movies.api.ratings import FilmRating, RatingList

app_name = "api"
urlpatterns = [
    path("", Documentation.as_view(), name="docs"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("films/<int:film_id>/", FilmDetail.as_view(), name="film"),
    path("films/<int:film_id>/rating/", FilmRating.as_view(), name="rating"),
    path("films/<int:film_id>/marks/<str:kind>/", FilmMark.as_view(), name="mark"),
    path("ratings/", RatingList.as_view(), name="ratings"),
    path("marks/", MarkList.as_view(), name="marks"),
    path("picks/", PickList.as_view(), name="picks"),
    path("profile/", Profile.as_view(), name="profile"),
    re_path(r"^(?P<path>.+)$", unknown_path),
]
