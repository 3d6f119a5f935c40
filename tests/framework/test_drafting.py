"""A new edition costs files and no Python."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.facts.period import PeriodKind
from nianbao.facts.problem import Problem
from nianbao.framework.comparison import ChangeKind, compare_editions
from nianbao.framework.drafting import draft_edition, find_edition, write_drafts
from nianbao.framework.loader import load_catalogue


@pytest.fixture
def folder(catalogue_folder: Callable[..., Path]) -> Path:
    return catalogue_folder()


def test_a_drafted_edition_loads_as_it_is(folder: Path) -> None:
    catalogue = load_catalogue(folder)
    files = draft_edition(catalogue, folder, "dy2024/district", catalogue.editions["dy2023/school"])
    write_drafts(files, folder)

    drafted = load_catalogue(folder).editions["dy2024/district"]

    assert list(files) == ["editions/dy2024/district.yaml", "outlines/dy2024/district.yaml"]
    assert drafted.data_year == "dy2024"
    assert drafted.cover_label == "2024年度"
    assert drafted.label == "2024年度表"
    assert drafted.tables[0].columns[0].label == "2024年"
    assert drafted.periods[PeriodKind.AS_OF].start == datetime.date(2024, 9, 1)
    assert str(drafted.periods[PeriodKind.SCHOOL_YEAR]) == "2023-2024学年"
    assert (drafted.confirmed, drafted.previous, drafted.outline) == (False, "dy2023/school", "dy2024/district")
    assert drafted.indicators() == catalogue.editions["dy2023/school"].indicators()


def test_nothing_but_the_calendar_differs_in_a_fresh_draft(folder: Path) -> None:
    catalogue = load_catalogue(folder)
    write_drafts(draft_edition(catalogue, folder, "dy2024/district", catalogue.editions["dy2023/school"]), folder)
    after = load_catalogue(folder)

    changes = compare_editions(after, after.editions["dy2023/school"], after.editions["dy2024/district"])

    assert {change.kind for change in changes} == {ChangeKind.PERIOD}


def test_no_file_is_written_over(folder: Path) -> None:
    catalogue = load_catalogue(folder)
    files = draft_edition(catalogue, folder, "dy2024/district", catalogue.editions["dy2023/school"])
    write_drafts(files, folder)

    with pytest.raises(Problem) as caught:
        write_drafts(files, folder)

    assert caught.value.code == "file-exists"
    assert "editions/dy2024/district.yaml" in caught.value.message


@pytest.mark.parametrize(
    ("identifier", "code"),
    [("2026/school", "edition-id"), ("dy2026", "edition-id"), ("dy2024/school", "edition-exists")],
)
def test_an_id_that_will_not_do_is_refused(folder: Path, identifier: str, code: str) -> None:
    catalogue = load_catalogue(folder)

    with pytest.raises(Problem) as caught:
        draft_edition(catalogue, folder, identifier, catalogue.editions["dy2023/school"])

    assert caught.value.code == code


def test_an_unknown_edition_names_those_there_are(folder: Path) -> None:
    with pytest.raises(Problem) as caught:
        find_edition(load_catalogue(folder), "dy2023/scool")

    assert "是不是“dy2023/school”？" in caught.value.message
    assert "dy2024/school" in caught.value.message_en
