"""Shapes for their own sake: what drama and comedy are often printed in."""

from random import Random

from movies.posters.palettes import Palette
from movies.posters.shapes import (
    HEIGHT,
    WIDTH,
    around,
    circle,
    path,
    polygon,
    rect,
    ring,
    star,
    stroke,
    turned,
)


def quarter_tiles(r: Random, ink: Palette) -> str:
    size = r.choice((150, 200))
    parts = []
    for x in range(0, WIDTH, size):
        for y in range(0, 600, size):
            fill = r.choice((ink.main, ink.light, ink.text, ink.main))
            cx, cy = r.choice(
                ((x, y), (x + size, y), (x, y + size), (x + size, y + size))
            )
            dx, dy = (size if cx == x else -size), (size if cy == y else -size)
            sweep = int((dx > 0) == (dy > 0))
            parts.append(
                path(f"M{cx} {cy}h{dx}A{size} {size} 0 0 {sweep} {cx} {cy + dy}Z", fill)
            )
    return "".join(parts)


def confetti(r: Random, ink: Palette) -> str:
    parts = []
    for cell in range(24):
        x, y = (
            70 + cell % 4 * 150 + r.randint(-35, 35),
            60 + cell // 4 * 92 + r.randint(-20, 20),
        )
        fill = r.choice((ink.main, ink.light, ink.text))
        size, turn = r.randint(20, 44), r.randint(0, 180)
        kind = r.randrange(4)
        if kind == 0:
            parts.append(circle(x, y, size * 0.8, fill))
        elif kind == 1:
            parts.append(turned(turn, x, y, rect(x - size, y - 9, size * 2, 18, fill)))
        elif kind == 2:
            parts.append(
                turned(
                    turn,
                    x,
                    y,
                    polygon(
                        [(x, y - size), (x + size, y + size), (x - size, y + size)],
                        fill,
                    ),
                )
            )
        else:
            parts.append(ring(x, y, size * 0.7, fill, 10))
    return "".join(parts)


def rainbow(r: Random, ink: Palette) -> str:
    x, y = r.choice((60, 300, 540)), r.randint(470, 540)
    fills = (
        ink.main,
        ink.ground,
        ink.light,
        ink.ground,
        ink.text,
        ink.ground,
        ink.main,
    )
    outer = r.randint(400, 460)
    return "".join(
        circle(x, y, outer - band * 52, fill) for band, fill in enumerate(fills)
    )


def ripples(r: Random, ink: Palette) -> str:
    x, y = r.randint(140, 460), r.randint(180, 400)
    rings = [
        ring(x, y, radius, ink.main, r.choice((6, 10, 16)))
        for radius in range(90, 620, 52)
    ]
    return "".join(rings) + circle(x, y, r.randint(40, 64), ink.light)


def split_sun(r: Random, ink: Palette) -> str:
    y, size, slip = r.randint(290, 340), r.randint(170, 220), r.randint(40, 110)
    half = f"A{size} {size} 0 0 1"
    upper = path(f"M{300 - size} {y}{half} {300 + size} {y}Z", ink.light)
    lower = turned(
        180,
        300 + slip / 2,
        y,
        path(f"M{300 - size} {y}{half} {300 + size} {y}Z", ink.main),
    )
    return turned(r.choice((-20, 0, 20, 90)), 300, y, upper, lower)


def columns(r: Random, ink: Palette) -> str:
    count = r.randint(5, 9)
    width = WIDTH / count
    one = r.randrange(count)
    parts = []
    for column in range(count):
        top = r.randint(70, 430)
        fill = ink.light if column == one else ink.main
        parts.append(rect(column * width + 6, top, width - 12, HEIGHT, fill))
        parts.append(circle((column + 0.5) * width, top, width / 2 - 6, fill))
    return "".join(parts)


def cut_leaves(r: Random, ink: Palette) -> str:
    x, lean = r.randint(240, 360), r.randint(-80, 80)
    parts = [stroke(f"M{x} 900Q{x + lean} 400 {x + lean} 60", ink.main, 12)]
    for leaf in range(7):
        y, side = 110 + leaf * 76, 1 if leaf % 2 else -1
        length = r.randint(130, 210)
        fill = ink.light if leaf % 3 == 0 else ink.main
        stem = x + lean
        parts.append(
            path(
                f"M{stem} {y + 50}Q{stem + side * length // 3} {y - 70} {stem + side * length} {y - 40}Q{stem + side * length * 2 // 3} {y + 70} {stem} {y + 50}Z",
                fill,
            )
        )
    return "".join(parts)


def stones(r: Random, ink: Palette) -> str:
    parts, y = [], 560
    for stone in range(r.randint(4, 6)):
        width, height = r.randint(110, 230) - stone * 14, r.randint(44, 66)
        y -= height
        fill = (ink.main, ink.light, ink.text)[stone % 3]
        parts.append(
            f'<ellipse cx="{300 + r.randint(-30, 30)}" cy="{y}" rx="{width}" ry="{height}" fill="{fill}"/>'
        )
        y -= height - 8
    return "".join(parts)


def folded_paper(r: Random, ink: Palette) -> str:
    x, y = r.randint(180, 420), r.randint(180, 420)
    corners = [(0, 0), (WIDTH, 0), (WIDTH, 620), (0, 620)]
    fills = [ink.main, ink.light, ink.main, ink.ground]
    r.shuffle(fills)
    return "".join(
        polygon([(x, y), corners[side], corners[(side + 1) % 4]], fill)
        for side, fill in enumerate(fills)
    ) + circle(x, y, r.randint(28, 60), ink.text)


def checkers(r: Random, ink: Palette) -> str:
    size = r.choice((75, 100))
    squares = [
        rect(x, y, size, size, ink.main)
        for row, y in enumerate(range(0, 600, size))
        for column, x in enumerate(range(0, WIDTH, size))
        if (row + column) % 2
    ]
    return "".join(squares) + circle(
        r.randint(220, 380), r.randint(220, 360), r.randint(110, 150), ink.light
    )


def ribbons(r: Random, ink: Palette) -> str:
    width, bend = r.randint(34, 54), r.randint(140, 320)
    x = r.randint(-40, 120)
    return "".join(
        stroke(
            f"M{x + lane * width * 1.5:.0f} -40C{x + bend + lane * width * 1.5:.0f} 200 {x - bend + 260 + lane * width * 1.5:.0f} 420 {x + 220 + lane * width * 1.5:.0f} 700",
            fill,
            width,
        )
        for lane, fill in enumerate((ink.main, ink.light, ink.main, ink.text))
    )


def mobile(r: Random, ink: Palette) -> str:
    parts = []
    for hanger in range(5):
        x, length = 80 + hanger * 110 + r.randint(-20, 20), r.randint(120, 420)
        fill = (ink.light, ink.main, ink.text)[hanger % 3]
        parts.append(stroke(f"M{x} 0V{length}", ink.main, 4))
        size = r.randint(38, 72)
        parts.append(
            circle(x, length + size, size, fill)
            if r.random() < 0.6
            else star(x, length + size, size, size * 0.45, 5, fill)
        )
    return "".join(parts)


def fan(r: Random, ink: Palette) -> str:
    x, y, blades = 300, r.randint(470, 520), r.randint(7, 11)
    parts = []
    for blade in range(blades):
        turn = 0.5 + blade / (2 * blades)
        fill = (ink.main, ink.light, ink.main, ink.text)[blade % 4]
        parts.append(
            polygon(
                [
                    (x, y),
                    around(x, y, 400, turn),
                    around(x, y, 400, turn + 0.42 / blades),
                ],
                fill,
            )
        )
    return "".join(parts) + circle(x, y, 60, ink.ground) + ring(x, y, 60, ink.light, 10)


def petals(r: Random, ink: Palette) -> str:
    x, y, count = 300, r.randint(280, 330), r.choice((6, 8, 10))
    size = r.randint(200, 240)
    leaf = f"M{x} {y}C{x - 90} {y - size // 2} {x - 40} {y - size} {x} {y - size}C{x + 40} {y - size} {x + 90} {y - size // 2} {x} {y}Z"
    return "".join(
        turned(
            360 * petal / count, x, y, path(leaf, ink.light if petal % 2 else ink.main)
        )
        for petal in range(count)
    ) + circle(x, y, 54, ink.text)
