"""Schools and districts as a report names them: full and short names of one body, and where each is spoken of.

A report introduces its bodies in the rows and heads of tables, in （以下简称…） and in lists with a figure
for each. Short names are made of the letters of the full one; a short name that fits several bodies is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.running_text import repeated_names, running_text
from nianbao.extraction.tables.table_facts import Sheet, bare_label
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.kept import kept, kept_property
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.quickly_made import quickly_made

SCHOOL = r"(?:学校|学院|职教中心校?|教育中心校?|中心校|职业高中|职业高级中学|职业中学|职业中专|中等专业|中专|职高|职专|职校|技校|艺校|职中)(?!学?校)"
_SCHOOL_NAME = as_pattern(rf"[\u4e00-\u9fff]{{0,14}}{SCHOOL}|[\u4e00-\u9fff]{{0,4}}[一二三四五六]职中?|职中")
_DISTRICT_NAME = as_pattern(r"[\u4e00-\u9fff]{2,3}(?:区|县|市|旗|镇|乡)")
# All of them, some of them, any of them: these are no names.
_GENERAL = as_pattern(
    r"(?:.*(?:[全各两我本该某几]|[所个](?!旧)|中等(?=职业学校)|升入|共建|改善|发挥|产业(?=学院))|[二三四五六七八九十](?=所)|多|等|其[他它余中]|另外?|兄弟|对口|合作|试点|承担|牵头|主办|结对|贯通|公办|民办|[市县区省]?[直所]?属|[市县区省]域?[级内]|"
    r"普通|高等|中等|初等|高中|初中|中职|高职|职业|技工|技术|教育|成人|示范|骨干|重点|优质|特色|类|性|的|制)*"
    r"(?:学校|学院|院校|中专|中学|高中|职业高中|职高|职校|职专|技校|中心校?|教育中心校?|职中|中等专业)"
)
_ONLY_ONE = as_pattern(r"职(?:业)?(?:技术)?教(?:育)?中心(?:学?校)?")  # of which a district has one
_TOTAL = as_pattern(
    r"合计|总计|小计|平均|产业学院|全[国省市县区校]|^[全各总占]|其[他它余]|市直|[直市县区]属|^公办|^民办|不含|[本外][区市县校省]|[国省]家?[级高]|校区"
)
_SHORT = as_pattern(
    rf"(?P<full>[\u4e00-\u9fff]{{3,24}}?{SCHOOL})\s*[（(]\s*(?:以下)?(?:统一)?简?称为?[：:]?\s*[“\"「]?(?P<short>[\u4e00-\u9fff]{{2,10}})[”\"」]?\s*[）)]"
)
_LEAD = as_pattern(
    r".*(?:[的为是由与和及有至在到赴于对向]|分别|其中|即|接收|选派|派往|来自|依托|支持|推动|指导|组织|所(?=[^\s]{4}))"
)
_ENTRY = as_pattern(
    rf"(?:^|[、，；：:（(]|其中|分别[为是有]?|包括|以及)\s*(?:其中|和|及|与|而)?\s*(?P<name>[\u4e00-\u9fff]{{0,12}}?(?:{SCHOOL}|[一二三四五六]职(?![业工教称务责能高专校中]))|[\u4e00-\u9fff]{{2,3}}?[县区市旗镇乡])(?P<rest>[^\d，。；、：（）()]{{0,10}}?)\s*(?=\d)"
)
_ANY = as_pattern(r"[我本该]|(?:学校|学院|中心|职校)$")
_SPOKEN_OF = as_pattern(
    r"\W{0,2}\d{0,2}\W{0,2}(?:本[年期])?(?:新设|新建|新增|处置|撤销)?(?!我|本|全)(?P<body>[\u4e00-\u9fff（）()]{4,30}?(?:公司|集团|学校|学院|医院|酒店))(?:（[^（）]{1,30}）)?(?=[为是，,]|成立|位于)"
)
_NUMERAL = as_pattern(r"[一二三四五六七八九]")
_HEAD_OF_SCHOOLS = as_pattern(r"(?:各|所在|职业|中职)?(?:学校|院校|校)(?:名称?|简称)?")
_IN_A_COLUMN = as_pattern(r"[\u4e00-\u9fff]{1,9}[校院专高中]|[\u4e00-\u9fff]{0,4}[一二三四五六]职")
_FEWEST = 2


def body_spoken_of(passage: Passage) -> str:
    """宏达机电有限公司为合作企业，…: whom a paragraph speaks of from its first words on; empty where they name nobody."""
    match = _SPOKEN_OF.match(passage.plain)
    return match["body"] if match else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Bodies that stand side by side, in a table or with a figure each in one sentence."""

    names: tuple[str, ...]
    places: tuple[Place, ...]
    passage: Passage | None = None
    start: int = 0
    end: int = 0
    sheet: Sheet | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class Spoken:
    """A name of a body where it stands in a text."""

    body: str
    start: int
    end: int


@lru_cache(8_192)
def is_body_name(words: str) -> bool:
    """True for the name of one school or district, and not for what many are called.

    >>> is_body_name("区职教中心校"), is_body_name("三所学校"), is_body_name("民办学校"), is_body_name("沂东县"), is_body_name("一职")
    (True, False, False, True, True)
    """
    if _TOTAL.search(words):
        return False
    if _SCHOOL_NAME.fullmatch(words):
        return _GENERAL.fullmatch(words) is None or _ONLY_ONE.fullmatch(words) is not None
    return _DISTRICT_NAME.fullmatch(words) is not None


@dataclass(frozen=True, eq=False)
class Bodies:
    """``of`` leads from every name, full or short, to the one name that stands for the body."""

    of: dict[str, str]
    lists: tuple[Listed, ...]
    in_title: frozenset[str]
    schools: frozenset[str] = frozenset()  # those that a column headed 学校 names, whatever they are called

    @kept_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = sorted(self.of, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, names))) if names else None

    def spoken(self, words: str) -> Iterator[Spoken]:
        """Where bodies are named, the longest name first."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(words):
            yield Spoken(self.of[match[0]], match.start(), match.end())

    def body(self, name: str) -> str:
        return self.of.get(name, name)

    def is_school(self, body: str) -> bool:
        return body in self.schools or _SCHOOL_NAME.fullmatch(body) is not None


@kept
def known_bodies(manuscript: Manuscript) -> Bodies:
    """The bodies of a report, read once for all families."""
    pairs = list(_announced(manuscript))
    schools = _named_by_columns(manuscript)
    lists = (*_in_tables(manuscript, schools.union(*pairs)), *_in_sentences(manuscript))
    times: Counter[str] = Counter(name for listed in lists for name in listed.names)
    for full, short in pairs:
        times[full] += 1
        times[short] += 1
    for name, often in repeated_names(running_text(manuscript).words):
        if is_body_name(_without_lead(name)) and _SCHOOL_NAME.fullmatch(name):
            times[_without_lead(name)] += often
    title = "".join(passage.plain for passage in manuscript.passages[:6] if "。" not in passage.plain)
    apart = {frozenset(pair) for listed in lists for pair in combinations(listed.names, 2)}
    of = _grouped(times, pairs, apart)
    in_title = frozenset(name for name in times if name in title)
    return Bodies(of, lists, in_title, frozenset(of.get(name, name) for name in schools))


def _named_by_columns(manuscript: Manuscript) -> frozenset[str]:
    """商管校, 艺校 below the head 学校: schools by their short names, which the report may never tell in full."""
    found: set[str] = set()
    for sheet in manuscript.sheets:
        for column in sheet.label_columns:
            if _HEAD_OF_SCHOOLS.fullmatch(bare_label(sheet.head(column))):
                names = {bare_label(sheet.text(row, column)) for row in sheet.data_rows}
                found |= {
                    n for n in names if _IN_A_COLUMN.fullmatch(n) and not _TOTAL.search(n) and not _GENERAL.fullmatch(n)
                }
    return frozenset(found)


def names_one_school(manuscript: Manuscript, words: str) -> bool:
    """True where the words name a school of a report on several, the one of the title left out."""
    bodies = known_bodies(manuscript)
    schools = {body for body in bodies.of.values() if bodies.is_school(body) and body not in bodies.in_title}
    return len(schools) > 1 and any(spoken.body in schools for spoken in bodies.spoken(words))


def _announced(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    for passage in manuscript.prose():
        if "称" not in passage.plain:
            continue
        words = "".join(passage.plain.split())
        for match in _SHORT.finditer(words):
            full = _without_lead(match["full"])
            full = full if letters_in_order(match["short"], full) else match["full"]
            if is_body_name(full) and not _ANY.match(match["short"]):
                yield full, match["short"]


def _without_lead(words: str) -> str:
    lead = _LEAD.match(words)
    return words[lead.end() :] if lead is not None else words


def _in_tables(manuscript: Manuscript, known: frozenset[str]) -> Iterator[Listed]:
    for sheet in manuscript.sheets:
        rows = [
            (row, bare_label(sheet.row_label(row)).rstrip("0123456789"))
            for row in sheet.data_rows
            if not sheet.is_total_row(row)
        ]
        found = [(name, sheet.label_place(row)) for row, name in rows if name in known or is_body_name(name)]
        if len(found) * 2 > len(rows):
            yield from _listed(found, sheet)
        columns = [(bare_label(sheet.head(column)), column) for column in sheet.numeric_columns]
        yield from _listed(
            [
                (name, sheet.place(sheet.first_data_row - 1, column))
                for name, column in columns
                if name in known or is_body_name(name)
            ],
            sheet,
        )


def _listed(found: Iterable[tuple[str, Place | None]], sheet: Sheet) -> Iterator[Listed]:
    places: dict[str, Place] = {}
    for name, place in found:
        if place is not None:
            places.setdefault(name, place)
    if len(places) >= _FEWEST:
        yield Listed(tuple(places), tuple(places.values()), sheet=sheet)


def _in_sentences(manuscript: Manuscript) -> Iterator[Listed]:
    """甲校 34 家、乙校 21 家、丙校 12 家: names with a figure each, nothing else between them."""
    for passage in manuscript.prose():
        for start, end in passage.full_sentences:
            if not passage.mentions_in(start, end):
                continue
            run: list[re.Match[str]] = []
            for match in _ENTRY.finditer(passage.plain, start, end):
                if not is_body_name(_entry_name(match)):
                    continue
                if run and not _is_next(passage, run[-1], match):
                    yield from _sentence_list(passage, run)
                    run = []
                run.append(match)
            yield from _sentence_list(passage, run)


def _entry_name(match: re.Match[str]) -> str:
    return _without_lead("".join(match["name"].split()))


def _is_next(passage: Passage, last: re.Match[str], match: re.Match[str]) -> bool:
    between = passage.plain[last.end() : match.start("name")]
    figures = passage.mentions_in(last.end(), match.start("name"))
    return len(figures) == 1 and len("".join(between.split())) < 14


def _sentence_list(passage: Passage, run: list[re.Match[str]]) -> Iterator[Listed]:
    names = tuple(_entry_name(match) for match in run)
    if len(set(names)) == len(names) >= _FEWEST:
        places = tuple(passage.place(*match.span("name")) for match in run)
        yield Listed(names, places, passage, run[0].start("name"), run[-1].end())


def _grouped(times: Counter[str], pairs: Iterable[tuple[str, str]], apart: set[frozenset[str]]) -> dict[str, str]:
    """Every name with the one that stands for its body: short names go to the only full name that has their letters."""
    of = {name: name for name in times}
    for full, short in pairs:
        of[short] = full
    for short in sorted(times, key=lambda name: (len(name), name)):
        if of[short] != short:
            continue
        fulls = {
            of[name]
            for name in times
            if len(name) > len(short) and _is_short_for(short, name) and frozenset((short, name)) not in apart
        }
        fulls = {name for name in fulls if not any(other != name and _is_short_for(name, other) for other in fulls)}
        if len(fulls) == 1:
            of[short] = fulls.pop()
    for name in list(of):
        while of[name] != of[of[name]]:
            of[name] = of[of[name]]
    return of


def _is_short_for(short: str, full: str) -> bool:
    return (
        short[-1] == full[-1]
        and letters_in_order(short, full)
        and _NUMERAL.findall(short) == _NUMERAL.findall(full)
        and (full.endswith(short[-2:]) or len(short) < 5)
    )
