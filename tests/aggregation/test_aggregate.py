from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import CATALOGUE, DISTRICT, PERIOD, PROVINCE, record, school

from nianbao.aggregation.aggregate import Aggregate, aggregate, state_counts
from nianbao.aggregation.coverage import Absence
from nianbao.facts.cell import CellState
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation, Record

ONE, TWO, THREE = school("1", "一职"), school("2", "二职"), school("3", "三职")


def district(*records: Record, registry: tuple[Organisation, ...] = (ONE, TWO, THREE)) -> Aggregate:
    return aggregate(records, CATALOGUE, edition="dy2023/district", organisation=DISTRICT, registry=registry)


def absences(result: Aggregate, indicator: str) -> dict[str, Absence]:
    return {one.organisation.name: one.absence for one in result.figures[indicator].coverage.absent}


def test_a_count_is_added_up_and_says_who_is_in_it() -> None:
    result = district(record(ONE, graduates="120"), record(TWO, graduates="88"), record(THREE, graduates="0"))

    figure = result.figures["graduates"]
    assert result.record.cell("graduates").number.value == 208
    assert [(one.organisation.name, one.value, one.share) for one in figure.contributions] == [
        ("一职", 120, Decimal("0.576923")),
        ("二职", 88, Decimal("0.423077")),
        ("三职", 0, Decimal("0.000000")),
    ]
    assert figure.coverage.describe() == "覆盖3/3所"
    assert result.record.facts["graduates"].note == ""
    assert figure.formula() == "毕业生人数 = 120（一职） + 88（二职） + 0（三职） = 208"


def test_a_blank_is_not_a_zero() -> None:
    result = district(record(ONE, graduates="120"), record(TWO, graduates=""), record(THREE, graduates="缺报"))

    assert result.record.cell("graduates").number.value == 120
    assert absences(result, "graduates") == {"二职": Absence.BLANK, "三职": Absence.MISSING}
    assert not result.figures["graduates"].coverage.is_complete
    assert result.record.facts["graduates"].note == "覆盖1/3所：空白：二职；缺报：三职"


def test_a_figure_is_traced_down_to_the_cell_of_a_school() -> None:
    result = district(record(ONE, dual="41", teachers="141"))

    assert result.trace("dual_share") == (
        ("一职", "dual = 41", Place(file="1.xlsx", sheet="表1", cell="D4")),
        ("一职", "teachers = 141", Place(file="1.xlsx", sheet="表1", cell="D5")),
    )


def test_a_ratio_is_recomputed_and_never_averaged() -> None:
    result = district(
        record(ONE, dual_share="50", dual="10", teachers="20"),
        record(TWO, dual_share="10", dual="10", teachers="100"),
        registry=(ONE, TWO),
    )

    assert result.record.cell("dual_share").raw == "16.67"
    assert result.figures["dual_share"].exact == Fraction(50, 3)
    assert result.figures["dual_share"].formula() == "双师素质专任教师比例 = (10 + 10) ÷ (20 + 100) × 100 = 16.67"


def test_a_school_without_a_base_item_is_out_of_numerator_and_denominator() -> None:
    result = district(
        record(ONE, dual="10", teachers="20"), record(TWO, dual_share="99", teachers="100"), registry=(ONE, TWO)
    )

    assert result.record.cell("dual_share").raw == "50.00"
    assert result.record.cell("teachers").raw == "120"
    assert result.record.facts["dual_share"].note == "覆盖1/2所：缺支撑项：二职（双师素质专任教师数）"
    assert not result.covers_alike(["dual_share", "teachers"])
    assert result.covers_alike(["dual_share", "dual"])


def test_a_ratio_without_any_base_items_is_missing_with_the_reason() -> None:
    result = district(record(ONE, dual_share="50"), record(TWO, dual_share="60"), registry=(ONE, TWO))

    assert result.record.cell("dual_share").state is CellState.MISSING
    assert "比率不作平均" in result.record.facts["dual_share"].note
    assert "never averaged" in result.figures["dual_share"].note(english=True)


@pytest.mark.parametrize("students", ["0", "无", "", "不适用"])
def test_the_teachers_of_a_unit_without_students_are_in_the_total_and_not_in_the_ratio(students: str) -> None:
    centre = school("2", "培训中心", has_students=False, has_graduates=False)
    result = district(
        record(ONE, students="1000", teachers="80"),
        record(centre, students=students, teachers="30"),
        registry=(ONE, centre),
    )

    assert result.record.cell("students_per_teacher").raw == "12.50"
    assert result.record.cell("teachers").raw == "110"
    assert absences(result, "students_per_teacher") == {"培训中心": Absence.NO_STUDENTS}
    assert result.figures["students_per_teacher"].coverage.is_complete
    assert not result.covers_alike(["students_per_teacher", "students", "teachers"])


def test_a_unit_without_students_by_the_registry_that_has_some_is_taken_at_its_word() -> None:
    centre = school("2", "培训中心", has_students=False, has_graduates=False)
    result = district(record(centre, students="100", teachers="10"), registry=(centre,))

    assert result.record.cell("students_per_teacher").raw == "10.00"


def test_a_school_that_adds_nothing_makes_no_difference_to_coverage() -> None:
    result = district(record(ONE, dual="10", teachers="20"), record(TWO, teachers="0"), registry=(ONE, TWO))

    assert result.covers_alike(["dual_share", "teachers"])


def test_nobody_below_the_line_means_not_applicable() -> None:
    result = district(record(ONE, dual="0", teachers="0"), registry=(ONE,))

    assert result.record.cell("dual_share").state is CellState.NOT_APPLICABLE
    assert result.record.facts["dual_share"].note == "分母合计为零"


def test_a_mean_is_weighted_by_those_who_answered() -> None:
    result = district(
        record(ONE, satisfaction="90", respondents="300"),
        record(TWO, satisfaction="100.00", respondents="1"),
        record(THREE, satisfaction="80", respondents=""),
    )

    figure = result.figures["satisfaction"]
    assert figure.exact == Fraction(27100, 301)
    assert result.record.cell("satisfaction").raw == "90.03"
    assert [one.share for one in figure.contributions] == [Decimal("0.996678"), Decimal("0.003322")]
    assert absences(result, "satisfaction") == {"三职": Absence.WEIGHT_MISSING}


@pytest.mark.parametrize("respondents", ["0", "无", "-3", "不适用"])
def test_a_mean_that_nobody_answered_for_weighs_nothing(respondents: str) -> None:
    result = district(record(ONE, satisfaction="100", respondents=respondents), registry=(ONE,))

    assert absences(result, "satisfaction") == {"一职": Absence.WEIGHT_MISSING}
    assert result.record.cell("satisfaction").state is CellState.MISSING


def test_a_text_in_a_box_for_numbers_is_owed_and_shown() -> None:
    result = district(record(ONE, satisfaction="网上调查", respondents="2"), registry=(ONE,))

    assert result.record.facts["satisfaction"].note.endswith("不是本指标的数值：一职（网上调查）")


def test_a_number_in_another_dimension_is_not_added() -> None:
    result = district(record(ONE, staff="50"), record(TWO, staff="30人次"), registry=(ONE, TWO))

    assert result.record.cell("staff").raw == "50"
    assert absences(result, "staff") == {"二职": Absence.UNREADABLE}


def test_units_of_one_dimension_are_converted_before_adding() -> None:
    result = district(record(ONE, funding="3000元"), record(TWO, funding="1.2"), registry=(ONE, TWO))

    assert result.record.cell("funding").raw == "1.50"
    assert result.record.cell("funding").number.value == 15000


def test_rounding_happens_once_at_the_places_of_the_form_and_the_unrounded_is_kept() -> None:
    result = district(record(ONE, funding="330.655917"), record(TWO, funding="0.004083"), registry=(ONE, TWO))

    assert result.record.cell("funding").raw == "330.66"
    assert result.figures["funding"].unrounded == Decimal("330.66")
    assert district(record(ONE, funding="0.125"), registry=(ONE,)).record.cell("funding").raw == "0.13"


def test_a_united_list_counts_a_shared_entry_once() -> None:
    result = district(
        record(ONE, ({"name": "学前教育", "core_major": "幼儿保育"},), groups="1"),
        record(TWO, ({"name": "学前 教育", "core_major": "早期教育"}, {"name": "汽修"}), groups="2"),
        record(THREE, groups="无"),
    )

    assert result.record.cell("groups").raw == "2"
    assert result.record.lists["major_group_list"] == (
        {"name": "学前教育", "core_major": "幼儿保育、早期教育"},
        {"name": "汽修"},
    )
    assert result.figures["groups"].coverage.counted == 3


def test_a_count_without_its_list_cannot_be_united() -> None:
    result = district(record(ONE, ({"name": "汽修"},), groups="1"), record(TWO, groups="3"), registry=(ONE, TWO))

    assert result.record.cell("groups").state is CellState.MISSING
    assert result.record.facts["groups"].note == "缺清单，无法去重合计；覆盖1/2所：缺清单：二职（只报了数3）"


def test_a_maximum_and_what_is_only_listed() -> None:
    result = district(
        record(ONE, core_bandwidth="1000", bandwidth="200", method="网上问卷"),
        record(TWO, core_bandwidth="10000", bandwidth="500", method="纸质问卷"),
        record(THREE, core_bandwidth="无", bandwidth="无", method="网上问卷"),
    )

    assert result.record.cell("core_bandwidth").raw == "10000"
    assert result.record.cell("bandwidth").state is CellState.NOT_APPLICABLE
    assert result.record.facts["bandwidth"].note == "不汇总，各单位分列"
    assert result.figures["bandwidth"].formula() == "互联网出口带宽: 一职: 200; 二职: 500; 三职: 无"
    assert result.record.cell("method").text == "网上问卷、纸质问卷"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (("不适用", "不适用"), CellState.NOT_APPLICABLE),
        (("无", "无"), CellState.NONE),
        (("无", "不适用"), CellState.NONE),
        (("无", "5"), CellState.VALUE),
        (("不适用", "5"), CellState.VALUE),
        (("缺报", "不适用"), CellState.MISSING),
        (("", ""), CellState.MISSING),
        (("无", "缺报"), CellState.NONE),
    ],
)
def test_how_states_flow_into_a_sum(answers: tuple[str, str], state: CellState) -> None:
    result = district(record(ONE, staff=answers[0]), record(TWO, staff=answers[1]), registry=(ONE, TWO))

    assert result.record.cell("staff").state is state


def test_none_says_nothing_about_a_mean() -> None:
    result = district(record(ONE, satisfaction="无", respondents="无"), registry=(ONE,))

    assert absences(result, "satisfaction") == {"一职": Absence.NONE}
    assert result.record.cell("satisfaction").state is CellState.NONE


def test_a_school_without_graduates_and_one_without_students_owe_nothing() -> None:
    young = school("2", "新校", has_graduates=False)
    empty = school("3", "老校", has_students=False)

    result = district(record(ONE, graduates="10"), record(young, graduates=""), registry=(ONE, young, empty))

    coverage = result.figures["graduates"].coverage
    assert absences(result, "graduates") == {"新校": Absence.NO_GRADUATES, "老校": Absence.NO_STUDENTS}
    assert (coverage.counted, coverage.expected, coverage.total) == (1, 1, 3)
    assert coverage.is_complete


def test_a_school_that_hands_nothing_in_is_named_with_its_reason() -> None:
    closed = school("2", "停办校", no_report_reason="2023年停办")

    result = district(record(ONE, staff="10"), registry=(ONE, closed, THREE))

    assert result.record.facts["staff"].note == "覆盖1/3所：未报送：停办校（2023年停办）、三职（未说明原因）"
    assert [notice.code for notice in result.notices] == ["no-reason-for-not-reporting"]


def test_a_record_of_one_school_out_of_two_never_looks_like_a_district() -> None:
    result = district(record(ONE, staff="172"), registry=(ONE, TWO))

    assert result.figures["staff"].coverage.describe() == "覆盖1/2所：未报送：二职（未说明原因）"


def test_no_registry_and_a_school_outside_it_are_said_aloud() -> None:
    assert [n.code for n in district(record(ONE, staff="1"), registry=()).notices] == ["registry-empty"]
    stranger = Organisation("9", "民办校", "school")
    result = district(record(ONE, staff="1"), record(stranger, staff="2"), registry=(ONE,))
    assert [notice.code for notice in result.notices] == ["not-in-registry"]
    assert result.record.cell("staff").raw == "3"


def test_a_hedged_number_leaves_the_total_hedged() -> None:
    result = district(record(ONE, staff="约300"), record(TWO, staff="20"), registry=(ONE, TWO))

    assert result.record.cell("staff").raw == "约320"
    assert result.record.cell("staff").number.hedge is Hedge.ABOUT


@pytest.mark.parametrize(
    ("records", "registry", "code"),
    [
        ([record(ONE), record(ONE)], (ONE,), "organisation-twice"),
        ([record(ONE)], (ONE, ONE), "organisation-twice"),
        ([replace(record(ONE), edition="dy2021/beijing-district")], (ONE,), "editions-differ"),
        ([record(replace(ONE, parent="110117"))], (), "record-of-another-organisation"),
        ([record(ONE)], (replace(ONE, parent="110117"),), "record-of-another-organisation"),
    ],
)
def test_records_that_do_not_belong_together_are_refused(
    records: list[Record], registry: tuple[Organisation, ...], code: str
) -> None:
    with pytest.raises(Problem) as caught:
        district(*records, registry=registry)

    assert caught.value.code == code
    assert "一职" in caught.value.message
    assert "一职" in caught.value.message_en


def test_an_indicator_that_the_catalogue_lacks_is_named() -> None:
    broken = replace(CATALOGUE, indicators={k: v for k, v in CATALOGUE.indicators.items() if k != "staff"})

    with pytest.raises(Problem, match="staff"):
        aggregate([], broken, edition="dy2023/district", organisation=DISTRICT, registry=[])


def test_states_are_counted() -> None:
    assert state_counts(record(ONE, staff="1", graduates="无"))[CellState.NONE] == 1


counts = st.integers(0, 400).map(str) | st.sampled_from(["", "无", "不适用", "缺报", "网上调查"])
shares = st.decimals(0, 100, places=2).map(str) | st.sampled_from(["", "无", "不适用", "缺报"])
money = st.decimals(0, 10**6, places=6).map(str) | st.sampled_from(["", "无"])
answers = st.fixed_dictionaries(
    {
        "graduates": counts,
        "staff": counts,
        "funding": money,
        "dual": counts,
        "teachers": counts,
        "dual_share": shares,
        "satisfaction": shares,
        "respondents": counts,
        "core_bandwidth": counts,
    }
)
lists = st.lists(st.sampled_from(["汽修", "学前教育", "会计", "烹饪"]), max_size=3, unique=True)


@given(st.lists(st.tuples(answers, lists), min_size=1, max_size=6), st.integers(0, 6))
def test_a_province_from_districts_equals_a_province_from_schools(
    filled: list[tuple[dict[str, str], list[str]]], cut: int
) -> None:
    schools = [school(str(place)) for place in range(len(filled))]
    records = [
        record(one, tuple({"name": name} for name in names), groups=str(len(names)), **given_answers)
        for one, (given_answers, names) in zip(schools, filled, strict=True)
    ]
    districts = [Organisation(f"11010{place}", f"{place}区", "district", PROVINCE.code) for place in range(2)]
    halves = [records[:cut], records[cut:]]
    lower = [
        aggregate(
            [replace(one, organisation=replace(one.organisation, parent=above.code)) for one in half],
            CATALOGUE,
            edition="dy2023/district",
            organisation=above,
            registry=[replace(one.organisation, parent=above.code) for one in half],
        )
        for above, half in zip(districts, halves, strict=True)
    ]

    through = aggregate(
        [each.record for each in lower],
        CATALOGUE,
        edition="dy2023/district",
        organisation=PROVINCE,
        registry=districts,
        carried={each.organisation.code: each.carried for each in lower},
    )
    straight = aggregate(
        [replace(one, organisation=replace(one.organisation, parent=PROVINCE.code)) for one in records],
        CATALOGUE,
        edition="dy2023/district",
        organisation=PROVINCE,
        registry=[replace(one.organisation, parent=PROVINCE.code) for one in records],
    )

    for name, figure in straight.figures.items():
        assert through.figures[name].exact == figure.exact, name
        assert through.record.cell(name).number == figure.cell.number, name
        assert through.figures[name].coverage.schools_counted == figure.coverage.counted, name
        assert through.figures[name].coverage.schools_total == figure.coverage.total, name
    assert through.record.facts["staff"].period == PERIOD


def test_a_figure_changed_by_the_district_replaces_what_was_carried() -> None:
    lower = district(record(ONE, staff="10", satisfaction="90", respondents="7"), registry=(ONE,))
    changed = replace(
        lower.record,
        facts={
            **lower.record.facts,
            "staff": replace(lower.record.facts["staff"], cell=record(ONE, staff="12").cell("staff")),
            "satisfaction": replace(
                lower.record.facts["satisfaction"], cell=record(ONE, satisfaction="95").cell("satisfaction")
            ),
        },
    )

    above = aggregate(
        [changed],
        CATALOGUE,
        edition="dy2023/district",
        organisation=PROVINCE,
        registry=[DISTRICT],
        carried={DISTRICT.code: lower.carried},
    )

    assert above.record.cell("staff").raw == "12"
    assert above.record.cell("satisfaction").state is CellState.MISSING
    assert "下级改动了汇总值" in above.record.facts["satisfaction"].note
