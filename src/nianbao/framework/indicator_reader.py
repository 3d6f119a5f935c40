"""An indicator's file: its label and its dated meanings."""

from __future__ import annotations

from decimal import Decimal

from nianbao.facts.period import PeriodKind
from nianbao.facts.unit import BY_ID, Unit
from nianbao.framework.entry import Entry
from nianbao.framework.fault import nearest
from nianbao.framework.model import Aggregation, AggregationMethod, Formula, Indicator, Meaning, ValueType

_UNITLESS = frozenset({ValueType.TEXT, ValueType.CHOICE})


def read_unit(entry: Entry, key: str = "unit") -> Unit | None:
    identifier = entry.optional_text(key)
    if identifier is None:
        return None
    unit = BY_ID.get(identifier)
    if unit is None:
        zh, en = nearest(identifier, BY_ID)
        entry.fault(
            "unknown-unit",
            key,
            f"没有标识为“{identifier}”的单位。{zh}单位表见 nianbao/facts/unit.py。",
            f'No unit has the id "{identifier}".{en} The units stand in nianbao/facts/unit.py.',
        )
    return unit


def _read_formula(entry: Entry) -> Formula:
    multiplier = entry.decimal("multiplier")
    formula = Formula(
        entry.texts("numerator", required=True),
        entry.texts("denominator", required=True),
        Decimal(1) if multiplier is None else multiplier,
    )
    entry.refuse_unknown_keys()
    return formula


def _read_aggregation(entry: Entry, formula: Formula | None) -> Aggregation:
    found = Aggregation(
        entry.choice("method", AggregationMethod),
        entry.optional_text("weight"),
        entry.optional_text("list"),
        entry.optional_text("list_column"),
    )
    entry.refuse_unknown_keys()
    missing: tuple[str, str] | None = None
    match found.method:
        case AggregationMethod.RECOMPUTE if formula is None:
            missing = ("公式（formula）", "a formula")
        case AggregationMethod.WEIGHTED_MEAN if found.weight is None:
            missing = ("权重指标（weight）", "a weight")
        case AggregationMethod.DISTINCT if found.list_id is None or found.list_column is None:
            missing = ("清单与列（list、list_column）", "a list and a list_column")
    if missing:
        entry.fault(
            "aggregation-incomplete",
            "method",
            f"汇总方法 {found.method.value} 还需要写明{missing[0]}。",
            f"Aggregation by {found.method.value} also needs {missing[1]}.",
        )
    return found


def _read_meaning(entry: Entry, value_type: ValueType) -> Meaning:
    formula_entry = entry.entry("formula")
    formula = _read_formula(formula_entry) if formula_entry else None
    aggregation_entry = entry.entry("aggregation")
    expected = entry.entry("expected")
    low = high = None
    if expected:
        low, high = expected.decimal("low"), expected.decimal("high")
        expected.refuse_unknown_keys()
        if low is not None and high is not None and low > high:
            expected.fault(
                "range-backwards",
                "low",
                f"参考范围颠倒：下限 {low} 大于上限 {high}，请对调。",
                f"The expected range runs backwards: low {low} is above high {high}; swap them.",
            )
    meaning = Meaning(
        since=entry.data_year("since") or "dy0000",
        until=entry.data_year("until", required=False),
        unit=read_unit(entry),
        definition=entry.text("definition"),
        definition_en=entry.text("definition_en"),
        source=entry.text("source"),
        confirmed=entry.required_flag("confirmed"),
        period=entry.choice("period", PeriodKind),
        places=entry.whole("places"),
        formula=formula,
        aggregation=_read_aggregation(aggregation_entry, formula)
        if aggregation_entry
        else Aggregation(AggregationMethod.NONE),
        expected_low=low,
        expected_high=high,
        choices=entry.texts("choices"),
        external_system=entry.optional_text("external_system"),
        applies_when=entry.optional_word("applies_when", ("has_students", "has_graduates")),
        note=entry.text("note", required=False),
    )
    entry.refuse_unknown_keys()
    if meaning.until is not None and meaning.until < meaning.since:
        entry.fault(
            "meaning-runs-backwards",
            "until",
            f"含义的终止数据年 {meaning.until} 早于起始数据年 {meaning.since}。",
            f"The meaning ends in {meaning.until}, before it begins in {meaning.since}.",
        )
    if value_type in _UNITLESS and "unit" in entry.data and entry.data["unit"] is not None:
        entry.fault(
            "unit-on-text",
            "unit",
            f"取值类型 {value_type.value} 是文字，不应有单位；请删去 unit。",
            f"A value of type {value_type.value} is words and has no unit; remove it.",
        )
    if value_type not in _UNITLESS and not entry.data.get("unit"):
        entry.fault(
            "unit-missing",
            None,
            f"取值类型 {value_type.value} 是数，必须写明单位（unit）。",
            f"A value of type {value_type.value} is a number; say its unit.",
        )
    if value_type is ValueType.CHOICE and not meaning.choices:
        entry.fault(
            "choices-missing",
            None,
            "取值类型 choice 必须列出可选项（choices）。",
            "A value of type choice must list its choices.",
        )
    return meaning


def read_indicator(entry: Entry) -> Indicator:
    value_type = entry.choice("value_type", ValueType)
    meanings = tuple(_read_meaning(found, value_type) for found in entry.entries("meanings", required=True))
    indicator = Indicator(
        id=entry.identifier(),
        label=entry.text("label"),
        label_en=entry.text("label_en"),
        value_type=value_type,
        meanings=meanings,
        part_of=entry.optional_text("part_of"),
        aliases=entry.texts("aliases"),
        is_base_item=entry.flag("is_base_item", default=False),
    )
    entry.refuse_unknown_keys()
    if isinstance(entry.data.get("meanings"), list) and not meanings:
        entry.fault(
            "empty-value",
            "meanings",
            f"指标“{indicator.id}”没有任何含义，至少写一条。",
            f'The indicator "{indicator.id}" has no meaning; write at least one.',
        )
    for index, earlier in enumerate(meanings):
        for later in meanings[index + 1 :]:
            if earlier.since <= (later.until or "dy9999") and later.since <= (earlier.until or "dy9999"):
                entry.fault(
                    "meanings-overlap",
                    "meanings",
                    f"两条含义的时间重叠：{earlier.since}–{earlier.until or '今'} 与 "
                    f"{later.since}–{later.until or '今'}。请给前一条写上 until。",
                    f"Two meanings overlap in time: {earlier.since} to {earlier.until or 'now'} and "
                    f"{later.since} to {later.until or 'now'}. Give the earlier one an until.",
                )
    return indicator
