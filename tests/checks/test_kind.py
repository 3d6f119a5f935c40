from __future__ import annotations

import pytest

from nianbao.checks.kind import WrongParameter, kinds

PROMISED = {
    "sum", "at_most", "share", "ratio", "difference", "growth", "mean", "direction", "list_count", "same", "magnitude",
    "cell_type", "whole_number", "attainable", "requires", "not_applicable_when", "within", "numbering", "missing",
    "small_sample", "change",
}  # fmt: skip
FAULTS = {"sum", "share", "mismatch", "missing", "magnitude", "cell-type", "direction", "rounding", "numbering",
          "logic", "ratio", "difference", "list-count", "growth", "mean"}  # fmt: skip


def test_every_kind_that_was_promised_is_there() -> None:
    assert set(kinds()) >= PROMISED


@pytest.mark.parametrize("name", kinds())
def test_a_kind_documents_itself(name: str) -> None:
    kind = kinds()[name]

    assert kind.fault in FAULTS
    assert kind.label
    assert kind.rule.endswith(".")
    assert all(role.says for role in kind.roles.values())
    assert all(parameter.says for parameter in kind.parameters.values())


def test_wrong_settings_are_refused_in_both_languages() -> None:
    with pytest.raises(WrongParameter) as wrong:
        kinds()["magnitude"].settle({"high": True})

    assert "上限" in wrong.value.zh
    assert "number" in wrong.value.en
