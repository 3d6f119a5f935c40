"""Which paragraph of an edited file is which of the printed one: by the ids in the file, by the same words, by place.

A paragraph may have become two, two may have become one; every unit of both files stands in exactly one group.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from nianbao.documents.word.annotated import Unit

ALIKE = 0.5  # of two paragraphs' pairs of letters: from here on one is the other, edited
CONTAINED = 0.6  # of a paragraph's runs of letters that stand in another
HARDLY = 0.15
_RUN = 3


@dataclass(slots=True)
class Group:
    """Positions in the printed file and in the edited one that belong together."""

    printed: list[int] = field(default_factory=list)
    edited: list[int] = field(default_factory=list)


def match(printed: Sequence[Unit], edited: Sequence[Unit]) -> list[Group]:
    """The groups in the order of the edited file, then what is gone in the order of the printed one."""
    matching = _Matching(printed, edited)
    matching.by_name()
    matching.by_words()
    matching.by_likeness()
    matching.pieces()
    return matching.groups()


def words_of(unit: Unit) -> str:
    """What a unit says, spaces left out; a picture says what it shows."""
    if unit.kind == "table":
        return "|".join("".join(cell.split()) for row in unit.rows for cell in row)
    if unit.kind == "picture":
        return f"picture {hash(unit.image)}"
    return "".join(unit.text.split())


@lru_cache(65536)
def likeness(one: str, other: str) -> float:
    """How much two texts have in common, by pairs of letters.

    >>> likeness("毕业生就业", "毕业生就业"), likeness("毕业生", "教师")
    (1.0, 0.0)
    """
    if one == other:
        return 1.0
    first, second = _pairs(one), _pairs(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def contained(part: str, whole: str) -> float:
    """How much of a text stands in another.

    >>> contained("毕业生就业", "本年毕业生就业情况"), contained("毕业", "升学")
    (1.0, 0.0)
    """
    runs = {part[at : at + _RUN] for at in range(len(part) - _RUN + 1)}
    if not runs:
        return 1.0 if part and part in whole else 0.0
    return sum(run in whole for run in runs) / len(runs)


def in_order(positions: Sequence[int]) -> set[int]:
    """The longest rising run among positions: what kept its place; the others were moved.

    >>> sorted(in_order([0, 3, 1, 2]))
    [0, 1, 2]
    """
    ends: list[int] = []  # for each length, where the run with the smallest last position ends
    before: dict[int, int | None] = {}
    for at, position in enumerate(positions):
        length = bisect_left([positions[one] for one in ends], position)
        before[at] = ends[length - 1] if length else None
        ends[length:] = [at, *ends[length + 1 :]]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(positions[last])
        last = before[last]
    return kept


class _Matching:
    def __init__(self, printed: Sequence[Unit], edited: Sequence[Unit]) -> None:
        self.printed, self.edited = printed, edited
        self.old = [words_of(unit) for unit in printed]
        self.new = [words_of(unit) for unit in edited]
        self.to_new: dict[int, list[int]] = {}
        self.to_old: dict[int, list[int]] = {}

    def join(self, old: int, new: int) -> None:
        self.to_new.setdefault(old, []).append(new)
        self.to_old.setdefault(new, []).append(old)

    def free_old(self) -> list[int]:
        return [i for i in range(len(self.printed)) if i not in self.to_new]

    def free_new(self) -> list[int]:
        return [j for j in range(len(self.edited)) if j not in self.to_old]

    def by_name(self) -> None:
        """Ids say who is who, unless the words say that an id stayed behind where its paragraph went away."""
        owner = _owners(self.printed)
        claims = [
            (owner[name], j)
            for j, unit in enumerate(self.edited)
            for name in unit.names
            if name in owner and self.printed[owner[name]].kind == unit.kind
        ]
        claims = list(dict.fromkeys(claims))
        of_old, of_new = Counter(i for i, _ in claims), Counter(j for _, j in claims)
        texts = Counter(self.new)
        for i, j in claims:
            old, new = self.old[i], self.new[j]
            if of_old[i] == of_new[j] == 1:
                if old == new or likeness(old, new) >= HARDLY or contained(new, old) >= CONTAINED or not texts[old]:
                    self.join(i, j)
            elif of_new[j] > 1 and of_old[i] == 1:  # several ids in one paragraph: merged, or left behind
                if contained(old, new) >= CONTAINED:
                    self.join(i, j)
            elif contained(new, old) >= CONTAINED or likeness(old, new) >= ALIKE:  # one id in several paragraphs
                rivals = [one for one in self.to_new.get(i, []) if contained(self.new[one], new) >= CONTAINED]
                if not rivals:  # a copy is a new paragraph
                    self.join(i, j)
                elif len(rivals) == 1 and likeness(old, new) > likeness(old, self.new[rivals[0]]):
                    self.to_new[i].remove(rivals[0])
                    self.to_old.pop(rivals[0], None)
                    self.join(i, j)

    def by_words(self) -> None:
        """The same words: first in the same order, then wherever they stand."""
        old, new = self.free_old(), self.free_new()
        keys = ([self._key(self.printed, i, self.old) for i in old], [self._key(self.edited, j, self.new) for j in new])
        for block in difflib.SequenceMatcher(None, *keys, autojunk=False).get_matching_blocks():
            for offset in range(block.size):
                self.join(old[block.a + offset], new[block.b + offset])
        waiting: dict[tuple[str, str], list[int]] = {}
        for i in self.free_old():
            waiting.setdefault(self._key(self.printed, i, self.old), []).append(i)
        for j in self.free_new():
            if same := waiting.get(self._key(self.edited, j, self.new)):
                self.join(same.pop(0), j)

    def by_likeness(self) -> None:
        """The most alike first; of equals the nearer in place."""
        scores = []
        for i in self.free_old():
            for j in self.free_new():
                if self.printed[i].kind == self.edited[j].kind:
                    score = likeness(self.old[i], self.new[j])
                    if score >= ALIKE:
                        scores.append((-score, abs(i - j), i, j))
        for _, _, i, j in sorted(scores):
            if i not in self.to_new and j not in self.to_old:
                self.join(i, j)
        # What stands alone between the same two neighbours, edited heavily.
        for j in self.free_new():
            before, after = self._neighbour(j, -1), self._neighbour(j, 1)
            between = [i for i in self.free_old() if (before is None or i > before) and (after is None or i < after)]
            if len(between) == 1 and self.printed[between[0]].kind == self.edited[j].kind:
                kind = self.edited[j].kind
                if kind in ("table", "picture") or likeness(self.old[between[0]], self.new[j]) >= 2 * HARDLY:
                    self.join(between[0], j)

    def pieces(self) -> None:
        """A paragraph whose words stood in its neighbour was split off; one whose words stand there was joined."""
        for j in self.free_new():
            if self.edited[j].kind != "paragraph" or len(self.new[j]) < 2:
                continue
            for near in (j - 1, j + 1):
                for i in self.to_old.get(near, []):
                    gone = _without(self.old[i], self.new[near])
                    if self.printed[i].kind == "paragraph" and contained(self.new[j], gone) >= CONTAINED:
                        self.join(i, j)
                        self.to_new[i].sort()
                        break
                if j in self.to_old:
                    break
        for i in self.free_old():
            if self.printed[i].kind != "paragraph" or len(self.old[i]) < 2:
                continue
            for near in (i - 1, i + 1):
                for j in self.to_new.get(near, []):
                    added = _without(self.new[j], self.old[near])
                    if self.edited[j].kind == "paragraph" and contained(self.old[i], added) >= CONTAINED:
                        self.join(i, j)
                        self.to_old[j].sort()
                        break
                if i in self.to_new:
                    break

    def groups(self) -> list[Group]:
        made: list[Group] = []
        seen_old: set[int] = set()
        seen_new: set[int] = set()
        for j in range(len(self.edited)):
            if j in seen_new:
                continue
            group = Group([], [j])
            seen_new.add(j)
            stack = list(self.to_old.get(j, []))
            while stack:
                i = stack.pop()
                if i in seen_old:
                    continue
                seen_old.add(i)
                group.printed.append(i)
                for other in self.to_new.get(i, []):
                    if other not in seen_new:
                        seen_new.add(other)
                        group.edited.append(other)
                        stack.extend(self.to_old.get(other, []))
            group.printed.sort()
            group.edited.sort()
            made.append(group)
        made.extend(Group([i], []) for i in range(len(self.printed)) if i not in seen_old)
        return made

    def _neighbour(self, j: int, step: int) -> int | None:
        at = j + step
        while 0 <= at < len(self.edited):
            if found := self.to_old.get(at):
                return max(found) if step < 0 else min(found)
            at += step
        return None

    @staticmethod
    def _key(units: Sequence[Unit], at: int, words: Sequence[str]) -> tuple[str, str]:
        return units[at].kind, words[at]


def _owners(units: Iterable[Unit]) -> Mapping[str, int]:
    """Names that belong to one unit alone."""
    owner: dict[str, int] = {}
    shared: set[str] = set()
    for position, unit in enumerate(units):
        for name in unit.names:
            if name.startswith(("block:", "_Ref_")) and owner.setdefault(name, position) != position:
                shared.add(name)
    return {name: position for name, position in owner.items() if name not in shared}


def _without(text: str, taken: str) -> str:
    """A text without the long stretches that stand in another."""
    blocks = difflib.SequenceMatcher(None, text, taken, autojunk=False).get_matching_blocks()
    left, at = "", 0
    for block in blocks:
        if block.size >= _RUN or not block.size:
            left += text[at : block.a]
            at = block.a + block.size
    return left + text[at:]


@lru_cache(65536)
def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(len(text) - 1, 0))) or Counter([text] if text else [])
