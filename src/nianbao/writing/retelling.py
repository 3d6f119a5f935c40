"""Which sentences of a case were told before: in last year's report, in another school's.

How much two texts share is counted in runs of four characters (``writing.case.likeness``); this module says where.
Both bounds are measured (``tests/writing/test_retelling.py``): passages of 400 characters of three printed reports
share at most 0.13 of their runs with each other, cases of different stories at most 0.02. A case of which three
sentences in ten were written anew keeps at least 0.5. What lies between is shown to be looked at, never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nianbao.writing.case import SAME_FROM, likeness

LOOK_FROM = 0.25  # twice what unlike passages share by chance
SENTENCE_FROM = 0.5  # of the runs of two characters of the shorter sentence
SHORTEST = 6  # characters; shorter sentences are alike by chance
_END = re.compile(r"(?<=[。！？；!?;\n])")
_SIGNS = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of one text with the most similar one of the other."""

    one: str
    other: str
    share: float


@dataclass(frozen=True, slots=True)
class Retelling:
    """Another text that shares so much that somebody should look; ``key`` is the caller's name for it."""

    key: object
    share: float

    @property
    def is_same(self) -> bool:
        """Whether it is the same story, and not one that shares some sentences."""
        return self.share >= SAME_FROM


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a semicolon ends one too, since lists of measures are written with it.

    >>> sentences("学生下田。教师讲评；家长来听。")
    ('学生下田。', '教师讲评；', '家长来听。')
    """
    return tuple(part.strip() for part in _END.split(text) if part.strip())


def sentence_pairs(one: str, other: str) -> tuple[SentencePair, ...]:
    """Every sentence of the first text with its like in the second, where there is one, in printed order.

    >>> [(pair.one, round(pair.share, 2)) for pair in sentence_pairs("学生每周下田记录。", "今年学生每周下田记录！")]
    [('学生每周下田记录。', 1.0)]
    """
    others = [(sentence, _pairs_of(sentence)) for sentence in sentences(other)]
    found = []
    for sentence in sentences(one):
        runs = _pairs_of(sentence)
        if len(runs) < SHORTEST - 1:
            continue
        share, best = max(
            ((_share(runs, theirs), text) for text, theirs in others if len(theirs) >= SHORTEST - 1),
            default=(0.0, ""),
            key=lambda pair: pair[0],
        )
        if share >= SENTENCE_FROM:
            found.append(SentencePair(sentence, best, share))
    return tuple(found)


def retellings(text: str, others: Mapping[object, str]) -> tuple[Retelling, ...]:
    """Which of the other texts share at least ``LOOK_FROM``, the most similar first."""
    found = [Retelling(key, share) for key, other in others.items() if (share := likeness(text, other)) >= LOOK_FROM]
    return tuple(sorted(found, key=lambda one: (-one.share, str(one.key))))


def marked(text: str, pairs: Iterable[SentencePair], *, first: bool = True) -> tuple[tuple[str, float], ...]:
    """A text by sentences, each with how much of it stands in the other text; 0 where nothing does."""
    shares: dict[str, float] = {}
    for pair in pairs:
        name = pair.one if first else pair.other
        shares[name] = max(shares.get(name, 0.0), pair.share)
    return tuple((sentence, shares.get(sentence, 0.0)) for sentence in sentences(text))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


@lru_cache(maxsize=4096)
def _pairs_of(sentence: str) -> frozenset[str]:
    bare: Sequence[str] = _SIGNS.sub("", sentence)
    return frozenset("".join(bare[at : at + 2]) for at in range(len(bare) - 1))
