"""So many points are announced, and as many follow, numbered in one way.

Cue: a count of matters (三个问题, 五项工作, 两方面原因, 三点：) or a bare numeral (问题有三) and numbered points right
behind it: 一是, 第一，, 其一, 首先 … 最后, 1., （1）, ①, （一） or 第一阶段, in the same paragraph or as paragraphs of their
own. Why it should hold in any report: the author counts the points that he is about to number. Guards: the
first point stands right behind the announcement; points are counted only as far as their numbers go on in
order; a numbering of a higher level, or one that begins anew, ends the list; lists that miss the count by
more than two are taken for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_numeral, read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "重点抓好以下三项工作：一是完善制度；二是加强培训；三是强化督导；四是总结推广。"),
    Example("fail", "问题有四。一是教师老化；二是设备偏低；三是面积不足。"),
    Example("fail", "主要做法有三点：第一，统筹规划；第二，多元投入；第三，动态调整；第四，考核评价。"),
    Example("fail", "我校面临三大挑战：其一，生源减少；其二，师资老化。"),
    Example("fail", "下一步重点推进以下四项工作：\n\n1.优化专业布局。\n\n2.加强师资队伍建设。\n\n3.改善办学条件。\n"),
    Example("pass", "困难体现在三个方面。首先，生源萎缩；其次，师资老化；最后，设备落后。"),
    Example("silent", "学校开展三项活动：一是为了锻炼学生，取得良好效果。"),
    Example("silent", "学校承担两项任务：一级学科建设和课程开发。"),
)  # fmt: skip
_MATTERS = (
    "问题|不足|短板|困难|难题|难点|挑战|瓶颈|矛盾|差距|工作|任务|措施|举措|做法|建议|对策|经验|体会|启示|特点|特色|亮点|原因|因素|思路|打算|目标|原则|要求|"
    "环节|步骤|阶段|机制|抓手|计划|方向|成效|变化|转变|行动|工程|保障|制度|平台|途径|路径|条件|重点|事情|事|关系|优势|模式|内容|层面|维度|板块|模块|渠道|方式|办法|突破|创新|困境|痛点"
)
# The numeral stands first and the look back behind it, so that a search goes from numeral to numeral.
_COUNT = r"[二两三四五六七八九十\d](?<![第十百千\d.].)"
ANNOUNCED = as_pattern(
    rf"(?P<count>{_COUNT}(?:(?<=十)[一二]|(?<=\d)\d)?)\s*"
    rf"(?:(?:个方面|方面|点|条)的?[^，。；：、！？\d]{{0,14}}|(?:个|项|大|件|类|种|步|处|重)[^，。；：、！？\d]{{0,12}}?(?:{_MATTERS})[^，。；：、！？\d]{{0,8}})"
    r"(?P<sign>[：:。；，]|$)"
)
# 问题有三: a numeral without a measure word.
_BARE = as_pattern(
    r"(?:问题|不足|短板|打算|任务|做法|体会|原因|特点|建议|经验|亮点|困难|措施|启示)(?:主要)?有(?P<count>[二两三四五六七八九])(?:[件条点项个步]|方面)?(?P<sign>[。：:，])"
)
# Of anything, where the first point stands right behind: 4个基地：一是…; 四步走：第一步….
_ANYTHING = as_pattern(
    rf"(?P<count>{_COUNT}(?:(?<=十)[一二]|(?<=\d)\d)?)\s*(?:[个所家项件类种步条处名大期批轮]|方面)[^，。；：、！？\d]{{0,14}}(?P<sign>[：:])"
    r"(?=\s*(?:一是|第一[步件个期批轮，、]|其一|①|[（(][一1][）)]|一[件所家个条]是))"
)
# Points that are not numbered but end alike: 招生与就业的矛盾；规模与质量的矛盾.
_ALIKE = as_pattern(
    rf"(?P<count>{_COUNT}(?:(?<=\d)\d)?)\s*(?:[个项大条种类对组]|方面)[^，。；：、！？\d]{{0,8}}?(?P<noun>[\u4e00-\u9fff]{{2}})(?P<sign>[：:])(?P<list>[^。：:]{{8,240}})"
)
# 三个阶段推进：准备阶段（3月）、实施阶段、总结阶段.
_KINDS = as_pattern(
    rf"(?P<count>{_COUNT}(?:(?<=\d)\d)?)\s*(?:[个项大类种])(?P<noun>[\u4e00-\u9fff]{{2}})[^，。；：、！？\d]{{0,6}}(?P<sign>[：:])(?:即|分别是)?(?P<list>[^。：:]{{6,120}})"
)
_BRACKETS = as_pattern(r"[（(][^（）()]*[）)]")
# 三条建议：推迟分流时间；加强学业帮扶；完善心理辅导.
_BY_SEMICOLONS = as_pattern(
    rf"(?P<count>{_COUNT}(?:(?<=\d)\d)?)\s*(?:(?:个|项|条|点|件|大|种|类)|个?方面的?)(?:{_MATTERS})(?P<sign>[：:])(?P<list>[^。：:\n]{{8,300}})。"
)
_LEAST_APART, _SHORT_POINT = 3, 48
# “四个一”: 每周一次例会，每月一次检查.
_ONES = as_pattern(
    r"[“\"](?P<count>[二三四五六七八九十])个一[”\"][^，。；：\d]{0,10}(?P<sign>[：:，]|[（(])(?:即|包括)?(?P<list>[^。：:）)]{6,160})"
)
_ONE = as_pattern(r"一(?=[次个场本堂份项批支周月张套门篇节件名位条班校生册人体对])")
MOST = 12
_FAR = 2
_MOST_BODIES = 2  # paragraphs that tell more of one point
_MOST_PASSAGES = 400  # over which points with long bodies may go on
_ORDERED = ("首先", "其次", "再次", "最后")


@dataclass(frozen=True)
class _Scheme:
    """One way of numbering: ``marker`` finds a point inside a text, ``level`` tells what it is subordinate to."""

    name: str
    marker: re.Pattern[str]
    level: int
    ordered: bool = False  # by words and not by numbers


_BEFORE = r"(?:^|(?<=[。；：:，、！？\s]))"
SCHEMES = (
    _Scheme("一是", as_pattern(_BEFORE + r"第?(?P<n>[一二三四五六七八九十]{1,2})(?:则|要)?是(?!否)"), 6),
    _Scheme("第一，", as_pattern(_BEFORE + r"第(?P<n>[一二三四五六七八九十]{1,2})\s*[，、：:,]"), 6),
    _Scheme("其一", as_pattern(_BEFORE + r"其(?P<n>[一二三四五六七八九])\s*(?:[，、：:,]|是)"), 6),
    _Scheme("一、", as_pattern(r"(?:^|(?<=[。；：\n]))\s*(?P<n>[一二三四五六七八九十]{1,2})[、.．]"), 1),
    _Scheme("（一）", as_pattern(r"[（(](?P<n>[一二三四五六七八九十]{1,2})[）)]"), 2),
    _Scheme("1.", as_pattern(r"(?:^|(?<=[。；：:，\n]))\s*(?P<n>\d{1,2})\s*(?:[.．、](?!\d)|[)）])"), 3),
    _Scheme("（1）", as_pattern(r"[（(](?P<n>\d{1,2})[）)]"), 4),
    _Scheme("①", as_pattern(r"(?P<n>[①-⑫])"), 5),
    _Scheme(
        "第一阶段",
        as_pattern(
            _BEFORE + r"第(?P<n>[一二三四五六七八九])(?:个)?(?:阶段|步|批|类|层次?|方面|点|项|环节|部分|件|条|期|轮)"
        ),
        6,
    ),
    _Scheme("首先", as_pattern(_BEFORE + r"(?P<n>首先|其次|再次|再者|最后)"), 6, ordered=True),
)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Announcements in reading order, each with the points right behind it."""
    passages = [p for p in manuscript.passages if p.kind in ("paragraph", "note", "case", "heading")]
    for position, passage in enumerate(passages):
        seen: set[int] = set()
        for pattern in (_BARE, _ANYTHING, ANNOUNCED):
            may_announce = pattern is not _ANYTHING or "：" in passage.plain or ":" in passage.plain
            for match in pattern.finditer(passage.plain) if may_announce else ():
                if match.end("count") in seen or (passage.kind == "heading" and match.end() < len(passage.plain)):
                    continue
                made = _announcement(passages, position, match)
                if made is not None:
                    seen.add(match.end("count"))
                    yield made
        if "：" in passage.plain or "“" in passage.plain:
            yield from _unnumbered(passage)


def _unnumbered(passage: Passage) -> Iterator[Relation]:
    """三个矛盾：…的矛盾；…的矛盾, and “四个一”：每周一次…，每月一次…."""
    for match in _ALIKE.finditer(passage.plain):
        points = [point for point in as_pattern(r"[；;]").split(match["list"]) if point.strip()]
        alike = all(point.strip().endswith(match["noun"]) for point in points)
        if alike and len(points) > 1:
            yield from _counted(passage, match, len(points))
    for match in _KINDS.finditer(passage.plain):
        points = [
            point for point in as_pattern(r"[；;]|[、，,]").split(_BRACKETS.sub("", match["list"])) if point.strip()
        ]
        if len(points) > 1 and all(p.strip(" 和及与").endswith(match["noun"]) and len(p.strip()) > 2 for p in points):
            yield from _counted(passage, match, len(points))
    for match in _BY_SEMICOLONS.finditer(passage.plain):
        points = [point.strip() for point in as_pattern(r"[；;]").split(match["list"]) if point.strip()]
        numbered = any(scheme.marker.match(points[0]) for scheme in SCHEMES)
        if (
            len(points) >= _LEAST_APART
            and not numbered
            and all(len(p) <= _SHORT_POINT and "：" not in p for p in points)
        ):
            yield from _counted(passage, match, len(points))
    for match in _ONES.finditer(passage.plain) if "个一" in passage.plain else ():
        points = [point for point in as_pattern(r"[，,、；;]").split(match["list"]) if point.strip()]
        if len(points) > 1 and all(len(_ONE.findall(point)) == 1 for point in points):
            yield from _counted(passage, match, len(points))


def _counted(passage: Passage, match: re.Match[str], points: int) -> Iterator[Relation]:
    count = read_whole(match["count"].replace("两", "二"))
    if count is None or abs(points - count) > _FAR:
        return
    place = passage.place(match.start(), match.end("sign"))
    start = match.start("count")
    number = next((m for m in passage.mentions if m.digits_start == start), None)
    label = place.text.strip("：:，")[:12]
    counted = number.operand() if number is not None else derived(
        f"{passage.id}:{start}", label, Decimal(count), place, match["count"]
    )  # fmt: skip
    yield relation(
        "announced-points", [list_count(counted, points, points)], cue=place.text, severity="warning", place=place
    )


def _announcement(passages: Sequence[Passage], position: int, match: re.Match[str]) -> Relation | None:
    passage = passages[position]
    count = read_whole(match["count"].replace("两", "二"))
    if count is None or not 2 <= count <= MOST:
        return None
    points, apart = _points(passages, position, match.end())
    if points < 2 or abs(points - count) > (1 if match.re == _ANYTHING else _FAR):
        return None
    start = match.start("count")
    place = passage.place(start, match.end())
    number = next((m for m in passage.mentions if m.digits_start == start), None)
    counted = (
        number.operand()
        if number is not None
        else derived(f"{passage.id}:{start}", match[0].strip("：:。；，")[:12], Decimal(count), place, match["count"])
    )
    severity = "warning" if apart else "error"
    return relation(
        "announced-points", [list_count(counted, points, points)], cue=match[0], severity=severity, place=place
    )


def _number(scheme: _Scheme, marker: str) -> int:
    if scheme.name == "①":
        return ord(marker) - ord("①") + 1
    if marker.isdigit():
        return int(marker)
    return read_numeral(marker) or 0


def _points(passages: Sequence[Passage], position: int, start: int) -> tuple[int, bool]:
    """How many points follow, and whether they are paragraphs of their own."""
    rest = passages[position].plain[start:].strip()
    following = passages[position + 1].plain.strip() if position + 1 < len(passages) else ""
    scheme = _scheme_of(rest or following)
    if scheme is None:
        return 0, False
    found = _in_order(scheme, rest, 0)
    bodies = 0
    for other in passages[position + 1 : position + 1 + _MOST_PASSAGES]:
        text = other.plain.strip()
        at = scheme.marker.match(text)
        if at is not None and found and _is_first(scheme, at["n"]):
            # A numbering that begins anew may be a point's own.
            return (found, not rest) if rest or scheme.level <= 2 else (0, True)
        if _is_higher(text, scheme) or (other.kind == "heading" and scheme.level > _LAST_HEADING_LEVEL):
            break
        bodies = bodies + 1 if at is None else 0
        if at is None and scheme.level > _LAST_HEADING_LEVEL and not rest and bodies <= _MOST_BODIES:
            continue  # 三是加强培训。 and a paragraph that tells more of it
        if at is None and (rest or scheme.level > _LAST_HEADING_LEVEL):
            # Points within a paragraph go on only in the paragraphs right behind it.
            break
        if at is not None:
            found = _in_order(scheme, text if rest else at[0], found)
    return found, not rest


def _scheme_of(words: str) -> _Scheme | None:
    """The way of numbering whose first point the words begin with."""
    return next((s for s in SCHEMES if (at := s.marker.match(words)) is not None and _is_first(s, at["n"])), None)


_LAST_HEADING_LEVEL = 4


def _is_first(scheme: _Scheme, marker: str) -> bool:
    return marker == _ORDERED[0] if scheme.ordered else _number(scheme, marker) == 1


def _is_higher(words: str, scheme: _Scheme) -> bool:
    """Whether a paragraph begins with a number of a higher level than the points' own."""
    return any(
        other.level < scheme.level and other.level <= _LAST_HEADING_LEVEL and other.marker.match(words) is not None
        for other in SCHEMES
    )


def _in_order(scheme: _Scheme, words: str, found: int) -> int:
    if scheme.ordered:
        return found + len(scheme.marker.findall(words))
    for match in scheme.marker.finditer(words):
        if _number(scheme, match["n"]) == found + 1:
            found += 1
    return found
