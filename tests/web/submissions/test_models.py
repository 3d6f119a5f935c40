"""Which states can be edited."""

from __future__ import annotations

import pytest

from nianbao.web.submissions.models import State, Submission


@pytest.mark.parametrize(("state", "editable"), [("drafted", True), ("handed_in", False), ("received", False),
                                                 ("returned", True), ("accepted", False)])  # fmt: skip
def test_only_drafts_and_what_was_returned_can_be_edited(state: str, editable: bool) -> None:
    assert Submission(state=State(state)).is_editable is editable
