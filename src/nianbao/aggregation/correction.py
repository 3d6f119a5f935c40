"""Corrections (更正) that a district makes: entries of their own beside the figures, never in their place.

A correction names the figure that it was made for, as it read then. Where that figure reads
otherwise now, the correction is stale and stands aside until somebody confirms or withdraws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from nianbao.facts.cell import BLANK, Cell, CellState, read_cell
from nianbao.facts.period import Period
from nianbao.facts.problem import Problem
from nianbao.facts.record import Fact, Record
from nianbao.framework.model import Catalogue, Meaning

if TYPE_CHECKING:
    from nianbao.aggregation.aggregate import Aggregate

_WANTED = ("indicator", "organisation", "name", "before", "after", "reason", "by", "on")


@dataclass(frozen=True, slots=True)
class Correction:
    """Who says when and why that an organisation's figure should read otherwise, and how it read then."""

    indicator: str
    organisation: str  # code: of a school for its cell, of the district for its own figure
    name: str
    before: str
    after: str
    reason: str
    by: str
    on: str  # ISO date, given by whoever enters it
    evidence: tuple[str, ...] = ()  # name and hash of the file behind it

    def words(self) -> str:
        """The correction as it stands beside the figure.

        >>> Correction("graduates", "1", "一职", "120", "210", "两位数字写颠倒", "高审之", "2026-01-20").words()
        '区级更正：原120，更正为210。两位数字写颠倒（高审之，2026-01-20）'
        """
        return f"区级更正：原{self.before or '空'}，更正为{self.after}。{self.reason}（{self.by}，{self.on}）"

    def words_en(self) -> str:
        """The same in English; the reason stays as it was written."""
        return (
            f"Corrected by the district: {self.before or 'blank'} → {self.after}. {self.reason} ({self.by}, {self.on})"
        )

    def to_json(self) -> dict[str, Any]:
        return {**{key: getattr(self, key) for key in _WANTED}, "evidence": list(self.evidence)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Correction:
        """The correction that ``to_json`` wrote; raises Problem where something is missing."""
        lost = [key for key in _WANTED if not isinstance(data.get(key), str)]
        if lost:
            raise Problem(
                "correction-incomplete",
                f"更正缺少 {'、'.join(lost)}。请重新取得原文件。",
                f"The correction lacks {', '.join(lost)}. Get the original file again.",
            )
        return cls(**{key: data[key] for key in _WANTED}, evidence=tuple(map(str, data.get("evidence") or ())))


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """What became of a correction: used, or standing aside because the figure reads ``now``."""

    correction: Correction
    is_used: bool
    now: str


@dataclass(frozen=True)
class CorrectedRecord:
    """A school's record as the district sees it, with what became of each correction."""

    record: Record
    outcomes: tuple[CorrectionOutcome, ...] = ()


def as_typed(cell: Cell) -> str:
    """What somebody would type to get a cell; nothing for a blank.

    >>> as_typed(BLANK), as_typed(Cell.without_value(CellState.MISSING)), as_typed(read_cell("120"))
    ('', '缺报', '120')
    """
    return "" if cell.state is CellState.BLANK else cell.raw or str(cell)


def reads_alike(before: str, now: Cell, meaning: Meaning) -> bool:
    """Whether a figure still says what it said: the same number, however written, or the same word."""
    then = read_cell(before, meaning.unit)
    if then.number is not None and now.number is not None:
        return then.number.value == now.number.value and then.number.hedge == now.number.hedge
    return (then.state, then.text, then.number) == (now.state, now.text, now.number)


def corrected_cell(after: str, before: Cell, meaning: Meaning) -> Cell:
    """The cell that a correction asks for. Raises Problem where it says nothing, or words where a number stood."""
    cell = read_cell(after, meaning.unit)
    if cell.state is CellState.BLANK:
        raise Problem(
            "correction-blank", "更正后的数没有填。没有的填“无”，不适用的填“不适用”。",
            "The corrected figure is missing. Enter 无 for none, 不适用 for not applicable.",
        )  # fmt: skip
    is_count = meaning.unit is not None or before.is_numeric
    if is_count and cell.text is not None:
        raise Problem(
            "correction-not-a-number", f"“{after}”不是数。请填数字，或“无”“不适用”。",
            f"{after!r} is not a number. Enter digits, or 无 or 不适用.",
        )  # fmt: skip
    return cell


def corrected_record(record: Record, corrections: Iterable[Correction], catalogue: Catalogue) -> CorrectedRecord:
    """A school's record with the corrections that still hold; the school's own record stays as it is."""
    facts, outcomes = dict(record.facts), []
    form = catalogue.editions[record.edition]
    for one in corrections:
        meaning = catalogue.indicators[one.indicator].meaning_in(form.data_year)
        fact = facts.get(one.indicator)
        cell = fact.cell if fact is not None else BLANK
        holds = reads_alike(one.before, cell, meaning)
        outcomes.append(CorrectionOutcome(one, holds, as_typed(cell)))
        if not holds:
            continue
        if fact is None:
            period = form.periods.get(meaning.period) or Period.data_year(int(form.data_year.removeprefix("dy")))
            fact = Fact(one.indicator, record.organisation.code, period, cell)
        facts[one.indicator] = replace(fact, cell=read_cell(one.after, meaning.unit), note=_joined(fact.note, one))
    return CorrectedRecord(replace(record, facts=MappingProxyType(facts)), tuple(outcomes))


def corrected_aggregate(
    aggregate: Aggregate,
    corrections: Sequence[Correction],
    catalogue: Catalogue,
    *,
    of_schools: Sequence[CorrectionOutcome] = (),
) -> Aggregate:
    """The district's figures with the corrections that still hold, each marked and with its reason.

    A corrected figure changes alone: what is made from its base items is made from the schools' cells.
    ``of_schools`` are the outcomes of the schools' corrections, which the aggregate was made with.
    """
    form = catalogue.editions[aggregate.record.edition]
    facts, figures, outcomes = dict(aggregate.record.facts), dict(aggregate.figures), list(of_schools)
    for one in corrections:
        figure = figures.get(one.indicator)
        if figure is None:
            continue
        meaning = catalogue.indicators[one.indicator].meaning_in(form.data_year)
        holds = reads_alike(one.before, figure.cell, meaning)
        outcomes.append(CorrectionOutcome(one, holds, as_typed(figure.cell)))
        if not holds:
            continue
        changed = replace(
            figure,
            cell=read_cell(one.after, meaning.unit),
            made=figure.cell,
            reason=one.words(),
            reason_en=one.words_en(),
            correction=one,
        )
        figures[one.indicator] = changed
        facts[one.indicator] = replace(facts[one.indicator], cell=changed.cell, note=changed.note())
    return replace(
        aggregate,
        record=replace(aggregate.record, facts=MappingProxyType(facts)),
        figures=MappingProxyType(figures),
        corrections=tuple(outcomes),
    )


def _joined(note: str, one: Correction) -> str:
    return f"{note}；{one.words()}" if note else one.words()
