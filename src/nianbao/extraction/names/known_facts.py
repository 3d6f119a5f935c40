"""The indicators of the field as reports call them, and where a document gives their values.

A fact found here is a number with an indicator id, a period and the words that narrow its
scope. Families compare facts of one indicator, or of several that a definition ties together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.extraction.dates.goals import plan_told_of
from nianbao.extraction.manuscript import LONGEST_PASSAGE, Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, bare_label, compact
from nianbao.extraction.told.single_people import person_told_of
from nianbao.extraction.told.some_of_all import some_told_of
from nianbao.facts.cell import CellState
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand

# Indicator id, the labels that mean it (whole label, unit and stars stripped).
LABELS: tuple[tuple[str, str], ...] = (
    ("graduates", r"毕业|毕业生(?:总)?(?:人)?数?(?:量|规模)?|毕业(?:学生)?人数|应届毕业生(?:人)?数?"),
    ("graduates_placed", r"(?:毕业生)?毕业去向落实(?:人)?数|去向落实人数|落实去向人数"),
    ("graduates_further_study", r"(?:其中)?(?:毕业生)?升学(?:人)?数|考取(?:相关)?(?:高校|高职|高等院校)人数|升入(?:高职|高校|高等院校|高等教育|上一级学校)(?:的)?人数"),
    ("graduates_to_bachelor", r"升入本科(?:院校)?(?:的)?人数"),
    ("graduates_employed", r"(?:毕业生)?(?:直接|初次)?就业(?:学生|毕业生)?(?:人)?数?"),
    ("graduates_employed_in_sectors", r"毕业生面向三次产业就业人数|面向三次产业就业人数"),
    ("graduate_monthly_income", r"(?:毕业生)?(?:平均)?月收入|(?:初次就业)?(?:平均)?起薪|(?:初次)?就业起薪(?:平均)?|(?:初次就业)?起薪平均|平均月薪|平均起薪"),
    ("employment_rate", r"(?:毕业生)?(?:总体|平均|初次)?就业率|毕业去向落实率"),
    ("matched_employment_rate", r"(?:毕业生)?(?:专业)?(?:对口)就业率|(?:毕业生)?就业对口率|(?:专业)?对口率"),
    ("further_study_rate", r"(?:毕业生)?升学率|(?:毕业生中)?升入(?:高职|高校|高等院校|高等教育|上一级学校|高等职业院校)(?:的)?(?:学生)?比例"),
    ("full_time_students", r"(?:全日制)?在校(?:学)?生(?:总)?(?:人)?数?(?:规模)?|(?:全日制)?在校(?:生)?(?:总)?人数|全日制在校生人数|(?:现有)?学生总?(?:人)?数"),
    ("enrolment", r"(?:共)?(?:录取|招收)?(?:新生|学生)?招生(?:总)?(?:人)?数?(?:规模)?|(?:共)?招收(?:新生|学生)|录取新生|招生规模"),
    ("full_time_teachers", r"(?:校内)?专任教师(?:总)?(?:人)?数?量?(?:合计|总计)?"),
    ("staff", r"教?教职工(?:总)?(?:人)?数?|教职工总数|在职教职工(?:总)?(?:人)?数?|在编教职工(?:人)?数?"),
    ("staff_posts", r"教?教职工额定编制数|(?:教职工)?(?:核定)?编制(?:总)?(?:人)?数"),
    ("teachers_dual_qualified", r"[“\"]?双师(?:型|素质)[”\"]?(?:专任|专业课?)?教师(?:人)?数?量?"),
    ("major_course_teachers", r"专业课(?:专任)?(?:教师)?(?:人)?数?|专业(?:课)?教师(?:人)?数?"),
    ("teachers_dual_qualified_share", r"[“\"]?双师(?:型|素质)[”\"]?(?:专任|专业课?)?教师(?:的)?(?:占)?比例?"),
    ("teachers_senior_title_share", r"高级专业技术职务专任教师(?:占)?比例|高级职称(?:专任)?教师(?:占)?比例?"),
    ("students_per_teacher", r"生师比|师生比"),
    ("political_course_teachers", r"思政课(?:专任)?教师(?:人)?数"),
    ("physical_education_teachers", r"体育课?(?:专任)?教师(?:人)?数"),
    ("arts_teachers", r"美育课?(?:专任)?教师(?:人)?数"),
    ("class_teachers", r"班主任(?:人)?数"),
    ("counsellors", r"辅导员(?:人)?数"),
    ("fitness_tested", r"参加国家学生体质健康标准测试(?:的)?人数"),
    ("majors", r"专业(?:总)?数量?|开设专业(?:总)?数量?"),
    ("classes", r"(?:教学)?班级?(?:总)?数量?|教学班(?:总)?数?|(?:教学)?班级(?:总)?数?|开设(?:教学)?班级?"),
    ("major_groups", r"专业群(?:总)?数量?"),
    ("equipment_value_per_student", r"生均(?:教学|教学科研|实训|教学实训)?仪器设备(?:总)?值"),
    ("training_seats_per_student", r"生均(?:校内)?(?:实践教学|实训实习|实训|实习)工位数"),
    ("books_per_student", r"生均(?:纸质)?图书(?:数|册数)?"),
    ("equipment_value", r"(?:教学|教学科研|实训|教学实训|专业教学)?(?:科研)?仪器设备(?:资产)?总?值|(?:教学|实训|专业)?设备(?:资产)?总值|教学(?:科研)?设备值"),
    ("books", r"(?:馆藏)?(?:纸质)?图书(?:总)?(?:册数|藏量|总?数)?|纸质藏书"),
    ("training_seats", r"(?:校内)?(?:实践教学|实训实习|实训|实习)工位(?:总)?数?"),
    ("land_area", r"(?:学校|校园)?(?:总)?占地(?:总)?面积"),
    ("land_area_per_student", r"生均(?:校园)?占地(?:面积)?"),
    ("building_area", r"(?:校舍|学校)?(?:总)?建筑(?:总)?面积|校舍(?:总)?面积"),
    ("building_area_per_student", r"生均(?:校舍)?(?:建筑面积|校舍面积)"),
    ("fiscal_funding_per_student", r"年?生均(?:财政)?拨款(?:水平|标准)?|生均财政经费"),
    ("fiscal_funding", r"(?:.{0,12}安排的)?(?:财政)?教育经费(?:总?额|总投入|支出)?|财政拨款(?:总额)?|(?:年度)?财政性?教育经费(?:总额|拨款)?"),
    ("training_hours", r"非学历培训学时"),
    ("training_public_hours", r"公益项目培训学时"),
    ("training_projects", r"非学历培训项目数"),
    ("planned_courses", r"教学计划内课程总数"),
    ("major_groups_listed", r"专业群名称"),
)  # fmt: skip
# One pattern with a group for each indicator: most labels name none, which is found out at once.
_INDICATORS = as_pattern("|".join(f"({pattern})" for _, pattern in LABELS))
# Words in front of an indicator that do not narrow it.
NEUTRAL = as_pattern(
    r"^(?:目前|现|现有|共有|共|全[区市县州盟旗校院]|我[区市县州]|本区|我校|学校|全体|本年度|今年|当年|(?:上年度?|去年|上一年度?|上学年|前年)(?:同期)?|年末|年度|截至.{0,8}|20\d\d学?年度?(?:[末底初]|[春秋]季(?:学期)?)?|总体|平均|中职|中等职业学校|中等职业教育|职业学校|区内|拥有|有|区级|各|其中|的|，|,|:|\(|\)|\d|\.|、|-|达到?|为|是|均|按)+"
)
_PERSON_TAILS = as_pattern(r"(?:达到?了?|为|是|共计?|共有|现有|有|约|超过|总计|合计|[:：])+$")


@dataclass(frozen=True, eq=False)
class KnownFact:
    """A value of an indicator somewhere in the document; ``period`` None means the report's own."""

    indicator: str
    operand: Operand
    period: int | None
    place: Place
    label: str
    is_table: bool
    scope: str = ""  # what narrows it: a caption's brackets, a total of one kind
    is_total: bool = False

    @property
    def has_number(self) -> bool:
        return self.operand.cell.number is not None


@lru_cache(8_192)
def indicator_of(label: str) -> str | None:
    """The indicator that a label names, whole and without anything left over.

    >>> indicator_of("其中：专任教师总数*"), indicator_of("双师型教师"), indicator_of("骨干教师人数")
    ('full_time_teachers', 'teachers_dual_qualified', None)
    """
    words = bare_label(label)
    words = as_pattern(r"\(.*?\)").sub("", words)
    words = (
        as_pattern(r"^[末底初]").sub("", PERIOD.sub("", words)) if as_pattern(r"(?:19|20)\d\d").match(words) else words
    )
    if (indicator := _named_by(words)) is not None:
        return indicator
    stripped = NEUTRAL.sub("", words)
    return _named_by(stripped) if stripped != words else None


def _named_by(words: str) -> str | None:
    match = _INDICATORS.fullmatch(words)
    return LABELS[match.lastindex - 1][0] if match is not None and match.lastindex is not None else None


@kept
def known_facts(manuscript: Manuscript) -> dict[str, list[KnownFact]]:
    """Every fact of a known indicator, by indicator, in reading order."""
    found: dict[str, list[KnownFact]] = {}
    for fact in (*_from_tables(manuscript), *_from_prose(manuscript)):
        found.setdefault(fact.indicator, []).append(fact)
    return found


def _counts_courses(sheet: Sheet, row: int) -> bool:
    """专业课 among courses counted in 门 are courses, and not those who teach them."""
    heads = "".join(sheet.head(column) for column in range(sheet.column_count))
    return (
        "教师" not in sheet.row_label(row)
        and as_pattern(r"课程|门[次数]|学时|学分").search(sheet.caption + heads) is not None
    )


_STAGES = as_pattern(r"实习|就业|毕业")


def _about(sheet: Sheet, heads: str) -> str:
    """What tells whether a table is about interns or graduates: its heads, else its caption, else its section."""
    return next((words for words in (heads, sheet.caption) if _STAGES.search(words)), sheet.section)


def is_matched_otherwise(indicator: str, label: str, words: str) -> bool:
    """对口率 without 就业 is that of interns where the words before it spoke last of 实习, and not of work."""
    if indicator != "matched_employment_rate" or "就业" in label:
        return False
    stages = _STAGES.findall(words)
    return bool(stages) and stages[-1] == "实习"


def _counts_some(sheet: Sheet, label: str) -> bool:
    """学生数 in a table of 实习分布 counts those who were sent out, and not the school's."""
    return "在校" not in label and _SOME_STUDENTS.search(sheet.caption) is not None


_SOME_STUDENTS = as_pattern(r"实习|资助|参赛|竞赛|大赛|住宿|就业|升学|获奖|社团|培训")


def _from_tables(manuscript: Manuscript) -> Iterator[KnownFact]:
    for sheet in manuscript.sheets:
        heads = "".join(sheet.head(column) for column in range(sheet.column_count))
        if "满意度" in sheet.caption or _ASKED.search(heads):
            # A table of satisfaction counts those who answered, under the names of those who were asked.
            continue
        scope = _scope_of(sheet) or _noted(manuscript, sheet) or _of_some_people(sheet)
        inner = _inner_rows(sheet)
        about = _about(sheet, heads)
        by_rows = {
            row: indicator
            for row in sheet.data_rows
            if (indicator := _row_indicator(sheet, row))
            and not (row in inner and indicator in _NEVER_INNER)
            and not compact(sheet.row_label(row)).startswith(("分类", "分项"))
            and not (indicator == "major_course_teachers" and _counts_courses(sheet, row))
            and not (indicator == "full_time_students" and _counts_some(sheet, sheet.row_label(row)))
            and not is_matched_otherwise(indicator, sheet.row_label(row), about)
        }
        for row, indicator in by_rows.items():
            for column in _value_columns(sheet, row):
                if (fact := _cell_fact(sheet, row, column, indicator, scope)) is not None:
                    yield fact
            if indicator == "full_time_students":
                yield from _of_full_time(sheet, row, scope)
        if by_rows and sheet.unit_column is not None:
            continue
        totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
        periods = [
            row for row in sheet.data_rows if sheet.row_path(row) and PERIOD.match(half_width(sheet.row_path(row)[0]))
        ]
        for column in sheet.numeric_columns:
            indicator = indicator_of(sheet.head(column)) or indicator_of("".join(sheet.column_path(column)))
            if indicator is None or (indicator == "full_time_students" and _counts_some(sheet, sheet.head(column))):
                continue
            if is_matched_otherwise(indicator, sheet.head(column), about):
                continue
            for row in (*totals, *(row for row in periods if row not in totals)):
                # A row of a year and a school speaks of that school.
                named = "" if row in totals else "".join(sheet.row_path(row)[1:])
                if (fact := _cell_fact(sheet, row, column, indicator, scope or named)) is not None:
                    yield fact


_FULL_TIME = as_pattern(r"全日制(?!外)")


def _of_full_time(sheet: Sheet, row: int, scope: str) -> Iterator[KnownFact]:
    """分类在校生 582, 764, 187 above 在校人数 1533 over the whole width: the subtotal under 全日制 may be meant as well."""
    if sum(r == row for r, _ in sheet.figures) != 1 or not compact(sheet.row_label(row - 1)).startswith(
        ("分类", "分项")
    ):
        return
    for column in sheet.numeric_columns:
        path = sheet.column_path(column)
        if len(path) > 1 and _FULL_TIME.search(path[0]) and bare_label(path[-1]) in ("小计", "合计"):
            fact = _cell_fact(sheet, row - 1, column, "full_time_students", scope)
            if fact is not None:
                yield fact


_ASKED = as_pattern(r"调查(?:人数|人次|对象)|样本|问卷")
# 在校生数 among the 其中 of schools abroad is not the school's number of students.
_NEVER_INNER = frozenset(("majors", "major_groups", "full_time_students", "graduates", "staff"))


def _inner_rows(sheet: Sheet) -> set[int]:
    inner: set[int] = set()
    within = False
    for row in sheet.data_rows:
        path = sheet.row_path(row)
        label = compact(path[-1]) if path else ""
        number = sheet.text(row, sheet.ordinal_column) if sheet.ordinal_column is not None else ""
        within = label.startswith("其中") or (within and sheet.ordinal_column is not None and not number)
        if within:
            inner.add(row)
    return inner


def _row_indicator(sheet: Sheet, row: int) -> str | None:
    path = sheet.row_path(row)
    own = next((c for c in reversed(sheet.label_columns) if sheet.text(row, c)), None)
    if not path or (own is not None and _FOR_WHOM.search(compact(sheet.head(own)))):
        return None
    return indicator_of(path[-1])


# 培训项目 | 培训对象 | 期数: 专任教师 says for whom, and the figures count something else.
_FOR_WHOM = as_pattern(r"对象|面向|范围|受益")
_OF_ALL = as_pattern(r"全[区市县校]|合计|总计")


def _value_columns(sheet: Sheet, row: int) -> list[int]:
    """The columns with the row's own value: not those of shares of it, samples or changes."""
    if sheet.unit_column is not None:
        dated = [
            column
            for column in sheet.numeric_columns
            if column > sheet.unit_column and PERIOD.fullmatch(half_width(compact(sheet.head(column))))
        ]
        # 职业学校、商务学校、全区: of a column for each school the last one speaks of all.
        of_all = [
            c for c in sheet.numeric_columns if c > sheet.unit_column and _OF_ALL.fullmatch(compact(sheet.head(c)))
        ]
        return dated or of_all or [sheet.unit_column + 1]
    alone = [column for (r, column) in sheet.figures if r == row]
    if len(alone) == 1:
        # A row with one figure over the whole width speaks of everything.
        return alone
    columns = []
    for column in sheet.numeric_columns:
        heads = compact("".join(sheet.column_path(column)))
        if as_pattern(r"增|变化|较|同比|小计|男|女|籍|人次").search(heads):
            continue
        if as_pattern(r"率|占|比例|比重|%").search(heads) and not _holds_counts(sheet, column):
            continue
        columns.append(column)
    of_all = [c for c in columns if any(_OF_ALL.fullmatch(compact(head)) for head in sheet.column_path(c))]
    return of_all or columns


def _holds_counts(sheet: Sheet, column: int) -> bool:
    """A head drawn over two columns may come to stand over the wrong one: under 比率 whole numbers are counts."""
    figures = sheet.column_figures(column, sheet.data_rows)
    whole = [f for f in figures if not f.is_percent and f.number.places == 0]
    own = as_pattern(r"率|占|比例|比重|%").search(compact(sheet.head(column))) is not None
    return not own and len(figures) > 2 and len(whole) * 4 >= len(figures) * 3


def _cell_fact(sheet: Sheet, row: int, column: int, indicator: str, scope: str) -> KnownFact | None:
    figure = sheet.figure(row, column)
    operand: Operand
    if figure is not None:
        unit = sheet.unit(row, sheet.unit_column + 1) if sheet.unit_column is not None else None
        operand = figure.operand(unit=unit)
    elif sheet.state(row, column) is CellState.NONE:
        operand = sheet.none_operand(row, column)
    else:
        return None
    unit = operand.cell.number.unit if operand.cell.number is not None else None
    if unit is not None and unit.dimension == "money" and not _unit_agrees(indicator, unit.dimension):
        return None
    label = sheet.row_label(row)
    if indicator_of(label) != indicator:
        label = bare_label(sheet.head(column))
    return KnownFact(
        indicator,
        operand,
        sheet.period(row, column),
        sheet.place(row, column),
        label,
        True,
        scope,
        sheet.is_total_row(row),
    )


def _scope_of(sheet: Sheet) -> str:
    """The brackets of a caption that narrow the whole table: 就业情况统计表(京籍)."""
    match = as_pattern(r"[（(]([^（）()\d]{2,8})[）)]\s*$").search(sheet.caption)
    return match[1] if match and not match[1].startswith(("单位", "续")) else ""


_SOME_PEOPLE = as_pattern(
    r"实习|订单|冠名|学徒|贯通|实验班|扩招|退役|建档立卡|脱贫|贫困|困难|残疾|资助|助学|留学生|社会学员|选手|3\+[24]"
)


def _of_some_people(sheet: Sheet) -> str:
    """订单班 in the caption of a table of graduates: its totals are of those alone."""
    match = _SOME_PEOPLE.search(sheet.caption)
    return match[0] if match is not None else ""


_NOTED = as_pattern(r"\s*(?:注|说明)[：:].*(?:不含|不包括|未含|未计|未包括|仅含|仅指|仅统计|只统计)")


def _noted(manuscript: Manuscript, sheet: Sheet) -> str:
    """What a note right below a table leaves out of it: 注：专任教师不含基础教学部的 86 人."""
    blocks = manuscript.document.blocks
    position = manuscript.positions.get(sheet.id, len(blocks))
    below = blocks[position + 1].text.text if position + 1 < len(blocks) else ""
    return "注" if _NOTED.match(below) else ""


@kept
def label_of(mention: Mention) -> str:
    """The words that a number gives the value of: 对口就业率 in 「对口就业率：99.22%」."""
    passage, start = mention.passage, mention.clause[0]
    begin = start
    colon = passage.plain[start - 1 : start]
    if colon in (":", "：") and not passage.plain[start : mention.start].strip():
        begin = passage.clause_at(start - 2)[0] if start >= 2 else start
    previous = passage.mentions_in(begin, mention.digits_start)
    if previous:
        begin = max(begin, previous[-1].end)
    if previous and as_pattern(r"[、，；]\s*$").search(passage.plain[begin : mention.start]):
        # 1021 人就业、145 人…: what stands before 、 was said of the figure before it.
        return ""
    words = compact(passage.plain[begin : mention.start]).strip("，:;；、。（(")
    words = as_pattern(r"^\d{1,2}(?:\.\d{1,2})+\.?").sub("", words).removeprefix("占")
    return _PERSON_TAILS.sub("", words)


# 甲、乙、丙三大类在校生合计 18745 人: some rows added up, and not the total of all.
OF_SOME = as_pattern(
    r"、[^，。；]*[二两三四五六七八九]\s*(?:大?类|个?专业|所|校|者|项|个)[^，。；、\d]{0,10}(?:合计|共计?|总共|加起来)$"
)


def prose_of_schools(manuscript: Manuscript) -> Iterator[tuple[Passage, str]]:
    """The running text, each passage with the school of whose section it stands in; empty where it is nobody's own."""
    school = ""
    for passage in manuscript.passages:
        if passage.kind == "heading":
            school = school_of(passage.plain)
        if passage.kind in ("paragraph", "note", "case") and len(passage.text) <= LONGEST_PASSAGE:
            yield passage, school


def _from_prose(manuscript: Manuscript) -> Iterator[KnownFact]:
    school = heading = ""
    for passage in manuscript.passages:
        if passage.kind == "heading":
            school, heading = school_of(passage.plain), passage.plain
        if passage.kind not in ("paragraph", "note", "case"):
            continue
        for mention in passage.mentions:
            if mention.is_loose or (mention.unit is None and mention.number.scale == 1):
                continue
            label = label_of(mention)
            indicator = indicator_of(label) if 2 <= len(label) <= 24 else None
            if indicator is None and mention.unit is not None and mention.unit.dimension == "people" and mention.noun:
                noun = as_pattern(r"[，的，]").split(mention.noun)[0]
                indicator = indicator_of(noun) if len(noun) >= 3 and not label_narrows(label) else None
            if indicator is None or not _unit_agrees(indicator, mention.unit.dimension if mention.unit else ""):
                continue
            if OF_SOME.search(passage.plain[mention.clause[0] : mention.start]):
                continue
            if is_matched_otherwise(indicator, label, heading + passage.plain[: mention.start]):
                continue
            yield KnownFact(
                indicator,
                mention.operand(f"{label} {mention.raw.strip()}"),
                period_of(mention, manuscript),
                mention.place,
                label,
                False,
                scope_of(mention)
                or those_meant(mention, indicator)
                or body_before(manuscript, mention)
                or unit_named(manuscript, mention)
                or school
                or of_wider_body(manuscript, mention),
            )


_SCHOOL = as_pattern(
    r"[\u4e00-\u9fff]{2,12}(?:职业学校|职业高中|中等专业学校|技工学校|职业技术学校|职教中心|职高|中专|技校|学院|艺术学校|演艺学校)(?![共均等各生任业])"
)
_SCHOOL_ENDINGS = ("学校", "高中", "职教中心", "职高", "中专", "技校", "学院")  # one of them ends each match of _SCHOOL
# 我区中等职业学校 and 两所职业学校 are all of them and no name.
_GENERAL = as_pattern(
    r"^(?:.*?(?:20\d\d)?年|.*?[我全]?[区市县]|本年度|目前|区内|各|[两三四五六七八九十\d]所|所|中等|高等|的|和|,|，|全体|现有|由|与|对)*(?:职业学校|职业高中|中等专业学校|职高|中专|技校|学院|院校)?$"
)
_NUMBERING = as_pattern(r"^[\s（(第]*[一二三四五六七八九十\d]{1,3}(?:\.\d+)*[\s）)、.．章节部分]*")


def school_of(heading: str) -> str:
    """The school that a heading consists of: what stands below it is said of that school alone."""
    words = compact(_NUMBERING.sub("", heading))
    return (
        words
        if len(words) < 16
        and as_pattern(r"(?:学校|[艺职商卫农工林体师]校|职高|高中|中专|学院|职教中心|技校)$").search(words)
        and _GENERAL.sub("", words)
        else ""
    )


def schools_in(words: str, title: str) -> list[tuple[int, str]]:
    """The schools that a text names and where; those of the title, 两所职业学校 and 我区职业学校 are none."""
    found = [(match.end(), _GENERAL.sub("", match[0])) for match in _SCHOOL.finditer(words)]
    return [(position, name) for position, name in found if name and name not in title]


# Whom a paragraph speaks of when it goes on with 在校生 … and 专任教师 …: a stage or kind of schooling, or all again.
_SUBJECT = as_pattern(
    r"(?P<kind>学前教育|幼儿园|小学|初中|普通高中|普高|高中阶?段|义务教育|普通中(?:等专业学校|专)|成人中(?:等专业学校|专)|全[国省]职业[高初]中|网络(?=教育|本专科)|成人本专科|扫盲|工读|高等教育|高等学校|高等职业|高职(?!称)|职业本科|研究生|特殊教育|成人教育|"
    r"技工学校|业余|联合办学|非全日制)(?:阶段|教育|学校|院校|[（(][^）)]*[）)])*(?:招生|在校|在园|在籍|毕业生|专任|教师|教职工|学生|共有|现有|有|学校|\d)"
    r"|(?:全[区市县校]|[我本两各三四]校|学校|中职|中等职业(?:学校|教育)?|职业(?:学校|教育)|全日制)(?:共有|现有|有|招生|在校|毕业|专任|教职工)"
)
_MANY_KINDS = 6  # of schooling; a vocational report names three or four beside its own
_INTERNS = as_pattern(r"参加岗位实习|顶岗实习|岗位实习|实习(?:学生|生(?!产|活))")
_OTHER_PEOPLE = as_pattern(
    r"录用为|新(?:招聘?|进|增|聘|引进)|引进|调入|同学|[她他]被|(?<!教学)(?<!每)(?<!平行)班(?:学员)?\d|[\u4e00-\u9fff]班\d+人里|支教|援疆|援藏|援派|选派|派出|实习|培训|参赛|报名|残疾|非京籍|外地|专升本|实验班|订单班|贯通"
)


_SOME_SCHOOLS = as_pattern(
    r"[公民]办[两三四五六七八九]校|(?:\d{1,2}|[两二三四五六七八九])\s*所(?:中等职业|中职|职业)?学校"
)


# 会计专业升学人数最多，为 66 人，升学率 72.53%: whoever leads or comes last is one of several.
_ONE_OF_SEVERAL = as_pattern(
    r"[\u4e00-\u9fff]{2,14}(?:专业|部|系|学校|中心|校|县|区|镇|公司|企业)(?:的)?[\u4e00-\u9fff]{0,8}最[多高低少大小]"
    r"|[\u4e00-\u9fff]{2,}专业的?\s*\d+\s*[名人](?:毕业|学)生"
)
_MAY_BE_ONE = as_pattern(r"最[多高低少大小]|专业的?\s*\d")  # one of them stands in every match


# 机电系在校生 800 人，专任教师 50 人: a sentence that begins with a part of the school goes on to speak of it.
_PART_OF_SCHOOL = as_pattern(
    r"(?![全各本我该两三四五六七八九十])[\u4e00-\u9fff]{0,10}?(?:[工程经管医艺贸商电学息务游旅理美乐文务车械筑化服育]系|教学部|专业部|学部|校区|分校|分院|[公民]办(?:中职)?(?:学校)?)(?=\d|在校|学生|专任|教师|教职工|毕业生|招生|现有|共有|有|设|就业|升学|生师比)"
)


@kept
def scope_of(mention: Mention) -> str:
    """A school named in the sentence, or people other than all of them (实习), narrow its figures."""
    start, _ = mention.sentence
    words = mention.passage.plain[start : mention.start]
    named = any(ending in words for ending in _SCHOOL_ENDINGS)
    if named and (match := _SCHOOL.search(words)) and (name := _GENERAL.sub("", match[0])):
        return name
    if (
        (match := _OTHER_PEOPLE.search(words))
        or (_MAY_BE_ONE.search(words) and (match := _ONE_OF_SEVERAL.search(words)))
        or (match := _PART_OF_SCHOOL.match(words.lstrip()))
    ):
        return match[0]
    if (
        "校" in words
        and (match := _SOME_SCHOOLS.search(words[-24:]))
        and not as_pattern(r"全[区市县省州]|各校|共有|现有|[一总]共").search(words[-36:])
    ):
        # 区教育局主管的 3 所学校在校生 4283 人: not those of every school.
        return match[0]
    if some := some_told_of(words):
        return some
    whole, _ = mention.passage.full_sentence_at(mention.start)
    if match := _INTERNS.search(mention.passage.plain, whole, mention.start):
        return match[0]
    subject = _subject_before(mention)
    return (subject["kind"] or "") if subject is not None else ""


@kept
def _subjects(passage: Passage) -> tuple[re.Match[str], ...]:
    return tuple(_SUBJECT.finditer(passage.plain))


def _subject_before(mention: Mention) -> re.Match[str] | None:
    """The last one that stands before the number; what reaches over it is read again as far as it goes."""
    before = None
    for subject in _subjects(mention.passage):
        if subject.end() > mention.start:
            cut = list(_SUBJECT.finditer(mention.passage.plain, subject.start(), mention.start))
            return cut[-1] if cut else before
        before = subject
    return before


_WIDER = (
    (as_pattern(r"学校|中学|学院|中专|职高|技校|职教中心|教育中心"), as_pattern(r"全[国省市县区]|[我本][省市县区]")),
    (as_pattern(r"[区县]"), as_pattern(r"全[国省市]|[我本][省市]")),
    (as_pattern(r"[市州盟]"), as_pattern(r"全[国省]|[我本]省")),
)
_TITLE = as_pattern(r"(?:质量|教育|发展)(?:年度)?报告|年报|年度报告")


@kept
def _wider_bodies(manuscript: Manuscript) -> re.Pattern[str] | None:
    """How a report calls bodies wider than the one of its title: 全市 in that of a school or district."""
    titles = (passage.plain for passage in manuscript.passages[:8] if "。" not in passage.plain)
    title = next((words for words in titles if _TITLE.search(words)), "")
    return next((wider for own, wider in _WIDER if own.search(title)), None)


def of_wider_body(manuscript: Manuscript, mention: Mention) -> str:
    """全市 in 「全市生师比 16.2:1」 where the report is that of a school; empty where the figure is the report's own."""
    pattern = _wider_bodies(manuscript)
    match = pattern.search(mention.words_before) if pattern is not None else None
    return match[0] if match is not None else ""


_WEIGHTED = as_pattern(
    r"折[算合半][^。；]{0,30}(?:教师|学生|在校生|人员)|(?:教师|导师|专家|师傅|人员|学生|在校生|[兼外]聘)[^。；]{0,20}折[算合半]|按\s*0?\.5"
)


@kept
def says_weighted(manuscript: Manuscript) -> bool:
    """Where part-time teachers or students are weighed in, 生师比 is no quotient of the plain counts."""
    labels = (sheet.row_label(row) for sheet in manuscript.sheets for row in sheet.data_rows)
    return any(_WEIGHTED.search(passage.plain) for passage in manuscript.prose_with("折", "按")) or any(
        _WEIGHTED.search(label) for label in labels
    )


@kept
def speaks_of_many_kinds(manuscript: Manuscript) -> bool:
    """A communiqué that goes through 小学, 初中, 高中 … says one word of each in turn: 专任教师 is of the kind just named."""
    kinds = {match["kind"] for passage in manuscript.prose() for match in _subjects(passage)}
    return len(kinds - {None}) >= _MANY_KINDS


# 就业率达到 100% 的有 4 个专业: the value is a mark of what follows; 达到 98% 的好成绩 is still the value itself.
_MARKED = as_pattern(
    r"\s*(?:及?以[上下内]|左右)?[”）)]?的(?![\u4e00-\u9fff]{0,4}(?:成绩|佳绩|水平|新高|高位|规模|态势|成效|成果))"
)
_MEASURED_BY = as_pattern(
    r"(?:按照?|根据|依照|依据|对照|比照)[^。；]{0,30}(?:标准|要求|规定|办法|规范)|(?:如果?|若|凡|只要|一旦|力争|争取|确保)(?!干)[^。；]{0,20}$"
)
# Rates and means are said of those just counted; counts are not.
_ABOUT_PEOPLE = ("_rate", "_income")
_PEOPLE_COUNTED = as_pattern(
    r"(?P<some>[^，。；：:、]{0,20}?)(?P<noun>(?:毕业生|毕业学生|学生|学员|学徒|选手|实习生|[男女]生|人员|军人|残疾人))(?:[总人]数)?\s*(?:共有?|计|有|为|达)?\s*$"
)
_ALL_OF_THEM = as_pattern(
    r"(?:截[至止].{0,10}|20\d\d|[届级年]|全[区市县州盟旗校院省部]|[我本][区市县校院]|[两三四五六七八九各]所?(?:学?校|院|中职)|中职|中等职业(?:学校|教育)?|职业(?:学校|教育)|中专|学校|其中|目前|现有|本|应届|当|今|共有?|全体|总|的|直接|已|初次|实现|就业|在|拥有|区内|合计|[，,、\s])*"
)
# 专任教师 45 人到企业实践: those who do something are some of them; 均, 都 and 全部 would say that all do.
_DOES = as_pattern(
    r"(?:先后|分别|已|全程|积极|自愿|利用假期)?(?:参[加与训赛评]|到(?!位)|赴|去(?!年)|前往|走[进上]|深入|进入|在(?![校籍岗编职])|获|取得|通过|报名|入选|接受|担任|承担|从事|投入|享受|领取|被|考取|完成)"
)
_BODY_COUNTED = as_pattern(
    r"(?P<body>[^，。；：:\d]{1,20}?)(?:全日制|现有|共有|有|的)*(?:在校学?生|在籍学?生|毕业生|专任教师|教职工|教师|学生|招生)(?:总?人?数|规模)?(?:共|达到?|为|有)*$"
)
_BODY_END = as_pattern(r"(?:学校|专业|[系部院校省市县区国类班厂]|中心|企业|公司|年级|集团|基地)的?$|^[从由以]")
_AMONG = as_pattern(r"(?:^|[，,；;])(?P<body>[^，。；：:\d]{2,20}?)(?:教职员?工|教师|学生|毕业生|人员)[中里]\s*[，,]")
_USUAL = as_pattern(
    r"(?:[全本我该]校|学校|全[区市县]|现有|所有|全体|全部|在[编职岗册校籍]|专任|专业课?|公共(?:基础)?课|文化课|双师型?|直接|已|就业|升学|应届|20\d\d届?|级|的)*"
)


@kept
def _title_words(manuscript: Manuscript) -> str:
    return "".join(passage.plain for passage in manuscript.passages[:6] if "。" not in passage.plain)


def body_before(manuscript: Manuscript, mention: Mention) -> str:
    """The body whose people the sentence counted first, where it is not the report's own: it goes on to speak of it.

    兄弟学校专任教师 300 人，生师比 11:1; 涉农专业在校生 400 人，专任教师 30 人; 参训教师中，专任教师 180 人.
    """
    passage = mention.passage
    start, _ = mention.sentence
    if match := _AMONG.search(passage.plain, start, mention.clause[0]):
        return "" if _USUAL.fullmatch(compact(match["body"])) else match["body"]
    first = next(iter(passage.mentions_in(start, mention.digits_start)), mention)
    counted = _BODY_COUNTED.match(compact(passage.plain[max(start, first.clause[0]) : first.start]))
    if counted is None:
        return ""
    body = counted["body"]
    wider = _wider_bodies(manuscript)
    if wider is not None and (match := wider.search(body)):
        return match[0]
    if _ALL_OF_THEM.fullmatch(body) or body in _title_words(manuscript):
        return ""
    return body if _BODY_END.search(body) else ""


_RECKONED = as_pattern(r"折[算合半]|不?[包]?含|不计|计入|加上|扣除|剔除")
_TAIL_OF_TIME = as_pattern(r"毕业[^，。；]{0,2}(?:\d|[一二两三四五六七八九十半])+[个年多]*(?:月|年)?[后时]?$|[年月]后$")


# 5 校在校生共 900 人，占全市的 60%; 教职工 120 人（两校 100 人，中心校 20 人）: some of all, and more than the schools.
_PART_OF_ALL = as_pattern(r"[，,]\s*占(?:了|到)?全[省市区县校](?:的|总数)[^，。；]{0,10}?\d")
_DIVIDED = as_pattern(r"[（(][^（）()。；]{0,12}[两三四五六七八九]校\s*\d[^（）()。]*[，、][^（）()。]*\d")


def those_meant(mention: Mention, indicator: str) -> str:
    """Those of whom alone a figure is said by its sentence, where they are not all of them; empty where they are.

    A value with 的 behind it is a mark of what follows (就业率 100% 的专业), a rate or a mean is said of the people just
    counted (留下的 18 人平均月收入…, 会计专业毕业生 46 人，就业率…) or named by the clause before (到企业就业的，…).
    """
    passage = mention.passage
    if match := _MARKED.match(passage.plain, mention.end):
        return match[0]
    for before in passage.mentions_in(mention.clause[0], mention.digits_start):
        if match := _MARKED.match(passage.plain, before.end):
            # 就业率 95% 以上的专业有 10 个: those ten are some of them.
            return match[0]
    start, _ = mention.sentence
    if match := _MEASURED_BY.search(passage.plain, start, mention.start):
        return match[0]
    if mention.unit is not None and mention.unit.dimension == "people" and (match := _DOES.match(mention.words_after)):
        return match[0]
    if match := _PART_OF_ALL.match(passage.plain, mention.end) or _DIVIDED.match(passage.plain, mention.end):
        return match[0]
    if plan := plan_told_of(mention):
        return plan
    if mention.is_money and (person := person_told_of(mention)):
        # 小贺 2017 年毕业，月收入 4300 元: what one of them earns.
        return person
    if indicator == "students_per_teacher" and (match := _RECKONED.search(passage.plain, start, mention.start)):
        return match[0]
    return people_counted_before(mention) if indicator.endswith(_ABOUT_PEOPLE) else ""


@kept
def people_counted_before(mention: Mention) -> str:
    """Some of the people whom the sentence counts or names before it gives their rate or mean."""
    passage = mention.passage
    start, _ = passage.full_sentence_at(mention.start)
    own, _ = mention.clause
    people = [
        m for m in passage.mentions_in(start, mention.digits_start)
        if m.unit is not None and m.unit.dimension == "people" and not m.is_percent
    ]  # fmt: skip
    if people and people[-1].start >= own:
        whom = passage.plain[passage.clause_at(people[-1].start)[0] : people[-1].start]
        behind = passage.plain[people[-1].end : mention.start]
        if not passage.mentions_in(people[-1].end, mention.digits_start) and not behind.lstrip().startswith("、"):
            return "" if _ALL_OF_THEM.fullmatch(compact(whom)) or indicator_of(label_of(people[-1])) else compact(whom)
    for counted in people[:1]:
        clause = passage.clause_at(counted.start)[0]
        told = _PEOPLE_COUNTED.search(passage.plain, clause, counted.start)
        if told is not None:
            some, noun = compact(told["some"]), told["noun"]
            all_of_them = noun in _NOUNS_OF_ALL and (_ALL_OF_THEM.fullmatch(some) or indicator_of(some + noun))
            return "" if all_of_them or _GOES.search(some) else some + noun
    before = passage.plain[start : max(start, own - 1)]
    last = as_pattern(r"[，,；;]").split(before)[-1]
    return last if last.endswith("的") or _TAIL_OF_TIME.search(last) else ""


_NOUNS_OF_ALL = frozenset(("毕业生", "毕业学生", "学生", "人员"))
_GOES = as_pattern(r"对口|就业|升学|升入|落实|考[入取上]|录取|应征|入伍|出国")


def label_narrows(label: str) -> bool:
    return bool(NEUTRAL.sub("", label))


def _unit_agrees(indicator: str, dimension: str) -> bool:
    if indicator.endswith(("_rate", "_share")):
        return dimension == "share"
    if indicator in (
        "graduate_monthly_income",
        "fiscal_funding",
        "fiscal_funding_per_student",
        "equipment_value_per_student",
        "equipment_value",
    ):
        return dimension in ("money", "money_per_student", "")
    if indicator == "students_per_teacher":
        return dimension == "ratio"
    if indicator == "classes":
        return dimension in ("items", "classes")
    if indicator in ("majors", "major_groups", "training_projects", "planned_courses"):
        return dimension in ("items", "projects", "courses")
    if indicator in ("training_seats_per_student", "books_per_student", "training_hours", "training_public_hours"):
        return True
    return dimension == "people"


_EARLIER = as_pattern(r"(?P<word>上年|去年|上一年|上学年|前年)(?P<rest>[^\d。；]*)$")
# （上年 10.3:1，专任教师 280 人）: whatever stands in such brackets.
_EARLIER_IN_BRACKETS = as_pattern(r"[（(]\s*(?P<word>上年|去年|上一年|上学年|前年)(?P<rest>)[^（()）]*$")
# 上年专任教师 280 人，生师比…: a sentence that begins with the year goes on to speak of it until another is named.
_EARLIER_THROUGHOUT = as_pattern(
    r"(?:^|[，,])\s*(?P<word>上年|去年|上一年|上学年|前年)(?P<rest>)度?[，,]?[^，。；\d]*\d(?:(?!今年|本年|本学年|当年|目前|现|20\d\d|[增减降提]|达到|[到至])[^。；])*$"
)
# 比上年增加 7 人 and 与上年持平 compare; what is told after them is of the report's own period again.
_MOVES = as_pattern(
    r"[增减降涨跌]|升(?![学入本专高])|提高|扩大|缩小|持平|相[比当]|变化|不变|有所|一样|[多少高低快慢好]于?$|(?<!达)到$|至$"
)
_COMPARED_WITH = as_pattern(r"[比较与同和跟于从由自]\s*$")
_TIME_ALONE = as_pattern(r"[年度同期末底里]{0,3}[，,]")
_SINCE = as_pattern(r"\s*(?:起|以来|以后|之后|开始|相比)")
_PERIOD_SAID = as_pattern(r"(20[0-4]\d)\s*(?:[-—]\s*20\d\d\s*)?(?:学?年|届)")


def period_of(mention: Mention, manuscript: Manuscript) -> int | None:
    """The period that the sentence names before the number; None where it speaks of the report's own."""
    start, _ = mention.sentence
    words = mention.passage.plain[start : mention.start]
    own = mention.clause[0] - start  # where the number's own clause begins
    earlier = _EARLIER_IN_BRACKETS.search(words) or _EARLIER_THROUGHOUT.search(words)
    if earlier or ((earlier := _EARLIER.search(words)) and _is_told_of(words, earlier, own)):
        return (manuscript.data_period or 0) - (2 if earlier["word"] == "前年" else 1)
    periods = [match for match in _PERIOD_SAID.finditer(words) if not is_over(words, match, own)]
    if not periods:
        return None
    period = int(periods[-1][1])
    return None if period == manuscript.data_period else period


def is_over(words: str, named: re.Match[str], own: int) -> bool:
    """True for a year that an earlier clause only compared with or counted from: what is told behind ``own`` is not of it.

    >>> words = "比2022届提高2.4个百分点，升学率"
    >>> is_over(words, as_pattern("20..").search(words), 15), is_over(words, as_pattern("20..").search(words), 0)
    (True, False)
    """
    if named.start() >= own:
        return False
    return _COMPARED_WITH.search(words[: named.start()]) is not None or _SINCE.match(words, named.end()) is not None


def _is_told_of(words: str, earlier: re.Match[str], own: int) -> bool:
    """True for 比上年的 14.81:1 and 去年，生师比…; 比上年增加 7 人 is over where the next clause begins."""
    if _MOVES.search(earlier["rest"]):
        return False
    if earlier.start() >= own:
        return True
    return _TIME_ALONE.match(earlier["rest"]) is not None and not _COMPARED_WITH.search(words[: earlier.start()])


def figures_of(facts: list[KnownFact]) -> list[KnownFact]:
    return [fact for fact in facts if fact.has_number]
