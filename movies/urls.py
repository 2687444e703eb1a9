from django.urls import path

from movies.views import home

app_name = "movies"
urlpatterns = [
    path("", home.home, name="home"),
]
