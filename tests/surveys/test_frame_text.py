"""Frames pasted from wherever they are kept."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow
from nianbao.surveys.frame_text import read_frame, read_school_frames


@pytest.mark.parametrize("sign", ["\t", ",", "，", "; ", "  "])
def test_columns_may_be_parted_as_people_part_them(sign: str) -> None:
    text = sign.join(("会计事务", "2024级", "会计2401", "38人"))

    assert read_frame(f"专业{sign}年级{sign}班级{sign}人数\n\n{text}\n") == (
        FrameRow("会计事务", "2024级", "会计2401", 38),
    )


def test_what_has_no_major_is_named_by_what_there_is() -> None:
    assert read_frame(",,教务处,12\n,,,30") == (FrameRow("", "", "教务处", 12), FrameRow("", "", "第2组", 30))


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", "frame-empty", "空"),
        ("专业,年级,班级,人数", "frame-empty", "空"),
        ("会计,2401,38", "frame-columns", "第 1 行"),
        ("会计,一,2401,38\n会计,一,2402,零", "frame-people", "第 2 行"),
        ("会计,一,2401,1001", "frame-people", "1000"),
        ("会计,一,2401,38\n会计,一,2401,38", "frame-row-twice", "两次"),
        ("\n".join(f"会计,一,{n},38" for n in range(401)), "frame-too-long", "401"),
    ],
)
def test_a_frame_that_cannot_be_used_says_where_and_why(text: str, code: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        read_frame(text)
    assert caught.value.code == code
    assert says in caught.value.message


def test_an_empty_first_column_pasted_from_a_spreadsheet_stays() -> None:
    (row,) = read_frame("专业\t年级\t班级\t人数\n\t2024级\t1班\t30\t\t\n")

    assert (row.major, row.grade, row.label, row.population) == ("", "2024级", "1班", 30)


def test_frames_of_many_schools_name_the_school_once() -> None:
    found = read_school_frames(
        "学校\t专业\t年级\t班级\t人数\n一校\t会计\t2024级\t1班\t30\n\t会计\t2024级\t2班\t31\n\n二校\t\t\t教职工\t9\n"
    )

    assert {name: [row.population for row in rows] for name, rows in found.items()} == {"一校": [30, 31], "二校": [9]}
    assert read_school_frames("") == {}


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("一校,会计,2024级,30", "frames-columns", "第 1 行"),
        (",会计,2024级,1班,30", "frames-school", "第 1 行"),
        ("学校,专业,年级,班级,人数\n一校,会计,2024级,1班,三十", "frame-people", "第 2 行"),
        ("一校,会计,2024级,1班,30\n二校,会计,2024级,1班,30\n一校,会计,2024级,1班,30", "frame-row-twice", "一校"),
    ],
)
def test_a_line_of_many_that_cannot_be_read_is_named(text: str, code: str, where: str) -> None:
    with pytest.raises(Problem) as caught:
        read_school_frames(text)
    assert caught.value.code == code
    assert where in caught.value.message
