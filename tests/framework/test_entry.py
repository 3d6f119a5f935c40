"""Reading goes on after a fault, so that one run names them all."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from nianbao.framework.entry import Entry, is_identifier
from nianbao.framework.fault import FaultLog


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def entry_of(tmp_path: Path, data: dict[str, Any]) -> Entry:
    return Entry(FaultLog(tmp_path), "a.yaml", (), data)


def codes(entry: Entry) -> list[str]:
    return [fault.code for fault in entry.log.faults]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    entry = entry_of(
        tmp_path,
        {
            "text": "甲",
            "flag": True,
            "whole": 3,
            "decimal": Decimal("0.50"),
            "texts": ["a"],
            "colour": "blue",
            "map": {},
        },
    )

    assert entry.text("text") == "甲"
    assert entry.flag("flag", default=False) is True
    assert entry.whole("whole") == 3
    assert str(entry.decimal("decimal")) == "0.50"
    assert entry.decimal("whole") == Decimal(3)
    assert entry.texts("texts") == ("a",)
    assert entry.choice("colour", Colour) is Colour.BLUE
    assert entry.mapping("map", required=True) == {}
    entry.refuse_unknown_keys()
    assert codes(entry) == []


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (lambda entry: entry.text("key"), {"key": 3}),
        (lambda entry: entry.flag("key", default=False), {"key": "yes"}),
        (lambda entry: entry.whole("key"), {"key": True}),
        (lambda entry: entry.whole("key"), {"key": "3"}),
        (lambda entry: entry.decimal("key"), {"key": "0.5"}),
        (lambda entry: entry.texts("key"), {"key": "a"}),
        (lambda entry: entry.texts("key"), {"key": ["a", 3]}),
        (lambda entry: entry.mapping("key"), {"key": []}),
        (lambda entry: entry.text_mapping("key"), {"key": {"a": 1}}),
        (lambda entry: list(entry.entries("key")), {"key": {}}),
        (lambda entry: list(entry.entries("key")), {"key": ["a"]}),
    ],
)
def test_a_value_of_another_type_is_a_fault_and_no_exception(read: Any, data: dict[str, Any], tmp_path: Path) -> None:
    entry = entry_of(tmp_path, data)

    read(entry)

    assert codes(entry) == ["wrong-type"]


def test_missing_and_empty_are_told_apart(tmp_path: Path) -> None:
    entry = entry_of(tmp_path, {"empty": None, "blank": "  "})

    assert [entry.text(key) for key in ("empty", "blank", "missing")] == ["", "  ", ""]
    assert codes(entry) == ["empty-value", "empty-value", "missing-key"]


def test_a_word_outside_the_list_gives_the_nearest_one(tmp_path: Path) -> None:
    entry = entry_of(tmp_path, {"colour": "bleu"})

    assert entry.choice("colour", Colour) is Colour.RED
    assert "“blue”" in entry.log.faults[0].message


def test_keys_that_nobody_asked_for_are_refused(tmp_path: Path) -> None:
    entry = entry_of(tmp_path, {"label": "甲", "lable": "乙"})
    entry.text("label")

    entry.refuse_unknown_keys()

    assert codes(entry) == ["unknown-key"]
    assert "“label”" in entry.log.faults[0].message


@pytest.mark.parametrize(
    ("text", "right"),
    [("graduates_placed", True), ("a1", True), ("Graduates", False), ("a__b", False), ("_a", False), ("毕业", False)],
)
def test_an_id_is_lower_case_words(text: str, right: bool) -> None:
    assert is_identifier(text) is right
