"""Music, history, far countries, games and fairy tales."""

from random import Random

from movies.posters.palettes import Palette
from movies.posters.shapes import (
    HEIGHT,
    WIDTH,
    around,
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


def record(r: Random, ink: Palette) -> str:
    x, y, size = r.choice((200, 300, 420)), r.randint(290, 340), 270
    grooves = [ring(x, y, radius, ink.ground, 5) for radius in range(120, size, 28)]
    return (
        circle(x, y, size, ink.main)
        + "".join(grooves)
        + circle(x, y, 84, ink.light)
        + circle(x, y, 14, ink.ground)
    )


def piano(r: Random, ink: Palette) -> str:
    keys = [
        rect(key * 86, 120, 80, 620, ink.light if key == 3 else ink.text)
        for key in range(7)
    ]
    blacks = [rect(key * 86 + 56, 120, 54, 250, ink.main) for key in (0, 1, 3, 4, 5)]
    return turned(r.choice((-14, -8, 8, 14)), 300, 400, *keys, *blacks)


def spotlights(r: Random, ink: Palette) -> str:
    beams = [
        path(f"M{x} -20L{aim - 90} 520H{aim + 90}Z", fill, 0.85)
        for x, aim, fill in (
            (60, r.randint(300, 420), ink.main),
            (540, r.randint(180, 300), ink.light),
        )
    ]
    return (
        "".join(beams)
        + f'<ellipse cx="300" cy="520" rx="260" ry="50" fill="{ink.text}"/>'
        + star(300, 390, 90, 40, 5, ink.ground)
    )


def equaliser(r: Random, ink: Palette) -> str:
    return "".join(
        rect(
            24 + bar * 70,
            540 - level * 44,
            52,
            34,
            ink.light if level > 7 else ink.main,
        )
        for bar in range(8)
        for level in range(r.randint(3, 11))
    )


def film_frame(r: Random, ink: Palette) -> str:
    top = r.randint(90, 120)
    picture = rect(70, top, 460, 470, ink.main) + circle(
        r.randint(180, 420), top + 130, r.randint(44, 80), ink.light
    )
    hill = path(
        f"M70 {top + 470}L{r.randint(160, 260)} {top + r.randint(190, 260)}L330 {top + 360}L{r.randint(390, 460)} {top + 240}L530 {top + 470}Z",
        ink.ground,
    )
    holes = [
        rect(x, y, 22, 18, ink.light) for x in (24, 554) for y in range(30, 880, 44)
    ]
    return picture + hill + "".join(holes)


def globe(r: Random, ink: Palette) -> str:
    x, y, size = 300, r.randint(290, 330), r.randint(200, 235)
    meridians = "".join(
        f'<ellipse cx="{x}" cy="{y}" rx="{int(size * part)}" ry="{size}" fill="none" stroke="{ink.ground}" stroke-width="7"/>'
        for part in (0.3, 0.7)
    )
    lines = stroke(
        f"M{x - size} {y}H{x + size}M{x - size + 30} {y - size // 2}H{x + size - 30}M{x - size + 30} {y + size // 2}H{x + size - 30}",
        ink.ground,
        7,
    )
    return (
        circle(x, y, size, ink.main)
        + turned(r.randint(-24, 24), x, y, meridians, lines)
        + circle(r.randint(100, 500), 110, 34, ink.light)
    )


def lens(r: Random, ink: Palette) -> str:
    x, y = 300, r.randint(280, 320)
    blades = [
        turned(
            60 * blade + r.randint(0, 8),
            x,
            y,
            polygon(
                [(x - 20, y - 80), (x + 190, y - 150), (x + 120, y - 20)], ink.ground
            ),
        )
        for blade in range(6)
    ]
    return (
        circle(x, y, 245, ink.light)
        + circle(x, y, 205, ink.main)
        + "".join(blades)
        + circle(x, y, 66, ink.light)
    )


def temple(r: Random, ink: Palette) -> str:
    y, count = r.randint(220, 260), r.randint(4, 6)
    gap = 480 / count
    columns = [
        rect(70 + column * gap, y, gap * 0.5, 300, ink.light) for column in range(count)
    ]
    roof = polygon([(30, y), (300, y - r.randint(110, 160)), (570, y)], ink.main)
    return (
        circle(300, 140, 110, ink.light)
        + roof
        + "".join(columns)
        + rect(30, y + 290, 540, 40, ink.main)
    )


def arches(r: Random, ink: Palette) -> str:
    parts = []
    for row, y in enumerate((90, 330)):
        for column in range(3):
            x = 40 + column * 185
            lit = r.random() < 0.3
            parts.append(
                path(
                    f"M{x} {y + 210}V{y + 75}a75 75 0 0 1 150 0V{y + 210}Z",
                    ink.light if lit else ink.main,
                )
            )
        parts.append(rect(0, y + 216 + row, WIDTH, 14, ink.main))
    return "".join(parts)


def compass(r: Random, ink: Palette) -> str:
    x, y = 300, r.randint(290, 330)
    needle = polygon([(x, y - 210), (x + 44, y), (x - 44, y)], ink.light) + polygon(
        [(x, y + 210), (x + 44, y), (x - 44, y)], ink.main
    )
    marks = "".join(
        f"M{a:.0f} {b:.0f}L{c:.0f} {d:.0f}"
        for mark in range(24)
        for (a, b), (c, d) in [
            (around(x, y, 238, mark / 24), around(x, y, 258, mark / 24))
        ]
    )
    return (
        ring(x, y, 262, ink.main, 12)
        + stroke(marks, ink.main, 6)
        + turned(r.randint(-70, 70), x, y, needle)
        + circle(x, y, 20, ink.ground)
    )


def contours(r: Random, ink: Palette) -> str:
    x, y = r.randint(180, 420), r.randint(220, 360)
    wobble = [r.uniform(0.75, 1.25) for _ in range(10)]
    lines = []
    for radius in range(40, 480, 48):
        points = [around(x, y, radius * wobble[i], i / 10) for i in range(10)]
        middles = [
            ((a + c) / 2, (b + d) / 2)
            for (a, b), (c, d) in zip(points, points[1:] + points[:1], strict=True)
        ]
        curve = "".join(
            f"Q{px:.0f} {py:.0f} {mx:.0f} {my:.0f}"
            for (px, py), (mx, my) in zip(points, middles, strict=True)
        )
        lines.append(f"M{middles[-1][0]:.0f} {middles[-1][1]:.0f}{curve}")
    return stroke("".join(lines), ink.main, 8) + star(x, y, 44, 18, 4, ink.light)


def paper_plane(r: Random, ink: Palette) -> str:
    x, y = r.randint(330, 420), r.randint(150, 230)
    wing = polygon([(x + 120, y), (x - 190, y + 70), (x - 60, y + 120)], ink.light)
    fold = polygon([(x + 120, y), (x - 60, y + 120), (x - 30, y + 210)], ink.main)
    trail = f'<path d="M{x - 90} {y + 170}C{x - 200} {y + 330} 320 380 180 320S60 460 -20 480" fill="none" stroke="{ink.main}" stroke-width="8" stroke-dasharray="4 26" stroke-linecap="round"/>'
    return (
        trail
        + wing
        + fold
        + hills(540, (r.randint(60, 140), r.randint(60, 140)), ink.main)
    )


def castle(r: Random, ink: Palette) -> str:
    parts = [
        circle(r.randint(120, 480), r.randint(120, 200), r.randint(60, 120), ink.light)
    ]
    for x in (110, 220, 330, 440):
        top, width = r.randint(190, 360), r.randint(64, 100)
        parts.append(rect(x, top, width, HEIGHT - top, ink.main))
        parts.append(
            polygon(
                [
                    (x - 14, top),
                    (x + width / 2, top - r.randint(70, 130)),
                    (x + width + 14, top),
                ],
                ink.light,
            )
        )
        parts.append(rect(x + width / 2 - 9, top + 40, 18, 34, ink.ground))
    return "".join(parts) + hills(560, (60, 90, 60), ink.main)


def night_sky(r: Random, ink: Palette) -> str:
    stars = [
        star(r.randint(30, 570), r.randint(30, 480), r.randint(8, 26), 5, 4, ink.light)
        for _ in range(20)
    ]
    x, y, size = r.randint(200, 400), r.randint(180, 300), r.randint(100, 150)
    moon = circle(x, y, size, ink.text) + circle(
        x + size * 0.45, y - size * 0.2, size * 0.9, ink.ground
    )
    return (
        moon
        + "".join(stars)
        + hills(520, (r.randint(70, 150), r.randint(40, 110), 90), ink.main)
    )


def cards(r: Random, ink: Palette) -> str:
    count = r.randint(4, 6)
    parts = []
    for card in range(count):
        sheet = f'<rect x="210" y="130" width="190" height="290" rx="18" fill="{ink.light if card % 2 else ink.text}" stroke="{ink.ground}" stroke-width="8"/>'
        parts.append(
            turned(
                -44 + card * 88 / (count - 1),
                305,
                620,
                sheet,
                circle(305, 275, 46, ink.main),
            )
        )
    return "".join(parts)


def playground(r: Random, ink: Palette) -> str:
    """Big, plain, friendly shapes that could be animals."""
    x, y = r.randint(250, 350), r.randint(300, 350)
    size = r.randint(150, 185)
    ears = r.choice(
        (
            circle(x - size * 0.75, y - size * 0.75, size * 0.38, ink.main)
            + circle(x + size * 0.75, y - size * 0.75, size * 0.38, ink.main),
            polygon(
                [
                    (x - size, y - size * 1.3),
                    (x - size * 0.2, y - size * 0.7),
                    (x - size, y),
                ],
                ink.main,
            )
            + polygon(
                [
                    (x + size, y - size * 1.3),
                    (x + size * 0.2, y - size * 0.7),
                    (x + size, y),
                ],
                ink.main,
            ),
            f'<ellipse cx="{x - size * 0.45:.0f}" cy="{y - size * 1.25:.0f}" rx="34" ry="120" fill="{ink.main}"/><ellipse cx="{x + size * 0.45:.0f}" cy="{y - size * 1.25:.0f}" rx="34" ry="120" fill="{ink.main}"/>',
        )
    )
    eyes = circle(x - size * 0.35, y - 20, 20, ink.ground) + circle(
        x + size * 0.35, y - 20, 20, ink.ground
    )
    snout = (
        f'<ellipse cx="{x}" cy="{y + size * 0.35:.0f}" rx="{size * 0.42:.0f}" ry="{size * 0.3:.0f}" fill="{ink.light}"/>'
        + circle(x, y + size * 0.24, 20, ink.ground)
    )
    return ears + circle(x, y, size, ink.main) + snout + eyes


def stadium(r: Random, ink: Palette) -> str:
    lanes = [
        f'<ellipse cx="300" cy="330" rx="{size}" ry="{int(size * 0.62)}" fill="none" stroke="{ink.main}" stroke-width="16"/>'
        for size in range(120, 420, 44)
    ]
    return turned(r.randint(-30, 30), 300, 330, *lanes) + circle(
        300 + r.randint(-60, 60), 330, r.randint(46, 70), ink.light
    )
