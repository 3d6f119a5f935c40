"""Shares of all kinds that there are make a hundred per cent.

Cue: percentages given in turn to kinds that leave nothing out (第一产业, 第二产业 and 第三产业; 非常满意 to 不满意; 一年级 to 三年级;
男生 and 女生, each with 占); 产业结构为 a:b:c.
Why it should hold in any report: each member of the whole falls under one of the kinds. Guards: at least three
kinds that are complete by their own words, or two of which one is all that the other is not; each may be rounded
by half of its last place; a sum far from a hundred belongs to shares of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.named_figures import NamedFigures, named_figures
from nianbao.extraction.wording import are_opposites, is_closed
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import BY_ID

FAULT = "sum"
EXAMPLES = (
    Example("fail", "第一产业占8%，第二产业占35%，第三产业占59%。"),
    Example("fail", "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占3.0%。"),
    Example("fail", "生源中城镇户籍占32.5%，农村户籍占76.5%。"),
    Example("fail", "三次产业结构为8.4:53.1:40.3。"),
    Example("pass", "非常满意占62.5%，满意占30.2%，基本满意占6.3%，不满意占1.0%。"),
    Example("silent", "护理专业占32%，机电专业占28%，会计专业占21%。"),
)
_LEAST, _MOST = Decimal("0.85"), Decimal("1.15")
_LOWEST_GRADE = ("不满意", "很不满意", "非常不满意", "较差", "不合格", "差")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Lists of percentages, sentence by sentence."""
    for passage in manuscript.prose():
        yield from _structures(passage)
        if "%" not in passage.plain and "％" not in passage.plain:
            continue
        for start, end in passage.full_sentences:
            for run in named_figures(passage, start, end):
                if not run.figures[0].is_percent:
                    continue
                if _is_complete(run) if len(run.figures) > 2 else _are_two_kinds(passage, run):
                    yield from _hundred(passage, run)


def _is_complete(run: NamedFigures) -> bool:
    graded = any(name in _LOWEST_GRADE for name in run.names) and sum("满意" in name for name in run.names) > 1
    return all(run.names) and (is_closed(run.names) or graded)


_OWN_SHARE = as_pattern(r"(?:占(?!地)比?|比例|比重)[^，。；、\d率]{0,8}$")
_OF_SOME = as_pattern(r"其中|率|满意|以上|增|减|提高|下降|上年|去年")


def _are_two_kinds(passage: Passage, run: NamedFigures) -> bool:
    """男生占 52.3%，女生占 47.7%: both are said to be shares, and one is all that the other is not."""
    if len(run.figures) != 2 or not all(run.names):
        return False
    first, second = run.figures
    start, end = first.clause[0], second.clause[1]
    if _OF_SOME.search(passage.plain[start:end]) or any(f.number.hedge is not Hedge.NONE for f in run.figures):
        return False
    if not _OWN_SHARE.search(passage.plain[start : first.start]):
        return False
    if not _OWN_SHARE.search(passage.plain[first.end : second.start]):
        return False
    return are_opposites(*run.names)


_STRUCTURE = as_pattern(
    r"(?:产业结构|结构比例?|构成比例?|比例|之比|结构)[^，。；\d：:]{0,8}?[：:]?\s*(?P<list>\d{1,2}(?:\.\d{1,2})?(?:\s*[:：∶]\s*\d{1,2}(?:\.\d{1,2})?){2,4})(?![\d.:：∶])"
)


def _structures(passage: Passage) -> Iterator[Relation]:
    """三次产业结构为 8.4:51.3:40.3: parts of a hundred, where they come near it."""
    if "结构" not in passage.plain and "比" not in passage.plain:
        return
    for match in _STRUCTURE.finditer(passage.plain):
        parts: list[Operand] = []
        for found in as_pattern(r"\d{1,2}(?:\.\d{1,2})?").finditer(match["list"]):
            start = match.start("list") + found.start()
            number = PrintedNumber(found[0], Decimal(found[0]))
            place = passage.place(start, start + len(found[0]))
            parts.append(Operand(f"{passage.id}:{start}:part", found[0], Cell.of_number(number), place))
        added = sum((part.cell.number.value for part in parts if part.cell.number is not None), start=Decimal(0))
        if _LEAST * 100 < added < _MOST * 100 and any("." in part.label for part in parts):
            whole = PrintedNumber("100", Decimal("100.0000"))
            total = Operand(f"{parts[0].key}:hundred", "各项之和", Cell.of_number(whole), None, 2.0)
            yield relation(
                "full-shares", [sum_of(total, parts)], cue="结构", severity="warning",
                place=passage.place(match.start("list"), match.end("list")),
            )  # fmt: skip


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
