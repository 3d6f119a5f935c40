"""A released file is what was signed, or it is not given out."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.releases.files import keep_file, place_of, read_file


def test_the_same_bytes_lie_in_one_place() -> None:
    assert keep_file(b"report") == keep_file(b"report")
    assert read_file(keep_file(b"report")) == b"report"


def test_a_file_that_was_changed_is_not_given_out() -> None:
    digest = keep_file(b"report")
    place_of(digest).write_bytes(b"another")
    with pytest.raises(Problem, match="已损坏"):
        read_file(digest)
