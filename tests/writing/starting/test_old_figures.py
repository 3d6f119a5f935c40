from __future__ import annotations

from collections.abc import Callable

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.starting.old_figures import ProposedLink, proposed_links

Make = Callable[..., Record]


def proposed(text: str, catalogue: Catalogue, record: Record | None) -> list[tuple[str, str, bool]]:
    document = read_document(f"质量年度报告\n\n一、概况\n\n{text}\n".encode(), name="旧.txt")
    found: tuple[ProposedLink, ...] = proposed_links(Manuscript.of(document), "dy2025/school", catalogue, record)
    return [(one.text, one.asked, one.is_sure) for one in found]


def test_the_number_of_a_named_indicator_and_the_change_behind_it_become_links(
    record: Make, catalogue: Catalogue
) -> None:
    made = record({"graduates": "683"}, {"graduates": "673"})
    assert proposed("毕业生人数为683人，比上年增加10人。", catalogue, made) == [
        ("683人", "[[毕业生人数]]", True),
        ("比上年增加10人", "[[毕业生人数|变化]]", True),
    ]


def test_last_year_s_report_is_laid_beside_last_year_s_figures(record: Make, catalogue: Catalogue) -> None:
    made = record({"graduates": "683"}, {"graduates": "673"})
    assert proposed("毕业生人数为673人。", catalogue, made) == [("673人", "[[毕业生人数]]", True)]


def test_a_number_that_only_looks_alike_is_a_suggestion(record: Make, catalogue: Catalogue) -> None:
    made = record({"graduates": "68"})
    assert proposed("学校种了68棵树。", catalogue, made) == [("68棵", "[[毕业生人数]]", False)]
    assert proposed("毕业生人数为690人。", catalogue, made) == [("690人", "[[毕业生人数]]", False)]


def test_without_figures_nothing_is_sure(record: Make, catalogue: Catalogue) -> None:
    assert [sure for *_, sure in proposed("毕业生人数为683人。", catalogue, None)] == [False]
