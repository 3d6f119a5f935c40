"""CSV, its description and Parquet say the same."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nianbao.facts.problem import Problem
from nianbao.web.pages.api import tables
from nianbao.web.pages.api.tables import COLUMNS, NAMES, as_parquet, csvw_metadata, guarded

ASKED = "?organisation=9901020001&data_year=2024"


def read(visitor: Client, query: str = ASKED) -> list[dict[str, str]]:
    answer = visitor.get(f"/api/v1/facts.csv{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_the_file_holds_what_the_interface_says(public: Any, visitor: Client) -> None:
    public.school()
    rows = read(visitor)
    assert tuple(rows[0]) == NAMES
    said = visitor.get(f"/api/v1/facts{ASKED}&limit=1000").json()["items"]
    assert [(one["indicator"], one["value"] or "") for one in said] == [
        (one["indicator"], one["value"]) for one in rows
    ]


def test_a_large_table_leads_to_its_next_file(public: Any, visitor: Client) -> None:
    public.school()
    answer = visitor.get(f"/api/v1/facts.csv{ASKED}&limit=100")
    links = answer.headers["Link"]
    assert 'rel="next"' in links
    assert 'rel="describedby"; type="application/csvm+json"' in links


def test_the_description_fits_the_file_by_the_csvw_library(public: Any, visitor: Client, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    public.school()
    (tmp_path / "facts.csv").write_bytes(visitor.get(f"/api/v1/facts.csv{ASKED}").content)
    said = visitor.get(f"/api/v1/facts.csv-metadata.json{ASKED}").json()
    assert said["url"].endswith(f"/api/v1/facts.csv{ASKED}")
    said["url"] = "facts.csv"
    (tmp_path / "facts.csv-metadata.json").write_text(json.dumps(said), encoding="utf-8")
    read_back = csvw.CSVW(str(tmp_path / "facts.csv-metadata.json"), validate=True)
    assert read_back.is_valid, read_back.warnings
    rows = list(read_back.tables[0])
    assert len(rows) == 168
    assert isinstance(next(row for row in rows if row["indicator"] == "graduates")["value"], Decimal)


@pytest.mark.filterwarnings("default:Invalid column value")
def test_a_wrong_file_is_noticed_by_the_description(public: Any, visitor: Client, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    public.school()
    text = visitor.get(f"/api/v1/facts.csv{ASKED}").content.decode().replace("2024-01-01", "yesterday", 1)
    (tmp_path / "facts.csv").write_text(text, encoding="utf-8")
    said = csvw_metadata("facts.csv")
    (tmp_path / "facts.csv-metadata.json").write_text(json.dumps(said), encoding="utf-8")
    assert not csvw.CSVW(str(tmp_path / "facts.csv-metadata.json"), validate=True).is_valid


def test_parquet_keeps_decimals(public: Any, visitor: Client) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    public.school()
    table = parquet.read_table(io.BytesIO(visitor.get(f"/api/v1/facts.parquet{ASKED}").content))
    rows = read(visitor)
    assert table.column_names == list(NAMES)
    for one, row in zip(table.to_pylist(), rows, strict=True):
        assert one["value"] == (Decimal(row["value"]) if row["value"] else None)


def test_without_pyarrow_the_other_formats_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(tables.importlib, "import_module", absent)
    with pytest.raises(Problem, match="CSV 或 JSON"):
        as_parquet([])


@pytest.mark.parametrize(("text", "shown"), [("=SUM(A1)", " =SUM(A1)"), ("-3.5", "-3.5"), ("+x", " +x"), ("无", "无")])
def test_no_text_is_run_as_a_formula(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_every_column_is_described_in_both_languages() -> None:
    assert all(one.title and one.title_en for one in COLUMNS)
