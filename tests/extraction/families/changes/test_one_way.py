"""A change told by its size and by its rate goes one way."""

import pytest
from family_reading import is_contradicted, outcomes

FAMILY = "one-way"


@pytest.mark.parametrize(
    "said",
    [
        "招生226人，比上年减少23人（上年招生203人），增长11.33%。",
        "受生源影响，毕业生较上年减少了36人，上升5.2%。",
        "全年培训收入增长12.5%，同比减少18.6万元。",
        "专任教师增加4人，比上年下降2.6%；兼职教师持平。",
        "设备总值提高120万元，反而降低了3.1%左右。",
        "图书减少1200册、增长1.8%。",
    ],
)
def test_what_became_fewer_did_not_rise(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        "招生减少23人，就业率增长1.33%。",
        "招生减少23人，占比上升1.33%。",
        "在校生减少到480人，上升1.3%的专业有两个。",
        "就业率上升1.3个百分点，减少8人待业。",
        "招生减少23人。就业增长1.33%。",
        "设备增加12台，其中下降5%的是耗材。",
        "招生减少23人，一年级增长1.33%。",
    ],
)
def test_another_thing_may_go_another_way(said: str) -> None:
    assert outcomes(FAMILY, said)[1] == []
