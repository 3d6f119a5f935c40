"""A share that belongs to another row of the table."""

from __future__ import annotations

import pytest
from family_reading import failing

TABLE = "\n\n专业\t在校生\t占比\n护理\t420\t42.00%\n会计\t310\t31.00%\n物流服务\t270\t27.00%\n合计\t1000\t100.00%\n"


@pytest.mark.parametrize(
    "told",
    ["会计专业学生最多，其中会计占全校的42.00%。", "物流服务仅占31.00%，规模偏小。", "其中护理占在校生的27.00%。"],
)
def test_it_is_hinted_at(told: str) -> None:
    assert failing("shares-of-others", told + TABLE)


@pytest.mark.parametrize(
    "told",
    [
        "护理占全校的42.00%。",
        "护理占全校的42%。",
        "会计占比与护理的42.00%相差11个百分点。",
        "会计专业双师型教师占55.00%。",
        "护理毕业生占31.50%。",
    ],
)
def test_it_stays_silent(told: str) -> None:
    assert failing("shares-of-others", told + TABLE) == []
