"""What is said of all the figures of a sentence holds for each of them.

Cue: 均在 95% 以上, 都超过 1000 人, 稳定在 98% 以上 beside figures given in turn; 超过一半, 七成以上, 近三分之一 beside the share or the
two counts it is said of. Why it should hold in any report: all means all, and the reader sees the figures in the
same sentence. Guards: the figures must be of the bound's measure and stand right before it, or behind a colon or
其中; without 均, 都, 各 or 稳定 nothing is said of each; round fractions bind by their words only (近 stays below,
超过 above), and 约 leaves six points either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark, at_most, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.prose_splits import are_alike
from nianbao.extraction.families.quantifiers import bound_operand
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.named_figures import NamedFigures, named_figures
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "五个专业就业率分别为95.1%、96.2%、97.3%、98.4%和94.0%，均在95%以上。"),
    Example("fail", "三所学校在校生均超过1000人：一职高1320人，二职高980人，卫校1150人。"),
    Example("fail", "近三年就业率稳定在98%以上，2021年98.1%，2022年97.6%，2023年98.4%。"),
    Example("fail", "超过一半的毕业生（46.2%）选择升学。"),
    Example("fail", "专任教师210人，双师型教师130人，占比超过三分之二。"),
    Example("pass", "五个专业就业率分别为95.1%、96.2%、97.3%、98.4%和96.0%，均在95%以上。"),
    Example("pass", "超过一半的毕业生（56.2%）选择升学。"),
    Example("silent", "建成实训室39个、教室128个，实训工位稳定在620个以上。"),
    Example("silent", "对口就业率达到80%以上，其中护理85.2%，会计78.6%，机电83.0%。"),
)
_ALL = re.compile(
    r"(?<![平人])(?<!(?<!校)生)均(?!衡|等|价|值|分)|都(?!市)|全部|皆|稳定在|保持在|始终|各[专校]|每(?:所|个专业)"
)
_LOWER = re.compile(r"超过|高于|达到?|突破|不低于|不少于|在|为")
_UPPER = re.compile(r"低于|少于|不超过|不高于|控制在|小于")
_BEHIND = re.compile(r"\s*(?:以上|以下|以内)?\s*[：:，；,;（(]\s*(?:其中|分别|具体|依次)?[为是]?[：:]?")
_FRACTIONS = {
    "一半": "1/2", "半数": "1/2", "三分之一": "1/3", "三分之二": "2/3", "四分之一": "1/4", "四分之三": "3/4",
    "五分之一": "1/5", "五分之二": "2/5", "五分之三": "3/5", "五分之四": "4/5",
} | {f"{han}成": f"{number}/10" for number, han in enumerate("一二三四五六七八九", 1)}  # fmt: skip
_FRACTION = re.compile(
    rf"(?P<mode>超过|超出|过|逾|超|近|接近|将近|不足|不到|达到)(?P<fraction>{'|'.join(_FRACTIONS)})(?P<after>以上|多|强)?"
    rf"|(?P<late>{'|'.join(_FRACTIONS)})(?P<more>以上|以下|多|强)"
)
_NEAR_LEAST = Decimal("0.8")  # 近一半 is said of 40 % and more
_ROOM = Decimal("0.005")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Bounds and round fractions, sentence by sentence."""
    for passage in manuscript.prose():
        for start, end in passage.full_sentences:
            words = passage.plain[start:end]
            if _ALL.search(words):
                yield from _bounded(passage, start, end)
            for match in _FRACTION.finditer(passage.plain, start, end):
                yield from _fraction(passage, match, start)


def _bounded(passage: Passage, start: int, end: int) -> Iterator[Relation]:
    runs: list[NamedFigures] | None = None
    for bound in passage.mentions_in(start, end):
        lead = passage.plain[bound.clause[0] : bound.start]
        said = _ALL.search(lead)
        if bound.is_loose or said is None or len(lead) - said.end() > 12:
            continue
        behind = passage.plain[bound.end : bound.clause[1]]
        upper = bound.number.hedge in (Hedge.AT_MOST, Hedge.UNDER) or _UPPER.search(lead[said.start() :])
        lower = bound.number.hedge in (Hedge.AT_LEAST, Hedge.OVER) or re.match(r"\s*以上", behind)
        if not upper and not lower and not re.search(r"超过|高于|突破|不低于|不少于", lead):
            continue
        runs = list(named_figures(passage, start, end)) if runs is None else runs
        for run in _meant(passage, runs, bound, said[0] in ("稳定在", "保持在")):
            word = "所列各项"
            operands = [
                figure.operand(f"{name} {figure.raw.strip()}".strip())
                for name, figure in zip(run.names, run.figures, strict=True)
            ]
            limit = bound_operand(bound, word)
            for figure, operand in zip(run.figures, operands, strict=True):
                reading = at_most([operand], [limit]) if upper else at_most([limit], [operand])
                breaks = figure.number.value > bound.number.value if upper else figure.number.value < bound.number.value
                if breaks or figure is run.figures[0]:
                    place = passage.place(min(run.start, bound.start), max(run.end, bound.end))
                    yield relation("bounds", [reading], cue=said[0], severity="warning", place=place)


def _are_times(run: NamedFigures) -> bool:
    return all(re.search(r"\d{2}|年|[上去今本]|届", name) for name in run.names)


def _meant(passage: Passage, runs: list[NamedFigures], bound: Mention, steady: bool) -> Iterator[NamedFigures]:
    """The list that the bound is said of: the one that ends right before it, or begins right behind it.

    What is ``steady`` (稳定在, 保持在) is one thing at several times, and no list of several things.
    """
    for run in runs:
        first = run.figures[0]
        if first.measure != bound.measure or any(figure.id == bound.id for figure in run.figures):
            continue
        if run.end <= bound.start and (not steady or _are_times(run)):
            between = passage.plain[run.end : bound.start]
            others = [m for m in passage.mentions_in(run.end, bound.start) if not m.is_loose]
            if not others and len(between) < 24 and not re.search(r"其[他它余]|另", between):
                yield run
        elif run.start >= bound.end:
            lead = passage.plain[bound.end : run.start]
            if _BEHIND.match(lead) and len(lead) < 24 and not passage.mentions_in(bound.end, run.start):
                yield run


def _fraction(passage: Passage, match: re.Match[str], start: int) -> Iterator[Remark]:
    top, bottom = _FRACTIONS[match["fraction"] or match["late"]].split("/")
    fraction = Decimal(top) / Decimal(bottom)
    found = _share_beside(passage, match, start)
    if found is None:
        return
    share, mentions = found
    mode = match["mode"] or match["more"]
    if match["after"]:
        mode = match["after"]
    if mode in ("近", "接近", "将近", "不足", "不到", "以下"):
        holds = share <= fraction + _ROOM and (mode in ("不足", "不到", "以下") or share >= fraction * _NEAR_LEAST)
    else:
        holds = share >= fraction - _ROOM
    place = passage.place(match.start(), match.end())
    printed = f"{share * 100:.1f}%"
    yield Remark(
        f"bounds:{passage.id}:{match.start()}", "bounds", FAULT, (place, *(m.place for m in mentions)),
        f"说「{match[0]}」，但按所列的数是 {printed}，请核对", f"“{match[0]}” is said of {printed}",
        severity="warning", holds=holds, reported=match[0], expected=printed, formula=f"{match[0]} / {printed}",
        keys=tuple(m.id for m in mentions),
    )  # fmt: skip


def _share_beside(passage: Passage, match: re.Match[str], start: int) -> tuple[Decimal, tuple[Mention, ...]] | None:
    """The share that a round fraction is said of: printed in brackets or right before, or part over whole."""
    _, stop = passage.clause_at(match.start())
    for mention in passage.mentions_in(match.end(), match.end() + 24):
        words = passage.plain[match.end() : mention.start]
        if mention.is_percent and re.fullmatch(r"[^，。；\d（(]{0,14}[（(]\s*(?:占比?|比例)?[为达]?\s*", words):
            return mention.number.value, (mention,)
        break
    before = [m for m in passage.mentions_in(start, match.start()) if not m.is_loose and m.number.hedge is Hedge.NONE]
    if not before:
        return None
    last = before[-1]
    words = passage.plain[last.end : match.start()]
    if last.is_percent:
        beside = re.fullmatch(r"\s*[，,、]?\s*(?:已|均|也|已经|占比?|比例|达到)*", words)
        return (last.number.value, (last,)) if beside else None
    if len(before) < 2 or not are_alike(before[-2], last) or not before[-2].number.value:
        return None
    whole, part = before[-2], last
    if part.number.value > whole.number.value or (len(before) > 2 and are_alike(before[-3], last)):
        return None
    if not re.fullmatch(r"\s*[，,]\s*(?:占比?|比例|人数)?[已均]?", words) or stop < match.end():
        return None
    return part.number.value / whole.number.value, (whole, part)
