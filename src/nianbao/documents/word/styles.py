"""Paragraph styles: which are headings, which number their paragraphs, which belong to a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents.word.names import is_on, number, value, w
from nianbao.facts.pattern import as_pattern

_HEADING_NAME = as_pattern(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = as_pattern(r"(?:toc|目录|table of figures|图表目录)\s*\d?", re.IGNORECASE)
_DEEPEST_CHAIN = 30  # basedOn may run in a circle


@dataclass(slots=True)
class Style:
    """What a paragraph inherits from its style."""

    name: str = ""
    level: int = 0  # of a heading; 0 for none
    list_id: str | None = None
    list_level: int | None = None
    contents: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document with their inheritance resolved."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default: str = ""
    resolved: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Styles:
        """The styles that styles.xml declares."""
        found = cls()
        for element in root.iterfind(w("style")) if root is not None else ():
            identifier = value(element, "styleId")
            if identifier and value(element, "type") in (None, "paragraph"):
                found.elements[identifier] = element
                if value(element, "default") in ("1", "true", "on"):
                    found.default = identifier
        return found

    def __getitem__(self, identifier: str | None) -> Style:
        identifier = identifier or self.default
        if identifier not in self.resolved:
            self.resolved[identifier] = self._resolve(identifier)
        return self.resolved[identifier]

    def _resolve(self, identifier: str) -> Style:
        style = Style()
        outline: int | None = None
        seen: set[str] = set()
        while identifier in self.elements and identifier not in seen and len(seen) < _DEEPEST_CHAIN:
            seen.add(identifier)
            element = self.elements[identifier]
            name = value(element.find(w("name"))) or ""
            style.name = style.name or name
            style.contents = style.contents or _CONTENTS_NAME.fullmatch(name.strip()) is not None
            properties = element.find(w("pPr"))
            if properties is not None:
                level = properties.find(w("outlineLvl"))
                if outline is None and level is not None:
                    outline = number(value(level), 9)
                listing = properties.find(w("numPr"))
                if listing is not None:
                    if style.list_id is None:
                        style.list_id = value(listing.find(w("numId")))
                    if style.list_level is None and listing.find(w("ilvl")) is not None:
                        style.list_level = number(value(listing.find(w("ilvl"))))
            if outline is None and (match := _HEADING_NAME.fullmatch(name.strip())):
                outline = int(match[1]) - 1
            run = element.find(w("rPr"))
            if run is not None and is_on(run.find(w("vanish"))):
                style.hidden = True
            identifier = value(element.find(w("basedOn"))) or ""
        style.level = outline + 1 if outline is not None and 0 <= outline <= 8 else 0
        return style
