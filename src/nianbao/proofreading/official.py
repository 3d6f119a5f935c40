"""A report against its notice's form: the edition, the official tables as facts, what is missing.

Tables whose rows are those of an official table become facts and go through the edition's
declared checks. What the notice asks for and the report lacks is compliance, never a
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from nianbao.checks.finding import Finding
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, bare_label, compact
from nianbao.facts.cell import Cell, read_cell
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.model import Catalogue, Edition, FormRow, FormTable, OutlineNode
from nianbao.proofreading.finding import MarkedPlace, ReportFinding, Suggestion

ENOUGH = 0.6  # of an official table's rows must stand in a table that is taken for it
_SCHOOL = as_pattern(r"(?:学校|学院|中专|职高|中心)[^，。]{0,6}(?:20\d\d|年度|质量)")


@dataclass(frozen=True)
class OfficialReading:
    """The edition, the facts read out of its tables, and the tables that were found."""

    edition: Edition
    record: Record
    found: tuple[tuple[FormTable, Sheet], ...]
    is_given: bool


def read_officially(
    manuscript: Manuscript, catalogue: Catalogue, edition_id: str | None = None
) -> OfficialReading | None:
    """The report as its edition's form, or None where no edition can be told."""
    edition = catalogue.editions.get(edition_id) if edition_id else _recognise(manuscript, catalogue)
    if edition is None:
        if edition_id is None:
            return None
        raise Problem(
            "edition-unknown",
            f"没有填报版本“{edition_id}”。可用 nianbao edition list 查看全部版本。",
            f"There is no edition “{edition_id}”. See nianbao edition list.",
        )
    found = tuple(_matches(manuscript, edition))
    facts = {fact.indicator: fact for table, sheet in found for fact in _facts(table, sheet, edition)}
    title = next((passage.text.strip() for passage in manuscript.passages), manuscript.document.name)
    organisation = Organisation("report", title, edition.level)
    return OfficialReading(edition, Record(organisation, edition.id, facts), found, edition_id is not None)


def _recognise(manuscript: Manuscript, catalogue: Catalogue) -> Edition | None:
    period = manuscript.title_period
    if period is None:
        return None
    title = next((p.plain for p in manuscript.passages[:12] if str(period) in p.plain), "")
    level = (
        "school"
        if _SCHOOL.search(title) and not as_pattern(r"[区县市]中等职业|[区县市]职业教育").search(title)
        else "district"
    )
    fitting = [e for _, e in sorted(catalogue.editions.items()) if str(period) in e.cover_label and e.level == level]
    with_tables = [e for e in fitting if any(True for _ in _matches(manuscript, e))]
    for candidates in (with_tables, fitting):
        if candidates:
            local = "北京" in title or sum("北京" in passage.text for passage in manuscript.passages) > 1
            place = "beijing" if local and any(e.place == "beijing" for e in candidates) else "national"
            fitting_place = [e for e in candidates if e.place == place]
            if fitting_place:
                return fitting_place[0]
    return None


def _labels(table: FormTable) -> list[str]:
    return [_name(row.label) for row in table.rows]


@lru_cache(8_192)
def _name(label: str) -> str:
    # 教教职工 is a slip and still the row of 教职工.
    return as_pattern(r"^(.)\1(?=.{2})").sub(r"\1", as_pattern(r"^(?:[A-D]类[:：]?)").sub("", bare_label(label)))


def _matches(manuscript: Manuscript, edition: Edition) -> Iterator[tuple[FormTable, Sheet]]:
    taken: set[str] = set()
    for table in edition.tables:
        wanted = {label for label in _labels(table) if label}
        best: tuple[float, Sheet | None] = (0.0, None)
        for sheet in manuscript.sheets:
            if sheet.id in taken or not wanted:
                continue
            shown = {_name(sheet.row_path(row)[-1]) for row in sheet.data_rows if sheet.row_path(row)}
            share = len(wanted & shown) / len(wanted)
            if share > best[0]:
                best = (share, sheet)
        if best[1] is not None and best[0] >= ENOUGH:
            taken.add(best[1].id)
            yield table, best[1]


def _aligned(table: FormTable, sheet: Sheet) -> list[tuple[int, int]]:
    """Rows of the form with rows of the table, in order, so that labels that come several times find their own."""
    rows = [row for row in sheet.data_rows if sheet.row_path(row) or sheet.unit_column is not None]
    shown = [_name(sheet.row_path(row)[-1]) if sheet.row_path(row) else "" for row in rows]
    blocks = SequenceMatcher(None, _labels(table), shown, autojunk=False).get_matching_blocks()
    return [(block.a + i, rows[block.b + i]) for block in blocks for i in range(block.size)]


def _facts(table: FormTable, sheet: Sheet, edition: Edition) -> Iterator[Fact]:
    period = edition.periods.get(PeriodKind.DATA_YEAR) or Period.data_year(int(edition.data_year.removeprefix("dy")))
    columns = (
        _matrix_columns(table, sheet)
        if sheet.unit_column is None
        else {
            column.id: _column_of(sheet, column.label) if position else _value_column(sheet)
            for position, column in enumerate(table.columns)
        }
    )
    for form_row, row in _aligned(table, sheet):
        for cell in table.rows[form_row].cells:
            column = columns.get(cell.column)
            if column is None:
                continue
            figure = sheet.figure(row, column)
            answer = Cell.of_number(figure.number) if figure is not None else read_cell(sheet.text(row, column))
            yield Fact(cell.indicator, "report", period, answer, sheet.place(row, column))


def _matrix_columns(table: FormTable, sheet: Sheet) -> dict[str, int | None]:
    """Columns of a table of rows and columns by their heads, group and all; none where too few are found.

    A head that stands over two columns (2018年 and 2019年 under one group are two, twice 2019年 is one) names
    neither: a figure in the wrong column would be a fact that nobody wrote.
    """
    found: dict[str, int | None] = {}
    for column in table.columns:
        wanted = {_name(label) for label in (column.group, column.label) if label}
        over = [c for c in sheet.numeric_columns if wanted <= {_name(label) for label in sheet.column_path(c)}]
        found[column.id] = over[0] if len(over) == 1 else None
    known = sum(column is not None for column in found.values())
    return found if known and known >= ENOUGH * len(found) else {}


def _value_column(sheet: Sheet) -> int:
    """The column of the latest year, where last year's stands beside it; else the one behind the units."""
    first = sheet.unit_column + 1 if sheet.unit_column is not None else (sheet.numeric_columns or (1,))[0]
    heads = {column: half_width(compact(sheet.head(column))) for column in sheet.numeric_columns if column >= first}
    dated = {column: int(match[1]) for column, head in heads.items() if (match := PERIOD.fullmatch(head))}
    return max(dated, key=lambda column: (dated[column], -column), default=first)


def _column_of(sheet: Sheet, label: str) -> int | None:
    name = compact(label)
    return next((c for c in range(sheet.column_count) if name and name in compact(sheet.head(c))), None)


def official_findings(reading: OfficialReading, manuscript: Manuscript, catalogue: Catalogue) -> list[ReportFinding]:
    """What the declared checks say about the tables, and what the notice asks for and is not there."""
    findings = [
        _of_check(finding)
        for finding in check_record(reading.record, catalogue)
        if finding.verdict is Verdict.FAIL and not finding.is_preview
    ] if reading.found else []  # fmt: skip
    return [*(f for f in findings if f is not None), *_missing(reading, manuscript, catalogue)]


def _of_check(finding: Finding) -> ReportFinding | None:
    places = [
        MarkedPlace(spot.place, spot.role) for spot in finding.spots if spot.place is not None and spot.place.text
    ]
    if not places:
        return None
    places.sort(key=lambda marked: marked.role != "suspect")
    repairs = tuple(
        Suggestion(
            change.place, change.printed, change.suggested, repair.satisfies, change.explanation, number,
            change.explanation_en,
        )
        for number, repair in enumerate(finding.repairs)
        for change in repair.changes
        if change.place is not None
    )  # fmt: skip
    # The form's own warnings ask for an explanation; in a published report they are hints.
    severity = finding.severity if finding.severity == "error" else "info"
    return ReportFinding(
        f"{finding.check}-{finding.id}", finding.group, finding.check, finding.kind, severity,
        finding.message, finding.message_en, tuple(places), finding.formula, finding.reported,
        finding.expected, repairs,
    )  # fmt: skip


def _row_name(table: FormTable, row: FormRow) -> str:
    """A row's label, after those of the rows further out where the table has the label more than once."""
    names, indent = [row.label], row.indent
    if sum(other.label == row.label for other in table.rows) > 1:
        for other in reversed(table.rows[: table.rows.index(row)]):
            if other.label and other.indent < indent:
                names.insert(0, other.label)
                indent = other.indent
    return "·".join(names)


def _missing(reading: OfficialReading, manuscript: Manuscript, catalogue: Catalogue) -> Iterator[ReportFinding]:
    edition = reading.edition
    severity = "warning" if reading.is_given or reading.found else "info"
    matched = {table.id for table, _ in reading.found}
    asked = [table for table in edition.tables if table.rows]
    if not matched and asked:
        yield _compliance(
            "table",
            "none",
            f"没有找到{edition.label}要求的任何一张附表",
            "none of the official tables was found in the report",
            severity,
        )
    titles = [compact(sheet.caption) for sheet in manuscript.sheets]
    # With fewer than two thirds of the tables the report gives its figures in another shape.
    keeps_form = reading.is_given or len(matched) * 3 >= len(asked) * 2
    for table in asked:
        # A table under the official title may count other rows; it is not missing.
        is_titled = any(compact(table.label) in title for title in titles)
        if table.id not in matched and keeps_form and not is_titled:
            yield _compliance(
                "table",
                table.id,
                f"缺少{edition.label}要求的「{table.number} {table.label}」",
                f"{table.number} “{table.label}” of the form is missing",
                severity,
            )
    for table, sheet in reading.found:
        aligned = {form_row for form_row, _ in _aligned(table, sheet)}
        absent = [
            row
            for index, row in enumerate(table.rows)
            if index not in aligned and row.required and row.confirmed and row.label
        ]
        if absent:
            # Rows of one label (接入国家智慧教育平台数量) are told apart by the row above that they belong to.
            shown = list(dict.fromkeys(_row_name(table, row) for row in absent))
            names = "、".join(f"「{name}」" for name in shown[:6]) + (
                f"等 {len(absent)} 行" if len(absent) > len(shown[:6]) else ""
            )
            names_en = ", ".join(f"“{name}”" for name in shown[:6]) + (
                f" and others, {len(absent)} rows in all" if len(absent) > len(shown[:6]) else ""
            )
            yield _compliance(
                "rows",
                table.id,
                f"{table.number} {table.label}缺少{names}",
                f"{table.number} lacks {names_en}",
                severity,
                sheet.place(0, 0),
            )
    outline = catalogue.outlines.get(edition.outline or "")
    if outline is not None:
        headings = [compact(p.plain) for p in manuscript.passages if p.kind == "heading"]
        for node in outline.nodes:
            if node.required and not _has_heading(headings, node):
                yield _compliance(
                    "section",
                    node.id,
                    f"没有找到提纲要求的章节「{node.number} {node.title}」",
                    f"the section {node.title} is missing",
                    severity,
                )


def _has_heading(headings: list[str], node: OutlineNode) -> bool:
    title = compact(node.title)
    return any(title in heading or (len(title) >= 4 and title[:4] in heading) for heading in headings)


def _compliance(kind: str, name: str, zh: str, en: str, severity: str, place: Place | None = None) -> ReportFinding:
    places = (MarkedPlace(place, "evidence"),) if place is not None and place.text else ()
    return ReportFinding(
        f"official-{kind}-{name}", "compliance", f"official-{kind}", "missing", severity, zh, en, places
    )
