from __future__ import annotations

import pytest

from nianbao.documents.formats import html


def test_a_place_is_source_line_and_paragraph() -> None:
    document = html.read("<html><body>\n<p>前文。</p>\n<p>共有958人。</p></body></html>".encode(), "a.html")
    place = document.blocks[1].text.place(2, 5)
    assert (place.line, place.paragraph, place.text) == (3, 2, "958")


@pytest.mark.parametrize("name", ["utf-8", "gb18030", "utf-16"])
def test_a_page_in_any_encoding(name) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>共有学生958人，教师120人。</p></body></html>'
    assert html.accepts(page.encode(name), "a.html")
    assert html.read(page.encode(name), "a.html").blocks[0].text.text == "共有学生958人，教师120人。"


def test_text_that_mentions_tags_is_no_page() -> None:
    assert not html.accepts("共有 <p> 12 人".encode(), "a.txt")


def test_a_page_nested_beyond_reason_is_read_as_text() -> None:
    document = html.read(b"<html><body>" + b"<div>" * 9000 + "共有12人。".encode(), "a.html")
    assert document.blocks[0].text.text == "共有12人。"
    assert "嵌套过深" in document.notes[0].message
