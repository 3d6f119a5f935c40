"""Reading and writing all cells of a save at once: three statements, however many cells."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring_ascii as quoted
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from nianbao.web.accounts.models import Person
from nianbao.web.submissions.models import Change, Entry, Submission


class CellNow(NamedTuple):
    """What stands in a cell, and how often it was written."""

    raw: str
    note: str
    version: int


class WrittenCell(NamedTuple):
    """A cell to write, with what it said before; None where it was empty from the start."""

    indicator: str
    raw: str
    note: str
    version: int
    before: CellNow | None

    @property
    def said(self) -> dict[str, str]:
        return {"raw": self.raw, "note": self.note}

    @property
    def said_before(self) -> dict[str, str]:
        return {"raw": self.before.raw, "note": self.before.note} if self.before is not None else {}


def cells_now(submission: Submission) -> Mapping[str, CellNow]:
    """Every cell of the submission; read under the lock, its versions are the truth."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT indicator, raw, note, version FROM {_quoted(Entry)} WHERE submission_id = %s", [submission.pk]
        )
        return {name: CellNow(raw, note, version) for name, raw, note, version in cursor.fetchall()}


def locked_as_it_stands(submission: Submission) -> Submission:
    """Lock the submission until the transaction ends; a copy of it with state and revision as they are now.

    Only these two can have moved since the request read it; whose it is cannot.
    """
    waiting = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT state, revision FROM {_quoted(Submission)} WHERE id = %s{waiting}", [submission.pk])
        found = cursor.fetchone()
    if found is None:
        raise Submission.DoesNotExist
    locked = copy.copy(submission)
    locked.state, locked.revision = found
    return locked


def count_revision(submission: Submission) -> None:
    """Write the locked submission's new revision and the moment of it."""
    moment = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(Submission)} SET revision = %s, saved_at = %s WHERE id = %s",
            [submission.revision, moment, submission.pk],
        )


def write_cells(
    submission: Submission,
    cells: Sequence[WrittenCell],
    *,
    revision: int,
    by: Person | None,
    now: datetime.datetime,
    via: str,
) -> None:
    """Write cells and their history, inside the caller's transaction.

    The statements are written out because the ORM's way of making and checking a hundred objects takes longer
    than the rest of a save. They are the same for SQLite and PostgreSQL.
    """
    if not cells:
        return
    moment = connection.ops.adapt_datetimefield_value(now)
    who = by.pk if by is not None else None
    with connection.cursor() as cursor:
        _write_rows(
            cursor,
            f"INSERT INTO {_quoted(Entry)} (submission_id, indicator, raw, note, version, changed_by_id, changed_at)",
            [(submission.pk, one.indicator, one.raw, one.note, one.version, who, moment) for one in cells],
            " ON CONFLICT (submission_id, indicator) DO UPDATE SET raw = excluded.raw, note = excluded.note, "
            "version = excluded.version, changed_by_id = excluded.changed_by_id, changed_at = excluded.changed_at",
        )
        _write_rows(
            cursor,
            f'INSERT INTO {_quoted(Change)} (submission_id, revision, key, "before", "after", by_id, changed_at, via)',
            [
                (submission.pk, revision, one.indicator, _said(one.before), _said(one), who, moment, via)
                for one in cells
            ],
        )


def _write_rows(cursor: Any, insert: str, rows: Sequence[Sequence[Any]], rest: str = "") -> None:
    """Insert rows: SQLite runs one prepared statement again and again, a server is asked once for all of them."""
    one = f"({', '.join(['%s'] * len(rows[0]))})"
    if connection.vendor == "sqlite":
        cursor.executemany(f"{insert} VALUES {one}{rest}", rows)
    else:
        values = [value for row in rows for value in row]
        cursor.execute(f"{insert} VALUES {', '.join([one] * len(rows))}{rest}", values)


def _quoted(model: type[Entry] | type[Change] | type[Submission]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _said(cell: CellNow | WrittenCell | None) -> str:
    """What a cell says as json.dumps writes it, in a fifth of the time: this runs twice for every cell."""
    return f'{{"raw": {quoted(cell.raw)}, "note": {quoted(cell.note)}}}' if cell is not None else "{}"
