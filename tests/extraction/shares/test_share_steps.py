"""A step in per cent between two shares is one in points where it is the difference exactly."""

from __future__ import annotations

import pytest

from nianbao.documents.document import Text
from nianbao.extraction.mention import Passage
from nianbao.extraction.shares.share_steps import step_as_percent


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("72.81%、76.50%、3.69%", "3.69个百分点"),
        ("50.0%、60.0%、20.0%", None),  # the rate of growth
        ("50.0%、60.0%、约10.0%", None),
        ("12.43%、15.36%、2.9%", None),  # rounded
        ("85%、90%、5%", "5个百分点"),
    ],
)
def test_only_an_exact_difference_is_a_step_in_points(text: str, points: str | None) -> None:
    old, new, step = Passage.of("p", Text(text, ())).mentions
    remark = step_as_percent("any", new, old, step)
    assert (remark.suggestion if remark is not None else None) == points
