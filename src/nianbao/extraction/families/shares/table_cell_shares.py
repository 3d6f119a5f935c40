"""A share printed in one cell with its count is of the total of its column or of its row.

Cue: cells such as 36（24.0%） or 24.0%（36 人） under 人数（占比） or under a kind. Why it should hold in any report: count and share are
printed together because one was worked out from the other. Guards: the whole is the cell of the column or row that is called
a total, or what the counts of the column or row make together, or a plain count at the head of the row; only a whole
from which more than half of the shares follow, at least two, is held against the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import derived, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.facts.cell import Cell
from nianbao.facts.interval import Rounding
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import PrintedNumber
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import BY_ID

FAULT = "share"
EXAMPLES = (
    Example("fail", "学历\t人数（占比）\n研究生\t36（24.0%）\n本科\t108（78.0%）\n专科\t6（4.0%）\n合计\t150\n"),
    Example("pass", "学历\t人数（占比）\n研究生\t36（24.0%）\n本科\t108（72.0%）\n专科\t6（4.0%）\n合计\t150\n"),
    Example("silent", "项目\t人数（合格率）\n普通话\t36（94.0%）\n英语\t108（78.0%）\n计算机\t60（84.0%）\n"),
)
_BOTH = as_pattern(
    r"\s*(?P<count>\d[\d,]*(?:\.\d+)?)\s*[人名个所万元台套门项册]{0,2}\s*[（(/／,，]\s*占?\s*(?P<share>\d+(?:\.\d+)?)\s*%\s*[）)]?\s*"
)
_TURNED = as_pattern(
    r"\s*(?P<share>\d+(?:\.\d+)?)\s*%\s*[（(/／]\s*(?P<count>\d[\d,]*(?:\.\d+)?)\s*[人名个所万元台套门项册]{0,2}\s*[）)]?\s*"
)
_PLAIN = as_pattern(
    r"\s*(?P<count>\d[\d,]*(?:\.\d+)?)\s*[人名个所万元台套门项册]{0,2}\s*(?:[（(]\s*100(?:\.0+)?\s*%\s*[）)])?\s*"
)
_TOTAL = as_pattern(r"(?:合计|总计|总数|总人数|小计|共计|全[区市县校])$")


@dataclass(frozen=True)
class _Both:
    row: int
    column: int
    count: Operand
    share: Operand

    @property
    def value(self) -> Decimal:
        return _value(self.count)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Tables with such cells, by columns and then by rows."""
    for sheet in manuscript.sheets:
        if (
            sum(
                "%" in cell.text.text or "％" in cell.text.text
                for row in sheet.rows
                for cell in row
                if cell is not None
            )
            < 2
        ):
            continue
        cells = {
            (row, column): sheet.text(row, column)
            for row in range(sheet.row_count)
            for column in range(1, sheet.column_count)
        }
        both = [each for place, text in cells.items() if (each := _both(sheet, *place, text)) is not None]
        plain = {place: whole for place, text in cells.items() if (whole := _plain(sheet, *place, text)) is not None}
        for column in sorted({each.column for each in both}):
            yield from _held(sheet, [each for each in both if each.column == column], plain, by_columns=True)
        for row in sorted({each.row for each in both}):
            yield from _held(sheet, [each for each in both if each.row == row], plain, by_columns=False)


def _held(
    sheet: Sheet, line: Sequence[_Both], plain: dict[tuple[int, int], Operand], *, by_columns: bool
) -> Iterator[Relation]:
    parts = [each for each in line if not _TOTAL.search(_name(sheet, each, by_columns))]
    if len(parts) < 2:
        return
    first = line[0]
    wholes = [
        whole for (row, column), whole in plain.items()
        if (column == first.column if by_columns else row == first.row) and _value(whole) >= max(each.value for each in parts)
    ]  # fmt: skip
    total = sum((each.value for each in parts), start=Decimal(0))
    wholes.append(
        derived(
            f"{first.count.key}:{'column' if by_columns else 'row'}", "各格之和", total, like=first.count.cell.number
        )
    )
    best = max(wholes, key=lambda whole: sum(_fits(each, whole) for each in parts))
    good = sum(_fits(each, best) for each in parts)
    # A pair that leaves nothing out needs only one of both to follow.
    if (
        good < (1 if len(parts) == 2 and best is wholes[-1] else 2)
        or good * 2 < len(parts)
        or (good * 2 == len(parts) > 2)
    ):
        return
    for each in parts:
        yield relation(
            "table-cell-shares", [share_of(each.share, [each.count], [best])], cue="（%）", severity="warning"
        )


def _name(sheet: Sheet, each: _Both, by_columns: bool) -> str:
    if by_columns:
        return bare_label(sheet.text(each.row, 0))
    return compact(sheet.head(each.column))


def _fits(each: _Both, whole: Operand) -> bool:
    number = each.share.cell.number
    if number is None or not _value(whole):
        return False
    quotient = each.value / _value(whole)
    return any(number.interval(habit).contains(quotient) for habit in (Rounding.NEAREST, Rounding.TRUNCATED))


def _value(operand: Operand) -> Decimal:
    return operand.cell.number.value if operand.cell.number is not None else Decimal(0)


def _both(sheet: Sheet, row: int, column: int, text: str) -> _Both | None:
    words = half_width(text)
    match = _BOTH.fullmatch(words) or _TURNED.fullmatch(words)
    if match is None:
        return None
    percent = BY_ID["percent"]
    label = f"{bare_label(sheet.text(row, 0))} {bare_label(sheet.head(column))}".strip()
    share = PrintedNumber(f"{match['share']}%", Decimal(match["share"]), percent.factor, percent)
    place = sheet.place(row, column)
    return _Both(
        row, column, _count(sheet, row, column, match["count"], label),
        Operand(f"{sheet.id}:r{row}c{column}:share", f"{label}占比", Cell.of_number(share), place, 0.5),
    )  # fmt: skip


def _plain(sheet: Sheet, row: int, column: int, text: str) -> Operand | None:
    match = _PLAIN.fullmatch(half_width(text))
    if match is None or as_pattern(r"(?:19|20)\d\d").fullmatch(match["count"]):
        return None
    return _count(
        sheet, row, column, match["count"], f"{bare_label(sheet.text(row, 0))} {bare_label(sheet.head(column))}".strip()
    )


def _count(sheet: Sheet, row: int, column: int, digits: str, label: str) -> Operand:
    number = PrintedNumber(digits, Decimal(digits.replace(",", "")))
    return Operand(f"{sheet.id}:r{row}c{column}", label, Cell.of_number(number), sheet.place(row, column))
