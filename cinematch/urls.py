"""Root routes. Each app brings its own under its noun."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("movies.urls")),
    path("chat/", include("chat.urls")),
    path("profile/", include("cinematch.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/", include("cinematch.api_urls")),
    path("admin/", admin.site.urls),
    path("", include("cinematch.ops.urls")),
]

# What allauth answers when one of its limits says no.
handler429 = "cinematch.limits.refuse"
