"""How claims are put into relations: one function for each kind of comparison.

The names of roles stand here and nowhere else in the extraction, so that families
speak of totals and parts, and only this module knows how a check kind calls them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand, Reading, Relation

Parameters = dict[str, Any]


@quickly_made
@dataclass(frozen=True)
class Remark:
    """Something seen that needs no arithmetic: a leftover, a doubled word, a name written two ways.

    ``holds`` is True where the look found everything in order; such a remark only
    counts as verified. ``suggestion`` replaces the text of the first place.
    """

    id: str
    family: str
    kind: str  # of the fault: numbering, missing, typo, label, date, cell-type …
    places: tuple[Place, ...]
    message: str
    message_en: str
    severity: str = "warning"
    holds: bool = False
    reported: str = ""
    expected: str = ""
    suggestion: str = ""
    formula: str = ""
    keys: tuple[str, ...] = field(default=())  # of the numbers that took part
    is_plain: bool = False  # what stands there is wrong, whatever the sentence around it means: ×××, 6月31日


def _reading(kind: str, roles: dict[str, Iterable[Operand]], parameters: Parameters | None = None) -> Reading:
    return Reading(
        kind,
        MappingProxyType({role: tuple(operands) for role, operands in roles.items()}),
        MappingProxyType(dict(parameters or {})),
    )


def sum_of(total: Operand, parts: Sequence[Operand]) -> Reading:
    return _reading("sum", {"total": [total], "parts": parts})


def at_most(parts: Sequence[Operand], whole: Sequence[Operand]) -> Reading:
    return _reading("at_most", {"parts": parts, "whole": whole})


def share_of(
    share: Operand, part: Sequence[Operand], whole: Sequence[Operand], group: Sequence[Operand] = ()
) -> Reading:
    return _reading("share", {"share": [share], "part": part, "whole": whole, "group": group})


def ratio_of(ratio: Operand, numerator: Sequence[Operand], denominator: Sequence[Operand]) -> Reading:
    return _reading("ratio", {"ratio": [ratio], "numerator": numerator, "denominator": denominator})


def difference_of(difference: Operand, new: Operand, old: Operand, *, signed: bool = False, word: str = "") -> Reading:
    """``word`` is up or down where the text says so, else empty."""
    operands: dict[str, Iterable[Operand]] = {"difference": [difference], "new": [new], "old": [old]}
    return _reading("difference", operands, _moving(signed, word))


def growth_of(rate: Operand, new: Operand, old: Operand, *, signed: bool = False, word: str = "") -> Reading:
    """``word`` is up or down where the text says so, else empty."""
    return _reading("growth", {"rate": [rate], "new": [new], "old": [old]}, _moving(signed, word))


def _moving(signed: bool, word: str) -> Parameters:
    parameters: Parameters = {"signed": signed}
    return parameters | ({"word": word} if word in ("up", "down") else {})


def mean_of(mean: Operand, values: Sequence[Operand], weights: Sequence[Operand] = ()) -> Reading:
    return _reading("mean", {"mean": [mean], "values": values, "weights": weights})


def direction_of(new: Operand, old: Operand, word: str) -> Reading:
    """``word`` is up, down or flat."""
    return _reading("direction", {"new": [new], "old": [old]}, {"word": word})


def trend_of(series: Sequence[Operand], word: str) -> Reading:
    return _reading("direction", {"series": series}, {"word": word})


def list_count(count: Operand, low: int, high: int | None) -> Reading:
    """The count stands for at least ``low`` and at most ``high`` listed items (no upper end where the list is open)."""
    parameters: Parameters = {"at_least": low}
    parameters |= {"open": True} if high is None else {"at_most": high}
    return _reading("list_count", {"count": [count]}, parameters)


def same(*values: Operand) -> Reading:
    return _reading("same", {"values": values})


def attainable(share: Operand, whole: Operand) -> Reading:
    return _reading("attainable", {"share": [share], "whole": [whole]})


def magnitude(
    value: Operand, low: Decimal | None = None, high: Decimal | None = None, divisor: Sequence[Operand] = ()
) -> Reading:
    return _reading("magnitude", {"value": [value], "divisor": divisor}, {"low": low, "high": high})


def relation(
    family: str,
    readings: Sequence[Reading],
    cue: str,
    severity: str = "error",
    place: Place | None = None,
    *,
    is_inferred: bool = False,
    is_searched: bool = False,
) -> Relation:
    """A relation whose id follows from its family and its numbers alone.

    ``is_inferred`` where no word makes the claim, only that the other lines of the table obey it.
    ``is_searched`` where the words, or a search of the report, leave nothing else that the claim may be of: what is far
    off was then not misread.
    """
    first = readings[0]
    keys = [operand.key for operand in first.members()]
    name = f"{family}:{first.kind}:{'~'.join(keys[:3])}" + (f"~{len(keys)}" if len(keys) > 3 else "")
    if first.kind == "direction":
        # Two words about the same two figures are two claims; a place in a page or a Word file has no column.
        where = "" if place is None else place.text if place.column is None else place.column
        name += f":{first.parameters.get('word')}:{where}"
    if place is None:
        place = next((operand.place for operand in first.members() if operand.place is not None), None)
    return Relation(name, family, tuple(readings), severity, cue, place, is_inferred, is_searched)


@dataclass(frozen=True)
class Doubtful:
    """A relation that is worth telling when it holds and says little when it fails: it is verified, never reported.

    A claim whose cue is weak counts as verified where the figures support it; where they
    do not, the cue was probably misread. ``slips`` are the keys of numbers that may be mistyped:
    where two digits of one of them exchanged, or its point moved, make the claim hold, it is told after all.
    """

    relation: Relation
    slips: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hint:
    """A sign without proof: told apart from errors, folded, and only as many as a report of its length bears.

    ``weight`` is how likely a fault stands behind it, from 0 to 1, as the family measured on reports
    that it was not made from; where there are too many hints, the lightest are left out.
    """

    remark: Remark
    weight: float

    def __post_init__(self) -> None:
        if self.remark.severity != "info" or not 0 < self.weight < 1:
            raise ValueError(f"{self.remark.id}: a hint is an info with a weight between 0 and 1")

    @property
    def id(self) -> str:
        return self.remark.id


def hint_at(
    family: str,
    name: str,
    kind: str,
    places: tuple[Place, ...],
    message: str,
    message_en: str,
    *,
    weight: float,
    reported: str = "",
    expected: str = "",
    formula: str = "",
    keys: tuple[str, ...] = (),
) -> Hint:
    """A hint at the first of the places; ``name`` tells it from the others of its family.

    ``kind`` is the family's ``FAULT``, or its word for this fault where it knows several; the rest is as in ``Remark``.
    """
    remark = Remark(
        f"{family}:{name}", family, kind, places, message, message_en, severity="info",
        reported=reported, expected=expected, formula=formula, keys=keys,
    )  # fmt: skip
    return Hint(remark, weight)


def told_elsewhere(place: Place) -> tuple[str, str]:
    """How a message calls the other of two places, in Chinese and in English: by its line where it has one.

    >>> told_elsewhere(Place("report.txt", line=12)), told_elsewhere(Place("report.docx"))
    (('第12行', 'at line 12'), ('另一处', 'elsewhere'))
    """
    return (f"第{place.line}行", f"at line {place.line}") if place.line else ("另一处", "elsewhere")


def derived(
    key: str,
    label: str,
    value: Decimal,
    place: Place | None = None,
    raw: str = "",
    *,
    like: PrintedNumber | None = None,
) -> Operand:
    """A number that is printed nowhere (a count of items, a sum of cells) as an operand.

    ``like`` is one of the numbers that it was made of: it is shown in that one's unit.
    """
    shown = raw or (_shown_like(value, like) if like is not None else str(value))
    return Operand(key, label, Cell.of_number(PrintedNumber(shown, value)), place, 2.0)


def _shown_like(value: Decimal, like: PrintedNumber) -> str:
    """A value of the base unit as it would stand beside ``like``.

    >>> from nianbao.facts.printed_number import read_number
    >>> _shown_like(Decimal(345_000), read_number("12.5万元")), _shown_like(Decimal(120), read_number("40人"))
    ('34.5万元', '120')
    """
    if like.scale == 1:
        return str(value)
    behind = as_pattern(r"[\d.,，\s]+(\D*)").fullmatch(like.raw.strip())
    suffix = behind[1] if behind is not None and behind[1] else (like.unit.label if like.unit is not None else "")
    return f"{round(value / like.scale, like.places):f}{suffix}" if suffix else str(value)


def unitless(operand: Operand) -> Operand:
    """The number without its unit: 元 over 人 is 元, and a mean says 元; visits are more than the people who pay them."""
    number = operand.cell.number
    return operand if number is None else replace(operand, cell=Cell.of_number(replace(number, unit=None)))
