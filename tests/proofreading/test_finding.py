"""The stable form of the findings."""

from __future__ import annotations

from nianbao.facts.place import Place
from nianbao.proofreading.finding import (
    SCHEMA,
    MarkedPlace,
    ProofReport,
    ReportFinding,
    Suggestion,
    Verified,
    place_as_json,
)

PLACE = Place(file="a.txt", line=3, column=5, length=2, text="25")


def report() -> ProofReport:
    finding = ReportFinding(
        "sum-1", "contradiction", "table-totals", "sum", "error", "不符", "wrong", (MarkedPlace(PLACE, "suspect"),),
        formula="12 + 25 = 37 ≠ 27", reported="25", expected="15", repairs=(Suggestion(PLACE, "25", "15", 2),),
    )  # fmt: skip
    verified = Verified("r", "table-totals", "sum", True, "exact", "1 + 2 = 3", (PLACE,))
    return ProofReport("a.txt", "txt", None, 10, 6, (finding,), (verified,))


def test_the_form_has_the_names_that_other_programs_rely_on() -> None:
    data = report().as_json()
    assert data["schema"] == SCHEMA == "nianbao/findings/1"
    assert (
        data["document"] | {"name": "a.txt", "format": "txt", "edition": None, "numbers": 10, "in_relations": 6}
        == data["document"]
    )
    (finding,) = data["findings"]
    assert {
        "id",
        "group",
        "check",
        "kind",
        "severity",
        "verdict",
        "message",
        "message_en",
        "formula",
        "reported",
        "expected",
        "places",
        "repairs",
    } <= set(finding)
    assert finding["places"] == [{"line": 3, "column": 5, "length": 2, "text": "25", "role": "suspect"}]
    assert finding["repairs"][0] | {"from": "25", "to": "15", "satisfies": 2} == finding["repairs"][0]
    (relation,) = data["relations"]
    assert (relation["kind"], relation["holds"], relation["formula"]) == ("sum", True, "1 + 2 = 3")


def test_a_place_tells_only_what_its_format_knows() -> None:
    assert place_as_json(Place(page=2, text="x")) == {"page": 2, "text": "x"}


def test_errors_decide_about_success() -> None:
    assert report().has_errors
    assert report().of_severity("error", "contradiction")
    assert not report().of_severity("warning")
