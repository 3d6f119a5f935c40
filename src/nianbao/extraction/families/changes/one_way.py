"""A change told by its size and by its rate goes one way.

Cue: 减少 26 人，上升 4.1%; 上升 4.1%，减少 26 人: two verbs of change, one with a count or an amount, the other with a percentage, and
nothing between them that names another thing. Why it should hold in any report: the second clause has no subject of its own, so
that both speak of one change, and what became fewer did not rise. Guards: a noun between the two (招生减少 26 人，就业率上升 4.1%), a
percentage that goes on (上升 4.1% 的学校), points, and values reached (减少到, 升至) make two claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
EXAMPLES = (
    Example("fail", "学校在校生比上年减少26人，上升4.15%。"),
    Example("fail", "实训经费同比增长6.5%，减少了32万元。"),
    Example("pass", "学校在校生比上年减少26人，下降4.15%。"),
    Example("silent", "学校招生减少26人，就业率上升4.15%。"),
)
_UP = "增加|增长|上升|提高|提升|升高|增多|多招|净增|扩大|上涨|攀升"
_DOWN = "减少|下降|降低|下滑|缩减|少招|净减|缩小|下跌|回落"
_VERBS = (*_UP.split("|"), *_DOWN.split("|"))
_VERB = as_pattern(rf"(?P<verb>(?P<up>{_UP})|(?:{_DOWN}))(?:幅度?)?(?:了|约|为|达到?|近)*\s*$")
_JOINT = as_pattern(
    r"[\s，,、；;]*(?:同比|环比|比上年度?|较上年度?|比去年|较去年|与上年相比，?|也|又|则|还|反而|分别)*\s*"
)
_BRACKET = as_pattern(r"[（(][^（）()]*[）)]")
_ENDS = as_pattern(r"\s*(?:左右|以上|[，,。；;、）)]|$)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Two changes side by side, passage by passage."""
    for passage in manuscript.prose_with(*_VERBS):
        if "%" not in passage.plain:
            continue
        outside = [m for m in passage.mentions if not _is_in_bracket(passage, m)]
        for first, second in pairwise(outside):
            if first.is_percent != second.is_percent and (remark := _beside(passage, first, second)) is not None:
                yield remark


def _beside(passage: Passage, first: Mention, second: Mention) -> Remark | None:
    if any(m.unit is None or m.unit.dimension == "share_difference" for m in (first, second)):
        return None
    begin = first.clause[0]
    one = _VERB.search(passage.plain[begin : first.start])
    between = passage.plain[first.end : second.start]
    other = _VERB.search(between)
    if one is None or other is None or _JOINT.fullmatch(_BRACKET.sub("", between[: other.start()])) is None:
        return None
    if _ENDS.match(passage.plain, second.end) is None:
        return None
    said, again = passage.place(begin + one.start(), first.end), passage.place(first.end + other.start(), second.end)
    return Remark(
        f"one-way:{passage.id}:{first.start}", "one-way", FAULT, (said, again),
        f"同一变化先说「{said.text}」，接着说「{again.text}」，方向相反", f"“{said.text}” and “{again.text}” are one change that goes two ways",
        severity="warning", holds=(one["up"] is None) == (other["up"] is None), reported=again.text, formula=f"{said.text} / {again.text}",
        keys=(first.id, second.id),
    )  # fmt: skip


def _is_in_bracket(passage: Passage, mention: Mention) -> bool:
    words = passage.plain[passage.full_sentence_at(mention.start)[0] : mention.start]
    return words.count("（") + words.count("(") > words.count("）") + words.count(")")
