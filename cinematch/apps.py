from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CinematchConfig(AppConfig):
    """The project itself: shared static files, commands and start-up checks."""

    name = "cinematch"

    def ready(self) -> None:
        from cinematch import checks  # noqa: F401 (registers them)


class CinematchAdminConfig(AdminConfig):
    default_site = "cinematch.adminsite.CinematchAdminSite"
