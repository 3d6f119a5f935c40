"""The parts of a Word package."""

from __future__ import annotations

import pytest
from spoiled_files import replaced, word

from nianbao.documents.document import DocumentError
from nianbao.documents.word.package import read_word


def test_the_body_is_found_and_read() -> None:
    data = word("<w:p><w:r><w:t>全校有 86 名教师。</w:t></w:r></w:p>")
    document = read_word(data, "b.docx")
    assert (document.format, [block.text.text for block in document.blocks]) == ("docx", ["全校有 86 名教师。"])


def test_a_package_whose_body_is_no_document_is_broken() -> None:
    data = replaced(word("<w:p/>"), "word/document.xml", b"<other/>")
    with pytest.raises(DocumentError) as trouble:
        read_word(data, "b.docx")
    assert "b.docx" in str(trouble.value)
