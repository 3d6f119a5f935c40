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
PLACE: Any = object()


class _Written(NamedTuple):
    """A statement with all that turns its rows into objects."""

    sql: str
    names: Sequence[str]
    first: int
    last: int
    related: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Any], Any]]
    annotations: Sequence[tuple[str, int]]
    constants: Sequence[Any]  # what the statement always asks for, and PLACE where a value goes


class Prepared(Generic[M]):
    """A query with joins (``select_related``) and annotations.

    ``make`` gives the queryset with a zero or an empty text in each place of a value; whatever else it asks for stays.
    Values go to the database as they are: numbers and texts need nothing, a moment is adapted by whoever asks.
    """

    def __init__(self, make: Callable[[], models.QuerySet[M]]) -> None:
        self._make = make
        self._written: dict[str, tuple[type[M], _Written]] = {}

    def __call__(self, *values: int | str) -> list[M]:
        found = self._written.get(connection.vendor)
        if found is None:
            found = self._written[connection.vendor] = _write_out(self._make())
        model, written = found
        given = iter(values)
        asked = [next(given) if one is PLACE else one for one in written.constants]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, asked)
            rows: list[Sequence[Any]] = cursor.fetchall()
        if written.converters and rows:
            rows = [_converted(row, written.converters) for row in rows]
        objects = []
        for row in rows:
            one = model.from_db(connection.alias, written.names, row[written.first : written.last])
            for populator in written.related:
                populator.populate(row, one)
            for name, position in written.annotations:
                setattr(one, name, row[position])
            objects.append(one)
        return objects


def _write_out(query: models.QuerySet[M]) -> tuple[type[M], _Written]:
    compiler: Any = query.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    constants = tuple(PLACE if one == "" or (type(one) is int and one == 0) else one for one in values)
    fields = compiler.klass_info["select_fields"]
    converters = compiler.get_converters([expression for expression, *_ in compiler.select])
    names = [expression.target.attname for expression, *_ in compiler.select[fields[0] : fields[-1] + 1]]
    populators: Any = queries.get_related_populators
    related = populators(compiler.klass_info, compiler.select, connection.alias)
    kept = [(position, tuple(each), expression) for position, (each, expression) in converters.items()]
    annotations = tuple(compiler.annotation_col_map.items())
    return query.model, _Written(sql, names, fields[0], fields[-1] + 1, related, kept, annotations, constants)


def _converted(row: Sequence[Any], converters: Sequence[tuple[int, Sequence[Any], Any]]) -> Sequence[Any]:
    values = list(row)
    for position, each, expression in converters:
        value = values[position]
        for convert in each:
            value = convert(value, expression, connection)
        values[position] = value
    return values
