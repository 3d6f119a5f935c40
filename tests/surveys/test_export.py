"""What leaves the house tells nobody from anybody."""

from __future__ import annotations

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import AnswerSheet, Pace
from nianbao.surveys.export import HIDDEN, answer_rows, as_csv, result_rows
from nianbao.surveys.frame import Stratum
from nianbao.surveys.result import result_of

STRATA = (Stratum("a", 60, "会计", "一"), Stratum("b", 40, "数控", "一"), Stratum("c", 20, "烹饪", "二"))


def sheets() -> list[AnswerSheet]:
    return (
        [AnswerSheet("54545", "a") for _ in range(20)]
        + [AnswerSheet("44444", "b") for _ in range(8)]
        + [AnswerSheet("1----", "b"), AnswerSheet("55555", "b", Pace.QUICK)]
        + [AnswerSheet("22-22", "c") for _ in range(3)]
    )


def test_the_place_of_few_is_not_told(staff: Instrument) -> None:
    rows = answer_rows(staff, sheets(), STRATA)

    assert rows[0] == ["专业", "年级", "conditions", "development", "fairness", "say", "whole"]
    assert {row[0] for row in rows[1:]} == {"会计", HIDDEN}  # 烹饪, and with it 数控, or subtraction would tell
    assert len(rows) == 1 + 31


def test_sheets_that_do_not_count_are_left_out_and_blanks_stay_blank(staff: Instrument) -> None:
    rows = answer_rows(staff, sheets(), STRATA)

    assert ["2", "2", "", "2", "2"] in [row[2:] for row in rows]
    assert all(row[2:] != ["5"] * 5 for row in rows)


def test_the_order_of_rows_is_that_of_their_content(staff: Instrument) -> None:
    rows = answer_rows(staff, sheets(), STRATA)
    again = answer_rows(staff, list(reversed(sheets())), STRATA)

    assert rows == again
    assert rows[1:] == sorted(rows[1:])


def test_results_as_a_table_hide_what_the_page_hides(staff: Instrument) -> None:
    rows = result_rows(result_of(staff, sheets(), STRATA))

    by_place = {row[0]: row for row in rows}
    assert by_place["全体"][3] == "31"
    assert by_place["烹饪"][3:5] == [HIDDEN, ""]
    assert by_place["会计"][4] == "100.00"


def test_a_name_that_is_a_formula_is_made_harmless() -> None:
    assert as_csv([["=cmd|' /C calc'!A0", "+1", "会计"]]).decode("utf-8-sig").startswith("'=cmd")
