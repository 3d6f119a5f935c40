"""What a sentence has more of than of another, both by their names, agrees with the two figures told just before.

Cue: 决算数大于预算数, 招生数多于毕业生数, 实际数与计划数持平 where the sentence itself, or the one before it in the paragraph, tells a figure under each
of the two names. Why it should hold in any report: both figures are before the reader's eyes when the words are read. Guards: a
name ends right before its figure; the two are of one measure; of several figures of one name one that agrees is enough; 大于 10%, and names
that say no figure's name in full, are left alone; goals, wishes and other times make no claim; 持平 allows a twentieth.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.names_before import figures_named, without_measure
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

FAULT = "direction"
EXAMPLES = (
    Example("fail", "培训经费年初预算为86.50万元，实际支出为82.36万元。支出数大于预算数的主要原因：两期培训并入一期。"),
    Example("fail", "本年招生426人，毕业生398人，招生数小于毕业生数。"),
    Example("fail", "核定编制120人，实有教师112人。实有教师数与核定编制数相等。"),
    Example("pass", "培训经费年初预算为86.50万元，实际支出为82.36万元。支出数小于预算数的主要原因：两期培训并入一期。"),
    Example("pass", "设备费预算为10.00万元，支出为10.00万元。支出数与预算数持平。"),
    Example("silent", "本年招生426人，毕业生398人。力争明年招生数小于毕业生数。"),
    Example("silent", "本年招生426人，毕业生398人，招生数大于去年同期数。"),
)  # fmt: skip
_MORE = "大于|高于|多于|超过|超出"
_LESS = "小于|低于|少于|不及|不足"
_SAME = "等于"
_AGAINST = as_pattern(
    r"(?P<one>[\u4e00-\u9fff]{2,30}?)(?:明显|略微?|远远?|稍|均|都|也|仍|大幅|总体|是)*"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<same>{_SAME}))了?(?P<other>[\u4e00-\u9fff]{{2,16}}?)"
    r"(?=(?:的|，)?(?:主要)?(?:原因|因为|由于|是因)|$)"
)
_WITH = as_pattern(
    r"(?P<one>[\u4e00-\u9fff]{2,30}?)[与和同跟](?P<other>[\u4e00-\u9fff]{2,16}?)(?:(?P<near>基本持平|大致相当|基本相当|持平|相当)|(?:完全)?(?:相等|一致|相同))(?=$|的)"
)
_CUES = ("大于", "高于", "多于", "超过", "超出", "小于", "低于", "少于", "不及", "不足", "等于", "持平", "相当", "相等", "一致", "相同")  # fmt: skip
_CUE = as_pattern("|".join(_CUES))
_NO_CLAIM = as_pattern(r"力争|争取|目标|要求|标准|应当|不得|原则|确保|预计|将|如|若|即使|去年|上年|往年|同期|平均|全[国省市]|不(?=[大高多超小低少等])")  # fmt: skip
_SHORTEST, _LONGEST = 2, 8  # characters of a name
_LEVEL = 20  # 持平: apart by no more than one in so many


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Clauses that compare two names, passage by passage."""
    for passage in manuscript.prose_with(*_CUES):
        if len(passage.mentions) < 2:
            continue
        for start, stop in dict.fromkeys(passage.clause_at(cue.start()) for cue in _CUE.finditer(passage.plain)):
            # The year of the report, and marks round a name, are no part of it.
            match = None if _NO_CLAIM.search(passage.plain, start, stop) else _read(passage, start, stop)
            if match is not None:
                sentences = passage.full_sentences
                position = next(n for n, (_, end) in enumerate(sentences) if start < end)
                yield from _judged(passage, match, sentences[max(0, position - 1) : position + 1])


def _read(passage: Passage, start: int, stop: int) -> re.Match[str] | None:
    begin = max(
        (found.end() for found in as_pattern(r"[^\u4e00-\u9fff]").finditer(passage.plain, start, stop)), default=start
    )
    begin = begin if stop - begin > _SHORTEST * 2 else start
    return _AGAINST.match(passage.plain, begin, stop) or _WITH.match(passage.plain, begin, stop)


def _judged(passage: Passage, match: re.Match[str], sentences: Sequence[tuple[int, int]]) -> Iterator[Remark]:
    other = without_measure(match["other"])
    one = without_measure(match["one"])
    if min(len(one), len(other)) < _SHORTEST:
        return
    for start, end in reversed(sentences):
        # The nearest sentence that names both; what stands behind the words is read only where they begin the sentence.
        told = passage.mentions_in(start, min(end, match.start()) if end > match.start() > start else end)
        right = figures_named(passage, told, other)
        left: list[Mention] = []
        for size in range(min(_LONGEST, len(one)), _SHORTEST - 1, -1):
            left = [m for m in figures_named(passage, told, one[-size:]) if m not in right]
            if left:
                break
        pairs = [(a, b) for a, b in itertools.product(left, right) if _are_alike(a, b)]
        if pairs:
            yield _remark(passage, match, pairs)
            return


def _are_alike(left: Mention, right: Mention) -> bool:
    if left.unit is None or right.unit is None or left.is_percent != right.is_percent:
        return False
    return are_comparable(left.unit, right.unit) and left.unit.dimension != "share_difference"


def _remark(passage: Passage, match: re.Match[str], pairs: Sequence[tuple[Mention, Mention]]) -> Remark:
    one, other = next((pair for pair in pairs if _holds(match, *pair)), pairs[-1])
    holds = _holds(match, one, other)
    sign = "=" if one.number.value == other.number.value else ">" if one.number.value > other.number.value else "<"
    shown = f"{one.raw.strip()} {sign} {other.raw.strip()}"
    place = passage.place(match.start(), match.end())
    return Remark(
        f"names-against:{passage.id}:{match.start()}", "names-against", FAULT, (place, one.place, other.place),
        f"「{place.text}」与前面的两个数相符" if holds else f"此处说「{place.text}」，而前面写的是 {shown}，请核对",
        "the words fit the two figures" if holds else f"“{place.text}” is said of {shown}",
        severity="error", holds=holds, reported=place.text, formula=shown, keys=(one.id, other.id),
    )  # fmt: skip


def _holds(match: re.Match[str], one: Mention, other: Mention) -> bool:
    left, right = one.number.value, other.number.value
    groups = match.groupdict()
    if groups.get("more"):
        return left > right
    if groups.get("less"):
        return left < right
    return abs(left - right) * _LEVEL <= abs(right) if groups.get("near") else left == right
