from django.urls import include, path

from chat import streams
from chat.personas.views import speak_as
from chat.views import keeping, sharing, talking

app_name = "chat"
urlpatterns = [
    path("", talking.home, name="home"),
    path("memory/", include("chat.memories.urls")),
    path("persona/", speak_as, name="speak_as"),
    path("conversations/", keeping.conversations, name="conversations"),
    path("<uuid:conversation_id>/", talking.conversation, name="conversation"),
    path("<uuid:conversation_id>/events", streams.conversation_events, name="events"),
    path("<uuid:conversation_id>/arrange/", keeping.arrange, name="arrange"),
    path("<uuid:conversation_id>/delete/", keeping.delete, name="delete"),
    path("<uuid:conversation_id>/export.<str:kind>", keeping.export, name="export"),
    path("<uuid:conversation_id>/share/", sharing.share, name="share"),
    path("<uuid:conversation_id>/unshare/", sharing.unshare, name="unshare"),
    path("shared/<str:key>/", sharing.shared, name="shared"),
    path("answers/<int:answer_id>/", talking.answer, name="answer"),
    path("answers/<int:answer_id>/stop/", talking.stop, name="stop"),
    path("answers/<int:answer_id>/regenerate/", talking.regenerate, name="regenerate"),
    path("answers/<int:answer_id>/feedback/", talking.feedback, name="feedback"),
    path("questions/<int:question_id>/edit/", talking.edit, name="edit"),
    path("films/<int:film_id>/", talking.film_card, name="film_card"),
]
