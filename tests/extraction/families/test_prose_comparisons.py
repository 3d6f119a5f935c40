"""A change agrees with the earlier value beside it and with the present one, wherever that stands."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "prose-comparisons"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("在校生2418人，分布在三个年级。较2019年的2264人增加154人，增长6.80%。", ("6.80%", "8.60%")),
        ("培训2860人次，比上年3140人次减少280人次，下降8.9%。", ("8.9%", "9.8%")),
        ("培训2860人次，比上年的3140人次减少了280人次，下降8.9%。", ("减少", "增加")),
        ("在校生5240人，一年级1860人。与上年同期的4980人相比，在校生多了260人。", ("260人", "206人")),
        ("毕业生1204人，招生1377人，招生数比毕业生数多173人。", ("173人", "137人")),
        ("到账经费452万元，是2019年的226万元的2倍。", ("2倍", "3倍")),
        ("本年招聘教师21人、调入4人，退休9人，净增16人。", ("16人", "19人")),
        ("转入学生14人，退学27人，转出8人，净减少21人。", ("21人", "12人")),
        ("2020年招生410人，2021年招生432人，2022年招生455人，2022年比上年增加23人。", ("23人", "32人")),
        ("2020年的410人起步，2021年432人，2022年455人，一年一个台阶。", ("432人", "472人")),
        ("2020年招生410人，2021年招生432人，2022年招生455人，两年累计增加45人。", ("45人", "54人")),
        ("国家级奖项7项、省级奖项42项，较2019年的41项增加8项。", ("8项", "80项")),
    ],
)
def test_a_change_is_worked_out_from_both_values(right: str, wrong: tuple[str, str]) -> None:
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "招生330人，比上年增加30人，增长10%。",
        "专任教师356人，行政人员21人，住校生比上年的812人增加40人。",
        "扫除文盲169万人，比上年减少35万人，减少17%；小学16.7万所，比上年减少1.06万所，下降5.98%。",
        "新增专业3个，撤销专业2个，现有专业17个。",
        "到账经费约452万元，是上年约226万元的3倍左右。",
        "2019年招生410人，2021年招生432人，2022年招生455人，2022年比上年增加24名教师。",
    ],
)
def test_a_change_without_its_values_says_nothing(sentence: str) -> None:
    assert not is_contradicted(FAMILY, sentence)
