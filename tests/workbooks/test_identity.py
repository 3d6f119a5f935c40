from __future__ import annotations

import json

from made_up_form import CATALOGUE, EDITION, SCHOOL

from nianbao.workbooks.identity import SCHEMA, identity_rows, read_identity
from nianbao.workbooks.layout import plan_workbook

PLAN = plan_workbook(EDITION, CATALOGUE)


def test_an_identity_is_read_back_as_it_was_written():
    identity = read_identity(identity_rows(PLAN, SCHOOL, "dy2022/school", {"graduates": "198"}))

    assert identity is not None
    assert (identity.schema, identity.edition, identity.organisation) == (SCHEMA, EDITION.id, SCHOOL)
    assert identity.form_hash == PLAN.form_hash
    assert identity.previous_edition == "dy2022/school"
    assert identity.previous == {"graduates": "198"}


def test_the_hidden_sheet_maps_every_indicator_to_its_cell():
    rows = [row for row in identity_rows(PLAN, SCHOOL, None, {"graduates": "198"}) if row[0] == "cells"]

    assert rows[0][1:3] == ("scorecard", "表1 人才培养质量计分卡")
    assert json.loads(rows[0][3])["graduates"] == ["D5", "E5", "198"]


def test_a_spoiled_map_costs_no_more_than_last_times_values():
    rows = [*identity_rows(PLAN, SCHOOL, None, {"graduates": "198"})[:6], ("cells", "scorecard", "表1", "{oops")]
    identity = read_identity(rows)

    assert identity is not None
    assert identity.previous == {}


def test_a_sheet_of_something_else_is_no_identity():
    assert read_identity([["", ""], ["毕业生人数", 212]]) is None


def test_a_spoiled_organisation_is_an_unknown_one():
    identity = read_identity([("schema", SCHEMA), ("edition", EDITION.id), ("organisation", "{oops")])

    assert identity is not None
    assert identity.organisation.name == ""
