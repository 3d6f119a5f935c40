"""Reads a filled workbook into a record, and says everything that there is to say about it.

A workbook that cannot be used gives no record and one message that stops;
whatever else is wrong is a message at its sheet and cell beside the record.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nianbao.facts.cell import BLANK, Cell, CellState, read_cell
from nianbao.facts.period import Period
from nianbao.facts.place import Place
from nianbao.facts.record import Fact, ListRow, Organisation, PrintedRow, Record
from nianbao.facts.unit import Unit, are_comparable, find_unit
from nianbao.framework.model import Catalogue, Edition, ValueType
from nianbao.workbooks.blank_form import COMMENT_AUTHOR
from nianbao.workbooks.container import MAX_FILE_BYTES, open_container
from nianbao.workbooks.entry import Entry, decimal_of, looks_like_choice, read_entry, wanted_of
from nianbao.workbooks.identity import SCHEMA, Identity, read_identity
from nianbao.workbooks.layout import (
    GUIDE_SHEET,
    IDENTITY_SHEET,
    Box,
    Line,
    WorkbookPlan,
    address,
    column_name,
    list_heading,
    plain,
    plan_workbook,
)
from nianbao.workbooks.location import Located, locate, match_sheets, recognition
from nianbao.workbooks.message import Severity, WorkbookMessage, message
from nianbao.workbooks.printed_form import printed_rows
from nianbao.workbooks.sheet import Book, Sheet, read_book

LONG_NOTE = 1_000
_MAX_OUTSIDE = 20
_OWNER = re.compile(r"填报单位[:：]\s*(.+)")
_CODE = re.compile(r"单位代码[:：]\s*([0-9A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that somebody attached to a cell."""

    sheet: str
    cell: str
    author: str
    text: str


@dataclass(frozen=True)
class WorkbookReading:
    """What a workbook gave: its record where it could be used, and all messages in the order of the sheets."""

    name: str
    record: Record | None
    messages: tuple[WorkbookMessage, ...]
    identity: Identity | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def has_stopped(self) -> bool:
        return any(each.stops for each in self.messages)

    @property
    def errors(self) -> tuple[WorkbookMessage, ...]:
        return tuple(each for each in self.messages if each.severity is Severity.ERROR)

    @property
    def lists(self) -> Mapping[str, tuple[ListRow, ...]]:
        return self.record.lists if self.record else {}

    @property
    def notes(self) -> Mapping[str, str]:
        """What is explained, by indicator."""
        return {key: fact.note for key, fact in self.record.facts.items() if fact.note} if self.record else {}

    @property
    def previous(self) -> Record | None:
        return self.record.previous if self.record else None


def read_workbook(
    source: Path | str | bytes,
    catalogue: Catalogue,
    *,
    expected_edition: str | None = None,
    expected_organisation: Organisation | None = None,
    name: str = "",
) -> WorkbookReading:
    """Read one workbook, given as a path or as its bytes (then ``name`` is how messages call it)."""
    if isinstance(source, bytes):
        content = source
    else:
        path = Path(source)
        name = name or path.name
        if not path.is_file():
            return WorkbookReading(name, None, (message("file-missing", read=str(source)),))
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    container = open_container(content)
    if isinstance(container, WorkbookMessage):
        return WorkbookReading(name, None, (container,))
    book = read_book(container, own_author=COMMENT_AUTHOR, unread=frozenset({GUIDE_SHEET}))
    if isinstance(book, WorkbookMessage):
        return WorkbookReading(name, None, (book,))
    return _Reading(book, catalogue, name).read(expected_edition, expected_organisation)


class _Reading:
    """One workbook on its way to a record; used once."""

    def __init__(self, book: Book, catalogue: Catalogue, name: str) -> None:
        self.book, self.catalogue, self.name = book, catalogue, name
        self.messages: list[WorkbookMessage] = []
        self.remarks: list[Remark] = []
        self.facts: dict[str, Fact] = {}
        self.previous: dict[str, Fact] = {}
        self.lists: dict[str, tuple[ListRow, ...]] = {}
        self.printed: dict[str, tuple[PrintedRow, ...]] = {}
        self.organisation = Organisation("", "", "school")

    def read(self, expected_edition: str | None, expected_organisation: Organisation | None) -> WorkbookReading:
        sheet = self.book.named(IDENTITY_SHEET)
        identity = read_identity(sheet.rows) if sheet is not None else None
        stopped = self._stopped_by(identity, expected_edition, expected_organisation)
        if stopped is not None:
            return WorkbookReading(self.name, None, (stopped,), identity)
        edition = self._edition(identity, expected_edition)
        if isinstance(edition, WorkbookMessage):
            return WorkbookReading(self.name, None, (edition,), identity)
        plan = plan_workbook(edition, self.catalogue)
        self._tell_about_file(identity, plan)
        matches = match_sheets(self.book, plan)
        self.messages.extend(matches.messages)
        self.organisation = self._organisation(identity, expected_organisation, matches.found)
        if not self.organisation.name:
            self.messages.append(message("organisation-unknown"))
        for each in plan.sheets:
            found = matches.found.get(each.table.id)
            if found is None:
                continue
            if found.trouble is not None:
                self.messages.append(found.trouble)
                continue
            located = locate(each, found)
            self._read_sheet(located, edition, identity)
            if each.table in edition.tables and each.lines:
                self.printed[each.table.id] = printed_rows(located, self.name)
        previous = self._previous_record(edition, identity)
        record = Record(self.organisation, edition.id, self.facts, self.lists, previous, self.printed)
        return WorkbookReading(self.name, record, tuple(self.messages), identity, tuple(self.remarks))

    def _stopped_by(
        self, identity: Identity | None, edition: str | None, organisation: Organisation | None
    ) -> WorkbookMessage | None:
        if identity is None:
            return None if edition is None or edition in self.catalogue.editions else _unknown_edition(edition)
        if identity.schema != SCHEMA:
            return message("template-schema-unknown", read=identity.schema, wanted=SCHEMA)
        if edition is not None and identity.edition != edition:
            return message("edition-different", read=identity.edition, wanted=edition)
        if identity.edition not in self.catalogue.editions:
            return _unknown_edition(identity.edition)
        if organisation is not None and identity.organisation.code != organisation.code:
            theirs, ours = identity.organisation, organisation
            return message(
                "organisation-different",
                read=f"{theirs.name}（{theirs.code}）",
                wanted=f"{ours.name}（{ours.code}）",
            )
        return None

    def _edition(self, identity: Identity | None, expected: str | None) -> Edition | WorkbookMessage:
        if identity is not None:
            return self.catalogue.editions[identity.edition]
        asked = [expected] if expected is not None else sorted(self.catalogue.editions)
        ranked = sorted(((self._recognition(self.catalogue.editions[each]), each) for each in asked), reverse=True)
        if not ranked or ranked[0][0] < 0.3:
            names = "、".join(sheet.name for sheet in self.book.sheets[:8]) or "—"
            return message("not-a-template", read=names)
        self.messages.append(message("template-identity-missing"))
        return self.catalogue.editions[ranked[0][1]]

    def _recognition(self, edition: Edition) -> float:
        plans = plan_workbook(edition, self.catalogue).sheets
        best = [max((recognition(plan, sheet) for sheet in self.book.sheets), default=0.0) for plan in plans]
        return sum(best) / len(best) if best else 0.0

    def _organisation(
        self, identity: Identity | None, expected: Organisation | None, found: Mapping[str, Sheet]
    ) -> Organisation:
        if expected is not None:
            return expected
        if identity is not None and identity.organisation.name:
            return identity.organisation
        name = code = ""
        for sheet in found.values():
            for row in sheet.rows[:4]:
                for value in row:
                    if isinstance(value, str):
                        name = name or (match[1].strip() if (match := _OWNER.search(value)) else "")
                        code = code or (match[1] if (match := _CODE.search(value)) else "")
        return Organisation(code, name, "school")

    def _tell_about_file(self, identity: Identity | None, plan: WorkbookPlan) -> None:
        if self.book.is_legacy:
            self.messages.append(message("old-format", kind="Excel 97 / WPS", kind_en="Excel 97, WPS"))
        if self.book.has_macros:
            self.messages.append(message("macros-present"))
        if self.book.links:
            self.messages.append(message("external-links", read="、".join(self.book.links[:5])))
        if identity is not None and identity.form_hash != plan.form_hash:
            self.messages.append(message("template-outdated"))

    def _read_sheet(self, located: Located, edition: Edition, identity: Identity | None) -> None:
        sheet, plan = located.sheet, located.plan
        self.messages.extend(located.messages)
        if sheet.is_hidden:
            self.messages.append(message("sheet-hidden", sheet=sheet.name, read=sheet.name))
        self._tell_about_hidden(located)
        blanks: list[str] = []
        for line, row in zip(plan.lines, located.rows, strict=True):
            if row is None:
                continue
            note = self._note(located, row)
            self._tell_about_outside(located, line, row)
            for box in line.boxes:
                at = located.column(box.at)
                if at is None:
                    continue
                cell = self._read_box(located, line, box, row, at)
                place = Place(file=self.name, sheet=sheet.name, cell=address(row, at), text=str(cell))
                period = edition.periods.get(box.meaning.period) or Period.data_year(int(edition.data_year[2:]))
                self.facts[box.indicator] = Fact(box.indicator, self.organisation.code, period, cell, place, note)
                self._read_previous(located, box, row, period, identity)
                if cell.state is CellState.BLANK:
                    blanks.append(address(row, at))
        for each in plan.lists:
            self._read_list(located, each.form.id)
        if blanks:
            detail = "、".join(blanks[:6]) + ("……" if len(blanks) > 6 else "")
            self.messages.append(message("cells-blank", sheet=sheet.name, count=len(blanks), detail=detail))
        for (row, column), (author, text) in sorted(sheet.marks.comments.items()):
            if author != COMMENT_AUTHOR:
                spot = address(row, column)
                self.remarks.append(Remark(sheet.name, spot, author, text))
                self.messages.append(message("comment-found", sheet=sheet.name, cell=spot, read=text))

    def _read_box(self, located: Located, line: Line, box: Box, row: int, at: int) -> Cell:
        sheet, marks, spot = located.sheet, located.sheet.marks, (row, at)
        over = sheet.merge_over(row, at)
        if over is not None and over[0] != spot:
            shown = f"{address(*over[0])}:{address(*over[1])}"
            self._say("cells-merged", box, sheet, spot, range=shown)
            return BLANK
        entry = Entry(
            sheet.at(row, at),
            sheet.name,
            address(row, at),
            marks.formulas.get(spot),
            spot not in marks.valueless,
            marks.errors.get(spot),
            marks.formats.get(spot),
        )
        cell, told = read_entry(entry, box)
        if box.takes_number and cell.text is not None:
            told = self._explain_text(located, line, box, row, cell.text, told)
        self.messages.extend(told)
        return self._in_written_unit(located, line, box, row, cell)

    def _explain_text(
        self, located: Located, line: Line, box: Box, row: int, text: str, told: list[WorkbookMessage]
    ) -> list[WorkbookMessage]:
        """A text that belongs to a neighbouring column of choices says that the row slipped sideways."""
        if not told or told[-1].code != "text-in-number-cell":
            return told
        for other in line.boxes:
            other_at = located.column(other.at)
            if other.value_type is not ValueType.CHOICE or other_at is None:
                continue
            if not looks_like_choice(text, other.meaning.choices):
                continue
            value = located.sheet.at(row, other_at)
            is_number = isinstance(value, (int, float)) or (isinstance(value, str) and read_cell(value).is_numeric)
            column = next(label for key, label, *_ in located.plan.answer_columns() if key == other.column)
            code = "columns-swapped" if is_number else "column-shifted"
            shown = f"{decimal_of(float(value)):f}" if isinstance(value, (int, float)) else str(value)
            wanted, wanted_en = wanted_of(box)
            return [
                *told[:-1],
                message(
                    code,
                    sheet=told[-1].sheet,
                    cell=told[-1].cell,
                    read=text,
                    indicator=box.indicator,
                    label=box.label,
                    label_en=box.label_en,
                    column=column,
                    other=shown,
                    wanted=wanted,
                    wanted_en=wanted_en,
                ),
            ]
        return told

    def _in_written_unit(self, located: Located, line: Line, box: Box, row: int, cell: Cell) -> Cell:
        """Where somebody changed the printed unit, the figure is meant in the unit that now stands there."""
        unit_at = located.column(2)
        if unit_at is None or box is not line.boxes[0] or box.unit is None:
            return cell
        written = located.sheet.text_at(row, unit_at)
        if plain(written) == plain(line.unit_label):
            return cell
        found = find_unit(written)
        is_usable = found is not None and found != box.unit and are_comparable(found, box.unit)
        applied = written if is_usable else box.unit_label
        self._say("unit-changed", box, located.sheet, (row, unit_at), read=written, applied=applied,
                  wanted=box.unit_label)  # fmt: skip
        if is_usable and found is not None and cell.number is not None and cell.number.unit == box.unit:
            raw = f"{cell.number.digits:f}{found.label}"
            return Cell.of_number(replace(cell.number, raw=raw, unit=found, scale=found.factor))
        return cell

    def _say(self, code: str, box: Box, sheet: Sheet, spot: tuple[int, int], read: str = "", **details: Any) -> None:
        self.messages.append(
            message(
                code,
                sheet=sheet.name,
                cell=address(*spot),
                read=read,
                indicator=box.indicator,
                label=box.label,
                label_en=box.label_en,
                **details,
            )
        )

    def _note(self, located: Located, row: int) -> str:
        at = located.column(located.plan.note_column)
        if at is None:
            return ""
        value = located.sheet.at(row, at)
        if value == "":
            return ""
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        text = f"{decimal_of(float(value)):f}" if is_number else str(value).strip()
        if len(text) > LONG_NOTE:
            spot = address(row, at)
            told = message(
                "text-very-long", sheet=located.sheet.name, cell=spot, read=text[:60], count=len(text), limit=LONG_NOTE
            )
            self.messages.append(told)
        return text

    def _read_previous(self, located: Located, box: Box, row: int, period: Period, identity: Identity | None) -> None:
        at = located.column(box.previous_at)
        value = located.sheet.at(row, at) if at is not None else ""
        shown = f"{decimal_of(value):f}" if isinstance(value, float) else str(value).strip()
        kept = identity.previous.get(box.indicator, "") if identity is not None else shown
        if identity is not None and at is not None and shown != kept:
            self._say("previous-value-changed", box, located.sheet, (row, at), read=shown, wanted=kept or "（空）")
        if not kept:
            return
        cell = _kept_cell(kept, box.unit) if box.takes_number else _word_cell(kept)
        place = Place(file=self.name, sheet=located.sheet.name, cell=address(row, at or 0), text=kept)
        self.previous[box.indicator] = Fact(box.indicator, self.organisation.code, _before(period), cell, place)

    def _previous_record(self, edition: Edition, identity: Identity | None) -> Record | None:
        if not self.previous:
            return None
        name = (identity.previous_edition if identity else None) or edition.previous or ""
        return Record(self.organisation, name, self.previous, {})

    def _tell_about_hidden(self, located: Located) -> None:
        marks, sheet = located.sheet.marks, located.sheet
        rows = sorted(row for row in located.rows if row is not None and row in marks.hidden_rows)
        if rows:
            self.messages.append(message("rows-hidden", sheet=sheet.name, read="、".join(str(row + 1) for row in rows)))
        answers = {located.column(at) for _, _, at, _ in located.plan.answer_columns()}
        columns = sorted(at for at in answers if at is not None and at in marks.hidden_columns)
        if columns:
            read = "、".join(column_name(at) for at in columns)
            self.messages.append(message("columns-hidden", sheet=sheet.name, read=read))

    def _tell_about_outside(self, located: Located, line: Line, row: int) -> None:
        """Whatever stands in a table's row but in none of its cells is named, so that it is not lost unseen."""
        sheet = located.sheet
        values = sheet.rows[row] if row < len(sheet.rows) else ()
        known = located.known_columns
        if len(line.boxes) < len(located.plan.table.columns):
            asked = {located.column(at) for box in line.boxes for at in (box.at, box.previous_at)}
            known = known - (located.answer_columns - asked)
        for at, value in enumerate(values):
            if at in known or value in ("", None):
                continue
            if sum(each.code == "content-outside" for each in self.messages) >= _MAX_OUTSIDE:
                return
            spot = address(row, at)
            self.messages.append(message("content-outside", sheet=sheet.name, cell=spot, read=str(value)))

    def _read_list(self, located: Located, list_id: str) -> None:
        title_row = located.lists.get(list_id)
        plan = next(each for each in located.plan.lists if each.form.id == list_id)
        if title_row is None:
            return
        sheet = located.sheet
        headings = {
            plain(value): at for at, value in enumerate(sheet.rows[title_row + 1]) if isinstance(value, str) and value
        }
        columns = {
            column.id: headings.get(plain(list_heading(column)), first)
            for column, (first, _) in zip(plan.form.columns, plan.spans, strict=True)
        }
        stops = [row for key, row in located.lists.items() if key != list_id and row is not None and row > title_row]
        rows = range(title_row + 2, min([*stops, len(sheet.rows)]))
        written = tuple(_list_rows(sheet, rows, columns))
        if not written:
            # Nobody has said that there are none: the list is owed, not empty.
            label = plan.form.label
            self.messages.append(message("list-blank", sheet=sheet.name, cell=address(title_row, 0), read=label))
            return
        self.lists[list_id] = tuple(row for row in written if set(row.values()) - {"", "无", "/", "-"})


def _list_rows(sheet: Sheet, rows: range, columns: Mapping[str, int]) -> Iterator[ListRow]:
    """The rows of a list in which something stands, 无 included."""
    for row in rows:
        texts = {}
        for column, at in columns.items():
            value = sheet.at(row, at)
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            texts[column] = f"{decimal_of(float(value)):f}" if is_number else str(value).strip()
        if any(texts.values()):
            yield texts


def _unknown_edition(identifier: str) -> WorkbookMessage:
    return message("edition-unknown", read=identifier)


@functools.lru_cache(maxsize=4_096)
def _kept_cell(text: str, unit: Unit | None) -> Cell:
    return read_cell(text, unit)


@functools.lru_cache(maxsize=64)
def _before(period: Period) -> Period:
    return period.shifted(-1)


def _word_cell(text: str) -> Cell:
    cell = read_cell(text)
    return cell if cell.state is not CellState.VALUE else Cell.of_text(text)
