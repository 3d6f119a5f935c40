"""So many to each, and so many times as many, follow from the two counts that are named.

Cue: 每 16 名学生配 1 名教师, 平均每名教师负担 16 名学生, 是招生计划的 2.3 倍, 相当于在校生的 1.5 倍. Why it should hold in any
report: such a sentence names both sides, and the report counts both close by. Guards: both sides must bear the names that
the sentence gives them, in the same paragraph; with several counts of one name each is a legal reading; what a rule
demands (不低于, 标准, 要求) or a plan aims at is no claim; changes (增长 2.3 倍) are left to the families of changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, ratio_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import known_facts
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import HEDGES, Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Relation

FAULT = "ratio"
EXAMPLES = (
    Example("fail", "在校生3200人，专任教师200人，平均每名教师负担18名学生。"),
    Example("fail", "在校生3200人，班主任80人，每50名学生配备1名班主任。"),
    Example("fail", "在校生2000人，全年培训4600人次，为在校生数的3.2倍。"),
    Example("fail", "选派教师9人次支教，其中甲县5人次、乙县4人次。接收跟岗教师27人，人数是派出人次的4倍。"),
    Example("pass", "在校生3200人，专任教师200人，平均每名教师负担16名学生。"),
    Example("pass", "在校生3200人，班主任80人，每40名学生配备1名班主任。"),
    Example("pass", "在校生2000人，全年培训4600人次，为在校生数的2.3倍。"),
    Example("silent", "在校生3200人，班主任80人，按每50名学生配备1名班主任的标准落实。"),
)
_WHO = {
    "学生": as_pattern(r"在校(?:学?生)?|在籍学?生|学生"),
    "教师": as_pattern(r"专任教师|教师总数|教师$|^教师"),
    "老师": as_pattern(r"专任教师|教师总数|教师$|^教师|老师"),
    "计算机": as_pattern(r"计算机|电脑"),
    "电脑": as_pattern(r"计算机|电脑"),
    "班": as_pattern(r"教学班|班级"),
    "教学班": as_pattern(r"教学班|班级"),
}
_MEASURES = r"[名位个台所套间家人]"
# 每 40 名学生配备 1 名班主任
_EACH_SO_MANY = as_pattern(
    rf"每(?P<many>\d+(?:\.\d+)?)\s*(?P<measure>{_MEASURES})(?P<above>[\u4e00-\u9fff]{{1,5}}?)(?:就|便|即|可|能)?(?:配备|配有|拥有|配置|对应|占有|分得|共用|共享|使用|有|配)(?:了|到)?"
    rf"\s*[1一]\s*{_MEASURES}(?:专职|专任|的)?(?P<below>[\u4e00-\u9fff]{{2,6}})"
)
# 平均每名教师负担 16 名学生, 每位班主任带学生 40 人
_TO_EACH = as_pattern(
    rf"(?:每一?|一){_MEASURES}(?P<below>[\u4e00-\u9fff]{{1,6}}?)(?:平均)?(?:要|需)?(?:负担|负责|承担|对应|带|教|服务|指导|管理|面对|拥有|有)(?:了|着)?"
    rf"(?P<named>[\u4e00-\u9fff]{{2,5}}?)?(?:约|为|达到?)*\s*(?P<many>\d+(?:\.\d+)?)\s*(?P<measure>{_MEASURES})(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)
_TIMES = as_pattern(
    r"(?:是|为|相当于|等于|达到?|超过)(?:了|到)?(?P<base>[\u4e00-\u9fff“”]{2,12}?)(?:人数|总数|总量|数量|数)?(?P<bracket>[（(][^（）()]{0,16}[）)])?的\s*(?:近|约)?\s*$"
)
_RULE = as_pattern(r"标准|要求|规定|不[高低大小少]于|不超过|至少|目标|力争|应当|必须|按照?每|以[上下内]|计划到|原则")
_OLD = as_pattern(r"上年|去年|上一?年|同期|原来|[前往]年|年[初底末]")
_OTHER = as_pattern(r"上年|去年|上一?年|同期|前年|20\d\d\s*年(?!.*(?:上年|去年))")
_NAME_ENDS = as_pattern(r"(?:人数|总数|总量|数量|规模|数|的)+$")
_NAME_STARTS = as_pattern(r"^(?:全校|学校|我校|全[区市县]|其|同期|当年|现有|实际)+(?=..)")
_COUNTED = frozenset(
    (
        "people",
        "attendance",
        "machines",
        "sets",
        "classes",
        "schools",
        "companies",
        "items",
        "money",
        "area",
        "projects",
        "copies",
    )
)
_FAR = 160  # characters before the claim in which both sides are counted


_KNOWN = {
    "学生": "full_time_students",
    "在校生": "full_time_students",
    "教师": "full_time_teachers",
    "专任教师": "full_time_teachers",
    "老师": "full_time_teachers",
}


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Paragraph by paragraph."""
    for passage in manuscript.prose():
        if "每" in passage.plain or "带" in passage.plain:
            yield from _to_each(manuscript, passage)
        if "倍" in passage.plain or "分之" in passage.plain:
            for times in passage.mentions:
                # 130 人次，恰好是河口镇的四分之一: a fraction of another's figure is a multiple below one.
                if times.unit is not None and (times.unit.id == "times" or (times.is_spelled and "分之" in times.raw)):
                    yield from _multiple(manuscript, passage, times)


def _to_each(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    for pattern in (_EACH_SO_MANY, _TO_EACH):
        for match in pattern.finditer(passage.plain):
            start, end = passage.clause_at(match.start())
            if _RULE.search(passage.plain[start:end]):
                continue
            above = (
                match.groupdict().get("named") or match.groupdict().get("above") or match.groupdict().get("noun") or ""
            )
            tops = _counts(passage, above, match.start())
            bottoms = _counts(passage, match["below"], match.start())
            if pattern is _TO_EACH and not (tops and bottoms):
                yield from _elsewhere(manuscript, passage, match, above)
                continue
            if not above or not tops or not bottoms:
                continue
            raw, many = match["many"], Decimal(match["many"])
            place = passage.place(match.start("many"), match.end("measure"))
            hedge = (
                HEDGES["约"]
                if "约" in passage.plain[start : match.end()] or (not raw.count(".") and many < 10)
                else Hedge.NONE
            )
            claim = Operand(
                f"{passage.id}:{match.start('many')}",
                raw,
                Cell.of_number(PrintedNumber(raw, many, hedge=hedge)),
                place,
                0.5,
            )
            yield from _quotient(passage, claim, tops, bottoms, "每", match.start(), match.end())


def _elsewhere(manuscript: Manuscript, passage: Passage, match: re.Match[str], above: str) -> Iterator[Doubtful]:
    """一个老师带 15.2 个学生: both numbers stand elsewhere in the report; only a slip of the hand is told."""
    sides = [known_facts(manuscript).get(_KNOWN.get(_core(name), ""), ()) for name in (above, match["below"])]
    if "." not in match["many"] or not all(sides):
        return
    number = PrintedNumber(match["many"], Decimal(match["many"]))
    claim = Operand(
        f"{passage.id}:{match.start('many')}", match["many"], Cell.of_number(number),
        passage.place(match.start("many"), match.end("measure")), 0.5,
    )  # fmt: skip
    plain = [
        [replace(f.operand, cell=Cell.of_number(replace(n, unit=None))) for f in side if not f.scope and (n := f.operand.cell.number) is not None]
        for side in sides
    ]  # fmt: skip
    readings = [ratio_of(claim, [top], [bottom]) for top in plain[0] for bottom in plain[1]]
    if readings:
        made = relation("multiples", readings[:12], cue="每", severity="warning", place=claim.place)
        yield Doubtful(made, frozenset((claim.key,)))


def _multiple(manuscript: Manuscript, passage: Passage, times: Mention) -> Iterator[Relation | Doubtful]:
    """全年培训 4600 人次，为在校生数的 2.3 倍; 报名人数是计划数的 2.3 倍."""
    start = times.clause[0]
    before = passage.plain[start : times.start]
    match = _TIMES.search(before)
    if match is None or _RULE.search(before):
        return
    if _OLD.search(match["base"]):
        yield from _of_another_time(passage, times, match["base"], start + match.start())
        return
    at = start + match.start()
    lead = passage.plain[start:at]
    if match["bracket"]:
        inside = passage.mentions_in(start + match.start("bracket"), start + match.end("bracket"))
        bottoms = [m for m in inside if _is_counted(m)]
    else:
        bottoms = _counts(passage, match["base"], at) or _by_measure(passage, match["base"], start)
    name = _core(_HOW_NEARLY.sub("", lead))
    if len(name) >= 2 and not passage.mentions_in(start, at):
        tops = _counts(passage, name, start)
    elif _NUMBER_ALONE.fullmatch(lead.strip()):
        tops = _right_before(passage, start, bottoms)
    else:
        here = [m for m in passage.mentions_in(times.sentence[0], at) if _is_counted(m) and m not in bottoms]
        tops = here[-1:] if here and "；" not in passage.plain[here[-1].end : at] else []
    claim = times.operand(f"{times.raw.strip()}", trust=0.5)
    if tops and not bottoms:
        yield from _over_known(manuscript, passage, claim, tops, match["base"], at)
    yield from _quotient(passage, claim, tops, bottoms, "倍", at, times.end)


def _over_known(
    manuscript: Manuscript, passage: Passage, claim: Operand, tops: list[Mention], base: str, at: int
) -> Iterator[Doubtful]:
    """全年培训量相当于在校生数的 2.6 倍: the students are counted in another chapter; only a slip of the hand is told."""
    facts = known_facts(manuscript).get(_KNOWN.get(_core(base), ""), ())
    heads = [
        replace(f.operand, cell=Cell.of_number(replace(number, unit=None)))
        for f in facts
        if not f.scope and f.period in (None, manuscript.data_period) and (number := f.operand.cell.number) is not None
    ]
    readings = [ratio_of(claim, [_bare(top)], [head]) for top in tops for head in heads]
    if readings:
        made = relation("multiples", readings[:12], cue="倍", severity="warning", place=passage.place(at, at + 1))
        yield Doubtful(made, frozenset((claim.key,)))


_HOW_NEARLY = as_pattern(r"(?:正好|恰好|刚好|几乎|差不多|大约|大致|约|只|仅|已|也|就)+$")
_NUMBER_ALONE = as_pattern(r"(?:总?人数|人次|总?数量?|总量|规模|金额|总额)")


def _right_before(passage: Passage, start: int, bottoms: list[Mention]) -> list[Mention]:
    """接收教师 24 人，人数是…的 3 倍: the figure before in the sentence, where it is the only one."""
    before, _ = passage.full_sentence_at(start)
    here = [m for m in passage.mentions_in(before, start) if _is_counted(m) and m not in bottoms]
    return here if len(here) == 1 and passage.plain[start - 1 : start] in ("，", ",") else []


def _by_measure(passage: Passage, base: str, end: int) -> list[Mention]:
    """派出人次 of 选派 8 人次，其中甲地 3 人次: the one figure of that measure, those that it is divided into left out."""
    core = base.strip("“” ")
    before = [m for m in passage.mentions_in(max(0, end - _FAR), end) if m.unit is not None and not m.is_loose]
    alike = [m for m in before if len(m.measure) > 1 and core.endswith(m.measure)]
    wholes = [m for m in alike if "其中" not in passage.plain[passage.full_sentence_at(m.start)[0] : m.start]]
    # 全年培训 4600 人次 is no 派出人次: a word of the base stands before the figure.
    if len(wholes) != 1 or not _is_counted(wholes[0]):
        return []
    verb = core.removesuffix(wholes[0].measure)
    start, _ = passage.full_sentence_at(wholes[0].start)
    return wholes if set(verb) & set(passage.plain[start : wholes[0].start]) else []


def _of_another_time(passage: Passage, times: Mention, base: str, at: int) -> Iterator[Relation | Doubtful]:
    """带宽 500 兆，上年为 200 兆，是上年的 2.5 倍: the sentence counts both, one of them beside the word for the other time."""
    start, _ = passage.full_sentence_at(times.start)
    counts = [
        m
        for m in passage.mentions_in(start, at)
        if not m.is_percent and not m.is_loose and not m.is_spelled and m.number.value > 0
    ]
    word = _OLD.search(base)
    earlier = [m for m in counts if _OTHER.search(m.words_before)]
    if word is None or len(counts) != 2 or len(earlier) != 1 or counts[0].measure != counts[1].measure:
        return
    now = next(m for m in counts if m is not earlier[0])
    claim = times.operand(f"{times.raw.strip()}", trust=0.5)
    yield from _quotient(passage, claim, [now], earlier, "倍", at, times.end)


def _quotient(
    passage: Passage, claim: Operand, tops: list[Mention], bottoms: list[Mention], cue: str, start: int, end: int
) -> Iterator[Relation | Doubtful]:
    readings = [
        ratio_of(claim, [_bare(top)], [_bare(bottom)]) for top in tops for bottom in bottoms if top is not bottom
    ]
    if readings:
        made = relation("multiples", readings[:12], cue=cue, severity="warning", place=passage.place(start, end))
        yield made if len(readings) == 1 else Doubtful(made, frozenset((claim.key,)))


def _counts(passage: Passage, name: str, end: int) -> list[Mention]:
    """Up to three counts before ``end`` that bear the name, nearest first."""
    core = _core(name)
    if not core:
        return []
    called = _WHO.get(core) or next(
        (
            found
            for key, found in _WHO.items()
            if len(key) > 1
            and core.endswith(key)
            and len(core) < 5
            and core[:2] in ("在校", "专任", "全校", "在籍", "学校")
        ),
        None,
    )
    pattern = called if called is not None else re.compile(re.escape(core))
    found = [
        m for m in reversed(passage.mentions_in(max(0, end - _FAR), end)) if _is_counted(m) and pattern.search(_called(m))
    ]  # fmt: skip
    if called is not None:
        return found[:3]
    # 就业人数 is 就业 640 人, also where it stands further off, and not 就业的学生中专业对口的 520 人.
    own = [m for m in found if _is_its_own_name(m, core)]
    if not own and found:
        own = [m for m in reversed(passage.mentions_in(0, end)) if _is_counted(m) and _is_its_own_name(m, core)]
    return (own or found)[:3]


def _is_its_own_name(mention: Mention, core: str) -> bool:
    """True where nothing but the name stands right before the figure or behind it."""
    words = _called(mention)
    return words != "" and core in (_core(mention.name), _core(mention.noun), _core(words))


def _core(name: str) -> str:
    return _NAME_STARTS.sub("", _NAME_ENDS.sub("", name.strip(" “”，")))


def _is_counted(mention: Mention) -> bool:
    number = mention.number
    return (
        not mention.is_loose and not mention.is_percent and number.value > 0 and number.hedge is Hedge.NONE
        and mention.unit is not None and mention.unit.dimension in _COUNTED
    )  # fmt: skip


def _called(mention: Mention) -> str:
    """The name of a count with the noun behind it; nothing for the size of a change or a count of another time."""
    words = mention.name
    if as_pattern(r"(?:增加|减少|增长|下降|净增|多|少)$").search(mention.words_before) or _OLD.search(words):
        return ""
    if as_pattern(r"[共只仅也]?[有为达是到]*").fullmatch(mention.words_before) and mention.clause[0] > 1:
        # 培训最多的是河口镇，有 520 人次: whose figure it is was said in the clause before.
        begin, stop = mention.passage.clause_at(mention.clause[0] - 2)
        if mention.passage.plain[stop : mention.clause[0]] == "，" and not mention.passage.mentions_in(begin, stop):
            return mention.passage.plain[begin:stop]
    return f"{words}{as_pattern(r'[的，中]').split(mention.noun)[0]}" if words != mention.noun else words


def _bare(mention: Mention) -> Operand:
    number = mention.number
    plain = PrintedNumber(number.raw, number.digits, number.scale, None, number.hedge)
    return Operand(mention.id, f"{mention.name} {mention.raw.strip()}", Cell.of_number(plain), mention.place)
