"""Sums that miss their total by one slip of the hand, such as no two figures of other things are likely to do.

A digit changed, left out or put in, two neighbours exchanged or the point moved, in the total or in one part, would make
the sum right. How much of that is told from chance depends on the digits that say something and on whether the parts are
kinds of one class.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nianbao.extraction.mention import Mention
from nianbao.facts.pattern import as_pattern

_CLASS = as_pattern(r"(?:类|用房|工|属|系|部|班|专业|校区|型|产业|[区县镇市省]|期)$")


def one_slip(printed: Decimal, intended: Decimal) -> bool:
    """True where the two differ by one digit, by two neighbours swapped, or by the point's place.

    >>> one_slip(Decimal("127"), Decimal("172")), one_slip(Decimal("25"), Decimal("15"))
    (True, True)
    >>> one_slip(Decimal("127"), Decimal("209")), one_slip(Decimal("238.3"), Decimal("233.8"))
    (False, True)
    """
    if intended <= 0:
        return False
    left = f"{printed:f}"
    places = len(left.partition(".")[2])
    right = f"{intended:.{places}f}"
    if Decimal(right) != intended:
        return False
    if len(left) == len(right):
        wrong = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
        if len(wrong) == 1:
            return len(left) > 1
        # 233.8 and 238.3: typed digits change places across the point as well.
        beside = len(wrong) == 2 and left[wrong[0] + 1 : wrong[1]] in ("", ".")
        return beside and left[wrong[0]] == right[wrong[1]] and left[wrong[1]] == right[wrong[0]]
    if abs(len(left) - len(right)) == 1 and max(len(left), len(right)) >= 4:
        short, long = sorted((left, right), key=len)
        if any(long[:i] + long[i + 1 :] == short for i in range(len(long))):
            return True
    return any(printed == intended.scaleb(shift) for shift in (-4, -3, -2, -1, 1, 2, 3, 4))


def near_miss(value: Decimal, added: Decimal, total: Mention, parts: Sequence[Mention]) -> bool:
    """True where one changed, swapped or lost digit of the total or of one part would make the sum right."""
    if added == value:
        return True
    gap = value - added
    if len(parts) >= 2 and (_kinds_of(total, parts) or are_one_class([part.name for part in parts])):
        changed = [(total, added / total.number.scale), *((p, (p.number.value + gap) / p.number.scale) for p in parts)]
        return any(_digits_that_say(m) >= 2 and one_slip(m.number.digits, right) for m, right in changed)
    if len(parts) < 2 or (len(parts) == 2 and abs(gap) > value / 10):
        # Two overlapping kinds (党员, 女教师) miss their whole by any amount.
        return False
    changed = [(total, added / total.number.scale)]
    changed += [(part, (part.number.value + gap) / part.number.scale) for part in parts]
    # Of two that leave a fiftieth open a third part may be untold; only digits that changed places say otherwise.
    loose = len(parts) == 2 and gap > value / 50
    return any(
        one_slip(m.number.digits, right)
        and not (loose and sorted(f"{m.number.digits:f}") != sorted(f"{right:f}"))
        and ((len(f"{m.number.digits:f}") >= 3 and _digits_that_say(m) >= 2) or _swapped(m.number.digits, right))
        for m, right in changed
    )


def _digits_that_say(mention: Mention) -> int:
    """Digits of the printed number without the noughts that only round it: 800 has one, 420 has two, 30 is taken whole."""
    digits = f"{mention.number.digits:f}".replace(".", "")
    return len(digits.rstrip("0")) if len(digits) > 2 else len(digits)


def _swapped(printed: Decimal, intended: Decimal) -> bool:
    """24 for 42: of two digits only their exchange is a rare enough accident."""
    left, right = f"{printed:f}", f"{intended:f}"
    return len(left) == len(right) == 2 and left == right[::-1] and left != right


def are_one_class(names: Sequence[str]) -> bool:
    """Kinds that end with one word of classes (种植类, 养殖类; 磨工, 制冷工) do not overlap.

    >>> are_one_class(["种植类", "养殖类"]), are_one_class(["双师型教师", "高级教师"]), are_one_class(["磨工", "制冷工"])
    (True, False, True)
    """
    endings = {match[0][-1] for name in names if (match := _CLASS.search(name)) is not None and len(name) > 1}
    whole = all(_CLASS.search(name) for name in names)
    return whole and len(endings) == 1 and len(set(names)) == len(names) > 1


def _kinds_of(total: Mention, parts: Sequence[Mention]) -> bool:
    """教师党员 and 学生党员 are kinds of 党员: each part carries the whole's own noun behind its kind."""
    noun = (total.name or total.noun)[-2:]
    labels = [f"{part.name}" for part in parts]
    return (
        len(noun) == 2
        and all(label.endswith(noun) and len(label) > 2 for label in labels)
        and len(set(labels)) == len(labels)
    )
