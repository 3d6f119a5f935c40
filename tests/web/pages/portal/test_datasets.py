"""What search engines read is JSON and ends no block."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client, RequestFactory

from nianbao.web.pages.portal.datasets import as_block, catalogue_dataset


def test_nothing_in_a_name_ends_the_block() -> None:
    block = as_block({"name": "</script><script>&"})
    assert "<" not in block
    assert json.loads(block) == {"name": "</script><script>&"}


def test_the_whole_is_a_data_set_over_its_data_years() -> None:
    said = json.loads(catalogue_dataset(RequestFactory().get("/public/"), [2024, 2023]))
    assert said["temporalCoverage"] == "2023/2024"
    assert {one["encodingFormat"] for one in said["distribution"]} == {"application/json", "text/csv"}


def test_the_front_page_carries_it(public: Any, visitor: Client) -> None:
    assert '"@type": "Dataset"' in visitor.get("/public/").content.decode()
