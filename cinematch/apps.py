from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CinematchConfig(AppConfig):
    """The project itself: shared static files, commands and start-up checks."""

    name = "cinematch"


class CinematchAdminConfig(AdminConfig):
    default_site = "cinematch.adminsite.CinematchAdminSite"
