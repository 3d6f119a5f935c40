from dataclasses import replace

from small_catalogue import CATALOGUE, DISTRICT, INDICATORS, record, school

from nianbao.aggregation.aggregate import aggregate
from nianbao.aggregation.coverage import Absence
from nianbao.aggregation.method import Question, why_absent
from nianbao.facts.cell import Cell, CellState, read_cell
from nianbao.framework.model import Aggregation, AggregationMethod

ONE = school("1", "一职")


def test_circumstances_explain_a_blank_before_it_is_owed() -> None:
    meaning = CATALOGUE.indicators["graduates"].meanings[0]
    young, empty = school("2", has_graduates=False), school("3", has_students=False)
    blank = Cell.without_value(CellState.BLANK)

    assert [why_absent(blank, one, meaning)[0] for one in (ONE, young, empty)] == [
        Absence.BLANK,
        Absence.NO_GRADUATES,
        Absence.NO_STUDENTS,
    ]
    assert why_absent(read_cell("网上调查"), young, meaning) == (Absence.UNREADABLE, "网上调查")


def test_a_ratio_without_a_formula_is_listed_and_never_averaged() -> None:
    share = CATALOGUE.indicators["dual_share"]
    bare = replace(share, meanings=(replace(share.meanings[0], formula=None),))
    catalogue = replace(CATALOGUE, indicators={**CATALOGUE.indicators, "dual_share": bare})

    result = aggregate(
        [record(ONE, dual_share="50")],
        catalogue,
        edition="dy2023/district",
        organisation=DISTRICT,
        registry=[ONE],
    )

    assert Question(bare, bare.meanings[0], catalogue, "dy2023").method is AggregationMethod.NONE
    assert result.record.cell("dual_share").state is CellState.NOT_APPLICABLE


def test_a_union_without_a_named_list_needs_the_list() -> None:
    groups = next(one for one in INDICATORS if one.id == "groups")
    bare = replace(groups, meanings=(replace(groups.meanings[0], aggregation=Aggregation(AggregationMethod.DISTINCT)),))
    catalogue = replace(CATALOGUE, indicators={**CATALOGUE.indicators, "groups": bare})

    result = aggregate(
        [record(ONE, groups="6")], catalogue, edition="dy2023/district", organisation=DISTRICT, registry=[ONE]
    )

    assert [one.absence for one in result.figures["groups"].coverage.absent] == [Absence.LIST_MISSING]
