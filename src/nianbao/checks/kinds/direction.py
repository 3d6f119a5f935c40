"""The values move the way that the words say.

``word`` is up, down or flat. Either ``new`` and ``old`` or a ``series`` in order of
time; every step of a series must agree. ``tolerance`` (percent, 5 by default) is how
far 基本持平 may reach. Figures that differ by less than their rounding agree with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from nianbao.checks.kind import Parameter, Role
from nianbao.checks.measure import counts_things, interval_of, joined, number_of, obstacles, present, printed
from nianbao.checks.outcome import Grade, Outcome, Verdict, broken, not_applicable, unknown
from nianbao.facts.relation import Operand, Reading

LABEL = "升降持平的说法与数据一致"
FAULT = "direction"
DETAILS = ("reported_en", "expected_en", "formula_en")
COMPARABLE = True
ROLES = (
    Role("new", "后来的数", least=0),
    Role("old", "原来的数", least=0),
    Role("series", "按时间先后的各数", least=0, most=None),
)
PARAMETERS = (
    Parameter("word", "word", "方向", ("up", "down", "flat")),
    Parameter("tolerance", "number", "持平允许的百分数"),
)
WORDS = {"up": ("升高", "a rise"), "down": ("降低", "a fall"), "flat": ("持平", "no change")}
FLAT_WITHIN = Decimal(5)


def doubts(parameters: Mapping[str, Any]) -> tuple[str, str] | None:
    """Without a word nothing is claimed."""
    if "word" not in parameters:
        return "direction 要写参数 word：up、down 或 flat", "direction needs word: up, down or flat"
    return None


def evaluate(reading: Reading) -> Outcome:
    """Each step of the figures against the word; see the module for rounding."""
    word: str = reading.parameters["word"]
    series = reading.operands.get("series", ())
    pair = (*reading.operands.get("old", ()), *reading.operands.get("new", ()))
    if bool(series) == bool(pair) or len(series or pair) < 2:
        return broken("wrong-roles", "direction 要么给 new 和 old，要么给至少两项的 series",
                      "direction takes either new and old, or a series of at least two")  # fmt: skip
    steps = present(series or pair)
    if len(steps) < 2:
        return not_applicable((series or pair)[0].label)
    reasons = obstacles(steps, counts_things(steps))
    if reasons:
        return unknown(joined(reasons))
    grade = Grade.EXACT
    for old, new in pairwise(steps):
        step = _step(old, new, word, reading.parameters.get("tolerance", FLAT_WITHIN))
        if step is Grade.NONE:
            return _wrong(old, new, word)
        if step is Grade.NEAREST:
            grade = step
    signs = [f" {_sign(a, b)} {printed(b)}" for a, b in pairwise(steps)]
    return Outcome(Verdict.PASS, grade, printed(steps[0]) + "".join(signs), reported=WORDS[word][0])


def _step(old: Operand, new: Operand, word: str, tolerance: Decimal) -> Grade:
    before, after = number_of(old).value, number_of(new).value
    first, second = interval_of(old), interval_of(new)
    if word == "flat":
        slack = abs(before) * tolerance / 100
        if abs(after - before) <= slack:
            return Grade.EXACT
        return Grade.NEAREST if first.distance_to(second) <= slack else Grade.NONE
    if word == "down":
        before, after, first, second = -before, -after, -first, -second
    if after > before:
        return Grade.EXACT
    return Grade.NEAREST if second.high > first.low else Grade.NONE


def _wrong(old: Operand, new: Operand, word: str) -> Outcome:
    before, after = number_of(old).value, number_of(new).value
    right = "up" if after > before else "down" if after < before else "flat"
    return Outcome(
        Verdict.FAIL,
        formula=f"{printed(old)} {_sign(old, new)} {printed(new)}，不是{WORDS[word][0]}",
        reported=WORDS[word][0],
        expected=WORDS[right][0],
        difference=after - before,
        suspects=(new.key,),
        details={
            "reported_en": WORDS[word][1],
            "expected_en": WORDS[right][1],
            "formula_en": f"{printed(old)} {_sign(old, new)} {printed(new)}, not {WORDS[word][1]}",
        },
    )


def _sign(old: Operand, new: Operand) -> str:
    before, after = number_of(old).value, number_of(new).value
    return "<" if before < after else ">" if before > after else "="
