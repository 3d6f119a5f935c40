from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.numbering.number_openings import following_numbers, openings_of


def openings(text: str) -> list[tuple[str, int]]:
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    return [(item.scheme, item.number) for item in openings_of(manuscript) if item.scheme]


@pytest.mark.parametrize(
    ("text", "scheme", "number"),
    [
        ("第二部分 师资队伍", "chapter", 2),
        ("三、师资队伍", "han", 3),
        ("（四）师资队伍", "han in brackets", 4),
        ("5．师资队伍", "plain", 5),
        ("（6）教师的培训按计划进行。", "brackets", 6),
    ],
)
def test_the_ways_of_numbering(text: str, scheme: str, number: int) -> None:
    assert openings(f"{text}\n\n教师队伍稳定。\n") == [(scheme, number)]


def test_a_quantity_is_no_number_of_a_line() -> None:
    assert openings("1.2万平方米的新校区投入使用。\n") == []


def test_the_next_number_of_the_scheme_is_none_where_it_begins_anew() -> None:
    text = "".join(f"{number}、工作按计划推进，成效较好。\n\n" for number in "一二三一二")
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))

    assert following_numbers(openings_of(manuscript)) == [2, 3, None, 2, None]
