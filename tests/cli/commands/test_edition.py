"""What a person of the field sees and does with editions at the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.framework.loader import packaged_folder

FIXTURES = Path(__file__).parents[2] / "fixtures" / "catalogue"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NIANBAO_CACHE", "")
    target = tmp_path / "catalogue"
    shutil.copytree(packaged_folder(), target)
    return target


def test_the_list_names_every_edition_and_marks_the_unconfirmed() -> None:
    result = run("edition", "list")

    assert result.exit_code == 0
    for name in ("dy2019/beijing-district", "dy2023/school", "dy2024/district", "dy2025/school"):
        assert name in result.output
    assert "未经官方确认" in result.output


def test_the_list_as_json_is_complete() -> None:
    data = json.loads(run("edition", "list", "--format", "json").output)

    assert data["schema"] == "nianbao/editions/1"
    assert {one["id"]: one["confirmed"] for one in data["editions"]}["dy2025/school"] is False


def test_show_prints_the_form_with_stars_and_marks_working_definitions() -> None:
    output = run("edition", "show", "dy2023/school").output

    assert "毕业生人数★" in output
    assert "其中：毕业生升学人数" in output
    assert "工作定义，未经官方确认" in output
    assert "行未确认" in output  # 表6 第 6 行
    assert "专业群清单" in output
    assert "支撑项" in output


def test_show_speaks_english() -> None:
    output = run("--language", "en", "edition", "show", "dy2023/school", "--definitions").output

    assert "working definition, unconfirmed" in output
    assert "Graduates ★" in output
    assert "recomputed" in output


def test_show_can_print_the_outline_alone() -> None:
    output = run("edition", "show", "dy2025/school", "--outline").output

    assert "2 教育教学" in output
    assert "数据与表3一致" in output
    assert "毕业生人数★" not in output


def test_show_as_json_carries_definitions_and_formulas() -> None:
    data = json.loads(run("edition", "show", "dy2023/school", "--format", "json").output)

    cells = {cell["indicator"]: cell for table in data["forms"] for row in table["rows"] for cell in row["cells"]}
    assert cells["students_per_teacher"]["formula"] == "折合在校生数 ÷ 教师总数（含校外教师折算）"
    assert cells["students_per_teacher"]["standing"] == "工作定义，未经官方确认"


def test_an_unknown_edition_is_answered_with_the_nearest() -> None:
    result = run("edition", "show", "dy2023/scool")

    assert result.exit_code == 2
    assert "是不是“dy2023/school”？" in result.output
    assert "Traceback" not in result.output


def test_diff_is_readable() -> None:
    output = run("edition", "diff", "dy2019/beijing-district", "dy2023/district").output

    assert "含义改变" in output
    assert "沿革 → 生均教学科研仪器设备值（相近但不可直接比较）" in output
    assert "新增表（6）" in output


def test_diff_as_json_names_each_change() -> None:
    data = json.loads(run("edition", "diff", "dy2024/school", "dy2025/school", "--format", "json").output)

    kinds = {change["kind"] for change in data["changes"]}
    assert kinds == {"period-changed", "heading-added", "heading-removed", "heading-changed"}


def test_lint_is_quiet_about_the_packaged_catalogue() -> None:
    result = run("edition", "lint")

    assert result.exit_code == 0
    assert "没有错误" in result.output


def test_lint_lists_every_fault_and_exits_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    for part in ("sound", "unknown-unit", "outline-number"):
        shutil.copytree(FIXTURES / part, folder, dirs_exist_ok=True)

    result = run("edition", "lint", folder)

    assert result.exit_code == 1
    assert "indicators/pupils.yaml:7" in result.output
    assert "outlines/short.yaml:11" in result.output
    assert "共 2 处错误" in result.output
    faults = json.loads(run("edition", "lint", folder, "--format", "json").output)["faults"]
    assert [fault["code"] for fault in faults] == ["unknown-unit", "outline-number"]


def test_a_made_up_edition_costs_files_and_no_python(folder: Path) -> None:
    """Draft dy2026 from dy2025, drop a row, add a new indicator, redefine one: files alone."""
    drafted = run("edition", "new", "dy2026/school", "--from", "dy2025/school", "--catalogue", folder, "-o", folder)
    assert drafted.exit_code == 0, drafted.output

    form = folder / "editions" / "dy2026" / "school.yaml"
    lines = form.read_text("utf-8").splitlines()
    lines = [line for line in lines if "foreign_contest_awards" not in line]
    place = next(index for index, line in enumerate(lines) if "teachers_in_foreign_organisations" in line)
    lines.insert(
        place + 1, '      - {number: "7", label: 人工智能课程数, unit: 门, cells: {value: intelligence_courses}}'
    )
    form.write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "indicators" / "intelligence_courses.yaml").write_text(
        """id: intelligence_courses
label: 人工智能课程数
label_en: Courses on artificial intelligence
value_type: count
part_of: planned_courses
meanings:
  - since: dy2026
    unit: course
    definition: 学年内开设的人工智能课程门数。
    definition_en: Courses on artificial intelligence held in the school year.
    source: working-definitions
    confirmed: false
    period: school_year
    aggregation: {method: sum}
""",
        "utf-8",
    )
    words = folder / "terms" / "words.yaml"
    words.write_text(words.read_text("utf-8") + "  intelligence: 人工智能\n", "utf-8")
    classes = folder / "indicators" / "class_teachers.yaml"
    text = classes.read_text("utf-8")
    meaning = text[text.index("  - since: dy2023") :]
    classes.write_text(
        text.replace("  - since: dy2023\n", "  - since: dy2023\n    until: dy2025\n")
        + meaning.replace("dy2023", "dy2026").replace("担任班主任的教职工人数", "专职担任班主任的教职工人数"),
        "utf-8",
    )

    assert run("edition", "lint", folder).exit_code == 0, run("edition", "lint", folder).output
    shown = run("edition", "show", "dy2026/school", "--catalogue", folder).output
    assert "2026年度中等职业学校质量年报" in shown
    assert "人工智能课程数" in shown
    difference = json.loads(
        run("edition", "diff", "dy2025/school", "dy2026/school", "--catalogue", folder, "--format", "json").output
    )
    found = {(change["kind"], change["id"]) for change in difference["changes"]}
    assert {kind for kind in found if kind[0] != "period-changed"} == {
        ("row-removed", "foreign_contest_awards"),
        ("row-added", "intelligence_courses"),
        ("meaning-changed", "class_teachers"),
    }


def test_a_draft_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    arguments = ("edition", "new", "dy2026/school", "--from", "dy2025/school", "-o", tmp_path / "out")
    assert run(*arguments).exit_code == 0

    again = run(*arguments)

    assert again.exit_code == 2
    assert "不会覆盖" in again.output
