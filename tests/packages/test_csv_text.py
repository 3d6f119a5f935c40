import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianbao.facts.problem import Problem
from nianbao.packages.csv_text import ABSENT, LONGEST_TEXT, guarded, read_csv, unguarded, write_csv

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=9) | st.sampled_from(["\r", "'", "=a", '"', "\n,"])


@given(texts)
def test_no_text_reaches_a_spreadsheet_as_a_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(guarded(text)) == text
    assert guarded(text) != ABSENT


@given(st.lists(st.tuples(texts, texts, texts), max_size=5))
def test_a_table_reads_back_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    header = ("a", "b", "c")

    read = list(read_csv(write_csv([header, *rows]), "x.csv", header))

    assert [tuple(row) for _, row in read] == rows


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x,y\n", "表头"),
        (b"a,b\n1\n", "第 2 行"),
        (b'a,b\n"1\n', "CSV"),
        (b"\xff\xfe", "UTF-8"),
        (b"a,b\n1," + b"x" * 200_000, "CSV"),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_why(data: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words):
        list(read_csv(data, "x.csv", ("a", "b")))


def test_texts_that_cannot_travel_are_refused() -> None:
    with pytest.raises(Problem, match="不成字"):
        write_csv([("\ud800",)])
    with pytest.raises(Problem, match="超过"):
        guarded("x" * (LONGEST_TEXT + 1))
