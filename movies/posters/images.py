"""Uploaded posters: made into three WebP widths once, when they come in."""

from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from PIL import Image, ImageOps

WIDTHS = (200, 400, 600)
# About the eye's limit on posters; sizes measured 9 to 45 KB at 400 px.
QUALITY = 82


def width_name(name: str, width: int) -> str:
    """posters/heat.jpg -> posters/heat-400.webp"""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}-{width}.webp"))


def in_width(source: IO[bytes], width: int) -> bytes:
    """Return the picture as WebP, two wide to three high, without its metadata."""
    source.seek(0)
    with Image.open(source) as picture:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        sheet = ImageOps.fit(upright, (width, width * 3 // 2))
    packed = BytesIO()
    sheet.save(packed, "WEBP", quality=QUALITY)
    return packed.getvalue()
