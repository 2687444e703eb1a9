"""Moods people ask for, and the genres and keywords by which films have them.

Told apart by sense, not by word: a person says "scary", an editor "slasher".
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Mood:
    """`said` are the folded words that ask for it; the rest is how films show it.

    `meaning` is what the vectors are asked for. `avoid_genres` are left out when it is
    not wanted: "nothing scary" spares every thriller that is not horror.
    """

    label: str | Promise
    said: tuple[str, ...]
    meaning: str
    genres: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    avoid_genres: tuple[str, ...] = ()


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


MOODS: dict[str, Mood] = {
    "funny": Mood(
        _("funny"),
        said=_list(
            "funny, funnier, hilarious, laugh, laughs, humorous, humour, humor, "
            "comic, comedic, witty, silly, goofy"
        ),
        meaning="funny comedy, witty",
        genres=("comedy",),
        keywords=_list(
            "witty, slapstick, deadpan, farce, satire, parody, spoof, absurd "
            "humour, black comedy, dark comedy, quirky"
        ),
        avoid_genres=("comedy",),
    ),
    "scary": Mood(
        _("scary"),
        said=_list(
            "scary, scarier, scare, scares, frightening, terrifying, creepy, "
            "spooky, horrifying, horrific, frights, jump scares"
        ),
        meaning="scary horror, terrifying",
        genres=("horror",),
        keywords=_list(
            "slasher, gore, haunted house, zombies, vampires, demons, jump "
            "scare, possession, body horror, scary, creepy, nightmare, ghosts"
        ),
        avoid_genres=("horror",),
    ),
    "sad": Mood(
        _("sad"),
        said=_list(
            "sad, sadder, depressing, tragic, heartbreaking, tearjerker, weepy, "
            "tear jerker, cry, crying, sadness, tears"
        ),
        meaning="sad, heartbreaking, melancholy",
        keywords=_list(
            "tearjerker, melancholy, bleak, grief, tragedy, heartbreaking, sad, "
            "loss, death of a child, terminal illness, depression"
        ),
    ),
    "feel-good": Mood(
        _("feel-good"),
        said=_list(
            "feel good, feelgood, uplifting, heartwarming, heart warming, "
            "cheerful, cheering, happy, happier, joyful, warm, warmer, "
            "wholesome, comforting, cheer me up"
        ),
        meaning="feel-good, uplifting, warm",
        keywords=_list(
            "feel-good, uplifting, heartwarming, kindness, gentle, cosy, "
            "hopeful, warm, joyful"
        ),
    ),
    "cosy": Mood(
        _("cosy"),
        said=_list(
            "cosy, cozy, cosier, gentle, gentler, calm, soothing, quiet, "
            "quieter, relaxing"
        ),
        meaning="cosy, gentle and calm",
        keywords=_list("cosy, gentle, feel-good, nature, food, friendship"),
    ),
    "slow": Mood(
        _("slow"),
        said=_list(
            "slow, slower, slow burn, slow paced, slow burning, meditative, "
            "contemplative, unhurried"
        ),
        meaning="slow burn, meditative",
        keywords=_list(
            "slow burn, meditative, contemplative, gentle, minimalist, melancholy"
        ),
    ),
    "tense": Mood(
        _("tense"),
        said=_list(
            "tense, suspenseful, suspense, gripping, nail biting, edge of my "
            "seat, thrilling, exciting"
        ),
        meaning="tense, suspenseful",
        genres=("thriller",),
        keywords=_list("tense, suspense, paranoia, cat and mouse, chase, siege"),
    ),
    "dark": Mood(
        _("dark"),
        said=_list("dark, darker, bleak, grim, gritty, disturbing"),
        meaning="dark, bleak and gritty",
        keywords=_list(
            "bleak, gritty, dark, disturbing, violent, corruption, nihilism"
        ),
    ),
    "violent": Mood(
        _("violent"),
        said=_list("violent, violence, gory, gore, bloody, blood, brutal, brutality"),
        meaning="violent, brutal",
        keywords=_list(
            "violent, violence, gore, torture, massacre, slasher, serial "
            "killer, hitman, shootout, mass murder, brutal, murder"
        ),
        avoid_genres=_list("horror, war"),
    ),
    "romantic": Mood(
        _("romantic"),
        said=_list("romantic, love story, date night, falling in love"),
        meaning="a romantic love story",
        genres=("romance",),
        keywords=_list("forbidden love, first love, love triangle, love story"),
        avoid_genres=("romance",),
    ),
    "snowy": Mood(
        _("snowy"),
        said=_list("snowy, snow, wintry, winter, frozen, icy, blizzard"),
        meaning="snow, winter, ice and cold",
        keywords=_list(
            "snow, winter, blizzard, antarctica, arctic, ice, alaska, "
            "isolation, christmas"
        ),
    ),
    "mind-bending": Mood(
        _("mind-bending"),
        said=_list(
            "mind bending, mindbending, trippy, mindfuck, brainy, confusing, "
            "surreal, dreamlike, weird, strange"
        ),
        meaning="mind-bending, surreal and dreamlike",
        keywords=_list(
            "mind-bending, surreal, dreamlike, time loop, unreliable narrator, "
            "twist ending, dreams, memory, alternate reality"
        ),
    ),
    "epic": Mood(
        _("epic"),
        said=_list("epic, grand, sweeping, spectacular"),
        meaning="epic, sweeping",
        keywords=_list("epic, quest, battle, empire, rise and fall"),
    ),
    "quirky": Mood(
        _("quirky"),
        said=_list("quirky, whimsical, offbeat, eccentric, oddball"),
        meaning="quirky, whimsical",
        keywords=_list(
            "quirky, whimsical, deadpan, stylised, eccentric, absurd humour"
        ),
    ),
}
