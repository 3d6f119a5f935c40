"""What is sent as a Word file and is none is told what it is, and how it becomes one."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.word_files import MOST_BYTES, require_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空文件"),
        (b"\x00\x00 \n", "空文件"),
        (OLE + b"WordDocument", ".doc 或 .wps"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "图片"),
        ("就是一段话".encode(), "别的格式"),
        (b"PK\x03\x04 half of it", "损坏"),
        (packed("xl/workbook.xml"), "Excel"),
        (packed("mimetype"), "压缩包"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        (b"P" * (MOST_BYTES + 1), "40 MB"),
    ],
)
def test_each_kind_of_file_is_told_for_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(Problem, match=said) as told:
        require_word(data, "年报.docx")
    assert "年报.docx" in told.value.message_en


def test_a_word_file_passes_whatever_its_name(edited: Any) -> None:
    require_word(packed("[Content_Types].xml", "word/document.xml"), "年报")


def test_a_locked_archive_is_told_as_locked() -> None:
    data = bytearray(packed("word/document.xml"))
    at = bytes(data).index(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Problem, match="打开密码"):
        require_word(bytes(data), "年报.docx")
