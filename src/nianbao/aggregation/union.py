"""Lists of several organisations united: a major taught at three schools is one major."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from nianbao.facts.record import ListRow, Record
from nianbao.framework.model import AggregationMethod, Catalogue, Edition, FormList


def same_name(text: str) -> str:
    """The form in which two spellings of one name are equal: width and spaces do not count.

    >>> same_name("学前 教育（３＋２）") == same_name("学前教育(3+2)")
    True
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def names_in(record: Record, list_id: str, column: str) -> tuple[str, ...]:
    """The different names that a record's list holds, as first written; empty boxes are no names."""
    found: dict[str, str] = {}
    for row in record.lists.get(list_id, ()):
        name = row.get(column, "").strip()
        if name:
            found.setdefault(same_name(name), name)
    return tuple(found.values())


def merge_lists(records: Sequence[Record], catalogue: Catalogue, form: Edition) -> dict[str, tuple[ListRow, ...]]:
    """Every list of the form, one row per different name; what else its rows say stands side by side."""
    return {
        each.id: _merged(
            (row for record in records for row in record.lists.get(each.id, ())), key_column(each, catalogue, form)
        )
        for each in (*(each for table in form.tables for each in table.lists), *form.base_lists)
        if any(record.lists.get(each.id) for record in records)
    }


def key_column(form_list: FormList, catalogue: Catalogue, form: Edition) -> str:
    """The column whose text tells one row from another: what a distinct count names, else the first."""
    for name in form.indicators():
        how = catalogue.indicators[name].meaning_in(form.data_year).aggregation
        if how.method is AggregationMethod.DISTINCT and how.list_id == form_list.id and how.list_column is not None:
            return how.list_column
    return form_list.columns[0].id


def _merged(rows: Iterable[ListRow], key: str) -> tuple[ListRow, ...]:
    merged: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if not row.get(key, "").strip():
            continue
        texts = merged.setdefault(same_name(row[key]), {})
        for column, text in row.items():
            said = texts.setdefault(column, [])
            if text.strip() and same_name(text) not in map(same_name, said) and (column != key or not said):
                said.append(text.strip())
    return tuple({column: "、".join(said) for column, said in texts.items()} for texts in merged.values())
