from __future__ import annotations

import shutil

import pytest
from spoiled_files import ole

from nianbao.documents.document import DocumentError
from nianbao.documents.formats import legacy

RICH = rb"{\rtf1\ansi\ansicpg936 {\b 1 ABC}\par Total 958.\par}"


def test_without_an_office_program_the_message_says_what_to_do(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DocumentError, match="另存为 docx") as trouble:
        legacy.read(RICH, "a.rtf")
    assert trouble.value.code == "doc-needs-office"


def test_a_password_is_named() -> None:
    with pytest.raises(DocumentError, match="密码"):
        legacy.read(ole("EncryptedPackage"), "a.docx")


def test_older_formats_are_accepted() -> None:
    assert legacy.accepts(RICH, "a")
    assert legacy.accepts(ole("WordDocument"), "a.wps")
    assert not legacy.accepts(b"PK\x03\x04", "a.doc")


@pytest.mark.slow
def test_rich_text_is_converted_and_read() -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    document = legacy.read(RICH, "a.rtf")
    assert document.blocks[-1].text.text == "Total 958."
    assert "LibreOffice" in document.notes[0].message_en
