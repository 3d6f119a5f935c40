"""In a sentence that goes from school to school no school has its turn twice.

Cue: parts of one sentence, divided by ； or standing in one row with 、, that begin with the name of a school or a district (甲校开设…；乙校建成…；
丙校…), and one of them begins as another one does while a body of the report is left out. Why it should hold in any report: such a sentence is made to give each its turn, and what belongs to one of them stands
in its part. Guards: 既…又…, 一是…二是… and years give a body several turns; a part that goes on about the body of the part before it
with 该校 begins otherwise; where every body of the report has its turn, none is missing; points and cells are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.known_bodies import Bodies, Spoken, known_bodies
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n青河职业学校\t210\t640\n青河卫生学校\t180\t520\n东升艺术学校\t90\t260\n"
EXAMPLES = (
    Example(
        "fail",
        f"青河职业学校把车间搬进课堂；青河职业学校与医院共同编写讲义；东升艺术学校开设周末展演。{_TABLE}",
    ),
    Example("fail", f"比赛由青河职业学校、青河卫生学校和青河卫生学校的师生参加。{_TABLE}"),
    Example(
        "silent",
        f"青河职业学校把车间搬进课堂；青河卫生学校与医院共同编写讲义；东升艺术学校开设周末展演。{_TABLE}",
    ),
    Example("silent", f"2023年，青河职业学校获奖12项；2024年，青河职业学校获奖15项。{_TABLE}"),
)
_LEAD = as_pattern(r"(?:其中|其次|另外|此外|同时|而|是|由|分别[为是由]?|[\s\u3000:：，、])*")
_SEVERAL_TURNS = as_pattern(
    r"20\d\d\s*[-—~年]|[一二三四五]是|既|又|再|首先|[上下]半年|(?<![\d.])[（(]?\d[)）、.](?!\d)|还|也|并|案例|第[一二三四五]|截至|目前"
)
_BEGINNING = as_pattern(rf"(?:^|[、，。；：（]|[^调参饱温]和(?!谐)){_LEAD.pattern}$")
_PARALLEL, _IN_ROW, _PAIR, _APART = 0.6, 0.65, 0.45, 0.15


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Sentence by sentence."""
    bodies = known_bodies(manuscript)
    if len({body for body in bodies.of.values() if bodies.is_school(body)}) < 2:
        return
    for passage in manuscript.prose():
        spoken = list(bodies.spoken(passage.plain))
        if len(spoken) < 2:
            continue
        for start, end in passage.full_sentences:
            inside = [each for each in spoken if start <= each.start < end]
            hint = (
                _in_row(passage, inside)
                or _in_turn(bodies, passage, start, end, inside)
                or _in_clauses(bodies, passage, inside)
            )
            if hint is not None:
                yield hint
        yield from _in_sentences(bodies, passage, spoken)


def _in_sentences(bodies: Bodies, passage: Passage, spoken: list[Spoken]) -> Iterator[Hint]:
    """甲校…。乙校…。甲校…。: sentences of one paragraph that each begin with a school, one of them twice while another is left out."""
    turns: list[Spoken] = []
    for start, end in passage.full_sentences:
        lead = _LEAD.match(passage.plain, start)
        at = lead.end() if lead is not None else start
        first = next((each for each in spoken if start <= each.start <= at), None)
        if first is not None and not _SEVERAL_TURNS.search(passage.plain[start : min(end, start + 16)]):
            turns.append(first)
    if len(turns) < 2:
        return
    # 甲校始建于 1985 年；乙校创办于 2004 年: the second has its turn behind the semicolon.
    told = {each.body for each in turns}
    told |= {each.body for each in spoken if "；" in passage.plain[max(0, each.start - 2) : each.start]}
    if len(told) >= _most(bodies):
        return
    for place, right in enumerate(turns):
        left = next((each for each in turns[:place] if each.body == right.body), None)
        if left is not None:
            yield _hint(passage, left, right, _APART)
            return


def _in_row(passage: Passage, spoken: list[Spoken]) -> Hint | None:
    """甲校、乙校和乙校."""
    row: list[Spoken] = spoken[:1]
    for left, right in pairwise(spoken):
        row = row if as_pattern(r"\s*[、和与及]\s*").fullmatch(passage.plain, left.end, right.start) else []
        again = next((each for each in row if each.body == right.body), None)
        if again is not None:
            return _hint(passage, again, right, _IN_ROW)
        row = [*row, right] if row else [right]
    return None


def _in_turn(bodies: Bodies, passage: Passage, start: int, end: int, spoken: list[Spoken]) -> Hint | None:
    turns: list[Spoken | None] = []
    at = start
    for part in passage.plain[start:end].split("；"):
        lead = _LEAD.match(passage.plain, at)
        first = next((each for each in spoken if at <= each.start <= (lead.end() if lead else at)), None)
        if first is None or _SEVERAL_TURNS.search(part[:16]):
            turns.append(None)
        else:
            turns.append(first)
        at += len(part) + 1
    told = [turn for turn in turns if turn is not None]
    if len(told) < 2 or len(told) < len(turns):
        return None
    for left, right in pairwise(told):
        if left.body == right.body:
            return _hint(passage, left, right, _PARALLEL if len(told) > 2 else _PAIR)
    if len(told) > 2 and told[0].body == told[-1].body:
        return _hint(passage, told[0], told[-1], _PARALLEL)
    return None


def _in_clauses(bodies: Bodies, passage: Passage, spoken: list[Spoken]) -> Hint | None:
    """甲校升学 172 人，甲校升学 99 人; 甲校的“红帆”、乙校的“起航”、乙校的“初心”: each begins its clause or its member of the row."""
    entries = [each for each in spoken if _begins(passage, each)]
    for place, right in enumerate(entries):
        left = next((each for each in entries[:place] if each.body == right.body), None)
        if left is None or passage.plain[left.start : left.end] != passage.plain[right.start : right.end]:
            continue
        first, last = passage.clause_at(left.start)[0], passage.clause_at(right.start)[1]
        between = passage.plain[left.end : right.start]
        if _SEVERAL_TURNS.search(passage.plain[first:last]) or "其中" in between:
            continue
        if len(entries) > 2 and len({each.body for each in entries}) < _most(bodies):
            return _hint(passage, left, right, _PARALLEL)
        if len(entries) == 2 and between.count("，") + between.count("；") + between.count("、") == 1:
            return _hint(passage, left, right, _PAIR)
    return None


def _most(bodies: Bodies) -> int:
    """How many schools the longest list of the report has."""
    return max(
        (len(listed.names) for listed in bodies.lists if bodies.is_school(bodies.body(listed.names[0]))), default=0
    )


def _begins(passage: Passage, spoken: Spoken) -> bool:
    """True behind a stop, 、 or 和 and words that only lead on."""
    before = passage.plain[max(0, spoken.start - 10) : spoken.start]
    return _BEGINNING.search(before) is not None


def _hint(passage: Passage, first: Spoken, again: Spoken, weight: float) -> Hint:
    places = (passage.place(again.start, again.end), passage.place(first.start, first.end))
    name = places[0].text
    return hint_at(
        "parallel-bodies", f"{passage.id}:{again.start}", FAULT, places,
        f"并列的几处分别说不同学校，「{name}」在同一句里出现两次；请核对其中一处是否应为另一所",
        f"“{name}” has its turn twice in one sentence; please check whether one of them should be another",
        reported=name, formula=f"{name} × 2", weight=weight,
    )  # fmt: skip
