"""A file to a document, whatever its format.

A reader is a module of ``nianbao.documents.formats`` with four names; nothing else lists it:

``LABEL``     the format's name, as ``Document.format`` shows it (``docx``)
``PRIORITY``  readers with a higher one are asked first
``accepts(data, name)``  whether the first look at the bytes says that this reader knows them
``read(data, name)``     the document, or a ``DocumentError`` that says what to do
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Protocol, cast

import nianbao.documents.formats
from nianbao.documents import limits
from nianbao.documents.document import Document, DocumentError, Note


class Reader(Protocol):
    """What a module of ``nianbao.documents.formats`` offers."""

    LABEL: str
    PRIORITY: int

    def accepts(self, data: bytes, name: str) -> bool: ...
    def read(self, data: bytes, name: str) -> Document: ...


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, the most particular first."""
    found = []
    for module in sorted(pkgutil.iter_modules(nianbao.documents.formats.__path__), key=lambda module: module.name):
        found.append(cast(Reader, importlib.import_module(f"{nianbao.documents.formats.__name__}.{module.name}")))
    return tuple(sorted(found, key=lambda reader: (-reader.PRIORITY, reader.LABEL)))


def read_document(source: str | Path | bytes, *, name: str = "") -> Document:
    """The document in a file or in bytes; its content decides which reader takes it, not its suffix.

    >>> document = read_document("一、人才培养\\n共有学生 120 人。".encode(), name="a.txt")
    >>> [(block.kind.value, block.text.text) for block in document.blocks]
    [('heading', '一、人才培养'), ('paragraph', '共有学生 120 人。')]
    """
    data, name = (source, name) if isinstance(source, bytes) else _load(Path(source), name)
    name = name or "document"
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DocumentError(
            "document-empty",
            f"“{name}”是空文件，没有可以核对的内容。请确认文件已保存，再试一次。",
            f"“{name}” is empty; there is nothing to check. Make sure that it was saved, then try again.",
        )
    for reader in readers():
        if reader.accepts(data, name):
            document = _read_with(reader, data, name)
            if not any(block.cells or block.text.text for block in document.blocks):  # pictures say nothing
                nothing = Note("文件中没有读到可见的文字。", "No visible text was found in the file.")
                document = replace(document, notes=(*document.notes, nothing))
            return document
    raise DocumentError(
        "document-format-unknown",
        f"认不出“{name}”是什么格式。可读：txt、md、html、docx、pdf、xlsx（doc、wps 需安装 LibreOffice）。"
        "请另存为其中一种再试。",
        f"The format of “{name}” is not known. Readable: txt, md, html, docx, pdf, xlsx (doc, wps with LibreOffice). "
        "Save it as one of these and try again.",
    )


@contextmanager
def without_collections(*, is_kept: bool = False) -> Iterator[None]:
    """No search for circular garbage while a file is read or checked.

    A document is tens of thousands of small objects that are all needed to the end; going through them again and
    again takes two fifths of the reading of a text, and a tenth of its checking. Where ``is_kept``, what was made
    meanwhile counts as old: a document holds no circles, so going through it right afterwards would find nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if is_kept and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _read_with(reader: Reader, data: bytes, name: str) -> Document:
    try:
        with without_collections(is_kept=True):
            return reader.read(data, name)
    except (MemoryError, RecursionError) as trouble:
        raise DocumentError(
            f"{reader.LABEL}-too-complex",
            f"“{name}”的结构过深或过大，已停止读取。请用 Word 或 WPS 另存一份，再试一次。",
            f"“{name}” is nested too deeply or too large; reading was stopped. Save a fresh copy and try again.",
        ) from trouble


def _load(path: Path, name: str) -> tuple[bytes, str]:
    name = name or path.name
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise IsADirectoryError(21, "is a directory")
        if size > limits.FILE_BYTES:
            raise limits.too_large(
                "document-too-large",
                f"“{name}”有 {size // 1_000_000} MB，上限 {limits.FILE_BYTES // 1_000_000} MB",
                f"“{name}” has {size // 1_000_000} MB, the limit is {limits.FILE_BYTES // 1_000_000} MB",
            )
        return path.read_bytes(), name
    except FileNotFoundError as trouble:
        raise DocumentError(
            "document-missing",
            f"找不到文件“{path}”。请检查路径和文件名。",
            f"There is no file “{path}”. Check its path and name.",
        ) from trouble
    except OSError as trouble:
        raise DocumentError(
            "document-unreadable",
            f"打不开“{path}”：{trouble.strerror}。请检查它是否是文件、是否有读取权限、是否被其他程序占用。",
            f"“{path}” cannot be opened: {trouble.strerror}. "
            "Check that it is a file, that you may read it and that no other program holds it.",
        ) from trouble
