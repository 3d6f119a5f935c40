"""Changes told in turn are each that of its own two values.

Cue: 分别 with a word of change and two or more sizes or rates (分别增加 60 人和 44 人, 分别提高 1.7 个和 3.2 个百分点), behind the values of
as many things at two times, or of one thing at as many times and one more. Why it should hold in any report: the sizes
were worked out from the values that were just given. Guards: there are exactly twice as many values (or one more) in
the sentence or just before it; they may stand time by time or thing by thing, the earlier ones first or last, and each
of these is a legal reading; only a reading that all sizes but one agree with makes the odd one wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import CHANGE, DOWN, FROM_TO, UP, way
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import BY_ID

FAULT = "growth"
EXAMPLES = (
    Example("fail", "招生和毕业人数由上年的860人、912人增加到920人、956人，分别增加60人和54人。"),
    Example("fail", "2022年就业率和对口率为95.1%和81.2%，2023年为96.8%和84.4%，分别提高1.7个和2.3个百分点。"),
    Example("fail", "2021年、2022年、2023年招生分别为780人、820人和861人，后两年分别增长5.13%和6%。"),
    Example("fail", "培训2200人次，到账经费177.75万元。与2024年的1960人次、158.40万元相比，分别增长10.91%和12.22%。"),
    Example("pass", "培训2200人次，到账经费177.75万元。与2024年的1960人次、158.40万元相比，分别增长12.24%和12.22%。"),
    Example("pass", "两校对口率为92.4%和95.6%，上年为91.1%和92.3%，分别提高1.3个和3.3个百分点。"),
    Example("pass", "体质合格率由92.4%提高到93.7%，优良率由34.8%提高到38.1%，分别提高1.3个和3.3个百分点。"),
    Example("silent", "招生860人，毕业912人，分别增长3%和5%。"),
)
_CUE = as_pattern(
    rf"(?:分别|依次)(?:同比|[比较](?:上年|去年|上一?[学]?年[度]?|20\d\d年))?(?P<word>{UP}|{DOWN}|降|升)(?:幅度?|率)?(?:了|约|为|是|达到?)*\s*$"
)
_JOINT = as_pattern(r"\s*(?:[、和及与]|以及)\s*")
_REACH = 160
Pair = tuple[Mention, Mention]


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Each run of changes behind 分别."""
    for passage in manuscript.prose():
        if "分别" not in passage.plain and "依次" not in passage.plain:
            continue
        mentions = [m for m in passage.mentions if not m.is_loose and m.unit is not None]
        for position, mention in enumerate(mentions):
            cue = _CUE.search(passage.plain[mention.clause[0] : mention.start])
            if cue is not None:
                yield from _in_turn(passage, mentions, position, cue["word"])


def _in_turn(passage: Passage, mentions: Sequence[Mention], position: int, word: str) -> Iterator[Relation | Doubtful]:
    changes = [mentions[position]]
    for mention in mentions[position + 1 :]:
        if not _JOINT.fullmatch(passage.plain[changes[-1].end : mention.start]):
            break
        changes.append(mention)
    if len(changes) < 2 or any(m.number.hedge is not Hedge.NONE for m in changes):
        return
    claims = _of_one_unit(changes, word)
    values = _values_before(passage, mentions[:position], changes, len(changes))
    if values is None:
        values = _named_against(passage, mentions[:position], changes)
    if values is None:
        return
    best: tuple[int, list[Pair]] | None = None
    for pairs in _pairings(values, len(changes), way(word)):
        fitting = sum(_fits(claim, change, pair) for claim, change, pair in zip(claims, changes, pairs, strict=True))
        if best is None or fitting > best[0]:
            best = (fitting, pairs)
    if best is None or best[0] < max(1, len(changes) - 1):
        return
    for claim, change, (old, new) in zip(claims, changes, best[1], strict=True):
        if change.is_percent and new.is_percent:
            readings = [
                difference_of(claim, new.operand(), old.operand()),
                growth_of(claim, new.operand(), old.operand()),
            ]
        elif change.is_percent:
            readings = [growth_of(claim, new.operand(), old.operand())]
        else:
            readings = [difference_of(claim, new.operand(), old.operand())]
        place = passage.place(min(old.start, new.start), change.end)
        yield relation("changes-in-turn", readings, cue=f"分别{word}", severity="warning", place=place)
        if said := way(word):
            told = direction_of(new.operand(), old.operand(), said)
            yield relation(
                "changes-in-turn",
                [told],
                cue=word,
                severity="warning",
                place=passage.place(change.clause[0], change.end),
            )


def _of_one_unit(changes: Sequence[Mention], word: str) -> list[Operand]:
    """1.3 个和 3.3 个百分点: the unit behind the last one is that of all."""
    last = changes[-1].number
    is_points = last.unit is not None and last.unit.dimension == "share_difference"
    claims = []
    for change in changes:
        number = change.number
        if is_points and change.measure in ("个", "") and number.unit is not last.unit:
            unit = BY_ID["percentage_point"]
            number = replace(number, scale=unit.factor, unit=unit)
        claims.append(Operand(change.id, f"{word} {change.raw.strip()}", Cell.of_number(number), change.place, 0.6))
    return claims


def _values_before(
    passage: Passage, mentions: Sequence[Mention], changes: Sequence[Mention], count: int
) -> list[Mention] | None:
    """The figures that the changes may be of: twice as many in the sentence, or one more than there are changes."""
    start, _ = passage.full_sentence_at(changes[0].start)
    last = changes[-1]
    points = last.unit is not None and last.unit.dimension == "share_difference"
    for begin in (start, max(0, start - _REACH)):
        near = [
            m for m in mentions
            if begin <= m.start and m.number.hedge is Hedge.NONE and not _is_change(passage, m)
            and (m.is_percent if points else last.is_percent or are_alike(m, last))
        ]  # fmt: skip
        if last.is_percent and any(not m.is_percent for m in near):
            near = [m for m in near if not m.is_percent]
        if len(near) == 2 * count or (len(near) == count + 1 and _is_run(passage, near)):
            return near
        if near:
            return None
    return None


def _named_against(passage: Passage, mentions: Sequence[Mention], changes: Sequence[Mention]) -> list[Mention] | None:
    """培训 2200 人次、经费 177 万元。与上年的 1960 人次、158 万元相比，分别增长 …: each of the earlier ones has its like before it."""
    match = _COMPARED.search(passage.plain, 0, changes[0].start)
    if match is None or not all(change.is_percent for change in changes):
        return None
    old = [m for m in mentions if match.start() <= m.start and m.end <= match.end() and not m.is_percent]
    new = []
    for each in old:
        like = [
            m for m in mentions
            if m.end <= match.start() and m.measure == each.measure and m.start >= match.start() - _REACH
            and not _is_change(passage, m)
        ]  # fmt: skip
        if len(like) != 1:
            return None
        new.append(like[0])
    return [*old, *new] if len(old) == len(changes) and len({m.measure for m in old}) == len(old) else None


_COMPARED = as_pattern(
    r"[与比较同](?:上年|去年|上一?学?年度?|20\d\d年)(?:同期)?的?[^。；]{3,60}?(?:相比)?，(?:分别|依次)(?:同比)?[\u4e00-\u9fff]{2,4}\s*$"
)


def _is_change(passage: Passage, mention: Mention) -> bool:
    if mention.unit is not None and mention.unit.dimension == "share_difference":
        return True
    lead = passage.plain[mention.clause[0] : mention.start]
    if as_pattern(r"[由从]").search(lead) and FROM_TO.search(lead[-6:]):
        # 由 a、b 降为 c、d: where it came to.
        return False
    return CHANGE.search(lead) is not None


def _is_run(passage: Passage, values: Sequence[Mention]) -> bool:
    return all(_JOINT.fullmatch(passage.plain[a.end : b.start]) for a, b in itertools.pairwise(values))


def _pairings(values: Sequence[Mention], count: int, said: str) -> Iterator[list[Pair]]:
    """The earlier and the present value of each change, reading by reading."""
    if len(values) == count + 1:
        yield [(values[i], values[i + 1]) for i in range(count)]
    if len(values) == 2 * count:
        halves = [(values[i], values[i + count]) for i in range(count)]
        turns = [(values[2 * i], values[2 * i + 1]) for i in range(count)]
        for pairs, later in ((halves, values[count]), (turns, values[1])):
            if all(left.is_percent == right.is_percent for left, right in pairs):
                if _is_earlier(values[0], later):
                    yield [(right, left) for left, right in pairs]
                    continue
                yield pairs
                # 今年 a、b，上年 c、d: the earlier ones last.
                yield [(right, left) for left, right in pairs]


_BEFORE_NOW = as_pattern(r"(?:上年|去年|上一?学?年度?|上一?届|同期|前一年)[^，。；\d]{0,8}$")
_NAMED_YEAR = as_pattern(r"(20\d\d)\s*(?:学?年|届)[^，。；\d]{0,12}$")


def _is_earlier(first: Mention, later: Mention) -> bool:
    """今年 a、b，上年 c、d: what is told behind is of the time before."""
    words = later.passage.plain
    behind = words[first.end : later.start]
    if _BEFORE_NOW.search(behind):
        return True
    named = [_NAMED_YEAR.search(words[: each.start]) for each in (first, later)]
    return named[0] is not None and named[1] is not None and int(named[1][1]) < int(named[0][1])


def _fits(claim: Operand, change: Mention, pair: Pair) -> bool:
    old, new = (m.number.value for m in pair)
    number = claim.cell.number
    if number is None or not old:
        return False
    half = number.scale.scaleb(-number.places) * Decimal("0.51")
    step = abs(new - old)
    values = [step / abs(old)] if change.is_percent else [step]
    if change.is_percent and pair[0].is_percent:
        values.append(step)
    return any(abs(value - number.value) <= half for value in values)
