"""The API's routes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
