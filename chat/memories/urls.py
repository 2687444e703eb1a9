"""Under chat/memory/, in the names of the chat app."""

from django.urls import path

from chat.memories import views

urlpatterns = [
    path("", views.memories, name="memories"),
    path("switch/", views.switch, name="memory_switch"),
    path("forget/", views.forget_all, name="memory_forget_all"),
    path("<int:memory_id>/edit/", views.edit, name="memory_edit"),
    path("<int:memory_id>/forget/", views.forget, name="memory_forget"),
]
