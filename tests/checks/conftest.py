from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from nianbao.checks.engine import judge
from nianbao.checks.outcome import Outcome
from nianbao.facts.cell import BLANK, read_cell
from nianbao.facts.relation import Operand, Reading
from nianbao.facts.unit import find_unit

Judged = Callable[..., Outcome]


def reading_of(kind: str, parameters: Mapping[str, Any] | None = None, /, **roles: Any) -> Reading:
    """A reading whose cells are typed as people write them; None is blank, ("29.6", "%") has its unit in the head."""

    def operand(role: str, number: int, text: Any) -> Operand:
        raw, label = text if isinstance(text, tuple) else (text, None)
        cell = BLANK if raw is None else read_cell(raw, find_unit(label) if label else None)
        return Operand(f"{role}{number}", f"{role}{number}", cell)

    listed = {role: texts if isinstance(texts, list) else [texts] for role, texts in roles.items()}
    return Reading(
        kind,
        {
            role: tuple(operand(role, number, text) for number, text in enumerate(texts))
            for role, texts in listed.items()
        },
        parameters or {},
    )


@pytest.fixture
def reading() -> Callable[..., Reading]:
    return reading_of


@pytest.fixture
def judged() -> Judged:
    """What the engine says of a reading given as ``judged("sum", total="27", parts=["12", "15"])``."""

    def run(kind: str, parameters: Mapping[str, Any] | None = None, /, **roles: Any) -> Outcome:
        return judge(reading_of(kind, parameters, **roles))

    return run
