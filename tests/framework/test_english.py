"""Official terms beside their English."""

from __future__ import annotations

from nianbao.framework.english import HAN, bilingual, in_english, unit_in_english
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.layout import plan_workbook


def test_every_title_line_heading_and_list_of_every_form_has_its_english() -> None:
    catalogue = load_catalogue()
    shown = set()
    for edition in catalogue.editions.values():
        shown.add(edition.label)
        plan = plan_workbook(edition, catalogue)
        for sheet in plan.sheets:
            shown |= {sheet.title, *(column.label for column in sheet.table.columns)}
            shown |= {column.group for column in sheet.table.columns}
            shown |= {f"{line.form.prefix}{line.form.label}" for line in sheet.lines if line.form.label}
            shown |= {column.label for one in sheet.lists for column in one.form.columns}
            shown |= {one.form.label for one in sheet.lists} | {one.form.instruction for one in sheet.lists}
    lacking = sorted(one for one in shown if HAN.search(one) and not in_english(one))
    assert not lacking


def test_every_unit_and_choice_has_its_english() -> None:
    catalogue = load_catalogue()
    meanings = [one for indicator in catalogue.indicators.values() for one in indicator.meanings]
    units = {one.unit.label for one in meanings if one.unit is not None}
    assert not sorted(unit for unit in units if HAN.search(unit_in_english(unit)))
    assert not sorted(choice for one in meanings for choice in one.choices if not in_english(choice))


def test_the_official_term_stays_beside_its_english() -> None:
    assert bilingual("表2 满意度调查表") == "Table 2 Satisfaction survey · 表2 满意度调查表"
    assert bilingual("岚溪区职业技术学校") == "岚溪区职业技术学校"
