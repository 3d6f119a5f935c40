"""A figure of school life stands in the order of magnitude that school life has.

Cue: a quantity of the field by its name right before the number (平均月薪, 平均班额, 生均图书, 学费每生每年, 教学仪器设备总值 …), in a sentence or as
the head of a row or column with its unit. Why it should hold in any report: each row of the list below gives bounds that
no school of the country has left, with the reason; beyond them a point was moved, or a 万 lost or added. Guards: the name
must end right before the number; changes (提高了 215 元), ranges and hedged figures are left alone; the bounds lie far from
any real value, so that only an order of magnitude can leave them. ‰ behind a share of students or teachers stands for %.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import speaks_of_many_kinds
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "学费为每生每学年1.31元。"),
    Example("fail", "毕业生平均起薪32000元。"),
    Example("fail", "全校共有教学班36个，平均班额420人。"),
    Example("fail", "专任教师平均年龄3.88岁。"),
    Example("fail", "教学仪器设备总值2785.9元。"),
    Example("fail", "双师型教师占专任教师的73.2‰。"),
    Example("fail", "指标\t单位\t2023年\n年财政专项拨款\t元\t2785.90\n在校生数\t人\t3150\n"),
    Example("pass", "学费为每生每学年1.31万元，毕业生平均起薪3200元，平均班额42人。"),
    Example("silent", "毕业生平均起薪比上年提高32元，生均图书增加0.2册。"),
    Example("silent", "人口自然增长率为3.2‰。"),
)


@dataclass(frozen=True)
class _Bounds:
    """``cue`` ends right before the number; ``needed`` must stand somewhere in the clause; values in base units."""

    cue: str
    dimension: str
    low: str
    high: str
    reason: str
    needed: str = ""
    not_with: str = ""


_PER_HEAD = r"每(?:人|生|名学生|个学生|位学生)"
# Bounds that no school has left: far below and above everything published in the annual reports of 2015–2025.
BOUNDS = (
    _Bounds(r"(?:起薪|月薪|月收入|月工资|月均收入|月均工资)(?:平均)?(?:水平|标准)?", "money", "500", "30000",
            "月薪低于五百元或高于三万元，不合毕业生收入的量级", not_with=r"年薪|年收入|差|奖|最高"),
    _Bounds(r"(?:教师|教职工|班主任|教学队伍|师资)(?:队伍)?(?:的)?平均年龄", "岁", "20", "65", "在职教师的平均年龄在二十到六十五岁之间"),
    _Bounds(r"平均年龄", "岁", "3", "95", "平均年龄不可能在此范围之外"),
    _Bounds(r"(?:平均班额|班额平均|班均(?:人数|学生)?|平均每班(?:人数|学生)|每班平均(?:人数|学生)|(?:学生|在校生|招生)[^，。；]{0,8}平均每班|班级规模平均)", "people", "5", "120", "一个班的人数不在此量级"),
    _Bounds(r"生均(?:教学|教学科研|实训|教学实训|实习实训)?(?:科研)?仪器设备(?:总)?值|生均设备值", "money", "50", "1000000", "生均设备值以千元、万元计"),
    _Bounds(r"生均(?:财政)?(?:拨款|经费|公用经费|教育经费|预算内?经费|财政拨款|一般公共预算教育(?:事业费|经费)?(?:支出)?|公共财政预算公用经费)(?:支出)?(?:标准|水平|定额)?(?:每年|每生每年|年均)?",
            "money", "50", "500000", "生均经费以百元到万元计", not_with=r"增|高于|差|标准的"),
    _Bounds(rf"学费(?:收费)?(?:标准)?(?:[为是]|按)?{_PER_HEAD}每(?:学?年|学期)", "money", "50", "300000", "一年的学费不在此量级", not_with="减|免|补"),
    _Bounds(rf"(?:学费|收费)[^，。；]{{0,8}}{_PER_HEAD}每(?:学?年|学期)", "money", "10", "300000", "一年的学费不在此量级"),
    _Bounds(rf"(?:国家助学金|助学金|免学费|免学费补助|免费补助)[^，。；]{{0,10}}{_PER_HEAD}(?:每?学?年|每学期)(?:补助|资助|发放)?", "money", "100", "50000",
            "助学金和免学费补助以百元、千元计"),
    _Bounds(rf"住宿费[^，。；]{{0,8}}{_PER_HEAD}(?:每?学?年|每学期)", "money", "20", "20000", "一年的住宿费不在此量级"),
    _Bounds(r"生均(?:纸质)?(?:图书|藏书|图书册数|拥有图书)", "books", "0.5", "1000", "生均图书以几册到百册计"),
    _Bounds(r"生均(?:校园|学校)?占地(?:面积)?", "area", "1", "5000", "生均占地以几平方米到百平方米计"),
    _Bounds(r"生均(?:校舍)?(?:建筑|校舍|教学行政用房|宿舍|运动场地?)(?:建筑)?(?:面积)?", "area", "0.3", "1000", "生均面积以几平方米到几十平方米计"),
    _Bounds(r"(?:学校|校园|全校|校区)(?:总)?(?:占地|占地总|用地)(?:总)?面积|(?:学校|校园|全校)占地|校园面积", "area", "1500", "20000000",
            "一所学校的占地以几十亩到几千亩计"),
    _Bounds(r"(?:学校|校舍|全校)(?:总)?建筑(?:总)?面积", "area", "500", "5000000", "一所学校的建筑面积以千平方米到十万平方米计"),
    _Bounds(r"(?:固定资产|教学科研仪器设备|教学仪器设备|仪器设备|教学设备|实训设备|实习实训设备|专业设备)(?:资产)?(?:总值|总额|总价值|原值|总资产)|固定资产", "money", "10000", "100000000000",
            "学校的资产以万元、亿元计", not_with=r"生均|新增|每|单|台"),
    _Bounds(r"(?:经费|财政|年度?|全年|学校|全校|全区|全市|全县)总(?:收入|支出)|(?<![\u4e00-\u9fff])总(?:收入|支出)", "money", "100000", "10000000000000",
            "一所学校或一个地区全年的总收入、总支出以百万元、亿元计", not_with=r"均|每|家庭|人|户|社团|工会|食堂|小卖|义卖|活动|比|增|减|节"),
    _Bounds(r"(?:年|全年|本年度?)?(?:财政(?:专项)?(?:拨款|投入|补助收入)|财政性教育经费|教育经费(?:总额|总投入|投入)?|专项(?:资金|拨款|经费)(?:投入)?|经费总(?:收入|支出|投入|额)|总投入|总经费|学费收入|预算总额)(?:总额|合计|共计|共)?",
            "money", "5000", "10000000000000", "一所学校或一个地区全年的经费以万元、亿元计", not_with=r"均|每|家庭|人|生(?!产)|户|班|社团|专业|上缴|结余|奖|课题|竞赛|增|减|节|超"),
    _Bounds(r"(?:教师|师均|人均|每人|平均)[^，。；\d]{0,6}周(?:学时|课时|授课|授课量|课时量|工作量)|周课时(?:平均|人均|均)?", "lesson_hours", "0.5", "60", "一人一周的课时不过几十节"),
    _Bounds(r"(?:岗位实习|顶岗实习|跟岗实习|企业实习|毕业实习|实习)(?:时间|期限|时长|期)?(?:不少于|累计|共)?", "months", "0.1", "30", "实习以月计，不会超过学制"),
    _Bounds(r"(?:人均|平均每人|每人平均|师均)[^，。；\d]{0,8}(?:天数|时间|时长|实践|培训|锻炼)?", "days", "0.01", "366", "一年不过三百六十六天"),
    _Bounds(r"(?:总体|综合|整体|平均|学生|家长|教师|毕业生|用人单位|企业|在校生)满意[度率]", "share", "0.30", "1.0001", "满意度极少低于三成"),
)  # fmt: skip
# What no figure in these units reaches, whatever it is called.
PER_HEAD: Mapping[str, tuple[str, str, str]] = {
    "money_per_student": ("0", "2000000", "按生计的经费和设备值不会以百万元计"),
    "books_per_student": ("0", "2000", "按生计的图书不会以千册计"),
    "items_per_student": ("0", "100", "按生计的工位、计算机等不会以百个计"),
}
# In a table with units the bare name is the whole school's or region's.
_OF_ALL = (
    _Bounds(r"^(?:校园|学校|总)?占地(?:总)?面积$", "area", "1500", "20000000000", "学校的占地以几十亩到几千亩计"),
    _Bounds(r"^(?:校舍|学校)?(?:总)?建筑(?:总)?面积$", "area", "500", "5000000000", "学校的建筑面积以千平方米到十万平方米计"),
    _Bounds(r"^(?:年)?财政专项(?:拨款|经费|资金)(?:收入)?$", "money", "5000", "10000000000", "一所学校或一个区县全年的财政专项以万元、亿元计"),
    _Bounds(r"^(?:学校|经费|年度?)?总收入$|^财政(?:性教育)?(?:拨款|经费)(?:收入)?$", "money", "50000", "30000000000", "一所学校或一个区县全年的经费以百万元、亿元计"),
    _Bounds(r"^(?:教学(?:科研)?)?仪器设备(?:总)?值$|^固定资产(?:总值|原值)?$", "money", "10000", "20000000000", "学校的资产以万元、亿元计"),
)  # fmt: skip
_BECAME = as_pattern(
    r"^(?:了)?(?:大幅|稳步|逐年|又|再|已)?(?:提高|提升|增加|增长|上升|上涨|升|增|降|下降|降低|减少|调整|变)(?:到了?|至|为)$"
)
_TAIL = as_pattern(r"(?:[约为达是有在到了计共]|高达|达到|分别|仅为|[:：\s])*$")
_MOVING = as_pattern(
    r"增|减(?!免)|提高|上升|下降|降低|高出|低于|高于|多出|相差|变动|变化|差距|[比较](?:上|去|前|20)|涨|由|从|不[低高少超]"
)
_RANGE_BEHIND = as_pattern(r"\s*(?:[~～—－-]|至|到)\s*\d")
_PATTERNS = tuple(
    (row, as_pattern(f"(?:{row.cue})$"), as_pattern(row.not_with) if row.not_with else None) for row in BOUNDS
)
_OF_ALL_PATTERNS = tuple((row, as_pattern(row.cue)) for row in _OF_ALL)
_QUICK = as_pattern(
    r"薪|月收入|月工资|年龄|班额|班均|每班|生均|学费|助学金|住宿费|收费|占地|校园面积|面积|资产|设备|拨款|投入|经费|收入|支出|资金|预算|课时|学时|授课|工作量|实习|人均|师均|每人|满意"
)
_PERMILLE = as_pattern(r"占[^，。；\d]{0,16}$|(?:率|比例|比重|占比|满意度)(?:[为达是约到]|达到|高达)*$")
_TRUE_PERMILLE = as_pattern(
    r"出生|死亡|人口|犯罪|发病|患病|事故|伤亡|误差|坡|盐|自然增长|利率|费率|税率|保费|违约|罚息|滞纳|违纪|感染|传染|投诉|万"
)
_AGE = as_pattern(r"\s*岁")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Quantities with known bounds, in sentences and in tables."""
    national = speaks_of_many_kinds(manuscript)
    for passage in manuscript.prose():
        has_permille = "‰" in passage.plain
        if not has_permille and _QUICK.search(passage.plain) is None:
            continue
        for mention in passage.mentions:
            if mention.is_spelled or mention.number.hedge not in (Hedge.NONE, Hedge.ABOUT):
                continue
            lead = _lead(mention)
            if has_permille and mention.measure == "‰":
                yield from _permille(mention, lead)
            if _QUICK.search(lead) is None or _RANGE_BEHIND.match(passage.plain, mention.end):
                continue
            yield from _bounded(mention, lead, national)
    for sheet in manuscript.sheets:
        yield from _cells(sheet)


def _lead(mention: Mention) -> str:
    """The words of the clause before the number; the label before a colon where nothing stands behind it."""
    passage, start = mention.passage, mention.clause[0]
    if passage.plain[start - 1 : start] in (":", "：") and not passage.plain[start : mention.digits_start].strip():
        start = passage.clause_at(max(0, start - 2))[0]
    previous = passage.mentions_in(start, mention.digits_start)
    if previous:
        between = compact(passage.plain[previous[-1].end : mention.digits_start])
        if _BECAME.fullmatch(between) and (came := _CAME_FROM.search(_lead(previous[-1]))):
            # 生均设备值由 36812 元提高到 42886 元: both are what the first is said to be.
            return came["name"]
        start = max(start, previous[-1].end)
    return compact(passage.plain[start : mention.digits_start])


_CAME_FROM = as_pattern(r"(?P<name>.*?)(?:[,，]?(?:由|从|自)(?:上年|去年|20\d\d年|上一?学?年|原来|最初)?度?的?)$")


def _bounded(mention: Mention, lead: str, national: bool) -> Iterator[Remark]:
    words = _TAIL.sub("", as_pattern(r"(?:大约|约|近)$").sub("", lead))
    for row, cue, not_with in _PATTERNS:
        match = cue.search(words) if _is_of(mention, row) else None
        if match is None or _MOVING.search(words) or (not_with is not None and not_with.search(words)):
            continue
        value = mention.number.value
        if national and row.dimension in ("area", "money") and value > Decimal(row.high):
            # A communiqué adds up the buildings and the equipment of a province or of the country.
            return
        yield _told(
            f"plausible-values:{mention.id}", mention.place, mention.raw.strip(), value, row, match[0], (mention.id,)
        )
        return


def _is_of(mention: Mention, row: _Bounds) -> bool:
    if row.dimension == "岁":
        return _AGE.match(mention.passage.plain, mention.end) is not None
    dimension = mention.unit.dimension if mention.unit is not None else ""
    return dimension == row.dimension or (dimension == "money_per_student" and row.dimension == "money") or (
        dimension == "books_per_student" and row.dimension == "books"
    )  # fmt: skip


def _told(
    identifier: str,
    place: Place,
    printed: str,
    value: Decimal,
    row: _Bounds,
    name: str,
    keys: tuple[str, ...],
    unit: tuple[Place, ...] = (),
) -> Remark:
    low, high = Decimal(row.low), Decimal(row.high)
    expected = f"{row.low}～{row.high}"
    return Remark(
        identifier, "plausible-values", FAULT, (place, *unit),
        f"「{name}」写作 {printed}：{row.reason}，请核对小数点和单位{'（是否少了或多了“万”）' if row.dimension == 'money' else ''}",
        f"“{name}” reads {printed}, a size that does not occur at schools: check the decimal point and the unit",
        severity="warning", holds=low <= value <= high, reported=printed, expected=expected, formula=f"{name} {printed}", keys=keys,
    )  # fmt: skip


def _permille(mention: Mention, lead: str) -> Iterator[Remark]:
    start, end = mention.sentence
    if not _PERMILLE.search(lead) or _TRUE_PERMILLE.search(mention.passage.plain[start:end]):
        return
    printed = mention.raw.strip()
    yield Remark(
        f"plausible-values:{mention.id}:permille", "plausible-values", FAULT, (mention.place,),
        f"「{printed}」用了千分号，师生的占比通常以百分之几计，请核对", f"{printed} is given per thousand; shares of people are given in per cent",
        severity="warning", reported=printed, expected=printed.replace("‰", "%"), suggestion=printed.replace("‰", "%"),
        formula=printed, keys=(mention.id,),
    )  # fmt: skip


def _cells(sheet: Sheet) -> Iterator[Remark]:
    for (row, column), figure in sheet.figures.items():
        unit = figure.number.unit
        if unit is None or unit.dimension not in _DIMENSIONS or compact(sheet.head(column)) in _REFERENCES:
            continue
        yield from _cell(sheet, figure, row, column)


# 固定资产 | 8 | 33382966: the note that explains it, not its value.
_REFERENCES = frozenset(("附注", "附注编号", "注释", "索引", "行次", "页码", "页次"))
_DIMENSIONS = frozenset(row.dimension for row in BOUNDS) | frozenset(PER_HEAD)


_HOW_MANY = as_pattern(r"样本|问卷|份数|人数|人次")


def _cell(sheet: Sheet, figure: Figure, row: int, column: int) -> Iterator[Remark]:
    unit = figure.number.unit
    assert unit is not None
    labels = (sheet.row_label(row), sheet.head(column))
    if (
        any(CHANGE_HEAD.search(compact(label)) for label in labels)
        or figure.direction
        or figure.number.hedge is not Hedge.NONE
    ):
        return
    if unit.id == "percent" and _HOW_MANY.search(compact(labels[1])):
        return  # 样本数 beside a row counted in %
    whole = "".join(map(compact, labels))
    if (per_head := PER_HEAD.get(unit.dimension)) is not None and figure.value > Decimal(per_head[1]):
        low, high, reason = per_head
        bounds = _Bounds("", unit.dimension, low, high, reason)
        name = _bare(labels[0] or labels[1])
        printed = f"{figure.number.raw.strip()}{'' if unit.label in figure.number.raw else unit.label}"
        yield _told(
            f"plausible-values:{figure.key}", figure.place, printed, figure.value, bounds, name, (figure.key,), _unit_place(sheet, row)
        )  # fmt: skip
        return
    if sheet.unit_column is not None or unit.label in compact("".join(sheet.row_path(row))):
        for bounds, cue in _OF_ALL_PATTERNS:
            if bounds.dimension == unit.dimension and figure.value and cue.search(_bare(labels[0])):
                yield _told(
                    f"plausible-values:{figure.key}", figure.place, f"{figure.number.raw.strip()}{'' if unit.label in figure.number.raw else unit.label}",
                    figure.value, bounds, _bare(labels[0]), (figure.key,), _unit_place(sheet, row),
                )  # fmt: skip
                return
    for label in labels:
        words = _bare(label)
        if _QUICK.search(words) is None:
            continue
        for bounds, cue, not_with in _PATTERNS:
            if bounds.dimension != unit.dimension or cue.search(words) is None:
                continue
            if not_with is not None and not_with.search(whole):
                continue
            if figure.value == 0:
                return
            yield _told(
                f"plausible-values:{figure.key}", figure.place, f"{figure.number.raw.strip()}{'' if unit.label in figure.number.raw else unit.label}",
                figure.value, bounds, words, (figure.key,), _unit_place(sheet, row),
            )  # fmt: skip
            return


def _unit_place(sheet: Sheet, row: int) -> tuple[Place, ...]:
    return () if sheet.unit_column is None else (sheet.place(row, sheet.unit_column),)


def _bare(label: str) -> str:
    """A head without brackets, stars and numbering: 年财政专项拨款（万元）."""
    return as_pattern(r"\([^()]*\)|[*★☆#\d.、:]|/[^/]{1,4}$").sub("", compact(label))
