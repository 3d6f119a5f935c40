"""Bounds, against figures that fit them loosely."""

from __future__ import annotations

import pytest
from family_reading import failing

FAMILY = "bounds-loosely"

TABLE = "表1 就业\n\n专业\t就业率\t对口就业率\n护理\t98.1%\t92.3%\n会计\t97.6%\t79.2%\n机电\t98.0%\t91.4%\n药剂\t97.0%\t93.0%\n\n"
PRIZES = (
    "表2 获奖\n\n学校\t国家级一等奖\t国家级二等奖\t合计\n一职\t1\t2\t9\n二职\t0\t1\t5\n卫校\t1\t0\t6\n艺校\t0\t0\t2\n\n"
)


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}护理、机电、药剂3个专业对口就业率超过92%。",
        f"{TABLE}护理、机电两个专业对口就业率均在92%以上。",
        f"{TABLE}四个专业就业率均在98%以上。",
        f"{PRIZES}除卫校外，其余三校均有国家级奖项入账。",
        "落实率最高的是一职，达到97.84%；二职为95.13%；卫校为93.27%，三校落实率均在九成五以上。",
        "2022届毕业生升学率为66.13%。\n\n八成以上的毕业生选择升学，企业用工难以满足。",
        "全校在校生1602人，其中新生540人。\n\n近几年在校生总量徘徊在2600人左右。",
    ],
)
def test_a_bound_that_is_not_kept_is_hinted(text: str) -> None:
    assert failing(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}护理、机电、药剂3个专业对口就业率超过90%。",
        f"{TABLE}护理、机电两个专业目标是对口就业率超过95%。",
        f"{TABLE}护理、机电两个专业证书通过率超过99%。",
        f"{TABLE}四个专业就业率均在97%以上。",
        f"{PRIZES}除艺校外，其余三校均有国家级奖项入账。",
        f"{PRIZES}除卫校外，其余三校均有校史馆。",
        "落实率最高的是一职，达到97.84%；二职为95.13%；卫校为93.27%，三校落实率均在九成以上。",
        "2022届毕业生升学率为66.13%。\n\n六成以上的毕业生选择升学，企业用工难以满足。",
        "全校在校生1602人，其中新生540人。\n\n近几年在校生总量徘徊在1600人左右。",
    ],
)
def test_bounds_that_are_kept_stay_silent(text: str) -> None:
    assert failing(FAMILY, text) == []
