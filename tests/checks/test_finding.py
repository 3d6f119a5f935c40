from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from nianbao.checks.finding import Finding, Spot, order, sign_waiver, tally, with_waivers
from nianbao.checks.outcome import Reason, Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem

FINDING = Finding(
    id="0123456789ab", check="AR103", name="employed-and-studying-miss-graduates", kind="sum", group="contradiction",
    severity="error", verdict=Verdict.FAIL, message="不符", message_en="differs", formula="12 + 25 = 37 ≠ 27",
    reported="27", expected="37",
    spots=(
        Spot("row3.graduates", "会计 毕业生人数", "27", "suspect", Place(line=184, column=10)),
        Spot("row3.further", "会计 升学人数", "25", "evidence", Place(line=184, column=30)),
    ),
)  # fmt: skip
REPAIR = Repair((Change("row3.further", "会计 升学人数", "25", "15", Decimal(15), Slip.DIGIT),), satisfies=3, cost=1)


def test_the_written_form_is_the_one_that_other_programs_read() -> None:
    data = replace(FINDING, repairs=(REPAIR,)).to_json()

    assert json.loads(json.dumps(data, ensure_ascii=False)) == data
    assert list(data)[:13] == [
        "id", "group", "check", "kind", "severity", "verdict", "message", "message_en", "formula", "reported",
        "expected", "places", "repairs",
    ]  # fmt: skip
    assert data["places"][1] == {
        "line": 184, "column": 30, "text": "25", "role": "evidence", "key": "row3.further", "label": "会计 升学人数",
    }  # fmt: skip
    assert data["repairs"] == [
        {"place": {"line": 184, "column": 30}, "key": "row3.further", "from": "25", "to": "15", "satisfies": 3,
         "alternative": 1},
    ]  # fmt: skip


def test_what_is_not_there_is_not_written() -> None:
    assert not {"waiver", "consequences", "read_next", "reason"} & set(FINDING.to_json())
    assert replace(FINDING, reason=Reason("blank", "空", "blank")).to_json()["reason"]["code"] == "blank"


def test_only_a_failing_error_of_a_stable_check_blocks() -> None:
    assert FINDING.blocks
    assert not replace(FINDING, severity="warning").blocks
    assert not replace(FINDING, verdict=Verdict.UNKNOWN).blocks
    assert not replace(FINDING, verdict=Verdict.BROKEN).blocks
    assert not replace(FINDING, is_preview=True).blocks


def test_a_waiver_needs_a_reason_a_name_and_a_date() -> None:
    waiver = sign_waiver(FINDING, reason="两名学生参军", by="王老师", on="2023-12-01", evidence=["证明.pdf"])

    assert waiver.values == {"row3.graduates": "27", "row3.further": "25"}
    for wrong in ({"reason": "属实"}, {"by": " "}, {"on": ""}):
        given = {"reason": "两名学生参军", "by": "王老师", "on": "2023-12-01", **wrong}
        with pytest.raises(Problem, match="说明要写清"):
            sign_waiver(FINDING, **given)


def test_what_cannot_be_explained_away_is_not_waived() -> None:
    with pytest.raises(Problem, match="不接受说明"):
        sign_waiver(replace(FINDING, waivable=False), reason="系统如此", by="王老师", on="2023-12-01")
    with pytest.raises(Problem, match="不需要说明"):
        sign_waiver(replace(FINDING, verdict=Verdict.UNKNOWN), reason="系统如此", by="王老师", on="2023-12-01")


def test_a_waived_finding_stays_visible() -> None:
    waiver = sign_waiver(FINDING, reason="两名学生参军", by="王老师", on="2023-12-01")
    [waived] = with_waivers([FINDING], [waiver])

    assert waived.is_waived
    assert not waived.blocks
    assert waived.to_json()["waiver"]["stale"] is False
    spots = (replace(FINDING.spots[0], text="28"), FINDING.spots[1])
    assert replace(waived, spots=spots).blocks


def test_findings_are_counted_by_verdict_and_severity() -> None:
    others = [replace(FINDING, verdict=Verdict.UNKNOWN), replace(FINDING, severity="warning")]
    counted = tally([FINDING, *others])

    assert (counted.failed, counted.unknown, counted.blocking) == (2, 1, 1)
    assert counted.by_severity == {"error": 1, "warning": 1, "info": 0}
    assert [one.severity for one in order([*others, FINDING])] == ["error", "warning", "error"]
