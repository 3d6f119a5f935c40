from __future__ import annotations

from lxml import etree

from nianbao.documents.word.names import W
from nianbao.documents.word.styles import Styles


def styles(*entries: str) -> Styles:
    return Styles.of(etree.fromstring(f'<w:styles xmlns:w="{W[1:-1]}">{"".join(entries)}</w:styles>'))


def style(key: str, name: str, inner: str = "", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{based}{inner}</w:style>'


def test_a_heading_is_known_by_name_and_by_outline_level() -> None:
    found = styles(style("1", "heading 2"), style("2", "正文标题", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'))
    assert (found["1"].level, found["2"].level, found["9"].level) == (2, 1, 0)


def test_a_style_inherits_its_level_and_its_list() -> None:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr>'
    found = styles(style("a", "heading 1", listed), style("b", "我的标题", parent="a"))
    assert (found["b"].level, found["b"].list_id, found["b"].list_level) == (1, "4", 1)


def test_styles_in_a_circle_end() -> None:
    found = styles(style("a", "甲", parent="b"), style("b", "乙", parent="a"))
    assert found["a"].level == 0


def test_contents_are_known_by_their_style() -> None:
    assert styles(style("t", "toc 1"))["t"].contents
