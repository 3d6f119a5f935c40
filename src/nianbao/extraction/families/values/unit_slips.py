"""The unit of an amount goes with what the amount is for and with the amounts beside it.

Cue: 市级 0.75 亿元、县级 1.18 万元 in one sentence of one form; 总值 7.12 万元，比上年增加 0.46 亿元; 投资 1200 元新建实训楼; 实训楼建筑面积 1.2
平方米; a row of a form whose unit is 元 where the form asks for 万元 and the amount is a few yuan, or whose digits the text tells in the
other unit under words of the row. Why it should hold in any report: amounts that are told side by side in one form are of sizes that a reader can
compare, nothing grows by more than it has become, and neither a building nor a room full of machines is had for the price
of a chair; an amount of a year is told with one unit. Guards: prizes, grants, fees and what falls to each are small amounts; amounts of one unit are left to other rules;
a factor below a thousand says nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark, at_most, relation, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.form_names import form_name_of
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.told.alike import WEAK, Told, digits_of, pieces_of, told_figures
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "magnitude"
_FORM = "序号\t指标\t单位\t2022年\t2023年\n1\t非学历培训到账经费\t万元\t95.20\t128.60\n"
EXAMPLES = (
    Example("fail", "设备经费里，市级拿了0.75亿元，县级拿了1.18万元。"),
    Example("fail", "教学仪器设备总值7.12万元，比上年增加0.46亿元。"),
    Example("fail", "学校投资1200元新建实训楼。"),
    Example("fail", "争取实训基地建设专项资金500元。"),
    Example("fail", "实训楼建筑面积1.2平方米。"),
    Example("fail", f"{_FORM}2\t横向技术服务到款额\t元\t31.50\t36.80\n"),
    Example("fail", f"全年实习补贴支出286.4万元。\n\n{_FORM}2\t实习补贴支出\t元\t251.2\t286.4\n"),
    Example("pass", "教学仪器设备总值7.12亿元，比上年增加0.46亿元。"),
    Example("silent", "设备经费里，市级拿了0.75亿元，县级拿了118万元。"),
    Example("silent", "每个实训室建设补助500元，慰问困难学生1200元。"),
)
_GREW = as_pattern(
    r"\s*[，,（(]\s*(?:同?比|较|比)(?:上[年学一]?年?度?|去年|20\d\d年(?:的)?)?(?:同期)?[^，。；\d]{0,4}(?:净?增加?|增长|提高|扩大|多)了?\s*$"
)
_CHANGED = as_pattern(r"(?:同比|[比较]|与?上年|与?去年|净?增|减|提高|上升|下降|降低|相差|高[出于]|低于|多|少)")
_LEAST_GAP = 1000
_MOST_TIMES = 100  # 100,000 万元 where 1,000 元 is the least
_EACH = as_pattern(r"生均|月收入|起薪|月薪|人均")
_MOST_EACH = 200  # 万元 for each
_FEWEST_DIGITS = 3
_SHORT_NAME = as_pattern(r"[\u4e00-\u9fff“”]{2,12}")
# What is never had for less than a car: buildings, rooms full of machines, grants of a ministry.
_WORKS = as_pattern(
    r"(?:新建|建设|建成|改造|扩建|修建|装修|购置|更新|添置|购买|升级)[^，。；\d]{0,12}(?:楼|基地|中心|实训室|实验室|场馆|体育馆|运动场|操场|食堂|公寓|宿舍|校舍|工程|校园网|机房|生产线|数控|机床|仪器设备|实训设备|教学设备)"
)
_FUND = as_pattern(
    r"(?:基地|实训室|实训中心|校舍|校区|设备|仪器|项目|示范校|品牌|双高|质量提升|产教融合|信息化)[^，。；\d]{0,8}(?:建设|改造|更新|采购|购置|专项)*(?:专项)?(?:资金|经费|投资|投入|拨款)(?:共计?|合计|为|达|约|总额)*\s*$|"
    r"(?:投资|斥资|总投资|总造价|工程款|合同金额|中标金额|预算金额)(?:共计?|合计|为|达|约|总额)*\s*$"
)
_EQUIPMENT = as_pattern(r"(?:设备|仪器)[^，。；\d]{0,8}(?:价值|总价|总值|折合|合计|共计)(?:共计?|合计|为|达|约)*\s*$")
_SMALL = as_pattern(
    r"[每均]|标准|补助|奖|学费|收费|生活|困难|慰问|捐|党费|班费|食堂饭|餐|伙食|工资|月|薪|押金|保险|体检|教材|校服|/|单价|工具|材料|维修|耗材|小额|租"
)
_CHEAP = Decimal(10_000)
_FLOORS = as_pattern(
    r"(?:楼|馆|中心|基地|操场|运动场|体育场|食堂|公寓|车间|厂房|校区|园区)(?:的)?(?:总)?(?:建筑|占地|使用|总)?面积(?:共计?|约|为|达|有|是|达到)*\s*$"
)
_SMALLEST_FLOOR = Decimal(12)


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Rows of forms, then pairs of amounts and single amounts, passage by passage."""
    yield from _form_rows(manuscript)
    yield from _told_otherwise(manuscript)
    for passage in manuscript.prose():
        mentions = [
            m for m in passage.mentions
            if m.unit is not None and not m.is_loose and m.number.value > 0 and m.number.hedge in (Hedge.NONE, Hedge.ABOUT)
        ]  # fmt: skip
        for left, right in itertools.pairwise(mentions):
            yield from _grown(passage, left, right)
        for mention in mentions:
            if mention.is_money:
                yield from _cheap(passage, mention)
            elif mention.measure in ("平方米", "㎡", "m²", "m2", "平米") and mention.number.value < _SMALLEST_FLOOR:
                lead = passage.plain[mention.clause[0] : mention.start]
                if mention.number.scale == 1 and _FLOORS.search(lead) and not re.search(r"[每均]|新增|增加", lead):
                    yield _remark(
                        mention,
                        "：一栋楼、一处场馆的面积不会只有这么几平方米，请核对单位",
                        "no building is as small as that: check the unit",
                    )
        yield from _side_by_side(passage, [m for m in mentions if m.is_money])


def _form_rows(manuscript: Manuscript) -> Iterator[Remark]:
    """横向技术服务到款额 | 元 | 31.50: no school books so little under a head that the form asks for in 万元."""
    for sheet in manuscript.sheets:
        column = sheet.unit_column
        for row in sheet.data_rows if column is not None else ():
            unit = compact(sheet.text(row, column or 0))
            if unit not in ("元", "万元"):
                continue
            label = sheet.row_label(row)
            values = [
                f.number.digits for (r, _), f in sheet.figures.items() if r == row and _is_money(f) and f.value > 0
            ]
            name = form_name_of(label)
            if not values or (name is None and unit == "元"):
                continue
            if unit == "元" and name is not None and name.unit == "万元" and max(values) < name.least:
                yield _of_row(sheet, row, "元", "万元")
            most = _MOST_EACH if _EACH.search(label) else name.least * _MOST_TIMES if name is not None else 0
            if unit == "万元" and most and min(values) > most:
                yield _of_row(sheet, row, "万元", "元")


def _told_otherwise(manuscript: Manuscript) -> Iterator[Remark]:
    """31.50 | 元 in a row, and 31.50 万元 in the text under words of the row's label."""
    rows = [
        figure for sheet in manuscript.sheets if sheet.unit_column is not None
        for figure in sheet.figures.values()
        if _is_money(figure) and len(digits_of(figure.number)) >= _FEWEST_DIGITS and not figure.direction
    ]  # fmt: skip
    if not rows:
        return
    said: dict[Decimal, list[Told]] = {}
    for told in told_figures(manuscript):
        if told.mention.is_money:
            said.setdefault(told.mention.number.digits, []).append(told)
    seen: set[str] = set()
    for figure in rows:
        sheet, row = figure.sheet, figure.row
        label = pieces_of(bare_label(sheet.row_label(row))) - WEAK
        for told in said.get(figure.number.digits, ()):
            mention = told.mention
            if (
                mention.number.scale == figure.number.scale
                or len(label & told.own) * 2 < len(label)
                or mention.id in seen
            ):
                continue
            if "生均" in sheet.row_label(row):
                continue
            seen.add(mention.id)
            unit = sheet.place(row, sheet.unit_column) if sheet.unit_column is not None else figure.place
            said_so, printed = (
                mention.raw.strip(),
                f"{figure.number.raw.strip()} {sheet.text(row, sheet.unit_column or 0)}",
            )
            where, where_en = told_elsewhere(figure.place)
            yield Remark(
                f"unit-slips:{figure.key}~{mention.id}", "unit-slips", FAULT, (unit, mention.place, figure.place),
                f"「{bare_label(sheet.row_label(row))}」{where}表中为「{printed}」，正文为「{said_so}」，数字相同而单位不同，请核对单位",
                f"the form {where_en} has {printed}, the text has {said_so}: the same digits in another unit; check the unit",
                severity="warning", reported=printed, expected=said_so, formula=f"{printed} ≠ {said_so}", keys=(figure.key, mention.id),
            )  # fmt: skip


def _is_money(figure: Figure) -> bool:
    return figure.number.unit is not None and figure.number.unit.dimension == "money"


def _of_row(sheet: Sheet, row: int, unit: str, usual: str) -> Remark:
    label = bare_label(sheet.row_label(row))
    places = (sheet.place(row, sheet.unit_column or 0), *filter(None, [sheet.label_place(row)]))
    return Remark(
        f"unit-slips:{sheet.id}:{row}", "unit-slips", FAULT, places,
        f"「{label}」的单位写作「{unit}」，与数额的大小不合，应为「{usual}」；请核对", f"“{label}” in “{unit}” does not go with its amount; “{usual}” is meant",
        severity="warning", reported=unit, expected=usual, formula=f"{label} / {unit}",
    )  # fmt: skip


def _remark(mention: Mention, zh: str, en: str, other: Mention | None = None) -> Remark:
    places = (mention.place, *((other.place,) if other is not None else ()))
    return Remark(
        f"unit-slips:{mention.id}", "unit-slips", FAULT, places, f"「{mention.raw.strip()}」{zh}", f"{mention.raw.strip()}: {en}",
        severity="warning", reported=mention.raw.strip(), formula=mention.raw.strip(), keys=(mention.id,),
    )  # fmt: skip


def _grown(passage: Passage, left: Mention, right: Mention) -> Iterator[Relation]:
    """What it has become is no less than what it grew by."""
    if left.is_percent or right.is_percent or not are_comparable(left.unit, right.unit):
        return
    if left.unit is not None and left.unit.counts and left.measure != right.measure:
        return
    if as_pattern(r"[增减升降多少高低]|上年|去年").search(passage.plain[left.clause[0] : left.start][-8:]):
        return
    earlier = passage.mentions_in(left.sentence[0], left.digits_start)
    if any(m.measure == left.measure for m in earlier) or right.words_after:
        # 学生 16 人、教师 3 人，比上年增加 4 人: all of them together grew.
        return
    if _GREW.fullmatch(passage.plain[left.end : right.start]):
        yield relation(
            "unit-slips", [at_most([right.operand()], [left.operand()])], cue="比上年增加", severity="warning", place=left.place
        )  # fmt: skip


def _cheap(passage: Passage, mention: Mention) -> Iterator[Remark]:
    if mention.number.value >= _CHEAP or mention.number.scale != 1 or mention.measure not in ("元", "圆"):
        return
    clause = passage.plain[mention.clause[0] : mention.clause[1]]
    lead = passage.plain[mention.clause[0] : mention.start]
    after = passage.plain[mention.end : mention.clause[1]]
    if _SMALL.search(clause) or _SMALL.search(lead):
        return
    behind = re.match(r"[^，。；\d]{0,10}", after)
    for_works = (
        behind is not None
        and _WORKS.match(after.lstrip("，, 用于来的")) is not None
        and re.search(r"[投出筹拨资斥]", lead)
    )
    if for_works or _FUND.search(lead) or _EQUIPMENT.search(lead):
        yield _remark(
            mention,
            "不合建设、设备投入的量级（以万元计），请核对是否漏了“万”",
            "too little for building or equipment; a 万 may be missing",
        )


def _side_by_side(passage: Passage, mentions: list[Mention]) -> Iterator[Remark]:
    """Amounts of one sentence and one form, of which one is a thousandth of each of the others, in another unit."""
    for start, end in passage.full_sentences:
        told = [
            m
            for m in mentions
            if start <= m.start < end and not _SMALL.search(_spoken_of(m, mentions)) and m.number.hedge is Hedge.NONE
        ]
        if len(told) < 2:
            continue
        for mention in told:
            others = [o for o in told if o is not mention and _is_of_one_form(mention, o)]
            if not others or any(o.number.scale == mention.number.scale for o in others):
                continue
            if all(o.number.value >= _LEAST_GAP * mention.number.value and _are_near(o, mention) for o in others):
                yield _remark(
                    mention, f"与同句的「{others[0].raw.strip()}」相差千倍以上，请核对单位", f"a thousand times off “{others[0].raw.strip()}” in the same sentence: check the unit", others[0]
                )  # fmt: skip


def _spoken_of(mention: Mention, mentions: list[Mention]) -> str:
    """What an amount is of: that of 比上年增加 528 元 is what the amount before it was of (生均拨款 22685 元)."""
    words = mention.words_before
    before = [m for m in mentions if mention.sentence[0] <= m.start < mention.start]
    return _spoken_of(before[-1], mentions) + words if before and _CHANGED.match(words) else words


def _is_of_one_form(left: Mention, right: Mention) -> bool:
    """市级拿了 and 县级拿了: names of one length with one ending, or of one level each."""
    names = [as_pattern(r"^.*[，、：其中]").sub("", m.words_before)[-8:] for m in (left, right)]
    if not all(_SHORT_NAME.fullmatch(name) for name in names):
        return False
    return names[0][-2:] == names[1][-2:] or all(
        as_pattern(r"中央|国家|[省市区县]级?|自筹|企业|学校|地方").match(name) for name in names
    )


def _are_near(left: Mention, right: Mention) -> bool:
    """Digits of one size: the unit alone makes the difference."""
    ratio = left.number.digits / right.number.digits
    return Decimal("0.01") < ratio < 100
