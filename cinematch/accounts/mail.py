"""What the operator should know about mail."""

from django.conf import settings
from django.utils.translation import gettext as _


def notice() -> str | None:
    """Say where mails go when no mail server is set, None when one is."""
    if settings.EMAIL_HOST:
        return None
    return _(
        "No mail server is set (EMAIL_HOST): people sign up without confirming their "
        "address, and every mail, password resets too, is kept as a file in %(folder)s."
    ) % {"folder": settings.EMAIL_FILE_PATH}
