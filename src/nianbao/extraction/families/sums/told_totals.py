"""A total that a sentence tells of a table is what the column of its measure makes.

Cue: 共, 合计 or a number of kinds (四类培训共 150 期、13756 人次) in the chapter of a table whose caption or heads speak of the same, with a
column headed by the measure (期数, 人次, 学时, 金额（万元）). Why it should hold in any report: the sentence sums up the table that
follows or precedes it. Guards: at least three rows; one word of the sentence stands in the caption, a head or a row;
what the column makes, or its total row says, must be the figure or one slip of the hand away from it, else it counts
something else; figures of another time, of one kind and changes are no totals.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import relation, same, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables.lines_of_tables import counts_in
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
_TABLE = "表5 各类培训情况\n\n项目\t期数\t人次\n社区居民\t65\t6240\n企业职工\t52\t4308\n退役军人\t33\t3208\n"
EXAMPLES = (
    Example("fail", f"全年三类培训共150期、13576人次。\n\n{_TABLE}"),
    Example("fail", f"{_TABLE}\n学校全年共开展培训105期。"),
    Example("pass", f"全年三类培训共150期、13756人次。\n\n{_TABLE}"),
    Example("silent", f"全年共开展教研活动105次，教师参加培训576人次。\n\n{_TABLE}"),
    Example(
        "silent",
        "三类新生共418人。\n\n专业\t新生\t在校学员\n护理\t45\t148\n会计\t32\t130\n旅游\t33\t140\n合计\t110\t481\n",
    ),
    Example("silent", f"上年三类培训共105期、13576人次。\n\n{_TABLE}"),
)
_CUE = as_pattern(r"合计|共计|总计|一共|累计|共(?![同建享青产])|总[数量计额]?|[两三四五六七八九十]\s*[类项种]")
_OTHERWISE = as_pattern(
    r"上年|去年|上届|同期|目标|计划|力争|其中|比(?!例|重|赛)|较|增|减|下降|提高|新(?![能型媒材华])|每|均|标准|以来|[两三四五六七八九十]年"
)
_GENERAL = as_pattern(
    r"全年|全区|全市|全县|全校|学校|本年度?|今年|情况|统计|共有|合计|共计|总计|开展|举办|累计|各类|面向|年度|20\d\d|教师|学生"
)
_FEWEST_ROWS = 3
_LEAST = 30  # smaller totals are met by chance
_NEAR = 6  # blocks between the sentence and its table


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Totals in the neighbourhood of tables."""
    tables = _tables(manuscript)
    if not tables:
        return
    for passage in manuscript.prose():
        place = manuscript.positions.get(passage.id)
        if place is None:
            continue
        near = [(sheet, at) for sheet, at in tables if abs(at - place) <= _NEAR and _one_chapter(manuscript, at, place)]
        if not near:
            continue
        for mention in passage.mentions:
            if _is_total(passage, mention):
                yield from _told(passage, mention, [sheet for sheet, _ in near])


_SOME_OF_THEM = as_pattern(r"(?:前|最[多大高少])[^。；]*[两二三四五六\d]\s*个(?:专业|大类|系|项目)[^，。；]{0,4}$")


def _is_total(passage: Passage, mention: Mention) -> bool:
    if mention.is_loose or mention.is_percent or mention.is_spelled or mention.number.hedge is not Hedge.NONE:
        return False
    if mention.number.value < _LEAST or (mention.unit is None and not mention.measure):
        return False
    start, _ = mention.sentence
    words = passage.plain[start : mention.start]
    if _SOME_OF_THEM.search(words) is not None:
        # 居前三位的专业依次是…，三个专业合计 1320 人: those of three, and not of all.
        return False
    return _CUE.search(words) is not None and _OTHERWISE.search(words) is None


def _told(passage: Passage, mention: Mention, sheets: list[Sheet]) -> Iterator[Relation]:
    """At most one table is meant: one that agrees goes before those that nearly do."""
    start, _ = mention.sentence
    words = _pieces(passage.plain[start : mention.start] + mention.noun)
    found: list[tuple[bool, bool, Relation]] = []
    for sheet in sheets:
        if not words & _pieces(f"{sheet.caption}{''.join(sheet.head(c) for c in range(sheet.column_count))}"):
            continue
        named = [
            c for c in sheet.numeric_columns
            if words & _pieces(path := "".join(sheet.column_path(c))) and counts_in(sheet, c, mention.measure) and not QUOTIENT.search(path)
        ]  # fmt: skip
        for column in sheet.numeric_columns:
            head = compact("".join(sheet.column_path(column)))
            if QUOTIENT.search(head) or CHANGE_HEAD.search(head) or not counts_in(sheet, column, mention.measure):
                continue
            parts, total = _column(sheet, column)
            if len(parts) < _FEWEST_ROWS:
                continue
            scale = _scale(parts[0], mention)
            added = sum((part.value for part in parts), start=Decimal(0)) * scale
            value = total.value * scale if total is not None else added
            agrees = mention.number.value == value
            if not agrees and not one_slip(mention.number.digits, value / mention.number.scale):
                continue
            claim = mention.named_operand(trust=0.8)
            unit = mention.unit if parts[0].number.unit is None else None
            reading = (
                same(claim, total.operand(unit=unit))
                if total is not None
                else sum_of(claim, [part.operand(unit=unit) for part in parts])
            )
            made = relation("told-totals", [reading], cue="共", severity="warning", place=mention.place)
            # 三类新生共 418 人 is nothing of the column 在校生 beside that of 新生.
            found.append((agrees, not named or column in named, made))
    agreeing = [made for agrees, _, made in found if agrees]
    if agreeing:
        yield agreeing[0]
    elif len(found) == 1 and found[0][1]:
        yield found[0][2]


def _column(sheet: Sheet, column: int) -> tuple[list[Figure], Figure | None]:
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    if totals:
        rows = [row for row in sheet.data_rows if row not in totals]
        return sheet.column_figures(column, rows), sheet.figure(totals[-1], column)
    if any(sheet.is_subtotal_row(row) or "其中" in sheet.row_label(row) for row in sheet.data_rows):
        return [], None
    parts = sheet.column_figures(column, sheet.data_rows)
    return (parts, None) if len(parts) == len(sheet.data_rows) and not any(p.is_percent for p in parts) else ([], None)


def _scale(part: Figure, mention: Mention) -> Decimal:
    """A column of bare numbers counts in the unit that the sentence prints."""
    return Decimal(1) if part.number.unit is not None or mention.unit is None else mention.unit.factor


def _pieces(words: str) -> frozenset[str]:
    """Pairs of neighbouring characters that say what a sentence or a table is about."""
    runs = as_pattern(r"[\u4e00-\u9fff]+").findall(_GENERAL.sub("，", words))
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


@kept
def _tables(manuscript: Manuscript) -> tuple[tuple[Sheet, int], ...]:
    places = manuscript.positions
    return tuple(
        (sheet, places[sheet.id])
        for sheet in manuscript.sheets
        if sheet.id in places and len(sheet.data_rows) >= _FEWEST_ROWS and sheet.unit_column is None
    )


def _one_chapter(manuscript: Manuscript, left: int, right: int) -> bool:
    low, high = sorted((left, right))
    blocks = manuscript.document.blocks[low + 1 : high]
    return not any(block.kind is BlockKind.HEADING for block in blocks)
