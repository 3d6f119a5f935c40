"""What stands in one cell of a form: a value, or one of four ways of having none.

Zero is a value. A blank is never a zero. 无 says there is none of it; 不适用
says the question does not arise; 缺报 says somebody owes the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from nianbao.facts.interval import Interval, Rounding
from nianbao.facts.printed_number import PrintedNumber, read_number
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.unit import Unit


class CellState(StrEnum):
    VALUE = "value"
    NONE = "none"  # 无
    NOT_APPLICABLE = "not_applicable"  # 不适用
    MISSING = "missing"  # 缺报
    BLANK = "blank"  # 空


LABELS = {
    CellState.VALUE: "数值",
    CellState.NONE: "无",
    CellState.NOT_APPLICABLE: "不适用",
    CellState.MISSING: "缺报",
    CellState.BLANK: "空",
}
_WORDS = {
    "无": CellState.NONE,
    "没有": CellState.NONE,
    "暂无": CellState.NONE,
    "不适用": CellState.NOT_APPLICABLE,
    "n/a": CellState.NOT_APPLICABLE,
    "na": CellState.NOT_APPLICABLE,
    "缺报": CellState.MISSING,
    "缺": CellState.MISSING,
    "未报": CellState.MISSING,
    "": CellState.BLANK,
    "-": CellState.NONE,
    "--": CellState.NONE,
    "—": CellState.NONE,
    "——": CellState.NONE,
    "―": CellState.NONE,
    "―――": CellState.NONE,
    "－": CellState.NONE,
    "/": CellState.NOT_APPLICABLE,
    "／": CellState.NOT_APPLICABLE,
    "\\": CellState.NOT_APPLICABLE,
}


@quickly_made
@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: its state, and with state ``value`` a number or a text."""

    state: CellState
    number: PrintedNumber | None = None
    text: str | None = None
    raw: str = ""

    def __post_init__(self) -> None:
        filled = self.number is not None or self.text is not None
        if filled != (self.state is CellState.VALUE):
            raise ValueError(f"state {self.state} does not go with number {self.number!r} and text {self.text!r}")

    @classmethod
    def of_number(cls, number: PrintedNumber) -> Cell:
        return cls(CellState.VALUE, number=number, raw=number.raw)

    @classmethod
    def of_text(cls, text: str) -> Cell:
        return cls(CellState.VALUE, text=text, raw=text)

    @classmethod
    def without_value(cls, state: CellState, raw: str = "") -> Cell:
        return cls(state, raw=raw)

    @property
    def is_numeric(self) -> bool:
        return self.number is not None

    def interval(self, rounding: Rounding = Rounding.NEAREST) -> Interval | None:
        """The true values the cell allows; None where it holds no number."""
        return self.number.interval(rounding) if self.number is not None else None

    def __str__(self) -> str:
        return self.raw if self.state is CellState.VALUE else LABELS[self.state]


BLANK = Cell(CellState.BLANK)


@lru_cache(32_768)
def read_cell(raw: str, unit: Unit | None = None) -> Cell:
    """The cell that a person meant by ``raw``; whatever is neither number nor sign stays as text.

    >>> read_cell("无").state, read_cell(" ").state, read_cell("0").state
    (<CellState.NONE: 'none'>, <CellState.BLANK: 'blank'>, <CellState.VALUE: 'value'>)
    >>> read_cell("网上调查").text
    '网上调查'
    """
    text = raw.strip().strip("　")
    state = _WORDS.get(text.lower())
    if state is not None:
        return Cell(state, raw=raw)
    number = read_number(text, unit)
    if number is not None:
        return Cell(CellState.VALUE, number=number, raw=raw)
    return Cell(CellState.VALUE, text=text, raw=raw)
