"""A proportion said twice, as a share and as a count or in plain words, is one proportion."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "prose-proportions"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("全年收入4018.6万元，财政拨款占87.6%，计3520.4万元。", ("87.6%", "86.7%")),
        ("毕业生612人，升学占比67.97%（即416人）。", ("416人", "461人")),
        ("对口率由上年的81.25%（130/160）提高到83.33%（145/174）。", ("145/174", "154/174")),
        ("人员经费占68.75%，超过一半。", ("超过", "不足")),
        ("来自农村的学生占31.2%，不足三分之一。", ("31.2%", "41.2%")),
        ("女生不足一半，占44.0%。", ("不足", "超过")),
        ("博士12人、硕士148人、本科96人、其他4人。硕士及以上占61.5%。", ("61.5%", "65.1%")),
    ],
)
def test_both_ways_of_saying_it_agree(right: str, wrong: tuple[str, str]) -> None:
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace(*wrong))


@pytest.mark.parametrize(
    "sentence",
    [
        "结余占4.50%，合计7286.40万元。",
        "巩固率98.2%，超过全市平均水平。",
        "人员经费占38.75%，超过公用经费（一半以上为水电）。",
        "硕士148人、本科96人。硕士及以上占61.5%。",
        "测试于（3/12）进行，通过率98.2%。",
    ],
)
def test_what_says_something_else_is_left_alone(sentence: str) -> None:
    assert not is_contradicted(FAMILY, sentence)


COUNTED_BEHIND = (
    ("占在校生总数64%的1180名学生住校，全校在校生2000人。", "占在校生总数59%的1180名学生住校，全校在校生2000人。"),
    ("在校生2000人，64%即1180人住校。", "在校生2000人，59%即1180人住校。"),
    ("在校生2000人，其中64%（1180人）住校。", "在校生2000人，其中59%（1180人）住校。"),
    ("在校生2000人，住校生的比例为64%，人数为1180人。", "在校生2000人，住校生的比例为59%，人数为1180人。"),
    ("460名毕业生中，有87.3%的学生（360人）升入高一级学校。", "460名毕业生中，有78.3%的学生（360人）升入高一级学校。"),
    ("毕业生300人，近八成（180人）留在本县就业。", "毕业生300人，近八成（235人）留在本县就业。"),
)


@pytest.mark.parametrize(("wrong", "right"), COUNTED_BEHIND)
def test_a_count_behind_its_share_agrees_with_it(wrong: str, right: str) -> None:
    assert is_contradicted("prose-proportions", wrong)
    assert is_confirmed("prose-proportions", right)


@pytest.mark.parametrize(
    "text",
    [
        "培训4600人次，比上年增长64%（1180人次）。",
        "毕业生300人，超过三分之二的学生（210人）升学。",
        "省赛获奖213人次，比上年增加26人次。市直学校占66.67%（142人次），县区学校占33.33%（71人次）。",
    ],
)
def test_a_count_behind_a_change_or_a_share_of_something_else_is_left_alone(text: str) -> None:
    assert not is_contradicted("prose-proportions", text)


def test_a_bracket_behind_a_rate_tells_what_was_divided() -> None:
    right = "文化课合格率为97.21%（参加考核1184人，合格1151人），体能合格率为93.88%（参加测试1176人，合格1104人）。"
    assert is_confirmed(FAMILY, right)
    assert is_contradicted(FAMILY, right.replace("97.21", "97.12"))
    assert is_confirmed(FAMILY, "毕业生就业率96%（毕业1050人，未就业42人）。")
    assert not is_contradicted(FAMILY, "就业率96%（上年毕业1050人，就业980人）。")


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("专任教师128人，正高级2人，副高级37人，中级55人，初级34人。副高级及以上教师占{}%。", "30.5", "35.0"),
        ("学生在技能大赛中获一等奖9项、二等奖17项、三等奖26项，二等奖及以上占{}%。", "50", "60"),
        ("获奖情况为国家级4项、省级16项、市级30项、校级50项，省级及以上占{}%。", "20", "26"),
    ],
)
def test_so_high_and_above_is_the_list_down_to_there(text: str, right: str, wrong: str) -> None:
    assert is_confirmed(FAMILY, text.format(right))
    assert is_contradicted(FAMILY, text.format(wrong))


OTHER_WHOLES = (
    "专任教师131人，市级骨干教师6人、区级骨干教师17人，共占专任教师的17.56%。",
    "专任教师200人，高级教师50人和中级教师80人合计占专任教师的65%。",
    "双师型教师146人；县职校双师型占比为62.40%（125人中78人）。",
    "双师型教师90人，其中一职为50.00%（80人中40人），二职为62.50%（80人中50人）。",
    "抽测1600人，优秀128人，良好512人，及格880人，不及格80人，及格率95.00%。",
    "参加体测300人，优秀30人、良好90人、合格150人，不合格30人，合格率90.00%。",
    "常住人口3.1万人，其中务农的1.2万人，占38.71%。",
)


@pytest.mark.parametrize("text", [*OTHER_WHOLES])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", ["双师型教师146人；县职校双师型占比为64.20%（125人中78人）。"])
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)
