"""Words of change agree with the series of a table and with what the text says elsewhere.

Cue: an indicator with 逐年, 连续三年, 持续, 稳步 and a direction, or with 略有增加, 有所下降, 保持稳定, and
either a table with that indicator over three periods or the same indicator with a direction in
another clause. Why it should hold in any report: one indicator does not rise and fall against the
same period. Guards: the row or column must be named in full, longest name first; only the words
between the indicator and the verb may be adverbs; 比上年 and 比三年前 are different comparisons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark, relation, trend_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.place import Place
from nianbao.facts.relation import Relation

FAULT = "direction"
_TABLE = "年度\t招生数\t在校生数\n2020年\t300\t900\n2021年\t280\t930\n2022年\t310\t960\n"
EXAMPLES = (
    Example("fail", f"近三年招生数逐年增加，规模稳步扩大。\n\n{_TABLE}"),
    Example("fail", "初次就业起薪比去年减少231元，说明市场变化。\n\n学生初次就业起薪略有增加，形势较好。"),
    Example("pass", f"近三年在校生数逐年增加，规模稳步扩大。\n\n{_TABLE}"),
    Example("silent", f"近三年培训人次逐年增加，规模稳步扩大。\n\n{_TABLE}"),
)
UP, DOWN = "增加|增长|上升|提高|提升|升高|扩大|攀升|上涨|递增", "减少|下降|降低|下滑|缩小|回落|递减|萎缩"
SERIES = re.compile(
    rf"(?P<head>[\u4e00-\u9fff（）()]{{2,16}}?)(?:呈|呈现)?(?:逐年|连年|连续[二两三四五]年|持续|年年)(?:稳步|稳定|快速|大幅|不断)?(?:(?P<up>{UP})|(?P<down>{DOWN}))"
)
SAID = re.compile(
    rf"(?P<head>[\u4e00-\u9fff]{{2,14}}?(?:率|起薪|比例|人数|满意度|规模|收入|工资|数量))(?:平均)?[^，。；]{{0,14}}?[，]?(?:[比较与](?:去年|上年|上一年度?|上学年)(?:相比)?)?(?:略有|有所|稳步|大幅|明显|小幅|显著|均|都)?(?:(?P<up>{UP})|(?P<down>{DOWN}))"
)
_CUE = re.compile(r"略有|有所|[比较](?:去年|上年|上一年|上学年)")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Trends against tables, then directions against each other."""
    said: dict[str, list[tuple[str, Place]]] = {}
    for passage in manuscript.prose():
        for match in SERIES.finditer(passage.plain):
            yield from _series(manuscript, passage, match)
        for match in SAID.finditer(passage.plain):
            if not _CUE.search(match[0]) or re.search(r"逐年|连续|持续", match[0]):
                continue
            head = re.sub(r"^.*(?:学生|毕业生|我区|全区|学校|的|，)", "", match["head"]) or match["head"]
            if len(head) >= 3:
                said.setdefault(head, []).append(
                    ("up" if match["up"] else "down", passage.place(match.start("head"), match.end()))
                )
    yield from _against_each_other(said)


def _against_each_other(said: dict[str, list[tuple[str, Place]]]) -> Iterator[Remark]:
    heads = sorted(said)
    for head in heads:
        entries = [entry for other in heads if other == head or other.endswith(head) for entry in said[other]]
        if len(entries) < 2:
            continue
        ways = {way for way, _ in entries}
        places = tuple(place for _, place in entries)
        yield Remark(
            f"trends:{head}", "trends", FAULT, places,
            f"「{head}」一处说上升、一处说下降，请核对", f"“{head}” is said to rise in one place and to fall in another",
            severity="warning", holds=len(ways) == 1, reported=places[-1].text, formula=" / ".join(place.text for place in places),
        )  # fmt: skip


def _series(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    head = match["head"]
    for sheet in manuscript.sheets:
        best: tuple[int, list[Figure]] = (0, [])
        for name, figures in _dated(sheet):
            if len(name) >= 3 and len(figures) >= 3 and head.endswith(name) and len(name) > best[0]:
                best = (len(name), figures)
        if best[1]:
            word = "up" if match["up"] else "down"
            yield relation(
                "trends",
                [trend_of([f.operand() for f in best[1]], word)],
                cue=match[0],
                place=passage.place(match.start(), match.end()),
            )


def _dated(sheet: Sheet) -> Iterator[tuple[str, list[Figure]]]:
    """Series in order of time: columns of periods for each row, rows of periods for each column."""
    columns = sorted(
        (int(m[1]), c)
        for c in sheet.numeric_columns
        if (m := PERIOD.search(half_width(sheet.head(c)))) and not sheet.head(c)[:1].isalpha()
    )
    if len(columns) >= 3:
        for row in sheet.data_rows:
            figures = [f for _, c in columns if (f := sheet.figure(row, c)) is not None]
            yield bare_label(sheet.row_label(row)), figures
    rows = sorted(
        (int(m[1]), row)
        for row in sheet.data_rows
        if sheet.row_path(row) and (m := PERIOD.match(half_width(compact(sheet.row_path(row)[0]))))
    )
    if len(rows) >= 3:
        for column in sheet.numeric_columns:
            figures = [f for _, row in rows if (f := sheet.figure(row, column)) is not None]
            yield bare_label(sheet.head(column)), figures
