from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue

SCHOOL = Organisation("9900000001", "第一职业学校", "school")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def record(catalogue: Catalogue) -> Callable[..., Record]:
    """A record of what is typed, by indicator, with that of the year before."""

    def one(edition: str, typed: dict[str, str], previous: Record | None) -> Record:
        facts = {
            name: Fact(name, SCHOOL.code, Period.data_year(2024), read_cell(raw, catalogue.unit_of(name, edition)))
            for name, raw in typed.items()
        }
        return Record(SCHOOL, edition, facts, previous=previous)

    def make(now: dict[str, str], before: dict[str, str] | None = None) -> Record:
        earlier = one("dy2024/school", before, None) if before is not None else None
        return one("dy2025/school", now, earlier)

    return make
