"""Crime, fear, machines and war."""

from random import Random

from movies.posters.palettes import Palette
from movies.posters.shapes import (
    HEIGHT,
    WIDTH,
    around,
    bust,
    circle,
    hills,
    path,
    polygon,
    rect,
    ring,
    star,
    stroke,
    turned,
)


def blinds(r: Random, ink: Palette) -> str:
    height, tilt = r.randint(34, 54), r.randint(40, 110)
    slats = [
        path(f"M0 {y}L600 {y - tilt}v{height // 2}L0 {y + height // 2}Z", ink.main)
        for y in range(60, 1000, height * 2 - 16)
    ]
    return bust(r.randint(220, 420), 330, r.randint(140, 180), ink.light) + "".join(
        slats
    )


def target(r: Random, ink: Palette) -> str:
    x, y, size = r.randint(220, 380), r.randint(260, 340), r.randint(210, 280)
    fills = (ink.main, ink.ground, ink.main, ink.ground, ink.light)
    rings = [
        circle(x, y, size * (1 - band * 0.21), fill) for band, fill in enumerate(fills)
    ]
    return "".join(rings) + stroke(
        f"M{x} {y - size - 60}V{y + size + 60}M{x - size - 60} {y}H{x + size + 60}",
        ink.text,
        5,
    )


def maze(r: Random, ink: Palette) -> str:
    x, y = 300, 310
    parts = []
    for radius in range(70, 300, 46):
        turn = r.random()
        (x1, y1), (x2, y2) = (
            around(x, y, radius, turn),
            around(x, y, radius, turn + 0.88),
        )
        parts.append(
            stroke(
                f"M{x1:.0f} {y1:.0f}A{radius} {radius} 0 1 1 {x2:.0f} {y2:.0f}",
                ink.main,
                14,
            )
        )
    return "".join(parts) + circle(x, y, 30, ink.light)


def claws(r: Random, ink: Palette) -> str:
    lean, x = r.choice((-120, 120)), r.randint(90, 150)
    glow = circle(300, 300, r.randint(200, 250), ink.main)
    cuts = [
        path(
            f"M{x + cut * 120 - lean} {r.randint(20, 70)}Q{x + cut * 120 + 40} 300 {x + cut * 120 + lean} {r.randint(540, 620)}Q{x + cut * 120 - 20} 300 {x + cut * 120 - lean} 40Z",
            ink.light,
        )
        for cut in range(4)
    ]
    return glow + "".join(cuts)


def teeth(r: Random, ink: Palette) -> str:
    width = r.choice((75, 100, 120))
    upper = "".join(
        f"L{x + width // 2} {r.randint(190, 260)}L{x + width} 60"
        for x in range(0, WIDTH, width)
    )
    lower = "".join(
        f"L{x + width // 2} {r.randint(340, 400)}L{x + width} 540"
        for x in range(0, WIDTH, width)
    )
    mouth = path(f"M0 0H600V60H0Z M0 60{upper}V0H0Z", ink.light) + path(
        f"M0 540{lower}V900H0Z", ink.light
    )
    return rect(0, 0, WIDTH, HEIGHT, ink.main) + mouth


def drips(r: Random, ink: Palette) -> str:
    edge, x = "M0 0V120", 0
    while x < WIDTH:
        width, length = r.randint(34, 70), r.randint(40, 330)
        edge += f"V{140 + length}a{width / 2:.0f} {width / 2:.0f} 0 0 0 {width} 0V140h{width // 2}"
        x += width + width // 2
    return circle(r.randint(200, 400), 400, r.randint(90, 140), ink.light) + path(
        f"{edge}V0Z", ink.main
    )


def bare_tree(r: Random, ink: Palette) -> str:
    def branch(x: float, y: float, length: float, turn: float, depth: int) -> str:
        x2, y2 = around(x, y, length, turn)
        line = stroke(f"M{x:.0f} {y:.0f}L{x2:.0f} {y2:.0f}", ink.main, 3 + depth * 5)
        if depth == 0:
            return line
        forks = [
            branch(
                x2,
                y2,
                length * r.uniform(0.6, 0.82),
                turn + side * r.uniform(0.05, 0.11),
                depth - 1,
            )
            for side in (-1, 1)
        ]
        return line + "".join(forks)

    moon = circle(
        r.randint(180, 420), r.randint(160, 260), r.randint(110, 170), ink.light
    )
    return moon + branch(r.randint(240, 360), 600, 170, -0.25, 4)


def ghost(r: Random, ink: Palette) -> str:
    x, size, foot = 300, r.randint(130, 170), 540
    hem = "".join(
        f"q{-size / 6:.0f} {44 if fold % 2 else -44} {-size / 3:.0f} 0"
        for fold in range(6)
    )
    sheet = path(
        f"M{x - size} 300A{size} {size} 0 0 1 {x + size} 300V{foot}{hem}Z", ink.light
    )
    eyes = circle(x - 50, 300, 24, ink.ground) + circle(x + 50, 300, 24, ink.ground)
    return circle(x + r.randint(-80, 80), 290, 250, ink.main) + turned(
        r.randint(-8, 8), x, 300, sheet, eyes
    )


def burst(r: Random, ink: Palette) -> str:
    x, y, points = r.randint(240, 360), r.randint(270, 340), r.randint(11, 17)
    return (
        star(x, y, 420, 210, points, ink.main)
        + star(x, y, 240, 120, points, ink.light)
        + circle(x, y, 60, ink.ground)
    )


def chevrons(r: Random, ink: Palette) -> str:
    count, lean = r.randint(4, 6), r.randint(90, 160)
    arrows = [
        path(
            f"M{-200 + arrow * 130} 0h70l{lean} 300 -{lean} 300h-70l{lean} -300Z",
            ink.light if arrow == count - 1 else ink.main,
        )
        for arrow in range(count + 1)
    ]
    return turned(r.choice((-25, 0, -90)), 300, 300, *arrows)


def speed(r: Random, ink: Palette) -> str:
    y, x = r.randint(240, 350), r.randint(330, 430)
    lines = [
        rect(-20, y + offset, x - r.randint(0, 160), r.choice((8, 14, 22)), ink.main)
        for offset in range(-150, 160, 44)
    ]
    return turned(-12, 300, y, *lines, circle(x, y, r.randint(110, 150), ink.light))


def flags(r: Random, ink: Palette) -> str:
    stripes = [rect(0, y, WIDTH, 46, ink.main) for y in range(40, 560, 92)]
    return turned(r.choice((-8, 0, 8)), 300, 300, *stripes) + star(
        r.randint(200, 400), 290, 170, 70, 5, ink.light
    )


def barbed_wire(r: Random, ink: Palette) -> str:
    lines = []
    for y in range(140, 520, 120):
        lines.append(
            stroke(f"M-10 {y}Q300 {y + r.randint(10, 50)} 610 {y}", ink.main, 8)
        )
        lines += [
            stroke(f"M{x - 18} {y - 16}l36 48M{x + 18} {y - 16}l-36 48", ink.main, 6)
            for x in range(60, WIDTH, 120)
        ]
    return circle(r.randint(200, 400), 300, r.randint(130, 190), ink.light) + "".join(
        lines
    )


def streetlamp(r: Random, ink: Palette) -> str:
    x = r.randint(150, 240)
    cone = polygon([(x + 150, 150), (x + 30, 560), (x + 340, 560)], ink.light)
    post = stroke(f"M{x} 700V150Q{x} 90 {x + 70} 90H{x + 150}V130", ink.main, 14)
    return (
        cone
        + post
        + bust(x + 185, 420, 38, ink.ground)
        + rect(0, 560, WIDTH, HEIGHT, ink.main)
    )


def gunman(r: Random, ink: Palette) -> str:
    x, y = r.randint(240, 360), r.randint(320, 350)
    hat = path(
        f"M{x - 170} {y - 110}Q{x} {y - 150} {x + 170} {y - 110}Q{x} {y - 70} {x - 170} {y - 110}Z M{x - 84} {y - 120}L{x - 70} {y - 220}Q{x} {y - 190} {x + 70} {y - 220}L{x + 84} {y - 120}Z",
        ink.main,
    )
    return (
        circle(x, y - 80, r.randint(200, 250), ink.light)
        + bust(x, y, 150, ink.main)
        + hat
    )


def orbit(r: Random, ink: Palette) -> str:
    x, y, tilt = r.randint(260, 340), r.randint(280, 350), r.randint(-40, 30)
    paths = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{size}" ry="{int(size * 0.36)}" fill="none" stroke="{ink.main}" stroke-width="10"/>'
        for size in (190, 270, 350)
    )
    moon = circle(x + 235, y - r.randint(20, 60), r.randint(16, 34), ink.light)
    return turned(tilt, x, y, paths, moon) + circle(x, y, r.randint(84, 120), ink.light)


def planet(r: Random, ink: Palette) -> str:
    x, y, size = r.randint(80, 520), r.randint(560, 640), r.randint(330, 420)
    stars = [
        circle(r.randint(10, 590), r.randint(10, 420), r.choice((2, 3, 5)), ink.text)
        for _ in range(36)
    ]
    moon = circle(r.randint(100, 500), r.randint(80, 170), r.randint(26, 56), ink.light)
    return (
        "".join(stars)
        + moon
        + circle(x, y, size, ink.light)
        + circle(x + 24, y + 18, size, ink.main)
    )


def grid_horizon(r: Random, ink: Palette) -> str:
    y = r.randint(320, 370)
    sun = circle(300, y - 60, r.randint(130, 180), ink.light)
    bars = "".join(
        rect(0, y - 60 + bar * 26, WIDTH, 6 + bar * 3, ink.ground) for bar in range(4)
    )
    ground = rect(0, y, WIDTH, HEIGHT - y, ink.ground)
    rays = "".join(f"M300 {y}L{x} 900" for x in range(-900, 1600, 150))
    rows = "".join(f"M0 {y + step * step * 9}H600" for step in range(1, 8))
    return sun + bars + ground + stroke(f"M0 {y}H600{rays}{rows}", ink.main, 4)


def rocket(r: Random, ink: Palette) -> str:
    x, y = 300, r.randint(230, 270)
    trail = polygon(
        [
            (x - 44, y + 130),
            (x + 44, y + 130),
            (x + r.randint(90, 150), 700),
            (x - r.randint(90, 150), 700),
        ],
        ink.main,
    )
    body = path(
        f"M{x} {y - 170}Q{x + 90} {y - 30} {x + 56} {y + 130}H{x - 56}Q{x - 90} {y - 30} {x} {y - 170}Z",
        ink.light,
    )
    fins = path(
        f"M{x - 60} {y + 60}L{x - 120} {y + 160}L{x - 54} {y + 130}Z M{x + 60} {y + 60}L{x + 120} {y + 160}L{x + 54} {y + 130}Z",
        ink.main,
    )
    stars = "".join(
        circle(r.randint(20, 580), r.randint(20, 520), 4, ink.text) for _ in range(20)
    )
    return stars + turned(
        r.randint(-24, 24),
        x,
        y + 100,
        trail,
        body,
        fins,
        circle(x, y - 20, 32, ink.ground),
    )


def circuit(r: Random, ink: Palette) -> str:
    parts = []
    for lane in range(9):
        x, y = 50 + lane * 62, r.randint(60, 300)
        turn = r.choice((-62, 62))
        parts.append(stroke(f"M{x} {y}V{y + 120}l{turn} {abs(turn)}V700", ink.main, 10))
        parts.append(circle(x, y, 20, ink.light if lane % 3 == 0 else ink.main))
    return "".join(parts)


def invader(r: Random, ink: Palette) -> str:
    """A mirrored pixel creature, never twice the same."""
    cell, parts = 50, []
    for column in range(5):
        for row in range(8):
            if r.random() < 0.55 - column * 0.04:
                fill = ink.light if row == 3 and column == 1 else ink.main
                y = 90 + row * cell
                parts += [
                    rect(300 + column * cell, y, cell, cell, fill),
                    rect(250 - column * cell, y, cell, cell, fill),
                ]
    return (
        "".join(parts)
        + hills(900, (2,), ink.ground)
        + ring(300, 290, 330, ink.light, 6)
    )
