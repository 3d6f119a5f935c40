"""The size and the rate of a change whose values are not said beside them."""

import pytest
from family_reading import is_contradicted, outcomes

FAMILY = "healing-changes"


@pytest.mark.parametrize(
    "text",
    [
        "三校计划招生1450人，实际招生1406人。与2021年相比，招生总数增加58人，增幅3.40%。",
        "两校在校生2418人，毕业生760人。在校生比上年减少86人，降幅4.33%。",
        "全年技术服务收入412万元。比上年增加32万元，增幅8.24%。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "三校计划招生1450人，实际招生1406人。与2021年相比，招生总数增加58人，增幅4.30%。",
        "两校在校生2418人。在校生比上年减少86人，降幅3.43%。",
        "三校在校生2418人。培训比上年减少86人次，降幅4.33%。",
        "在校生比上年增加约58人，增幅3.40%。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
