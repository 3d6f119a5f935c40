"""A sentence that points to a numbered table points to the one that holds what it speaks of.

Cue: 技能大赛获奖情况见表1-2, where 表1-2 is about where graduates went and another caption reads 技能大赛获奖情况; 表5各项 said of rows that
stand in 表6. Why it should hold in any report: who sends the reader to a table has written the sentence about it; numbers go
wrong when a table is put in before it. Guards: the table pointed to must be read and share no word with the
sentence, neither in its caption nor in its labels, and exactly one other numbered table must share a long piece of its caption or
whole labels of its rows; words that any table may bear (情况, 统计, 学校, 合计) are no sign; a sentence that points to several tables is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.captions import CAPTION, number_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import Sheet
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
_PRIZES = "表1-1 技能大赛获奖情况\n\n学校\t一等奖\t二等奖\n甲校\t12\t15\n乙校\t8\t9\n"
_GRADUATES = "表1-2 毕业生去向\n\n学校\t升学\t就业\n甲校\t320\t80\n乙校\t210\t46\n"
EXAMPLES = (
    Example("fail", f"学生技能大赛获奖情况见表1-2。\n\n{_PRIZES}\n毕业生的升学与就业情况见表1-2。\n\n{_GRADUATES}"),
    Example("pass", f"学生技能大赛获奖情况见表1-1。\n\n{_PRIZES}\n毕业生的升学与就业情况见表1-2。\n\n{_GRADUATES}"),
    Example("silent", f"分学校的升学人数与上年持平，见表1-2。\n\n{_PRIZES}\n{_GRADUATES}"),
    Example("silent", f"技能大赛获奖情况见表1-1，毕业生去向见表1-2。\n\n{_PRIZES}\n{_GRADUATES}"),
)
_CITED = as_pattern(
    r"(?<![\u4e00-\u9fff《]表)(?<![附代列填报图])表\s*(?P<number>\d{1,2}(?:\s*[-—.．–]\s*\d{1,2}){0,2})(?!\d)"
)
_FOREIGN = as_pattern(r"》[^，。；]{0,6}$|附件[^，。；]{0,6}$|附录[^，。；]{0,6}$")
# Words that any caption and any head may bear.
_ANY_TABLE = as_pattern(
    r"20\d\d|学?年度?|情况|统计|汇总|一览|明细|数据|基本|具体|详细|各[校类项]|全[区市县校]|我[区市县校]|学校|学生|人数|数量|人次|比例|占比|合计|总计|小计|共计|"
    r"项目|指标|单位|名称|序号|如下|所示|备注|[表的和与及为在]"
)
_LEAST_OF_TITLE = 4  # characters in a row that a sentence shares with a caption
_LEAST_OF_LABEL = 5  # characters in a row that a sentence shares with a label; whole shorter ones count too
_LEAST_LABEL = 4
_LEAST_LABELS = 2
_LEAST_OTHER_LABELS = 3  # labels of the table pointed to; with fewer nothing is known of it


@dataclass(frozen=True)
class _Table:
    number: tuple[int, ...]
    title: str
    labels: frozenset[str]
    place: Place

    @cached_property
    def words(self) -> str:
        return " ".join((self.title, *self.labels))

    def is_told_of(self, topic: str) -> bool:
        """True where the sentence repeats a long piece of the caption, or whole labels."""
        pieces, joined = topic.split(), topic.replace(" ", "")
        if any(_longest_common(piece, part) >= _LEAST_OF_TITLE for piece in pieces for part in self.title.split()):
            return True
        told = (
            len(label) >= _LEAST_LABEL
            and (label in joined or any(_longest_common(piece, label) >= _LEAST_OF_LABEL for piece in pieces))
            for label in self.labels
        )
        return sum(told) >= _LEAST_LABELS


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Every sentence that points to one numbered table."""
    captioned = list(_captioned(manuscript))
    numbers = [number_of(match["number"]) for _, _, match in captioned]
    if len(set(numbers)) < 2 or len(set(numbers)) < len(numbers):
        return
    tables = tuple(_table(*each) for each in captioned)
    for passage in manuscript.prose():
        for start, end in passage.full_sentences:
            cited = list(_CITED.finditer(passage.plain, start, end))
            if len(cited) == 1:
                yield from _of_another(passage, cited[0], (start, end), tables)


def _captioned(manuscript: Manuscript) -> Iterator[tuple[Sheet, Passage, re.Match[str]]]:
    captions = {passage.text.strip(): passage for passage in manuscript.passages if CAPTION.match(passage.plain)}
    for sheet in manuscript.sheets:
        passage = captions.get(sheet.caption.strip())
        match = CAPTION.match(half_width(sheet.caption))
        if passage is None or match is None or match["what"] not in ("表", "附表"):
            continue
        yield sheet, passage, match


def _table(sheet: Sheet, passage: Passage, match: re.Match[str]) -> _Table:
    title = _content(half_width(sheet.caption)[match.end() :])
    return _Table(number_of(match["number"]), title, frozenset(_labels(sheet)), passage.place(0, len(passage.text)))


def _labels(sheet: Sheet) -> Iterator[str]:
    for row in range(sheet.row_count):
        for text in sheet.row_texts(row):
            words = _content(half_width(text)).replace(" ", "")
            if len(words) > 1:
                yield words


def _content(words: str) -> str:
    """Han characters without the words that any table may bear, in pieces.

    >>> _content("2023年学生技能大赛获奖情况（项）")
    '技能大赛获奖 项'
    """
    return " ".join(as_pattern(r"[\u4e00-\u9fff]+").findall(_ANY_TABLE.sub(" ", words)))


def _shares_a_word(table: _Table, topic: str, tables: tuple[_Table, ...]) -> bool:
    """True where two characters in a row stand in the sentence and in the table, and not in every second caption."""
    shared = {pair for piece in topic.split() for pair in _pairs(piece) if pair in table.words}
    return any(sum(pair in other.title for other in tables) < max(len(tables) / 2, 2) for pair in shared)


def _pairs(piece: str) -> Iterator[str]:
    return (piece[index : index + 2] for index in range(len(piece) - 1))


def _longest_common(left: str, right: str) -> int:
    """
    >>> _longest_common("技能大赛获奖", "市级技能大赛")
    4
    """
    best = 0
    for start in range(len(left)):
        while start + best < len(left) and left[start : start + best + 1] in right:
            best += 1
    return best


def _of_another(
    passage: Passage, match: re.Match[str], sentence: tuple[int, int], tables: tuple[_Table, ...]
) -> Iterator[Remark]:
    start, end = sentence
    number = number_of(match["number"])
    own = next((table for table in tables if table.number == number), None)
    if own is None or len(own.labels) < _LEAST_OTHER_LABELS or _FOREIGN.search(passage.plain, start, match.start()):
        return
    topic = _content(f"{passage.plain[start : match.start()]} {passage.plain[match.end() : end]}")
    place = passage.place(match.start(), match.end())
    if own.is_told_of(topic):
        yield Remark(
            f"table-citations:{passage.id}:{match.start()}", "table-citations", FAULT, (place, own.place),
            f"「{place.text}」所说的就在该表中", f"{place.text} holds what the sentence speaks of", holds=True, formula=place.text,
        )  # fmt: skip
    if _shares_a_word(own, topic, tables):
        return
    others = [table for table in tables if table is not own and table.is_told_of(topic)]
    if len(others) != 1:
        return
    other = others[0]
    right = "表" + "-".join(map(str, other.number))
    yield Remark(
        f"table-citations:{passage.id}:{match.start()}", "table-citations", FAULT, (place, own.place, other.place),
        f"这里指向「{place.text}」，但该表（{own.place.text.strip()}）与本句所说的无关；疑应为「{right}」（{other.place.text.strip()}）",
        f"{place.text} holds nothing of what the sentence speaks of; {other.place.text.strip()} does",
        severity="warning", reported=place.text, expected=right, suggestion=right, formula=f"{place.text} → {right}",
    )  # fmt: skip
