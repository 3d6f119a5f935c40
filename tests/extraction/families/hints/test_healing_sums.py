"""The family of sums that heal, on sentences of its own."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "healing-sums"


@pytest.mark.parametrize(
    "text",
    [
        "“优秀”的占28.4%，“良好”的占56.2%，优良率86.4%。",
        "满意的占58.7%，基本满意的占25.6%，其余占51.7%。",
        "在校生486人，全校14个班，平均每班43.7人。",
        "全年举办培训640期，共有19所学校参与，平均每所学校办37.3期。",
    ],
)
def test_two_digits_exchanged_are_told(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "“优秀”的占28.4%，“良好”的占56.2%，优良率84.6%。",
        "满意的占58.7%，基本满意的占25.6%，其余占15.7%。",
        "在校生486人，全校14个班，平均每班34.7人。",
        "就业率为98.4%，对口率为86.2%，升学率为64.8%。",
        "“优秀”的占28.4%，“良好”的占56.2%，优良率约86.4%。",
        "一年级占28.4%，二年级占56.2%，比上年提高86.4%。",
    ],
)
def test_what_fits_or_fits_in_no_way_is_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
