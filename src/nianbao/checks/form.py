"""Readings about the printed form itself: its row numbers, rows, labels and units.

The lines that came back are laid beside the official ones by their labels, so that a row
left out does not put every later row in the wrong place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from nianbao.facts.cell import BLANK, Cell, read_cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, ListRow, Organisation, PrintedRow, Record
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import find_unit
from nianbao.framework.model import Catalogue, FormRow, FormTable

if TYPE_CHECKING:
    from nianbao.checks.plan import BoundCheck, Plan

_DECORATION = as_pattern(r"其中[:：]?|[\s　*★＊]")


@dataclass(frozen=True, slots=True)
class Beside:
    """An official line and the one that came back in its place, either of which may be absent."""

    official: FormRow | None
    printed: PrintedRow | None
    index: int  # of the printed line, else of the official one


def bare_label(label: str) -> str:
    """A label without what printers add to it.

    >>> bare_label("其中： 国家级数量*")
    '国家级数量'
    """
    return _DECORATION.sub("", label)


def lay_beside(official: Sequence[FormRow], printed: Sequence[PrintedRow]) -> list[Beside]:
    """Official and printed lines in pairs: by label, where labels differ by position, and where a line was moved
    by its label again.
    """
    wanted = [bare_label(row.prefix + row.label) if row.label else "" for row in official]
    found = [bare_label(row.label) for row in printed]
    pairs: list[Beside] = []
    for tag, a0, a1, b0, b1 in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if tag == "equal" or a1 - a0 == b1 - b0:
            pairs += [Beside(official[a], printed[b], b) for a, b in zip(range(a0, a1), range(b0, b1), strict=True)]
            continue
        pairs += [Beside(official[a], None, a) for a in range(a0, a1)]
        pairs += [Beside(None, printed[b], b) for b in range(b0, b1)]
    return _with_moved(pairs)


def _with_moved(pairs: list[Beside]) -> list[Beside]:
    """A line that is left over on both sides under the same label is the same line, standing elsewhere."""
    left = {bare_label(pair.printed.label): pair for pair in reversed(pairs) if pair.printed and not pair.official}
    moved: list[Beside] = []
    for pair in pairs:
        official = pair.official
        if official is None or pair.printed is not None or not official.label:
            moved.append(pair)
            continue
        found = left.pop(bare_label(official.prefix + official.label), None)
        moved.append(Beside(official, found.printed, found.index) if found is not None else pair)
    paired = {pair.index for pair in moved if pair.official and pair.printed}
    return [pair for pair in moved if pair.official or pair.index not in paired]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a table with what stands in its answer columns, as read from a file or typed in."""

    row: PrintedRow
    values: tuple[str, ...]


def record_of_lines(
    catalogue: Catalogue,
    edition_id: str,
    organisation: Organisation,
    tables: Mapping[str, Sequence[PrintedLine]],
    lists: Mapping[str, tuple[ListRow, ...]] | None = None,
) -> Record:
    """The record that printed tables make, each line read as the official one beside it; the lines are kept."""
    edition = catalogue.editions[edition_id]
    facts: dict[str, Fact] = {}
    for table in edition.tables:
        lines = tables.get(table.id, ())
        for pair in lay_beside(table.rows, [line.row for line in lines]):
            if pair.official is None or pair.printed is None:
                continue
            for cell, text in zip(pair.official.cells, lines[pair.index].values, strict=False):
                meaning = catalogue.indicators[cell.indicator].meaning_in(edition.data_year)
                found = read_cell(text, meaning.unit)
                place = pair.printed.place or Place()
                period = edition.periods[meaning.period]
                facts[cell.indicator] = Fact(cell.indicator, organisation.code, period, found, place)
    printed = {name: tuple(line.row for line in lines) for name, lines in tables.items()}
    return Record(organisation, edition_id, facts, lists or {}, printed_rows=printed)


def form_readings(record: Record, plan: Plan, check: BoundCheck) -> Iterator[Reading]:
    """The readings of a check about the form, table by table; none where no printed rows are known."""
    for table in plan.edition.tables:
        printed = record.printed_rows.get(table.id, ())
        if printed:
            yield from _READERS[check.form or ""](table, printed, check)


def _numbers(table: FormTable, printed: Sequence[PrintedRow], check: BoundCheck) -> Iterator[Reading]:
    expected = tuple(row.number for row in table.rows if row.number)
    rows = tuple(
        Operand(f"{table.id}#{index}", f"{table.number} 序号", Cell.of_text(row.number.strip()), row.place)
        for index, row in enumerate(printed, start=1)
        if row.number.strip()
    )
    yield Reading(check.spec.kind, {"rows": rows}, {"expected": expected})


def _rows(table: FormTable, printed: Sequence[PrintedRow], check: BoundCheck) -> Iterator[Reading]:
    required = tuple(
        Operand(
            f"{table.id}.{_name(pair.official)}",
            f"{table.number} {pair.official.label or '学时'}",
            Cell.of_text(pair.printed.label or pair.official.label or "续行") if pair.printed is not None else BLANK,
            pair.printed.place if pair.printed is not None else None,
        )
        for pair in lay_beside(table.rows, printed)
        if pair.official is not None
    )
    yield Reading(check.spec.kind, {"required": required})


def _labels(table: FormTable, printed: Sequence[PrintedRow], check: BoundCheck) -> Iterator[Reading]:
    for pair in lay_beside(table.rows, printed):
        if pair.official is not None and pair.printed is not None and pair.official.label:
            official, own = pair.official.prefix + pair.official.label, pair.printed.label
            if bare_label(official) != bare_label(own):
                yield _pair(table, pair, check, bare_label(official), own.strip() or "（空）", "名称")


def _units(table: FormTable, printed: Sequence[PrintedRow], check: BoundCheck) -> Iterator[Reading]:
    for pair in lay_beside(table.rows, printed):
        if pair.official is None or pair.printed is None or not pair.official.cells:
            continue
        official, own = pair.official.cells[0].unit_label, pair.printed.unit.strip()
        if not official or not own:
            continue
        unit, other = find_unit(official), find_unit(own)
        if official != own and (unit is None or unit is not other):
            yield _pair(table, pair, check, official, own, "单位")


def _pair(table: FormTable, pair: Beside, check: BoundCheck, wanted: str, own: str, what: str) -> Reading:
    official, printed = pair.official, pair.printed
    assert official is not None
    assert printed is not None
    name = f"{table.number} 第{pair.index + 1}行「{official.label or printed.label}」{what}"
    key = f"{table.id}.{_name(official)}"
    return Reading(
        check.spec.kind,
        {
            "values": (
                Operand(f"{key}:official", f"官方{what}", Cell.of_text(wanted)),
                Operand(f"{key}:printed", name, Cell.of_text(own), printed.place),
            )
        },
    )


def _name(row: FormRow) -> str:
    return row.cells[0].indicator if row.cells else row.label


_READERS = {"numbers": _numbers, "rows": _rows, "labels": _labels, "units": _units}
