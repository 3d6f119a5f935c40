"""A whole and the list that a sentence says it is divided into.

Cue: 按学历分, 从年级看, 分区域看; 由…组成, 来自, 分布于 between a whole and a list; a colon right behind the
whole; as many parts as the sentence has just counted (四所学校：…); kinds that leave nothing out by their
own words (一年级 to 三年级, 35岁以下 to 50岁以上, 市属, 县属 and 民办, 达标 and 未达标). Why it should hold in any
report: who divides a whole by one property puts each member under one kind, and who counts the kinds or ends
them with the lowest leaves none out. Guards: figures of one measure, each with a name of its own, joined by
nothing but 、 ， ；; changes, values of another time, hedged figures and brackets are no parts; every figure of
that measure said before in the paragraph is a legal whole, and where none fits, only lists that are closed
by their words and stand behind their whole in one sentence, or miss it by a slip of the hand, are told.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_parts import is_told_as_rate
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.sum_slips import near_miss
from nianbao.extraction.wording import (
    REST,
    are_disjoint,
    are_of_several_properties,
    are_opposites,
    is_closed,
    open_brackets,
)
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "sum"
EXAMPLES = (
    Example("fail", "专任教师356人，按学历看，研究生28人，本科390人，专科及以下19人。"),
    Example("fail", "在校生5240人，由一年级1680人、二年级1752人、三年级1628人构成。"),
    Example("fail", "全市剩下26所，市属5所、县属71所、民办4所。"),
    Example("fail", "全校教职工128人：专任教师109人，教辅人员8人，管理人员7人，工勤人员9人。"),
    Example("fail", "与5个国家的9所院校建立合作关系，泰国3所、法国2所、德国2所、新加坡5所、韩国1所。"),
    Example("fail", "在校生9830人，来自省内的8062人，来自省外的1678人。"),
    Example("pass", "专任教师356人，按学历看，研究生28人，本科309人，专科及以下19人。"),
    Example("pass", "全市剩下26所，市属5所、县属17所、民办4所。"),
    Example("pass", "在校生3358人，其中2023级1046人、2024级1128人、2025级1184人。"),
    Example("silent", "鹿业产值达到800亿元，渔业产值达到400亿元，玉米产值达到100亿元。"),
    Example("silent", "专任教师356人，按学历看，研究生28人，本科209人。"),
    Example("silent", "现有教师120人，党员40人、骨干教师30人、班主任36人。"),
)
SPLIT = as_pattern(
    r"(?:按照?|依据?|以|从)[^，。；：、\d]{1,10}?(?:划分|来?分类?|来?看|统计|区分)[，,：:]?(?:有|为)?"
    r"|分(?:区域|年级|性别|专业|学段|类别|地区|层次|学校|年龄|学历|职称|来源|去向|行业|产业)来?看[，,：:]?"
)
_BETWEEN = as_pattern(r"来自|来源|分布[于在]|分别|分为|划分为|由|到|去|进入")
_GROUP = as_pattern(r"(?:^|(?<=[。；，]))(?P<group>[\u4e00-\u9fff]{2,10}?)当?(?:中|里)(?:的)?[，,：:]")
_BRACKETS = as_pattern(r"[（(][^（）()]*[）)]")
_SHARE = as_pattern(
    r"[，,]?(?:恰好|正好|约?占|占比|比例|比重|[\u4e00-\u9fff]{2,6}率)?[^，。；、\d]{0,12}?"
    r"(?:\d[\d.]*\s*[%％]|[二三四五六七八九]分之[一二三四五六七八]|[一二三四五六七八九]成半?)"
)
_JOINT = as_pattern(
    r"(?P<tail>[\u4e00-\u9fff“”]{0,8}?)\s*[、，；,;]?\s*(?:和|及|以及|与)?\s*(?P<name>[^\d，。；：、！？]{0,22})"
)
_NO_PART = as_pattern(
    r"比(?:上年|去年|上一|20)|较(?:上年|去年|上一|20)|同比|增[长加至]|净增|减[少至]|下降|提高|平均|[人生班校师]均|每[人生]|目标|计划|上限|标准|合计|共计|总计|累计|其中|以来|超过|高于|低于|新增|"
    r"(?<!公)共(?![同建享青产])|折算|达标率|[率比]$|各(?:自?有|获得?|得|为|招收?)?\s*$"
)
# 其他收入 50 万元，总收入 3700 万元: what ends a list is its total.
_TOTAL = as_pattern(
    r"[，,；、\s]*(?:年度?|学校|全[校区市县])?总(?:收入|支出|投入|投资|经费|人数|数|量|额|面积|学时|课时)"
)
_EARLIER = as_pattern(
    r"(?:比|较|与)[^，。；\d]{0,8}(?:20\d{2}[^，。；\d]{0,6}|(?:上|去|前)(?:一|个)?(?:学)?年度?|同期)[^，。；\d]{0,6}$"
)
_IS_LEFT = as_pattern(r"[由从](?![业此而])[^，。；\d]{0,12}$")
_BECOMES = as_pattern(
    r"\s*(?:逐[年步])?(?:增[加长至]?|减少?|上升|下降|提高|降低?|扩大|缩[减小]|发展|变|调整)[了到至为成]"
)
_CHANGE = as_pattern(r"(?<!新)(?:增加|减少|净增|增长|下降|多招|少招|多出|高出|提高|降低|多|少)了?$")
# 一年级比二年级多 11 人: by how much two kinds differ is no kind.
_GAP = as_pattern(
    r"(?:比(?![例重赛])|较(?![为多大高少]))[^，。；、\d]{1,16}?[多少](?!数|元|边|年)(?:招|出|了)?[^，。；、\d]{0,3}$"
    r"|(?:[多少]于|相差|差距)[^，。；、\d]{0,12}$"
)
_TO_WORDS = str.maketrans("0123456789", "〇一二三四五六七八九")
_TO_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_COHORT = as_pattern(
    r"二〇[〇一二三四五六七八九]{2}(?=[级届年])|[〇一二三四五六七八九]+(?=[〇一二三四五六七八九至—~～到-]*周?岁)"
)
# What follows is the list's own total, said behind it.
_ADDED_UP = as_pattern(r"[\u4e00-\u9fff]{0,4}[，,；、。]\s*[\u4e00-\u9fff两三四]{0,8}(?:合计|共计|总计|共|一共)")
_SEPARATE = as_pattern(r"[^，；、]{0,12}[，,][^，；、]{0,10}$|[^，；、]{0,12}[中里][^，；、]{0,10}$")
_INSIDE = as_pattern(r"^[\u4e00-\u9fff]{2,}?(?<![初高])中(?![职等级专小学心高国医药餐])(?=[\u4e00-\u9fff]{2})")
_NO_WHOLE = as_pattern(r"[校班师生人]均|平均|(?<!签了)(?<![签合预])约(?![束定谈课])|将近|逾|超过|不足|不到|大概")
_AGE = as_pattern(r"\d+(?:\s*[-—~～至到]\s*\d+)?\s*(?:周?岁)")
_DIGIT = as_pattern("[0-9]")
_ANY_JOINT = as_pattern("[、，；,;和及与]")
_YEARS_OLD = as_pattern(r"\s*(?:[-—~～至到]\s*\d+\s*)?周?岁")
_COUNTED = as_pattern(r"(?P<count>[两二三四五六七八九]|\d{1,2})\s*(?:个|所|类|种|项|家|条|支|大|批|校|系|院)")
_MOST_WHOLES = 5
_FAR = 120  # characters before a list in which the figure stands that all of it divides


@dataclass(frozen=True)
class _Run:
    """Figures in a row, each with the name it was given."""

    parts: tuple[Mention, ...]
    names: tuple[str, ...]

    @property
    def added(self) -> Decimal:
        return sum((part.number.value for part in self.parts), start=Decimal(0))

    def operands(self) -> list[Operand]:
        return [p.operand(f"{n} {p.raw.strip()}", trust=0.9) for p, n in zip(self.parts, self.names, strict=True)]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Lists behind a cue, then lists whose own words say that they are whole."""
    before: Passage | None = None
    for passage in manuscript.prose():
        members = list_members(passage)
        seen: set[str] = set()
        has_group = "中" in passage.plain or "里" in passage.plain
        cues = (*SPLIT.finditer(passage.plain), *(_GROUP.finditer(passage.plain) if has_group else ()))
        divided = [(cue, run) for cue in cues if (run := _run_from(passage, cue.end())) is not None]
        members |= {part.id for _, run in divided for part in run.parts}
        for cue, run in divided:
            if run.parts[0].id not in seen:
                seen.update(part.id for part in run.parts)
                yield from _divided(passage, run, cue, members, before)
        for mention in passage.mentions:
            if mention.id in seen or not _is_firm(mention):
                continue
            doubtful: list[Doubtful] = []
            for run in _runs_of(passage, mention):
                for found in _listed(passage, run, members):
                    if isinstance(found, Doubtful):
                        doubtful.append(found)
                        continue
                    seen.update(part.id for part in run.parts)
                    doubtful = []
                    yield found
                if mention.id in seen or (is_closed(run.names) and not run.names[0].endswith(("中", "里"))):
                    # The rest of a closed list is no list of its own.
                    seen.update(part.id for part in run.parts)
                    break
            yield from doubtful[:1]
            if mention.id not in seen and not doubtful:
                yield from _headed(passage, mention)
        yield from _in_turn(manuscript, passage, before)
        # A note below a table says something of the table, and is no sentence before.
        before = None if _NOTED.match(passage.plain) else passage


_NOTED = as_pattern(r"\s*[（(]?(?:注|说明|备注)[:：]")
_TURN = as_pattern(r"(?:分别|依次)[为是有达到]*\s*")


def _in_turn(manuscript: Manuscript, passage: Passage, before: Passage | None) -> Iterator[Relation | Doubtful]:
    """三个领域依次有 11 个、9 个、4 个: as many values as kinds were named or counted, and nothing but values."""
    if "分别" not in passage.plain and "依次" not in passage.plain:
        return
    for cue in _TURN.finditer(passage.plain):
        start, end = passage.full_sentence_at(cue.start())
        values: list[Mention] = []
        for mention in passage.mentions_in(cue.end(), end):
            between = passage.plain[values[-1].end if values else cue.end() : mention.start]
            if not as_pattern(r"\s*[、，和与及]?\s*" if values else r"\s*").fullmatch(between) or not _is_firm(mention):
                break
            if values and not are_alike(values[0], mention):
                break
            values.append(mention)
        if len(values) < 2:
            continue
        rest = next((m for m in passage.mentions_in(values[-1].end, end) if are_alike(m, values[0])), None)
        number = len(values)
        if rest is not None and REST.match(passage.plain[values[-1].end : rest.start].strip("，；、 ")):
            values.append(rest)
        run = _Run(tuple(values), tuple(f"第{position}项" for position in range(1, len(values) + 1)))
        names = as_pattern(r"[，；：]").split(passage.plain[start : cue.start()])
        listed = any(part.count("、") == number - 1 for part in names)
        if not listed and not _counted_parts(passage, run, start, cue.start()):
            continue
        divided = SPLIT.search(passage.plain, start, cue.start()) is not None
        members = list_members(passage)
        # 三个车间，床位分别为 12、15 和 9 个: how many there are of the things that the values are of.
        wholes = [w for w in _wholes(passage, run, cue.start(), start, members) if not _counts_kinds(w, number)]
        if wholes:
            beside = any(m.start > wholes[0].start and not m.is_percent and not _counts_kinds(m, len(values))
                         for m in passage.mentions_in(wholes[0].end, cue.start()))  # fmt: skip
            # Only a whole right before the kinds is surely theirs.
            firm = len(values) > 2 and not beside and not divided
            yield from _told(passage, run, wholes[: _MOST_WHOLES if divided else 2], cue[0], firm)
            continue
        wholes = _wholes(passage, run, start, 0, members)[:2]
        if not wholes and before is not None:
            wholes = _wholes(before, run, len(before.plain), 0, list_members(before))[:2]
        if wholes:
            yield from _told(passage, run, wholes, cue[0], False)


def _counts_kinds(mention: Mention, number: int) -> bool:
    return mention.number.value == number


@kept
def list_members(passage: Passage) -> frozenset[str]:
    """Figures that stand in a list: parts of something, and no whole of another list."""
    found: set[str] = set()
    for mention in passage.mentions:
        if mention.id in found or not _is_firm(mention) or (run := _run_of(passage, mention, named=False)) is None:
            continue
        for position, (left, right) in enumerate(itertools.pairwise(run.parts)):
            if "、" in passage.plain[left.end : right.start]:
                found.update((left.id, right.id))
            elif len(run.parts) > 2 and position:
                # 招生 734 人，甲校 412 人，乙校 322 人: the first may be the whole, the others are not.
                found.update((left.id, right.id))
    return frozenset(found)


def _runs_of(passage: Passage, first: Mention) -> Iterator[_Run]:
    """The list that begins here, and what of it stands before a semicolon or a change of commas."""
    run = _run_of(passage, first)
    if run is None:
        return
    joints = [_separator(passage.plain[a.end : b.start]) for a, b in itertools.pairwise(run.parts)]
    if joints[0] != "、" and _ends_a_list(passage, first):
        return
    yield run
    cuts = {next(i for i, joint in enumerate(joints) if joint != joints[0]) + 1} if len(set(joints)) > 1 else set()
    for cut in sorted(cuts, reverse=True):
        if 2 <= cut < len(run.parts):
            yield _Run(run.parts[:cut], run.names[:cut])


def _ends_a_list(passage: Passage, mention: Mention) -> bool:
    """教学方面 22 条、管理方面 10 条，整改 29 条，其余 3 条: the last of the first list begins no other."""
    before = [m for m in passage.mentions_in(mention.sentence[0], mention.digits_start) if not m.is_loose]
    return (
        bool(before)
        and are_alike(before[-1], mention)
        and as_pattern(r"、[^，。；：、\d]{1,22}").fullmatch(passage.plain[before[-1].end : mention.start]) is not None
    )


def _separator(between: str) -> str:
    return next((mark for mark in "；;，,、" if mark in between), "和").replace(";", "；").replace(",", "，")


def _is_firm(mention: Mention) -> bool:
    return not (
        mention.is_loose
        or mention.is_percent
        or mention.unit is None
        or mention.number.hedge is not Hedge.NONE
        or _is_phase(mention)
    ) and mention.unit.dimension not in ("ratio", "multiple", "share_difference", "duration_years", "score")


def are_alike(left: Mention, right: Mention) -> bool:
    """The same measure: 人 with 名, 万人 with 人; of measure words that are no units only the same one."""
    if left.unit is None or right.unit is None or left.is_percent or right.is_percent:
        return False
    if left.unit.dimension == "items" or right.unit.dimension == "items":
        return left.measure == right.measure
    return are_comparable(left.unit, right.unit)


def _run_from(passage: Passage, start: int) -> _Run | None:
    """The list that begins right behind a cue."""
    _, end = passage.full_sentence_at(start)
    first = next((m for m in passage.mentions_in(start, end) if not m.is_loose and not _is_age(m)), None)
    if first is not None and _OF_THEM.match(passage.plain, first.end):
        # 从年龄看，217 名专任教师中，30 岁及以下 39 人: what is divided is counted behind the cue.
        return None
    if (
        first is None
        or not _is_firm(first)
        or not as_pattern(r"[^\d，。；：、]{0,24}").fullmatch(_veiled(passage, start, first.start))
    ):
        return None
    return _run_of(passage, first, start)


def _run_of(passage: Passage, first: Mention, start: int | None = None, *, named: bool = True) -> _Run | None:
    """The longest list that begins with ``first``; ``start`` is where the words of its name may begin.

    Where ``named`` each figure must have a name, and no two the same.
    """
    run = _list_from(first) if start is None else _gathered(passage, first, start)
    if run is None or (named and (not all(run.names) or len(set(run.names)) < len(run.names))):
        return None
    return run


@kept
def _list_from(first: Mention) -> _Run | None:
    return _gathered(first.passage, first, None)


def _gathered(passage: Passage, first: Mention, start: int | None) -> _Run | None:
    _, end = passage.full_sentence_at(first.start)
    following = passage.mentions_in(first.end, end)
    if not following:
        return None
    lead = passage.plain[max(first.clause[0], start or 0) : first.start]
    before = [m for m in passage.mentions_in(first.clause[0], first.digits_start) if m.id != first.id]
    if before and start is None:
        lead = passage.plain[before[-1].end : first.start]
    lead = as_pattern(r"其中|包括|[：:]").split(lead)[-1]
    if _MEANWHILE.search(first.words_after):
        return None
    if _NO_PART.search(lead) or _EARLIER.search(lead) or _GAP.search(lead):
        return None
    parts, words_of = [first], [lead]
    for mention in following:
        between = passage.plain[parts[-1].end : mention.start]
        if mention.is_percent or _is_age(mention) or _is_phase(mention) or open_brackets(between) > 0:
            continue
        if not _is_firm(mention) or not are_alike(first, mention) or not _ANY_JOINT.search(between):
            break
        veiled = _veiled(passage, parts[-1].end, mention.start)
        words = _SHARE.sub("", _BRACKETS.sub("", veiled))
        joint = _JOINT.fullmatch(words)
        if joint is None or not _ANY_JOINT.search(words):
            break
        if as_pattern(r"[，；、,;]\s*$").search(words) and mention.noun.startswith("中"):
            # 1200 人次，18640 人次中农民 …: the whole again.
            break
        if _is_some_of(veiled, _own_name(words_of[-1], parts[-1])):
            break
        if _ABSENT.match(mention.words_after):
            # 参加 496 人，合格 473 人，其余 16 人免测: who did not take part is none of those who did.
            break
        if _NO_PART.search(words) or _TOTAL.match(words) or _EARLIER.search(words) or SPLIT.search(words):
            break
        if _IS_LEFT.search(words) and _BECOMES.match(passage.plain, mention.end, end):
            # 112 人最多；到养老机构的由 49 人增加到 54 人: what a thing was before is no part beside what others are.
            break
        if _GAP.search(words):
            break
        parts.append(mention)
        words_of.append(joint["name"])
    if len(parts) < 2:
        return None
    joints = [_separator(passage.plain[a.end : b.start]) for a, b in itertools.pairwise(parts)]
    if "；" in joints[1:] and joints[0] != "；":
        # 高级 a、中级 b、初级及以下 c；研究生 d: behind the semicolon another list begins.
        del parts[joints.index("；") + 1 :]
    if _ADDED_UP.match(passage.plain, parts[-1].end, end) or len(parts) < 2:
        return None
    return _Run(tuple(parts), tuple(_own_name(words, part) for words, part in zip(words_of, parts, strict=False)))


def lists_in(passage: Passage) -> Iterator[tuple[tuple[Mention, ...], tuple[str, ...]]]:
    """Each list of a passage once, its figures and their names."""
    seen: set[str] = set()
    for mention in passage.mentions:
        if mention.id in seen or not _is_firm(mention) or _is_age(mention):
            continue
        run = _run_of(passage, mention)
        if run is not None:
            seen.update(part.id for part in run.parts)
            yield run.parts, run.names


def _is_some_of(words: str, kind: str) -> bool:
    """专业课教师 91 人，专业课教师中有双师型教师 71 人; 专任教师 110 人，双师素质专任教师 59 人: some of those right before.

    >>> _is_some_of("，双师素质专任教师", "专任教师"), _is_some_of("，兼职教师", "专任教师")
    (True, False)
    """
    name = words.strip("，、；和与 ")
    return len(kind) > 2 and name != kind and (name.startswith((f"{kind}中", f"{kind}里")) or name.endswith(kind))


_MEANWHILE = as_pattern(r"(?:之后|以后|后|之前|以前|前|时|之际)$")  # 两校合并后，…: when it was, and no member
_ABSENT = as_pattern(r"[^，。；\d]{0,8}(?:免测|免考|缓测|缓考|缺考|缺席|请假|未参加)")


def _is_phase(mention: Mention) -> bool:
    """一期, 二期: which part of a work it is, and no count."""
    return mention.is_spelled and mention.measure == "期"


@kept
def _is_age(mention: Mention) -> bool:
    return _YEARS_OLD.match(mention.passage.plain, mention.digits_end) is not None


def _veiled(passage: Passage, start: int, end: int) -> str:
    """The words between two figures; digits that count nothing (2023级, 35岁) are written out."""
    words = _DIGIT.sub(
        lambda match: match[0].translate(_TO_WORDS) if passage.masked.covers(start + match.start()) else match[0],
        passage.plain[start:end],
    )
    return _AGE.sub(lambda match: match[0].translate(_TO_WORDS), words)


def _own_name(words: str, mention: Mention) -> str:
    words = as_pattern(r"[：:、，；,;]").split(words)[-1]
    words = _INSIDE.sub("", words)
    words = _COHORT.sub(lambda match: match[0].translate(_TO_DIGITS), words)
    words = as_pattern(r"^(?:其中|分别|由|为|是|有|即|和|及|与)+|(?:共?[有为达是约计]|人数|招了?|招生|的|占)+$").sub(
        "",
        words.strip(" “”　"),
    )
    return words or mention.noun


def _wholes(passage: Passage, run: _Run, before: int, reach: int, members: frozenset[str]) -> list[Mention]:
    """Figures of the run's measure between ``reach`` and ``before`` that may be what is divided, nearest first."""
    first = run.parts[0]
    found = []
    for mention in reversed(passage.mentions_in(max(0, reach), before)):
        lead = passage.plain[mention.clause[0] : mention.start]
        if not _is_firm(mention) or not are_alike(mention, first) or mention.id in members or mention in run.parts:
            continue
        if _EARLIER.search(lead) or _CHANGE.search(lead.strip()) or _NO_WHOLE.search(lead):
            continue
        found.append(mention)
    return found


def _told(
    passage: Passage, run: _Run, wholes: Sequence[Mention], cue: str, firm: bool
) -> Iterator[Relation | Doubtful]:
    """The claim, judged where it is firm or misses by a slip of the hand, else only verified."""
    # 第一期 36 万元 of a list that holds 36 万元 itself is one of its members, and no sum of them.
    wholes = [w for w in wholes if all(w.number.value != part.number.value for part in run.parts)]
    # 400 万元用于四个项目，甲 185 万元，乙 75 万元、丙 72 万元、丁 68 万元: the first is beside the others, of whom 400 is the whole.
    beside = {
        each.id
        for w in wholes
        for m in w.passage.mentions_in(0, w.digits_start)
        if m.number.value == w.number.value + run.added and are_alike(m, w)
        for each in ((w,) if _counts_kinds(w, len(run.parts)) else (m, w))
    }
    wholes = [w for w in wholes if w.id not in beside]
    if not wholes:
        return
    mixed = are_of_several_properties(run.names)
    near = [w for w in wholes if not mixed and near_miss(w.number.value, run.added, w, run.parts)]
    exact = next(
        (
            m
            for m in passage.mentions_in(0, run.parts[0].digits_start)
            if m.number.value == run.added and m not in wholes and _is_firm(m) and are_alike(m, run.parts[0])
        ),
        None,
    )
    if exact is not None:
        # 教职工 204 人，专任教师 168 人，…。正高级 3 人、…: a figure of a list may be divided as well, if they make it up.
        near = [exact, *near]
    ordered = [*near, *(w for w in wholes if w not in near)]
    operands = run.operands()
    readings = [sum_of(w.named_operand(trust=0.9), operands) for w in ordered]
    start = ordered[0].start if ordered[0].passage is passage else run.parts[0].start
    place = passage.place(min(start, run.parts[0].start), run.parts[-1].end)
    made = relation("prose-splits", readings, cue=cue, severity="warning", place=place)
    is_rate = any(is_told_as_rate(passage, whole, run.parts) for whole in ordered if whole.passage is passage)
    if not is_rate and (near or (firm and not mixed)):
        yield made
    else:
        yield Doubtful(made, frozenset(part.id for part in run.parts))


def _divided(
    passage: Passage, run: _Run, cue: re.Match[str], members: frozenset[str], before: Passage | None
) -> Iterator[Relation | Doubtful]:
    """By a property that the sentence names: the kinds do not overlap, so they never exceed their whole."""
    start, _ = passage.full_sentence_at(cue.start())
    words = passage.plain[max(start, passage.clause_at(cue.start())[0]) : cue.start()]
    subject = _subject(cue["group"] if "group" in cue.groupdict() else words)
    if not subject and (earlier := SPLIT.search(passage.plain, start, cue.start())) is not None:
        # 专任教师按学历分，…；按年龄分，…: the second division is of the same whole.
        subject = _subject(passage.plain[max(start, passage.clause_at(earlier.start())[0]) : earlier.start()])
    group = next(
        (m for m in _GROUP.finditer(passage.plain, max(0, start - 1), cue.start()) if m.start() >= start - 1), None
    )
    if not subject and group is not None:
        # 专任教师中，…；从学历看，…: the whole sentence speaks of them.
        subject = _subject(group["group"])
    wholes = _wholes(passage, run, cue.start(), 0, members)
    named = [
        w for w in _wholes(passage, run, cue.start(), 0, frozenset())
        if subject and (subject in w.name or subject in w.noun or _is_in(w.name, subject))
    ]  # fmt: skip
    if not wholes and not named and before is not None and "group" not in cue.groupdict():
        # 分区域看 may open a paragraph and divide what the one before it counts.
        wholes = _wholes(before, run, len(before.plain), 0, list_members(before))
    if not named and (not wholes or "group" in cue.groupdict()):
        return
    wholes = [w for w in wholes if not _judged_by(passage, w, run)]
    if not named and not wholes:
        return
    likely = named or [w for w in wholes if w.start >= start and w.passage is passage] or wholes
    firm = "group" not in cue.groupdict() and len(likely) == 1
    if firm and not named and likely[0].passage is passage:
        between = passage.plain[likely[0].end : cue.start()]
        firm = (
            "；" not in between and as_pattern(r"其中|具有|[中里]，").search(passage.plain[start : cue.start()]) is None
        )
    firm = firm and (is_closed(run.names) or run.added > likely[0].number.value)
    if not is_closed(run.names) and run.added != likely[0].number.value and _are_chosen(passage, run, cue.end()):
        return
    yield from _told(passage, run, likely[:_MOST_WHOLES], cue[0].strip("，,：:"), firm)


_CHOSEN = as_pattern(
    r"最|较[多大高少]|居多|为主|突出|单个|个别|部分|典型|主要|靠前|前[一二三四五六七八九十两\d]+(?:[名位个]|$)|[超达]过|突破"
)
_RANKED = as_pattern(
    r"(?:[\u4e00-\u9fff]{0,4}[，,])?(?:人数|规模|数量)?(?:均|都|分别|依次|稳|暂)*(?:[排位名列居在是占为分]{1,2})*"
    r"(?:前[一二三四五六七八九十两列\d]|靠前|较[多大高少]|居多|为主|[超达]过)"
)
_ANOTHER = as_pattern(r"[，；,;][^，。；\d]{2,16}?(?:最[少小低多大高]|次之)[^，。；\d]{0,6}\d")


def _are_chosen(passage: Passage, run: _Run, start: int) -> bool:
    """数控 412 人、机电 386 人，居前两位: a few that were chosen by their size divide nothing; nor do kinds beside another."""
    last = run.parts[-1]
    following = next((m for m in passage.mentions_in(last.end, last.sentence[1]) if are_alike(m, last)), None)
    another = _ANOTHER.match(passage.plain, last.end) is not None and (
        following is not None and all(following.number.value != part.number.value for part in run.parts)
    )
    lead = passage.plain[max(0, start - 12) : run.parts[0].start]
    return another or _CHOSEN.search(lead) is not None or _RANKED.match(passage.plain, last.end) is not None


def _is_in(name: str, subject: str) -> bool:
    return len(name) >= 2 and name in subject


def _subject(words: str) -> str:
    words = as_pattern(r"^(?:其中|全[区市县校]|[我本]校)|(?:中|里)?[，,]?$").sub("", words.strip(" ，"))
    return words if 2 <= len(words) <= 8 and not as_pattern(r"\d").search(words) else ""


def _listed(passage: Passage, run: _Run, members: frozenset[str]) -> Iterator[Relation | Doubtful]:
    """A list without a splitting phrase: what stands between it and its whole, and its own words, close it."""
    first = run.parts[0]
    start, end = passage.full_sentence_at(first.start)
    wholes = _wholes(passage, run, first.start, start, members)
    closed = is_closed(run.names) or (len(run.parts) == 2 and are_opposites(*run.names))
    closed = closed and not _goes_on(passage, run, end)
    if not closed and _are_chosen(passage, run, first.clause[0]):
        return
    # Only two are ever told; those after them need not be looked at.
    wholes = list(itertools.islice((w for w in wholes if not _judged_by(passage, w, run)), 2))
    if not wholes:
        yield from _of_the_sentence_before(passage, run, start, closed, members)
        return
    if _HAS_NOW.match(run.names[0]):
        return  # 招生 1002 人，现有高一 986 人、高二 951 人: another count begins
    whole = wholes[0]
    lead = passage.plain[whole.end : first.start]
    beside = any(
        m.start > whole.start and not m.is_loose for m in passage.mentions_in(whole.end, first.digits_start - 1)
    )
    counted = _counted_parts(passage, run, start, first.start)
    opened = as_pattern(r"[^，。；：、\d]{0,8}[:：][^，。；：、\d]*").fullmatch(lead) is not None and len(run.parts) > 2
    behind = passage.plain[run.parts[-1].end : end]
    if opened and not beside:
        joints = {_separator(passage.plain[a.end : b.start]) for a, b in itertools.pairwise(run.parts)}
        yield from _told(passage, run, wholes, "：", len(joints) == 1 and (not behind or behind.startswith("；")))
    elif as_pattern(r"由[^，。；]{0,22}$").search(lead) and as_pattern(r"[\u4e00-\u9fff]{0,4}(?:组成|构成)").match(
        behind
    ):
        yield from _told(passage, run, wholes, "由…组成", not beside)
    elif (closed or (counted and len(run.parts) > 2)) and not beside and len(lead) <= 30:
        yield from _told(passage, run, wholes, counted or "、", _stands_apart(passage, run, whole))
    elif _is_remainder(run) and not beside and _SEPARATE.match(lead) and "、" not in lead:
        if not _is_rest_of_more(passage, run, whole):
            yield from _told(passage, run, wholes, run.names[-1], whole.number.value > run.parts[0].number.value)
    elif lead.lstrip("，, ").startswith("包括") and len(run.parts) > 2 and not beside:
        yield from _told(passage, run, wholes, "包括", run.added > whole.number.value and not behind)
    elif (
        len(run.parts) > 2
        and not beside
        and run.added >= whole.number.value
        and are_disjoint(run.names)
        and run.parts[0].measure == whole.measure
    ):
        yield from _told(passage, run, wholes, "、", _stands_apart(passage, run, whole))
    elif closed or counted or _BETWEEN.search(lead) or any(REST.search(n) for n in run.names):
        yield from _told(passage, run, wholes, "、", False)


def _headed(passage: Passage, first: Mention) -> Iterator[Relation | Doubtful]:
    """签约企业 46 家，县内 31 家、县外 15 家: the first figure of a list may be the whole of the others.

    The figures say so where they add up; where they do not, a pause before the parts that is longer than the
    pauses between them says it, or the parts' own words, and only slips of the hand are told.
    """
    run = _run_of(passage, first)
    if run is None or len(run.parts) < 3 or run.names[0].startswith(("其中", "另")):
        return
    joints = [_separator(passage.plain[a.end : b.start]) for a, b in itertools.pairwise(run.parts)]
    # 甲 32 人、乙 25 人和丙 27 人: the last one is joined by another word.
    cut = next((at for at, joint in enumerate(joints[1:], 2) if joint not in (joints[1], "和")), len(run.parts))
    whole, parts = run.parts[0], _Run(run.parts[1:cut], run.names[1:cut])
    if len(parts.parts) < 2 or joints[0] == "、" or whole.number.value <= max(p.number.value for p in parts.parts):
        return
    if _NO_WHOLE.search(passage.plain[whole.clause[0] : whole.start]) or _judged_by(passage, whole, parts):
        return
    if _ends_a_list(passage, whole):
        # 甲校 96 件、乙校 102 件、丙校 70 件，评出一等奖 20 件、二等奖 40 件: the last of a list is not what is divided.
        return
    if _LEADS.search(passage.plain[max(whole.sentence[0], whole.clause[0] - _SUBJECT_AT_MOST) : whole.start]):
        # 甲部规模最大，在校生 719 人；乙部 437 人、丙部 390 人: the first of all is one of them.
        return
    if any(_WITHIN.search(name) for name in parts.names) or are_of_several_properties(parts.names):
        return
    operands = parts.operands()
    made = relation(
        "prose-splits", [sum_of(whole.operand(f"{run.names[0]} {whole.raw.strip()}", trust=0.9), operands)], cue="，",
        severity="warning", place=passage.place(whole.start, parts.parts[-1].end),
    )  # fmt: skip
    value = whole.number.value
    apart = joints[0] in "，；" and joints[1] == "、"
    related = is_closed(parts.names) or (len(parts.parts) == 2 and are_opposites(*parts.names))
    over = are_disjoint(parts.names) and parts.added > value and len(parts.parts) > 2
    pause = passage.plain[whole.end : parts.parts[0].start]
    if value != parts.added and (
        _is_of_their_class(run) or _OF_MORE.search(passage.plain[whole.sentence[0] : whole.start])
    ):
        # 29 个奖项中，机电系 12 项，商贸系 9 项、旅游系 5 项: the first is one of them.
        return
    if is_told_as_rate(passage, whole, parts.parts) or ("；" in pause and as_pattern(r"率[为是达]?\d").search(pause)):
        # 对口的 231 人，对口率 86.8%；到第二产业就业 97 人、…: the rate has ended what was said of it.
        yield Doubtful(made)
    elif value == parts.added or over or ((apart or related) and near_miss(value, parts.added, whole, parts.parts)):
        yield made
    else:
        yield Doubtful(made, frozenset(part.id for part in run.parts) if apart or related else frozenset())


_OF_MORE = as_pattern(r"\d[^，。；]{0,12}(?<!其)[中里][，,：:]")
_BODY = as_pattern(r"(?<![全我本两各学该])(?<=[\u4e00-\u9fff])(?P<kind>[系校部院班县区镇])")


def _is_of_their_class(run: _Run) -> bool:
    """机电系 12 项 beside 商贸系 9 项: what is called like the others is one of them, and not their whole."""
    endings = {name[-1:] for name in run.names[1:]}
    first = [match["kind"] for match in _BODY.finditer(run.names[0])]
    return len(endings) == 1 and bool(endings & set(first))


_LEADS = as_pattern(r"最[大多高]|居首|居第一|排名第一|位列第一|首位")
_SUBJECT_AT_MOST = 16


# 回收 1164 份, 退休 4 人, 收入 3370 万元: steps of a process and changes are no parts of what stands before them.
_WITHIN = as_pattern(
    r"回收|收回|有效|参加|参考|通过|合格率|达标|退休|调出|调走|离职|新进|新招|引进|接收|派出|转入|转出|流失|上年|去年|同期|较|比|每|平均|完成|整改|实住|实到|实招|报到|终止|到期|^[现共]有"
)


def _goes_on(passage: Passage, run: _Run, end: int) -> bool:
    """升普高 1848 人，升入本区中职 791 人，升入区外中职、五年制高职 762 人，其余 85 人: the list goes on under a longer name."""
    last = run.parts[-1]
    following = next((m for m in passage.mentions_in(last.end, end) if _is_firm(m)), None)
    if following is None or not are_alike(following, last) or following.measure != last.measure:
        return False
    rest = [m for m in passage.mentions_in(following.start, end) if are_alike(m, last)]
    return any(REST.match(m.name) for m in rest) and passage.plain[last.end : last.end + 1] in "，、"


_HAS_NOW = as_pattern(r"现有|目前有")
_OF_THEM = as_pattern(r"[^，。；\d]{0,10}[中里][，,]")
_PRIZES = as_pattern(r"^(?:[特一二三优]等奖|[金银铜]奖)")


def _judged_by(passage: Passage, whole: Mention, run: _Run) -> bool:
    """收到作品 426 件，评出一等奖 20 件、…: what was handed in is not divided by the prizes, nor any whole by a larger part."""
    if any(part.number.value > whole.number.value for part in run.parts) and not near_miss(
        whole.number.value, run.added, whole, run.parts
    ):
        return True
    lead = passage.plain[whole.clause[0] : whole.end + 4]
    return (
        any(_PRIZES.search(name.lstrip("评出获得了其中")) for name in run.names)
        and "奖" not in lead
        and "获" not in lead
    )


def _is_rest_of_more(passage: Passage, run: _Run, whole: Mention) -> bool:
    """总投入 860 万元。设备 420 万元，培训 120 万元，其余 320 万元: the rest is what all of them leave of a figure before."""
    joint = passage.plain[whole.end : run.parts[0].start].strip()
    before = passage.mentions_in(max(0, whole.start - _FAR), whole.digits_start)
    return joint[:1] in "，、；" and any(
        _is_firm(m) and are_alike(m, whole) and m.number.value >= whole.number.value for m in before
    )


def _is_remainder(run: _Run) -> bool:
    return len(run.parts) == 2 and as_pattern(r"剩余|其余|余下|剩下").match(run.names[-1]) is not None


def _stands_apart(passage: Passage, run: _Run, whole: Mention) -> bool:
    """Whether the whole is set off from the list, or is so near its sum that it is none of the listed."""
    to_whole = _separator(passage.plain[whole.end : run.parts[0].start])
    to_next = _separator(passage.plain[run.parts[0].end : run.parts[1].start])
    value = whole.number.value
    if to_whole == "；" or "其中" in passage.plain[max(whole.clause[0], whole.start - 20) : whole.start]:
        # 专任教师 318 人，其中高级 107 人，博士 3 人、…: what is itself a part is divided no further.
        return False
    return to_whole != "、" and (
        (to_next == "、" and to_whole == "，")
        or (value > max(part.number.value for part in run.parts) and abs(value - run.added) * 3 <= value)
    )


def _of_the_sentence_before(
    passage: Passage, run: _Run, start: int, closed: bool, members: frozenset[str]
) -> Iterator[Relation | Doubtful]:
    if not start:
        return
    before, _ = passage.full_sentence_at(max(0, start - 2))
    if closed or _counted_parts(passage, run, before, run.parts[0].start):
        wholes = _wholes(passage, run, start, before, members)
        if wholes:
            yield from _told(passage, run, wholes[:_MOST_WHOLES], "、", False)


def _counted_parts(passage: Passage, run: _Run, start: int, end: int) -> str:
    """四所学校规模不一：…: words that count exactly as many things as are listed."""
    for match in _COUNTED.finditer(passage.plain, start, end):
        number = read_whole(match["count"])
        if passage.plain[match.end() : match.end() + 1] in tuple("、，；,;"):
            # 加工类 5 个、交通类 3 个: a figure of the list counts no kinds.
            continue
        if number == len(run.parts) and not as_pattern(r"\d").match(passage.plain[max(0, match.start() - 1)]):
            return match[0]
    return ""
