from django.urls import path

from cinematch.accounts.views import administrator, age, data, profile

app_name = "accounts"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("age/", age.age, name="age"),
    path("export/", data.export, name="export"),
    path("export/<uuid:export_id>/", data.download, name="download"),
    path("delete/", data.delete, name="delete"),
    path("keep/", data.keep, name="keep"),
    path(
        "first-administrator/<str:token>/",
        administrator.first_administrator,
        name="first_administrator",
    ),
]
