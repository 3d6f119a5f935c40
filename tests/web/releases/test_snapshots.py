"""Each signature leaves Parquet files of all that the branch has public; trouble is told and can be mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from nianbao.analysis.snapshot import newest_snapshot, open_snapshot, read_panel
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.models import GIVEN_UP, Release, ReleasedFact, ReleaseSnapshot, SnapshotState
from nianbao.web.releases.snapshots import KEPT_BACK, file_of_snapshot, root, work_off, write_again

pytest.importorskip("pyarrow", reason="the extra analysis is not installed")
Make = Callable[..., Release]


def test_a_signature_asks_and_the_worker_writes_what_is_public(
    released: Make,
) -> None:
    made = released()
    row = ReleaseSnapshot.objects.get(signed=made.signed_in)
    assert row.state == SnapshotState.WAITING
    assert work_off() == 1
    row.refresh_from_db()
    assert (row.state, row.done, row.trouble) == (SnapshotState.WRITTEN, row.total, "")
    panel = read_panel(newest_snapshot(root(), "990102"))
    assert len(panel.observations) == row.rows == made.facts.count()
    for fact in ReleasedFact.objects.filter(release=made).select_related("definition"):
        kept = panel.observation("9901020001", 2024, fact.definition.indicator)
        assert kept is not None
        assert kept.value == (Decimal(fact.number) if fact.number else None)
    subject = panel.subject("9901020001", 2024)
    assert subject is not None
    assert (subject.name, subject.level, subject.parent) == (made.name, "school", "990102")
    assert subject.size is not None


def test_the_next_signature_makes_the_next_version_of_all_that_stands(
    released: Make, released_district: Release
) -> None:
    work_off()
    released()
    released("9901020001", "dy2023/school")
    assert work_off() == 2
    versions = [one.version for one in ReleaseSnapshot.objects.order_by("pk")]
    assert versions == [1, 2, 3]
    panel = read_panel(newest_snapshot(root(), "990102"))
    assert panel.data_years == (2023, 2024)
    assert {code for code, _ in panel.subjects} == {"990102", "9901020001"}
    whole = panel.observation("990102", 2024, "graduates")
    assert whole is not None
    assert whole.total == 4


def test_a_corrected_release_stands_in_the_place_of_the_old_one(released: Make) -> None:
    released()
    released(suppressed=["graduates_self_employed"], change_reason="隐去人数过少的数")
    work_off()
    first, second = (
        read_panel(open_snapshot(root() / "990102" / one.folder)) for one in ReleaseSnapshot.objects.order_by("pk")
    )
    before, after = (one.observation("9901020001", 2024, "graduates_self_employed") for one in (first, second))
    assert before is not None
    assert after is not None
    assert before.value is not None
    assert (after.value, after.state, after.note) == (None, CellState.MISSING, KEPT_BACK)


def test_what_cannot_be_written_is_said_and_written_again(released: Make, head: Standing, tmp_path: Path) -> None:
    made = released()
    (tmp_path / "snapshots").write_text("a file where the folder should be")
    assert work_off() == 0
    row = ReleaseSnapshot.objects.get(signed=made.signed_in)
    assert row.state == SnapshotState.FAILED
    assert "再写一次" in row.trouble
    assert "write again" in row.trouble_en
    (tmp_path / "snapshots").unlink()
    write_again(row, standing=head)
    assert work_off() == 1


def test_one_that_was_cut_off_can_be_asked_for_again_and_one_at_work_cannot(released: Make, head: Standing) -> None:
    made = released()
    rows = ReleaseSnapshot.objects.filter(signed=made.signed_in)
    rows.update(state=SnapshotState.WRITING, moved_at=timezone.now())
    write_again(rows.get(), standing=head)
    assert (rows.get().state, rows.get().is_stale) == (SnapshotState.WRITING, False)
    rows.update(moved_at=timezone.now() - GIVEN_UP - datetime.timedelta(seconds=1))
    assert rows.get().can_be_asked
    write_again(rows.get(), standing=head)
    assert rows.get().state == SnapshotState.WAITING


def test_only_who_prepares_releases_asks_again(released: Make, standing: Callable[[str], Standing]) -> None:
    made = released()
    with pytest.raises(Problem, match="没有“准备发布”的权限"):
        write_again(ReleaseSnapshot.objects.get(signed=made.signed_in), standing=standing("江市平"))


def test_the_page_shows_how_far_it_is_and_gives_the_files(released: Make, enter: Callable[[str], Client]) -> None:
    made = released()
    client, here = enter("郑守正"), f"/districts/{made.district_id}/releases/"
    rows = ReleaseSnapshot.objects.filter(signed=made.signed_in)
    rows.update(state=SnapshotState.WRITING, done=40, total=168)
    assert '<progress value="40" max="168"' in client.get(here).content.decode()
    rows.update(state=SnapshotState.WAITING)
    work_off()
    page = client.get(here).content.decode()
    row = rows.get()
    address = f"{here}snapshots/{row.pk}/observations.parquet"
    assert address in page
    answer = client.get(address)
    path = file_of_snapshot(row, "observations.parquet")
    assert path is not None
    assert b"".join(answer) == path.read_bytes()
    assert file_of_snapshot(row, "../../secret") is None
    assert client.get(f"{here}snapshots/{row.pk}/other.parquet").status_code == 404
    assert enter("邱明溪").get(address).status_code == 404
