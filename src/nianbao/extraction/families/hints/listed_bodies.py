"""The schools of a report are the same ones in every list of all of them.

Cue: tables with a row or a column for each school or district, and sentences that give each of them a figure (甲校 4 个、乙校 3 个);
two of three, three of four and so on are the same as everywhere else, and one is another. Of two schools the sentence must say
两校, and the passage must have named them just before, or the sentence itself has them in a row. Why it should hold in any report: a list as long as the
usual one, with all but one of its names, was meant to be the usual one. Guards: a full and a short name are one
school; the usual list stands elsewhere as often; what is found in several lists is no slip; lists of
partners, of counties helped and of schools that merged have other names altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_bodies import Bodies, Listed, Spoken, known_bodies
from nianbao.extraction.running_text import running_text
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
_TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n青河职业学校\t210\t640\n青河卫生学校\t180\t520\n东升艺术学校\t90\t260\n"
_PAIR = "青河职业学校组建讲师团，成员24人；青河卫生学校建立教学点5处。两校全年培训860人，"
EXAMPLES = (
    Example("fail", f"三所学校设党支部8个，其中青河职业学校3个、青河卫生学校3个、东升体育学校2个。{_TABLE}"),
    Example("fail", f"{_PAIR}其中青河职业学校480人、东升艺术学校380人。{_TABLE}"),
    Example("silent", f"三所学校设党支部8个，其中青河职业学校3个、青河卫生学校3个、东升艺术学校2个。{_TABLE}"),
    Example("silent", f"{_PAIR}其中青河职业学校480人、青河卫生学校380人。{_TABLE}"),
    Example("silent", f"获奖最多的是青河职业学校12项、东升艺术学校9项。{_TABLE}"),
)
_ALL = as_pattern(r"(?P<number>[三四五六七八九\d])\s*(?:所(?!中心)|校)|各校|各[区县]|[三四五六七八九]个?[区县]")
_BOTH = as_pattern(r"(?:上述|这|以上)?(?:[两二]校|[两二]所(?:[\u4e00-\u9fff]{0,6}学校)?|双方学校)")
_KIND = as_pattern(r"[两二]所(?!学校|院校)[\u4e00-\u9fff]{2,4}(?:学校|院校|校)")
_JOINT = as_pattern(r"\s*(?:[、和与及]|以及)\s*")
_OTHERS = as_pattern(r"对口|帮扶|支援|结对|合并|外省|兄弟|来自|生源")
_NUMBERS = {character: value for value, character in enumerate("三四五六七八九", 3)}
_SURE, _LIKELY, _PAIRED = 0.65, 0.5, 0.55


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Lists that have one name of their own, then pairs."""
    bodies = known_bodies(manuscript)
    found = [_List(listed, frozenset(map(bodies.body, listed.names)), _lead(listed)) for listed in bodies.lists]
    often = Counter(each.own for each in found)
    for index, each in enumerate(found):
        if often[each.own] > 1 or _OTHERS.search(each.lead):
            continue
        if len(each.own) > 2:
            hint = _unlike_the_rest(bodies, each, found) or _unheard_of(manuscript, bodies, each)
        else:
            hint = _unlike_its_kind(bodies, each, found[:index]) or _unlike_the_pair(bodies, each)
        hint = hint or _unlike_the_row(bodies, each)
        if hint is not None:
            yield hint


@dataclass(frozen=True, slots=True)
class _List:
    listed: Listed
    own: frozenset[str]
    lead: str  # the passage up to the end of the list; for a table its caption


def _lead(listed: Listed) -> str:
    if listed.passage is None:
        return listed.sheet.caption if listed.sheet is not None else ""
    return listed.passage.plain[: listed.end]


def _says_all(each: _List) -> bool:
    """三所学校, 各校 before the list: it is one of all schools."""
    match = _ALL.search(each.lead) if each.listed.passage is not None else None
    number = match["number"] if match is not None else None
    return match is not None and (
        number is None or _NUMBERS.get(number, 0) == len(each.own) or number == str(len(each.own))
    )


def _unlike_the_rest(bodies: Bodies, each: _List, found: list[_List]) -> Hint | None:
    """All but one of its names are those of the usual list."""
    size = len(each.own)
    # A table has all of them; a list in a sentence may have been made for this once.
    usual: Counter[frozenset[str]] = Counter()
    for other in found:
        if len(other.own) == size and len(other.own & each.own) == size - 1:
            usual[other.own] += 1 if other.listed.sheet is None else 2
    if not usual:
        return None
    best = max(usual, key=lambda other: (usual[other], sorted(other)))
    says_all = _says_all(each)
    if usual[best] < 2 and not says_all:
        return None
    (odd,), (missing,) = each.own - best, best - each.own
    there = next(other.listed for other in found if other.own == best)
    return _hint(bodies, each.listed, odd, missing, there, _SURE if usual[best] > 2 or says_all else _LIKELY)


def _unheard_of(manuscript: Manuscript, bodies: Bodies, each: _List) -> Hint | None:
    """四所学校…: all of them are told of again and again, but for one that stands here alone."""
    passage = each.listed.passage
    if passage is None or not _says_all(each):
        return None
    text = running_text(manuscript).words
    times = {name: text.count(name) for name in each.listed.names}
    alone = [name for name in each.listed.names if times[name] == 1 and bodies.body(name) == name]
    others = [name for name in bodies.of if bodies.body(name) not in each.own and text.count(name) > 2]
    others = [name for name in others if bodies.is_school(name)]
    if len(alone) != 1 or any(times[name] < 3 for name in times if name != alone[0]) or len(others) != 1:
        return None
    at = text.find(others[0])
    where, offset = running_text(manuscript).passage_at(at)
    there = Listed((others[0],), (where.place(offset, offset + len(others[0])),), where)
    return _hint(bodies, each.listed, alone[0], bodies.body(others[0]), there, _LIKELY)


def _unlike_its_kind(bodies: Bodies, each: _List, earlier: list[_List]) -> Hint | None:
    """两所公办学校…甲校…乙校 in one place, 两所公办学校…甲校…丙校 in the other."""
    kinds = set(_KIND.findall(_sentence(each)))
    for other in earlier:
        if (
            kinds
            and len(other.own) == 2
            and len(other.own & each.own) == 1
            and kinds & set(_KIND.findall(_sentence(other)))
        ):
            (odd,), (missing,) = each.own - other.own, other.own - each.own
            return _hint(bodies, each.listed, odd, missing, other.listed, _PAIRED)
    return None


def _sentence(each: _List) -> str:
    passage = each.listed.passage
    return each.lead[passage.full_sentence_at(each.listed.start)[0] :] if passage is not None else ""


def _unlike_the_row(bodies: Bodies, each: _List) -> Hint | None:
    """甲校、乙校举办综合高中班，共12个班，其中甲校7个、丙校5个."""
    passage = each.listed.passage
    if passage is None:
        return None
    start = passage.full_sentence_at(each.listed.start)[0]
    before = [spoken for spoken in bodies.spoken(passage.plain[: each.listed.start]) if spoken.start >= start]
    row: list[Spoken] = []
    for spoken in before:
        joined = row and _JOINT.fullmatch(passage.plain, row[-1].end, spoken.start)
        row = [*row, spoken] if joined else [spoken]
        names = {member.body for member in row}
        follows = passage.plain[spoken.end : spoken.end + 1]
        if len(names) == len(each.own) and len(names & each.own) == len(names) - 1 and follows not in ("、", "和"):
            (odd,), (missing,) = each.own - names, names - each.own
            last = next(member for member in row if member.body == missing)
            there = Listed((missing,), (passage.place(last.start, last.end),), passage)
            return _hint(bodies, each.listed, odd, missing, there, _PAIRED)
    return None


def _unlike_the_pair(bodies: Bodies, each: _List) -> Hint | None:
    """两校…其中甲校…、丙校…, where the passage has just told of 甲校 and 乙校."""
    passage = each.listed.passage
    if passage is None or not _BOTH.search(_sentence(each)):
        return None
    sentence = passage.full_sentence_at(each.listed.start)[0]
    before = [spoken for spoken in bodies.spoken(passage.plain[:sentence]) if bodies.is_school(spoken.body)]
    # The two that were named last, whatever is told of others further up.
    latest = list(dict.fromkeys(spoken.body for spoken in reversed(before)))[:2]
    if len(latest) != 2 or len(each.own & set(latest)) != 1 or not all(map(bodies.is_school, each.own)):
        return None
    (odd,), (missing,) = each.own - set(latest), set(latest) - each.own
    last = next(spoken for spoken in reversed(before) if spoken.body == missing)
    there = Listed((missing,), (passage.place(last.start, last.end),), passage)
    return _hint(bodies, each.listed, odd, missing, there, _PAIRED)


def _hint(bodies: Bodies, listed: Listed, odd: str, missing: str, there: Listed, weight: float) -> Hint:
    here, name = _named(bodies, listed, odd)
    other, usual = _named(bodies, there, missing)
    where = f"第{other.line}行" if other.line else "别处"
    return hint_at(
        "listed-bodies", f"{here.spot}:{name}", FAULT, (here, other),
        f"此处并列的有「{name}」，{where}同样的一组里是「{usual}」，其余都相同；请核对是否写错",
        f"“{name}” stands in this list; the same list has “{usual}” elsewhere and agrees otherwise; please compare",
        reported=name, expected=usual, formula=f"{name} ≠ {usual}", weight=weight,
    )  # fmt: skip


def _named(bodies: Bodies, listed: Listed, body: str) -> tuple[Place, str]:
    return next((p, n) for n, p in zip(listed.names, listed.places, strict=True) if bodies.body(n) == body)
