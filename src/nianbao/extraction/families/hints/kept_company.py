"""What a sentence tells of one school, department or district stands elsewhere only beside another one.

Cue: a sentence names one body of a group (schools, districts, the names of one column), and words of four characters and more in it come again in sentences
and rows of another body of that group alone. Why it should hold in any report: a firm, a team, a class or a person belongs to one body and is told of
beside it each time. Guards: what stands everywhere is no sign; one shared wording with the body itself is enough to
be silent; sentences of two bodies of a group are not looked at and vote for none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.known_bodies import known_bodies
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.name_index import NameIndex
from nianbao.extraction.table_facts import compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n青河职业学校\t210\t640\n青河卫生学校\t180\t520\n东升艺术学校\t90\t260\n"
_STORY = "青河卫生学校的“红烛”助老志愿服务队每周到养老院。\n\n青河职业学校建有车间。"
EXAMPLES = (
    Example("fail", f"{_STORY}\n\n2023年，青河职业学校用好红烛助老志愿服务队的平台，服务老人。{_TABLE}"),
    Example("silent", f"{_STORY}\n\n2023年，青河卫生学校用好红烛助老志愿服务队的平台，服务老人。{_TABLE}"),
    Example("silent", f"{_STORY}\n\n2023年，青河职业学校和青河卫生学校用好红烛助老志愿服务队。{_TABLE}"),
)
_NAME = as_pattern(r"[\u4e00-\u9fffA-Za-z]{2,12}")
_BODY = as_pattern(r"(?:[^全各]系|[^全各内外]部|学院|分院|校区|中心|校|专业)$")
_NO_NAME = as_pattern(r"合计|总计|小计|其[他它余]|平均|全[区市县校]|教师|学生|人数")
_HAN = as_pattern(r"[\u4e00-\u9fff]+")
_PAIR = as_pattern(r"[\u4e00-\u9fff]{2}")
_GRAM, _FEWEST, _MOST = 4, 2, 5
_ENOUGH, _MUCH = 5, 10  # characters shared with the other body
_WEIGHTS = (0.2, 0.4)
_PAIRS, _RARE, _BY_MARKS = 1, 9, 0.15
_BEST = 3


@dataclass(frozen=True, slots=True)
class _Unit:
    passage: Passage | None
    start: int  # in the whole
    offset: int  # in the passage
    words: str
    own: tuple[tuple[str, int, int], ...]  # bodies named in it
    whose: frozenset[str]  # of whom it tells, be it by what stands before


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The best few sentences."""
    group_of = _groups(manuscript)
    if len(group_of) < _FEWEST:
        return
    units = _units(manuscript, group_of)
    whole = "\n".join(unit.words for unit in units)
    starts = [unit.start for unit in units]
    grams = [whole[at : at + _GRAM] for at in range(len(whole) - _GRAM + 1)]
    times = Counter(grams)
    places: dict[str, list[int]] = {}
    for at, gram in enumerate(grams):
        if 1 < times[gram] <= _MOST:
            places.setdefault(gram, []).append(at)
    marks = _marks(units, whole)
    hints: list[Hint] = []
    for unit in units:
        bodies = {body for body, _, _ in unit.own}
        if unit.passage is None or len(bodies) != 1:
            continue
        hint = _judged(unit, units, starts, places, group_of) or _by_marks(unit, units, marks, group_of)
        if hint is not None:
            hints.append(hint)
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_BEST]


def _groups(manuscript: Manuscript) -> dict[str, tuple[str, str]]:
    """Every name with its body and the group that it belongs to."""
    bodies = known_bodies(manuscript)
    found = {name: (body, "school" if bodies.is_school(body) else "district") for name, body in bodies.of.items()}
    for sheet in manuscript.sheets:
        for column in sheet.label_columns:
            names = {compact(sheet.text(row, column)) for row in sheet.data_rows}
            names = {n for n in names if _NAME.fullmatch(n) and _BODY.search(n) and not _NO_NAME.search(n)}
            if len(names) >= _FEWEST:
                for name in names:
                    found.setdefault(name, (name, f"…{name[-1]}"))
    return found


def _units(manuscript: Manuscript, group_of: dict[str, tuple[str, str]]) -> list[_Unit]:
    index = NameIndex(sorted(group_of, key=lambda name: (-len(name), name)))
    units: list[_Unit] = []
    at = 0

    def named(words: str) -> tuple[tuple[str, int, int], ...]:
        found, position = [], 0
        while (hit := index.leftmost_in(words[position:])) is not None:
            start, name = position + hit[0], hit[1]
            position = start + len(name)
            found.append((group_of[name][0], start, position))
        return tuple(found)

    for passage in manuscript.prose():
        last: frozenset[str] = frozenset()
        for start, end in passage.full_sentences:
            words = passage.plain[start:end]
            own = named(words)
            last = frozenset(body for body, _, _ in own) or last
            units.append(_Unit(passage, at, start, words, own, last))
            at += len(words) + 1
    for sheet in manuscript.sheets:
        for row in sheet.data_rows:
            words = "|".join(dict.fromkeys(sheet.text(row, column) for column in sheet.label_columns))
            own = named(words)
            units.append(_Unit(None, at, 0, words, own, frozenset(body for body, _, _ in own)))
            at += len(words) + 1
    return units


def _marks(units: list[_Unit], whole: str) -> dict[str, dict[str, list[int]]]:
    """Pairs of characters with the bodies beside which they stand, and in which units; pairs of several bodies at once left out."""
    found: dict[str, dict[str, list[int]]] = {}
    for at, unit in enumerate(units):
        if not unit.own or len(unit.whose) != 1:
            continue
        (whose,) = unit.whose
        words = unit.words
        for pair in {words[i : i + 2] for i in range(len(words) - 1)}:
            found.setdefault(pair, {}).setdefault(whose, []).append(at)
    pairs = Counter(map(str.__add__, whole, whole[1:]))
    return {pair: whose for pair, whose in found.items() if 2 < pairs[pair] <= _RARE}


def _by_marks(
    unit: _Unit, units: list[_Unit], marks: dict[str, dict[str, list[int]]], group_of: dict[str, tuple[str, str]]
) -> Hint | None:
    """烹饪, 无人机, 护理: several words that stand twice and more with one other body, and never with this one."""
    body, begin, end = unit.own[0]
    group = group_of[body][1] if body in group_of else ""
    here = next(i for i, other in enumerate(units) if other is unit)
    seen: dict[str, list[int]] = {}
    for at in range(len(unit.words) - 1):
        if begin - 1 <= at < end:
            continue
        pair = unit.words[at : at + 2]
        whose = {b: [i for i in u if i != here] for b, u in marks.get(pair, {}).items()}
        whose = {b: u for b, u in whose.items() if u and group_of.get(b, ("", ""))[1] == group}
        if len(whose) == 1 and _PAIR.fullmatch(pair):
            ((other, told),) = whose.items()
            if len(told) >= _FEWEST or other == body:
                seen.setdefault(other, []).append(at)
    if body in seen or not seen:
        return None
    other = max(seen, key=lambda b: (len(seen[b]), b))
    rest = sum(len(at) for b, at in seen.items() if b != other)
    if len(seen[other]) < _PAIRS or 3 * rest > len(seen[other]):
        return None
    at = seen[other][0]
    there = units[next(i for i in marks[unit.words[at : at + 2]][other] if i != here)]
    words = "、".join(dict.fromkeys(unit.words[i : i + 2] for i in seen[other][:3]))
    return _hint(unit, (at, at + 2), words, other, there, there.words.find(unit.words[at : at + 2]), _BY_MARKS)


def _judged(
    unit: _Unit,
    units: list[_Unit],
    starts: list[int],
    places: dict[str, list[int]],
    group_of: dict[str, tuple[str, str]],
) -> Hint | None:
    """The other body with which the words of the sentence go, where they never go with its own."""
    body, begin, end = unit.own[0]
    group = group_of[body][1] if body in group_of else ""
    covered: dict[str, set[int]] = {}
    witness: dict[str, int] = {}
    for run in _HAN.finditer(unit.words):
        for at in range(run.start(), run.end() - _GRAM + 1):
            if at < end and at + _GRAM > begin:
                continue
            for place in places.get(unit.words[at : at + _GRAM], ()):
                other = units[bisect_right(starts, place) - 1]
                if other is unit:
                    continue
                if len(other.whose) != 1:
                    continue
                (whose,) = other.whose
                if group_of.get(whose, ("", ""))[1] == group:
                    covered.setdefault(whose, set()).update(range(at, at + _GRAM))
                    witness.setdefault(whose, place)
    kept = covered.pop(body, set())
    if not covered:
        return None
    whose = max(covered, key=lambda other: (len(covered[other]), other))
    shared = covered[whose] - kept
    others = set().union(*(at for other, at in covered.items() if other != whose))
    if len(shared - others) < _ENOUGH or 2 * len(kept) > len(shared):
        return None
    run_end = next((a for a, b in pairwise(sorted(shared)) if b - a > 1), max(shared))
    said = unit.words[min(shared) : run_end + 1]
    there = units[bisect_right(starts, witness[whose]) - 1]
    weight = _WEIGHTS[not kept and len(shared - others) >= _MUCH]
    return _hint(unit, (min(shared), run_end + 1), said, whose, there, witness[whose] - there.start, weight)


def _hint(
    unit: _Unit, span: tuple[int, int], said: str, whose: str, there: _Unit, position: int, weight: float
) -> Hint:
    passage = unit.passage
    assert passage is not None
    _, begin, end = unit.own[0]
    here = passage.place(unit.offset + begin, unit.offset + end)
    other = passage.place(unit.offset + span[0], unit.offset + span[1])
    if there.passage is not None:
        other = there.passage.place(there.offset + position, there.offset + position + 2)
    remark = Remark(
        f"kept-company:{passage.id}:{unit.offset}", "kept-company", FAULT, (here, other),
        f"此处「{here.text}」与「{said}」同说，别处「{said}」说的是「{whose}」；请核对名称", f"“{said}” is told of “{here.text}” here and of “{whose}” elsewhere; please compare",
        severity="info", reported=here.text, expected=whose, formula=f"{here.text} ≠ {whose}",
    )  # fmt: skip
    return Hint(remark, weight)
