"""A cell that stands in two tables holds one figure in both.

Cue: two tables with rows of the same names and a column of the same head for the same period (护理 under 招生数 in the table of
enrolment and in the table of majors), or two lists of indicators with the same indicator. Why it should hold in any
report: both were copied from one source, which all their other common cells show. Guards: where fewer of the common
cells agree than differ the tables speak of two populations; a school or a group that one caption names and the other
does not, and parts of it in brackets, are two populations as well; figures of three and more tables of one shape (a table
for each school) are not compared. A list with a column of units (人次) is compared with a table that has the unit for
its head, where the row of that name agrees at another time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_FIRST = "表1 招生情况\n\n专业\t招生数\n护理\t300\n机电\t190\n会计\t100\n\n"
_SECOND = "表2 专业情况\n\n专业\t招生数\t在校生数\n护理\t300\t820\n机电\t{}\t500\n会计\t100\t260\n"
EXAMPLES = (
    Example("fail", f"{_FIRST}{_SECOND.format('180')}"),
    Example("pass", f"{_FIRST}{_SECOND.format('190')}"),
    Example("fail", "表1 培训\n\n项目\t2022年人次\t2023年人次\n职工培训\t1236\t573\n老年教育\t1140\t496\n\n表2 服务贡献\n\n指标\t单位\t2022年\t2023年\n其中：职工培训\t人次\t1236\t537\n支教教师\t人\t5\t6\n"),
    Example("silent", "表1 甲职业学校\n\n指标\t单位\t数值\n专任教师\t人\t80\n教职工\t人\t92\n\n表2 乙职业学校\n\n指标\t单位\t数值\n专任教师\t人\t60\n教职工\t人\t92\n"),
)  # fmt: skip
_SHORTEST = 2
_MOST_ALIKE = 2  # tables of one shape
_POPULATION = as_pattern(
    r"男|女|京籍|非京籍|[本外][省市区县]|公办|民办|应届|往届|上学期|下学期|春季|秋季|[一二三四]季度|[一二三]年级|新生|计划|目标|预算|附设|高职|大专|中高职|五年制|三年制"
)
_SCHOOL = as_pattern(r"[\u4e00-\u9fff]{1,12}(?:学校|学院|中专|职高|职教中心|校区)")

Cell = tuple[str, str, int | None]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Pairs of tables in the order of the document, cell by cell."""
    report = manuscript.data_period
    yield from _by_measure(manuscript, report)
    sheets = [(sheet, cells) for sheet in manuscript.sheets if (cells := _cells(sheet, report))]
    shapes = Counter(_shape(cells) for _, cells in sheets)
    for (left, its), (right, others) in _sharing(sheets):
        if shapes[_shape(its)] > _MOST_ALIKE or _populations(left) != _populations(right):
            continue
        shared = [
            key for key in its
            if key in others and are_comparable(its[key].number.unit, others[key].number.unit)
            and its[key].is_percent == others[key].is_percent
        ]  # fmt: skip
        differing = [key for key in shared if not _is_equal(its[key], others[key])]
        agreeing = len(shared) - len(differing)
        if not agreeing and not (len(shared) == 1 and shared[0][1] == "" and indicator_of(shared[0][0])):
            continue
        for key in shared:
            # Of two tables one may leave its unit unsaid: 540 beside 540 万元 is in 万元.
            mine, theirs = its[key].number, others[key].number
            values = (
                its[key].operand(unit=theirs.unit if mine.unit is None and mine.digits == theirs.digits else None),
                others[key].operand(unit=mine.unit if theirs.unit is None and mine.digits == theirs.digits else None),
            )
            made = relation("tables-agree", [same(*values)], cue=key[0], severity="warning")
            # Two figures of that column that agree show that both tables speak of one thing.
            mates = {its[other].value for other in shared if other[1:] == key[1:] and other not in differing}
            firm = len(mates) > 1 and len(differing) * 3 <= len(shared)
            may_slip = bool(mates) or key[1] == ""
            yield made if firm else Doubtful(made, frozenset((its[key].key, others[key].key) if may_slip else ()))


_Named = tuple[Sheet, dict[Cell, Figure]]
_LEAST_DIGITS = 100  # a figure that large is met twice by chance in few rows of one name


def _by_measure(manuscript: Manuscript, report: int | None) -> Iterator[Relation]:
    """职工培训 in 人次 under two years, in a list and under the head 人次 of a table: one year that agrees shows that both are one thing."""
    lists = [sheet for sheet in manuscript.sheets if sheet.unit_column is not None]
    headed = [_cells(sheet, report) for sheet in manuscript.sheets if sheet.unit_column is None] if lists else []
    for sheet in lists:
        measured = {
            (row, compact(sheet.text(figure.row, sheet.unit_column or 0)), period): figure
            for (row, _, period), figure in _cells(sheet, report).items()
        }
        rows: dict[tuple[str, str], list[Cell]] = {}
        for key in measured:
            rows.setdefault(key[:2], []).append(key)
        for cells in headed:
            for keys in rows.values():
                shared = [key for key in keys if key in cells and measured[key].is_percent == cells[key].is_percent]
                differing = [key for key in shared if not _is_equal(measured[key], cells[key])]
                told = [measured[key] for key in shared if key not in differing]
                if not any(figure.number.digits >= _LEAST_DIGITS for figure in told):
                    continue
                for key in shared:
                    left, right = cells[key], measured[key]
                    unit = right.number.unit if left.number.unit is None else None
                    if unit is None and not are_comparable(left.number.unit, right.number.unit):
                        continue
                    yield relation(
                        "tables-agree", [same(left.operand(unit=unit), right.operand())], cue=key[0], severity="warning"
                    )


def _sharing(sheets: list[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Pairs of tables in order that have a cell of one name."""
    having: dict[Cell, list[int]] = {}
    for place, (_, cells) in enumerate(sheets):
        for key in cells:
            having.setdefault(key, []).append(place)
    for place, (_, cells) in enumerate(sheets):
        for other in sorted({other for key in cells for other in having[key] if other > place}):
            yield sheets[place], sheets[other]


def _shape(cells: dict[Cell, Figure]) -> frozenset[tuple[str, str]]:
    return frozenset((row, column) for row, column, _ in cells)


@kept
def _populations(sheet: Sheet) -> frozenset[str]:
    words = compact(sheet.caption)
    return frozenset((*_SCHOOL.findall(words), *_POPULATION.findall(words)))


def _is_equal(left: Figure, right: Figure) -> bool:
    places = min(left.number.places, right.number.places)
    return left.value == right.value or round(left.number.digits, places) == round(right.number.digits, places)


def _cells(sheet: Sheet, report: int | None) -> dict[Cell, Figure]:
    """Figures by the names of their row and column, those whose names stand twice left out."""
    found: dict[Cell, list[Figure]] = {}
    for figure in sheet.figures.values():
        path = sheet.row_path(figure.row)
        row = bare_label(path[-1]) if path else ""
        if len(row) < _SHORTEST or figure.direction or PERIOD.match(half_width(row)):
            continue
        if sheet.unit_column is not None:
            column = "" if figure.column > sheet.unit_column else "?"
        else:
            column = core_of(PERIOD.sub("", half_width(compact("".join(sheet.column_path(figure.column))))))
            if len(column) < _SHORTEST:
                continue
        if sheet.is_total_row(figure.row):
            row = "合计"
        period = figure.period
        found.setdefault((row, column, None if period == report else period), []).append(figure)
    return {key: figures[0] for key, figures in found.items() if len(figures) == 1 and key[1] != "?"}
