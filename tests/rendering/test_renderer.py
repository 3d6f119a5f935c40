import pytest

from nianbao.rendering.renderer import RenderingError, find_renderer, renderers
from nianbao.rendering.view import ReportView


@pytest.mark.parametrize("identifier", sorted(renderers()))
def test_the_same_view_gives_the_same_bytes(identifier: str, annex: ReportView) -> None:
    renderer = find_renderer(identifier)
    assert renderer.render(annex) == renderer.render(annex)


@pytest.mark.parametrize("identifier", sorted(renderers()))
def test_a_renderer_says_what_it_makes(identifier: str) -> None:
    renderer = find_renderer(identifier)
    assert renderer.identifier == renderer.extension == identifier
    assert "/" in renderer.media_type
    assert renderer.label


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(RenderingError, match="docx、html、md、pdf、xlsx") as caught:
        find_renderer("odt")
    assert caught.value.code == "rendering-unknown-format"
