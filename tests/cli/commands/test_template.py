"""``nianbao template``: a workbook for one organisation, and never over one that is filled in."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Organisation
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.reader import read_workbook
from nianbao.workbooks.template import template_bytes

CATALOGUE = load_catalogue()
SCHOOL = ("--organisation", "青山区职业学校", "--code", "1101990001")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_template_is_read_back_as_this_schools_and_all_blank(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    result = run("template", "dy2023/school", *SCHOOL, "-o", target)

    assert result.exit_code == 0, result.output
    reading = read_workbook(target, CATALOGUE)
    assert reading.record is not None
    assert reading.record.organisation.name == "青山区职业学校"
    assert {each.code for each in reading.messages} == {"cells-blank", "list-blank"}


def test_every_edition_has_a_template_that_reads_back_without_trouble() -> None:
    for edition in CATALOGUE.editions.values():
        content = template_bytes(edition, CATALOGUE, Organisation("110199", "青山区", edition.level))
        reading = read_workbook(content, CATALOGUE)
        assert reading.record is not None
        assert reading.record.edition == edition.id
        assert {each.code for each in reading.messages} <= {"cells-blank", "list-blank"}, edition.id
        assert set(reading.record.facts) == set(edition.indicators())


def test_last_years_workbook_is_shown_beside(tmp_path: Path) -> None:
    last, target = tmp_path / "last.xlsx", tmp_path / "now.xlsx"
    form = CATALOGUE.editions["dy2023/school"]
    unit = CATALOGUE.unit_of("graduates", form.id)
    school = Organisation("1101990001", "青山区职业学校", "school")
    last.write_bytes(template_bytes(form, CATALOGUE, school, prefill={"graduates": read_cell("198", unit)}))
    result = run("template", "dy2024/school", *SCHOOL, "--previous", last, "-o", target)

    assert result.exit_code == 0, result.output
    previous = read_workbook(target, CATALOGUE).previous
    assert previous is not None
    assert str(previous.cell("graduates")) == "198"
    assert previous.edition == "dy2023/school"


def test_a_filled_workbook_is_not_overwritten_unless_told_so(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"somebody's work")
    result = run("template", "dy2023/school", *SCHOOL, "-o", target)

    assert result.exit_code == 2
    assert "--force" in result.output
    assert target.read_bytes() == b"somebody's work"
    assert run("template", "dy2023/school", *SCHOOL, "-o", target, "--force").exit_code == 0
    assert run("template", "dy2023/school", *SCHOOL, "-o", target).exit_code == 0  # the same once more changes nothing


def test_an_unknown_edition_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    result = run("--language", "en", "template", "dy1999/school", *SCHOOL, "-o", tmp_path / "a.xlsx")

    assert result.exit_code == 2
    assert "dy2023/school" in result.output


def test_the_workbook_of_another_school_is_no_last_year(tmp_path: Path) -> None:
    last = tmp_path / "last.xlsx"
    run("template", "dy2023/school", "--organisation", "白水区职业学校", "--code", "2", "-o", last)
    result = run("template", "dy2024/school", *SCHOOL, "--previous", last, "-o", tmp_path / "now.xlsx")

    assert result.exit_code == 2
    assert "organisation-different" in result.output
