"""Whose figures went from here to there is said of the row that holds them.

Cue: the name of a row and right behind it 从 49 人涨到 63 人 or 由…降至…, beside a table of that row over two periods and more; 减的是事业收入,
增的是学费 behind a tally. Why it should hold in any report: the two figures stand in one row, and the reader looks there. Guards: the
name is wrong only where both figures stand in another row of the same table in just these two columns, and in no row of
that name; who is said to rise or fall alone is looked up in the nearest table over two periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.table_extremes import moving_table
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.tables.table_series import dated
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 毕业去向\n\n去向\t2023年\t2024年\n升入高职\t471\t508\n医院\t138\t152\n药企\t67\t71\n养老机构\t49\t63\n待落实\t22\t17\n"
EXAMPLES = (
    Example("fail", f"药企从49人涨到63人，增幅28.6%。{_TABLE}"),
    Example("fail", f"五类去向四增一减。减的是药企，原因是岗位收缩。{_TABLE}"),
    Example("pass", f"养老机构从49人涨到63人，增幅28.6%。{_TABLE}"),
    Example("pass", f"五类去向四增一减。减的是待落实，工作更细了。{_TABLE}"),
    Example("silent", f"药企从50人涨到60人。{_TABLE}"),
)
_MOVED = as_pattern(
    r"\s*(?:[（(][^（）()]{0,12}[）)])?\s*(?:逐步|逐年|稳步|进一步)?(?:增|减|升|降|涨|提高|提升|上升|下降|扩大|缩小|回落|变)[^，。；\d]{0,4}(?:到|至|为)?\s*$"
)
_FROM = as_pattern(r"(?:从|由)(?:20\d\d年|上年|去年|上一年)?(?:的)?\s*$")
_WHO_MOVED = as_pattern(
    r"(?:^|[，。；])(?:其中)?(?P<way>增|减|升|降|涨|增长|增加|减少|下降)的(?:只有|是|为)(?P<who>[\u4e00-\u9fff]{2,14})"
)
_MAY_TELL_WHO = as_pattern(r"[增减升降涨长加少]的(?:只有|是|为)")
_SAYS_NOTHING = as_pattern(
    r"(?:专业|学校|系部?|机构|的|人数|学生数?|在校生数?|毕业生数?|招生数?|就业|总数|数量?|规模|得分|满意度|也|则|更|却|已|分别|均)*(?:从|由)(?:20\d\d(?:年|届)|上年|去年|上一年)?的?"
)
_FALLS = as_pattern(r"减|降")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Figures that moved, with whose they are said to be; then who rose and who fell."""
    rows = named_rows(manuscript)
    if not rows:
        return
    for passage in manuscript.prose():
        mentions = passage.mentions
        for old, new in pairwise(mentions):
            if _FROM.search(passage.plain[old.clause[0] : old.start]) and _MOVED.fullmatch(
                passage.plain[old.end : new.start]
            ):
                yield from _pair(manuscript, passage, old, new)
        for match in _WHO_MOVED.finditer(passage.plain) if _MAY_TELL_WHO.search(passage.plain) else ():
            yield from _who(manuscript, passage, match)


def _pair(manuscript: Manuscript, passage: Passage, old: Mention, new: Mention) -> Iterator[Remark]:
    rows = named_rows(manuscript)
    before = compact(passage.plain[old.clause[0] : old.start])
    name = max((row for row in rows if row in before), key=len, default="")
    if not name or not _SAYS_NOTHING.fullmatch(before.rpartition(name)[2]):
        return
    if old.measure != new.measure or old.is_loose or new.is_loose:
        return
    others: list[tuple[str, Figure, Figure]] = []
    own: tuple[Figure, Figure] | None = None
    for sheet in dict.fromkeys(sheet for sheet, _ in rows[name]):
        for label, first, second in _pairs(sheet):
            if (first.number.digits, second.number.digits) != (old.number.digits, new.number.digits):
                continue
            if name in compact(label) or compact(label) in before:
                own = (first, second)
            else:
                others.append((label, first, second))
    if own is None and len({label for label, _, _ in others}) != 1:
        return
    label, first, second = ("", *own) if own is not None else others[0]
    start = passage.plain.find(name[0], old.clause[0])
    place = passage.place(start, min(start + len(name), old.start))
    yield Remark(
        f"named-moves:{old.id}", "named-moves", FAULT, (place, old.place, new.place, first.place, second.place),
        f"「{name}」{old.raw.strip()}、{new.raw.strip()}：表中这两个数是「{label}」的" if own is None else f"「{name}」的前后两数与表相符",
        f"these two figures stand in the row of {label}, not of {name}", severity="warning", holds=own is not None,
        reported=name, expected=label, formula=f"{name} {old.raw.strip()} → {new.raw.strip()}", keys=(old.id, new.id, first.key, second.key),
    )  # fmt: skip


def _pairs(sheet: Sheet) -> Iterator[tuple[str, Figure, Figure]]:
    for label, series in dated(sheet):
        for (_, first), (_, second) in combinations(series, 2):
            yield label, first, second


def _who(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Iterator[Remark]:
    name, moves = moving_table(manuscript, passage, match["who"], named_rows(manuscript))
    own = [move for move in moves if move[0].removesuffix("专业") == name.removesuffix("专业")]
    if not own or not match["who"].startswith(name):
        return
    falls = _FALLS.search(match["way"]) is not None
    _, before, after = own[0]
    right = [n for n, a, b in moves if (b.value < a.value if falls else b.value > a.value)]
    holds = after.value < before.value if falls else after.value > before.value
    if not right:
        return
    yield Remark(
        f"named-moves:{passage.id}:{match.start()}", "named-moves", FAULT, (passage.place(*match.span("who")), before.place, after.place),
        f"说{match['way']}的是「{name}」，表中{match['way']}的是「{'、'.join(right[:4])}」", f"“{name}” did not move that way in the table",
        severity="warning", holds=holds, reported=name, expected="、".join(right[:4]),
        formula=f"{name} {before.number.raw.strip()} → {after.number.raw.strip()}", keys=(before.key, after.key),
    )  # fmt: skip
