"""Ratios in sentences are quotients of the counts that their names speak of."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "prose-ratios"


@pytest.mark.parametrize(
    "sentence",
    [
        "全校在校学生1935名，专任教师129人，师生比为1：15。",
        "现有在校生2400人。专任教师160人，生师比15:1。",
        "在校生5.84万人，专任教师3726人，按此计算生师比是15.7比1。",
        "普通高中招生3000人，中职招生2000人，普职比达到1.5:1。",
        "中等职业学校招生2000人，普通高中招生3000人，职普比1:1.5。",
        "男生600人、女生400人，男女比例为1.5:1。",
    ],
)
def test_a_true_ratio_is_confirmed(sentence: str) -> None:
    assert is_confirmed(FAMILY, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "全校在校学生1935名，专任教师129人，师生比为1:19。",
        "现有在校生2400人。专任教师160人，生师比18:1。",
        "普通高中招生3000人，中职招生2000人，普职比达到1.8:1。",
        "男生600人、女生400人，男女比例为1:1.5。",
    ],
)
def test_a_wrong_ratio_is_contradicted(sentence: str) -> None:
    assert is_contradicted(FAMILY, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "在校生2400人，专任教师160人，生师比控制在20:1以内。",
        "在校生2400人，专任教师160人，外聘教师80人折算为40人，生师比为12:1。",
        "在校生2400人，满意度调查中生师比是关注较多的话题。",
        "课间操时间为上午10:15，在校生2400人参加。",
    ],
)
def test_rules_weighted_counts_and_times_are_no_claims(sentence: str) -> None:
    assert outcomes(FAMILY, sentence)[1] == []


OTHER_NAMES = (
    ("学生用计算机800台，在校生3200人，生机比5:1。", "学生用计算机800台，在校生3200人，生机比4:1。"),
    ("教学班80个，专任教师200人，班师比1:3.5。", "教学班80个，专任教师200人，班师比1:2.5。"),
    ("专任教师200人，外聘教师50人，专兼职教师比例为3:1。", "专任教师200人，外聘教师50人，专兼职教师比例为4:1。"),
    ("中职招生2100人，普高招生2500人，职普比为6.4:3.6。", "中职招生2100人，普高招生2500人，职普比为4.6:5.4。"),
    ("中职招生4200人，普高招生2800人，职普比为4:6。", "中职招生4200人，普高招生2800人，职普比为6:4。"),
    ("普通高中招生2663人，中职招生2000人，普职比为42.9:57.1。", "普通高中招生2663人，中职招生2000人，普职比为57.1:42.9。"),
    ("中职招生4200人，普通高中招生2800人，职普招生比例为3:2.5。", "中职招生4200人，普通高中招生2800人，职普招生比例为3:2。"),
    ("在读学徒96人，企业师傅32人，师徒比为1:5。", "在读学徒96人，企业师傅32人，师徒比为1:3。"),
    ("普通高中招生1905人，中职招生399人，普职招生比由上年的4.98:1调整为5.77:1。", "普通高中招生1905人，中职招生399人，普职招生比由上年的4.98:1调整为4.77:1。"),
    ("全日制在校生2236人。\n\n思政课教师10人，与在校生之比为1:264。", "全日制在校生2236人。\n\n思政课教师10人，与在校生之比为1:224。"),
    ("全区在校生3871人。\n\n思政课教师33人，思政课教师与在校生之比为1:177。", "全区在校生3871人。\n\n思政课教师33人，思政课教师与在校生之比为1:117。"),
    ("住宿生900人，走读生600人，住宿生与走读生之比为2:3。", "住宿生900人，走读生600人，住宿生与走读生之比为3:2。"),
    ("理论课1200学时，实践课1800学时，理论课与实践课的比例为1:1.2。", "理论课1200学时，实践课1800学时，理论课与实践课的比例为1:1.5。"),
)  # fmt: skip


@pytest.mark.parametrize(("wrong", "right"), OTHER_NAMES)
def test_ratios_of_any_two_counts_follow_from_them(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


CHANGED_SINCE = (
    "每周实践课由14课时提高到16课时，文化课保持12课时不变，实践课与文化课之比约为1.33:1。",
    "理论课从20课时减少到18课时，实践课12课时，理论课与实践课之比为1.5:1。",
    "船舶模拟器由2套增加到3套，轮机模拟器2套未变，船舶模拟器与轮机模拟器之比为1.5:1。",
    "实践课由10课时调整为12课时，理论课8课时，实践课与理论课之比为1.5:1。",
    "学生由900人增加到960人，教师60人，学生与教师之比为16:1。",
)


@pytest.mark.parametrize("text", [*CHANGED_SINCE])
def test_what_is_said_of_others_is_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", ["每周实践课由14课时提高到16课时，文化课12课时，实践课与文化课之比约为1.17:1。"])
def test_what_is_said_of_the_same_is_judged(text: str) -> None:
    assert is_contradicted(FAMILY, text)
