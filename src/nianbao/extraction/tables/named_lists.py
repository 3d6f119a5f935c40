"""Rows of tables that a sentence names side by side, and the cells that it may mean by them.

护理、机电两个专业, 县职教中心和卫校: a list is whole where no other name stands beside it that is no row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.column_names import columns_of, core_of, named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.kept import kept, kept_for_each
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

KIND = r"专业|学校|院校|校|系部?|年级|项目|企业|单位|类别|大类|群体"
_JOINT = as_pattern(rf"(?:(?:{KIND})|[（(][^（）()、，]{{1,8}}[）)])?\s*(?:[、,]|和|与|及|以及|[、]?还有)\s*")
_AROUND = as_pattern(r"[、]\s*$|[^中仅的](?:和|与|及)\s*$")
_ON = as_pattern(r"\s*(?:[、]|和(?!谐)|与|及|等)")


@dataclass(frozen=True)
class NamedList:
    """Names of rows side by side, and where the first begins and the last ends."""

    names: tuple[str, ...]
    start: int
    end: int


Rows = dict[str, tuple[tuple[Sheet, int], ...]]


@kept
def row_names(manuscript: Manuscript) -> tuple[Rows, NameIndex]:
    """The rows of tables that are no forms, by name; 在校生 and the like may be rows, but say what is counted."""
    rows = {
        name: tuple((sheet, row) for sheet, row in cells if sheet.unit_column is None)
        for name, cells in named_rows(manuscript).items() if indicator_of(name) is None
    }  # fmt: skip
    rows = {name: cells for name, cells in rows.items() if cells}
    return rows, NameIndex(sorted(rows, key=lambda name: -len(name)))


@kept_for_each
def named_lists(passage: Passage, index: NameIndex) -> tuple[NamedList, ...]:
    """The lists of a passage in reading order, single names among them."""
    found: list[NamedList] = []
    words = passage.plain
    names: list[str] = []
    begin = end = 0
    for position in index.places(words):
        name = index.at(words, position) if position >= end else None
        if name is None:
            continue
        if names and _JOINT.fullmatch(words, end, position):
            names.append(name)
        else:
            if names:
                found.append(NamedList(tuple(names), begin, end))
            names, begin = [name], position
        end = position + len(name)
    if names:
        found.append(NamedList(tuple(names), begin, end))
    return tuple(each for each in found if _is_whole(words, each))


def _is_whole(words: str, each: NamedList) -> bool:
    """No other name stands in front of the list or behind it."""
    if _AROUND.search(words[max(0, each.start - 3) : each.start]) or len(set(each.names)) < len(each.names):
        return False
    behind = as_pattern(rf"(?:{KIND})?[）)]?").match(words, each.end)
    return (
        _ON.match(words, behind.end() if behind is not None else each.end) is None
        or words[each.end : each.end + 4].find("等") >= 0
    )


@dataclass(frozen=True)
class NamedColumn:
    """One figure for each name, in a column that may be meant; ``is_exact`` where its head is the word that is said."""

    sheet: Sheet
    column: int
    figures: tuple[Figure, ...]
    is_exact: bool


def columns_meant(names: Sequence[str], what: str, rows: Rows, mention: Mention | None) -> list[NamedColumn]:
    """The columns of the tables that hold all the names, whose head goes by what is said and whose figures are of the kind of the mention."""
    found: list[NamedColumn] = []
    for sheet, at in sheets_of(names, rows):
        if any(sheet is column.sheet for column in found):
            continue
        for column in columns_of(sheet, what):
            head = core_of(sheet.head(column))
            kept = _figures(sheet, at, column, mention)
            if len(kept) == len(names) and ("计划" in what or "计划" not in head):
                found.append(
                    NamedColumn(sheet, column, kept, head.removeprefix("实际") == core_of(what).removeprefix("实际"))
                )
    return found


def columns_of_measure(names: Sequence[str], rows: Rows, mention: Mention) -> list[NamedColumn]:
    """The columns of the tables that hold all the names and are counted in the measure: the only one of its table."""
    found: list[NamedColumn] = []
    for sheet, at in sheets_of(names, rows):
        kept = [
            (c, figures) for c in sheet.numeric_columns if len(figures := _figures(sheet, at, c, mention)) == len(names)
        ]
        kept = [(c, figures) for c, figures in kept if _is_measured(sheet, c, mention)]
        if len(kept) == 1:
            found.append(NamedColumn(sheet, *kept[0], True))
    return found


def _is_measured(sheet: Sheet, column: int, mention: Mention) -> bool:
    figures = sheet.column_figures(column, sheet.data_rows)
    if mention.is_percent:
        return all(figure.is_percent for figure in figures)
    heads = compact("".join(sheet.column_path(column)))
    if mention.measure and mention.measure in heads:
        return True
    return any(figure.number.unit is not None for figure in figures) and not any(
        figure.is_percent for figure in figures
    )


def sheets_of(names: Sequence[str], rows: Rows) -> Iterator[tuple[Sheet, list[int]]]:
    """The tables in which each name is one row, with these rows."""
    seen: list[Sheet] = []
    for sheet, _ in rows[names[0]]:
        places = [[row for other, row in rows[name] if other is sheet] for name in names]
        if sheet not in seen and all(len(at) == 1 for at in places):
            seen.append(sheet)
            yield sheet, [at[0] for at in places]


def _figures(sheet: Sheet, at: Sequence[int], column: int, mention: Mention | None) -> tuple[Figure, ...]:
    if CHANGE_HEAD.search(compact("".join(sheet.column_path(column)))):
        return ()
    figures = [sheet.figures.get((row, column)) for row in at]
    return tuple(f for f in figures if f is not None and not f.direction and (mention is None or is_alike(f, mention)))


def is_alike(figure: Figure, mention: Mention) -> bool:
    """Of the kind of the mention, or without a unit."""
    if figure.is_percent != mention.is_percent:
        return False
    return figure.number.unit is None or mention.unit is None or are_comparable(figure.number.unit, mention.unit)


def without_names(words: str, names: Sequence[str]) -> str:
    """The words round the names: 新能源汽车运用与维修 has neither 新 nor 与 to say.

    >>> without_names("护理与机电专业新增", ["护理", "机电"])
    '与专业新增'
    """
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, "")
    return words
