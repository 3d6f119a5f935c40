"""What is said of all the figures of a sentence holds for each of them."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "bounds"


@pytest.mark.parametrize(
    "text",
    [
        "五个专业就业率分别为95.1%、96.2%和94.0%，均在95%以上。",
        "三所学校在校生均超过1000人：一职高1320人，二职高980人，卫校1150人。",
        "近三年就业率稳定在98%以上，2021年98.1%，2022年97.6%，2023年98.4%。",
        "超过一半的毕业生（46.2%）选择升学。",
        "毕业生1050人，升学482人，过半数毕业生选择升学。",
        "专任教师210人，双师型教师135人，占比达到七成以上。",
        "外省学生占52.3%，近一半。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "五个专业就业率分别为95.1%、96.2%和95.0%，均在95%以上。",
        "超过一半的毕业生（56.2%）选择升学。",
        "外省学生占46.3%，近一半。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "对口就业率达到80%以上，其中护理85.2%，会计78.6%。",
        "生均图书42册，高于40册的标准。",
        "其他专业均在95%以上，会计专业94.0%。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
