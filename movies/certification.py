"""Age certifications of several systems and the minimum age each one means.

Ages as the boards publish them: MPA (US), BBFC (UK), FSK (Germany). MPA's "PG" and
BBFC's "PG" name no age; 8 is the BBFC's own description of a PG film's audience.
"""

from collections.abc import Iterable

UNCERTIFIED_AGE = 18

MINIMUM_AGES: dict[str, dict[str, int]] = {
    "MPA": {"G": 0, "PG": 8, "PG-13": 13, "R": 17, "NC-17": 18},
    "BBFC": {"U": 0, "PG": 8, "12A": 12, "12": 12, "15": 15, "18": 18, "R18": 18},
    "FSK": {"0": 0, "6": 6, "12": 12, "16": 16, "18": 18},
}


def minimum_age(system: str, label: str) -> int:
    """Return the age a label means; a label or system we do not know means adult."""
    return MINIMUM_AGES.get(system, {}).get(label, UNCERTIFIED_AGE)


def strictest(certifications: Iterable[tuple[str, str]]) -> int:
    """Return the highest minimum age of (system, label) pairs; none at all is adult."""
    return max(
        (minimum_age(system, label) for system, label in certifications),
        default=UNCERTIFIED_AGE,
    )
