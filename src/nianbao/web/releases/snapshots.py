"""Parquet snapshots of what is public, written beside the answers to people after each signature.

One folder for each branch, one version for each signature that changed anything; the figures are read definition by
definition, so that a nation never lies in memory and the page can say how far the writing is. A process that ends
in the middle leaves nothing half written; whoever looks after the releases asks again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from nianbao.analysis.panel import SIZE, Observation, Subject
from nianbao.analysis.snapshot import TABLES, Snapshot, write_observations
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.models import (
    GIVEN_UP,
    Definition,
    Release,
    ReleasedFact,
    ReleaseList,
    ReleaseSnapshot,
    SnapshotState,
    State,
)

LOG = logging.getLogger(__name__)
FOLDER = "snapshots"
NAMES = (*(f"{name}.parquet" for name in TABLES), "manifest.json")
TOLD_EVERY = 40  # definitions
SHOWN = 10
KEPT_BACK = "人数过少，未公开"


def ask_for_snapshot(signed: ReleaseList) -> ReleaseSnapshot:
    """Note that a list wants its snapshot; it is written once the transaction stands."""
    asked, _ = ReleaseSnapshot.objects.get_or_create(signed=signed, defaults={"moved_at": timezone.now()})
    transaction.on_commit(_start)
    return asked


def write_again(snapshot: ReleaseSnapshot, *, standing: Standing) -> None:
    """Ask once more for one that failed or was cut off; one that is written or under way stays as it is."""
    if not standing.may_prepare_releases(snapshot.signed.district):
        raise Problem("not-permitted", "您没有“准备发布”的权限。", "You may not prepare releases.")
    with transaction.atomic():
        _stale().filter(pk=snapshot.pk).update(
            state=SnapshotState.WAITING, done=0, trouble="", trouble_en="", moved_at=timezone.now()
        )
        transaction.on_commit(_start)


def snapshots_of(district: Organisation) -> list[ReleaseSnapshot]:
    """The snapshots of a branch's lists, the latest first."""
    found = ReleaseSnapshot.objects.filter(signed__district=district).select_related("signed")
    return list(found.order_by("-pk")[:SHOWN])


def file_of_snapshot(snapshot: ReleaseSnapshot, name: str) -> Path | None:
    """Where a file of a written snapshot lies."""
    if snapshot.state != SnapshotState.WRITTEN or name not in NAMES:
        return None
    path = root() / snapshot.signed.district.code / snapshot.folder / name
    return path if path.is_file() else None


def root() -> Path:
    """The folder that ``nianbao analyse … --from`` reads."""
    return Path(settings.DATA) / FOLDER


def work_off() -> int:
    """Write all snapshots that wait, one after the other; how many were written."""
    written = 0
    while (found := ReleaseSnapshot.objects.filter(state=SnapshotState.WAITING).order_by("pk").first()) is not None:
        taken = ReleaseSnapshot.objects.filter(pk=found.pk, state=SnapshotState.WAITING)
        if not taken.update(state=SnapshotState.WRITING, moved_at=timezone.now()):
            continue  # another process was faster
        written += write_one(found.pk)
    return written


def write_one(number: int) -> bool:
    """Write a snapshot and note what came of it."""
    row = ReleaseSnapshot.objects.select_related("signed__district").get(pk=number)
    try:
        made = _written(row)
    except Problem as problem:
        _note(number, state=SnapshotState.FAILED, trouble=problem.message, trouble_en=problem.message_en)
        return False
    except Exception as error:  # a full disk, a lost database: the release stands, the page says what is missing
        LOG.warning("snapshot not written", exc_info=True)
        _note(
            number,
            state=SnapshotState.FAILED,
            trouble=f"写文件时出错（{type(error).__name__}）。请系统管理员看日志和磁盘空间，再写一次。",
            trouble_en=f"Writing failed ({type(error).__name__}). Look at the log and the disk, then write again.",
        )
        return False
    rows = int(made.manifest["files"]["observations.parquet"]["rows"])
    _note(number, state=SnapshotState.WRITTEN, version=made.version, digest=made.digest, rows=rows)
    return True


def _written(row: ReleaseSnapshot) -> Snapshot:
    signed, catalogue = row.signed, load_catalogue()
    releases = {one.pk: one for one in standing_at(signed).select_related("organisation__parent")}
    words = list(
        Definition.objects.filter(
            edition__in={one.edition for one in releases.values()},
            data_year__in={one.data_year for one in releases.values()},
        ).order_by("indicator", "data_year", "pk")
    )
    _note(row.pk, total=len(words))
    sizes = {
        fact.release_id: Decimal(fact.number)
        for fact in ReleasedFact.objects.filter(release_id__in=releases, definition__indicator=SIZE).exclude(number="")
    }
    subjects = [_subject(one, sizes.get(one.pk)) for one in releases.values()]
    source = f"release list {signed.digest}"
    rows = _observations(row.pk, words, releases, catalogue)
    return write_observations(root(), signed.district.code, rows, subjects, catalogue, source)


def standing_at(signed: ReleaseList) -> QuerySet[Release]:
    """All releases of the branch that stand at the moment from which a list is public."""
    moment = signed.public_at
    found = Release.objects.filter(
        organisation__path__startswith=signed.district.path, state=State.PUBLISHED, public_at__lte=moment
    )
    return found.filter(Q(superseded_at=None) | Q(superseded_at__gt=moment))


def _observations(
    number: int, words: list[Definition], releases: Mapping[int, Release], catalogue: Catalogue
) -> Iterator[Observation]:
    """In a snapshot's order; definitions of one indicator and data year (of two forms) come together."""
    position = 0
    while position < len(words):
        first = words[position]
        alike = [first]
        while position + len(alike) < len(words) and _key(words[position + len(alike)]) == _key(first):
            alike.append(words[position + len(alike)])
        by_number = {one.pk: one for one in alike}
        facts = ReleasedFact.objects.filter(definition_id__in=by_number, release_id__in=releases)
        found = [_observation(one, by_number[one.definition_id], releases[one.release_id], catalogue) for one in facts]
        yield from sorted(found, key=lambda one: one.organisation)
        before, position = position, position + len(alike)
        if before // TOLD_EVERY != position // TOLD_EVERY or position == len(words):
            _note(number, done=position)


def _key(one: Definition) -> tuple[str, int]:
    return (one.indicator, one.data_year)


def _observation(fact: ReleasedFact, words: Definition, release: Release, catalogue: Catalogue) -> Observation:
    hidden = fact.state == "suppressed"
    indicator = catalogue.indicators.get(words.indicator)
    try:
        since = indicator.meaning_in(f"dy{words.data_year}").since if indicator is not None else words.edition
    except LookupError:
        since = words.edition
    return Observation(
        release.organisation.code, words.data_year, words.edition, words.indicator, since,
        CellState.MISSING if hidden else CellState(fact.state), Decimal(fact.number) if fact.number else None,
        words.unit_label, 1 if fact.counted is None else fact.counted, 1 if fact.expected is None else fact.expected,
        KEPT_BACK if hidden else fact.note,
    )  # fmt: skip


def _subject(release: Release, size: Decimal | None) -> Subject:
    one = release.organisation
    return Subject(
        one.code, release.name, release.level, one.parent.code if one.parent is not None else None, release.data_year,
        size, one.school_type, one.has_students, one.has_graduates,
    )  # fmt: skip


def _stale() -> QuerySet[ReleaseSnapshot]:
    gone = Q(moved_at__lt=timezone.now() - GIVEN_UP)
    unfinished = Q(state__in=(SnapshotState.WAITING, SnapshotState.WRITING))
    return ReleaseSnapshot.objects.filter(Q(state=SnapshotState.FAILED) | (gone & unfinished))


def _note(number: int, **told: object) -> None:
    ReleaseSnapshot.objects.filter(pk=number).update(moved_at=timezone.now(), **told)


_LOCK = Lock()
_AT_WORK: list[Thread] = []


def _start() -> None:
    """One thread of a process writes; it looks once more before it ends."""
    with _LOCK:
        if not _AT_WORK:
            _AT_WORK.append(Thread(target=_work, name="snapshots", daemon=True))
            _AT_WORK[0].start()


def _work() -> None:
    try:
        while True:
            work_off()
            with _LOCK:
                if not ReleaseSnapshot.objects.filter(state=SnapshotState.WAITING).exists():
                    _AT_WORK.clear()
                    return
    except Exception:
        LOG.warning("snapshots wait for the next signature", exc_info=True)
        with _LOCK:
            _AT_WORK.clear()
    finally:
        connection.close()
