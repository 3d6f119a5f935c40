"""A change is that of the values told in other sentences, under the same name."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "told-changes"


@pytest.mark.parametrize(
    "text",
    [
        "上年招生为860人。今年招生812人，减少84人。",
        "去年共有专任教师186人；今年专任教师为193人，增加了17人。",
        "上一学年图书馆藏书12.6万册。本学年藏书13.4万册，增加0.6万册。",
        "2022年，全区中职学校毕业生就业率为96.5%。2023年，就业率为97.2%，上升了0.9个百分点。",
        "上年度培训企业职工2430人次。本年度培训企业职工2916人次，同比增长25%。",
        "2022年学生参加技能大赛获奖36项。2023年获奖31项，比上年多5项。",
        "上学年生均实训设备值为1.32万元。本学年生均实训设备值为1.45万元，有所下降。",
        "2022年双师型教师占比６２.４％。2023年双师型教师占比６５.１％，下降２.７个百分点。",
        "去年毕业生平均月薪3,260元。今年平均月薪3,420元，涨了106元。",
        "2022年，全校共招收新生860人。\n\n一、招生\n\n2023年招收新生812人，比上年减少84人。",
        "农村劳动力培训规模有所上升，比上年减少220人次。",
        "招生17382人，比上年增加558人；在校生48216人，比上年增加1431人。上年招生、在校生分别为16824人和46875人。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "上年招生为860人。今年招生812人，减少48人。",
        "去年共有专任教师186人；今年专任教师为193人，增加了7人。",
        "2022年，全区中职学校毕业生就业率为96.5%。2023年，就业率为97.2%，上升了0.7个百分点。",
        "上学年生均实训设备值为1.32万元。本学年生均实训设备值为1.45万元，有所上升。",
        "2022年，全校共招收新生860人。\n\n一、招生\n\n2023年招收新生812人，比上年减少48人。",
        "招生17382人，比上年增加558人；在校生48216人，比上年增加1341人。上年招生、在校生分别为16824人和46875人。",
    ],
)
def test_what_agrees_is_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2022年招生860人。2023年招生812人，其中春季招生减少12人。",
        "上年毕业生912人。今年招生960人，在校生增加120人。",
        "2021年培训2430人次。2023年培训2916人次，比2022年增加312人次。",
        "上年护理专业招生120人。今年机电专业招生160人，增加18人。",
        "2022年底教师186人。2023年退休9人，新进16人，增加7人，达到193人。",
        "学校投入1280万元，增加实训设备180万元。上年投入1150万元。",
        "护士考试通过率95.6%，去年94.6%，提高1.0个百分点。去年四项总通过率90.4%。",
        "学生满意率96.2%，上年为95.1%，上升1.1个百分点；家长满意率97.3%。",
        "2022年，甲职业高中招生420人。乙职业高中2023年招生398人，比上年增加12人。",
        "上年度全区就业率96.5%。本年度我校就业率97.2%，提高1.3个百分点。",
        "2018年招生1000人。近五年年均招生920人，年均减少12人。",
    ],
)
def test_what_claims_nothing_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "在校生1842人，比上年增加216人。\n\n规模稳步扩大，在校生1842人，上年同期为1716人。",
    ],
)
def test_last_years_value_without_its_name_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "在校生1842人，比上年增加126人。\n\n规模稳步扩大，在校生1842人，上年同期为1716人。",
    ],
)
def test_last_years_value_without_its_name_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
