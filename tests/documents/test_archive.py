from __future__ import annotations

import pytest
from spoiled_files import packed

from nianbao.documents.archive import Archive, has_doctype, parse_xml
from nianbao.documents.document import DocumentError


def test_a_part_that_is_not_there_is_none() -> None:
    archive = Archive.open(packed({"a.xml": "<a/>"}), "docx", "a.docx")
    assert archive.part("b.xml") is None
    assert archive.xml("a.xml").tag == "a"


def test_a_part_that_unpacks_beyond_reason_is_refused() -> None:
    archive = Archive.open(packed({"a.xml": b" " * 30_000_000}), "docx", "a.docx")
    with pytest.raises(DocumentError, match="解压后超过上限"):
        archive.part("a.xml")


def test_what_is_no_zip_is_said_to_be_damaged() -> None:
    with pytest.raises(DocumentError, match="已损坏"):
        Archive.open(b"PK\x03\x04 and then nothing", "docx", "a.docx")


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    root, damaged = parse_xml(b"<a><b>1</b><b>2", "docx", "a.docx")
    assert damaged
    assert [child.text for child in root] == ["1", "2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_noticed_in_any_encoding(encoding) -> None:
    assert has_doctype('<?xml version="1.0"?><!DOCTYPE a><a/>'.encode(encoding))
    assert not has_doctype("<a>DOCTYPE</a>".encode(encoding))
