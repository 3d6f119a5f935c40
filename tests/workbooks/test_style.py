from __future__ import annotations

import io

import xlsxwriter

from nianbao.workbooks.style import Styles


def test_a_style_is_made_once():
    styles = Styles(xlsxwriter.Workbook(io.BytesIO()))

    assert styles["header"] is styles["header"]
    assert styles.number("input", 2) is styles.number("input", 2)
    assert styles.number("input", 2) is not styles.number("starred", 2)


def test_a_number_shows_as_many_places_as_it_has():
    styles = Styles(xlsxwriter.Workbook(io.BytesIO()))

    assert styles.number("input", 2).num_format == "0.00"
    assert styles.number("input", 0).num_format == "0"


def test_only_what_is_to_be_filled_in_is_unlocked():
    styles = Styles(xlsxwriter.Workbook(io.BytesIO()))

    assert [name for name in ("input", "starred", "note", "list_entry") if styles[name].locked] == []
    assert all(styles[name].locked for name in ("label_0", "unit", "previous", "closed", "header", "title"))
