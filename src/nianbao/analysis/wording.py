"""How numbers and lists of names are written in sentences of analysis: shortened here, exact everywhere else."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def brief(value: Decimal | None, places: int | None = None, *, signed: bool = False) -> str:
    """A number for reading: at most ``places`` decimals (two by default), 四舍五入, no trailing zeros.

    >>> brief(Decimal("12.7554")), brief(Decimal("1273")), brief(Decimal("0.125"), 2), brief(Decimal("3"), signed=True)
    ('12.76', '1273', '0.13', '+3')
    """
    if value is None:
        return "–"
    wanted = 2 if places is None else places
    rounded = value.quantize(Decimal(1).scaleb(-wanted), rounding=ROUND_HALF_UP)
    text = format(rounded, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        text = "0"
    return f"+{text}" if signed and rounded > 0 else text


def listed(names: Sequence[str], most: int) -> str:
    """
    >>> listed(["一职", "二职", "三职"], 2)
    '一职、二职等 3 所'
    """
    head = "、".join(names[:most])
    return head if len(names) <= most else f"{head}等 {len(names)} 所"


def english_list(names: Sequence[str], most: int) -> str:
    """
    >>> english_list(["A", "B", "C"], 2)
    'A, B and 1 more'
    """
    head = ", ".join(names[:most])
    return head if len(names) <= most else f"{head} and {len(names) - most} more"
