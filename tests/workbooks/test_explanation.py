from __future__ import annotations

from dataclasses import replace

from made_up_form import CATALOGUE, EDITION

from nianbao.workbooks.explanation import UNCONFIRMED, box_comment, guide_rows, periods_text
from nianbao.workbooks.layout import plan_workbook

BOXES = {box.indicator: box for _, box in plan_workbook(EDITION, CATALOGUE).boxes()}


def test_a_comment_gives_definition_unit_period_and_source():
    text, width, height = box_comment(BOXES["graduates"], EDITION, CATALOGUE)

    for part in (
        "【毕业生人数】",
        "毕业生人数的定义。",
        "单位：人",
        "2022-2023学年",
        "虚构函〔2023〕1号",
        "中职管理信息系统",
    ):
        assert part in text
    assert width > 0
    assert height > 0


def test_an_unconfirmed_definition_says_so():
    assert UNCONFIRMED in box_comment(BOXES["graduates"], EDITION, CATALOGUE)[0]
    confirmed = replace(BOXES["graduates"], meaning=replace(BOXES["graduates"].meaning, confirmed=True))
    assert UNCONFIRMED not in box_comment(confirmed, EDITION, CATALOGUE)[0]


def test_the_guide_explains_every_state_that_the_reader_knows():
    said = {sample for _, rows in guide_rows(EDITION) for sample, _, _ in rows}

    assert {"0", "无", "不适用", "缺报", "（留空）"} <= said


def test_the_guide_of_a_form_without_base_items_does_not_speak_of_them():
    bare = replace(EDITION, base_items=())
    assert not any("支撑项" in text for _, rows in guide_rows(bare) for _, _, text in rows)


def test_periods_are_named_by_their_kind():
    assert periods_text(EDITION) == "数据年：2023年；学年：2022-2023学年；财年：2023财年"
