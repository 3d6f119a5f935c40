"""What a kind of comparison is, and where kinds come from: the folder ``kinds``, one module each.

A module offers ``LABEL`` (its rule in Chinese), ``FAULT`` (the human reader's word for what is wrong), ``ROLES``,
``PARAMETERS``, ``evaluate(reading)`` and, where it pays, ``DETAILS`` (figures for messages),
``doubts(parameters)`` (settings that can never work), ``shortcut`` (certainly holds?) and
``solve(reading, key)`` (which values of one operand would make it hold); no list names it.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from operator import itemgetter
from types import MappingProxyType, ModuleType
from typing import Any

import nianbao.checks.kinds
from nianbao.checks.outcome import Outcome
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.interval import ZERO, Interval
from nianbao.facts.relation import Reading


class Figures(dict[str, Decimal]):
    """A record's plain figures by operand: digits in the declared unit, 无 as zero where it counts.

    Beside them stands what few shortcuts ask: which cells say 无, how many rows the lists
    have, and any cell by its operand.
    """

    __slots__ = ("cell_of", "none", "rows")

    def __init__(self, cell_of: Callable[[str], Cell]) -> None:
        super().__init__()
        self.cell_of = cell_of
        self.none: set[str] = set()
        self.rows: dict[str, int] = {}

    def is_answered(self, key: str) -> bool:
        return key in self or self.cell_of(key).state not in _UNANSWERED


_UNANSWERED = (CellState.BLANK, CellState.MISSING)
Shortcut = Callable[[Figures], bool]
"""True where the relation certainly holds; False says only that a closer look is needed."""
MakeShortcut = Callable[[Mapping[str, Sequence[str]], Mapping[str, Any], Mapping[str, Decimal]], Shortcut | None]
"""From roles (indicator ids), settled parameters and the factor of each indicator's unit."""


def adder(keys: Sequence[str]) -> Callable[[Figures], Decimal]:
    """The sum of some figures, as fast as it can be had; raises KeyError where one is not plain."""
    if not keys:
        return lambda figures: ZERO
    if len(keys) == 1:
        single: Callable[[Figures], Decimal] = itemgetter(keys[0])
        return single
    several = itemgetter(*keys)
    return lambda figures: sum(several(figures), ZERO)


@dataclass(frozen=True, slots=True)
class Role:
    """A named place for operands in a kind."""

    name: str
    says: str  # what stands there, in one Chinese phrase
    least: int = 1
    most: int | None = 1  # None: as many as there are
    numeric: bool = True  # the operands must be able to hold numbers


@dataclass(frozen=True, slots=True)
class Parameter:
    """A setting of a kind: ``form`` is number, flag, word, words or pattern."""

    name: str
    form: str
    says: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of comparison, ready to use."""

    name: str
    fault: str
    label: str  # the rule in one Chinese phrase
    rule: str  # the same in English: the first line of the module's docstring
    roles: Mapping[str, Role]
    parameters: Mapping[str, Parameter]
    comparable: bool  # all numbers must share a dimension
    details: tuple[str, ...]  # further figures that its outcomes hold for messages
    evaluate: Callable[[Reading], Outcome]
    shortcut: MakeShortcut | None
    solve: Callable[[Reading, str], Interval | None] | None
    doubts: Callable[[Mapping[str, Any]], tuple[str, str] | None] | None

    @property
    def weighs_numbers(self) -> bool:
        """False where only the states or texts of cells matter, so that another number changes nothing."""
        return self.solve is not None or any(role.numeric for role in self.roles.values())

    def takes(self, operands: Mapping[str, Sequence[object]]) -> bool:
        """True where there is nothing to complain of about a set of roles."""
        for name in operands:
            if name not in self.roles:
                return False
        for role in self.roles.values():
            number = len(operands.get(role.name, ()))
            if number < role.least or (role.most is not None and number > role.most):
                return False
        return True

    def complaint_about_roles(self, counts: Mapping[str, int]) -> tuple[str, str] | None:
        """What is wrong with a set of roles, in Chinese and English; None where nothing is."""
        for name in counts:
            if name not in self.roles:
                return (f"{self.name} 没有角色「{name}」，可用：{'、'.join(self.roles)}",
                        f"{self.name} has no role {name!r}; it has {', '.join(self.roles)}")  # fmt: skip
        for role in self.roles.values():
            number = counts.get(role.name, 0)
            if number < role.least:
                return (f"{self.name} 的角色「{role.name}」（{role.says}）至少要 {role.least} 项，现有 {number} 项",
                        f"{self.name} needs {role.least} or more operands as {role.name!r}, got {number}")  # fmt: skip
            if role.most is not None and number > role.most:
                return (f"{self.name} 的角色「{role.name}」（{role.says}）至多 {role.most} 项，现有 {number} 项",
                        f"{self.name} takes at most {role.most} operand(s) as {role.name!r}, got {number}")  # fmt: skip
        return None

    def complaint_about_parameters(self, settled: Mapping[str, Any]) -> tuple[str, str] | None:
        """What is wrong with settled parameters taken together; None where nothing is."""
        return self.doubts(settled) if self.doubts is not None else None

    def settle(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parameters in the types that the kind reads; raises ValueError with both languages on a wrong one."""
        if not given:
            return given
        settled: dict[str, Any] = {}
        for name, value in given.items():
            parameter = self.parameters.get(name)
            if parameter is None:
                known = list(self.parameters)
                raise WrongParameter(
                    f"{self.name} 没有参数「{name}」，可用：{'、'.join(known) or '无'}",
                    f"{self.name} has no parameter {name!r}; it has {', '.join(known) or 'none'}",
                )
            if value is not None:
                settled[name] = _settle(self.name, parameter, value)
        return MappingProxyType(settled)


class WrongParameter(ValueError):
    """A parameter that its kind cannot take."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def _settle(kind: str, parameter: Parameter, value: Any) -> Any:
    wrong = WrongParameter(f"{kind} 的参数「{parameter.name}」（{parameter.says}）不能是 {value!r}",
                           f"{kind} cannot take {value!r} as {parameter.name!r} ({parameter.form})")  # fmt: skip
    match parameter.form:
        case "number":
            if isinstance(value, bool):
                raise wrong
            try:
                number = Decimal(str(value))
            except InvalidOperation:
                raise wrong from None
            if not number.is_finite():
                raise wrong
            return number
        case "flag":
            if not isinstance(value, bool):
                raise wrong
            return value
        case "word":
            if not isinstance(value, str) or (parameter.words and value not in parameter.words):
                raise wrong
            return value
        case "words":
            if not isinstance(value, (list, tuple)) or not all(isinstance(word, str) for word in value):
                raise wrong
            return tuple(value)
        case "pattern":
            if isinstance(value, re.Pattern):
                return value
            try:
                return re.compile(str(value))
            except re.error as error:
                raise WrongParameter(
                    f"{kind} 的参数「{parameter.name}」不是正确的正则表达式：{value!r}（{error}）",
                    f"{kind}: {parameter.name!r} is no regular expression: {value!r} ({error})",
                ) from None
    raise wrong


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by name.

    >>> kinds()["sum"].fault
    'sum'
    """
    names = sorted(module.name for module in pkgutil.iter_modules(nianbao.checks.kinds.__path__))
    modules = ((name, importlib.import_module(f"nianbao.checks.kinds.{name}")) for name in names)
    return MappingProxyType({name: _kind(name, module) for name, module in modules if hasattr(module, "evaluate")})


def _kind(name: str, module: ModuleType) -> Kind:
    first, _, _ = inspect.cleandoc(module.__doc__ or "").partition("\n")
    roles: tuple[Role, ...] = module.ROLES
    parameters: tuple[Parameter, ...] = getattr(module, "PARAMETERS", ())
    return Kind(
        name=name,
        fault=module.FAULT,
        label=module.LABEL,
        rule=first,
        roles=MappingProxyType({role.name: role for role in roles}),
        parameters=MappingProxyType({parameter.name: parameter for parameter in parameters}),
        comparable=getattr(module, "COMPARABLE", False),
        details=getattr(module, "DETAILS", ()),
        doubts=getattr(module, "doubts", None),
        evaluate=module.evaluate,
        shortcut=getattr(module, "shortcut", None),
        solve=getattr(module, "solve", None),
    )
