"""Figures by the name that ends right before them: 支出决算 in 支出决算为 120 万元, 招生 in 招生人数共 426 人."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_MEASURE = r"总?人数|总[数额量]|数[量额]?|金额|额"
_TIE = as_pattern(rf"(?:{_MEASURE}|规模|共计|合计|总计|分别|仅|约|为|是|共|计|有|达到?|了|[：:（(\s])*$")
_MEASURED = as_pattern(rf"(?:{_MEASURE}|规模|总计|合计)$")


def without_measure(name: str) -> str:
    """The name of what is counted: 招生 of 招生人数, 预算 of 预算数."""
    return _MEASURED.sub("", name)


def figures_named(passage: Passage, told: Sequence[Mention], name: str) -> list[Mention]:
    """Those of the figures, exact ones, whose own words end with the name."""
    found = []
    for mention in told:
        if mention.number.hedge is not Hedge.NONE or mention.is_loose:
            continue
        before = passage.mentions_in(mention.sentence[0], mention.digits_start)
        begin = max(mention.clause[0], before[-1].end if before else 0)
        if _TIE.sub("", passage.plain[begin : mention.start]).endswith(name):
            found.append(mention)
    return found
