"""Pictures as they are printed: the right way up, no finer than paper shows, without what a camera notes beside them.

A telephone stores how it was held and where it was; programs differ in whether they turn such a picture, and a
report is no place for where somebody stood. What is turned or scaled is drawn anew; what need not be is left as it is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from nianbao.rendering.chart_image import converter, picture_size

MOST_WIDE, MOST_HIGH = 1772, 2008  # pixels: 150 and 170 mm at 300 to the inch
QUALITY = 88
PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
_EXIF = b"Exif\x00\x00"
# What brings a stored picture upright, by the number that the camera wrote; w and h are the stored sides.
_TURNS = {
    1: "1 0 0 1 0 0",
    2: "-1 0 0 1 {w} 0",
    3: "-1 0 0 -1 {w} {h}",
    4: "1 0 0 -1 0 {h}",
    5: "0 1 1 0 0 0",
    6: "0 1 -1 0 {h} 0",
    7: "0 -1 -1 0 {h} {w}",
    8: "0 -1 1 0 0 {w}",
}
LYING = frozenset((5, 6, 7, 8))  # stored with its sides exchanged


@lru_cache(maxsize=64)
def printed_picture(image: bytes) -> bytes:
    """A PNG or JPEG as it goes to paper; raises Problem where it is neither."""
    stored_width, stored_height = picture_size(image)
    turn = orientation(image)
    width, height = (stored_height, stored_width) if turn in LYING else (stored_width, stored_height)
    scale = min(1.0, MOST_WIDE / width, MOST_HIGH / height)
    if turn == 1 and scale == 1.0:
        return _without_notes(image)
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    kind = "png" if image.startswith(PNG) else "jpeg"
    matrix = _TURNS[turn].format(w=stored_width, h=stored_height)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {width} {height}"'
        f' preserveAspectRatio="none"><image transform="matrix({matrix})" width="{stored_width}"'
        f' height="{stored_height}" href="data:image/{kind};base64,{base64.b64encode(image).decode()}"/></svg>'
    )
    drawer: Any = converter()
    made: bytes = drawer.svg_to_png(drawing) if kind == "png" else drawer.svg_to_jpeg(drawing, quality=QUALITY)
    return made


def orientation(image: bytes) -> int:
    """How a JPEG was held, 1 to 8; 1, upright, where nothing is said or what is said cannot be read."""
    for mark, start, end in _segments(image):
        if mark == 0xE1 and image[start:end].startswith(_EXIF):
            return _orientation_of(image[start + len(_EXIF) : end])
    return 1


def _orientation_of(notes: bytes) -> int:
    order: Literal["little", "big"] = "little" if notes[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(notes[at : at + size], order)

    directory = number(4, 4)
    for entry in range(number(directory, 2)):
        at = directory + 2 + 12 * entry
        if at + 12 > len(notes):
            break
        if number(at, 2) == _ORIENTATION:
            value = number(at + 8, 2)
            return value if value in _TURNS else 1
    return 1


def _without_notes(image: bytes) -> bytes:
    """A JPEG without the camera's notes (Exif, XMP); colour profiles stay."""
    kept = bytearray(image)
    for mark, start, end in reversed(list(_segments(image))):
        if mark == 0xE1:
            del kept[start - 4 : end]
    return bytes(kept)


def _segments(image: bytes) -> Iterator[tuple[int, int, int]]:
    """The marked stretches of a JPEG before its picture data: mark, start and end of what they hold."""
    if not image.startswith(b"\xff\xd8"):
        return
    at = 2
    while at + 4 <= len(image) and image[at] == 0xFF and image[at + 1] != 0xDA:
        length = int.from_bytes(image[at + 2 : at + 4], "big")
        yield image[at + 1], at + 4, at + 2 + length
        at += 2 + length
