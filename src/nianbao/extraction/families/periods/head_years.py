"""Groups of columns at the head of a table bear the same years in turn: 2021 | 2022 | 2021 | 2022.

Cue: a row at the head whose cells are years, in two groups or more of as many columns each, all of different years but for one group in
which one year stands twice. Why it should hold in any report: what is told of several years is told of each of them once; the year of
the next column was copied along. Guards: cells of years alone; all other groups agree, and the odd one differs from them in one cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_ROWS = "\n护理\t120\t130\t40\t42\n机电\t180\t180\t60\t58\n"
EXAMPLES = (
    Example("fail", "\t人数\t人数\t比例\t比例\n专业\t2021年\t2022年\t2021年\t2021年" + _ROWS),
    Example("fail", "\t招生\t招生\t毕业生\t毕业生\n专业\t2020\t2020\t2020\t2021" + _ROWS),
    Example("pass", "\t人数\t人数\t比例\t比例\n专业\t2021年\t2022年\t2021年\t2022年" + _ROWS),
    Example("silent", "\t招生\t招生\t毕业生\t毕业生\n专业\t2021年\t2022年\t2020年\t2021年" + _ROWS),
)
_YEAR = as_pattern(r"(20\d{2})年?度?")
_MOST_YEARS = 5


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """One remark for each row of years at the head of a table that comes in groups."""
    for sheet in manuscript.sheets:
        for row in range(sheet.first_data_row):
            yield from _in_row(sheet, row)


def _in_row(sheet: Sheet, row: int) -> Iterator[Remark]:
    matches = [_YEAR.fullmatch(half_width(compact(sheet.text(row, column)))) for column in range(sheet.column_count)]
    for dated, run in groupby(range(sheet.column_count), lambda column: matches[column] is not None):
        columns = list(run)
        if not dated:
            continue
        told = [int(match[1]) for column in columns if (match := matches[column]) is not None]
        for size in range(2, min(_MOST_YEARS, len(columns) // 2) + 1):
            if len(columns) % size == 0 and (remark := _in_groups(sheet, row, columns, told, size)) is not None:
                yield remark
                break


def _in_groups(sheet: Sheet, row: int, columns: list[int], told: list[int], size: int) -> Remark | None:
    """What is to be said of the row where it is read in groups of ``size``; None where it does not stand in such groups."""
    groups = Counter(tuple(told[start : start + size]) for start in range(0, len(told), size))
    usual = max(groups, key=lambda each: (len(set(each)) == size, groups[each]))
    odd = [each for each in groups if each != usual]
    if len(set(usual)) < size or len(odd) > 1 or (odd and (groups[odd[0]] > 1 or len(set(odd[0])) == size)):
        return None
    wrong = next((n for n, each in enumerate(told) if each != usual[n % size]), None)
    if sum(each != usual[n % size] for n, each in enumerate(told)) > 1:
        return None
    place = sheet.place(row, columns[wrong or 0])
    expected = "" if wrong is None else str(usual[wrong % size])
    return Remark(
        f"head-years:{sheet.id}:{row}", "head-years", FAULT, (place,),
        "表头各组的年份相符" if wrong is None else f"表头同一组里「{place.text}」写了两次，别的组依次是 {'、'.join(map(str, usual))} 年；此处应为 {expected} 年",
        "the groups at the head bear the same years" if wrong is None else f"“{place.text}” stands twice in one group of the head, the other groups are of {', '.join(map(str, usual))}",
        severity="warning", holds=wrong is None, reported=place.text, expected=expected, formula=f"{' '.join(map(str, told))}",
    )  # fmt: skip
