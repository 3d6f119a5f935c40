from collections.abc import Iterable

from nianbao.checks.coverage import UNLIKE, where_covered_alike
from nianbao.checks.finding import Finding
from nianbao.checks.outcome import Verdict
from nianbao.checks.run import check_record
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue

FIGURES = {"students_per_teacher": "12.50", "full_time_equivalent_students": "1000", "teachers_weighted": "110"}


def findings() -> tuple[Finding, ...]:
    catalogue = load_catalogue()
    facts = {
        name: Fact(name, "9", Period.data_year(2025), read_cell(raw, catalogue.unit_of(name, "dy2025/district")))
        for name, raw in FIGURES.items()
    }
    record = Record(Organisation("9", "示例区", "district"), "dy2025/district", facts)
    return check_record(record, catalogue, codes=["XT001"])


def ratio_apart(keys: Iterable[str]) -> bool:
    return not {"students_per_teacher", "teachers_weighted"} <= set(keys)


def test_a_ratio_that_leaves_a_school_out_is_not_held_against_a_total_that_has_it() -> None:
    (failing,) = findings()
    assert failing.verdict is Verdict.FAIL

    (opened,) = where_covered_alike([failing], ratio_apart)

    assert opened.verdict is Verdict.UNKNOWN
    assert opened.reason is not None
    assert opened.reason.code == UNLIKE
    assert "覆盖的单位不同" in opened.message
    assert "different organisations" in opened.message_en
    assert not opened.blocks
    assert not opened.suspects
    assert opened.id == failing.id


def test_what_fails_for_figures_of_the_same_schools_still_fails() -> None:
    (failing,) = where_covered_alike(findings(), lambda keys: True)

    assert failing.verdict is Verdict.FAIL
