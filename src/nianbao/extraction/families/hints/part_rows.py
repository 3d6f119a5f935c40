"""A row whose name makes it a part of another row says no more than that row.

Cue: a name with a word put before the other (发明专利授权数量 and 专利授权数量), or one of the pairs that every form of this field has (知识产权
and 专利, 非学历培训学时 and 公益项目培训学时, 专业课教师 and 双师型教师, 就业人数 and those of a class of employers), in tables of any reading, columns
lost or not; a whole of two surveys that equals the first. Why it should hold in any report: some of them are no more than all of them.
Guards: rows of one table with as many figures each, one unit, compared place by place; shares and quotients
are left out; the part must stand within a few rows of its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import NamedRow, RowValue, named_rows
from nianbao.facts.pattern import as_pattern

FAULT = "logic"
_FORM = "表4 服务贡献表\n\n序号\t指标\t单位\t2025年\n5\t知识产权项目数* 项\t\t7\n\t其中：专利授权数量* 项\t\t5\n\t发明专利授权数量* 项\t\t{}\n"
EXAMPLES = (
    Example("fail", _FORM.format(6)),
    Example("silent", _FORM.format(1)),
    Example("silent", "指标\t2022年\t2023年\n教职工\t120\t130\n校外培训教师\t220\t230\n"),
)  # fmt: skip
_PAIRS = (
    (as_pattern(r"知识产权(?:项目)?数量?"), as_pattern(r"(?:发明)?专利授权数量?")),
    (as_pattern(r"非学历培训学时"), as_pattern(r"公益(?:性|项目)*培训学时")),
    (as_pattern(r"非学历培训(?:项目|班次|人[数次])数?"), as_pattern(r"公益(?:性|项目)*培训(?:项目|班次|人[数次])数?")),
    (as_pattern(r"(?:毕业生)?(?:初次)?就业人数"), as_pattern(r"[A-D]类[:：]?.{0,16}就业(?:人数)?")),
    (as_pattern(r"专业课(?:专任)?教师(?:人?数)?"), as_pattern(r"双师(?:型|素质)(?:专业课)?(?:专任)?教师(?:人?数)?")),
    (as_pattern(r"教职工(?:总|人)?数?"), as_pattern(r"专任教师(?:总|人)?数?|班主任(?:人数)?|辅导员(?:人数)?")),
    (as_pattern(r"专任教师(?:总|人)?数?"), as_pattern(r"思政课教师数?|(?:体育|美育)课专任教师数?|专业课(?:专任)?教师(?:人?数)?|(?:具有)?高级(?:专业技术)?职称(?:教师)?(?:人?数)?|研究生(?:学历|学位)?(?:教师)?(?:人?数)?")),
    (as_pattern(r"(?:全日制)?在校生(?:总|人)?数?"), as_pattern(r"参加国家学生体质健康标准测试人数|住[宿校]生(?:人?数)?")),
    (as_pattern(r"聘请行业导师人?数?"), as_pattern(r"聘请大国工匠、?劳动模范人?数?")),
    (as_pattern(r"毕业生(?:总|人)?数?"), as_pattern(r"(?:毕业生)?(?:初次)?就业人数|升学人数|升入本科人数|升入(?:专科|高职)人数")),
    (as_pattern(r"升学人数"), as_pattern(r"升入本科人数")),
    (as_pattern(r"教学计划内课程总数"), as_pattern(r"课证融通课程数|网络教学课程数")),
    (as_pattern(r"编写教材数"), as_pattern(r"国家规划教材数量|校企合作编写教材数量?|新形态教材数量")),
    (as_pattern(r"年?实习专项经费"), as_pattern(r"年?实习责任保险经费")),
)  # fmt: skip
_NARROWER = as_pattern(r"发明|公益(?:性|项目)?|国家级|省级|市级|校级|境外|国外|女|本科|深度")
_QUOTIENT = as_pattern(r"均|率|比例?$|占比|满意度|水平|率$")
_SURVEY = as_pattern(r"(?P<who>.{2,6})满意度")
_NEAR = 12  # rows between a whole and its part
_CHANGE = as_pattern(r"增|减|变化|新")


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Pairs of rows, table by table."""
    for _, rows in named_rows(manuscript):
        for index, part in enumerate(rows):
            if _QUOTIENT.search(part.name) or _CHANGE.search(part.name):
                continue
            wholes = [left for left, right in _PAIRS if right.fullmatch(part.name)]
            if not wholes and _NARROWER.match(part.name) is None:
                continue
            for whole in reversed(rows[max(0, index - _NEAR) : index]):
                if _is_part(part, whole, wholes):
                    yield from _compared(part, whole)
                    break
        yield from _surveys(rows)


def _is_part(part: NamedRow, whole: NamedRow, wholes: Sequence[re.Pattern[str]]) -> bool:
    if part.name == whole.name or (part.unit and whole.unit and part.unit != whole.unit):
        return False
    if part.name.endswith(whole.name) and _NARROWER.fullmatch(part.name[: -len(whole.name)]):
        return True
    return any(pattern.fullmatch(whole.name) for pattern in wholes)


def _compared(part: NamedRow, whole: NamedRow) -> Iterator[Hint]:
    if len(part.values) != len(whole.values):
        return
    over = [
        (few, all_of_them) for few, all_of_them in zip(part.values, whole.values, strict=True)
        if not few.kind and not all_of_them.kind and few.value > all_of_them.value > 0
    ]  # fmt: skip
    if len(over) != 1 and len(over) * 2 > len(part.values):
        return  # another kind of thing altogether
    for few, all_of_them in over:
        yield _hint(
            few, all_of_them, "logic", f"「{part.name}」写作 {few.printed}，大于「{whole.name}」的 {all_of_them.printed}；若前者是后者的一部分，请核对这两处",
            f"“{part.name}” reads {few.printed}, more than “{whole.name}” with {all_of_them.printed}", 0.55,
        )  # fmt: skip


def _surveys(rows: Sequence[NamedRow]) -> Iterator[Hint]:
    """毕业生 742, 应届 742, 三年内 270: the whole says no more than its first part although the second says something."""
    for whole, first, second in zip(rows, rows[1:], rows[2:], strict=False):
        if not first.is_part or not all(
            _SURVEY.search(row.name) and len(row.values) == 2 for row in (whole, first, second)
        ):
            continue
        if second.is_part or whole.name[:3] not in first.name + second.name:
            continue
        if whole.name[:3] not in first.name or whole.name[:3] not in second.name:
            continue
        all_of_them, one, other = (row.values[1] for row in (whole, first, second))
        if all_of_them.value == one.value > other.value > 0:
            yield _hint(
                all_of_them, other, "sum", f"「{whole.name}」的调查人次 {all_of_them.printed} 与「{first.name}」相同，而「{second.name}」另有 {other.printed}，请核对合计",
                f"“{whole.name}” has as many as its first part, although the second has {other.printed}", 0.45, (one,),
            )  # fmt: skip


def _hint(
    few: RowValue, of: RowValue, kind: str, zh: str, en: str, weight: float, more: tuple[RowValue, ...] = ()
) -> Hint:
    return hint_at(
        "part-rows", few.key, kind, (few.place, of.place, *(value.place for value in more)), zh, en,
        reported=few.printed, expected=f"≤ {of.printed}", formula=f"{few.printed} > {of.printed}", weight=weight,
    )  # fmt: skip
