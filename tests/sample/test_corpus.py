"""Made-up reports: consistent unless a digit was changed, and the same each time."""

from __future__ import annotations

import csv
from pathlib import Path

from nianbao.documents.reading import read_document
from nianbao.framework.loader import load_catalogue
from nianbao.proofreading.proofread import proofread
from nianbao.sample.corpus import TRUTH, write_reports


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    one, two = write_reports(tmp_path / "one", 6), write_reports(tmp_path / "two", 6)
    assert [made.path.read_bytes() for made in one] == [made.path.read_bytes() for made in two]
    assert len(one) == 6


def test_what_was_changed_stands_in_the_list(tmp_path: Path) -> None:
    made = write_reports(tmp_path, 12)
    changed = [one for one in made if one.line]
    assert 0 < len(changed) < 12
    with (tmp_path / TRUTH).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [one.path.name for one in changed]
    for one in changed:
        assert one.after in one.path.read_text(encoding="utf-8").split("\n")[one.line - 1]


def test_a_sound_report_contradicts_itself_nowhere(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    sound = [one for one in write_reports(tmp_path, 4) if not one.line]
    assert sound
    for one in sound:
        report = proofread(read_document(one.path), catalogue=catalogue)
        assert not [finding for finding in report.findings if finding.group == "contradiction"], one.path.name
        assert report.in_relations > 60
