from django.urls import path

from movies.views import home, posters, rating

app_name = "movies"
urlpatterns = [
    path("", home.home, name="home"),
    path("posters/<int:film_id>-<slug:version>.svg", posters.drawn, name="poster"),
    path(
        "posters/<int:film_id>-<slug:version>-<int:width>.webp",
        posters.uploaded,
        name="poster_image",
    ),
    path("films/<int:film_id>/rate/", rating.rate_film, name="rate"),
    path("films/<int:film_id>/marks/<str:kind>/", rating.mark_film, name="mark"),
]
