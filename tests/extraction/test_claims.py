"""Claims become relations that the engine can judge, with ids that follow from their numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.checks.engine import judge
from nianbao.checks.outcome import Verdict
from nianbao.extraction import claims
from nianbao.facts.cell import read_cell
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand


def operand(text: str, key: str = "") -> Operand:
    return Operand(key or text, text, read_cell(text))


def test_every_kind_of_claim_can_be_judged() -> None:
    a, b, c = operand("12"), operand("25"), operand("37")
    readings = [
        claims.sum_of(c, [a, b]),
        claims.at_most([a], [b]),
        claims.share_of(operand("32.43%"), [a], [c]),
        claims.ratio_of(operand("2.08:1"), [b], [a]),
        claims.difference_of(operand("13"), b, a),
        claims.growth_of(operand("108.33%"), b, a),
        claims.mean_of(operand("18.5"), [a, b]),
        claims.direction_of(b, a, "up"),
        claims.trend_of([a, b, c], "up"),
        claims.list_count(operand("3"), 3, 4),
        claims.same(a, operand("12", "other")),
        claims.attainable(operand("48.65%"), c),
        claims.magnitude(a, Decimal(1), Decimal(20)),
    ]
    assert [judge(reading).verdict for reading in readings] == [Verdict.PASS] * len(readings)


def test_an_id_depends_on_family_and_numbers_alone() -> None:
    reading = claims.sum_of(operand("37"), [operand("12"), operand("25")])
    assert claims.relation("f", [reading], "合计").id == claims.relation("f", [reading], "共计").id
    assert claims.relation("g", [reading], "合计").id != claims.relation("f", [reading], "合计").id


def test_a_hint_is_an_info_named_after_its_family() -> None:
    places = (Place("report.txt", line=3, text="42人"), Place("report.txt", line=9, text="24人"))
    hint = claims.hint_at("f", "b1:4", "mismatch", places, "甲", "A", weight=0.4, reported="42人", expected="24人")
    assert (hint.id, hint.weight) == ("f:b1:4", 0.4)
    assert (hint.remark.family, hint.remark.kind, hint.remark.severity) == ("f", "mismatch", "info")
    assert (hint.remark.places, hint.remark.message, hint.remark.message_en) == (places, "甲", "A")
    assert (hint.remark.reported, hint.remark.expected, hint.remark.formula, hint.remark.keys) == (
        "42人",
        "24人",
        "",
        (),
    )


def test_a_hint_is_never_certain() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        claims.hint_at("f", "b1:4", "mismatch", (), "甲", "A", weight=1)


def test_a_number_without_its_unit_stays_under_its_key() -> None:
    bare = claims.unitless(operand("12万元"))
    assert bare.key == "12万元"
    assert bare.cell.number is not None
    assert (bare.cell.number.unit, bare.cell.number.value) == (None, Decimal(120_000))
    nothing = operand("—")
    assert claims.unitless(nothing) is nothing


def test_another_place_is_called_by_its_line() -> None:
    assert claims.told_elsewhere(Place("report.txt", line=9)) == ("第9行", "at line 9")
    assert claims.told_elsewhere(Place("report.docx")) == ("另一处", "elsewhere")
