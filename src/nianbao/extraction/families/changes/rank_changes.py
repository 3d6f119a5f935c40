"""A place in a ranking rises as its number falls.

Cue: 由第 8 位上升到第 5 位, 第 5 名，比上届第 7 名上升 2 位, 从第三跃居第一. Why it should hold in any report: first is before second, and
both places are printed. Guards: both numbers are ordinals of places (位, 名) in one sentence, the earlier one behind 由 or 从,
or with a time that it is held against; the number of places moved is checked only where it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
EXAMPLES = (
    Example("fail", "办学水平在全市排名由第5位上升到第8位。"),
    Example("fail", "团体总分列第5名，比上届第7名下降2位。"),
    Example("fail", "获奖总数列全省第3位，较上年的第6位前移2位。"),
    Example("pass", "团体总分列第5名，比上届第7名上升2位。"),
    Example("silent", "团体总分列第5名，单项列第7名，获奖数上升2位。"),
)
_HAN = "一二三四五六七八九十"
_PLACE = rf"第\s*(?P<{{0}}>\d{{{{1,3}}}}|[{_HAN}]{{{{1,3}}}})\s*[位名]?"
_UP = r"上升|前移|提升|提高|跃升|跃居|跃至|升|前进|进步|攀升|晋升|上移"
_DOWN = r"下降|后移|下滑|退|降|后退|回落|跌"
_FROM_TO = as_pattern(
    rf"[由从](?:[^，。；\d第]{{0,12}}的?)?{_PLACE.format('old')}\s*[，,]?(?:[^，。；\d第]{{0,6}}?)(?P<word>{_UP}|{_DOWN})(?:到了?|至|为|居)?[^，。；\d第]{{0,10}}(?:{_PLACE.format('new')}(?<=[位名])|(?<=居)第(?P<first>[一二三1-3])(?![\u4e00-\u9fff]))"
    rf"(?:[，,]\s*(?:共|一年)?(?P<moved_word>{_UP}|{_DOWN})了?\s*(?P<moved>\d{{1,3}}|[{_HAN}两]{{1,3}})\s*[个]?[位名])?"
)
_AGAINST = as_pattern(
    rf"(?P<first>(?!))?{_PLACE.format('new')}\s*[，,]\s*(?:[比较与])(?:上年|去年|上一?[学]?年[度]?|上一?届|20\d\d年)(?:同期)?的?{_PLACE.format('old')}\s*(?:相比)?[，,]?\s*"
    rf"(?P<word>{_UP}|{_DOWN})了?\s*(?P<moved>\d{{1,3}}|[{_HAN}两]{{1,3}})?\s*[个]?[位名]?"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Two places and the way between them, sentence by sentence."""
    for passage in manuscript.prose():
        if "第" not in passage.plain:
            continue
        for pattern in (_FROM_TO, _AGAINST):
            for match in pattern.finditer(passage.plain):
                yield from _told(passage, match)


def _told(passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    old, new = read_whole(match["old"]), read_whole(match["new"] or match["first"])
    moved = read_whole(match["moved"]) if match["moved"] else None
    if old is None or new is None:
        return
    rises = as_pattern(_UP).fullmatch(match["word"]) is not None
    holds = (new < old) if rises else (new > old)
    if moved is not None:
        holds = holds and abs(old - new) == moved
    place = passage.place(match.start(), match.end())
    apart = abs(old - new)
    told = "前移" if new < old else "后移" if new > old else "未变"
    yield Remark(
        f"rank-changes:{passage.id}:{match.start()}", "rank-changes", FAULT, (place,),
        f"由第 {old} 到第 {new} 是{told}{f' {apart} 位' if apart else ''}，与「{match['word']}{match['moved'] or ''}」不符",
        f"from place {old} to place {new} is {apart} places {'up' if new < old else 'down'}", severity="warning", holds=holds,
        reported=match["word"], expected=told, formula=f"{old} → {new}",
    )  # fmt: skip
