"""What the hidden sheet says about a workbook: which form it is, whose, and where each answer was put."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nianbao.facts.record import Organisation
from nianbao.workbooks.layout import WorkbookPlan, address

SCHEMA = "nianbao/workbook/1"
MAP_HEADINGS = ("table", "indicator", "sheet", "cell", "previous_cell", "previous_value")
_NOTICE = "本表供系统识别工作簿，请勿改动。 This sheet identifies the workbook; please leave it as it is."


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of a template, as written when it was made.

    ``previous`` maps an indicator to last time's value as it was shown, so that a
    greyed value which somebody overtyped does not count.
    """

    schema: str
    edition: str
    organisation: Organisation
    form_hash: str
    previous_edition: str | None = None
    previous: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # indicator → sheet name, cell


def identity_rows(
    plan: WorkbookPlan, organisation: Organisation, previous_edition: str | None, previous: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    rows: list[tuple[str, ...]] = [
        ("schema", SCHEMA),
        ("notice", _NOTICE),
        ("edition", plan.edition.id),
        ("organisation", json.dumps(asdict(organisation), ensure_ascii=False, sort_keys=True)),
        ("form_hash", plan.form_hash),
        ("previous_edition", previous_edition or ""),
        MAP_HEADINGS,
    ]
    for sheet, box in plan.boxes():
        rows.append(
            (
                sheet.table.id,
                box.indicator,
                sheet.name,
                address(box.row, box.at),
                address(box.row, box.previous_at),
                previous.get(box.indicator, ""),
            )
        )
    return rows


def read_identity(rows: Sequence[Sequence[Any]]) -> Identity | None:
    """The identity that the rows of a hidden sheet give, or None where they give none."""
    said: dict[str, str] = {}
    previous: dict[str, str] = {}
    cells: dict[str, tuple[str, str]] = {}
    in_map = False
    for row in rows:
        texts = [str(value) if value is not None else "" for value in row] + [""] * 6
        if in_map:
            _, indicator, sheet, cell, _, shown = texts[:6]
            if indicator:
                cells[indicator] = (sheet, cell)
                if shown:
                    previous[indicator] = shown
        elif tuple(texts[:6]) == MAP_HEADINGS:
            in_map = True
        else:
            said[texts[0]] = texts[1]
    if "schema" not in said or "edition" not in said:
        return None
    return Identity(
        said["schema"],
        said["edition"],
        _organisation(said.get("organisation", "")),
        said.get("form_hash", ""),
        said.get("previous_edition") or None,
        previous,
        cells,
    )


def _organisation(text: str) -> Organisation:
    try:
        said = json.loads(text)
        return Organisation(
            code=str(said["code"]),
            name=str(said["name"]),
            level=str(said["level"]),
            parent=said.get("parent"),
            has_students=bool(said.get("has_students", True)),
            has_graduates=bool(said.get("has_graduates", True)),
            no_report_reason=str(said.get("no_report_reason", "")),
        )
    except (ValueError, KeyError, TypeError):
        return Organisation("", "", "school")
