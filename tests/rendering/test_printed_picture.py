from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from nianbao.facts.problem import Problem
from nianbao.rendering.chart_image import converter, picture_size, svg_around
from nianbao.rendering.printed_picture import MOST_HIGH, MOST_WIDE, orientation, printed_picture

RED, BLUE = (255, 0, 0), (0, 0, 255)


def photo(width: int = 80, height: int = 40, turn: int = 0, order: str = "II") -> bytes:
    """A JPEG that is blue, its upper left corner red, with the camera's note of how it was held."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="blue"/>'
        f'<rect width="{width // 2}" height="{height // 2}" fill="red"/></svg>'
    )
    data: bytes = converter().svg_to_jpeg(svg)
    if not turn:
        return data
    mark = "<" if order == "II" else ">"
    directory = struct.pack(f"{mark}HHHIHH", 1, 0x0112, 3, 1, turn, 0) + b"\x00" * 4
    notes = b"Exif\x00\x00" + order.encode() + struct.pack(f"{mark}HI", 42, 8) + directory + b"GPS 40.1N 116.6E"
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + data[2:]


def corners(image: bytes) -> Iterator[tuple[int, ...]]:
    """The colours near the four corners, row by row."""
    data: bytes = converter().svg_to_pdf(svg_around(image))
    page: Any = pypdfium2.PdfDocument(data)[0]
    bitmap = page.render(scale=1)
    pixels, wide, high, step = bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride
    for y in (high // 4, 3 * high // 4):
        for x in (wide // 4, 3 * wide // 4):
            at = y * step + x * bitmap.n_channels
            blue, _, red = pixels[at : at + 3]
            yield RED if red > blue else BLUE


@pytest.mark.parametrize(
    ("turn", "lying", "red"),
    [
        (1, False, 0),
        (2, False, 1),
        (3, False, 3),
        (4, False, 2),
        (5, True, 0),
        (6, True, 1),
        (7, True, 3),
        (8, True, 2),
    ],
)
@pytest.mark.parametrize("order", ["II", "MM"])
def test_a_photo_is_printed_as_it_was_held(turn: int, lying: bool, red: int, order: str) -> None:
    made = printed_picture(photo(turn=turn, order=order))
    assert picture_size(made) == ((40, 80) if lying else (80, 40))
    assert [colour == RED for colour in corners(made)] == [place == red for place in range(4)]


def test_where_a_photo_was_taken_is_not_printed_with_it() -> None:
    for turn in (1, 6):
        taken = photo(turn=turn)
        assert b"GPS" in taken
        assert b"GPS" not in printed_picture(taken)


def test_a_picture_that_needs_nothing_is_left_as_it_is() -> None:
    taken = photo()
    assert printed_picture(taken) == taken
    assert orientation(taken) == 1


def test_notes_that_cannot_be_read_leave_a_photo_upright() -> None:
    assert orientation(photo(turn=9)) == 1
    assert orientation(photo(turn=6)[:30]) == 1


@pytest.mark.parametrize(("width", "height"), [(5000, 1000), (500, 5000)])
def test_a_picture_finer_than_paper_is_made_smaller_and_keeps_its_shape(width: int, height: int) -> None:
    wide, high = picture_size(printed_picture(photo(width, height)))
    assert wide <= MOST_WIDE
    assert high <= MOST_HIGH
    assert wide / high == pytest.approx(width / height, rel=0.01)
    assert wide == MOST_WIDE or high == MOST_HIGH


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(Problem, match="PNG"):
        printed_picture(b"GIF89a")
