"""Where a report counts the whole that a share names: rows and columns of its tables, indicators of the field.

占专任教师的 38% may stand chapters away from the number of 专任教师. What is found is a legal whole and no more; the
family that asks decides whether a share that follows from none of them is wrong.
"""

from __future__ import annotations

from decimal import Decimal

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import indicator_of, known_facts, period_of
from nianbao.extraction.shares.shares_in_turn import follows
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand
from nianbao.facts.unit import are_comparable

_MOST = 6
_NUMBER_OF = as_pattern(r"总?人?(?:数量?|量)?")


def dated_wholes(manuscript: Manuscript, base: str, part: Mention) -> list[Operand]:
    """What is told with its school year or its day may be the whole as well, but makes no claim of its own."""
    indicator = indicator_of(as_pattern(r"^(?:中职|职业学校|学校)").sub("", base))
    return [
        fact.operand
        for fact in known_facts(manuscript).get(indicator or "", ())
        if not fact.scope and fact.period and not fact.is_table
        and (number := fact.operand.cell.number) is not None
        and are_comparable(number.unit, part.unit) and number.value >= part.number.value
    ][:4]  # fmt: skip


def wholes_elsewhere(manuscript: Manuscript, base: str, part: Mention) -> list[Operand]:
    """Cells of tables that are named like the whole: 占专任教师的 38% and a row 专任教师总数."""
    if len(base) < 3 and base != "学生":
        return []
    found = []
    now = (None, manuscript.data_period)
    for sheet, labels in _labels(manuscript) if len(base) > 2 else ():
        if base not in labels:
            continue
        rows = {row for row in sheet.data_rows if base in (label := sheet.row_label(row)) and _is_called(label, base)}
        for (row, _), figure in sorted(sheet.figures.items(), key=lambda f: f[1].period not in now) if rows else ():
            if row not in rows or figure.is_percent:
                continue
            if are_comparable(figure.number.unit, part.unit) and figure.value >= part.number.value:
                found.append(figure.operand())
        if len(found) >= _MOST:
            return found[:_MOST]
    if (indicator := "full_time_students" if base == "学生" else indicator_of(base)) is not None:
        # Elsewhere in the text the figure must be plain, and the sentence must not speak of another period.
        start, end = part.sentence
        dated = {int(found) for found in as_pattern(r"(20\d{2})\s*年").findall(part.passage.plain[start:end])}
        found += [
            fact.operand
            for fact in sorted(known_facts(manuscript).get(indicator, ()), key=lambda f: f.period not in now)
            if not fact.scope
            and fact.place != part.place
            and (number := fact.operand.cell.number) is not None
            and are_comparable(number.unit, part.unit)
            and number.value >= part.number.value
            and (
                fact.is_table or (number.hedge is Hedge.NONE and not fact.period and dated <= {manuscript.data_period})
            )
        ]
    return found[:_MOST]


@kept
def _labels(manuscript: Manuscript) -> tuple[tuple[Sheet, str], ...]:
    """Each table with the labels of all its rows, one to a line."""
    return tuple((sheet, "\n".join(map(sheet.row_label, sheet.data_rows))) for sheet in manuscript.sheets)


def _is_called(label: str, base: str) -> bool:
    """
    >>> _is_called("全日制在校生总人数", "在校生"), _is_called("其中在校生", "在校生")
    (True, False)
    """
    return any(
        label.startswith(base, len(lead)) and _NUMBER_OF.fullmatch(label, len(lead) + len(base)) is not None
        for lead in ("", "全日制", "校内")
        if label.startswith(lead)
    )


def column_totals(manuscript: Manuscript, base: str, part: Mention) -> list[Operand]:
    """Totals of the columns whose head counts what a share is of: 占培训总人次的 beside a column 人次 with its 合计."""
    core = core_of(as_pattern(r"总(?=人次|学时|课时|期|收入|支出|面积)").sub("", base))
    if len(core) < 2:
        return []
    found = []
    for head, total in _totals(manuscript):
        if not (head == core or (len(head) > 1 and core.endswith(head))) or total.value < part.number.value:
            continue
        if total.number.unit is None or are_comparable(total.number.unit, part.unit):
            found.append(total.operand(unit=part.unit if total.number.unit is None else None))
    return found[:_MOST]


def totals_beside(manuscript: Manuscript, base: str, part: Mention) -> list[Operand]:
    """Of ``column_totals`` those with the part in their own row: 就业人数 316 and 第三产业 178 of one 合计; none where they differ."""
    core = core_of(base)
    if period_of(part, manuscript) is not None:
        return []
    found = {
        total.value: total
        for head, total in _totals(manuscript)
        if len(core) > 1 and head == core and total.value > part.number.value
        and are_comparable(total.number.unit, part.unit)
        and any(
            other.value == part.number.value and other.column != total.column and not other.is_percent
            for column in total.sheet.numeric_columns
            if (other := total.sheet.figure(total.row, column)) is not None
        )
    }  # fmt: skip
    return [total.operand(unit=part.unit) for total in found.values()] if len(found) == 1 else []


_TELLING = 20  # smaller counts stand beside a share by chance


def stands_in_row(manuscript: Manuscript, part: Mention, share: Mention) -> bool:
    """青年教师 62 人，占三成 beside a row 62, 31.0%: a table has the same count and the same share together, whatever their whole is."""
    value = part.number.value
    return value >= _TELLING and any(follows(share, other) for other in _shares_beside(manuscript).get(value, ()))


@kept
def _shares_beside(manuscript: Manuscript) -> dict[Decimal, list[Decimal]]:
    """The percentages of the rows in which a count stands, by the count."""
    found: dict[Decimal, list[Decimal]] = {}
    for sheet in manuscript.sheets:
        shares: dict[int, list[Decimal]] = {}
        for figure in sheet.figures.values():
            if figure.is_percent:
                shares.setdefault(figure.row, []).append(figure.value)
        for figure in sheet.figures.values():
            if not figure.is_percent and figure.row in shares:
                found.setdefault(figure.value, []).extend(shares[figure.row])
    return found


@kept
def _totals(manuscript: Manuscript) -> tuple[tuple[str, Figure], ...]:
    """Every figure of a total row with the core of its column's head, rates and changes left out."""
    found = []
    for sheet in manuscript.sheets:
        for row in (row for row in sheet.data_rows if sheet.is_total_row(row)):
            for column in sheet.numeric_columns:
                figure = sheet.figure(row, column)
                head = bare_label(sheet.head(column))
                if figure is None or figure.is_percent or QUOTIENT.search(head) or CHANGE_HEAD.search(head):
                    continue
                found.append((core_of(head), figure))
    return tuple(found)
