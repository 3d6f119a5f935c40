"""Codes: found again, not guessed, and telling nothing."""

from __future__ import annotations

from typing import Any

from nianbao.web.surveys.codes import LETTERS, MOST, code_of, index_of, shown

KEY, LINK = "ab" * 16, "k7m2qp"


def test_each_code_leads_back_to_its_number() -> None:
    codes = [code_of(KEY, LINK, index) for index in range(MOST)]

    assert [index_of(KEY, LINK, code) for code in codes] == list(range(MOST))
    assert len(set(codes)) == MOST


def test_a_code_may_be_typed_as_it_was_read() -> None:
    code = code_of(KEY, LINK, 7)

    assert index_of(KEY, LINK, f" {shown(code).lower()} ") == 7
    assert index_of(KEY, LINK, code.replace("0", "O").replace("1", "I")) == 7


def test_a_code_of_another_class_or_survey_or_server_is_none_here(settings: Any) -> None:
    code = code_of(KEY, LINK, 7)

    assert index_of(KEY, "other0", code) is None
    assert index_of("cd" * 16, LINK, code) is None
    settings.SECRET_KEY = "another"
    assert index_of(KEY, LINK, code) is None


def test_a_changed_letter_is_no_code() -> None:
    code = code_of(KEY, LINK, 7)
    for place in range(len(code)):
        for letter in LETTERS:
            if letter != code[place]:
                assert index_of(KEY, LINK, code[:place] + letter + code[place + 1 :]) is None


def test_nonsense_is_no_code() -> None:
    for text in ("", "ABC", "ABCDEFGHJKM", "中文中文中文中文中文", "ABCDEFGHJ!"):
        assert index_of(KEY, LINK, text) is None


def test_codes_of_neighbours_do_not_look_alike() -> None:
    """No letter of the code follows from the number alone."""
    codes = [code_of(KEY, LINK, index) for index in range(64)]

    assert all(len({code[place] for code in codes}) > 16 for place in range(10))
