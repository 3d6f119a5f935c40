"""What is said of two columns of a table, that the one has more than the other, is true of the row that is meant.

Cue: 升学人数超过就业人数, 县职教中心就业人数多于升学人数, 2023年毕业生首次超过招生 where both are heads of one table. Why it should hold in any report: the
reader compares the two cells of the row that is named, or of the total. Guards: heads of one table that are those very words; the row of the
name or the period that the clause bears, else that of the total; 首次 asks the years before as well; shares, goals and other times are left alone; of
several tables one that agrees is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.named_lists import named_lists, row_names, without_names
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

FAULT = "direction"
_TABLE = "\n\n表1 去向\n\n学校\t毕业生\t升学\t就业\n中心校\t560\t330\t212\n旅游校\t294\t130\t156\n合计\t854\t460\t368\n"
_YEARS = "\n\n表2 走势\n\n年份\t招生\t毕业生\n2021年\t1060\t1012\n2022年\t1038\t1050\n2023年\t1015\t1044\n"
EXAMPLES = (
    Example("fail", f"就业人数超过升学人数。{_TABLE}"),
    Example("fail", f"旅游校升学人数多于就业人数。{_TABLE}"),
    Example("fail", f"2023年毕业生人数首次超过招生人数。{_YEARS}"),
    Example("pass", f"升学人数超过就业人数，旅游校升学人数少于就业人数。{_TABLE}"),
    Example("pass", f"2022年毕业生人数首次超过招生人数。{_YEARS}"),
    Example("silent", f"中心校升学人数超过就业人数的目标尚未实现。{_TABLE}"),
)
_SAID = as_pattern(
    r"(?P<lead>[^，。；：]{0,24}?)(?P<one>[\u4e00-\u9fff]{2,8}?)(?P<first>首次|第一次)?(?:已|明显|略|远|均|都|大幅)*(?P<way>超过|多于|高于|大于|少于|低于|不及|小于)了?(?P<other>[\u4e00-\u9fff]{2,8})(?=[，。；]|$)"
)
# Before the two heads stands a name, a time or nothing; 烹饪等专业 would be of some of the rows.
_NOTHING = as_pattern(
    r"(?:20\d\d\s*[年届]?(?:起)?|全[区县市校]|学校|其中|但|而|且|[，的\s]|应届|毕业生|直接|在校生|届)*"
)
_OTHERWISE = as_pattern(
    r"上年|去年|往年|以往|占|率|比例|目标|计划|预计|力争|要求|标准|增|减|各|每|平均|均|都|所有|全部|除|三校|两校|女|男"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Comparisons of two heads, clause by clause."""
    heads = {core_of(sheet.head(c)) for sheet in manuscript.sheets for c in sheet.numeric_columns}
    _, index = row_names(manuscript)
    for passage in (
        manuscript.prose_with("超过", "多于", "高于", "大于", "少于", "低于", "不及", "小于") if heads else ()
    ):
        lists = None
        for start, stop in passage.clauses:
            match = _SAID.fullmatch(passage.plain, start, min(len(passage.plain), stop))
            if match is None:
                continue
            other, one = (
                core_of(match["other"]),
                next((c for n in range(len(match["one"]) - 1) if (c := core_of(match["one"][n:])) in heads), ""),
            )
            lead = passage.plain[start : match.start("way")]
            if len(one) < 2 or one == other or other not in heads or _OTHERWISE.search(lead):
                continue
            lists = named_lists(passage, index) if lists is None else lists
            named = [
                each.names[0]
                for each in lists
                if start <= each.start and each.end <= match.start("way") and len(each.names) == 1
            ]
            before = without_names(passage.plain[start : match.start("way")], named).partition(one)[0]
            if _NOTHING.fullmatch(before):
                yield from _judged(manuscript, passage, match, one, other, named)


def _judged(
    manuscript: Manuscript, passage: Passage, match: re.Match[str], one: str, other: str, named: list[str]
) -> Iterator[Remark]:
    told = as_pattern(r"20[0-4]\d(?=\s*[年届])").search(passage.plain, match.start(), match.start("way"))
    period = int(told[0]) if told is not None else None
    more = match["way"] in ("超过", "多于", "高于", "大于")
    found: list[tuple[bool, Figure, Figure]] = []
    dated_pairs: list[tuple[bool, Figure, Figure]] = []
    for sheet in manuscript.sheets:
        columns = [[c for c in sheet.numeric_columns if core_of(sheet.head(c)) == core] for core in (one, other)]
        if any(len(each) != 1 for each in columns):
            continue
        rows = _rows_of(sheet, named, period)
        pairs = [(sheet.figures.get((row, columns[0][0])), sheet.figures.get((row, columns[1][0]))) for row in rows]
        for left, right in pairs:
            if left is None or right is None or not are_comparable(left.number.unit, right.number.unit):
                continue
            holds = left.value > right.value if more else left.value < right.value
            if holds and match["first"] and period is not None:
                earlier = [r for r in sheet.data_rows if (p := _period_of_row(sheet, r)) is not None and p < period]
                values = [
                    (sheet.figures.get((r, columns[0][0])), sheet.figures.get((r, columns[1][0]))) for r in earlier
                ]
                holds = not any(a and b and (a.value > b.value if more else a.value < b.value) for a, b in values)
            (dated_pairs if period is not None and _period_of_row(sheet, rows[0]) == period else found).append(
                (holds, left, right)
            )
    found = dated_pairs or found
    if not found:
        return
    holds = any(each[0] for each in found)
    if not holds and len(found) > 1:
        return
    _, left, right = next((each for each in found if each[0]), found[0])
    place = passage.place(match.start("one"), match.end())
    shown = f"{left.number.raw.strip()} / {right.number.raw.strip()}"
    yield Remark(
        f"columns-against:{passage.id}:{match.start('way')}", "columns-against", FAULT, (place, left.place, right.place),
        "与表中两栏相符" if holds else f"此处说「{place.text}」，表中是 {shown}，请核对", "it fits the table" if holds else f"“{place.text}”; the table has {shown}",
        severity="warning", holds=holds, reported=match["way"], formula=shown, keys=(left.key, right.key),
    )  # fmt: skip


def _period_of_row(sheet: Sheet, row: int) -> int | None:
    match = PERIOD.match(half_width(compact(sheet.text(row, 0))))
    return int(match[1]) if match is not None else None


def _rows_of(sheet: Sheet, named: list[str], period: int | None) -> list[int]:
    """The row that is named, that of the period, or that of the total."""
    dated = [row for row in sheet.data_rows if period is not None and _period_of_row(sheet, row) == period]
    if named:
        return [row for row in sheet.data_rows if compact(sheet.row_label(row)) == named[-1]][:1]
    if dated or any(_period_of_row(sheet, row) is not None for row in sheet.data_rows):
        return dated[:1]
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    return totals if len(totals) == 1 else []
