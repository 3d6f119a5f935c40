"""A sentence that copies neighbouring rows of a list copies each of them right.

Cue: a sentence of which one figure or more stands in a list of indicators (a table with a column of units, or years for heads), and
beside that row another one that the sentence names as well, by its label or by a unit that no row around has: 聘请行业导师 44 人，
授课 3960 课时，课酬 39.6 万元 beside 44, 3690 and 39.6. Why it should hold in any report: such a sentence was written down the
column, row by row. Guards: only the column of the report's own year; the figure told must be nowhere in that table and the cell's own
figure nowhere in the paragraph; a figure told elsewhere under like words, changes, plans, means and parts are other figures; a
label that is not said wholly, or a unit alone, is proof only with two neighbours that agree, and then only for a slip of the hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import scope_of, speaks_of_many_kinds
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.extraction.told.alike import OTHER_FIGURE, WEAK, Told, are_one_rounded, is_slip, pieces_of, told_figures
from nianbao.extraction.told.told_values import bare_name, time_before
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_FORM = (
    "\n\n附表 产教融合\n\n序号\t指标\t单位\t2022年\t2023年\n1\t聘请行业导师人数\t人\t40\t44\n\t行业导师年课时总量\t课时\t3520\t{}\n"
    "\t年支付行业导师课酬\t万元\t35.20\t39.60\n2\t非学历培训项目数\t项\t31\t38\n"
)
EXAMPLES = (
    Example("fail", f"2023年聘请行业导师44人，授课3960课时，支付课酬39.60万元。{_FORM.format('3690')}"),
    Example("fail", f"2023年非学历培训项目43项，聘请行业导师44人，支付课酬39.60万元。{_FORM.format('3960')}"),
    Example("pass", f"2023年非学历培训项目38项，聘请行业导师44人，支付课酬39.60万元。{_FORM.format('3960')}"),
    Example("silent", f"2023年聘请行业导师44人，计划授课3690课时，支付课酬39.60万元。{_FORM.format('3960')}"),
    Example("silent", f"2023年行业导师授课3690课时。{_FORM.format('3960')}"),
)
_NEAR_ROWS = 4  # between a row that agrees and the one that does not
_LONG_NAME = 5  # characters that few other things bear as well
_TELLING = 3  # digits with which a figure is seldom met by chance
_COMMON_UNITS = frozenset(("人", "个", "项", "%", "名", "万元", "元", "人次", ""))
_OTHER = as_pattern(
    r"均|[其当]中(?!等)|每|余|上述|[上下]半年|季度|[一-九十]月|\d月|学期|首[次批]|第[一二三四五][次批期届轮]|未|不|无(?!人机)|缺|应(?!用|届)|拟|可"
)


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Sentence by sentence, each of its figures that no cell has."""
    columns = _columns(manuscript)
    if not columns or speaks_of_many_kinds(manuscript):
        return
    by_value: dict[Decimal, list[Figure]] = {}
    for column in columns:
        for figure in column:
            by_value.setdefault(figure.value, []).append(figure)
    sentences: dict[tuple[str, tuple[int, int]], list[Told]] = {}
    for told in told_figures(manuscript):
        passage = told.mention.passage
        sentences.setdefault((passage.id, passage.full_sentence_at(told.mention.start)), []).append(told)
    for (_, (start, end)), figures in sentences.items():
        if len(figures) > 1:
            yield from _in_sentence(manuscript, figures, by_value, start, end)


@kept
def _columns(manuscript: Manuscript) -> tuple[tuple[Figure, ...], ...]:
    """The columns of this year in the lists of indicators."""
    found = []
    for sheet in manuscript.sheets:
        for column in sheet.numeric_columns:
            figures = tuple(sheet.column_figures(column, sheet.data_rows))
            heads = [compact(label) for label in sheet.column_path(column)]
            dated = [label for label in heads if PERIOD.match(half_width(label))]
            if len(figures) < 3 or any(
                sheet.period(f.row, column) not in (None, manuscript.data_period) for f in figures
            ):
                continue
            if (sheet.unit_column is not None and column == sheet.unit_column + 1 and not dated and len(heads) < 2) or (
                dated and (sheet.unit_column is not None or len(heads) == 1)
            ):
                found.append(figures)
    return tuple(found)


def _in_sentence(
    manuscript: Manuscript, figures: list[Told], by_value: dict[Decimal, list[Figure]], start: int, end: int
) -> Iterator[Relation | Doubtful]:
    sentence = compact(figures[0].mention.passage.plain[start:end])
    pieces = pieces_of(sentence)
    mates: dict[tuple[str, int], dict[int, Told]] = {}
    for told in figures:
        for cell in by_value.get(told.mention.number.value, ()):
            is_meant = _is_telling(told.mention) or _core(cell) in sentence or _is_named(told, cell)
            if is_meant and _fits(told.mention, cell) and pieces & (pieces_of(_core(cell)) - WEAK):
                mates.setdefault((cell.sheet.id, cell.column), {}).setdefault(cell.row, told)
    if not mates:
        return
    sheets = {sheet.id: sheet for sheet in manuscript.sheets}
    here = {m.number.value for m in figures[0].mention.passage.mentions}
    for told in figures:
        if _is_of_something_else(manuscript, told, start):
            continue
        for (name, column), rows in mates.items():
            yield from _beside(manuscript, sheets[name], column, rows, told, pieces, here)


def _is_of_something_else(manuscript: Manuscript, told: Told, start: int) -> bool:
    mention = told.mention
    if OTHER_FIGURE.search(told.words) or _OTHER.search(compact(mention.words_before[-12:])):
        return True
    when, period = time_before(mention.passage, start, mention.start)
    if when == -1 or period not in (None, manuscript.data_period):
        return True
    return bool(unit_named(manuscript, mention) or told.school)


def _beside(
    manuscript: Manuscript,
    sheet: Sheet,
    column: int,
    mates: dict[int, Told],
    told: Told,
    pieces: frozenset[str],
    here: set[Decimal],
) -> Iterator[Relation | Doubtful]:
    """The one row near those that agree which the figure is told of."""
    mention = told.mention
    others = {row: mate for row, mate in mates.items() if mate is not told}
    near = [
        figure
        for figure in sheet.column_figures(column, sheet.data_rows)
        if any(0 < abs(figure.row - row) <= _NEAR_ROWS for row in others)
        and figure.row not in others
        and _fits(mention, figure)
    ]
    named = [figure for figure in near if _is_named(told, figure)]
    by_unit = [] if named or mention.measure in _COMMON_UNITS else near
    alone = named if len(named) == 1 else by_unit if len(by_unit) == 1 else []
    if not alone:
        return
    figure = alone[0]
    if scope_of(mention) not in _core(figure):
        return
    claim = same(figure.operand(unit=mention.unit), mention.operand(f"{told.words[-12:]} {mention.raw.strip()}"))
    made = relation("rows-in-turn", [claim], cue=_core(figure), severity="warning", place=mention.place)
    if are_one_rounded(mention.number, figure.number):
        yield Doubtful(made)
        return
    if figure.value in here or _stands_in(sheet, mention) or _is_known(manuscript, told):
        return
    if by_unit and not pieces & (pieces_of(_core(figure)) - WEAK):
        return
    is_whole = bool(named) and _core(figure) == bare_name(told.words) and len(_core(figure)) >= _LONG_NAME
    telling = sum(_is_telling(mate.mention) for mate in others.values())
    slipped = is_slip(mention.number, figure.number)
    if (is_whole and telling) or (slipped and len(others) > 1 and telling):
        yield made


def _is_known(manuscript: Manuscript, told: Told) -> bool:
    """True where the figure is told again under like words, or stands in another table under them."""
    value = told.mention.number.value
    for other in told_figures(manuscript):
        if (
            other.mention.passage is not told.mention.passage
            and other.mention.number.value == value
            and told.own & other.near
        ):
            return True
    return any(
        figure.value == value and told.own & pieces_of(compact(figure.label + sheet.caption))
        for sheet in manuscript.sheets
        for figure in sheet.figures.values()
    )


def _stands_in(sheet: Sheet, mention: Mention) -> bool:
    return any(figure.number.digits == mention.number.digits for figure in sheet.figures.values())


@kept
def _core(figure: Figure) -> str:
    return core_of(figure.sheet.row_label(figure.row))


def _is_named(told: Told, figure: Figure) -> bool:
    """非学历培训项目 of 非学历培训项目数, 第三产业 of 面向第三产业."""
    core, name = _core(figure), bare_name(told.words)
    return len(name) > 2 and (core == name or core.endswith(name) or (len(core) > 2 and name.endswith(core)))


def _fits(mention: Mention, figure: Figure) -> bool:
    """The figure of a row is of the measure that its unit names."""
    sheet = figure.sheet
    if mention.is_percent != figure.is_percent or not are_comparable(mention.unit, figure.number.unit):
        return False
    printed = compact(sheet.text(figure.row, sheet.unit_column)) if sheet.unit_column is not None else ""
    return (
        not printed
        or mention.measure == printed
        or (mention.unit is not None and mention.unit.dimension in ("people", "money", "area"))
    )


def _is_telling(mention: Mention) -> bool:
    return len(str(mention.number.digits).replace(".", "").strip("0")) >= _TELLING
