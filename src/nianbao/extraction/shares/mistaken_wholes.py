"""What a share was reckoned over by mistake: its whole as it was a year before, or another whole of the same row.

A share that its own whole does not make and last year's value of that very whole makes exactly was taken from the wrong
column, or from the wrong figure of the sentence. The earlier value stands in the same row under an earlier year, in the
same column one row up, or in words: 比上年的 a 人增加 d 人, 由 a 人增加到 b 人, or d alone. Where a share names its whole (占升学人数的)
and the total row has that whole, the other totals of the row (毕业, 就业) are mistaken for it likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.shares.share_grounds import bounds
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.extraction.told.clause_subjects import is_compared
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import are_comparable

_LAST = as_pattern(r"(?:上|去|前一)(?:一?学?年度?|届|期)(?:同期|末|数)?")
_THIS = as_pattern(r"(?:本|今|当)(?:学?年度?|届|期)(?:末|数)?")
_CHANGED = as_pattern(
    r"(?:比|较|与)(?:20\d{2}[^，。；\d]{0,6}|(?:上|去|前)(?:一|个)?(?:学?年度?|届))[^，。；\d]{0,8}?"
    r"(?P<way>增加|减少|净增|多招?|少招?|新增|下降|增长)了?\s*$"
)
_FROM = as_pattern(r"[由从][^，。；\d]{0,14}$")
_TO = as_pattern(r"\s*(?:增[加长]?|减少?|上升|下降|扩大|发展|提高)(?:到了?|至)\s*")
_REACH = 40  # characters behind a whole within which the text says what it was before
_LEAST_PLACES = 1


def follows_from_mistaken(
    manuscript: Manuscript, share: Mention, readings: Sequence[Reading], *, is_named: bool = False
) -> bool:
    """True where none of the readings holds and one does so exactly with what was mistaken for its whole.

    The readings are shares; a printed share without decimals proves nothing. ``is_named`` where the words name the whole.
    """
    if share.number.places < _LEAST_PLACES or share.number.hedge is not Hedge.NONE:
        return False
    low, high = (Decimal(str(bound)) for bound in bounds(share))
    found = False
    for reading in readings:
        part, whole = _amount(reading.operands.get("part", ())), reading.operands.get("whole", ())
        now = _amount(whole)
        if part is None or now is None or not now or len(whole) != 1:
            continue
        if low * now <= part <= high * now:
            return False
        found = found or any(
            part <= other and low * other <= part <= high * other
            for other in _mistaken(manuscript, whole[0], is_named=is_named and share.number.places > 1)
            if other != now
        )
    return found


def _amount(operands: Sequence[Operand]) -> Decimal | None:
    values = [operand.cell.number.value for operand in operands if operand.cell.number is not None]
    return sum(values, start=Decimal(0)) if values and len(values) == len(operands) else None


def _mistaken(manuscript: Manuscript, whole: Operand, *, is_named: bool) -> Iterator[Decimal]:
    figure = manuscript.figure_of(whole.key)
    if figure is not None:
        yield from _in_table(figure)
        if is_named and figure.sheet.is_total_row(figure.row):
            yield from (f.value for c in figure.sheet.numeric_columns if (f := figure.sheet.figure(figure.row, c)))
    mention = manuscript.mention_by_id.get(whole.key)
    if mention is not None:
        yield from _in_words(mention)


def _in_table(figure: Figure) -> Iterator[Decimal]:
    """Of the same row under an earlier time, the heads being alike but for the time; or of the same column likewise."""
    sheet = figure.sheet
    heads = _time_and_rest(sheet.column_path(figure.column))
    for column in sheet.numeric_columns if heads[0] is not None else ():
        time, rest = _time_and_rest(sheet.column_path(column))
        other = sheet.figure(figure.row, column)
        if time is not None and heads[0] is not None and time < heads[0] and rest == heads[1] and other is not None:
            yield other.value
    yield from _in_rows(sheet, figure)


def _in_rows(sheet: Sheet, figure: Figure) -> Iterator[Decimal]:
    label = _time_and_rest(sheet.row_path(figure.row))
    for row in sheet.data_rows if label[0] is not None else ():
        time, rest = _time_and_rest(sheet.row_path(row))
        other = sheet.figure(row, figure.column)
        if time is not None and label[0] is not None and time < label[0] and rest == label[1] and other is not None:
            yield other.value


def _time_and_rest(path: Sequence[str]) -> tuple[int | None, str]:
    """The year of a head and what is left of it; this year's and last year's without a number count as 0 and -1.

    >>> _time_and_rest(("在校生数（人）", "2019年")), _time_and_rest(("上年",)), _time_and_rest(("招生",))
    ((2019, '在校生数(人)'), (-1, ''), (None, '招生'))
    """
    words = compact(half_width("".join(path)))
    if (match := PERIOD.search(words)) is not None:
        return int(match[1]), words[: match.start()] + words[match.end() :]
    for time, pattern in ((-1, _LAST), (0, _THIS)):
        if (match := pattern.search(words)) is not None:
            return time, words[: match.start()] + words[match.end() :]
    return None, words


def _in_words(whole: Mention) -> Iterator[Decimal]:
    """比上年的 a 人 or 比上年增加 d 人 right behind the whole, 由 a 人增加到 right before it."""
    passage = whole.passage
    _, end = passage.full_sentence_at(whole.start)
    for other in passage.mentions_in(whole.end, min(end, whole.end + _REACH)):
        if other.number.hedge is not Hedge.NONE or not _are_alike(whole, other):
            continue
        if (said := _CHANGED.search(passage.plain[other.clause[0] : other.start])) is not None:
            falls = said["way"].startswith(("减", "少", "下"))
            yield whole.number.value + (other.number.value if falls else -other.number.value)
        elif is_compared(other):
            yield other.number.value
    before = [m for m in passage.mentions_in(whole.sentence[0], whole.start) if _are_alike(whole, m)]
    if before and _TO.fullmatch(passage.plain[before[-1].end : whole.start]):
        lead = passage.plain[before[-1].clause[0] : before[-1].start]
        if _FROM.search(lead):
            yield before[-1].number.value


def is_left_behind(mention: Mention) -> bool:
    """The a of 由 a 人次增加到 b 人次: what a number was, and no longer is."""
    passage = mention.passage
    behind = next(iter(passage.mentions_in(mention.end, mention.sentence[1])), None)
    return (
        behind is not None
        and _are_alike(mention, behind)
        and _TO.fullmatch(passage.plain[mention.end : behind.start]) is not None
        and _FROM.search(passage.plain[mention.clause[0] : mention.start]) is not None
    )


def _are_alike(left: Mention, right: Mention) -> bool:
    return right.unit is not None and are_comparable(left.unit, right.unit) and left.is_percent == right.is_percent
