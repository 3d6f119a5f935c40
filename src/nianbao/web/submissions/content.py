"""A submission's cells and lists as a record of facts, and back to what cells say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from nianbao.checks.waiver import Waiver
from nianbao.facts.cell import BLANK, Cell, read_cell
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, Edition, FormList
from nianbao.web.submissions.models import Entry, Explanation, ListContent, Submission
from nianbao.workbooks.layout import Box, WorkbookPlan, plan_workbook


@dataclass(frozen=True)
class Content:
    """All that a submission holds at a moment, read in few queries."""

    submission: Submission
    entries: Mapping[str, Entry]
    lists: Mapping[str, ListContent]
    explanations: tuple[Explanation, ...]
    record: Record

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        return tuple(waiver_of(one) for one in self.explanations)


def edition_of(submission: Submission) -> Edition:
    return load_catalogue().editions[submission.campaign.edition]


def plan_of_submission(submission: Submission) -> WorkbookPlan:
    """The form with its lines and boxes, as the workbook has them; base items are its last table."""
    return plan_workbook(edition_of(submission), load_catalogue())


def boxes_of(plan: WorkbookPlan) -> Mapping[str, Box]:
    return {box.indicator: box for _, box in plan.boxes()}


def lists_of(edition: Edition) -> Mapping[str, FormList]:
    """Every list of the form by id, those beside the tables included."""
    lists = [*(found for table in edition.tables for found in table.lists), *edition.base_lists]
    return {found.id: found for found in lists}


def read_content(submission: Submission, *, with_previous: bool = True) -> Content:
    """The submission as it stands now; five queries at most."""
    entries = {entry.indicator: entry for entry in submission.entries.select_related("changed_by")}
    lists = {content.list_id: content for content in submission.list_contents.select_related("changed_by")}
    explanations = tuple(submission.explanations.filter(withdrawn_at=None).select_related("signed_by"))
    previous = previous_record(submission) if with_previous else None
    record = record_from(
        submission,
        {name: (entry.raw, entry.note) for name, entry in entries.items()},
        {name: content.rows for name, content in lists.items()},
        previous,
    )
    return Content(submission, entries, lists, explanations, record)


def read_record(submission: Submission) -> tuple[Record, tuple[Waiver, ...]]:
    """The record and what is explained, without who wrote what: the lean way, for every save."""
    cells = {name: (raw, note) for name, raw, note in submission.entries.values_list("indicator", "raw", "note")}
    rows = dict(submission.list_contents.values_list("list_id", "rows"))
    explained = submission.explanations.filter(withdrawn_at=None).select_related("signed_by")
    record = record_from(submission, cells, rows, previous_record(submission))
    return record, tuple(waiver_of(one) for one in explained)


def previous_record(submission: Submission) -> Record | None:
    """The same organisation's record of the edition before, where the workbench has it."""
    edition = edition_of(submission)
    if edition.previous is None:
        return None
    before = (
        Submission.objects.filter(organisation_id=submission.organisation_id, campaign__edition=edition.previous)
        .select_related("campaign", "organisation")
        .first()
    )
    if before is None:
        return None
    entries = before.entries.values_list("indicator", "raw", "note")
    rows = dict(before.list_contents.values_list("list_id", "rows"))
    return record_from(before, {name: (raw, note) for name, raw, note in entries}, rows)


def record_from(
    submission: Submission,
    cells: Mapping[str, tuple[str, str]],
    lists: Mapping[str, Iterable[Mapping[str, str]]],
    previous: Record | None = None,
) -> Record:
    """The facts behind raw texts; a cell that says nothing is left out, which is a blank."""
    catalogue = load_catalogue()
    edition = catalogue.editions[submission.campaign.edition]
    plan = plan_workbook(edition, catalogue)
    code = submission.organisation.code
    facts: dict[str, Fact] = {}
    for sheet, box in plan.boxes():
        raw, note = cells.get(box.indicator, ("", ""))
        if raw or note:
            place = Place(sheet=sheet.name, text=raw)
            facts[box.indicator] = Fact(
                box.indicator, code, edition.periods[box.meaning.period], cell_of(raw, box), place, note
            )
    rows = {
        name: tuple(MappingProxyType(dict(row)) for row in lists.get(name, ()))
        for name in lists_of(edition)
        if name in lists
    }
    return Record(submission.organisation.fact, edition.id, MappingProxyType(facts), MappingProxyType(rows), previous)


def cell_of(raw: str, box: Box) -> Cell:
    return read_cell(raw, box.unit) if raw else BLANK


def waiver_of(explanation: Explanation) -> Waiver:
    return Waiver(
        explanation.finding,
        explanation.check_code,
        explanation.reason,
        explanation.signed_by.name,
        explanation.signed_at.date().isoformat(),
        MappingProxyType(dict(explanation.values)),
    )


def text_of(cell: Cell) -> str:
    """What a person would type to get this cell."""
    return "" if cell == BLANK else cell.raw or str(cell)


def table_of(plan: WorkbookPlan, indicator: str) -> str:
    """The id of the table an indicator stands in; empty where the form does not ask for it."""
    for sheet, box in plan.boxes():
        if box.indicator == indicator:
            return sheet.table.id
    return ""


def label_of(key: str, catalogue: Catalogue) -> str:
    """What a changed cell or list is called."""
    if key.startswith("list:"):
        return key.removeprefix("list:")
    indicator = catalogue.indicators.get(key)
    return indicator.label if indicator is not None else key


def typed_texts(record: Record) -> dict[str, tuple[str, str]]:
    """What somebody would have typed to get a record: text and note by indicator.

    A line of the form has one note; it is kept with the line's first box.
    """
    catalogue = load_catalogue()
    plan = plan_workbook(catalogue.editions[record.edition], catalogue)
    found: dict[str, tuple[str, str]] = {}
    for sheet in plan.sheets:
        for line in sheet.lines:
            facts = [record.facts.get(box.indicator) for box in line.boxes]
            note = next((fact.note for fact in facts if fact is not None and fact.note), "")
            for position, (box, fact) in enumerate(zip(line.boxes, facts, strict=True)):
                if fact is not None:
                    found[box.indicator] = (text_of(fact.cell)[:200], note if position == 0 else "")
    return found
