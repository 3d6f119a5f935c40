"""Where the form's sheets, columns, rows and lists stand in a workbook that somebody has worked on.

The planned place is looked at first; where the words there are not the form's,
everything is found again by its words.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.workbooks.alignment import Key, align
from nianbao.workbooks.layout import (
    GUIDE_SHEET,
    HEADER_ROW,
    IDENTITY_SHEET,
    LABEL_COLUMN,
    LABEL_HEADING,
    LAST_TIME,
    NOTE_HEADING,
    NUMBER_COLUMN,
    NUMBER_HEADING,
    THIS_TIME,
    UNIT_COLUMN,
    UNIT_HEADING,
    Line,
    ListPlan,
    SheetPlan,
    WorkbookPlan,
    address,
    column_name,
    list_heading,
    plain,
)
from nianbao.workbooks.message import WorkbookMessage, message
from nianbao.workbooks.sheet import Book, Sheet

_HEADER_SEARCH_ROWS = 40
_RECOGNISED = 0.5  # of a form's labels, for a sheet to count as that form


@dataclass(frozen=True)
class Located:
    """A planned sheet as found: planned column → real column, line → real row, list → heading's row."""

    plan: SheetPlan
    sheet: Sheet
    columns: Mapping[int, int | None]
    rows: tuple[int | None, ...]
    lists: Mapping[str, int | None]
    messages: tuple[WorkbookMessage, ...] = ()
    printed: tuple[int, ...] = ()  # every row of the table as it came back, the form's own or not, in order

    def column(self, planned: int) -> int | None:
        return self.columns.get(planned)

    @functools.cached_property
    def known_columns(self) -> frozenset[int]:
        """All real columns that belong to the table."""
        return frozenset(column for column in self.columns.values() if column is not None)

    @functools.cached_property
    def answer_columns(self) -> frozenset[int]:
        """The real columns of answers, this time's and last time's."""
        pairs = (self.columns.get(planned) for _, _, *pair in self.plan.answer_columns() for planned in pair)
        return frozenset(column for column in pairs if column is not None)


@dataclass
class SheetMatches:
    """Which sheet is which table, and what there is to say about the others."""

    found: dict[str, Sheet] = field(default_factory=dict)  # table id → sheet
    messages: list[WorkbookMessage] = field(default_factory=list)


def labels_of(plan: SheetPlan) -> frozenset[str]:
    """The words by which a sheet is recognised: its labels, or the headings of its lists where it has no rows."""
    labels = frozenset(line.key[0] for line in plan.lines if line.label)
    return labels or frozenset(plain(list_heading(column)) for each in plan.lists for column in each.form.columns)


def recognition(plan: SheetPlan, sheet: Sheet) -> float:
    """The share of a form's labels that stand on a sheet."""
    wanted = labels_of(plan)
    present = {plain(value) for row in sheet.rows for value in row if isinstance(value, str) and value}
    return len(wanted & present) / len(wanted) if wanted else 0.0


def _has_any_label(plan: SheetPlan, sheet: Sheet) -> bool:
    wanted = labels_of(plan)
    return any(isinstance(value, str) and plain(value) in wanted for row in sheet.rows for value in row)


def match_sheets(book: Book, plan: WorkbookPlan) -> SheetMatches:
    """Find each table's sheet by its name, else by its content."""
    matches = SheetMatches()
    others = [sheet for sheet in book.sheets if sheet.name not in (GUIDE_SHEET, IDENTITY_SHEET)]
    by_plain = {plain(sheet.name): sheet for sheet in others}
    missing = []
    for each in plan.sheets:
        sheet = by_plain.get(plain(each.name))
        # A sheet that has the name but none of the content is not the table.
        if sheet is not None and (sheet.trouble or _has_any_label(each, sheet)):
            matches.found[each.table.id] = sheet
            others.remove(sheet)
        else:
            missing.append(each)
    for each in missing:
        ranked = sorted(((recognition(each, sheet), -at) for at, sheet in enumerate(others)), reverse=True)
        if ranked and ranked[0][0] >= _RECOGNISED:
            sheet = others.pop(-ranked[0][1])
            matches.found[each.table.id] = sheet
            matches.messages.append(message("sheet-renamed", sheet=sheet.name, read=sheet.name, wanted=each.name))
            continue
        count = sum(1 for _ in each.boxes())
        named = by_plain.get(plain(each.name))
        if named is not None:
            others.remove(named)
            matches.messages.append(message("sheet-has-no-cells", sheet=named.name, count=count))
        else:
            matches.messages.append(message("sheet-missing", sheet=each.name, read=each.name, count=count))
    for sheet in others:
        matches.messages.extend(_about_extra(sheet, plan, matches))
    return matches


def _about_extra(sheet: Sheet, plan: WorkbookPlan, matches: SheetMatches) -> Iterator[WorkbookMessage]:
    if sheet.trouble is not None:
        yield sheet.trouble
        return
    if not any(value not in ("", None) for row in sheet.rows for value in row):
        return
    for each in plan.sheets:
        used = matches.found.get(each.table.id)
        if used is not None and recognition(each, sheet) >= _RECOGNISED:
            differing = [
                address(box.row, box.at)
                for box in each.boxes()
                if sheet.text_at(box.row, box.at) != used.text_at(box.row, box.at)
            ]
            shown = "、".join(differing[:8]) + ("……" if len(differing) > 8 else "") if differing else "无 / none"
            yield message("sheet-duplicated", sheet=sheet.name, read=sheet.name, wanted=used.name, detail=shown)
            return
    yield message("sheet-unknown", sheet=sheet.name, read=sheet.name)


def locate(plan: SheetPlan, sheet: Sheet) -> Located:
    """Where the rows and columns of a table stand on its sheet."""
    told: list[WorkbookMessage] = []
    header_row = _find_header(sheet)
    if header_row is None:
        told.append(message("header-missing", sheet=sheet.name))
        columns: dict[int, int | None] = {column: column for column in range(plan.note_column + 1)}
        header_row = HEADER_ROW
    else:
        columns = _find_columns(plan, sheet, header_row, told)
    lists = _find_lists(plan, sheet)
    rows, printed = _find_rows(plan, sheet, header_row, columns, lists, told)
    told.extend(
        message("list-missing", sheet=sheet.name, read=each.form.label)
        for each in plan.lists
        if lists[each.form.id] is None
    )
    return Located(plan, sheet, columns, rows, lists, tuple(told), printed)


def _find_header(sheet: Sheet) -> int | None:
    row: int
    for row in (HEADER_ROW, *range(min(len(sheet.rows), _HEADER_SEARCH_ROWS))):
        if row < len(sheet.rows):
            texts = {plain(value) for value in sheet.rows[row] if isinstance(value, str)}
            if LABEL_HEADING in texts and (UNIT_HEADING in texts or NUMBER_HEADING in texts):
                return row
    return None


def _headings(sheet: Sheet, row: int, count: int) -> list[tuple[str, ...]]:
    """The headings of each column from above; a merged heading belongs to all that it covers, but is said once."""
    rows = range(row, row + count)
    width = max((len(sheet.rows[at]) for at in rows if at < len(sheet.rows)), default=0)
    found = []
    for column in range(width):
        texts = []
        for at in rows[:-1]:
            text = sheet.text_at(at, column)
            if not text and (over := sheet.merge_over(at, column)) is not None and over[0][0] == at:
                text = sheet.text_at(*over[0])
            texts.append(plain(text))
        found.append((*texts, plain(sheet.text_at(rows[-1], column))))
    return found


def _find_columns(plan: SheetPlan, sheet: Sheet, header_row: int, told: list[WorkbookMessage]) -> dict[int, int | None]:
    headings = _headings(sheet, header_row, plan.header_rows)
    below = ("",) * (plan.header_rows - 1)
    wanted: dict[int, tuple[str, ...]] = {
        NUMBER_COLUMN: (NUMBER_HEADING, *below),
        LABEL_COLUMN: (LABEL_HEADING, *below),
        UNIT_COLUMN: (UNIT_HEADING, *below),
        plan.note_column: (NOTE_HEADING, *below),
    }
    for column, (_, label, at, previous_at) in zip(plan.table.columns, plan.answer_columns(), strict=True):
        named = (plain(column.group), plain(label)) if column.group else (plain(label), "")[: plan.header_rows - 1]
        wanted[at] = (*named, THIS_TIME)
        wanted[previous_at] = (*named, LAST_TIME)
    columns: dict[int, int | None] = {}
    for planned, heading in sorted(wanted.items()):
        if planned < len(headings) and headings[planned] == heading:
            columns[planned] = planned
    taken = {column for column in columns.values() if column is not None}
    for planned, heading in sorted(wanted.items()):
        if planned in columns:
            continue
        free = [
            column
            for column, found in enumerate(headings)
            if column not in taken
            and all(not text or text == other for text, other in zip(heading, found, strict=True))
        ]
        columns[planned] = free[0] if free else None
        taken.update(free[:1])
    moved = [(planned, real) for planned, real in sorted(columns.items()) if real is not None and real != planned]
    if moved:
        detail = "、".join(f"{column_name(planned)}→{column_name(real)}" for planned, real in moved)
        told.append(message("columns-moved", sheet=sheet.name, detail=detail))
    for column_id, label, at, _ in plan.answer_columns():
        if columns[at] is None:
            count = sum(box.column == column_id for box in plan.boxes())
            told.append(message("column-missing", sheet=sheet.name, read=f"{label} {THIS_TIME}", count=count))
    return columns


def _find_lists(plan: SheetPlan, sheet: Sheet) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for each in plan.lists:
        found[each.form.id] = next(
            (row for row in _rows_from(each.title_row, len(sheet.rows)) if _is_list_title(sheet, row, each)), None
        )
    return found


def _rows_from(first: int, count: int) -> Iterator[int]:
    if first < count:
        yield first
    yield from range(count)


def _is_list_title(sheet: Sheet, row: int, plan: ListPlan) -> bool:
    title = plain(plan.form.label)
    headings = {plain(list_heading(column)) for column in plan.form.columns}
    for value in sheet.rows[row][:3]:
        if isinstance(value, str) and plain(value).startswith(title):
            below = sheet.rows[row + 1] if row + 1 < len(sheet.rows) else ()
            return bool(headings & {plain(text) for text in below if isinstance(text, str)})
    return False


def _find_rows(
    plan: SheetPlan,
    sheet: Sheet,
    header_row: int,
    columns: Mapping[int, int | None],
    lists: Mapping[str, int | None],
    told: list[WorkbookMessage],
) -> tuple[tuple[int | None, ...], tuple[int, ...]]:
    """The row of each line, and every row of the table as it stands."""
    label_at, unit_at = columns.get(LABEL_COLUMN), columns.get(UNIT_COLUMN)
    if label_at is None:
        told.append(message("header-missing", sheet=sheet.name))
        label_at = LABEL_COLUMN

    def key_at(row: int) -> Key:
        label, unit = plain(sheet.text_at(row, label_at)), _unit_at(sheet, row, unit_at)
        is_covered = not label and sheet.merge_over(row, label_at) is not None
        return Key(label, unit, is_covered=is_covered)

    ends = [row for row in lists.values() if row is not None and row > header_row]
    end = min([*ends, len(sheet.rows)])
    shift = header_row - HEADER_ROW
    if shift == 0 and all(_stands_there(line, sheet, label_at, unit_at) for line in plan.lines):
        rows = tuple(line.row for line in plan.lines)
        added = [row for row in range(plan.last_row + 1, end) if _has_form(sheet, row, label_at)]
        _tell_about_extra_rows(plan, sheet, rows, added, columns, told)
        return rows, (*rows, *added)
    candidates = [row for row in range(header_row + plan.header_rows, end) if _has_form(sheet, row, label_at)]
    expected = [Key(*line.key, line.lead) for line in plan.lines]
    keys = [key_at(row) for row in candidates]
    matches = [candidates[match] if match is not None else None for match in align(expected, keys)]
    by_row = dict(zip(candidates, keys, strict=True))
    _tell_about_rows(plan, sheet, matches, by_row, label_at, told)
    _tell_about_extra_rows(plan, sheet, matches, candidates, columns, told)
    return tuple(matches), tuple(candidates)


def _stands_there(line: Line, sheet: Sheet, label_at: int, unit_at: int | None) -> bool:
    """True where a line's label and unit are in the row that was planned for it."""
    wanted, unit = line.key
    if _unit_at(sheet, line.row, unit_at) != unit:
        return False
    label = plain(sheet.text_at(line.row, label_at))
    return label == wanted or (bool(line.lead) and label in ("", line.lead))


def _unit_at(sheet: Sheet, row: int, column: int | None) -> str:
    return plain(sheet.text_at(row, column)) if column is not None else ""


def _has_form(sheet: Sheet, row: int, label_at: int) -> bool:
    """True for a row of the table; false for blank rows and for remarks, which stand before the labels or over all."""
    if not any(value not in ("", None) for value in sheet.rows[row][label_at:]):
        return False
    over = sheet.merge_over(row, 0)
    return over is None or over[1][1] <= label_at


def _tell_about_rows(
    plan: SheetPlan,
    sheet: Sheet,
    matches: Sequence[int | None],
    by_row: Mapping[int, Key],
    label_at: int,
    told: list[WorkbookMessage],
) -> None:
    shift = 0
    for line, row in zip(plan.lines, matches, strict=True):
        name, name_en = _names(plan, line)
        if row is None:
            told.append(
                message(
                    "row-missing",
                    sheet=sheet.name,
                    indicator=line.boxes[0].indicator if line.boxes else "",
                    label=name,
                    label_en=name_en,
                    was=line.row + 1,
                )
            )
            continue
        if row - line.row != shift:
            shift = row - line.row
            if shift:
                told.append(
                    message("rows-shifted", sheet=sheet.name, cell=address(row, label_at), read=name,
                            was=line.row + 1, now=row + 1)
                )  # fmt: skip
        found = by_row[row]
        if found.label != line.key[0] and line.label and not found.is_covered:
            read = sheet.text_at(row, label_at)
            told.append(
                message("label-changed", sheet=sheet.name, cell=address(row, label_at), read=read,
                        indicator=line.boxes[0].indicator if line.boxes else "", label=name, label_en=name_en)
            )  # fmt: skip


def _names(plan: SheetPlan, line: Line) -> tuple[str, str]:
    return (line.boxes[0].label, line.boxes[0].label_en) if line.boxes else (line.form.label, line.form.label)


def _tell_about_extra_rows(
    plan: SheetPlan,
    sheet: Sheet,
    matches: Sequence[int | None],
    candidates: Sequence[int],
    columns: Mapping[int, int | None],
    told: list[WorkbookMessage],
) -> None:
    used = {row for row in matches if row is not None}
    for row in candidates:
        if row in used:
            continue
        texts = [f"{address(row, at)}={value}" for at, value in enumerate(sheet.rows[row]) if value not in ("", None)]
        label_at = columns.get(LABEL_COLUMN) or LABEL_COLUMN
        read = sheet.text_at(row, label_at) or sheet.text_at(row, 0)
        told.append(
            message("row-unknown", sheet=sheet.name, cell=address(row, label_at), read=read, row=row + 1,
                    detail="；".join(texts))
        )  # fmt: skip
