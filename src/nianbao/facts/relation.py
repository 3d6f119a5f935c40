"""Something that must hold among facts or printed numbers, whoever claimed it.

A declared check (勾稽关系 of the form) and a claim read out of a sentence both
come down to readings: a kind of comparison with operands in named roles. The
kinds themselves live in ``nianbao.checks.kinds``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import Any

from nianbao.facts.cell import Cell
from nianbao.facts.place import Place
from nianbao.facts.quickly_made import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Operand:
    """One member of a relation.

    ``key`` identifies what it is (an indicator id, or a number's id in a document):
    two relations that share a key share the number, which is what localisation uses.
    ``label`` is how a reader names it (「会计 升学人数」). ``trust`` weighs blame: 1 for a
    plain leaf, less for a derived figure such as a total or a percentage.
    """

    key: str
    label: str
    cell: Cell
    place: Place | None = None
    trust: float = 1.0


@dataclass(frozen=True)
class Reading:
    """One legal way to understand a claim: ``kind`` with operands by role.

    >>> sorted(Reading("sum", {"total": (), "parts": ()}).operands)
    ['parts', 'total']
    """

    kind: str
    operands: Mapping[str, tuple[Operand, ...]]
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def members(self) -> tuple[Operand, ...]:
        """Every operand, role by role in the order they were given."""
        # Asked for many times by whoever judges: no lock is needed to join the same tuples twice.
        kept: dict[str, Any] = self.__dict__
        try:
            found: tuple[Operand, ...] = kept["_members"]
        except KeyError:
            found = kept["_members"] = tuple(chain.from_iterable(self.operands.values()))
        return found


@quickly_made
@dataclass(frozen=True)
class Relation:
    """A claim with its legal readings, at least one; it is violated only when all of them fail."""

    id: str
    family: str  # the relation family or check code that made it
    readings: tuple[Reading, ...]
    severity: str = "error"  # of a violation: error | warning | info
    cue: str = ""  # the words or structure that made the claim
    place: Place | None = None
    is_inferred: bool = False  # no word makes it, only that the other lines of a table obey it
    is_searched: bool = False  # the words, or a search of the document, leave nothing else that the claim may be of
