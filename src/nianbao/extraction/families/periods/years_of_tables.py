"""The tables of one report are of one period, and a class has the figure that its table has.

Cue: the year at the head of forms with units (指标 | 单位 | 2023年), one of which has another year than all the others; 2023届毕业生1063人 beside a
table of 2024届 with 1063 in its total, or a form with 1063 under 2024年 in the row 毕业生人数. Why it should hold in any report: the forms
of a report are filled in for one period, and two classes seldom have the same number. Guards: three forms and more must agree,
and one alone may differ; forms with columns of several years are not asked; figures of three digits and more, and only
where nothing else gives the figure to the class that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "date"
_TABLE = "表1 2024届毕业生去向（单位：人）\n\n专业\t毕业生\t升学\t就业\n护理\t563\t448\t115\n机电\t500\t300\t200\n合计\t1063\t748\t315\n"
EXAMPLES = (
    Example("fail", f"2023届毕业生1063人，落实毕业去向1049人。\n\n{_TABLE}"),
    Example("pass", f"2024届毕业生1063人，落实毕业去向1049人。\n\n{_TABLE}"),
    Example("silent", f"2023届毕业生1063人。2024届毕业生也是1063人。\n\n{_TABLE}"),
)  # fmt: skip
_HEAD = as_pattern(r"(20\d{2})年?度?")
_CLASS = as_pattern(
    r"(?<!\d)(?P<class>20\d{2})\s*届(?!\s*[、和与及])[^，。；：\d]{0,8}?毕业[学生]*(?:共计?|共有|总数|人数|合计|也|仍|是|为|有|达到?|总计)*\s*(?P<count>\d{3,5}|\d{1,2}[,，]\d{3})\s*[人名]"
)
_CAPTION = as_pattern(r"(?<![\d—–至、和与-])(20\d{2})\s*届(?!\s*[、和与—–至-])")
_LEAST_FORMS = 3


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """The heads of forms, then classes with their figures."""
    yield from _heads(manuscript)
    yield from _classes(manuscript)


def _heads(manuscript: Manuscript) -> Iterator[Remark]:
    dated: list[tuple[Sheet, int, int]] = []
    for sheet in manuscript.sheets:
        if sheet.unit_column is None:
            continue
        found = [
            (c, m) for c in range(sheet.column_count) if (m := _HEAD.fullmatch(compact(half_width(sheet.head(c)))))
        ]
        if len(found) == 1 and found[0][0] == sheet.unit_column + 1:
            dated.append((sheet, found[0][0], int(found[0][1][1])))
    counted = Counter(told for _, _, told in dated)
    if not counted:
        return
    usual, times = min(counted.items(), key=lambda entry: (-entry[1], -entry[0]))
    odd = [(sheet, column, told) for sheet, column, told in dated if told != usual]
    for sheet, column, told in dated:
        row = next((r for r in range(sheet.first_data_row) if str(told) in half_width(sheet.text(r, column))), None)
        if row is None or times < _LEAST_FORMS or len(odd) > 1:
            continue
        place = sheet.place(row, column)
        yield Remark(
            f"years-of-tables:{sheet.id}:head", "years-of-tables", FAULT, (place,),
            "表头的年份与其余附表一致" if told == usual else f"此表的表头写「{place.text}」，其余 {times} 张附表都是 {usual} 年，请核对年份",
            "the form is of the same year as the others" if told == usual else f"this form is headed {told}, the other {times} are of {usual}",
            severity="warning", holds=told == usual, reported=place.text, expected=f"{usual}年", formula=f"{told} / {usual}",
        )  # fmt: skip


def _classes(manuscript: Manuscript) -> Iterator[Remark]:
    told = [
        (passage, match, int(match["class"]), int(match["count"].replace(",", "").replace("，", "")))
        for passage in manuscript.prose()
        if "届" in passage.plain
        for match in _CLASS.finditer(passage.plain)
    ]
    if not told:
        return
    given: dict[int, dict[int, Figure | None]] = {}
    for figure, period in _tabled(manuscript):
        if not figure.number.places:
            given.setdefault(int(figure.value), {}).setdefault(period, figure)
    for _, _, period, count in told:
        given.setdefault(count, {}).setdefault(period, None)
    for passage, match, period, count in told:
        tables = {other: figure for other, figure in given[count].items() if figure is not None}
        if not tables or (period not in tables and len(given[count]) > 2):
            continue
        also = sum(1 for _, _, other, number in told if number == count and other in tables)
        holds = period in tables or also > 0
        figure = next(iter(tables.values()))
        place = passage.place(match.start("class"), match.end())
        yield Remark(
            f"years-of-tables:{passage.id}:{match.start()}", "years-of-tables", FAULT, (place, figure.place),
            f"「{place.text}」与表中的届别一致" if holds else f"「{place.text}」，而表中的 {count} 是 {min(tables)} 届的，请核对届别",
            "the table gives the figure to this class" if holds else f"the table gives {count} to the class of {min(tables)}",
            severity="warning", holds=holds, reported=match["class"] + "届", expected=f"{min(tables)}届", formula=f"{period} / {min(tables)}",
        )  # fmt: skip


def _tabled(manuscript: Manuscript) -> Iterator[tuple[Figure, int]]:
    """Numbers of graduates with their class: the totals of a table of a class, and the row of a form under a year."""
    for sheet in manuscript.sheets:
        classes = set(_CAPTION.findall(sheet.caption))
        for figure in sheet.figures.values():
            named = [*sheet.row_path(figure.row)[-1:], *sheet.column_path(figure.column)[-1:]]
            if figure.is_percent or not any(indicator_of(label) == "graduates" for label in named):
                continue
            head = PERIOD.search(half_width(sheet.head(figure.column)))
            if len(classes) == 1 and sheet.is_total_row(figure.row):
                yield figure, int(next(iter(classes)))
            elif sheet.unit_column is not None and head is not None:
                yield figure, int(head[1])
