"""The first administrator: made by whoever holds the link `manage.py up` prints."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import connection, transaction
from django.urls import reverse

from cinematch.accounts.models import User

LINK_LIFETIME_S = 24 * 60 * 60
# Any number will do, if nobody else locks it.
ADVISORY_LOCK = 20_251_122
_signer = TimestampSigner(salt="first administrator")


class NoLongerFirstError(Exception):
    """The link ran out, was not made here, or there is an administrator already."""


def is_wanted() -> bool:
    return not User.objects.filter(is_superuser=True).exists()


def link() -> str:
    """Return a link that works once, for a day, as long as nobody administrates."""
    path = reverse("accounts:first_administrator", args=[_signer.sign("first")])
    return f"{settings.SITE_URL}{path}"


def check(token: str) -> None:
    """Raise NoLongerFirstError for a link that cannot be used."""
    try:
        _signer.unsign(token, max_age=LINK_LIFETIME_S)
    except BadSignature as error:
        raise NoLongerFirstError from error
    if not is_wanted():
        raise NoLongerFirstError


@transaction.atomic
def make(token: str, *, email: str, password: str) -> User:
    with connection.cursor() as cursor:
        # Two that use the link at once: the second finds the first one's account.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_LOCK])
    check(token)
    user = User.objects.create_superuser(email, password)
    # Who can read the operator's terminal needs no mail to prove the address.
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
