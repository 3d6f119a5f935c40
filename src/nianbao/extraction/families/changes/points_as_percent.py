"""The step between two shares is counted in points: from 72.81% to 76.50% are 3.69 个百分点, not 3.69%.

Cue: two shares and a step with a word of change in one sentence (由 a% 提高到 b%，提高 c%; b%，比上年的 a% 高 c%; 分别为 b% 和 d%，分别提高 …%),
where c is b less a in every digit. Why it should hold in any report: a rise of 3.69% of 72.81% is another figure, and a
reader who takes the words as they stand comes to a wrong share. Guards: the step fits the difference exactly and
not the rate of growth; about, more and nearly are left alone; steps without decimals are pointed out only. The other way
round, what grew from 3985元 to 4120元 grew by 3.39%, not by 3.39 个百分点: no share stands in the sentence, and the rate fits exactly.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.shares.share_steps import step_as_percent
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "typo"
EXAMPLES = (
    Example("fail", "升学率由72.81%提高到76.50%，提高3.69%。"),
    Example("fail", "升学率76.50%，比2023届的72.81%高3.69%。"),
    Example("fail", "两校对口率为82.4%和85.6%，上年为81.1%和82.3%，分别提高1.3%和3.3%。"),
    Example("fail", "平均月收入4120元，比上一届的3985元增加135元，增长3.39个百分点。"),
    Example("silent", "升学率由72.81%提高到76.50%，提高3.69个百分点。"),
    Example("silent", "升学率由50.00%提高到60.00%，提高20%。"),
    Example("silent", "升学率为76.50%，招生比上年增长3.69%。"),
)
_CHANGED = as_pattern(
    r"(?:提高|提升|上升|升高|下降|降低|增加|增长|减少|回落|下滑|高出|低了|高了|高|低|上涨|多|少)(?:了|幅度为|幅为)?\s*$"
)
_GROWN = as_pattern(r"(?:增长|增幅|增加|提高|上升|下降|减少|降幅|降低|增速)(?:了|为|达到?)?\s*$")
_IN_TURN = as_pattern(r"分别\s*$")
_MOST_BETWEEN = 60  # characters between the later share and the step


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Single steps, then steps told in turn."""
    for passage in manuscript.prose():
        if "百分点" in passage.plain:
            for mention in passage.mentions:
                yield from _rate_as_points(passage, mention)
        if "%" not in passage.plain:
            continue
        told: set[str] = set()
        for mention in passage.mentions:
            if mention.is_percent and mention.id not in told and _CHANGED.search(passage.plain[: mention.start]):
                for remark in _steps(passage, mention):
                    told.update(remark.keys)
                    yield remark


def _steps(passage: Passage, step: Mention) -> Iterator[Remark]:
    start, end = passage.full_sentence_at(step.digits_start)
    shares = [m for m in passage.mentions_in(start, step.digits_start) if m.is_percent]
    word = _CHANGED.search(passage.plain[: step.start])
    if word is not None and _IN_TURN.search(passage.plain[: word.start()]):
        steps = [step, *_following(passage, step, end)]
        count = len(steps)
        if count > 1 and len(shares) >= 2 * count:
            now, old = shares[-2 * count : -count], shares[-count:]
            found = [step_as_percent("points-as-percent", *three) for three in zip(now, old, steps, strict=True)]
            if all(remark is not None for remark in found):
                yield from (remark for remark in found if remark is not None)
        return
    if len(shares) < 2 or step.start - shares[-1].end > _MOST_BETWEEN:
        return
    remark = step_as_percent("points-as-percent", shares[-2], shares[-1], step)
    if remark is not None:
        yield remark


def _following(passage: Passage, step: Mention, end: int) -> Iterator[Mention]:
    before = step
    for mention in passage.mentions_in(step.end, end):
        if not mention.is_percent or not as_pattern(r"\s*[、，和与及]\s*").fullmatch(
            passage.plain[before.end : mention.start]
        ):
            return
        yield mention
        before = mention


def _rate_as_points(passage: Passage, step: Mention) -> Iterator[Remark]:
    """4120元，比上一届的3985元增加135元，增长3.39个百分点: amounts grow by per cent."""
    if step.unit is None or step.unit.dimension != "share_difference" or step.number.hedge is not Hedge.NONE:
        return
    word = _GROWN.search(passage.plain[: step.start])
    start, _ = passage.sentence_at(step.digits_start)
    here = passage.mentions_in(start, step.digits_start)
    if word is None or any(m.is_percent or m.number.hedge is not Hedge.NONE for m in here) or len(here) < 2:
        return
    if as_pattern(r"率|占比|比例|比重|满意度|份额").search(passage.plain[here[-1].end : step.start]):
        return
    half = step.number.scale.scaleb(-step.number.places) / 2
    for now, old in itertools.permutations(here, 2):
        amounts = now.measure == old.measure and now.unit == old.unit and now.number.value and old.number.value
        if amounts and abs(abs(now.number.value - old.number.value) / old.number.value - step.number.value) <= half:
            printed, rate = step.raw.strip(), f"{step.number.digits}%"
            yield Remark(
                f"points-as-percent:{step.id}:rate", "points-as-percent", FAULT, (step.place, now.place, old.place),
                f"两个数量之间的增长应写「{rate}」；「{printed}」只用于两个比例之差", f"{printed} should be {rate}: amounts grow by per cent",
                severity="warning", reported=printed, expected=rate, suggestion=rate, formula=f"{now.raw.strip()} ÷ {old.raw.strip()} = {rate}",
                keys=(step.id,),
            )  # fmt: skip
            return
