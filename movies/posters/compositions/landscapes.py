"""Outdoors: skies, seas, roads, towns."""

from random import Random

from movies.posters.palettes import Palette
from movies.posters.shapes import (
    HEIGHT,
    WIDTH,
    around,
    circle,
    hills,
    path,
    peaks,
    polygon,
    rect,
    stroke,
)


def moonrise(r: Random, ink: Palette) -> str:
    x, y = r.randint(170, 430), r.randint(220, 330)
    far = [(0, y + 150), (150, y + r.randint(20, 90)), (320, y + 170), (600, y + 60)]
    near = [
        (0, y + 240),
        (r.randint(200, 420), y + r.randint(120, 170)),
        (600, y + 270),
    ]
    return (
        circle(x, y, r.randint(120, 190), ink.light)
        + peaks(far, ink.main)
        + peaks(near, ink.ground)
    )


def dunes(r: Random, ink: Palette) -> str:
    y = r.randint(260, 330)
    sky = circle(
        r.randint(120, 480), y - r.randint(40, 110), r.randint(60, 120), ink.light
    )
    layers = [
        path(
            f"M0 {y + step}C{r.randint(120, 260)} {y + step - r.randint(60, 130)} "
            f"{r.randint(320, 460)} {y + step + r.randint(40, 100)} 600 {y + step - 20}V900H0Z",
            ink.main,
            opacity,
        )
        for step, opacity in ((0, 0.45), (90, 0.7), (180, 1))
    ]
    return sky + "".join(layers)


def sunrays(r: Random, ink: Palette) -> str:
    x, y, rays = r.choice((120, 300, 480)), r.randint(330, 420), 2 * r.randint(8, 13)
    fan = [
        polygon(
            [
                (x, y),
                around(x, y, 1100, ray / rays),
                around(x, y, 1100, (ray + 0.5) / rays),
            ],
            ink.main,
        )
        for ray in range(rays)
    ]
    return "".join(fan) + circle(x, y, r.randint(95, 165), ink.light)


def skyline(r: Random, ink: Palette) -> str:
    parts = [
        circle(r.randint(120, 480), r.randint(150, 220), r.randint(60, 110), ink.light)
    ]
    left = 0
    while left < WIDTH:
        width, top = r.randint(56, 112), r.randint(190, 400)
        parts.append(rect(left, top, width, HEIGHT - top, ink.main))
        parts += [
            rect(left + 13 + column * 22, top + 20 + row * 36, 10, 18, ink.light)
            for column in range((width - 20) // 22)
            for row in range(7)
            if r.random() < 0.3
        ]
        left += width + r.choice((0, 6, 12))
    return "".join(parts)


def sea(r: Random, ink: Palette) -> str:
    y, swell = r.randint(330, 400), r.randint(24, 48)
    bands = [
        path(
            f"M{-shift} {y + step}q80 -{swell} 160 0t160 0 160 0 160 0 160 0V900H-160Z",
            ink.main,
            opacity,
        )
        for step, shift, opacity in ((0, 20, 0.45), (75, 100, 0.7), (150, 40, 1))
    ]
    return circle(r.randint(180, 420), y - 90, r.randint(90, 150), ink.light) + "".join(
        bands
    )


def sailboat(r: Random, ink: Palette) -> str:
    x, y = r.randint(200, 380), r.randint(380, 430)
    sail = polygon(
        [(x, y - 250), (x, y - 30), (x - r.randint(100, 150), y - 30)], ink.light
    )
    jib = polygon(
        [(x + 14, y - 200), (x + 14, y - 30), (x + r.randint(70, 120), y - 30)],
        ink.main,
    )
    hull = path(f"M{x - 130} {y - 10}H{x + 130}L{x + 80} {y + 45}H{x - 80}Z", ink.light)
    return sail + jib + hull + hills(y + 40, (30, 30, 30, 30), ink.main)


def road(r: Random, ink: Palette) -> str:
    x, y = r.randint(200, 400), r.randint(280, 360)
    sun = circle(x, y - 20, r.randint(80, 150), ink.light)
    land = rect(0, y, WIDTH, HEIGHT - y, ink.main)
    way = polygon([(x - 8, y), (x + 8, y), (520, HEIGHT), (80, HEIGHT)], ink.ground)
    dashes = [
        polygon(
            [
                (x - w, y + d),
                (x + w, y + d),
                (x + w * 1.5, y + d * 1.45),
                (x - w * 1.5, y + d * 1.45),
            ],
            ink.light,
        )
        for w, d in ((2, 30), (4, 70), (8, 140), (13, 250))
    ]
    return sun + land + way + "".join(dashes)


def forest(r: Random, ink: Palette) -> str:
    parts = [
        circle(r.randint(150, 450), r.randint(170, 300), r.randint(90, 150), ink.light)
    ]
    for x in range(-10, WIDTH, r.randint(58, 84)):
        width = r.randint(14, 38)
        parts.append(rect(x + r.randint(0, 30), 0, width, HEIGHT, ink.main))
    return "".join(parts) + hills(470, (r.randint(20, 70), r.randint(30, 90)), ink.main)


def pines(r: Random, ink: Palette) -> str:
    parts = [
        circle(r.randint(140, 460), r.randint(130, 220), r.randint(60, 110), ink.light)
    ]
    for _ in range(r.randint(6, 9)):
        x, y, size = r.randint(0, WIDTH), r.randint(430, 520), r.randint(120, 260)
        tiers = [(x, y - size), (x + size * 0.3, y), (x - size * 0.3, y)]
        parts.append(polygon(tiers, ink.main))
    return "".join(parts) + hills(500, (40, r.randint(30, 80)), ink.main)


def lonely_house(r: Random, ink: Palette) -> str:
    x, y = r.randint(180, 400), r.randint(330, 380)
    sky = circle(r.randint(90, 510), r.randint(110, 180), r.randint(40, 80), ink.light)
    hill = hills(y + 150, (2 * r.randint(120, 170),), ink.main)
    walls = rect(x - 55, y - 20, 110, 130, ink.text)
    roof = polygon([(x - 75, y - 20), (x, y - 105), (x + 75, y - 20)], ink.light)
    return sky + hill + walls + roof + rect(x - 14, y + 14, 28, 40, ink.ground)


def rain(r: Random, ink: Palette) -> str:
    lean = r.choice((-60, 60))
    drops = []
    for _ in range(46):
        x, y, length = r.randint(-40, 640), r.randint(-60, 520), r.randint(30, 110)
        drops.append(f"M{x} {y}l{lean * length // 200} {length}")
    puddle = f'<ellipse cx="{r.randint(200, 400)}" cy="470" rx="210" ry="46" fill="{ink.light}"/>'
    return puddle + stroke("".join(drops), ink.main, 7)


def mesas(r: Random, ink: Palette) -> str:
    y = r.randint(360, 420)
    sun = circle(
        r.randint(150, 450), y - r.randint(90, 160), r.randint(80, 140), ink.light
    )
    buttes = []
    for left in (r.randint(-60, 40), r.randint(330, 430)):
        top, width = y - r.randint(110, 230), r.randint(130, 230)
        buttes.append(
            path(
                f"M{left - 50} {y}L{left} {top + 40}V{top}H{left + width}V{top + 40}L{left + width + 60} {y}Z",
                ink.main,
            )
        )
    return sun + "".join(buttes) + rect(0, y, WIDTH, HEIGHT - y, ink.main)


def lighthouse(r: Random, ink: Palette) -> str:
    x, y = r.randint(160, 420), r.randint(150, 210)
    way = 1 if x < WIDTH / 2 else -1
    beam = polygon(
        [(x, y), (x + way * 700, y - 110), (x + way * 700, y + r.randint(90, 170))],
        ink.light,
    )
    tower = polygon([(x - 30, y), (x + 30, y), (x + 58, 640), (x - 58, 640)], ink.main)
    lamp = rect(x - 36, y - 30, 72, 46, ink.text) + polygon(
        [(x - 42, y - 30), (x, y - 74), (x + 42, y - 30)], ink.main
    )
    return beam + tower + lamp + hills(520, (60, 110), ink.main)


def birds(r: Random, ink: Palette) -> str:
    sun = circle(
        r.randint(180, 420), r.randint(280, 350), r.randint(140, 210), ink.main
    )
    flock = []
    for _ in range(r.randint(5, 11)):
        x, y, span = r.randint(80, 500), r.randint(80, 420), r.randint(18, 46)
        flock.append(
            f"M{x - span} {y - span // 2}Q{x - span // 3} {y - span // 2} {x} {y}Q{x + span // 3} {y - span // 2} {x + span} {y - span // 2}"
        )
    return sun + stroke("".join(flock), ink.light, 9)


def snowfall(r: Random, ink: Palette) -> str:
    flakes = [
        circle(
            r.randint(0, WIDTH), r.randint(0, 560), r.choice((5, 7, 10, 14)), ink.text
        )
        for _ in range(38)
    ]
    far = hills(400, (r.randint(120, 220), r.randint(60, 140)), ink.main)
    return (
        far
        + hills(500, (r.randint(60, 120), r.randint(90, 160)), ink.light)
        + "".join(flakes)
    )
