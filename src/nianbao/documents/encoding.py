"""Bytes to characters: which of the encodings of Chinese text a file is in."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from nianbao.documents import limits
from nianbao.documents.document import DocumentError
from nianbao.facts.pattern import as_pattern

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""")


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; a file in none of them is refused.

    >>> decode("质量报告".encode("gb18030"))
    ('质量报告', 'gb18030')
    >>> decode("表1".encode("utf-16"))[0]
    '表1'
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut off in the middle of a character is still that file.
        if error.start >= len(data) - 3 and error.start > 16:
            return data[: error.start].decode("utf-8"), "utf-8"
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    declared = _DECLARED.search(data[:2000])
    for name in [declared[1].decode("ascii").lower()] if declared else []:
        try:
            return data.decode(name), name
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    text = data.decode("gb18030", errors="replace")
    spoiled = text.count("\ufffd")
    if spoiled * 50 <= len(text) and _looks_written(text):
        return text, "gb18030"
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 50 <= len(text) and _looks_written(text):
        return text, "utf-8"
    raise DocumentError(
        "text-undecodable",
        "不是可读的文本：既不是 UTF-8，也不是 GB18030 或 UTF-16。请用记事本或 WPS 打开，另存为“UTF-8”编码的文本再试。",
        "This is no readable text: neither UTF-8 nor GB18030 nor UTF-16. "
        "Open it in an editor, save it as UTF-8 and try again.",
    )


def is_binary(data: bytes) -> bool:
    """True where the first bytes cannot be text of any encoding.

    >>> is_binary(bytes(range(256)) * 4), is_binary("年报".encode("gb18030"))
    (True, False)
    """
    head = data[:4096]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _without_mark(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    # A stray NUL in a text is a slip of some program; many are a binary file.
    return control * 20 > len(head) or head.count(0) * 8 > len(head)


def lines_of(text: str) -> list[str]:
    """The lines, split at the line feed alone (a file with only carriage returns: at those)."""
    if len(text) > limits.TEXT_CHARACTERS:
        raise limits.too_large(
            "text-too-long",
            f"文本超过 {limits.TEXT_CHARACTERS:,} 字",
            f"the text has more than {limits.TEXT_CHARACTERS:,} characters",
        )
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    if text.count("\n") > limits.LINES:
        raise limits.too_large(
            "text-too-many-lines", f"文本超过 {limits.LINES:,} 行", f"the text has more than {limits.LINES:,} lines"
        )
    return [line.removesuffix("\r") for line in text.split("\n")]


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: read so, nearly all of it is Han, ASCII and their signs."""
    return _utf_16_of(data[: 4096 - 4096 % 2])


@lru_cache(4)  # each reader asks whether it is text, and the one of texts how to read it
def _utf_16_of(head: bytes) -> str:
    if len(head) < 8:
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(name, errors="replace")
        usual = sum(map(len, _USUAL.findall(text)))
        if usual * 20 >= len(text) * 19 and len(_SIGNS.findall(text)) * 25 >= len(text):
            return name
    return ""


_CONTROL_BYTES = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\r\f\x1b")
_STRANGE = as_pattern("[\x00-\x08\x0b\x0e-\x1f\ue000-\uf8ff]")
_USUAL = as_pattern("[\t\n\r -~\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e]+")
_SIGNS = as_pattern("[\t\n\r ，。、：0-9]")


def _looks_written(text: str) -> bool:
    head = text[:20_000]
    strange = len(_STRANGE.findall(head))
    return strange * 50 <= max(len(head), 1)
