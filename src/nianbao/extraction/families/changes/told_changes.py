"""A change is that of the values told in other sentences, under the same name.

Cue: a word of change with its size or rate, or with 略有, 有所, 比上年 alone (减少 48 人, 增长 5%, 有所下降), where the value
before it and the earlier value stand in different sentences or paragraphs: 上年招生 860 人。今年招生 812 人，减少 48 人. Why it should
hold in any report: a reader holds the word against the two figures that bear one name. Guards: the earlier value must
name its time, and a time before that of the present one; it is called the same, or what was called in full is called
in short behind it; what is said to have changed must be what was counted; two values more than three times apart are of
different things; average, accumulated and planned changes make no claim; elsewhere in the document every value of
that name and time must be the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Doubtful, Remark, difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import are_of_one_unit, way
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import scope_of, speaks_of_many_kinds
from nianbao.extraction.told.change_claims import ChangeClaim, change_claims
from nianbao.extraction.told.told_values import LAST, ToldValue, told_values, values_by_name
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Reading, Relation

FAULT = "difference"
EXAMPLES = (
    Example("fail", "上年招生为860人。今年招生812人，减少84人。"),
    Example("fail", "2022年在校生3120人。2023年在校生3276人，增长8%。"),
    Example("fail", "2022年双师型教师占比62.4%。2023年双师型教师占比65.1%，有所下降。"),
    Example("pass", "上年招生为860人。今年招生812人，减少48人。"),
    Example("silent", "上年毕业生912人。今年招生960人，在校生增加120人。"),
    Example("silent", "2021年培训2430人次。2023年培训2916人次，比2022年增加312人次。"),
)
# The earlier value in the same sentence, with its name or without.
_OF_LAST = as_pattern(
    rf"(?<![比较与同跟])(?:{LAST}|20[0-4]\d\s*年度?)(?:同期|末|底)?[^，。；\d增减多少升降提高低扩缩]{{0,8}}\d"
)
_MOST = 3
_BEYOND = 3  # times: what is further apart is not one thing at two times


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Changes whose values stand in other sentences."""
    index = told_values(manuscript)
    claims = change_claims(manuscript)
    for claim in claims:
        yield from _held_against(manuscript, claim, index[claim.passage.id])
    yield from _both_ways(claims)


def _both_ways(claims: Sequence[ChangeClaim]) -> Iterator[Remark]:
    """培训规模有所上升，比上年减少 220 人次: one change told twice goes one way."""
    without = {(claim.passage.id, claim.end): claim for claim in claims if claim.size is None and claim.subject}
    for claim in claims:
        first = without.get((claim.passage.id, claim.start - 1))
        if claim.size is None or claim.subject or first is None or claim.passage.plain[first.end] != "，":
            continue
        told, sized = way(first.word), _way_of(claim.word)
        if not told or not sized:
            continue
        place = claim.passage.place(first.start, claim.end)
        yield Remark(
            f"told-changes:{claim.size.id}:ways", "told-changes", "direction", (place, claim.size.place),
            f"同一变化前说「{first.word}」、后说「{claim.word}」，方向相反，请核对", f"one change is said to go {told} and then {sized}: check the words",
            severity="warning", holds=told == sized, reported=f"{first.word}、{claim.word}", formula=f"{first.word} / {claim.word}",
            keys=(claim.size.id,),
        )  # fmt: skip


def _way_of(word: str) -> str:
    return way(word) or ("up" if word[0] in "多高" else "down" if word[0] in "少低" else "")


def _measures(value: Mention, size: Mention | None) -> bool:
    """True where the size of a change can be that of this value."""
    if size is None or size.unit is None:
        return True
    if size.unit.dimension == "share_difference":
        return value.is_percent
    if size.is_percent:
        return True
    return not value.is_percent and are_of_one_unit(size, value) and are_alike(size, value)


def _called_by(subject: str, name: str) -> bool:
    return not subject or subject == name or name.endswith(subject) or subject.endswith(name)


def _held_against(
    manuscript: Manuscript, claim: ChangeClaim, values: tuple[ToldValue, ...]
) -> Iterator[Relation | Doubtful]:
    passage = claim.passage
    start, _ = passage.full_sentence_at(claim.start)
    here = [v for v in values if start <= v.mention.start < claim.start and _measures(v.mention, claim.size)]
    here = [v for v in here if v.when != -1]
    new = here[-1] if here else None
    if (
        new is None
        or not _called_by(claim.spoken_of, new.name)
        or passage.sentence_at(new.mention.start) != passage.sentence_at(claim.start)
    ):
        return
    if (
        claim.size is None
        and passage.clauses.index(passage.clause_at(claim.start)) - passage.clauses.index(new.mention.clause) > 1
    ):
        return
    if not claim.subject and len({v.name for v in here}) > 1 and claim.against is None:
        # 招生 812 人，在校生 3276 人，增长 5%: which of the two has grown is open.
        return
    near, far = _earlier(manuscript, claim, new, values)
    chosen = (near or far)[:_MOST]
    readings = [reading for old in chosen for reading in _readings(claim, new, old)]
    if not readings:
        return
    place = passage.place(claim.start, claim.end)
    made = relation("told-changes", readings, cue=claim.word, severity="warning", place=place)
    firm = bool(near) or (not scope_of(new.mention) and not speaks_of_many_kinds(manuscript))
    slips = frozenset((claim.size.id,)) if claim.size is not None else frozenset()
    yield made if firm else Doubtful(made, slips)
    word = _way_of(claim.word)
    if claim.size is not None and word:
        told = [direction_of(new.mention.operand(), old.mention.operand(), word) for old in chosen]
        made = relation("told-changes", told, cue=claim.word, severity="warning", place=place)
        yield made if firm else Doubtful(made)


def _readings(claim: ChangeClaim, new: ToldValue, old: ToldValue) -> list[Reading]:
    now, before = (
        new.mention.operand(f"{new.name} {new.mention.raw.strip()}"),
        old.mention.operand(f"{old.name} {old.mention.raw.strip()}"),
    )
    size = claim.size
    if size is None:
        word = way(claim.word)
        return [direction_of(now, before, word)] if word else []
    stated = size.operand(f"{claim.word} {size.raw.strip()}", trust=0.6)
    if size.is_percent and new.mention.is_percent:
        return [difference_of(stated, now, before), growth_of(stated, now, before)]
    return [growth_of(stated, now, before) if size.is_percent else difference_of(stated, now, before)]


def _earlier(
    manuscript: Manuscript, claim: ChangeClaim, new: ToldValue, values: tuple[ToldValue, ...]
) -> tuple[list[ToldValue], list[ToldValue]]:
    """Values of the time before: those of the paragraph, nearest first, and those that the rest of the document agrees on."""
    own = claim.passage.sentence_at(claim.start)
    fitting = [
        v
        for v in values
        if _is_earlier(v, new, claim, manuscript, near=True) and _is_same(v, new) and _measures(v.mention, claim.size)
    ]
    if any(claim.passage.sentence_at(v.mention.start) == own for v in fitting) or _OF_LAST.search(
        claim.passage.plain, new.mention.end, own[1]
    ):
        # Both values stand in one sentence, which other families read.
        return [], []
    fitting.sort(key=lambda v: (v.mention.start > new.mention.start, abs(v.mention.start - new.mention.start)))
    if fitting:
        nearest = fitting[0]
        return [v for v in fitting if v.name == nearest.name], []
    elsewhere = [
        v
        for v in values_by_name(manuscript).get(new.name, ())
        if v.mention.passage is not claim.passage and _is_earlier(v, new, claim, manuscript, near=False) and _measures(v.mention, claim.size)
        and are_of_one_unit(v.mention, new.mention) and not scope_of(v.mention)
        and _is_of_one_owner(v.mention, new.mention) and _is_of_one_owner(new.mention, v.mention)
    ]  # fmt: skip
    return [], elsewhere if len({v.mention.number.value for v in elsewhere}) == 1 else []


def _is_same(old: ToldValue, new: ToldValue) -> bool:
    """One name, or the full name before the short one."""
    if not are_of_one_unit(old.mention, new.mention) or old.mention.is_percent != new.mention.is_percent:
        return False
    first, second = (old, new) if old.mention.start < new.mention.start else (new, old)
    if not _is_of_one_owner(first.mention, second.mention):
        return False
    if first.name == second.name:
        return True
    sentences = first.mention.passage.full_sentences
    apart = sentences.index(first.mention.passage.full_sentence_at(second.mention.start)) - sentences.index(
        first.mention.passage.full_sentence_at(first.mention.start)
    )
    return apart < 2 and first.name.endswith(second.name)


_OWNER = as_pattern(
    r"全[区市县省国州旗]|[我本][区市县省]|[我本该]校|(?<![\u4e00-\u9fff])学校|"
    r"[\u4e00-\u9fff]{1,6}?(?:学校|职业高中|普通高中|职高|普高|中专|职教中心|学院|校区|分校|专业|系|班|县|镇|乡)(?![\u4e00-\u9fff]?[级生内])"
)
_REGION = as_pattern(r"(?:全|我|本)[区市县省国州旗]")
_SCHOOL = as_pattern(r"[我本该]校|学校")


def _is_of_one_owner(first: Mention, second: Mention) -> bool:
    """False where the later sentence names another school, region or group than the earlier one did."""
    said = [
        {match[0] for match in _OWNER.finditer(m.passage.plain, m.passage.full_sentence_at(m.start)[0], m.start)}
        for m in (first, second)
    ]
    if not said[1] or said[0] & said[1]:
        return True
    if all(_SCHOOL.fullmatch(owner) for owner in said[0] | said[1]):
        return True
    return bool(said[0]) and all(_REGION.fullmatch(owner) for owner in said[0] | said[1])


def _is_earlier(old: ToldValue, new: ToldValue, claim: ChangeClaim, manuscript: Manuscript, *, near: bool) -> bool:
    if not old.mention.number.value or not new.mention.number.value:
        return False
    quotient = new.mention.number.value / old.mention.number.value
    if not 1 / _BEYOND <= float(quotient) <= _BEYOND:
        return False
    report = manuscript.data_period
    now = new.period
    if old.when == -1:
        return ((now is None and new.when != -1) or (near and now is not None)) and claim.against in (None, -1)
    if old.period is None:
        return False
    if claim.against is not None and claim.against > 0:
        return old.period == claim.against
    if now is not None:
        return old.period == now - 1 or (near and claim.against is None and old.period < now)
    return report is not None and old.period == report - 1
