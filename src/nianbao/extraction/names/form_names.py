"""How the indicators of the official forms are spoken of: 到账经费 in a paragraph about training is 非学历培训到账经费.

A form prints the full name, a chapter a short one, often told by what the paragraph is about. Both are reduced in one way (time,
verbs and words for number fall away) and looked up here. The units and the least amounts are those of the official forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, bare_label, compact
from nianbao.extraction.told.told_values import bare_name
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import LEXICON


@dataclass(frozen=True, slots=True)
class FormName:
    """``names`` mean the indicator wherever they stand, ``brief`` only where ``topic`` was named last before them."""

    id: str
    unit: str  # of the official form
    names: str
    brief: str = ""
    topic: str = ""
    least: int = 0  # 元 that an amount of a school comes to at least, where it comes to anything


_ARRIVED = r"(?:实际|实现|合同)?[到进][账帐款](?:经费|收入|资金|金额|额|总额|款额?)?"
_TRAINING = r"(?<!教师)(?<!师资)(?<!干部)(?<!员工)培训(?!基地|学院|中心|经费|费)"
_MENTORS = r"(?:行业|企业)导师"
_PART_TIME = r"(?:行业|企业|校外|外聘)*兼职教师"  # of the forms up to 2020
_SERVICE = r"横向|(?:技术|科技)服务|技术攻关"
_RESEARCH = r"纵向|科研(?:课题|项目)"
_PATENTS = r"专利"
_ABROAD = (
    r"[国境]外|出国|海外|东盟|(?:泰|德|美|英|法|韩|俄)国|老挝|越南|柬埔寨|缅甸|马来西亚|印度|印尼|新加坡|日本|菲律宾|蒙古|尼泊尔|孟加拉|斯里兰卡|巴基斯坦|"
    r"哈萨克|乌兹别克|俄罗斯|澳大利亚|新西兰|加拿大|瑞士|芬兰|荷兰|意大利|西班牙|匈牙利|波兰|塞尔维亚|埃及|肯尼亚|埃塞俄比亚|坦桑尼亚|赞比亚|卢旺达|尼日利亚|南非|巴西"
)
FORM_NAMES: tuple[FormName, ...] = (
    FormName("technical_service_income", "万元", rf"(?:横向)?(?:技术|科技)服务(?:合同)?(?:{_ARRIVED}|收入)|横向(?:科研|课题|项目|服务)*(?:经费)?{_ARRIVED}", rf"{_ARRIVED}|收入", _SERVICE, 1000),
    FormName("technical_service_benefit", "万元", r"(?:横向)?技术服务(?:所?产生|带来|创造)?(?:的)?经济效益", r"(?:为|帮助|给|助力)?(?:[\u4e00-\u9fff]{0,4}企业)?(?:所?产生|带来|创造|新增|增加|实现|取得)?(?:的)?(?:直接)?经济效益", _SERVICE, 1000),
    FormName("research_grants_received", "万元", rf"纵向(?:科研|课题|项目)*(?:经费)?{_ARRIVED}|纵向科研经费", _ARRIVED, _RESEARCH, 1000),
    FormName("technology_trade_income", "万元", r"技术产权交易(?:收入|额)", "", "", 1000),
    FormName("patent_transfer_income", "万元", rf"专利(?:成果)?(?:转化|转让)(?:{_ARRIVED}|收入)", _ARRIVED, _PATENTS, 1000),
    FormName("training_income", "万元", rf"(?:非学历|社会|各类|职业|面向社会)*(?:教育)?培训(?:项目|服务|总)?(?:{_ARRIVED}|收入|经费{_ARRIVED})", rf"{_ARRIVED}|收入|创收", _TRAINING, 1000),
    FormName("industry_mentor_pay", "万元", rf"{_MENTORS}(?:的)?课(?:酬|时费)", r"课(?:酬|时费)", _MENTORS, 100),
    FormName("part_time_teacher_pay", "万元", rf"{_PART_TIME}(?:的)?课(?:酬|时费)", r"课(?:酬|时费)", _PART_TIME, 100),
    FormName("fiscal_special_funding", "万元", r"财政专项(?:拨款|经费|资金)|专项财政(?:拨款|经费)", r"专项(?:拨款|经费|资金|支出)", r"(?:财政|经费|收入|支出)", 10_000),
    FormName("enterprise_equipment_value", "万元", r"(?:合作)?企业(?:[和与、][\u4e00-\u9fff]{2,4}?)?(?:累计|共)?(?:提供|投入|捐赠|赠送)(?:的)?(?:校内)?(?:实践教学|实训|实习实训|教学)*(?:仪器)?设备(?:折合)?(?:总?(?:价?值|价|金额))?(?:折合)?", "", "", 1000),
    FormName("internship_funding", "万元", r"实习专项(?:经费|资金)|(?:学生)?实习经费", "", "", 1000),
    FormName("internship_insurance", "万元", r"(?:学生)?实习(?:学生)?责任(?:保?险)(?:经费|费用?|保费|支出)?", r"保险(?:经费|费用?)|保费", r"实习", 100),
    FormName("fiscal_funding_per_student", "元", r"生均财政(?:拨款|投入)(?:水平)?"),
    FormName("equipment_value", "万元", r"教学(?:科研)?仪器设备(?:资产)?总?值", "", "", 100_000),
    FormName("equipment_value_per_student", "元/生", r"生均教学(?:科研)?仪器设备(?:总)?值", r"生均(?:值)?", r"(?:教学|科研|仪器)设备(?:资产)?总?值"),
    FormName("practice_seats_per_student", "个/生", r"生均(?:校内)?(?:实践教学|实训|实习实训|实训实习)工位数?", r"生均", r"(?:实践教学|实训|实习)工位"),
    FormName("training_hours", "学时", r"非学历(?:教育)?培训(?:总)?学时数?", r"(?:总学时|共|培训学时|)", r"非学历(?:教育)?培训"),
    FormName("training_public_hours", "学时", r"公益(?:性)?(?:培训)?(?:项目)?(?:培训)?(?:学时)?", r"(?:总学时|共|培训学时|学时|)", r"公益"),
    FormName("industry_mentor_hours", "课时", rf"{_MENTORS}(?:年)?(?:总)?(?:授课)?课时(?:总量|数)?", r"(?:承担|年)*(?:教学|授课|课时|任课|上课|教学任务|授课任务)(?:总?课时)?(?:总量)?", _MENTORS),
    FormName("part_time_teacher_hours", "课时", rf"{_PART_TIME}(?:年)?(?:总)?(?:授课)?课时(?:总量|数)?", r"(?:承担|年)*(?:教学|授课|课时|任课|上课|教学任务|授课任务)(?:总?课时)?(?:总量)?", _PART_TIME),
    FormName("planned_courses_hours", "学时", r"教学计划内课程总?学时", r"", r"教学计划内课程"),
    FormName("certificate_courses_hours", "学时", r"课证融通课程学时", r"", r"课证融通课?程?"),
    FormName("online_courses_hours", "学时", r"网络教学课程学时", r"", r"网络教学课?程?"),
    FormName("staff_posts", "人", r"(?:教职员?工)?(?:核定|额定|批准)(?:的)?(?:教职员?工|事业)?编制数?|(?:教职员?工)(?:核定|额定)?编制数?|编制数?"),
    FormName("class_teachers", "人", r"班主任"),
    FormName("political_course_teachers", "人", r"(?:专职|专任)?(?:思政|思想政治)课?(?:专任|专职)?教师"),
    FormName("physical_education_teachers", "人", r"体育课?(?:专任|专职)?教师"),
    FormName("arts_teachers", "人", r"(?:美育|艺术)课?(?:专任|专职)?教师"),
    FormName("counsellors", "人", r"(?:专职)?辅导员"),
    FormName("industry_mentors", "人", r"行业导师"),
    FormName("industry_mentors_master_craftsmen", "人", r"(?:大国工匠[、和及与]?劳动模范|劳动模范[、和及与]?大国工匠)"),
    FormName("fitness_tested", "人", r"参加(?:《?国家学生)?体质(?:健康)?(?:标准)?》?(?:测试|监测|测评)(?:的)?(?:学生)?", r"实测", r"体质"),
    FormName("fitness_passed_share", "%", r"(?:国家)?学生体质(?:健康)?(?:标准)?(?:测评|测试|监测)?合格率|体质(?:健康)?(?:测评|测试|监测)合格率", r"合格率", r"体质"),
    FormName("vocational_certificates_obtained", "人", r"(?:取得|获得|获取|考取)?职业(?:技能)?(?:等级|资格)证书(?:获取|取得)?"),
    FormName("graduates_employed_locally", "人", r"(?:类)?(?:留在?)(?:当地|本地|本市|本区|本县|本省|省内|市内|区内|县内)(?:市|区|县)?就业"),
    FormName("graduates_employed_west_northeast", "人", r"到?西部和东北地区就业"),
    FormName("graduates_employed_small_enterprises", "人", r"[到在进入]*中小微企业(?:等基层)?(?:单位)?就业"),
    FormName("graduates_employed_large_enterprises", "人", r"[到在进入]*大型企业就业"),
    FormName("graduates_placed_in_province_share", "%", r"(?:毕业生)?(?:本省|本市|省内|市内)(?:毕业)?去向落实率"),
    FormName("graduates_promoted_three_years_share", "%", r"毕业三年(?:毕业生)?(?:的)?(?:职位)?晋升(?:比例|率)", r"晋升(?:比例|率)", r"毕业三年"),
    FormName("graduates_self_employed_share", "%", r"(?:毕业生)?自主创业(?:率|比例)"),
    FormName("intellectual_property_items", "项", r"(?:国家|各类)*知识产权(?:项目)?数?"),
    FormName("patents_granted", "项", r"专利授权|授权专利", r"专利", r"知识产权"),
    FormName("invention_patents_granted", "项", r"发明专利(?:授权)?"),
    FormName("training_projects", "项", r"非学历(?:教育)?培训(?:项目)?数?"),
    FormName("planned_courses", "门", r"教学计划内(?:的)?课程"),
    FormName("certificate_courses", "门", r"课证融通课程数?"),
    FormName("online_courses", "门", r"网络教学课程数?"),
    FormName("excellent_online_courses", "门", r"在?线精品课程数?"),
    FormName("excellent_online_course_learners_mean", "人", r"(?:在?线精品课程)?课均(?:学生|选课|学习)*(?:人数|数)?", "", ""),
    FormName("textbooks_written", "本", r"(?:编写|编著|编制)(?:校本|各类)?教材数?"),
    FormName("resource_libraries", "个", r"专业教学资源库数?"),
    FormName("virtual_training_bases", "个", r"虚拟仿真实训基地数?"),
    FormName("internet_bandwidth", "Mbps", r"(?:互联网|校园网)?出口(?:总)?带宽"),
    FormName("campus_backbone_bandwidth", "Mbps", r"(?:校园网)?主干(?:网)?(?:最大)?带宽"),
    FormName("teacher_days_abroad", "人日", r"(?:选派|派出)?(?:专任)?教师赴(?:国|境)外.{0,6}(?:指导|培训).{0,8}", r"(?:共|合计|培训|指导|)", _ABROAD),
    FormName("open_practice_centres", "个", r"(?:与企业)?共建(?:的)?开放型区域产教融合实践中心"),
)  # fmt: skip
# Dimensions besides that of the official unit: 编制 204 个, 培训项目 36 个.
_OTHER_DIMENSIONS = {
    "staff_posts": ("items",), "fiscal_funding_per_student": ("money_per_student",), "equipment_value_per_student": ("money",),
    "practice_seats_per_student": ("items",), "training_projects": ("items",), "patents_granted": ("items",),
    "intellectual_property_items": ("items",), "resource_libraries": ("projects",), "invention_patents_granted": ("items",),
}  # fmt: skip


def dimensions_of(name: FormName) -> tuple[str, ...]:
    """The dimensions in which the indicator is told."""
    return (LEXICON[name.unit].dimension, *_OTHER_DIMENSIONS.get(name.id, ()))


# Verbs before a name that only say that there is something. 新聘 and 培养 speak of some.
_VERBS = as_pattern(
    r"^(?:(?:[区县市州]委?|机构)编[办制]?(?:部门)?|主管部门|各校|共|先后|已|累?计|统一|面向社会|两校|[三四五]校|全[区市县校]|学校|[我本]校|中职学校|现|并)*(?:配[备齐]|聘[请任用]|选聘|外聘|柔性引进|引进|选派|派出|获批?|支付|发放|签订|收到|争取|落实|安排|购买|投入|建成|建有|设立|共建|取得|获得|承担|其中|全体|通过|含|包括)*了?(?:各级|各类)?"
)
_NARROW = as_pattern(r"[（(](?:公办|民办|不含|仅|其中|在编|区级|市级)")


@lru_cache(8_192)
def spoken_core(words: str) -> str:
    """A name without time, verbs and words for number.

    >>> spoken_core("2023年，两校共聘请行业导师"), spoken_core("聘请行业导师人数"), spoken_core("年支付行业导师课酬")
    ('行业导师', '行业导师', '行业导师课酬')
    """
    # 到 before a figure is a verb, and here it is none.
    name = bare_name(as_pattern("到(?=[账帐款])").sub("进", compact(words).replace(",", "，")))
    stripped = bare_name(_VERBS.sub("", name))
    return stripped or name


_ALL_NAMES = as_pattern("|".join(f"({name.names})" for name in FORM_NAMES))


@lru_cache(8_192)
def form_name_of(label: str) -> FormName | None:
    """The indicator that the label of a row means.

    >>> form_name_of("其中：年支付行业导师课酬*").id, form_name_of("非学历培训到款额").id, form_name_of("教师培训经费")
    ('industry_mentor_pay', 'training_income', None)
    """
    words = bare_label(label)
    words = as_pattern(r"^[A-D]类:?|[（(].*?[）)]").sub("", words)
    for core in (words, spoken_core(words)):
        match = _ALL_NAMES.fullmatch(core)
        if match is not None and match.lastindex is not None:
            return FORM_NAMES[match.lastindex - 1]
    return None


@dataclass(frozen=True, eq=False, slots=True)
class FormRow:
    """The figure of the report's own period in a row that bears the name of an indicator, with those of other periods."""

    name: FormName
    figure: Figure
    others: tuple[Figure, ...]
    is_narrow: bool  # 教职工额定编制数（公办）


@kept
def form_rows(manuscript: Manuscript) -> dict[str, tuple[FormRow, ...]]:
    """The rows of the forms by indicator."""
    found: dict[str, list[FormRow]] = {}
    for sheet in manuscript.sheets:
        for row in _rows_of(sheet, manuscript.data_period):
            found.setdefault(row.name.id, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


_NOT_OWN = as_pattern(r"上一?学?年|去年|前年|增|减|[比较](?!例)|变化|幅|目标|计划|标准|平均|占|人次|样本")
_OF_ONE = as_pattern(r"学校|职高|职专|中专|职校|技校|中心|学院")  # one school's column of several
_OF_ALL = as_pattern(r"全[区市县州校]|合计|总计")


def _rows_of(sheet: Sheet, report: int | None) -> Iterator[FormRow]:
    above = ""
    for row in sheet.data_rows:
        label = sheet.row_label(row) or above
        above = label
        in_hours = sheet.unit_column is not None and as_pattern("[学课]时").fullmatch(
            sheet.text(row, sheet.unit_column)
        )
        name = form_name_of(label) if label else None
        if in_hours and (name is None or name.unit == "门"):
            # 教学计划内课程总数 | 门, and below it the same | 学时
            name = form_name_of(as_pattern(r"(?:总数|数量?)[*★]?$").sub("", label) + "学时")
        own = _own_figure(sheet, row, report) if name is not None else None
        if name is None or own is None or own.direction or not _is_of_kind(own, name):
            continue
        others = tuple(f for (r, _), f in sheet.figures.items() if r == row and f is not own)
        yield FormRow(name, own, others, _NARROW.search(label + sheet.caption) is not None)


def _is_of_kind(figure: Figure, name: FormName) -> bool:
    return figure.number.unit is None or figure.number.unit.dimension in dimensions_of(name)


def _own_figure(sheet: Sheet, row: int, report: int | None) -> Figure | None:
    first = sheet.unit_column if sheet.unit_column is not None else -1
    heads = {c: half_width(compact("".join(sheet.column_path(c)))) for c in sheet.numeric_columns if c > first}
    columns = [column for column, head in heads.items() if not _NOT_OWN.search(head)]
    dated = {column: int(match[1]) for column in columns if (match := PERIOD.search(heads[column])) is not None}
    if dated:
        own = [column for column, period in dated.items() if period == report]
        return sheet.figure(row, own[0] if own else max(dated, key=lambda column: dated[column]))
    of_all = [column for column in columns if _OF_ALL.fullmatch(compact(sheet.head(column)))]
    if len(of_all) == 1:
        return sheet.figure(row, of_all[0])
    if sheet.unit_column is not None and columns and (len(columns) == 1 or not _OF_ONE.search(heads[columns[0]])):
        return sheet.figure(row, columns[0])
    return sheet.figure(row, columns[0]) if len(columns) == 1 else None


@lru_cache(maxsize=64)
def brief_names(identifiers: frozenset[str]) -> tuple[tuple[FormName, re.Pattern[str], re.Pattern[str]], ...]:
    """Those of the indicators that have short names: with the pattern of these and that of their topic."""
    return tuple(
        (name, as_pattern(name.brief), as_pattern(name.topic))
        for name in FORM_NAMES
        if name.id in identifiers and name.topic
    )
