"""How easily one printed number turns into another by a slip of the hand.

The costs rank repairs: of two values that would make everything hold, the one
that a single slip explains comes first. They are ordinal and have no unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache


class Slip(StrEnum):
    """What happened between the intended and the printed digits."""

    NONE = "none"
    SWAP = "swap"  # two neighbouring digits changed places
    DIGIT = "digit"  # one digit is another
    DROPPED = "dropped"  # a digit is gone
    ADDED = "added"  # a digit too many
    POINT = "point"  # the decimal point moved, or 万 was added or forgotten
    SIGN = "sign"
    CARRY = "carry"  # one more or less in the last place, and the digits before it with it: 19 and 20
    COPIED = "copied"  # the value of a neighbour
    OTHER = "other"


LABELS = {
    Slip.NONE: "未变",
    Slip.SWAP: "相邻数字颠倒",
    Slip.DIGIT: "一位数字写错",
    Slip.DROPPED: "漏写一位数字",
    Slip.ADDED: "多写一位数字",
    Slip.POINT: "小数点或“万”错位",
    Slip.SIGN: "正负号写反",
    Slip.CARRY: "末位差 1",
    Slip.COPIED: "误抄相邻数据",
    Slip.OTHER: "其他",
}
LABELS_EN = {
    Slip.NONE: "unchanged",
    Slip.SWAP: "neighbouring digits swapped",
    Slip.DIGIT: "one digit wrong",
    Slip.DROPPED: "a digit left out",
    Slip.ADDED: "a digit too many",
    Slip.POINT: "decimal point or 万 misplaced",
    Slip.SIGN: "sign reversed",
    Slip.CARRY: "off by 1 in the last place",
    Slip.COPIED: "copied from a neighbour",
    Slip.OTHER: "other",
}
# A slip that leaves nearly one intended number (exchanged digits, a shifted point) is a stronger sign than a
# wrong digit, for which any other of nine at any place would have done as well.
_COST = {Slip.NONE: 0, Slip.SWAP: 1, Slip.DIGIT: 2, Slip.DROPPED: 2, Slip.ADDED: 2, Slip.POINT: 1, Slip.SIGN: 3,
         Slip.CARRY: 2, Slip.COPIED: 2}  # fmt: skip
_SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
_USUAL_SHIFTS = {1, 4}  # places by which a point is shifted: ten times, and 万


@dataclass(frozen=True, slots=True)
class Distance:
    """The slip that leads from the intended to the printed number, and its cost (1 or 2 for one slip, up to 6)."""

    slip: Slip
    cost: int


def distance(printed: Decimal, intended: Decimal, neighbours: frozenset[Decimal] = frozenset()) -> Distance:
    """How the printed number may have come from the intended one.

    ``neighbours`` are values that stand beside it and may have been copied by mistake.

    >>> distance(Decimal("25"), Decimal("15"))
    Distance(slip=<Slip.DIGIT: 'digit'>, cost=2)
    >>> distance(Decimal("20"), Decimal("19")).slip
    <Slip.CARRY: 'carry'>
    >>> distance(Decimal("4.10"), Decimal("41.0")).slip, distance(Decimal("132"), Decimal("123")).slip
    (<Slip.POINT: 'point'>, <Slip.SWAP: 'swap'>)
    """
    if printed == intended:
        return Distance(Slip.NONE, 0)
    slip = _slip(printed, intended)
    if slip is Slip.OTHER and abs(printed - intended) == _last_place(printed):
        slip = Slip.CARRY
    if slip is Slip.OTHER and printed in neighbours:
        slip = Slip.COPIED
    if slip is not Slip.OTHER:
        is_rare = slip is Slip.POINT and abs(printed.adjusted() - intended.adjusted()) not in _USUAL_SHIFTS
        is_doubled = slip is Slip.ADDED and _is_doubled(_digits(printed), _digits(intended))
        return Distance(slip, _COST[slip] + is_rare - is_doubled)
    left, right = _digits(printed), _digits(intended)
    # Two slips in a long number are still likelier than a wholly different one.
    may_be_two = max(len(left), len(right)) > 2 and abs(len(left) - len(right)) <= 2
    return Distance(Slip.OTHER, 4 if may_be_two and _edit_distance(left, right) == 2 else 6)


def single_slips(printed: Decimal) -> tuple[Decimal, ...]:
    """Every number that one slip may have turned into the printed one, in order of size, at the printed precision.

    >>> [str(number) for number in single_slips(Decimal("10")) if number < 3]
    ['-10', '0', '1']
    """
    return _slips_of(str(printed))


@lru_cache(1_024)
def _slips_of(text: str) -> tuple[Decimal, ...]:
    # Kept by what is printed: 1.0 and 1 are one number and not one print.
    printed = Decimal(text)
    step = _last_place(printed)
    places = -int(step.as_tuple().exponent)
    digits = _digits(printed)
    texts: set[str] = set()
    for index in range(len(digits)):
        texts.update(digits[:index] + digit + digits[index + 1 :] for digit in "0123456789")
        texts.add(digits[:index] + digits[index + 1 :])
        texts.add(digits[:index] + digits[index : index + 2][::-1] + digits[index + 2 :])
    for index in range(len(digits) + 1):
        texts.update(digits[:index] + digit + digits[index:] for digit in "0123456789")
    found = {Decimal(text).scaleb(-places) for text in texts if text}
    found |= {printed.scaleb(shift) for shift in _SHIFTS} | {-printed}
    found |= {abs(printed) - step, abs(printed) + step} - {-step}
    found.discard(printed)
    sign = -1 if printed < 0 else 1
    exact = {abs(number) * sign if number != -printed else number for number in found}
    return tuple(sorted(number.quantize(step) for number in exact if number == number.quantize(step)))


def point_shifts(printed: Decimal) -> tuple[Decimal, ...]:
    """Those of ``single_slips`` whose digits are the printed ones and only the point stands elsewhere.

    >>> [str(number) for number in point_shifts(Decimal("1200"))][:3]
    ['12', '120', '12000']
    >>> all(distance(Decimal("40.5"), number).slip is Slip.POINT for number in point_shifts(Decimal("40.5")))
    True
    """
    step = _last_place(printed)
    shifted = [printed.scaleb(shift) for shift in _SHIFTS] if printed else []
    return tuple(sorted(number.quantize(step) for number in shifted if number == number.quantize(step)))


def mistypings(printed: Decimal) -> tuple[Decimal, ...]:
    """What may have been meant where two neighbouring digits changed places or the point moved by one place.

    Numbers of fewer than three digits have none: too many of them are alike.

    >>> [str(number) for number in mistypings(Decimal("94.90"))], mistypings(Decimal("48"))
    (['49.90', '99.40', '94.09', '9.490', '949.0'], ())
    """
    digits = _digits(printed).lstrip("0")
    exponent = printed.as_tuple().exponent
    if len(digits) < 3 or not isinstance(exponent, int) or printed <= 0:
        return ()
    found = [
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        for i in range(len(digits) - 1)
        if digits[i] != digits[i + 1] and (i or digits[1] != "0")
    ]
    places = min(exponent, 0)
    swapped = [Decimal(text).scaleb(places) for text in found]
    return (*swapped, printed.scaleb(-1), printed.scaleb(1))


def _last_place(number: Decimal) -> Decimal:
    """What one in the last printed place is worth.

    >>> _last_place(Decimal("12.50")), _last_place(Decimal("120"))
    (Decimal('0.01'), Decimal('1'))
    """
    exponent = number.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def _digits(number: Decimal) -> str:
    """The digits without sign and point, as a person types them.

    >>> _digits(Decimal("-12.50")), _digits(Decimal("0.18"))
    ('1250', '018')
    """
    digits = "".join(map(str, number.as_tuple().digits)).rjust(_places(number) + 1, "0")
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent > 0:
        digits += "0" * exponent
    return digits


def _slip(printed: Decimal, intended: Decimal) -> Slip:
    if printed == -intended:
        return Slip.SIGN
    if (printed < 0) != (intended < 0):
        return Slip.OTHER
    if printed and intended and printed.normalize().as_tuple().digits == intended.normalize().as_tuple().digits:
        return Slip.POINT
    left, right = _digits(printed), _digits(intended)
    if len(left) == len(right):
        wrong = [index for index, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(wrong) == 1:
            return Slip.DIGIT
        if len(wrong) == 2:
            first, second = wrong
            if second == first + 1 and left[first] == right[second] and left[second] == right[first]:
                return Slip.SWAP
        return Slip.OTHER
    # A digit more or less before the point leaves the places behind it alone: 9.57 is not one digit from 95.74.
    same = _places(printed) == _places(intended)
    if len(left) + 1 == len(right):
        return Slip.DROPPED if _is_one_shorter(left, right, _places(intended) if same else 0) else Slip.OTHER
    if len(left) == len(right) + 1:
        return Slip.ADDED if _is_one_shorter(right, left, _places(printed) if same else 0) else Slip.OTHER
    return Slip.OTHER


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _is_one_shorter(short: str, long: str, kept: int) -> bool:
    """True where leaving out one digit of ``long``, none of its last ``kept``, gives ``short``."""
    return any(long[:index] + long[index + 1 :] == short for index in range(len(long) - kept))


def _is_doubled(long: str, short: str) -> bool:
    """True where one digit of ``short``, typed twice, gives ``long``."""
    return any(short[: index + 1] + short[index:] == long for index in range(len(short)))


def _edit_distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for index, a in enumerate(left, start=1):
        before, row[0] = row[0], index
        for column, b in enumerate(right, start=1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (a != b))
    return row[-1]
