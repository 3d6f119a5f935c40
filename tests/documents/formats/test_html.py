from __future__ import annotations

import pytest

from nianbao.documents.formats import html
from nianbao.documents.reading import read_document


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


def test_the_source_of_a_page_under_the_name_of_a_text_is_read_as_a_page() -> None:
    source = "<h1>年报</h1>" + "<table><tr><td>甲</td><td>12</td></tr></table>" * 6
    document = read_document(source.encode(), name="a.txt")
    assert document.format == "html"
    assert [note.message for note in document.notes] == ["内容是网页源码，已按网页读入。"]
    few = "<p>年报</p>共有学生120人。" + "普通文字。" * 200
    assert read_document(few.encode(), name="a.txt").format == "txt"
