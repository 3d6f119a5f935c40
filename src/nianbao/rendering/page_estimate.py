"""On which page each heading comes to stand, counted by lines.

Word files carry a list of contents whose pages Word counts anew when it opens them; other programs and
previews show what stands there, so the count follows the rules of the page: what is kept together moves together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nianbao.rendering.layout import (
    Block,
    Contents,
    Cover,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Statement,
    row_height,
    text_width,
)

PAGE_LINES, LINE_LETTERS, PAGE_HEIGHT = 22, 28, 225.0  # 版心 of GB/T 9704: 22 lines of 28 letters on 225 mm
LANDSCAPE_HEIGHT = 156.0
LINE = PAGE_HEIGHT / PAGE_LINES
NOTE_LETTERS, NOTE_LINE = 49, 4.6
CAPTION = 12.0
AROUND_CHART, MM_PER_UNIT = 62.0, 0.27  # axis and legend of a drawing, in its own units
PHOTO = 90.0
ROW_IN_WORD = 0.8  # of the height with which tables are kept whole, which is on the safe side
HEADINGS = {1: LINE + 5.3, 2: LINE + 2.1, 3: LINE}


def estimated_pages(content: Sequence[Block]) -> Mapping[str, int]:
    """The page of each heading by its anchor; the first page behind the contents is 1."""
    count = _Count()
    kept: list[tuple[str, float]] = []  # headings that go with what follows them
    across = False
    for block in content:
        wanted = isinstance(block, Grid) and block.landscape
        if wanted != across and not (across and isinstance(block, Paragraph)):
            count.place(kept, 0.0, 0.0)
            kept = []
            count.new_page(LANDSCAPE_HEIGHT if wanted else PAGE_HEIGHT)
            across = wanted
        match block:
            case Cover() | Statement() | Contents():
                pass
            case Heading(_, anchor, level):
                kept.append((anchor, HEADINGS.get(level, LINE)))
            case Paragraph(text, role):
                count.place(kept, _lines(text, role), LINE if role in ("body", "told", "item", "case") else NOTE_LINE)
                kept = []
            case Picture():
                notes = NOTE_LINE if block.source else 0.0
                height = _picture_height(block) + CAPTION + notes
                count.place(kept, height, height)
                kept = []
            case Grid():
                count.table(kept, block)
                kept = []
            case _:
                pass
    count.place(kept, 0.0, 0.0)
    return count.pages


class _Count:
    def __init__(self) -> None:
        self.page, self.used, self.height = 1, 0.0, PAGE_HEIGHT
        self.pages: dict[str, int] = {}

    def new_page(self, height: float) -> None:
        if self.used:
            self.page, self.used = self.page + 1, 0.0
        self.height = height

    def place(self, kept: Sequence[tuple[str, float]], height: float, step: float) -> None:
        """Puts headings and what follows on the page; ``step`` is the height that is not divided."""
        heads = sum(need for _, need in kept)
        if self.used + heads + min(height, 2 * step) > self.height + 0.5:
            self.page, self.used = self.page + 1, 0.0
        for anchor, need in kept:
            self.pages[anchor] = self.page
            self.used += need
        while height > 0 and step > 0:
            if self.used + step > self.height + 0.5 and self.used:
                self.page, self.used = self.page + 1, 0.0
            self.used += min(step, height)
            height -= step

    def table(self, kept: Sequence[tuple[str, float]], grid: Grid) -> None:
        rows = [
            ROW_IN_WORD * row_height([cell.text if cell else "" for cell in row], grid.columns) for row in grid.rows
        ]
        head = sum(
            ROW_IN_WORD * row_height([cell.text for cell in line], [grid.columns[cell.column] for cell in line])
            for line in grid.head()
        )
        notes = sum(-(-text_width(note) // NOTE_LETTERS) * NOTE_LINE for note in grid.notes)
        if grid.fits_a_page:
            height = CAPTION + head + sum(rows) + notes
            self.place(kept, height, height)
            return
        self.place(kept, CAPTION + head + rows[0], CAPTION + head + rows[0])
        for row in rows[1:]:
            if self.used + row > self.height:
                self.page, self.used = self.page + 1, head
            self.used += row
        self.place((), notes, NOTE_LINE)


def _picture_height(picture: Picture) -> float:
    if picture.specification is None:
        return PHOTO
    return (float(picture.specification.get("height", 230)) + AROUND_CHART) * MM_PER_UNIT


def _lines(text: str, role: str) -> float:
    """The height of a paragraph."""
    if role in ("note", "meta"):
        return sum(-(-max(text_width(line), 1) // NOTE_LETTERS) for line in text.split("\n")) * NOTE_LINE
    indent = 0 if role == "case" else 2
    return (-(-(text_width(text) + indent) // LINE_LETTERS)) * LINE + (4.2 if role == "case" else 0.0)
