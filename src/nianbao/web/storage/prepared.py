"""Questions that every request asks: written out once by the ORM, then asked again with other values.

Turning a queryset into SQL takes longer than SQLite takes to answer it: half a millisecond each time, for a statement
that is always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection, models
from django.db.models import query as queries

M = TypeVar("M", bound=models.Model)


class _Written(NamedTuple):
    """A statement with all that turns its rows into objects."""

    sql: str
    names: Sequence[str]
    first: int
    last: int
    related: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Any], Any]]


class Prepared(Generic[M]):
    """A query with its joins (``select_related``); ``values`` stand for those that it was made with, in their order.

    ``make`` gives the queryset with any values in place. Values go to the database as they are: numbers and texts
    need nothing, a moment is adapted by whoever asks.
    """

    def __init__(self, make: Callable[[], models.QuerySet[M]]) -> None:
        self._make = make
        self._written: dict[str, tuple[type[M], _Written]] = {}

    def __call__(self, *values: int | str) -> list[M]:
        found = self._written.get(connection.vendor)
        if found is None:
            found = self._written[connection.vendor] = _write_out(self._make())
        model, written = found
        with connection.cursor() as cursor:
            cursor.execute(written.sql, values)
            rows: list[Sequence[Any]] = cursor.fetchall()
        if written.converters and rows:
            rows = [_converted(row, written.converters) for row in rows]
        objects = []
        for row in rows:
            one = model.from_db(connection.alias, written.names, row[written.first : written.last])
            for populator in written.related:
                populator.populate(row, one)
            objects.append(one)
        return objects


def _write_out(query: models.QuerySet[M]) -> tuple[type[M], _Written]:
    compiler: Any = query.query.get_compiler(connection=connection)
    sql, _ = compiler.as_sql()
    fields = compiler.klass_info["select_fields"]
    converters = compiler.get_converters([expression for expression, *_ in compiler.select])
    names = [expression.target.attname for expression, *_ in compiler.select[fields[0] : fields[-1] + 1]]
    populators: Any = queries.get_related_populators
    related = populators(compiler.klass_info, compiler.select, connection.alias)
    kept = [(position, tuple(each), expression) for position, (each, expression) in converters.items()]
    return query.model, _Written(sql, names, fields[0], fields[-1] + 1, related, kept)


def _converted(row: Sequence[Any], converters: Sequence[tuple[int, Sequence[Any], Any]]) -> Sequence[Any]:
    values = list(row)
    for position, each, expression in converters:
        value = values[position]
        for convert in each:
            value = convert(value, expression, connection)
        values[position] = value
    return values
