"""In a sentence that gives each its figure nobody has two, and in a sentence of the first and the last nobody is named as the same twice.

Cue: members of one row (轨道交通部719人、汽车工程部437人、轨道交通部390人) with the same words before figures of one unit; 规模最小的是甲，规模最小的是乙.
Why it should hold in any report: a row has every name once, and a sentence that names two extremes names the highest and the lowest.
Guards: three members and more; years, of which and comparisons give a name several figures; the same figure twice is a repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "四个专业部中，轨道交通部719人，汽车工程部437人，轨道交通部390人，港航物流部301人。"),
    Example("fail", "规模最小的专业是机电技术，规模最小的是水产养殖。"),
    Example("silent", "四个专业部中，轨道交通部719人，汽车工程部437人，智能技术部390人，港航物流部301人。"),
    Example("silent", "规模最大的专业是机电技术，规模最小的是水产养殖。"),
    Example("silent", "2022年男生12人、女生8人，2023年男生15人、女生9人。"),
)
_NAME = as_pattern(r"[\s（(]*(?:其中|和|及|与|而|另有|分别为)?[：:]?(?P<name>[\u4e00-\u9fff]{2,14})\s*$")
_NO_NAME = as_pattern(
    r"[增减升降]|上年|去年|达到|共|合计|平均|比|占|分别|其中|一等|二等|三等|全|约|男|女|总|[国省市区县校]级|获|有$|为$|设|至$|的$|均$|新增|资金|到款"
)
_SEVERAL = as_pattern(r"20\d\d|上年|去年|[一二三]年级|级")
_STOP = as_pattern(r"[、，；：。,;:（）()]")
_EXTREME = as_pattern(
    r"(?P<what>[\u4e00-\u9fff]{0,10})(?P<most>最[高低多少大小])(?:的[^，。；]{0,6}?[是为]|[，。；、]|$)"
)
_FEWEST = 3
_ROW, _EXTREMES = 0.25, 0.25


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Sentence by sentence."""
    for passage in manuscript.prose():
        for start, end in passage.full_sentences:
            yield from _in_row(passage, start, end)
            if passage.plain.count("最", start, end) > 1:
                yield from _extremes(passage, start, end)


def _in_row(passage: Passage, start: int, end: int) -> Iterator[Hint]:
    mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
    if len(mentions) < _FEWEST or _SEVERAL.search(passage.plain, start, end):
        return
    seen: dict[tuple[str, str], tuple[int, int, object]] = {}
    last = start
    for mention in mentions:
        stops = [match.end() for match in _STOP.finditer(passage.plain, last, mention.start)]
        begin = max((last, *stops))
        last = mention.end
        name = _NAME.match(passage.plain[begin : mention.start])
        if name is None or _NO_NAME.search(name["name"]):
            continue
        span = (begin + name.start("name"), begin + name.end("name"), mention.number.value)
        first = seen.setdefault((name["name"], mention.measure or "%"), span)
        if first != span and first[2] != mention.number.value and len(seen) > 1:
            yield _hint(passage, (span[0], span[1]), (first[0], first[1]), _ROW)


def _extremes(passage: Passage, start: int, end: int) -> Iterator[Hint]:
    """规模最小的是甲，规模最小的是乙; 甲落实率最低，乙落实率最低."""
    found = list(_EXTREME.finditer(passage.plain, start, end))
    for left, right in pairwise(found):
        if left["most"] == right["most"] and _says_same(left, right):
            yield _hint(passage, right.span("most"), left.span("most"), _EXTREMES)


def _says_same(left: re.Match[str], right: re.Match[str]) -> bool:
    """What is said of the second is said of the first, or not said again."""
    one, other = left["what"][-2:], right["what"][-2:]
    return bool(one) and one == other


def _hint(passage: Passage, again: tuple[int, int], first: tuple[int, int], weight: float) -> Hint:
    here, there = passage.place(*again), passage.place(*first)
    remark = Remark(
        f"named-twice:{passage.id}:{again[0]}", "named-twice", FAULT, (here, there),
        f"「{here.text}」在同一句里说了两次；请核对其中一处是否应为另一个", f"“{here.text}” is told twice in one sentence; please check whether one of them should be another",
        severity="info", reported=here.text, formula=f"{here.text} × 2",
    )  # fmt: skip
    return Hint(remark, weight)
