"""Of two rows or columns of one table the kind is no more than what it is a kind of.

Cue: names that the field ties together (专任教师 and 双师型教师, 发放 and 回收, 毕业生 and 升学, 专利授权 and 发明专利授权), or one name that is the
other with a narrowing word before it (公益项目培训学时 and 培训学时). Why it should hold in any report: whoever is counted as the kind is
counted as the whole. Guards: one table, one column (or one row), one unit; shares, means and changes are not compared; where the table
has several lines, most of them must agree, so that a table with another meaning of the names is left alone; a row named
twice is compared with the largest row of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nianbao.extraction.claims import at_most, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.table_totals import adds_up
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "logic"
EXAMPLES = (
    Example("fail", "序号\t指标\t单位\t2023年\n1\t专利授权数量\t项\t1\n2\t发明专利授权数量\t项\t5\n3\t专利成果转化\t万元\t0\n"),
    Example("fail", "对象\t发放问卷\t回收问卷\n学生\t500\t488\n家长\t500\t570\n教师\t120\t118\n"),
    Example("fail", "学校\t教职工\t专任教师\t双师型\n甲校\t120\t98\t60\n乙校\t230\t255\t151\n丙校\t80\t67\t40\n"),
    Example("pass", "对象\t发放问卷\t回收问卷\n学生\t500\t488\n家长\t500\t470\n教师\t120\t118\n"),
    Example("silent", "指标\t2022年\t2023年\n专任教师\t141\t140\n兼职教师\t180\t184\n"),
    Example("silent", "对象\t就业率\t对口就业率\n甲专业\t98%\t99%\n"),
)  # fmt: skip
_END = r"(?:人数|总人数|总数|数量|数|总量|合计|情况)?"


def _names(*words: str) -> re.Pattern[str]:
    return as_pattern(f"(?:{'|'.join(words)}){_END}")


_GRADUATES = _names(r"(?:全日制|应届|中职|全部|本届|当年)*毕业[学生]*")
_STUDENTS = _names(r"(?:全日制|中职|学历教育|学校|全部)*在校学?生", "学生", "在籍学?生", r"在籍在校生")
_STAFF = _names(r"(?:在职|全体|在编在岗)?教职员?工")
_TEACHERS = _names(r"(?:校内)?专[任职]教师", "专任")
# The whole, and what is always some of it.
NESTED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_GRADUATES, _names(r"(?:毕业生)?(?:升学|就业|直接就业|初次就业|对口就业|对口升学|自主创业|灵活就业)(?:学生|毕业生)?", r"升入(?:本科|高职|专科|高等院校|高校|普通本科|职业本科|高职院校|高职专科)[院校层次]*", r"(?:毕业(?:生)?)?去向落实", r"(?:取得|获得)毕业证书?")),
    (_names(r"(?:毕业生)?(?:升学|升入高一级学校|升入高等院校|升入高校)(?:学生|毕业生)?"), _names(r"(?:其中)?(?:升入|考入)?(?:普通|职业)?本科(?:升学|院校|层次)?", r"升入(?:高职|专科|高职院校|高职专科)")),
    (_names(r"(?:毕业生)?(?:直接|初次)?就业(?:学生|毕业生)?"), _names(r"(?:专业)?对口就业(?:学生|毕业生)?", r"(?:专业)?对口", r"(?:本地|本市|本区|留京|县内|区内|市内)就业")),
    (_names(r"(?:岗位|顶岗|跟岗)?实习(?:学生)?"), _names(r"(?:专业)?对口(?:实习)?(?:学生)?")),
    (_STAFF, _names(r"(?:校内)?专[任职]教师", r"女教职工", r"在编(?:教职工|教师|人员)?", "班主任", r"行政(?:管理)?人员", r"工勤人员", r"教辅人员")),
    (_names(r"专业(?:课)?(?:专任)?教师"), _names(r"[“\"]?双师(?:型|素质)[”\"]?(?:专任|专业)?(?:课)?教师", r"双师型")),
    (_TEACHERS, _names(r"[“\"]?双师(?:型|素质)[”\"]?(?:专任|专业)?(?:课)?教师", r"[“\"]?双师型[”\"]?", r"(?:副?高级|正高级|中级|初级)(?:专业技术)?(?:职称|职务)?(?:专任)?教师", r"(?:副?高级|正高级)(?:专业技术)?(?:职称|职务)", r"(?:专业|公共基础|文化|专业技能|思政)课(?:程)?(?:专任)?教师", r"(?:硕士|博士|研究生)(?:研究生)?(?:及)?(?:以上)?(?:学历|学位)?(?:专任)?教师", r"女(?:专任)?教师")),
    (_STUDENTS, _names(r"(?:其中)?[男女](?:学)?生", r"住[宿校]学?生", "寄宿生", "走读生", r"(?:共青)?团员", "一年级", "二年级", "三年级")),
    (_names(r"(?:计划)?录取(?:学生|新生)?", r"实际(?:招生|录取)(?:学生|新生)?"), _names(r"(?:实际)?报到(?:注册)?(?:学生|新生)?")),
    (_names(r"(?:发[放出]|投放|发送|下发)(?:调查)?(?:问卷)?(?:份数)?", r"问卷发[放出]"), _names(r"(?:回收|收回)(?:调查)?(?:问卷)?(?:份数)?", r"有效(?:回收)?(?:问卷|答卷|样本)?(?:份数)?", r"问卷回收", r"回收有效(?:问卷)?")),
    (_names(r"(?:回收|收回)(?:调查)?(?:问卷)?(?:份数)?", r"问卷回收"), _names(r"有效(?:回收)?(?:问卷|答卷|样本)?(?:份数)?", r"回收有效(?:问卷)?")),
    (_names(r"(?:回收)?有效(?:问卷|答卷|样本)?(?:份数)?", r"参评", r"(?:调查|受访|参与调查)(?:人次|对象|样本|学生)?", r"(?:回收|收回)(?:问卷)?(?:份数)?"), _names(r"(?:很|非常|比较|基本)?满意(?:及|和|与)?(?:基本满意)?(?:人次|份数)?")),
    (_names(r"(?:应|实际|报名)?参[考加](?:学生|考试|考核|鉴定)?", r"(?:应|实)考(?:学生)?", r"报考(?:学生)?", r"(?:参加)?(?:考试|考核|鉴定|测试)(?:学生)?"), _names(r"(?:考试|考核|鉴定|测试|一次性?)?(?:通过|合格|及格|达标|优秀)(?:学生)?", r"(?:取得|获得|获)(?:[技职][^人]{1,8})?证书?(?:学生)?")),
    (_names(r"(?:应|报名)参?[考加](?:学生)?", r"报[名考](?:学生)?", r"应考(?:学生)?"), _names(r"实考(?:学生)?", r"实际参[考加](?:学生)?")),
    (_names(r"(?:主编|参编|编写|校本|开发|自编)*教材"), _names(r"(?:其中)?(?:校企合作编写|校企合作|国家规划|省级规划|新形态|活页式|数字化|立项)(?:编写)?教材")),
    (_names(r"(?:开设|设置|现有)?专业"), _names(r"(?:当年|本年|实际)?招生专业", r"(?:国家级?|省级?|市级?|区级?)?(?:重点|骨干|特色|品牌|示范|优势)(?:建设)?专业", r"1\+X试点专业")),
    (_names(r"(?:校企)?合作企业"), _names(r"(?:深度|紧密型?|稳定|长期)(?:的)?合作企业")),
    (_names(r"(?:当年)?专利授权"), _names(r"(?:其中)?发明专利授权")),
    (_names(r"(?:当年)?专利申请"), _names(r"(?:其中)?发明专利申请")),
    (_names("固定资产(?:总值|总额|原值)?"), _names(r"(?:教学|教学科研|科研|实训)?(?:科研)?仪器设备(?:资产)?(?:总)?值", r"(?:教学|实训)设备(?:总)?值")),
    (_names(r"(?:校园|学校|总)?占地(?:总)?面积", "校园面积"), _names(r"(?:校园)?绿化(?:用地)?面积", r"(?:体育)?运动场地?面积")),
    (_names(r"(?:校舍|学校|总)?建筑(?:总)?面积", "校舍面积"), _names(r"(?:教学|实训|实验实训|教学行政|教学及辅助|行政办公|图书馆|学生宿舍|宿舍|食堂)(?:用房|场所|用楼)?(?:建筑)?面积")),
    (_names(r"(?:学校|经费|年度|年)?总收入", r"(?:经费)?收入(?:总额|总计|合计)"), _names(r"财政(?:性)?(?:补助|专项)?(?:拨款|补助)?(?:收入|经费)?", "事业收入", "其他收入", r"财政专项拨款")),
    (_names("总学时", "总课时", r"学时(?:总数|合计)"), _names(r"(?:实践|实训|理论|专业课|公共基础课|选修课|专业实践|教学实践)(?:教学)?[学课]时")),
    (_names(r"(?:立项|申报|承担)?课题"), _names(r"结题(?:课题)?")),
    (_names(r"(?:发表)?(?:教学|科研|学术)?论文"), _names(r"(?:发表)?核心期刊(?:论文)?")),
    (_names(r"(?:订单班|现代学徒制)?校企合作专业"), _names(r"(?:订单|现代学徒制|冠名班)(?:培养)?专业")),
)  # fmt: skip
# What narrows the noun behind it, whatever the noun.
_NARROWER = as_pattern(
    r"(?:其中)?(?:公益(?:性|项目|类)?|发明|境外|国[外际]|省部?级|国家级|市级|区级|校级|深度|紧密型|线上|女|男|住校|农村|骨干|本科|专科|高职)"
)
_CHANGED = as_pattern(r"增|减(?!免)|变动|变化|差额|升降|净|±")
_LEAST_NAME = 2  # characters of a noun that may be narrowed
_NOT_COUNTED = as_pattern(r"率|比例|占比|比重|均|每|[度]$|％|%|‰|次数$|学制|年限|标准|分数|得分")
_Line = Sequence[tuple[str, Figure]]


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """The rows of each column, then the columns of each row."""
    for sheet in manuscript.sheets:
        columns = [c for c in sheet.numeric_columns if c not in sheet.label_columns and _counts(sheet, c)]
        rows = {row: _name(sheet.row_path(row)[-1]) for row in sheet.data_rows if sheet.row_path(row)}
        heads = {column: _name(sheet.head(column)) for column in columns}
        by_rows = [
            [(rows[row], sheet.figures[row, column]) for row in rows if (row, column) in sheet.figures]
            for column in columns
        ]
        yield from _compare(by_rows)
        by_columns = [
            [(heads[column], sheet.figures[row, column]) for column in columns if (row, column) in sheet.figures]
            for row in sheet.data_rows
        ]
        yield from _compare(by_columns)


def _counts(sheet: Sheet, column: int) -> bool:
    path = compact("".join(sheet.column_path(column)))
    return adds_up(sheet, column) and not CHANGE_HEAD.search(path) and not _NOT_COUNTED.search(path)


def _name(label: str) -> str:
    """
    >>> _name("其中：发明专利授权数量*（项）"), _name("12.升学人数")
    ('发明专利授权数量', '升学人数')
    """
    words = as_pattern(r"\([^()]*\)").sub("", compact(label))
    return as_pattern(r"^(?:\d{1,2}[.、])?(?:其中|#)?[:,]?|[*★☆#:“”\"]").sub("", words)


def _compare(lines: Sequence[_Line]) -> Iterator[Relation]:
    """``lines`` run the same way and name the same kinds; a pair of names must agree in most of them."""
    pairs: dict[tuple[str, str], list[tuple[Figure, Figure]]] = {}
    for line in lines:
        named = [(name, figure) for name, figure in line if name and not figure.is_percent and not figure.direction]
        for part_name, part in named:
            wholes = [
                (name, figure)
                for name, figure in named
                if figure is not part and name != part_name and _is_kind(part_name, name) and _alike(figure, part)
            ]
            for name in sorted({name for name, _ in wholes}):
                largest = max((f for n, f in wholes if n == name), key=lambda f: (f.value, -f.row, -f.column))
                pairs.setdefault((name, part_name), []).append((largest, part))
    for (_, part_name), found in pairs.items():
        agreeing = sum(part.value <= whole.value for whole, part in found)
        # One line alone is believed, where the table gives no other.
        if len(found) > 1 and agreeing * 2 < len(found):
            continue
        for whole, part in found:
            yield relation(
                "kinds-in-tables", [at_most([part.operand()], [whole.operand(0.8)])], cue=part_name, severity="warning"
            )


def _alike(whole: Figure, part: Figure) -> bool:
    if any(_CHANGED.search(figure.label) for figure in (whole, part)):
        return False
    units = (whole.number.unit, part.number.unit)
    if units[0] is None or units[1] is None:
        return units[0] is units[1]
    return units[0].dimension == units[1].dimension and not any(QUOTIENT.search(f.label) for f in (whole, part))


@lru_cache(16_384)
def _is_kind(part: str, whole: str) -> bool:
    """
    >>> _is_kind("双师型教师", "专任教师"), _is_kind("公益项目培训学时", "培训学时"), _is_kind("兼职教师", "专任教师")
    (True, True, False)
    """
    if part == whole or _NOT_COUNTED.search(part) or _NOT_COUNTED.search(whole):
        return False
    if _roles(whole)[0] & _roles(part)[1]:
        return True
    for name in (whole, whole.removeprefix("非学历")):
        if len(name) >= _LEAST_NAME and part.endswith(name) and _NARROWER.fullmatch(part.removesuffix(name)):
            return True
    return False


@lru_cache(4_096)
def _roles(name: str) -> tuple[frozenset[int], frozenset[int]]:
    """Of which entries of the list the name is the whole, and of which it is the part."""
    return (
        frozenset(n for n, (big, _) in enumerate(NESTED) if big.fullmatch(name)),
        frozenset(n for n, (_, small) in enumerate(NESTED) if small.fullmatch(name)),
    )
