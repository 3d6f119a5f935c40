"""How much more one row has than another follows from the two cells of the table.

Cue: 高级职称教师比中级职称教师少 54 人, 护理专业招生比会计专业多 138 人, 甲校落实率比乙校高 0.32 个百分点, where both names are rows of one table. Why it
should hold in any report: the gap was worked out from the two cells. Guards: two single names, of one table, with a
column of what is said or the only column of that measure; changes in time, plans and other figures between them leave it alone; of several
columns that may be meant one that agrees is enough, and the way must be that of the same column.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.named_lists import (
    KIND,
    NamedColumn,
    NamedList,
    Rows,
    columns_meant,
    named_lists,
    row_names,
    sheets_of,
    without_names,
)
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

FAULT = "difference"
_TABLE = "\n\n表1 招生\n\n专业\t招生计划\t实际招生\t报到率\n护理\t240\t236\t98.3%\n会计\t120\t98\t81.7%\n机电\t200\t204\t97.1%\n合计\t560\t538\t96.1%\n"
EXAMPLES = (
    Example("fail", f"护理专业实际招生比会计专业多148人。{_TABLE}"),
    Example("fail", f"会计专业报到率比护理专业高16.6个百分点。{_TABLE}"),
    Example("pass", f"护理专业实际招生比会计专业多138人。{_TABLE}"),
    Example("silent", f"护理专业招生比上年多148人。{_TABLE}"),
)
_THAN = as_pattern(rf"(?:{KIND})?的?(?P<what>[\u4e00-\u9fff]{{0,10}}?)(?:要|也|则|又)*[比较]$")
_MORE = as_pattern(
    rf"(?:{KIND})?的?(?P<what>[\u4e00-\u9fff]{{0,8}}?)(?:要|还|也|足足|整整|仅|只)*(?P<way>[多少高低])(?:出|招|了|收|约)*\s*$"
)
_OTHERWISE = as_pattern(r"计划到|目标|预计|力争|上年|去年|同期|20\d\d|其中|新|每|累计|合计|共|分别|曾|除|男|女|平均")
_PEOPLE = as_pattern(r"教师|学生|人员|职工|毕业生|教职工")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Gaps of two rows, pair by pair."""
    rows, index = row_names(manuscript)
    if not rows:
        return
    for passage in manuscript.prose_with("比", "较"):
        for one, other in pairwise(named_lists(passage, index)):
            if len(one.names) == len(other.names) == 1 and one.names != other.names:
                yield from _gap(passage, one, other, rows)


def _gap(passage: Passage, one: NamedList, other: NamedList, rows: Rows) -> Iterator[Remark]:
    than = _THAN.fullmatch(passage.plain, one.end, other.start)
    stop = passage.clause_at(other.end - 1)[1]
    size = next(iter(passage.mentions_in(other.end, stop)), None)
    if than is None or size is None or size.is_loose or size.number.hedge is not Hedge.NONE or size.unit is None:
        return
    more = _MORE.fullmatch(passage.plain, other.end, size.start)
    names = (*one.names, *other.names)
    start = passage.clause_at(one.start)[0]
    if more is None or size.is_percent or _OTHERWISE.search(without_names(passage.plain[start:stop], names)):
        return
    what = than["what"] or more["what"]
    columns = columns_meant(names, what, rows, None) if len(what) > 1 else []
    if not columns and not _PEOPLE.sub("", what):
        columns = list(_of_kind(names, rows, size))
    columns = [column for column in columns if all(_fits(figure, size) for figure in column.figures)]
    yield from _judged(passage, one, other, size, more["way"] in "多高", columns)


def _of_kind(names: tuple[str, ...], rows: Rows, size: Mention) -> Iterator[NamedColumn]:
    """The only column of a table with figures of the kind, where no word says which."""
    for sheet, at in sheets_of(names, rows):
        found = [
            (column, tuple(figures)) for column in sheet.numeric_columns
            if not CHANGE_HEAD.search(compact("".join(sheet.column_path(column))))
            and len(figures := [f for row in at if (f := sheet.figures.get((row, column))) is not None and _fits(f, size)]) == len(names)
        ]  # fmt: skip
        if len(found) == 1:
            yield NamedColumn(sheet, *found[0], True)


def _fits(figure: Figure, size: Mention) -> bool:
    if size.unit is not None and size.unit.dimension == "share_difference":
        return figure.is_percent
    return not figure.is_percent and (figure.number.unit is None or are_comparable(figure.number.unit, size.unit))


def _judged(
    passage: Passage, one: NamedList, other: NamedList, size: Mention, more: bool, columns: list[NamedColumn]
) -> Iterator[Remark]:
    if not columns:
        return
    told = size.number.value if more else -size.number.value
    gaps = [column.figures[0].value - column.figures[1].value for column in columns]
    rooms = [(sum((f.number.ulp for f in column.figures), size.number.ulp)) / 2 for column in columns]
    holds = any(abs(gap - told) <= room for gap, room in zip(gaps, rooms, strict=True))
    if not holds and (len(columns) > 1 or not columns[0].is_exact):
        return
    column = next((c for c, gap, room in zip(columns, gaps, rooms, strict=True) if abs(gap - told) <= room), columns[0])
    left, right = column.figures
    gap = left.value - right.value
    shown = f"{left.number.raw.strip()} - {right.number.raw.strip()} = {_printed(gap, size)}"
    place = passage.place(other.end, size.end)
    yield Remark(
        f"row-gaps:{size.id}", "row-gaps", FAULT, (place, left.place, right.place),
        "与表中两行之差相符" if holds else f"此处说「{one.names[0]}」比「{other.names[0]}」{place.text}，表中 {shown}，请核对",
        "the two rows differ by it" if holds else f"in the table {shown}", severity="warning", holds=holds,
        reported=size.raw.strip(), expected=_printed(gap, size), formula=f"{shown} / {place.text}", keys=(size.id, left.key, right.key),
    )  # fmt: skip


def _printed(gap: Decimal, size: Mention) -> str:
    return f"{(gap / size.number.scale).normalize():f}"
