"""A question is refused before it reaches the database, and one value twice is one value."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pydantic import ValidationError

from nianbao.web.pages.api.questions import MOST_ITEMS, FactFileQuestion, FactQuestion
from nianbao.web.pages.api.tables import MOST_ROWS


def test_a_value_asked_twice_is_asked_once() -> None:
    question = FactQuestion(indicator=["graduates", "classes", "graduates"], data_year=[2024, 2024])
    assert question.asked.indicators == ("graduates", "classes")
    assert question.asked.data_years == (2024,)


@pytest.mark.parametrize("wrong", [{"level": "nation"}, {"district": "99-01"}, {"data_year": [24]}, {"limit": 0}])
def test_what_cannot_be_asked_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FactQuestion(**wrong)


def test_a_file_may_be_longer_than_a_page() -> None:
    assert FactFileQuestion(limit=MOST_ITEMS + 1).limit == MOST_ITEMS + 1
    with pytest.raises(ValidationError):
        FactQuestion(limit=MOST_ITEMS + 1)
    with pytest.raises(ValidationError):
        FactFileQuestion(limit=MOST_ROWS + 1)


def test_json_csv_and_parquet_take_the_same_filters(visitor: Client) -> None:
    paths = visitor.get("/api/v1/openapi.json").json()["paths"]
    asked = {
        kind: [(one["name"], one["in"], one["required"]) for one in paths[f"/api/v1/facts{kind}"]["get"]["parameters"]]
        for kind in ("", ".csv", ".parquet")
    }
    assert asked[""] == asked[".csv"] == asked[".parquet"]
    names = ["organisation", "indicator", "data_year", "level", "district", "state", "after", "limit"]
    assert [name for name, _, _ in asked[""]] == names
    assert not any(required for _, _, required in asked[""])
