from django.urls import path

from chat import streams, views

app_name = "chat"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:conversation_id>/", views.conversation, name="conversation"),
    path("<uuid:conversation_id>/events", streams.conversation_events, name="events"),
    path("<uuid:conversation_id>/rename/", views.rename, name="rename"),
    path("<uuid:conversation_id>/delete/", views.delete, name="delete"),
    path("answers/<int:answer_id>/", views.answer, name="answer"),
    path("answers/<int:answer_id>/stop/", views.stop, name="stop"),
    path("answers/<int:answer_id>/regenerate/", views.regenerate, name="regenerate"),
    path("answers/<int:answer_id>/feedback/", views.feedback, name="feedback"),
    path("questions/<int:question_id>/edit/", views.edit, name="edit"),
    path("films/<int:film_id>/", views.film_card, name="film_card"),
]
