"""A cell holds what its column asks for: a number, a text, or one of the choices.

``wanted`` is number, text or choice; ``choices`` lists the choices, ``pattern`` a form
that a text must have. ``neighbour`` is the cell beside it, named when the contents look
shifted by a column. Cells without a value are for other checks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from nianbao.checks.kind import Parameter, Role, Shortcut
from nianbao.checks.measure import obstacle
from nianbao.checks.outcome import Grade, Outcome, Verdict, broken, not_applicable, unknown
from nianbao.facts.cell import CellState
from nianbao.facts.relation import Operand, Reading

LABEL = "单元格里是这一列该填的内容"
FAULT = "cell-type"
DETAILS = ("wanted", "wanted_en", "hint", "hint_en")
ROLES = (
    Role("value", "要看的单元格", numeric=False),
    Role("neighbour", "旁边的单元格", least=0, numeric=False),
)
PARAMETERS = (
    Parameter("wanted", "word", "应填内容", ("number", "text", "choice")),
    Parameter("choices", "words", "可选项"),
    Parameter("pattern", "pattern", "文字应有的样式"),
)
LABELS = {"number": ("数字", "a number"), "text": ("文字", "a text"), "choice": ("选项", "one of the choices")}


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Choices come from the rule or, where it says so, from the indicator's meaning."""
    if parameters.get("wanted") == "choice" and "choices" in parameters and not parameters["choices"]:
        return "choices 是空的", "choices is empty"
    return None


def evaluate(reading: Reading) -> Outcome:
    """The content of one cell against its column."""
    value = reading.operands["value"][0]
    wanted = reading.parameters.get("wanted", "number")
    choices: tuple[str, ...] = reading.parameters.get("choices", ())
    pattern = reading.parameters.get("pattern")
    if wanted == "choice" and not choices:
        return broken("wrong-parameter", "wanted: choice 要写 choices", "wanted: choice needs choices")
    if value.cell.state is CellState.BLANK or value.cell.state is CellState.MISSING:
        blocked = obstacle(value)
        assert blocked is not None
        return unknown(blocked)
    if value.cell.state is not CellState.VALUE:
        return not_applicable(value.label)
    text = value.cell.text
    if wanted == "number":
        fits = text is None
    elif wanted == "text":
        fits = text is not None and (pattern is None or pattern.fullmatch(text) is not None)
    else:
        fits = value.cell.raw.strip() in choices
    if fits:
        return Outcome(Verdict.PASS, Grade.EXACT, reported=str(value.cell))
    hint, hint_en = _shift(value, reading.operands.get("neighbour", ()))
    zh, en = LABELS[wanted]
    return Outcome(
        Verdict.FAIL,
        formula=f"「{value.cell}」不是{zh}",
        reported=str(value.cell),
        expected="、".join(choices) if wanted == "choice" else zh,
        suspects=(value.key,),
        details={"wanted": zh, "wanted_en": en, "hint": hint, "hint_en": hint_en},
    )


def _shift(value: Operand, neighbours: Sequence[Operand]) -> tuple[str, str]:
    if not neighbours or value.cell.text is None:
        return "", ""
    beside = neighbours[0]
    return (f"可能整行错列：请对照「{beside.label}」（现为「{beside.cell}」）。",
            f"The row may be shifted by a column: compare “{beside.label}” (now “{beside.cell}”).")  # fmt: skip


def shortcut(
    roles: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], factors: Mapping[str, Decimal]
) -> Shortcut | None:
    """A number stands where a number is wanted, or one of the choices."""
    keys = frozenset(roles["value"])
    wanted = parameters.get("wanted", "number")
    if wanted == "number":
        return lambda figures: figures.keys() >= keys
    if wanted != "choice":
        return None
    choices = frozenset(parameters.get("choices", ()))
    return lambda figures: all(figures.cell_of(key).text in choices for key in keys)
