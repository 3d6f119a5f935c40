"""Which row and which columns of a table a sentence speaks of.

A sentence seldom uses a head whole: 招生 stands for 实际招生数, 护理专业 for the row 护理. A row is meant where its name stands
in the clause; a column where what is said of it and its head have the same core.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, bare_label, compact
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

_TAIL = as_pattern(r"(?:人数|总数|数量|总量|规模|情况|数|\([^()]*\)|%)+$")
NO_NAME = as_pattern(r"合计|总计|小计|平均|全[区市县校]|序号|其[他它余]|^\d+$")


@lru_cache(8_192)
def core_of(label: str) -> str:
    """A head without unit and without 人数, 数, 规模 behind it.

    >>> core_of("实际招生数（人）"), core_of("就业率（%）"), core_of("在校生规模")
    ('实际招生', '就业率', '在校生')
    """
    return _TAIL.sub("", bare_label(label))


@kept
def named_rows(manuscript: Manuscript) -> dict[str, tuple[tuple[Sheet, int], ...]]:
    """Rows by the name that they bear, with and without 专业 behind it; totals and periods bear none."""
    found: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in manuscript.sheets:
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
        if len(rows) < 2:
            continue
        labels = {row: tuple(compact(bare_label(part)) for part in sheet.row_path(row)) for row in rows}
        times = Counter(label for path in labels.values() for label in path)
        for row in rows:
            label = compact(sheet.row_label(row))
            if len(labels[row]) > 1 and times[label] > 1:
                # 专业 | 学校 | 专业群: the name that no other row has is the row's.
                label = next((part for part in labels[row] if times[part] == 1), label)
            if (
                NO_NAME.search(label)
                or PERIOD.match(label)
                or not as_pattern(r"[\u4e00-\u9fffA-Za-z·()]{2,20}").fullmatch(label)
            ):
                continue
            for name in {label, label.removesuffix("专业"), label.removesuffix("学校")}:
                if len(name) > 1:
                    found.setdefault(name, []).append((sheet, row))
    return {name: tuple(rows) for name, rows in found.items()}


def columns_of(sheet: Sheet, said: str) -> Iterator[int]:
    """Columns with numbers whose head has the core of what is said."""
    core = core_of(said)
    if len(core) < 2:
        return
    for column in sheet.numeric_columns:
        head = core_of(sheet.head(column))
        if len(head) > 1 and (head == core or head.endswith(core) or head.startswith(core) or core.endswith(head)):
            yield column
        elif core in sheet.caption and PERIOD.fullmatch(half_width(compact("".join(sheet.column_path(column))))):
            # The caption says what the columns of periods tell.
            yield column
