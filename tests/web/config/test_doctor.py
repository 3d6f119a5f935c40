"""The doctor names what is missing and how to get it."""

from __future__ import annotations

from pathlib import Path

from nianbao.web.audit.models import Event
from nianbao.web.config.data_folder import prepare_folder
from nianbao.web.config.doctor import examine


def test_a_missing_folder_is_grave(tmp_path: Path) -> None:
    first = next(examine(tmp_path / "nowhere"))
    assert first.is_grave
    assert "nianbao serve" in first.zh


def test_a_whole_database_is_well_and_a_changed_event_is_grave(tmp_path: Path) -> None:
    prepare_folder(tmp_path)
    assert not [one for one in examine(tmp_path) if one.is_grave]
    Event.objects.filter(sequence=3).update(actor_name="别人")
    (grave,) = [one for one in examine(tmp_path) if one.is_grave]
    assert "第 3 条" in grave.zh
