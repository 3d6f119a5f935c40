"""What was done of a plan, or spent of a budget, is the one over the other.

Cue: 完成计划的 95.9%, 计划完成率, 完成年初预算的 98.6% and 预算执行率 behind what was planned (计划, 任务, 预算) and what came of it. Why it
should hold in any report: the words name both sides of the quotient. Guards: both stand in the sentence of the rate, or right
before it where that sentence counts nothing itself; a body that is named in between, a plan whose rate was told already, and parts
behind 其中 have another plan; of several figures that may be meant any may be.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Doubtful, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_of_another_body
from nianbao.extraction.told.counted_things import Count, counted, operand_of
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
EXAMPLES = (
    Example("fail", "招生计划460人，实际招生441人，完成计划的99.5%。"),
    Example("fail", "实训设备购置年初预算为212.60万元，支出决算为201.65万元，完成年初预算的98.94%。"),
    Example("fail", "年初预算320.50万元，全年支出300.47万元。预算执行率97.75%。"),
    Example("pass", "实训设备购置年初预算为212.60万元，支出决算为201.65万元，完成年初预算的94.85%。"),
    Example("silent", "年初预算20万元，支出决算18万元，完成预算的90%，其中：教研活动决算4万元，完成预算的80%。"),
    Example("silent", "完成年初预算的94.85%。"),
)
_GOAL = r"(?:计划|目标|任务|预算|指标)"
OF_PLAN = as_pattern(
    rf"(?:完成(?:了|[全年][年初度]?|年度|当年|招生|收入|支出|调整后?)*{_GOAL}(?:数|额|人数|总数|总额)?的"
    rf"|(?:完成|达到)[^，。；\d]{{0,12}}(?:计划|任务|目标|预算)(?:数|人数)?[（(][^（）()]{{2,10}}[）)]的"
    r"|计划完成率|完成率|(?:预算|经费|资金)(?:支出)?执行率)[为达是约到]*\s*$"
)
_PLANNED = as_pattern(r"计划|目标|任务|应[招完]|预算")
_OF_PLANNED = as_pattern(r"\s*(?:的[\u4e00-\u9fff]{0,6}?)(?:计划|任务|目标|预算)(?!外)")
_IN_THE_PLAN = as_pattern(r"(?:计划|任务|目标|预算)[（(]$")
_MOST = 8
_FEW_DONE = 2


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Rates of completion, sentence by sentence."""
    for passage in manuscript.prose_with("完成", "达到", "执行率"):
        for share in passage.mentions:
            if share.is_percent and share.unit is not None and share.unit.id == "percent":
                cue = OF_PLAN.search(passage.plain[share.clause[0] : share.start])
                if cue is not None:
                    yield from _of_plan(passage, share, cue[0])


def _of_plan(passage: Passage, share: Mention, cue: str) -> Iterator[Relation | Doubtful]:
    """计划招生 460 人，实际招生 441 人，完成计划的 95.9%: what was done over what was planned."""
    start = _start_of(passage, share)
    here = [c for c in counted(passage, start, share.start) if c.mention.number.hedge is Hedge.NONE]
    planned = [c for c in here if _is_planned(passage, c.mention)]
    done = [c for c in here if c not in planned and planned and c.mention.start > planned[-1].mention.start]
    if not done and len(here) == 2 and any(_is_the_plan(passage, c.mention) for c in planned):
        # 招生 612 人，超额完成 600 人的招生任务，完成率 102.0%: what was done stands before the plan.
        done = [c for c in here if c not in planned]
    pairs = [(d, p) for d in done for p in planned if are_comparable(d.mention.unit, p.mention.unit)]
    if not pairs:
        return
    last = max(pairs[-1][0].mention.end, pairs[-1][1].mention.end)
    if "其中" in passage.plain[last : share.start] or is_of_another_body(passage, last, share.start):
        return
    if _is_used_up(passage, planned[-1], share):
        return
    claim = share.operand(f"完成率 {share.raw.strip()}", trust=0.5)
    readings = [share_of(claim, [operand_of(d)], [operand_of(p)]) for d, p in pairs]
    place = passage.place(pairs[0][1].mention.start, share.end)
    made = relation("done-of-plans", readings[:_MOST], cue=cue, severity="warning", place=place)
    yield made if len(planned) == 1 and len(done) <= _FEW_DONE else Doubtful(made, frozenset((share.id,)))


def _start_of(passage: Passage, share: Mention) -> int:
    """The sentence of the rate; where nothing is counted in it before the rate, the one before as well."""
    start = share.sentence[0]
    if start and not passage.mentions_in(start, share.digits_start):
        return passage.sentence_at(start - 2)[0]
    return start


def _is_used_up(passage: Passage, plan: Count, share: Mention) -> bool:
    """预算 20 万元，…，完成预算的 90%，其中：教研 4 万元，完成预算的 80%: the second rate has a budget that is not told."""
    return any(
        m.is_percent and OF_PLAN.search(passage.plain[m.clause[0] : m.start])
        for m in passage.mentions_in(plan.mention.end, share.digits_start)
    )


def _is_the_plan(passage: Passage, mention: Mention) -> bool:
    """600 人的招生任务, 计划（600 人）: by the words right beside it."""
    lead = passage.plain[mention.clause[0] : mention.start].strip()
    return _OF_PLANNED.match(passage.plain, mention.end) is not None or _IN_THE_PLAN.search(lead) is not None


def _is_planned(passage: Passage, mention: Mention) -> bool:
    if _is_the_plan(passage, mention):
        return True
    return _PLANNED.search(passage.plain[mention.clause[0] : mention.start]) is not None
