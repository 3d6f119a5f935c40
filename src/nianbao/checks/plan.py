"""The checks of an edition, bound to its indicators once and kept.

A declared check becomes bindings: sets of operands for one kind. What a rule says
that can never work (an unknown name, a text where a number belongs, a total among its
own parts …) is found here, and the rule is broken before it meets any figure.
"""

from __future__ import annotations

import string
import weakref
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from nianbao.checks.kind import Kind, Role, Shortcut, WrongParameter, kinds
from nianbao.checks.measure import NOT_COUNTED, SHARES
from nianbao.checks.outcome import Reason
from nianbao.facts.unit import Unit, are_comparable
from nianbao.framework.model import (
    Catalogue,
    CheckSpec,
    Edition,
    FormColumn,
    FormList,
    Indicator,
    Meaning,
    ValueType,
)

# Parameters that say which operands a rule is about; the rest belong to its kind.
SELECTORS = frozenset(
    {
        "every",
        "except",
        "together",
        "form",
        "across",
        "only_if",
        "list_totals",
        "from_meaning",
        "rows",
        "before",
        "aggregation",
        "schools",
    }
)
TEXTS = (ValueType.CHOICE, ValueType.TEXT)
RATES = (ValueType.SHARE, ValueType.RATIO, ValueType.RATE)
TOTAL_ROLES = frozenset({"total", "mean", "share", "ratio", "rate", "difference"})
PREVIOUS = "@previous"
ALWAYS_KNOWN = frozenset({"formula", "reported", "expected", "difference", "suspect"})


@dataclass(frozen=True, slots=True)
class Term:
    """One operand of a binding: an indicator, this time or the edition before, or a list or a column of it."""

    key: str
    label: str
    label_en: str
    trust: float
    indicator: str | None = None
    is_previous: bool = False
    list_id: str | None = None
    column: FormColumn | None = None
    unit: Unit | None = None
    applies_when: str | None = None
    is_redefined: bool = False  # means something else in the edition before


@dataclass(frozen=True, slots=True)
class Binding:
    """Operands by role for one kind. With ``rows`` the operands are columns of a list and each row is judged."""

    roles: Mapping[str, tuple[Term, ...]]
    parameters: Mapping[str, Any]
    shortcut: Shortcut | None = None
    uses_previous: bool = False
    rows: str | None = None
    is_about_one_cell: bool = False  # the only operand that its kind needs is a single cell

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(sorted({t.indicator for terms in self.roles.values() for t in terms if t.indicator is not None}))

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(sorted({t.list_id for terms in self.roles.values() for t in terms if t.list_id is not None}))


@dataclass(frozen=True, slots=True)
class BoundCheck:
    """A check as it stands in one edition: its kind, its severity there and its bindings; or why it is broken."""

    spec: CheckSpec
    severity: str
    kind: Kind | None
    bindings: tuple[Binding, ...] = ()
    whole: Shortcut | None = None  # holds for all bindings at once
    current: tuple[Binding, ...] = ()  # those that need no edition before
    broken: Reason | None = None
    only_if: str | None = None
    form: str | None = None  # which part of the printed form it is about, where it is about the form
    across: str | None = None  # text, schools or peers, where operands come from elsewhere than one record


class WantedFigure(NamedTuple):
    """A cell that shortcuts read: its declared unit and what one of it is worth, and whether 无 is zero there."""

    key: str
    indicator: str
    factor: Decimal
    unit: Unit | None
    none_is_zero: bool


@dataclass(frozen=True)
class Plan:
    """Every check in force in an edition, ready to run."""

    catalogue: Catalogue
    edition: Edition
    checks: tuple[BoundCheck, ...]
    figures: tuple[WantedFigure, ...]
    figures_before: tuple[WantedFigure, ...]  # of the edition before
    lists: tuple[str, ...]  # lists whose rows are counted
    suspended: Mapping[str, str]  # code → reason
    touched_by: Mapping[str, frozenset[str]] = field(default_factory=dict)  # indicator or list → codes

    _parts: dict[frozenset[str], Plan] = field(default_factory=dict, repr=False, compare=False)

    def restricted_to(self, codes: frozenset[str]) -> Plan:
        """The plan of some checks only; kept, because the same few are run again and again."""
        part = self._parts.get(codes)
        if part is None:
            checks = tuple(check for check in self.checks if check.spec.code in codes)
            part = replace(
                self,
                checks=checks,
                figures=_wanted_figures(checks, is_previous=False),
                figures_before=_wanted_figures(checks, is_previous=True),
                lists=_wanted_lists(checks),
                _parts={},
            )
            if len(self._parts) < MOST_PARTS:
                self._parts[codes] = part
        return part

    def codes_touched_by(self, changed: set[str]) -> frozenset[str]:
        """The checks whose verdict a change of these indicators or lists can alter."""
        return frozenset().union(*(self.touched_by.get(name, frozenset()) for name in changed))


MOST_PARTS = 1000  # at most about one for each cell of a form
_PLANS: dict[tuple[int, str], Plan] = {}


def plan_of(catalogue: Catalogue, edition_id: str) -> Plan:
    """The plan of an edition, made on first use and kept as long as its catalogue lives."""
    key = (id(catalogue), edition_id)
    plan = _PLANS.get(key)
    if plan is None or plan.catalogue is not catalogue:
        plan = _PLANS[key] = make_plan(catalogue, edition_id)
        weakref.finalize(catalogue, _PLANS.pop, key, None)
    return plan


def make_plan(catalogue: Catalogue, edition_id: str) -> Plan:
    edition = catalogue.editions[edition_id]
    suspended = {
        spec.code: edition.suspended.get(spec.code) or spec.status_note or "暂停使用"
        for spec in catalogue.checks_of(edition_id)
        if spec.status == "suspended" or spec.code in edition.suspended
    }
    binder = _Binder(catalogue, edition)
    bound = (binder.bind(spec) for spec in catalogue.checks_of(edition_id) if spec.code not in suspended)
    checks = tuple(check for check in bound if check is not None)
    touched: dict[str, set[str]] = {}
    for check in checks:
        for binding in check.bindings:
            for name in (*binding.indicators, *binding.lists):
                touched.setdefault(name, set()).add(check.spec.code)
    return Plan(
        catalogue,
        edition,
        checks,
        _wanted_figures(checks, is_previous=False),
        _wanted_figures(checks, is_previous=True),
        _wanted_lists(checks),
        MappingProxyType(suspended),
        MappingProxyType({name: frozenset(codes) for name, codes in sorted(touched.items())}),
    )


def _wanted_figures(checks: Sequence[BoundCheck], *, is_previous: bool) -> tuple[WantedFigure, ...]:
    terms = {
        term.key: term
        for check in checks
        for binding in check.bindings
        if binding.shortcut is not None
        for found in binding.roles.values()
        for term in found
        if term.is_previous is is_previous
    }
    return tuple(
        WantedFigure(
            key,
            term.indicator,
            term.unit.factor if term.unit is not None else Decimal(1),
            term.unit,
            term.unit is None or term.unit.dimension not in NOT_COUNTED,
        )
        for key, term in sorted(terms.items())
        if term.indicator is not None
    )


def _wanted_lists(checks: Sequence[BoundCheck]) -> tuple[str, ...]:
    bindings = (binding for check in checks for binding in check.bindings if binding.shortcut is not None)
    return tuple(sorted({name for binding in bindings for name in binding.lists}))


def bind_operands(plan: Plan, spec: CheckSpec, roles: Sequence[str]) -> Iterator[tuple[Term, ...]]:
    """The terms of a check across organisations, one for each role named, set by set; sets not asked for left out."""
    binder = _Binder(plan.catalogue, plan.edition)
    kind = kinds()[spec.kind]
    for operands in spec.operands.get("bindings", (spec.operands,) if spec.operands else ()):
        names = [str(operands[role]) for role in roles]
        if all(binder.is_asked(name) for name in names):
            yield tuple(binder.term(name, kind.roles[role]) for role, name in zip(roles, names, strict=True))


def bind_names(plan: Plan, names: Sequence[str]) -> tuple[Term, ...]:
    """The terms of indicators as they stand in the plan's edition."""
    binder = _Binder(plan.catalogue, plan.edition)
    anything = Role("value", "", numeric=False)
    return tuple(binder.term(name, anything) for name in names)


class Broken(Exception):
    """A rule that can never be evaluated."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Reason(code, zh, en)


class _Binder:
    """Turns the catalogue's checks into bound ones for one edition."""

    def __init__(self, catalogue: Catalogue, edition: Edition) -> None:
        self.catalogue, self.edition = catalogue, edition
        self.asked = tuple(dict.fromkeys(edition.indicators()))
        self._asked = frozenset(self.asked)
        found = [*(one for table in edition.tables for one in table.lists), *edition.base_lists]
        self.lists: dict[str, FormList] = {one.id: one for one in found}
        self.known_lists = {
            one.id: one
            for form in catalogue.editions.values()
            for one in (*(one for table in form.tables for one in table.lists), *form.base_lists)
        }
        self._labels = Counter(catalogue.indicators[name].label for name in self.asked)
        self._rows = {cell.indicator: row for table in edition.tables for row, cell in table.cells()}

    def meaning(self, name: str) -> Meaning | None:
        try:
            return self.catalogue.indicators[name].meaning_in(self.edition.data_year)
        except LookupError:
            return None

    def unit(self, name: str) -> Unit | None:
        meaning = self.meaning(name)
        return meaning.unit if meaning is not None else None

    def bind(self, spec: CheckSpec) -> BoundCheck | None:
        """The check in this edition; None where nothing that it speaks of is asked for here."""
        severity = self.edition.severities.get(spec.code, spec.severity)
        kind = kinds().get(spec.kind)
        try:
            if kind is None:
                raise Broken("unknown-kind", f"没有「{spec.kind}」这种比较方式，可用：{'、'.join(kinds())}",
                             f"there is no kind {spec.kind!r}; known are {', '.join(kinds())}")  # fmt: skip
            complain_about_message(spec, kind)
            parameters = settled(spec, kind)
            only_if = spec.parameters.get("only_if")
            if "form" in spec.parameters or "across" in spec.parameters:
                form, across = spec.parameters.get("form"), spec.parameters.get("across")
                return BoundCheck(spec, severity, kind, only_if=only_if, form=form, across=across)
            bindings = tuple(self._bindings(spec, kind, parameters))
            if not bindings:
                return None
            current = tuple(binding for binding in bindings if not binding.uses_previous)
            return BoundCheck(spec, severity, kind, bindings, self._whole(kind, bindings), current, only_if=only_if)
        except Broken as broken:
            return BoundCheck(spec, severity, kind, broken=broken.reason)

    # ------------------------------------------------------------ operands

    def _bindings(self, spec: CheckSpec, kind: Kind, parameters: Mapping[str, Any]) -> Iterator[Binding]:
        if "every" in spec.parameters:
            yield from self._every(spec, kind, parameters)
            return
        if spec.parameters.get("list_totals"):
            yield from self._list_totals(kind, parameters)
            return
        sets = spec.operands.get("bindings", (spec.operands,))
        for operands in sets:
            names = {role: _names(value) for role, value in operands.items()}
            self._complain_about_names(names)
            complaint = kind.complaint_about_roles({role: len(found) for role, found in names.items()})
            if complaint is not None and not self._fills_by_rows(kind, names):
                raise Broken("wrong-roles", *complaint)
            if all(self.is_asked(name) for found in names.values() for name in found):
                yield self._binding(kind, names, parameters, spec.parameters.get("rows"))

    def _fills_by_rows(self, kind: Kind, names: Mapping[str, Sequence[str]]) -> bool:
        """A list stands for as many operands as it has rows; how many is known only later."""
        return any(name.partition(".")[0] in self.known_lists for found in names.values() for name in found)

    def _every(self, spec: CheckSpec, kind: Kind, parameters: Mapping[str, Any]) -> Iterator[Binding]:
        wanted, left_out = _names(spec.parameters["every"]), set(_names(spec.parameters.get("except", ())))
        role = next(iter(kind.roles.values()))
        chosen = [name for name in self.asked if name not in left_out and self._is_of(name, wanted)]
        if spec.parameters.get("together"):
            if chosen:
                yield self._binding(kind, {role.name: tuple(chosen)}, parameters, None)
            return
        for name in chosen:
            names = {role.name: (name,)}
            own = dict(parameters)
            meaning = self.meaning(name)
            if spec.parameters.get("from_meaning") and not self._take_from(
                meaning, own, spec.parameters["from_meaning"]
            ):
                continue
            if spec.parameters.get("before"):
                names[str(spec.parameters["before"])] = (f"{name}{PREVIOUS}",)
            if "neighbour" in kind.roles and (beside := self._beside(name)) is not None:
                names["neighbour"] = (beside,)
            yield self._binding(kind, names, MappingProxyType(own), None)

    def _is_of(self, name: str, wanted: Sequence[str]) -> bool:
        indicator = self.catalogue.indicators[name]
        if "required" in wanted:
            return name in self._rows and self._rows[name].required
        if "number" in wanted:
            return indicator.value_type not in TEXTS
        return str(indicator.value_type) in wanted

    def _take_from(self, meaning: Meaning | None, own: dict[str, Any], what: str) -> bool:
        """Parameters that the indicator's meaning holds: its soft range, its decimal places or its choices."""
        if meaning is None:
            return False
        if what == "expected":
            found = {"low": meaning.expected_low, "high": meaning.expected_high}
        elif what == "places":
            found = {"most": Decimal(meaning.places) if meaning.places is not None else None}
        else:
            found = {"choices": meaning.choices or None}  # type: ignore[dict-item]
        given = {name: value for name, value in found.items() if value is not None}
        own.update(given)
        return bool(given)

    def _beside(self, name: str) -> str | None:
        row = self._rows.get(name)
        others = [cell.indicator for cell in row.cells if cell.indicator != name] if row is not None else []
        texts = [other for other in others if self.catalogue.indicators[other].value_type in TEXTS]
        return texts[0] if texts else None

    def _list_totals(self, kind: Kind, parameters: Mapping[str, Any]) -> Iterator[Binding]:
        for found in self.lists.values():
            for column in found.columns:
                if column.indicator is not None and column.indicator in self._asked:
                    names = {"total": (column.indicator,), "parts": (f"{found.id}.{column.id}",)}
                    yield self._binding(kind, names, parameters, None)

    def is_asked(self, name: str) -> bool:
        plain = name.removesuffix(PREVIOUS)
        listed, _, column = plain.partition(".")
        if listed in self.lists:
            return not column or any(one.id == column for one in self.lists[listed].columns)
        return plain in self._asked and self.meaning(plain) is not None

    def _complain_about_names(self, names: Mapping[str, Sequence[str]]) -> None:
        seen: dict[str, str] = {}
        for role, found in names.items():
            for name in found:
                plain = name.removesuffix(PREVIOUS)
                listed, _, column = plain.partition(".")
                columns = {one.id for one in self.known_lists[listed].columns} if listed in self.known_lists else set()
                if plain not in self.catalogue.indicators and (
                    listed not in self.known_lists or (column and column not in columns)
                ):
                    raise Broken("unknown-name", f"没有名为「{name}」的指标或清单",
                                 f"there is no indicator or list {name!r}")  # fmt: skip
                if name in seen and role != "group" and seen[name] != "group":
                    raise Broken(
                        "circular",
                        f"「{name}」同时是 {seen[name]} 和 {role}，规则在用一个数核对它自己",
                        f"{name!r} is both {seen[name]} and {role}: the rule checks a number against itself",
                    )
                seen[name] = role

    # ------------------------------------------------------------ bindings

    def _binding(
        self, kind: Kind, names: Mapping[str, Sequence[str]], parameters: Mapping[str, Any], rows: Any
    ) -> Binding:
        roles = {role: tuple(self.term(name, kind.roles[role]) for name in found) for role, found in names.items()}
        terms = [term for found in roles.values() for term in found]
        if kind.comparable and not parameters.get("any_units"):
            _complain_about_units(terms)
        uses_previous = any(term.is_previous for term in terms)
        shortcut = None
        if kind.shortcut is not None and not any(term.column is not None or term.is_redefined for term in terms):
            factors = _factors(terms)
            keys = {role: [term.key for term in found] for role, found in roles.items()}
            shortcut = kind.shortcut(keys, _of_kind(parameters), factors)
        row_list = str(rows) if rows else None
        if row_list is not None and any(term.list_id not in (None, row_list) for term in terms):
            raise Broken("unknown-name", f"rows 写的清单「{row_list}」与操作数的清单不同",
                         f"rows names the list {row_list!r}, the operands another")  # fmt: skip
        return Binding(
            MappingProxyType(roles),
            parameters,
            shortcut,
            uses_previous,
            row_list,
            sum(len(found) for role, found in roles.items() if kind.roles[role].least > 0) == 1
            and not any(term.list_id is not None for term in terms),
        )

    def _whole(self, kind: Kind, bindings: Sequence[Binding]) -> Shortcut | None:
        """One shortcut for a check of one-operand bindings that all read the same way."""
        if kind.shortcut is None or len(bindings) < 3:
            return None
        role = next(iter(kind.roles))
        first = bindings[0].parameters
        if any(b.parameters != first or len(b.roles[role]) != 1 or b.shortcut is None for b in bindings):
            return None
        if len([role for role in kind.roles.values() if role.least > 0]) > 1:
            return None
        terms = [binding.roles[role][0] for binding in bindings]
        factors = _factors(terms)
        return kind.shortcut({role: [term.key for term in terms]}, _of_kind(first), factors)

    def term(self, name: str, role: Role) -> Term:
        plain = name.removesuffix(PREVIOUS)
        listed, _, column_id = plain.partition(".")
        if listed in self.lists:
            found = self.lists[listed]
            column = next((one for one in found.columns if one.id == column_id), None)
            label = column.label if column is not None else found.label
            return Term(name, label, column_id or listed, 1.0, list_id=listed, column=column,
                        unit=column.unit if column is not None else None)  # fmt: skip
        indicator = self.catalogue.indicators[plain]
        if role.numeric and indicator.value_type in TEXTS:
            raise Broken("text-for-number", f"「{indicator.label}」填的是文字，不能作 {role.name}（{role.says}）",
                         f"{plain!r} holds texts and cannot be the {role.name}")  # fmt: skip
        meaning = self.meaning(plain)
        label = self._label(indicator)
        return Term(
            name,
            f"上年{label}" if name.endswith(PREVIOUS) else label,
            f"{indicator.label_en} (edition before)" if name.endswith(PREVIOUS) else indicator.label_en,
            _trust(indicator, role),
            indicator=plain,
            is_previous=name.endswith(PREVIOUS),
            unit=meaning.unit if meaning is not None else None,
            applies_when=meaning.applies_when if meaning is not None else None,
            is_redefined=name.endswith(PREVIOUS) and self._is_redefined(plain, meaning),
        )

    def _label(self, indicator: Indicator) -> str:
        """The official term; 「校级数量」, which stands in three places, together with what it is part of."""
        parent = self.catalogue.indicators.get(indicator.part_of or "")
        if self._labels[indicator.label] < 2 or parent is None:
            return indicator.label
        return f"{self._label(parent)}·{indicator.label}"

    def _is_redefined(self, name: str, meaning: Meaning | None) -> bool:
        before = self.catalogue.editions.get(self.edition.previous or "")
        if before is None:
            return False
        try:
            return self.catalogue.indicators[name].meaning_in(before.data_year) is not meaning
        except LookupError:
            return True


def settled(spec: CheckSpec, kind: Kind) -> Mapping[str, Any]:
    """The check's parameters without those that select operands, in the types that its kind reads."""
    given = {name: value for name, value in spec.parameters.items() if name not in SELECTORS}
    free = given.pop("any_units", False)
    try:
        found = dict(kind.settle(given))
    except WrongParameter as wrong:
        raise Broken("wrong-parameter", wrong.zh, wrong.en) from None
    complaint = kind.complaint_about_parameters(found)
    if complaint is not None:
        raise Broken("wrong-parameter", *complaint)
    if free:
        found["any_units"] = True
    return MappingProxyType(found)


def complain_about_message(spec: CheckSpec, kind: Kind) -> None:
    """Refuse a message with a placeholder that nothing fills."""
    roles = {f"{role}{ending}" for role in kind.roles for ending in ("", "_value")}
    known = ALWAYS_KNOWN | roles | set(kind.details)
    for text in (spec.message, spec.message_en):
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError as error:
            raise Broken(
                "wrong-message", f"消息的花括号不成对：{text}", f"the message's braces do not match: {error}"
            ) from None
        for name in names:
            if name not in known:
                raise Broken(
                    "wrong-message",
                    f"消息里的 {{{name}}} 没有对应的值，可用：{'、'.join(sorted(known))}",
                    f"nothing fills {{{name}}} in the message; known are {', '.join(sorted(known))}",
                )


def _complain_about_units(terms: Sequence[Term]) -> None:
    measured = [(term, term.unit) for term in terms if term.unit is not None]
    for term, unit in measured[1:]:
        first, usual = measured[0]
        if not are_comparable(usual, unit) and not {usual.dimension, unit.dimension} <= SHARES:
            raise Broken(
                "unit-mismatch",
                f"「{first.label}」（{usual}）与「{term.label}」（{unit}）单位不同，不能比较",
                f"{first.key!r} ({usual.id}) and {term.key!r} ({unit.id}) cannot be compared",
            )


def _trust(indicator: Indicator, role: Role) -> float:
    """Derived figures are likelier to be wrong than what they derive from."""
    if indicator.value_type in RATES:
        return 0.5
    return 0.8 if role.name in TOTAL_ROLES else 1.0


def _factors(terms: Sequence[Term]) -> dict[str, Decimal]:
    """What one of each term's unit is worth; lists have none."""
    ones = Decimal(1)
    return {t.key: t.unit.factor if t.unit is not None else ones for t in terms if t.indicator is not None}


def _of_kind(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in parameters.items() if name != "any_units"}


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value or ())
