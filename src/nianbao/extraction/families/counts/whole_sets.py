"""Where all the rows of a table are told one by one, what they have together is the total told before them.

Cue: a total and 其中, or a colon or brackets, and figures each with its name (全区8个专业群，其中第一职校3个、二职2个、卫校3个), where
the names are just the rows of a table of the report, all of them. Why it should hold in any report: a table that totals its rows
has no others, so that nothing is left out. Guards: the names must be all the rows of a table, three at least, none more and none
less; the measure words must be one; kinds that overlap (其中 rows, 总计) are no rows; a total that is hedged, or figures that are,
say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import PERIOD, compact
from nianbao.extraction.told.figure_runs import Run, figure_runs
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
_TABLE = "\n\n表1 各校在校生\n\n学校\t在校生\n第一职校\t810\n第二职校\t640\n卫生学校\t390\n合计\t1840\n"
EXAMPLES = (
    Example("fail", f"全区有9个专业群，其中第一职校3个、第二职校2个、卫生学校3个。{_TABLE}"),
    Example("pass", f"全区有8个专业群，其中第一职校3个、第二职校2个、卫生学校3个。{_TABLE}"),
    Example("silent", f"全区有9个专业群，其中第一职校3个、第二职校2个。{_TABLE}"),
)
_LEAD = as_pattern(r"(?:，|：|（|\(|；|,|:)?\s*(?:其中|分别是|分别为|包括|即|含)?[：:，,]?\s*$")
_LEAST = 3
_LONGEST_LEAD = 14  # characters between the total and the first name
_NO_SUM = as_pattern(r"率|均|比例|占|满意|增|减|第[一二三四]名?$|名次|排名")


@kept
def _sets(manuscript: Manuscript) -> tuple[frozenset[str], ...]:
    """The names of the rows of every table that totals them, and of two tables at least where none does."""
    found: dict[frozenset[str], int] = {}
    for sheet in manuscript.sheets:
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
        names = [compact(sheet.row_label(row)) for row in rows]
        if len(set(names)) < _LEAST or any(
            len(name) < 2 or PERIOD.match(half_width(name)) or as_pattern(r"其中|[合总小]计|平均|^全").search(name)
            for name in names
        ):
            continue
        total = any(sheet.is_total_row(row) for row in sheet.data_rows)
        found[frozenset(names)] = found.get(frozenset(names), 0) + (2 if total else 1)
    return tuple(sorted((names for names, times in found.items() if times > 1), key=sorted))


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Totals with all rows behind them, sentence by sentence."""
    sets = _sets(manuscript)
    if not sets:
        return
    longest = [(max(names, key=len), names) for names in sets]
    for passage in manuscript.prose():
        if len(passage.mentions) <= _LEAST:
            continue
        plain = compact(passage.plain)
        if not any(first in plain and all(name in plain for name in names) for first, names in longest):
            continue
        for start, end in passage.full_sentences:
            yield from _sentence(passage, start, end, sets)


def _sentence(passage: Passage, start: int, end: int, sets: tuple[frozenset[str], ...]) -> Iterator[Relation]:
    runs = figure_runs(passage, start, end)
    # The total may look like the first of the row.
    shorter = [Run(run.names[1:], run.figures[1:], run.opens_bracket) for run in runs if len(run.figures) > _LEAST]
    for run in (*runs, *shorter):
        if len(run.figures) < _LEAST or any(f.number.hedge is not Hedge.NONE for f in run.figures):
            continue
        measure = run.figures[0].measure
        before = [m for m in passage.mentions_in(start, run.figures[0].start) if not m.is_loose]
        if not measure or not before or any(m.measure != measure for m in (*run.figures, before[-1])):
            continue
        total = before[-1]
        if any(m.measure == measure for m in before[:-1]) and total.number.value < max(
            figure.number.value for figure in run.figures
        ):
            # 105 人，其中机关 7 人，甲校 46 人、…: what is less than one of the rows is beside them, and no total.
            continue
        ends = [total.end, *(figure.end for figure in run.figures)]
        names = [
            compact(passage.plain[end:figure.start]) for end, figure in zip(ends, run.figures, strict=False)
        ]  # fmt: skip
        rows = next((r for r in sets if len(r) == len(names) and all(_told_once(row, names) for row in r)), None)
        told = passage.plain[total.clause[0] : total.start]
        if (
            rows is None
            or "重复" in passage.plain[start : total.end]
            or total.number.hedge is not Hedge.NONE
            or total.is_percent
            or _NO_SUM.search(told)
        ):
            continue
        own = next(row for row in rows if row in names[0])
        if (
            _NO_SUM.search(names[0])
            or not _LEAD.search(names[0][: names[0].index(own)])
            or len(names[0]) > _LONGEST_LEAD + len(own)
        ):
            continue
        parts = [
            figure.operand(f"{name.strip('，、；：（(')} {figure.raw.strip()}")
            for name, figure in zip(names, run.figures, strict=True)
        ]
        # 课题 13 项。其中市级 3 项、区级 10 项；按学校分，…: a second division is of what was divided first.
        wholes = [*passage.mentions_in(passage.full_sentence_at(max(0, start - 2))[0], start), *before]
        yield relation(
            "whole-sets", [sum_of(m.operand(), parts) for m in reversed(wholes) if m.measure == measure and not m.is_loose], cue=passage.plain[total.start : run.figures[0].start],
            severity="warning", place=passage.place(total.start, run.end),
        )  # fmt: skip


def _told_once(row: str, names: list[str]) -> bool:
    return sum(row in name for name in names) == 1
