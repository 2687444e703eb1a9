from django.urls import path

from movies.views import browse, film, home, people, posters, rating, site, watchlist

app_name = "movies"
urlpatterns = [
    path("", home.home, name="home"),
    path("tonight/<int:film_id>/skip/", home.not_tonight, name="skip_tonight"),
    path("films/", browse.browse, name="browse"),
    path("films/<int:film_id>/", film.film),
    path("search/suggest/", browse.suggestions, name="suggest"),
    path("people/<int:person_id>/", people.person),
    path("people/<int:person_id>/<slug:slug>/", people.person, name="person"),
    path("watchlist/", watchlist.watchlist, name="watchlist"),
    path("credits/", site.credits_page, name="credits"),
    path("offline/", site.offline, name="offline"),
    path("sw.js", site.service_worker, name="service_worker"),
    path("posters/<int:film_id>-<slug:version>.svg", posters.drawn, name="poster"),
    path(
        "posters/<int:film_id>-<slug:version>-<int:width>.webp",
        posters.uploaded,
        name="poster_image",
    ),
    path("films/<int:film_id>/because/", film.because_of, name="because"),
    path("films/<int:film_id>/rate/", rating.rate_film, name="rate"),
    path("films/<int:film_id>/marks/<str:kind>/", rating.mark_film, name="mark"),
    # After what films have by name, which a slug would take for a title.
    path("films/<int:film_id>/<slug:slug>/", film.film, name="detail"),
]
