"""Numbers typed by hand in a draft: each is a fault waiting for next year, unless it is history or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.masks import Masked
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.draft import Draft

_DIGITS = re.compile(r"(?<![A-Za-z0-9_.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SHOWN_AROUND = 12
MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class LooseNumber:
    """``suggestions`` are the links that would print these very digits now."""

    line: int
    digits: str
    around: str
    suggestions: tuple[str, ...] = ()


def loose_numbers(draft: Draft, record: Record, catalogue: Catalogue) -> tuple[LooseNumber, ...]:
    """Every number of the draft's paragraphs that is typed; dates, document numbers and names are left out."""
    known = _figures(record, catalogue)
    return tuple(one for block in draft.blocks if not block.level for one in _loose(block.wording, block.line, known))


def _loose(wording: str, line: int, known: Mapping[Decimal, tuple[str, ...]]) -> Iterator[LooseNumber]:
    masked = Masked(wording)
    for match in _DIGITS.finditer(wording):
        if masked.covers(match.start()) or "*" in (
            wording[match.start() - 1 : match.start()],
            wording[match.end() : match.end() + 1],
        ):
            continue  # a date or a name; or what is left of a number that was masked (138****5678)
        value = Decimal(match[0].replace(",", "").replace("，", ""))
        around = wording[max(0, match.start() - _SHOWN_AROUND) : match.end() + _SHOWN_AROUND]
        yield LooseNumber(line, match[0], around, known.get(value, ())[:MOST_SUGGESTED])


def _figures(record: Record, catalogue: Catalogue) -> Mapping[Decimal, tuple[str, ...]]:
    """Links by the digits that they print; small whole numbers fit too much to be suggested."""
    found: dict[Decimal, list[str]] = {}
    for aspect, source in (("", record), ("|上年", record.previous)):
        if source is None:
            continue
        for name in catalogue.editions[record.edition].indicators():
            number = source.cell(name).number
            if number is not None and (abs(number.digits) >= 10 or number.places):
                found.setdefault(number.digits, []).append(f"[[{catalogue.indicators[name].label}{aspect}]]")
    return {digits: tuple(links) for digits, links in found.items()}
