from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.framework.loader import load_catalogue
from nianbao.packages.package import open_package
from nianbao.sample.district import make_sample
from nianbao.sample.journey import write_workbooks


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

    assert made.exit_code == 0, made.output
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
