"""The indicators as the public looks for them: by table, by name, by a word of their definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nianbao.framework.loader import load_catalogue
from nianbao.web.releases.search import plain


@dataclass(frozen=True, slots=True)
class NamedIndicator:
    id: str
    label: str
    label_en: str
    definition: str
    definition_en: str
    unit: str
    table: str
    editions: int


@lru_cache(1)
def listed_indicators() -> tuple[NamedIndicator, ...]:
    """Every indicator that some edition asks for, in the order of the latest form that does."""
    catalogue = load_catalogue()
    found: dict[str, NamedIndicator] = {}
    for edition in sorted(catalogue.editions.values(), key=lambda one: (one.data_year, one.level), reverse=True):
        tables = {
            cell.indicator: f"{table.number} {table.label}" for table in edition.tables for _, cell in table.cells()
        }
        for name in edition.indicators():
            if name in found:
                continue
            indicator = catalogue.indicators[name]
            meaning = indicator.meaning_in(edition.data_year)
            unit = meaning.unit.label if meaning.unit is not None else ""
            count = sum(name in other.indicators() for other in catalogue.editions.values())
            table = tables.get(name, "")
            found[name] = NamedIndicator(
                name, indicator.label, indicator.label_en, meaning.definition, meaning.definition_en, unit, table, count
            )
    return tuple(found.values())


def indicators_named(asked: str) -> list[NamedIndicator]:
    """The indicators whose name or definition holds every word, names first."""
    words = plain(asked).split()
    named = [one for one in listed_indicators() if all(word in plain(one.label + one.label_en) for word in words)]
    told = [one for one in listed_indicators() if all(word in plain(one.definition) for word in words)]
    return list(dict.fromkeys([*named, *told])) if words else []
