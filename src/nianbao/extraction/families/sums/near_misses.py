"""Figures that belong together without a word that says so are wrong only where a slip of the hand parts them.

Cue: a rate behind the counts of its sentence, a mean behind an amount, 其余 behind a part, a list whose
kinds divide a figure said just before, a change against an earlier value. Why it should hold in any
report: two numbers that differ from a true share, mean or sum by nothing but two digits exchanged or a
point moved are that share, mean or sum, mistyped; chance brings this about once in hundreds. Guards: a
claim that fails in any other way says nothing; where one of several meanings holds, all is well; only
numbers of three digits and more can show a slip; hedged figures and targets are no claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Doubtful, difference_of, ratio_of, relation, share_of, sum_of, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import known_facts
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import are_comparable

FAULT = "typo"
EXAMPLES = (
    Example("fail", "全年计划招生4200人，实际报到4175人，计划完成率94.90%。"),
    Example("fail", "教学仪器设备总值6732.5万元，在校生6835人，生均9580元。"),
    Example("fail", "升学588人、就业147人。升学学生中有46人进入本科院校，其余524人进入高等职业院校。"),
    Example("fail", "全校在校学生1935名。女生1548名，男生378名。"),
    Example("fail", "实际报到4175人，计划完成率99.40%，比2020年的3926人多213人。"),
    Example("pass", "全年计划招生4200人，实际报到4175人，计划完成率99.40%。"),
    Example("pass", "升学588人、就业147人。升学学生中有46人进入本科院校，其余542人进入高等职业院校。"),
    Example("silent", "全年计划招生4200人，实际报到4175人，巩固率96.1%。"),
    Example("silent", "全校核定编制340人，实有312人，缺编28人，东校区缺21人，西校区缺7人。"),
    Example("silent", "两校固定资产3096万元，其中甲校2036万元，乙校1060万元，丙类设备0万元，平均每人3.06万元。"),
    Example("pass", "上半年检查教案128份，下半年检查教案102份，全年共检查教案230份，合格率97.83%（合格225份）。"),
    Example("silent", "全校在校学生1935名。其中党员48名，住宿生1120名。"),
    Example(
        "silent", "专项经费742.5万元用于四个方面：实训基地385万元，信息化168.5万元，教师培训64万元，校舍修缮125万元。"
    ),
)
_LEAST_DIGITS = 3  # of a rounded figure
_FAR = 90  # characters between a rate and the counts it may be made of
_MOST_COUNTS = 6
_MOST_READINGS = 10
_RULES = as_pattern(r"标准|定额|不低于|不少于|不超过|上限|目标|计划到|力争|要求|每[生人]每|以上|达到.{0,4}水平")
_MOVING = as_pattern(r"增|减|升(?![学入读本])|降|提高|上涨|涨|同比|环比|高于|低于|多|少")
_BECAME = as_pattern(r"(?:增[加长]?|减少?|下?降|上?升|扩大|提高)(?:到了?|至)")
_MEAN = as_pattern(r"(?P<who>生均|人均|师均|班均|校均)[\u4e00-\u9fff]{0,12}?(?:[约为达是值]|高达|达到)*\s*$")
_REST = as_pattern(r"(?:^|[，、；])\s*(?:其余|剩余|余下)的?$")
_JOINT = as_pattern(r"\s*[、，和及]\s*[\u4e00-\u9fff“”（）()、]{1,14}\s*")
_EARLIER = as_pattern(r"[比较与](?:20\d{2}学?年度?|上年|去年|上一?学年)(?:同期)?的\s*$")
_BY = as_pattern(r"\s*(?:增加|减少|多招|少招|净增|多|少|增长|下降)了?\s*")
_DIVIDING = (
    ("男", "女"), ("公办", "民办"), ("校内", "校外"), ("本科", "专科"), ("城镇", "农村"), ("市属", "民办"),
    ("一年级", "二年级", "三年级"), ("第一产业", "第二产业", "第三产业"),
)  # fmt: skip


def find(manuscript: Manuscript) -> Iterator[Doubtful]:
    """Claims of weak cue, passage by passage; each says which of its numbers may be the mistyped one."""
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or mention.number.hedge is not Hedge.NONE:
                continue
            before = passage.plain[mention.clause[0] : mention.start]
            if mention.is_percent:
                yield from _rate(passage, mention, before)
            elif match := _MEAN.search(before):
                yield from _mean(manuscript, passage, mention, match["who"])
            elif "余" in before and _REST.search(passage.plain[max(0, mention.clause[0] - 1) : mention.start].strip()):
                yield from _rest(passage, mention)
            elif _EARLIER.search(before):
                yield from _change(passage, mention)
        yield from _lists(passage)


def _alike(left: Mention, right: Mention) -> bool:
    if left.unit is None or right.unit is None or left.is_percent != right.is_percent:
        return False
    return are_comparable(left.unit, right.unit) and (left.measure == right.measure or not left.unit.counts)


def _counts(passage: Passage, start: int, end: int) -> list[Mention]:
    """Firm counts and amounts between two positions, those of changes left out."""
    return [
        m
        for m in passage.mentions_in(max(0, start), end)
        if not m.is_percent and not m.is_loose and m.unit is not None and m.number.hedge is Hedge.NONE
        and m.number.value and not _is_coarse(m) and not _MOVING.search(_BECAME.sub("", m.words_before)[-4:])
    ]  # fmt: skip


def _is_coarse(mention: Mention) -> bool:
    """3.1 万人次: what is rounded to two digits makes a hundred shares, of which one is always a slip away."""
    number = mention.number
    is_rounded = number.places > 0 or number.scale != 1
    return is_rounded and len(str(int(abs(number.digits).scaleb(number.places)))) < _LEAST_DIGITS


def _rate(passage: Passage, rate: Mention, before: str) -> Iterator[Doubtful]:
    """报到 4175 人，计划完成率 99.40%: the rate is one count of the sentence over another."""
    if rate.number.places < 1 or _MOVING.search(before) or _RULES.search(before):
        return
    if not as_pattern(r"率|占|比例|比重|占比").search(before[-14:]):
        return
    here = _counts(passage, max(rate.sentence[0], rate.start - _FAR), rate.start)[-_MOST_COUNTS:]
    claim = _operand(rate)
    if told := _told_in_bracket(passage, rate):
        # 听课 240 节，合格率 95.83%（合格 230 节）: the bracket says which count the rate is of.
        wholes = [m for m in here if _alike(m, told) and m.number.value >= told.number.value]
        readings = [share_of(claim, [_operand(told)], [_operand(whole)]) for whole in wholes]
        yield from _doubtful(readings, "率", rate, [rate, told])
        return
    if called := _called_together(here, before):
        # 优秀 50 节、良好 72 节、合格 18 节，优良率 87.1%: the rate says of which counts it is.
        added = sum(m.number.value for m in called)
        wholes = [m for m in here if m not in called and _alike(m, called[0]) and m.number.value >= added]
        readings = [share_of(claim, [*map(_operand, called)], [_operand(whole)]) for whole in wholes]
        yield from _doubtful(readings, "率", rate, [rate])
        return
    readings = []
    for position, whole in enumerate(here):
        parts = [m for m in here if m is not whole and _alike(m, whole) and 10 <= m.number.value <= whole.number.value]
        readings += [share_of(claim, [_operand(part)], [_operand(whole)]) for part in parts]
        behind = [m for m in parts if m in here[position + 1 :]]
        if len(behind) > 1:
            readings.append(share_of(claim, [_operand(m) for m in behind[:2]], [_operand(whole)]))
        last = [m for m in here[position + 1 :] if _alike(m, whole) and m.number.value <= whole.number.value][-2:]
        if len(last) > 1 and last != behind[:2]:
            # 专任教师 79 人，学历合格 76 人、取得资格 2 人，合格率 98.7%: the few others are counted in.
            readings.append(share_of(claim, [_operand(m) for m in last], [_operand(whole)]))
    yield from _doubtful(readings, "率", rate, [rate])


_NAMED_RATE = as_pattern(r"(?P<first>[\u4e00-\u9fff])(?P<second>[\u4e00-\u9fff])率[\u4e00-\u9fff]{0,4}$")


_IN_BRACKET = as_pattern(r"\s*[（(][\u4e00-\u9fff]{0,8}\s*")


def _told_in_bracket(passage: Passage, rate: Mention) -> Mention | None:
    """The only count of the bracket right behind a rate."""
    told = next(iter(passage.mentions_in(rate.end, rate.sentence[1])), None)
    if told is None or told.is_percent or told.is_loose or told.number.hedge is not Hedge.NONE:
        return None
    is_only = _IN_BRACKET.fullmatch(passage.plain[rate.end : told.start]) and passage.plain[told.end :].lstrip()[
        :1
    ] in (
        "）",
        ")",
    )
    return None if not is_only or _MOVING.search(told.words_before) else told


def _called_together(counts: Sequence[Mention], before: str) -> list[Mention]:
    """Those counts of which each of the two letters of the rate names one: 优秀 and 良好 of 优良率."""
    match = _NAMED_RATE.search(before.strip())
    if match is None:
        return []
    found = []
    for letter in match.group("first", "second"):
        named = [m for m in counts if letter in (m.name, m.noun)[not m.name] and m not in found]
        if len(named) != 1:
            return []
        found += named
    return found if _alike(*found) else []


def _mean(manuscript: Manuscript, passage: Passage, mean: Mention, who: str) -> Iterator[Doubtful]:
    """教学仪器设备总值 6732.5 万元，生均 9850 元: over the students that the report counts anywhere."""
    if _RULES.search(passage.plain[mean.clause[0] : mean.start]):
        return
    amounts = [
        m for m in _counts(passage, mean.sentence[0], mean.start)
        if m.number.value > mean.number.value and (_alike(m, mean) or m.measure == mean.measure)
    ][-2:]  # fmt: skip
    wanted = {"生均": ("full_time_students",), "师均": ("full_time_teachers",)}.get(who, ())
    sharers = [
        fact.operand
        for name in wanted
        for fact in known_facts(manuscript).get(name, ())
        if fact.has_number and not fact.scope and fact.period in (None, manuscript.data_period)
    ][:3]
    sharers += [
        _operand(m) for m in _counts(passage, mean.sentence[0] - _FAR, mean.start)
        if m.unit is not None and m.unit.dimension == "people"
    ][-3:]  # fmt: skip
    claim = unitless(_operand(mean))
    readings = [
        ratio_of(claim, [unitless(_operand(amount))], [unitless(sharer)])
        for amount in amounts
        for sharer in {s.key: s for s in sharers}.values()
        if sharer.key != amount.id
    ]
    yield from _doubtful(readings, who, mean, [mean, *amounts])


def _rest(passage: Passage, rest: Mention) -> Iterator[Doubtful]:
    """46 人进入本科，其余 542 人: with what stands before it the rest makes up a figure said earlier."""
    earlier = [m for m in _counts(passage, 0, rest.start) if _alike(m, rest)]
    parts = [m for m in earlier if m.start >= rest.sentence[0]][-3:]
    readings: list[Reading] = []
    for size in range(1, len(parts) + 1):
        chosen = parts[-size:]
        for whole in [m for m in earlier if m not in chosen and m.number.value > rest.number.value][-4:]:
            readings.append(sum_of(_operand(whole), [*map(_operand, chosen), _operand(rest)]))
    yield from _doubtful(readings, "其余", rest, [rest, *parts[-1:]])


def _change(passage: Passage, old: Mention) -> Iterator[Doubtful]:
    """4175 人，…，比 2020 年的 3962 人多招 213 人: some figure before is what the earlier one became."""
    after = [m for m in passage.mentions_in(old.end, old.sentence[1]) if not m.is_loose][:1]
    if not after or not _BY.fullmatch(passage.plain[old.end : after[0].start]) or not _alike(after[0], old):
        return
    values = [m for m in _counts(passage, old.sentence[0] - _FAR, old.clause[0]) if _alike(m, old)][-4:]
    readings = [difference_of(_operand(after[0]), _operand(m), _operand(old)) for m in values]
    yield from _doubtful(readings, "比上年", old, [old, after[0]])


def _lists(passage: Passage) -> Iterator[Doubtful]:
    """A list whose kinds divide what was counted just before it, or whose total is said right before it."""
    run: list[Mention] = []
    mentions = [m for m in passage.mentions if not m.is_loose]
    for position, mention in enumerate(mentions):
        joint = passage.plain[run[-1].end : mention.start] if run else ""
        if (
            run
            and _JOINT.fullmatch(joint)
            and not _turns(run[-1], joint)
            and _alike(run[-1], mention)
            and mention.measure == run[-1].measure
        ):
            run.append(mention)
        else:
            run = [mention]
        following = mentions[position + 1] if position + 1 < len(mentions) else None
        goes_on = following is not None and (
            _JOINT.fullmatch(passage.plain[mention.end : following.start]) is not None
            and _alike(mention, following)
            and following.measure == mention.measure
        )
        if not goes_on and len(run) > 1:
            yield from _list(passage, run)


def _turns(last: Mention, joint: str) -> bool:
    """实有 312 人，缺编 28 人; 丙校 96 万元，平均每人 2.4 万元: what is wanting and what falls to each are no kinds of what was listed."""
    return any(bool(words.search(joint)) != bool(words.search(last.words_before)) for words in (_WANTING, _EACH))


_WANTING = as_pattern(r"[缺欠]|空编|差额")
_EACH = as_pattern(r"[均每]")


def _list(passage: Passage, run: Sequence[Mention]) -> Iterator[Doubtful]:
    if any(m.is_percent or m.number.hedge is not Hedge.NONE or m.unit is None for m in run):
        return
    if any(
        _alike(m, run[0]) and m.number.value == sum(p.number.value for p in run)
        for m in _counts(passage, run[0].sentence[0], run[0].start)
    ):
        # 742.5 万元用于四个方面：385 万元、168.5 万元、64 万元、125 万元: the run makes up a total, and none of it is one.
        return
    names = [m.name for m in run]
    divides = any(len(kinds) == len(run) and all(any(k in n for n in names) for k in kinds) for kinds in _DIVIDING)
    readings: list[Reading] = []
    start, _ = run[0].sentence
    if divides:
        before = _counts(passage, passage.sentence_at(max(0, start - 2))[0], run[0].start)
        totals = [m for m in before if _alike(m, run[0]) and m.number.value >= max(p.number.value for p in run)]
        readings += [sum_of(_operand(total), [_operand(m) for m in run]) for total in totals[-3:]]
    elif len(run) > 3:
        # 26 所，市属 5 所、县属 17 所、民办 4 所: the first of the run is the sum of the others.
        opening = passage.plain[run[0].end : run[1].start]
        if opening.lstrip()[:1] == "，" and "、" not in opening:
            readings.append(sum_of(_operand(run[0]), [_operand(m) for m in run[1:]]))
    yield from _doubtful(readings, "、", run[-1], run)


def _doubtful(readings: Sequence[Reading], cue: str, last: Mention, suspects: Sequence[Mention]) -> Iterator[Doubtful]:
    if not readings:
        return
    made = relation("near-misses", readings[-_MOST_READINGS:], cue=cue, severity="warning", place=last.place)
    yield Doubtful(made, frozenset(m.id for m in suspects))


def _operand(mention: Mention) -> Operand:
    return mention.named_operand(trust=0.9)
