"""Every check does what its own examples say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from nianbao.checks.example import show
from nianbao.checks.outcome import Verdict
from nianbao.checks.plan import plan_of
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import CheckSpec

CATALOGUE = load_catalogue()
CASES = [
    pytest.param(spec, example, id=f"{code}-{number}-{example['expect']}")
    for code, spec in sorted(CATALOGUE.checks.items())
    for number, example in enumerate(spec.examples, start=1)
]
# A missing cell is what these kinds look for, so they always know; answers and rows without a number say nothing.
ALWAYS_KNOWN = {"missing", "answer", "numbering"}


@pytest.mark.parametrize(("spec", "example"), CASES)
def test_a_check_does_what_its_own_examples_say(spec: CheckSpec, example: Mapping[str, Any]) -> None:
    shown = show(spec, example, CATALOGUE)

    assert shown.verdict == example["expect"], shown.finding.message


@pytest.mark.parametrize("spec", CATALOGUE.checks.values(), ids=list(CATALOGUE.checks))
def test_every_check_shows_all_its_verdicts(spec: CheckSpec) -> None:
    shown = {example["expect"] for example in spec.examples}

    if spec.parameters.get("together") and "every" in spec.parameters:
        shown.add("pass")
    wanted = {"pass", "fail"} | ({"unknown"} if spec.kind not in ALWAYS_KNOWN else set())
    if "form" in spec.parameters or spec.parameters.get("only_if") == "has_no_graduates":
        wanted.discard("unknown")  # a printed form has no blanks to wait for
    assert wanted <= shown


@pytest.mark.parametrize("edition", sorted(CATALOGUE.editions))
def test_no_check_of_an_edition_is_broken(edition: str) -> None:
    broken = {check.spec.code: check.broken for check in plan_of(CATALOGUE, edition).checks if check.broken}

    assert broken == {}


@pytest.mark.parametrize("spec", CATALOGUE.checks.values(), ids=list(CATALOGUE.checks))
def test_every_check_is_in_force_somewhere(spec: CheckSpec) -> None:
    assert any(
        spec.code == check.spec.code for edition in CATALOGUE.editions for check in plan_of(CATALOGUE, edition).checks
    )


@pytest.mark.parametrize(
    ("spec", "example"),
    [case for case in CASES if case.values[1]["expect"] == Verdict.FAIL],  # type: ignore[index]
)
def test_a_failing_message_has_no_gaps_in_either_language(spec: CheckSpec, example: Mapping[str, Any]) -> None:
    finding = show(spec, example, CATALOGUE).finding

    for text in (finding.message, finding.message_en):
        assert "{" not in text
        assert "「」" not in text
        assert "“”" not in text
        assert "（）" not in text
        assert "  " not in text
