"""Many documents at once: the same findings as one by one, whoever works, and no file twice."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from nianbao.analysis import corpus
from nianbao.analysis.corpus import (
    CHECKED,
    RESULTS,
    UNREADABLE,
    Checked,
    check_corpus,
    check_file,
    check_on_cluster,
    files_table,
    findings_table,
    write_parquet,
)
from nianbao.cli.main import main as command
from nianbao.documents.gathering import gathered
from nianbao.sample.corpus import write_reports

REPORTS = int(os.environ.get("NIANBAO_TEST_REPORTS", "24"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder, 6)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no document")
    (folder / "empty.txt").write_text("")
    return gathered([folder])


@pytest.fixture(scope="module")
def one_by_one(reports: list[str]) -> tuple[Checked, ...]:
    return tuple(check_file(path) for path in reports)


def test_workers_find_what_one_process_finds(reports: list[str], one_by_one: tuple[Checked, ...]) -> None:
    told: list[tuple[int, int]] = []
    found = check_corpus(reports, processes=2, tell=lambda done, of: told.append((done, of)))
    assert found == one_by_one
    assert told[-1] == (8, 8)
    assert {one.state for one in found} == {CHECKED, UNREADABLE}


def test_it_is_what_the_command_finds(reports: list[str], one_by_one: tuple[Checked, ...]) -> None:
    import json

    from click.testing import CliRunner

    path = next(one for one in reports if one.endswith(".md"))
    said = json.loads(CliRunner().invoke(command, ["check", path, "--format", "json"]).stdout)
    assert [*one_by_one[reports.index(path)].findings] == said["findings"]


def test_a_broken_run_goes_on_where_it_was(reports: list[str], tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = check_corpus(reports[:4], store=store, processes=1)
    with (store / RESULTS).open("a", encoding="utf-8") as file:
        file.write('0.1.0/cut off {"path": ')
    began = time.monotonic()
    told: list[tuple[int, int]] = []
    again = check_corpus(reports[:4], store=store, processes=1, tell=lambda done, of: told.append((done, of)))
    assert again == first
    readable = sum(bool(one.sha256) for one in first)
    assert told[0] == (readable, 4)
    assert time.monotonic() - began < 60
    assert check_corpus(reports, store=store, processes=1)[:4] == first


def test_a_changed_file_is_checked_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("共有学生 120 人，其中男生 70 人，女生 50 人。", encoding="utf-8")
    store = tmp_path / "store"
    assert not check_corpus([str(path)], store=store)[0].count("error")
    path.write_text("共有学生 130 人，其中男生 70 人，女生 50 人。", encoding="utf-8")
    assert check_corpus([str(path)], store=store)[0].findings


def test_another_version_of_the_program_checks_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("共有学生 120 人。", encoding="utf-8")
    check_corpus([str(path)], store=tmp_path / "store")
    monkeypatch.setattr(corpus.nianbao, "__version__", "99")
    told: list[tuple[int, int]] = []
    check_corpus([str(path)], store=tmp_path / "store", tell=lambda done, of: told.append((done, of)))
    assert told[0] == (0, 1)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = check_file(str(tmp_path / "nowhere.docx"))
    assert (found.state, found.sha256) == (UNREADABLE, "")
    assert found.trouble_en


def test_the_results_are_tables(one_by_one: tuple[Checked, ...], tmp_path: Path) -> None:
    files, findings = files_table(one_by_one), findings_table(one_by_one)
    assert len(files.rows) == 8
    assert len(findings.rows) == sum(len(one.findings) for one in one_by_one)
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra analysis is not installed")
    write_parquet(files, tmp_path / "files.parquet")
    table = parquet.read_table(tmp_path / "files.parquet")
    assert table["errors"].to_pylist() == [one.count("error") for one in one_by_one]


CLUSTER = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("many")
    write_reports(folder, REPORTS)
    return gathered([folder])


@pytest.mark.parametrize(
    "server", [pytest.param("sail_address", marks=CLUSTER), pytest.param("spark_address", marks=CLUSTER)]
)
def test_a_cluster_finds_what_one_process_finds(server: str, many: list[str], request: pytest.FixtureRequest) -> None:
    address = request.getfixturevalue(server)
    assert check_on_cluster(many, address, partitions=4) == tuple(check_file(path) for path in many)
