"""A list that divides what the report counts in another place adds up to that count.

Cue: 项目经费中，a、b、c、d where 项目经费 is counted in a table or another paragraph; 教师年龄方面, degrees, titles or ages from the
highest to 以下, which leave no teacher out. Why it should hold in any report: whoever divides a whole whose number he has given
elsewhere divides that number. Guards: the whole has one value under its name in the report's own year and for all of it;
nothing is said where the list makes any other figure of that measure in the whole report; kinds that are not closed by their words, and
whatever misses by more than one slip of the hand in one figure of the list, say nothing, or hint where the kinds are closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Hint, hint_at, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_splits import are_alike, lists_in
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import indicator_of, known_facts, scope_of
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.shares.share_grounds import grounds_of
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.told.clause_subjects import is_compared
from nianbao.extraction.told.told_values import bare_name
from nianbao.extraction.wording import are_of_several_properties, is_closed, open_brackets
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation

FAULT = "sum"
_FUNDS = "\n\n学校\t人员经费\t项目经费\n东校\t812.5\t420.3\n西校\t640.2\t318.6\n合计\t1452.7\t738.9\n"
EXAMPLES = (
    Example("fail", f"项目经费中，实训室建设312.4万元，校园网234.5万元，校舍维修123.0万元，师资培养60.0万元。{_FUNDS}"),
    Example("fail", "三校共有专任教师412人。\n\n教师年龄方面，30岁及以下128人，31至45岁189人，46岁及以上86人。"),
    Example("pass", "三校共有专任教师412人。\n\n教师年龄方面，30岁及以下128人，31至45岁198人，46岁及以上86人。"),
    Example("pass", f"项目经费中，实训室建设312.4万元，校园网243.5万元，校舍维修123.0万元，师资培养60.0万元。{_FUNDS}"),
    Example("silent", "三校共有专任教师412人。\n\n教师中，党员128人，骨干教师189人，班主任86人。"),
    Example("silent", "专任教师412人。\n\n兼职教师年龄方面，30岁及以下18人，31至45岁21人，46岁及以上13人。"),
)
_GROUP = as_pattern(
    r"(?:^|[。；，])\s*(?:全[区市县校省]|[我本][区市县校]|各校|其中|在|现有|[两三四五六]校)*(?P<group>[\u4e00-\u9fff“”]{2,10}?)"
    r"(?:当?中|里(?:面|头)?|方面|(?:的)?(?:年龄|学历|职称|年级)(?:结构|层次|分布|构成)?(?:方面|看|上)?|按(?:年龄|学历|职称)[分看]?)[，,：:]?"
    r"(?:按(?:年龄|学历|职称|年级|用途)[分看]?[，,：:]?)?(?:其中)?[^，。；：、]{0,16}$"
)
_MAY_DIVIDE = as_pattern(
    r"(?:[中里头看上]|方面|年龄|学历|职称|年级|结构|层次|分布|构成|[分看])[，,：:]?(?:其中)?[^，。；：、]{0,16}?\d"
)
_PROPERTY = as_pattern(r"年龄|学历|职称|年级|结构|层次|分布|构成|的")
_OTHERS = as_pattern(r"上年|去年|上届|前年|往年|20\d\d|计划|目标|新[增进聘招]|培训|参加|获奖|调查|问卷|比例|占比|平均")
_SPENT = as_pattern(r"(?:支出|经费|投入|资金|收入|费用)$")  # 信息化支出 is what a table of spending has under 信息化
_MOST_READINGS = 4
_HINT = 0.4
_FEWEST = 3


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Lists whose whole no sentence round them counts, passage by passage."""
    for passage in manuscript.prose():
        if _MAY_DIVIDE.search(passage.plain) is None or len(passage.mentions) < _FEWEST:
            continue
        for figures, names in lists_in(passage):
            if len(figures) >= _FEWEST and _can_be_parts(figures):
                yield from _claims(manuscript, passage, figures, names)


def _can_be_parts(figures: Sequence[Mention]) -> bool:
    first = figures[0]
    return (
        not first.is_percent
        and first.unit is not None
        and first.unit.dimension in ("people", "money", "items", "area", "attendance")
        and all(are_alike(first, other) for other in figures)
        and open_brackets(first.passage.plain[first.sentence[0] : first.start]) == 0
    )


def _claims(
    manuscript: Manuscript, passage: Passage, figures: Sequence[Mention], names: Sequence[str]
) -> Iterator[Relation | Doubtful | Hint]:
    first, last = figures[0], figures[-1]
    start, end = passage.full_sentence_at(first.start)
    lead = passage.plain[start : first.start]
    if any(are_alike(m, first) and not m.is_loose for m in passage.mentions_in(start, first.digits_start)):
        return  # The sentence counts something before the list: other families read it.
    behind = next((m for m in passage.mentions_in(last.end, end) if are_alike(m, first)), None)
    group = _GROUP.search(lead)
    if group is None or _OTHERS.search(lead) or are_of_several_properties(names):
        return
    name = _PROPERTY.sub("", bare_name(group["group"]))
    closed = is_closed(names) and behind is None
    if len(name) < 2 or (behind is not None and not behind.is_loose):
        return
    wholes = _wholes(manuscript, first, "专任教师" if name in ("教师", "教师队伍", "师资队伍") else name)
    if len({_value(whole) for whole in wholes}) != 1 or unit_named(manuscript, first):
        return
    value, added = _value(wholes[0]), sum((f.number.value for f in figures), start=Decimal(0))
    if added != value and _is_made(manuscript, first, added):
        return
    parts = [figure.operand(f"{part} {figure.raw.strip()}", trust=0.9) for figure, part in zip(figures, names, strict=True)]  # fmt: skip
    place = passage.place(first.start, last.end)
    made = relation(
        "divided-elsewhere", [sum_of(whole, parts) for whole in wholes[:_MOST_READINGS]], cue=name, severity="warning",
        place=place,
    )  # fmt: skip
    if added == value or _is_one_slip(figures, value - added):
        yield made
    elif closed and value / 2 < added < value * 2:
        yield _hint(wholes[0], figures, added)


def _hint(whole: Operand, figures: Sequence[Mention], added: Decimal) -> Hint:
    places = tuple(figure.place for figure in figures) + ((whole.place,) if whole.place is not None else ())
    added_up = " + ".join(figure.raw.strip() for figure in figures)
    return hint_at(
        "divided-elsewhere", figures[0].id, FAULT, places,
        f"所列各项相加是 {added:f}，而别处「{whole.label}」，请核对是否同一口径",
        f"the kinds make {added:f}; elsewhere the report has “{whole.label}”: please check whether both count the same",
        reported=figures[0].raw.strip(), formula=f"{added_up} = {added:f}", weight=_HINT, keys=tuple(f.id for f in figures),
    )  # fmt: skip


def _value(operand: Operand) -> Decimal:
    return operand.cell.number.value if operand.cell.number is not None else Decimal(-1)


def _is_one_slip(figures: Sequence[Mention], gap: Decimal) -> bool:
    """One figure of the list put right makes the sum right: two digits exchanged, or one digit of at least three."""
    for figure in figures:
        printed, meant = figure.number.digits, (figure.number.value + gap) / figure.number.scale
        if meant <= 0 or not one_slip(printed, meant):
            continue
        if len(f"{printed:f}".replace(".", "")) > 2 or sorted(f"{printed:f}") == sorted(f"{meant:f}"):
            return True
    return False


def _is_made(manuscript: Manuscript, first: Mention, added: Decimal) -> bool:
    """True where the list makes some other figure of its measure, wherever it stands."""
    if any(m.number.value == added and are_alike(m, first) for m in manuscript.mentions):
        return True
    return bool(manuscript.figures_of_digits.get(added / first.number.scale) or manuscript.figures_of_digits.get(added))


def _wholes(manuscript: Manuscript, first: Mention, name: str) -> list[Operand]:
    """What the report counts under the name, in its own year and of everybody."""
    found: list[Operand] = []
    indicator = indicator_of(name)
    for fact in known_facts(manuscript).get(indicator or "", ()):
        number = fact.operand.cell.number
        if number is None or number.hedge is not Hedge.NONE or fact.scope or fact.period not in (None, manuscript.data_period):  # fmt: skip
            continue
        found.append(fact.operand)
    if found:
        return found
    bare = _SPENT.sub("", name)
    for each in grounds_of(manuscript).called(bare if len(bare) > 1 else name):
        if each.is_old or not (_bears(each.source, name) or (len(bare) > 1 and _bears(each.source, bare))):
            continue
        source = each.source
        if isinstance(source, Mention):
            if are_alike(source, first) and not scope_of(source) and not unit_named(manuscript, source) and not is_compared(source):  # fmt: skip
                found.append(source.named_operand())
        elif source is not None:
            found.append(source.operand_like(first.number))
    return found


def _bears(source: Mention | Figure | None, name: str) -> bool:
    """Whether the figure is called so and no otherwise: by the words right before it, or by the head of a total row."""
    if isinstance(source, Mention):
        return bare_name(source.words_before) == name and source.number.hedge is Hedge.NONE
    if source is None:
        return False
    sheet = source.sheet
    if sheet.is_total_row(source.row):
        return core_of(sheet.head(source.column)) == name
    return compact(sheet.row_label(source.row)) == name and len([c for c in sheet.numeric_columns if sheet.figure(source.row, c)]) == 1  # fmt: skip
