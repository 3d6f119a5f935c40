"""Every family's examples are tests: what they say of themselves is what happens."""

from __future__ import annotations

import pytest
from family_reading import outcomes

from nianbao.extraction.example import Example
from nianbao.extraction.families import families

ALL = [(family.name, example) for family in families() for example in family.module.EXAMPLES]


@pytest.mark.parametrize(("family", "example"), ALL, ids=[f"{name}-{i}" for i, (name, _) in enumerate(ALL)])
def test_an_example_behaves_as_it_says(family: str, example: Example) -> None:
    holds, fails = outcomes(family, example.text)
    match example.outcome:
        case "fail":
            assert fails
        case "pass":
            assert holds
            assert not fails
        case "silent":
            assert not fails
        case other:
            pytest.fail(f"no such outcome: {other}")


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_a_family_explains_itself(family) -> None:
    assert family.rule.endswith(".")
    for word in ("Cue:", "Why it", "Guards:"):
        assert word in family.explanation, f"{family.name} does not give its {word}"
    outcomes_shown = {example.outcome for example in family.module.EXAMPLES}
    if family.name != "carried-over":  # which needs a second document to fail
        assert {"fail", "silent"} <= outcomes_shown
    assert family.module.FAULT
