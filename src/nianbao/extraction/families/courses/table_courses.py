"""What is said of all the rows of a table together is true of its rows: 三增一减, 均比上年增加, 六项指标全部逐年上升.

Cue: a number of items with 全部, 均, 都, 同向 and a direction, with so many rises and falls, or with 没有一项 and 只有一项, beside a
table of as many rows (or columns) over two or more periods; 经费投入逐年增加 beside a table of money with one total. Why it
should hold in any report: who counts the rises has the table before the eyes. Guards: the table stands next to the
sentence or is named by it, and its items are as many as the words say, totals left out, or are named there; where
about half of the rows go the other way the words are about something else; 比上年 is about the last step alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Remark, relation, trend_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.extraction.told.courses import courses, number_of, stretches
from nianbao.extraction.wording import QUOTIENT
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "direction"
_TABLE = "项目\t2021年\t2022年\n财政拨款\t2648\t2871\n学费\t338\t352\n事业收入\t96\t88\n合计\t3082\t3311\n"
EXAMPLES = (
    Example("fail", f"{_TABLE}\n三项收入均比上年增加。"),
    Example("fail", f"{_TABLE}\n三项收入一增两减。"),
    Example("fail", f"{_TABLE}\n三项收入，没有一项是减的。"),
    Example("fail", f"{_TABLE.replace('88', '98')}\n三项收入全部下降。"),
    Example("pass", f"{_TABLE}\n三项收入两增一减。"),
    Example("pass", f"{_TABLE.replace('88', '98')}\n三项收入均比上年增加。"),
    Example("silent", f"{_TABLE}\n五项收入均比上年增加。"),
)
_N = r"[一两二三四五六七八九十\d]{1,2}"
_KIND = r"(?:项|类|个|种|条|大类|块|方面|组|所|者|校)"
_UP = r"增加|增长|上升|提高|提升|上涨|扩大|上行|攀升|向上|递增|增|升|涨|多"
_DOWN = r"减少|下降|降低|下滑|回落|下行|向下|递减|减|降|少"
_TALLY = as_pattern(
    rf"(?P<n>{_N}){_KIND}(?P<noun>[^，。；\d]{{0,10}}?)(?:里|中|内|，|呈|有|:|：)*(?P<a>{_N}){_KIND}?(?:是|在|呈)?(?P<aw>{_UP}|{_DOWN})的?[、，,]?"
    rf"(?P<b>{_N}){_KIND}?(?:是|在|呈)?(?P<bw>{_UP}|{_DOWN})"
)
_NONE = as_pattern(
    rf"(?P<n>{_N}){_KIND}(?P<noun>[^，。；\d]{{0,10}}?)(?:里|中|，)*(?P<word>没有一{_KIND}|无一{_KIND}?|只有(?P<few>{_N}){_KIND}|仅有?(?P<few2>{_N}){_KIND})(?:是|在|出现|有所)*(?P<way>{_UP}|{_DOWN})"
)
_ALL = as_pattern(
    rf"(?:(?P<n>{_N})(?={_KIND})|(?P<each>各)(?=[项类]))(?P<kind>{_KIND})(?P<noun>[^，。；：\d]{{0,10}}?)(?P<gap>[^，。；：]{{0,14}}?)(?:全部|全都|均|都|悉数|同向|同步|齐)(?P<mid>[^，。；：\d]{{0,10}}?)(?P<way>{_UP}|{_DOWN})(?=[，。；！）的了、]|[一二三四五六七八九]|态势|趋势|$)"
)
_NO_COMPARISON = as_pattern(
    r"不|未|没|高于|低于|超过|达到|以上|以下|保持在|增幅|增速|降幅|比例|各年级|(?<![主重])要|应(?![用急届])|将|力争|计划|努力"
)
_LAST_STEP = as_pattern(r"[比较]上|[比较]去|同比|上年|去年")
_OVERALL = as_pattern(
    r"(?:^|[，。；、]|20\d{2}年|来|全[区市县校]|学校|教育)(?:职业|中职)?(?:教育)?(?:经费|资金|财政)?(?:总)?(?:投入|经费|支出|收入|拨款)(?:总[量额]|规模)?(?:总体|整体)?$"
)
_TOGETHER = as_pattern(r"全部|全都|均|都|悉数|同[向步]|齐")
_ANY_WAY = as_pattern(r"[增升减降涨多少]|提高|扩大|回落|下滑|[上下]行|向[上下]")
_NEAR = 5  # blocks between a sentence and its table
_LEAST_NOUN = 2
_LEFT_OUT = as_pattern(r"除[^，,。；]{2,24}[，,]?")
_SUMMED = as_pattern(r"(?:合计|总计|小计|总和)$")


class _Item(NamedTuple):
    name: str
    figures: tuple[tuple[int, Figure], ...]
    is_total: bool


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Sentences about all rows of a table."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose():
        if not _ANY_WAY.search(passage.plain):
            continue
        for match in _TALLY.finditer(passage.plain):
            yield from _tallied(manuscript, passage, match, {
                _way(match["aw"]): number_of(match["a"]), _way(match["bw"]): number_of(match["b"])
            })  # fmt: skip
        for match in _NONE.finditer(passage.plain):
            few = match["few"] or match["few2"]
            yield from _tallied(manuscript, passage, match, {_way(match["way"]): number_of(few or "")})
        for match in _ALL.finditer(passage.plain) if _TOGETHER.search(passage.plain) else ():
            if not _NO_COMPARISON.search(match[0]):
                yield from _all(manuscript, passage, match)
        yield from _overall(manuscript, passage)


def _way(word: str) -> str:
    return "up" if as_pattern(_UP).fullmatch(word) else "down"


@kept
def _neighbours(manuscript: Manuscript) -> dict[str, tuple[Sheet, ...]]:
    """The tables next to each passage, the one below first where a colon or 如下 does not decide it."""
    sheets = {sheet.block.id: sheet for sheet in manuscript.sheets}
    blocks = [block for block in manuscript.document.blocks if block.text.text.strip() or block.kind is BlockKind.TABLE]
    found: dict[str, tuple[Sheet, ...]] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            continue
        before = next((sheets[b.id] for b in reversed(blocks[max(0, index - _NEAR) : index]) if b.id in sheets), None)
        behind = next((sheets[b.id] for b in blocks[index + 1 : index + 1 + _NEAR] if b.id in sheets), None)
        found[block.id] = tuple(sheet for sheet in (before, behind) if sheet is not None)
    return found


def _tables(manuscript: Manuscript, passage: Passage) -> list[Sheet]:
    named = as_pattern(r"表\s*(\d{1,2}(?:\s*[-—.]\s*\d{1,2})?|[一二三四五六七八九十]{1,3})").findall(passage.plain)
    by_name = [
        sheet for sheet in manuscript.sheets
        if any(re.match(rf"\s*表\s*{re.escape(name)}(?![\d-])", half_width(sheet.caption)) for name in named)
    ]  # fmt: skip
    return by_name or list(_neighbours(manuscript).get(passage.id, ()))


@kept
def _items(sheet: Sheet) -> tuple[_Item, ...]:
    """What the table tells over its periods: a row each, or a column each where the rows are periods."""
    columns = []
    for column in sheet.numeric_columns:
        head = as_pattern(r"[（(][^（）()]*[）)]").sub("", half_width(compact("".join(sheet.column_path(column)))))
        if (match := PERIOD.fullmatch(head)) is not None:
            columns.append((int(match[1]), column))
    columns.sort()
    found: list[_Item] = []
    if len(columns) >= 2 and len({period for period, _ in columns}) == len(columns):
        for row in sheet.data_rows:
            figures = tuple((period, f) for period, c in columns if (f := sheet.figure(row, c)) is not None)
            if len(figures) == len(columns):
                name = bare_label(sheet.row_label(row))
                total = sheet.is_total_row(row) or sheet.is_subtotal_row(row) or _SUMMED.search(name) is not None
                found.append(_Item(name, figures, total))
        return tuple(found)
    rows = sorted(
        (int(match[1]), row)
        for row in sheet.data_rows
        if sheet.row_path(row) and (match := PERIOD.fullmatch(half_width(compact(sheet.row_path(row)[0]))))
    )
    if len(rows) >= 2 and len({period for period, _ in rows}) == len(rows):
        for column in sheet.numeric_columns:
            figures = tuple((period, f) for period, row in rows if (f := sheet.figure(row, column)) is not None)
            if len(figures) == len(rows):
                head = bare_label(sheet.head(column))
                found.append(_Item(head, figures, _SUMMED.search(head) is not None))
    return tuple(found)


def _chosen(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> list[_Item]:
    """The items that the words are about: as many as they say, or those they name."""
    count = number_of(match["n"] or "")
    lead = passage.plain[passage.sentence_at(match.start())[0] : match.start()]
    for sheet in _tables(manuscript, passage):
        items = [item for item in _items(sheet) if not item.is_total]
        plain = [item for item in items if not QUOTIENT.search(item.name)]
        names = [
            name
            for name in as_pattern(r"[、和与及，]").split(as_pattern(r"^.*(?:看到|可见|显示|中|来)").sub("", lead))
            if name.strip()
        ]
        named = [_named(name.strip(), items) for name in names[-count:]] if count else []
        if count > 1 and len(named) == count and all(item is not None for item in named):
            return [item for item in named if item is not None]
        if count > 1:
            for group in (items, plain):
                if len(group) == count:
                    return group
        elif len(items) > 1:
            return items
    return []


def _named(name: str, items: Sequence[_Item]) -> _Item | None:
    for core in (name, as_pattern(r"(?:人数|总数|数)$").sub("", name)):
        found = [item for item in items if core and core in item.name]
        if found:
            return min(found, key=lambda item: (bool(QUOTIENT.search(item.name)), len(item.name)))
    return None


def _signs(item: _Item) -> list[int]:
    values = [figure.value for _, figure in item.figures]
    return [(new > old) - (new < old) for old, new in pairwise(values)]


def _tallied(manuscript: Manuscript, passage: Passage, match: re.Match[str], said: dict[str, int]) -> Iterator[Remark]:
    items = _chosen(manuscript, passage, match)
    if not items or not match["n"] or (len(said) == 2 and sum(said.values()) > number_of(match["n"])):
        return
    sign = {"up": 1, "down": -1}
    counted = [
        {way: sum(pick(_signs(item)) == sign[way] for item in items) for way in said}
        for pick in (lambda signs: signs[-1], lambda signs: (sum(signs) > 0) - (sum(signs) < 0))
    ]
    holds = any(each == said for each in counted)
    place = passage.place(match.start(), match.end())
    words = "、".join(f"{counted[0][way]} 项{'升' if way == 'up' else '降'}" for way in said)
    yield Remark(
        f"table-courses:{passage.id}:{match.start()}", "table-courses", FAULT,
        (place, *(figure.place for item in items for _, figure in item.figures[-2:])),
        f"「{place.text}」与表中各项的增减不符：表中是 {words}，请核对" if not holds else f"「{place.text}」与表中各项相符",
        f"“{place.text}” does not fit the rows of the table",
        severity="warning", holds=holds, reported=place.text, formula=words,
        keys=tuple(figure.key for item in items for _, figure in item.figures),
    )  # fmt: skip


def _all(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Relation | Remark]:
    items = _chosen(manuscript, passage, match)
    if match["each"] and not _fits_noun(match["noun"] + match["gap"], items):
        return
    left_out = _LEFT_OUT.search(passage.plain[passage.sentence_at(match.start())[0] : match.start()])
    if left_out is not None:
        # 除甲外，其他各类均增加: the one named is not spoken of.
        items = [item for item in items if len(item.name) < 2 or item.name not in left_out[0]]
    if len(items) < 2:
        return
    word = _way(match["way"])
    wanted = 1 if word == "up" else -1
    begin = passage.sentence_at(match.start())[0]
    words = passage.plain[begin : match.end()]
    place = passage.place(match.start(), match.end())
    last_only = _LAST_STEP.search(match[0]) is not None
    steady = as_pattern(r"逐年|一年比一年|连续|持续|曲线|同向").search(match[0]) is not None
    claims = []
    for item in items:
        operands = [figure.operand() for _, figure in item.figures]
        pieces = stretches([period for period, _ in item.figures], words, 0)
        if last_only:
            pieces = [(len(operands) - 2, len(operands))]
        elif not steady:
            pieces = [*pieces, (len(operands) - 2, len(operands))]
        readings = [trend_of(operands[a:b], word) for a, b in dict.fromkeys(pieces)]
        if not steady and not last_only and len(operands) > 2:
            readings.append(trend_of([operands[0], operands[-1]], word))
        claims.append((item, readings))
    against = [
        item for item in items if all(sign != wanted for sign in (_signs(item)[-1:] if last_only else _signs(item)))
    ]
    if len(against) == len(items):
        yield Remark(
            f"table-courses:{passage.id}:{match.start()}", "table-courses", FAULT,
            (place, *(figure.place for item in items for _, figure in item.figures[-1:])),
            f"「{place.text}」与表中各项的走向相反，请核对", f"“{place.text}”: every row of the table goes the other way",
            severity="warning", reported=place.text, formula=place.text,
        )  # fmt: skip
        return
    wrong = [
        item for item in items if any(sign == -wanted for sign in (_signs(item)[-1:] if last_only else _signs(item)))
    ]
    if 2 * len(wrong) > len(items):
        return
    for _, readings in claims:
        yield relation("table-courses", readings, cue=match[0], severity="warning", place=place)


def _fits_noun(noun: str, items: Sequence[_Item]) -> bool:
    """各项支出 is said of rows of money, 各类学生 of rows of people; without a noun of nothing."""
    noun = as_pattern(r"(?:人次|人数|总数|数量|规模|总量|总额|数|的|也)+$").sub("", noun)
    if len(noun) < _LEAST_NOUN:
        return False
    sheets = {item.figures[0][1].sheet for item in items}
    about = [*(item.name for item in items), *(sheet.caption for sheet in sheets)]
    return any(noun[-2:] in words for words in about)


def _overall(manuscript: Manuscript, passage: Passage) -> Iterator[Relation]:
    """经费投入逐年增加 beside a table of money: its total over the years."""
    for course in courses(passage.plain, 0, len(passage.plain)):
        if course.word not in ("up", "down"):
            continue
        start, _ = passage.sentence_at(course.start)
        clause = passage.plain[passage.clause_at(course.start)[0] : course.start]
        if not _OVERALL.search(clause) or as_pattern(r"[比较]|人员|公用|项目|设备|培训|其中").search(clause):
            continue
        for sheet in _tables(manuscript, passage):
            totals = [item for item in _items(sheet) if item.is_total and len(item.figures) > 2]
            about = sheet.caption + sheet.section + "".join(item.name for item in _items(sheet))
            if len(totals) != 1 or not as_pattern(r"经费|投入|支出|收入|拨款").search(about):
                continue
            operands = [figure.operand() for _, figure in totals[0].figures]
            periods = [period for period, _ in totals[0].figures]
            pieces = stretches(periods, passage.plain[start : course.end], course.steps)
            yield relation(
                "table-courses", [trend_of(operands[a:b], course.word) for a, b in pieces],
                cue=passage.plain[course.start : course.end], severity="warning", place=passage.place(course.start, course.end),
            )  # fmt: skip
            break
