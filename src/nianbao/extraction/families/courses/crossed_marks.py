"""What is said to have crossed a mark stands beyond it.

Cue: 突破 3 亿元，达到 30982 万元; 首次超过 1 万，达 10860 人次; 超过 98%，为 98.5%; 突破亿元大关，达…; 不足 300 人，仅为…. Why it should hold in any
report: the second figure says how far beyond the mark the first one went. Guards: nothing but 达到, 为 and the like stands
between the two; one measure; 将, 力争 and 目标 speak of a mark that is not crossed yet; a figure of another year or of an increase is left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark, at_most, derived, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "教学仪器设备总值突破3亿元，达到28610.5万元。"),
    Example("fail", "在校生规模首次超过3000人，达到2996人。"),
    Example("fail", "实训设备总值已突破亿元大关，达9820万元。"),
    Example("fail", "全年招生不足300人，仅为342人。"),
    Example("pass", "教学仪器设备总值突破3亿元，达到30982.4万元。"),
    Example("silent", "力争在校生突破3000人，目前为2850人。"),
    Example("silent", "在校生突破3000人，毕业生达到850人。"),
)
_OVER = as_pattern(r"(?:突破|超过|超出|超|逾|跨过|跨越|迈上|越过|站上)了?$")
_UNDER = as_pattern(r"(?:不足|不到|低于|少于|未达到?|未超过|降到?|跌破)$")
_BETWEEN = as_pattern(
    r"(?:的?大关|关口|大台阶|台阶)?\s*[，,（(：:]\s*(?:总数|总值|总额|总量|规模|现|已|共|全年|实际|累计|仅|只有)*(?:达到|达|为|是|共计|合计|升至|增至|升到|增加到|有|计)+了?\s*(?:历史新高的?|约)?$"
)
_MARK = as_pattern(
    r"(?:突破|超过|逾|跨过|迈上|越过)了?(?P<mark>亿|千万|百万|万)(?P<unit>元|人次?|册|平方米)大关[，,]\s*(?:总[数值额量]|现|已|共|全年)*(?:达到|达|为|升至|增至)了?\s*$"
)
_MARKS = {"亿": Decimal(100_000_000), "千万": Decimal(10_000_000), "百万": Decimal(1_000_000), "万": Decimal(10_000)}
_NOT_YET = as_pattern(
    r"力争|争取|将|目标|计划|预计|有望|未能?|没有|要求|规定|应(?![用急届])|须|原则上|不得|不超过|不低于|标准"
)
_CHANGE = as_pattern(r"增幅|增长|增加|提高|降幅|减少|比|较|同比|上年|去年")


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Marks and the figures right behind them."""
    for passage in manuscript.prose():
        yield from _crossed(passage)
        yield from _rounded(passage)


def _crossed(passage: Passage) -> Iterator[Relation]:
    for mark, figure in itertools.pairwise(passage.mentions):
        before = passage.plain[mark.clause[0] : mark.digits_start].rstrip()
        over, under = _OVER.search(before), _UNDER.search(before)
        if (over is None and under is None) or not _alike(mark, figure):
            continue
        if not _BETWEEN.fullmatch(passage.plain[mark.end : figure.digits_start]):
            continue
        if (
            _NOT_YET.search(before)
            or _CHANGE.search(before)
            or _CHANGE.search(passage.plain[figure.end : figure.end + 2])
        ):
            continue
        beyond = figure.operand(f"达到 {figure.raw.strip()}")
        # A mark is meant to the last digit, however few are printed.
        exact = mark.number.value + Decimal("0.000000")
        limit = derived(mark.id, f"{before[-2:]} {mark.raw.strip()}", exact, mark.place, mark.raw.strip())
        reading = at_most([limit], [beyond]) if over is not None else at_most([beyond], [limit])
        yield relation(
            "crossed-marks", [reading], cue=before[-2:], severity="warning", place=passage.place(mark.start, figure.end)
        )


def _alike(mark: Mention, figure: Mention) -> bool:
    if mark.is_loose or figure.is_loose or figure.number.value == 0 or mark.unit is None:
        # 首次超过 1 万，达 10860 人次: the unit of the mark is behind the figure.
        return mark.unit is None and mark.number.scale > 1 and not mark.is_loose and figure.number.value > 0
    if figure.unit is None:
        return False
    return mark.unit.dimension == figure.unit.dimension and (
        mark.is_money or mark.measure[-1:] == figure.measure[-1:] or mark.is_percent
    )


def _rounded(passage: Passage) -> Iterator[Remark]:
    """突破亿元大关，达 9820 万元: the mark is a word."""
    for figure in passage.mentions:
        match = _MARK.search(passage.plain[: figure.digits_start]) if "大关" in passage.plain else None
        if match is None or figure.unit is None or _NOT_YET.search(passage.plain, *figure.sentence):
            continue
        least = _MARKS[match["mark"]]
        place = passage.place(match.start(), figure.end)
        yield Remark(
            f"crossed-marks:{figure.id}", "crossed-marks", FAULT, (figure.place, place),
            f"既已突破{match['mark']}{match['unit']}，就不会是 {figure.raw.strip()}，请核对",
            f"the mark was crossed, and {figure.raw.strip()} lies below it",
            severity="warning", holds=figure.number.value >= least, reported=figure.raw.strip(), formula=f"{figure.raw.strip()} ≥ {least}", keys=(figure.id,),
        )  # fmt: skip
