"""A total that a sentence tells of a table is what the column of its measure makes."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "told-totals"
TRAINING = "表5 各类培训情况\n\n项目\t期数\t人次\t经费（万元）\n社区居民\t65\t6240\t21.4\n企业职工\t52\t4308\t36.5\n退役军人\t33\t3208\t18.2\n"
WITH_TOTAL = f"{TRAINING}合计\t150\t13756\t76.1\n"


@pytest.mark.parametrize("table", [TRAINING, WITH_TOTAL])
@pytest.mark.parametrize(
    ("said", "wrong", "right"),
    [
        ("全年三类培训共{}期。", "105", "150"),
        ("学校面向社会举办三类培训，共150期、{}人次。", "13576", "13756"),
        ("2022年共举办培训150期，{}人次。", "17356", "13756"),
        ("三类培训总经费合计{}万元。", "67.1", "76.1"),
        ("全年共开展社会培训13,756人次、{}期。", "151", "150"),
    ],
)
def test_the_sentence_before_or_behind_a_table_sums_it_up(table: str, said: str, wrong: str, right: str) -> None:
    for text in (f"{said}\n\n{table}", f"{table}\n{said}"):
        assert is_confirmed(FAMILY, text.format(right))
        assert is_contradicted(FAMILY, text.format(wrong))


@pytest.mark.parametrize(
    "said",
    [
        "上年三类培训共105期。",
        "全年共开展教研活动105次。",
        "其中企业职工培训共105期。",
        "培训共3期。",
        "全年共开展培训428期。",
        "比上年共多培训105期。",
        "五年来共开展培训105期。",
    ],
)
def test_other_totals_are_not_held_against_the_table(said: str) -> None:
    assert outcomes(FAMILY, f"{TRAINING}\n{said}") == ([], [])


def test_a_table_of_another_chapter_is_not_meant() -> None:
    assert outcomes(FAMILY, f"一、培训\n\n{TRAINING}\n二、服务\n\n全年共开展培训105期。") == ([], [])


def test_a_wrong_cell_is_seen_through_the_total_that_is_told() -> None:
    mistyped = TRAINING.replace("4308", "4208")
    assert is_contradicted(FAMILY, f"全年三类培训共13756人次。\n\n{mistyped}")
