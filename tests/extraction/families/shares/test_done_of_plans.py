"""What was done of a plan is told in per cent of the plan."""

import pytest
from family_reading import failing, is_confirmed, is_contradicted

FAMILY = "done-of-plans"


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("全区计划招生1500人，实际招生1413人，计划完成率{}%。", "94.20", "92.40"),
        ("秋季招生612人，超额完成县里下达的600人的招生任务，完成率{}%。", "102.0", "103.5"),
        ("秋季招生636人，达到教育局下达计划（600人）的{}%。", "106.0", "104.0"),
        ("学生资助年初预算为42.73万元，支出决算为40.35万元，完成年初预算的{}%。", "94.43", "98.43"),
        ("教师培训预算88万元，实际支出66万元。完成预算的{}%。", "75", "57"),
        ("信息化建设全年预算250万元，支出245万元，预算执行率为{}%。", "98.0", "89.0"),
        ("实训耗材年初预算数为60万元，决算数为63万元，完成全年预算的{}%。", "105", "95"),
        ("预算3200万元，执行3040万元，预算执行率{}%。", "95", "98"),
        ("2023年安排专项资金预算800万元，实际支出768万元，资金执行率{}%。", "96.0", "69.0"),
    ],
)
def test_the_rate_is_what_was_done_over_the_plan(said: str, right: str, wrong: str) -> None:
    assert is_confirmed(FAMILY, said.format(right))
    assert is_contradicted(FAMILY, said.format(wrong))


@pytest.mark.parametrize(
    "said",
    [
        "经费预算20万元，支出决算18万元，完成预算的90%，其中：教研活动决算4万元，完成预算的80%。",
        "全区计划招生1160人，实际招生1101人，其中甲校完成率67.5%，还差39人。",
        "计划完成率达到98%，年初预算安排合理。",
        "招生约300人，计划320人左右，完成率98%。",
        "支出决算40万元，完成调整后预算的98%。",
    ],
)
def test_a_rate_whose_plan_is_not_told_is_left_alone(said: str) -> None:
    assert not failing(FAMILY, said)
