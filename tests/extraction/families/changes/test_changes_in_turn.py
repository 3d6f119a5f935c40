"""Changes told in turn are each that of its own two values."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted, outcomes

FAMILY = "changes-in-turn"


@pytest.mark.parametrize(
    "text",
    [
        "招生和毕业人数由上年的860人、912人增加到920人、956人，分别增加60人和54人。",
        "2022年就业率和对口率为95.1%和81.2%，2023年为96.8%和84.4%，分别提高1.7个和2.3个百分点。",
        "2021年、2022年、2023年招生分别为780人、820人和861人，后两年分别增长5.13%和6%。",
        "体质合格率由92.4%提高到93.7%，优良率由34.8%提高到38.1%，分别提高1.3个、2.3个百分点。",
        "在校生3276人，毕业生912人，上年为3120人、860人，分别增长5%和6.50%。",
        "语文、数学、英语平均分由72.4分、65.1分、61.8分提高到75.2分、68.9分、66.0分，分别提高2.8分、3.8分和2.4分。",
        "就业率、升学率分别由96.1%、41.2%降为95.4%、40.1%，分别提高0.7个百分点和1.1个百分点。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "招生和毕业人数由上年的860人、912人增加到920人、956人，分别增加60人和44人。",
        "在校生3276人，毕业生912人，上年为3120人、860人，分别增长5%和6.05%。",
        "就业率、升学率分别由96.1%、41.2%降为95.4%、40.1%，分别下降0.7个百分点和1.1个百分点。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "招生860人，毕业912人，分别增长3%和5%。",
        "一、二年级为420人和398人，三年级为360人，分别增加12人和8人。",
        "招生860人、毕业912人、在校3120人、教师186人，其中两项分别增长3%和5%。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "两校对口率为92.4%和95.6%，上年为91.1%和92.3%，分别提高1.3个和3.3个百分点。",
        "2023年招生、在校生为320人和980人，2022年为300人和950人，分别增加20人和30人。",
    ],
)
def test_what_is_told_behind_may_be_of_the_time_before(text: str) -> None:
    assert failing(FAMILY, text) == []
    assert is_contradicted(FAMILY, text.replace("提高", "下降").replace("增加", "减少"))
