"""So many rise and so many fall: 三增一减 is counted from what the sentence lists.

Cue: 三增一减, 四升一降 and the like in a sentence, or right before a list, with a verb of change for each item. Why it should
hold in any report: the reader counts along. Guards: as many changes as the two counts together; verbs before
a comparison of their own (比上年) count once; otherwise nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import DOWN, UP, way
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "四项收入两增两减：财政拨款由4000万元增至4250万元，学费由480万元增至500万元，培训由100万元增至120万元，其他由260万元减至250万元。"),
    Example("pass", "四项收入三增一减：财政拨款由4000万元增至4250万元，学费由480万元增至500万元，培训由100万元增至120万元，其他由260万元减至250万元。"),
    Example("silent", "四项收入三增一减，结构进一步优化。"),
)  # fmt: skip
_TALLY = as_pattern(
    r"(?P<up>[一二两三四五六七八九])(?:项|类|个)?(?P<rise>增|升|涨)[，、]?(?P<down>[一二两三四五六七八九])(?:项|类|个)?(?P<fall>减|降)"
)
_CHANGED = as_pattern(rf"(?P<word>{UP}|{DOWN}|升|降|涨)(?:幅|了|到|至|为|约)*\s*(?=[\d.]|[，。；、]|到|至)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Tallies, sentence by sentence."""
    for passage in manuscript.prose():
        for match in _TALLY.finditer(passage.plain):
            yield from _tally(passage, match)


def _tally(passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    _, end = passage.full_sentence_at(match.start())
    ups, downs = (read_numeral(match[name].replace("两", "二")) or 0 for name in ("up", "down"))
    listed = list(_items(passage.plain[match.end() : end]))
    if len(listed) != ups + downs:
        return
    up = listed.count("up")
    place = passage.place(match.start(), match.end())
    yield Remark(
        f"tallies:{passage.id}:{match.start()}", "tallies", FAULT, (place,),
        f"说「{match[0]}」，所列的是 {up} 项{match['rise']}、{len(listed) - up} 项{match['fall']}，请核对",
        f"“{match[0]}” is said, but of those listed {up} rise and {len(listed) - up} fall", severity="warning", holds=up == ups,
        reported=match[0], expected=f"{up}{match['rise']}{len(listed) - up}{match['fall']}", formula=f"{match[0]} / {up}, {len(listed) - up}",
    )  # fmt: skip


def _items(words: str) -> Iterator[str]:
    """The way that each listed item goes: one verb for each stretch between commas and semicolons."""
    for piece in as_pattern(r"[，；、,;]").split(words):
        found = _CHANGED.search(piece + "，")
        if found is not None and (said := way(found["word"])):
            yield said
