"""A change told by size and rate in the sentence behind its value is that of the value.

Cue: 经费收入 4215 万元。与上年相比，经费收入减少 85 万元，下降 1.98%, where the sentence before tells one figure under the very name that is said to have
changed. Why it should hold in any report: the size over what there was before it is the rate, and what there was before it follows
from the value. Guards: the change names its time, and nothing else of its measure is told between the two; the name ends right before its
figure, once; a rate without a size, hedged figures, and changes over several years are left alone; what was nothing before has no rate.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from nianbao.extraction.claims import relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import are_of_one_unit, before_change, way
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.told.change_claims import ChangeClaim, change_claims
from nianbao.extraction.told.names_before import figures_named, without_measure
from nianbao.facts.relation import Relation

FAULT = "share"
EXAMPLES = (
    Example("fail", "学校本年教育经费总额为2631.40万元。与上年相比，教育经费总额减少56.30万元，下降3.09%。主要原因：退休人员增加。"),
    Example("fail", "2023年培训收入0万元。与2022年相比，培训收入减少12.6万元，下降7.4%。"),
    Example("pass", "学校本年教育经费总额为2631.40万元。与上年相比，教育经费总额减少56.30万元，下降2.09%。主要原因：退休人员增加。"),
    Example("silent", "学校本年教育经费总额为2631.40万元。与上年相比，基建投入减少56.30万元，下降3.09%。"),
)  # fmt: skip
_SHORTEST = 2  # characters of a name
_NEAR = 3  # characters between a size and its rate


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """A size and the rate right behind it, with the value of the sentence before."""
    for claim, following in itertools.pairwise(change_claims(manuscript)):
        size, rate = claim.size, following.size
        if size is None or rate is None or size.is_percent or not rate.is_percent or claim.against is None:
            continue
        if following.passage is not claim.passage or following.subject or not 0 <= following.start - size.end < _NEAR:
            continue
        if way(claim.word) and way(claim.word) == way(following.word) and (value := _value_before(claim, size)):
            passage = claim.passage
            stated = rate.operand(f"{following.word} {rate.raw.strip()}", trust=0.6)
            readings = [
                share_of(stated, [size.operand()], [before]) for before in before_change(value, size, way(claim.word))
            ]
            if readings:
                place = passage.place(claim.start, rate.end)
                yield relation("changes-behind", readings, cue=claim.word, place=place)


def _value_before(claim: ChangeClaim, size: Mention) -> Mention | None:
    """The one figure of the sentence before that bears the name of what has changed."""
    passage, name = claim.passage, without_measure(claim.spoken_of)
    start, _ = passage.full_sentence_at(size.start)
    if len(name) < _SHORTEST or start == 0:
        return None
    if any(are_of_one_unit(m, size) for m in passage.mentions_in(start, size.digits_start)):
        return None
    told = passage.mentions_in(passage.full_sentence_at(start - 2)[0], start)
    found = [m for m in figures_named(passage, told, name) if are_of_one_unit(m, size) and not m.is_percent]
    return found[0] if len(found) == 1 else None
