"""The colours posters are printed in."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Palette:
    """Ground, two printing colours, and the lettering (7:1 or more on the ground)."""

    ground: str
    main: str
    light: str
    text: str


EMBER = Palette("#14121A", "#C7402F", "#F0A63A", "#F7EFE2")
LAGOON = Palette("#0F1F24", "#2E7F86", "#E8C468", "#F3F1E4")
ROSE = Palette("#231318", "#A3324B", "#E98F6A", "#FBEDE4")
MIDNIGHT = Palette("#151B2E", "#3E5FB0", "#F0B24B", "#EEF1FA")
TOBACCO = Palette("#1B1610", "#9A6A2F", "#E7C98B", "#FAF3E3")
FOREST = Palette("#10201A", "#2F8F63", "#D7DF7A", "#EFF6EC")
VIOLET = Palette("#1D1428", "#7B4FB3", "#F29AB2", "#F6EFFB")
HARBOUR = Palette("#0E1A22", "#3B9BC4", "#F4F0DC", "#F4F8FA")
DESERT = Palette("#221410", "#D3652D", "#F5D9A6", "#FCF1E6")
SILVER = Palette("#171717", "#6F6F6F", "#E4E0D6", "#F6F4EF")
BLOOD = Palette("#26110F", "#E2483A", "#F6C9B8", "#FFF1EC")
STEEL = Palette("#12161B", "#55708C", "#F2C14E", "#F1F4F7")
ABSINTHE = Palette("#0D1512", "#5E8C3A", "#D8F06A", "#F1F7E6")
NEON = Palette("#150F26", "#E0358B", "#4FD0E0", "#F4F0FF")
OLIVE = Palette("#191A12", "#6B7042", "#D9B65D", "#F3F1E2")
# Paper grounds: dark lettering on a light sheet.
CREAM = Palette("#F3E9D2", "#C8452F", "#2F5D62", "#1C1712")
MUSTARD = Palette("#EDBB45", "#B5381F", "#1E3A4C", "#1A1208")
MINT = Palette("#BFDCCB", "#E2603F", "#1F4A46", "#10201D")
BLUSH = Palette("#F4C6BC", "#C62F4B", "#4B2A5A", "#26101C")
SKY = Palette("#B5D6E6", "#E8A417", "#23487A", "#0E1C2C")
BONE = Palette("#E6E1D6", "#3A3A3A", "#B8402C", "#151515")
CORAL = Palette("#F08A63", "#FBE3C2", "#5A1E2B", "#200B0D")
LILAC = Palette("#CDBFE6", "#5B3E96", "#F2B33D", "#1A1130")

DARK = (EMBER, LAGOON, ROSE, MIDNIGHT, TOBACCO, FOREST, VIOLET, HARBOUR, DESERT, STEEL)
PAPER = (CREAM, MUSTARD, MINT, BLUSH, SKY, BONE, CORAL, LILAC)
ALL = (*DARK, SILVER, BLOOD, ABSINTHE, NEON, OLIVE, *PAPER)

BY_GENRE: dict[str, tuple[Palette, ...]] = {
    "Action": (EMBER, STEEL, BLOOD, MUSTARD, MIDNIGHT, DESERT, BONE),
    "Adventure": (DESERT, LAGOON, FOREST, MUSTARD, SKY, TOBACCO, CREAM, MINT),
    "Animation": (*PAPER, LAGOON, VIOLET, HARBOUR, FOREST, NEON, EMBER),
    "Comedy": (*PAPER, EMBER, MIDNIGHT, LAGOON, ROSE, VIOLET),
    "Crime": (SILVER, BLOOD, STEEL, EMBER, BONE, TOBACCO, MIDNIGHT),
    "Drama": (*DARK, SILVER, OLIVE, CREAM, BONE, MINT, SKY, BLUSH),
    "Family": (*PAPER, LAGOON, HARBOUR),
    "Fantasy": (VIOLET, FOREST, MIDNIGHT, LAGOON, LILAC, ABSINTHE, MINT),
    "Horror": (BLOOD, ABSINTHE, SILVER, EMBER, VIOLET, BONE, ROSE),
    "Noir": (SILVER, STEEL, BONE, TOBACCO),
    "Romance": (ROSE, BLUSH, VIOLET, CORAL, CREAM, MIDNIGHT, LILAC, SKY),
    "Science Fiction": (MIDNIGHT, HARBOUR, NEON, STEEL, LAGOON, ABSINTHE, BONE, SKY),
    "Thriller": (STEEL, SILVER, BLOOD, MIDNIGHT, ABSINTHE, BONE, EMBER),
    "War": (OLIVE, TOBACCO, STEEL, BLOOD, BONE, SILVER),
    "Western": (DESERT, TOBACCO, EMBER, MUSTARD, CORAL, CREAM),
}


def palette_for(genre: str, chance: Random) -> Palette:
    return chance.choice(BY_GENRE.get(genre, ALL))
