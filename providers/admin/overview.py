"""What models add to the overview."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cinematch.adminsite import Figure, show_figures
from providers.models import Call


def calls_today() -> QuerySet[Call]:
    return Call.objects.today()


show_figures(
    Figure(
        _("model calls today"),
        calls_today,
        "admin:providers_console",
        "providers.view_service",
    )
)
