"""Results of analysis as tables for people and programs: the same rows in every format and on every page."""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.analysis.attention import LABELS as CAUSE_LABELS
from nianbao.analysis.attention import Call
from nianbao.analysis.comparability import LABELS as COMPARABILITY_LABELS
from nianbao.analysis.correlation import Correlation
from nianbao.analysis.decomposition import LABELS as SOURCE_LABELS
from nianbao.analysis.decomposition import Decomposition
from nianbao.analysis.distribution import Distribution
from nianbao.analysis.peer_group import Basis, PeerReview
from nianbao.analysis.series import Series
from nianbao.analysis.table import Column, ResultTable, Value
from nianbao.analysis.target import Way, WhatIf
from nianbao.analysis.wording import brief, english_list, listed
from nianbao.facts.cell import LABELS as STATE_LABELS
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue

CODE = Column("organisation", "代码", "code")
NAME = Column("name", "名称", "name")
_ENGLISH_STATES = {
    "value": "value",
    "none": "none",
    "not_applicable": "not applicable",
    "missing": "missing",
    "blank": "blank",
}
# The words that stand in cells, for pages that are read in English; files have the ids beside them.
WORDS_EN = {
    **{zh: en for labels in (CAUSE_LABELS, COMPARABILITY_LABELS, SOURCE_LABELS) for zh, en in labels.values()},
    **{STATE_LABELS[CellState(name)]: text for name, text in _ENGLISH_STATES.items()},
    "是": "yes",
    "否": "no",
    "同类太少": "too few alike",
}


def series_table(found: Sequence[Series]) -> ResultTable:
    """One line for each organisation and data year, with what may be compared and why not."""
    columns = (
        CODE, NAME, Column("data_year", "数据年", "data year"), Column("value", "可比值", "comparable value"),
        Column("published", "当年填报值", "as filed"), Column("unit", "单位", "unit"), Column("state", "状态", "state"),
        Column("comparability", "可比性", "comparability"), Column("change", "比上年", "change"),
        Column("growth", "增长%", "growth %"), Column("counted", "覆盖", "counted"),
        Column("total", "应报", "expected"),
        Column("definition_since", "口径起于", "definition since"), Column("edition", "年度版本", "edition"),
        Column("note", "说明", "note"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for one in found:
        for point in one.points:
            seen = point.observation
            rows.append(
                (
                    one.organisation, one.name, point.data_year, point.value, point.published, one.unit,
                    STATE_LABELS[point.state] if point.state is not None else "",
                    COMPARABILITY_LABELS[point.link.comparability][0], point.change, point.growth,
                    seen.counted if seen else None, seen.total if seen else None, seen.meaning if seen else "",
                    seen.edition if seen else "", point.link.note,
                )
            )  # fmt: skip
    label, label_en = (found[0].label, found[0].label_en) if found else ("", "")
    notes = [
        (
            "可比值按最新口径；口径改变的年份只列当年填报值，不计算增长。比例的变化以百分点计。",
            "Comparable values follow the newest definition. Across a break only what was filed is shown, without "
            "growth. Shares change in percentage points.",
        )
    ]
    return ResultTable("series", f"{label}：历年", f"{label_en} by data year", columns, tuple(rows), tuple(notes))


def decomposition_table(found: Decomposition) -> ResultTable:
    columns = (
        CODE, NAME, Column("source", "来源", "source"), Column("source_label", "来源说明", "what it is"),
        Column("amount", "贡献", "part of the change"),
    )  # fmt: skip
    rows = tuple(
        (
            one.organisation,
            one.name or SOURCE_LABELS[one.source][0],
            one.source.value,
            SOURCE_LABELS[one.source][0],
            one.amount,
        )
        for one in found.effects
    )
    together = found.by_source()
    named = [(SOURCE_LABELS[source], amount) for source, amount in together.items() if amount]
    zh = "；".join(f"{labels[0]} {brief(amount, 4, signed=True)}" for labels, amount in named) or "无"
    en = "; ".join(f"{labels[1]} {brief(amount, 4, signed=True)}" for labels, amount in named) or "none"
    unit, unit_en = ("个百分点", " percentage points") if found.unit == "%" else (found.unit, f" {found.unit}")
    notes = (
        (
            f"{found.earlier}年 {brief(found.before, 4)} → {found.later}年 {brief(found.after, 4)}，"
            f"变化 {brief(found.change, 4, signed=True)}{unit}：{zh}。各部分之和恰等于变化。",
            f"{found.earlier}: {brief(found.before, 4)}, {found.later}: {brief(found.after, 4)}, "
            f"change {brief(found.change, 4, signed=True)}{unit_en}: {en}. The parts add up exactly.",
        ),
    )
    title = f"{found.label}：{found.earlier}→{found.later} 变化从何而来"
    title_en = f"{found.label_en}: where the change from {found.earlier} to {found.later} comes from"
    return ResultTable("decomposition", title, title_en, columns, rows, notes)


def peers_table(found: PeerReview, catalogue: Catalogue) -> ResultTable:
    columns = (
        CODE, NAME, Column("group", "同类组", "peer group"), Column("peers", "同类学校", "peers"),
        Column("value", "数值", "value"), Column("base", "比较基数", "base"), Column("ratio", "比值", "ratio", 4),
        Column("median", "同类中位数", "peers' median", 4), Column("low", "通常下限", "usual from", 4),
        Column("high", "通常上限", "usual to", 4), Column("unusual", "是否异常", "unusual"),
    )  # fmt: skip
    ordered = sorted(found.standings, key=lambda one: (not one.is_unusual, one.subject.code))
    rows = tuple(
        (
            one.subject.code, one.subject.name, one.group.label, one.peers, one.value, one.base, one.ratio, one.median,
            one.low, one.high, ("是" if one.is_unusual else "否") if one.is_judged else "同类太少",
        )
        for one in ordered
    )  # fmt: skip
    label = catalogue.indicators[found.indicator]
    base = (
        ("上年同一指标", "the year before") if found.basis is Basis.BEFORE else ("全日制在校生数", "full-time students")
    )
    notes = [
        (
            f"基数：{base[0]}。按 Hidiroglou–Berthelot 法与同类学校比较，异常只表示值得一问，不表示优劣。",
            f"Base: {base[1]}. Compared with like schools by Hidiroglou and Berthelot's test; unusual means worth a "
            "question, not better or worse.",
        )
    ]
    if found.without:
        names = [one.name for one in found.without]
        notes.append(
            (
                f"没有数或没有基数，未参加比较：{listed(names, 8)}。",
                f"Without figure or base: {english_list(names, 8)}.",
            )
        )
    title = f"{label.label}：{found.data_year}年与同类学校比较"
    title_en = f"{label.label_en} in {found.data_year} among like schools"
    return ResultTable("peers", title, title_en, columns, rows, tuple(notes))


def distribution_table(found: Distribution, catalogue: Catalogue) -> ResultTable:
    columns = (Column("percentile", "百分位", "percentile"), Column("value", "数值", "value"))
    rows = tuple((int(share * 100), value) for share, value in found.percentiles().items())
    label = catalogue.indicators[found.indicator]
    absent = "；".join(
        f"{STATE_LABELS[CellState(name)] if name != 'text' else '不是数'} {n}" for name, n in found.absent.items()
    )
    absent_en = "; ".join(f"{_ENGLISH_STATES.get(name, name)} {n}" for name, n in found.absent.items())
    notes = (
        (
            f"覆盖 {found.counted}/{found.total} 所。" + (f"没有数的：{absent}。" if absent else ""),
            f"Covers {found.counted} of {found.total} schools."
            + (f" Without a figure: {absent_en}." if absent_en else ""),
        ),
    )
    title = f"{label.label}：{found.data_year}年分布"
    return ResultTable("distribution", title, f"{label.label_en}: spread in {found.data_year}", columns, rows, notes)


def correlation_table(found: Correlation, catalogue: Catalogue) -> ResultTable:
    columns = (Column("measure", "量", "measure"), Column("value", "值", "value"))
    figures = [("n", found.n), ("total", found.total)]
    rows: list[tuple[Value, ...]] = [*figures]
    for name, number in (
        ("pearson", found.pearson), ("pearson_low", found.low), ("pearson_high", found.high),
        ("spearman", found.spearman),
    ):  # fmt: skip
        rows.append((name, None if number is None else f"{number:.4f}"))
    one, other = catalogue.indicators[found.one], catalogue.indicators[found.other]
    return ResultTable(
        "correlation",
        f"{one.label}与{other.label}：{found.data_year}年的相关",
        f"{one.label_en} and {other.label_en} in {found.data_year}",
        columns,
        tuple(rows),
        tuple((caution.message, caution.message_en) for caution in found.cautions),
    )


def what_if_table(found: WhatIf) -> ResultTable:
    columns = (
        CODE, NAME, Column("now", "现在", "now", 4), Column("then", "目标时", "then", 4),
        Column("numerator", f"现有{found.numerator_label}", f"numerator now ({found.numerator_label})", 4),
        Column("extra", "需增（减）", "needed", 4),
    )  # fmt: skip
    rows = tuple((one.organisation, one.name, one.now, one.then, one.numerator, one.extra) for one in found.needs)
    way = ("低于共同底线的学校补到底线", "schools below a common floor rise to it")
    if found.way is Way.EVEN or found.bar is None:
        way = ("各校按同一比例变化", "every school changes in the same proportion")
    elif found.target < found.now:
        way = ("高于共同上限的学校降到上限", "schools above a common ceiling come down to it")
    bar = "" if found.bar is None else f"（{brief(found.bar, 4)}{found.unit}）"
    notes = [
        (
            f"现在 {brief(found.now, 4)}{found.unit}，目标 {brief(found.target, 4)}{found.unit}："
            f"{found.numerator_label}合计需 {brief(found.extra, 4, signed=True)}{found.numerator_unit}，"
            f"做到后是 {brief(found.reached, 4)}{found.unit}。办法：{way[0]}{bar}，分母不变。",
            f"Now {brief(found.now, 4)}, target {brief(found.target, 4)} {found.unit}: the numerator "
            f"({found.numerator_label}) must change by {brief(found.extra, 4, signed=True)} in all, which makes "
            f"{brief(found.reached, 4)}. How: {way[1]} {bar}; denominators stay.",
        )
    ]
    if found.without:
        notes.append(
            (
                f"缺数、未计入：{listed(found.without, 8)}。",
                f"Without figures, not counted: {english_list(found.without, 8)}.",
            )
        )
    title = f"{found.label}达到 {brief(found.target)}{found.unit} 要怎样"
    return ResultTable(
        "what-if", title, f"What {found.label_en} of {brief(found.target)} takes", columns, rows, tuple(notes)
    )


def calls_table(calls: Sequence[Call], catalogue: Catalogue) -> ResultTable:
    columns = (
        Column("order", "次序", "order"), CODE, NAME, Column("cause", "原因", "cause"),
        Column("indicator", "指标", "indicator"), Column("reason", "说明", "reason"),
        Column("reason_en", "说明（英文）", "reason in English"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for place, call in enumerate((one for one in calls if one.reasons), start=1):
        for reason in call.reasons:
            label = catalogue.indicators[reason.indicator].label if reason.indicator else ""
            rows.append(
                (
                    place, call.unit.code, call.unit.name, CAUSE_LABELS[reason.cause][0], label, reason.message,
                    reason.message_en,
                )
            )  # fmt: skip
    notes = (
        (
            "次序按需要询问的理由多少排列，不是优劣排名。",
            "The order follows how much there is to ask, and is no ranking of anybody's merit.",
        ),
    )
    return ResultTable("calls", "先问谁、为什么", "Whom to call first, and why", columns, tuple(rows), notes)
