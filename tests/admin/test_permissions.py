"""Who may do what in the staff panel: each role on each page of each model."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cinematch.accounts import roles
from cinematch.accounts.models import User
from tests.admin.rows import Registered, page, registered
from tests.factories import UserFactory

# v: look, a: add, c: change, d: delete. What is not named is refused.
MAY: dict[str, dict[str, str]] = {
    roles.CATALOGUE_EDITOR: {
        "movies.Film": "vac",
        "movies.Person": "vac",
        "movies.Genre": "vac",
        "movies.Keyword": "vacd",
        "chat.Persona": "vacd",
    },
    roles.MODERATOR: {
        "movies.Film": "v",
        "movies.Rating": "v",
        "movies.Mark": "v",
        "accounts.User": "v",
        "chat.Conversation": "v",
        "chat.Message": "v",
    },
    roles.OPERATOR: {
        "django_celery_beat.PeriodicTask": "vacd",
        "django_celery_beat.CrontabSchedule": "vacd",
        "django_celery_beat.IntervalSchedule": "vacd",
        "accounts.User": "v",
        "accounts.DataExport": "v",
        "accounts.DeletionLedger": "v",
        "providers.Service": "vacd",
        "providers.Price": "vacd",
        "providers.Cap": "vc",
        "providers.Call": "v",
    },
    roles.ANALYST: {
        "movies.Film": "v",
        "movies.Person": "v",
        "movies.Genre": "v",
        "movies.Keyword": "v",
        "movies.Rating": "v",
        "movies.Mark": "v",
        "providers.Service": "v",
        "providers.Price": "v",
        "providers.Cap": "v",
        "providers.Call": "v",
    },
    "": {},
}
NOBODY = "00000000-0000-0000-0000-000000000000"
FORBIDDEN, REACHED, MISSING = 403, 200, 302


def staff(role: str) -> User:
    person: User = UserFactory(is_staff=True)
    person.groups.set(Group.objects.filter(name=role))
    return person


@pytest.mark.parametrize("model", registered(), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("role", MAY)
def test_a_role_reaches_what_it_needs_and_no_more(
    client: Client, db: None, role: str, model: Registered
) -> None:
    client.force_login(staff(role))
    may = MAY[role].get(model._meta.label, "")
    gone = NOBODY if "UUID" in type(model._meta.pk).__name__ else 0
    change, delete = page(model, "change", gone), page(model, "delete", gone)
    statuses = {
        "v": (client.get(page(model, "changelist")).status_code, REACHED),
        "v ": (client.get(change).status_code, MISSING),
        "a": (client.get(page(model, "add")).status_code, REACHED),
        "c": (client.post(change).status_code, MISSING),
        "d": (client.get(delete).status_code, MISSING),
    }
    for act, (status, when_allowed) in statuses.items():
        assert status == (when_allowed if act.strip() in may else FORBIDDEN), act


def test_every_role_is_in_the_table() -> None:
    assert set(roles.ROLES) < set(MAY)


def test_members_are_asked_to_sign_in_as_staff(as_alice: Client) -> None:
    assert as_alice.get("/admin/").status_code == 302


def test_staff_who_change_people_do_not_make_administrators(
    client: Client, alice: User
) -> None:
    helper = staff("")
    helper.user_permissions.set(roles.permissions_named(["accounts.change_user"]))
    client.force_login(helper)
    client.post(
        page(User, "change", alice.pk), {"email": alice.email, "is_superuser": "1"}
    )
    alice.refresh_from_db()
    assert not alice.is_superuser


def test_staff_who_change_people_do_not_change_an_administrator(
    client: Client, admin_user: User
) -> None:
    helper = staff("")
    helper.user_permissions.set(roles.permissions_named(["accounts.change_user"]))
    client.force_login(helper)
    assert client.post(page(User, "change", admin_user.pk), {}).status_code == 403
    assert (
        client.get(f"/admin/accounts/user/{admin_user.pk}/password/").status_code == 403
    )


def test_a_moderator_lets_a_person_enter_the_birth_date_again(
    client: Client, alice: User
) -> None:
    client.force_login(staff(roles.MODERATOR))
    act = {"action": "ask_birth_date_again", "_selected_action": [alice.pk]}
    client.post(page(User, "changelist"), act)
    alice.refresh_from_db()
    assert alice.birth_date is None
