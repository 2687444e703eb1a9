"""SVG shapes on a sheet of 600 by 900. A composition draws in the upper 600."""

from collections.abc import Iterable
from math import cos, pi, sin

WIDTH, HEIGHT = 600, 900

Point = tuple[float, float]


def circle(x: float, y: float, radius: float, fill: str, opacity: float = 1) -> str:
    faded = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{fill}"{faded}/>'


def ring(x: float, y: float, radius: float, stroke: str, width: float) -> str:
    return (
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="none" '
        f'stroke="{stroke}" stroke-width="{width:.0f}"/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'fill="{fill}"/>'
    )


def path(d: str, fill: str, opacity: float = 1) -> str:
    faded = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return f'<path d="{d}" fill="{fill}"{faded}/>'


def polygon(points: Iterable[Point], fill: str) -> str:
    corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}"/>'


def stroke(d: str, colour: str, width: float) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:.0f}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def turned(angle: float, x: float, y: float, *parts: str) -> str:
    return f'<g transform="rotate({angle:.0f} {x:.0f} {y:.0f})">{"".join(parts)}</g>'


def around(x: float, y: float, radius: float, turn: float) -> Point:
    """A point on a circle; a turn of 0 is to the right, 0.25 below."""
    return x + radius * cos(2 * pi * turn), y + radius * sin(2 * pi * turn)


def star(x: float, y: float, outer: float, inner: float, points: int, fill: str) -> str:
    corners = [
        around(x, y, inner if corner % 2 else outer, corner / (2 * points) - 0.25)
        for corner in range(2 * points)
    ]
    return polygon(corners, fill)


def bust(x: float, y: float, size: float, fill: str) -> str:
    """Head and shoulders, the chin at y; shoulders go down to the end of the sheet."""
    return circle(x, y - size * 0.5, size * 0.5, fill) + path(
        f"M{x - size:.0f} {HEIGHT}V{y + size * 0.75:.0f}"
        f"Q{x - size:.0f} {y + size * 0.15:.0f} {x:.0f} {y + size * 0.12:.0f}"
        f"T{x + size:.0f} {y + size * 0.75:.0f}V{HEIGHT}Z",
        fill,
    )


def heart(x: float, y: float, size: float, fill: str) -> str:
    half = size / 2
    return path(
        f"M{x:.0f} {y + size * 0.62:.0f}"
        f"C{x - size * 1.25:.0f} {y - half * 0.3:.0f} {x - half:.0f} {y - size:.0f} "
        f"{x:.0f} {y - size * 0.28:.0f}"
        f"C{x + half:.0f} {y - size:.0f} {x + size * 1.25:.0f} {y - half * 0.3:.0f} "
        f"{x:.0f} {y + size * 0.62:.0f}Z",
        fill,
    )


def hills(y: float, heights: Iterable[float], fill: str, opacity: float = 1) -> str:
    """A line of soft hills from edge to edge, filled downwards."""
    tops = list(heights)
    step = WIDTH / len(tops)
    curve = "".join(
        f"Q{(i + 0.5) * step:.0f} {y - top:.0f} {(i + 1) * step:.0f} {y:.0f}"
        for i, top in enumerate(tops)
    )
    return path(f"M0 {y:.0f}{curve}V{HEIGHT}H0Z", fill, opacity)


def peaks(corners: Iterable[Point], fill: str) -> str:
    """Mountains through the corners, filled downwards."""
    line = "L".join(f"{x:.0f} {y:.0f}" for x, y in corners)
    return path(f"M0 {HEIGHT}L{line}L{WIDTH} {HEIGHT}Z", fill)
