from __future__ import annotations

from dataclasses import replace

import pytest

from nianbao.checks.peers import check_peers
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Fact, Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import make_many

EDITION = "dy2024/school"


@pytest.fixture(scope="module")
def schools() -> tuple[Record, ...]:
    return make_many(40, edition=EDITION, with_previous=True)


def with_figure(record: Record, indicator: str, text: str) -> Record:
    fact: Fact = record.facts[indicator]
    unit = load_catalogue().unit_of(indicator, record.edition)
    return replace(record, facts={**record.facts, indicator: replace(fact, cell=read_cell(text, unit))})


def test_schools_that_are_like_each_other_are_left_alone(schools: tuple[Record, ...]) -> None:
    assert check_peers(schools, load_catalogue(), EDITION) == {}


def test_a_school_unlike_its_peers_is_named_and_only_that_one(schools: tuple[Record, ...]) -> None:
    odd = with_figure(schools[7], "staff", "9999")
    found = check_peers([*schools[:7], odd, *schools[8:]], load_catalogue(), EDITION)

    assert list(found) == [odd.organisation.code]
    messages = [finding.message for finding in found[odd.organisation.code]]
    assert all(message.startswith("「教职工总数」 9999") for message in messages)
    assert all("在 40 所同类学校中偏离最大" in message for message in messages)
    assert len(messages) == 2  # against its students, and against the edition before
    assert all(len(finding.spots) == 2 for finding in found[odd.organisation.code])


@pytest.mark.parametrize("count", [5, 8, 12, 20, 40])
def test_schools_alike_are_left_alone_however_few_they_are(schools: tuple[Record, ...], count: int) -> None:
    for start in range(0, len(schools) - count + 1, max(count // 2, 1)):
        assert check_peers(schools[start : start + count], load_catalogue(), EDITION) == {}


def test_among_five_schools_the_odd_one_is_named(schools: tuple[Record, ...]) -> None:
    odd = with_figure(schools[0], "staff", "9999")

    assert list(check_peers([odd, *schools[1:5]], load_catalogue(), EDITION)) == [odd.organisation.code]


def test_too_few_schools_make_no_peers(schools: tuple[Record, ...]) -> None:
    odd = with_figure(schools[0], "staff", "9999")

    assert check_peers([odd, *schools[1:4]], load_catalogue(), EDITION) == {}
