"""Numbers of an old report that the data have too, proposed as links.

A number becomes a link where the auditor's reader knows which indicator the sentence speaks of and the data of that
period print the very same words; what only has the same digits is a suggestion for the author.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import KnownFact, known_facts
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.content import Inline, Link, Text
from nianbao.writing.link import Aspect, FigureLink, Names
from nianbao.writing.markdown import written_inlines
from nianbao.writing.sentence import write_figure

MOST_SUGGESTED = 3
AROUND = 24  # characters of the old text shown on either side of a number
TELLING_DIGITS = 4  # so many digits do not agree by chance
_CHANGES = (Aspect.CHANGE_AND_GROWTH, Aspect.CHANGE, Aspect.GROWTH)


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """Characters ``start`` to ``end`` of a block of the old document; ``is_sure`` ones are links already."""

    block: str
    start: int
    end: int
    text: str
    links: tuple[Link, ...]
    is_sure: bool
    why: str = ""
    before: str = ""  # the words of the old text on either side
    behind: str = ""

    @property
    def asked(self) -> str:
        return "、".join(written_inlines((link,)) for link in self.links)


def proposed_links(
    manuscript: Manuscript, edition: str, catalogue: Catalogue, record: Record | None
) -> tuple[ProposedLink, ...]:
    """Every number of the text that some link would print, in reading order."""
    source = _period_of(manuscript, edition, catalogue, record)
    asked = set(catalogue.editions[edition].indicators())
    facts = {fact.operand.key: fact for each in known_facts(manuscript).values() for fact in each if not fact.is_table}
    printed = _in_tables(manuscript)
    digits = _by_digits(source, edition, catalogue) if source is not None else {}
    found: list[ProposedLink] = []
    for passage in manuscript.passages:
        if passage.kind not in ("paragraph", "case"):
            continue
        end = 0
        for mention in passage.mentions:
            if mention.start < end:
                continue
            one = _proposed(mention, facts.get(mention.id), asked, source, printed, digits, catalogue, edition)
            if one is None:
                continue
            found.append(one)
            end = one.end
            if one.is_sure and source is not None:
                found.extend(changes := list(_change_after(one, passage.text, source, catalogue)))
                end = changes[-1].end if changes else end
    texts = {passage.id: passage.text for passage in manuscript.passages}
    return tuple(_with_words(one, texts[one.block]) for one in found)


def linked_parts(text: str, proposed: Sequence[ProposedLink], offset: int = 0) -> tuple[Inline, ...]:
    """A stretch of the old text with its sure links. ``offset`` is where the stretch begins in the block.

    >>> linked_parts("共2人。", [ProposedLink("b1", 1, 3, "2人", (Link("甲"),), True)])[1]
    Link(indicator='甲', aspect=<Aspect.VALUE: '值'>, whole='', places=None, organisation='')
    """
    parts: list[Inline] = []
    at = 0
    for one in sorted(proposed, key=lambda one: one.start):
        start, end = one.start - offset, one.end - offset
        if not one.is_sure or start < at or end > len(text):
            continue
        if start > at:
            parts.append(Text(text[at:start]))
        parts.append(one.links[0])
        at = end
    if at < len(text):
        parts.append(Text(text[at:]))
    return tuple(parts)


def _with_words(one: ProposedLink, text: str) -> ProposedLink:
    before, behind = text[max(one.start - AROUND, 0) : one.start], text[one.end : one.end + AROUND]
    return replace(one, before=before.rpartition("。")[2].lstrip(), behind=behind.partition("。")[0].rstrip())


def _period_of(manuscript: Manuscript, edition: str, catalogue: Catalogue, record: Record | None) -> Record | None:
    """The record of the data that the old report speaks of: this year's, or the one of the year before."""
    if record is None:
        return None
    candidates = [one for one in (record.previous, record) if one is not None]

    def agreeing(source: Record) -> int:
        return sum(
            1
            for indicator, facts in known_facts(manuscript).items()
            for fact in facts
            if (number := source.cell(indicator).number) is not None
            and fact.operand.cell.number is not None
            and number.value == fact.operand.cell.number.value
        )

    return max(candidates, key=agreeing)


def _proposed(
    mention: Mention,
    fact: KnownFact | None,
    asked: set[str],
    source: Record | None,
    printed: Mapping[str, set[Decimal]],
    digits: Mapping[Decimal, tuple[str, ...]],
    catalogue: Catalogue,
    edition: str,
) -> ProposedLink | None:
    text = mention.raw.strip()
    start = mention.start + len(mention.raw) - len(mention.raw.lstrip())
    end = start + len(text)
    block = mention.passage.id
    if fact is not None and fact.indicator in asked and not fact.scope:
        label = _called(fact.indicator, edition, catalogue)
        for aspect in (Aspect.VALUE, Aspect.DIGITS):
            link = Link(label, aspect)
            if source is not None and _words(source, fact.indicator, aspect, catalogue) == "".join(text.split()):
                return ProposedLink(block, start, end, text, (link,), True, "与数据相同")
        unit = catalogue.unit_of(fact.indicator, edition)
        plain = unit.label if unit is not None else ""
        value = mention.number.value
        if source is None and value in printed.get(fact.indicator, ()) and text.endswith(plain or text[-1:]):
            return ProposedLink(block, start, end, text, (Link(label),), True, "与报告中的数据表相同")
        return ProposedLink(block, start, end, text, (Link(label),), False, "说的是这一项，数与数据不同或没有数据可比")
    names = digits.get(mention.number.value, ())
    if names and mention.number.digits >= 10 and not mention.is_loose:
        alike = [name for name in names if source is not None and _says(source, name, text, catalogue)]
        before = mention.words_before
        if named := [name for name in alike if name in before]:
            return ProposedLink(block, start, end, text, (Link(max(named, key=len)),), True, "与数据相同")
        if len(alike) == len(names) == 1 and len(mention.number.digits.as_tuple().digits) >= TELLING_DIGITS:
            return ProposedLink(block, start, end, text, (Link(alike[0]),), True, "只有这一项的数据是这个数")
        links = tuple(Link(name) for name in names[:MOST_SUGGESTED])
        return ProposedLink(block, start, end, text, links, False, "数相同")
    return None


def _change_after(sure: ProposedLink, text: str, source: Record, catalogue: Catalogue) -> Iterator[ProposedLink]:
    """「，比上年增加5人」 right behind a link, where the data say so too."""
    indicator = Names(catalogue.editions[source.edition], catalogue).find(sure.links[0].indicator)
    for aspect in _CHANGES:
        words = _words(source, indicator, aspect, catalogue)
        for gap in ("，", ",", "、", ""):
            start = sure.end + len(gap)
            if words and text.startswith(gap + words, sure.end):
                link = Link(sure.links[0].indicator, aspect)
                yield ProposedLink(sure.block, start, start + len(words), words, (link,), True, "与数据相同")
                return


def _called(indicator: str, edition: str, catalogue: Catalogue) -> str:
    """The official term, or the id where two indicators of the form share the term."""
    label = catalogue.indicators[indicator].label
    same = sum(catalogue.indicators[name].label == label for name in catalogue.editions[edition].indicators())
    return label if same == 1 else indicator


def _says(source: Record, label: str, text: str, catalogue: Catalogue) -> bool:
    """Whether the link to an indicator of this label prints the very text."""
    indicator = Names(catalogue.editions[source.edition], catalogue).find(label)
    return _words(source, indicator, Aspect.VALUE, catalogue) == "".join(text.split())


def _words(source: Record, indicator: str, aspect: Aspect, catalogue: Catalogue) -> str:
    try:
        return write_figure(FigureLink(indicator, aspect), source, catalogue).text
    except (Problem, LookupError):
        return ""


def _in_tables(manuscript: Manuscript) -> Mapping[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = {}
    for indicator, facts in known_facts(manuscript).items():
        for fact in facts:
            number = fact.operand.cell.number
            if fact.is_table and number is not None and not fact.scope:
                found.setdefault(indicator, set()).add(number.value)
    return found


def _by_digits(source: Record, edition: str, catalogue: Catalogue) -> Mapping[Decimal, tuple[str, ...]]:
    found: dict[Decimal, list[str]] = {}
    for name in catalogue.editions[edition].indicators():
        number = source.cell(name).number
        if number is not None:
            found.setdefault(number.value, []).append(_called(name, edition, catalogue))
    return {value: tuple(names) for value, names in found.items()}
