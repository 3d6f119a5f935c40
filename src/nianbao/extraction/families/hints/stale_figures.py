"""A figure that another place knows as last year's, told without a time, was perhaps not brought up to date.

Cue: a pair of which the report says which is now and which was before (65.55%，比上年度的 62.95% 提高; two columns of years in a table),
and the earlier one of them once more where no time is named. Why it should hold in any report: a report is often written
into that of the year before, and a figure of several digits seldom comes up twice by chance. Guards: three digits and words in common, or,
for counts and amounts, four digits; the sentence names no earlier time and no change; the present figure stands neither in its paragraph nor, under
like words, in its table; where the earlier figure is told in several places, or is the present figure of something else, it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.table_facts import Figure
from nianbao.extraction.tables.table_series import dated
from nianbao.extraction.told.alike import OTHER_FIGURE, WEAK, digits_of, pieces_of, told_figures
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_REST = "\n\n七、面临挑战\n\n"
_TABLE = "\n\n表6 经费投入\n\n项目\t2022年\t2023年\n人员经费\t3824.5\t4016.2\n项目经费\t2132.5\t2416.8\n"
EXAMPLES = (
    Example("fail", f"双师型教师占专业教师的65.55%，比上年度的62.95%提高2.60个百分点。{_REST}双师型教师占比达到62.95%，但技能陈旧。"),
    Example("fail", f"2023年经费增加。{_TABLE}{_REST}全区落实项目经费2132.5万元。"),
    Example("silent", f"双师型教师占专业教师的65.55%，比上年度的62.95%提高2.60个百分点。{_REST}双师型教师占比达到65.55%。"),
    Example("silent", f"2023年经费增加。{_TABLE}{_REST}2022年落实项目经费2132.5万元，2023年落实项目经费2416.8万元。"),
)  # fmt: skip
_MOST = 2
_FEWEST, _MANY = 3, 4  # digits
_WEIGHTS = {True: 0.45, False: 0.25}  # with words in common, and without
_HELD = as_pattern(
    r"(?P<with>[比较与]|[（(，](?=[^，。；]*$))(?:上一?年度?|去年|上一?学年|上一?届|20\d\d(?:年度?|学年|届))(?:同期|[末底])?[的为是]?\s*$|(?P<from>[由从])(?:上一?年度?|去年|上一?学年|上一?届|20\d\d(?:年度?|学年|届))(?:[末底])?的?\s*$"
)

_YEAR = as_pattern(r"20\d\d")
_BEFORE = as_pattern(r"上一?(?:年|学年|届)|去年|前年|往年|同期")


@dataclass(frozen=True, eq=False, slots=True)
class _Earlier:
    """A figure that is said to be of the time before, with the present one beside it."""

    before: Mention | Figure
    now: Mention | Figure
    where: str  # the passage or the table
    pieces: frozenset[str]
    period: int | None  # of the earlier one, where it is named

    @property
    def place(self) -> Place:
        return self.before.place


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Figures of the text and cells of the present period that are another's earlier ones."""
    earlier: dict[Decimal, list[_Earlier]] = {}
    for each in (*_of_text(manuscript), *_of_tables(manuscript)):
        digits = len(digits_of(each.before.number).rstrip("0"))
        if digits >= _FEWEST and each.before.number.value != each.now.number.value:
            earlier.setdefault(each.before.number.digits, []).append(each)
    if not earlier:
        return
    found = [*_stale_text(manuscript, earlier), *_stale_cells(manuscript, earlier)]
    found.sort(key=lambda hint: -hint.weight)
    yield from found[:_MOST]


def _of_text(manuscript: Manuscript) -> Iterator[_Earlier]:
    for passage in manuscript.prose():
        for mention in passage.mentions:
            match = _HELD.search(passage.plain, max(mention.sentence[0], mention.start - 14), mention.start)
            if match is None or mention.is_loose:
                continue
            start, end = mention.sentence
            others = [
                other for other in passage.mentions_in(start, end)
                if other is not mention and other.measure == mention.measure and other.is_percent == mention.is_percent
                and (other.start < mention.start) == (match["with"] is not None)
            ]  # fmt: skip
            if others:
                now = others[-1] if match["with"] else others[0]
                words = pieces_of(passage.plain[max(start, mention.start - 60) : mention.start]) - WEAK
                named = _YEAR.search(match[0])
                if named and manuscript.data_period is not None and int(named[0]) >= manuscript.data_period:
                    continue
                yield _Earlier(mention, now, passage.id, words, int(named[0]) if named else None)


def _of_tables(manuscript: Manuscript) -> Iterator[_Earlier]:
    for sheet in manuscript.sheets:
        for name, figures in dated(sheet):
            *_, (past, before), (period, now) = figures
            if manuscript.data_period in (None, period):
                yield _Earlier(before, now, sheet.id, (pieces_of(name) | pieces_of(sheet.caption)) - WEAK, past)


def _stale_text(manuscript: Manuscript, earlier: dict[Decimal, list[_Earlier]]) -> Iterator[Hint]:
    for told in told_figures(manuscript):
        mention, passage = told.mention, told.mention.passage
        sources = earlier.get(mention.number.digits)
        if sources is None or OTHER_FIGURE.search(told.words) or _is_held(mention):
            continue
        start, end = passage.full_sentence_at(mention.start)
        if _BEFORE.search(passage.plain, start, end):
            continue
        when, period = time_before(passage, start, mention.start)
        if when == -1 or period not in (None, manuscript.data_period):
            continue
        here = {m.number.value for m in passage.mentions} | {m.number.digits for m in passage.mentions}
        here -= {mention.number.value, mention.number.digits}
        for source in sources:
            if source.where == passage.id or source.now.number.digits in here or not _are_alike(mention, source.before):
                continue
            if period is not None and period == source.period:
                break
            if _is_present_elsewhere(manuscript, mention, source):
                break
            if (hint := _hint(mention, told.words[-12:], told.own, source)) is not None:
                yield hint
                break


def _stale_cells(manuscript: Manuscript, earlier: dict[Decimal, list[_Earlier]]) -> Iterator[Hint]:
    for sheet in manuscript.sheets:
        if dated(sheet):
            continue
        printed = {figure.number.digits for figure in sheet.figures.values()}
        for figure in sheet.figures.values():
            sources = earlier.get(figure.number.digits)
            if sources is None or figure.direction or figure.period not in (None, manuscript.data_period):
                continue
            own = pieces_of("|".join((*sheet.row_path(figure.row), *sheet.column_path(figure.column)))) - WEAK
            for source in sources:
                if source.where == sheet.id or source.now.number.digits in printed:
                    continue
                if not _are_alike(figure, source.before):
                    continue
                if (hint := _hint(figure, figure.label, own, source)) is not None:
                    yield hint
                    break


def _is_held(mention: Mention) -> bool:
    return _HELD.search(mention.passage.plain, max(0, mention.start - 14), mention.start) is not None


def _are_alike(one: Mention | Figure, other: Mention | Figure) -> bool:
    return one.is_percent == other.is_percent and are_comparable(one.number.unit, other.number.unit)


def _is_present_elsewhere(manuscript: Manuscript, mention: Mention, source: _Earlier) -> bool:
    """The figure is also the present one of something else in a table."""
    return any(
        figure is not source.before and figure.period in (None, manuscript.data_period)
        for figure in manuscript.figures_of_digits.get(mention.number.digits, ())
    )


def _hint(one: Mention | Figure, words: str, own: frozenset[str], source: _Earlier) -> Hint | None:
    digits = len(digits_of(one.number).rstrip("0"))
    shares_words = len(own & source.pieces) > 1
    if not shares_words and (digits < _MANY or one.is_percent):
        return None
    key = one.id if isinstance(one, Mention) else one.key
    raw, now = one.number.raw.strip(), source.now.number.raw.strip()
    where, where_en = told_elsewhere(source.place)
    said = f"{words}{raw}" if isinstance(one, Mention) else f"{words} {raw}"
    return hint_at(
        "stale-figures", key, FAULT, (one.place, source.place),
        f"此处「{said}」，{where}把 {source.before.number.raw.strip()} 作为上年的数、{now} 作为本年的数，请核对是否忘记更新",
        f"“{said}” is said here; {where_en} {source.before.number.raw.strip()} is told as last year's and {now} as this year's: please compare",
        reported=raw, expected=now, formula=f"{raw} ≠ {now}", keys=(key,), weight=_WEIGHTS[shares_words],
    )  # fmt: skip
