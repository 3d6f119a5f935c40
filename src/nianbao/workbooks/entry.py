"""What a person meant by one workbook cell.

Nothing is lost and nothing is guessed in silence: what can be read becomes a
number or a state, with a message about how; what cannot stays as its text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from nianbao.facts.cell import BLANK, LABELS, Cell, CellState, read_cell
from nianbao.facts.numeral import half_width
from nianbao.facts.printed_number import Hedge, PrintedNumber, read_number
from nianbao.facts.unit import Unit
from nianbao.framework.model import ValueType
from nianbao.workbooks.layout import Box, plain
from nianbao.workbooks.marks import NumberFormat
from nianbao.workbooks.message import WorkbookMessage, message

LONG_TEXT = 2_000
_AROUND = " \t\r\n\u00a0\u3000\u200b\ufeff"
_INNER_SPACE = re.compile(r"(?<=[\d.,，．])[\s\u00a0\u3000]+(?=[\d.,，．％%])")
_APOSTROPHE = re.compile(r"^['‘’＇`](?=[\d.+\-－０-９])")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_TO_ONE = re.compile(r"(\d+(?:\.\d+)?)\s*(?::|比|∶)\s*1(?:\.0+)?")
_DATE = re.compile(
    r"\d{4}[-/年]\d{1,2}(?:[-/月]\d{1,2})?[月日号]?(?:\s.*)?|\d{4}\.\d{1,2}\.\d{1,2}|\d{1,2}月\d{1,2}[日号]|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}"
)
_DASHES = re.compile(r"[-—–－﹣_－]+")
_SLASHES = re.compile(r"[/／\\＼]+")
_STATE_WORDS = frozenset(LABELS[state] for state in (CellState.NONE, CellState.NOT_APPLICABLE, CellState.MISSING))


class Entry(NamedTuple):
    """A workbook cell as stored: its value, and what its XML says beside it."""

    value: Any
    sheet: str
    cell: str
    formula: str | None = None
    has_result: bool = True
    error: str | None = None
    format: NumberFormat | None = None


def read_entry(entry: Entry, box: Box) -> tuple[Cell, list[WorkbookMessage]]:
    """The answer that an entry gives to what its box asks for, and what there is to say about it."""
    told = _Told(entry, box)
    if entry.error is not None:
        told.say("formula-error", entry.error)
        return Cell.of_text(entry.error), told.messages
    if entry.formula is not None and not entry.has_result:
        told.say("formula-without-value", entry.formula)
        return Cell.of_text(entry.formula), told.messages
    cell = _answer(entry, box, told)
    if entry.formula is not None:
        told.say("formula-value-used", entry.formula, value=str(cell))
    return cell, told.messages


def looks_like_choice(text: str, choices: Iterable[str]) -> bool:
    """True where a text shares two neighbouring characters with one of the choices.

    >>> looks_like_choice("网上调查", ["问卷（网上）", "电话"]), looks_like_choice("约三成", ["问卷（网上）", "电话"])
    (True, False)
    """
    bare = plain(text)
    pairs = {bare[at : at + 2] for at in range(len(bare) - 1)}
    return any(pair in plain(choice) for choice in choices for pair in pairs if pair.isalpha())


def decimal_of(value: float) -> Decimal:
    """The number that a workbook shows for a stored one: fifteen significant digits, no exponent.

    >>> decimal_of(0.1 + 0.2), decimal_of(120.0), decimal_of(1e20)
    (Decimal('0.3'), Decimal('120'), Decimal('100000000000000000000'))
    """
    text = f"{value:.15g}"
    found = Decimal(text)
    if not found:
        return Decimal(0)
    return Decimal(f"{found:f}") if "e" in text else found


class _Told:
    """The messages about one entry, each with its place and what was expected."""

    def __init__(self, entry: Entry, box: Box) -> None:
        self.entry, self.box = entry, box
        self.messages: list[WorkbookMessage] = []

    def say(self, code: str, read: str, **details: Any) -> None:
        wanted, wanted_en = wanted_of(self.box)
        self.messages.append(
            message(
                code,
                sheet=self.entry.sheet,
                cell=self.entry.cell,
                read=read,
                indicator=self.box.indicator,
                label=self.box.label,
                label_en=self.box.label_en,
                wanted=wanted,
                wanted_en=wanted_en,
                unit=self.box.unit_label,
                **details,
            )
        )


def wanted_of(box: Box) -> tuple[str, str]:
    """What a box asks for, in Chinese and English."""
    if not box.takes_number:
        if box.meaning.choices:
            return f"备选项之一：{'、'.join(box.meaning.choices)}", f"one of {', '.join(box.meaning.choices)}"
        return "文字", "a text"
    unit, unit_en = (f"（单位：{box.unit_label}）", f" (in {box.unit_label})") if box.unit_label else ("", "")
    if box.highest is not None:
        return f"0 至 {box.highest} 之间的数{unit}", f"a number from 0 to {box.highest}{unit_en}"
    if box.is_whole:
        return f"不小于 0 的整数{unit}", f"a whole number, 0 or more{unit_en}"
    return f"不小于 0 的数{unit}", f"a number, 0 or more{unit_en}"


def _answer(entry: Entry, box: Box, told: _Told) -> Cell:
    value = entry.value
    if value is None or value == "":
        return BLANK
    if not box.takes_number:
        return _read_words(value, box, told)
    if isinstance(value, bool):
        told.say("text-in-number-cell", str(value).upper())
        return Cell.of_text(str(value).upper())
    if isinstance(value, (int, float)):
        return _read_stored_number(value, entry.format, box, told)
    if isinstance(value, (datetime.date, datetime.time, datetime.timedelta)):
        shown = _shown_date(value)
        told.say("date-in-number-cell", shown)
        return Cell.of_text(shown)
    return _read_text(str(value), box, told)


def _shown_date(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _read_stored_number(value: float, shown: NumberFormat | None, box: Box, told: _Told) -> Cell:
    digits = decimal_of(float(value))
    if shown is not None and shown.is_percent:
        digits = _padded(Decimal(f"{digits * 100:f}").normalize(), shown.places)
        text = f"{digits:f}%"
        if box.unit is None or box.unit.dimension != "share":
            told.say("percent-in-number-cell", text)
            return Cell.of_text(text)
        told.say("percent-format", text, value=f"{digits:f}")
    elif shown is not None and not box.is_whole:
        digits = _padded(digits, shown.places)
    return _numeric(_number(digits, box.unit), box, told, is_fraction=shown is None or not shown.is_percent)


def _padded(digits: Decimal, places: int | None) -> Decimal:
    """``digits`` with the zeros that its format shows; nothing is ever rounded away."""
    text = f"{digits:f}"
    missing = (places or 0) - len(text.partition(".")[2])
    if missing > 0:
        text += ("" if "." in text else ".") + "0" * missing
    return Decimal(text)


def _number(digits: Decimal, unit: Unit | None) -> PrintedNumber:
    return PrintedNumber(f"{digits:f}", digits, unit.factor if unit else Decimal(1), unit)


def _numeric(number: PrintedNumber, box: Box, told: _Told, *, is_fraction: bool = True) -> Cell:
    """The cell of a number, with a word where it cannot be right."""
    is_in_unit = box.unit is None or number.scale == box.unit.factor
    in_unit = number.digits if is_in_unit or box.unit is None else number.value / box.unit.factor
    shown = number.raw
    if in_unit < 0:
        told.say("negative", shown)
    elif box.highest is not None and in_unit > box.highest:
        told.say("share-over-hundred", shown)
    elif box.highest is not None and is_fraction and 0 < in_unit <= 1 and (box.meaning.expected_low or 0) > 1:
        told.say("share-looks-like-fraction", shown, value=f"{(in_unit * 100).normalize():f}")
    if box.is_whole and in_unit != in_unit.to_integral_value():
        told.say("count-not-whole", shown)
    elif not box.is_whole and box.meaning.places is not None:
        exponent = number.digits.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > box.meaning.places:
            told.say("too-many-decimals", shown, places=box.meaning.places)
    return Cell.of_number(number)


def _state_of(text: str) -> CellState | None:
    if text in ("空", "空白", "（空）", "(空)"):
        return CellState.BLANK
    if _DASHES.fullmatch(text):
        return CellState.NONE
    if _SLASHES.fullmatch(text):
        return CellState.NOT_APPLICABLE
    state = read_cell(text.rstrip("。.")).state
    return None if state is CellState.VALUE else state


def _read_text(raw: str, box: Box, told: _Told) -> Cell:
    text = raw.strip(_AROUND)
    if not text:
        return BLANK
    state = _state_of(text)
    if state is not None:
        if text not in _STATE_WORDS:
            told.say("sign-read-as-state", raw, value=LABELS[state])
        return Cell.without_value(state, text if state is not CellState.BLANK else "")
    had_spaces = text != raw or _INNER_SPACE.search(text) is not None
    bare = _APOSTROPHE.sub("", _INNER_SPACE.sub("", text))
    number = _number_in(bare, box)
    if number is None:
        told.say("date-in-number-cell" if _DATE.fullmatch(half_width(bare)) else "text-in-number-cell", raw)
        return Cell.of_text(text)
    if number.unit is not None and box.unit is not None and number.unit.dimension != box.unit.dimension:
        told.say("unit-wrong", raw)
        return Cell.of_text(text)
    is_converted = box.unit is not None and number.scale != box.unit.factor
    if number.hedge is Hedge.NONE and not is_converted:
        digits = number.digits
        if box.is_whole and digits == digits.to_integral_value():
            digits = Decimal(int(digits))
        number = _number(digits, box.unit)
    _tell_how(raw, bare, number, box, told, had_spaces=had_spaces, is_converted=is_converted)
    return _numeric(number, box, told)


def _number_in(bare: str, box: Box) -> PrintedNumber | None:
    plain_text = half_width(bare).replace("−", "-").replace("–", "-")
    if _SCIENTIFIC.fullmatch(plain_text):
        return _number(Decimal(f"{Decimal(plain_text):f}"), box.unit)
    if box.unit is not None and box.unit.id == "to_one" and (match := _TO_ONE.fullmatch(plain_text)):
        return _number(Decimal(match[1]), box.unit)
    # The unit as the form prints it is the unit, even where the lexicon has a longer name for it.
    label = half_width(box.unit_label)
    if label and plain_text.endswith(label):
        number = read_number(plain_text.removesuffix(label), box.unit)
        if number is not None and (number.unit is box.unit or number.unit == box.unit):
            return number
    return read_number(bare, box.unit)


def _tell_how(
    raw: str, bare: str, number: PrintedNumber, box: Box, told: _Told, *, had_spaces: bool, is_converted: bool
) -> None:
    factor = box.unit.factor if box.unit else Decimal(1)
    value = f"{(number.value / factor).normalize():f}"
    said = len(told.messages)
    if had_spaces:
        told.say("spaces-removed", raw, value=value)
    if half_width(bare) != bare and any("０" <= character <= "９" for character in bare):
        told.say("full-width-digits", raw, value=value)
    if "," in half_width(bare):
        told.say("thousands-separators", raw, value=value)
    if number.hedge is not Hedge.NONE:
        told.say("hedged-number", raw)
    if is_converted:
        told.say("unit-converted", raw, value=value)
    elif _SCIENTIFIC.fullmatch(half_width(bare)):
        told.say("scientific-notation", raw, value=value)
    elif (number.hedge is Hedge.NONE and not half_width(bare)[-1].isdigit()) or ":" in half_width(bare):
        told.say("unit-typed", raw, value=value)
    if len(told.messages) == said:
        told.say("number-stored-as-text", raw, value=value)


def _read_words(value: Any, box: Box, told: _Told) -> Cell:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    text = f"{decimal_of(float(value)):f}" if is_number else str(value).strip(_AROUND)
    if not text:
        return BLANK
    if box.value_type is ValueType.CHOICE and is_number:
        told.say("number-in-choice-cell", text)
        return Cell.of_text(text)
    state = None if is_number else _state_of(text)
    if state is not None:
        if text not in _STATE_WORDS:
            told.say("sign-read-as-state", str(value), value=LABELS[state])
        return Cell.without_value(state, text if state is not CellState.BLANK else "")
    if box.value_type is ValueType.CHOICE and box.meaning.choices:
        for choice in box.meaning.choices:
            if plain(choice) == plain(text):
                return Cell.of_text(choice)
        told.say("number-in-choice-cell" if read_number(text) else "choice-unknown", text)
    elif len(text) > LONG_TEXT:
        told.say("text-very-long", text[:60], count=len(text), limit=LONG_TEXT)
    return Cell.of_text(text)
