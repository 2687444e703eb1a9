"""People and what they see, hide behind and stand in."""

from random import Random

from movies.posters.palettes import Palette
from movies.posters.shapes import (
    HEIGHT,
    WIDTH,
    bust,
    circle,
    heart,
    path,
    polygon,
    rect,
    ring,
    stroke,
    turned,
)


def two_circles(r: Random, ink: Palette) -> str:
    y, size, drop = r.randint(280, 360), r.randint(150, 195), r.randint(-70, 90)
    gap = r.randint(70, 120)
    return circle(300 - gap, y, size, ink.main) + circle(
        300 + gap, y + drop, size, ink.light, 0.86
    )


def portrait(r: Random, ink: Palette) -> str:
    x, y = r.randint(230, 370), r.randint(300, 350)
    return circle(x, y - 60, r.randint(190, 240), ink.light) + bust(
        x, y, r.randint(150, 190), ink.main
    )


def turned_away(r: Random, ink: Palette) -> str:
    left, right = r.randint(120, 190), r.randint(410, 480)
    split = rect(0, 0, 300, HEIGHT, ink.main)
    return (
        split
        + bust(left, 340, 150, ink.ground)
        + bust(right, r.randint(300, 400), 150, ink.light)
    )


def couple(r: Random, ink: Palette) -> str:
    y, size = r.randint(310, 370), r.randint(130, 160)
    glow = circle(300, y - 60, r.randint(220, 260), ink.light)
    return (
        glow
        + bust(225, y, size, ink.main)
        + bust(390, y + r.randint(-30, 50), size - 10, ink.ground)
    )


def crowd(r: Random, ink: Palette) -> str:
    one = (r.randint(0, 2), r.randint(1, 3))
    rows = []
    for row in range(3):
        for seat in range(5):
            x, y = 60 + seat * 120 + (60 if row % 2 else 0), 200 + row * 130
            chosen = (row, seat) == one
            rows.append(bust(x, y, 58, ink.light if chosen else ink.main))
            rows.append("" if chosen else bust(x, y + 8, 50, ink.ground))
    return "".join(rows)


def eye(r: Random, ink: Palette) -> str:
    y, lift = r.randint(300, 350), r.randint(250, 360)
    x = 300 + r.randint(-40, 40)
    return (
        path(f"M0 {y}Q300 {y - lift} 600 {y}Q300 {y + lift} 0 {y}Z", ink.main)
        + circle(x, y, 126, ink.light)
        + circle(x + r.randint(-15, 15), y, r.randint(40, 66), "#0B0A0C")
    )


def many_eyes(r: Random, ink: Palette) -> str:
    eyes = []
    for _ in range(r.randint(9, 14)):
        x, y, size = r.randint(50, 550), r.randint(50, 500), r.randint(26, 60)
        eyes.append(
            path(
                f"M{x - size} {y}Q{x} {y - size} {x + size} {y}Q{x} {y + size} {x - size} {y}Z",
                ink.light,
            )
        )
        eyes.append(circle(x, y, size * 0.34, ink.main))
    return "".join(eyes)


def doorway(r: Random, ink: Palette) -> str:
    x, top = r.randint(210, 330), r.randint(110, 170)
    light = polygon(
        [(x, 430), (x + 120, 430), (x + r.randint(260, 380), HEIGHT), (x - 60, HEIGHT)],
        ink.light,
    )
    door = rect(x, top, 120, 320, ink.light)
    return (
        rect(0, 0, WIDTH, 430, ink.main)
        + door
        + light
        + bust(x + 60, 300, 34, ink.ground)
    )


def window(r: Random, ink: Palette) -> str:
    x, y, size = 140, r.randint(70, 110), 320
    glass = rect(x, y, size, 410, ink.light)
    person = bust(r.randint(240, 360), 310, 96, ink.main)
    bars = rect(x + 152, y, 16, 410, ink.ground) + rect(
        x, y + 190, size, 16, ink.ground
    )
    frame = f'<rect x="{x - 14}" y="{y - 14}" width="{size + 28}" height="438" fill="none" stroke="{ink.main}" stroke-width="28"/>'
    return glass + person + bars + rect(0, y + 424, WIDTH, HEIGHT, ink.ground) + frame


def stairs(r: Random, ink: Palette) -> str:
    steps, rise = 7, r.randint(52, 66)
    body = "".join(f"v-{rise}h86" for _ in range(steps))
    x = 86 * r.randint(3, 5)
    y = 560 - rise * (x // 86)
    person = bust(x - 40, y - 30, 26, ink.light)
    return (
        circle(470, 130, r.randint(50, 90), ink.light)
        + person
        + path(f"M0 560{body}V900H0Z", ink.main)
    )


def laughing_mask(r: Random, ink: Palette) -> str:
    x, y, size = 300, r.randint(280, 320), r.randint(190, 220)
    face = (
        circle(x, y, size, ink.light)
        + circle(x - size * 0.38, y - size * 0.22, size * 0.14, ink.ground)
        + circle(x + size * 0.38, y - size * 0.22, size * 0.14, ink.ground)
        + path(
            f"M{x - size * 0.6:.0f} {y + size * 0.15:.0f}H{x + size * 0.6:.0f}A{size * 0.6:.0f} {size * 0.6:.0f} 0 0 1 {x - size * 0.6:.0f} {y + size * 0.15:.0f}Z",
            ink.main,
        )
    )
    return turned(r.randint(-18, 18), x, y, face)


def two_hearts(r: Random, ink: Palette) -> str:
    y = r.randint(290, 340)
    return turned(-12, 230, y, heart(235, y, r.randint(150, 190), ink.main)) + turned(
        14, 390, y + 60, heart(390, y + 70, r.randint(90, 130), ink.light)
    )


def umbrella(r: Random, ink: Palette) -> str:
    x, y, size = 300, r.randint(280, 330), r.randint(190, 230)
    scallop = size * 2 / 4
    edge = "".join(f"q{-scallop / 2:.0f} -56 {-scallop:.0f} 0" for _ in range(4))
    dome = path(f"M{x - size} {y}A{size} {size} 0 0 1 {x + size} {y}{edge}Z", ink.light)
    half = path(
        f"M{x} {y - size}A{size} {size} 0 0 1 {x + size} {y}{edge[: len(edge) // 2]}Z",
        ink.main,
    )
    handle = stroke(f"M{x} {y - size - 20}V{y + 190}q0 50 48 50t48 -50", ink.main, 16)
    return turned(r.randint(-16, 16), x, y, handle, dome, half)


def balloons(r: Random, ink: Palette) -> str:
    knot = (300, 560)
    parts = []
    for turn in range(r.randint(4, 6)):
        x, y, size = (
            110 + turn * 90 + r.randint(-15, 15),
            r.randint(110, 300),
            r.randint(56, 88),
        )
        fill = (ink.main, ink.light, ink.text)[turn % 3]
        parts.append(
            stroke(f"M{x} {y + size}Q{x} 450 {knot[0]} {knot[1]}", ink.text, 4)
        )
        parts.append(
            f'<ellipse cx="{x}" cy="{y}" rx="{size}" ry="{int(size * 1.2)}" fill="{fill}"/>'
        )
    return "".join(parts)


def table_lamp(r: Random, ink: Palette) -> str:
    x, y = r.randint(220, 380), r.randint(150, 200)
    cone = polygon(
        [(x - 70, y), (x + 70, y), (x + 250, 480), (x - 250, 480)], ink.light
    )
    shade = polygon(
        [(x - 40, y - 90), (x + 40, y - 90), (x + 92, y + 6), (x - 92, y + 6)], ink.main
    )
    return (
        stroke(f"M{x} 0V{y - 90}", ink.main, 8)
        + cone
        + shade
        + rect(60, 480, 480, 30, ink.main)
    )


def keyhole(r: Random, ink: Palette) -> str:
    x, y = 300, r.randint(220, 270)
    plate = f'<rect x="130" y="40" width="340" height="560" rx="{r.choice((20, 90, 170))}" fill="{ink.main}"/>'
    hole = circle(x, y, 84, ink.light) + polygon(
        [(x - 40, y + 50), (x + 40, y + 50), (x + 84, 520), (x - 84, 520)], ink.light
    )
    return (
        plate + hole + bust(x, y + 90, 44, ink.ground) + ring(x, y, 116, ink.ground, 8)
    )
