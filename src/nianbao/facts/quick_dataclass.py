"""Dataclasses that are made in a third of the time.

The decorator of ``dataclasses`` writes up to six methods of each class as source and has Python compile them: most of
a millisecond for a class, a sixth of the start of a command for the hundred and fifty classes that a check imports.
Here only ``__init__`` is written that way, for it has to be fast; comparing, hashing, showing and refusing changes
are the same few functions for all classes. Anything out of the ordinary is left to ``dataclasses``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, cast

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass  # to whoever reads types it is the very same
else:

    def dataclass(record: type | None = None, /, **wishes: bool) -> Any:
        """``dataclasses.dataclass``, quickly made where it is wished ``frozen``, with ``slots`` or without ``eq``.

        >>> @dataclass(frozen=True, slots=True)
        ... class Spot:
        ...     line: int
        ...     column: int = 1
        >>> Spot(3), Spot(3) == Spot(3, 1), dataclasses.replace(Spot(3), column=2)
        (Spot(line=3, column=1), True, Spot(line=3, column=2))
        """
        if record is None:
            return lambda given: dataclass(given, **wishes)
        if _is_ordinary(record, wishes):
            return _quickly(record, **wishes)
        return dataclasses.dataclass(record, **wishes)


_WRITTEN = frozenset(
    ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__", "__getstate__", "__setstate__")
)
_Values = Callable[[Any], tuple[Any, ...]]


def _is_ordinary(record: type, wishes: dict[str, bool]) -> bool:
    notes: dict[str, Any] = vars(record).get("__annotations__", {})
    return (
        record.__bases__ == (object,)
        and type(record) is type
        and wishes.keys() <= {"frozen", "slots", "eq"}
        and _WRITTEN.isdisjoint(vars(record))
        and not any("InitVar" in str(note) for note in notes.values())
    )


def _quickly(record: type, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(record)
    params = made.__dataclass_params__
    params.init, params.repr, params.eq, params.frozen = True, True, eq, frozen
    fields = dataclasses.fields(made)
    _named(made, _init_of(made, fields, is_frozen=frozen, has_slots=slots))
    _named(made, _repr_of([field.name for field in fields if field.repr]))
    if eq:
        _named(made, _eq_of(_values_of([field.name for field in fields if field.compare])))
        made.__hash__ = None
        if frozen:
            hashed = [field.name for field in fields if (field.compare if field.hash is None else field.hash)]
            _named(made, _hash_of(_values_of(hashed)))
    if frozen:
        for refusing in _refusals(made, frozenset(field.name for field in fields)):
            _named(made, refusing)
        if slots:
            for carrying in _states([field.name for field in fields]):
                _named(made, carrying)
    return cast(type, made)


def _named(made: Any, method: Any) -> None:
    method.__qualname__ = f"{made.__qualname__}.{method.__name__}"
    setattr(made, method.__name__, method)


def _init_of(made: Any, fields: tuple[dataclasses.Field[Any], ...], *, is_frozen: bool, has_slots: bool) -> Any:
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    plain: list[str] = []
    by_name: list[str] = []
    lines: list[str] = []
    for field in fields:
        name, value = field.name, field.name
        parameter = name
        if field.default_factory is not MISSING:
            names[f"_make_{name}"] = field.default_factory
            parameter = f"{name}=_missing"
            value = f"_make_{name}() if {name} is _missing else {name}" if field.init else f"_make_{name}()"
        elif field.default is not MISSING:
            names[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
            value = name if field.init else f"_default_{name}"
            if not field.init and not has_slots:
                continue  # the class itself holds it
        elif not field.init:
            continue
        if field.init:
            (by_name if field.kw_only else plain).append(parameter)
        if not is_frozen:
            lines.append(f" self.{name} = {value}")
        elif has_slots:
            names[f"_set_{name}"] = vars(made)[name].__set__
            lines.append(f" _set_{name}(self, {value})")
        else:
            lines.append(f" _set(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    parameters = ", ".join(["self", *plain, *(["*", *by_name] if by_name else [])])
    exec("\n".join([f"def __init__({parameters}):", *(lines or [" pass"])]), names)  # only names of fields go in
    init = names["__init__"]
    init.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return init


def _values_of(names: list[str]) -> _Values:
    if len(names) > 1:
        return cast(_Values, attrgetter(*names))
    if not names:
        return lambda _: ()
    one = attrgetter(names[0])
    return lambda record: (one(record),)


def _eq_of(values: _Values) -> Any:
    def __eq__(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash_of(values: _Values) -> Any:
    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _repr_of(names: list[str]) -> Any:
    @recursive_repr()
    def __repr__(self: Any) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({told})"

    return __repr__


def _refusals(made: Any, names: frozenset[str]) -> tuple[Any, Any]:
    def __setattr__(self: Any, name: str, value: object) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        object.__setattr__(self, name, value)

    def __delattr__(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        object.__delattr__(self, name)

    return __setattr__, __delattr__


def _states(names: list[str]) -> tuple[Any, Any]:
    """A frozen record with slots travels as the list of its values, for nothing may be set on it from outside."""

    def __getstate__(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return __getstate__, __setstate__
