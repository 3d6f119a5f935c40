"""Whom to call first, with the reason in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nianbao.analysis.attention import Call, Cause, Unfiled, call_list
from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue

SHARE, ABOVE, BELOW = "teachers_dual_qualified_share", "teachers_dual_qualified", "full_time_teachers"


def city(strange: str = "", blank: str = "", wild: str = "") -> Panel:
    """Three districts of four schools; one school may triple, another leave a blank, a third be far out."""
    figures, subjects = [], []
    for number in range(12):
        code, parent = f"{number:03d}", "ABC"[number // 4]
        for data_year in (2024, 2025):
            subjects.append(Subject(code, f"{number}校", "school", parent, data_year, Decimal(800)))
            graduates = Decimal(200 + (number + data_year) % 5)
            if code == strange and data_year == 2025:
                graduates *= 3
            teachers = Decimal(50)
            dual = Decimal(1 if code == wild and data_year == 2025 else 30)
            values = {"graduates": graduates, ABOVE: dual, BELOW: teachers, SHARE: dual * 100 / teachers}
            for name, value in values.items():
                figure = Observation(code, data_year, f"dy{data_year}/school", name, "dy2023", CellState.VALUE, value)
                if code == blank and data_year == 2025 and name == "graduates":
                    figure = replace(figure, state=CellState.BLANK, value=None)
                figures.append(figure)
    names = [Subject(code, f"{code}区", "district", "city", 2025) for code in "ABC"]
    return Panel.of(figures, [*subjects, *names])


def causes(calls: tuple[Call, ...], code: str) -> set[Cause]:
    return {reason.cause for call in calls if call.unit.code == code for reason in call.reasons}


def test_the_district_with_most_to_ask_comes_first(catalogue: Catalogue) -> None:
    calls = call_list(city(strange="005", blank="010"), catalogue, ["graduates", SHARE], 2025, by_parent=True)
    assert [call.unit.code for call in calls] == ["B", "C", "A"]
    assert causes(calls, "B") == {Cause.MOVED}
    assert causes(calls, "C") == {Cause.OWING}
    assert calls[0].unit.name == "B区"


def test_the_reason_names_the_school_and_its_figures(catalogue: Catalogue) -> None:
    calls = call_list(city(strange="005"), catalogue, ["graduates"], 2025, by_parent=True)
    moved = next(reason for reason in calls[0].reasons if reason.cause is Cause.MOVED)
    assert "5校" in moved.message
    assert moved.schools == ("005",)
    assert "like schools" in moved.message_en


def test_a_figure_outside_its_expected_range_is_asked_about(catalogue: Catalogue) -> None:
    calls = call_list(city(wild="002"), catalogue, [SHARE], 2025)
    assert calls[0].unit.code == "002"
    low = catalogue.indicators[SHARE].meaning_in("dy2025").expected_low
    if low is not None and low > 2:
        assert Cause.OUTSIDE in causes(calls, "002")


def test_nothing_to_ask_is_no_reason(catalogue: Catalogue) -> None:
    calls = call_list(city(), catalogue, [SHARE], 2025)
    assert all(not call.reasons for call in calls)
    assert [call.unit.code for call in calls] == sorted(call.unit.code for call in calls)


def test_who_need_not_answer_owes_nothing(catalogue: Catalogue) -> None:
    panel = city(blank="010")
    spared = [replace(one, has_graduates=False) if one.code == "010" else one for one in panel.members(2025)]
    assert causes(call_list(panel, catalogue, ["graduates"], 2025, subjects=spared), "010") == set()


def test_where_more_than_half_of_a_change_comes_from_is_said(catalogue: Catalogue) -> None:
    calls = call_list(city(strange="005"), catalogue, ["graduates"], 2025)
    assert calls[0].unit.code == "005"
    assert Cause.CARRIES in causes(calls, "005")
    assert not any(Cause.CARRIES in causes(calls, other.unit.code) for other in calls[1:])


def test_among_three_somebody_always_carries_most_and_it_is_not_said(catalogue: Catalogue) -> None:
    calls = call_list(city(strange="005"), catalogue, ["graduates"], 2025, by_parent=True)
    assert not any(Cause.CARRIES in causes(calls, call.unit.code) for call in calls)


def test_a_district_whose_schools_handed_nothing_in_is_called_first(catalogue: Catalogue) -> None:
    panel = city(strange="005")
    late = [Unfiled(Subject(f"9{n}", f"{n}校", "school", "D", 2025), "2025-12-05") for n in (2, 1)]
    calls = call_list(panel, catalogue, ["graduates"], 2025, by_parent=True, unfiled=late, names={"D": "丁区"})
    assert [call.unit.name for call in calls][:2] == ["丁区", "B区"]
    (reason,) = calls[0].reasons
    assert (reason.cause, reason.indicator, reason.schools) == (Cause.UNFILED, "", ("91", "92"))
    assert reason.message == "有 2 所学校还没有报送（2025-12-05 截止）：1校、2校。"
    assert "2 schools have handed nothing in" in reason.message_en


def test_a_school_that_handed_nothing_in_stands_for_itself(catalogue: Catalogue) -> None:
    late = Unfiled(Subject("91", "新校", "school", "A", 2025), "2025-12-05")
    calls = call_list(city(), catalogue, ["graduates"], 2025, unfiled=[late], names={"91": "新校"})
    assert calls[0].unit.name == "新校"
    assert calls[0].reasons[0].message == "还没有报送（2025-12-05 截止）。"
