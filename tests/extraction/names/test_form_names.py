"""Official names of indicators and the words of prose are reduced to one."""

from pathlib import Path

import pytest
import yaml

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.form_names import (
    FORM_NAMES,
    FormName,
    dimensions_of,
    form_name_of,
    form_rows,
    spoken_core,
)

_INDICATORS = Path(__file__).parents[3] / "src" / "nianbao" / "catalogue" / "indicators"
_OLDER = {"part_time_teacher_pay": "年支付企业兼职教师课酬"}  # of forms before the catalogue's editions


@pytest.mark.parametrize(
    "name", [name for name in FORM_NAMES if not name.id.endswith("_hours")], ids=lambda name: name.id
)
def test_the_catalogue_s_own_label_is_known(name: FormName) -> None:
    path = _INDICATORS / f"{name.id}.yaml"
    label = _OLDER.get(name.id) or yaml.safe_load(path.read_text(encoding="utf-8"))["label"]
    found = form_name_of(label)
    assert found is not None
    assert found.id == name.id


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("非学历培训到款额", "training_income"),
        ("技术服务到款额", "technical_service_income"),
        ("企业投入校内实训设备值", "enterprise_equipment_value"),
        ("教职员工额定编制数（公办）", "staff_posts"),
        ("D类：到大型企业就业", "graduates_employed_large_enterprises"),
        ("行业导师年课时总量", "industry_mentor_hours"),
        ("教师培训经费", None),
        ("优秀班主任", None),
        ("新聘行业导师", None),
        ("生均图书", None),
    ],
)
def test_labels_of_other_editions_and_other_things(label: str, wanted: str | None) -> None:
    found = form_name_of(label)
    assert (found.id if found is not None else None) == wanted


@pytest.mark.parametrize("words", ["两校共聘请行业导师", "2023年聘请行业导师", "聘请行业导师人数", "行业导师达到"])
def test_words_without_weight_fall_away(words: str) -> None:
    assert spoken_core(words) == "行业导师"


def test_a_second_line_of_hours_is_its_own_indicator() -> None:
    table = (
        "指标\t单位\t2022年\t2023年\n教学计划内课程总数\t门\t180\t192\n\t学时\t9600\t10160\n班主任人数\t人\t26\t27\n"
    )
    rows = form_rows(Manuscript.of(read_document(table.encode(), name="report.txt")))
    assert {name: int(found[0].figure.value) for name, found in rows.items()} == {
        "planned_courses": 192,
        "planned_courses_hours": 10160,
        "class_teachers": 27,
    }


def test_every_name_has_a_dimension() -> None:
    assert all(dimensions_of(name) for name in FORM_NAMES)
