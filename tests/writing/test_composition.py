from __future__ import annotations

from collections.abc import Callable

from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.composition import compose
from nianbao.writing.draft import read_draft

DRAFT = "# 质量年报\n\n## 一、概况\n\n毕业生[[毕业生人数]]。\n\n落实[[毕业去向落实人数]]，[[没有的]]。"


def test_a_figure_that_cannot_be_written_shows_where_it_is_missing(
    record: Callable[..., Record], catalogue: Catalogue
) -> None:
    composition = compose(read_draft(DRAFT), record({"graduates": "135"}), catalogue)
    assert [block.text for block in composition.blocks] == [
        "一、概况",
        "毕业生135人。",
        "落实〔待补：毕业去向落实人数〕，〔待补：没有的〕。",
    ]
    assert [(one.line, one.problem.code) for one in composition.unwritten] == [
        (7, "figure-cannot-be-written"),
        (7, "figure-name-unknown"),
    ]


def test_a_changed_figure_changes_every_sentence(record: Callable[..., Record], catalogue: Catalogue) -> None:
    draft = read_draft("[[毕业生人数]]，即[[毕业生人数]]")
    first = compose(draft, record({"graduates": "135"}), catalogue)
    second = compose(draft, record({"graduates": "136"}), catalogue)
    assert (first.blocks[0].text, second.blocks[0].text) == ("135人，即135人", "136人，即136人")
    assert len(list(second.figures())) == 2
