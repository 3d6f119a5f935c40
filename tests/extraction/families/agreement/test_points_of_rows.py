"""Paragraphs that go through the rows of a table tell each row right."""

import pytest
from family_reading import failing, holding, is_contradicted

FAMILY = "points-of-rows"
MAJORS = "\n\n表3 专业情况\n\n专业\t在校生\t毕业生\n汽车维修\t326\t102\n护理\t518\t164\n会计事务\t147\t58\n幼儿保育\t263\t85\n"
MONEY = "\n\n单位：万元\n\n项目\t合计\t财政拨款\n实训设备\t320.45\t320.45\n教师培训\t86.30\t80.10\n学生资助\t142.75\t142.75\n校园安全\t58.62\t50.00\n"
LINES = (
    "一、重点项目\n\n1、专业建设（类）实训设备（项）。主要用于设备更新。年初预算为330.00万元，支出决算为{}万元。\n\n"
    "2、师资队伍（类）教师培训（项）。主要用于各级培训。年初预算为86.30万元，支出决算为86.30万元。\n\n"
    "3、助学（类）学生资助（项）。主要用于助学金。年初预算为150.00万元，支出决算为142.75万元。\n\n"
    "4、后勤（类）校园安全（项）。主要用于安防设施。年初预算为60.00万元，支出决算为58.62万元。"
)
SECTIONS = (
    "（一）汽车维修专业\n\n与四家企业合作，现有在校生{}人。\n\n（二）护理专业\n\n与两家医院合作，现有在校生518人。\n\n"
    "（三）会计事务专业\n\n与事务所合作，现有在校生147人。\n\n（四）幼儿保育专业\n\n与六所幼儿园合作，现有在校生263人。"
)


@pytest.mark.parametrize(
    "text",
    [
        LINES.format("302.45") + MONEY,
        LINES.format("325.45") + MONEY,
        SECTIONS.format(362) + MAJORS,
        "汽车维修在校生326人，实习稳定。\n\n护理在校生548人，升学者多。\n\n会计事务在校生147人，规模小。\n\n幼儿保育在校生263人，就业好。"
        + MAJORS,
    ],
)
def test_the_odd_point_is_told(text: str) -> None:
    assert len(failing(FAMILY, text)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [(LINES.format("320.45") + MONEY, 4), (SECTIONS.format(326) + MAJORS, 4)],
)
def test_points_that_tell_their_rows_are_verified(text: str, number: int) -> None:
    assert not failing(FAMILY, text)
    assert len(holding(FAMILY, text)) == number


@pytest.mark.parametrize(
    "text",
    [
        # The budget is another figure than what the table counts.
        LINES.format("320.45") + MONEY,
        # The figure of another head of the row.
        SECTIONS.format(102) + MAJORS,
        # Last year's.
        SECTIONS.replace("，现有在校生{}", "，上年有在校生{}").format(300) + MAJORS,
        # Two points agree, which is no run.
        "1.汽车维修。在校生326人。\n\n2.护理。在校生518人。\n\n3.会计事务。在校生149人。" + MAJORS,
        # A part of a row under a name that no row bears.
        LINES.replace("学生资助（项）", "学生资助（款）伙食补助（项）")
        .replace("142.75万元", "12.40万元")
        .format("320.45")
        + MONEY,
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert not is_contradicted(FAMILY, text)
