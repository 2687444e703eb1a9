"""Guests: seen without an account, remembered once there is something to remember."""

from collections.abc import Callable

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest

from cinematch.accounts.models import User

GUEST_SESSION_KEY = "guest"

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
    return guest_in(request.session) or User(is_guest=True)


def remember(request: HttpRequest) -> User:
    """Return the viewer with a row of their own, storing a new guest if need be."""
    viewer = viewer_of(request)
    if viewer.pk is None:
        viewer.set_unusable_password()
        viewer.save()
        request.session[GUEST_SESSION_KEY] = viewer.pk
        request.viewer = viewer
    return viewer


@transaction.atomic
def adopt(*, guest: User, member: User) -> None:
    """Give the guest's things to the member and drop the guest."""
    for adopter in _adopters:
        adopter(guest, member)
    if member.birth_date is None and guest.birth_date is not None:
        member.birth_date = guest.birth_date
        member.save(update_fields=["birth_date"])
    guest.delete()
