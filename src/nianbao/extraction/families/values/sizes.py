"""A figure is of the size that its name and unit allow, and what is said again behind 即 is the same figure.

Cue: names whose values lie within known bounds in every school and district (总收入, 仪器设备值, 每生每学年, 月收入, 建筑面积,
满意度), and amounts put a second time in brackets (1.36 千万元（即 1360 万元）). Why it should hold in any report: no school lives on
22,200 元, no grant is of two 元, nobody is satisfied by 102 %; the bounds lie far outside what is found, so that only
a wrong unit or a lost point goes beyond them. Guards: the name stands right before the figure; rooms, buildings, single
projects and changes have no such bounds; hedged figures are left alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import magnitude, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import label_of, speaks_of_many_kinds
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "2023年学校总收入2.22万元，总支出2.19亿元。"),
    Example("fail", "国家助学金每生每学年2元，惠及312人。"),
    Example("fail", "投入1.36千万元（即136万元），惠及全体学生。"),
    Example("fail", "家长满意度达到102.5%。"),
    Example("pass", "2023年学校总收入2.22亿元，总支出2.19亿元。"),
    Example("pass", "投入1.36千万元（即1360万元），惠及全体学生。"),
    Example(
        "silent",
        "全国幼儿园有28.1万所，小学有15.7万所，普通高中有1.4万所，特殊教育学校有2192所，高等学校有2738所，义务教育在校生1.5亿人。初中有5.2万所，校舍建筑面积71842万平方米。",
    ),
    Example("silent", "实训中心建筑面积120平方米，设备采购总支出2.19万元，招生增长率102.5%。"),
)
_ENDS = r"(?:共计?|合计|总[计额]|达到?|为|是|有|约|共|[:：])*$"
# Dimension, how the words before the figure end, lowest and highest value in the dimension's first unit.
BOUNDS: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    ("money", as_pattern(rf"(?:^|学校|年|全[区市县校])(?:教育|学校)?(?:经费)?总(?:收入|支出|投入){_ENDS}"), "100000", "10000000000000"),
    ("money", as_pattern(rf"(?:教学|实训|科研)(?:科研|实训)?(?:仪器)?设备(?:资产)?总?值{_ENDS}|固定资产总[值额]{_ENDS}"), "50000", "1000000000000"),
    ("money", as_pattern(rf"(?:每[生人](?:每|一)学?年(?:补助|资助|发放|享受)?|助学金标准每生每年){_ENDS}"), "10", "200000"),
    ("money", as_pattern(rf"生均(?:财政)?(?:公用)?(?:经费)?(?:拨款)?(?:标准|水平|定额|经费){_ENDS}"), "50", "500000"),
    ("money", as_pattern(rf"(?:月收入|月薪|月工资|起薪)(?:水平)?{_ENDS}"), "500", "60000"),
    ("area", as_pattern(rf"(?:^|学校|全校|校园|校舍)(?:总)?(?:建筑|占地)(?:总)?面积{_ENDS}"), "600", "100000000"),
    ("share", as_pattern(rf"(?:满意[度率]|就业率|合格率|及格率|优秀率|巩固率|升学率|对口率|落实率|通过率|参保率|获证率|双证率|毕业率|达标率|优良率|签约率){_ENDS}"), "0", "1"),
)  # fmt: skip
_TOTALS = ("100000", "50000", "600")  # bounds of wholes, which no mean has
_ANY = as_pattern("收入|支出|投入|[值额]|每|均|薪|工资|面积|率|满意")
_CHANGE = as_pattern(
    r"增|减|提高|下降|上升|升|降|较|比|差|高于|低于|多|少|结余|新|其中|节约|完成|毛|超|保[费险]|体检|餐|伙食|校服|[由从]"
)
_AGAIN = as_pattern(r"\s*(?:元|人民币)?\s*[（(，,]\s*(?:即|也即|亦即|也就是|折合(?:人民币)?)\s*")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Figures under such a name, and amounts said again."""
    national = speaks_of_many_kinds(manuscript)
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.number.hedge is Hedge.NONE and not mention.is_loose and mention.unit is not None:
                yield from _within_bounds(mention, national)
        yield from _said_again(passage)


def _within_bounds(mention: Mention, national: bool) -> Iterator[Relation]:
    if not _ANY.search(mention.words_before):
        return
    label = compact(label_of(mention))
    if not label or _CHANGE.search(label) or mention.unit is None or not mention.number.value:
        return
    is_mean = "均" in label
    for dimension, pattern, low, high in BOUNDS:
        if is_mean and low in _TOTALS:
            continue
        if national and dimension == "area":
            # 普通高中校舍建筑面积 70948 万平方米: a communiqué adds up the schools of a province or of the country.
            continue
        if dimension == "area" and label.startswith(("建筑", "占地")) and _is_of_one_building(mention):
            continue
        if mention.unit.dimension == dimension and pattern.search(label):
            scale = mention.number.scale
            yield relation(
                "sizes", [magnitude(mention.operand(f"{label} {mention.raw.strip()}"), Decimal(low) / scale, Decimal(high) / scale)],
                cue=label[-4:], place=mention.place,
            )  # fmt: skip
            return


_BUILDING = as_pattern(r"房|室|馆|楼|车间|食堂|餐厅|中心|基地|场|厅|[栋幢座]|工坊|工场|礼堂|住宅|园区")


def _is_of_one_building(mention: Mention) -> bool:
    """新建实训车间一座，建筑面积 480 平方米: what the area is of stands before the comma."""
    return _BUILDING.search(mention.passage.plain[mention.sentence[0] : mention.clause[0]]) is not None


def _said_again(passage: Passage) -> Iterator[Relation]:
    for left, right in itertools.pairwise(passage.mentions):
        if right.start - left.end > 8 or left.unit is None or right.unit is None:
            continue
        if left.is_percent or right.is_percent or left.number.hedge != right.number.hedge:
            continue
        if _AGAIN.fullmatch(passage.plain[left.end : right.start]) and are_comparable(left.unit, right.unit):
            yield relation("sizes", [same(left.operand(), right.operand())], cue="即", place=right.place)
