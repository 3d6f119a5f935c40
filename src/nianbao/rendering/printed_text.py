"""How a cell and a piece of user text come to paper: decided here once, so that every format prints the same."""

from __future__ import annotations

import re
from decimal import Decimal

from nianbao.facts.cell import LABELS, Cell, CellState
from nianbao.facts.numeral import half_width
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import Unit

# Characters that XML cannot hold, that no font draws, or that turn the reading direction of what follows.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    r"""Text in which every control character is spelled out, so that no format drops it, obeys it or breaks on it.

    >>> visible("第一\x07职校\r\n西\u202e校区")
    '第一\\x07职校\n西\\u202e校区'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub(_spelled, text) if _INVISIBLE.search(text) else text


def printed_decimal(cell: Cell, unit: Unit | None) -> Decimal | None:
    """The number that a form's box in ``unit`` shows, or None where the cell is no plain number.

    Digits stay as entered, trailing zeros included; only an answer given in another
    unit than the form's is converted, exactly.

    >>> from nianbao.facts.cell import read_cell
    >>> from nianbao.facts.unit import find_unit
    >>> printed_decimal(read_cell("34.50%"), find_unit("%")), printed_decimal(read_cell("1.2亿元"), find_unit("万元"))
    (Decimal('34.50'), Decimal('12000'))
    >>> printed_decimal(read_cell("300余人"), find_unit("人")) is None
    True
    """
    number = cell.number
    if number is None or number.hedge is not Hedge.NONE:
        return None
    if number.unit is not None and unit is not None and number.unit.dimension != unit.dimension:
        return None
    factor = unit.factor if unit is not None else Decimal(1)
    if number.scale == factor:
        return number.digits
    if unit is None or number.unit is None:
        return number.value
    converted = number.value / factor
    return converted.to_integral_value() if converted == converted.to_integral_value() else converted.normalize()


def printed_text(cell: Cell, unit: Unit | None = None) -> str:
    """What stands in the box: digits without unit, a text, one of the words for "no value", or nothing for a blank.

    >>> from nianbao.facts.cell import read_cell
    >>> [printed_text(read_cell(raw)) for raw in ("１，２３４", "0", "无", "/", "", "缺报", "网上调查", "近300人")]
    ['1234', '0', '无', '不适用', '', '缺报', '网上调查', '近300人']
    """
    if cell.state is CellState.BLANK:
        return ""
    if cell.state is not CellState.VALUE:
        return LABELS[cell.state]
    if cell.text is not None:
        return visible(cell.text.strip())
    decimal = printed_decimal(cell, unit)
    return f"{decimal:f}" if decimal is not None else visible(half_width(cell.raw).strip())


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
