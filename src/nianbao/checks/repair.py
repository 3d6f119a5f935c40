"""A suggestion: the smallest change of printed numbers that makes everything hold (修改建议).

A repair is shown, never applied by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.typo import LABELS, LABELS_EN, Slip
from nianbao.facts.place import Place


@dataclass(frozen=True, slots=True)
class Change:
    """One number that may be wrong, and what it should read."""

    key: str  # the operand's key
    label: str
    printed: str  # as it stands
    suggested: str  # at the printed precision, with the printed unit left to the reader
    digits: Decimal  # ``suggested`` as a number in the printed unit
    slip: Slip
    place: Place | None = None

    @property
    def explanation(self) -> str:
        """How the slip may have happened; empty where no simple slip explains it."""
        return "" if self.slip in (Slip.OTHER, Slip.NONE) else LABELS[self.slip]

    @property
    def explanation_en(self) -> str:
        return "" if self.slip in (Slip.OTHER, Slip.NONE) else LABELS_EN[self.slip]


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that together satisfy ``satisfies`` violated relations and break none; cheaper is likelier."""

    changes: tuple[Change, ...]
    satisfies: int
    cost: int

    @property
    def sentence(self) -> str:
        """The repair in one Chinese phrase.

        >>> change = Change("a", "会计 升学人数", "25", "15", Decimal(15), Slip.DIGIT)
        >>> Repair((change,), satisfies=2, cost=1).sentence
        '「会计 升学人数」25 改为 15（一位数字写错）'
        """
        return "；".join(
            f"「{change.label}」{change.printed} 改为 {change.suggested}"
            + (f"（{change.explanation}）" if change.explanation else "")
            for change in self.changes
        )

    @property
    def sentence_en(self) -> str:
        return "; ".join(f"“{change.label}”: {change.printed} → {change.suggested}" for change in self.changes)
