"""YAML means what a person of the field meant by it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.framework.yaml_reader import YamlTrouble, line_of, read_yaml


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1:20", "1:20"),
        ("2022-09-01", "2022-09-01"),
        ("2022-2023", "2022-2023"),
        ("0.10", Decimal("0.10")),
        ("-3", -3),
        ("0", 0),
        ("0110", "0110"),
        ('"2"', "2"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("true", True),
        ("~", None),
    ],
)
def test_a_word_stays_a_word_and_a_number_keeps_its_digits(written: str, read: object) -> None:
    found = read_yaml(f"key: {written}")[0]["key"]

    assert (found, type(found)) == (read, type(read))
    assert str(found) == str(read)


def test_a_key_that_stands_twice_is_reported_and_the_first_one_counts() -> None:
    data, duplicates = read_yaml("rows:\n- {a: 1, b: 2}\n- a: 1\n  a: 2\n")

    assert data == {"rows": [{"a": 1, "b": 2}, {"a": 1}]}
    assert [(one.path, one.first_line, one.line) for one in duplicates] == [(("rows", 1, "a"), 3, 4)]


@pytest.mark.parametrize(
    "text", ["a: [1", "a: b: c", "\ta: 1", "? [x]\n: 1", "a: *nowhere", b"a: \xff\xfe\xff", "[" * 20000]
)
def test_unreadable_text_says_where_and_why(text: str | bytes) -> None:
    with pytest.raises(YamlTrouble) as caught:
        read_yaml(text)

    assert caught.value.code == "yaml-unreadable"
    assert caught.value.line >= 1
    assert caught.value.message
    assert caught.value.message_en


def test_references_do_not_unfold() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

    with pytest.raises(YamlTrouble) as caught:
        read_yaml(bomb)

    assert "&" in caught.value.message


def test_a_number_without_end_is_a_text() -> None:
    assert read_yaml("key: " + "9" * 5000)[0] == {"key": "9" * 5000}


def test_no_object_is_made_from_a_tag() -> None:
    data, _ = read_yaml("key: !!python/object/apply:os.system ['false']")

    assert data == {"key": ["false"]}


def test_a_line_is_found_even_where_the_path_ends_early() -> None:
    text = "a:\n  - b: 1\n    c: 2\n"

    assert line_of(text, ("a", 0, "c")) == 3
    assert line_of(text, ("a", 0, "missing")) == 2
    assert line_of(text, ("nothing",)) == 1


def test_an_empty_file_has_no_data() -> None:
    assert read_yaml("# only a remark\n") == (None, [])
