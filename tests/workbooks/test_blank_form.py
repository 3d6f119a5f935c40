from __future__ import annotations

import io
import zipfile
from decimal import Decimal

from made_up_form import CATALOGUE, EDITION

from nianbao.workbooks.blank_form import CODE_MARK, NAME_MARK, draw_blank_form, number_rule, number_styles
from nianbao.workbooks.layout import plan_workbook

PLAN = plan_workbook(EDITION, CATALOGUE)


def test_the_blank_form_is_drawn_alike_every_time():
    assert draw_blank_form(PLAN, CATALOGUE) == draw_blank_form(PLAN, CATALOGUE)


def test_name_and_code_are_only_marked():
    content, progress = draw_blank_form(PLAN, CATALOGUE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = archive.read("xl/sharedStrings.xml").decode()

    assert NAME_MARK in texts
    assert CODE_MARK in texts
    assert list(progress) == ["scorecard", "satisfaction", "resources", "base_items"]


def test_there_is_a_number_style_for_each_kind_of_cell_and_every_place():
    assert len(set(number_styles())) == len(number_styles()) == 18


def test_a_number_rule_lets_the_official_words_pass():
    formula, expected = number_rule("D5", True, None, None)

    assert formula == '=IF(ISNUMBER(D5),AND(D5>=0,D5=INT(D5)),OR(D5="无",D5="不适用",D5="缺报"))'
    assert expected == "不小于 0 的整数"
    assert "D5<=100" in number_rule("D5", False, Decimal(100), 2)[0]
