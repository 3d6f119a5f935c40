"""How a district's figures came about, as tables in its package.

``aggregation.csv`` has one line per figure, ``contributions.csv`` one per figure and
organisation with the cells behind it. The next level up reads the unrounded
figures; a person reads the rest.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from nianbao.aggregation.aggregate import Aggregate
from nianbao.aggregation.backing import Backer, Backing
from nianbao.aggregation.exact import as_decimal, plain
from nianbao.aggregation.figure import Carried, Contribution
from nianbao.packages.csv_text import bad_table, guarded, read_csv, unguarded, write_csv

FIGURES, CONTRIBUTIONS = "aggregation.csv", "contributions.csv"
HEADER = (
    "indicator", "label", "method", "numerator", "denominator", "unrounded", "counted", "total", "schools_counted",
    "schools_total", "formula", "note", "note_en",
)  # fmt: skip
CONTRIBUTION_HEADER = ("indicator", "organisation", "name", "numerator", "denominator", "share", "cells")


def write_figures(aggregate: Aggregate) -> bytes:
    """One line per figure, in the order of the form."""
    rows = []
    for name, figure in aggregate.figures.items():
        carried = figure.carried or Carried(None, None, 0, 0)
        unrounded = figure.unrounded
        rows.append(
            (
                name,
                guarded(figure.label),
                figure.method.value,
                _text(carried.numerator),
                _text(carried.denominator),
                _text(unrounded),
                str(figure.coverage.counted),
                str(figure.coverage.total),
                str(carried.schools_counted),
                str(carried.schools_total),
                guarded(figure.formula()),
                guarded(figure.note()),
                guarded(figure.note(english=True)),
            )
        )
    return write_csv([HEADER, *rows])


def write_contributions(aggregate: Aggregate) -> bytes:
    """One line per figure and organisation that has a part in it."""
    rows = [
        (
            name,
            guarded(one.organisation.code),
            guarded(one.organisation.name),
            _text(None if one.numerator is None else as_decimal(one.numerator)),
            _text(None if one.denominator is None else as_decimal(one.denominator)),
            _text(one.share),
            guarded(_cells(one)),
        )
        for name, figure in aggregate.figures.items()
        for one in figure.contributions
    ]
    return write_csv([CONTRIBUTION_HEADER, *rows])


def read_carried(data: bytes) -> dict[str, Carried]:
    """The unrounded figures of ``write_figures``. Raises Problem naming the line that cannot be read."""
    carried: dict[str, Carried] = {}
    for line, row in read_csv(data, FIGURES, HEADER):
        found = dict(zip(HEADER, row, strict=True))
        try:
            carried[unguarded(found["indicator"])] = Carried(
                _number(found["numerator"]),
                _number(found["denominator"]),
                _count(found["schools_counted"]),
                _count(found["schools_total"]),
            )
        except (InvalidOperation, ValueError) as error:
            raise bad_table(FIGURES, line, f"“{row[0]}”：{error}", f"{row[0]!r}: {error}") from None
    return carried


def read_backing(figures: bytes, contributions: bytes) -> Backing:
    """Who stands behind each figure, from the two tables. Raises Problem naming the line that cannot be read."""
    behind: dict[str, dict[str, Backer]] = {name: {} for name in read_carried(figures)}
    for line, row in read_csv(contributions, CONTRIBUTIONS, CONTRIBUTION_HEADER):
        found = dict(zip(CONTRIBUTION_HEADER, row, strict=True))
        try:
            adds = bool(_number(found["numerator"]) or _number(found["denominator"]))
        except (InvalidOperation, ValueError) as error:
            raise bad_table(CONTRIBUTIONS, line, f"“{row[0]}”：{error}", f"{row[0]!r}: {error}") from None
        behind.setdefault(unguarded(found["indicator"]), {})[unguarded(found["organisation"])] = Backer(adds)
    return Backing(behind)


def _cells(one: Contribution) -> str:
    return "; ".join(
        f"{part.indicator}={part.cell}" + (f" @ {part.place}" if part.place is not None and str(part.place) else "")
        for part in one.parts
    )


def _text(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def _number(text: str) -> Decimal | None:
    if not text:
        return None
    if len(text) > 200 or not text.isascii():
        raise ValueError("no figure")
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > 100:
        raise ValueError("no figure")
    return number


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError("no count")
    return int(text)
