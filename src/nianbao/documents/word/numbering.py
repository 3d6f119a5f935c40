"""The numbers that Word prints before paragraphs and does not store in their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents.word.names import number, value, w
from nianbao.facts.numeral import write_numeral
from nianbao.facts.pattern import as_pattern

_PLACE = as_pattern(r"%([1-9])")
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_COUNTING = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    ]
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@dataclass(slots=True)
class Level:
    """One level of a list: where it starts, how its number is written and what stands around it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    separator: str = "tab"
    legal: bool = False
    restarts: bool = True


@dataclass(slots=True)
class Numbering:
    """All lists of a document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)  # numId → abstractNumId
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    overrides: dict[str, dict[int, Level]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """The lists that numbering.xml declares."""
        found = cls()
        if root is None:
            return found
        linked: dict[str, str] = {}
        by_link: dict[str, str] = {}
        for abstract in root.iterfind(w("abstractNum")):
            key = value(abstract, "abstractNumId") or ""
            found.levels[key] = dict(map(_level, abstract.iterfind(w("lvl"))))
            for element in abstract.iterfind(w("lvl")):
                style = value(element.find(w("pStyle")))
                if style:
                    found.by_style.setdefault(style, (key, number(value(element, "ilvl"))))
            if link := value(abstract.find(w("numStyleLink"))):
                linked[key] = link
            if link := value(abstract.find(w("styleLink"))):
                by_link[link] = key
        for key, link in linked.items():
            found.levels[key] = found.levels.get(by_link.get(link, ""), found.levels[key])
        for element in root.iterfind(w("num")):
            key = value(element, "numId") or ""
            found.lists[key] = value(element.find(w("abstractNumId"))) or ""
            for override in element.iterfind(w("lvlOverride")):
                depth = number(value(override, "ilvl"))
                start = value(override.find(w("startOverride")))
                if start is not None:
                    found.starts[key, depth] = number(start, 1)
                inner = override.find(w("lvl"))
                if inner is not None:
                    found.overrides.setdefault(key, {})[depth] = _level(inner)[1]
        return found

    def list_of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that a paragraph style is linked to from the list's side."""
        linked = self.by_style.get(style)
        if linked is None:
            return None
        for key, abstract in self.lists.items():
            if abstract == linked[0]:
                return key, linked[1]
        return None

    def next_number(self, key: str, depth: int) -> str:
        """The number printed before the next paragraph of a list, with what parts it from the text; may be empty."""
        abstract = self.lists.get(key)
        if abstract is None or not 0 <= depth <= 8:
            return ""
        levels = {**self.levels.get(abstract, {}), **self.overrides.get(key, {})}
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if (key, depth) in self.starts and (key, depth) not in self.begun:
            counts[depth] = self.starts[key, depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self.begun.add((key, depth))
        for deeper in [other for other in counts if other > depth]:
            if levels.get(deeper, level).restarts:
                del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""

        def spelled(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            spec = levels.get(place, level)
            return spell(counts.get(place, spec.start), "decimal" if level.legal else spec.form)

        text = _PLACE.sub(spelled, level.pattern)
        if not text or level.separator == "nothing":
            return text
        return text + (" " if text[-1].isascii() else "")


def spell(count: int, form: str) -> str:
    """A count in one of Word's ways of writing numbers.

    >>> [spell(12, form) for form in ("decimal", "chineseCounting", "upperRoman", "decimalEnclosedCircle")]
    ['12', '十二', 'XII', '⑫']
    """
    if not 0 <= count < 100_000:
        return str(count)
    if form in ("ideographDigital", "japaneseDigitalTenThousand"):
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))
    if form in _COUNTING:
        return write_numeral(count)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return write_numeral(count).translate(_LEGAL)
    if form in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _CIRCLED[count - 1] if 1 <= count <= len(_CIRCLED) else str(count)
    if form == "decimalEnclosedParen":
        return f"({count})"
    if form == "decimalEnclosedFullstop":
        return f"{count}."
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    if form == "decimalZero":
        return f"{count:02}"
    if form == "ideographTraditional":
        return _STEMS[(count - 1) % 10]
    if form == "ideographZodiac":
        return _BRANCHES[(count - 1) % 12]
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter") and count >= 1:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        while count >= worth and len(text) < 40:
            text += sign
            count -= worth
    return text


def _level(element: etree._Element) -> tuple[int, Level]:
    return number(value(element, "ilvl")), Level(
        start=number(value(element.find(w("start"))), 1),
        form=value(element.find(w("numFmt"))) or "decimal",
        pattern=(value(element.find(w("lvlText"))) or "")[:80],
        separator=value(element.find(w("suff"))) or "tab",
        legal=element.find(w("isLgl")) is not None,
        restarts=value(element.find(w("lvlRestart"))) != "0",
    )
