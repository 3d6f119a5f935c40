"""Puts answers into the blank workbook of an edition.

Each sheet is kept in pieces between its cells, so that filling is joining; parts
of the archive that do not change are kept packed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from xml.sax.saxutils import escape

from nianbao.facts.cell import BLANK, LABELS, Cell, CellState
from nianbao.facts.printed_number import Hedge
from nianbao.facts.record import ListRow, Organisation, Record
from nianbao.facts.unit import Unit
from nianbao.framework.model import Catalogue, Edition
from nianbao.workbooks.archive import PackedPart, archive_bytes, pack
from nianbao.workbooks.blank_form import (
    CODE_MARK,
    DONE,
    MOST_PLACES,
    NAME_MARK,
    NOT_DONE,
    draw_blank_form,
    number_styles,
)
from nianbao.workbooks.identity import identity_rows
from nianbao.workbooks.layout import LIST_ROWS, Box, SheetPlan, WorkbookPlan, address, plan_workbook

_GUIDE_PART = "xl/worksheets/sheet1.xml"
_CELL = re.compile(r'<c r="([A-Z]+\d+)"(?: s="(\d+)")?/>')
_ANY_CELL = re.compile(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?')
_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Filling:
    """What goes into one organisation's workbook; mappings are keyed by indicator, or by list."""

    organisation: Organisation
    answers: Mapping[str, Cell]
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, tuple[ListRow, ...]] = field(default_factory=lambda: MappingProxyType({}))
    previous: Record | None = None


def fill(edition: Edition, catalogue: Catalogue, filling: Filling) -> bytes:
    """The workbook of an edition with a filling in it."""
    longest = max((len(rows) for rows in filling.lists.values()), default=0)
    # More room in steps, so that few blank forms are ever drawn.
    list_rows = LIST_ROWS * max(1, -(-longest // LIST_ROWS))
    return _blank_form(edition, catalogue, list_rows).filled(filling)


def entered(cell: Cell, unit: Unit | None) -> float | str | None:
    """What to put into a workbook cell so that reading it gives ``cell`` back.

    A number goes in as a number where a workbook can hold it exactly, else as
    its own text; None leaves the cell empty.
    """
    if cell.state is CellState.BLANK:
        return None
    if cell.state is not CellState.VALUE:
        return LABELS[cell.state]
    number = cell.number
    if number is None:
        return cell.text
    as_float = float(number.digits)
    is_plain = number.hedge is Hedge.NONE and (number.unit == unit or number.unit is None)
    has_own_scale = number.scale != (number.unit.factor if number.unit else 1)
    # Fifteen significant digits are what a workbook shows and keeps.
    if is_plain and not has_own_scale and number.places <= MOST_PLACES and Decimal(f"{as_float:.15g}") == number.digits:
        return as_float
    return number.raw


def shown_previous(cell: Cell, unit: Unit | None) -> str:
    """Last time's value as text, with its unit where that has changed since."""
    if cell.number is None:
        return "" if cell.state is CellState.BLANK else str(cell.text or LABELS[cell.state])
    own = cell.number.unit
    if own is None or own == unit:
        return cell.number.raw
    return cell.number.raw if cell.number.raw.endswith(own.label) else f"{cell.number.raw}{own.label}"


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell that can be filled: its address and the style it has while blank."""

    cell: str
    style: str

    def holding(self, value: float | str | None, style: str | None = None) -> str:
        if value is None or value == "":
            return f'<c r="{self.cell}" s="{self.style}"/>'
        if isinstance(value, float):
            return f'<c r="{self.cell}" s="{style or self.style}"><v>{value:.16g}</v></c>'
        return f'<c r="{self.cell}" s="{self.style}" t="inlineStr"><is>{_text_node(value)}</is></c>'


def _text_node(text: str) -> str:
    safe = _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return f'<t xml:space="preserve">{escape(safe)}</t>'


class _BlankForm:
    """The drawn form of an edition, taken apart so that it can be filled quickly."""

    def __init__(self, plan: WorkbookPlan, catalogue: Catalogue) -> None:
        self.plan, self.catalogue = plan, catalogue
        content, self.progress_rows = draw_blank_form(plan, catalogue)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.identity_part = f"xl/worksheets/sheet{len(plan.sheets) + 2}.xml"
        samples = _ANY_CELL.findall(parts[self.identity_part].decode())
        self.number_style = dict(zip(number_styles(), samples, strict=True))
        self.pieces: dict[str, list[str | _Slot]] = {
            f"xl/worksheets/sheet{position}.xml": list(_pieces(parts[f"xl/worksheets/sheet{position}.xml"].decode()))
            for position, _ in enumerate(plan.sheets, start=2)
        }
        self.texts = {
            name: part.decode()
            for name, part in parts.items()
            if NAME_MARK.encode() in part or CODE_MARK.encode() in part or name in (_GUIDE_PART, self.identity_part)
        }
        self.order = list(parts)
        self.packed = {name: pack(name, part) for name, part in parts.items()}

    def filled(self, filling: Filling) -> bytes:
        shown = self._shown_previous(filling)
        changed: dict[str, str] = {}
        counts: dict[str, int] = {}
        for sheet, (name, pieces) in zip(self.plan.sheets, self.pieces.items(), strict=True):
            values = self._values(sheet, filling, shown)
            counts[sheet.table.id] = sum(
                filling.answers.get(box.indicator, BLANK).state is not CellState.BLANK for box in sheet.boxes()
            )
            if values:
                changed[name] = "".join(
                    piece if isinstance(piece, str) else piece.holding(*values.get(piece.cell, (None, None)))
                    for piece in pieces
                )
        if any(counts.values()):
            changed[_GUIDE_PART] = self._guide(counts)
        changed[self.identity_part] = self._identity(filling, shown)
        name, code = filling.organisation.name, filling.organisation.code or "—"
        for part, text in self.texts.items():
            if NAME_MARK in text or CODE_MARK in text:
                kept = changed.get(part, text)
                changed[part] = kept.replace(NAME_MARK, _escaped(name)).replace(CODE_MARK, _escaped(code))
        return archive_bytes(self._part(name, changed) for name in self.order)

    def _part(self, name: str, changed: Mapping[str, str]) -> PackedPart:
        return pack(name, changed[name].encode()) if name in changed else self.packed[name]

    def _shown_previous(self, filling: Filling) -> dict[str, str]:
        if filling.previous is None:
            return {}
        found = {
            box.indicator: shown_previous(filling.previous.cell(box.indicator), box.unit)
            for _, box in self.plan.boxes()
        }
        return {indicator: text for indicator, text in found.items() if text}

    def _values(
        self, sheet: SheetPlan, filling: Filling, shown: Mapping[str, str]
    ) -> dict[str, tuple[float | str | None, str | None]]:
        """What goes into the cells of a sheet: value, and for numbers the style that shows their decimals."""
        values: dict[str, tuple[float | str | None, str | None]] = {}
        for line in sheet.lines:
            for box in line.boxes:
                cell = filling.answers.get(box.indicator, BLANK)
                if cell.state is not CellState.BLANK:
                    values[address(box.row, box.at)] = (entered(cell, box.unit), self._number_style(box, cell))
                if box.indicator in shown:
                    values[address(box.row, box.previous_at)] = (shown[box.indicator], None)
            said = list(dict.fromkeys(note for box in line.boxes if (note := filling.notes.get(box.indicator))))
            if said:
                values[address(line.row, sheet.note_column)] = ("；".join(said), None)
        for each in sheet.lists:
            rows = filling.lists.get(each.form.id)
            if rows is not None and not rows:
                # A list known to have nothing in it says so; a blank one would be owed.
                rows = ({each.form.columns[0].id: LABELS[CellState.NONE]},)
            for position, row in enumerate(rows or ()):
                for column, (first, _) in zip(each.form.columns, each.spans, strict=True):
                    if text := row.get(column.id, ""):
                        values[address(each.first_row + position, first)] = (text, None)
        return values

    def _number_style(self, box: Box, cell: Cell) -> str | None:
        if cell.number is None:
            return None
        return self.number_style.get(("starred" if box.starred else "input", cell.number.places))

    def _guide(self, counts: Mapping[str, int]) -> str:
        text = self.texts[_GUIDE_PART]
        for sheet in self.plan.sheets:
            row, filled = self.progress_rows[sheet.table.id] + 1, counts[sheet.table.id]
            left = sum(1 for _ in sheet.boxes()) - filled
            for column, value in (("D", filled), ("E", left), ("F", NOT_DONE if left else DONE)):
                pattern = rf'(<c r="{column}{row}"[^>]*><f>[^<]*</f><v>)[^<]*'
                text = re.sub(pattern, rf"\g<1>{value}", text, count=1)
        return text

    def _identity(self, filling: Filling, shown: Mapping[str, str]) -> str:
        previous_edition = filling.previous.edition if filling.previous else None
        rows = "".join(
            f'<row r="{row}">'
            + "".join(
                f'<c r="{address(row - 1, column)}" t="inlineStr"><is>{_text_node(text)}</is></c>'
                for column, text in enumerate(texts)
                if text
            )
            + "</row>"
            for row, texts in enumerate(
                identity_rows(self.plan, filling.organisation, previous_edition, shown), start=1
            )
        )
        blank = self.texts[self.identity_part]
        start, end = blank.index("<sheetData>"), blank.index("</sheetData>")
        head = re.sub(r'<dimension ref="[^"]*"/>', "", blank[:start])
        return f"{head}<sheetData>{rows}{blank[end:]}"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text), {'"': "&quot;"})


def _pieces(text: str) -> Iterator[str | _Slot]:
    """A sheet's XML as what stays and what can be filled."""
    at = 0
    for match in _CELL.finditer(text):
        yield text[at : match.start()]
        yield _Slot(match[1], match[2] or "0")
        at = match.end()
    yield text[at:]


_FORMS: dict[tuple[int, str, int], tuple[WorkbookPlan, _BlankForm]] = {}


def _blank_form(edition: Edition, catalogue: Catalogue, list_rows: int) -> _BlankForm:
    plan = plan_workbook(edition, catalogue, list_rows)
    key = (id(catalogue), edition.id, list_rows)
    kept = _FORMS.get(key)
    if kept is not None and kept[0] is plan:
        return kept[1]
    form = _BlankForm(plan, catalogue)
    if len(_FORMS) >= 16:
        _FORMS.clear()
    _FORMS[key] = (plan, form)
    return form
