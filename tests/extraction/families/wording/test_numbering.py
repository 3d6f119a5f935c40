"""The family of numbers of headings, points and rows, in wordings and layouts of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, is_confirmed, is_contradicted, read

from nianbao.extraction.families.wording.numbering import find

FAMILY = "numbering"
WRONG = (
    "1. 概况\n\n学校概况良好。\n\n2. 发展\n\n学校发展较快。\n\n2. 保障\n\n学校保障有力。\n",
    "一、概况\n\n（一）规模\n\n规模稳定。\n\n（三）结构\n\n结构合理。\n",
    "主要问题有：一是经费不足。二是师资不足。四是生源减少。",
    "序号\t项目\t数量\n1\t甲\t3\n2\t乙\t4\n2\t丙\t5\n3\t丁\t6\n",
)
RIGHT = (
    "1. 概况\n\n1.1 规模\n\n规模稳定。\n\n1.2 结构\n\n结构合理。\n\n2. 发展\n\n2.1 素质\n\n素质提高。\n",
    "一、概况\n\n1. 规模\n\n规模稳定。\n\n2. 结构\n\n结构合理。\n\n二、发展\n\n1. 素质\n\n素质提高。\n",
)
NO_CLAIM = (
    "1.5万人次参加了培训。\n\n3.2亿元投入到位。\n",
    "有的是为了就业，有的是为了升学，这是好事。",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_gap_or_repetition_is_seen(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize("text", RIGHT)
def test_consecutive_numbers_are_confirmed(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize("text", NO_CLAIM)
def test_quantities_and_plain_words_are_no_numbers_of_headings(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("措施有：（1）强师资；（2）建基地；（4）促就业。", "措施有：（1）强师资；（2）建基地；（3）促就业。"),
        ("措施有：①强师资；②建基地；②促就业。", "措施有：①强师资；②建基地；③促就业。"),
        ("第一步，调研；第二步，论证；第四步，实施。", "第一步，调研；第二步，论证；第三步，实施。"),
        ("其一，生源减少；其二，师资老化；其四，设备落后。", "其一，生源减少；其二，师资老化；其三，设备落后。"),
        (
            "第一，统筹规划；第二，多元投入；第二，动态调整。",
            "第一，统筹规划；第二，多元投入；第三，动态调整。",
        ),
    ],
)
def test_points_within_a_paragraph_count_on(wrong: str, right: str) -> None:
    assert is_contradicted(FAMILY, wrong)
    assert is_confirmed(FAMILY, right)


@pytest.mark.parametrize("text", ["见第（1）、（5）款，参照（7）执行。", "实现了从第一，到第五，再到第九的变化。"])
def test_numbers_that_jump_about_count_no_points(text: str) -> None:
    assert failing(FAMILY, text) == []


@pytest.mark.parametrize(
    ("numbers", "wrong", "right"),
    [
        (("一", "四", "三", "四"), "四、", "二、"),
        (("三", "二", "三"), "三、", "一、"),
        (("一", "三", "三", "四"), "三、", "二、"),
        (("一", "二", "四"), "四、", "三、"),
    ],
)
def test_of_a_run_with_one_number_wrong_that_number_is_told_and_no_other(
    numbers: tuple[str, ...], wrong: str, right: str
) -> None:
    text = "".join(f"{number}、{name}部分\n\n情况良好。\n\n" for number, name in zip(numbers, "甲乙丙丁", strict=False))
    found = failing("numbering", text)

    assert len(found) == 1
    assert f"是「{wrong}」，应为「{right}」" in found[0]


def test_a_number_right_behind_the_number_of_a_line_is_its_text() -> None:
    text = "1.计划一\n\n内容。\n\n2.计划二\n\n内容。\n\n3.2026年十件实事\n\n内容。\n\n4.5+2就业之家\n\n内容。\n\n5.计划五\n\n内容。\n"
    assert not is_contradicted("numbering", text)


def _points(*numbers: str) -> str:
    return "".join(f"{number}\n\n这方面的工作按计划推进，成效较好。\n\n" for number in numbers)


@pytest.mark.parametrize(
    "numbers",
    [
        ("一、学生发展", "二、师资建设", "一、", "二、", "三、", "三、经费保障"),
        ("三、问题", "（一）经费", "一、拨款不足", "二、收费下降", "（二）师资", "四、展望"),
        ("（一）规模", "1、招生", "2、在校", "(1)男生", "(2)女生", "(3)住校生", "3、毕业", "（二）结构"),
        ("1.师资", "（1）数量", "（2）结构", "1、年龄", "2、学历", "3、职称", "（3）培训", "2.经费"),
    ],
)
def test_a_number_that_continues_an_outer_list_returns_to_it(numbers: tuple[str, ...]) -> None:
    assert failing(FAMILY, _points(*numbers)) == []


@pytest.mark.parametrize(
    "numbers",
    [
        (
            "一、学生发展",
            "（一）规模",
            "（二）结构",
            "（三）素质",
            "二、师资建设",
            "（一）数量",
            "（二）结构",
            "（四）培训",
        ),
        ("1. 学生", "1.1 规模", "1、招生", "2、在校", "3、毕业", "1.2 素质", "1、德育", "2、体育", "4、美育"),
        ("一、甲", "二、乙", "三、丙", "一、丁", "二、戊", "四、己", "四、庚"),
    ],
)
def test_a_closed_list_is_not_returned_to(numbers: tuple[str, ...]) -> None:
    assert is_contradicted(FAMILY, _points(*numbers))


def test_lists_that_look_alike_leave_it_open_which_of_them_goes_on() -> None:
    text = "".join(
        f"{number}、按照年初的计划逐项推进，各专业部都有专人负责，效果好于上年。\n\n" for number in (1, 2, 3, 1, 2, 4)
    )
    found = [one for one in read(text).passages if one.plain.startswith("4")]

    assert found
    assert [remark.severity for remark in find(read(text)) if not remark.holds] == ["info"]


def test_points_that_begin_with_by_or_from_count() -> None:
    assert is_confirmed(FAMILY, "一是完善制度。二是以就业为导向调整专业。三是由专人负责。")
    assert is_contradicted(FAMILY, "一是完善制度。二是以就业为导向调整专业。四是由专人负责。")


def test_points_of_a_point_leave_the_outer_ones_as_they_are() -> None:
    text = (
        "一是建好队伍。全年培训教师80人次。\n\n二是用好经费。重点是：一是买设备，二是建基地，三是发补贴。\n\n"
        "三是办好专业。新增专业2个。\n"
    )
    assert failing(FAMILY, text) == []
    assert is_contradicted(FAMILY, text.replace("三是办好", "五是办好"))


def test_what_is_to_be_done_is_counted_too() -> None:
    assert is_contradicted(FAMILY, "下一步，一要稳规模，二要调结构，四要强师资。")
    assert is_confirmed(FAMILY, "下一步，一要稳规模，二要调结构，三要强师资。")


def test_a_part_is_called_by_its_whole_word() -> None:
    found = failing(FAMILY, _points("第一部分 概况", "第三部分 说明"))

    assert len(found) == 1
    assert "「第三部分」，应为「第二部分」" in found[0]


def test_numbers_within_a_paragraph_go_on_from_the_one_that_opens_it() -> None:
    text = (
        "一、问题\n\n（一）师资缺口。教师紧缺。（二）实习管理难度大。点多面广。{}经费不足。\n\n二、展望\n\n前景良好。\n"
    )
    assert is_confirmed(FAMILY, text.format("（三）"))
    assert is_contradicted(FAMILY, text.format("（四）"))
    assert is_contradicted(FAMILY, text.format("（二）"))


def test_two_things_that_are_both_the_first_are_told() -> None:
    text = "一、规模\n\n（一）招生\n\n招生稳定。\n\n（{}）在校\n\n在校稳定。\n\n二、质量\n\n（一）升学\n\n升学率上升。\n\n（二）就业\n\n就业率上升。\n"
    assert is_confirmed(FAMILY, text.format("二"))
    assert is_contradicted(FAMILY, text.format("一"))


def test_a_first_point_of_each_chapter_is_no_repetition() -> None:
    text = "学生发展\n\n一、规模\n\n规模稳定。\n\n第二章 师资\n\n一、数量\n\n数量稳定。\n"
    assert failing(FAMILY, text) == []
