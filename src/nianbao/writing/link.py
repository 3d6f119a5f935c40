"""A figure asked for in a sentence: ``[[毕业生数]]``, ``[[毕业生数|变化]]``, ``[[就业人数|占 毕业生数|2位]]``."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nianbao.facts.problem import Problem
from nianbao.framework.model import Catalogue, Edition

LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")


class Aspect(StrEnum):
    """What a sentence says of a figure; the value is the word that an author writes."""

    VALUE = "值"
    DIGITS = "数"
    BEFORE = "上年"
    CHANGE = "变化"
    GROWTH = "增长"
    CHANGE_AND_GROWTH = "增减"
    SHARE = "占"
    TWO_BEFORE = "前年"
    SINCE_TWO_BEFORE = "比前年"
    RANK = "排名"


@dataclass(frozen=True, slots=True)
class FigureLink:
    """``whole`` is the indicator of which a share is taken; ``places`` None leaves it to the figure."""

    indicator: str
    aspect: Aspect = Aspect.VALUE
    whole: str | None = None
    places: int | None = None


def figure_tag(link: FigureLink) -> str:
    """What a linked figure is called in Word's content controls and on the page.

    >>> figure_tag(FigureLink("graduates")), figure_tag(FigureLink("employed", Aspect.SHARE, "graduates", 2))
    ('graduates|值', 'employed|占 graduates|2位')
    """
    words = [link.indicator, link.aspect + (f" {link.whole}" if link.whole else "")]
    return "|".join([*words, *([f"{link.places}位"] if link.places is not None else [])])


def bookmark(block: str) -> str:
    """A block's name in Word's bookmarks: letters, digits and underscores, at most forty.

    >>> bookmark("h1-a"), len(bookmark("a-very-long-name-of-a-block-that-somebody-gave-it"))
    ('_Ref_h1_a', 40)
    """
    name = f"_Ref_{block.replace('-', '_')}"
    return name if len(name) <= 40 else f"{name[:31]}_{hashlib.sha256(block.encode()).hexdigest()[:8]}"


class Names:
    """What an author may call the figures of one edition: official term, another official wording, or id."""

    def __init__(self, edition: Edition, catalogue: Catalogue) -> None:
        self._known: dict[str, list[str]] = {}
        for indicator in (catalogue.indicators[name] for name in edition.indicators()):
            for word in {indicator.id, indicator.label, *indicator.aliases}:
                self._known.setdefault(word, []).append(indicator.id)
        self.labels: Mapping[str, str] = {name: catalogue.indicators[name].label for name in edition.indicators()}

    def find(self, word: str) -> str:
        """The indicator that a word means; raises Problem where there is none or more than one.

        The official term comes before another wording of a neighbour.
        """
        found = self._known.get(word, [])
        exact = [name for name in found if word in (self.labels[name], name)]
        found = exact or found
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(f"{self.labels[name]}（{name}）" for name in found)
            raise Problem(
                "figure-name-ambiguous",
                f"“{word}”可指多项：{names}。请改写括号里的代号。",
                f"“{word}” may mean {', '.join(found)}. Write one of these ids.",
            )
        near = difflib.get_close_matches(word, sorted(self._known), n=5, cutoff=0.5)
        hint = f"相近的有：{'、'.join(near)}。" if near else "指标名称见 nianbao edition show。"
        raise Problem(
            "figure-name-unknown",
            f"本年度的表中没有“{word}”这一项。{hint}",
            f"The form does not ask for “{word}”." + (f" Near it: {', '.join(near)}." if near else ""),
        )


def read_link(text: str, names: Names) -> FigureLink:
    """What stands between the brackets; raises Problem where it says nothing that can be written."""
    name, *wishes = (part.strip() for part in text.split("|"))
    aspect, whole, places = Aspect.VALUE, None, None
    for wish in wishes:
        if match := re.fullmatch(r"(\d)\s*位", wish):
            places = int(match[1])
        elif wish in set(Aspect) - {Aspect.SHARE}:
            aspect = Aspect(wish)
        elif match := re.fullmatch(r"占\s*(.+)", wish):
            aspect, whole = Aspect.SHARE, names.find(match[1])
        else:
            raise Problem(
                "figure-wish-unknown",
                f"不认识“{wish}”。可写：值、数、上年、变化、增长、增减、前年、比前年、占 某指标、2位（小数位数）。",
                f"“{wish}” is none of: 值 (value), 数 (digits), 上年 (last year's), 变化 (change), 增长 (growth), "
                "增减 (change and growth), 前年 (of two years before), 比前年 (change since then), "
                "占 INDICATOR (share), 2位 (decimal places).",
            )
    return FigureLink(names.find(name), aspect, whole, places)
