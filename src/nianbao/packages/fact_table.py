"""A record's facts as a long table: one line per indicator, everything needed to read it back.

``label`` and ``column`` are for the human reader and are not read back: the
indicator id says which fact it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from nianbao.aggregation.exact import plain
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.period import Period
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.facts.unit import unit_by_id
from nianbao.framework.model import Catalogue
from nianbao.packages.csv_text import ABSENT, bad_table, guarded, read_csv, unguarded, write_csv

HEADER = (
    "indicator", "label", "period_kind", "period", "column", "state", "raw", "digits", "unit", "scale", "hedge",
    "written", "text", "place", "note",
)  # fmt: skip
_DIGITS = re.compile(r"-?\d{1,60}(\.\d{1,60})?", re.ASCII)
_NOWHERE = Place()


def write_facts(record: Record, catalogue: Catalogue) -> bytes:
    """The facts in the order of the form, base items after it, whatever else last."""
    form = catalogue.editions.get(record.edition)
    asked = form.indicators() if form is not None else ()
    columns = {cell.indicator: cell.column for table in form.tables for _, cell in table.cells()} if form else {}
    order = {name: place for place, name in enumerate(asked)}
    names = sorted(record.facts, key=lambda name: (order.get(name, len(order)), name))
    labels = {name: catalogue.indicators[name].label for name in names if name in catalogue.indicators}
    rows = [_row(record, name, labels.get(name, ""), columns.get(name, "")) for name in names]
    return write_csv([HEADER, *rows])


def read_facts(data: bytes, member: str, organisation: Organisation) -> dict[str, Fact]:
    """The facts that ``write_facts`` wrote. Raises Problem naming the line that cannot be read."""
    facts: dict[str, Fact] = {}
    for line, row in read_csv(data, member, HEADER):
        found = dict(zip(HEADER, row, strict=True))
        name = unguarded(found["indicator"])
        if not name or name in facts:
            raise bad_table(member, line, f"指标“{name}”空缺或重复", f"indicator {name!r} is empty or stands twice")
        try:
            facts[name] = _fact(found, name, organisation.code)
        except (ValueError, KeyError, msgspec.MsgspecError, RecursionError) as error:
            raise bad_table(member, line, f"“{name}”：{error}", f"{name!r}: {error}") from None
    return facts


def _row(record: Record, name: str, label: str, column: str) -> tuple[str, ...]:
    fact = record.facts[name]
    if fact.indicator != name or fact.organisation != record.organisation.code:
        raise ValueError(f"the fact under {name!r} is about {fact.indicator!r} of {fact.organisation!r}")
    cell, number = fact.cell, fact.cell.number
    digits = unit = scale = hedge = written = ""
    if number is not None:
        digits, scale = _digits(number.digits), _digits(number.scale)
        if number.unit is not None:
            if unit_by_id(number.unit.id) != number.unit:
                raise ValueError(f"{name} is in a unit that is not in the lexicon: {number.unit!r}")
            unit = number.unit.id
        hedge = "" if number.hedge is Hedge.NONE else number.hedge.value
        written = "" if number.raw == cell.raw else guarded(number.raw) or ABSENT
    text = "" if cell.text is None else guarded(cell.text) or (ABSENT if number is not None else "")
    return (
        guarded(name), guarded(label), fact.period.kind.value, _period_text(fact.period), guarded(column),
        cell.state.value, guarded(cell.raw), digits, unit, scale, hedge, written, text, write_place(fact.place),
        guarded(fact.note),
    )  # fmt: skip


def _fact(found: Mapping[str, str], name: str, code: str) -> Fact:
    raw = unguarded(found["raw"])
    number = None
    if found["digits"]:
        written = raw if not found["written"] else "" if found["written"] == ABSENT else unguarded(found["written"])
        number = PrintedNumber(
            written,
            _read_digits(found["digits"]),
            _read_digits(found["scale"]),
            unit_by_id(found["unit"]) if found["unit"] else None,
            Hedge(found["hedge"] or "none"),
        )
    state = CellState(found["state"])
    text: str | None = unguarded(found["text"])
    if found["text"] == ABSENT:
        text = ""
    elif not text and (number is not None or state is not CellState.VALUE):
        text = None
    return Fact(
        name,
        code,
        _read_period(found["period_kind"], found["period"]),
        Cell(state, number, text, raw),
        read_place(found["place"]),
        unguarded(found["note"]),
    )


def _digits(number: Decimal) -> str:
    text = plain(number)
    if not _DIGITS.fullmatch(text):
        raise ValueError(f"no figure of a form: {text[:80]}")
    return text


def _read_digits(text: str) -> Decimal:
    if not _DIGITS.fullmatch(text):
        raise ValueError(f"not a number: {text[:80]!r}")
    return Decimal(text)


def _period_text(period: Period) -> str:
    """As the catalogue writes it where it is such a period, else first and last day."""
    match period.kind.value:
        case "as_of":
            short = period.start.isoformat()
        case "school_year":
            short = f"{period.start.year}-{period.start.year + 1}"
        case _:
            short = str(period.start.year)
    try:
        if Period.parse(period.kind.value, short) == period:
            return short
    except ValueError:
        pass
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def _read_period(kind: str, text: str) -> Period:
    first, slash, last = text.partition("/")
    parsed = Period.parse(kind, first if not slash else "2000-01-01" if kind == "as_of" else _any(kind))
    if not slash:
        return parsed
    day = type(parsed.start).fromisoformat
    return Period(parsed.kind, day(first), day(last))


def _any(kind: str) -> str:
    return "2000-2001" if kind == "school_year" else "2000"


def write_place(place: Place) -> str:
    """A place as JSON of what is known of it; empty where nothing is."""
    if place == _NOWHERE:
        return ""
    known: dict[str, Any] = {
        name: value for name in Place.__dataclass_fields__ if (value := getattr(place, name)) != getattr(_NOWHERE, name)
    }
    return msgspec.json.encode(known, order="sorted").decode()


def read_place(text: str) -> Place:
    """The place that ``write_place`` wrote.

    >>> read_place(write_place(Place(file="a.xlsx", sheet="表1", cell="D7"))).cell
    'D7'
    """
    return msgspec.json.decode(text, type=Place) if text else _NOWHERE
