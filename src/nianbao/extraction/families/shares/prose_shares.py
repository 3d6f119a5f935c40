"""A share in a sentence follows from the count beside it and the whole that the sentence names.

Cue: 占, 占比, 比例为 or a rate named after a count (就业率 beside 就业 197 人). Why it should hold in any
report: the percentage was worked out from the two figures that stand with it. Guards: where the
whole is named (占专任教师的 38%) only figures of that name count as the whole; otherwise every earlier
figure of the same unit in the sentence or paragraph that is no smaller than the part is a legal
whole, and only a share that follows from none is wrong; shares without any candidate are left
alone; 约, 近 and 超过 widen the share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from nianbao.extraction.claims import Doubtful, Remark, attainable, derived, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.shares.done_of_plans import OF_PLAN
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import known_facts
from nianbao.extraction.names.named_units import unit_that_begins
from nianbao.extraction.shares.mistaken_wholes import follows_from_mistaken
from nianbao.extraction.shares.rate_words import STEMS, is_of_a_group, said_of, words_of_rate
from nianbao.extraction.shares.share_clauses import PLANNED_WHOLE
from nianbao.extraction.shares.shares_in_turn import follows, is_further, shares_in_turn, value_of
from nianbao.extraction.shares.wholes_elsewhere import (
    column_totals,
    dated_wholes,
    stands_in_row,
    totals_beside,
    wholes_elsewhere,
)
from nianbao.extraction.told.clause_subjects import (
    are_of_other_subjects,
    is_compared,
    is_listed_with,
    is_of_another_body,
    is_whole_of,
)
from nianbao.extraction.told.counted_things import (
    CHANGED,
    Count,
    are_of_one_kind,
    counted,
    is_named,
    listed_up_to,
    operand_of,
)
from nianbao.extraction.told.named_figures import named_figures
from nianbao.extraction.wording import are_opposites, is_closed, open_brackets
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
_FEW = 6  # readings among which two digits exchanged are no accident
FAR = 600  # characters: no author expects a reader to look for the whole further back
EXAMPLES = (
    Example("fail", "全区共有教职工 256 名，党员教职工 124 名，占 44%。"),
    Example("fail", "2022年参加实习的学生共258人，实习率：110%，对口率：96%。"),
    Example("fail", "专任教师150人，其中高级职称60人，占专任教师的48%。"),
    Example("fail", "毕业生200人，就业196人，就业率98.5%。"),
    Example("pass", "专任教师150人，其中高级职称60人，占专任教师的40%；双师型教师90人，占60%。"),
    Example("pass", "毕业生200人，就业196人，就业率98%。"),
    Example("fail", "双师型教师28人，占专业课教师40人的65%。"),
    Example("fail", "总收入500万元，其中财政拨款400万元（80%），学费收入60万元（15%），其他收入40万元（8%）。"),
    Example("fail", "参加岗位实习的学生1486人，专业对口实习1572人，对口率为92.33%。"),
    Example("silent", "招生300人，本市户籍学生占比82%。", "no count for the part"),
    Example("silent", "专任教师240人。到2025年聘任企业教练12名、骨干教师占专任教师的比例达到60%以上。"),
    Example(
        "pass", "在校生480人。护理专业160人，占在校生的三分之一强，其次是会计专业110人，两个专业合起来270人，占56.25%。"
    ),
    Example(
        "silent",
        "专业教师120人。青年教师62人，占到三成。\n\n类别\t人数\t占比\n青年教师\t62\t31.0%\n中年教师\t138\t69.0%\n",
    ),
    Example("silent", "在本区就业146人，在本市其他区就业149人，在京外就业23人，在京就业比例为92.77%。"),
    Example("pass", "教职工451人。三校共有党员196人，其中专任教师党员168人，党员占教职工总数的43.46%。"),
    Example("silent", "两所公办学校党组织共有党员98名，占两校在编教职工的57.31%。"),
)
SHARE = as_pattern(
    r"占(?!地|用|领|有率|据)(?P<base>[^，。；：、%％\d]{0,20}?)(?:的)?(?:比例|比重|比率|比)?[为达是约到的]*\s*$"
)
_BARE_SHARE = as_pattern(r"\s*(?:所占)?(?:比例|占比|比重)[为达是约到]*\s*")
WITHIN = as_pattern(
    r"(?:^|[。；，])(?:全区|我区|全校|学校|我校|现有|在)?(?P<base>[\u4e00-\u9fff]{2,10}?)(?:当?中|里面?)，"
)
RATE = as_pattern(r"(?P<stem>[\u4e00-\u9fff]{2,8}?)(?:率|比例|占比|(?<=双师)比)[为达是约到高:：]*\s*$")
_MORE_THAN_ALL = as_pattern(
    r"完成率|增|达成|入学率|利用率|同比|比上|较上|倍|超额|到账率|开出率|执行率|收益率|投入产出|覆盖率|回报率|利润率|利率|充足率|负债率|周转率|换手率|存贷比|毛利|[与和][^，。；]{1,20}(?:之比|比例)"
)
# 后者占 55.45% is of both together; 由 67.74% is what it was before.
_OTHERS = as_pattern(r"[前后二两三四五六]者|[由从]\s*$")
# 未落实 11 人 are not those of whom 落实率 speaks.
_DENIED = as_pattern(r"^(?:未|不|待|暂|尚|没|非)")
# 比全省平均通过率 71.2% 高 22 个百分点: the rate of others.
_COMPARED_RATE = as_pattern(r"(?:(?<![占对同环双师])[比较](?![例重率值])|[高低优多少]于|超过)[^，。；]{2,}$")
_AMONG = as_pattern(r"[一二三四五六七八九十两几]{1,3}[个所类种家门项][^，。；\d]{1,6}中[，,]")
_SEVERAL_OF_THEM = as_pattern(r"[两二三四五六七八九]\s*[个所类家种][\u4e00-\u9fff]{0,8}(?:合计|共|总共|加起来)?约?占")


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Shares, sentence by sentence."""
    for passage in manuscript.prose():
        yield from _parallel(manuscript, passage)
        yield from shares_in_turn("prose-shares", passage)
        yield from _bracketed(passage)
        for share in passage.mentions:
            if not share.is_percent or share.unit is None or share.unit.id != "percent":
                continue
            before = passage.plain[share.clause[0] : share.start]
            if OF_PLAN.search(before):
                continue
            if share.number.value > 1:
                if not before.strip() and passage.plain[: share.clause[0]].endswith(("：", ":")):
                    # 实习率：110%
                    before = passage.plain[passage.clause_at(share.clause[0] - 2)[0] : share.start - 1].rstrip("：: ")
                said = SHARE.search(before)
                if said is not None and PLANNED_WHOLE.fullmatch(said["base"].strip()):
                    continue
                if (said or RATE.search(before)) and not _MORE_THAN_ALL.search(before):
                    yield _too_large(share)
                continue
            if as_pattern(r"分别|依次|各(?=占)").search(before) or is_further(passage, share) or _OTHERS.search(before):
                # 分别占 1.9%、43.6%、54.5%: which goes with which is settled in turn.
                continue
            if whole := _whole_before(passage, share):
                yield from _with_whole(passage, share, whole)
            elif _BARE_SHARE.fullmatch(before):
                yield from _share(manuscript, passage, share, "")
            elif match := SHARE.search(before):
                yield from _share(manuscript, passage, share, match["base"])
            elif match := RATE.search(before):
                if _COMPARED_RATE.search(before) or is_of_a_group(passage, share, match["stem"]):
                    continue
                yield from _rate(passage, share, match["stem"])
                yield from _possible(passage, share)


def _too_large(share: Mention) -> Remark:
    printed = share.raw.strip()
    return Remark(
        f"prose-shares:{share.id}:large", "prose-shares", FAULT, (share.place,),
        f"比例超过 100%：「{printed}」", f"a share above 100 %: {printed}", severity="error",
        reported=printed, expected="≤ 100%", formula=f"{printed} > 100%", keys=(share.id,), is_plain=True,
    )  # fmt: skip


_SUBJECT = as_pattern(r"[，；](?P<who>[\u4e00-\u9fff]{2,8})占[^，；。、]{0,16}$")


def _share(manuscript: Manuscript, passage: Passage, share: Mention, base: str) -> Iterator[Relation | Doubtful]:
    start = max(share.sentence[0], share.start - FAR)
    here = [c for c in counted(passage, start, share.start) if not _is_aside(passage, c.mention, share)]
    # 七大专业群就业人数占全部的 75.3%: the groups are whose graduates they are, and no part of other groups.
    here = [c for c in here if not (c.mention.is_spelled and c.mention.measure == "大")]
    if not here:
        return
    part = _meant(passage, here, share)
    if part.mention.is_spelled and _AMONG.match(passage.plain, part.mention.digits_start):
        # 五个系中，智能制造系占在校生的 25.53%: the departments are those that one is chosen of.
        return
    if part.mention.is_spelled and _SEVERAL_OF_THEM.match(passage.plain, part.mention.digits_start):
        # 三个县合计占 48.8%: the counties are whose students they are.
        return
    if any(
        m.measure == "份" and part.mention.measure in "人名位" for m in passage.mentions_in(start, part.mention.start)
    ):
        return  # 收回问卷 1402 份，有 1247 名学生表示满意，占 88.9%: of those who answered
    between = passage.plain[part.mention.end : share.start]
    if _OF_TWO.search(passage.plain[part.mention.sentence[0] : part.mention.start]):
        # 后两类教师中具有资格的 103 人，占 74.64%: of two kinds that the reader has to add.
        return
    if any(
        not (
            m.is_loose
            or m.is_percent
            or CHANGED.search(m.words_before)
            or is_compared(m)
            or _is_aside(passage, m, share)
        )
        for m in passage.mentions_in(part.mention.end, share.start)
    ):
        # 四个模块，其中公共基础课程 1116 学时，占 34.44%: the share is that of what stands beside it.
        return
    if (
        part.mention.unit is not None
        and part.mention.unit.dimension == "schools"
        and as_pattern(r"\s*[^，、；占\s]").match(between)
    ):
        # 四校专任教师占教职工的 82.96%: the schools are whose teachers they are.
        return
    if (
        len(between) > 40
        or "；" in between
        or _OWN_SUBJECT.search(between)
        or (part.mention.clause != share.clause and _other_subject(passage, part.mention, share))
    ):
        return
    if PLANNED_WHOLE.fullmatch(base.strip()):
        # 占预算数的 96.99%: the plan of this part, not the whole that the parts make up.
        return
    of_all = as_pattern(r"全[区市县校省州]").fullmatch(base.strip()) is not None
    own_school = base.strip().startswith(("本校", "该校")) or unit_that_begins(manuscript, base.strip()) != ""
    carried = "" if base else _base_before(passage, share)
    base = base or carried
    base = as_pattern(r"^到?了?(?:全[区市县校省]|我[区校]|本[区校]|全部|所有|总|该|其)").sub("", base.strip())
    base = as_pattern(r"(?:总数|人数|总人数|数量|总量|总额|总)$").sub("", base)
    paragraph = [c for c in counted(passage, max(0, share.start - FAR), share.start) if c.mention is not part.mention]
    alike = [c for c in paragraph if are_of_one_kind(c, part)]
    usable = [c for c in alike if c.mention.number.value >= part.mention.number.value]
    if not base and (within := _within(passage, part.mention)):
        base = within
    inferred = ""
    if not base and (group := _group_spoken_of(passage, part.mention)):
        inferred = group
    if not base and (inside := _INSIDE.match(part.mention.words_before)):
        # 专业课教师 57 人；专业课教师中双师型教师 46 人，占 80.7%
        base = inside["base"] if any(is_named(inside["base"], c) for c in alike) else ""
    named = [c for c in alike if is_named(base, c) and not ("对口" in c.name and "对口" not in base)] if base else []
    # 获一等奖 2 篇、二等奖 3 篇，占获奖总数的 14.29%: what is listed beside the part and is no larger is not its whole.
    named = [
        c
        for c in named
        if c.mention.number.value >= part.mention.number.value or not is_listed_with(c.mention, part.mention)
    ]
    # 23689 万元，占国家预算的 77%, and 759 万元 of something in the budget: no slip of the hand makes a whole so small.
    named = [c for c in named if c.name == base or c.mention.number.value * _MOST_OVER >= part.mention.number.value]
    if base and base in part.name:
        # 面向高校销售 720 万元，占销售总额的 72%；面向企业销售 270 万元，占销售总额的 27%: kinds with a share each are not all.
        named = [c for c in named if c.name == base or not _has_own_share(passage, c.mention)]
    if len(base) > 2 and not named:
        # 占参赛学生总数的 57.5%，参赛学生 247 人次: the whole is counted right behind.
        behind = counted(passage, share.end, min(share.end + 40, passage.full_sentence_at(share.start)[1]))
        named = [c for c in behind[:1] if base in c.name and are_of_one_kind(c, part)]
    # 在校生从 1386 人到 1758 人。在校生中 …: what it became is called by no name.
    named += [c for c in alike if c not in named and any(_became(passage, n.mention, c.mention) for n in named)]
    if not base:
        # 最多的是甲专业，351 人；其次是乙专业，297 人。两个丙类专业共 290 人，占 16.6%: peers, and no wholes.
        usable = [
            c for c in usable if not _PEER.search(passage.plain[max(0, c.mention.clause[0] - 24) : c.mention.start])
        ]
        # 一是全年招生 300 人；二是教师 60 人，占 24.5%: nor people of another kind, nor what another point counts.
        usable, here = (
            [c for c in counts if c is part or not are_of_other_subjects(passage, c.mention, part.mention)]
            for counts in (usable, here)
        )
        # 教职工 318 人（东校区 221 人，西校区 97 人），党员 126 人，占 39.6%: the whole stands before the bracket that divides it.
        pieces = _pieces_in_brackets(passage, alike, part.mention)
        usable = [c for c in usable if c.mention.id not in pieces]
    usable = [
        c for c in usable if not _has_own_share(passage, c.mention) or _is_opened(passage, c.mention, part.mention)
    ]
    elsewhere = wholes_elsewhere(manuscript, base, part.mention) if base else []
    if base and len(base) >= 2:
        wholes = [operand_of(c) for c in named] + elsewhere
        if carried:
            # 占升学人数的 14%；直接就业 123 人，其中面向第三产业 96 人，占 78%: what is opened up is a whole as well.
            cue = passage.plain.rfind("其中", part.mention.sentence[0], part.mention.start)
            wholes += [operand_of(c) for c in usable if c not in named and c.mention.end <= cue][-1:]
            # 专业课教师占 56%；双师型占专业课教师的 66%；研究生占 14%: the third may be of all again.
            everyone = [c for c in counted(passage, 0, share.start) if are_of_one_kind(c, part) and c not in named]
            wholes += [operand_of(c) for c in everyone if wholes and c.mention.number.value > part.mention.number.value]
        if wholes:
            wholes += dated_wholes(manuscript, base, part.mention)
        # 占本校专任教师的 15%: in a report on several schools their own figures may stand anywhere.
        firm = not (own_school and elsewhere and not named)
    else:
        listed = _members_of_all(passage)
        if part.mention.id not in listed:
            # 研究生 486 人、本科 2519 人、专科 94 人。高级职称 768 人，占 24.78%: none of the list is the whole.
            usable = [c for c in usable if c.mention.id not in listed]
        if not usable and len(here) == 2 and are_of_one_kind(here[0], part):
            # 教职工 270 人，党员 550 人，占 20.37%: the only other figure is the whole, however small.
            usable = [c for c in here[:1] if c is not part and not _has_own_share(passage, c.mention)]
        wholes = [operand_of(c) for c in usable]
        # 占全市的 19%: all of them may be counted anywhere.
        plain = [c for c in usable if not _has_own_share(passage, c.mention)]
        firm = bool(usable) and not of_all and bool(plain or "。" not in _between(passage, usable, part))
        # A whole that nothing calls the whole of this part is only guessed.
        firm = firm and any(is_whole_of(passage, c.mention, part.mention) for c in usable)
    both = len(here) >= 2 and not base and are_of_one_kind(here[-2], here[-1])
    if not wholes and both and are_opposites(here[-2].name, here[-1].name):
        wholes = [operand_of(here[-2 if part is here[-1] else -1])]
        firm = True
    if inferred:
        spoken = wholes_elsewhere(manuscript, inferred, part.mention)
        wholes += [whole for whole in spoken if whole.key not in {w.key for w in wholes}]
    elif not wholes and len(base) > 1:
        wholes = totals_beside(manuscript, base, part.mention)
        firm = bool(wholes)
        wholes = wholes or column_totals(manuscript, base, part.mention)
    if not wholes or (not base and stands_in_row(manuscript, part.mention, share)):
        return
    claim = share.operand(f"{part.name}占比 {share.raw.strip()}", trust=0.5)
    parts = [[operand_of(part)]]
    if _TOGETHER.search(passage.plain[part.mention.end : share.start]) and (list_of := listed_up_to(here)):
        # 市级骨干 6 人、区级骨干 17 人，共占 17.56%: those listed have the share together.
        parts = [[operand_of(c) for c in here[at:]] for at in range(len(here) - len(list_of), len(here) - 1)]
    elif len(here) >= 2 and are_of_one_kind(here[-2], part) and not named:
        # 正高 3 人、副高 20 人，占 38%: two parts may have been added.
        parts.append([operand_of(here[-2]), operand_of(part)])
    subject = _SUBJECT.search(passage.plain, 0, share.start)
    if subject is not None and subject.start() >= part.mention.end:
        # 党员 196 人，其中专任教师党员 168 人，党员占 43.46%: the sentence says once more whose share it is.
        parts += [
            [operand_of(c)]
            for c in here
            if c is not part and are_of_one_kind(c, part) and c.name.endswith(subject["who"])
        ]
    if (opened := _opened_by(passage, here)) is not None:
        # 18 名，其中五星 3 名、四星 6 名、三星 9 名，占 1/3: the share may be of what the list opens up.
        parts.append([operand_of(opened)])
    readings = [
        share_of(claim, chosen, [whole])
        for chosen in parts
        for whole in wholes
        if len(chosen) == 1 or all(one.key != whole.key for one in chosen)
    ]
    if part.mention.measure in _KINDS and not any(c.mention.measure == part.mention.measure for c in named or usable):
        # 项目 793 个，其中 12 条重点产业链项目占 84.4%: the chains are whose projects they are.
        firm = False
    if base and base in part.name:
        # 专任教师 148 人，兼职教师 36 人，占教师总数的 19.6%: both kinds of teachers are all of them.
        readings += [
            share_of(claim, [operand_of(part)], [operand_of(c), operand_of(part)])
            for c in named
            if base != c.name and base in c.name
        ]
    beside = passage.plain[here[-2].mention.end : here[-1].mention.start] if len(here) >= 2 else ""
    if both and ("、" in beside or are_opposites(here[-2].name, here[-1].name)):
        # 男生 2476 人、女生 570 人，女生占 18.7%: the two kinds together are the whole.
        readings.append(share_of(claim, [operand_of(part)], [operand_of(here[-2]), operand_of(here[-1])]))
    made = relation("prose-shares", readings[:20], cue=f"占{base}", place=passage.place(part.mention.start, share.end))
    if follows_from_mistaken(manuscript, share, readings, is_named=len(base) > 1):
        firm, made = True, replace(made, is_searched=True)
    yield made if firm else Doubtful(made, frozenset((share.id,)) if len(readings) <= _FEW else frozenset())


_TOGETHER = as_pattern(
    r"(?:一?共|合计|总共|共计|合起来|加起来|加在一起|[两二三四五六]者|[两二三四五六][类项种级个](?:教师|人员|学生)?)(?:合计|共计?)?(?:大?约)?占[^，。；]*$"
)


# 聘任教练 12 名、骨干教师占专任教师的 60%: the item behind the 、 says itself whose share it is.
_OWN_SUBJECT = as_pattern(r"^\s*、[\u4e00-\u9fff]{3,12}占")
_LEAD = 24  # characters before a clause in which its count stands
_ADDED_UP = as_pattern(
    r"(?:[两二三四五六](?:者|[个类种项所门校][\u4e00-\u9fff]{0,4}))(?:合起来|合计|加起来|加在一起|相加|一?共计?)[^，。；]{0,8}，[^，。；]*$"
)


def _base_before(passage: Passage, share: Mention) -> str:
    """占专任教师的 31.4%；研究生 60 人，占 19.0%: the whole that the share before names goes on over the semicolon."""
    start, _ = passage.full_sentence_at(share.start)
    before = passage.plain[max(start, share.clause[0] - _LEAD) : share.start]
    if _ADDED_UP.search(before):
        # 甲专业 90 人，占在校生的 30%，其次是乙专业 60 人，两个专业合起来 150 人，占 50%: what is added up goes on with the whole of its members.
        earlier = [m for m in passage.mentions_in(start, share.clause[0]) if m.is_percent]
    elif passage.plain[share.sentence[0] - 1 : share.sentence[0]] in ("；", ";"):
        earlier = [m for m in passage.mentions_in(start, share.sentence[0]) if m.is_percent]
    else:
        return ""
    if not earlier:
        return ""
    said = SHARE.search(passage.plain[earlier[-1].clause[0] : earlier[-1].start])
    return said["base"].strip() if said is not None else ""


@kept
def _members_of_all(passage: Passage) -> frozenset[str]:
    """Parts of lists that leave nothing out by their own words: no such part is the whole of something else."""
    runs = named_figures(passage, 0, len(passage.plain))
    return frozenset(f.id for run in runs if all(run.names) and is_closed(run.names) for f in run.figures)


_MOST_OVER = 3
_KINDS = frozenset(("条", "类", "种", "大", "批", "轮"))
_PEER = as_pattern(r"(?:最[多大高]的?|其次)是[^，。；]{2,14}，[^，。；\d]{0,6}$")
_OF_TWO = as_pattern(r"[前后这][两二三]者?[类种项个所]|[两二三]者")
_INSIDE = as_pattern(r"(?P<base>[\u4e00-\u9fff]{3,10})中(?=[\u4e00-\u9fff]{2})")
_TO = as_pattern(r"[^，。；\d]{0,6}(?:到|至|为)了?\s*")


def _became(passage: Passage, old: Mention, new: Mention) -> bool:
    return old.end <= new.start and _TO.fullmatch(passage.plain[old.end : new.start]) is not None


def _opened_by(passage: Passage, here: Sequence[Count]) -> Count | None:
    last = here[-1].mention
    start, _ = last.sentence
    cue = passage.plain.rfind("其中", start, last.start)
    before = [c for c in here if c.mention.end <= cue]
    listed = [c for c in here if c.mention.start > cue]
    if cue < 0 and len(here) > 2 and as_pattern(r"\s*(?:[两三]部分)?[构组]成").match(passage.plain, last.end):
        return here[-3]  # 拨款 4757 万元，由基本 3865 万元和专项 892 万元构成，占收入的 92%
    if cue < 0 or not before or len(listed) < 2 or not are_comparable(before[-1].mention.unit, last.unit):
        return None
    return before[-1]


def _pieces_in_brackets(passage: Passage, counts: Sequence[Count], part: Mention) -> frozenset[str]:
    """Figures in a bracket closed before the part that together make up the figure right before the bracket."""
    found: set[str] = set()
    for at, whole in enumerate(counts):
        pieces = [
            c.mention for c in counts[at + 1 :]
            if open_brackets(passage.plain[whole.mention.end : c.mention.start]) > 0
            and open_brackets(passage.plain[whole.mention.end : part.start]) == 0
        ]  # fmt: skip
        said = f"{part.words_before}{part.noun}"
        # 东校区党员 82 人 are those of the piece that bears the name.
        if any(piece.name and piece.name in said for piece in pieces):
            continue
        if len(pieces) > 1 and sum(p.number.value for p in pieces) == whole.mention.number.value:
            found.update(piece.id for piece in pieces)
    return frozenset(found)


def _between(passage: Passage, wholes: Sequence[Count], part: Count) -> str:
    """What stands between the last of the wholes and the part; a whole with a share of its own rarely serves the next sentence."""
    return passage.plain[wholes[-1].mention.end : part.mention.start] if wholes else ""


def _meant(passage: Passage, here: Sequence[Count], share: Mention) -> Count:
    """横向 862 万元，纵向 624 万元，横向占 58.01%: the part that the words before 占 name again, else the nearest."""
    words = passage.plain[share.clause[0] : share.start]
    lead = words[: words.find("占")].strip(" ，")
    other = re.compile(rf"(?<![非未不]){re.escape(lead)}")  # 京籍 does not name 非京籍
    if len(lead) == 2 and lead != "其中" and not other.search(here[-1].name):
        again = [count for count in here if other.search(count.name)]
        return again[-1] if again else here[-1]
    return here[-1]


def _is_aside(passage: Passage, mention: Mention, share: Mention) -> bool:
    """The 31 of 其余 75 人（含参军 31 人）占 3.1%: what a closed bracket adds has no share behind it."""
    between = passage.plain[mention.end : share.start]
    return open_brackets(between) < 0


def _whole_before(passage: Passage, share: Mention) -> Mention | None:
    """The 40 of 双师型教师 28 人，占专业课教师 40 人的 70%."""
    before = [m for m in passage.mentions_in(share.clause[0], share.start) if not m.is_percent]
    behind = passage.plain[before[-1].end : share.start] if before else ""
    if before and before[-1].is_spelled and (before[-1].measure in ("校", "所") or _WHOSE.match(behind)):
        # 占两校在编教职工的 57.31%, 占三个校区教师总数的三分之一: the schools are whose teachers they are.
        return None
    lead = passage.plain[share.clause[0] : before[-1].start] if before else ""
    if as_pattern(r"占[^，。；\d（(]{0,16}[（(]?$").search(lead) and _RIGHT_BEFORE.fullmatch(behind):
        return before[-1]
    # 在 120 名专业课教师中占 80%
    return before[-1] if lead.strip().endswith("在") and _IN_THEM.fullmatch(behind) else None


_WHOSE = as_pattern(r"[\u4e00-\u9fff]{1,8}?(?:职工|教[师工]|学生|人[数员]|总[数额量])")
_RIGHT_BEFORE = as_pattern(
    r"\s*(?:[）)]?\s*的?|[）)]?(?!的|占)[\u4e00-\u9fff“”]{2,12}?的)(?:比例|比重|比率)?[为达是约到]*\s*"
)
_IN_THEM = as_pattern(r"\s*[\u4e00-\u9fff“”]{2,12}?[中里]占比?[为达是约到]*\s*")


def _with_whole(passage: Passage, share: Mention, whole: Mention) -> Iterator[Relation]:
    counts = [c for c in counted(passage, share.sentence[0], whole.start) if are_comparable(c.mention.unit, whole.unit)]
    if counts and whole.start - counts[-1].mention.end <= 40:
        part = counts[-1]
        claim = share.operand(f"{part.name}占比 {share.raw.strip()}", trust=0.5)
        yield relation(
            "prose-shares", [share_of(claim, [operand_of(part)], [whole.named_operand()])],
            cue="占", place=passage.place(part.mention.start, share.end),
        )  # fmt: skip


def _bracketed(passage: Passage) -> Iterator[Relation]:
    """总收入 4018.6 万元，其中财政拨款 3520.4 万元（87.6%），其他收入 130 万元（3.2%）: shares of the figure that is opened up."""
    runs: dict[tuple[int, int], list[tuple[Mention, Mention]]] = {}
    for part, share in pairwise(passage.mentions):
        between = passage.plain[part.end : share.start]
        if share.is_percent and not part.is_percent and as_pattern(r"\s*[（(]\s*约?\s*").fullmatch(between):
            runs.setdefault(part.sentence, []).append((part, share))
    for (start, _), run in runs.items():
        first = run[0][0]
        if len(run) < 2 or not all(are_comparable(part.unit, first.unit) for part, _ in run):
            continue
        if passage.plain[start : start + 3].strip().startswith("其中"):
            start, _ = passage.sentence_at(max(0, start - 2))
        if match := as_pattern(r"\s*(?P<base>[\u4e00-\u9fff]{2,8}?)中").match(passage.plain[start : first.start]):
            named = [c for c in counted(passage, 0, start) if is_named(match["base"], c)]
        else:
            named = []
        wholes = [
            c for c in [*counted(passage, start, first.start), *named]
            if are_comparable(c.mention.unit, first.unit) and all(c.mention.number.value >= part.number.value for part, _ in run)
        ]  # fmt: skip
        candidates = [operand_of(whole) for whole in wholes]
        total = sum((part.number.value for part, _ in run), start=Decimal(0))
        if (together := derived(f"{first.id}:sum", "各项之和", total, like=first.number)) and _leave_nothing_out(run):
            candidates.append(together)
        for whole in candidates:
            good = sum(follows(share, part.number.value / value_of(whole)) for part, share in run if value_of(whole))
            if not good or good * 2 < len(run):
                continue
            for part, share in run:
                claim = share.operand(f"{part.name}占比 {share.raw.strip()}", trust=0.5)
                yield relation(
                    "prose-shares", [share_of(claim, [part.named_operand()], [whole])],
                    cue="（%）", place=passage.place(part.start, share.end),
                )  # fmt: skip
            break


def _leave_nothing_out(run: Sequence[tuple[Mention, Mention]]) -> bool:
    """Kinds that are all there are by their words, or whose shares but one make what their counts make together."""
    names = [part.name for part, _ in run]
    if len(run) == 2:
        return are_opposites(*names)
    return is_closed(names)


_SPOKEN_OF = as_pattern(
    r"(?:全日制)?(?P<group>在校生|学生|毕业生|新生|专任教师|专业课教师|教职工|教师|就业学生|就业毕业生|升学学生|升学毕业生)(?:当)?[中里](?!职|等|专|学|心|级|小|高|层)"
)


def _group_spoken_of(passage: Passage, part: Mention) -> str:
    """全县在校生中父母在外务工的有 2346 人，占 45.49%: whom the sentence speaks of, where it names no whole."""
    start, _ = passage.full_sentence_at(part.start)
    found = list(_SPOKEN_OF.finditer(passage.plain, start, part.start))
    return found[-1]["group"] if found else ""


def _within(passage: Passage, part: Mention) -> str:
    """The group that a whole sentence speaks of, over its semicolons too: 专任教师中，高级 …；中级 …"""
    start = max(passage.plain.rfind(mark, 0, part.start) for mark in "。！？\n") + 1
    found = list(WITHIN.finditer(passage.plain[start : part.start]))
    return found[-1]["base"] if found else ""


def _is_opened(passage: Passage, whole: Mention, part: Mention) -> bool:
    """True where a figure with a share of its own is opened up afterwards: 专任教师 144 人，占 85%，其中 …"""
    between = passage.plain[whole.end : part.start]
    return bool(as_pattern(r"其中|。|[他她它们]中").search(between))


def _has_own_share(passage: Passage, mention: Mention) -> bool:
    """A part that is given its own share is no whole for the next one."""
    behind = passage.mentions_in(mention.digits_start + 1, mention.digits_start + FAR)
    # 占七大类商品销售总额的 72.3%: how many kinds there are is a name, no figure.
    following = next((m for m in behind if not m.is_spelled), None)
    return (
        following is not None
        and following.is_percent
        and SHARE.search(passage.plain[mention.end : following.start]) is not None
    )


def _parallel(manuscript: Manuscript, passage: Passage) -> Iterator[Relation]:
    """到企业 412 人，占 65.2%；到机关 58 人，占 9.2% …: parts with shares that together are their whole."""
    pairs: list[tuple[Mention, Mention]] = []
    runs = [pairs]
    for part, share in pairwise(passage.mentions):
        if not (share.is_percent and not part.is_percent and _has_own_share(passage, part) and part.unit is not None):
            continue
        if pairs and (
            passage.plain[pairs[-1][1].end : part.start].count("。") or not are_comparable(pairs[-1][0].unit, part.unit)
        ):
            pairs = []
            runs.append(pairs)
        said = SHARE.search(passage.plain[part.end : share.start])
        if said is not None and said["base"].strip():
            # A share with a whole of its own name (占专业课教师的) is no member of the run.
            continue
        if _is_aside(passage, part, share):
            continue
        pairs.append((part, share))
    for run in runs:
        total = sum((part.number.value for part, _ in run), start=Decimal(0))
        if len(run) == 2 and total and are_opposites(*(part.name for part, _ in run)):
            yield from _two_opposites(passage, run, total)
        if len(run) < 3 or not total:
            continue
        candidates = [
            derived(f"{run[0][0].id}:sum", "各项之和", total, like=run[0][0].number),
            *_known_wholes(manuscript, run[0][0]),
        ]
        whole = max(candidates, key=lambda whole: sum(follows(s, p.number.value / value_of(whole)) for p, s in run))
        good = sum(follows(share, part.number.value / value_of(whole)) for part, share in run)
        if good < 2 or good * 2 <= len(run):
            continue
        group = [share.operand() for _, share in run]
        for part, share in run:
            label = f"{part.name} {part.raw.strip()}"
            yield relation(
                "prose-shares", [share_of(share.operand(f"{part.name}占比 {share.raw.strip()}", trust=0.5), [part.operand(label)], [whole], group)],
                cue="占", place=passage.place(part.start, share.end),
            )  # fmt: skip


def _two_opposites(passage: Passage, run: Sequence[tuple[Mention, Mention]], total: Decimal) -> Iterator[Relation]:
    """男生 1240 人，占 62%；女生 760 人，占 38%: one share that follows from both together vouches for the other."""
    whole = derived(f"{run[0][0].id}:sum", "两项之和", total, like=run[0][0].number)
    if any(follows(share, part.number.value / total) for part, share in run):
        for part, share in run:
            claim = share.operand(f"{part.name}占比 {share.raw.strip()}", trust=0.5)
            yield relation(
                "prose-shares", [share_of(claim, [part.named_operand()], [whole])],
                cue="占", place=passage.place(part.start, share.end),
            )  # fmt: skip


def _known_wholes(manuscript: Manuscript, part: Mention) -> list[Operand]:
    """Figures of known indicators elsewhere in the report that are counted like the part."""
    found: dict[Decimal, Operand] = {}
    for facts in known_facts(manuscript).values():
        for fact in facts:
            number = fact.operand.cell.number
            if (
                number is not None
                and number.value > 0
                and are_comparable(number.unit, part.unit)
                and not fact.indicator.endswith(("_rate", "_share"))
            ):
                found.setdefault(number.value, fact.operand)
    return list(found.values())


def _other_subject(passage: Passage, part: Mention, share: Mention) -> bool:
    """A clause between part and share, or words before 占 that name something else, break the tie."""
    words = passage.plain[share.clause[0] : share.start]
    lead = _HOW_MUCH.sub("", words[: words.find("占")].strip(" ，"))
    if len(lead) == 2 and not _NO_SUBJECT.fullmatch(lead) and lead not in f"{part.name}{part.noun}":
        # 一年级新生 560 人，女生占 41.2%: the count is of those among whom, unless the girls were counted in the sentence.
        return not any(lead in m.name for m in passage.mentions_in(share.sentence[0], share.start))
    return len(lead) > 2 and lead not in ("其中", "约", "人数", "比例")


_HOW_MUCH = as_pattern(r"(?:正好|恰好|刚好|恰恰|几乎|差不多|大致|基本|大概|不多不少)+$")
_NO_SUBJECT = as_pattern(r"其中|人数|比例|合计|共计|总计|大约|分别|均约|约共|只有|仅仅|已经|全部|总共|数量|金额|面积")


_HERE = as_pattern(r"在|本[省市区县校]|[省市区县]内")


def _rate(passage: Passage, share: Mention, stem: str) -> Iterator[Relation | Doubtful]:
    start = max(share.sentence[0], share.start - FAR)
    here = [c for c in counted(passage, start, share.start) if not _is_aside(passage, c.mention, share)]
    if not here:
        return
    words = words_of_rate(stem)
    parts = [
        c
        for c in here
        if any(word in f"{c.name}{c.mention.noun}{said_of(passage, c.mention)}" for word in words)
        and not (_DENIED.match(c.name) or _is_denied(f"{c.name}{c.mention.noun}", words))
        # 三个年级平均巩固率: the count belongs to the name of the rate.
        and as_pattern(r"[，,、；;（(]").search(passage.plain[c.mention.end : share.start])
    ]
    if _HERE.match(stem):
        # 在京外就业 23 人，在京就业比例 92.77%: not those who are elsewhere.
        parts = [c for c in parts if stem[:2] in c.name and "外" not in c.name]
    if not parts:
        return
    part = parts[-1]
    # 直接就业 235 人，升学 200 人，升学率: those who went to work are no whole of those who went on.
    beside = STEMS["就业"] if stem.endswith("升学") else ()
    wholes = [
        c for c in here[: here.index(part)]
        if are_comparable(c.mention.unit, part.mention.unit) and c.mention.number.value >= part.mention.number.value
        and not any(word in f"{c.name}{said_of(passage, c.mention)}" for word in beside)
    ]  # fmt: skip
    if share.start - part.mention.end > 40 or is_of_another_body(passage, part.mention.end, share.start):
        return
    claim = share.operand(f"{stem}率 {share.raw.strip()}", trust=0.5)
    if not wholes and share.number.value < 1 and as_pattern(r"对口|合格|通过|达标|取证|获证").search(stem):
        # 实习学生 1486 人，对口实习 1572 人，对口率 92.33%: more of them than there are.
        wholes = [
            c for c in here[: here.index(part)]
            if are_of_one_kind(c, part) and part.mention.number.value < c.mention.number.value * _BARELY_MORE and c.mention.sentence == share.sentence
        ][-1:]  # fmt: skip
    if not wholes:
        yield from _of_those_before(passage, claim, part, start, f"{stem}率")
        return
    readings = [share_of(claim, [operand_of(part)], [operand_of(whole)]) for whole in wholes]
    if stem.endswith(("及格", "合格", "达标")) and (
        better := [c for c in here if _BETTER.search(c.name) and c is not part]
    ):
        # 优秀 128 人，良好 512 人，及格 880 人，不及格 80 人，及格率 95%: those who did better passed as well.
        readings += [
            share_of(claim, [*map(operand_of, better), operand_of(part)], [operand_of(whole)])
            for whole in wholes
            if whole not in better
        ]
    if (stem.endswith(("就业", "落实")) or "就业" in stem) and "对口" not in stem:
        # Those who go on to study are placed as well.
        other = STEMS["就业"] if stem.endswith("升学") else STEMS["升学"]
        further = [
            c for c in here if any(word in f"{c.name}{said_of(passage, c.mention)}" for word in other) and c is not part
        ]
        placed = [
            c for c in here[here.index(wholes[-1]) + 1 :]
            if are_of_one_kind(c, part) and not _is_denied(f"{c.name}{c.mention.noun}", _ANY_PLACE)
        ]  # fmt: skip
        if len(placed) > 2:
            # 就业 140 人，升学 150 人，参军 5 人: all that were placed.
            readings.append(share_of(claim, [operand_of(c) for c in placed], [operand_of(wholes[-1])]))
        readings += [
            share_of(claim, [operand_of(part), operand_of(c)], [operand_of(whole)])
            for c in further
            for whole in wholes
            if c is not whole
        ]
    yield relation("prose-shares", readings, cue=f"{stem}率", place=passage.place(part.mention.start, share.end))


def _of_those_before(
    passage: Passage, claim: Operand, part: Count, start: int, cue: str
) -> Iterator[Relation | Doubtful]:
    """参加实习 566 人，升学 322 人。参加实习的学生中专业对口 481 人，对口率 84.98%: the whole stands before the semicolon or the stop."""
    begin, _ = passage.full_sentence_at(start)
    if not (wholes := _no_smaller(passage, begin, start, part)) and begin > 1:
        wholes = _no_smaller(passage, passage.full_sentence_at(begin - 2)[0], begin, part)
    group = as_pattern(r"([\u4e00-\u9fff]{2,12}?)(?:学生|教师|人员|毕业生)?[里中]").search(
        passage.plain[start : part.mention.start]
    )
    called = [c for c in wholes if group is not None and is_named(group[1], c)]
    readings = [share_of(claim, [operand_of(part)], [operand_of(whole)]) for whole in called or wholes]
    if readings:
        made = relation("prose-shares", readings, cue=cue, severity="warning", place=part.mention.place)
        yield made if len(called) == 1 else Doubtful(made, frozenset((claim.key, part.mention.id)))


_BARELY_MORE = Decimal("1.4")
_BETTER = as_pattern(r"优|良|中等|[A-C]等")
_ANY_PLACE = ("就业", "落实", "升学", "毕业", "定")


def _is_denied(words: str, stems: Sequence[str]) -> bool:
    """2 名学生准备参军尚未落实: not those of whom the rate speaks."""
    return re.search(rf"(?:[未待没不]|没有)[\u4e00-\u9fff]{{0,2}}?(?:{'|'.join(stems)})", words) is not None


def _no_smaller(passage: Passage, start: int, end: int, part: Count) -> list[Count]:
    return [
        c for c in counted(passage, start, end)
        if are_of_one_kind(c, part) and c.mention.number.value >= part.mention.number.value
    ]  # fmt: skip


def _possible(passage: Passage, share: Mention) -> Iterator[Doubtful]:
    """A rate of the only group of people that the sentence counts: 258 人, 对口率 99.22%."""
    if not share.number.places:
        return
    before = counted(passage, max(share.sentence[0], share.start - FAR), share.start)
    people = [c for c in before if c.mention.unit and c.mention.unit.dimension == "people"]
    if people:
        could = [attainable(share.operand(), operand_of(people[-1]))]
        yield Doubtful(relation("prose-shares", could, cue="率", place=passage.place(share.start, share.end)))
