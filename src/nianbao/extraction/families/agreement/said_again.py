"""What is counted once and said again in other words has one value.

Cue: the same thing (专任教师, 校外实训基地, 占地面积, 合作企业 …), recognised under any of its names, in two paragraphs, or in a
paragraph and a table. Why it should hold in any report: an institution has one number of them at a time, and a
summary is written from the chapter. Guards: equal period and date, no school of its own, nothing that narrows
(新进, 其中 of a part, 计划, 累计), no other count as the subject of its sentence (民办园15所，专任教师…); where a name may mean a part (在编教职工, 图书 beside 纸质图书), where several values
stand or two lie far apart, only a slip of the hand is told: two digits exchanged, a point moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_bodies import body_spoken_of
from nianbao.extraction.names.known_facts import known_facts, scope_of, speaks_of_many_kinds
from nianbao.extraction.names.said_things import SaidThing, said_things
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.told.clause_subjects import things_counted_first
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_REST = "\n\n二、办学条件\n\n"
EXAMPLES = (
    Example("fail", f"学校现有教职工216人，其中专任教师175人。{_REST}学校现有专任教师队伍157人，结构合理。"),
    Example("fail", f"学校与37家企业建立了合作关系。{_REST}目前合作企业达73家。"),
    Example("fail", f"学校占地面积120亩，环境优美。{_REST}校园占地面积112亩，布局合理。"),
    Example("pass", f"学校现有教职工216人，其中专任教师175人。{_REST}学校现有专任教师队伍175人，结构合理。"),
    Example("silent", f"学校现有专任教师175人。{_REST}新进专任教师17人，2022年有专任教师158人。"),
    Example("silent", f"学校现有教职工216人。{_REST}学校在编教职工198人。"),
    Example("silent", "公办园12所，专任教师147人，班级60个。\n\n民办园15所，专任教师174人，班级52个。"),
)
_FAR_APART = 2
_LEAST_DIGITS = 3


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Things said twice in the text, then those that a table gives as well."""
    said: dict[tuple[str, str, int | None, str], list[SaidThing]] = {}
    for thing in said_things(manuscript):
        if things_counted_first(thing.mention):
            continue
        if thing.mention.is_percent and not thing.is_known:
            continue  # a share of what, only the words around it say
        if thing.mention.number.hedge is Hedge.NONE and thing.mention.number.digits > 1:
            dimension = thing.mention.unit.dimension if thing.mention.unit is not None and not thing.is_known else ""
            said.setdefault((thing.thing, dimension, thing.period, thing.scope), []).append(thing)
    for (name, _, period, scope), things in said.items():
        tables = _of_tables(manuscript, name, period) if not scope else []
        yield from _said_twice(manuscript, things, tables, scope)


def _of_tables(manuscript: Manuscript, name: str, period: int | None) -> list[Operand]:
    """The value that the tables give, where all of them give one."""
    facts = [
        fact
        for fact in known_facts(manuscript).get(name, ())
        if fact.is_table
        and fact.has_number
        and not fact.scope
        and (fact.period == period or {fact.period, period} <= {None, manuscript.data_period})
    ]
    return [facts[0].operand] if len({_value(fact.operand) for fact in facts}) == 1 else []


def _value(operand: Operand) -> object:
    return operand.cell.number.value if operand.cell.number is not None else None


def _body_of(thing: SaidThing) -> str:
    return body_spoken_of(thing.mention.passage)


def _measure(thing: SaidThing) -> str:
    return "人" if thing.mention.measure in ("名", "位") else thing.mention.measure[-1:]


def _operand(thing: SaidThing) -> Operand:
    return thing.mention.operand(f"{thing.name} {thing.mention.raw.strip()}")


def _said_twice(
    manuscript: Manuscript, things: list[SaidThing], tables: list[Operand], scope: str
) -> Iterator[Relation | Doubtful]:
    firm = [thing for thing in things if thing.is_whole and not scope] if not speaks_of_many_kinds(manuscript) else []
    firm = _of_one_level(manuscript, _one_a_sentence(firm))
    firm = [thing for thing in firm if _body_of(thing) == _body_of(firm[0])]
    if len(firm) + len(tables) > 1 and firm and _are_near(firm, tables):
        yield relation(
            "said-again", [same(*tables, *map(_operand, firm))], cue=firm[0].name, severity="warning", place=firm[0].mention.place
        )  # fmt: skip
    told = {thing.mention.id for thing in firm}
    for thing in things:
        if len(str(int(abs(thing.mention.number.digits.scaleb(thing.mention.number.places))))) < _LEAST_DIGITS:
            continue
        others = [
            other for other in things
            if other.mention.passage is not thing.mention.passage
            and not (thing.mention.id in told and other.mention.id in told)
            and are_comparable(thing.mention.unit, other.mention.unit)
            and (not thing.date or not other.date or thing.date == other.date)
            and _measure(thing) == _measure(other)
            and scope_of(thing.mention) == scope_of(other.mention)
            and _body_of(thing) == _body_of(other)
        ]  # fmt: skip
        readings = [same(_operand(other), _operand(thing)) for other in others]
        if thing.mention.id not in told and not scope_of(thing.mention):
            readings += [same(table, _operand(thing)) for table in tables if thing.is_known]
        if readings:
            yield Doubtful(
                relation("said-again", readings[:8], cue=thing.name, severity="warning", place=thing.mention.place),
                frozenset((thing.mention.id,)),
            )


def _one_a_sentence(things: list[SaidThing]) -> list[SaidThing]:
    """What one sentence says twice, it says of two things: the first is of the whole."""
    seen: set[tuple[str, tuple[int, int]]] = set()
    kept = []
    for thing in things:
        where = (thing.mention.passage.id, thing.mention.passage.full_sentence_at(thing.mention.start))
        if where not in seen:
            seen.add(where)
            kept.append(thing)
    return kept


def _of_one_level(manuscript: Manuscript, things: list[SaidThing]) -> list[SaidThing]:
    """全区 and 学校 are two levels; what names neither goes with the more frequent, of one date at a time."""
    levels = Counter(thing.level for thing in things if thing.level)
    dates = Counter(thing.date for thing in things if thing.date)
    level = min(levels, key=lambda name: (-levels[name], name)) if levels else ""
    date = min(dates, key=lambda name: (-dates[name], name)) if dates else ""
    return [thing for thing in things if thing.level in ("", level) and thing.date in ("", date)]


def _are_near(firm: list[SaidThing], tables: list[Operand]) -> bool:
    """Two values not far apart; three and more are of several bodies."""
    numbers = [thing.mention.number for thing in firm] + [t.cell.number for t in tables if t.cell.number is not None]
    values = sorted({number.value for number in numbers})
    if not all(are_comparable(numbers[0].unit, number.unit) for number in numbers):
        return False
    if len(values) > 2 or not values[0]:
        return False
    return values[-1] < _FAR_APART * values[0] or one_slip(numbers[0].value, values[-1])
