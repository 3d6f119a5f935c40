from collections.abc import Callable

import pytest

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.aggregation.correction import Correction, corrected_aggregate, corrected_record
from nianbao.aggregation.coverage import Absence, Absentee
from nianbao.aggregation.coverage import Coverage as Counted
from nianbao.facts.record import Organisation, Record
from nianbao.framework.model import Catalogue
from nianbao.rendering.district import build_district_annex, build_packed_annex, printed_coverage, split_note
from nianbao.rendering.view import Figure, ReportView

RecordMaker = Callable[[str, str, str, dict[str, str]], Record]


@pytest.fixture(scope="module")
def district(catalogue: Catalogue, record_of: RecordMaker, answers: dict[str, str]) -> Aggregate:
    records = [
        record_of("第一职校", "1", "school", answers),
        record_of("第二职校", "2", "school", answers | {"graduates": "100", "teachers_dual_qualified": ""}),
    ]
    registry = [record.organisation for record in records]
    registry.append(Organisation("3", "艺术职校", "school", no_report_reason="停办"))
    return aggregate(
        records,
        catalogue,
        edition="dy2023/district",
        organisation=Organisation("9", "甲乙区", "district"),
        registry=registry,
    )


@pytest.fixture(scope="module")
def view(district: Aggregate, catalogue: Catalogue) -> ReportView:
    return build_district_annex(district, catalogue)


def _figure(view: ReportView, indicator: str) -> Figure:
    return next(figure for figure in view.figures() if figure.indicator == indicator)


def test_a_sum_shows_its_arithmetic_and_its_coverage(view: ReportView) -> None:
    figure = _figure(view, "graduates")
    assert figure.text == "502"
    assert "402" in figure.formula
    assert "100" in figure.formula
    assert figure.coverage is not None
    assert str(figure.coverage) == "2/3所"
    assert figure.coverage.reasons == ("未报送：艺术职校（停办）",)


def test_a_ratio_shows_what_each_school_put_into_it(view: ReportView) -> None:
    figure = _figure(view, "teachers_dual_qualified_share")
    assert figure.text.startswith("56.7")
    assert [(part.organisation, part.note) for part in figure.contributions] == [
        ("第一职校", "双师型专任教师数 80；专任教师总数 141"),
        ("第二职校", "双师型专任教师数"),
        ("艺术职校", "停办"),
    ]


def test_who_did_not_report_is_listed_with_the_reason(view: ReportView) -> None:
    assert [(school.name, school.status, school.reason) for school in view.schools] == [
        ("第一职校", "已报", ""),
        ("第二职校", "已报", ""),
        ("艺术职校", "免报", "停办"),
    ]


def test_coverage_is_not_said_again_for_every_figure(view: ReportView) -> None:
    assert not [note for table in view.tables for note in table.notes if note.startswith("毕业生人数：")]


def test_a_list_that_nobody_adds_up_has_no_coverage(view: ReportView) -> None:
    assert _figure(view, "satisfaction_students_method").coverage is None


def test_many_names_for_one_reason_are_cut_short() -> None:
    absent = tuple(Absentee(Organisation(str(n), f"{n}校", "school"), Absence.BLANK) for n in range(20))
    (reason,) = printed_coverage(Counted(0, 20, absent)).reasons
    assert reason == "空白：0校、1校、2校、3校、4校、5校、6校、7校等20所"


def test_an_aggregate_out_of_its_package_prints_the_same_tables(
    district: Aggregate, view: ReportView, catalogue: Catalogue
) -> None:
    counts = {name: (one.schools_counted, one.schools_total) for name, one in district.carried.items()}
    schools = [member.record for member in district.reporting if member.record is not None]
    packed = build_packed_annex(district.record, catalogue, counts=counts, schools=schools)
    assert [[figure.text for figure in table.figures()] for table in packed.tables] == [
        [figure.text for figure in table.figures()] for table in view.tables
    ]
    assert _figure(packed, "graduates").coverage == _figure(view, "graduates").coverage
    assert [table.notes for table in packed.tables] == [table.notes for table in view.tables]


def test_the_schools_behind_districts_do_not_hide_the_reasons() -> None:
    reason, coverage = split_note("覆盖1/2所（合学校3/8所）：未报送：乙区")
    assert reason == ""
    assert coverage is not None
    assert coverage.reasons == ("未报送：乙区",)


def test_a_correction_stands_beside_its_figure_and_in_a_table_of_its_own(
    district: Aggregate, catalogue: Catalogue
) -> None:
    before = district.record.cell("graduates").raw
    one = Correction("graduates", "9", "甲乙区", before, "7", "有重复", "高审之", "2026-01-20", ("名册.pdf", "ab"))
    changed = corrected_aggregate(district, [one], catalogue)

    printed = build_district_annex(changed, catalogue)

    figure = _figure(printed, "graduates")
    assert (figure.text, figure.correction) == ("7", one.words())
    assert figure.formula.endswith(f"= {before}")
    assert any(one.words() in note for table in printed.tables for note in table.notes)
    table = next(table for table in printed.details if table.id == "corrections")
    assert table.rows == (("甲乙区", "毕业生人数", before, "7", "有重复", "名册.pdf", "高审之，2026-01-20"),)


def test_a_school_s_corrected_cell_says_so_where_its_part_is_shown(
    catalogue: Catalogue, record_of: RecordMaker, answers: dict[str, str]
) -> None:
    own = record_of("第一职校", "1", "school", answers | {"graduates": "100"})
    one = Correction("graduates", "1", "第一职校", "100", "90", "有重复", "高审之", "2026-01-20")
    seen = corrected_record(own, [one], catalogue)
    made = aggregate(
        [seen.record],
        catalogue,
        edition="dy2023/district",
        organisation=Organisation("9", "甲乙区", "district"),
        registry=[own.organisation],
    )

    printed = build_district_annex(corrected_aggregate(made, [], catalogue, of_schools=seen.outcomes), catalogue)

    part = _figure(printed, "graduates").contributions[0]
    assert (part.text, part.correction) == ("90", one.words())
    assert _figure(printed, "graduates").correction == ""
