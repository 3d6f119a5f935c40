"""From facts to the annex as it will be printed: the six tables, what stands behind them, and the findings.

Which words, numbers and notes appear is decided here; how they look is the renderers' part.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nianbao.facts.cell import BLANK, Cell, CellState
from nianbao.facts.period import PeriodKind
from nianbao.facts.record import Organisation, Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import (
    AggregationMethod,
    Catalogue,
    Edition,
    FormCell,
    FormList,
    FormRow,
    FormTable,
    Meaning,
)
from nianbao.rendering.printed_text import printed_decimal, printed_text, visible
from nianbao.rendering.view import (
    Contribution,
    Coverage,
    Figure,
    FindingView,
    PlainTable,
    ReportView,
    SchoolView,
    TableColumn,
    TableRow,
    TableView,
)

PERIOD_LABELS = {
    PeriodKind.DATA_YEAR: "数据年",
    PeriodKind.SCHOOL_YEAR: "学年数据",
    PeriodKind.FISCAL_YEAR: "财务数据",
    PeriodKind.AS_OF: "时点数据",
}
METHOD_LABELS = {
    AggregationMethod.SUM: "各校相加",
    AggregationMethod.RECOMPUTE: "由支撑项汇总后重新计算",
    AggregationMethod.WEIGHTED_MEAN: "加权平均",
    AggregationMethod.DISTINCT: "各校清单合并去重后计数",
    AggregationMethod.MAXIMUM: "取各校最大值",
    AggregationMethod.NONE: "不汇总，逐校列出",
}
METHOD_LABELS_EN = {
    AggregationMethod.SUM: "the schools' figures added up",
    AggregationMethod.RECOMPUTE: "computed anew from the base items",
    AggregationMethod.WEIGHTED_MEAN: "weighted mean",
    AggregationMethod.DISTINCT: "the schools' lists united and counted",
    AggregationMethod.MAXIMUM: "the highest of the schools",
    AggregationMethod.NONE: "not aggregated; listed by school",
}
SCHOOLS_ACROSS = 5  # up to so many schools stand side by side as columns, if there are more indicators than that
REASONS_PRINTED = 6  # below a table; the page of schools has them all
# What is not added up can only be understood school by school.
LISTED_BY_SCHOOL = (AggregationMethod.NONE, AggregationMethod.MAXIMUM)


def build_annex(
    record: Record,
    catalogue: Catalogue,
    edition: Edition,
    *,
    coverage: Mapping[str, Coverage] | None = None,
    contributions: Mapping[str, Sequence[Contribution]] | None = None,
    findings: Iterable[FindingView] | None = None,
    schools: Sequence[Record | Organisation] = (),
    formulas: Mapping[str, str] | None = None,
    coverage_notes: Sequence[str] = (),
    corrected: Mapping[str, str] | None = None,
    corrections: PlainTable | None = None,
    english: bool = False,
    title: str = "职业教育质量年度报告数据表",
    dated: datetime.date | None = None,
) -> ReportView:
    """The annex of one organisation.

    ``schools`` holds a record for each school that reported and the bare organisation
    for each that did not. Where ``contributions`` is left out, it is taken from them.
    ``formulas`` gives the arithmetic behind an aggregated figure, by indicator.
    ``corrected`` says of a figure how the district corrected it; ``corrections`` lists every one, schools' cells too.
    ``english`` says how figures come about in English, for a page; terms stay Chinese, and paper is Chinese.
    ``dated`` goes into the files' properties; without it, the end of the data year does.
    """
    records = [school for school in schools if isinstance(school, Record)]
    builder = _Builder(
        record,
        catalogue,
        edition,
        dict(coverage or {}),
        records,
        contributions,
        formulas or {},
        corrected or {},
        english=english,
    )
    period = edition.periods.get(PeriodKind.DATA_YEAR)
    details = [
        table
        for table in (corrections, builder.by_school(), builder.base_items(), *builder.base_lists())
        if table is not None
    ]
    return ReportView(
        title=visible(title),
        organisation=visible(record.organisation.name),
        edition=edition.id,
        edition_label=visible(edition.label),
        cover_label=visible(edition.cover_label),
        period_lines=tuple(
            f"{label}：{edition.periods[kind]}" for kind, label in PERIOD_LABELS.items() if kind in edition.periods
        ),
        tables=tuple(builder.table(table) for table in edition.tables),
        notes=builder.notes(),
        details=tuple(details),
        findings=None if findings is None else tuple(_clean(finding) for finding in findings),
        schools=tuple(_school(school) for school in schools),
        coverage_notes=tuple(visible(note) for note in coverage_notes),
        school_figures=builder.school_figures(),
        dated=dated or (period.end if period is not None else datetime.date(2000, 1, 1)),
    )


class _Builder:
    def __init__(
        self,
        record: Record,
        catalogue: Catalogue,
        edition: Edition,
        coverage: dict[str, Coverage],
        schools: Sequence[Record],
        contributions: Mapping[str, Sequence[Contribution]] | None,
        formulas: Mapping[str, str],
        corrected: Mapping[str, str],
        *,
        english: bool,
    ) -> None:
        self.record, self.catalogue, self.edition = record, catalogue, edition
        self.coverage, self.schools, self.contributions = coverage, schools, contributions
        self.formulas, self.corrected, self.english = formulas, corrected, english
        self.is_aggregate = bool(coverage) or bool(schools) or bool(contributions)
        self.labels = _distinct_labels(catalogue, edition)

    def table(self, table: FormTable) -> TableView:
        columns = tuple(
            TableColumn(column.id, visible(column.label), "" if position == 0 else self._shared_unit(table, column.id))
            for position, column in enumerate(table.columns)
        )
        rows = tuple(self._row(table, row) for row in table.rows)
        notes = [visible(table.note)] if table.note else []
        notes.extend(self._coverage_note(rows))
        notes.extend(
            f"{figure.label}：{figure.note}"
            for row in rows
            for figure in row.figures
            if figure is not None and figure.note
        )
        return TableView(
            id=table.id,
            number=visible(table.number),
            label=visible(table.label),
            columns=columns,
            rows=rows,
            lists=tuple(self._list(item) for item in table.lists),
            notes=tuple(notes),
        )

    def notes(self) -> tuple[str, ...]:
        lines = []
        if any(row.starred for table in self.edition.tables for row in table.rows):
            lines.append("★ 表示该项由国家有关信息系统预填或应与其一致。")
        lines.append(
            "“0”是数值；“无”表示没有此项；“不适用”表示本单位不存在该问题；“缺报”表示应报而未报；空白表示未填。"
        )
        if any(not row.confirmed for table in self.edition.tables for row in table.rows):
            lines.append("† 表示该行在官方表样中的位置或名称尚未得到证实，使用前请核对。")
        asked = self.edition.indicators()
        working = sum(not self._meaning(indicator).confirmed for indicator in asked)
        if working:
            share = "全部" if working == len(asked) else f"{len(asked)}项中{working}项"
            lines.append(f"{share}指标采用工作定义，官方指标内涵公布前使用，未经官方确认。")
        return tuple(lines)

    def by_school(self) -> PlainTable | None:
        """What the district does not add up, one line per school."""
        if not self.is_aggregate:
            return None
        listed = [
            (row, cell)
            for table in self.edition.tables
            for row, cell in table.cells()
            if self._meaning(cell.indicator).aggregation.method in LISTED_BY_SCHOOL
        ]
        given = {
            cell.indicator: {part.organisation: part.text for part in self._parts(cell.indicator)} for _, cell in listed
        }
        names = list(dict.fromkeys(name for parts in given.values() for name in parts))
        if not listed or not names:
            return None
        labels = {cell.indicator: _with_unit(self._label(cell.indicator), self._unit_label(cell)) for _, cell in listed}
        if len(names) <= SCHOOLS_ACROSS < len(listed):
            header = ("指标", *names)
            rows = [(label, *(given[item].get(name, "") for name in names)) for item, label in labels.items()]
        else:
            header = ("学校", *labels.values())
            rows = [(name, *(given[item].get(name, "") for item in labels)) for name in names]
        return PlainTable(
            id="by_school",
            label="逐校列出的指标",
            header=header,
            rows=tuple(rows),
            note="这些指标不能相加，区级数据按各自的办法得出，故逐校列出。",
            numeric_from=1,
        )

    def base_items(self) -> PlainTable | None:
        rows = []
        for item in self.edition.base_items:
            meaning = self._meaning(item)
            text = printed_text(self.record.cell(item), meaning.unit)
            rows.append((self._label(item), meaning.unit.label if meaning.unit else "", text))
        if not any(text for *_, text in rows):
            return None
        return PlainTable(
            id="base_items",
            label="支撑项",
            header=("支撑项", "单位", "数据"),
            rows=tuple(rows),
            note="支撑项不在各表中印出，用于计算表中的比例、均值。",
            numeric_from=2,
        )

    def base_lists(self) -> Iterator[PlainTable]:
        """Lists asked for beside the printed tables, where anything was entered."""
        return (self._list(item) for item in self.edition.base_lists if self.record.lists.get(item.id))

    def school_figures(self) -> PlainTable | None:
        """Every indicator of every school that reported, for spreadsheets."""
        if not self.schools:
            return None
        asked = self.edition.indicators()
        units = {indicator: self._meaning(indicator).unit for indicator in asked}
        labels = {cell.indicator: self._unit_label(cell) for table in self.edition.tables for _, cell in table.cells()}
        header = [
            _with_unit(self._label(indicator), labels.get(indicator, str(units[indicator] or "")))
            for indicator in asked
        ]
        return PlainTable(
            id="school_figures",
            label="各校数据",
            header=("学校", "代码", *header),
            rows=tuple(
                (
                    visible(school.organisation.name),
                    visible(school.organisation.code),
                    *(printed_text(school.cell(indicator), units[indicator]) for indicator in asked),
                )
                for school in self.schools
            ),
            numeric_from=2,
        )

    def _row(self, table: FormTable, row: FormRow) -> TableRow:
        boxes = {cell.column: cell for cell in row.cells}
        first = boxes.get(table.columns[0].id)
        return TableRow(
            number=visible(row.number or ""),
            label=visible(row.label),
            unit=self._unit_label(first) if first is not None else "",
            figures=tuple(
                self._figure(row, boxes[column.id]) if column.id in boxes else None for column in table.columns
            ),
            prefix=visible(row.prefix),
            indent=row.indent,
            starred=row.starred,
            confirmed=row.confirmed,
            continues=row.continues,
        )

    def _figure(self, row: FormRow, box: FormCell) -> Figure:
        meaning = self._meaning(box.indicator)
        fact = self.record.facts.get(box.indicator)
        cell = fact.cell if fact is not None else BLANK
        source = self.catalogue.sources.get(meaning.source)
        unit = self._unit_label(box)
        return Figure(
            indicator=box.indicator,
            label=self._label(box.indicator),
            text=printed_text(cell, meaning.unit),
            state=cell.state,
            unit=unit,
            number=printed_decimal(cell, meaning.unit),
            definition=visible(meaning.definition),
            source=visible(source.title + (f"（{source.number}）" if source.number else "")) if source else "",
            method=self._method(meaning) if self.is_aggregate else "",
            formula=visible(self.formulas.get(box.indicator, "")),
            confirmed=meaning.confirmed,
            note=visible(fact.note) if fact is not None else "",
            place=visible(str(fact.place)) if fact is not None else "",
            previous=self._previous(box.indicator, meaning.unit, unit),
            coverage=self.coverage.get(box.indicator),
            contributions=tuple(self._parts(box.indicator)),
            correction=visible(self.corrected.get(box.indicator, "")),
        )

    def _previous(self, indicator: str, unit: Unit | None, unit_label: str) -> str:
        before = self.record.previous
        if before is None or indicator not in before.facts:
            return ""
        cell = before.cell(indicator)
        text = printed_text(cell, unit)
        return f"{text}{unit_label}" if cell.state is CellState.VALUE and cell.is_numeric else text

    def _parts(self, indicator: str) -> Iterator[Contribution]:
        if self.contributions is not None:
            yield from self.contributions.get(indicator, ())
            return
        unit = self._meaning(indicator).unit
        for school in self.schools:
            fact = school.facts.get(indicator)
            cell: Cell = fact.cell if fact is not None else BLANK
            note = visible(fact.note) if fact is not None else ""
            yield Contribution(visible(school.organisation.name), printed_text(cell, unit), note)

    def _list(self, item: FormList) -> PlainTable:
        rows = self.record.lists.get(item.id, ())
        return PlainTable(
            id=item.id,
            label=visible(item.label),
            header=(
                "序号",
                *(_with_unit(visible(column.label), visible(column.unit_label)) for column in item.columns),
            ),
            rows=tuple(
                (str(position), *(visible(row.get(column.id, "")) for column in item.columns))
                for position, row in enumerate(rows, start=1)
            ),
            note=visible(item.instruction),
            above=item.position == "above",
        )

    def _coverage_note(self, rows: Sequence[TableRow]) -> Iterator[str]:
        """Whose data the table's figures hold, said once for the most and by name for the rest."""
        groups: dict[Coverage, list[Figure]] = {}
        for row in rows:
            for figure in row.figures:
                if figure is not None and figure.coverage is not None:
                    groups.setdefault(figure.coverage, []).append(figure)
        if not groups:
            return
        most = max(groups, key=lambda coverage: (len(groups[coverage]), coverage.counted))
        others = "除另注者外，" if len(groups) > 1 else ""
        yield f"汇总范围：{others}各项含{most.expected}所学校中{most.counted}所的数据{_because(most)}。"
        for coverage, figures in sorted(groups.items(), key=lambda item: (item[0].counted, item[0].reasons)):
            if coverage is not most:
                names = "、".join(dict.fromkeys(figure.label for figure in figures))
                yield f"{coverage.counted}/{coverage.expected}所{_because(coverage)}：{names}。"

    def _method(self, meaning: Meaning) -> str:
        aggregation = meaning.aggregation
        if self.english:
            return self._method_in_english(meaning)
        text = METHOD_LABELS[aggregation.method]
        if aggregation.method is AggregationMethod.RECOMPUTE and meaning.formula is not None:
            above = " + ".join(self._label(item) for item in meaning.formula.numerator)
            below = " + ".join(self._label(item) for item in meaning.formula.denominator)
            text = f"{text}（{above} ÷ {below}）"
        if aggregation.weight is not None:
            text = f"{text}（权数：{self._label(aggregation.weight)}）"
        return text

    def _method_in_english(self, meaning: Meaning) -> str:
        aggregation, known = meaning.aggregation, self.catalogue.indicators
        text = METHOD_LABELS_EN[aggregation.method]
        if aggregation.method is AggregationMethod.RECOMPUTE and meaning.formula is not None:
            above = " + ".join(known[item].label_en for item in meaning.formula.numerator)
            below = " + ".join(known[item].label_en for item in meaning.formula.denominator)
            text = f"{text} ({above} ÷ {below})"
        return text if aggregation.weight is None else f"{text} (weight: {known[aggregation.weight].label_en})"

    def _meaning(self, indicator: str) -> Meaning:
        return self.catalogue.indicators[indicator].meaning_in(self.edition.data_year)

    def _label(self, indicator: str) -> str:
        if indicator in self.labels:
            return self.labels[indicator]
        found = self.catalogue.indicators.get(indicator)
        return visible(found.label) if found is not None else indicator

    def _unit_label(self, box: FormCell) -> str:
        if box.unit_label:
            return visible(box.unit_label)
        unit = self._meaning(box.indicator).unit
        return unit.label if unit is not None else ""

    def _shared_unit(self, table: FormTable, column: str) -> str:
        labels = {self._unit_label(cell) for _, cell in table.cells() if cell.column == column}
        return labels.pop() if len(labels) == 1 else ""


def _because(coverage: Coverage) -> str:
    if not coverage.reasons:
        return ""
    shown = "；".join(coverage.reasons[:REASONS_PRINTED])
    more = f"；等共{len(coverage.reasons)}所" if len(coverage.reasons) > REASONS_PRINTED else ""
    return f"（{shown}{more}）"


def _distinct_labels(catalogue: Catalogue, edition: Edition) -> Mapping[str, str]:
    """Each indicator under a name of its own: 「国家级数量」 alone stands in three places of a form."""
    asked = edition.indicators()
    shared = Counter(catalogue.indicators[indicator].label for indicator in asked)
    labels = {}
    for indicator in asked:
        chain, here = [catalogue.indicators[indicator].label], catalogue.indicators[indicator]
        while shared[here.label] > 1 and here.part_of is not None and here.part_of in catalogue.indicators:
            here = catalogue.indicators[here.part_of]
            chain.insert(0, here.label)
        labels[indicator] = visible("·".join(chain))
    return labels


def _with_unit(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def _school(school: Record | Organisation) -> SchoolView:
    organisation = school.organisation if isinstance(school, Record) else school
    reason = visible(organisation.no_report_reason)
    if isinstance(school, Record):
        if not organisation.has_students:
            reason = reason or "无生单位"
        elif not organisation.has_graduates:
            reason = reason or "本数据年无毕业生"
        return SchoolView(visible(organisation.code), visible(organisation.name), "已报", reason)
    if not organisation.has_students:
        reason = reason or "无生单位"
    status = "免报" if reason else "缺报"
    return SchoolView(visible(organisation.code), visible(organisation.name), status, reason)


def _clean(finding: FindingView) -> FindingView:
    return FindingView(*(visible(getattr(finding, name)) for name in FindingView.__slots__))
