"""The completeness and compliance sheet of a report on the web: what `nianbao build` prints, and what only people know.

Remarks that are open, chapters that nobody called finished, figures that changed under a sentence, consents that are
missing: the workbench knows these, a folder of files does not. What stops a signature is decided here.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from django.db.models import Count, Exists, OuterRef, Q

from nianbao.checks.district import check_district
from nianbao.checks.finding import Finding
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.filings.compliance import ComplianceSheet, Requirement, State, compliance_sheet, with_waivers_printed
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import findings_of
from nianbao.framework.loader import load_catalogue
from nianbao.packages.fact_table import write_facts
from nianbao.rendering.view import ReportView
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.models import Succession
from nianbao.web.publications.written_report import WrittenReport, written_report
from nianbao.web.releases.scan import WORDS, scan_text
from nianbao.web.submissions.content import read_record
from nianbao.web.submissions.models import State as SubmissionState
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.packages import waivers_by_submission
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.content import Case, Picture, write_content
from nianbao.writing.data_table import Sources
from nianbao.writing.printing import PrintedContent

MOST_KEPT = 16
MOST_NAMED = 8


@dataclass(frozen=True)
class ReportSheet:
    """A report with all that its sheet is made from; ``covers`` is what a signature speaks of."""

    report: WrittenReport
    printed: PrintedContent
    filing: Filing
    view: ReportView
    sheet: ComplianceSheet
    covers: str
    stops: tuple[Problem, ...]  # what nobody can sign away
    submission: int = 0  # the school's, where it has one

    @property
    def unmet(self) -> tuple[Requirement, ...]:
        return tuple(one for one in self.sheet.requirements if one.state is State.UNMET)


_FINDINGS: OrderedDict[str, tuple[Finding, ...]] = OrderedDict()
_LOCK = Lock()


def report_sheet(manuscript: Manuscript) -> ReportSheet:
    """The sheet as the report stands now."""
    chapters = list(
        manuscript.chapters.annotate(
            open_remarks=Count("comments", filter=Q(comments__thread=None, comments__settled_at=None), distinct=True),
            waiting=Count("revisions", filter=Q(revisions__state="proposed"), distinct=True),
        )
    )
    report, waivers, submission = _read(manuscript, chapters)
    catalogue, record = load_catalogue(), report.sources.record
    facts = hashlib.sha256(write_facts(record, catalogue) + _spelled(waivers)).hexdigest()
    filing = Filing(Path(), record, findings=_findings(report, facts, waivers), waivers=waivers)
    printed = report.printed(with_cases=True)
    view = with_waivers_printed(report.view_of(printed), filing)
    missing = people_missing(manuscript, printed)
    sheet = compliance_sheet(printed, filing, catalogue, view)
    lines = (*sheet.requirements, *_lines(report, chapters, submission, missing))
    covers = hashlib.sha256(f"{facts}\n{_text_digest(report)}".encode()).hexdigest()
    stops = tuple(_stops(manuscript, printed, filing, missing))
    number = submission.pk if submission is not None else 0
    return ReportSheet(report, printed, filing, view, replace(sheet, requirements=lines), covers, stops, number)


def people_missing(manuscript: Manuscript, printed: PrintedContent) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """By case, the persons that it names without a consent on record. A district's copies ask the school's card."""
    named = {block.id: block for block in printed.content.blocks if isinstance(block, Case) and block.people}
    if not named:
        return ()
    copies = {name: int(rest) for name in named if (rest := name.removeprefix("from-")).isdecimal() and rest != name}
    cards = CaseCard.objects.filter(
        Q(manuscript=manuscript, block__in=named) | Q(pk__in=copies.values())
    ).prefetch_related("consents")
    agreed: dict[str, set[str]] = {}
    for card in cards:
        people = {one.person for one in card.consents.all() if one.withdrawn_at is None}
        for name in [card.block, *(name for name, number in copies.items() if number == card.pk)]:
            agreed.setdefault(name, set()).update(people)
    found = []
    for name, case in named.items():
        absent = tuple(person for person in case.people if person not in agreed.get(name, ()))
        if absent:
            found.append((case.title, absent))
    return tuple(found)


def _read(
    manuscript: Manuscript, chapters: Sequence[Chapter]
) -> tuple[WrittenReport, tuple[Waiver, ...], Submission | None]:
    if manuscript.organisation.level != "school":
        report = written_report(manuscript, chapters)
        assert report.tables is not None  # a district's always comes with them
        by_school = waivers_by_submission(report.tables.submissions)
        return report, tuple(one for waivers in by_school.values() for one in waivers), None
    submission = (
        Submission.objects.select_related("campaign", "organisation")
        .annotate(has_predecessors=Exists(Succession.objects.filter(successor=OuterRef("organisation"))))
        .filter(campaign=manuscript.campaign_id, organisation=manuscript.organisation_id)
        .first()
    )
    if submission is None:
        return written_report(manuscript, chapters), (), None
    record, waivers = read_record(submission)
    return WrittenReport(manuscript, chapters, Sources(record, load_catalogue())), waivers, submission


def _findings(report: WrittenReport, key: str, waivers: Sequence[Waiver]) -> tuple[Finding, ...]:
    """What the checks say of the figures; the last few are kept, since a district's take seconds."""
    with _LOCK:
        kept = _FINDINGS.get(key)
        if kept is not None:
            _FINDINGS.move_to_end(key)
            return kept
    catalogue, record = load_catalogue(), report.sources.record
    if report.tables is None:
        found = findings_of(record, catalogue, waivers)
    else:
        made = report.tables.aggregate
        own = findings_of(replace(record, previous=made.record.previous), catalogue, backing=made.backing)
        registry = [one.organisation.fact for one in report.tables.participations if one.takes_part]
        across = check_district(made.record, report.tables.records, registry, catalogue, with_passes=True)
        found = (*own, *across)
    with _LOCK:
        _FINDINGS[key] = found
        while len(_FINDINGS) > MOST_KEPT:
            _FINDINGS.popitem(last=False)
    return found


def _lines(
    report: WrittenReport,
    chapters: Sequence[Chapter],
    submission: Submission | None,
    missing: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[Requirement]:
    """What only the workbench knows."""
    told = "；".join(
        f"「{title}」{'、'.join(f'{one[0]}某' for one in people)}" for title, people in missing[:MOST_NAMED]
    )
    yield _line("案例", "写到的人的同意凭据", not missing, "齐全", told, unmet=State.UNMET)
    unfinished = [one.heading for one in chapters if not one.is_finished]
    yield _line(
        "过程",
        "各章定稿",
        not unfinished,
        "全部定稿",
        f"{len(unfinished)} 章未定稿：{'、'.join(unfinished[:MOST_NAMED])}",
    )
    waiting = sum(getattr(one, "waiting", 0) for one in chapters)
    yield _line("过程", "待决定的建议稿", not waiting, "没有", f"{waiting} 份")
    remarks = sum(getattr(one, "open_remarks", 0) for one in chapters)
    yield _line("过程", "未了结的批注", not remarks, "没有", f"{remarks} 条")
    stale = sum(len(report.stale(one)) for one in chapters if one.spoken)
    yield _line("过程", "写好之后变了的数", not stale, "没有", f"{stale} 处")
    if report.tables is None:
        state = submission.state if submission is not None else ""
        label = str(SubmissionState(state).label) if state else "未开始"
        sent = state in (SubmissionState.HANDED_IN, SubmissionState.RECEIVED, SubmissionState.ACCEPTED)
        yield _line("过程", "数据报送", sent, label, label)
    else:
        accepted = sum(one.state == SubmissionState.ACCEPTED for one in report.tables.submissions)
        arrived = len(report.tables.submissions)
        yield _line("过程", "各校数据审核通过", accepted == arrived, f"{accepted} 所", f"{accepted}/{arrived} 所")


def _line(group: str, name: str, met: bool, there: str, absent: str, *, unmet: State = State.LOOK) -> Requirement:
    return Requirement(group, name, State.MET if met else unmet, there if met else absent)


def _stops(
    manuscript: Manuscript,
    printed: PrintedContent,
    filing: Filing,
    missing: Sequence[tuple[str, tuple[str, ...]]],
) -> Iterator[Problem]:
    if printed.unwritten:
        yield Problem(
            "sign-unwritten",
            f"正文有 {len(printed.unwritten)} 处数据带不进来，会印成〔待补〕。请先改好。",
            f"{len(printed.unwritten)} figures of the text cannot be written and would print as gaps. Mend them first.",
        )
    if missing:
        names = "；".join(f"「{title}」{len(people)} 人" for title, people in missing[:MOST_NAMED])
        yield Problem(
            "sign-without-consent",
            f"案例里写到的人还没有同意凭据：{names}。请在案例页登记，或隐去姓名。",
            f"Persons named in cases have no consent on record ({len(missing)} cases). Note it, or mask the names.",
        )
    found = sorted(
        {
            one.code
            for block in printed.blocks
            if isinstance(block, WrittenBlock)
            for one in scan_text(block.text, "")
            if one.is_blocking
        }
    )
    if found:
        yield Problem(
            "sign-personal-data",
            f"正文里有{'、'.join(WORDS[code][0] for code in found)}，不能签。请遮盖或删去。",
            f"The text holds personal data ({', '.join(WORDS[code][1] for code in found)}). Mask or remove it.",
        )
    errors = [one for one in filing.open_findings if one.severity == "error"]
    if errors and manuscript.organisation.level == "school":
        yield Problem(
            "sign-open-errors",
            f"数据还有 {len(errors)} 条错误没有改正或说明：{errors[0].message}",
            f"{len(errors)} errors of the figures are neither corrected nor explained: {errors[0].message_en}",
        )


def _text_digest(report: WrittenReport) -> str:
    """The text, its cover and the bytes of its pictures."""
    named = {block.file for block in report.content.blocks if isinstance(block, Picture)}
    used = sorted(report.manuscript.pictures.filter(file__in=named).values_list("file", "digest")) if named else []
    said = [write_content(report.content), used]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _spelled(waivers: Sequence[Waiver]) -> bytes:
    return json.dumps([one.to_json() for one in waivers], ensure_ascii=False, sort_keys=True, default=str).encode()
