"""Findings written out for a page: nothing unescaped, and forms only where the figures may be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils.translation import override

from nianbao.checks.finding import sign_waiver
from nianbao.web.presentation.finding_items import FindingRow, finding_items, finding_rows
from nianbao.web.submissions.content import plan_of_submission, read_content
from nianbao.web.submissions.findings import findings_of, shown
from nianbao.web.submissions.models import Submission

Whose = Callable[..., Submission]


@pytest.fixture
def found(submission: Whose) -> Submission:
    return submission("9901020002")


@pytest.fixture
def rows(found: Submission) -> list[FindingRow]:
    return finding_rows(shown(findings_of(read_content(found))), plan_of_submission(found).sheets)


def written(rows: list[FindingRow], found: Submission, **named: Any) -> list[str]:
    how: dict[str, Any] = {"editable": True, "back": "/", "token": "t"} | named
    return [str(one) for one in finding_items(rows, found, **how)]


def test_errors_come_first_and_what_is_explained_last(rows: list[FindingRow], found: Submission) -> None:
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    first = next(row.finding for row in rows if row.finding.waivable)
    waiver = sign_waiver(first, reason="依据学籍异动记录", by="白路遥", on="2026-01-01")
    explained = replace(first, waiver=waiver)
    others = [row.finding for row in rows if row.finding is not first]
    last = finding_rows([explained, *others], plan_of_submission(found).sheets)[-1]
    assert last.finding is explained
    (item,) = written([last], found)
    assert "说明：依据学籍异动记录（白路遥，2026-01-01）" in item
    assert "写说明" not in item


def test_a_place_in_a_table_leads_to_its_box(rows: list[FindingRow], found: Submission) -> None:
    items = "".join(written(rows, found))
    spot = next(
        (spot, table) for row in rows for spot, table in zip(row.finding.spots, row.tables, strict=False) if table
    )
    assert f'href="/submissions/{found.pk}/tables/{spot[1]}/#c-{spot[0].key}"' in items


def test_forms_stand_only_where_figures_may_be_changed(rows: list[FindingRow], found: Submission) -> None:
    assert any("采纳" in item for item in written(rows, found))
    assert "<form" not in "".join(written(rows, found, editable=False))


def test_what_people_wrote_cannot_break_out(rows: list[FindingRow], found: Submission) -> None:
    evil = '"><script>alert(1)</script>'
    finding = rows[0].finding
    spots = tuple(replace(spot, label=evil, text=evil) for spot in finding.spots)
    row = replace(rows[0], finding=replace(finding, message=evil, formula=evil, spots=spots), suspects=evil)
    item = written([row], found, back=evil, token=evil)[0]
    assert "<script" not in item
    assert "&lt;script&gt;" in item


def test_in_english_a_finding_speaks_english(rows: list[FindingRow], found: Submission) -> None:
    with override("en"):
        items = written(rows, found)
    assert rows[0].finding.message_en in items[0].replace("&#x27;", "'").replace("&quot;", '"').replace("&gt;", ">")
    assert "采纳" not in "".join(items)


def test_nothing_found_writes_nothing(found: Submission) -> None:
    assert written([], found) == []
