from __future__ import annotations

from dataclasses import replace

from made_up_form import CATALOGUE, EDITION, catalogue_of

from nianbao.workbooks.layout import BASE_ITEMS_TABLE, address, plain, plan_workbook

PLAN = plan_workbook(EDITION, CATALOGUE)


def test_every_indicator_asked_for_has_one_place():
    planned = [box.indicator for _, box in PLAN.boxes()]

    assert planned == list(EDITION.indicators())
    assert len({(sheet.name, box.row, box.at) for sheet, box in PLAN.boxes()}) == len(planned)


def test_base_items_that_are_printed_are_not_asked_for_twice():
    sheet = next(each for each in PLAN.sheets if each.table.id == BASE_ITEMS_TABLE)

    assert [box.indicator for box in sheet.boxes()] == ["teachers_weighted", "equipment_value"]


def test_a_row_knows_what_it_is_part_of():
    lines = {line.boxes[0].indicator: line for sheet in PLAN.sheets for line in sheet.lines}

    assert lines["graduates_further_study"].parent == "毕业去向落实人数"
    assert lines["graduates_to_bachelor"].parent == "毕业生升学人数"
    assert lines["resource_libraries_school_on_platform"].parent == "校级数量"
    assert lines["training_income"].parent == ""


def test_a_continued_row_is_starred_like_the_one_it_continues():
    form = replace(EDITION.tables[2].rows[2], starred=False)
    table = replace(EDITION.tables[2], rows=(*EDITION.tables[2].rows[:2], form, *EDITION.tables[2].rows[3:]))
    edition = replace(EDITION, id="dy2023/other", tables=(table,))
    boxes = {box.indicator: box for _, box in plan_workbook(edition, catalogue_of(edition)).boxes()}

    assert boxes["planned_courses_hours"].starred


def test_the_form_hash_changes_with_the_form_and_only_then():
    row = replace(EDITION.tables[0].rows[0], label="毕业生总数")
    table = replace(EDITION.tables[0], rows=(row, *EDITION.tables[0].rows[1:]))
    changed = replace(EDITION, tables=(table, *EDITION.tables[1:]))

    assert plan_workbook(changed, catalogue_of(changed)).form_hash != PLAN.form_hash
    relabelled = replace(EDITION, label="另一个名称")
    assert plan_workbook(relabelled, catalogue_of(relabelled)).form_hash == PLAN.form_hash


def test_labels_compare_without_stars_widths_and_spaces():
    assert plain("在校生满意度★") == plain("在校生 满意度*")
    assert plain("公共基础课（不含思想政治课）") == plain("公共基础课(不含思想政治课)")
    assert plain("在校生满意度") != plain("毕业生满意度")


def test_addresses_go_beyond_the_alphabet():
    assert [address(0, column) for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
