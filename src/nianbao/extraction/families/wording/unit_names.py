"""A thing is counted in units of its own: people in 人, rates in %, books in 册, floors in 平方米, money in 元.

Cue: the unit column of a table, a unit in brackets behind a head, and a unit right behind a noun and its figure. Why it should
hold in any report: nobody counts books in square metres or a rate in people; such a unit slipped in from the row or the clause beside
it. Guards: only nouns that end the label decide (就业人数占比 is a share); a noun takes every unit that it is ever counted
in; a unit that says nothing (项, a blank, 无) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.form_names import dimensions_of, form_name_of
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import find_unit

FAULT = "label"
_ROWS = "指标\t单位\t2022年\t2023年\n毕业生人数\t人\t320\t340\n就业率\t%\t98.1\t97.1\n{}\n"
EXAMPLES = (
    Example("fail", _ROWS.format("月收入\t人\t3200\t3400")),
    Example("fail", _ROWS.format("非学历培训学时\t个\t3200\t3400")),
    Example("fail", _ROWS.format("教职工额定编制数\t元\t132\t132")),
    Example("fail", "专业\t就业率（人）\n护理\t98.1\n会计\t97.2\n"),
    Example("fail", "学校占地面积86亩，纸质图书5.6万平方米。"),
    Example("silent", _ROWS.format("月收入\t元\t3200\t3400")),
    Example("silent", "专业\t就业率（%）\n护理\t98.1\n会计\t97.2\n"),
    Example("silent", "学校占地面积86亩，纸质图书5.6万册，生均32册。"),
)
_PEOPLE, _MONEY, _SHARE, _FLOOR, _BOOKS, _HOURS, _SETS, _ROOMS = "人", "元", "%", "平方米", "册", "学时", "台", "个"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a label ends with, what its units may hold, and the unit that a reader expects."""

    label: re.Pattern[str]
    units: re.Pattern[str]
    usual: str


_KINDS = (
    _Kind(as_pattern(r"(?:率|比例|占比|比重|满意度)$"), as_pattern(r"[%％‰:：比点分成度]|^1$|人/"), _SHARE),
    _Kind(as_pattern(r"(?:人数|(?:学生|教师|毕业生|在校生|职工|招生|新生)(?:总数|数))$"), as_pattern(r"[人名位个生家]|万$"), _PEOPLE),
    _Kind(as_pattern(r"人次数?$"), as_pattern(r"[人次]|万$"), "人次"),
    _Kind(as_pattern(r"(?:经费|收入|支出|拨款|金额|总值|设备值|产值|投入|薪|课酬|经济效益|到账额|奖学金|助学金)$"), as_pattern(r"元|万|亿|¥|￥|%"), _MONEY),
    _Kind(as_pattern(r"(?:建筑|占地|用房|校舍|用地|使用|运动场地?|绿化)面积$"), as_pattern(r"米|亩|公顷|㎡|m|M|顷|公里|%"), _FLOOR),
    _Kind(as_pattern(r"(?:图书|藏书)(?:总?量|总?数|册数|总册数)?$"), as_pattern(r"[册种本套部%元]|GB|TB"), _BOOKS),
    _Kind(as_pattern(r"(?:学时|课时)(?:总?数|总量)?$"), as_pattern(r"时|节|天|分|%"), _HOURS),
    _Kind(as_pattern(r"(?:时间|时长|天数)$"), as_pattern(r"[日天时周月年分秒节期]"), "天"),
    _Kind(as_pattern(r"(?:计算机|电脑)(?:台数|总?数|数量)?$"), as_pattern(r"[台套部%元个]"), _SETS),
)  # fmt: skip
# Units that stand for themselves; anything else in a unit column is left alone.
_KNOWN = as_pattern(
    r"(?:万|亿)?(?:人|人次|名|位|元|册|平方米|㎡|亩|学时|课时|个|台|套|间|门|家|所|项|篇|%|％)(?:/(?:生|人|年|月))?"
)
_IN_BRACKETS = as_pattern(r"\(([^()]{1,5})\)$")
# Nouns that stand right before their figure in a sentence, and the units that they are counted in.
_SAID = (
    (as_pattern(r"(?:纸质|馆藏)?(?:图书|藏书)(?:总量|总数)?(?:达到?|共|有|约|近)?$"), as_pattern(r"[册种本套部余多%元]|GB|TB|个人"), _BOOKS),
    (as_pattern(r"(?:建筑|占地|校舍|绿化|运动场)(?:总)?面积(?:达到?|共|为|约|近)?$"), as_pattern(r"[米亩顷余多%倍]|㎡|m"), _FLOOR),
    (as_pattern(r"(?:专任教师|教职工|在校生|毕业生|招生|在校学生)(?:总数|人数)?(?:达到?|共|为|有|约|近)?$"), as_pattern(r"[人名位余多%倍个对班届级年次分]"), _PEOPLE),
    (as_pattern(r"(?:设备总?值|财政拨款|教育经费|助学金|奖学金)(?:达到?|共|为|约|近)?$"), as_pattern(r"[元万亿余多%倍人项名次]"), _MONEY),
    (as_pattern(r"(?<!每个)(?:实训室|实验室|教室)(?:达到?|共|有)?$"), as_pattern(r"[间个室处余多%所座套平元万亿]|m"), "间"),
)  # fmt: skip
_WRONG = as_pattern(r"\s*(?:平方米|册|人|名|元|万元|亿元|亩|学时|课时|%|间|台)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Unit columns, units in heads, units in sentences."""
    for sheet in manuscript.sheets:
        yield from _columns(sheet)
        yield from _heads(sheet)
    for passage in manuscript.prose():
        yield from _sentences(passage)


def _columns(sheet: Sheet) -> Iterator[Remark]:
    column = sheet.unit_column
    if column is None:
        return
    for row in sheet.data_rows:
        label, unit = bare_label(sheet.row_label(row)), compact(sheet.text(row, column))
        usual = usual_unit(label, unit)
        if not usual and not _is_kind_of_alike(sheet, row, column, unit):
            usual = _of_the_form(label, unit)
        if usual:
            yield _remark(
                f"{sheet.id}:{row}",
                (sheet.place(row, column), *filter(None, [sheet.label_place(row)])),
                label,
                unit,
                usual,
            )


def _is_kind_of_alike(sheet: Sheet, row: int, column: int, unit: str) -> bool:
    """True for 其中：公益性培训 | 人次 below 社会培训 | 人次: a kind is counted as its whole is."""

    def is_kind(of: int) -> bool:
        return any(compact(sheet.text(of, c)).startswith("其中") for c in sheet.label_columns)

    if not is_kind(row):
        return False
    above = [r for r in sheet.data_rows if r < row and not is_kind(r)]
    return bool(above) and compact(sheet.text(above[-1], column)) == unit


def _heads(sheet: Sheet) -> Iterator[Remark]:
    for column in sheet.numeric_columns:
        head = compact(sheet.head(column))
        match = _IN_BRACKETS.search(head)
        if match is None:
            continue
        label = head[: match.start()]
        usual = usual_unit(label, match[1])
        if usual:
            yield _remark(
                f"{sheet.id}:h{column}", (sheet.place(sheet.first_data_row - 1, column),), label, match[1], usual
            )


def usual_unit(label: str, unit: str) -> str:
    """The unit that the label asks for where the printed one cannot be, else nothing.

    >>> usual_unit("就业率", "人"), usual_unit("就业人数", "人"), usual_unit("生均图书", "元/生")
    ('%', '', '')
    >>> usual_unit("非学历培训学时", "个"), usual_unit("月收入", "人")
    ('学时', '元')
    """
    if not _KNOWN.fullmatch(unit):
        return ""
    for kind in _KINDS:
        if kind.label.search(label):
            return "" if kind.units.search(unit) else kind.usual
    return ""


# Units of one kind take each other's place: 4 个 and 4 项 are as many things.
_LIKE = (
    ("people", "attendance"),
    ("lesson_hours", "hours"),
    ("money",),
    ("area",),
    ("bandwidth",),
    ("person_days", "days"),
)


def _of_the_form(label: str, unit: str) -> str:
    """The unit of the official form where the printed one counts things of another kind.

    >>> _of_the_form("教职工额定编制数", "元"), _of_the_form("编写教材数", "人"), _of_the_form("知识产权项目数", "个")
    ('人', '本', '')
    """
    name, printed = form_name_of(label) if _KNOWN.fullmatch(unit) else None, find_unit(unit)
    if name is not None and name.unit == "门" and unit in ("学时", "课时"):
        return ""  # the second line of a row: so many courses, and so many lessons
    if name is None or printed is None or printed.dimension in (*dimensions_of(name), "share"):
        return ""
    kinds = [
        next((kind for kind in _LIKE if dimension in kind), ())
        for dimension in (*dimensions_of(name), printed.dimension)
    ]
    return "" if kinds[-1] in kinds[:-1] else name.unit


def _sentences(passage: Passage) -> Iterator[Remark]:
    for mention in passage.mentions:
        before = passage.plain[mention.clause[0] : mention.start].rstrip()
        printed = passage.plain[mention.digits_end : mention.digits_end + 5]
        word = as_pattern(r"\s*[余多]?\s*万?\s*").match(printed)
        behind = printed[word.end() if word else 0 :]
        unit = _WRONG.match(behind)
        if unit is None:
            continue
        for noun, units, usual in _SAID:
            found = noun.search(before)
            if found is not None and not units.search(behind[: len(unit[0])]):
                place = passage.place(
                    mention.clause[0] + found.start(), mention.digits_end + len(printed) - len(behind) + len(unit[0])
                )
                yield _remark(
                    f"{passage.id}:{mention.digits_start}", (place,), found[0], unit[0].strip(), usual, (mention.id,)
                )


def _remark(
    identifier: str, places: tuple[Place, ...], label: str, unit: str, usual: str, keys: tuple[str, ...] = ()
) -> Remark:
    return Remark(
        f"unit-names:{identifier}", "unit-names", FAULT, places,
        f"「{label}」的单位写作「{unit}」，应为「{usual}」一类；请核对", f"“{label}” is counted in “{unit}”; “{usual}” or the like is meant",
        severity="warning", reported=unit, expected=usual, formula=f"{label} / {unit}", keys=keys,
    )  # fmt: skip
