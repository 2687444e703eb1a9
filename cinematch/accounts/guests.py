"""Guests: seen without an account, remembered once there is something to remember."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from cinematch.accounts.models import User

GUEST_SESSION_KEY = "guest"
# A guest's requests that were sent at once carry no session cookie yet, but one CSRF
# cookie. It names the guest only this long: later it is no proof of who asks.
TWIN_WINDOW = timedelta(minutes=1)
CHOICES = (
    "birth_date", "display_name", "theme", "reduce_motion", "shortcuts", "persona",
    "local_only",
)  # fmt: skip
# How often a guest's session is prolonged.
SEEN_EVERY = timedelta(days=1)

# (guest, member): moves what an app keeps for the guest to the member. Filled by each
# app in its AppConfig.ready, run inside one transaction.
Adopter = Callable[[User, User], None]
_adopters: list[Adopter] = []


def register_adopter(adopter: Adopter) -> None:
    _adopters.append(adopter)


def guest_in(session: SessionBase) -> User | None:
    pk = session.get(GUEST_SESSION_KEY)
    return User.objects.filter(pk=pk, is_guest=True).first() if pk else None


def viewer_of(request: HttpRequest) -> User:
    """Return the member, the remembered guest, or a guest that is not stored yet."""
    if request.user.is_authenticated:
        return request.user
    guest = guest_in(request.session)
    if guest is None:
        return User(is_guest=True)
    _prolong(guest, request.session)
    return guest


def viewer_of_scope(scope: Mapping[str, Any]) -> User:
    """Return who speaks through a socket (AuthMiddlewareStack), as `viewer_of` does.

    Queries the database: call it through `database_sync_to_async`.
    """
    if scope["user"].is_authenticated:
        return scope["user"]
    return guest_in(scope["session"]) or User(is_guest=True)


def remember(request: HttpRequest) -> User:
    """Return the viewer with a row of their own, storing a new guest if need be."""
    viewer = viewer_of(request)
    if viewer.pk is None:
        viewer = _new_guest(request.META.get("CSRF_COOKIE"))
        request.session[GUEST_SESSION_KEY] = viewer.pk
        request.viewer = viewer
    return viewer


@transaction.atomic
def adopt(*, guest_id: int, member: User) -> None:
    """Give the guest's things to the member and drop the guest."""
    # Two tabs that sign in at once: the second waits here and finds the guest gone.
    guest = User.objects.select_for_update().filter(pk=guest_id, is_guest=True).first()
    if guest is None:
        return
    for adopter in _adopters:
        adopter(guest, member)
    _take_over_choices(guest, member)
    guest.delete()


def bring_guest_along(request: HttpRequest, user: User, **_: object) -> None:
    """Adopt at sign-in (allauth's user_logged_in), whichever way it went."""
    # Not at sign-up already: until the address is confirmed it may be a stranger's.
    guest_id = request.session.pop(GUEST_SESSION_KEY, None)
    if guest_id is not None:
        adopt(guest_id=guest_id, member=user)


def _take_over_choices(guest: User, member: User) -> None:
    """Copy what the guest chose and the member did not."""
    untouched = User()
    open_fields = [
        name
        for name in CHOICES
        if getattr(member, name) == getattr(untouched, name) != getattr(guest, name)
    ]
    for name in open_fields:
        setattr(member, name, getattr(guest, name))
    member.save(update_fields=open_fields)


def _new_guest(csrf_cookie: str | None) -> User:
    values = {
        "is_guest": True,
        "last_login": timezone.now(),
        "password": make_password(None),
    }
    if csrf_cookie is None:
        return User.objects.create(**values)
    key = sha256(csrf_cookie.encode()).hexdigest()
    User.objects.filter(
        guest_key=key, date_joined__lt=timezone.now() - TWIN_WINDOW
    ).update(guest_key=None)
    return User.objects.get_or_create(guest_key=key, defaults=values)[0]


def _prolong(guest: User, session: SessionBase) -> None:
    now = timezone.now()
    if guest.last_login is None or now - guest.last_login > SEEN_EVERY:
        User.objects.filter(pk=guest.pk).update(last_login=now)
        session.modified = True
