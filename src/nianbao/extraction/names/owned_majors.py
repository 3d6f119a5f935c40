"""Which school, or which department of one school, offers which major, and every place that says so.

Tables with a column for the schools beside the majors, tables headed by one school, rows of majors under the row of a school,
and sentences that list what a school offers tell it in full; a major named right behind a school tells it by the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.known_bodies import SCHOOL, Spoken, is_body_name, known_bodies
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.kept import kept, kept_property
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

_OWNER_HEAD = as_pattern(
    r"(?:办学|开设|所在|所属|举办|承办|教学)?(?:学校|校名|单位|院校|系部|院系|系别|系科?|院部|二级学院|专业部|学部|教学部|部门)(?:名称|简称)?(?:\([^)]*\))?"
)
_MAJOR_HEAD = as_pattern(r"(?:开设|所设|设置|主要|现有|招生|在招)?的?专业(?:名称|设置|情况|明细)?(?:\([^)]*\))?")
_DEPARTMENT = as_pattern(r"[\u4e00-\u9fff]{2,10}(?:系|学院|专业部|教学部|学部)")
_PARTNER = as_pattern(r"医院|研究院|大学|职业(?:技术)?学院|高等专科")
_SCHOOL_CELL = as_pattern(r"[\u4e00-\u9fff]{2,20}(?:校|职|高|专|院|中心|中)")
_TOTAL = as_pattern(r"合计|总计|小计|共计|[各两三四五]校合计|全[校市区县](?:合计)?")
_MAJOR = as_pattern(r"[\u4e00-\u9fff]{2,16}(?:\([\u4e00-\u9fff]+\))?")
_NO_MAJOR = as_pattern(r".*(?:合计|小计|总计|平均|全[校市区县]|专业$|其[他它余中]|类$|学校$)")
# Of the majors only some: what such a table leaves out may be offered all the same.
_SOME = as_pattern(
    r"骨干|特色|示范|重点|品牌|优质|获奖|竞赛|大赛|合作|对接|订单|学徒|试点|1\s*[+＋]\s*X|贯通|衔接|3\s*[+＋]\s*2|高水平|新增|撤销|停招|基地|实训|课题|教材|课程|证书"
)
_SOME_HEADS = as_pattern(r"奖|企业|证书|赛项|课程|教材|基地|院校|项目|导师")
_OFFERS = as_pattern(
    r"(?:现有?|共|主要|目前|均|分别|则|已|常年|本年度?|20\d\d年)*(?:开设|设有|设置|设立|开办|举办|拥有|设|有)(?:了|的专业(?:包括|有|为))?[\s:：]*"
)
_OFFERING = as_pattern(
    rf"(?:^|(?<=[，。；、：:\s（(]))(?:其中|目前|现)?(?P<name>(?!其中|目前)[\u4e00-\u9fff]{{2,14}}?(?:{SCHOOL}|系|专业部))(?=(?:{_OFFERS.pattern}|以)[\u4e00-\u9fff]{{2,14}}(?:专业|[、和]))"
)
_OFFERS_THEN = as_pattern(rf"(?<=[，；]){_OFFERS.pattern}")
_OTHERS = as_pattern(r"高职|高校|院校|大学|合作|联合|帮|先后|曾|最初|当时|新[增设开]|拟|计划|撤|停|(?<!办学)目标")
_LED_BY = as_pattern(r"(?:的专业)?(?:办学)?以[\s:：]*")
_LIST = as_pattern(
    r"(?P<names>[\u4e00-\u9fff、，\s]{2,120}?)(?P<open>等)?\s*(?P<count>[\d一二两三四五六七八九十]+)?\s*个?专业(?![群类])"
)
_COUNT = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_LEAD = as_pattern(
    r"(?:\s|学?校|(?:开设|开办|举办|承办)?的|[“\"「]|(?:20)?\d\d\s*[级届]的?|[一二三]年级的?|(?:五年制|三年制|全日制|中职|高职)的?)*"
)
_PERSON = as_pattern(r"\s*[，,]\s*")
_CLASS = r"\s*(?:20)?\d\d(?:\d\d)?\s*(?:[级届班]|[（(]\d+[）)]\s*班)|[（(]?[\d一二三四五六]{1,4}[）)]?\s*班"
_BEHIND = as_pattern(
    rf"[”\"」]?(?:专业(?!群|部|知识|技能|人才|大类|类|标准|委员|集群|联盟|委|技术|[\u4e00-\u9fff]{{0,4}}(?:大赛|竞赛|赛项|培训))|{_CLASS})"
)
_MEMBERS = as_pattern(r"(?:专业)?\s*(?:20\d\d\s*[级届])?\s*(?:[\d一二三四五六]*\s*班)?\s*(?:学生|毕业生|教师|老师)")
_AS_SUBJECT = as_pattern(
    r"\s*20\d\d\s*年|入选|获|被|通过|成为|列入|招生|学生|教师|师生|毕业生|[为是](?:市|省|区|国家|校|全)"
)
_NEXT_NAME = as_pattern(r"(?:专业)?\s*(?:[、和与及]|以及)\s*")
_SHORT_OF_ONE = as_pattern(
    r"[\u4e00-\u9fff]{2,4}?(?=专业(?!群|部|知识|技能|人才|技术|大类|类)|(?:20)?\d\d(?:\d\d)?\s*[级班]|[（(]?\d[）)]?班|班)"
)
_LONGEST_TITLE = 40
# （甲校康复技术专业无毕业生，不列）: what is left out belongs to a school, the table does not.
_LEFT_OUT = as_pattern(r"[（(][^（）()]*(?:不[列计含包统]|未[列计含]|除外|[^有]无)[^（）()]*[）)]")
_UNKNOWN = as_pattern(rf"(?:[\u4e00-\u9fff]{{2,14}}?(?:、|和))*[\u4e00-\u9fff]{{2,14}}?(?:{_BEHIND.pattern})")
_LEAST_PLAIN = 4  # characters of a major that says what it is without 专业 behind it
_LONGEST = 16  # characters of a major
_PERSON_BEFORE = as_pattern(r"(?:^|[。：】；])[\u4e00-\u9fff]{2,4}[，,]$")


@dataclass(frozen=True, slots=True)
class Saying:
    """One place that gives a major to a body."""

    body: str
    majors: tuple[str, ...]  # one, or all that a short name may stand for
    kind: str  # table, list, or behind the name of the body
    unit: str  # the table or the sentence
    is_full: bool  # it tells what bodies offer, and leaves nothing out
    place: Place
    words: str  # the major as printed
    sentence: tuple[Passage, int, int] | None = None
    shared: frozenset[str] = frozenset()  # bodies that stand beside it in a row


@dataclass(frozen=True, eq=False)
class OwnedMajors:
    """All that a report says of who offers what."""

    of: dict[str, str]
    majors: frozenset[str]
    sayings: tuple[Saying, ...]
    listed: tuple[tuple[str, ...], ...] = ()  # bodies that other tables and sentences list together

    @kept_property
    def by_major(self) -> dict[str, list[Saying]]:
        found: dict[str, list[Saying]] = {}
        for saying in self.sayings:
            if len(saying.majors) == 1:
                found.setdefault(saying.majors[0], []).append(saying)
        return found

    @kept_property
    def in_full(self) -> dict[str, frozenset[str]]:
        """The majors of each body in tables and lists that leave nothing out."""
        found: dict[str, set[str]] = {}
        for saying in self.sayings:
            if saying.is_full:
                found.setdefault(saying.body, set()).update(saying.majors)
        return {body: frozenset(majors) for body, majors in found.items()}

    def listed_for(self, body: str) -> frozenset[str]:
        """The majors that tables and lists give to a body."""
        return frozenset(
            major
            for saying in self.sayings
            if saying.body == body and saying.kind != "behind"
            for major in saying.majors
        )

    @kept_property
    def side_by_side(self) -> frozenset[frozenset[str]]:
        """Pairs of bodies that one table or sentence tells of: they are two, and not two names of one."""
        units: dict[str, set[str]] = {}
        for saying in self.sayings:
            units.setdefault(saying.unit, set()).add(saying.body)
        rows = (*units.values(), *({self.of.get(name, name) for name in names} for names in self.listed))
        return frozenset(frozenset(pair) for bodies in rows for pair in combinations(sorted(bodies), 2))


@kept
def owned_majors(manuscript: Manuscript) -> OwnedMajors:
    """Read once for all families."""
    known = known_bodies(manuscript)
    of = {name: body for name, body in known.of.items() if known.is_school(body)}
    tabled = list(_in_tables(manuscript, of))
    for name in _offering(manuscript):
        of.setdefault(name, name)
    bodies = _Names(of)
    listed = list(_in_lists(manuscript, bodies))
    majors = {major for saying in (*tabled, *listed) for major in saying.majors} | set(_loose_majors(manuscript))
    if len({saying.body for saying in (*tabled, *listed)}) < 2:
        return OwnedMajors(of, frozenset(majors), ())
    by_the_way = _by_the_way(manuscript, bodies, majors)
    together = tuple(each.names for each in known.lists)
    return OwnedMajors(of, frozenset(majors), (*tabled, *listed, *by_the_way), together)


@dataclass(frozen=True, eq=False, slots=True)
class _Letters:
    """A passage without blanks, which break names at the ends of lines."""

    passage: Passage
    words: str
    at: tuple[int, ...] | range  # where each character stands in the passage

    @classmethod
    def of(cls, passage: Passage) -> _Letters:
        if not as_pattern(r"\s").search(passage.plain):
            return cls(passage, passage.plain, range(len(passage.plain)))
        runs = [run.span() for run in as_pattern(r"\S+").finditer(passage.plain)]
        at = tuple(chain.from_iterable(range(*run) for run in runs))
        return cls(passage, "".join(passage.plain.split()), at)

    def place(self, start: int, end: int) -> Place:
        return self.passage.place(self.at[start], self.at[end - 1] + 1)

    def span(self, start: int, end: int) -> tuple[Passage, int, int]:
        return self.passage, self.at[start], self.at[end - 1] + 1

    def sentence(self, start: int) -> tuple[int, int]:
        """From full stop to full stop."""
        left = self.words.rfind("。", 0, start) + 1
        right = self.words.find("。", start)
        return left, right if right >= 0 else len(self.words)

    def unit(self, start: int) -> str:
        return f"{self.passage.id}:{self.sentence(start)[0]}"


class _Names:
    """Names of bodies, the longest first."""

    def __init__(self, of: dict[str, str]) -> None:
        self._of = of
        names = sorted(of, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, names))) if names else None

    def spoken(self, words: str) -> list[Spoken]:
        found = self._pattern.finditer(words) if self._pattern is not None else ()
        return [Spoken(self._of[match[0]], match.start(), match.end()) for match in found]


# Tables ------------------------------------------------------------------------------------------


def _in_tables(manuscript: Manuscript, of: dict[str, str]) -> Iterator[Saying]:
    """Departments that the tables name are added to ``of``."""
    for sheet in manuscript.sheets:
        heads = [compact("".join(sheet.column_path(column))) for column in range(sheet.column_count)]
        major = next((column for column, head in enumerate(heads) if _MAJOR_HEAD.fullmatch(head)), None)
        if major is None:
            continue
        own = next((column for column, head in enumerate(heads) if _OWNER_HEAD.fullmatch(head)), None)
        is_full = _SOME.search(sheet.caption + heads[major]) is None and not any(map(_SOME_HEADS.search, heads))
        rows = _beside_owners(sheet, own, of) if own is not None else _below_owners(sheet, major, of)
        for row, body, is_named in rows:
            # A cell merged over several rows is that of the first, as is a cell above blank ones.
            is_own = own is not None and is_named and sheet.cell(row, own) is not sheet.cell(row - 1, own)
            for words in re.split(r"[、，,；;]", bare_label(sheet.text(row, major))):
                name = as_pattern(r"\(.*").sub("", words.removesuffix("专业"))
                if _MAJOR.fullmatch(name) and not _NO_MAJOR.match(name) and name not in of:
                    place = sheet.place(row, own if own is not None and is_own else major)
                    yield Saying(body, (name,), "table", sheet.id, is_full, place, name)


def _beside_owners(sheet: Sheet, own: int, of: dict[str, str]) -> list[tuple[int, str, bool]]:
    """Rows with the body beside them, or above them where its cell reaches over several.

    Where a name stands in the midst of its rows, as copies of merged cells have it, only the rows that bear a name are known.
    """
    body, is_midway, is_fresh = "", False, True
    rows: list[tuple[int, str, bool]] = []
    for row in sheet.data_rows:
        cell = bare_label(sheet.text(row, own))
        is_total = any(
            _TOTAL.fullmatch(compact(sheet.text(row, column))) for column in range(min(4, sheet.column_count))
        )
        if is_total:
            is_fresh = True
            continue
        if _is_owner(cell, of):
            body = of.setdefault(cell, cell)
        elif cell:
            body = ""
        elif is_fresh:
            is_midway = True
        is_fresh = False
        if body:
            rows.append((row, body, bool(cell)))
    return [each for each in rows if each[2] or not is_midway]


def _below_owners(sheet: Sheet, major: int, of: dict[str, str]) -> Iterator[tuple[int, str, bool]]:
    """Rows below a row that names a body, else all of a table whose caption does."""
    body = _body_above(sheet, of)
    for row in sheet.data_rows:
        name = bare_label(sheet.text(row, major))
        if name in of:
            body = of[name]
        elif body:
            yield row, body, False


def _is_owner(cell: str, of: dict[str, str]) -> bool:
    if cell in of:
        return True
    if _PARTNER.search(cell):
        return False
    return is_body_name(cell) or (
        (_DEPARTMENT.fullmatch(cell) or _SCHOOL_CELL.fullmatch(cell)) is not None and not _NO_MAJOR.match(cell)
    )


def _body_above(sheet: Sheet, of: dict[str, str]) -> str:
    """The one school in the caption of a table, else in the heading above it."""
    names = _Names(of)
    for words in (sheet.caption, sheet.section):
        if len(words) > _LONGEST_TITLE:
            continue
        bodies = {spoken.body for spoken in names.spoken(_LEFT_OUT.sub("", words))}
        if bodies:
            return bodies.pop() if len(bodies) == 1 else ""
    return ""


def _loose_majors(manuscript: Manuscript) -> Iterator[str]:
    for sheet in manuscript.sheets:
        for column in sheet.label_columns:
            if _MAJOR_HEAD.fullmatch(compact(sheet.head(column))):
                for row in sheet.data_rows:
                    name = bare_label(sheet.text(row, column)).removesuffix("专业")
                    if _MAJOR.fullmatch(name) and not _NO_MAJOR.match(name):
                        yield name


# Lists in sentences ------------------------------------------------------------------------------


def _in_lists(manuscript: Manuscript, bodies: _Names) -> Iterator[Saying]:
    """甲校开设数控技术应用、会计等4个专业; 乙校以护理、药剂专业为主; 丙校是民办学校，设有音乐、舞蹈等专业."""
    for passage in manuscript.prose_with("专业"):
        letters = _Letters.of(passage)
        spoken = bodies.spoken(letters.words)
        for each, following in pairwise([*spoken, None]):
            assert each is not None
            end = letters.sentence(each.start)[1]
            end = min(end, following.start) if following is not None else end
            yield from _list_of(letters, each, end)


def _list_of(letters: _Letters, body: Spoken, end: int) -> Iterator[Saying]:
    """What the words behind a body, up to the next one, list as its own."""
    verb = _OFFERS.match(letters.words, body.end, end) or _LED_BY.match(letters.words, body.end, end)
    is_led = verb is not None and _OFFERS.match(letters.words, body.end, end) is None
    verb = verb or _OFFERS_THEN.search(letters.words, body.end, end)
    match = _LIST.match(letters.words, verb.end(), end) if verb is not None else None
    if verb is None or match is None or _OTHERS.search(letters.words, body.end, match.end()):
        return
    names = _names_of(match["names"])
    if len(names) < 2 and not match["count"]:
        return
    # 等9个 behind nine of them closes the list.
    is_full = not is_led and (_number(match["count"]) == len(names) if match["count"] else not match["open"])
    at = match.start("names")
    for name in names:
        at = letters.words.find(name, at)
        sentence = letters.span(body.start, match.end())
        place = letters.place(at, at + len(name))
        yield Saying(body.body, (name,), "list", letters.unit(body.start), is_full, place, name, sentence)


def _offering(manuscript: Manuscript) -> Iterator[str]:
    """Schools and departments that only a list of what they offer names."""
    for passage in manuscript.prose_with("专业"):
        for match in _OFFERING.finditer(_Letters.of(passage).words):
            name = match["name"]
            if is_body_name(name) or (_DEPARTMENT.fullmatch(name) and not as_pattern(r"[各本该两三四五]").match(name)):
                yield name


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _COUNT.get(words, 0)


def _names_of(words: str) -> list[str]:
    names = [name for piece in words.split("、") for name in (piece.strip(),) if name]
    last = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:和|以及)(?=[\u4e00-\u9fff]{2})", names[-1]) if names else []
    names = [*names[:-1], *last]
    return names if all(_MAJOR.fullmatch(name) and not _NO_MAJOR.match(name) for name in names) else []


# By the way --------------------------------------------------------------------------------------


def _by_the_way(manuscript: Manuscript, bodies: _Names, majors: set[str]) -> Iterator[Saying]:
    index = NameIndex(sorted(majors, key=lambda name: (-len(name), name)))
    cells = (cell for sheet in manuscript.sheets for cell in sheet.cell_passages)
    for passage in (*manuscript.passages, *cells):
        letters = _Letters.of(passage)
        spoken = bodies.spoken(letters.words)
        for number, each in enumerate(spoken):
            beside = _row_before(letters.words, spoken[: number + 1])
            following = spoken[number + 1].start if number + 1 < len(spoken) else len(letters.words)
            unit = letters.unit(each.start)
            behind = _majors_behind(letters.words, each.start, each.end, following, index, majors)
            for names, start, end in (*behind, *_major_before_bracket(letters.words, each, majors)):
                here = letters.place(each.start, each.end)
                words = letters.words[start:end]
                yield Saying(
                    each.body,
                    names,
                    "behind",
                    unit,
                    False,
                    here,
                    words,
                    letters.span(min(each.start, start), max(each.end, end)),
                    beside,
                )


def _row_before(words: str, spoken: list[Spoken]) -> frozenset[str]:
    """甲校、乙校 before the major: it belongs to either."""
    row = {spoken[-1].body}
    for left, right in pairwise(reversed(spoken)):
        if not as_pattern(r"\s*(?:[、和与及]|以及)\s*").fullmatch(words[right.end : left.start]):
            break
        row.add(right.body)
    return frozenset(row)


def _majors_behind(
    words: str, name_start: int, start: int, end: int, index: NameIndex, majors: set[str]
) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """What stands right behind the name of a body, and what goes on in one row with it."""
    is_of_person = _PERSON_BEFORE.search(words[max(0, name_start - 6) : name_start]) is not None
    comma = _PERSON.match(words, start) if is_of_person else None
    at = comma.end() if comma is not None else start
    lead = _LEAD.match(words, at, end)
    at = lead.end() if lead is not None else at
    pending: list[tuple[tuple[str, ...], int, int]] = []
    while at < end:
        name = index.at(words, at)
        if name is None:
            short = _SHORT_OF_ONE.match(words, at)
            names = _meant(short[0], majors) if short is not None else ()
            if short is None or not names or comma is not None:
                if pending and _UNKNOWN.match(words, at, end) is not None:
                    yield from pending
                break
            yield from pending
            yield names, at, short.end()
            pending = []
            at = short.end()
        else:
            stop = at + len(name)
            pending.append(((name,), at, stop))
            if comma is not None:
                is_plain = _MEMBERS.match(words, stop) is not None
            else:
                is_plain = _BEHIND.match(words, stop) is not None or (
                    len(name) >= _LEAST_PLAIN and _AS_SUBJECT.match(words, stop) is not None
                )
            if is_plain:
                yield from pending
                pending = []
            at = stop
        onward = _NEXT_NAME.match(words, at)
        if onward is None or comma is not None:
            break
        at = onward.end()


def _major_before_bracket(words: str, body: Spoken, majors: set[str]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """数控技术应用专业（甲校）."""
    if words[max(0, body.start - 1) : body.start] not in ("（", "(") or words[body.end : body.end + 1] not in (
        "）",
        ")",
    ):
        return
    end = body.start - 1
    end -= 2 if words[:end].endswith("专业") else 0
    for size in range(min(_LONGEST, end), 1, -1):
        if words[end - size : end] in majors:
            yield (words[end - size : end],), end - size, end
            return


def _meant(short: str, majors: set[str]) -> tuple[str, ...]:
    """The majors that 汽修 may stand for: its letters come up in them in their order, the first of them first or all together."""
    return tuple(
        sorted(
            major
            for major in majors
            if len(major) > len(short) and letters_in_order(short, major) and (major[0] == short[0] or short in major)
        )
    )
