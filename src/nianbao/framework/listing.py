"""An edition as text that a person of the field can read and compare with the printed form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from nianbao.framework.model import (
    AggregationMethod,
    Catalogue,
    Edition,
    FormList,
    FormRow,
    Formula,
    Meaning,
    Outline,
    OutlineNode,
    ValueType,
)

LEVEL_LABELS = {"school": "学校", "district": "区（地市）", "province": "省"}
PLACE_LABELS = {"national": "全国", "beijing": "北京市"}
METHOD_LABELS = {
    AggregationMethod.SUM: "相加",
    AggregationMethod.RECOMPUTE: "按支撑项重算",
    AggregationMethod.WEIGHTED_MEAN: "加权平均",
    AggregationMethod.DISTINCT: "去重计数",
    AggregationMethod.MAXIMUM: "取最大",
    AggregationMethod.NONE: "不汇总",
}
METHOD_LABELS_EN = {
    AggregationMethod.SUM: "sum",
    AggregationMethod.RECOMPUTE: "recomputed from base items",
    AggregationMethod.WEIGHTED_MEAN: "weighted mean",
    AggregationMethod.DISTINCT: "distinct entries",
    AggregationMethod.MAXIMUM: "maximum",
    AggregationMethod.NONE: "not aggregated",
}
VALUE_TYPE_LABELS = {
    ValueType.COUNT: "计数",
    ValueType.SHARE: "百分比",
    ValueType.RATIO: "比",
    ValueType.RATE: "人均、课均值",
    ValueType.MONEY: "金额",
    ValueType.QUANTITY: "数量",
    ValueType.CHOICE: "选项",
    ValueType.TEXT: "文字",
}


def display_width(text: str) -> int:
    """Columns that a text takes on a terminal; a Chinese character takes two.

    >>> display_width("表1"), display_width("abc")
    (3, 3)
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def printed_label(row: FormRow) -> str:
    """A row's name as the form prints it, indented, with 其中 and the star."""
    if row.continues:
        return "　" * row.indent + "〃"
    return "　" * row.indent + row.prefix + row.label + ("★" if row.starred else "")


def formula_text(formula: Formula, catalogue: Catalogue) -> str:
    """A formula in official terms."""

    def side(identifiers: tuple[str, ...]) -> str:
        return " + ".join(catalogue.indicators[one].label for one in identifiers)

    times = "" if formula.multiplier == 1 else f" × {formula.multiplier}"
    return f"{side(formula.numerator)} ÷ {side(formula.denominator)}{times}"


def aggregation_text(meaning: Meaning, catalogue: Catalogue) -> str:
    found = meaning.aggregation
    label = METHOD_LABELS[found.method]
    if found.weight is not None:
        return f"{label}（权重：{catalogue.indicators[found.weight].label}）"
    if found.list_id is not None:
        return f"{label}（{found.list_id}.{found.list_column}）"
    return label


def standing(confirmed: bool) -> str:
    """How far an edition or an outline is known to be as its notice has it."""
    return "已确认" if confirmed else "未经官方确认"


def edition_lines(catalogue: Catalogue, edition: Edition) -> Iterator[str]:
    """The edition line by line; the snapshots under tests/snapshots/editions are this text."""
    source = catalogue.sources[edition.source]
    yield f"{edition.id}  {edition.label}"
    yield f"封面年度：{edition.cover_label}　层级：{LEVEL_LABELS.get(edition.level, edition.level)}" + (
        f"　范围：{PLACE_LABELS.get(edition.place, edition.place)}"
    )
    yield "时间：" + "；".join(f"{period}" for _, period in sorted(edition.periods.items()))
    yield f"出处：{source.number or '（文号未知）'}《{source.title}》"
    yield f"版本状态：{standing(edition.confirmed)}　上一版本：{edition.previous or '无'}"
    if edition.note:
        yield f"说明：{edition.note.strip()}"
    for table in edition.tables:
        yield ""
        yield f"== {table.number} {table.label}（{table.id}）"
        for found in table.lists:
            if found.position == "above":
                yield from _list_lines(found)
        if table.rows:
            yield "   列：" + "　".join(
                f"{column.group}/{column.label}" if column.group else column.label for column in table.columns
            )
        for row in table.rows:
            label = printed_label(row)
            units = list(dict.fromkeys(cell.unit_label for cell in row.cells if cell.unit_label))
            mark = "" if row.confirmed else "  〔本行未经官方确认〕"
            head = f"{row.number or '':>3} {padded(label, 44)} {padded('、'.join(units), 10)}"
            yield f"{head} {' · '.join(cell.indicator for cell in row.cells)}{mark}".rstrip()
        for found in table.lists:
            if found.position == "below":
                yield from _list_lines(found)
        if table.note:
            yield f"   注：{table.note}"
    if edition.base_items or edition.base_lists:
        yield ""
        yield "== 支撑项（表上不印，用于计算比率与汇总）"
    for item in edition.base_items:
        indicator = catalogue.indicators[item]
        unit = indicator.meaning_in(edition.data_year).unit
        yield f"    {padded(indicator.label, 44)} {padded(unit.label if unit else '', 10)} {item}"
    for found in edition.base_lists:
        yield from _list_lines(found)
    if edition.outline is not None:
        yield ""
        yield from outline_lines(catalogue.outlines[edition.outline])


def outline_lines(outline: Outline, *, prompts: bool = False) -> Iterator[str]:
    """The headings of the narrative, indented; with ``prompts``, what each asks for."""
    yield f"== 提纲：{outline.label}（{outline.id}，{standing(outline.confirmed)}）"
    for node in outline.nodes:
        yield from _node_lines(node, 0, prompts)


def _list_lines(found: FormList) -> Iterator[str]:
    mark = "" if found.confirmed else "  〔本清单未经官方确认〕"
    yield f"   清单 {found.label}（{found.id}）：{found.instruction}{mark}"
    for column in found.columns:
        unit = f"（{column.unit_label}）" if column.unit_label else ""
        total = f" → {column.indicator}" if column.indicator else ""
        yield f"      - {column.group + '/' if column.group else ''}{column.label}{unit}{total}"


def _node_lines(node: OutlineNode, depth: int, prompts: bool) -> Iterator[str]:
    optional = "" if node.required else "（可选）"
    limits = "；".join(f"{key}={value}" for key, value in node.limits.items())
    yield f"{'    ' * depth}  {node.number} {node.title}{optional}{'　限：' + limits if limits else ''}"
    if prompts and node.prompt:
        yield f"{'    ' * depth}      {node.prompt}"
    for child in node.children:
        yield from _node_lines(child, depth + 1, prompts)


def edition_text(catalogue: Catalogue, identifier: str) -> str:
    return "\n".join(edition_lines(catalogue, catalogue.editions[identifier])) + "\n"


def edition_summary(edition: Edition) -> dict[str, Any]:
    """What a list of editions says of one, as plain data."""
    return {
        "id": edition.id,
        "label": edition.label,
        "cover_label": edition.cover_label,
        "data_year": edition.data_year,
        "level": edition.level,
        "place": edition.place,
        "confirmed": edition.confirmed,
        "previous": edition.previous,
        "source": edition.source,
        "tables": len(edition.tables),
        "indicators": len(edition.indicators()),
    }


def _list_data(found: FormList) -> dict[str, Any]:
    return {
        "id": found.id,
        "label": found.label,
        "instruction": found.instruction,
        "position": found.position,
        "confirmed": found.confirmed,
        "columns": [
            {
                "id": column.id,
                "group": column.group,
                "label": column.label,
                "unit": column.unit.id if column.unit else None,
                "indicator": column.indicator,
                "choices": list(column.choices),
                "required": column.required,
            }
            for column in found.columns
        ],
    }


def edition_data(catalogue: Catalogue, edition: Edition) -> dict[str, Any]:
    """The whole edition as plain data, meanings included."""

    def meaning_data(identifier: str) -> dict[str, Any]:
        indicator = catalogue.indicators[identifier]
        meaning = indicator.meaning_in(edition.data_year)
        return {
            "indicator": identifier,
            "label": indicator.label,
            "label_en": indicator.label_en,
            "value_type": indicator.value_type.value,
            "unit": meaning.unit.id if meaning.unit else None,
            "definition": meaning.definition,
            "definition_en": meaning.definition_en,
            "confirmed": meaning.confirmed,
            "standing": meaning.standing(),
            "period": meaning.period.value,
            "aggregation": meaning.aggregation.method.value,
            "formula": formula_text(meaning.formula, catalogue) if meaning.formula else None,
        }

    return {
        "schema": "nianbao/edition/1",
        **edition_summary(edition),
        "periods": {
            kind.value: {"start": period.start.isoformat(), "end": period.end.isoformat()}
            for kind, period in sorted(edition.periods.items())
        },
        "note": edition.note,
        "outline": edition.outline,
        "forms": [
            {
                "id": table.id,
                "number": table.number,
                "label": table.label,
                "note": table.note,
                "columns": [
                    {"id": column.id, "group": column.group, "label": column.label} for column in table.columns
                ],
                "rows": [
                    {
                        "number": row.number,
                        "prefix": row.prefix,
                        "label": row.label,
                        "indent": row.indent,
                        "starred": row.starred,
                        "continues": row.continues,
                        "required": row.required,
                        "confirmed": row.confirmed,
                        "cells": [
                            {
                                "column": cell.column,
                                "printed_unit": cell.unit_label,
                                **meaning_data(cell.indicator),
                            }
                            for cell in row.cells
                        ],
                    }
                    for row in table.rows
                ],
                "lists": [_list_data(found) for found in table.lists],
            }
            for table in edition.tables
        ],
        "base_items": [meaning_data(item) for item in edition.base_items],
        "base_lists": [_list_data(found) for found in edition.base_lists],
    }
