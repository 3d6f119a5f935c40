from __future__ import annotations

import subprocess
import sys

import pytest
from spoiled_files import page_pdf, pdf

from nianbao.documents.document import DocumentError
from nianbao.documents.paged.pages import read_pdf


def test_the_pages_of_a_file_become_one_document() -> None:
    document = read_pdf(page_pdf(b"BT /F1 11 Tf 1 0 0 1 60 700 Tm (Total 958 in all) Tj ET", pages=3), "a.pdf")
    assert [(block.text.spans[0].place.page, block.text.text) for block in document.blocks] == [
        (page, "Total 958 in all") for page in (1, 2, 3)
    ]


def test_a_file_without_pages_is_said_to_be_broken() -> None:
    empty = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"])
    with pytest.raises(DocumentError) as raised:
        read_pdf(empty, "a.pdf")
    assert raised.value.code == "pdf-broken"


def test_a_text_does_not_wait_for_the_library_of_pdf_files() -> None:
    script = (
        "import sys; from nianbao.documents.reading import read_document; "
        "read_document('共有学生 120 人。'.encode(), name='a.txt'); print('pypdfium2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
