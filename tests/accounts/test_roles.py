"""What staff may do."""

import pytest
from django.contrib.auth.models import Group

from cinematch.accounts.models import User
from cinematch.accounts.roles import (
    ANALYST,
    CATALOGUE_EDITOR,
    MODERATOR,
    OPERATOR,
    ROLES,
    apply,
    permissions_named,
)


def permissions_of(role: str, user: User) -> set[str]:
    user.groups.add(Group.objects.get(name=role))
    return user.get_all_permissions()


@pytest.mark.parametrize("role", ROLES)
def test_every_permission_of_the_table_exists(db: None, role: str) -> None:
    found = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in permissions_named(ROLES[role])
    }
    assert found == set(ROLES[role])


@pytest.mark.parametrize("role", ROLES)
def test_role_has_its_permissions_after_migrate(alice: User, role: str) -> None:
    assert permissions_of(role, alice) == set(ROLES[role])


def test_what_was_added_to_a_role_is_taken_back(db: None) -> None:
    analyst = Group.objects.get(name=ANALYST)
    analyst.permissions.add(*permissions_named(["accounts.delete_user"]))
    apply()
    assert not analyst.permissions.filter(codename="delete_user").exists()


def test_editor_hides_films_but_deletes_none(alice: User) -> None:
    allowed = permissions_of(CATALOGUE_EDITOR, alice)
    assert "movies.change_film" in allowed
    assert "movies.delete_film" not in allowed


@pytest.mark.parametrize("role", [CATALOGUE_EDITOR, ANALYST, OPERATOR])
def test_only_moderators_let_people_change_their_age(alice: User, role: str) -> None:
    assert "accounts.reset_birth_date" not in permissions_of(role, alice)
    assert "accounts.reset_birth_date" in ROLES[MODERATOR]


def test_analyst_sees_no_people(alice: User) -> None:
    allowed = permissions_of(ANALYST, alice)
    assert not any(name.startswith("accounts.") for name in allowed)
    assert all(".view_" in name for name in allowed)
