"""What staff may do: four roles, each a group with the least it needs.

Groups hold exactly these permissions after every migrate. Who needs more gets a group
of their own beside the role, in the admin.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CATALOGUE_EDITOR = "catalogue editor"
MODERATOR = "moderator"
OPERATOR = "operator"
ANALYST = "analyst"


def _allow(app: str, actions: str, models: str) -> list[str]:
    return [
        f"{app}.{action}_{model}"
        for model in models.split()
        for action in actions.split()
    ]


# A film is hidden, not deleted: with it would go what people said about it.
ROLES: dict[str, list[str]] = {
    CATALOGUE_EDITOR: [
        *_allow("movies", "view add change", "film person genre"),
        *_allow(
            "movies",
            "view add change delete",
            "credit filmgenre keyword externalid certification",
        ),
        *_allow("chat", "view add change delete", "persona"),
    ],
    MODERATOR: [
        *_allow("movies", "view", "film rating mark"),
        *_allow("chat", "view", "conversation message"),
        "accounts.view_user",
        "accounts.reset_birth_date",
    ],
    OPERATOR: [
        *_allow(
            "django_celery_beat",
            "view add change delete",
            "periodictask crontabschedule intervalschedule",
        ),
        *_allow("accounts", "view", "user dataexport deletionledger"),
        *_allow("providers", "view add change delete", "service price"),
        *_allow("providers", "view change", "cap privacy"),
        "providers.view_call",
    ],
    ANALYST: [
        *_allow(
            "movies",
            "view",
            "film person credit genre filmgenre keyword certification externalid"
            " rating mark",
        ),
        *_allow("providers", "view", "service price cap privacy call"),
    ],
}


def apply(**_: object) -> None:
    """Give every role's group its permissions; those of apps to come join later."""
    for role, names in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set(permissions_named(names))


def permissions_named(names: Iterable[str]) -> list[Permission]:
    wanted = Q()
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
