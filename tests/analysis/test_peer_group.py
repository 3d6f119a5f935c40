"""Peers by size and type, and who is unlike them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.analysis.peer_group import Basis, peer_groups, review
from nianbao.facts.cell import CellState
from nianbao.framework.model import Catalogue


def subjects(*sizes: int, kind: str = "") -> list[Subject]:
    return [Subject(f"{n:03d}", f"{n}校", "school", "99", 2025, Decimal(size), kind) for n, size in enumerate(sizes)]


def grown(ratios: list[str]) -> Panel:
    people = subjects(*[800] * len(ratios))
    figures = []
    for one, ratio in zip(people, ratios, strict=True):
        for data_year, value in ((2024, Decimal(200)), (2025, 200 * Decimal(ratio))):
            figures.append(
                Observation(one.code, data_year, f"dy{data_year}/school", "graduates", "dy2023", CellState.VALUE, value)
            )
    return Panel.of(figures, [*people, *(replace(one, data_year=2024) for one in people)])


def test_everybody_is_a_member_of_one_group() -> None:
    people = subjects(100, 200, 600, 700, 5000)
    groups = peer_groups(people)
    assert sorted(one.code for group in groups for one in group.members) == [one.code for one in people]
    assert [group.size_band for group in groups] == ["0–499", "500–999", "≥3000"]


def test_a_small_group_takes_in_the_nearest_by_size() -> None:
    groups = peer_groups(subjects(480, *[600] * 7, *[2500] * 9), fewest=8)
    first = groups[0]
    assert len(first.members) == 1
    assert len(first.borrowed) == 7
    assert {one.size for one in first.borrowed} == {600}


def test_types_are_not_mixed() -> None:
    groups = peer_groups([*subjects(600, kind="技工学校"), *subjects(610, kind="职业高中")])
    assert all(len({one.kind for one in group.everyone}) == 1 for group in groups)


def test_who_doubles_while_others_creep_is_unusual(catalogue: Catalogue) -> None:
    found = review(
        grown(["1.01", "1.02", "0.99", "1.00", "1.03", "0.98", "1.01", "1.00", "1.02", "3"]),
        catalogue,
        "graduates",
        2025,
    )
    assert [one.subject.code for one in found.unusual] == ["009"]
    standing = found.unusual[0]
    assert (standing.value, standing.base, standing.ratio, standing.peers) == (600, 200, 3, 10)


def test_falling_is_as_unusual_as_rising(catalogue: Catalogue) -> None:
    ratios = ["1.01", "1.02", "0.99", "1.00", "1.03", "0.98", "1.01", "1.00", "1.02", "0.3"]
    assert len(review(grown(ratios), catalogue, "graduates", 2025).unusual) == 1


def test_few_peers_judge_nobody(catalogue: Catalogue) -> None:
    found = review(grown(["1", "1", "9"]), catalogue, "graduates", 2025)
    assert not found.unusual
    assert not any(one.is_judged for one in found.standings)


def test_who_has_no_figure_is_named_and_not_judged(catalogue: Catalogue) -> None:
    panel = grown(["1.01", "1.02", "0.99", "1.00", "1.03", "0.98"])
    newcomer = Subject("777", "新校", "school", "99", 2025, Decimal(800))
    found = review(panel, catalogue, "graduates", 2025, subjects=[*panel.members(2025), newcomer])
    assert [one.code for one in found.without] == ["777"]


def test_size_is_another_base(catalogue: Catalogue) -> None:
    found = review(grown(["1.01", "1.02", "0.99", "1.00", "1.03", "4"]), catalogue, "graduates", 2025, Basis.SIZE)
    assert [one.subject.code for one in found.unusual] == ["005"]
