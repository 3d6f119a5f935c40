"""Cells and their history are written together, many at once."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.utils import timezone

from nianbao.web.audit.actions import canonical
from nianbao.web.submissions.models import Change, Submission
from nianbao.web.submissions.rows import CellNow, WrittenCell, cells_now, write_cells

Whose = Callable[..., Submission]


def test_a_cell_is_written_over_or_made_and_each_leaves_a_change(submission: Whose) -> None:
    found = submission("9901020004")
    found.entries.filter(indicator="graduates").delete()
    known = next(name for name in cells_now(found))
    before = cells_now(found)[known]
    cells = [
        WrittenCell(known, "甲'乙\"%s", "注", before.version + 1, before),
        WrittenCell("graduates", "7", "", 1, None),
    ]
    said = write_cells(found, cells, revision=99, by=None, now=timezone.now(), via="page")
    after = cells_now(found)
    assert after[known] == CellNow("甲'乙\"%s", "注", before.version + 1)
    assert after["graduates"] == CellNow("7", "", 1)
    changes = {one.key: (one.before, one.after) for one in Change.objects.filter(submission=found, revision=99)}
    assert changes == {
        known: ({"raw": before.raw, "note": before.note}, {"raw": "甲'乙\"%s", "note": "注"}),
        "graduates": ({}, {"raw": "7", "note": ""}),
    }
    assert found.entries.get(indicator=known).changed_at is not None
    assert said == canonical({key: list(one) for key, one in changes.items()})


def test_an_odd_text_is_told_to_the_audit_as_it_will_be_read_again(submission: Whose) -> None:
    odd = '引号"、反斜线\\、换行\n、制表\t、\u2028 与 \x7f 和 😀'
    found = submission("9901020004")
    said = write_cells(
        found, [WrittenCell("graduates", odd, odd, 9, None)], revision=99, by=None, now=timezone.now(), via="page"
    )
    assert json.loads(said) == {"graduates": [{}, {"raw": odd, "note": odd}]}
    assert canonical(json.loads(said)) == said
    assert Change.objects.get(submission=found, revision=99).after == {"raw": odd, "note": odd}


def test_nothing_to_write_writes_nothing(submission: Whose) -> None:
    before = Change.objects.count()
    assert write_cells(submission("9901020004"), [], revision=99, by=None, now=timezone.now(), via="page") == "{}"
    assert Change.objects.count() == before
