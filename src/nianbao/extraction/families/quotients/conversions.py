"""One quantity said in two units is one quantity.

Cue: 126 亩（约 8.4 万平方米）, 8.4 万平方米（折合 126 亩）, 1.2 亿元（即 12000 万元）, 2.4 吨，合 2400 公斤. Why it should hold in any report: a 亩 is
two thirds of 1,000 square metres, a 公顷 fifteen 亩, a 吨 1,000 公斤, an hour sixty minutes. Guards: the two stand next to
each other, in brackets or behind 约, 合, 折合, 即; amounts of money in brackets only behind 即, 合 or 折合, or where one is a power
of ten of the other; two parts in a hundred are left to rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "学校占地面积126亩（约9.4万平方米）。"),
    Example("fail", "总投入1.2亿元（即1200万元）。"),
    Example("fail", "全年收获蔬菜2400公斤，合24吨。"),
    Example("fail", "带宽1G（100M）。"),
    Example("pass", "学校占地面积126亩（约8.4万平方米）。"),
    Example("pass", "总投入1.2亿元（即12000万元），收获蔬菜2.4吨（2400公斤）。"),
    Example("silent", "学校占地面积126亩，建筑面积5.2万平方米。"),
    Example("silent", "总投入1.2亿元（其中区级2000万元），实训12小时（每天90分钟）。"),
)
# Each unit with what it measures and what one of it is worth in the smallest of its kind.
_UNITS: dict[str, tuple[str, Decimal]] = {
    "亩": ("面积", Decimal(2000) / 3),
    "公顷": ("面积", Decimal(10000)),
    "平方公里": ("面积", Decimal(1000000)),
    "平方米": ("面积", Decimal(1)),
    "平米": ("面积", Decimal(1)),
    "㎡": ("面积", Decimal(1)),
    "m²": ("面积", Decimal(1)),
    "m2": ("面积", Decimal(1)),
    "元": ("金额", Decimal(1)),
    "吨": ("重量", Decimal(1000)),
    "公斤": ("重量", Decimal(1)),
    "千克": ("重量", Decimal(1)),
    "斤": ("重量", Decimal("0.5")),
    "G": ("带宽", Decimal(1000)),
    "Gbps": ("带宽", Decimal(1000)),
    "M": ("带宽", Decimal(1)),
    "Mbps": ("带宽", Decimal(1)),
    "兆": ("带宽", Decimal(1)),
    "小时": ("时间", Decimal(60)),
    "分钟": ("时间", Decimal(1)),
    "公里": ("距离", Decimal(1000)),
    "千米": ("距离", Decimal(1000)),
    "米": ("距离", Decimal(1)),
}
_MULTIPLIERS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "百万": Decimal(10**6), "千万": Decimal(10**7),
                "亿": Decimal(10**8)}  # fmt: skip
_ONE = (
    r"(?P<number{0}>\d{behind}(?:\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|\d*(?:\.\d+)?))\s*(?P<more{0}>余|多)?(?P<times{0}>百万|千万|百|千|万|亿)?余?"
    r"(?P<unit{0}>" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + r")(?![/／·\w&&[^合即]])"
)
_ALSO = r"\s*(?P<joint>[（(]\s*(?:约合?|折合|合|即|相当于|也就是)?|[，,]?\s*(?:约合|折合|合计?(?=约?\d)|即|也就是|相当于))\s*约?\s*"
# The first digit stands before the look back, so that a search goes from digit to digit.
_PAIR = as_pattern(
    _ONE.format(1, behind=r"(?<![\d.,].)").replace(r"(?![/／·\w&&[^合即]])", r"(?![/／·])") + _ALSO + _ONE.format(2, behind="").replace(r"(?![/／·\w&&[^合即]])", r"(?P<end>\s*[）)，。；、]|$)")
)  # fmt: skip
_FIRM = as_pattern(r"合|即|相当|也就是")
_EACH = as_pattern(r"每|均|单价|其中")
_ROOM = Decimal("0.02")


@dataclass(frozen=True)
class _Quantity:
    digits: Decimal
    value: Decimal
    step: Decimal
    unit: str
    kind: str
    printed: str


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Pairs of units, paragraph by paragraph."""
    for passage in manuscript.prose():
        for match in _PAIR.finditer(passage.plain):
            yield from _pair(passage, match)


def _quantity(match: re.Match[str], position: int) -> _Quantity:
    digits = Decimal(match[f"number{position}"].replace(",", ""))
    kind, worth = _UNITS[match[f"unit{position}"]]
    factor = _MULTIPLIERS[match[f"times{position}"] or ""] * worth
    exponent = digits.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    printed = match.string[match.start(f"number{position}") : match.end(f"unit{position}")]
    return _Quantity(
        digits, digits * factor, step * factor, printed.removeprefix(match[f"number{position}"]).strip(), kind, printed
    )


def _pair(passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    first, second = _quantity(match, 1), _quantity(match, 2)
    if first.kind != second.kind or first.unit == second.unit or not first.value or not second.value:
        return
    lead = passage.plain[max(0, match.start() - 12) : match.start()]
    joint = match["joint"]
    if "(" in joint.replace("（", "(") and "）" not in match["end"] and ")" not in match["end"]:
        return
    ratio = first.value / second.value
    if first.kind != "面积" and not _FIRM.search(joint) and not _is_power_of_ten(ratio):
        return
    if "合计" in joint or (_EACH.search(lead[-4:]) and not _FIRM.search(joint)):
        return
    far = abs(first.value - second.value)
    relative = max(_ROOM * max(first.value, second.value), first.step + second.step)
    holds = far <= relative
    expected = first.value / (second.value / second.digits)
    shown = f"{expected:.0f}" if expected >= 100 else f"{expected:.2f}".rstrip("0").rstrip(".")
    formula = f"{first.printed} = {shown}{second.unit}"
    keys = tuple(
        m.id for m in passage.mentions_in(match.start(), match.end())
    )  # fmt: skip
    places = (
        passage.place(match.start("number2"), match.end("unit2")), passage.place(match.start("number1"), match.end("unit1")),
    )  # fmt: skip
    yield Remark(
        f"conversions:{passage.id}:{match.start('number2')}", "conversions", FAULT, places,
        f"「{first.printed}」与「{second.printed}」不是同一{first.kind}：{formula}", f"{first.printed} is not {second.printed}",
        severity="warning", holds=holds, reported=second.printed, expected=f"{shown}{second.unit}", formula=formula, keys=keys,
    )  # fmt: skip


def _is_power_of_ten(ratio: Decimal) -> bool:
    """
    >>> _is_power_of_ten(Decimal("0.1")), _is_power_of_ten(Decimal(10000)), _is_power_of_ten(Decimal("1.5"))
    (True, True, False)
    """
    return any(abs(ratio / Decimal(10) ** power - 1) < _ROOM for power in range(-5, 6))
