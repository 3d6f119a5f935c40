"""Two columns of years beside what changed between them are years that follow each other.

Cue: a table with two columns of periods more than one apart, and a column or row of 增减, 增加额 or 变化; most plainly where the sentence that points to
the table names other years. Why it should hold in any report: a change is told against the twelve months before. Guards: no third period between; a
head that names a span (三年累计, 五年) or a sentence that names the same two years says it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "收入来源\t{}年\t2022年\t增加额\n财政拨款\t5702.4\t6115.4\t413.0\n事业收入\t418.6\t431.2\t12.6\n"
EXAMPLES = (
    Example("fail", f"2021年、2022年全县经费收入如下表。\n\n{_TABLE.format(2020)}"),
    Example("silent", _TABLE.format(2021)),
    Example("silent", f"2017年、2022年全县经费收入如下表。\n\n{_TABLE.format(2017)}"),
)  # fmt: skip
_CHANGE = as_pattern(r"^(?:增加|减少|增长|变化)")
_SPAN = as_pattern(r"累计|[三四五]年|期间|以来|规划|目标")
_YEAR = as_pattern(r"(?<!\d)(20\d\d)\s*(?:[—–~-]|年|、|和|与|学年)")
_NEAR = 3  # blocks between the sentence and its table


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Tables of two periods and a change."""
    for sheet in manuscript.sheets:
        heads = [(compact(half_width(sheet.head(c))), c) for c in range(sheet.column_count)]
        periods = [(int(m[1]), c) for head, c in heads if (m := PERIOD.fullmatch(head)) is not None and m[2] is None]
        if len(periods) != 2:
            continue
        (old, left), (new, right) = sorted(periods)
        changes = any(_CHANGE.search(head) or CHANGE_HEAD.search(head) for head, _ in heads) or any(
            _CHANGE.search(sheet.row_label(row)) or CHANGE_HEAD.search(sheet.row_label(row))
            for row in sheet.data_rows[-1:]
        )
        if (
            not changes
            or not 1 < new - old < 6
            or _SPAN.search(compact(sheet.caption) + "".join(head for head, _ in heads))
        ):
            continue
        said = _said_before(manuscript, sheet)
        if {old, new} <= said or (said and new not in said):
            continue
        row = next((r for r in range(sheet.first_data_row) if str(old) in sheet.text(r, left)), 0)
        other = next((r for r in range(sheet.first_data_row) if str(new) in sheet.text(r, right)), 0)
        yield hint_at(
            "column-years", sheet.id, FAULT, (sheet.place(row, left), sheet.place(other, right)),
            f"表头写作「{sheet.text(row, left)}」与「{sheet.text(other, right)}」，两者相隔 {new - old} 年，表中又列有增减，请核对年份",
            f"the heads are {old} and {new}, {new - old} apart, beside a column of changes: check the years",
            reported=str(old), expected=str(new - 1), formula=f"{old} | {new}", weight=0.6 if said and new - 1 in said else 0.4,
        )  # fmt: skip


def _said_before(manuscript: Manuscript, sheet: Sheet) -> set[int]:
    """The periods that the caption and the sentences right before a table name."""
    blocks = manuscript.document.blocks
    at = next((n for n, block in enumerate(blocks) if block.id == sheet.block.id), 0)
    words = ""
    for block in blocks[max(0, at - _NEAR) : at]:
        if block.kind is not BlockKind.TABLE:
            words += half_width(block.text.text[-160:])
    return {int(found) for found in _YEAR.findall(words)}
