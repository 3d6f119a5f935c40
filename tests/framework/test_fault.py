"""Faults come sorted, all of them, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.framework.fault import CatalogueError, Fault, FaultLog, nearest


def test_faults_are_listed_by_file_and_line() -> None:
    late, early = (Fault("b.yaml", line, "x", f"第{line}行", f"line {line}") for line in (9, 2))
    error = CatalogueError([late, Fault("a.yaml", 5, "y", "甲", "first"), early])

    assert [(fault.file, fault.line) for fault in error.faults] == [("a.yaml", 5), ("b.yaml", 2), ("b.yaml", 9)]
    assert error.message.splitlines()[1:] == ["a.yaml:5  甲", "b.yaml:2  第2行", "b.yaml:9  第9行"]
    assert error.message_en.splitlines()[1] == "a.yaml:5  first"
    assert error.code == "catalogue-faulty"


def test_a_log_without_faults_raises_nothing(tmp_path: Path) -> None:
    log = FaultLog(tmp_path)
    log.raise_if_any()
    log.add("x", "a.yaml", ("key",), "甲", "one")

    with pytest.raises(CatalogueError):
        log.raise_if_any()


def test_a_log_finds_the_line_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one: 1\ntwo: 2\n", "utf-8")
    log = FaultLog(tmp_path)
    log.add("x", "a.yaml", ("two",), "甲", "one")

    assert str(log.faults[0]) == "a.yaml:2  甲"


def test_nothing_is_suggested_where_nothing_is_near() -> None:
    assert nearest("graduates", ["equipment_value"]) == ("", "")
    assert "graduates_placed" in nearest("graduate_placed", ["graduates", "graduates_placed"])[0]
