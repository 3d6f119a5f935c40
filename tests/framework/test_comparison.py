"""The difference of two editions is the difference of two whole lists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.framework.comparison import KIND_LABELS, ChangeKind, compare_editions
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue


def compared(folder: Path, before: str, after: str) -> dict[tuple[str, str], tuple[str, str, str]]:
    catalogue = load_catalogue(folder)
    changes = compare_editions(catalogue, catalogue.editions[before], catalogue.editions[after])
    return {(change.kind.value, change.id): (change.before, change.after, change.note) for change in changes}


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(catalogue_folder: Callable[..., Path]) -> Path:
    return catalogue_folder()


def test_an_edition_does_not_differ_from_itself(folder: Path) -> None:
    assert compared(folder, "dy2023/school", "dy2023/school") == {}


def test_rows_that_came_and_went_are_named(folder: Path) -> None:
    changes = compared(folder, "dy2023/school", "dy2024/school")

    assert changes["row-removed", "boarding_share"][0] == "住校比例"
    assert changes["row-removed", "pupils_boarding"][0] == "住校学生数"
    assert changes["base-item-added", "pupils_boarding"][1] == "住校学生数"
    assert changes["list-removed", "class_list"][0] == "班级清单：班级、人数"
    assert changes["heading-removed", "first_half"][0] == "1.1 上"
    assert changes["period-changed", "school_year"][:2] == ("2022-2023学年", "2023-2024学年")


def test_a_row_that_went_tells_how_it_continues(folder: Path) -> None:
    edit(
        folder,
        "crosswalks/old-to-new.yaml",
        "new: pupils_boarding, relation: convertible",
        "new: pupils, relation: convertible",
    )

    note = compared(folder, "dy2023/school", "dy2024/school")["row-removed", "boarding_share"][2]

    assert note.startswith("沿革 → 学生数（可换算）")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("label: 学生数,", "label: 在校学生数,", ("label-changed", "学生数", "在校学生数")),
        ("unit: 人", "unit: 名", ("unit-changed", "人", "名")),
        ("starred: true, ", "", ("star-changed", "★", "无★")),
        ('number: "1"', 'number: "2"', ("row-moved", "main 1 0", "main 2 0")),
    ],
)
def test_a_changed_row_says_what_changed(folder: Path, old: str, new: str, expected: tuple[str, str, str]) -> None:
    edit(folder, "editions/dy2024/school.yaml", old, new)

    kind, before, after = expected
    assert compared(folder, "dy2023/school", "dy2024/school")[kind, "pupils"][:2] == (before, after)


def test_a_changed_meaning_shows_both_definitions_and_warns(folder: Path) -> None:
    edit(folder, "editions/dy2024/school.yaml", "dy2024", "dy2025")
    edit(folder, "editions/dy2024/school.yaml", 'data_year: "2024"', 'data_year: "2025"')
    (folder / "editions" / "dy2025").mkdir()
    (folder / "editions/dy2024/school.yaml").rename(folder / "editions/dy2025/school.yaml")

    before, after, note = compared(folder, "dy2023/school", "dy2025/school")["meaning-changed", "pupils_boarding"]

    assert before.startswith("在校住宿的学生人数。")
    assert after == "每周住宿四晚以上的学生人数。〔工作定义，未经官方确认〕"
    assert "跨年比较" in note


def test_tables_that_came_and_went_are_named() -> None:
    catalogue: Catalogue = load_catalogue()
    changes = compare_editions(catalogue, catalogue.editions["dy2023/district"], catalogue.editions["dy2024/district"])

    added = [change.id for change in changes if change.kind is ChangeKind.TABLE_ADDED]
    assert added == ["factbook_scale", "factbook_teachers", "factbook_funding"]
    assert not [change for change in changes if change.kind is ChangeKind.TABLE_REMOVED]


def test_every_kind_of_change_has_a_name_in_both_languages() -> None:
    assert set(KIND_LABELS) == set(ChangeKind)
    assert all(zh and en for zh, en in KIND_LABELS.values())
