from __future__ import annotations

import pytest

from nianbao.workbooks.message import Severity, message


def test_a_message_knows_where_and_how_bad():
    told = message("content-outside", sheet="表1", cell="H6", read="待核")

    assert (told.where, told.severity, told.stops) == ("表1!H6", Severity.WARNING, False)
    assert "待核" in told.message
    assert "待核" in told.message_en


def test_a_long_text_is_shortened_in_the_sentence_and_kept_beside_it():
    told = message("content-outside", sheet="表1", cell="H6", read="长" * 500)

    assert len(told.message) < 120
    assert told.read == "长" * 500


def test_braces_in_what_was_read_are_only_text():
    assert "{label}" in message("content-outside", read="{label}").message


def test_an_unknown_code_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        message("no-such-code")
