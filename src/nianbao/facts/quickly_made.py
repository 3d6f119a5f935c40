"""Frozen records that are made by the ten thousand.

The ``__init__`` of a frozen dataclass sets each field through ``object.__setattr__``, which takes five times as
long as setting it on an open object. A decorated record with slots is open while its ``__init__`` runs and frozen from
then on; of one without them all fields go into its ``__dict__`` at once. Such a dictionary has its own table of keys
and not that of its class, and where things are kept beside the fields (``kept``) CPython reads a field of it four
times as fast.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar, cast

_Record = TypeVar("_Record")


def quickly_made(record: type[_Record]) -> type[_Record]:
    """The same frozen dataclass, made in a third of the time with slots and in half of it without.

    >>> from dataclasses import dataclass
    >>> @quickly_made
    ... @dataclass(frozen=True, slots=True)
    ... class Spot:
    ...     line: int
    ...     column: int = 1
    >>> Spot(3), Spot(3, column=2)
    (Spot(line=3, column=1), Spot(line=3, column=2))
    """
    if not is_dataclass(record):
        raise TypeError(f"{record.__name__} is no dataclass")
    given = [field for field in fields(record) if field.init]
    if len(given) != len(fields(record)) or any(f.default_factory is not MISSING or f.kw_only for f in given):
        raise TypeError(f"{record.__name__} has fields that are not simply passed")
    names: dict[str, Any] = {f"_default_{field.name}": field.default for field in given}
    parameters = ", ".join(
        field.name if field.default is MISSING else f"{field.name}=_default_{field.name}" for field in given
    )
    lines = [f"def __init__(self, {parameters}):"]
    if "__slots__" in vars(record):
        # Objects may change between classes whose slots are alike.
        twin = type(f"Open{record.__name__}", record.__bases__, {"__slots__": tuple(field.name for field in given)})
        names |= {"_set": object.__setattr__, "_twin": twin, "_record": record}
        lines.append(" _set(self, '__class__', _twin)")
        lines += [f" self.{field.name} = {field.name}" for field in given]
        lines.append(" self.__class__ = _record")
    else:
        lines.append(f" self.__dict__.update({', '.join(f'{field.name}={field.name}' for field in given)})")
    if hasattr(record, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join(lines), names)  # as dataclasses write their own: only names of fields go in
    init = names["__init__"]
    init.__qualname__ = f"{record.__qualname__}.__init__"
    init.__annotations__ = dict(cast(Any, record).__init__.__annotations__)
    setattr(record, "__init__", init)  # noqa: B010 - mypy takes an assignment to __init__ for a mistake
    return record
