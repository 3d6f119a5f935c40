"""What somebody sends as a Word file: known by its content, and where it is none, told what it is and what to do."""

from __future__ import annotations

import io
import zipfile

from nianbao.facts.problem import Problem

MOST_BYTES = 40 * 1024 * 1024
ENDINGS = (".docx", ".docm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_TEXT = b"application/vnd.oasis.opendocument"
MAIN = "word/document.xml"


def require_word(data: bytes, name: str) -> None:
    """Pass a .docx; raise Problem saying what the file is instead, and how it becomes one."""
    require_small(data, name)
    if not data.strip(b"\x00 \t\r\n"):
        raise Problem(
            "word-empty",
            f"“{name}”是空文件。请确认在 Word 里已经保存，再传一次。",
            f"{name} is empty. Make sure that it was saved in Word, then send it again.",
        )
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _locked(name)
    if not data.startswith(b"PK"):
        raise _other(name, _kind(data))
    if _OPEN_TEXT in data[:200]:
        raise _other(name, ("LibreOffice 文档（odt）", "an OpenDocument text"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            is_locked = any(info.flag_bits & 0x1 for info in archive.infolist())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise Problem(
            "word-broken",
            f"“{name}”已损坏或没有传完整，打不开。请用 Word 或 WPS 打开，另存为 .docx 再传。",
            f"{name} is damaged or incomplete and cannot be opened. Open it in Word or WPS, save it as .docx, send it.",
        ) from error
    if is_locked:
        raise _locked(name)
    if "xl/workbook.xml" in names:
        raise _other(name, ("Excel 工作簿", "an Excel workbook"))
    if MAIN not in names:
        raise _other(name, ("压缩包或别的文件", "an archive or something else"))


def is_word(data: bytes) -> bool:
    """Whether the content is a Word file's, whatever its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return MAIN in archive.namelist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False


def require_small(data: bytes, name: str) -> None:
    if len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1024 // 1024
        raise Problem(
            "word-too-large",
            f"“{name}”超过 {limit} MB。请在 Word 里压缩图片（图片格式—压缩图片）后另存再传。",
            f"{name} is larger than {limit} MB. Compress its pictures in Word, save it, send it again.",
        )


def bare_name(name: str) -> str:
    """A name that is safe to show and to offer, without its folder.

    >>> bare_name("C:\\\\稿\\\\年报 终稿.docx"), bare_name("..")
    ('年报 终稿.docx', 'report.docx')
    """
    bare = "".join(
        one for one in name.replace("\\", "/").rpartition("/")[2] if one.isprintable() and one not in '<>:"|?*'
    )
    return bare.strip(" .")[-120:] or "report.docx"


def _kind(data: bytes) -> tuple[str, str]:
    if data.startswith(_OLE):
        return "旧格式（.doc 或 .wps）", "in an older format (.doc or .wps)"
    if data.startswith(b"%PDF-"):
        return "PDF", "a PDF"
    if data.startswith(b"{\\rtf"):
        return "RTF 文档", "rich text (RTF)"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        return "图片", "a picture"
    return "别的格式", "in another format"


def _other(name: str, kind: tuple[str, str]) -> Problem:
    return Problem(
        "word-kind",
        f"“{name}”是{kind[0]}，不是 .docx，没有读取。请在 Word 或 WPS 里打开，用“另存为”选“Word 文档（.docx）”，再传。",
        f"{name} is {kind[1]}, no .docx, and was not read. Open it in Word or WPS, save it as a Word document (.docx) "
        "and send that.",
    )


def _locked(name: str) -> Problem:
    return Problem(
        "word-encrypted",
        f"“{name}”设有打开密码，无法读取。请在 Word 或 WPS 里取消密码（文件—信息—保护文档），另存后再传。",
        f"{name} is protected by a password. Remove it in Word or WPS (File, Info), save the file, send it.",
    )
