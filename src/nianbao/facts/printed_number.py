"""A number as somebody wrote it: its digits, its unit and how firmly it was said."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from nianbao.facts.interval import INFINITY, ZERO, Interval, Rounding
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.unit import Unit, find_unit, unit_by_id

MULTIPLIERS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "百万": Decimal(10**6),
               "千万": Decimal(10**7), "亿": Decimal(10**8), "十万": Decimal(10**5), "十亿": Decimal(10**9),
               "百亿": Decimal(10**10), "千亿": Decimal(10**11), "万亿": Decimal(10**12)}  # fmt: skip


MOST_DIGITS = 20  # more are a code or a slip of the keyboard: arithmetic with them would lose its last places


class Hedge(StrEnum):
    """How firmly a number was said, and so on which side of it the truth may lie."""

    NONE = "none"
    ABOUT = "about"  # 约, 左右, 上下
    NEARLY = "nearly"  # 近, 将近, 接近: a little less
    OVER = "over"  # 余, 多, 逾, 超, 超过: more, by less than the next magnitude
    AT_LEAST = "at_least"  # 以上, 不少于, 不低于
    AT_MOST = "at_most"  # 以下, 不超过, 不高于
    UNDER = "under"  # 不足, 不到


class _WorkedOut:
    """What follows from the digits of a number and is asked again and again, worked out when it is first asked for."""

    __slots__ = ("figures", "is_count", "nearest", "places", "ulp", "value")

    digits: Decimal
    scale: Decimal
    unit: Unit | None
    hedge: Hedge

    if TYPE_CHECKING:

        @property
        def value(self) -> Decimal:
            """The number in the base unit of its dimension."""

        @property
        def nearest(self) -> Interval:
            """The true values that these digits allow where they were rounded to the nearest."""

        @property
        def places(self) -> int:
            """Decimal places as printed; trailing zeros are digits too."""

        @property
        def ulp(self) -> Decimal:
            """What one unit of the last printed place is worth."""

        @property
        def figures(self) -> str:
            """The digits that are printed, without the point and the noughts before them: 1250 of 12.50."""

        @property
        def is_count(self) -> bool:
            """True where the digits are the value: whole things counted one by one."""
    else:

        def __getattr__(self, name: str) -> object:
            # Asked only where the slot is still empty.
            found = _WORK_OUT[name](self) if name in _WORK_OUT else object.__getattribute__(self, name)
            object.__setattr__(self, name, found)
            return found


@quickly_made
@dataclass(frozen=True, slots=True)
class PrintedNumber(_WorkedOut):
    """Digits as written, with everything needed to say which true values they allow.

    ``digits`` is the number as printed, ``scale`` what one of them is worth in the
    base unit of the dimension (1.2万元 has digits 1.2 and scale 10,000).
    """

    raw: str
    digits: Decimal
    scale: Decimal = Decimal(1)
    unit: Unit | None = None
    hedge: Hedge = Hedge.NONE

    def interval(self, rounding: Rounding = Rounding.NEAREST) -> Interval:
        """The true values that these digits allow.

        >>> read_number("34.5%").interval().low
        Decimal('0.3445')
        >>> read_number("120人").interval().is_point
        True
        >>> read_number("300余人").interval()
        Interval(low=Decimal('300'), high=Decimal('400'), low_open=False, high_open=True)
        """
        return self.nearest if rounding is Rounding.NEAREST else self._allowed(rounding)

    def _allowed(self, rounding: Rounding) -> Interval:
        value = self.value
        match self.hedge:
            case Hedge.NONE:
                return Interval.around(value, self.ulp, Rounding.EXACT if self.is_count else rounding)
            case Hedge.ABOUT:
                slack = max(self.magnitude / 2, abs(value) / 20)
                return Interval(value - slack, value + slack)
            case Hedge.NEARLY:
                return Interval(value - max(self.magnitude, abs(value) / 10), value)
            case Hedge.OVER:
                return Interval(value, value + max(self.magnitude, self.ulp), high_open=True)
            case Hedge.AT_LEAST:
                return Interval(value, INFINITY)
            case Hedge.AT_MOST:
                return Interval(-INFINITY, value)
            case Hedge.UNDER:
                return Interval(-INFINITY, value, high_open=True)

    @property
    def magnitude(self) -> Decimal:
        """The worth of the last non-zero digit: 100 for 300, 10 for 120, 0.1 for 2.5."""
        if self.digits == ZERO:
            return self.ulp
        exponent = self.digits.normalize().as_tuple().exponent
        return self.scale.scaleb(exponent) if isinstance(exponent, int) else self.ulp

    def __str__(self) -> str:
        return self.raw


def _value(number: PrintedNumber) -> Decimal:
    return number.digits * number.scale


def _nearest(number: PrintedNumber) -> Interval:
    return number._allowed(Rounding.NEAREST)


def _places(number: PrintedNumber) -> int:
    # The text is made in a tenth of the time that a tuple of digits takes.
    text = str(number.digits)
    if "E" in text:
        exponent = number.digits.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
    point = text.find(".")
    return len(text) - point - 1 if point >= 0 else 0


def _ulp(number: PrintedNumber) -> Decimal:
    places = number.places
    return number.scale.scaleb(-places) if places else number.scale


def _is_count(number: PrintedNumber) -> bool:
    return (
        number.hedge is Hedge.NONE
        and number.scale == 1
        and (number.unit is None or number.unit.counts)
        and number.places == 0
    )


def _figures(number: PrintedNumber) -> str:
    return f"{abs(number.digits):f}".replace(".", "").lstrip("0")


_WORK_OUT = {
    "value": _value, "nearest": _nearest, "places": _places, "ulp": _ulp, "is_count": _is_count, "figures": _figures,
}  # fmt: skip
_PLAIN = as_pattern(
    r"(?P<before>约|大约|近|将近|接近|逾|超|超过|突破|不少于|不低于|至少|不超过|不高于|至多|不足|不到)?\s*"
    r"(?P<sign>[-−+]?)(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(?P<middle>余|多)?(?P<multiplier>百万|千万|百|千|万|亿)?(?P<late>余|多)?\s*"
    r"(?P<unit>[^\d\s]{0,8}?(?:/[^\d\s]{1,4})?)\s*(?P<after>以上|以下|左右|上下|余|多|以内)?"
)
_TO_ONE = as_pattern(r"(?P<before>[^:∶]+?)\s*[:∶]\s*1")
_HEDGE_WORDS = {
    Hedge.ABOUT: "约 大约 左右 上下",
    Hedge.NEARLY: "近 将近 接近",
    Hedge.OVER: "余 多 逾 超 超过 突破",
    Hedge.AT_LEAST: "以上 不少于 不低于 至少",
    Hedge.AT_MOST: "以下 以内 不超过 不高于 至多",
    Hedge.UNDER: "不足 不到",
}
HEDGES = {word: hedge for hedge, words in _HEDGE_WORDS.items() for word in words.split()}


def read_number(text: str, unit: Unit | None = None) -> PrintedNumber | None:
    """The number that ``text`` is, whole and alone, or None where it is anything else.

    ``unit`` is what the column or caption says; a unit written in the text itself wins.

    >>> read_number("1,234.50").digits
    Decimal('1234.50')
    >>> number = read_number("逾1.2万人次")
    >>> number.value, number.unit.label, number.hedge
    (Decimal('12000.0'), '人次', <Hedge.OVER: 'over'>)
    >>> read_number("17.0:1").unit.id, read_number("18∶1").digits
    ('to_one', Decimal('18'))
    >>> read_number("网上调查") is None
    True
    """
    plain = half_width(text).replace("−", "-").strip()
    ratio = _TO_ONE.fullmatch(plain)
    if ratio is not None:
        plain, unit = ratio["before"], unit_by_id("to_one")
    match = _PLAIN.fullmatch(plain)
    if match is None:
        return None
    multiplier, label = match["multiplier"] or "", match["unit"]
    # 1.2万元 is 1.2 times ten thousand 元; only where the bare word is no unit is 万… one of its own.
    found = find_unit(label) if label else None
    if label and found is None:
        found, multiplier = find_unit(multiplier + label), ""
        if found is None:
            return None
    own = found or unit
    hedge_word = match["before"] or match["middle"] or match["late"] or match["after"]
    digits = Decimal(match["sign"].replace("+", "") + match["digits"].replace(",", "").replace("，", ""))
    scale = MULTIPLIERS[multiplier] * (own.factor if own else Decimal(1))
    return PrintedNumber(text.strip(), digits, scale, own, HEDGES.get(hedge_word or "", Hedge.NONE))
