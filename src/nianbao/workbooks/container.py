"""What kind of file it is, and how large it really is when unpacked.

Nothing is handed to a reader before every part has been unpacked here within
bounds: sizes written in an archive are claims.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from nianbao.workbooks.message import WorkbookMessage, message

MAX_FILE_BYTES = 64 * 2**20
MAX_PART_BYTES = 24 * 2**20
MAX_TOTAL_BYTES = 96 * 2**20
MAX_PARTS = 2_000
MAX_RATIO = 400  # a sheet of nothing but repeated rows packs about 60 to 1
_RATIO_COUNTS_FROM = 2**20  # small parts may be as repetitive as they like
_CHUNK = 2**20
_READ_PARTS = re.compile(r"xl/.*\.(?:xml|rels)|\[Content_Types\]\.xml|_rels/\.rels")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_MAIN_PARTS = (
    ("xl/workbook.bin", "format-unsupported", "Excel 二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    ("word/document.xml", "file-not-a-workbook", " Word 文档", "a Word document"),
    ("ppt/presentation.xml", "file-not-a-workbook", " PowerPoint 演示文稿", "a PowerPoint presentation"),
    ("content.xml", "format-unsupported", " OpenDocument 文件（.ods/.odt）", "an OpenDocument file (.ods, .odt)"),
    (
        "META-INF/manifest.xml",
        "format-unsupported",
        " OpenDocument 文件（.ods/.odt）",
        "an OpenDocument file (.ods, .odt)",
    ),
)


@dataclass(frozen=True)
class Container:
    """A file that may be opened: ``parts`` holds the XML parts of an .xlsx, and is empty for an .xls."""

    content: bytes
    parts: Mapping[str, bytes]
    names: tuple[str, ...]
    is_legacy: bool = False  # .xls or .et


def open_container(content: bytes) -> Container | WorkbookMessage:
    """The unpacked file, or why it cannot be used."""
    if not content:
        return message("file-empty")
    if len(content) > MAX_FILE_BYTES:
        size = len(content) // 2**20
        return message("workbook-too-large", detail=f"{size} MB")
    if content.startswith(_OLE):
        return _open_legacy(content)
    if content.startswith(b"PK"):
        return _open_zip(content)
    return message("file-not-a-workbook", **_kind_of(content))


def _kind_of(content: bytes) -> dict[str, str]:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return {"kind": " PDF 文件", "kind_en": "a PDF file"}
    if head.startswith(_PICTURES):
        return {"kind": "图片", "kind_en": "a picture"}
    lowered = head[:600].lower()
    if lowered.startswith((b"<!doctype html", b"<html")) or b"<table" in lowered or b"<html" in lowered:
        return {
            "kind": "网页（可能是系统导出时改了扩展名）",
            "kind_en": "a web page (perhaps exported under another extension)",
        }
    if lowered.startswith(b"<?xml"):
        return {"kind": " XML 文件", "kind_en": "an XML file"}
    if lowered.startswith(b"{\\rtf"):
        return {"kind": " RTF 文档", "kind_en": "an RTF document"}
    text = _as_text(content[:4096])
    if text is not None:
        if any(mark in text.splitlines()[0] for mark in (",", "\t", "，", ";")):
            return {"kind": "文本表格（CSV）", "kind_en": "a text table (CSV)"}
        return {"kind": "纯文本文件", "kind_en": "a plain text file"}
    return {"kind": "无法识别的文件", "kind_en": "a file of unknown kind"}


def _as_text(head: bytes) -> str | None:
    if b"\x00" in head:
        return None
    for encoding in ("utf-8", "gb18030"):
        # The last character may have been cut in half.
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
            return text if text and printable >= 0.95 * len(text) else None
    return None


def _open_legacy(content: bytes) -> Container | WorkbookMessage:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage") or has("EncryptionInfo"):
        return message("workbook-encrypted")
    if has("WordDocument"):
        return message(
            "file-not-a-workbook", kind=" Word 97 文档（.doc/.wps）", kind_en="a Word 97 document (.doc, .wps)"
        )
    if has("PowerPoint Document"):
        return message("file-not-a-workbook", kind=" PowerPoint 97 演示文稿", kind_en="a PowerPoint 97 presentation")
    if has("Workbook") or has("Book"):
        return Container(content, {}, (), is_legacy=True)
    return message("file-not-a-workbook", kind="无法识别的 Office 文件", kind_en="an Office file of unknown kind")


def _open_zip(content: bytes) -> Container | WorkbookMessage:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAX_PARTS:
                return message("workbook-too-large", detail=f"{len(infos)} 个部件 / parts")
            names = tuple(info.filename for info in infos)
            if "xl/workbook.xml" not in names:
                return _not_a_workbook(names)
            if len(set(names)) != len(names):
                return message("workbook-damaged", detail="部件重名 / parts with the same name")
            if any(info.flag_bits & 1 for info in infos):
                return message("workbook-encrypted")
            parts: dict[str, bytes] = {}
            total = 0
            for info in infos:
                part = _unpack(archive, info, MAX_TOTAL_BYTES - total)
                if isinstance(part, WorkbookMessage):
                    return part
                total += len(part)
                if _READ_PARTS.fullmatch(info.filename):
                    parts[info.filename] = part
            return Container(content, parts, names)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
        RuntimeError,
    ) as trouble:
        return message("workbook-damaged", detail=str(trouble) or type(trouble).__name__)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes | WorkbookMessage:
    """One part, unpacked as far as the bounds allow; the archive checks its length and sum at the end."""
    limit = min(MAX_PART_BYTES, left)
    taken = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            taken += chunk
            if len(taken) > limit:
                return message("workbook-too-large", detail=f"{info.filename} > {limit // 2**20} MB")
            if len(taken) > _RATIO_COUNTS_FROM and len(taken) > MAX_RATIO * max(info.compress_size, 1):
                return message("workbook-too-large", detail=f"{info.filename} > {MAX_RATIO}:1")
    if info.file_size != len(taken):
        return message("workbook-damaged", detail=info.filename)
    return bytes(taken)


def _not_a_workbook(names: tuple[str, ...]) -> WorkbookMessage:
    present = set(names)
    for part, code, kind, kind_en in _MAIN_PARTS:
        if part in present:
            return message(code, kind=kind, kind_en=kind_en)
    return message("file-not-a-workbook", kind="压缩包", kind_en="an archive")
