"""Shares of all kinds that there are make a hundred per cent.

Cue: percentages given in turn to kinds that leave nothing out (第一产业, 第二产业 and 第三产业; 非常满意 to 不满意; 一年级 to 三年级).
Why it should hold in any report: each member of the whole falls under one of the kinds. Guards: at least three
kinds that are complete by their own words; each may be rounded by half of its last place; a sum far from a
hundred belongs to shares of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.named_figures import NamedFigures, named_figures
from nianbao.extraction.wording import is_closed
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import BY_ID

FAULT = "sum"
EXAMPLES = (
    Example("fail", "第一产业占8%，第二产业占35%，第三产业占59%。"),
    Example("fail", "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占3.0%。"),
    Example("pass", "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占1.0%。"),
    Example("silent", "护理专业占32%，机电专业占28%，会计专业占21%。"),
)
_LEAST, _MOST = Decimal("0.85"), Decimal("1.15")
_LOWEST_GRADE = ("不满意", "很不满意", "非常不满意", "较差", "不合格", "差")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Lists of percentages, sentence by sentence."""
    for passage in manuscript.prose():
        if "%" not in passage.plain and "％" not in passage.plain:
            continue
        for start, end in passage.full_sentences:
            for run in named_figures(passage, start, end):
                if len(run.figures) > 2 and run.figures[0].is_percent and _is_complete(run):
                    yield from _hundred(passage, run)


def _is_complete(run: NamedFigures) -> bool:
    graded = any(name in _LOWEST_GRADE for name in run.names) and sum("满意" in name for name in run.names) > 1
    return all(run.names) and (is_closed(run.names) or graded)


def _hundred(passage: Passage, run: NamedFigures) -> Iterator[Relation]:
    added = sum((figure.number.value for figure in run.figures), start=Decimal(0))
    if not _LEAST < added < _MOST:
        return
    percent = BY_ID["percent"]
    # All shares together are exact; only the parts are rounded.
    whole = PrintedNumber("100%", Decimal("100.0000"), percent.factor, percent)
    total = Operand(f"{run.figures[0].id}:hundred", "各项占比之和", Cell.of_number(whole), None, 2.0)
    parts = [
        figure.operand(f"{name} {figure.raw.strip()}") for name, figure in zip(run.names, run.figures, strict=True)
    ]
    yield relation(
        "full-shares", [sum_of(total, parts)], cue="100%", severity="warning", place=passage.place(run.start, run.end)
    )  # fmt: skip
