"""What is said of rows that a sentence names one by one is true of each of them in the table.

Cue: 护理、药剂两个专业对口率达到 100%, 起薪超过 3000 元的专业有护理、机电和会计, 毕业生最多的两个专业是护理和会计, 起薪居前三位的是…, 护理专业起薪高于机电专业,
where all names are rows of one table with a column of that measure. Why it should hold in any report: the reader looks each name up. Guards:
a name that stands beside the list and is no row, or a count that differs from the names, leaves the list alone; a name that several rows bear
is nobody's; plans, changes and other times are other figures; of several columns and tables that may be meant one that agrees is enough, and
where the head is not the very word that is said it is only hinted, as where most of the names would be wrong.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.quantifiers import breaks, mode_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.named_lists import (
    KIND,
    NamedColumn,
    NamedList,
    Rows,
    columns_meant,
    named_lists,
    row_names,
    without_names,
)
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "label"
_TABLE = "\n\n表1 就业\n\n专业\t毕业生\t就业率\t对口率\t起薪（元）\n护理\t120\t98.1%\t100%\t3200\n会计\t80\t97.6%\t79.2%\t2900\n机电\t60\t98.0%\t100%\t3600\n药剂\t40\t97.0%\t93.0%\t3000\n"
EXAMPLES = (
    Example("fail", f"护理、药剂两个专业对口率达到100%。{_TABLE}"),
    Example("fail", f"对口率在95%以上的有护理和药剂。{_TABLE}"),
    Example("fail", f"毕业生最多的两个专业是护理和机电。{_TABLE}"),
    Example("fail", f"护理专业起薪高于机电专业。{_TABLE}"),
    Example("pass", f"护理、机电两个专业对口率达到100%。{_TABLE}"),
    Example("pass", f"毕业生最多的两个专业是护理和会计，机电专业起薪高于护理专业。{_TABLE}"),
    Example("silent", f"护理、电商两个专业对口率达到100%。{_TABLE}"),
    Example("silent", f"护理、药剂两个专业计划招生120人以上。{_TABLE}"),
)  # fmt: skip
_N = r"[一两二三四五六七八九十]{1,2}|\d{1,2}"
_TAIL = rf"(?:{KIND})?"
_COUNT = as_pattern(
    rf"\s*(?:{_TAIL})[）)]?\s*等?这?(?:(?P<count>{_N})\s*[个所家类门项大](?:{KIND})?)?[）)]?(?:毕业生|学生)?的?"
)
_KEPT = as_pattern(
    r"(?P<what>[\u4e00-\u9fff“”]{2,12}?)(?:的|也|分别|平均|一直|仍|则)*(?:均|都|全部|皆)?(?:保持|稳定)?(?:在|为|是|达到?了?|已|均|都|就|高于|低于|超过|突破|不足|不到|少于|多于|大于|小于|有)*\s*$"
)
_SAID_FIRST = as_pattern(
    r"(?P<what>[\u4e00-\u9fff“”]{2,12}?)(?:在|为|是|达到?了?|已|均|都|高于|低于|超过|突破|不足|不到|少于|多于|大于|小于)*\s*$"
)
_OF_WHICH = as_pattern(
    rf"\s*(?:及?以[上下])?的?(?:(?:{KIND})(?:共|只|仅|分别|主要|一共)?)?(?:有|是|为|包括)?(?:(?:{_N})\s*[个所家类门项](?:{KIND})?)?[，,]?(?:分别|依次)?(?:有|是|为|即|包括)?[：:]?\s*$"
)
_RANKED = as_pattern(
    rf"(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?:最(?P<which>[高多大低少小])的|(?:位居|位列|排名?|居|列)(?=前))(?:前)?\s*(?P<count>[两二三四五六2-6])\s*[个所名位家类门项]?的?(?:{KIND})?(?:依次|分别)?(?:是|为|有)[：:]?\s*$"
)
_AGAINST = as_pattern(
    rf"{_TAIL}的?(?P<what>[\u4e00-\u9fff]{{0,10}}?)(?:也|明显|略|均|都|要|远|稍)*(?P<way>高于|低于|多于|少于|超过|不及|不如|大于|小于)了?$"
)
_OTHERWISE = as_pattern(
    r"计划|目标|预计|力争|要求|标准|增|减|提高|下降|上升|降低|比上|较|上年|去年|同期|20\d\d|其中|新|每|累计|合计|共计|总计|一共|总和|之和|加起来|占(?!比)|分别|以往|往年|曾|全国|全省|平均水平|除|不含|男|女|本科|高职"
)
_BEFORE = as_pattern(r"(?<![比较与同跟])(?:上年|去年|上一年|上一?学年|上届|往年|前年)")
_LEAST, _MOST_BEHIND = 2, 16


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Bounds, places and comparisons, sentence by sentence."""
    rows, index = row_names(manuscript)
    if not rows:
        return
    for passage in manuscript.prose_with(
        "最", "前", "以上", "以下", "超过", "高于", "低于", "不足", "多于", "少于", "达", "均", "都", "不及", "不如"
    ):
        lists = [each for each in named_lists(passage, index) if not _is_of_before(passage, each)]
        for each in lists:
            yield from _bounds(passage, each, rows)
            yield from _places(passage, each, rows)
        for one, other in itertools.pairwise(lists):
            yield from _against(passage, one, other, rows)


def _bounds(passage: Passage, each: NamedList, rows: Rows) -> Iterator[Remark | Hint]:
    for mention in _near(passage, each):
        if mention.is_loose or mention.number.hedge is Hedge.ABOUT or (mention.is_spelled and not mention.is_percent):
            continue
        start, stop = mention.clause
        if mention.start >= each.end:
            count = _COUNT.match(passage.plain, each.end, mention.start)
            at = count.end() if count is not None else each.end
            number = read_whole(count["count"].replace("两", "二")) if count is not None and count["count"] else None
            said = _KEPT.fullmatch(passage.plain, at, mention.start)
            words, behind = passage.plain[at : mention.start], passage.plain[mention.end : mention.end + 3]
            if (number is not None and number != len(each.names)) or (number is None and len(each.names) < _LEAST):
                continue
        else:
            said = _SAID_FIRST.search(passage.plain, start, mention.start)
            words, behind = passage.plain[start : mention.start], passage.plain[mention.end : mention.end + 3]
            if _OF_WHICH.fullmatch(passage.plain, mention.end, each.start) is None:
                continue
        first = max(start, each.start - _MOST_BEHIND) if mention.start >= each.end else start
        if said is None or _OTHERWISE.search(without_names(passage.plain[first:stop], each.names)):
            continue
        all_of_them = mention.is_percent and mention.number.value == 1
        mode = mode_of(mention, words, behind) or (
            "lower" if words.rstrip().endswith(("达到", "达")) or all_of_them else ""
        )
        if not mode:
            continue
        columns = columns_meant(each.names, _measure(said["what"]), rows, mention)
        wrong = [
            [n for n, figure in zip(each.names, c.figures, strict=True) if breaks(figure, mention, mode)]
            for c in columns
        ]
        yield from _told(passage, each, columns, wrong, f"「{said['what']}{mention.raw.strip()}」")


def _is_of_before(passage: Passage, each: NamedList) -> bool:
    """A sentence that has begun with last year goes on to speak of it."""
    start = passage.full_sentence_at(each.start)[0]
    return _BEFORE.search(passage.plain, start, each.start) is not None


def _near(passage: Passage, each: NamedList) -> Iterator[Mention]:
    """The figure right before the list and the one right behind it, in the same sentence."""
    begin, end = passage.sentence_at(each.start)
    before = passage.mentions_in(begin, each.start)[-1:]
    if before and _OF_WHICH.fullmatch(passage.plain, before[0].end, each.start):
        yield before[0]
    for mention in passage.mentions_in(each.end, end):
        if (
            mention.measure in ("个", "所", "家", "类", "门", "项")
            and not mention.is_percent
            and _COUNT.match(passage.plain, each.end, mention.end)
        ):
            continue
        if mention.clause == passage.clause_at(each.end - 1):
            yield mention
        break


def _measure(what: str) -> str:
    return as_pattern(r"^(?:的|专业|学校|毕业生的|学生的|本届|今年|全年|当年)+(?=[\u4e00-\u9fff]{2})").sub("", what)


def _places(passage: Passage, each: NamedList, rows: Rows) -> Iterator[Remark | Hint]:
    clause = passage.clause_at(each.start)[0]
    if len(each.names) < _LEAST or not as_pattern("[最前]").search(passage.plain, clause, each.start):
        return
    match = _RANKED.search(passage.plain, clause, each.start)
    if match is None or _OTHERWISE.search(passage.plain, clause, each.start):
        return
    count = read_whole(match["count"].replace("两", "二"))
    if count != len(each.names):
        return
    largest = (match["which"] or "高") in "高多大"
    columns = columns_meant(each.names, _measure(match["what"]), rows, None)
    wrong = []
    for column in columns:
        leaves = [
            figure.value for (row, at), figure in column.sheet.figures.items()
            if at == column.column and not column.sheet.is_total_row(row) and not column.sheet.is_subtotal_row(row)
        ]  # fmt: skip
        first = sorted(leaves, reverse=largest)[:count]
        mark = first[-1] if len(leaves) > count else None
        odd = [
            n
            for n, f in zip(each.names, column.figures, strict=True)
            if mark is not None and (f.value < mark if largest else f.value > mark)
        ]
        if not odd and "依次" in match[0]:
            # 依次 tells the order as well.
            values = [figure.value for figure in column.figures]
            odd = [
                n for n, a, b in zip(each.names[1:], values, values[1:], strict=False) if (a < b if largest else a > b)
            ]
        wrong.append(odd)
    yield from _told(passage, each, columns, wrong, f"「{match[0].strip()}」")


def _against(passage: Passage, one: NamedList, other: NamedList, rows: Rows) -> Iterator[Remark | Hint]:
    """甲专业起薪高于乙专业."""
    if len(one.names) != 1 or len(other.names) != 1:
        return
    match = _AGAINST.fullmatch(passage.plain, one.end, other.start)
    begin = passage.clause_at(one.start)[0]
    behind = as_pattern(rf"{_TAIL}的?(?P<what>[\u4e00-\u9fff]{{0,10}})(?=[，。；]|$)").match(passage.plain, other.end)
    if (
        match is None
        or behind is None
        or _OTHERWISE.search(without_names(passage.plain[begin : behind.end()], (*one.names, *other.names)))
    ):
        return
    what = _measure(match["what"] or behind["what"])
    more = match["way"] in ("高于", "多于", "超过", "大于")
    columns = columns_meant((*one.names, *other.names), what, rows, None) if len(what) > 1 else []
    wrong = [
        [one.names[0]]
        if (c.figures[0].value <= c.figures[1].value if more else c.figures[0].value >= c.figures[1].value)
        else []
        for c in columns
    ]
    yield from _told(
        passage,
        NamedList((*one.names, *other.names), one.start, other.end),
        columns,
        wrong,
        f"「{match['way']}」",
        is_pair=True,
    )


def _told(
    passage: Passage,
    each: NamedList,
    columns: Sequence[NamedColumn],
    wrong: Sequence[list[str]],
    said: str,
    *,
    is_pair: bool = False,
) -> Iterator[Remark | Hint]:
    if not columns:
        return
    held = next((column for column, odd in zip(columns, wrong, strict=True) if not odd), None)
    column, odd = (
        (held, []) if held is not None else min(zip(columns, wrong, strict=True), key=lambda pair: len(pair[1]))
    )
    place = passage.place(each.start, each.end)
    head = re.sub(r"\s", "", column.sheet.head(column.column))
    shown = "、".join(
        f"{name} {figure.number.raw.strip()}" for name, figure in zip(each.names, column.figures, strict=True)
    )
    places = (place, *(figure.place for figure in column.figures))
    zh = (
        f"此处说「{place.text}」{said}，表中「{head}」是 {shown}，「{'、'.join(odd)}」不合，请核对"
        if odd
        else f"「{place.text}」{said}与表中相符"
    )
    en = f"“{place.text}” {said} does not fit the table ({shown})" if odd else "it fits the table"
    name = f"{passage.id}:{each.start}:{said}"
    keys = tuple(figure.key for figure in column.figures)
    sure = column.is_exact and len(columns) == 1 and (is_pair or 2 * len(odd) <= len(each.names))
    if not odd or sure:
        yield Remark(
            f"listed-rows:{name}", "listed-rows", FAULT, places, zh, en, severity="warning", holds=not odd,
            reported=place.text, formula=shown, keys=keys,
        )  # fmt: skip
    else:
        yield hint_at(
            "listed-rows", name, FAULT, places, zh, en, reported=place.text, formula=shown, keys=keys, weight=0.4
        )
