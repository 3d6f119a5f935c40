"""The element names of WordprocessingML, in the transitional and the strict namespace."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@lru_cache(256)
def w(name: str) -> str:
    """The full name of a word-processing element.

    >>> w("p").endswith("main}p")
    True
    """
    return W + name


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """A ``w:`` attribute, or None."""
    return None if element is None else element.get(W + name)


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:vanish`` is there and not turned off."""
    return element is not None and element.get(W + "val", "true") not in ("0", "false", "off")


def number(text: str | None, default: int = 0) -> int:
    """An integer attribute; what is no number, or beyond reason, is the default.

    >>> number("12"), number("x", 1), number("99999999999")
    (12, 1, 0)
    """
    try:
        found = int(text or "")
    except ValueError:
        return default
    return found if abs(found) < 10_000_000 else default
