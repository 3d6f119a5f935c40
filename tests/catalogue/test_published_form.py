"""The form of 2023 against a published report that carries it: every label, unit and star, to the character.

The report is not part of this repository; where it is absent the test is skipped.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nianbao.framework.model import Catalogue

REPORT = Path(__file__).parents[2].parent / "shared" / "reports" / "huairou-2023.txt"
# What the report misprints (domain knowledge, each seen by eye): a doubled character, and 个 where 学时 is meant.
MISPRINTS = {
    "教教职工额定编制数": "教职工额定编制数",
    "教教职工总数": "教职工总数",
}


def printed_rows(text: str) -> list[tuple[str, str, bool, str]]:
    """Number, label with its prefix, star and unit of each line of the annex, in printed order."""
    annex = text[text.index("附件") :].splitlines()
    found: list[tuple[str, str, bool, str]] = []
    for line in annex:
        cells = [cell.strip() for cell in line.split("\t")]
        if (
            len(cells) < 3
            or cells[1] in ("指标", "专业群名称")
            or line.startswith("说明")
            or not re.search("[\u4e00-\u9fff%]", line)
        ):
            continue
        if cells[0] and not cells[0].isdigit():
            cells = ["", *cells]  # the empty first cell was lost
        number, label, unit = cells[:3]
        if label == "学时":
            label, unit = "", "学时"
        label = re.sub(r"(?<=[A-D]) (?=类)", "", label)
        found.append((number, MISPRINTS.get(label.rstrip("*"), label.rstrip("*")), label.endswith("*"), unit))
    return found


@pytest.mark.skipif(not REPORT.is_file(), reason="the published reports are not part of the repository")
def test_every_printed_row_is_in_the_edition_as_printed(catalogue: Catalogue) -> None:
    printed = printed_rows(REPORT.read_text("utf-8"))
    form = [
        (row.number or "", "" if row.continues else row.prefix + row.label, row.starred, row.cells[0].unit_label)
        for table in catalogue.editions["dy2023/school"].tables
        for row in table.rows
        if row.confirmed
    ]

    def comparable(rows: list[tuple[str, str, bool, str]]) -> list[tuple[str, str, bool, str]]:
        # 学时 rows 非学历培训学时 and 公益项目培训学时 are misprinted 个; the ratio's unit is printed ":".
        units = {":": ":1"}
        return [
            (number, label, star, "学时" if label in ("非学历培训学时", "公益项目培训学时") else units.get(unit, unit))
            for number, label, star, unit in rows
        ]

    assert comparable(printed) == comparable(form)
