"""Zip packages and their XML, opened with care.

What a zip claims is not believed: parts are read up to a limit, whatever size they state.
Entities are never resolved, nothing is fetched, and a document type declaration (which
no office format has) ends the reading.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.document import DocumentError, Note

_CHUNK = 1 << 20


@dataclass
class Archive:
    """A zip file whose parts are read within limits."""

    zip: zipfile.ZipFile
    label: str  # the format, for codes of problems
    name: str
    opened: int = 0
    notes: list[Note] = field(default_factory=list)

    @classmethod
    def open(cls, data: bytes, label: str, name: str) -> Archive:
        """The package in these bytes, or what is wrong with it."""
        try:
            opened = zipfile.ZipFile(io.BytesIO(data))
            infos = opened.infolist()
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, EOFError, OverflowError) as trouble:
            raise broken(label, name) from trouble
        except NotImplementedError as trouble:
            raise broken(label, name) from trouble
        if len(infos) > limits.PACK_MEMBERS:
            raise limits.too_large(
                f"{label}-too-many-parts",
                f"“{name}”内有 {len(infos):,} 个部件",
                f"“{name}” holds {len(infos):,} parts",
            )
        return cls(opened, label, name)

    def names(self) -> list[str]:
        return self.zip.namelist()

    def part(self, path: str) -> bytes | None:
        """The bytes of a part, or None where there is none or it cannot be unpacked."""
        try:
            info = self.zip.getinfo(path)
        except KeyError:
            return None
        if info.flag_bits & 0x1:
            raise encrypted(self.label, self.name)
        limit = min(limits.PART_BYTES, max(info.compress_size, 1) * limits.PACK_RATIO + _CHUNK)
        try:
            with self.zip.open(info) as stream:
                pieces, size = [], 0
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > limit or self.opened + size > limits.UNPACKED_BYTES:
                        raise limits.too_large(
                            f"{self.label}-unpacks-too-large",
                            f"“{self.name}”中的 {path} 解压后超过上限，像是压缩炸弹",
                            f"{path} in “{self.name}” unpacks beyond the limit, as a zip bomb does",
                        )
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
            self.notes.append(Note(f"部件 {path} 已损坏，未能读取。", f"The part {path} is damaged and was not read."))
            return None
        self.opened += size
        return b"".join(pieces)

    def xml(self, path: str) -> etree._Element | None:
        """The root of an XML part, or None where it is missing or beyond repair."""
        data = self.part(path)
        if data is None:
            return None
        root, damaged = parse_xml(data, self.label, self.name)
        if damaged:
            self.notes.append(
                Note(
                    f"部件 {path} 的 XML 有损坏，已读出可读的部分。",
                    f"The XML of the part {path} is damaged; what is readable of it was read.",
                )
            )
        return root


def parse_xml(data: bytes, label: str, name: str) -> tuple[etree._Element | None, bool]:
    """The root of an XML document, and whether it had to be repaired."""
    if has_doctype(data):
        raise with_entities(label, name)
    try:
        return etree.fromstring(data, _parser(huge=False, recover=False)), False
    except (etree.XMLSyntaxError, ValueError) as trouble:
        deep = "depth" in str(trouble).lower() or "huge" in str(trouble).lower()
    if deep:
        try:
            return etree.fromstring(data, _parser(huge=True, recover=False)), False
        except (etree.XMLSyntaxError, ValueError):
            pass
    try:
        return etree.fromstring(data, _parser(huge=deep, recover=True)), True
    except (etree.XMLSyntaxError, ValueError):
        return None, True


def has_doctype(data: bytes) -> bool:
    """True where XML declares a document type, in any encoding that XML may use."""
    head = data[:100_000]
    plain = head.replace(b"\x00", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _parser(*, huge: bool, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=huge,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def with_entities(label: str, name: str) -> DocumentError:
    """The message for XML that declares entities."""
    return DocumentError(
        f"{label}-has-entities",
        f"“{name}”内含文档类型声明（DTD），正常的办公文档没有它，可能是恶意文件，已停止读取。"
        "请向来源核实，或另存一份再试。",
        f"“{name}” holds a document type declaration, which no office document has; "
        "it may be malicious and was not read. Ask where it came from, or save a fresh copy.",
    )


def broken(label: str, name: str) -> DocumentError:
    """The message for a package that cannot be opened."""
    return DocumentError(
        f"{label}-broken",
        f"“{name}”已损坏或没有下载完整，打不开。请重新下载，或用 Word/WPS 打开修复后另存再试。",
        f"“{name}” is damaged or incomplete and cannot be opened. "
        "Download it again, or repair and save it in Word or WPS.",
    )


def encrypted(label: str, name: str) -> DocumentError:
    """The message for a file behind a password."""
    return DocumentError(
        f"{label}-encrypted",
        f"“{name}”设有打开密码，无法读取。请在 Word/WPS 中取消密码（文件—信息—保护文档），另存后再试。",
        f"“{name}” is protected by a password. "
        "Remove it in Word or WPS (File, Info, Protect Document), save and try again.",
    )
