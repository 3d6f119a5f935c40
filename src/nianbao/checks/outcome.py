"""What judging a relation can come to.

Four verdicts, never two: a relation holds, fails, cannot be told, or can never be
evaluated at all (``broken``, the rule's fault and not the data's).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from nianbao.facts.interval import Interval


class Verdict(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    BROKEN = "broken"


class Grade(StrEnum):
    """The rung of the ladder on which a relation holds; ``none`` where no rung carries it or none was needed."""

    EXACT = "exact"  # the printed values themselves agree
    NEAREST = "nearest"  # rounding to the nearest explains the difference
    TRUNCATED = "truncated"  # digits were cut off instead of rounded
    TRAILING_ZERO = "trailing_zero"  # a padded zero claims a place that was never measured
    BALANCED = "balanced"  # one share moved by a unit of its last place so that the group makes 100
    NONE = "none"


RUNGS = (Grade.EXACT, Grade.NEAREST, Grade.TRUNCATED, Grade.TRAILING_ZERO, Grade.BALANCED, Grade.NONE)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why nothing can be said; ``code`` is stable, the sentences are for people."""

    code: str
    zh: str
    en: str


Words = tuple[str, str, Mapping[str, str]]
"""Reported, expected and details of an outcome."""
_WORDS = ("reported", "expected", "details")


class _Worded:
    """Words that are put together when they are first read: of most outcomes nobody asks more than whether it holds."""

    __slots__ = ("_write", "_write_formula")

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Asked only where the slot is still empty.
            if name == "formula":
                # Of most claims that hold nothing else is read.
                object.__setattr__(self, name, formula := object.__getattribute__(self, "_write_formula")())
                return formula
            if name not in _WORDS:
                return object.__getattribute__(self, name)
            for word, written in zip(_WORDS, object.__getattribute__(self, "_write")(), strict=True):
                object.__setattr__(self, word, written)
            return object.__getattribute__(self, name)


@dataclass(frozen=True, slots=True)
class Outcome(_Worded):
    """A verdict with everything a message needs.

    ``reported`` and ``expected`` are in the reader's unit and at the printed precision;
    ``expected_interval`` and ``difference`` are in the base unit of the dimension.
    ``details`` holds further figures for a kind's messages by name. ``suspects`` are the
    keys of the operands that made the claim: the first place to look, not yet the culprit.
    """

    verdict: Verdict
    grade: Grade = Grade.NONE
    formula: str = ""
    reported: str = ""
    expected: str = ""
    expected_interval: Interval | None = None
    difference: Decimal | None = None
    reason: Reason | None = None
    suspects: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def worded_later(
        cls,
        verdict: Verdict,
        grade: Grade,
        formula: Callable[[], str],
        further: Callable[[], Words],
        *,
        expected_interval: Interval | None,
        difference: Decimal | None,
        suspects: tuple[str, ...],
    ) -> Outcome:
        """The same outcome as any other, whose words are put together once somebody reads them."""
        made = object.__new__(cls)
        keep = partial(object.__setattr__, made)
        keep("verdict", verdict)
        keep("grade", grade)
        keep("expected_interval", expected_interval)
        keep("difference", difference)
        keep("reason", None)
        keep("suspects", suspects)
        keep("_write_formula", formula)
        keep("_write", further)
        return made

    @property
    def holds(self) -> bool:
        return self.verdict is Verdict.PASS

    @property
    def applies(self) -> bool:
        """False where the question does not arise (不适用), so that nothing was verified."""
        return not (self.verdict is Verdict.PASS and self.grade is Grade.NONE)


def unknown(reason: Reason, formula: str = "") -> Outcome:
    return Outcome(Verdict.UNKNOWN, formula=formula, reason=reason)


def broken(code: str, zh: str, en: str) -> Outcome:
    return Outcome(Verdict.BROKEN, reason=Reason(code, zh, en))


def not_applicable(label: str) -> Outcome:
    """A vacuous pass: a decisive operand says 不适用, so there is nothing to compare."""
    return Outcome(Verdict.PASS, reason=Reason("not-applicable", f"「{label}」不适用", f"“{label}” does not apply"))
