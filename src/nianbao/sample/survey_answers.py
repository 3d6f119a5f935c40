"""Made-up answers to questionnaires, the same every time: people content more or less, a few careless ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import UNANSWERED, Pace
from nianbao.surveys.frame import FrameRow

CLASS_SIZE, GRADES = 38, ("2023级", "2024级", "2025级")
_CARELESS, _BLANK, _DONT_KNOW = 0.04, 0.02, 0.05


def made_up_classes(majors: Sequence[str], students: int) -> tuple[FrameRow, ...]:
    """Classes of every major and grade that together have so many students.

    >>> [row.population for row in made_up_classes(["会计事务"], 100)]
    [34, 33, 33]
    """
    wanted = max(1, -(-students // CLASS_SIZE))
    # The first major of the list has most classes.
    places = [(major, grade) for grade in GRADES for major in majors]
    named: dict[tuple[str, str], int] = {}
    rows = []
    for number in range(max(wanted, len(GRADES))):
        major, grade = places[number % len(places)]
        named[major, grade] = named.get((major, grade), 0) + 1
        size = students // max(wanted, len(GRADES)) + (number < students % max(wanted, len(GRADES)))
        label = f"{major[:2]}{grade[2:4]}{named[major, grade]:02}"
        rows.append(FrameRow(major, grade, label, size))
    return tuple(sorted(rows, key=lambda row: (row.major, row.grade, row.label)))


def made_up_answers(instrument: Instrument, count: int, *, seed: int) -> Iterator[tuple[str, Pace]]:
    """``count`` sheets as they would be stored, with their pace."""
    chance = random.Random(seed)
    best = len(instrument.scale.scores)
    unknown = next(option.code for option in instrument.scale.options if option.score is None)
    for _ in range(count):
        if chance.random() < _CARELESS:
            yield str(best) * len(instrument.questions), Pace.QUICK
            continue
        content = chance.gauss(4.45, 0.7)  # how content somebody is on the whole
        signs = []
        for _question in instrument.questions:
            drawn = chance.random()
            if drawn < _BLANK:
                signs.append(UNANSWERED)
            elif drawn < _BLANK + _DONT_KNOW:
                signs.append(unknown)
            else:
                signs.append(str(min(best, max(1, round(chance.gauss(content, 0.6))))))
        yield "".join(signs), Pace.USUAL
