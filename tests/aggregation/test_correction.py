from dataclasses import replace
from decimal import Decimal

import pytest
from small_catalogue import CATALOGUE, DISTRICT, PROVINCE, record, school

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.aggregation.correction import (
    Correction,
    corrected_aggregate,
    corrected_cell,
    corrected_record,
    reads_alike,
)
from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Meaning

ONE, TWO = school("1", "一职"), school("2", "二职")
SWAPPED = Correction("graduates", "1", "一职", "120", "210", "两位数字写颠倒", "高审之", "2026-01-20")
TOTAL = replace(SWAPPED, organisation=DISTRICT.code, name=DISTRICT.name, before="208", after="200", reason="有重复")


def district(*records: Record) -> Aggregate:
    return aggregate(records, CATALOGUE, edition="dy2023/district", organisation=DISTRICT, registry=(ONE, TWO))


def meaning(name: str) -> Meaning:
    return CATALOGUE.indicators[name].meaning_in("dy2023")


def test_a_school_s_cell_is_read_otherwise_and_the_school_s_record_stays() -> None:
    own = record(ONE, graduates="120")

    seen = corrected_record(own, [SWAPPED], CATALOGUE)

    assert own.cell("graduates").raw == "120"
    assert seen.record.cell("graduates").raw == "210"
    assert seen.record.facts["graduates"].note == SWAPPED.words()
    assert [one.is_used for one in seen.outcomes] == [True]
    assert district(seen.record, record(TWO, graduates="88")).record.cell("graduates").number.value == 298


def test_a_correction_of_a_cell_that_changed_since_stands_aside() -> None:
    seen = corrected_record(record(ONE, graduates="119"), [SWAPPED], CATALOGUE)

    assert seen.record.cell("graduates").raw == "119"
    assert [(one.is_used, one.now) for one in seen.outcomes] == [(False, "119")]


def test_a_cell_that_was_left_blank_is_filled_by_a_correction() -> None:
    seen = corrected_record(record(ONE), [replace(SWAPPED, before="")], CATALOGUE)

    assert seen.record.cell("graduates").number.value == 210


def test_a_figure_of_the_district_is_corrected_alone_and_keeps_what_it_was_made_of() -> None:
    made = district(record(ONE, graduates="120"), record(TWO, graduates="88"))

    changed = corrected_aggregate(made, [TOTAL], CATALOGUE)

    figure = changed.figures["graduates"]
    assert (figure.cell.raw, figure.made.raw) == ("200", "208")
    assert figure.formula() == "毕业生人数 = 120（一职） + 88（二职） = 208"
    assert changed.record.cell("graduates").number.value == Decimal(200)
    assert "更正为200。有重复（高审之，2026-01-20）" in changed.record.facts["graduates"].note
    assert made.record.cell("graduates").number.value == 208


def test_a_correction_of_a_total_that_changed_since_stands_aside() -> None:
    made = district(record(ONE, graduates="120"), record(TWO, graduates="90"))

    changed = corrected_aggregate(made, [TOTAL], CATALOGUE)

    assert changed.record.cell("graduates").number.value == 210
    assert [(one.is_used, one.now) for one in changed.corrections] == [(False, "210")]


def test_the_next_level_up_adds_what_was_corrected_and_does_not_trust_a_corrected_ratio() -> None:
    made = district(record(ONE, dual="41", teachers="141"))
    ratio = replace(TOTAL, indicator="dual_share", before=made.record.cell("dual_share").raw, after="30.00")
    below = corrected_aggregate(made, [ratio], CATALOGUE)

    above = aggregate(
        [below.record],
        CATALOGUE,
        edition="dy2023/district",
        organisation=PROVINCE,
        registry=[DISTRICT],
        carried={DISTRICT.code: below.carried},
    )

    assert above.record.cell("dual_share").state is CellState.MISSING
    assert "下级改动了汇总值：30.00" in above.record.facts["dual_share"].note


def test_the_same_number_written_otherwise_is_the_same() -> None:
    assert reads_alike("１２０", read_cell("120"), meaning("graduates"))
    assert not reads_alike("120", read_cell("121"), meaning("graduates"))
    assert reads_alike("", read_cell(""), meaning("graduates"))
    assert not reads_alike("", read_cell("0"), meaning("graduates"))


@pytest.mark.parametrize("after", ["", " ", "很多"])
def test_a_correction_that_says_no_number_is_refused(after: str) -> None:
    with pytest.raises(Problem):
        corrected_cell(after, read_cell("120"), meaning("graduates"))


def test_a_correction_may_say_that_there_is_none() -> None:
    assert corrected_cell("无", read_cell("120"), meaning("graduates")).state is CellState.NONE


def test_a_correction_travels_as_data() -> None:
    kept = replace(SWAPPED, evidence=("名册.pdf", "ab12"))
    assert Correction.from_json(kept.to_json()) == kept
    with pytest.raises(Problem, match="after"):
        Correction.from_json({key: value for key, value in kept.to_json().items() if key != "after"})
