"""The birth date a person declares, and the typing of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cinematch.accounts.models import User

# The oldest person on record reached 122.
OLDEST_YEARS = 125


def birth_date(day: str, month: str, year: str) -> date:
    """Return the date typed in three parts; raises ValidationError."""
    try:
        born = date(int(year), int(month), int(day))
    except (ValueError, OverflowError) as error:
        raise ValidationError(
            _("There is no such date. Please write numbers, such as 31 3 1980."),
            code="no_date",
        ) from error
    today = timezone.localdate()
    if born > today:
        raise ValidationError(_("That date is still to come."), code="future")
    if today.year - born.year > OLDEST_YEARS:
        raise ValidationError(
            _("That is too long ago. Please write the year in full, such as 1980."),
            code="too_old",
        )
    return born


def declare_birth_date(user: User, born: date) -> bool:
    """Store a first declaration; a second one changes nothing and answers False.

    Whoever was refused a film cannot come back older: only staff can let a person
    enter the date again (accounts.reset_birth_date).
    """
    # The date is encrypted, but whether there is one is not.
    declared = User.objects.filter(pk=user.pk, birth_date=None).update(birth_date=born)
    return bool(declared)


def reset_birth_date(user: User) -> None:
    user.birth_date = None
    user.save(update_fields=["birth_date"])
