from __future__ import annotations

import pytest
from spoiled_workbooks import compound_file

from nianbao.workbooks import container
from nianbao.workbooks.container import Container, open_container
from nianbao.workbooks.message import WorkbookMessage

KINDS = {
    "图片": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "PDF": b"%PDF-1.4",
    "CSV": b"a,b\n1,2\n",
    "纯文本": "年度报告\n第一节".encode(),
    "网页": b"<!DOCTYPE html><html></html>",
    "XML": b"<?xml version='1.0'?><Workbook/>",
    "RTF": b"{\\rtf1 }",
    "Word 97": compound_file("WordDocument"),
    "PowerPoint 97": compound_file("PowerPoint Document"),
    "无法识别的 Office": compound_file("Contents"),
    "无法识别的文件": bytes(range(128, 256)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_workbook_is_called_what_it_is(kind: str):
    found = open_container(KINDS[kind])

    assert isinstance(found, WorkbookMessage)
    assert found.code == "file-not-a-workbook"
    assert kind in found.message


def test_a_workbook_opens_with_its_parts(filled: bytes):
    found = open_container(filled)

    assert isinstance(found, Container)
    assert "xl/worksheets/sheet1.xml" in found.parts
    assert not found.is_legacy


def test_an_old_workbook_opens_without_parts():
    found = open_container(compound_file("Workbook"))

    assert isinstance(found, Container)
    assert found.is_legacy


def test_a_file_over_the_limit_is_not_even_unpacked(filled: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(container, "MAX_FILE_BYTES", len(filled) - 1)
    found = open_container(filled)

    assert isinstance(found, WorkbookMessage)
    assert found.code == "workbook-too-large"


def test_all_parts_together_have_a_limit(filled: bytes, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(container, "MAX_TOTAL_BYTES", 10_000)
    found = open_container(filled)

    assert isinstance(found, WorkbookMessage)
    assert found.code == "workbook-too-large"
