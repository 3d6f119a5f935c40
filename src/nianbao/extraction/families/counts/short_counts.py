"""Short names in a row, and a numeral with 级, 方, 地, 步 or 环节 that counts them.

Cue: 国家、省、市三级, 政府、学校、企业三方, 北京、天津、河北三地 right behind the names; a list within one pair of quotes
and its number behind it (“领任务、定方案、动手做”三步, “校长—主任—教师”三级网络). Why it should hold in any report: the numeral
stands for what has just been named. Guards: names of a few characters each, without figures and verbs;
levels and parties by their
own words; 和, 与 and 及 may join two or belong to a name, so the number of names is a range; 等 leaves the list open;
三级公路, 二级学院, 三级甲等 and 三方面 are kinds and no counts; lists that miss the count by more than two are
taken for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.counts.listed_items import CONJUNCTIONS, VERBS
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "建成国家、省、市、校五级技能竞赛体系。"),
    Example("fail", "政府、学校、企业、社区三方联动。"),
    Example("fail", "按照“领任务、定方案、动手做、晒成果、算成本”六步组织教学。"),
    Example("fail", "建立了“校长—教务主任—教研组长—教师”五级教学管理网络。"),
    Example("fail", "教育、财政、人社、发改五部门联合印发了实施方案。"),
    Example("fail", "构建党建、课程、文化、实践“五位一体”的育人体系。"),
    Example("pass", "和田、玉树、赤峰三地结对帮扶。"),
    Example("silent", "机械、电气、汽车二级学院分别开展活动。"),
    Example("silent", "公路、铁路、三级医院建设稳步推进。"),
)  # fmt: skip
MOST = 10
_KINDS = "级(?!以上|以下|甲等|医院|公路|教师|学院|学科|工|别|职|市场|运动员|建造|消防|文物|响应|保护)|方(?![面法式案向])|地(?![区方理域市级块])|省(?![级属])市?|省市区?|国(?![家内际外])|步(?![骤入])|步骤|环节|阶段|(?:大|个|家)?部门(?!的?[一二三]级)"
_NAMES = as_pattern(
    rf"(?P<names>[^，。；：、！？\d“”（）()《》\s]{{1,12}}(?:、[^，。；：、！？\d“”（）()《》\s]{{1,8}}){{1,9}}?)(?P<open>等)?(?:这|共|的)?"
    rf"(?P<count>[二两三四五六七八九十]|(?<!\d)\d{{1,2}})(?P<kind>{_KINDS})"
)
_QUOTED = as_pattern(
    r"[“「](?P<names>[^“”「」，。；：\d]{1,16}(?:(?:、|—+|-|－|→|·|\+|＋)[^“”「」，。；：、\d]{1,14}){1,9})[”」](?P<open>等)?(?:这|的|共)?"
    r"(?P<count>[二两三四五六七八九十]|\d{1,2})(?:个|大|项)?(?P<kind>步骤|步|环节|阶段|级|方|层次?|流程|模块|维度?|要素|部分|方面|工程|行动|计划|机制|体系|平台|抓手|品牌|位一体|(?:根本)?问题|目标|原则|理念|层面|主题)"
)  # fmt: skip
# 党建、课程、文化、实践、心理“五位一体”: the numeral opens the quotes behind the names.
_IN_ONE = as_pattern(
    r"(?P<names>[^，。；：、！？\d“”（）()《》\s]{1,8}(?:[、和与及][^，。；：、！？\d“”（）()《》\s和与及]{1,6}){1,9}?)(?P<open>等)?的?[“「](?P<count>[二两三四五六七八九十])(?P<kind>位一体|维一体|方联动|方协同|级联动)[”」]"
)
_CUE = as_pattern(rf"(?:[二两三四五六七八九十]|\d)(?:{_KINDS})")
_IN_ONE_CUE = as_pattern(r"[“「][二两三四五六七八九十](?:[位维]一体|方联动|方协同|级联动)[”」]")
_JOINTS = as_pattern(r"、|—+|-|－|→|·|\+|＋")
_MOST_CHARACTERS = 8


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Names and their numeral, those in quotes first."""
    for passage in manuscript.prose():
        for match in _QUOTED.finditer(passage.plain):
            yield from _counted(passage, match, quoted=True)
        for cue in _IN_ONE_CUE.finditer(passage.plain):
            within = _IN_ONE.search(passage.plain, passage.clause_at(cue.start())[0], cue.end())
            if within is not None and within.end() == cue.end():
                yield from _counted(passage, within, quoted=False)
        if "、" not in passage.plain or not _CUE.search(passage.plain):
            continue
        for match in _NAMES.finditer(passage.plain):
            yield from _counted(passage, match, quoted=False)


def _counted(passage: Passage, match: re.Match[str], *, quoted: bool) -> Iterator[Relation]:
    said = match["count"]
    count = read_whole(said.replace("两", "二"))
    pieces = _JOINTS.split(match["names"])
    if count is None or not 2 <= count <= MOST or len(pieces) < 2:
        return
    if not quoted:
        if any(VERBS.search(piece) or len(piece) > _MOST_CHARACTERS for piece in pieces[1:]):
            return
        if _BEHIND.match(passage.plain, match.end()) or _WITHIN.search(pieces[-1]) or _ONE_LEVEL.search(match["names"]):
            return
        before = passage.plain[match.start() - 1 : match.start()]
        if before in ("、", "）", ")", "”", "》"):
            # The names go on to the left with one that could not be read.
            return
        if (names := _MADE_OF.get(match["kind"])) is not None and not all(names.search(piece) for piece in pieces):
            return
    joined = 0 if quoted else sum(len(CONJUNCTIONS.findall(piece)) for piece in (pieces[0], pieces[-1]))
    low = len(pieces)
    high = low + joined
    misses = low - count if count < low else (count - high if not match["open"] else 0)
    if misses > 2:
        return
    place = passage.place(match.start(), match.end())
    number = next((m for m in passage.mentions if m.digits_start == match.start("count")), None)
    key = f"{passage.id}:{match.start('count')}"
    counted = (
        number.operand()
        if number is not None
        else derived(key, f"{said}{match['kind']}", Decimal(count), place, f"{said}{match['kind']}")
    )
    yield relation(
        "short-counts", [list_count(counted, low, None if match["open"] else high)], cue=match[0], severity="warning",
        place=place,
    )  # fmt: skip


# Levels and parties are known by their words: 三级航道 and 惠通四方 count nothing; 省、自治区 and 直辖市 are one level.
_MADE_OF = {
    "级": as_pattern(
        r"(?:国家?|国际|世界|部|省|(?<!直辖)市|(?<!自治)区|县|乡镇?|镇|村|校|院|系|班|处|科|组|局|园|所|街道|社区|家庭|企业|个人|中心|教研室|主任|校长|教师|干事)$"
    ),
    "方": as_pattern(
        r"(?:政|行|企|校|社|家|学校|院校|中职|高职|本科|企业|公司|集团|行业|协会|政府|部门|家庭|家长|社会|社区|学生|教师|单位|医院|研究所|园区|机构|基地|东部|西部)$"
    ),
}
# 甲、乙、丙三级联动 counts; 甲、乙三级以上 and 甲、乙、丙三地、四校 do not end there.
_BEHIND = as_pattern(r"[、—-]|之[间一]|者|次")
# 省、市、自治区和地市两级: provinces go by several names.
_ONE_LEVEL = as_pattern(r"自治[区州县]|直辖市")
_WITHIN = as_pattern(r"[一二三四五六七八九十两]$|各$|每$|第$|其中")
