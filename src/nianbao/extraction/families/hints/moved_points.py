"""What falls to each, how many they are and what they have together agree in all their digits, but not in the point.

Cue: a figure for each (每人 50 元, 亩均 56 元, 平均每公斤卖 30 元, 按人次补助 120 元), a number of those that 每 or 均 names and an amount of the same kind in
the sentences beside it, where amount by number is the figure with its point moved (4260 公斤卖了 127.8 万元，平均每公斤 30 元). Why it should
hold in any report: two of three such figures were worked out into the third, and digits that agree to the last with a point
elsewhere are no accident. Guards: nothing is said where any amount by any number of the paragraph gives the figure as it is printed; three digits
at least must agree; the sharers are counted in what 每 names; rules (标准, 不低于), plans and changes are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.alike import digits_of
from nianbao.extraction.told.clause_subjects import is_compared
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "3个棚共产草莓4260公斤，卖了127.8万元。平均每公斤卖30元，比批发价高6元。"),
    Example("fail", "推广面积4.8万亩，亩均节本增效56元，为农民节本增效2688万元。"),
    Example("fail", "授课30680学时，支付课酬30.68万元，每学时平均100元。"),
    Example("silent", "3个棚共产草莓4260公斤，卖了12.78万元。平均每公斤卖30元，比批发价高6元。"),
    Example("silent", "免学费惠及学生1142人，每人每年2000元，财政安排经费2186.4万元。"),
)
_PER = as_pattern(
    r"(?:(?:平均)?每一?(?:个|所|名|位)?(?P<each>人次|课时|学时|公斤|千克|平方米|[人生亩户斤吨班校场期次台套册件项组批株头辆门家])|按(?P<by>人次|课时|学时|人头|人)|(?P<mean>[人生师亩户班校场课台件]|学时|课时)均)"
    r"(?P<what>[^，。；、\d]{0,12})$"
)
_RULE = as_pattern(r"标准|定额|不[低少高]|不超|上限|计划|目标|力争|预计|应(?![用急届])|须|规定|要求|以[上下内]")
_STEP = as_pattern(r"(?:增加|增长|减少|提高|下降|降低|上升|净增|[多少高低])(?:了|约)*$")
_PEOPLE = frozenset(("人", "生", "师", "人头", "名", "位"))
_POWERS = tuple(Decimal(10) ** power for power in (1, 2, 3, 4, -1, -2, -3, -4))
_CLOSE, _ROUGHLY = Decimal("0.004"), Decimal("0.02")
_LEAST_DIGITS = 3
_MOST = 2
_WEIGHTS = (0.5, 0.4)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Figures for each, passage by passage."""
    found = [hint for passage in manuscript.prose_with("每", "均", "按") for hint in _in_passage(passage)]
    if len(found) <= _MOST:
        yield from found


def _in_passage(passage: Passage) -> Iterator[Hint]:
    figures = [m for m in passage.mentions if not m.is_loose and not m.is_percent and m.number.value > 0]
    for rate in figures:
        lead = passage.plain[rate.clause[0] : rate.start].rstrip()
        match = _PER.search(lead)
        if match is None or rate.unit is None or _RULE.search(lead):
            continue
        per = match["each"] or match["by"] or match["mean"]
        if (hint := _moved(passage, rate, per, [m for m in figures if m is not rate])) is not None:
            yield hint


def _moved(passage: Passage, rate: Mention, per: str, figures: Sequence[Mention]) -> Hint | None:
    sharers = [m for m in figures if _counts(m, per) and m.number.value > 1]
    visitors = [m for m in figures if per in _PEOPLE and m.measure == "人次"]
    amounts = [m for m in figures if _is_amount(passage, m, rate)]
    printed = rate.number.value
    if any(_is_made(printed, rate.number.ulp, amount, who) for amount in amounts for who in (*sharers, *visitors)):
        return None
    others = [(m.number.value, m.number.ulp) for m in figures if are_comparable(m.unit, rate.unit)]
    near: list[tuple[int, Mention, Mention]] = []
    for amount in amounts:
        for sharer in sharers:
            if amount is sharer:
                continue
            quotient = amount.number.value / _count(sharer)
            if any(_is_made(value, ulp, amount, sharer) for value, ulp in others):
                continue  # 奖学金 46.8 万元，奖励 234 人，人均 2000 元: these three belong together
            if any(abs(quotient - printed * power) <= _CLOSE * quotient for power in _POWERS):
                gap = max(rate.start, amount.start, sharer.start) - min(rate.start, amount.start, sharer.start)
                near.append((gap, amount, sharer))
    near = [each for each in near if _is_near(passage, rate, each[1:]) and _is_long(rate, *each[1:])]
    if not near:
        return None
    _, amount, sharer = min(near, key=lambda each: each[0])
    together = passage.full_sentence_at(rate.start) == passage.full_sentence_at(amount.start)
    made = amount.number.value / _count(sharer)
    return hint_at(
        "moved-points", rate.id, FAULT, (amount.place, rate.place, sharer.place),
        f"{amount.raw.strip()} ÷ {sharer.raw.strip()} = {made:.6g}，与此处每{per} {rate.raw.strip()} 数字相同而位数不同，请核对小数点和单位",
        f"{amount.raw.strip()} by {sharer.raw.strip()} has the digits of {rate.raw.strip()} with the point elsewhere: please compare",
        reported=amount.raw.strip(), expected=rate.raw.strip(), formula=f"{amount.raw.strip()} ÷ {sharer.raw.strip()} = {made:.6g}",
        keys=(amount.id, sharer.id, rate.id), weight=_WEIGHTS[0 if together else 1],
    )  # fmt: skip


def _is_made(value: Decimal, ulp: Decimal, amount: Mention, sharer: Mention) -> bool:
    """Whether a figure is what the amount makes for each of those who share it."""
    return amount is not sharer and abs(amount.number.value / _count(sharer) - value) <= max(_ROUGHLY * value, ulp)


def _count(mention: Mention) -> Decimal:
    """How many there are in the words printed: 4.8 万亩 are 48000, however large an 亩 is."""
    unit = mention.unit
    return mention.number.value / unit.factor if unit is not None and unit.dimension == "area" else mention.number.value


def _counts(mention: Mention, per: str) -> bool:
    """Whether the figure counts what the rate is given for."""
    dimension = mention.unit.dimension if mention.unit is not None else ""
    if per in _PEOPLE:
        return dimension == "people"
    if per in ("课时", "学时", "课"):
        return mention.measure in ("课时", "学时", "节")
    measure = re.sub(r"^[万千百]", "", mention.measure)
    return measure == per or (
        len(per) == 1 and ((measure.endswith(per) and measure != "人次") or mention.noun.startswith(per))
    )


def _is_amount(passage: Passage, mention: Mention, rate: Mention) -> bool:
    if mention.unit is None or rate.unit is None or not are_comparable(mention.unit, rate.unit):
        return False
    lead = passage.plain[mention.clause[0] : mention.start].rstrip()
    if _PER.search(lead) or is_compared(mention) or _STEP.search(lead):
        return False
    return not (rate.unit.dimension in ("items", "people") and mention.measure != rate.measure)


def _is_near(passage: Passage, rate: Mention, others: Sequence[Mention]) -> bool:
    """In the sentence of the rate or in one right beside it."""
    sentences = passage.full_sentences
    at = [sentences.index(passage.full_sentence_at(m.start)) for m in (rate, *others)]
    return max(at) - min(at) <= 1


def _is_long(rate: Mention, amount: Mention, sharer: Mention) -> bool:
    """Two of the three have digits enough to tell; round figures agree by chance."""
    lengths = sorted(len(digits_of(m.number).rstrip("0")) for m in (rate, amount, sharer))
    return lengths[-1] >= _LEAST_DIGITS and lengths[-2] >= 2
