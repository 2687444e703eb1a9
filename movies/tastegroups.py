"""The groups of the taste picker: kinds of film a person can name without rating any.

Each is a handful of well-known films, by IMDb id, the most telling first. Every group
has films for all ages: a page shows the first four its viewer may see (SHOWN).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from movies.models import ExternalId

SHOWN = 4


@dataclass(frozen=True, slots=True)
class TasteGroup:
    key: str
    name: Promise
    imdb_ids: tuple[str, ...]


def _group(key: str, name: Promise, imdb_numbers: str) -> TasteGroup:
    return TasteGroup(
        key, name, tuple(f"tt{number}" for number in imdb_numbers.split())
    )


GROUPS = {
    group.key: group
    for group in (
        _group(
            "cold-clever-quiet",
            _("Cold, clever, quiet"),
            "0083658 2543164 0470752 1798709 0119177 0062622 0079944 0120382 0118884"
            " 0071360 0017136 0043456 0049223 0046672 0910970",
        ),
        _group(
            "warm-witty-kind",
            _("Warm, witty, kind"),
            "0211915 0107048 0449059 1675434 0094737 4468740 0105417 0106611 0038650"
            " 0053604 0319343 0027977 0058331 0382932 0059742",
        ),
        _group(
            "loud-fast-fearless",
            _("Loud, fast, fearless"),
            "1392190 0095016 0468569 2911666 0103064 0082971 0076759 0058150 0317705"
            " 9362722 0078346 0441773 0120363 0120623 0110357",
        ),
        _group(
            "dark-twisted-tense",
            _("Dark, twisted, tense"),
            "0114369 0102926 2267998 1130884 0054215 0047396 0052357 0022100 0046911"
            " 0041959 0044079 0032976 0038355 0026029",
        ),
        _group(
            "big-old-golden",
            _("Big, old, golden"),
            "0034583 0053291 0056172 0043014 0033467 0050083 0031381 0053125 0045152"
            " 0046250 0042192 0021749 0032904",
        ),
        _group(
            "tender-aching-romantic",
            _("Tender, aching, romantic"),
            "0112471 0338013 0335266 8613070 13238346 0118694 0414387 5311514 0037558"
            " 3281548 0114388 0108160 0058450 0048280 0101414 0025316",
        ),
        _group(
            "strange-handmade-magical",
            _("Strange, handmade, magical"),
            "0245429 0457430 0119698 0096283 0347149 0327597 0432283 0107688 1865505"
            " 4302938 0312004 0097814 0876563",
        ),
        _group(
            "bloody-spooky-late",
            _("Bloody, spooky, late"),
            "0081505 0078748 5052448 7784604 0084787 0070047 0021884 0094721 0013442"
            " 0047034 0072431 0024216 0049366 0010323",
        ),
    )
}


def films_of_groups(keys: Collection[str]) -> dict[str, list[int]]:
    """Return the film ids of these groups, in their order (one query, or none)."""
    groups = [GROUPS[key] for key in keys if key in GROUPS]
    wanted = [imdb_id for group in groups for imdb_id in group.imdb_ids]
    found = dict(
        ExternalId.objects.filter(
            source=ExternalId.Source.IMDB, value__in=wanted
        ).values_list("value", "film_id")
        if wanted
        else ()
    )
    return {
        group.key: [found[imdb] for imdb in group.imdb_ids if imdb in found]
        for group in groups
    }
