"""What rows named side by side have together is the sum of their figures in the table.

Cue: 护理、机电两个专业招生合计 450 人, 县职教中心和卫校共有专任教师 226 人, where all names are rows of one table with a column of that
measure. Why it should hold in any report: the reader adds up the cells. Guards: a name beside the list that is no row, or a count that differs from
the names, leaves it alone; plans, changes and other times are other figures; of several columns that may be meant one that
agrees is enough, and what is far from the sum is of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.named_lists import (
    KIND,
    NamedColumn,
    NamedList,
    Rows,
    columns_meant,
    columns_of_measure,
    named_lists,
    row_names,
    without_names,
)
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "sum"
_TABLE = "\n\n表1 招生\n\n专业\t招生计划\t实际招生\n护理\t240\t236\n会计\t120\t98\n机电\t200\t204\n合计\t560\t538\n"
EXAMPLES = (
    Example("fail", f"护理、机电两个专业实际招生合计450人。{_TABLE}"),
    Example("pass", f"护理、机电两个专业实际招生合计440人。{_TABLE}"),
    Example("silent", f"护理、烹饪两个专业实际招生合计450人。{_TABLE}"),
    Example("silent", f"护理、机电两个专业上年招生合计450人。{_TABLE}"),
)
_N = r"[一两二三四五六七八九十]{1,2}|\d{1,2}"
_TOGETHER = as_pattern(
    rf"\s*(?:{KIND})?[）)]?\s*(?:这?(?P<count>{_N})\s*(?:[个所家类门项大](?:{KIND})?|[校系地者]))?的?(?P<what>[\u4e00-\u9fff“”]{{0,12}}?)(?:人数|规模|总数|数)?"
    r"(?:一共|合计|共计|总计|总共|合共|相加|加起来|之和|共)有?(?P<again>[\u4e00-\u9fff“”]{0,10}?)(?:约?为|是|达到?|有|:|：)*\s*$"
)
_OTHERWISE = as_pattern(
    r"计划到|目标|预计|力争|要求|标准|增|减|提高|下降|比上|较|上年|去年|同期|20\d\d|其中|新|每|累计|占|分别|以往|曾|除|不含|男|女|平均|联合|共同|共建|帮扶|结对|培养|派|获"
)
_FAR = 2  # times


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Sums of rows, list by list."""
    rows, index = row_names(manuscript)
    if not rows:
        return
    for passage in manuscript.prose_with("共", "合计", "总计", "相加", "之和", "加起来"):
        for each in named_lists(passage, index):
            if len(each.names) > 1:
                yield from _summed(passage, each, rows)


def _summed(passage: Passage, each: NamedList, rows: Rows) -> Iterator[Remark]:
    start, stop = passage.clause_at(each.end - 1)
    for mention in passage.mentions_in(each.end, stop):
        match = _TOGETHER.fullmatch(passage.plain, each.end, mention.start)
        if match is None:
            continue
        count = read_whole(match["count"].replace("两", "二")) if match["count"] else None
        exact = (
            not mention.is_percent and not mention.is_loose and mention.number.hedge is Hedge.NONE and mention.measure
        )
        words = without_names(passage.plain[start:stop], each.names)
        if not exact or (count is not None and count != len(each.names)) or _OTHERWISE.search(words):
            return
        what = match["what"] or match["again"]
        columns = columns_meant(each.names, what, rows, mention) if len(what) > 1 else []
        yield from _judged(passage, each, mention, columns or columns_of_measure(each.names, rows, mention))
        return


def _judged(passage: Passage, each: NamedList, mention: Mention, columns: list[NamedColumn]) -> Iterator[Remark]:
    sums = [(sum((figure.value for figure in column.figures), Decimal(0)), column) for column in columns]
    own = mention.number.value
    found = next((pair for pair in sums if abs(pair[0] - own) <= mention.number.ulp / 2), None)
    holds = found is not None
    found = found or (sums[0] if len(sums) == 1 and sums[0][1].is_exact else None)
    if found is None or not found[0] or not 1 / Decimal(_FAR) < own / found[0] < _FAR:
        return
    value, column = found
    shown = " + ".join(figure.number.raw.strip() for figure in column.figures)
    scale = mention.number.scale
    yield Remark(
        f"listed-sums:{mention.id}", "listed-sums", FAULT, (mention.place, *(figure.place for figure in column.figures)),
        "与表中各行相加相符" if holds else f"此处「{'、'.join(each.names)}」合计写作 {mention.raw.strip()}，表中 {shown} = {value / scale:f}",
        "the rows add up to it" if holds else f"in the table the rows add up to {value / scale:f}", severity="warning", holds=holds,
        reported=mention.raw.strip(), expected=f"{value / scale:f}", formula=f"{shown} = {value / scale:f} / {mention.raw.strip()}",
        keys=(mention.id, *(figure.key for figure in column.figures)),
    )  # fmt: skip
