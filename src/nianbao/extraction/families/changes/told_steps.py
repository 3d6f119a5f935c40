"""A change that is told beside a row's figure is the one that the table has in its column of changes.

Cue: a figure and right behind it a change of some size (在校生 545 人，较上年减少 27 人), beside a table with a column of changes
(比上年增减, 增减额, 变化) whose row has just that figure in the column before it. Why it should hold in any report: the sentence is read off
the row, and the figure that agrees shows which row it is. Guards: the row is named in the sentence, or its figure has three digits; the
change is held against last year, or against nothing, and a column whose head names another year (比2021年增减) is of that year; a share or a rate is no size; where several rows have the figure, any
of their changes will do; a column of what came beside one of what went has no signs; a way is wrong only where the size agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nianbao.extraction.claims import Doubtful, direction_of, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import way
from nianbao.extraction.families.changes.table_changes import is_change_head
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_bodies import known_bodies
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import WEAK, counted_like, digits_of, pieces_of
from nianbao.extraction.told.change_claims import ChangeClaim, change_claims
from nianbao.facts.cell import Cell
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "difference"
_TABLE = "\n\n表1 在校生情况\n\n学校\t一年级\t二年级\t合计\t比上年增减\n东城职校\t236\t228\t464\t12\n西湖艺校\t174\t181\t355\t-27\n合计\t410\t409\t819\t-15\n"
_FUNDS = (
    "\n\n表9 经费收入\n\n项目\t2022年\t2023年\t增减额\n专项经费\t512.0\t486.0\t-26.0\n事业收入\t126.9\t138.4\t11.5\n"
)
EXAMPLES = (
    Example("fail", f"西湖艺校在校生355人，较上年增加27人。{_TABLE}"),
    Example("fail", f"西湖艺校在校生355人，较上年减少72人。{_TABLE}"),
    Example("pass", f"西湖艺校在校生355人，较上年减少27人。{_TABLE}"),
    Example("pass", f"专项经费486.0万元，比上年减少26.0万元。{_FUNDS}"),
    Example(
        "silent",
        f"某区年度报告（2023年度）\n\n事业收入138.4万元，比上年增加6.2万元。{_FUNDS.replace('增减额', '比2021年增减')}",
    ),
    Example("silent", f"西湖艺校教师355人，较计划减少27人，累计增加90人。{_TABLE}"),
)
_NEAREST = 16  # characters between the figure and its change
_RATE_HEAD = as_pattern(r"率|幅|%|百分|增速|位|名次")
_SINCE = as_pattern(r"[比较与同](20\d{2})年?")
_WAY_HEAD = as_pattern(r"增加|增长|提高|上升|减少|下降|降低")


@dataclass(frozen=True, eq=False, slots=True)
class _Step:
    base: Figure
    change: Figure
    way: str  # up, down, or empty where the sign is not known
    since: int | None  # the year that its head holds it against: 比2021年增减


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Changes with a size, each beside the figure before it."""
    steps = _steps(manuscript)
    if not steps:
        return
    for claim in change_claims(manuscript):
        size = claim.size
        if size is None or size.is_percent or claim.against not in (None, -1, (manuscript.data_period or 0) - 1):
            continue
        start, _ = claim.passage.sentence_at(claim.start)
        before = [m for m in claim.passage.mentions_in(start, claim.start + 1) if not m.is_loose and m is not size]
        if before and claim.start - before[-1].end <= _NEAREST and not claim.subject:
            yield from _judged(manuscript, claim, before[-1], size, start, steps)


@kept
def _steps(manuscript: Manuscript) -> dict[object, tuple[_Step, ...]]:
    """Every change of a table by the digits of the figure that it is of."""
    found: dict[object, list[_Step]] = {}
    for sheet in manuscript.sheets:
        for base, change in _columns(sheet):
            figures = sheet.column_figures(change, sheet.data_rows)
            is_signed = any(f.number.digits < 0 or f.direction for f in figures)
            since = _SINCE.search(half_width(compact(sheet.head(change))))
            told = _WAY_HEAD.search(compact(sheet.head(change))) and "减" not in compact(sheet.head(change))[1:2]
            for figure in figures:
                of = sheet.figure(figure.row, base)
                if of is not None:
                    found.setdefault(of.number.digits, []).append(
                        _Step(of, figure, _way(figure, is_signed or bool(told)), int(since[1]) if since else None)
                    )
    return {digits: tuple(each) for digits, each in found.items()}


def _columns(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Columns of changes with the column right before them."""
    heads = {column: compact("".join(sheet.column_path(column))) for column in sheet.numeric_columns}
    changes = [
        column for column, head in heads.items()
        if any(is_change_head(label) for label in sheet.column_path(column)) and not _RATE_HEAD.search(head)
    ]  # fmt: skip
    if len(changes) > 1 and all(_WAY_HEAD.search(heads[column]) for column in changes):
        return
    for column in changes:
        if column - 1 in heads and column - 1 not in changes:
            yield column - 1, column


def _way(figure: Figure, is_signed: bool) -> str:
    if figure.direction in ("up", "down"):
        return figure.direction
    if not figure.number.digits or not is_signed:
        return ""
    return "down" if figure.number.digits < 0 else "up"


def _judged(
    manuscript: Manuscript,
    claim: ChangeClaim,
    told: Mention,
    size: Mention,
    start: int,
    steps: dict[object, tuple[_Step, ...]],
) -> Iterator[Relation | Doubtful]:
    last = (manuscript.data_period or 0) - 1
    fitting = [
        step for step in steps.get(told.number.digits, ())
        if (step.since in (None, last) or claim.against is None) and told.is_percent == step.base.is_percent and are_comparable(told.unit, step.base.number.unit) and are_comparable(told.unit, size.unit)
    ]  # fmt: skip
    named = [step for step in fitting if _is_named(manuscript, claim, step, start, told)]
    if not named:
        return
    firm = len(digits_of(told.number)) > 2 or len(fitting) == 1
    place = claim.passage.place(claim.start, claim.end)
    claimed = size.operand(f"{claim.word} {size.raw.strip()}", trust=0.6)
    made = relation(
        "told-steps",
        [same(_size_of(step, size), claimed) for step in named[:4]],
        cue=claim.word,
        severity="warning",
        place=size.place,
    )
    yield made if firm else Doubtful(made, frozenset((size.id,)))
    word = way(claim.word) or ("up" if claim.word[0] in "多高" else "down" if claim.word[0] in "少低" else "")
    alike = [step for step in named if abs(step.change.number.digits) in (size.number.digits, size.number.value)]
    if word and alike and all(step.way for step in alike):
        ways = [direction_of(told.operand(), _before(step, told), word) for step in alike]
        yield relation("told-steps", ways[:4], cue=claim.word, severity="warning", place=place)


def _is_named(manuscript: Manuscript, claim: ChangeClaim, step: _Step, start: int, told: Mention) -> bool:
    """The row bears a name that the sentence has; the row of a total needs a figure that no chance brings."""
    sheet, row = step.base.sheet, step.base.row
    words = claim.passage.plain[start : told.start]
    label = compact(sheet.row_label(row))
    if len(label) > 1 and label in words and not sheet.is_total_row(row):
        return True
    if len(digits_of(told.number)) < 3 or not _is_spoken_of(claim, step, told):
        # 专任教师 327 人 is no 327 of a table of trainings.
        return False
    if sheet.is_total_row(row):
        return True
    bodies = known_bodies(manuscript)
    spoken = {each.body for each in bodies.spoken(words)}
    return not spoken or bodies.body(label) in spoken


def _is_spoken_of(claim: ChangeClaim, step: _Step, told: Mention) -> bool:
    """True where the full sentence has a word in common with what the table says over and beside the figure."""
    sheet = step.base.sheet
    start, _ = claim.passage.full_sentence_at(told.start)
    said = pieces_of(claim.passage.plain[start : told.start]) | pieces_of(told.noun)
    above = (sheet.caption, sheet.section, *sheet.row_path(step.base.row), *sheet.column_path(step.base.column))
    printed = frozenset().union(*map(pieces_of, above))
    return not printed - WEAK or not (said & printed).isdisjoint(printed - WEAK)


def _size_of(step: _Step, size: Mention) -> Operand:
    operand = counted_like(step.change, size)
    number = operand.cell.number
    assert number is not None
    return replace(operand, cell=Cell.of_number(replace(number, digits=abs(number.digits))))


def _before(step: _Step, told: Mention) -> Operand:
    """What the row had before, counted as the text counts."""
    change = abs(step.change.number.digits)
    digits = told.number.digits + (-change if step.way == "up" else change)
    number = replace(told.number, raw=f"{digits}{told.measure}", digits=digits)
    return Operand(f"{step.change.key}:before", step.change.label, Cell.of_number(number), step.change.place)
