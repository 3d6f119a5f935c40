"""Taking an answer in: the code's bit and the answer's row in one transaction, and nothing that ties them together.

Both happen or neither does, so that none is lost and none counts twice, however often a phone on a bad network sends
it. What is left behind is a bit among the class's bits and a row with a random key among the survey's rows: neither
says when, and rows are not kept in the order in which they came (see docs/explanation/survey-privacy.md).
"""

from __future__ import annotations

import threading
from typing import Any

from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction

from nianbao.web.surveys.models import Answer, Group, new_number

# SQLite has one writer; threads of one process wait here for a moment instead of asleep for a tenth of a second.
_ONE_WRITER = threading.Lock()
_GROUP, _ANSWER = "surveys_group", "surveys_answer"
_COLUMNS = "(id, survey_id, stratum, answers, pace, source)"
# Looked at again with the write: a survey that was closed since the page was read takes nothing more.
_OPEN = "EXISTS (SELECT 1 FROM surveys_survey WHERE id = %s AND stage = 'open')"
# One statement, so one journey to the server: the row is there only if the bit was not set before.
_TOGETHER = (
    f"WITH marked AS (UPDATE {_GROUP} SET used = set_bit(used, %s, 1) WHERE id = %s AND get_bit(used, %s) = 0 "
    f"AND {_OPEN} RETURNING 1) INSERT INTO {_ANSWER} {_COLUMNS} SELECT %s, %s, %s, %s, %s, %s FROM marked"
)


def take(group: Group, index: int, *, answers: str, pace: str, source: str) -> bool:
    """Store an answer for a code; False where it was used already or the survey is closed, and nothing changes."""
    for _ in range(3):
        values = (new_number(), group.survey_id, group.stratum, answers, pace, source)
        try:
            return _together(group.pk, index, values) if connection.vendor == "postgresql" else _in_steps(
                group.pk, index, values
            )  # fmt: skip
        except IntegrityError:  # the random key was taken; another will be free
            continue
    raise IntegrityError("no free key for an answer")


def is_used(group: Group, index: int) -> bool:
    return bool(bytes(group.used)[index >> 3] >> (index & 7) & 1)


def _together(group: int, index: int, values: tuple[int, int, int, str, str, str]) -> bool:
    asked = (index, group, index, values[1], *values)
    if _PLANS.are_kept:
        try:
            return _PLANS.execute(asked) == 1
        except (OperationalError, ProgrammingError) as trouble:
            # A pool in front of the server that gives each statement another connection loses prepared ones.
            if connection.in_atomic_block or not isinstance(trouble.__cause__, _PLANS.lost()):
                raise
            _PLANS.are_kept = False
    with connection.cursor() as cursor:
        cursor.execute(_TOGETHER, asked)
        return bool(cursor.rowcount == 1)


class _Plans:
    """The statement prepared by the server: planning it anew each time takes it longer than carrying it out.

    Django's own cursors put values into the text of a statement and so never prepare any.
    """

    are_kept = True

    @staticmethod
    def lost() -> tuple[type[Exception], ...]:
        from psycopg import errors

        return errors.InvalidSqlStatementName, errors.DuplicatePreparedStatement

    @staticmethod
    def execute(values: tuple[Any, ...]) -> int:
        from psycopg import Cursor

        connection.close_if_health_check_failed()
        connection.ensure_connection()
        server: Any = connection.connection
        server.prepare_threshold = 2
        with connection.wrap_database_errors, Cursor(server) as cursor:
            cursor.execute(_TOGETHER, values)
            return cursor.rowcount


_PLANS = _Plans()


def _in_steps(group: int, index: int, values: tuple[int, int, int, str, str, str]) -> bool:
    """The same for SQLite, whose transactions here begin with the write lock."""
    with _ONE_WRITER, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT used FROM {_GROUP} WHERE id = %s AND {_OPEN}", [group, values[1]])
        found = cursor.fetchone()
        if found is None:
            return False
        used = bytearray(found[0])
        if used[index >> 3] >> (index & 7) & 1:
            return False
        used[index >> 3] |= 1 << (index & 7)
        cursor.execute(f"UPDATE {_GROUP} SET used = %s WHERE id = %s", [bytes(used), group])
        cursor.execute(f"INSERT INTO {_ANSWER} {_COLUMNS} VALUES (%s, %s, %s, %s, %s, %s)", values)
    return True


def shuffle(survey: int, strata: dict[int, int] | None = None) -> None:
    """Write a survey's answers anew under new random keys, in the order of these.

    PostgreSQL keeps rows where they were put, and with them the number of the transaction that put them there;
    afterwards all rows come from one transaction. ``strata`` says which are counted with which from now on.
    """
    with transaction.atomic():
        rows = list(Answer.objects.filter(survey=survey))
        Answer.objects.filter(survey=survey).delete()
        for row in rows:
            row.id = new_number()
            row.stratum = (strata or {}).get(row.stratum, row.stratum)
        Answer.objects.bulk_create(sorted(rows, key=lambda row: row.id), batch_size=500)
        # The class's rows as well: their last transaction was that of their last answer.
        for group in Group.objects.filter(survey=survey):
            group.stratum = (strata or {}).get(group.stratum, group.stratum)
            group.save(update_fields=["stratum"])
