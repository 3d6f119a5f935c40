"""The districts and schools that tables give rows of their own, and which of them a sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.name_index import NameIndex
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_UNIT = as_pattern(r"(?!全|合|总|小|市直|本)[\u4e00-\u9fff]{2,12}(?:县|区|市|镇|旗|州|校|学院|中心|职高|职专|中专)")
_PLACE = as_pattern(r"[\u4e00-\u9fff]{2,4}?[省市区县]")
_LEAST_TAIL = 4  # characters
_OPENING = as_pattern(r"(?:^|[，。；：、,;:])(?:其中|而|但|另外|此外)?")


@kept
def units_of(manuscript: Manuscript) -> frozenset[str]:
    """Districts and schools that tables give a row of their own, the one of the title left out."""
    title = "".join(passage.plain for passage in manuscript.passages[:6] if "。" not in passage.plain)
    labels = {
        sheet.row_label(row) for sheet in manuscript.sheets if len(sheet.data_rows) > 2 for row in sheet.data_rows
    }
    return frozenset(label for label in labels if _UNIT.fullmatch(label) and label not in title)


@kept
def _units_in_order(manuscript: Manuscript) -> NameIndex:
    return NameIndex(sorted(units_of(manuscript)))


@kept
def _tails(manuscript: Manuscript) -> dict[str, str]:
    """Short names that are the end of one full name alone, with that name.

    河东区职业学校 beside 云山园艺学校 is 职业学校 for short, and the other one 园艺学校.
    """
    units = units_of(manuscript)
    found: dict[str, set[str]] = {}
    for unit in units:
        for tail in _short_of(unit):
            found.setdefault(tail, set()).update(other for other in units if other.endswith(tail))
    return {tail: full.pop() for tail, full in found.items() if len(full) == 1 and len(units) > 1}


def _short_of(unit: str) -> Iterator[str]:
    if (place := _PLACE.match(unit)) and len(unit) - place.end() >= _LEAST_TAIL:
        yield unit[place.end() :]
    if unit.endswith("校") and not unit.endswith("职业学校"):
        yield from (unit[-length:] for length in range(_LEAST_TAIL, len(unit) - 1))


def unit_named(manuscript: Manuscript, mention: Mention) -> str:
    """The district or school of a table that the sentence names before the number: 安岭县…，生师比 15.17:1 is said of it."""
    start, _ = mention.passage.full_sentence_at(mention.start)
    words = mention.passage.plain[start : mention.start]
    if found := _units_in_order(manuscript).first_in(words):
        return found
    if _tails(manuscript):
        for opening in _OPENING.finditer(words):
            if full := unit_that_begins(manuscript, words[opening.end() :]):
                return full
    return ""


def unit_that_begins(manuscript: Manuscript, words: str) -> str:
    """The district or school whose short name the words begin with; 职业学校的 and 职业学校教育 are said of all schools."""
    for tail, full in _tails(manuscript).items():
        if (
            words.startswith(tail)
            and words[len(tail) : len(tail) + 1] != "的"
            and not words.startswith("教育", len(tail))
        ):
            return full
    return ""
