"""What submissions say as arrays of numbers, kept in memory and beside the database for whoever compares schools.

Six hundred submissions have a hundred thousand cells; reading them takes most of a second. What was read for a
revision holds for ever, so a look reads only what was saved since the last one. All processes share the files;
deleting them costs nothing but time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from nianbao import __version__
from nianbao.web.publications.kept_figures import FOLDER
from nianbao.web.submissions.content import cell_of
from nianbao.web.submissions.models import Entry
from nianbao.workbooks.layout import Box

MOST_KEPT = 20_000  # submissions whose numbers stay in memory, a kilobyte and a half each
WORTH_A_FILE = 20  # submissions read anew
Floats = NDArray[np.float64]


class Key(NamedTuple):
    """A submission as it was at a revision; when that was counted tells it from one of a database that was restored."""

    submission: int
    revision: int
    saved_at: datetime | None


_KEPT: OrderedDict[tuple[str, Key], Floats] = OrderedDict()
_LOCK = Lock()


def numbers_of(wanted: Sequence[Key], boxes: Sequence[Box], *, campaign: int) -> dict[int, Floats]:
    """By submission the number of each box in base units; not a number where there is none."""
    form = _form(boxes)
    found = _from_memory(form, wanted)
    if len(found) < len(wanted):
        path = Path(settings.DATA) / FOLDER / f"numbers-{campaign}.npz"
        _remember(form, _from_file(path, form))
        found = _from_memory(form, wanted)
        missing = [key for key in wanted if key.submission not in found]
        read = _from_database([key.submission for key in missing], boxes)
        _remember(form, {key: read[key.submission] for key in missing})
        found |= read
        if len(missing) >= WORTH_A_FILE:
            with contextlib.suppress(OSError):  # a full disk makes the next look slow, not wrong
                _keep(path, form, {key: found[key.submission] for key in wanted})
    return found


def _form(boxes: Sequence[Box]) -> str:
    """Another as soon as the boxes, their units or the program are others."""
    said = repr((__version__, [(box.indicator, repr(box.unit)) for box in boxes]))
    return hashlib.sha256(said.encode()).hexdigest()


def _from_memory(form: str, wanted: Sequence[Key]) -> dict[int, Floats]:
    return {key.submission: kept for key in wanted if (kept := _KEPT.get((form, key))) is not None}


def _remember(form: str, numbers: Mapping[Key, Floats]) -> None:
    with _LOCK:
        for key, row in numbers.items():
            _KEPT[form, key] = row
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)


def _from_database(submissions: Sequence[int], boxes: Sequence[Box]) -> dict[int, Floats]:
    found = {number: np.full(len(boxes), np.nan) for number in submissions}
    if not found:
        return {}
    places = {box.indicator: (position, box) for position, box in enumerate(boxes)}
    read: dict[tuple[str, str], float] = {}  # many schools say the same
    rows = Entry.objects.filter(submission__in=submissions)
    for number, name, raw in rows.values_list("submission_id", "indicator", "raw"):
        if not raw or name not in places:
            continue
        position, box = places[name]
        value = read.get((name, raw))
        if value is None:
            cell = cell_of(raw, box).number
            value = read[name, raw] = np.nan if cell is None else float(cell.digits * cell.scale)
        found[number][position] = value
    return found


def _from_file(path: Path, form: str) -> dict[Key, Floats]:
    """What another process read; a file of another form, or one that is broken, is nothing."""
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile), np.load(path) as kept:
        if str(kept["form"]) == form:
            return dict(zip(_keys(kept["keys"], kept["moments"]), kept["numbers"], strict=True))
    return {}


def _keys(numbers: NDArray[np.int64], moments: NDArray[np.str_]) -> Iterator[Key]:
    for (submission, revision), moment in zip(numbers.tolist(), moments.tolist(), strict=True):
        yield Key(submission, revision, datetime.fromisoformat(moment))


def _keep(path: Path, form: str, numbers: Mapping[Key, Floats]) -> None:
    """All at once: a reader finds the old file or the new one. Without its moment a revision proves nothing."""
    rows = {key: row for key, row in numbers.items() if key.saved_at is not None}
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                form=np.array(form),
                keys=np.array([key[:2] for key in rows], dtype=np.int64).reshape(len(rows), 2),
                moments=np.array([key.saved_at.isoformat() for key in rows if key.saved_at], dtype=np.str_),
                numbers=np.array(list(rows.values())),
            )
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
