from __future__ import annotations

from nianbao.documents.paged.glyphs import Glyph, _lowered, lines_of, split, text_of


def row(text: str, left: float = 0, bottom: float = 100, size: float = 10) -> list[Glyph]:
    return [Glyph(c, left + i * size, bottom, left + (i + 1) * size, bottom + size) for i, c in enumerate(text)]


def test_glyphs_are_sorted_into_lines_whatever_their_order() -> None:
    lines = lines_of(row("下行", bottom=80) + row("上行", bottom=100), 1)
    assert [line.plain for line in lines] == ["上行", "下行"]


def test_a_wide_gap_parts_a_line() -> None:
    assert [strip.plain for strip in split(row("人数") + row("120", left=60))] == ["人数", "120"]


def test_a_number_has_a_box_of_its_own() -> None:
    text = text_of(row("共958人"), "a.pdf", 3)
    assert text.place(1, 4).box == (10, 100, 40, 110)


def test_letters_printed_twice_for_boldness_count_once() -> None:
    assert lines_of(row("人数") + row("人数", left=0.4), 1)[0].plain == "人数"


def test_a_gap_is_measured_by_how_wide_characters_are_not_how_high_their_boxes() -> None:
    glyphs = [Glyph(c, left, 100, left + 10, 119) for c, left in zip("国赛国赛", (0, 10, 34, 44), strict=True)]
    assert [strip.plain for strip in lines_of(glyphs, 1)[0].strips] == ["国赛", "国赛"]


def test_a_box_that_reaches_into_the_line_above_is_cut_to_its_character() -> None:
    normal = (3, 100.0, 109.6)
    assert _lowered(0, 100, 10, 119, ord("意"), normal) == 110
    assert _lowered(0, 100, 5, 119, ord("："), normal) == 109.6
    assert _lowered(0, 60, 5, 79, ord("："), normal) == 79
