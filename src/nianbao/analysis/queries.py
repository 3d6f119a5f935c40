"""The questions that every engine must answer alike: six expressions, each written once.

Decimals are added as decimals. Whatever is divided is made a float on both sides first, because engines round the
quotient of two decimals each in its own way; a truth is counted or made a one, never added up; nothing is rounded here.
Tables: ``facts`` (school, data_year, indicator, value), ``schools`` (school, district, size), ``answers`` (school,
data_year, question, score).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

SATISFIED = 4  # of five; a blank answer (不了解) is no score


def by_district(tables: Mapping[str, Any]) -> Any:
    """A: schools joined to their facts, seven aggregates by district and data year, of one indicator in four."""
    facts, schools = tables["facts"], tables["schools"]
    value = facts.value.cast("float64")
    joined = facts.mutate(measured=value).filter(facts.indicator % 4 == 0).join(schools, "school")
    return joined.group_by(["district", "data_year"]).agg(
        answers=joined.value.count(),
        large=joined.count(where=joined["size"] >= 1000),
        total=joined.value.sum(),
        least=joined.value.min(),
        most=joined.value.max(),
        mean=joined.measured.mean(),
        spread=joined.measured.std(how="sample"),
    )


def satisfaction(tables: Mapping[str, Any]) -> Any:
    """B: answers to a survey by school and data year."""
    answers = tables["answers"]
    return answers.group_by(["school", "data_year"]).agg(
        asked=answers.count(),
        scored=answers.score.count(),
        # Ones are added instead of truths being counted: the same everywhere, and a quarter faster on DuckDB.
        satisfied=(answers.score >= SATISFIED).ifelse(1, 0).sum(),
        points=answers.score.sum(),
    )


def movements(tables: Mapping[str, Any]) -> Any:
    """C: one indicator of each school beside its last data year, and its place within the district."""
    import ibis

    facts, schools = tables["facts"], tables["schools"]
    one = facts.filter(facts.indicator == 7).join(schools, "school")
    own = ibis.window(group_by="school", order_by="data_year")
    peers = ibis.window(group_by=["district", "data_year"], order_by=[one.value.desc(), one.school])
    return one.select(
        "school",
        "data_year",
        "value",
        before=one.value.lag().over(own),
        place=ibis.row_number().over(peers).cast("int64"),
    ).mutate(change=lambda found: found.value - found.before)


def medians(tables: Mapping[str, Any]) -> Any:
    """D: the exact median of each indicator in each data year."""
    facts = tables["facts"]
    measured = facts.mutate(measured=facts.value.cast("float64"))
    return measured.group_by(["indicator", "data_year"]).agg(middle=measured.measured.median())


def spreads(tables: Mapping[str, Any]) -> Any:
    """E: mean and standard deviation of each indicator over everything."""
    facts = tables["facts"]
    measured = facts.mutate(measured=facts.value.cast("float64"))
    return measured.group_by("indicator").agg(
        answers=measured.measured.count(),
        mean=measured.measured.mean(),
        spread=measured.measured.std(how="sample"),
    )


def totals(tables: Mapping[str, Any]) -> Any:
    """F: decimal sums of each indicator in each data year, to the last digit."""
    facts = tables["facts"]
    return facts.group_by(["indicator", "data_year"]).agg(
        answers=facts.value.count(),
        total=facts.value.sum(),
        absent=facts.count(where=facts.value.isnull()),
    )


QUERIES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = MappingProxyType(
    {"A": by_district, "B": satisfaction, "C": movements, "D": medians, "E": spreads, "F": totals}
)
