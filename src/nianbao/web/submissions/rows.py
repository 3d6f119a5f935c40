"""Reading and writing all cells of a save at once: three statements, however many cells."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quoted
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
) -> str:
    """Write cells and their history, inside the caller's transaction; what each said before and says now, as JSON.

    The statements are written out because the ORM's way of making and checking a hundred objects takes longer
    than the rest of a save. They are the same for SQLite and PostgreSQL, and one for all cells: with a statement for
    each, SQLite spends as long on beginning and ending them as on writing.
    """
    if not cells:
        return "{}"
    moment = connection.ops.adapt_datetimefield_value(now)
    number, who = submission.pk, by.pk if by is not None else None
    said = [(one.indicator, _said(one.before), _said(one)) for one in cells]
    _run(_entries_written(_width(cells), connection.vendor), [one[:4] for one in cells], [number, who, moment])
    _run(_changes_written(_width(cells), connection.vendor), said, [number, revision, who, moment, via])
    return f"{{{','.join([f'{quoted(name)}:[{before},{after}]' for name, before, after in sorted(said)])}}}"


def _width(cells: Sequence[WrittenCell]) -> int:
    """How many rows the statement is written out for; a server takes columns, and one statement does for all."""
    return len(cells) if connection.vendor == "sqlite" else 0


@lru_cache(maxsize=256)
def _entries_written(rows: int, vendor: str) -> str:
    """Cells with what they say; whose they are, who wrote them and when is the same for all and is said once."""
    return _placed(
        vendor,
        f"WITH said (indicator, raw, note, version) AS ({_given(rows, ('text', 'text', 'text', 'integer'))}) "
        f"INSERT INTO {_quoted(Entry)} (indicator, raw, note, version, submission_id, changed_by_id, changed_at) "
        "SELECT indicator, raw, note, version, "
        "CAST(%s AS bigint), CAST(%s AS bigint), " + _moment(vendor) + " FROM said WHERE true "
        "ON CONFLICT (submission_id, indicator) DO UPDATE SET raw = excluded.raw, note = excluded.note, "
        "version = excluded.version, changed_by_id = excluded.changed_by_id, changed_at = excluded.changed_at",
    )


@lru_cache(maxsize=256)
def _changes_written(rows: int, vendor: str) -> str:
    return _placed(
        vendor,
        f'WITH said (key, "before", "after") AS ({_given(rows, ("text", "jsonb", "jsonb"))}) '
        f'INSERT INTO {_quoted(Change)} (key, "before", "after", submission_id, revision, by_id, changed_at, via) '
        'SELECT key, "before", "after", CAST(%s AS bigint), CAST(%s AS integer), CAST(%s AS bigint), '
        + _moment(vendor)
        + ", %s FROM said",
    )


def _given(rows: int, kinds: Sequence[str]) -> str:
    """The rows themselves where SQLite is asked, else a column for each kind of value."""
    if rows:
        one = f"({', '.join(['%s'] * len(kinds))})"
        return f"VALUES {', '.join([one] * rows)}"
    # Texts of JSON go as texts: a driver would make an array of objects of them.
    columns = ", ".join(f"%s::{'text' if kind == 'jsonb' else kind}[]" for kind in kinds)
    names = [f"c{place}" for place in range(len(kinds))]
    cast = ", ".join(f"{name}::{kind}" for name, kind in zip(names, kinds, strict=True))
    return f"SELECT {cast} FROM unnest({columns}) AS given ({', '.join(names)})"


def _moment(vendor: str) -> str:
    return "CAST(%s AS timestamp with time zone)" if vendor == "postgresql" else "%s"


def _placed(vendor: str, statement: str) -> str:
    return statement if vendor == "postgresql" else statement.replace("%s", "?")


def _run(statement: str, rows: Sequence[Sequence[str | int]], rest: Sequence[int | str | None]) -> None:
    """Ask the database; past Django's cursor on SQLite, which looks for hundreds of places to fill on every save."""
    if connection.vendor == "sqlite":
        with connection.wrap_database_errors:
            connection.connection.execute(statement, [*(value for row in rows for value in row), *rest])
        return
    columns: list[Any] = [list(column) for column in zip(*rows, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*columns, *rest])


def _quoted(model: type[Entry] | type[Change] | type[Submission]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _said(cell: CellNow | WrittenCell | None) -> str:
    """What a cell says as canonical JSON, in a fifth of the time of json.dumps: this runs twice for every cell."""
    return f'{{"note":{quoted(cell.note)},"raw":{quoted(cell.raw)}}}' if cell is not None else "{}"
