from __future__ import annotations

from spoiled_files import page_pdf

from nianbao.documents.document import Block, BlockKind, Document
from nianbao.documents.paged.pages import read_pdf

VALUES = (1820, 1935, 2046, 2180)


def text(x: float, y: float, words: object) -> str:
    return f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"


def drawn(*parts: str) -> Document:
    above = text(60, 760, "The school grew in these four years by 360 students, or 19.78% of all.")
    below = text(60, 400, "There were 95 teachers in the last of these years, and 2180 students.")
    return read_pdf(page_pdf((above + "".join(parts) + below).encode()), "a.pdf")


def line_chart(*, grid: bool = True) -> str:
    points = [(120 + 100 * n, 500 + value / 10) for n, value in enumerate(VALUES)]
    parts = [f"{points[0][0]} {points[0][1]} m " + " ".join(f"{x} {y} l" for x, y in points[1:]) + " S\n"]
    if grid:
        parts += [
            f"100 {650 + 20 * n} m 440 {650 + 20 * n} l S\n" + text(70, 647 + 20 * n, 1500 + 200 * n) for n in range(6)
        ]
    else:
        parts += ["100 640 m 440 640 l S\n"]
    parts += [text(x - 10, y + 6, value) for (x, y), value in zip(points, VALUES, strict=True)]
    parts += [text(x - 10, 632, 2019 + n) for n, (x, _) in enumerate(points)]
    return "".join(parts)


def columns(heights: tuple[int, ...]) -> str:
    boxes = "".join(f"{120 + 80 * n} 550 40 {height} re f\n" for n, height in enumerate(heights))
    labels = "".join(text(125 + 80 * n, 555 + height, height * 10) for n, height in enumerate(heights))
    return boxes + labels


def words(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text.text[:9]) for block in document.blocks]


def tables(document: Document) -> list[Block]:
    return list(document.of_kind(BlockKind.TABLE))


ALONE = [(BlockKind.PARAGRAPH, "The schoo"), (BlockKind.FIGURE, ""), (BlockKind.PARAGRAPH, "There wer")]


def test_the_labels_of_a_line_chart_are_neither_text_nor_table() -> None:
    assert words(drawn(line_chart())) == ALONE


def test_a_line_without_a_grid_reaches_down_to_its_axis() -> None:
    assert words(drawn(line_chart(grid=False))) == ALONE


def test_columns_of_different_heights_are_a_chart() -> None:
    document = drawn(columns((61, 78, 92)))
    assert words(document) == ALONE
    assert document.notes[0].message.startswith("第1页有图表")


def test_a_table_with_shaded_cells_stays_a_table() -> None:
    shading = "".join(f"0.9 g {100 + 80 * c} {640 - 20 * r} 80 20 re f 0 g\n" for r in range(3) for c in range(3))
    cells = "".join(text(110 + 80 * c, 646 - 20 * r, 10 * r + c + 100) for r in range(3) for c in range(3))
    assert len(tables(drawn(shading + cells))) == 1


def test_a_slanted_stroke_in_the_head_of_a_table_makes_no_chart() -> None:
    rules = "".join(f"100 {660 - 20 * n} m 340 {660 - 20 * n} l S\n" for n in range(4))
    rules += "".join(f"{100 + 80 * n} 600 m {100 + 80 * n} 660 l S\n" for n in range(4))
    cells = "".join(text(110 + 80 * c, 646 - 20 * r, 10 * r + c + 100) for r in range(3) for c in range(3) if r or c)
    (table,) = tables(drawn(rules + "100 660 m 180 640 l S\n100 660 m 140 640 l S\n" + cells))
    assert [cell.text.text for cell in table.cells][1:] == [str(10 * r + c + 100) for r in range(3) for c in range(3)][
        1:
    ]
