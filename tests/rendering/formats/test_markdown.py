from pathlib import Path

import pytest

from nianbao.rendering.formats.markdown import literal, render
from nianbao.rendering.view import ReportView

SNAPSHOT = Path(__file__).parents[2] / "snapshots" / "rendering" / "annex.md"


def test_the_annex_reads_like_its_snapshot(annex: ReportView) -> None:
    assert render(annex).decode() == SNAPSHOT.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["*a*", "`b`", "a|b", "# c", "<d>", "[e](f)", "- g", "1. h", "+ i"])
def test_signs_of_markdown_are_escaped(text: str) -> None:
    escaped = literal(text)
    assert escaped != text
    assert escaped.replace("\\", "") == text


def test_every_row_of_a_table_has_the_same_number_of_cells(annex: ReportView) -> None:
    text = render(annex).decode().strip()
    for block in text.split("\n\n"):
        if block.startswith("|"):
            counts = {line.replace("\\|", "").count("|") for line in block.split("\n")}
            assert len(counts) == 1
