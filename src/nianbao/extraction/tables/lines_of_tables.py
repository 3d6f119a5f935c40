"""Rows and columns of tables by the names that sentences call them, and which column counts what a measure word counts.

A row bears the name that no other row of its table has, in whichever column of names that stands (专业, 学校 and 专业群 beside one
another); the row 小计 of a school bears the school's name. A column bears the core of its head. Either way the line crosses
others: what a sentence tells of several lines stands where one of these crosses them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.column_names import NO_NAME, core_of
from nianbao.extraction.tables.table_facts import PERIOD, SUBTOTAL_WORDS, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.kept import kept, kept_for_each, kept_property
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.unit import are_comparable

_NAME = as_pattern(r"[\u4e00-\u9fffA-Za-z0-9·“”+、—()-]{2,24}")
_HAN = as_pattern(r"[\u4e00-\u9fff]{2}|[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_BRACKETS = as_pattern(r"\([^()]*\)$")
SEEN_FROM = as_pattern(
    r"[从按就][^，,|]{1,6}(?:来?[看分说]|而言)"
)  # 从人次看 says which column comes next, and starts no change
# Beside a name these words say that the figure is another one than the row's: some of it, a part, another time, a rate.
OF_ANOTHER = r"[其当]中|均|每|余|上[一学]?年|去年|同期|[上下]半年|季度|学期|首[次批届]|第.[次批期届轮]|不(?!锈)|无(?!人机)|缺|差|可|女|男|还有|另|曾|[高低多少]于|[比较](?![例重赛])|占|以[上下内外]"
_KIND_BEHIND = ("专业", "学校", "学生", "教师", "培训")
_SUBTOTAL_BEHIND = as_pattern(r"(?:小计|合计|分计)$")
_COHORT = as_pattern(r"^(?:20)?\d\d级$")
_PLAIN_MEASURES = frozenset(
    ("人次", "期", "班次", "场次", "场", "学时", "课时", "人天", "人日", "次", "项", "门", "个", "台", "套", "册", "所", "家", "亩", "份", "件", "间", "平方米")
)  # fmt: skip
_PEOPLE_HEAD = as_pattern(r"人数|人\)|学生数|在校生|招生|毕业生|学员")
_PEOPLE_ALONE = as_pattern(r"(?:合计|总|学员|参训|培训|学生|参加)?人数?(?:\(人\))?|学员数?(?:\(人\))?")


@quickly_made
@dataclass(frozen=True)
class Line:
    """A row, or a column, of a table."""

    sheet: Sheet
    index: int
    is_row: bool

    def figure(self, crossing: int) -> Figure | None:
        return self.sheet.figure(*((self.index, crossing) if self.is_row else (crossing, self.index)))

    @kept_property
    def figures(self) -> tuple[tuple[int, Figure], ...]:
        """What stands on it, with the number of the line that crosses it there."""
        crossing = self.sheet.numeric_columns if self.is_row else self.sheet.data_rows
        return tuple((index, figure) for index in crossing if (figure := self.figure(index)) is not None)


@dataclass(frozen=True, eq=False)
class Lines:
    """All lines that bear a name; ``index`` finds a name in words, the longest first."""

    by_name: dict[str, tuple[Line, ...]]
    index: NameIndex


@kept
def named_row_lines(manuscript: Manuscript) -> Lines:
    """Rows by name."""
    found: dict[str, list[Line]] = {}
    for sheet in manuscript.sheets:
        if len(sheet.data_rows) < 2:
            continue
        for row, name in row_names(sheet):
            found.setdefault(name, []).append(Line(sheet, row, is_row=True))
    return _filed(found)


@kept
def named_column_lines(manuscript: Manuscript) -> Lines:
    """Columns of counts by the cores of their heads."""
    found: dict[str, list[Line]] = {}
    for sheet in manuscript.sheets:
        heads = {column: core_of(sheet.head(column)) for column in sheet.numeric_columns}
        times = Counter(heads.values())
        for column, head in heads.items():
            whole = compact("".join(sheet.column_path(column)))
            if times[head] > 1 or not _is_name(head) or CHANGE_HEAD.search(whole) or QUOTIENT.search(whole):
                continue
            found.setdefault(head, []).append(Line(sheet, column, is_row=False))
    return _filed(found)


def _filed(found: dict[str, list[Line]]) -> Lines:
    names = sorted(found, key=lambda name: (-len(name), name))
    return Lines({name: tuple(lines) for name, lines in found.items()}, NameIndex(names))


def _is_name(words: str) -> bool:
    return (
        _NAME.fullmatch(words) is not None
        and _HAN.search(words) is not None
        and not NO_NAME.search(words)
        and not PERIOD.match(half_width(words))
        and not _COHORT.match(words)
    )


@kept
def row_names(sheet: Sheet) -> tuple[tuple[int, str], ...]:
    """The names that tell the rows apart, those of the rows of totals left out."""
    paths = {row: tuple(compact(bare_label(part)) for part in sheet.row_path(row)) for row in sheet.data_rows}
    times = Counter(part for path in paths.values() for part in set(path))
    found: list[tuple[int, str]] = []
    for row, path in paths.items():
        if not path:
            continue
        last = path[-1]
        if last in SUBTOTAL_WORDS and len(path) > 1:
            own = [path[-2]]
        elif _SUBTOTAL_BEHIND.search(last) and not sheet.is_total_row(row):
            own = [_SUBTOTAL_BEHIND.sub("", last)]
        elif sheet.is_total_row(row):
            continue
        else:
            own = [part for part in path if times[part] == 1]
        names = {name for part in own for name in _forms(part) if _is_name(name)}
        found += [(row, name) for name in sorted(names)]
    return tuple(found)


def _forms(name: str) -> set[str]:
    """护理 for 护理专业, 乡村振兴培训 for 乡村振兴培训（公益）."""
    bare = _BRACKETS.sub("", name)
    return {name, bare, *(bare.removesuffix(kind) for kind in _KIND_BEHIND if len(bare) > len(kind) + 1)}


@kept_for_each
def counts_in(sheet: Sheet, column: int, measure: str) -> bool:
    """Whether the head of a column names the measure: 人次 for 人次, 期数 for 期, 金额（万元） for 万元.

    A column headed by the unit or the measure itself counts in it; a table that has its units in a column has no such heads.
    """
    if sheet.unit_column is not None or not measure:
        return False
    head = compact(sheet.head(column))
    if measure in ("人", "名"):
        return "人次" not in head and _PEOPLE_HEAD.search(head) is not None
    if measure.endswith("元"):
        unit = next((f.number.unit for f in sheet.column_figures(column, sheet.data_rows)), None)
        return unit is not None and unit.dimension == "money"
    return measure in _PLAIN_MEASURES and measure in head and not (measure == "次" and "人次" in head)


def column_of_measure(sheet: Sheet, mention: Mention) -> int | None:
    """The one column of the table that counts in the measure of a figure."""
    found = [
        column
        for column in sheet.numeric_columns
        if counts_in(sheet, column, mention.measure)
        and (mention.measure not in ("人", "名") or _PEOPLE_ALONE.fullmatch(compact(sheet.head(column))))
        and not CHANGE_HEAD.search(head := compact("".join(sheet.column_path(column))))
        and not QUOTIENT.search(head)
    ]
    return found[0] if len(found) == 1 else None


def is_like(mention: Mention, figure: Figure) -> bool:
    """A figure of the text and a cell that may be one: shares beside shares, units that can be compared."""
    return mention.is_percent == figure.is_percent and are_comparable(mention.unit, figure.number.unit)
