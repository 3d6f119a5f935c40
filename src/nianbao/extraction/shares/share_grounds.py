"""What a share may have been worked out from: every figure of the report by its value and by the words that name it.

A share printed with two decimals is met by chance once among some thousand pairs of figures. So where neither the counts of its
paragraph nor the rows that its sentence names make it with any figure of the whole report, it was not worked out from this report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import derived
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.raw_rows import raw_tables
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.clause_subjects import is_compared
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand
from nianbao.facts.unit import are_comparable

_LEAST = 2
_LONGEST_RUN = 6
_KIND_OF_ROW = as_pattern(r"(?:专业|类|学院|学部|系|培训|学校|人员|教师)$")
_RUN_SAID = as_pattern(r"[及以][以其]?[上下外]|岁|其[他余它]|[前后这][两二三四五]|合计|两|三|四|五|[内外]|、|和")
_BECAME = 16  # characters
_TO = as_pattern(r"[^，。；\d]{0,3}[增减升降提扩缩][^，。；\d]{0,3}[到至为]")
_OLD = as_pattern(r"上年|去年|上届|上学年")


@quickly_made
@dataclass(frozen=True, eq=False, slots=True)
class Named:
    """A figure with the words that name it; ``is_old`` where it is told of a time before the report's own."""

    value: float
    words: str
    source: Mention | Figure | None
    added: tuple[str, str, Decimal] | None = None  # key, label and value of what no cell prints
    is_old: bool = False

    def operand(self) -> Operand:
        if isinstance(self.source, Mention):
            return self.source.named_operand()
        if self.source is not None:
            return self.source.operand()
        return derived(*self.added) if self.added is not None else derived("unknown", self.words, Decimal(self.value))


def bounds(share: Mention) -> tuple[float, float]:
    """Between what quotients a share lies that was rounded or cut off."""
    value, ulp = float(share.number.value), float(share.number.ulp)
    return value - ulp * 0.5001, value + ulp * 1.0001


class Grounds:
    """The figures of one report, sorted by value and with their names."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._by_name: dict[str, list[Named]] = {}
        self.named: list[Named] = []
        values: set[float] = set()
        self.shares: dict[Decimal, set[str]] = {}
        for mention in manuscript.mentions:
            if mention.is_percent:
                self.shares.setdefault(mention.number.digits, set()).add(mention.id)
            elif not mention.is_loose and mention.number.value >= _LEAST:
                value = float(mention.number.value)
                values.add(value)
                if mention.unit is not None:
                    words = compact(mention.words_before[-24:] + mention.noun[:8])
                    old = is_compared(mention) or _OLD.search(words) is not None or _is_what_was(mention)
                    self.named.append(Named(value, words, mention, is_old=old))
        for sheet in manuscript.sheets:
            self._read(sheet, values)
        for _, rows in raw_tables(manuscript):
            for row in rows:
                for figure in row.figures:
                    if figure.kind == "%":
                        self.shares.setdefault(figure.digits, set()).add(row.key)
                    elif not figure.kind:
                        values.add(float(figure.digits))
        self._values = sorted(value for value in values if value >= _LEAST)
        self._rows: list[tuple[str, Sheet, int]] | None = None

    def _read(self, sheet: Sheet, values: set[float]) -> None:
        about = compact(sheet.caption + sheet.section)
        heads = [compact("".join(sheet.column_path(column))) for column in range(sheet.column_count)]
        labels = {row: compact("".join(sheet.row_path(row))) for row in sheet.data_rows}
        periods = [sheet.period(sheet.first_data_row, column) for column in range(sheet.column_count)]
        newest = max((period for period in periods if period), default=None)
        for figure in sheet.figures.values():
            if figure.is_percent:
                self.shares.setdefault(figure.number.digits, set()).add(figure.key)
                continue
            value = float(figure.value)
            values.update((value, float(figure.number.digits)))
            words = f"{labels.get(figure.row, '')}|{heads[figure.column]}|{about}"
            period = periods[figure.column]
            old = (period is not None and period != newest) or _OLD.search(heads[figure.column]) is not None
            self.named.append(Named(value, words, figure, is_old=old))
        rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
        for column in sheet.numeric_columns:
            figures = sheet.column_figures(column, rows)
            if len(figures) > 1 and not any(figure.is_percent for figure in figures):
                added = sum((figure.value for figure in figures), start=Decimal(0))
                values.add(float(added))
                key = (f"{sheet.id}:sum:c{column}", f"{heads[column] or '各行'}之和", added)
                self.named.append(Named(float(added), f"{heads[column]}|{about}", None, key))

    def has(self, value: float) -> bool:
        """True where the report, or a column of one of its tables, comes to this."""
        at = bisect_left(self._values, value)
        return at < len(self._values) and self._values[at] == value

    def has_between(self, low: float, high: float) -> bool:
        """True where the report holds a figure between the two."""
        at = bisect_left(self._values, low)
        return at < len(self._values) and self._values[at] <= high

    def makes(self, part: float, low: float, high: float) -> bool:
        """True where the report holds a figure of which ``part`` is such a share."""
        at = bisect_left(self._values, part / high)
        return at < len(self._values) and self._values[at] <= part / max(low, 1e-9)

    def called(self, base: str) -> list[Named]:
        """The figures whose words hold the name; of names joined by 、 what they make together is left to others."""
        found = self._by_name.get(base)
        if found is None:
            pairs = [base[i : i + 2] for i in range(len(base) - 1)] if len(base) > 3 else []
            found = self._by_name[base] = [
                each for each in self.named
                if base in each.words or (pairs and all(pair in each.words for pair in pairs))
            ] if len(base) > 1 else []  # fmt: skip
        return found

    def now(self, old: Named) -> Operand | None:
        """What a figure of the year before has become: 655 人 of 由 655 人减少到 612 人, or a cell beside this year's."""
        if isinstance(old.source, Mention):
            source = old.source
            following = next(iter(source.passage.mentions_in(source.end, source.sentence[1])), None)
            if following is None or not are_comparable(following.unit, source.unit) or not _is_what_was(source):
                return None
            return following.named_operand() if following.start - source.end <= _BECAME else None
        if old.source is None:
            return None
        sheet = old.source.sheet
        dated = {sheet.period(old.source.row, c): c for c in sheet.numeric_columns}
        newest = max((period for period in dated if period), default=None)
        figure = sheet.figure(old.source.row, dated[newest]) if newest is not None else None
        return figure.operand() if figure is not None and figure.column != old.source.column else None

    def cells_named(self, who: str, words: str) -> Iterator[Figure]:
        """Cells of rows, and of columns, whose label stands in the sentence."""
        if self._rows is None:
            self._rows = [
                (_KIND_OF_ROW.sub("", compact(sheet.row_label(row))), sheet, row)
                for sheet in self._manuscript.sheets for row in sheet.data_rows
            ]  # fmt: skip
        heads = {who[i : i + 2] for i in range(len(who) - 1)}
        for label, sheet, row in self._rows:
            if len(label) > 1 and (label in words or label[:2] in who or (len(label) > 3 and label[:4] in words)):
                yield from (f for c in sheet.numeric_columns if (f := sheet.figure(row, c)) and not f.is_percent)
        for sheet in self._manuscript.sheets if heads else ():
            for column in sheet.numeric_columns:
                head = compact("".join(sheet.column_path(column)))
                if any(pair in head for pair in heads):
                    yield from (f for f in sheet.column_figures(column, sheet.data_rows) if not f.is_percent)

    def runs_of_rows(self, words: str) -> Iterator[float]:
        """What neighbouring rows make together, where the words may speak of several."""
        if _RUN_SAID.search(words) is None:
            return
        for sheet in self._manuscript.sheets:
            rows = [row for row in sheet.data_rows if not sheet.is_total_row(row)]
            for column in sheet.numeric_columns:
                values = [float(f.value) for f in sheet.column_figures(column, rows) if not f.is_percent][:14]
                yield from runs_of(values)


def _is_what_was(mention: Mention) -> bool:
    """True for 655 人 of 由 655 人减少到 612 人."""
    plain = mention.passage.plain
    before = plain[mention.clause[0] : mention.start]
    return ("由" in before or "从" in before) and _TO.match(plain, mention.end) is not None


def runs_of(values: Sequence[float]) -> Iterator[float]:
    """Sums of up to six neighbours.

    >>> list(runs_of([1.0, 2.0, 4.0]))
    [3.0, 7.0, 6.0]
    """
    for at, first in enumerate(values):
        total = first
        for value in values[at + 1 : at + _LONGEST_RUN]:
            total += value
            yield total


def sums_of(near: Iterable[Mention]) -> list[float]:
    """Sums of counts that follow one another in one measure."""
    found: list[float] = []
    run: list[float] = []
    measure = None
    for mention in near:
        if mention.measure != measure:
            found.extend(runs_of(run))
            run, measure = [], mention.measure
        run.append(float(mention.number.value))
    found.extend(runs_of(run))
    return found


@kept
def grounds_of(manuscript: Manuscript) -> Grounds:
    """The grounds of a manuscript, read once."""
    return Grounds(manuscript)


def attained(low: float, high: float, whole: float) -> bool:
    """True where a whole number of ``whole`` is such a share.

    >>> attained(0.33335, 0.3334, 231.0), attained(0.3333, 0.3334, 231.0)
    (False, True)
    """
    return int(high * whole) > int(low * whole) or float(int(low * whole)) == low * whole
