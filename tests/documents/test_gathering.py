"""Which files are meant by files, folders and patterns, and how they are told apart."""

from __future__ import annotations

from pathlib import Path

from nianbao.documents.gathering import gathered, told_apart


def written(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_folders_and_patterns_name_files(tmp_path: Path) -> None:
    written(tmp_path, "b.md", "a.txt", "~$a.docx", "notes.csv", "deep/c.md")
    assert [Path(one).name for one in gathered([tmp_path])] == ["a.txt", "b.md", "c.md"]
    assert [Path(one).name for one in gathered([f"{tmp_path}/**/*.md", tmp_path / "b.md"])] == ["b.md", "c.md"]
    assert gathered(["nowhere.docx"]) == ["nowhere.docx"]


def test_a_file_named_twice_is_taken_once_in_its_first_place(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "b.txt")
    found = gathered([tmp_path / "b.txt", tmp_path, tmp_path / "." / "b.txt"])
    assert [Path(one).name for one in found] == ["b.txt", "a.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    written(tmp_path, "报告[定稿].txt")
    assert gathered([tmp_path / "报告[定稿].txt"]) == [str(tmp_path / "报告[定稿].txt")]


def test_a_pattern_that_finds_nothing_names_nothing(tmp_path: Path) -> None:
    assert gathered([f"{tmp_path}/*.docx"]) == []


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    assert told_apart(["x/甲/报告.docx", "y/甲/报告.docx", "报告.docx"]) == [
        "x/甲/报告.docx",
        "y/甲/报告.docx",
        "报告.docx",
    ]
