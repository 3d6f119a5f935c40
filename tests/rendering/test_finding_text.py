from decimal import Decimal

from nianbao.checks.finding import EVIDENCE, SUSPECT, Finding, Spot
from nianbao.checks.outcome import Verdict
from nianbao.checks.waiver import Waiver
from nianbao.facts.place import Place
from nianbao.rendering.finding_text import finding_view

WAIVER = Waiver("f1", "AR001", "两名学生中途转出", "王老师", "2023-12-01", {"graduates": "12"})


def _finding(*spots: Spot, waiver: Waiver | None = None) -> Finding:
    return Finding(
        "f1",
        "AR001",
        "parts-miss-total",
        "sum",
        "contradiction",
        "error",
        Verdict.FAIL,
        "合计不符。",
        "The total is off.",
        formula=f"5 + 6 = {Decimal(11)} ≠ 12",
        spots=spots,
        waiver=waiver,
    )


def _spot(cell: str, role: str, key: str = "graduates") -> Spot:
    return Spot(key, "毕业生人数", "12", role, Place(file="a.xlsx", sheet="表1", cell=cell))


def test_a_finding_keeps_its_words_and_its_arithmetic() -> None:
    view = finding_view(_finding(), "第一职校")
    assert (view.code, view.severity, view.verdict, view.organisation) == ("AR001", "error", "fail", "第一职校")
    assert view.message == "合计不符。"
    assert view.formula == "5 + 6 = 11 ≠ 12"


def test_suspects_are_the_places_to_look_at() -> None:
    view = finding_view(_finding(_spot("D5", SUSPECT), _spot("D6", EVIDENCE, "graduates_placed")))
    assert view.place == "a.xlsx 表1!D5"


def test_without_suspects_everything_it_rests_on_is_named() -> None:
    view = finding_view(_finding(_spot("D5", EVIDENCE), _spot("D6", EVIDENCE, "graduates_placed")))
    assert view.place == "a.xlsx 表1!D5\na.xlsx 表1!D6"


def test_a_waiver_is_printed_with_who_signed_it() -> None:
    view = finding_view(_finding(_spot("D5", SUSPECT), waiver=WAIVER))
    assert view.waiver == "两名学生中途转出（王老师，2023-12-01）"


def test_a_waiver_for_other_figures_explains_nothing() -> None:
    stale = Waiver("f1", "AR001", "两名学生中途转出", "王老师", "2023-12-01", {"graduates": "13"})
    assert finding_view(_finding(_spot("D5", SUSPECT), waiver=stale)).waiver == ""
