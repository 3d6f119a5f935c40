"""What everywhere else is one school's, or one district's, is here said of another.

Cue: right behind the name of a school or district stand words (a major, an undertaking, a firm in quotation marks, six and more
characters of any kind) that stand elsewhere too, in sentences and rows of another one of the report's bodies, and never with this one;
民办学校…。 followed by a school that is none. Why it should hold in any report: a major, a building or a class belongs to one
school, and its name comes up beside that school's again and again. Guards: words that stand with this body anywhere else, with several
bodies or with all of them prove nothing; short words count only where they are the name of a major or stand twice with the other
body; lists in which several bodies share something name all of them; sentences of both bodies are not looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.known_bodies import SCHOOL, Bodies, Spoken, known_bodies
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.running_text import places_of, running_text
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.quickly_made import quickly_made

FAULT = "label"
_TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n青河职业学校\t210\t640\n青河卫生学校\t180\t520\n东升艺术学校\t90\t260\n"
_MAJORS = (
    "青河职业学校开设数控技术应用、汽车运用与维修专业，青河卫生学校开设护理、药剂专业，东升艺术学校开设音乐表演专业。"
)
EXAMPLES = (
    Example("fail", f"{_MAJORS}\n\n青河卫生学校汽车运用与维修专业与四家企业合作。{_TABLE}"),
    Example("fail", f"青河职业学校为民办学校。\n\n二是民办学校后劲不足。青河卫生学校办学成本上升。{_TABLE}"),
    Example(
        "fail",
        f"青河职业学校承建区域共享实训中心。\n\n明年由各校协商，青河卫生学校承建区域共享实训中心，服务全区。{_TABLE}",
    ),
    Example("silent", f"{_MAJORS}\n\n青河职业学校汽车运用与维修专业与四家企业合作。{_TABLE}"),
    Example("silent", f"青河职业学校组织学生参加竞赛。\n\n青河卫生学校组织学生参加比赛。{_TABLE}"),
    Example("silent", f"青河职业学校为民办学校。\n\n二是民办学校后劲不足。青河职业学校办学成本上升。{_TABLE}"),
)
_HAN = as_pattern(r"[\u4e00-\u9fff]+")
_PARTICLE = as_pattern(r"(?:的|依托|建有|建成|建设|开设|开办|承建|牵头|与|和|在|将|新建)?(?=[\u4e00-\u9fff])")
_MAJOR = as_pattern(
    r"(?P<names>(?:[\u4e00-\u9fff]{2,14}、)*[\u4e00-\u9fff]{2,14}?)(?:等)?[一两二三四五六七八九十\d]*\s*个?专业(?!群|课|教师|人才|技能|建设|设置|大类|点|结构|布局|发展|能力|带头|对口|水平)"
)
_LIST = as_pattern(r"[\u4e00-\u9fff、\d\s]+")  # all characters that _MAJOR may hold
_MAJOR_LEAD = as_pattern(
    r".*(?:开设了?|[的有为是含由与和及在]|包括|建立|共建|建设|联合|对接|组织|其中|分别|覆盖|学校|学院|中专|中心|职高|职专|职校)"
)
_KIND = as_pattern(rf"(?![公民]办|[几各])[\u4e00-\u9fff]{{0,4}}?{SCHOOL}")
_FIGURE = as_pattern(r"[^。；]{0,2}\d")
_THING = as_pattern(
    r"中心|基地|校区|[大实]楼|实训|公司|集团|课程|项目|工程|社团|品牌|工作室|工作站|联盟|学校|课堂|[馆园班团队]$"
)
_LONG, _FAIR, _STEM = 6, 4, 2
_SENTENCE = 9  # characters that nobody says twice by chance
_MOST = 14  # places where the words stand; what stands everywhere tells nobody
_WEIGHTS = {"major": 0.6, "further": 0.4, "stem": 0.35, "words": 0.55, "private": 0.5}
_BEST = 3  # hints of this family


@quickly_made
@dataclass(frozen=True, slots=True)
class _Unit:
    """A passage, or a row of a table with its cells one behind the other."""

    words: str
    spoken: tuple[Spoken, ...]
    start: int  # within the whole
    passage: Passage | None
    sheet: Sheet | None = None
    row: int = 0
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Whole:
    """All units in one string."""

    bodies: Bodies
    units: tuple[_Unit, ...]
    words: str
    starts: tuple[int, ...]

    def unit_at(self, position: int) -> _Unit:
        return self.units[bisect_right(self.starts, position) - 1]

    def owners(self, position: int) -> frozenset[str] | None:
        """Whose the words at a position are; None where that cannot be told."""
        unit = self.unit_at(position)
        at = position - unit.start
        if unit.passage is None:
            return frozenset(spoken.body for spoken in unit.spoken)
        start, end = unit.passage.full_sentence_at(at)
        near = [spoken for spoken in unit.spoken if start <= spoken.start < end]
        if any(spoken.start <= at < spoken.end for spoken in near):
            return None
        before = [spoken for spoken in near if spoken.end <= at]
        if before:
            named = {before[-1].body}
            for left, right in zip(before[-2::-1], before[:0:-1], strict=True):
                if right.start - left.end > _STEM:
                    break
                named.add(left.body)
            return frozenset(named)
        return None if near else frozenset(unit.heading)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The best few of all that is found."""
    bodies = known_bodies(manuscript)
    if len(set(bodies.of.values())) < 2:
        return
    whole = _whole(manuscript, bodies)
    hints = [*_adjacent(manuscript, whole), *_private(whole)]
    # Of two that say the same of each other the later one is told.
    hints.sort(key=lambda hint: hint.remark.places[0].sort_key, reverse=True)
    hints.sort(key=lambda hint: -hint.weight)
    kept: list[Hint] = []
    for hint in hints:
        there = hint.remark.places[1]
        # 甲校 where 乙校 stands elsewhere, and 乙校 where 甲校 stands here, are one doubt.
        if not any(
            there in (other.remark.places[0], other.remark.places[1])
            or (there.line and there.line == other.remark.places[0].line)
            for other in kept
        ):
            kept.append(hint)
    yield from kept[:_BEST]


def _whole(manuscript: Manuscript, bodies: Bodies) -> _Whole:
    units: list[_Unit] = []
    position = 0
    heading: tuple[str, ...] = ()
    for passage in manuscript.passages:
        spoken = tuple(bodies.spoken(passage.plain))
        if passage.kind == "heading":
            heading = tuple(dict.fromkeys(each.body for each in spoken))
        units.append(
            _Unit(passage.plain, spoken, position, passage, heading=() if passage.kind == "heading" else heading)
        )
        position += len(passage.plain) + 1
    for sheet in manuscript.sheets:
        for row in sheet.data_rows:
            words = "|".join(dict.fromkeys(sheet.row_texts(row)))
            units.append(_Unit(words, tuple(bodies.spoken(words)), position, None, sheet, row))
            position += len(words) + 1
    return _Whole(bodies, tuple(units), "\n".join(unit.words for unit in units), tuple(unit.start for unit in units))


def _adjacent(manuscript: Manuscript, whole: _Whole) -> Iterator[Hint]:
    majors = _majors(manuscript)
    stems = {major[:_STEM] for major in majors}
    index_of = NameIndex(majors)
    for unit in whole.units:
        if unit.passage is None:
            continue
        for index, spoken in enumerate(unit.spoken):
            following = unit.spoken[index + 1].start if index + 1 < len(unit.spoken) else len(unit.words)
            run = _HAN.match(unit.words, spoken.end, following)
            if run is None or _FIGURE.match(unit.words, run.end()) is not None:
                continue
            # 沂东区职业中专: what is said of the school is said of its district.
            kind = _KIND.match(unit.words, spoken.end, run.end())
            end = kind.end() if kind is not None else spoken.end
            for start in _starts(unit.words, end, run.end()):
                words = unit.words[start : run.end()]
                saids = _said(whole.words, words, majors, stems)
                hint = next(filter(None, (_judged(whole, unit, spoken, *said) for said in saids)), None)
                if hint is not None:
                    yield hint
                    break
            else:
                yield from _major_further_on(whole, unit, spoken, run.end(), index_of)


def _major_further_on(whole: _Whole, unit: _Unit, spoken: Spoken, end: int, majors: NameIndex) -> Iterator[Hint]:
    """甲校的教师带着数控技术应用专业的学生…: a major in the same run of words."""
    found = majors.leftmost_in(unit.words[spoken.end : end])
    if found is not None and found[0]:
        hint = _judged(whole, unit, spoken, found[1], "further")
        if hint is not None:
            yield hint


def _starts(words: str, start: int, end: int) -> list[int]:
    """Right behind the name, and behind a particle or verb there."""
    particle = _PARTICLE.match(words, start)
    later = particle.end() if particle is not None else start
    return [at for at in dict.fromkeys((later, start)) if end - at >= _STEM]


def _said(text: str, words: str, majors: tuple[str, ...], stems: set[str]) -> Iterator[tuple[str, str]]:
    """What stands behind the name, with its kind: a major, the stem of one, or any words that come again."""
    major = next((name for name in majors if words.startswith(name)), "")
    if major:
        yield major, "major"
    if words[:_STEM] in stems:
        yield words[:_STEM], "stem"
    said = _repeated(text, words)
    names_a_thing = len(said) >= _FAIR and (len(said) > _SENTENCE or _THING.search(said) is not None)
    if names_a_thing and indicator_of(said) is None:
        yield said, "words"


def _judged(whole: _Whole, unit: _Unit, spoken: Spoken, said: str, kind: str) -> Hint | None:
    """A hint where the words stand with one other body of the same kind and never with this one."""
    others = [at for at in places_of(whole.words, said) if not _is_in_sentence(whole, unit, spoken, at)]
    if not 0 < len(others) <= _MOST:
        return None
    owners = [whole.owners(at) for at in others]
    if any(owner and spoken.body in owner for owner in owners):
        return None
    alone = Counter(next(iter(owner)) for owner in owners if owner is not None and len(owner) == 1)
    shared = sum(owner is not None and len(owner) > 1 for owner in owners)
    nobody = len(others) - alone.total() - shared
    if len(alone) != 1 or shared:
        return None
    ((other, times),) = alone.items()
    weight = _weight(len(said), times, nobody, kind)
    if not weight or whole.bodies.is_school(other) != whole.bodies.is_school(spoken.body):
        return None
    at = next(at for at, owner in zip(others, owners, strict=True) if owner is not None and other in owner)
    return _hint(whole, unit.passage, spoken, said, other, _place(whole, at, len(said)), weight)


def _weight(size: int, times: int, nobody: int, kind: str) -> float:
    is_proof = kind != "words" or times > 1 or (size >= _LONG and nobody <= 1)
    return _WEIGHTS[kind] if is_proof else 0


def _repeated(text: str, words: str) -> str:
    """The longest beginning of the words that stands twice and more; none below four characters."""
    size = _FAIR - 1
    at = 0
    while size < len(words):
        at = text.find(words[: size + 1], at)
        if text.find(words[: size + 1], at + 1) < 0:
            break
        size += 1
    return words[:size] if size >= _FAIR else ""


def _is_in_sentence(whole: _Whole, unit: _Unit, spoken: Spoken, at: int) -> bool:
    if whole.unit_at(at) is not unit or unit.passage is None:
        return False
    start, end = unit.passage.full_sentence_at(spoken.start)
    return start <= at - unit.start < end


@kept
def _majors(manuscript: Manuscript) -> tuple[str, ...]:
    """Majors of tables and of rows in sentences, the longest first."""
    found: set[str] = set()
    for sheet in manuscript.sheets:
        for column in sheet.label_columns:
            if compact(sheet.head(column)) in ("专业", "专业名称", "所含专业", "核心专业"):
                cells = (bare_label(sheet.text(row, column)) for row in sheet.data_rows)
                found.update(name for cell in cells for name in re.split(r"[、，]", cell))
    tabled = frozenset(found)
    for passage in manuscript.prose():
        for run in _LIST.findall(passage.plain) if "专业" in passage.plain else ():
            # One name alone may be anything; those in a row are majors.
            for match in _MAJOR.finditer(run) if "专业" in run and "、" in run else ():
                names = match["names"].split("、")
                if len(names) > 1:
                    lead = _MAJOR_LEAD.match(names[0])
                    found.update((names[0][lead.end() :] if lead else names[0], *names[1:]))
    names = {name.removesuffix("专业") for name in found}
    text = running_text(manuscript).words
    known = (n for n in names if len(n) > 3 and _HAN.fullmatch(n) and (n in tabled or text.count(n) > 1))
    return tuple(sorted(known, key=lambda name: (-len(name), name)))


def _private(whole: _Whole) -> Iterator[Hint]:
    """民办学校后劲不足。甲校… where only 乙校 is called 民办 elsewhere."""
    private: dict[str, int] = {}
    after: list[tuple[_Unit, Spoken]] = []
    for at in places_of(whole.words, "民办"):
        unit = whole.unit_at(at)
        if unit.passage is None:
            continue
        start, end = unit.passage.full_sentence_at(at - unit.start)
        sentence = unit.words[start:end]
        near = [spoken for spoken in unit.spoken if start <= spoken.start < end]
        if near:
            for body in _called_private(sentence, [(s.body, s.start - start, s.end - start) for s in near]):
                private.setdefault(body, at)
            continue
        following = next((spoken for spoken in unit.spoken if spoken.start >= end), None)
        between = unit.words[end : following.start].strip("。；！ \n\u3000") if following is not None else ""
        if following is not None and len(between) <= _FAIR and "公办" not in sentence:
            after.append((unit, following))
    if len(private) != 1:
        return
    ((body, at),) = private.items()
    for unit, spoken in after:
        if spoken.body != body and whole.bodies.is_school(spoken.body):
            yield _hint(whole, unit.passage, spoken, "民办", body, _place(whole, at, 2), _WEIGHTS["private"])


def _called_private(sentence: str, near: list[tuple[str, int, int]]) -> Iterator[str]:
    for body, start, end in near:
        before, behind = sentence[max(0, start - 14) : start], sentence[end : end + 8]
        if as_pattern(
            r"民办(?:中等职业|中职|职业)?学校\s*(?:\d|[一1])?\s*所?\s*[，,、]?\s*[（(]?(?:即|为|是)?$|民办的?$"
        ).search(before) or as_pattern(r"\s*(?:是|为|属)?(?:一所)?[（(]?民办").match(behind):
            yield body


def _place(whole: _Whole, at: int, size: int) -> Place:
    unit = whole.unit_at(at)
    if unit.passage is not None:
        return unit.passage.place(at - unit.start, at - unit.start + size)
    assert unit.sheet is not None
    words = whole.words[at : at + size]
    column = next(c for c in range(unit.sheet.column_count) if words in unit.sheet.text(unit.row, c))
    return unit.sheet.place(unit.row, column)


def _hint(
    whole: _Whole, passage: Passage | None, spoken: Spoken, said: str, other: str, there: Place, weight: float
) -> Hint:
    assert passage is not None
    here = passage.place(spoken.start, spoken.end)
    where = f"第{there.line}行" if there.line else "别处"
    return hint_at(
        "borne-by-another", f"{passage.id}:{spoken.start}", FAULT, (here, there),
        f"此处写「{here.text}」，{where}与「{said}」相连的是「{other}」；请核对是否同一件事",
        f"“{here.text}” here; elsewhere “{said}” goes with “{other}”; please compare",
        reported=here.text, expected=other, formula=f"{here.text} / {said}", weight=weight,
    )  # fmt: skip
