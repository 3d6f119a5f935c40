"""Which figures of a table a sentence about all of them means: a column over its rows, or a row over its years.

各专业就业率 is the column 就业率 over the rows of majors; 近三年生师比 the row 生师比 over the last three columns of periods.
Several tables and columns may fit; a claim that one of them keeps is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.table_facts import PERIOD, TOTAL_WORDS, Figure, Sheet, compact
from nianbao.extraction.tables.table_series import dated
from nianbao.extraction.wording import CHANGE_HEAD, letters_in_order
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width, read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

_NUMERALS = r"[两三四五六七八九十]{1,2}|(?<!\d)\d{1,2}(?!\d)"
_SUBJECT = as_pattern(
    rf"(?:(?P<count>{_NUMERALS})|各|所有|全部|每|其[他它余])[个所家类项门大]{{0,2}}(?:开设的?|中职|职业|合作|一级)?(?P<noun>专业群|专业|学校|院校|校|区县|县区|县|区|年级|系部|系|班级|单位|企业|基地|指标|项目|课程|群体|对象|类别|类)?"
)
_OVER_YEARS = as_pattern(
    rf"[近这最]?(?P<count>{_NUMERALS})(?:个?学?年|个学年度)(?!级|制|内|后|前|期|度)|历年|连年|始终|一直|每年|各年|逐年|持续|保持在|稳定在"
)
_EACH = as_pattern(r"各|所有|全部|每[个所]|其[他它余]")
# What a caption may say in place of the heads, where these are periods alone.
_TOPIC = as_pattern(r"满意度|[\u4e00-\u9fff]{0,4}率|得分|起薪|生师比|比例|在校生|招生|毕业生")
# Nouns of a sentence and what the head of such rows, or the rows themselves, must hold.
_HEADS = {
    "专业群": "群", "专业": "专业", "学校": "校|院|单位|机构|名称", "院校": "校|院|单位|机构|名称", "校": "校|院|单位|机构|名称", "区县": "区|县|市|地", "县区": "区|县|市|地",
    "县": "县|区|地", "区": "区|县|地", "年级": "年级|级", "系部": "系|部", "系": "系|部|院", "班级": "班", "企业": "企业|单位|公司", "基地": "基地|名称", "课程": "课程|科",
}  # fmt: skip
_BEFORE_CORE = as_pattern(
    r"(?:^|[的校业生级项类区县系部年均各门处地员中届群目标地师从按,，、。（(来]|[上下]学期|实现|职业|中职|综合)$"
)
_OF_OTHERS = as_pattern(
    r"全[国省]|各省|各地|平均(?!起薪|月|年龄|工资|薪|收入|成绩|分|班额|学时|每)|计划|目标|力争|要求|标准|预计|确保|规划|不含|其中|以[^，。]{2,10}为例|某"
)
_AIM = as_pattern(r"目标|计划|要求|标准|底线|红线|指标")
_DEPARTED = as_pattern(r"毕业生?去向|去向|总体|综合")
_LEAST_ROWS = 2
_MOST_CORES = 12  # characters of the indicator that is sought


@dataclass(frozen=True, eq=False)
class Group:
    """Figures of one column over its rows, or of one row over its years, with their names."""

    sheet: Sheet
    members: tuple[tuple[str, Figure], ...]
    period: int | None = None

    @property
    def figures(self) -> list[Figure]:
        return [figure for _, figure in self.members]


@kept
def _columns(sheet: Sheet) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Columns of figures that are told of rows, with the cores of their heads."""
    return tuple(
        (column, tuple(core for core in _cores(sheet, column) if len(core) > 1))
        for column in sheet.numeric_columns
        if not CHANGE_HEAD.search(compact("".join(sheet.column_path(column))))
    )  # fmt: skip


def _cores(sheet: Sheet, column: int) -> Iterator[str]:
    heads = [label for label in sheet.column_path(column) if not PERIOD.fullmatch(half_width(compact(label)))]
    for label in heads:
        core = core_of(label)
        yield core
        yield core.removeprefix("平均")
    if not heads or all(not core_of(label) for label in heads):
        # 人数 says no more than the caption does; of the columns of several classes their total is what it speaks of.
        totals = [c for c in sheet.numeric_columns if compact(sheet.head(c)) in TOTAL_WORDS]
        if not totals or column in totals or not as_pattern(r"级").search(sheet.head(column)):
            yield from _TOPIC.findall(compact(sheet.caption))


def is_of_kind(sheet: Sheet, noun: str) -> bool:
    """True where the rows of a table are what the noun counts: majors below 专业, schools below 学校 or 单位."""
    if noun not in _HEADS:
        return True
    head = compact("".join(sheet.head(column) for column in sheet.label_columns))
    # A head that was torn says nothing; the rows' own names do.
    return (
        as_pattern(_HEADS[noun]).search(head + "".join(compact(sheet.row_label(row)) for row in sheet.data_rows))
        is not None
    )


def groups_said(
    manuscript: Manuscript, passage: Passage, said_from: int, mention: Mention, *, of_some: bool = False
) -> list[Group]:
    """The groups that a sentence may mean whose words stand from ``said_from`` up to ``mention``.

    ``of_some`` where the sentence counts or names some of the rows: the table may have more of them.
    """
    said = compact(passage.plain[said_from : mention.start])
    start, _ = passage.full_sentence_at(mention.start)
    behind = passage.plain[mention.end : mention.clause[1]]
    if not manuscript.sheets or _OF_OTHERS.search(said) or _AIM.search(behind):
        return []
    over_years = _OVER_YEARS.search(said)
    periods = {
        int(found) for found in as_pattern(r"20[0-4]\d").findall(half_width(passage.plain[start : mention.start]))
    }
    found: list[Group] = []
    for sheet in manuscript.sheets:
        if over_years is not None:
            found.extend(_years(sheet, said, over_years, mention))
        if over_years is None or (over_years["count"] is None and _EACH.search(said)):
            found.extend(_rows(sheet, said, passage.plain[start : mention.start], mention, periods, of_some=of_some))
    return found


@lru_cache(maxsize=2_048)
def _is_said(core: str, said: str) -> bool:
    """True where the words name the head: 就业率 in 各专业就业率, and not in 对口就业率."""
    core, said = _DEPARTED.sub("", core), _DEPARTED.sub("", said)
    at = said.rfind(core)
    if at >= 0:
        return _BEFORE_CORE.search(said[:at]) is not None
    tail = as_pattern(r"[均都全部为达到在是约超过高于不低于皆可保持稳定:：]*$").sub("", said)[-_MOST_CORES:]
    if not tail or core[-1:] != tail[-1]:
        return False
    shortened = next((tail[i:] for i in range(len(tail) - 2) if _BEFORE_CORE.search(tail[:i])), "")
    best = [
        tail[i:] for i in range(len(tail) - 2) if _BEFORE_CORE.search(tail[:i]) and letters_in_order(tail[i:], core)
    ]
    return bool(shortened and best) and core[-1] == tail[-1] and core[0] == best[0][0]


def _fits(figures: list[Figure], mention: Mention) -> bool:
    """Figures of the bound's unit, or figures without one that look like it."""
    for figure in figures:
        if figure.direction:
            return False
        if figure.number.unit is None:
            if mention.is_money or (mention.is_percent and not 1 <= figure.number.digits <= 100):
                return False
        elif not are_comparable(figure.number.unit, mention.unit) or (figure.is_percent != mention.is_percent):
            return False
    return True


def _rows(
    sheet: Sheet, said: str, sentence: str, mention: Mention, periods: set[int], *, of_some: bool
) -> Iterator[Group]:
    columns = [
        (max(hit, key=len), column) for column, cores in _columns(sheet) if (hit := [core for core in cores if _is_said(core, said)])
    ]  # fmt: skip
    if not columns:
        return
    subject = _SUBJECT.search(said)
    noun = subject["noun"] if subject is not None else None
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
    names = {row: compact(sheet.row_label(row)) for row in rows}
    if sum(PERIOD.match(half_width(name)) is not None for name in names.values()) * 2 > len(rows):
        return
    if noun is not None and not is_of_kind(sheet, noun):
        return
    rows = [
        row
        for row in rows
        if not as_pattern(r"平均|全[区市县校]|^其中|[合总小]计").search(compact("".join(sheet.row_path(row))))
    ]
    if of_some:
        pass
    elif as_pattern(r"其[他它余]|除").search(said) or as_pattern(r"除[^，。；]*[外，]").search(sentence):
        whole = compact(sentence)
        rows = [row for row in rows if not _is_named(names[row], whole)]
    elif subject is not None and subject["count"]:
        count = subject["count"]
        number = read_whole(count.replace("两", "二"))
        if number != len(rows):
            return
    if len(rows) < _LEAST_ROWS:
        return
    longest = max((len(core) for core, _ in columns), default=0)
    for core, column in columns:
        if len(core) < longest:
            continue
        members = tuple(
            (names[row], figure) for row in rows if (figure := sheet.figures.get((row, column))) is not None
        )
        figures = [figure for _, figure in members]
        period = sheet.period(rows[0], column)
        if (
            len(members) == len(rows)
            and _fits(figures, mention)
            and not (periods and period is not None and period not in periods)
        ):
            yield Group(sheet, members, period)


def _is_named(name: str, said: str) -> bool:
    short = name.removesuffix("专业")
    return len(short) > 1 and short in said


def _years(sheet: Sheet, said: str, over: re.Match[str], mention: Mention) -> Iterator[Group]:
    count = over["count"]
    number = None if not count else read_whole(count.replace("两", "二"))
    for name, series in dated(sheet):
        core = core_of(name)
        if len(core) < _LEAST_ROWS or not _is_said(core, said):
            continue
        chosen = series[-number:] if number is not None else series
        if len(chosen) < _LEAST_ROWS or (number is not None and len(chosen) < number):
            continue
        members = tuple((f"{period}年", figure) for period, figure in chosen)
        if _fits([figure for _, figure in members], mention):
            yield Group(sheet, members, chosen[-1][0])
