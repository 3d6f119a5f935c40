"""Numbers that count on: the run that goes on now, and the outer ones that it interrupted and that may go on after it.

一、二、 inside 三、 of an outer 一、 are a run of their own; the next number that does not continue it, but does continue
the outer one, returns there. What a heading has closed is not returned to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nianbao.facts.place import Place

_NO_LEVEL = 99  # of a run whose items are paragraphs


class Look(NamedTuple):
    """How one number of a run is printed: what tells the items of a list from those of a list inside it."""

    style: str  # its signs, without the number: （）, 、, bare
    level: int = _NO_LEVEL  # of the heading that it opens

    @property
    def is_heading(self) -> bool:
        return self.level != _NO_LEVEL


@dataclass
class NumberRun:
    """The numbers of one run with what is wrong among them."""

    name: str
    last: int = 0
    places: list[Place] = field(default_factory=list)
    faults: list[tuple[Place, str, str, str]] = field(default_factory=list)  # place, printed, expected, what
    steps: list[tuple[int, str, str]] = field(default_factory=list)  # number, printed, what it should be if counted
    looks: list[Look] = field(default_factory=list)
    returns: list[tuple[Place, str, str]] = field(default_factory=list)  # place, printed, expected if it is of this run
    is_closed: bool = False
    beside: NumberRun | None = None  # a run of one number right before, which nothing tells from this one
    spelled_next: str = ""

    def step(self, number: int, place: Place, printed: str, spell: Callable[[int], str]) -> None:
        expected = self.last + 1
        if number != expected and self.places:
            what = "重复" if number == self.last else "不连续"
            self.faults.append((place, printed, spell(expected), what))
        self.places.append(place)
        self.steps.append((number, printed, spell(len(self.places))))
        self.spelled_next = spell(number + 1)
        self.last = number

    def slip(self) -> int | None:
        """Which one number, put right, would make all run on from 1; None where the run needs more than that."""
        wrong = [index for index, (number, _, _) in enumerate(self.steps) if number != index + 1]
        return wrong[0] if len(wrong) == 1 and len(self.steps) > 1 else None

    @property
    def level(self) -> int:
        return min((look.level for look in self.looks), default=_NO_LEVEL)

    def is_alone(self, look: Look) -> bool:
        """True where the run has no number but its first, printed like this one."""
        return len(self.places) == 1 and self.last == 1 and not self.is_closed and self.looks[-1:] == [look]

    def has_style(self, style: str) -> bool:
        return any(look.style == style for look in self.looks)

    def is_like(self, other: NumberRun, look: Look) -> bool:
        """True where nothing in the print tells the items of the two runs apart."""
        return (
            not look.is_heading
            and self.level == other.level == _NO_LEVEL
            and {each.style for each in self.looks} == {each.style for each in other.looks}
        )


class OpenRuns:
    """The runs that may still go on, of each way of numbering: the last is the one that runs."""

    def __init__(self) -> None:
        self._open: dict[str, list[NumberRun]] = {}

    def running(self, scheme: str) -> NumberRun | None:
        stack = self._open.get(scheme)
        return stack[-1] if stack else None

    def begin(self, scheme: str, run: NumberRun) -> NumberRun:
        self._open.setdefault(scheme, []).append(run)
        return run

    def goes_on(
        self, scheme: str, number: int, look: Look, following: int | None, *, of_that_style: bool = False
    ) -> NumberRun | None:
        """The run that this number belongs to: the running one, or one that it interrupted and that waits for it.

        ``following`` is the next number of the scheme: where it is the next but one of the running run, the number
        between them is a slip of that run. With ``of_that_style`` only a run that is printed alike is returned to.
        """
        stack = self._open.get(scheme)
        if not stack:
            return None
        waiting = [run for run in reversed(stack) if run.last == number - 1 and (run is stack[-1] or not run.is_closed)]
        if not waiting:
            return stack[-1]
        same_style = [run for run in waiting if run.has_style(look.style)]
        if of_that_style and not same_style:
            return stack[-1]
        chosen = (same_style or waiting)[0]
        current = stack[-1]
        if chosen is not current and current.last != number - 1 and following == current.last + 2 != number + 1:
            return current
        del stack[stack.index(chosen) + 1 :]
        return chosen

    def leave(self, schemes: Sequence[str]) -> None:
        """Whatever these schemes count is over."""
        for scheme in schemes:
            self._open.pop(scheme, None)

    def close(self, level: int, but: NumberRun | None = None) -> None:
        """A heading of this level ends what stands under it: none of it is returned to after another run."""
        for stack in self._open.values():
            for run in stack:
                if run is not but and run.level >= level:
                    run.is_closed = True
