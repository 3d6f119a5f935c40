from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.commands.build import read_chapters
from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.template import filled_bytes

FIRST = """# 质量年报

## 概况 {#h1}

学校有毕业生[[毕业生人数]]，都已离校。 {#p1}

第二段讲的是别的事情。

<!-- 待核 -->
"""
SECOND = "## 结语\n\n谢谢各位读者。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    catalogue = load_catalogue()
    school = Organisation("9900000001", "第一职业学校", "school")
    cell = read_cell("402", catalogue.unit_of("graduates", "dy2023/school"))
    fact = Fact("graduates", school.code, Period.data_year(2023), cell)
    folder = tmp_path_factory.mktemp("report") / "年报"
    for name in ("data", "chapters"):
        (folder / name).mkdir(parents=True)
    (folder / "data" / "第一职校.xlsx").write_bytes(
        filled_bytes(Record(school, "dy2023/school", {"graduates": fact}), catalogue)
    )
    (folder / "chapters" / "01.md").write_text(FIRST, encoding="utf-8")
    (folder / "chapters" / "02.md").write_text(SECOND, encoding="utf-8")
    CliRunner().invoke(main, ["build", str(folder), "--format", "docx"])
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "年报"))


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    path = folder.parent / "改过.docx"
    with zipfile.ZipFile(folder / "output" / "report.docx") as source, zipfile.ZipFile(made := io.BytesIO(), "w") as to:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                for old, new in changes:
                    assert old.encode() in data
                    data = data.replace(old.encode(), new.encode(), 1)
            to.writestr(name, data)
    path.write_bytes(made.getvalue())
    return path


def take_back(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["take-back", *map(str, arguments)])


def test_without_a_decision_changes_are_shown_and_nothing_is_written(folder: Path) -> None:
    result = take_back(folder, edited(folder, ("别的事情", "另外的事")))
    assert result.exit_code == 0, result.output
    assert "[-别-]{+另外+}的事[-情-]" in result.output
    assert "--accept all" in result.output
    assert (folder / "chapters" / "01.md").read_text(encoding="utf-8") == FIRST


def test_accepted_changes_are_written_to_their_file_alone(folder: Path) -> None:
    result = take_back(folder, edited(folder, ("别的事情", "另外的事")), "--accept", "all")
    assert result.exit_code == 0, result.output
    text = (folder / "chapters" / "01.md").read_text(encoding="utf-8")
    (name,) = [
        block.id for block in read_chapters(folder / "chapters").blocks if block.id in text.split("另外的事。")[1]
    ]  # type: ignore[union-attr]
    assert (
        text.replace(f"另外的事。 {{#{name}}}", "别的事情。")
        .replace("<!-- 待核 {#", "<!-- 待核 {#")
        .startswith(FIRST[:60])
    )
    assert (folder / "chapters" / "02.md").read_text(encoding="utf-8") == SECOND
    assert (folder / "taken-back" / "改过" / "01.md").read_text(encoding="utf-8") == FIRST
    assert take_back(folder, edited(folder, ("谢谢", "感谢")), "--accept", "all").exit_code == 0
    assert "感谢各位读者。" in (folder / "chapters" / "02.md").read_text(encoding="utf-8")


def test_a_changed_number_stays_the_data_s_until_it_is_unlinked(folder: Path) -> None:
    path = edited(folder, ("402人", "420人"))
    result = take_back(folder, path, "--accept", "all")
    assert "402人" in result.output
    assert "420人" in result.output
    assert "[[毕业生人数]]" in (folder / "chapters" / "01.md").read_text(encoding="utf-8")
    take_back(folder, path, "--accept", "all", "--unlink", "1.1")
    assert "学校有毕业生420人，都已离校。" in (folder / "chapters" / "01.md").read_text(encoding="utf-8")


def test_what_was_changed_on_both_sides_is_taken_only_by_its_number(folder: Path) -> None:
    path = edited(folder, ("都已离校", "均已离校"))
    chapter = folder / "chapters" / "01.md"
    chapter.write_text(FIRST.replace("都已离校", "全部离校"), encoding="utf-8")
    result = take_back(folder, path, "--accept", "all")
    assert result.exit_code == 1
    assert "两边都改过" in result.output
    assert "全部离校" in chapter.read_text(encoding="utf-8")
    take_back(folder, path, "--accept", "1")
    assert "均已离校" in chapter.read_text(encoding="utf-8")


def test_what_has_no_place_is_told_and_an_unknown_number_refused(folder: Path) -> None:
    path = edited(folder, ("编制单位：", "主编单位："), ("别的事情", "另外的事"))
    result = take_back(folder, path, "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert "主编单位" in told["unplaced"][0]["text"]
    assert [change["change"] for change in told["changes"]] == ["changed"]
    assert take_back(folder, path, "--refuse", "1").exit_code == 1
    assert (folder / "chapters" / "01.md").read_text(encoding="utf-8") == FIRST
    result = take_back(folder, path, "--accept", "9")
    assert (result.exit_code, "9" in result.output) == (2, True)


def test_without_the_package_the_folder_itself_is_what_was_printed(folder: Path) -> None:
    path = edited(folder, ("别的事情", "另外的事"))
    (folder / "output" / "report.zip").unlink()
    assert "另外" in take_back(folder, path).output
    result = take_back(folder, path, "--printed", folder / "data" / "第一职校.xlsx")
    assert result.exit_code == 2
