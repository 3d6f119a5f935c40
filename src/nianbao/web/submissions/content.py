"""A submission's cells and lists as a record of facts, and back to what cells say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.db.models import Q

from nianbao.checks.waiver import Waiver
from nianbao.facts.cell import BLANK, Cell, CellState, read_cell
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, ListRow, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue, Edition, FormList
from nianbao.web.submissions.models import Entry, Explanation, ListContent, Submission
from nianbao.web.submissions.predecessors import merged_among, parts_of, sums_before
from nianbao.web.submissions.rows import CellNow
from nianbao.workbooks.layout import Box, SheetPlan, WorkbookPlan, plan_workbook

Rows = dict[str, Sequence[ListRow]]


@dataclass(frozen=True)
class Content:
    """All that a submission holds at a moment, read in few queries. A merged school adds up its predecessors."""

    submission: Submission
    entries: Mapping[str, CellNow]
    lists: Mapping[str, ListContent]
    explanations: tuple[Explanation, ...]
    record: Record
    merged: tuple[str, ...] = ()  # the schools whose sums stand for last time's figures

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


@cache
def boxes_by_indicator(edition: str) -> Mapping[str, Box]:
    """The boxes of an edition's form, made once a process: the catalogue does not change while it runs."""
    catalogue = load_catalogue()
    return MappingProxyType(dict(boxes_of(plan_workbook(catalogue.editions[edition], catalogue))))


@cache
def sheets_by_indicator(edition: str) -> Mapping[str, SheetPlan]:
    """Which table an indicator stands in, by edition; made once like the boxes."""
    catalogue = load_catalogue()
    plan = plan_workbook(catalogue.editions[edition], catalogue)
    return MappingProxyType({box.indicator: sheet for sheet, box in plan.boxes()})


def lists_of(edition: Edition) -> Mapping[str, FormList]:
    """Every list of the form by id, those beside the tables included."""
    lists = [*(found for table in edition.tables for found in table.lists), *edition.base_lists]
    return {found.id: found for found in lists}


def read_content(submission: Submission) -> Content:
    """The submission as it stands now with the edition before it, in three queries."""
    entries: dict[str, CellNow] = {}
    before: dict[str, tuple[str, str]] = {}
    columns = ("submission_id", "indicator", "raw", "note", "version")
    for owner, name, raw, note, version in Entry.objects.filter(_now_or_before(submission)).values_list(*columns):
        if owner == submission.pk:
            entries[name] = CellNow(raw, note, version)
        else:
            before[name] = (raw, note)
    lists: dict[str, ListContent] = {}
    lists_before: Rows = {}
    for content in ListContent.objects.filter(_now_or_before(submission)):
        if content.submission_id == submission.pk:
            lists[content.list_id] = content
        else:
            lists_before[content.list_id] = content.rows
    parts = parts_of(submission)
    if parts:
        before, lists_before = sums_before(submission, parts), {}
    explanations = tuple(submission.explanations.filter(withdrawn_at=None).select_related("signed_by"))
    record = _record(
        submission,
        {name: (entry.raw, entry.note) for name, entry in entries.items()},
        {name: content.rows for name, content in lists.items()},
        before,
        lists_before,
    )
    return Content(submission, entries, lists, explanations, record, tuple(part.name for part in parts))


def read_record(submission: Submission) -> tuple[Record, tuple[Waiver, ...]]:
    """The record and what is explained, without who wrote what: the lean way, for every save."""
    return read_records([submission])[submission.pk]


def read_facts(submission: Submission) -> Record:
    """The record alone, in two queries."""
    cells: tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]] = ({}, {})
    rows: tuple[Rows, Rows] = ({}, {})
    here = _now_or_before(submission)
    for owner, name, raw, note in Entry.objects.filter(here).values_list("submission_id", "indicator", "raw", "note"):
        cells[owner != submission.pk][name] = (raw, note)
    for owner, name, found in ListContent.objects.filter(here).values_list("submission_id", "list_id", "rows"):
        rows[owner != submission.pk][name] = found
    parts = parts_of(submission)
    before, lists_before = (sums_before(submission, parts), {}) if parts else (cells[1], rows[1])
    return _record(submission, cells[0], rows[0], before, lists_before)


def read_records(submissions: Sequence[Submission]) -> dict[int, tuple[Record, tuple[Waiver, ...]]]:
    """The same for submissions of different schools in three queries, and a few more where schools merged."""
    asked = {one.organisation_id: one.pk for one in submissions}
    own = frozenset(asked.values())
    # By submission that was asked for, and whether it is what its school said the time before.
    cells: dict[tuple[int, bool], dict[str, tuple[str, str]]] = {}
    rows: dict[tuple[int, bool], Rows] = {}
    here = _now_or_before(*submissions)
    columns = ("submission__organisation_id", "submission_id")
    for school, owner, name, raw, note in Entry.objects.filter(here).values_list(*columns, "indicator", "raw", "note"):
        cells.setdefault((asked[school], owner not in own), {})[name] = (raw, note)
    for school, owner, name, found in ListContent.objects.filter(here).values_list(*columns, "list_id", "rows"):
        rows.setdefault((asked[school], owner not in own), {})[name] = found
    signed: dict[int, list[Waiver]] = {number: [] for number in own}
    explained = Explanation.objects.filter(submission__in=own, withdrawn_at=None).select_related("signed_by")
    for each in explained:
        signed[each.submission_id].append(waiver_of(each))
    merged = merged_among(submissions)
    records = {}
    for one in submissions:
        now, then = (one.pk, False), (one.pk, True)
        cells_before, lists_before = cells.get(then, {}), rows.get(then, {})
        if one.organisation_id in merged and (parts := parts_of(one)):
            cells_before, lists_before = sums_before(one, parts), {}
        record = _record(one, cells.get(now, {}), rows.get(now, {}), cells_before, lists_before)
        records[one.pk] = record, tuple(signed[one.pk])
    return records


def _now_or_before(*submissions: Submission) -> Q:
    """Of these submissions, or of the same organisations' for the edition before."""
    wanted = Q(pk__in=[one.pk for one in submissions])
    for edition in sorted({one.campaign.edition for one in submissions}):
        before = load_catalogue().editions[edition].previous
        if before is not None:
            schools = [one.organisation_id for one in submissions if one.campaign.edition == edition]
            wanted |= Q(organisation__in=schools, campaign__edition=before)
    # Ids first: an OR across the join would read every cell of every school.
    mine = Submission.objects.filter(wanted, organisation__in=[one.organisation_id for one in submissions])
    return Q(submission__in=mine.order_by().values("pk"))


def _record(
    submission: Submission,
    cells: Mapping[str, tuple[str, str]],
    lists: Rows,
    cells_before: Mapping[str, tuple[str, str]],
    lists_before: Rows,
) -> Record:
    edition, organisation = edition_of(submission), submission.organisation.fact
    previous = None
    if edition.previous is not None and (cells_before or lists_before):
        previous = record_from(organisation, edition.previous, cells_before, lists_before)
    return record_from(organisation, edition.id, cells, lists, previous)


def record_from(
    organisation: Organisation,
    edition_id: str,
    cells: Mapping[str, tuple[str, str]],
    lists: Rows,
    previous: Record | None = None,
) -> Record:
    """The facts behind raw texts; a cell that says nothing is left out, which is a blank."""
    catalogue = load_catalogue()
    edition = catalogue.editions[edition_id]
    plan = plan_workbook(edition, catalogue)
    code = organisation.code
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
    return Record(organisation, edition.id, MappingProxyType(facts), MappingProxyType(rows), previous)


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


def texts_beside(typed: Mapping[str, str], record: Record) -> dict[str, tuple[str, str]]:
    """Texts and notes of a record that comes in, where it says the same as what is typed already in the typed words.

    A workbook writes 246.89 into a box of 万元 where somebody typed 246.89万元: that is no change.
    """
    catalogue = load_catalogue()
    boxes = {box.indicator: box for _, box in plan_workbook(catalogue.editions[record.edition], catalogue).boxes()}
    return {
        name: (typed[name] if says_the_same(typed.get(name, ""), raw, boxes[name]) else raw, note)
        for name, (raw, note) in typed_texts(record).items()
    }


def says_the_same(one: str, other: str, box: Box) -> bool:
    """Whether two texts of a box are one answer: the same digits of the same unit, or the same word for having none."""
    if not one or not other:
        return False
    cells = cell_of(one, box), cell_of(other, box)
    if cells[0].state != cells[1].state:
        return False
    numbers = [cell.number for cell in cells]
    if numbers[0] is None or numbers[1] is None:
        return one == other or cells[0].state is not CellState.VALUE
    said = [(number.digits.as_tuple(), number.scale, number.hedge) for number in numbers if number is not None]
    return said[0] == said[1]
