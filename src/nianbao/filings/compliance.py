"""完整性与合规性核对单: what a report must have, and whether it has it, on one sheet to be signed.

Nothing is judged anew here: chapters and cases come from the text, figures from the record, findings and waivers
from the checks. The sheet only lays them side by side for those who sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nianbao.checks.finding import Finding
from nianbao.facts.cell import CellState
from nianbao.facts.record import Record
from nianbao.filings.filing import Filing
from nianbao.framework.model import Catalogue, OutlineNode
from nianbao.packages.signing import ROLES
from nianbao.rendering.view import SEVERITIES, PlainTable, ReportView
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.content import Block, Case, Chart, Content, DataTable, Heading, OwnTable, Picture, Text, inlines
from nianbao.writing.data_table import TableText
from nianbao.writing.draft import bare_title
from nianbao.writing.numbering import Number
from nianbao.writing.printing import PrintedContent, WrittenTable

SHEET_TITLE = "完整性与合规性核对单"
MOST_NAMED = 8
WAIVERS = "waivers"


class State(StrEnum):
    MET = "符合"
    UNMET = "不符合"
    LOOK = "请核对"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the sheet; ``detail`` says what there is, or what is missing."""

    group: str
    name: str
    state: State
    detail: str


@dataclass(frozen=True)
class ComplianceSheet:
    requirements: tuple[Requirement, ...]
    waivers: tuple[tuple[str, ...], ...] = ()
    signatures: tuple[tuple[str, str, str], ...] = ()  # role, name, day

    @property
    def is_met(self) -> bool:
        return all(one.state is not State.UNMET for one in self.requirements)

    def count(self, state: State) -> int:
        return sum(one.state is state for one in self.requirements)

    def as_json(self) -> Mapping[str, object]:
        """The sheet for other programs; ``met`` is the sum of it."""
        return {
            "met": self.is_met,
            "requirements": [
                {"group": one.group, "name": one.name, "state": one.state.name.lower(), "detail": one.detail}
                for one in self.requirements
            ],
            "waivers": [list(row) for row in self.waivers],
        }


def compliance_sheet(
    printed: PrintedContent, filing: Filing, catalogue: Catalogue, view: ReportView
) -> ComplianceSheet:
    """The sheet of a report whose figures have been inspected."""
    record = filing.usable_record
    lines = (
        *_front(printed.content),
        *_chapters(printed, catalogue, record),
        *_cases(printed, catalogue, record),
        *_tables(record, catalogue),
        *_figures(printed),
        *_coverage(view),
        *_findings(filing),
    )
    return ComplianceSheet(tuple(lines), waiver_rows(filing))


def compliance_view(sheet: ComplianceSheet, view: ReportView) -> ReportView:
    """The sheet as a document of its own."""
    told = f"共{len(sheet.requirements)}项：" + "，".join(f"{state} {sheet.count(state)} 项" for state in State) + "。"
    rows = tuple((one.group, one.name, one.state.value, one.detail) for one in sheet.requirements)
    written: list[WrittenBlock | WrittenTable] = [
        WrittenBlock((told,)),
        WrittenTable(
            "requirements",
            Number("表", 1),
            "核对结果",
            TableText(("方面", "要求", "结果", "说明"), _grouped(rows)),
        ),
    ]
    if sheet.waivers:
        table = TableText(WAIVER_HEADER, sheet.waivers)
        written.append(WrittenTable("explained", Number("表", 2), "经说明的异常", table))
    signed = {role: (name, on) for role, name, on in sheet.signatures}
    lines = tuple((role, *signed.get(role, ("", "")), "") for role in ROLES)
    written.append(
        WrittenTable(
            "signatures",
            Number("表", 3 if sheet.waivers else 2),
            "签字",
            TableText(("职责", "姓名", "日期", "签字"), lines),
        )
    )
    return replace(
        view,
        title=SHEET_TITLE,
        tables=(),
        notes=(),
        details=(),
        schools=(),
        coverage_notes=(),
        school_figures=None,
        findings=None,
        front=None,
        narrative=tuple(written),
    )


WAIVER_HEADER = ("规则", "项目", "核验结果", "说明", "说明人", "日期")


def waiver_rows(filing: Filing) -> tuple[tuple[str, ...], ...]:
    """What somebody explained: the finding and the reason why it stands."""
    rows: list[tuple[str, ...]] = []
    for finding in filing.explained_findings:
        waiver = finding.waiver
        if waiver is None:
            continue
        names = "、".join(dict.fromkeys(spot.label for spot in finding.spots[:2]))
        rows.append((finding.check, names, finding.message, waiver.reason, waiver.signed_by, waiver.signed_on))
    return tuple(rows)


def with_waivers_printed(view: ReportView, filing: Filing) -> ReportView:
    """The report with an annex of what was explained; a report without any has none."""
    rows = waiver_rows(filing)
    if not rows:
        return view
    table = PlainTable(WAIVERS, "经说明的异常", WAIVER_HEADER, rows, "核验发现而由填报单位说明了原因的数据。")
    return replace(view, details=(*view.details, table))


def _front(content: Content) -> Iterator[Requirement]:
    statement = content.statement
    yield _line("封面与声明", "内容真实性责任声明", statement is not None, "已写，待签字盖章", "没有写")
    yield _line("封面与声明", "签署人", bool(statement and statement.signatory), _signatory(content), "没有写")
    yield _line("封面与声明", "编制时间", bool(content.compiled), content.compiled, "没有写", unmet=State.LOOK)


def _signatory(content: Content) -> str:
    return content.statement.signatory if content.statement is not None else ""


def _chapters(printed: PrintedContent, catalogue: Catalogue, record: Record) -> Iterator[Requirement]:
    name = catalogue.editions[record.edition].outline
    outline = catalogue.outlines.get(name) if name else None
    lengths = chapter_lengths(printed.content.blocks)
    missing = {node.id for node in printed.missing}
    for node in outline.nodes if outline is not None else ():
        parts = [one for one in _below(node) if one.id in missing]
        length = lengths.get(bare_title(node.title), 0)
        if parts:
            yield Requirement("章节", node.title, State.UNMET, f"没有写：{'、'.join(one.title for one in parts)}")
            continue
        least, most = node.limits.get("characters_min", 0), node.limits.get("characters_max", 0)
        if (least and length < least) or (most and length > most):
            bounds = f"{least or '不限'}—{most or '不限'}"
            yield Requirement("章节", node.title, State.UNMET, f"{length} 字，要求 {bounds} 字")
        elif length or node.required:
            yield _line("章节", node.title, bool(length), f"{length} 字", "没有写")
    total = sum(lengths.values())
    yield _line("章节", "正文篇幅", total > 0, f"共 {total} 字", "没有正文")


def chapter_lengths(blocks: Sequence[Block]) -> Mapping[str, int]:
    """The characters typed under each chapter, links and tables left out.

    >>> from nianbao.writing.content import Paragraph
    >>> chapter_lengths([Heading("h", 1, "一、概况"), Paragraph("p", (Text("两字"),))])
    {'概况': 2}
    """
    lengths: dict[str, int] = {}
    chapter = ""
    for block in blocks:
        if isinstance(block, Heading):
            chapter = bare_title(block.text) if block.level == 1 else chapter
            continue
        typed = sum(len(part.text) for part in inlines(block) if isinstance(part, Text))
        lengths[chapter] = lengths.get(chapter, 0) + typed
    return {name: length for name, length in lengths.items() if length}


def _cases(printed: PrintedContent, catalogue: Catalogue, record: Record) -> Iterator[Requirement]:
    count = sum(isinstance(block, Case) for block in printed.content.blocks)
    wrong = [remark for remark in printed.case_remarks if not remark.block]
    told = "；".join(remark.problem.message.rstrip("。") for remark in wrong)
    yield _line("案例", "案例个数", not wrong, f"{count} 个", told)
    titles = {block.id: block.title for block in printed.content.blocks if isinstance(block, Case)}
    own = [remark for remark in printed.case_remarks if remark.block]
    named = "、".join(dict.fromkeys(f"「{titles.get(one.block, one.block)}」" for one in own[:MOST_NAMED]))
    yield _line("案例", "案例的字数、雷同和本人同意", not own, "没有问题", f"{len(own)} 处：{named}", unmet=State.LOOK)


def _tables(record: Record, catalogue: Catalogue) -> Iterator[Requirement]:
    for table in catalogue.editions[record.edition].tables:
        asked = [cell.indicator for _, cell in table.cells()]
        blank = [name for name in asked if record.cell(name).state is CellState.BLANK]
        missing = [name for name in asked if record.cell(name).state is CellState.MISSING]
        labels = "、".join(f"「{catalogue.indicators[name].label}」" for name in (*missing, *blank)[:MOST_NAMED])
        if not blank and not missing:
            yield Requirement("数据表", f"{table.number} {table.label}", State.MET, f"{len(asked)} 项全部填报")
        else:
            told = f"缺报 {len(missing)} 项，空着 {len(blank)} 项：{labels}"
            state = State.UNMET if blank else State.LOOK
            yield Requirement("数据表", f"{table.number} {table.label}", state, told)


def _figures(printed: PrintedContent) -> Iterator[Requirement]:
    linked = sum(1 for _ in printed.figures())
    unwritten = "、".join(dict.fromkeys(one.asked for one in printed.unwritten[:MOST_NAMED]))
    yield _line(
        "正文", "数据带入", not printed.unwritten, f"{linked} 处", f"{len(printed.unwritten)} 处写不出：{unwritten}"
    )
    loose = "、".join(one.digits for one in printed.loose[:MOST_NAMED])
    yield _line("正文", "手写的数", not printed.loose, "没有", f"{len(printed.loose)} 处：{loose}", unmet=State.LOOK)
    blocks = printed.content.blocks
    tables = sum(isinstance(block, DataTable | OwnTable) for block in blocks)
    drawn = sum(isinstance(block, Chart | Picture) for block in blocks)
    yield Requirement("正文", "表和图", State.MET, f"表 {tables} 个，图 {drawn} 个")
    bare = [block.caption for block in blocks if isinstance(block, Picture) and not block.alternative]
    rights = [block.caption for block in blocks if isinstance(block, Picture) and not block.rights]
    if any(isinstance(block, Picture) for block in blocks):
        told = f"缺文字说明 {len(bare)} 张，缺授权说明 {len(rights)} 张"
        yield _line("正文", "图片的文字说明和授权", not bare and not rights, "齐全", told, unmet=State.LOOK)


def _coverage(view: ReportView) -> Iterator[Requirement]:
    if not view.schools:
        return
    absent = [school for school in view.schools if school.status == "缺报"]
    reported = sum(school.status == "已报" for school in view.schools)
    names = "、".join(school.name for school in absent[:MOST_NAMED])
    yield _line("覆盖", "学校填报", not absent, f"{reported} 所全部填报", f"缺报 {len(absent)} 所：{names}")
    for note in view.coverage_notes:
        yield Requirement("覆盖", "说明", State.LOOK, note)


def _findings(filing: Filing) -> Iterator[Requirement]:
    open_ = filing.open_findings
    for severity, word in SEVERITIES.items():
        own = [finding for finding in open_ if finding.severity == severity]
        told = "；".join(_said(finding) for finding in own[:MOST_NAMED])
        unmet = State.UNMET if severity == "error" else State.LOOK
        yield _line("核验", f"未处理的{word}", not own, "没有", f"{len(own)} 项：{told}", unmet=unmet)
    count = len(filing.explained_findings)
    yield Requirement("核验", "经说明的异常", State.MET, f"{count} 项，见附表" if count else "没有")


def _said(finding: Finding) -> str:
    return f"{finding.check} {finding.message.rstrip('。')}"


def _line(group: str, name: str, met: bool, there: str, absent: str, *, unmet: State = State.UNMET) -> Requirement:
    return Requirement(group, name, State.MET if met else unmet, there if met else absent)


def _below(node: OutlineNode) -> Iterator[OutlineNode]:
    yield node
    for child in node.children:
        yield from _below(child)


def _grouped(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows with the first cell over all lines of its group."""
    made: list[tuple[str, ...]] = []
    last = ""
    for group, *rest in rows:
        made.append(("^^" if group == last else group, *rest))
        last = group
    return tuple(made)
