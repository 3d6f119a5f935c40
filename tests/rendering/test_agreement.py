from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from nianbao.facts.cell import CellState
from nianbao.rendering.agreement import Disagreement, compared_formats, disagreements
from nianbao.rendering.renderer import find_renderer
from nianbao.rendering.view import Figure, ReportView, TableColumn, TableRow, TableView
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.link import Aspect, FigureLink
from nianbao.writing.sentence import WrittenFigure


def view(graduates: str, rate: str) -> ReportView:
    """A sentence with two linked figures and a form with both."""
    rows = [
        TableRow(number, label, unit, (Figure(name, label, text, CellState.VALUE, unit),))
        for number, name, label, unit, text in (
            ("1", "graduates", "毕业生人数", "人", graduates),
            ("2", "rate", "本省去向落实率", "%", rate),
        )
    ]
    sentence = (
        "全区共有毕业生",
        WrittenFigure(FigureLink("graduates"), f"{graduates}人"),
        "，毕业生本省去向落实率为",
        WrittenFigure(FigureLink("rate", Aspect.VALUE, None, 2), f"{rate}%"),
        "。",
    )
    table = TableView("t", "表1", "人才培养", (TableColumn("value", "2025年"),), tuple(rows))
    return ReportView(
        "职业教育质量年度报告", "甲区", "dy2025/district", "2025 年度", "2025年度", (), (table,),
        narrative=(WrittenBlock(sentence, 0, "body", "p1"),),
    )  # fmt: skip


def rendered(suffix: str, graduates: str = "1200", rate: str = "91.50") -> bytes:
    renderer = next(
        one for one in map(find_renderer, ("docx", "html", "md", "pdf", "xlsx")) if f".{one.extension}" == suffix
    )
    return renderer.render(view(graduates, rate))


def values(found: tuple[Disagreement, ...]) -> set[tuple[str, str]]:
    return {(re.sub(r"[人%]", "", one.expected), re.sub(r"[人%]", "", one.found)) for one in found}


@pytest.mark.parametrize("suffix", compared_formats())
def test_a_file_made_from_the_same_figures_agrees(suffix: str) -> None:
    assert disagreements(f"report{suffix}", rendered(suffix), view("1200", "91.50")) == ()


@pytest.mark.parametrize("suffix", compared_formats())
def test_a_file_made_from_another_figure_is_told_with_both_values(suffix: str) -> None:
    found = disagreements(f"report{suffix}", rendered(suffix, graduates="1203"), view("1200", "91.50"))
    assert values(found) == {("1200", "1203")}
    assert len(found) == (1 if suffix == ".xlsx" else 2)  # a workbook has the form and no sentence


def test_the_message_names_the_file_the_figure_and_both_values() -> None:
    found = disagreements(
        "report.docx", rendered(".docx", rate="91.51"), view("1200", "91.50"), {"rate": "本省去向落实率"}
    )
    for text in ("report.docx", "p1", "本省去向落实率", "91.50%", "91.51%"):
        assert text in found[0].message
        assert text in found[0].message_en


def test_figures_that_changed_places_are_noticed() -> None:
    now, other = view("1200", "91.50"), view("91.50", "1200")
    assert disagreements("report.md", find_renderer("md").render(other), now)
    assert disagreements("report.xlsx", find_renderer("xlsx").render(other), now)


def test_a_workbook_may_drop_a_trailing_zero() -> None:
    plain = replace(view("1200", "91.5"), narrative=())
    assert disagreements("a.xlsx", find_renderer("xlsx").render(plain), view("1200", "91.50")) == ()


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.html"])
def test_a_file_of_nothing_is_told_and_does_not_pass(name: str) -> None:
    assert disagreements(name, b"\x00", view("1200", "91.50"))


def test_a_page_that_lost_its_ids_is_read_by_its_words() -> None:
    for graduates, expected in (("1200", set()), ("1203", {("1200", "1203")})):
        page = rendered(".html", graduates).decode().replace("data-figure=", "data-gone=")
        assert values(disagreements("a.html", page.encode(), view("1200", "91.50"))) == expected


def test_a_word_file_that_swells_when_unpacked_is_not_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    (found,) = disagreements("a.docx", buffer.getvalue(), view("1200", "91.50"))
    assert "压缩炸弹" in found.message
