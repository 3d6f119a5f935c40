"""Those who passed, came or brought something home are no more than those who went.

Cue: 参加考试 a 人，合格 b 人; 毕业生 a 人，取得毕业证 b 人; 发放问卷 a 份，回收 b 份; 计划招生 a 人，实际招生 b 人 with 超额完成 or 未完成.
Why it should hold in any report: who passes has sat the examination. Guards: neighbouring figures of one sentence
and one measure, counted by heads and never by times (人次); what was handed out per head several times over is left alone;
with 新增, 往届 or another group named between the two nothing is said.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nianbao.extraction.claims import at_most, direction_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "参加考试650人，合格661人。"),
    Example("fail", "毕业生1050人，取得毕业证1062人。"),
    Example("fail", "计划招生1200人，超额完成招生任务，实际招生1140人。"),
    Example("pass", "参加考试650人，合格611人。"),
    Example("pass", "发放问卷800份，回收768份。"),
    Example("silent", "参加考试650人，合格661人次。"),
)
_WENT = as_pattern(
    r"(?:申请|申报|受理|参加|参考|应考|报考|报名|参评|参测|应试|受检|申报|推荐|录取|送检|发放|发出|派出)[^，。；\d]{0,12}$|毕业生(?:共|总数|人数)?(?:有|为|共计)*\s*$|(?:考生|考试|鉴定|考核|测试|问卷)(?:共|有)*\s*$"
)
_CAME_BACK = as_pattern(
    r"[，,、；]?\s*(?:其中)?(?:有|共|一次性?|首次|全部|已|均)*(?:获?授权|获批|批准|合格|及格|通过|优秀|良好|达标|取得|获得|获取|考取|拿到|回收|收回|有效|报到|入选|立项|结业|就业|升学|落实|成功)"
    r"[^，。；\d]{0,12}"
)
_OTHERS = as_pattern(r"往届|新增|另|上年|去年|社会|包括|累计|平均")
_PLANNED = as_pattern(r"计划[^，。；\d]{0,8}$|任务[^，。；\d]{0,4}$")
_ACTUAL = as_pattern(r"实际[^，。；\d]{0,8}$|实[招录][^，。；\d]{0,6}$")
_MORE, _LESS = as_pattern(r"超额完成|超计划|超过计划|超出计划"), as_pattern(r"未能?完成|没有完成|未达到?计划|缺额")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Pairs of figures, sentence by sentence."""
    for passage in manuscript.prose():
        for start, end in passage.sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
            for position, (went, came) in enumerate(itertools.pairwise(mentions)):
                begin = mentions[position - 1].end if position else start
                yield from _part(passage, went, came, begin)
            yield from _plan(passage, mentions, start, end)


def _counted_alike(left: Mention, right: Mention) -> bool:
    heads = {"人", "名", "位"}
    same = left.measure == right.measure in (*heads, "份", "项", "件", "家") or {left.measure, right.measure} <= heads
    return same and left.number.hedge is Hedge.NONE and right.number.hedge is Hedge.NONE


def _part(passage: Passage, went: Mention, came: Mention, begin: int) -> Iterator[Relation]:
    between = passage.plain[went.end : came.start]
    if not _counted_alike(went, came) or _OTHERS.search(between) or not _CAME_BACK.fullmatch(between):
        return
    if not _WENT.search(passage.plain[max(begin, went.clause[0]) : went.start]):
        return
    whole, part = (
        went.named_operand(),
        came.named_operand(),
    )
    yield relation(
        "subsets", [at_most([part], [whole])], cue=between.strip("，, "), severity="warning", place=passage.place(went.start, came.end)
    )  # fmt: skip


def _plan(passage: Passage, mentions: list[Mention], start: int, end: int) -> Iterator[Relation]:
    words = passage.plain[start:end]
    said = _MORE.search(words) or _LESS.search(words)
    if said is None:
        return
    planned = [m for m in mentions if _PLANNED.search(passage.plain[m.clause[0] : m.start])]
    actual = [m for m in mentions if _ACTUAL.search(passage.plain[m.clause[0] : m.start])]
    if len(planned) != 1 or len(actual) != 1 or not _counted_alike(planned[0], actual[0]):
        return
    word = "up" if _MORE.match(said[0]) else "down"
    place = passage.place(min(planned[0].start, actual[0].start), max(planned[0].end, actual[0].end))
    yield relation("subsets", [direction_of(actual[0].operand(), planned[0].operand(), word)], cue=said[0], place=place)
