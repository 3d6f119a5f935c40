"""What the hidden sheet says about a workbook: which form it is, whose, and where each answer was put."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from nianbao.facts.record import Organisation
from nianbao.workbooks.layout import WorkbookPlan, address

SCHEMA = "nianbao/workbook/1"
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
    ]
    # One row for each table, so that the sheet stays small: indicator → cell, cell of last time's value, that value.
    for sheet in plan.sheets:
        places = {
            box.indicator: [
                address(box.row, box.at),
                address(box.row, box.previous_at),
                previous.get(box.indicator, ""),
            ]
            for box in sheet.boxes()
        }
        rows.append(("cells", sheet.table.id, sheet.name, json.dumps(places, ensure_ascii=False, sort_keys=True)))
    return rows


def read_identity(rows: Sequence[Sequence[Any]]) -> Identity | None:
    """The identity that the rows of a hidden sheet give, or None where they give none."""
    said: dict[str, str] = {}
    previous: dict[str, str] = {}
    for row in rows:
        texts = [str(value) if value is not None else "" for value in row]
        if len(texts) >= 4 and texts[0] == "cells":
            previous.update(_shown(texts[3]))
        elif len(texts) >= 2:
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
    )


def _shown(text: str) -> dict[str, str]:
    """Last time's values as the map of one table gives them; nothing where somebody spoiled it."""
    try:
        return {str(indicator): str(places[2]) for indicator, places in json.loads(text).items() if places[2]}
    except (ValueError, AttributeError, LookupError, TypeError):
        return {}


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
