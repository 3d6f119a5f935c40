"""除二职外，其余三校均有减少: the rows of a table that do not go that way are the ones that are taken out.

Cue: 除 and the names of rows, 外 or 以外, then 其余, 各 or 均 with a direction, beside a table of those rows over two periods; without any table
除甲增加外，其余也是增加, and 只有甲增加，其余均增加, where the exception goes the way of the rest. Why it should hold in any report: the reader
follows the rows with a finger, and an exception is one because it goes another way. Guards: all that is taken out are rows of the table; a number
behind 其余 must be that of the rows left; rows that stand still go either way; where more than two rows are told wrongly, or
less than half of them go that way, the sentence is about something else, unless every row goes the other way. 也 and 还 add and take
nothing out; a rest with a figure or a degree of its own (大幅, 均增加 5 人) differs by how much; a rest that names another thing is of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.table_extremes import moving_table
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.column_names import named_rows
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
_TABLE = (
    "\n\n表1 各校在校生\n\n学校\t2021年\t2022年\n一职\t1200\t1180\n二职\t980\t1010\n商贸\t760\t742\n卫校\t890\t865\n"
)
EXAMPLES = (
    Example("fail", f"除商贸外，其余三校均有减少。{_TABLE}"),
    Example("fail", f"除二职外，各校在校生均比上年增加。{_TABLE}"),
    Example("fail", f"除一职略有增加外，其他学校均有所减少。{_TABLE}"),
    Example("pass", f"除二职外，其余三校均有减少。{_TABLE}"),
    Example("fail", "除企业职工培训增加145人次外，其他三类都有增加。"),
    Example("fail", "四校中只有二职招生增加，其余三所均有增加。"),
    Example("silent", f"除二职外，其余两校均有减少。{_TABLE}"),
    Example("silent", "除企业职工培训大幅增加外，其他三类也小幅增加。"),
    Example("silent", f"除二职外，各校均开设了新专业。{_TABLE}"),
)
_EXCEPT = as_pattern(
    r"除(?:了)?(?P<who>[^，。；\d]{2,24}?)(?:略有|有所|小幅|稍有|稍|略|基本|有|保持|出现|逆势)*(?P<own>增加|增长|增多|上升|上涨|提高|提升|扩大|减少|下降|降低|下滑|缩减|压减|回落|持平|不变)?(?:之|以)?外[，,]?"
    r"(?P<rest>[^，。；\d]{0,20}?)(?P<together>均|都|全部|皆|普遍)(?:比|较|与)?(?:上年|去年|上一?学?年|20\d\d年)?(?:同期|相比)?(?:呈|出现|实现|有所|略有|小幅|不同程度[的地]?|一定程度[的地]?|有|了)*"
    r"(?P<way>增加|增长|增多|上升|上涨|提高|提升|扩大|减少|下降|降低|下滑|缩小|缩减|压减|压缩|回落|走低|走高)(?![到至])"
)
_OTHERS = as_pattern(r"(?:其[余他它]|另外?|剩余)(?P<count>[一两二三四五六七八九十\d]{1,2})?")
_FALLS = as_pattern(r"减|降|滑|缩|回落|走低")
_MOST_WRONG = 2


_WAYS = r"增加|增长|增多|上升|上涨|提高|提升|扩大|减少|下降|降低|下滑|缩小|缩减|压减|回落"
_HOW = r"(?:略有|稍有|有所|小幅|逆势|出现|保持|继续|同比|略|稍|仍|呈|有)*"
# 除甲增加 145 人外，其他三类都有增加: what is taken out goes the way of all the others.
_OUT = as_pattern(
    rf"除了?(?P<who>[^，。；：除外]{{1,24}}?){_HOW}(?P<own>{_WAYS})(?:了|约)?(?P<size>\s*[\d.,]+[^，。；外]{{0,8}})?(?:之|以)?外[，,]?(?P<rest>[^，。；]{{0,24}}?)(?P<way>{_WAYS})(?P<behind>[^，。；]{{0,6}})"
)
_ALONE = as_pattern(
    rf"(?:只有|仅有?|唯有|唯独)(?P<who>[^，。；：]{{1,20}}?){_HOW}(?P<own>{_WAYS})(?P<size>[^。；]{{0,16}}?)[，,；;]而?(?P<rest>(?:其[余他它]|另外?|剩余)[^，。；]{{0,20}}?)(?P<way>{_WAYS})(?P<behind>[^，。；]{{0,6}})"
)
_DEGREE = as_pattern(r"大幅|明显|显著|较[快大多]|快速|迅速|翻番|成倍|超过?|以上|过快|[两双]位数|[\d%]|到|至|幅度|最")
_ADDS = as_pattern(r"也|还|亦|又|同样|同时|随之|相应")
_OF_THE_REST = as_pattern(
    r"(?:其[余他它]|另外?|剩余|各[级类校个]?|所有|全部)|[一两二三四五六七八九十\d]+(?=[个所类项家门种])|(?:都|均|皆|普遍|全部|全都|一律|则|不同程度[的地]?|一定程度[的地]?|比上年|较上年|同比|有所|略有|小幅|出现|实现|保持|呈现?|有|的|了|[个所类项家门种校]|专业|学校|项目|指标|年级|大类|部分|年份|地区|县区|区县|人数|数量)"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """What is taken out, sentence by sentence; then exceptions that go the way of the rest."""
    yield from _against_tables(manuscript)
    for passage in manuscript.prose_with("除", "只有", "仅", "唯"):
        for pattern in (_OUT, _ALONE):
            for match in pattern.finditer(passage.plain):
                yield from _against_itself(passage, match)


def _against_itself(passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    rest = match["rest"]
    if (
        not _OTHERS_OR_ALL.search(rest)
        or _ADDS.search(rest)
        or (_FALLS.search(match["own"]) is None) != (_FALLS.search(match["way"]) is None)
    ):
        return
    who = match["who"].rstrip("0123456789年")[-4:].lstrip("0123456789")
    if _DEGREE.search(who + rest + match["behind"]) or match["behind"].startswith(("幅", "量", "速", "的")):
        return
    left = _OF_THE_REST.sub("", compact(rest))
    shared = any(left[i : i + 2] in match["who"] for i in range(len(left) - 1))
    if _MEASURE.search(match["who"]) and _MEASURE.search(left) and not shared:
        return
    if len(left) > 1 and not shared and not _MEASURE.search(left):
        return
    here, there = passage.place(*match.span("own")), passage.place(*match.span("way"))
    yield Remark(
        f"except-rows:{passage.id}:{match.start()}", "except-rows", FAULT, (here, there),
        f"此处把「{match['who'].strip()}」作为例外，却与其余一样是「{here.text}」，请核对方向", f"the exception goes the way of all the others: “{here.text}”",
        severity="warning", reported=here.text, expected="增加" if _FALLS.search(match["own"]) else "减少",
        formula=f"{here.text} / {there.text}",
    )  # fmt: skip


# What is counted or measured; a rest of another measure than the exception is of something else.
_MEASURE = as_pattern(
    r"招生|新生|在校生|学生|毕业生|教师|教职工|人次|人数|[率度比]$|经费|收入|支出|拨款|投入|面积|设备|图书|工位|培训|获奖|就业|升学|月薪|起薪|数[量额]|占比"
)
_OTHERS_OR_ALL = as_pattern(r"其[余他它]|另|剩余|各|所有|全部|均|都|普遍")


def _against_tables(manuscript: Manuscript) -> Iterator[Remark]:
    rows = named_rows(manuscript)
    if not rows:
        return
    for passage in manuscript.prose():
        if "除" in passage.plain:
            for match in _EXCEPT.finditer(passage.plain):
                yield from _claim(manuscript, passage, match)


def _claim(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    _, moves = moving_table(manuscript, passage, match["who"], named_rows(manuscript))
    said = compact(match["who"])
    names = {_short(label) for label, _, _ in moves}
    taken = {name for name in names if name in said}
    taken = {name for name in taken if not any(name != other and name in other for other in taken)}
    if not taken or len(moves) <= len(taken) + 1 or _left(said, taken):
        return
    others = _OTHERS.search(match["rest"])
    count = others["count"] if others is not None else None
    if count and read_whole(count.replace("两", "二")) != len(moves) - len(taken):
        return
    sign = -1 if _FALLS.search(match["way"]) else 1
    steps = {_short(label): sign * (after.value - before.value) for label, before, after in moves}
    wrong = {name for name, step in steps.items() if step < 0 and name not in taken}
    alike = {name for name in taken if steps[name] > 0}
    turned_round = len(wrong) == len(steps) - len(taken) and alike == taken
    few = 2 * sum(step > 0 for step in steps.values()) >= len(steps) and len(wrong) <= _MOST_WRONG
    if not few and not turned_round:
        return
    holds = not wrong and not (alike and match["own"])
    if not wrong and alike and not match["own"]:
        # 除甲校外均增加 is also said where nothing is told of 甲校.
        return
    right = [label for label, _, _ in moves if steps[_short(label)] < 0] or ["没有一行"]
    shown = [figure for label, before, after in moves if _short(label) in wrong | taken for figure in (before, after)]
    place = passage.place(*match.span("who"))
    way = "减少" if sign < 0 else "增加"
    yield Remark(
        f"except-rows:{passage.id}:{match.start()}", "except-rows", FAULT, (place, *(figure.place for figure in shown)),
        f"说除「{match['who']}」外都{way}，表中没有{way}的是「{'、'.join(right)}」", f"in the table the rows that go the other way are {', '.join(right)}",
        severity="warning", holds=holds, reported=match["who"], expected="、".join(right),
        formula="；".join(f"{label} {before.number.raw.strip()} → {after.number.raw.strip()}" for label, before, after in moves[:6]),
        keys=tuple(figure.key for _, before, after in moves for figure in (before, after)),
    )  # fmt: skip


def _short(label: str) -> str:
    return as_pattern(r"(?:专业|学校)$").sub("", label)


def _left(said: str, names: set[str]) -> str:
    """What is taken out besides rows of the table."""
    for name in names:
        said = said.replace(name, "")
    return as_pattern(r"专业|学校|[和与及、]|在校生|人数|两校|两所|略|有|的|为|个|所|招生|毕业生|就业率|升学率").sub(
        "", said
    )
