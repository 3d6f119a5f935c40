"""What the other rows of a table have together is told of the rows that the sentence has not named.

Cue: 其余四类培训共 1549 人次, 其他两所学校合计 860 人 behind the names of the rows that are left out, beside a table with so many rows more. Why it
should hold in any report: the reader adds up the rows that are left. Guards: the rows named in the sentence and those told of must be all rows of
the table; the column must be counted in the figure's unit or bear its name, and where several do any that fits is enough; a figure that is far from
the sum is of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

FAULT = "sum"
_TABLE = "\n\n表1 培训\n\n类别\t期数\t人次\n职工培训\t9\t684\n转移培训\t7\t521\n退役培训\t3\t96\n职业体验\t12\t860\n合计\t31\t2161\n"
EXAMPLES = (
    Example("fail", f"其中职业体验属公益项目，不收费；其余三类培训共1310人次。{_TABLE}"),
    Example("fail", f"除职业体验和退役培训外，其他两类合计1502人次。{_TABLE}"),
    Example("pass", f"其中职业体验属公益项目，不收费；其余三类培训共1301人次。{_TABLE}"),
    Example("silent", f"其中职业体验属公益项目，不收费；其余两类培训共1310人次。{_TABLE}"),
    Example("silent", f"职业体验较受欢迎；其余三类培训共12位教师参加。{_TABLE}"),
)  # fmt: skip
_REST = as_pattern(
    r"其[余他它](?P<count>[一两二三四五六七八九十]{1,2}|\d{1,2})\s*[类项所个家门校种级](?P<noun>[^，。；\d]{0,12}?)(?:一?共计?|合计|总计|总共)(?:[^，。；\d]{0,6})$"
)
_FAR = 2  # times


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Figures of the rest, passage by passage."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose_with("其余", "其他", "其它"):
        for mention in passage.mentions:
            if mention.is_loose or mention.is_percent or mention.number.hedge is not Hedge.NONE or not mention.measure:
                continue
            match = _REST.search(passage.plain, mention.clause[0], mention.start)
            count = read_whole(match["count"].replace("两", "二")) if match is not None else None
            if match is not None and count:
                start = passage.full_sentence_at(mention.start)[0]
                yield from _judged(manuscript, mention, compact(passage.plain[start : match.start()]), match[0], count)


def _judged(manuscript: Manuscript, mention: Mention, before: str, said: str, count: int) -> Iterator[Remark]:
    made: list[tuple[Decimal, list[Figure]]] = []
    for sheet in manuscript.sheets:
        rests = list(_rests(sheet, mention, before, count))
        # 其余两所学校在校生合计: of several columns of people the one that is named.
        named = [(value, figures) for core, value, figures in rests if len(core) > 1 and core in said]
        made += named or [(value, figures) for _, value, figures in rests]
    own = mention.number.value
    found = next((each for each in made if each[0] == own), None)
    holds = found is not None
    found = found or (made[0] if len(made) == 1 else None)
    if found is None or not found[0] or not 1 / Decimal(_FAR) < own / found[0] < _FAR:
        return
    value, figures = found
    shown = " + ".join(figure.number.raw.strip() for figure in figures)
    yield Remark(
        f"rest-of-table:{mention.id}", "rest-of-table", FAULT, (mention.place, *(figure.place for figure in figures)),
        "其余各行相加与此相符" if holds else f"此处写作 {mention.raw.strip()}，表中其余 {count} 行相加为 {shown} = {value:f}",
        "the other rows add up to it" if holds else f"the other {count} rows of the table add up to {value:f}", severity="warning", holds=holds,
        reported=mention.raw.strip(), expected=f"{value:f}", formula=f"{shown} = {value:f} / {mention.raw.strip()}",
        keys=(mention.id, *(figure.key for figure in figures)),
    )  # fmt: skip


def _rests(sheet: Sheet, mention: Mention, before: str, count: int) -> Iterator[tuple[str, Decimal, list[Figure]]]:
    """For each column that may be meant its core and what the rows have together that the words before do not name."""
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
    names = {row: compact(sheet.row_label(row)) for row in rows}
    left = [row for row in rows if not _is_named(names[row], before)]
    if len(left) != count or len(left) == len(rows) or not all(names.values()):
        return
    for column in sheet.numeric_columns:
        figures = sheet.column_figures(column, left)
        head = compact("".join(sheet.column_path(column)))
        unit = figures[0].number.unit if figures else None
        meant = unit is not None and mention.unit is not None and are_comparable(unit, mention.unit)
        if len(figures) == count and not any(f.direction or f.is_percent for f in figures) and (
            mention.measure in head or (meant and unit is not None and unit.dimension != "items")
        ):  # fmt: skip
            yield core_of(sheet.head(column)), sum((figure.value for figure in figures), Decimal(0)), figures


def _is_named(name: str, before: str) -> bool:
    short = as_pattern(r"(?:专业|学校|培训)$").sub("", name)
    return len(short) > 1 and short in before
