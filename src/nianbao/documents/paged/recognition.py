"""Scanned pages read by text recognition (OCR), where the ``ocr`` extra is installed.

A recogniser hands on lines of text with their boxes. Their characters are laid out over the box
and take the same road as those of a page with text, so that tables and paragraphs are put
together by the same rules. What was recognised may be misread: pages are named and findings marked.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2 as pdfium

from nianbao.documents.paged.glyphs import Glyph, PageText
from nianbao.documents.running_text import display_width

INSTALL = 'pip install "nianbao[ocr]"'
MOST_PAGES = 100  # of one file; a page takes a second or more
_DOTS = 200 / 72  # pixels to a point
_LARGEST = 3_000  # pixels along the longer edge of a page's picture
_LEAST_SURE = 0.5  # what the recogniser is less sure of is a stain as often as a word
_STEEPEST = 0.09  # five degrees: what slopes more is a stamp or a turned page
_PACKAGE = "rapidocr_onnxruntime"


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line in a picture, in pixels from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Corners = Sequence[tuple[float, float]]
Recogniser = Callable[[Any], Iterable[RecognisedLine]]  # from the page's picture as an array of rows, columns, colours


@cache
def recogniser() -> Recogniser | None:
    """The installed recogniser with its models loaded, or None without the extra; nothing is fetched."""
    if importlib.util.find_spec(_PACKAGE) is None:
        return None
    engine = importlib.import_module(_PACKAGE).RapidOCR()

    def recognise(picture: Any) -> Iterable[RecognisedLine]:
        found, _ = engine(picture)
        sure_lines = [(corners, text) for corners, text, sure in found or () if float(sure) >= _LEAST_SURE]
        yield from straightened([([(float(x), float(y)) for x, y in corners], text) for corners, text in sure_lines])

    return recognise


def straightened(lines: Iterable[tuple[Corners, str]]) -> list[RecognisedLine]:
    """The lines with their boxes as they stand on a page that was laid straight into the scanner.

    Corners go round from the upper left. The slope of the page is the median slope of its lines, the wide ones counting
    for more: across a page one degree lifts the end of a row by half a line, and its figures into the row above.

    >>> label, figure = [(0, 10), (400, 20), (400, 40), (0, 30)], [(500, 22), (600, 25), (600, 45), (500, 42)]
    >>> a, b = straightened([(label, "毕业生"), (figure, "120")])
    >>> abs(a.top - b.top) < 1
    True
    """
    written = [(corners, text) for corners, text in lines if text.strip()]
    slope = _slope([corners for corners, _ in written])
    result = []
    for corners, text in written:
        across = [x + slope * y for x, y in corners]
        down = [y - slope * x for x, y in corners]
        result.append(RecognisedLine(text, min(across), min(down), max(across), max(down)))
    return result


def _slope(lines: Iterable[Corners]) -> float:
    """How far the page falls for each pixel to the right; none where it is turned rather than laid crooked."""
    slopes = sorted(
        ((right[1] - left[1]) / (right[0] - left[0]), right[0] - left[0])
        for left, right, *_ in lines
        if right[0] - left[0] > 1
    )
    half = sum(width for _, width in slopes) / 2
    for slope, width in slopes:
        half -= width
        if half <= 0:
            return slope if abs(slope) <= _STEEPEST else 0.0
    return 0.0


def recognised_glyphs(page: pdfium.PdfPage, number: int, recognise: Recogniser) -> PageText:
    """The characters of a scanned page, each with its share of its line's box."""
    width, height = page.get_size()
    scale = min(_DOTS, _LARGEST / max(width, height, 1.0))
    picture = page.render(scale=scale).to_numpy()
    found = PageText(number, width, height)
    for line in recognise(picture):
        found.glyphs.extend(_laid_out(line, scale, height))
    return found


def _laid_out(line: RecognisedLine, scale: float, height: float) -> Iterable[Glyph]:
    """One glyph per character; a Han character is as wide as two Latin ones."""
    text = line.text.strip()
    step = (line.right - line.left) / scale / max(display_width(text), 1)
    left = line.left / scale
    bottom, top = height - line.bottom / scale, height - line.top / scale
    spaced = False
    for character in text:
        right = left + step * display_width(character)
        if character.isspace():
            spaced = True
        else:
            yield Glyph(character, left, bottom, right, top, spaced)
            spaced = False
        left = right
