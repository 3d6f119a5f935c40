"""Older office files need a program that turns them into newer ones."""

from __future__ import annotations

import pytest
from spoiled_files import ole

from nianbao.documents.document import DocumentError
from nianbao.documents.older_office import office_program, read_older


def test_without_a_program_none_is_found_and_the_reader_is_told_what_to_do(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert office_program() is None
    with pytest.raises(DocumentError, match="LibreOffice"):
        read_older(rb"{\rtf1 Total 41.}", "a.rtf")


def test_a_file_with_a_password_is_not_given_to_it() -> None:
    with pytest.raises(DocumentError, match="密码"):
        read_older(ole("EncryptedPackage"), "a.doc")
