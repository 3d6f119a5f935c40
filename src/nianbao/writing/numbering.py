"""Numbers of chapters, tables, figures and cases after a style pack; the author types none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from nianbao.facts.problem import Problem
from nianbao.writing.content import Block, Case, Chart, DataTable, Heading, OwnTable, Picture
from nianbao.writing.draft import bare_title

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Number:
    """表2-1 as its word and stem (表2-) and its running number."""

    stem: str
    ordinal: int

    def __str__(self) -> str:
        return f"{self.stem}{self.ordinal}"


@dataclass(frozen=True)
class Numbering:
    """``headings`` holds each heading's number as printed before its title, ``captions`` that of all else."""

    headings: Mapping[str, str]
    captions: Mapping[str, Number]


@dataclass(frozen=True)
class Style:
    headings: tuple[str, ...]
    within_chapter: bool
    unnumbered: frozenset[str]


def style(name: str) -> Style:
    """The style pack of a name; raises Problem where there is none."""
    packs = _packs()
    if name not in packs or name == "unnumbered":
        known = "、".join(key for key in packs if key != "unnumbered")
        raise Problem(
            "style-unknown", f"没有样式“{name}”。有：{known}", f"There is no style {name}; there are {known}."
        )
    pack = packs[name]
    return Style(tuple(pack["headings"]), bool(pack["within_chapter"]), frozenset(packs["unnumbered"]))


def number(blocks: Sequence[Block], pack: Style) -> Numbering:
    """Every number of a report, by block id."""
    headings: dict[str, str] = {}
    captions: dict[str, Number] = {}
    path: list[int] = []
    running: dict[tuple[str, str], int] = {}
    chapter = ""
    for block in blocks:
        if isinstance(block, Heading):
            if block.level == 1 and bare_title(block.text) in pack.unnumbered:
                headings[block.id], chapter = "", "0-" if pack.within_chapter else ""
                continue
            path = [*path[: block.level], *[0] * (block.level - len(path))]
            path[-1] += 1
            headings[block.id] = pack.headings[block.level - 1].format(
                path=".".join(map(str, path)), digits=path[-1], chinese=chinese(path[-1])
            )
            if block.level == 1:
                chapter = f"{path[0]}-" if pack.within_chapter else ""
        elif word := _word(block):
            running[word, chapter] = running.get((word, chapter), 0) + 1
            captions[block.id] = Number(f"{word}{chapter}", running[word, chapter])
    return Numbering(headings, captions)


def chinese(value: int) -> str:
    """A number below a hundred in Chinese.

    >>> [chinese(number) for number in (3, 10, 12, 20, 35)]
    ['三', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(value, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def _word(block: Block) -> str:
    match block:
        case DataTable() | OwnTable():
            return "表"
        case Chart() | Picture():
            return "图"
        case Case():
            return "案例"
        case _:
            return ""


@cache
def _packs() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("styles.yaml").read_text(encoding="utf-8")
    packs: Mapping[str, Any] = yaml.safe_load(text)
    return packs
