"""The API's routes. `/api/` itself is its documentation."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from chat.api.answers import Feedback, Question, Regenerate, Stop
from chat.api.conversations import ConversationList, Share, Transcript
from cinematch.accounts.api import Profile
from cinematch.api.errors import unknown_path
from cinematch.api.schema import documentation
from movies.api.films import FilmDetail, FilmList, SimilarFilms
from movies.api.marks import FilmMark, MarkList
from movies.api.picks import PickList
from movies.api.ratings import FilmRating, RatingList
from movies.api.search import Search, Suggest

app_name = "api"
urlpatterns = [
    path("", documentation, name="docs"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("films/", FilmList.as_view(), name="films"),
    path("films/<int:film_id>/", FilmDetail.as_view(), name="film"),
    path("films/<int:film_id>/similar/", SimilarFilms.as_view(), name="similar"),
    path("films/<int:film_id>/rating/", FilmRating.as_view(), name="rating"),
    path("films/<int:film_id>/marks/<str:kind>/", FilmMark.as_view(), name="mark"),
    path("search/", Search.as_view(), name="search"),
    path("search/suggest/", Suggest.as_view(), name="suggest"),
    path("ratings/", RatingList.as_view(), name="ratings"),
    path("marks/", MarkList.as_view(), name="marks"),
    path("picks/", PickList.as_view(), name="picks"),
    path("conversations/", ConversationList.as_view(), name="conversations"),
    path(
        "conversations/<uuid:conversation_id>/",
        Transcript.as_view(),
        name="conversation",
    ),
    path("conversations/<uuid:conversation_id>/share/", Share.as_view(), name="share"),
    path("answers/<int:answer_id>/feedback/", Feedback.as_view(), name="feedback"),
    path("answers/<int:answer_id>/stop/", Stop.as_view(), name="stop"),
    path("answers/<int:answer_id>/again/", Regenerate.as_view(), name="again"),
    path("questions/<int:question_id>/", Question.as_view(), name="question"),
    path("profile/", Profile.as_view(), name="profile"),
    re_path(r"^(?P<path>.+)$", unknown_path),
]
