"""What is drawn above a title: many compositions a genre, one of them by chance."""

from collections.abc import Callable
from random import Random

from movies.posters.compositions import (
    landscapes as land,
)
from movies.posters.compositions import (
    patterns as shape,
)
from movies.posters.compositions import (
    people,
    tension,
    wonder,
)
from movies.posters.palettes import Palette

Composition = Callable[[Random, Palette], str]

# Comedy and drama open most films, so they have the most to choose from.
BY_GENRE: dict[str, tuple[Composition, ...]] = {
    "Action": (
        tension.burst, tension.chevrons, tension.speed, tension.target, land.sunrays,
        land.road, tension.flags, land.skyline,
    ),
    "Adventure": (
        wonder.compass, wonder.contours, wonder.paper_plane, land.sailboat, land.mesas,
        land.moonrise, land.dunes, land.road, wonder.globe,
    ),
    "Animation": (
        wonder.playground, shape.rainbow, shape.quarter_tiles, people.balloons,
        wonder.castle, wonder.night_sky, shape.petals, land.sea, shape.mobile,
        wonder.paper_plane, land.sailboat, shape.confetti, land.pines, shape.stones,
    ),
    "Comedy": (
        people.laughing_mask, shape.confetti, people.umbrella, people.balloons,
        shape.rainbow, shape.quarter_tiles, shape.stones, shape.fan, shape.ribbons,
        people.crowd, shape.mobile, wonder.cards, shape.checkers, people.two_circles,
        shape.split_sun, people.turned_away, shape.petals,
    ),
    "Crime": (
        tension.blinds, tension.gunman, tension.maze, people.keyhole, land.skyline,
        tension.streetlamp, tension.target, wonder.cards, people.table_lamp,
    ),
    "Documentary": (wonder.film_frame, wonder.globe, wonder.lens, wonder.contours),
    "Drama": (
        people.portrait, people.window, people.doorway, land.lonely_house, land.rain,
        land.birds, shape.ripples, shape.cut_leaves, shape.columns, shape.split_sun,
        shape.folded_paper, people.turned_away, people.stairs, land.sea, land.snowfall,
        people.table_lamp, land.lighthouse, people.crowd, shape.ribbons, wonder.arches,
    ),
    "Family": (
        wonder.playground, people.balloons, shape.rainbow, land.sailboat, wonder.castle,
        land.lonely_house, shape.petals, land.snowfall,
    ),
    "Fantasy": (
        wonder.castle, wonder.night_sky, land.forest, land.moonrise, shape.petals,
        people.keyhole, tension.bare_tree, land.lighthouse,
    ),
    "History": (wonder.temple, wonder.arches, tension.flags, wonder.film_frame),
    "Horror": (
        people.eye, people.many_eyes, tension.claws, tension.teeth, tension.drips,
        tension.bare_tree, tension.ghost, people.doorway, land.forest, people.keyhole,
    ),
    "Music": (wonder.record, wonder.piano, wonder.equaliser, shape.ribbons),
    "Musical": (
        wonder.spotlights, wonder.piano, wonder.record, shape.fan, land.sea,
        wonder.equaliser, shape.mobile,
    ),
    "Mystery": (
        people.keyhole, land.moonrise, tension.maze, people.doorway, people.eye,
        land.rain, people.stairs,
    ),
    "Noir": (tension.streetlamp, tension.blinds, land.skyline, tension.gunman, land.rain),
    "Romance": (
        people.two_circles, people.couple, people.two_hearts, people.umbrella,
        shape.petals, people.window, shape.cut_leaves, land.birds, land.sea,
        people.turned_away,
    ),
    "Science Fiction": (
        tension.orbit, tension.planet, tension.grid_horizon, tension.rocket,
        tension.circuit, tension.invader, shape.ripples, people.portrait, land.skyline,
    ),
    "Sport": (wonder.stadium, tension.speed, tension.chevrons, tension.burst),
    "Thriller": (
        tension.blinds, tension.target, tension.maze, people.eye, people.stairs,
        land.rain, tension.chevrons, people.keyhole, shape.folded_paper, land.road,
    ),
    "War": (
        tension.flags, tension.barbed_wire, land.sunrays, tension.target, land.birds,
        shape.columns,
    ),
    "Western": (land.mesas, land.sunrays, tension.gunman, land.dunes, land.road),
}  # fmt: skip

EVERY: tuple[Composition, ...] = tuple(
    dict.fromkeys(drawing for choices in BY_GENRE.values() for drawing in choices)
)


def composition_for(genre: str, chance: Random) -> Composition:
    return chance.choice(BY_GENRE.get(genre, EVERY))
