"""A kind of people is no more than the most that the report says of all of them, wherever it says so.

Cue: a figure of heads whose words name those it is taken from (专任教师党员 171 名, 党员中专任教师 171 名, 直接就业的毕业生中，留在本区的 237 人),
and no figure of the report, in text or table, that stands beside the name of the whole and is as large. Why it should hold in any
report: who is counted among the members of a whole is one of them, and a report that tells of its parts tells of the whole as
well. Guards: heads only, and never times; each figure near the name of the whole counts as a possible whole, be it of another
year or of one school, so that only a part larger than all of them is told; what is summed up over years, planned, trained or
said of others (社会, 往届) is left alone; at most two are told, the most exceeding first.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "logic"
_REST = "\n\n二、党建工作\n\n"
EXAMPLES = (
    Example("fail", "三校教职工214人，中共党员98人，占45.79%。其中专任教师党员171人。"),
    Example("fail", f"全区现有在职党员121人。{_REST}党员中专任教师193人，作用突出。"),
    Example("fail", f"毕业生506人，直接就业205人。{_REST}在直接就业的毕业生中，留在本区工作的237人。"),
    Example("silent", f"全区现有在职党员121人。{_REST}党员中专任教师93人，作用突出。"),
    Example("silent", f"全区现有在职党员121人。{_REST}党员志愿服务累计惠及群众1930人。"),
    Example("silent", f"毕业生506人，直接就业205人。{_REST}三年来直接就业的毕业生中，留在本区工作的237人。"),
)
_MOST = 2
_FARTHEST = 3  # times as large: what is larger still is told of others than the few that the report counts
_WEIGHT, _TOLD_ONCE = 0.45, 0.3
# Those of whom a school has a number at a time, and how else they are called.
_WHOLES = (
    ("党员", as_pattern(r"党员")),
    ("教职工", as_pattern(r"教职员?工")),
    ("专任教师", as_pattern(r"专[任职]教师|专任")),
    ("专业课教师", as_pattern(r"专业(?:课|技能课)?(?:专任)?教师")),
    ("毕业生", as_pattern(r"毕业")),
    ("就业", as_pattern(r"就业|从业")),
    ("在校生", as_pattern(r"在校学?生|学生总?数|在籍")),
    ("新生", as_pattern(r"新生|招生|招收|录取")),
    ("班主任", as_pattern(r"班主任")),
    ("住宿生", as_pattern(r"住[宿校]|寄宿")),
)
_ANY_WHOLE = as_pattern("|".join(found.pattern for _, found in _WHOLES))
# 党员中, 毕业生中取得证书的, 直接就业的学生中: what stands before 中 is the whole.
_AMONG = as_pattern(r"(?P<whole>[\u4e00-\u9fff“”（）()]{2,16}?)[中里][,，]?(?:[\u4e00-\u9fff“”]{0,14})$")
# 专任教师党员: two names side by side.
_SIDE_BY_SIDE = as_pattern(
    r"(?:教职工|专任教师|专业课教师|女教师|教师|学生|班主任)(?P<whole>党员|班主任|毕业生|在校生|住宿生)(?:有|为|共|达到?|人数|共计|计|是)*$"
)
_APART = as_pattern(
    r"累计|历年|历届|往届|[年届]来|以来|近.年|[三五十]年|计划|预计|目标|力争|达到?以上|社会|群众|人次|培训|志愿|每|平均|均|增|减|新招|比|较|上年|去年|参加|参与|受益|惠及|服务|"
    r"联合|外校|外省|全[国省]|[初高]中毕业|普通高中|普高|初中|面试|应聘|幼儿|家长|企业员工|居民|村民|小学|高校毕业|研究生毕业|本科毕业|大专毕业|大学毕业|毕业于|院校毕业|中考"
)
_OF_A_YEAR = as_pattern(r"20\d\d[年届]")
_DIGIT = as_pattern(r"\d")
_HEADS = frozenset("人名位")


class _Value(NamedTuple):
    """A figure that may be the whole, and where."""

    value: Decimal
    place: Place
    raw: str


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The parts that exceed each whole they name, the most exceeding first."""
    parts = [
        (mention, names)
        for passage in manuscript.prose()
        for mention in passage.mentions
        if (names := _wholes_of(mention))
    ]
    if not parts:
        return
    found: list[tuple[float, Mention, str, _Value, int]] = []
    known: dict[str, list[_Value]] = {}
    for mention, names in parts:
        for name in names:
            if name not in known:
                known[name] = _values_of(manuscript, name)
            others = [each for each in known[name] if each.place != mention.place]
            if not others:
                continue
            largest = max(others, key=lambda each: each.value)
            if largest.value < mention.number.value <= _FARTHEST * largest.value:
                found.append((float(mention.number.value / largest.value), mention, name, largest, len(others)))
                break
    found.sort(key=lambda each: (-each[0], each[1].id))
    for _, mention, name, whole, count in found[:_MOST]:
        yield _hint(mention, name, whole, _WEIGHT if count > 1 else _TOLD_ONCE)


def _wholes_of(mention: Mention) -> list[str]:
    """The names of the wholes of which the words before a figure make it a part."""
    if not _is_of_heads(mention) or mention.is_spelled:
        return []
    passage = mention.passage
    before = compact(passage.plain[mention.clause[0] : mention.start])
    if mention.clause[0] > 1 and passage.plain[mention.clause[0] - 2] in "中里":
        # 在直接就业的毕业生中，留在本区的 237 人
        before = compact(passage.plain[passage.clause_at(mention.clause[0] - 2)[0] : mention.clause[0]]) + before
    before = _OF_A_YEAR.sub("", before)
    if not _ANY_WHOLE.search(before) or _APART.search(before) or _DIGIT.search(before):
        return []
    if match := _AMONG.search(before):
        return [name for name, words in _WHOLES if words.search(match["whole"])]
    if match := _SIDE_BY_SIDE.search(before):
        return [match["whole"]]
    return []


def _is_of_heads(mention: Mention) -> bool:
    return (
        not mention.is_loose
        and mention.number.hedge is Hedge.NONE
        and mention.measure in _HEADS
        and mention.number.scale == 1
        and mention.number.places == 0
    )


def _values_of(manuscript: Manuscript, name: str) -> list[_Value]:
    """Every figure of people near the name: in its clause, or under a label or a caption that has it."""
    words = next(words for known, words in _WHOLES if known == name)
    found = []
    for passage in manuscript.passages:
        if words.search(passage.plain) is None:
            continue
        for mention in passage.mentions:
            unit = mention.unit
            if unit is None or unit.dimension != "people" or mention.is_loose:
                continue
            start, end = mention.clause
            if words.search(passage.plain, start, end):
                found.append(_Value(mention.number.value, mention.place, mention.raw.strip()))
    for sheet in manuscript.sheets:
        in_caption = words.search(sheet.caption) is not None
        for figure in sheet.figures.values():
            unit = figure.number.unit
            if figure.is_percent or figure.direction or (unit is not None and unit.dimension != "people"):
                continue
            labels = "|".join((*sheet.row_path(figure.row), *sheet.column_path(figure.column)))
            if (words.search(labels) and not _APART.search(labels)) or (in_caption and not _ANY_WHOLE.search(labels)):
                found.append(_Value(figure.value, figure.place, figure.number.raw))
    return found


def _hint(mention: Mention, name: str, whole: _Value, weight: float) -> Hint:
    part = mention.raw.strip()
    return hint_at(
        "loose-wholes", mention.id, FAULT, (mention.place, whole.place),
        f"此处说其中 {part}，而全文与「{name}」有关的数最大只有 {whole.raw}，部分大于总数，请核对两处",
        f"{part} are told here as some of 「{name}」, while the largest figure that the report gives for them is {whole.raw}: please compare the two places",
        reported=part, formula=f"{part} > {whole.raw}", keys=(mention.id,), weight=weight,
    )  # fmt: skip
