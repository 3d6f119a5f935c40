"""除二职外，其余三校均有减少: the rows of a table that do not go that way are the ones that are taken out.

Cue: 除 and the names of rows, 外 or 以外, then 其余, 各 or 均 with a direction, beside a table of those rows over two periods. Why it should
hold in any report: the reader follows the rows with a finger. Guards: all that is taken out are rows of the table; a number
behind 其余 must be that of the rows left; rows that stand still go either way; where more than two rows are told wrongly, or
less than half of them go that way, the sentence is about something else, unless every row goes the other way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.column_names import named_rows
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.table_extremes import moving_table
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.table_facts import compact
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
    Example("silent", f"除二职外，其余两校均有减少。{_TABLE}"),
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


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """What is taken out, sentence by sentence."""
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
