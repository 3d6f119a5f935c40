"""A percentage or a mean with two digits exchanged that its own sentence makes up once they are put right.

Cue: 优良率 64.8% behind 优秀 28.4% and 良好 56.2%, 其余 13.6% behind 68.7%, 平均每班 43.7 人 beside 486 人 and 14 个班. Why it should hold in any report: a figure that
differs from a sum, a rest or a mean of its neighbours by nothing but two digits exchanged was meant to be that sum, rest or mean. Guards: three digits
at least with a decimal; nothing is said where the figure as printed is made up of any of its neighbours, or stands in another place as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.hints.healing_slips import swaps
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "sum"
EXAMPLES = (
    Example("fail", "操行评定“优秀”的占28.4%，“良好”的占56.2%，优良率86.4%。"),
    Example("fail", "在校生486人，全校14个班，平均每班43.7人。"),
    Example("silent", "操行评定“优秀”的占28.4%，“良好”的占56.2%，优良率84.6%。"),
    Example("silent", "在校生486人，全校14个班，平均每班34.7人。"),
    Example("silent", "就业率为98.4%，对口率为86.2%，升学率为64.8%。"),
)
_MEAN = as_pattern(
    r"(?:平均每|每|平均)?(?P<of>班|校|所学校|个专业|支队伍|个班|人|生|名教师)(?:均|平均)?(?:规模|人数|学生|在校生|[\u4e00-\u9fff]{0,4})?[约为达是]?$"
)
_DIVISORS = {"班": "班", "个班": "班", "校": "校", "所学校": "校", "个专业": "专业", "支队伍": "队"}
_FEWEST_DIGITS, _MOST_BESIDE = 3, 7
_MOVED = as_pattern(r"增|减(?!免)|提高|下降|上升|降低|高于|低于|高出|个百分点|目标|计划|以上|不低于")
_REST = as_pattern(r"其[余他]|剩余|另|未|率|占|合计|共")


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Percentages, then means, passage by passage."""
    printed = Counter(m.number.digits for m in manuscript.mentions if m.is_percent)
    for passage in manuscript.prose():
        percents = [m for m in passage.mentions if m.is_percent]
        if len(percents) > 1:
            yield from _percents(passage, percents, printed)
        if "均" in passage.plain:
            yield from _means(passage)


def _is_exact(mention: Mention) -> bool:
    return (
        mention.number.hedge is Hedge.NONE
        and mention.number.places > 0
        and len(str(mention.number.digits)) > _FEWEST_DIGITS
    )


def _percents(passage: Passage, percents: Sequence[Mention], printed: Counter[Decimal]) -> Iterator[Hint]:
    for mention in percents:
        if not _is_exact(mention) or printed[mention.number.digits] > 1 or _MOVED.search(mention.words_before[-10:]):
            continue
        start, end = passage.full_sentence_at(mention.start)
        beside = [
            m.number.digits for m in percents
            if m is not mention and start <= m.start < end and m.number.places == mention.number.places and 0 < m.number.digits < 100
        ]  # fmt: skip
        if not 1 <= len(beside) <= _MOST_BESIDE:
            continue
        made: dict[Decimal, str] = {}
        for size in range(1, min(4, len(beside)) + 1):
            for parts in combinations(beside, size):
                whole = sum(parts, start=Decimal(0))
                if size > 1:
                    made.setdefault(whole, " + ".join(map(str, parts)))
                if size > 1 or _REST.search(mention.words_before[-8:]):
                    made.setdefault(Decimal(100) - whole, f"100 - {' - '.join(map(str, parts))}")
        value = mention.number.digits
        if value in made or any(abs(value - b) in beside for b in beside):
            continue
        meant = next((m for m in swaps(value) if m in made), None)
        if meant is not None:
            yield _hint(
                mention, f"{meant}%", f"此处写作 {mention.raw.strip()}；同句各数 {made[meant]} = {meant}，请核对是否数字颠倒",
                f"{mention.raw.strip()} here; the figures of the sentence give {made[meant]} = {meant}", 0.5,
            )  # fmt: skip


def _means(passage: Passage) -> Iterator[Hint]:
    for mention in passage.mentions:
        if not _is_exact(mention) or mention.is_percent:
            continue
        lead = _MEAN.search(mention.words_before)
        noun = _DIVISORS.get(lead["of"]) if lead is not None and "均" in lead[0] else None
        if noun is None:
            continue
        others = [
            m
            for m in passage.mentions
            if m is not mention and m.number.value > 0 and m.number.places == 0 and not m.is_percent
        ]
        below = [m for m in others if noun in m.measure + m.noun[:3] or (noun == "校" and m.measure == "所")]
        above = [m for m in others if m.measure == mention.measure]
        if not below or not above:
            continue
        room = Decimal(1).scaleb(-mention.number.places) * Decimal("0.51")
        quotients = [
            (a.number.value / b.number.value, a, b) for a in above for b in below if a.number.value > b.number.value
        ]
        if any(abs(q - mention.number.value) <= room for q, _, _ in quotients):
            continue
        for meant in swaps(mention.number.digits):
            fit = next((pair for pair in quotients if abs(pair[0] - meant) <= room), None)
            if fit is not None:
                yield _hint(
                    mention, str(meant), f"此处写作 {mention.raw.strip()}；{fit[1].raw.strip()} ÷ {fit[2].raw.strip()} = {meant}，请核对是否数字颠倒",
                    f"{mention.raw.strip()} here; {fit[1].raw.strip()} by {fit[2].raw.strip()} is {meant}", 0.5, fit[1],
                )  # fmt: skip
                break


def _hint(mention: Mention, expected: str, zh: str, en: str, weight: float, other: Mention | None = None) -> Hint:
    places = (mention.place,) if other is None else (mention.place, other.place)
    return hint_at(
        "healing-sums", mention.id, FAULT, places, zh, en,
        reported=mention.raw.strip(), expected=expected, formula=f"{mention.raw.strip()} → {expected}", weight=weight,
    )  # fmt: skip
