"""Years at the head or in the first column of a table go in step, and so do the groups that they make.

Cue: a head whose years repeat (2018 | 2019 | 2018 | 2019) in all places but one; years that step by one but once; a
lone pair with a twelvemonth left out; a year behind the report's own; any copy of a table, columns known or not. Why it should hold in any
report: a table sets the same years side by side in every group. Guards: plans and budgets run ahead; years in rows of names
(起始年份) are no head.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.raw_rows import raw_tables
from nianbao.extraction.report_moment import latest_month
from nianbao.extraction.table_facts import Sheet
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
_HEAD = "学校\t{}年招生\t2022年招生\t2021年在校\t2022年在校\n一职\t563\t600\t1500\t1510\n二职\t500\t510\t1400\t1420\n"
_ROWS = "年份\t招生\t在校\n{}年\t563\t1600\n2021年\t500\t1510\n2022年\t520\t1520\n"
EXAMPLES = (
    Example("fail", _HEAD.format(2020)),
    Example("fail", _ROWS.format(2018)),
    Example("silent", _HEAD.format(2021)),
    Example("silent", _ROWS.format(2020)),
)
_YEAR = as_pattern(
    r"(?<![\d.—–~～-])(?P<told>20[0-4]\d)(?=\s*(?:年|学年|届|级|$|[\s\u4e00-\u9fff（(]))(?!\s*[—–~～-]\s*\d)"
)
_FIRST = as_pattern(
    r"\s*(?P<told>20[0-4]\d)\s*(?:年度?|学年|届|级)?(?!\d)(?:秋季?|底|[\u4e00-\u9fff]{1,4})?(?=[\s|｜]|$)"
)
_AHEAD = as_pattern(r"计划|规划|目标|预算|预计|任务|建设期|立项|起始|成立|时间|周期|签约|入选|认定|获批")
_LEAST = 3
_Told = tuple[int, Place]


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Heads and first columns of read tables, then of tables kept as lines."""
    moment = latest_month(manuscript)
    period = manuscript.title_period
    latest = max(moment[0] if moment else 0, period + 1) if period else 0
    for sheet in manuscript.sheets:
        words = sheet.caption + "".join(sheet.text(0, c) for c in range(sheet.column_count))
        for row in range(sheet.first_data_row):
            yield from _head(_sheet_head(sheet, row), latest, words)
        yield from _column(_sheet_column(sheet), latest, words)
    for _block, rows in raw_tables(manuscript):
        told: list[_Told] = []
        words = "".join(one.name for one in rows[:2])
        for line in rows:
            text = line.text.text
            plain = half_width(text)
            years = [(int(m["told"]), line.text.place(m.start(), m.end())) for m in _YEAR.finditer(plain)]
            if len(years) > 1 and not as_pattern(r"\d").search(as_pattern(r"20[0-4]\d").sub("", plain)):
                yield from _head(years, latest, words + text)
                continue
            first = _FIRST.match(plain)
            if first is not None and (line.figures or not line.kinds):
                told.append((int(first["told"]), line.text.place(first.start("told"), first.end("told"))))
        yield from _column(told, latest, words)
    yield from _lines(manuscript, latest)


def _sheet_head(sheet: Sheet, row: int) -> list[_Told]:
    told: list[_Told] = []
    for column in range(sheet.column_count):
        match = _YEAR.search(half_width(sheet.text(row, column)))
        place = sheet.place(row, column) if match is not None else None
        if match is not None and place is not None and all(place != other for _, other in told):
            told.append((int(match["told"]), place))
    return told


def _sheet_column(sheet: Sheet) -> list[_Told]:
    for column in range(min(2, sheet.column_count)):
        told: list[_Told] = []
        for row in sheet.data_rows:
            match = _FIRST.match(half_width(sheet.text(row, column)))
            place = sheet.place(row, column) if match is not None else None
            if match is not None and place is not None and all(place != other for _, other in told):
                told.append((int(match["told"]), place))
        if len(told) > 1 and len(told) * 2 > len(sheet.data_rows):
            return told
    return []


def _lines(manuscript: Manuscript, latest: int) -> Iterator[Hint]:
    """Heads that were read as sentences: a line of years and words and of nothing else."""
    for block in manuscript.document.blocks:
        if (
            block.kind is BlockKind.TABLE
            or "20" not in block.text.text
            or any(mark in block.text.text for mark in "。；，")
        ):
            continue
        plain = half_width(block.text.text)
        years = [(int(m["told"]), block.text.place(m.start(), m.end())) for m in _YEAR.finditer(plain)]
        if len(years) > _LEAST and not as_pattern(r"\d").search(as_pattern(r"20[0-4]\d").sub("", plain)):
            yield from _head(years, latest, plain)


def _head(told: Sequence[_Told], latest: int, words: str) -> Iterator[Hint]:
    years = [one for one, _ in told]
    if not years:
        return
    ahead = _later(told, latest, words)
    if ahead is not None:
        yield ahead
        return
    count = Counter(years)
    if len(years) >= _LEAST:
        singles = [n for n, one in enumerate(years) if count[one] == 1]
        if len(count) > 1 and 1 <= len(singles) <= 2 and len(singles) < len(years) - 1 and max(count.values()) > 1:
            yield _hint(
                [told[n] for n in reversed(singles)] + [one for one in told if count[one[0]] > 1][:1],
                "同一表头各组的年份不一致",
                0.4,
            )
            return
        if len(years) % 2 == 0:
            pairs = Counter(zip(years[::2], years[1::2], strict=True))
            common, times = pairs.most_common(1)[0]
            odd = [n for n in range(0, len(years), 2) if (years[n], years[n + 1]) != common]
            if len(odd) == 1 and (times > 1 or len(set(years[odd[0] : odd[0] + 2])) == 1) and len(set(common)) == 2:
                yield _hint([told[odd[0]], told[odd[0] + 1]], "同一表头各组的年份不一致", 0.4)
                return
    if len(count) == len(years):
        yield from _steps(told)


def _column(told: Sequence[_Told], latest: int, words: str) -> Iterator[Hint]:
    if len(told) < 2:
        return
    ahead = _later(told, latest, words)
    if ahead is not None:
        yield ahead
        return
    years = [one for one, _ in told]
    # A table of several groups begins anew: 2020, 2021, 2020, 2021.
    if len(set(years)) < len(years):
        count = Counter(years)
        singles = [n for n, one in enumerate(years) if count[one] == 1]
        twice = [one for one, number in count.items() if number == 2]
        if len(twice) == 1 and len(singles) == len(years) - 2 >= 1:
            first, second = (n for n, one in enumerate(years) if one == twice[0])
            without = [years[:n] + years[n + 1 :] for n in (first, second)]
            if any(
                len({b - a for a, b in itertools.pairwise(w)} & {1, -1}) == 1 and abs(w[-1] - w[0]) == len(w) - 1
                for w in without
            ):
                yield _hint([told[second], told[first]], "各行年份有重复", 0.35)
        elif 1 <= len(singles) <= 2 and len(singles) * 2 <= len(years):
            yield _hint([told[n] for n in singles], "同一表中各组的年份不一致", 0.3)
        return
    yield from _steps(told)


def _steps(told: Sequence[_Told]) -> Iterator[Hint]:
    """2018 | 2021 | 2022: one step is not that of the others."""
    years = [one for one, _ in told]
    steps = [b - a for a, b in itertools.pairwise(years)]
    if len(steps) == 1:
        if 2 <= abs(steps[0]) <= 8:
            yield _hint(list(reversed(told)), f"并列的两个年份相隔 {abs(steps[0])} 年", 0.3)
        return
    if not steps or len(set(steps)) == 1 or all(abs(step) == 1 for step in steps):
        return
    direction = (
        Counter(steps).most_common(1)[0][0]
        if len(steps) > 2
        else (1 if sum(step > 0 for step in steps) >= 1 and years[-1] > years[0] else -1)
    )
    if abs(direction) > 2:
        return
    bad = [n for n, step in enumerate(steps) if step != direction]
    if len(bad) > 2 or (len(bad) == 2 and bad[1] - bad[0] != 1):
        return
    if len(bad) == 2:
        marks = [told[bad[1]], told[bad[0]]]
    else:
        marks = [
            told[bad[0] + (1 if bad[0] == len(steps) - 1 else 0)],
            told[bad[0] + (0 if bad[0] == len(steps) - 1 else 1)],
        ]
    yield _hint(marks, "各个年份不是逐年相连的", 0.4)


def _later(told: Sequence[_Told], latest: int, words: str) -> Hint | None:
    later = [one for one in told if one[0] > latest]
    if not latest or len(later) != 1 or _AHEAD.search(words):
        return None
    return _hint([later[0], *(one for one in told if one is not later[0])][:2], "比报告的年度晚", 0.4)


def _hint(told: Sequence[_Told], why: str, weight: float) -> Hint:
    places = tuple(place for _, place in told)
    first = told[0]
    return Hint(
        Remark(
            f"loose-heads:{first[1].spot}", "loose-heads", FAULT, places, f"表中写「{first[1].text.strip()}」，{why}，请核对年份",
            f"“{first[1].text.strip()}” does not go in step with the other years of the table: please check", severity="info", reported=str(first[0]),
            formula=" | ".join(str(one) for one, _ in told),
        ),
        weight,
    )  # fmt: skip
