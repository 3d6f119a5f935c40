"""So many at so much each make what was spent or reached altogether."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "products"


@pytest.mark.parametrize(
    "text",
    [
        "每生每年补助2000元，资助420人，共发放资金94万元。",
        "免学费学生3150人，每生每年2400元，全年免学费资金856万元。",
        "采购设备42台，单价1.5万元，总价73万元。",
        "每周18课时，授课16周，共298课时。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "每生每年补助2000元，资助420人，共发放资金84万元。",
        "按每人每学期1000元的标准，为420名学生发放助学金，全年共计84万元。",
        "按每人每月300元发放补助，共资助420人，全年发放126万元。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "一等奖10人，每人2000元，二等奖20人，每人1200元，共发放4万元。",
        "每生每年补助2000元，全年总投入2600万元。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
