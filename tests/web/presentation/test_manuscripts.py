"""The text as pages lay it out, and the outline with state and length."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.web.presentation.manuscripts import OutlineLine, aspects, key_of, outline_chapters, shown_blocks
from nianbao.web.publications.written_report import written_report
from nianbao.writing.content import Heading


def manuscript(code: str = "9901020002") -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code=code)


def test_every_printed_kind_has_its_layout() -> None:
    printed = written_report(manuscript()).printed()
    shown = {one.kind: one for one in shown_blocks(printed.blocks)}
    assert {"heading", "text", "case", "table", "picture"} <= set(shown)
    assert shown["picture"].image.startswith("data:image/svg+xml;base64,")
    assert shown["table"].header[0] == "指标"
    figure = next(printed.figures())
    assert key_of(figure).split("|")[0] == figure.link.indicator


def test_the_outline_says_how_far_each_chapter_is(standing: Callable[[str], Standing]) -> None:
    chapters = outline_chapters(manuscript(), standing("范若谷"))
    assert [one.state for one in chapters][:4] == ["finished", "drafted", "drafted", "empty"]
    assert [one.is_mine for one in chapters][:3] == [False, True, False]
    assert chapters[1].lines[0].characters == chapters[1].chapter.characters > 0
    assert chapters[1].lines[0].prompt


def test_a_length_beyond_the_limit_is_told() -> None:
    heading = Heading("h", 1, "概况")
    assert OutlineLine(heading, 501, limits={"characters_max": 500, "characters_min": 10}).is_long
    assert not OutlineLine(heading, 501).is_long
    assert OutlineLine(heading, 5, limits={"characters_min": 10}).least == 10
    assert "变化" in aspects()
