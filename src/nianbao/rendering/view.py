"""The frozen, complete content of a printed report: a renderer needs nothing else, neither catalogue nor clock.

Everything in it is already text as printed. Numbers keep their ``Decimal`` beside
the text only for spreadsheets, where a figure must stay one that can be added up.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.facts.cell import CellState
from nianbao.writing.printing import Written

SEVERITIES: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}
VERDICTS: Mapping[str, str] = {"pass": "通过", "fail": "不符", "unknown": "无法判定", "broken": "规则失效"}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the schools that should count in a district's figure do count, and why the others do not."""

    counted: int
    expected: int
    reasons: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.counted == self.expected

    def __str__(self) -> str:
        return f"{self.counted}/{self.expected}所"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one school gave to a district's figure."""

    organisation: str
    text: str
    note: str = ""
    correction: str = ""  # how the district reads its cell otherwise, by whom and why


@dataclass(frozen=True, slots=True)
class Figure:
    """One box of a form with all that a reader may ask about it."""

    indicator: str
    label: str
    text: str
    state: CellState
    unit: str = ""
    number: Decimal | None = None
    definition: str = ""
    source: str = ""  # the notice that the definition comes from
    method: str = ""  # how the district's figure comes from its schools'
    formula: str = ""  # the same with the schools' numbers in it
    confirmed: bool = True
    note: str = ""  # 说明 of the organisation
    place: str = ""  # where it was read
    previous: str = ""  # the same figure in the edition before, with its unit
    coverage: Coverage | None = None
    contributions: tuple[Contribution, ...] = ()
    correction: str = ""  # how the district corrected it, by whom and why; also in the note


@dataclass(frozen=True, slots=True)
class TableColumn:
    id: str
    label: str
    unit: str = ""  # where every box of the column has the same and the table has no 单位 column for it
    group: str = ""  # the heading that it shares with its neighbours


@dataclass(frozen=True, slots=True)
class TableRow:
    """A printed line; ``figures`` has one entry per column of the table, None where there is no box."""

    number: str
    label: str
    unit: str
    figures: tuple[Figure | None, ...]
    prefix: str = ""
    indent: int = 0
    starred: bool = False
    confirmed: bool = True
    continues: bool = False

    @property
    def worded(self) -> str:
        """The label with 其中 and the like, without signs."""
        return f"{self.prefix}{self.label}"

    @property
    def printed_label(self) -> str:
        """The label with 其中, ★ and the sign of an unconfirmed definition."""
        return f"{self.prefix}{self.label}{'★' if self.starred else ''}{'' if self.confirmed else '†'}"


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table of texts: a list below a form, a per-school detail, the coverage sheet."""

    id: str
    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    numeric_from: int | None = None  # from this column on, texts that are numbers are numbers in a spreadsheet
    above: bool = False  # of a form's list: printed before the form's rows


@dataclass(frozen=True, slots=True)
class TableView:
    id: str
    number: str  # 表1
    label: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    lists: tuple[PlainTable, ...] = ()
    notes: tuple[str, ...] = ()  # printed below the table

    @property
    def title(self) -> str:
        return f"{self.number} {self.label}"

    def figures(self) -> Iterator[Figure]:
        return (figure for row in self.rows for figure in row.figures if figure is not None)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words. ``waiver`` is the reason why it stands, with who gave it."""

    code: str
    name: str
    severity: str
    verdict: str
    message: str
    formula: str = ""
    place: str = ""
    organisation: str = ""
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class SchoolView:
    code: str
    name: str
    status: str  # 已报 | 免报 | 缺报
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text: when it was compiled, and the statement of truth (内容真实性责任声明)."""

    compiled: str = ""
    statement: str = ""
    signatory: str = ""
    signed: tuple[str, ...] = ()  # who signed off in the workbench, a line each, above the signature by hand


@dataclass(frozen=True)
class ReportView:
    """A report as it will be printed."""

    title: str
    organisation: str
    edition: str
    edition_label: str
    cover_label: str
    period_lines: tuple[str, ...]
    tables: tuple[TableView, ...]
    notes: tuple[str, ...] = ()
    details: tuple[PlainTable, ...] = ()  # school by school, what a district does not add up
    findings: tuple[FindingView, ...] | None = None  # None: no check was run
    schools: tuple[SchoolView, ...] = ()
    coverage_notes: tuple[str, ...] = ()  # what is odd about who reported
    school_figures: PlainTable | None = None  # schools × indicators, for spreadsheets
    narrative: tuple[Written, ...] = ()  # the text before the tables
    front: Front | None = None  # cover, statement and contents; without it the title stands above the text
    dated: datetime.date = datetime.date(2000, 1, 1)  # into the files' properties; never the clock

    def figures(self) -> Iterator[Figure]:
        """Every box in printed order."""
        return (figure for table in self.tables for figure in table.figures())

    def finding_counts(self) -> Mapping[str, int]:
        """How many findings of each kind, under the words that the summary prints; waived ones apart."""
        counts = Counter(finding_class(finding) for finding in self.findings or () if finding.verdict != "pass")
        return {word: counts.get(word, 0) for word in ("错误", "警告", "提示", "已说明", "无法判定", "规则失效")}


def finding_class(finding: FindingView) -> str:
    """Under which heading a finding is counted and listed.

    >>> finding_class(FindingView("AR001", "parts-miss-total", "error", "fail", "…", waiver="已核实"))
    '已说明'
    """
    if finding.verdict in ("unknown", "broken"):
        return VERDICTS[finding.verdict]
    return "已说明" if finding.waiver else SEVERITIES.get(finding.severity, finding.severity)
