import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.filings.inspection import inspected
from nianbao.filings.reading import read_filing
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.sample.district import make_sample
from nianbao.sample.journey import write_workbooks
from nianbao.workbooks.template import write_filled


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    catalogue, folder = load_catalogue(), tmp_path_factory.mktemp("books")
    records = make_sample(catalogue=catalogue).records
    return sorted(write_workbooks(records[max(records)], folder, catalogue))


def test_a_workbook_becomes_a_package_that_is_shown_and_verified(books: list[Path], tmp_path: Path) -> None:
    package = tmp_path / "一校.zip"

    made, shown, verified = (
        run("package", "make", books[0], "-o", package),
        run("package", "show", package),
        run("package", "verify", package),
    )

    assert (made.exit_code, shown.exit_code, verified.exit_code) == (0, 0, 0), made.output + shown.output
    name = open_package(package).record.organisation.name
    assert name in shown.output
    assert "封印" in shown.output
    assert "与清单一致" in verified.output


def test_a_changed_byte_is_named_with_exit_code_1(books: list[Path], tmp_path: Path) -> None:
    package = tmp_path / "a.zip"
    run("package", "make", books[0], "-o", package)
    data = bytearray(package.read_bytes())
    data[data.index("毕业去向落实人数".encode())] ^= 1
    package.write_bytes(data)

    verified = run("--language", "en", "package", "verify", package)

    assert verified.exit_code == 1
    assert "facts.csv line" in verified.output
    assert run("package", "show", package).exit_code == 2


def test_attachments_beside_the_workbook_travel_along(books: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "一校"
    (folder / "attachments" / "证明").mkdir(parents=True)
    (folder / "attachments" / "证明" / "名单.txt").write_text("甲、乙", encoding="utf-8")
    (folder / books[0].name).write_bytes(books[0].read_bytes())

    assert run("package", "make", folder, "-o", tmp_path / "a.zip").exit_code == 0

    assert open_package(tmp_path / "a.zip").attachments == {"证明/名单.txt": "甲、乙".encode()}


def test_several_workbooks_become_as_many_packages(books: list[Path], tmp_path: Path) -> None:
    made = run("package", "make", *books, "-o", tmp_path / "out")

    assert made.exit_code == 1, made.output  # one school's workbook holds what cannot be read as meant
    assert len(list((tmp_path / "out").glob("*.zip"))) == len(books)


def test_what_cannot_be_packed_or_opened_is_said_in_words(books: list[Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    for arguments in (
        ("make", tmp_path / "empty", "-o", tmp_path / "x.zip"),
        ("make", books[0], books[0].parent / ".." / books[0].parent.name / books[0].name, "-o", tmp_path / "x"),
        ("show", tmp_path / "nope.zip"),
        ("verify", books[0]),
    ):
        result = run("package", *arguments)
        assert result.exit_code == 2, arguments
        assert "✗" in result.output


def test_a_package_of_a_workbook_with_unreadable_cells_is_written_and_said_so(
    books: list[Path], tmp_path: Path
) -> None:
    made = run("--language", "en", "package", "make", spoiled(books), "-o", tmp_path / "a.zip")

    assert made.exit_code == 1
    assert "could not be read as meant" in made.output
    assert open_package(tmp_path / "a.zip").record.facts


def spoiled(books: list[Path]) -> Path:
    code = make_sample().faults[0].organisation
    return next(book for book in books if book.name.startswith(code))


def explained(book: Path, folder: Path, check: str, reason: str) -> tuple[Path, str]:
    """The workbook with a reason in the 说明 column beside what the check suspects, and the finding's id."""
    catalogue = load_catalogue()
    filing = inspected(read_filing(book, catalogue), catalogue)
    finding = next(one for one in filing.open_findings if one.check == check)
    key = (finding.suspects or finding.spots)[0].key
    record = filing.usable_record
    facts = dict(record.facts)
    facts[key] = replace(facts[key], note=reason)
    path = folder / "explained.xlsx"
    write_filled(replace(record, facts=facts), catalogue, target=path)
    return path, finding.id


def test_a_reason_in_the_column_of_explanations_travels_and_is_shown(books: list[Path], tmp_path: Path) -> None:
    book, finding = explained(spoiled(books), tmp_path, "XT005", "有教职工作答两次")

    made = run("package", "make", book, "-o", tmp_path / "a.zip")
    shown = run("inspect", tmp_path / "a.zip")

    waivers = {waiver.finding: waiver for waiver in open_package(tmp_path / "a.zip").waivers}
    assert waivers[finding].reason == "有教职工作答两次"
    assert f"带说明 {len(waivers)} 条" in made.output
    assert f"已说明 {len(waivers)}" in shown.output
    assert "已说明：有教职工作答两次（" in shown.output


def test_waivers_and_attachments_are_given_as_files(books: list[Path], tmp_path: Path) -> None:
    _, finding = explained(spoiled(books), tmp_path, "XT005", "")
    entry = {"finding": finding, "reason": "有教职工作答两次", "signed_by": "王老师", "signed_on": "2026-11-20"}
    (tmp_path / "waivers.json").write_text(json.dumps([entry]), encoding="utf-8")
    (tmp_path / "答卷.txt").write_text("甲、乙", encoding="utf-8")
    arguments = ["--waivers", tmp_path / "waivers.json", "--attach", tmp_path / "答卷.txt", "-o", tmp_path / "a.zip"]

    made = run("package", "make", spoiled(books), *arguments)
    twice = run("package", "make", spoiled(books), *arguments, "--attach", tmp_path / "答卷.txt")
    several = run("package", "make", *books, *arguments)

    opened = open_package(tmp_path / "a.zip")
    assert made.exit_code == 1, made.output
    assert [(waiver.check, waiver.signed_by) for waiver in opened.waivers] == [("XT005", "王老师")]
    assert opened.attachments == {"答卷.txt": "甲、乙".encode()}
    assert (twice.exit_code, several.exit_code) == (2, 2)


def test_a_package_is_signed_off_by_role(tmp_path: Path) -> None:
    school = Organisation("9900000001", "第一职业学校", "school")
    fact = Fact("graduates", school.code, Period.data_year(2025), read_cell("12"))
    path = tmp_path / "report.zip"
    path.write_bytes(make_package(Record(school, "dy2025/school", {"graduates": fact}), load_catalogue()))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["package", *arguments])

    signed = run("sign", str(path), "--role", "编制人", "--name", "李明", "--on", "2025-12-20")
    assert signed.exit_code == 0, signed.output
    assert "编制人 李明 2025-12-20" in run("show", str(path)).output
    assert "李明" in run("verify", str(path)).output
    again = run("sign", str(path), "--role", "编制人", "--name", "李明", "--on", "2025-12-20")
    assert (again.exit_code, "已经签过" in again.output) == (2, True)
