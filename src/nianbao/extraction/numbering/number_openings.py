"""The numbers that open headings and paragraphs, in reading order: 第一章, 一、, （一）, 1., （1）, 1.2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianbao.documents.document import Certainty
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

_HAN = "一二三四五六七八九十"
DECIMAL = as_pattern(
    r"\s*(?P<number>\d{1,2}(?:[.．]\d{1,2}){1,4})(?![\d%％])[.．、\s]*(?=[\u4e00-\u9fff“《（(【A-Z]|20\d\d|1[+＋]X)"
)
QUANTITY = as_pattern(
    r"\s*\d{1,2}[.．]\d{1,2}\s*(?:[万亿％%倍]|(?:个|元|名|亩|人|项|所|年|月|平方米)(?:[，。、的以左]|$))"
)
# Scheme, pattern of the opening; the schemes are counted apart.
OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", as_pattern(rf"\s*第(?P<number>[{_HAN}]{{1,3}}|\d{{1,2}})(?P<sign>章|部分?|篇)")),
    ("section", as_pattern(rf"\s*第(?P<number>[{_HAN}]{{1,3}}|\d{{1,2}})(?P<sign>节)")),
    ("han", as_pattern(rf"\s*(?P<number>[{_HAN}]{{1,3}})(?P<sign>、)")),
    ("han in brackets", as_pattern(rf"\s*[（(]\s*(?P<number>[{_HAN}]{{1,3}})\s*(?P<sign>[）)])")),
    ("plain", as_pattern(r"\s*(?P<number>\d{1,2})\s*(?P<sign>[.．、])(?!\d)")),
    ("brackets", as_pattern(r"\s*[（(]\s*(?P<number>\d{1,2})\s*(?P<sign>[）)])")),
)
_APART = ("caption", "note", "figure", "case")  # what stands beside the text and is not counted with it


@dataclass
class Opening:
    """A number that opens a passage, or a heading that has none."""

    passage: Passage
    scheme: str = ""
    match: re.Match[str] | None = None
    number: int = 0
    is_sure: bool = True  # False for a line of a table that could not be read: it may be a heading, or a row


def openings_of(manuscript: Manuscript) -> list[Opening]:
    items: list[Opening] = []
    passages = {passage.id: passage for passage in manuscript.passages}
    for block in manuscript.document.blocks:
        if block.certainty is Certainty.UNREAD and block.cells:
            lines = (Passage.of(f"{block.id}:{cell.row}", cell.text) for cell in block.cells if cell.column == 0)
            items.extend(
                item for line in lines if (item := _opening(line, is_sure=False)).scheme not in ("", "decimal")
            )
        elif (passage := passages.get(block.id)) is not None and passage.kind not in _APART:
            items.append(_opening(passage))
    return items


def _opening(passage: Passage, *, is_sure: bool = True) -> Opening:
    match = DECIMAL.match(passage.plain)
    if match is not None and not QUANTITY.match(passage.plain):
        return Opening(passage, "decimal", match, is_sure=is_sure)
    for scheme, pattern in OPENINGS:
        if (match := pattern.match(passage.plain)) is not None:
            return Opening(passage, scheme, match, read_whole(match["number"]) or 0, is_sure)
    return Opening(passage, is_sure=is_sure)


def following_numbers(items: list[Opening]) -> list[int | None]:
    """For each of them the next number of its scheme that is no new beginning."""
    following: list[int | None] = [None] * len(items)
    coming: dict[str, int | None] = {}
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.scheme and item.is_sure:
            following[index] = coming.get(item.scheme)
            coming[item.scheme] = item.number if item.number != 1 else None
    return following
