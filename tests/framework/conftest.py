"""A small sound catalogue, and the broken ones made from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures" / "catalogue"


@pytest.fixture(autouse=True)
def _no_kept_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test parses for itself; the tests of the cache say where theirs lies."""
    monkeypatch.setenv("NIANBAO_CACHE", "")


@pytest.fixture
def catalogue_folder(tmp_path: Path) -> Callable[..., Path]:
    """Copies the sound catalogue and lays the files of the named faults over it."""

    def build(*faults: str) -> Path:
        folder = tmp_path / "catalogue"
        shutil.copytree(FIXTURES / "sound", folder)
        for fault in faults:
            shutil.copytree(FIXTURES / fault, folder, dirs_exist_ok=True)
            (folder / "expect.yaml").unlink()
        return folder

    return build
