from pathlib import Path

import pytest

from nianbao.aggregation.registry import read_registry
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation

TABLE = "代码,名称,上级代码,有学生,有毕业生,未报送原因\n1101,一职,11,是,否,\n\n1102,老校,11,否,,\n1103,三职,,,,停办\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_registry_is_read_as_offices_save_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(TABLE, encoding=encoding)

    assert read_registry(path) == (
        Organisation("1101", "一职", "school", "11", has_graduates=False),
        Organisation("1102", "老校", "school", "11", has_students=False),
        Organisation("1103", "三职", "school", no_report_reason="停办"),
    )


def test_english_column_names_do_too() -> None:
    (one,) = read_registry(b"name,code,level\nHaidian,110108,district\n")

    assert (one.code, one.level) == ("110108", "district")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空"),
        ("名称,上级代码\n一职,11\n".encode(), "“代码”栏"),
        ("代码,名称\n,一职\n".encode(), "第 2 行"),
        ("代码,名称,有学生\n1,一职,也许\n".encode(), "也许"),
        ("代码,名称,层级\n1,一职,县\n".encode(), "县"),
        (b"\xff\xff\xff", "编码"),
        (b"x" * 200_000, "CSV"),
    ],
)
def test_a_registry_that_cannot_be_read_says_where_and_why(data: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        read_registry(data)


def test_a_missing_registry_is_a_problem_with_words(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="打不开名录"):
        read_registry(tmp_path / "nope.csv")
