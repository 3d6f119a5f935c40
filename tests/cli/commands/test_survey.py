"""``nianbao survey`` from questionnaire to results."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from nianbao.cli.main import main
from nianbao.framework.loader import load_catalogue
from nianbao.sample.survey_answers import made_up_answers

STAFF = load_catalogue().instruments["staff/1"]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Ninety answers of two departments, by question id."""
    path = tmp_path / "答卷.csv"
    lines = [",".join(["专业", "年级", *(question.id for question in STAFF.questions)])]
    for number, (signs, _) in enumerate(made_up_answers(STAFF, 90, seed=5)):
        lines.append(",".join(["教师" if number % 3 else "管理", "", *signs.replace("-", " ")]))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["survey", *map(str, arguments)])
    return done.exit_code, done.output


def test_questionnaires_are_listed() -> None:
    code, said = run("list")

    assert code == 0
    for instrument in load_catalogue().instruments.values():
        assert instrument.id in said


def test_results_are_printed_with_formula_and_method(answers: Path) -> None:
    code, said = run("results", answers, "--instrument", "staff")

    assert code == 0
    assert "教职工总体" in said
    assert "满意率 =" in said
    assert "Wilson" in said


def test_a_frame_weights_the_results(answers: Path, tmp_path: Path) -> None:
    frame = tmp_path / "抽样框.csv"
    frame.write_text("专业,年级,班级,人数\n教师,,教研室,60\n管理,,处室,100\n", encoding="utf-8")

    _, plain = run("results", answers, "--instrument", "staff/1", "--format", "json")
    _, weighted = run("results", answers, "--instrument", "staff/1", "--frame", frame, "--format", "json")

    one, other = json.loads(plain), json.loads(weighted)
    assert one["measures"][0]["n"] == other["measures"][0]["n"]
    assert one["measures"][0]["rate"] != other["measures"][0]["rate"]
    assert "weighted to the frame" in other["method"]


def test_results_are_written_as_csv_and_as_a_workbook(answers: Path, tmp_path: Path) -> None:
    for name in ("结果.csv", "结果.xlsx"):
        assert run("results", answers, "--instrument", "staff", "-o", tmp_path / name)[0] == 0
    assert "满意率%" in (tmp_path / "结果.csv").read_text(encoding="utf-8-sig")
    assert openpyxl.load_workbook(tmp_path / "结果.xlsx").sheetnames == ["结果", "答卷（去标识）"]
    assert run("results", answers, "--instrument", "staff", "-o", tmp_path / "结果.pdf")[0] == 2


def test_a_form_for_other_tools_is_written(tmp_path: Path) -> None:
    code, _ = run("form", "parents", "-o", tmp_path / "家长.xlsx")

    assert code == 0
    assert openpyxl.load_workbook(tmp_path / "家长.xlsx").sheetnames == ["survey", "choices", "settings"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--instrument", "cats"], 2),
        (["--instrument", "staff", "--map", "whole"], 2),
        (["--instrument", "staff", "--map", "whole=没有这一列"], 1),
    ],
)
def test_trouble_is_told_without_a_traceback(arguments: list[str], code: int, answers: Path) -> None:
    found, said = run("results", answers, *arguments)

    assert found == code
    assert "✗" in said
    assert "Traceback" not in said


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, said = run("results", tmp_path / "没有.csv", "--instrument", "staff")

    assert code == 2
    assert "file-unreadable" in said
