"""A Word file is kept with the text that it was printed from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.printouts import keep_printout, read_printout
from nianbao.web.manuscripts.text import whole_content
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.content import Content

Stands = Callable[[str], Standing]


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


@pytest.fixture
def content(manuscript: Manuscript) -> Content:
    return whole_content(manuscript, manuscript.chapters.all())


def test_a_file_is_kept_once_with_the_text_that_it_was_printed_from(
    manuscript: Manuscript, content: Content, standing: Stands
) -> None:
    chapters = list(manuscript.chapters.all())
    made = keep_printout(manuscript, content=content, chapters=chapters, data=b"PK file", standing=standing("邱明溪"))
    again = keep_printout(manuscript, content=content, chapters=chapters, data=b"PK file", standing=standing("孟晚照"))
    assert made == again
    assert read_printout(again) == (content, b"PK file")
    assert again.versions[str(chapters[0].pk)] == chapters[0].version
