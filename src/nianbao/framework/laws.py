"""What must hold between the catalogue's files: every name that one file uses is defined in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from nianbao.facts.unit import find_unit
from nianbao.framework.entry import is_identifier
from nianbao.framework.fault import FaultLog, nearest
from nianbao.framework.instrument import Instrument
from nianbao.framework.model import (
    CheckSpec,
    CrosswalkEntry,
    Edition,
    FormCell,
    FormList,
    FormRow,
    FormTable,
    Indicator,
    Meaning,
    Outline,
    Source,
    ValueType,
    operand_ids,
)
from nianbao.framework.yaml_reader import YamlPath

# A form may print 元 where 元/生 is meant: the row's label says per whom.
_SHORTENED = frozenset({("money", "money_per_student"), ("items", "items_per_student"), ("books", "books_per_student")})


@dataclass
class Draft:
    """The catalogue as read and not yet proven; ``files`` says where each thing came from."""

    version: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    systems: dict[str, str] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)
    outlines: dict[str, Outline] = field(default_factory=dict)
    checks: dict[str, CheckSpec] = field(default_factory=dict)
    crosswalk: list[tuple[str, int, CrosswalkEntry]] = field(default_factory=list)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    files: dict[tuple[str, str], str] = field(default_factory=dict)


class _Laws:
    def __init__(self, draft: Draft, log: FaultLog) -> None:
        self.draft, self.log = draft, log
        self.lists = {found.id: found for edition in draft.editions.values() for found in lists_of(edition)}

    def _unknown(
        self, code: str, what: tuple[str, str], word: str, known: Iterable[str], at: tuple[str, YamlPath]
    ) -> None:
        zh, en = nearest(word, known)
        self.log.add(code, *at, f"{what[0]}“{word}”不存在。{zh}", f'There is no {what[1]} "{word}".{en}')

    def source(self, identifier: str, file: str, path: YamlPath) -> None:
        # A source may be cited with the place inside it, after a number sign.
        if identifier and identifier.partition("#")[0] not in self.draft.sources:
            self._unknown(
                "unknown-source", ("出处", "source"), identifier.partition("#")[0], self.draft.sources, (file, path)
            )

    def indicator(self, identifier: str, file: str, path: YamlPath) -> bool:
        if identifier in self.draft.indicators:
            return True
        self._unknown("unknown-indicator", ("指标", "indicator"), identifier, self.draft.indicators, (file, path))
        return False

    def list(self, identifier: str, column: str | None, file: str, path: YamlPath) -> None:
        found = self.lists.get(identifier)
        if found is None:
            self._unknown("unknown-list", ("清单", "list"), identifier, self.lists, (file, path))
        elif column is not None and column not in {one.id for one in found.columns}:
            known = [one.id for one in found.columns]
            self._unknown(
                "unknown-list-column",
                (f"清单 {identifier} 的列", f"column of the list {identifier}"),
                column,
                known,
                (file, path),
            )

    def indicators(self) -> None:
        words = self.draft.terms
        for identifier, indicator in self.draft.indicators.items():
            file = self.draft.files["indicator", identifier]
            # A misspelt id was named as such already.
            for word in identifier.split("_") if is_identifier(identifier) else ():
                if word not in words:
                    zh, en = nearest(word, words)
                    self.log.add(
                        "word-not-in-terms",
                        file,
                        ("id",),
                        f"标识里的“{word}”没有登记在 terms/ 中。{zh}请在 terms/words.yaml 补上它的中文。",
                        f'The word "{word}" of the id stands in no file of terms/.{en} '
                        "Add it with its Chinese to terms/words.yaml.",
                    )
            if indicator.part_of is not None and self.indicator(indicator.part_of, file, ("part_of",)):
                self._part_of_loop(indicator, file)
            for index, meaning in enumerate(indicator.meanings):
                self._meaning(meaning, file, ("meanings", index))

    def _part_of_loop(self, indicator: Indicator, file: str) -> None:
        seen = {indicator.id}
        above = indicator.part_of
        while above is not None and above in self.draft.indicators:
            if above in seen and above != indicator.id:
                return  # the loop is further up and named there
            if above in seen:
                self.log.add(
                    "part-of-loop",
                    file,
                    ("part_of",),
                    f"“{indicator.id}”经 part_of 又回到自己，请改正上级。",
                    f'"{indicator.id}" comes back to itself through part_of; correct its parent.',
                )
                return
            seen.add(above)
            above = self.draft.indicators[above].part_of

    def _meaning(self, meaning: Meaning, file: str, path: YamlPath) -> None:
        self.source(meaning.source, file, (*path, "source"))
        if meaning.formula is not None:
            for side in ("numerator", "denominator"):
                for operand in getattr(meaning.formula, side):
                    self.indicator(operand, file, (*path, "formula", side))
        if meaning.aggregation.weight is not None:
            self.indicator(meaning.aggregation.weight, file, (*path, "aggregation", "weight"))
        if meaning.aggregation.list_id is not None:
            self.list(meaning.aggregation.list_id, meaning.aggregation.list_column, file, (*path, "aggregation"))
        system = meaning.external_system
        if system is not None and system not in self.draft.systems:
            self._unknown(
                "unknown-system",
                ("外部系统", "external system"),
                system,
                self.draft.systems,
                (file, (*path, "external_system")),
            )

    def editions(self) -> None:
        for identifier, edition in self.draft.editions.items():
            file = self.draft.files["edition", identifier]
            self.source(edition.source, file, ("source",))
            if edition.outline is not None and edition.outline not in self.draft.outlines:
                self._unknown(
                    "unknown-outline", ("提纲", "outline"), edition.outline, self.draft.outlines, (file, ("outline",))
                )
            self._previous(edition, file)
            for key in ("severities", "suspended"):
                for code in getattr(edition, key):
                    if code not in self.draft.checks:
                        self._unknown("unknown-check", ("规则", "check"), code, self.draft.checks, (file, (key, code)))
            self._rows(edition, file)

    def _previous(self, edition: Edition, file: str) -> None:
        if edition.previous is None:
            return
        before = self.draft.editions.get(edition.previous)
        others = sorted(self.draft.editions.keys() - {edition.id})
        if before is None:
            self._unknown(
                "unknown-edition",
                ("年度版本", "edition"),
                edition.previous,
                others,
                (file, ("previous",)),
            )
        elif before.data_year >= edition.data_year:
            self.log.add(
                "previous-not-earlier",
                file,
                ("previous",),
                f"上一版本 {before.id} 的数据年不早于本版本 {edition.data_year}。",
                f"The previous edition {before.id} is not earlier than {edition.data_year}.",
            )

    def _rows(self, edition: Edition, file: str) -> None:
        used: dict[str, str] = {}
        seen: set[str] = set()
        table_ids: set[str] = set()
        for table_index, table in enumerate(edition.tables):
            if table.id in table_ids:
                self.log.add(
                    "table-twice",
                    file,
                    ("tables", table_index, "id"),
                    f"表“{table.id}”出现了两次。",
                    f'The table "{table.id}" stands twice.',
                )
            table_ids.add(table.id)
            for row_index, row in enumerate(table.rows):
                path: YamlPath = ("tables", table_index, "rows", row_index)
                for cell in row.cells:
                    first = used.setdefault(cell.indicator, f"{table.number} {row.label}".strip())
                    self._cell(cell, row, table, edition, file, path, first if cell.indicator in seen else None)
                    seen.add(cell.indicator)
            for list_index, found in enumerate(table.lists):
                self._columns(found, edition, file, ("tables", table_index, "lists", list_index))
        for list_index, found in enumerate(edition.base_lists):
            self._columns(found, edition, file, ("base_lists", list_index))
        for index, item in enumerate(edition.base_items):
            if self.indicator(item, file, ("base_items", index)):
                self._in_force(item, edition, file, ("base_items", index))

    def _cell(
        self,
        cell: FormCell,
        row: FormRow,
        table: FormTable,
        edition: Edition,
        file: str,
        path: YamlPath,
        first: str | None,
    ) -> None:
        """One box: its indicator is known, stands nowhere else, has a meaning and the printed unit."""
        at = (*path, "cells")
        if not self.indicator(cell.indicator, file, at):
            return
        if first is not None:
            self.log.add(
                "indicator-twice",
                file,
                at,
                f"指标“{cell.indicator}”在本版本出现两次（先在 {first}）。一个数只填一次。",
                f'The indicator "{cell.indicator}" stands twice in this edition (first in {first}). '
                "A figure is entered once.",
            )
            return
        meaning = self._in_force(cell.indicator, edition, file, at)
        if meaning is None:
            return
        self._printed_unit(cell.unit_label, meaning, cell.indicator, file, path)
        if row.starred and meaning.external_system is None and cell.column == table.columns[0].id:
            self.log.add(
                "star-without-system",
                file,
                (*path, "starred"),
                f"带★的指标“{cell.indicator}”没有写明取自哪个外部系统（external_system）。",
                f'The starred indicator "{cell.indicator}" does not say from which external_system it comes.',
            )

    def _columns(self, found: FormList, edition: Edition, file: str, path: YamlPath) -> None:
        for index, column in enumerate(found.columns):
            if column.indicator is not None:
                at: YamlPath = (*path, "columns", index, "indicator")
                if self.indicator(column.indicator, file, at):
                    self._in_force(column.indicator, edition, file, at)

    def _in_force(self, identifier: str, edition: Edition, file: str, path: YamlPath) -> Meaning | None:
        indicator = self.draft.indicators[identifier]
        try:
            return indicator.meaning_in(edition.data_year)
        except LookupError:
            have = "、".join(f"{one.since}–{one.until or '今'}" for one in indicator.meanings)
            have_en = ", ".join(f"{one.since} to {one.until or 'now'}" for one in indicator.meanings)
            self.log.add(
                "no-meaning-in-edition",
                file,
                path,
                f"指标“{identifier}”在数据年 {edition.data_year} 没有含义（现有：{have}）。"
                f"请在 indicators/{identifier}.yaml 补一条 meanings。",
                f'The indicator "{identifier}" has no meaning in {edition.data_year} (it has: {have_en}). '
                f"Add one to indicators/{identifier}.yaml.",
            )
            return None

    def _printed_unit(self, label: str, meaning: Meaning, identifier: str, file: str, path: YamlPath) -> None:
        if meaning.unit is None or not label:
            return
        printed = find_unit(label)
        if printed is None:
            self.log.add(
                "printed-unit-unknown",
                file,
                (*path, "unit"),
                f"单位“{label}”不在单位表中；请改正，或先在 nianbao/facts/unit.py 登记。",
                f'The unit "{label}" is in no list of units; correct it or register it in nianbao/facts/unit.py.',
            )
        elif (
            printed.dimension != meaning.unit.dimension
            and (printed.dimension, meaning.unit.dimension) not in _SHORTENED
        ):
            self.log.add(
                "printed-unit-differs",
                file,
                (*path, "unit"),
                f"“{identifier}”印的单位“{label}”与含义里的单位“{meaning.unit.label}”不是一类量。",
                f'The printed unit "{label}" of "{identifier}" measures something else than '
                f'"{meaning.unit.label}" of its meaning.',
            )
        elif printed.factor != meaning.unit.factor:
            self.log.add(
                "printed-unit-scale",
                file,
                (*path, "unit"),
                f"“{identifier}”印的单位“{label}”与含义里的单位“{meaning.unit.label}”差 "
                f"{max(printed.factor, meaning.unit.factor) / min(printed.factor, meaning.unit.factor):f} 倍。",
                f'The printed unit "{label}" of "{identifier}" is not of the size of '
                f'"{meaning.unit.label}" in its meaning.',
            )

    def outlines(self) -> None:
        for identifier, outline in self.draft.outlines.items():
            self.source(outline.source, self.draft.files["outline", identifier], ("source",))

    def surveys(self) -> None:
        for identifier, instrument in self.draft.instruments.items():
            file = self.draft.files["instrument", identifier]
            self.source(instrument.source, file, ("source",))
            for key, name in (("population", instrument.population), ("part_of", instrument.part_of)):
                if name is not None:
                    self.indicator(name, file, (key,))
            for index, measure in enumerate(instrument.measures):
                for name in (measure.indicator, measure.respondents, measure.method):
                    self.indicator(name, file, ("measures", index, "indicator"))

    def checks(self) -> None:
        for code, spec in self.draft.checks.items():
            file = self.draft.files["check", code]
            self.source(spec.source, file, ("source",))
            for operand in sorted(operand_ids(spec)):
                name, _, column = operand.partition(".")
                if operand in self.draft.indicators:
                    continue
                if name in self.lists:
                    self.list(name, column or None, file, ("operands",))
                    continue
                known = [*self.draft.indicators, *self.lists]
                self._unknown(
                    "unknown-operand",
                    ("操作数（指标或清单）", "indicator or list"),
                    operand,
                    known,
                    (file, ("operands",)),
                )
            for other in spec.read_next:
                if other not in self.draft.checks and other not in self.draft.indicators:
                    known = [*self.draft.checks, *self.draft.indicators]
                    self._unknown(
                        "unknown-neighbour",
                        ("相关规则或指标", "check or indicator"),
                        other,
                        known,
                        (file, ("read_next",)),
                    )

    def crosswalk(self) -> None:
        for file, index, entry in self.draft.crosswalk:
            for key in ("old", "new"):
                identifier = getattr(entry, key)
                if identifier is not None:
                    self.indicator(identifier, file, ("entries", index, key))

    def labels(self) -> None:
        """Two indicators may share a label (在校生数) only where one is told apart by what it is part of."""
        seen: dict[tuple[str, str | None], str] = {}
        for identifier, indicator in self.draft.indicators.items():
            if indicator.value_type is ValueType.CHOICE:
                continue
            key = (indicator.label, indicator.part_of)
            if key in seen:
                self.log.add(
                    "label-twice",
                    self.draft.files["indicator", identifier],
                    ("label",),
                    f"“{indicator.label}”已是指标 {seen[key]} 的名称，上级也相同；请合并，或以 part_of 区分。",
                    f'"{indicator.label}" is already the label of {seen[key]} under the same parent; '
                    "merge them or tell them apart with part_of.",
                )
            seen.setdefault(key, identifier)


def lists_of(edition: Edition) -> Iterator[FormList]:
    for table in edition.tables:
        yield from table.lists
    yield from edition.base_lists


def check_laws(draft: Draft, log: FaultLog) -> None:
    """Logs every reference that leads nowhere and everything that contradicts another file."""
    laws = _Laws(draft, log)
    for law in (laws.indicators, laws.labels, laws.editions, laws.outlines, laws.checks, laws.crosswalk, laws.surveys):
        law()


def words_of(identifiers: Iterable[str]) -> Mapping[str, int]:
    """How often each English word is used in ids."""
    counts: dict[str, int] = {}
    for identifier in identifiers:
        for word in re.split(r"[_-]", identifier):
            counts[word] = counts.get(word, 0) + 1
    return counts
