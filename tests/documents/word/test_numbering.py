from __future__ import annotations

from lxml import etree

from nianbao.documents.word.names import W
from nianbao.documents.word.numbering import Numbering


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    source = f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'  # noqa: E501
    return Numbering.of(etree.fromstring(source))


def level(depth: int, form: str, pattern: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


CHINESE = (
    level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)
DECIMAL = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2")


def test_chinese_numbers_are_printed_as_word_prints_them() -> None:
    lists = numbering(CHINESE)
    assert [lists.next_number("1", depth) for depth in (0, 1, 1, 2, 0, 1)] == [
        "一、",
        "（一）",
        "（二）",
        "1. ",
        "二、",
        "（一）",
    ]


def test_deeper_numbers_name_those_above() -> None:
    lists = numbering(DECIMAL)
    assert [lists.next_number("1", depth) for depth in (0, 1, 1, 0, 1)] == ["1 ", "1.1 ", "1.2 ", "2 ", "2.1 "]


def test_a_list_that_starts_anew_counts_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    lists = numbering(DECIMAL, nums)
    assert [lists.next_number(key, 0) for key in ("1", "1", "2", "2")] == ["1 ", "2 ", "5 ", "6 "]


def test_bullets_and_unknown_lists_print_nothing() -> None:
    lists = numbering(level(0, "bullet", "•"))
    assert (lists.next_number("1", 0), lists.next_number("9", 0), lists.next_number("1", 12)) == ("", "", "")
