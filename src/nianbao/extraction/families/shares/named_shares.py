"""A share whose part is only named follows from what was counted under that name.

Cue: 升学人数占毕业生总数的 62.55%, 外县学生占 34.7%, 机械、电气两个系合计占在校生的 71.1%, 县内就业占比 60.7%. Why it should hold in any
report: who names a part again has counted it, and mostly close by: in the paragraph, in the row or column of a table that
bears the name, or as an indicator of the field. Guards: every count that bears the name over every whole that bears the
name of the whole is a legal reading; a whole without a name must be counted in the paragraph; names that fit only loosely,
and figures of another period, are never held against a share unless two of its digits changed places. 这两个大类 are the last two
that were counted, where the sentence right before counts just so many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from nianbao.extraction.claims import Doubtful, Hint, derived, hint_at, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import indicator_of, known_facts, scope_of
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.shares.mistaken_wholes import follows_from_mistaken, is_left_behind
from nianbao.extraction.shares.wholes_elsewhere import wholes_elsewhere
from nianbao.extraction.tables.table_facts import Sheet, bare_label
from nianbao.extraction.told.counted_things import Count, are_of_one_kind, counted, is_named, operand_of
from nianbao.extraction.told.told_values import values_by_name
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
EXAMPLES = (
    Example("pass", "就业去向为第一产业4人、第二产业96人、第三产业131人，第三产业占56.71%。"),
    Example("fail", "毕业生200人，升学120人，就业70人。升学人数占毕业生总数的65%。"),
    Example("fail", "在校生1842人。本县学生1203人，外县学生639人，外县学生占37.4%。"),
    Example("fail", "在校生3000人，机械系812人，电气系705人，信息系516人。机械系、电气系合计占在校生的55.6%。"),
    Example("pass", "毕业生200人，升学120人，就业70人。升学人数占毕业生总数的60%。"),
    Example("pass", "在校生3000人，机械系812人，电气系705人，信息系516人。机械系、电气系合计占在校生的50.6%。"),
    Example("fail", "在校生3000人。机械系最大，在校生812人，电气系705人。这两个系合计占在校生的55.6%。"),
    Example("silent", "毕业生200人，升学120人。女生升学人数占毕业生总数的35%。"),
    Example(
        "silent",
        "全区“双师型”教师214人，专业课教师270人。\n\n山前学校力量不足，其“双师型”教师占专业课教师的比例仅为50%。",
    ),
)
_SAID = as_pattern(
    r"^(?P<part>[^，。；：\d（）()%％]{2,24}?)(?:合计|共计|总共|加起来|一共|共|总计)?(?:仅|只|约|均|就|已经|已|则|也|还|又|大约|将近|大)*"
    r"(?:占(?!地|用|领|有率|据)比?(?:重|例)?|(?:的|所占)(?:比例|比重|占比)|占?比例|比重)(?:了|到|达|只有|仅|约|为|是|有)*(?P<base>[^，。；：、%％\d]{0,18}?)"
    r"(?:的)?(?:比例|比重|比率|比)?(?:仅|只|约|为|达到?|是|有|高达|到|就|:|：)*\s*$"
)
_OTHER_TIME = as_pattern(
    r"上年|去年|上一年|上届|往年|前年|同期|(?<!占)比(?!例|重|率|为|达)|较|提高|增|下降|减少|目标|力争|计划|要求|标准|规定|应(?![届用急])"
)
_GOAL = as_pattern(r"[到至]20\d\d\s*年|明确[^。]{0,30}[到至]|力争|目标|计划到|确保|规划|今后|下一步")
_STARTS = as_pattern(
    r"^(?:其中|而|但|且|目前|现|当年|本年度|今年|全年|从.{2,6}看|全校|学校|我校|本校|全[区市县]|我[区市县]|里面|当中|当前|以上)*[的，]?"
)
_ENDS = as_pattern(r"(?:的)?(?:人数|总数|数量|总量|总额|人员|部分|数)$")
_TOGETHER = as_pattern(r"[两二三四五六七八九\d]个?[\u4e00-\u9fff]{0,6}$|(?:以及|等)$")
_BASE_STARTS = as_pattern(r"^到?了?(?:全[区市县校省]|我[区校]|[本该][区校]|全部|全体|所有|总|该|其|学校)")
_BASE_ENDS = as_pattern(r"(?:的)?(?:总人数|总数|人数|数量|总量|总额|总)$")
_EARLIER = as_pattern(r"上年|去年|上届|往年|同期|20\d\d")
# 博士在专任教师中, 专任教师中博士: the whole is named beside the part.
_AMONG = as_pattern(
    r"(?P<one>[\u4e00-\u9fff“”]{2,12}?)在(?P<all>[\u4e00-\u9fff“”]{2,12}?)(?:当?中|里面?)的?|(?P<whole>[\u4e00-\u9fff“”]{2,12}?)(?:当?中|里)的?，?(?P<other>[\u4e00-\u9fff“”]{2,12})"
)
_SENIOR = as_pattern(r"(?:具有)?高级(?:职称|专业技术职务)?(?:的)?(?:专任)?(?:教师)?")
_KIND_WORDS = as_pattern(r"(?:培训量?|收入|拨款|经费|支出|学生|教师|人员|图书)$")
_MOST = 20
_PLACES, _HINT = 2, 0.4
_FAR = 700  # characters of the paragraph in which the part was counted


@dataclass(frozen=True)
class _Found:
    """Operands that bear a name, and whether they bear exactly that name close by."""

    operands: tuple[Operand, ...] = ()
    exact: bool = False
    count: Mention | None = None


_ANOTHERS = as_pattern(r"\s*其(?!中)")  # 其双师型教师占 50%: of whom the sentence before speaks


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Shares, clause by clause."""
    for passage in manuscript.prose():
        for share in passage.mentions:
            if share.unit is None or share.unit.id != "percent" or share.is_spelled or share.number.value > 1:
                continue
            start = share.clause[0]
            lead = passage.plain[start : share.start]
            if inside := [m for m in passage.mentions_in(start, share.digits_start) if not m.is_spelled]:
                if len(inside) == 1:
                    yield from _of_given_whole(manuscript, passage, share, inside[0])
                continue
            match = _SAID.match(lead.strip())
            if match is None and lead.strip().startswith("占"):
                yield from _of_whom_spoken(manuscript, passage, share, lead)
            if match is None or _OTHER_TIME.search(lead) or share.number.hedge in (Hedge.AT_LEAST, Hedge.AT_MOST):
                continue
            if _ANOTHERS.match(lead):
                continue
            if not match["base"].strip() and as_pattern(r"\s*的").match(passage.plain[share.end : share.end + 3]):
                # 农村学生占比达 85% 的班级 are so many classes.
                continue
            if _GOAL.search(passage.plain[passage.full_sentence_at(start)[0] : start]):
                continue
            if match["base"].strip().startswith("其"):
                # 护理学校以就业为主，就业人数占其毕业生的 59.2%: of those of whom the sentence speaks
                continue
            yield from _claims(manuscript, passage, share, match["part"], match["base"])


_TAKES = as_pattern(
    r"(?P<part>[^，。；：\d]{2,16}?)(?:仅|只|约|均|就|已|则|也|大约|将近|刚好|正好)*占(?!地|用|领)(?:到了?|了)?[^，。；：\d]{2,14}$"
)
_OF_IT = as_pattern(r"\s*[）)]?\s*的(?:比例|比重)?[为达是约]*\s*")


def _of_given_whole(
    manuscript: Manuscript, passage: Passage, share: Mention, whole: Mention
) -> Iterator[Doubtful | Hint]:
    """专任教师只占核定人数 213 人的 87.3%: the whole stands in the clause, the part was counted in another place."""
    lead = passage.plain[share.clause[0] : whole.start]
    match = _TAKES.match(lead.strip())
    if match is None or _OF_IT.fullmatch(passage.plain[whole.end : share.start]) is None or _OTHER_TIME.search(lead):
        return
    if whole.number.hedge is not Hedge.NONE or not share.number.places or unit_named(manuscript, share):
        return
    part = _only_value(manuscript, _core(match["part"]))
    number = part.cell.number if part is not None else None
    if (
        part is None
        or number is None
        or not are_comparable(number.unit, whole.unit)
        or number.value > whole.number.value
    ):
        return
    claim = share.operand(f"{match['part']}占比 {share.raw.strip()}", trust=0.5)
    reading = share_of(claim, [part], [whole.named_operand()])
    place = passage.place(share.clause[0], share.end)
    yield Doubtful(
        relation("named-shares", [reading], cue="占", severity="warning", place=place), frozenset((share.id, whole.id))
    )
    if (hint := _hint_at_both(share, reading)) is not None:
        yield hint


def _only_value(manuscript: Manuscript, name: str) -> Operand | None:
    """What the report counts under a name in its own year and of everybody, where it has one value."""
    told = [
        value.mention for value in values_by_name(manuscript).get(name, ())
        if value.mention.unit is not None and not value.mention.is_percent and value.when != -1
        and value.period in (None, manuscript.data_period) and not scope_of(value.mention)
    ]  # fmt: skip
    operands = [mention.named_operand() for mention in told]
    if (indicator := indicator_of(name)) is not None and len({m.number.value for m in told}) != 1:
        facts = known_facts(manuscript).get(indicator, ())
        operands = [
            f.operand for f in facts if f.has_number and not f.scope and f.period in (None, manuscript.data_period)
        ]
    values = {o.cell.number.value for o in operands if o.cell.number is not None}
    return operands[0] if len(values) == 1 else None


def _of_whom_spoken(manuscript: Manuscript, passage: Passage, share: Mention, lead: str) -> Iterator[Doubtful]:
    spoken = _spoken_of(manuscript, passage, share.clause[0])
    match = _SAID.match(f"{spoken}{lead.strip()}") if spoken else None
    base = _BASE_ENDS.sub("", _BASE_STARTS.sub("", match["base"].strip())) if match is not None else ""
    if len(base) < 2 or _OTHER_TIME.search(lead) or unit_named(manuscript, share):
        return
    claim = share.operand(f"{spoken}占比 {share.raw.strip()}", trust=0.5)
    readings = _told_elsewhere(manuscript, share, claim, spoken, base)
    if readings:
        place = passage.place(share.clause[0], share.end)
        made = relation("named-shares", readings, cue=f"占{base}", severity="warning", place=place)
        yield Doubtful(made, frozenset((share.id,)))


def _spoken_of(manuscript: Manuscript, passage: Passage, start: int) -> str:
    """一是技师班人数少，占在校生的 6.8%: of whom the clause right before speaks, where it counts nobody itself."""
    if passage.plain[start - 1 : start] not in ("，", ",") or start < _SHORTEST:
        return ""
    begin, stop = passage.clause_at(start - 2)
    if passage.mentions_in(begin, stop):
        return ""
    words = _POINT.sub("", passage.plain[begin:stop].strip())
    names = values_by_name(manuscript)
    return next((words[:size] for size in range(min(len(words), 12), 2, -1) if words[:size] in names), "")


_SHORTEST = 3
_POINT = as_pattern(r"^(?:[一二三四五六七八九]是|第[一二三四五六七八九][，是]?|其中|目前)")


def _claims(
    manuscript: Manuscript, passage: Passage, share: Mention, said: str, base: str
) -> Iterator[Relation | Doubtful | Hint]:
    if not base.strip() and (inside := _AMONG.fullmatch(said.strip())):
        said, base = inside["one"] or inside["other"], inside["all"] or inside["whole"]
    name = _core(said)
    whole_name = _BASE_ENDS.sub("", _BASE_STARTS.sub("", base.strip()))
    if len(name) < 2 or (
        base.strip()
        and len(whole_name) < 2
        and not as_pattern(r"(?:全|总|其|我)?[区市县校省数]?").fullmatch(base.strip())
    ):
        return
    within = share.clause[0]
    near = [c for c in counted(passage, max(0, within - _FAR), within) if c.mention.number.hedge is Hedge.NONE]
    parts = _these(passage, near, said, within) or [_called(near, each) for each in _each_of(name)]
    if _SENIOR.fullmatch(name) and not (parts and parts[0].operands):
        # 正高 2 人、副高 37 人: those of a senior title.
        parts = [_called(near, each) for each in ("正高级", "副高级")]
        parts = parts if all(part.operands for part in parts) else [_called(near, each) for each in ("正高", "副高")]
    claim = share.operand(f"{name}占比 {share.raw.strip()}", trust=0.5)
    place = passage.place(share.clause[0], share.end)
    if parts and all(part.operands for part in parts):
        yield from _in_paragraph(manuscript, passage, share, claim, near, parts, whole_name)
        return
    readings, firm = _in_tables(manuscript, claim, name, whole_name)
    if not readings:
        readings, firm = _of_indicators(manuscript, passage, share, claim, name, whole_name)
    if not readings:
        readings, firm = _told_elsewhere(manuscript, share, claim, name, whole_name), False
        if readings and (hint := _hint_at_both(share, readings[0])) is not None:
            yield hint
    if readings:
        made = relation("named-shares", readings[:_MOST], cue=f"占{whole_name}", severity="warning", place=place)
        # 甲校以就业为主，就业人数占毕业生的 60%: of its own, whom a table of all need not know.
        firm = firm and not unit_named(manuscript, share)
        if follows_from_mistaken(manuscript, share, readings):
            firm, made = True, replace(made, is_searched=True)
        yield made if firm else Doubtful(made, frozenset((share.id,)))


_THESE = as_pattern(
    r"(?:以上|上述|前述|前|这)(?P<count>[两二三四五六])(?:大|个|所|类|者|项|家|种)?(?:专业)?(?:大类|类|系部?|部|专业群?|学校|校|县|区|地区|镇|者|项|年级|级)?(?:学生|的?人数)?"
)


def _these(passage: Passage, near: Sequence[Count], said: str, end: int) -> list[_Found]:
    """这两个大类: the two figures of one measure that the sentence before counts, where it counts no third."""
    match = _THESE.fullmatch(as_pattern(r"(?:合计|共计|总共|加起来|一共|共|总计)$").sub("", said.strip()))
    number = read_numeral(match["count"].replace("两", "二")) if match is not None else None
    if number is None:
        return []
    start, _ = passage.full_sentence_at(end)
    if not any(c.mention.start >= start for c in near) and start > 1:
        start, _ = passage.full_sentence_at(start - 2)
    here = [c for c in near if c.mention.start >= start]
    run = here[-number:]
    if len(run) < number or any(not are_of_one_kind(run[0], c) for c in run):
        return []
    more = here[:-number] if len(here) > number else []
    if any(are_of_one_kind(c, run[0]) for c in more):
        return []
    between = [passage.plain[a.mention.end : b.mention.start] for a, b in pairwise(run)]
    if any("其中" in words or "。" in words for words in between):
        return []
    return [_Found((operand_of(c),), True, c.mention) for c in run]


def _in_paragraph(
    manuscript: Manuscript,
    passage: Passage,
    share: Mention,
    claim: Operand,
    near: Sequence[Count],
    parts: Sequence[_Found],
    base: str,
) -> Iterator[Relation | Doubtful | Hint]:
    first = parts[0].count
    if first is None:
        return
    chosen = [[part.operands[0] for part in parts]] if len(parts) > 1 else [[operand] for operand in parts[0].operands]
    keys = {operand.key for part in parts for operand in part.operands}
    alike = [
        c
        for c in near
        if are_comparable(c.mention.unit, first.unit) and c.mention.id not in keys and not is_left_behind(c.mention)
    ]
    firm = all(part.exact for part in parts)
    if base:
        named = [c for c in alike if is_named(base, c)]
        wholes = [operand_of(c) for c in named] + wholes_elsewhere(manuscript, base, first)
        firm = firm and (not named or any(c.name == base or base in c.name for c in named) or bool(indicator_of(base)))
    else:
        if any(c.mention.start > first.end and c.mention.sentence != first.sentence for c in alike):
            # 女生 587 人；一年级新生 560 人，女生占 41.2%: those of another group, which was counted in between.
            return
        wholes = [operand_of(c) for c in alike if c.mention.number.value >= first.number.value]
        firm = False
        together = _list_of(passage, first, near)
        if together:
            wholes += together
            firm = all(part.exact for part in parts)
    readings = [share_of(claim, part, [whole]) for part in chosen for whole in wholes if whole.key not in keys]
    if not readings:
        return
    made = relation(
        "named-shares", readings[:_MOST], cue=f"占{base}", severity="warning", place=passage.place(share.clause[0], share.end)
    )  # fmt: skip
    if follows_from_mistaken(manuscript, share, readings):
        firm, made = True, replace(made, is_searched=True)
    yield made if firm else Doubtful(made, frozenset((share.id,)))


def _list_of(passage: Passage, part: Mention, near: Sequence[Count]) -> list[Operand]:
    """本县学生 1203 人，外县学生 639 人: the figures that stand in a row before the part, added to it one after another."""
    row = [part]
    for count in near:
        mention = count.mention
        if mention is not part and mention.sentence == part.sentence and mention.measure == part.measure:
            row.append(mention)
    row.sort(key=lambda mention: mention.start)
    at = row.index(part)
    wholes: list[Operand] = []
    total, words, right = part.number.value, part.raw.strip(), part
    for left in reversed(row[:at]):
        between = passage.plain[left.end : right.start]
        if not as_pattern(r"\s*[，、]\s*[\u4e00-\u9fff]{2,8}").fullmatch(between):
            break
        total, words, right = total + left.number.value, f"{left.raw.strip()}+{words}", left
        wholes.append(derived(f"{left.id}:with:{part.id}", words, total, like=left.number))
    return wholes


def _each_of(name: str) -> list[str]:
    """机械、电气、汽车三个系: each of those who are added up; a single name stays whole."""
    if "、" not in name and not as_pattern(r"[和与及]").search(name):
        return [name]
    words = _TOGETHER.sub("", name)
    return [_core(each) for each in as_pattern(r"[、和与及]").split(words) if each.strip()]


def _core(name: str) -> str:
    words = _STARTS.sub("", name.strip(" ，“”"))
    previous = ""
    while previous != words:
        previous, words = words, _ENDS.sub("", words.strip("的 "))
    return words


def _called(counts: Sequence[Count], name: str) -> _Found:
    """Counts of a name: those that bear it exactly, else the only one that holds it."""
    if len(name) < 2:
        return _Found()
    fitting = [c for c in counts if not _EARLIER.search(c.name)]
    bare = _KIND_WORDS.sub("", name)
    exact = [c for c in fitting if name in (_core(c.name), _core(f"{c.name}{c.mention.noun}"))]
    if not exact and len(bare) > 1:
        # 农民 4200 人次 is what 农民培训 speaks of, 学费 320 万元 what 学费收入 does.
        exact = [c for c in fitting if _KIND_WORDS.sub("", _core(c.name)) == bare]
    if exact:
        same = {c.mention.number.value for c in exact}
        return _Found(tuple(operand_of(c) for c in exact), len(same) == 1, exact[-1].mention)
    loose = [
        c
        for c in fitting
        if name in f"{c.name}{c.mention.noun}"
        or (len(_core(c.name)) > 2 and _core(c.name) in name)
        or (len(_core(c.name)) == 2 and name.startswith(_core(c.name)))
    ]
    if len(loose) == 1:
        return _Found((operand_of(loose[0]),), False, loose[0].mention)
    return _Found()


def _told_elsewhere(manuscript: Manuscript, share: Mention, claim: Operand, name: str, base: str) -> list[Reading]:
    """技师班学生占在校生的 6.8%: both were counted under just these names in other paragraphs, each with one value."""
    one, all_of_them = _only_value(manuscript, name), _only_value(manuscript, base)
    if one is None or all_of_them is None:
        return []
    sides = (one, all_of_them)
    part, whole = (side.cell.number for side in sides)
    if part is None or whole is None or not are_comparable(part.unit, whole.unit) or part.value > whole.value:
        return []
    return [share_of(claim, [sides[0]], [sides[1]])] if share.number.places else []


def _hint_at_both(share: Mention, reading: Reading) -> Hint | None:
    """Where a share of two decimals is not that of the only two figures of these names."""
    part, whole = reading.operands["part"][0], reading.operands["whole"][0]
    one, all_of_them = part.cell.number, whole.cell.number
    if one is None or all_of_them is None or share.number.places < _PLACES or not all_of_them.value:
        return None
    quotient = one.value / all_of_them.value
    if part.key == whole.key or quotient >= 1 or abs(quotient - share.number.value) <= share.number.ulp * 2:
        return None
    places = tuple(place for place in (share.place, part.place, whole.place) if place is not None)
    return hint_at(
        "named-shares", share.id, FAULT, places,
        f"此处占比写作 {share.raw.strip()}；别处「{part.label}」「{whole.label}」算得 {quotient:.2%}，请核对是否同一件事",
        f"{share.raw.strip()} here; elsewhere {part.label} and {whole.label} make {quotient:.2%}: please check whether the same is meant",
        reported=share.raw.strip(), expected=f"{quotient:.2%}", formula=f"{part.label} ÷ {whole.label} = {quotient:.2%}",
        keys=(share.id,), weight=_HINT,
    )  # fmt: skip


def _in_tables(manuscript: Manuscript, claim: Operand, name: str, base: str) -> tuple[list[Reading], bool]:
    """高级职称占专任教师的 32.27% beside a total row with both columns; 会计占在校生的 25.2% beside a row 会计."""
    readings: list[Reading] = []
    rows = _rows_called(manuscript).get(name, ())
    firm = len(rows) == 1
    for sheet, row in rows:
        total = _total_row(sheet)
        for column in sheet.numeric_columns:
            part = sheet.figure(row, column)
            head = bare_label(sheet.head(column))
            if part is None or part.is_percent or QUOTIENT.search(head) or (base and not _is_head(head, base)):
                continue
            firm = firm and bool(base)
            if total is not None and (whole := sheet.figure(total, column)) is not None and whole.value >= part.value:
                readings.append(share_of(claim, [part.operand()], [whole.operand()]))
            elif total is None:
                added = sum((f.value for f in sheet.column_figures(column, sheet.data_rows)), start=Decimal(0))
                readings.append(
                    share_of(
                        claim,
                        [part.operand()],
                        [derived(f"{sheet.id}:sum:c{column}", f"{head or '各行'}之和", added, like=part.number)],
                    )
                )
                firm = False
    if readings:
        return readings, firm
    for sheet in manuscript.sheets if base else ():
        for row in (row for row in sheet.data_rows if sheet.is_total_row(row)):
            figures = [f for c in sheet.numeric_columns if (f := sheet.figure(row, c)) is not None and not f.is_percent]
            parts = [f for f in figures if _is_head(sheet.head(f.column), name)]
            wholes = [f for f in figures if _is_head(sheet.head(f.column), base)]
            readings += [
                share_of(claim, [part.operand()], [whole.operand()])
                for part in parts
                for whole in wholes
                if part.column != whole.column and part.value <= whole.value
            ]
    return readings, True


@kept
def _rows_called(manuscript: Manuscript) -> dict[str, tuple[tuple[Sheet, int], ...]]:
    found: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in manuscript.sheets:
        if len(sheet.data_rows) < 3:
            continue
        for row in sheet.data_rows:
            if not sheet.is_total_row(row):
                found.setdefault(_core(sheet.row_label(row)), []).append((sheet, row))
    return {name: tuple(rows) for name, rows in found.items() if len(name) > 1}


def _total_row(sheet: Sheet) -> int | None:
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    return totals[0] if len(totals) == 1 else None


def _is_head(head: str, name: str) -> bool:
    core = _head_core(head)
    return len(core) > 1 and any(
        name.endswith(ending) and _OF_ALL.fullmatch(name, 0, len(name) - len(ending)) is not None
        for ending in (core, f"{core}教师")
    )


_OF_ALL = as_pattern(r"(?:[一二两三四五六七]校|全[区市县校])?")


@lru_cache(maxsize=4_096)
def _head_core(head: str) -> str:
    return as_pattern(r"^其中[:：]?|(?:人数|总数|数)$").sub("", bare_label(head))


def _of_indicators(
    manuscript: Manuscript, passage: Passage, share: Mention, claim: Operand, name: str, base: str
) -> tuple[list[Reading], bool]:
    """升学人数占毕业生的 73.69%: both are indicators, wherever the report gives them."""
    part_id = indicator_of(name) or indicator_of(f"{name}人数")
    whole_id = indicator_of(base) if base else None
    if part_id is None or whole_id is None or part_id == whole_id:
        return [], False
    facts = known_facts(manuscript)
    period = manuscript.data_period
    sides = [
        [f for f in facts.get(each, ()) if f.has_number and not f.scope and (f.period or period) == period and f.operand.cell.number is not None]
        for each in (part_id, whole_id)
    ]  # fmt: skip
    values = [{f.operand.cell.number.value for f in side if f.operand.cell.number is not None} for side in sides]
    if not all(values):
        return [], False
    readings = [
        share_of(claim, [part.operand], [whole.operand])
        for part in sides[0]
        for whole in sides[1]
        if (p := part.operand.cell.number) is not None
        and (w := whole.operand.cell.number) is not None
        and are_comparable(p.unit, w.unit)
        and p.value <= w.value
    ]
    return readings, all(len(each) == 1 for each in values)
