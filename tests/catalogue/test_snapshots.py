"""Each edition as text that a person of the field can read; written by `make snapshots`, read by a reviewer."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianbao.framework.listing import edition_text
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue

FOLDER = Path(__file__).parent.parent / "snapshots" / "editions"
EDITIONS = sorted(load_catalogue().editions)


@pytest.mark.parametrize("identifier", EDITIONS)
def test_an_edition_reads_as_its_snapshot(identifier: str, catalogue: Catalogue) -> None:
    path = FOLDER / f"{identifier.replace('/', '-')}.txt"

    assert edition_text(catalogue, identifier) == path.read_text("utf-8"), "run `make snapshots` and read the change"


def test_there_is_no_snapshot_of_an_edition_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{one.replace('/', '-')}.txt" for one in EDITIONS}
