"""``nianbao check`` on files and folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.cli.main import main

WRONG = "毕业生300人，升学240人，升学率85%。\n"
RIGHT = "毕业生300人，升学240人，升学率80%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_errors_are_told_and_counted_in_the_exit_code(folder: Path) -> None:
    result = run(folder / "wrong.txt")
    assert result.exit_code == 1
    assert "升学率 85%" in result.output


def test_a_sound_report_ends_well(folder: Path) -> None:
    result = run(folder / "right.txt")
    assert result.exit_code == 0
    assert "核对关系" in result.output


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run(folder / "empty.txt", folder / "wrong.txt")
    assert result.exit_code == 2
    assert "升学率 85%" in result.output


def test_a_folder_is_checked_file_by_file(folder: Path) -> None:
    result = run(folder, "--format", "json")
    assert [report["document"]["name"] for report in json.loads(result.stdout)] == ["right.txt", "wrong.txt"]


def test_json_goes_to_a_file(folder: Path) -> None:
    output = folder / "out" / "findings.json"
    assert run(folder / "wrong.txt", "--format", "json", "-o", output).exit_code == 1
    assert json.loads(output.read_text(encoding="utf-8"))["schema"] == "nianbao/findings/1"


def test_a_page_is_written(folder: Path) -> None:
    output = folder / "page.html"
    run(folder / "wrong.txt", "--format", "html", "-o", output)
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_word_file_comes_back_with_comments(folder: Path) -> None:
    docx = pytest.importorskip("docx")
    draft, commented = folder / "draft.docx", folder / "out" / "commented.docx"
    document = docx.Document()
    document.add_paragraph(WRONG.strip())
    document.save(str(draft))
    before = draft.read_bytes()
    assert run(draft, "--annotate", commented).exit_code == 1
    (comment,) = docx.Document(str(commented)).comments
    assert "85%" in comment.text
    assert draft.read_bytes() == before


def test_comments_are_never_written_over_the_draft_or_beside_a_text(folder: Path) -> None:
    refused = run(folder / "wrong.txt", "--annotate", folder / "commented.docx")
    assert refused.exit_code == 2
    assert "--annotate" in refused.output
    assert not (folder / "commented.docx").exists()


def test_accepted_findings_are_written_given_reasons_and_left_out(tmp_path: Path) -> None:
    report, known = tmp_path / "a.txt", tmp_path / "known.yaml"
    report.write_text("毕业生300人，升学240人，升学率85%。\n", encoding="utf-8")
    runner = CliRunner()

    first = runner.invoke(main, ["check", str(report), "--write-ignores", str(known)])
    known.write_text(known.read_text(encoding="utf-8").replace("reason: ''", "reason: 口径不同"), encoding="utf-8")
    second = runner.invoke(main, ["check", str(report), "--ignore", str(known)])

    assert (first.exit_code, second.exit_code) == (1, 0)
    assert "另有 1 条已知悉" in second.output


def test_the_excel_list_needs_a_file(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("毕业生300人，升学240人，升学率85%。\n", encoding="utf-8")
    runner = CliRunner()

    assert runner.invoke(main, ["check", str(report), "--format", "xlsx"]).exit_code == 2
    written = runner.invoke(main, ["check", str(report), "--format", "xlsx", "-o", str(tmp_path / "out.xlsx")])
    assert written.exit_code == 1
    assert (tmp_path / "out.xlsx").read_bytes()[:2] == b"PK"


def test_nothing_to_check_is_no_clean_report(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "没有可以核对的文件" in result.output


def test_the_report_is_never_written_over(folder: Path) -> None:
    report = folder / "wrong.txt"
    for options in (("-o", report), ("--format", "json", "-o", report), ("--write-ignores", report)):
        result = run(report, *options)
        assert result.exit_code == 2
        assert "结果不会写到它上面" in result.output
        assert report.read_text(encoding="utf-8") == WRONG


def test_where_nothing_can_be_written_the_reason_is_told(folder: Path) -> None:
    result = run(folder / "wrong.txt", "-o", folder / "right.txt" / "findings.txt")
    assert result.exit_code == 2
    assert "写不了" in result.output
    assert not isinstance(result.exception, OSError)


def test_a_folder_for_the_output_gets_a_file_for_each_report(folder: Path) -> None:
    (folder / "wrong.md").write_text(WRONG, encoding="utf-8")
    result = run(folder, "--format", "html", "-o", f"{folder}/out/")
    assert result.exit_code == 1
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["right.html", "wrong.md.html", "wrong.txt.html"]


def test_reports_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for school in ("一中", "二中"):
        (tmp_path / school).mkdir()
        (tmp_path / school / "报告.txt").write_text(WRONG, encoding="utf-8")
    names = [one["document"]["name"] for one in json.loads(run(tmp_path, "--format", "json").stdout)]
    assert names == ["一中/报告.txt", "二中/报告.txt"]


def test_what_could_not_be_read_is_named_in_every_format(folder: Path) -> None:
    (folder / "empty.docx").write_bytes(b"")
    unread = json.loads(run(folder, "--format", "json").stdout)[-1]
    assert (unread["document"]["name"], unread["problem"]["code"]) == ("empty.docx", "document-empty")
    assert unread["findings"] == []
    assert "empty.docx" in run(folder, "--format", "html").stdout
    told = run(folder)
    assert "共核对 2 份，1 份有错误；1 份读不了" in told.stdout
    assert told.stdout.rstrip().endswith("再试一次。")


def test_one_file_that_cannot_be_read_is_one_json_object(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.txt", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["problem"]["code"] == "document-missing"


def test_a_folder_gives_a_list_even_with_one_report_in_it(folder: Path) -> None:
    (folder / "right.txt").unlink()
    assert isinstance(json.loads(run(folder, "--format", "json").stdout), list)
    assert isinstance(json.loads(run(folder / "wrong.txt", "--format", "json").stdout), dict)


def test_comments_are_a_format_of_their_own(folder: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph(WRONG.strip())
    document.save(str(folder / "draft.docx"))
    assert run(folder / "draft.docx", "--format", "docx", "-o", folder / "one.docx").exit_code == 1
    assert "85%" in next(iter(docx.Document(str(folder / "one.docx")).comments)).text

    assert run(folder / "draft.docx", "--format", "docx").exit_code == 2
    told = run(folder / "wrong.txt", folder / "draft.docx", "--format", "docx", "-o", folder / "commented")
    assert [path.name for path in (folder / "commented").iterdir()] == ["draft.docx"]
    assert "wrong.txt”不是 .docx" in told.output


def test_an_english_run_says_nothing_of_its_own_in_chinese(folder: Path) -> None:
    output = CliRunner().invoke(main, ["--language", "en", "check", str(folder / "wrong.txt")]).output
    assert "line 1, character" in output
    assert not set("，；：（）「」") & set(output.replace(WRONG.strip().rstrip("。"), ""))
    page = CliRunner().invoke(main, ["--language", "en", "check", str(folder / "wrong.txt"), "--format", "html"]).output
    assert '<html lang="en">' in page
