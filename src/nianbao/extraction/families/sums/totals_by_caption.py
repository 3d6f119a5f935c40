"""A total told under the very name of a table is the total of that table.

Cue: 各专业招生总计 420 人 where a table is called 各专业招生情况. Why it should hold in any report: the table of that name is where the
total comes from. Guards: the words before 总计 and the caption are the same but for the year, the body and words like 情况, 统计 and 表; the
year may not be another one; the table has one row of totals, or alike ones side by side, and one column that can be meant; the
sentence names no part, change or plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.table_facts import TOTAL_WORDS, Figure, Sheet, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_TABLE = "表1 2024年各专业招生情况\n\n专业\t人数\n护理\t240\n会计\t120\n电商\t60\n合计\t420\n"
EXAMPLES = (
    Example("fail", f"2024年，学校各专业招生总计402人。\n\n{_TABLE}"),
    Example("pass", f"2024年，学校各专业招生总计420人。\n\n{_TABLE}"),
    Example("silent", f"2023年，学校各专业招生总计402人。\n\n{_TABLE}"),
    Example("silent", f"2024年，学校各专业报名总计1402人。\n\n{_TABLE}"),
)
_TOLD = as_pattern(r"(?P<name>[\u4e00-\u9fff]{2,40}?)(?:总计|合计|共计|总数)(?:[为是达到有]|[：:\s])*$")
_LEAD = as_pattern(
    r"^(?:附?[表图])\s*[\d\-—.－一二三四五六七八九十]{1,5}|20\d{2}\s*(?:[-—~～至]\s*(?:20)?\d{2})?\s*学?年?度?|\s+|[（(].*?[）)]"
)
_TAIL = as_pattern(r"(?:一览|情况|统计|汇总|明细|决算|总|表|数据|分布|构成|的)+$")
_NO_TOTAL = as_pattern(r"其中|上年|去年|比|较|增|减|计划|预计|目标|每|均|近[三五]年|累计")
_SHORTEST = 4  # characters of a name
_REACH = 8  # characters before a figure
_CUES = ("总计", "合计", "共计", "总数")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Totals and the captions of their names."""
    names: dict[str, list[Sheet]] = {}
    for sheet in manuscript.sheets:
        name = _TAIL.sub("", _LEAD.sub("", sheet.caption))
        if len(name) >= _SHORTEST and len(sheet.caption) < 40:
            names.setdefault(name, []).append(sheet)
    if not names:
        return
    for passage in manuscript.prose_with(*_CUES):
        for mention in passage.mentions:
            lead = passage.plain[max(0, mention.start - _REACH) : mention.start]
            if "计" not in lead and "总数" not in lead:
                continue
            if mention.is_percent or mention.is_loose or mention.number.hedge is not Hedge.NONE:
                continue
            sheets = _tables_of(passage, mention, names)
            figures = [figure for sheet in sheets for figure in _totals(sheet, mention)]
            if figures and len({sheet.block.id for sheet in sheets}) == 1:
                readings = [same(mention.named_operand(), figure.operand_like(mention.number)) for figure in figures]
                yield relation(
                    "totals-by-caption", readings, cue="总计", severity="warning", place=mention.place, is_searched=True
                )


def _tables_of(passage: Passage, mention: Mention, names: dict[str, list[Sheet]]) -> list[Sheet]:
    start, _ = passage.full_sentence_at(mention.start)
    told = _TOLD.search(passage.plain[mention.clause[0] : mention.start])
    if told is None or _NO_TOTAL.search(told.string):
        return []
    longest = max((name for name in names if told["name"].endswith(name)), key=len, default="")
    said = set(as_pattern(r"20\d{2}").findall(passage.plain[start : mention.start]))
    found = []
    for sheet in names.get(longest, ()):
        own = set(as_pattern(r"20\d{2}").findall(sheet.caption))
        if not own or not said or own & said:
            found.append(sheet)
    # 财政拨款收入支出 is not 收入支出: the words in front may say of which part.
    before = told["name"].removesuffix(longest)
    return (
        found
        if not before or as_pattern(r".*(?:[年度校局区县市院厅部委]|全[校区县市]|学校|共)").fullmatch(before)
        else []
    )


def _totals(sheet: Sheet, mention: Mention) -> list[Figure]:
    rows = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    if len(rows) != 1 or sheet.unit_column is not None:
        return []
    columns = [c for c in sheet.numeric_columns if compact(sheet.head(c)) in TOTAL_WORDS] or list(sheet.numeric_columns)
    found = [figure for column in columns if (figure := sheet.figure(rows[0], column)) is not None]
    found = [
        figure for figure in found if figure.number.unit is None or are_comparable(figure.number.unit, mention.unit)
    ]
    return found if len(found) == 1 and not found[0].is_percent else []
