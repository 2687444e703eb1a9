from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvidersConfig(AppConfig):
    name = "providers"
    verbose_name = _("Language models")

    def ready(self) -> None:
        from cinematch import schedule
        from providers import keeping

        keeping.register()
        schedule.register(
            schedule.Entry(
                "Settle model calls whose process died",
                "providers.tasks.settle_lost_calls",
                minute="*/5",
            ),
        )
