"""The size and the rate of a change whose values are not said beside them, and that some figure makes once a slip is undone.

Cue: 增加 58 人，增幅 3.40% where no figure of the report is 58 ÷ 3.40% nor what it became, and one of the paragraph is so with 4.30% or with 85 人.
Why it should hold in any report: a size over its rate is the earlier value, and the report seldom keeps both that and the present one to
itself. Guards: nothing is said where any figure of the report is the earlier or the present value as printed; the figure that
heals stands in the paragraph and is counted in the same measure; rates without decimals and hedged figures are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.hints.healing_slips import swaps
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.shares.share_grounds import Grounds, grounds_of
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "growth"
EXAMPLES = (
    Example("fail", "两校计划招生1450人，实际招生1406人。与上年相比，招生总数增加58人，增幅3.40%。"),
    Example("fail", "全年服务收入378万元。受市场影响，服务收入减少24万元，下降10.00%。"),
    Example("silent", "两校计划招生1450人，实际招生1406人。与上年相比，招生总数增加58人，增幅4.30%。"),
    Example("silent", "两校实际招生1406人。社会培训比上年增加58人次，增幅3.40%。"),
)
_MOVED = as_pattern(
    r"(?P<word>增加|增长|净增|新增|多招|扩大|提高|上升|减少|下降|下滑|少招|净减|回落|降低|[多少增减](?:了)?)了?\s*$"
)
_RATE = as_pattern(
    r"\s*[，,、（(]?\s*(?:同比|比上年|较上年)?(?:增幅|降幅|减幅|升幅|涨幅|增速|增长率?|下降率?|减少|增加|上升|上涨|提高|降低)(?:了|为|是|约|达到?|[:：])*\s*"
)
_LEAST_SIZE = 10
_WEIGHT = 0.55


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Sizes with their rates, passage by passage."""
    grounds: Grounds | None = None
    for passage in manuscript.prose_with("幅", "增长", "下降", "减少", "增加", "上升", "降低", "提高"):
        for size, rate in zip(passage.mentions, passage.mentions[1:], strict=False):
            if not _is_pair(passage, size, rate):
                continue
            grounds = grounds or grounds_of(manuscript)
            hint = _healed(passage, grounds, size, rate)
            if hint is not None:
                yield hint


def _is_pair(passage: Passage, size: Mention, rate: Mention) -> bool:
    return (
        rate.is_percent
        and rate.unit is not None
        and rate.unit.id == "percent"
        and rate.number.places > 0
        and not size.is_percent
        and size.unit is not None
        and not size.is_spelled
        and size.number.value >= _LEAST_SIZE
        and size.number.hedge is Hedge.NONE
        and rate.number.hedge is Hedge.NONE
        and rate.number.value > 0
        and _RATE.fullmatch(passage.plain[size.end : rate.start]) is not None
        and _MOVED.search(passage.plain[size.clause[0] : size.start]) is not None
    )


def _healed(passage: Passage, grounds: Grounds, size: Mention, rate: Mention) -> Hint | None:
    said = _MOVED.search(passage.plain[size.clause[0] : size.start])
    falls = (said is not None and said["word"][0] in "减下少回降") or (said is not None and said["word"] == "净减")
    amount, printed = size.number.value, rate.number.digits
    places = rate.number.places
    if any(grounds.has_between(*bounds) for bounds in _values(amount, printed, places, falls=falls)):
        return None
    scaled = size.number.scale
    if scaled != 1 and any(
        grounds.has_between(low / float(scaled), high / float(scaled))
        for low, high in _values(amount, printed, places, falls=falls)
    ):
        return None
    near = [m for m in passage.mentions if m is not size and are_alike(m, size) and m.number.value > amount]
    tries = [(amount, meant, rate, f"{meant}%") for meant in swaps(printed)]
    tries += [(meant * scaled, printed, size, f"{meant}") for meant in swaps(size.number.digits)]
    for changed, share, suspect, expected in tries:
        for low, high in _values(changed, share, places, falls=falls):
            fit = next((m for m in near if low <= float(m.number.value) <= high), None)
            if fit is not None:
                return _hint(size, rate, suspect, fit, expected)
    return None


def _values(amount: Decimal, share: Decimal, places: int, *, falls: bool) -> tuple[tuple[float, float], ...]:
    """Between what figures the earlier value lies, and the present one."""
    room = 0.5001 * 10**-places
    low, high = float(amount) * 100 / (float(share) + room), float(amount) * 100 / max(float(share) - room, room)
    moved = -float(amount) if falls else float(amount)
    return (low, high), (low + moved, high + moved)


def _hint(size: Mention, rate: Mention, suspect: Mention, fit: Mention, expected: str) -> Hint:
    return hint_at(
        "healing-changes", rate.id, FAULT, (suspect.place, (rate if suspect is size else size).place, fit.place),
        f"此处写作变化 {size.raw.strip()}、{rate.raw.strip()}；若「{suspect.raw.strip()}」作 {expected}，恰与同段「{fit.raw.strip()}」相合，请核对是否数字颠倒",
        f"a change of {size.raw.strip()} and {rate.raw.strip()} here; with {expected} it would fit {fit.raw.strip()} of the paragraph",
        reported=suspect.raw.strip(), expected=expected, formula=f"{suspect.raw.strip()} → {expected}", weight=_WEIGHT,
        keys=(size.id, rate.id),
    )  # fmt: skip
