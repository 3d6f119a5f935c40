"""Whether the figures of an aggregate rest on the same organisations.

A district's 生师比 leaves out a unit without students, and the sum of its teachers does
not: held against each other, the two contradict each other without anybody being wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backer:
    """One organisation behind one figure. ``adds`` is False where it puts in 0 or 无."""

    adds: bool
    schools: int = 1  # of those below it, how many stand behind its part


@dataclass(frozen=True)
class Backing:
    """Who stands behind each figure: indicator → organisation code → what is known of its part."""

    behind: Mapping[str, Mapping[str, Backer]]

    def covers_alike(self, indicators: Iterable[str]) -> bool:
        """True where a relation among these figures can be judged.

        It can where every organisation with a part in one of them has a part in all, or puts nothing
        into those it is in. Names that are no aggregated figure are passed over.

        >>> some, nothing = Backer(adds=True), Backer(adds=False)
        >>> backing = Backing({"ratio": {"1": some}, "staff": {"1": some, "2": some}, "pay": {"1": some, "2": nothing}})
        >>> backing.covers_alike(["ratio", "staff"]), backing.covers_alike(["ratio", "pay"])
        (False, True)
        """
        figures = [self.behind[name] for name in dict.fromkeys(indicators) if name in self.behind]
        codes = {code for figure in figures for code in figure}
        return all(_is_alike([figure.get(code) for figure in figures]) for code in codes)


def _is_alike(parts: list[Backer | None]) -> bool:
    if None in parts:
        return not any(part.adds for part in parts if part is not None)
    return len({part.schools for part in parts if part is not None}) == 1
