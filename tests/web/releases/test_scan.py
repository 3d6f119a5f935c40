"""What the scan notices and what it leaves alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.web.releases.scan import WORDS, CountedFigure, scan_figures, scan_names, scan_text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("证件号11010519491231002X", ["identity-number"]),
        ("证件号110105194912310021", []),  # the check digit is wrong: some other number
        ("卡号6222 0212 3456 7890 128", ["bank-card"]),
        ("设备编号6222021234567890127", []),
        ("电话138-1234-5678", ["mobile-number"]),
        ("办公电话 010-12345678，投入13812345678900元", []),
        ("请发 teacher@example.edu.cn", ["mail-address"]),
        ("在校生1380人，专任教师152人", []),
    ],
)
def test_personal_numbers_are_noticed_and_others_are_not(text: str, codes: list[str]) -> None:
    assert [one.code for one in scan_text(text, "正文")] == codes


def test_what_is_noticed_is_not_repeated_in_full() -> None:
    for one in scan_text("11010519491231002X 6222021234567890128 13812345678 teacher@example.cn", "正文"):
        assert "*" in one.excerpt


@pytest.mark.parametrize("text", ["张晓明同学获一等奖", "学生李小红的作品", "由教师王建国、企业技师共同指导"])
def test_a_name_beside_what_somebody_is_is_noticed(text: str) -> None:
    assert [one.code for one in scan_names(text, "案例")] == ["person-named"]


@pytest.mark.parametrize(
    "text", ["全体学生参加", "李某同学获奖", "高年级学生担任组长", "公共课教师、专任教师", "安排学生到岗"]
)
def test_words_that_look_like_names_are_left_alone(text: str) -> None:
    assert not list(scan_names(text, "案例"))


def figure(name: str, value: str | None, *, part_of: str = "", people: bool = True) -> CountedFigure:
    return CountedFigure(name, name, Decimal(value) if value is not None else None, people, part_of)


def test_one_to_four_people_are_noticed_zero_and_five_are_not() -> None:
    found = scan_figures([figure("a", "0"), figure("b", "4"), figure("c", "5"), figure("d", "3", people=False)])
    assert [(one.indicator, one.is_blocking) for one in found] == [("b", False)]


def test_too_few_answers_block() -> None:
    (found,) = scan_figures([figure("satisfaction_staff_respondents", "3")])
    assert (found.code, found.is_blocking) == ("few-answers", True)


def test_a_figure_kept_back_that_follows_from_its_total_is_noticed() -> None:
    whole = figure("whole", "20", people=False)
    parts = [figure("one", "17", part_of="whole"), figure("two", None, part_of="whole")]
    assert [one.code for one in scan_figures([whole, *parts], ["two"])] == ["suppressed-can-be-told"]
    assert not list(scan_figures([whole, figure("one", None, part_of="whole"), parts[1]], ["one", "two"]))


def test_every_code_has_words_in_both_languages() -> None:
    assert all(zh and en for zh, en in WORDS.values())
