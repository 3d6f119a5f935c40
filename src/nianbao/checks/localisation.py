"""Which number is probably wrong: the smallest change that makes every relation hold (Fellegi and Holt).

Relations that fail and share numbers form one knot. For each number of a knot the
relations themselves say which values would satisfy them; a value counts only when all
failing relations of the knot then hold and no other relation starts to fail. One
change is tried before two; among equals, the slip of the hand that explains the
printed digits most easily comes first. Ties are all reported and nothing is guessed:
a bare limit names no value, so only a shifted point is offered where nothing else is known.

Kinds that cannot say which value would do (a size, an empty cell) tie nothing together. They
follow: of several repairs the one that settles more of them comes first, and takes them along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import combinations
from types import MappingProxyType

from nianbao.checks.kind import kinds
from nianbao.checks.outcome import Outcome, Reason, Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip, distance, point_shifts, single_slips
from nianbao.facts.cell import Cell
from nianbao.facts.interval import Interval
from nianbao.facts.kept import kept
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading

Judge = Callable[[Reading], Outcome]

# Bounds that keep a hopeless knot from taking long; beyond them the answer is "cannot tell".
MOST_CANDIDATES = 24  # values tried for one number
MOST_PAIRED_KEYS = 60  # numbers of a knot among which pairs are tried
_MOST_PLACES_LOST = 2  # of a number whose point was left out
_UNLIKELY = 3  # what a repair costs besides its slip that leaves a share of more than the whole
MOST_TIES = 3  # more equally good repairs than this say nothing


@dataclass(frozen=True, slots=True)
class Knot:
    """Failing relations that hang together, by their place in the sequence given, and the repairs that would do.

    ``repairs`` holds every cheapest one; ``is_undecided`` is set where there are too many to point at any.
    Where there is none, ``reason`` says why, if anything can be said, and ``suspect`` is the key of the
    one number that all the relations share: limits may convict a number and still name no value for it.
    """

    relations: tuple[int, ...]
    repairs: tuple[Repair, ...]
    is_undecided: bool = False
    reason: Reason | None = None
    suspect: str = ""


def localise(
    judged: Sequence[tuple[Reading, Outcome]], judge: Judge, is_over: Callable[[], bool] = lambda: False
) -> tuple[Knot, ...]:
    """The knots among the failing readings, each with its cheapest repairs, in the order of their first reading.

    Once ``is_over`` says so, the knots that are left are given without repairs.
    """
    return _Search(judged, judge, is_over).knots()


class _Search:
    def __init__(self, judged: Sequence[tuple[Reading, Outcome]], judge: Judge, is_over: Callable[[], bool]) -> None:
        self._is_over = is_over
        self._readings = [reading for reading, _ in judged]
        self._judge = judge
        failing = [index for index, (_, outcome) in enumerate(judged) if outcome.verdict is Verdict.FAIL]
        self._failing = [index for index in failing if self._names_values(index)]
        self._followers = [index for index in failing if not self._names_values(index)]
        failing_keys: dict[str, Operand] = {}
        for index in self._failing:
            for operand in self._readings[index].members():
                if is_changeable(operand):
                    failing_keys.setdefault(operand.key, operand)
        self._operands = failing_keys
        # Only readings that hold a number of a failing one can be mended or broken by a repair.
        self._by_key: dict[str, list[int]] = {key: [] for key in failing_keys}
        followers = frozenset(self._followers)
        for index, (reading, outcome) in enumerate(judged):
            if outcome.verdict not in (Verdict.FAIL, Verdict.PASS) or index in followers:
                continue
            for key in {operand.key for operand in reading.members()}:
                if key in self._by_key:
                    self._by_key[key].append(index)
        self._failing_set = frozenset(self._failing)

    def _names_values(self, index: int) -> bool:
        kind = kinds().get(self._readings[index].kind)
        return kind is not None and kind.solve is not None

    def knots(self) -> tuple[Knot, ...]:
        found: list[Knot] = []
        taken: set[int] = set()
        followers = self._followers
        for component in self._components():
            knot = self._untie(component, followers)
            taken.update(knot.relations)
            followers = [index for index in followers if index not in taken] if followers else followers
            found.append(knot)
        found += [Knot((index,), ()) for index in self._followers if index not in taken]
        return tuple(sorted(found, key=lambda knot: knot.relations))

    def _components(self) -> Iterator[tuple[int, ...]]:
        left = dict.fromkeys(self._failing)
        seen: set[str] = set()  # numbers whose readings have all been gathered
        for first in self._failing:
            if first not in left:
                continue
            del left[first]
            knot, queue = [first], [first]
            while queue:
                for key in self._keys_of(queue.pop()):
                    if key in seen:
                        continue
                    seen.add(key)
                    for index in self._by_key[key]:
                        if index in left:
                            del left[index]
                            knot.append(index)
                            queue.append(index)
            yield tuple(sorted(knot))

    def _keys_of(self, index: int) -> list[str]:
        keys = (operand.key for operand in self._readings[index].members())
        return [key for key in dict.fromkeys(keys) if key in self._by_key]

    def _untie(self, knot: tuple[int, ...], followers: Sequence[int]) -> Knot:
        single = list(self._single_changes(knot))
        likely = [entry for entry in single if entry[0].cost < _UNLIKELY + 2]
        found = likely or list(self._double_changes(knot)) or single
        if not found:
            shared = self._shared_by(knot)
            return self._convicted(knot, shared[0]) if len(knot) > 1 and len(shared) == 1 else Knot(knot, ())
        ranked = []
        for repair, support in found:
            settled = self._settled(repair, followers)
            ranked.append(((-len(settled), repair.cost), self._firmness(repair, support), repair, settled))
        best = min(rank for rank, _, _, _ in ranked)
        alike = sorted((entry for entry in ranked if entry[0] == best), key=lambda entry: entry[1])
        if len(alike) > MOST_TIES:
            alike = [entry for entry in alike if entry[1] == alike[0][1]]
        cheapest = [(repair, settled) for _, _, repair, settled in alike]
        along = frozenset.intersection(*(settled for _, settled in cheapest))
        relations = tuple(sorted((*knot, *along)))
        repairs = tuple(replace(repair, satisfies=len(relations)) for repair, _ in cheapest)
        return Knot(relations, repairs, is_undecided=len(repairs) > MOST_TIES)

    def _shared_by(self, knot: tuple[int, ...]) -> list[str]:
        shared = self._keys_of(knot[0])
        for index in knot[1:]:
            others = set(self._keys_of(index))
            shared = [key for key in shared if key in others]
        return shared

    def _convicted(self, knot: tuple[int, ...], key: str) -> Knot:
        operand = self._operands[key]
        said = f"「{operand.label}」{operand.cell}"
        reason = Reason(
            "shared-number",
            f"这 {len(knot)} 处矛盾都涉及{said}，请先核对它；应为多少，由这些关系推不出来",
            f"all {len(knot)} contradictions hold “{operand.label}” ({operand.cell}): look there first; "
            "what it should be does not follow from them",
        )
        return Knot(knot, (), reason=reason, suspect=key)

    def _settled(self, repair: Repair, followers: Sequence[int]) -> frozenset[int]:
        """The followers that hold after the repair."""
        cells = {change.key: self._with_digits(change.key, change.digits) for change in repair.changes}
        return frozenset(
            index
            for index in followers
            if any(operand.key in cells for operand in self._readings[index].members())
            and self._judge(substituted(self._readings[index], cells)).verdict is Verdict.PASS
        )

    def _single_changes(self, knot: tuple[int, ...]) -> Iterator[tuple[Repair, int]]:
        for key in self._shared_by(knot):
            if self._is_over():
                return
            change = self._best_change(key, knot, {})
            if change is not None:
                yield Repair((change[0],), len(knot), change[1]), self._support(key)

    def _double_changes(self, knot: tuple[int, ...]) -> Iterator[tuple[Repair, int]]:
        if len(knot) < 2:
            return
        keys = list(dict.fromkeys(key for index in knot for key in self._keys_of(index)))
        if len(keys) > MOST_PAIRED_KEYS:
            return
        holds = {key: frozenset(self._by_key[key]) & self._failing_set for key in keys}
        for one, other in combinations(keys, 2):
            if self._is_over():
                return
            if holds[one] | holds[other] != frozenset(knot):
                continue
            only_one = tuple(sorted(holds[one] - holds[other]))
            only_other = tuple(sorted(holds[other] - holds[one]))
            if not only_one or not only_other:
                continue  # one number alone explains all: that was tried
            for first, first_cost in self._changes(one, only_one):
                substitution = {one: self._with_digits(one, first.digits)}
                if not self._holds_after(substitution, only_one, but=self._by_key[other]):
                    continue
                second = self._best_change(other, only_other, substitution)
                if second is not None:
                    cost = first_cost + second[1]
                    yield Repair((first, second[0]), len(knot), cost), self._support(one) + self._support(other)
                    break

    def _firmness(self, repair: Repair, support: int) -> tuple[int, int]:
        """What speaks for the printed numbers: a leaf is a little firmer than a derived figure, and so is what other
        relations confirm."""
        leaves = sum(self._operands[change.key].trust >= 1 for change in repair.changes)
        return leaves, support

    def _support(self, key: str) -> int:
        return sum(1 for index in self._by_key[key] if index not in self._failing_set)

    def _best_change(self, key: str, failing: tuple[int, ...], given: Mapping[str, Cell]) -> tuple[Change, int] | None:
        """The cheapest value of ``key`` that satisfies the failing readings and breaks none, others as ``given``."""
        for change, cost in self._changes(key, failing, given):
            substitution = {**given, key: self._with_digits(key, change.digits)}
            touched = [index for changed in substitution for index in self._by_key[changed]]
            if self._holds_after(substitution, touched):
                return change, cost
        return None

    def _holds_after(self, substitution: Mapping[str, Cell], indices: Sequence[int], but: Sequence[int] = ()) -> bool:
        left_out = frozenset(but)
        return all(
            self._judge(substituted(self._readings[index], substitution)).verdict is not Verdict.FAIL
            for index in dict.fromkeys(indices)
            if index not in left_out
        )

    def _changes(
        self, key: str, failing: tuple[int, ...], given: Mapping[str, Cell] = MappingProxyType({})
    ) -> list[tuple[Change, int]]:
        """Values of ``key`` that the failing readings ask for, cheapest first, not yet tried on the others."""
        operand = self._operands[key]
        number = operand.cell.number
        if number is None:
            return []
        wanted: Interval | None = None
        for index in failing:
            allowed = _solve(substituted(self._readings[index], given), key)
            if allowed is None:
                return []
            wanted = allowed if wanted is None else wanted.intersection(allowed)
            if wanted is None:
                return []
        if wanted is None:
            return []
        neighbours = self._neighbours(key, failing)
        is_over = any(_is_over_the_whole(self._readings[index], key) for index in failing)
        ranked: list[tuple[int, Decimal, Decimal, Change]] = []
        has_places = not number.is_count or self._have_places(key, failing)
        for digits in _candidates(number, wanted, has_places):
            slip = distance(number.digits, digits, neighbours)
            cost = slip.cost + _unlikelihood(number, digits, slip.slip) + (_UNLIKELY if is_over else 0)
            text = f"{digits:f}"
            change = Change(key, operand.label, number.raw, text, digits, slip.slip, operand.place)
            ranked.append((cost, abs(digits - number.digits), digits, change))
        ranked.sort(key=lambda entry: entry[:3])
        return [(change, cost) for cost, _, _, change in ranked[:MOST_CANDIDATES]]

    def _have_places(self, key: str, failing: tuple[int, ...]) -> bool:
        """True where numbers beside this one, of the same unit, have places behind the point: 736 册 may be 7.36."""
        number = self._operands[key].cell.number
        return number is not None and any(
            other.unit == number.unit and other.places
            for index in failing
            for operand in self._readings[index].members()
            if operand.key != key and (other := operand.cell.number) is not None
        )

    def _neighbours(self, key: str, failing: tuple[int, ...]) -> frozenset[Decimal]:
        return frozenset(
            operand.cell.number.digits
            for index in failing
            for operand in self._readings[index].members()
            if operand.key != key and operand.cell.number is not None
        )

    def _with_digits(self, key: str, digits: Decimal) -> Cell:
        number = self._operands[key].cell.number
        if number is None:
            raise LookupError(f"{key} holds no number")
        return Cell.of_number(PrintedNumber(f"{digits:f}", digits, number.scale, number.unit, number.hedge))


def is_changeable(operand: Operand) -> bool:
    """True for a number that was said firmly: 约300 is not wrong by being 298."""
    number = operand.cell.number
    return number is not None and number.hedge is Hedge.NONE


def _unlikelihood(number: PrintedNumber, digits: Decimal, slip: Slip) -> int:
    """What speaks against a repair besides the slip itself.

    A share of more than the whole is none; 95.74 was not meant to be 9.574 where shares are printed with two
    places, and 1.46 not as surely 14.60 as 1460 would be 146.0.
    """
    if number.unit is not None and number.unit.dimension == "share" and digits * number.scale > 1 >= number.value:
        return _UNLIKELY
    if slip is not Slip.POINT or not number.places:
        return 0
    if digits != digits.quantize(Decimal(1).scaleb(-number.places)):
        return 2
    return 1 if f"{digits:f}".replace(".", "").strip("0") != f"{number.digits:f}".replace(".", "") else 0


def _is_over_the_whole(reading: Reading, key: str) -> bool:
    """True where another number of the reading is printed as a share of more than the whole: that one is wrong."""
    return reading.kind == "share" and any(
        operand.key != key and operand.cell.number is not None and operand.cell.number.value > 1
        for operand in reading.operands.get("share", ())
    )


def _solve(reading: Reading, key: str) -> Interval | None:
    """The true values of one operand that would make the reading hold, or None where its kind cannot say."""
    solve = kinds()[reading.kind].solve
    return solve(reading, key) if solve is not None else None


def substituted(reading: Reading, cells: Mapping[str, Cell]) -> Reading:
    """The reading with other cells for some of its operands, by key: for the same cells the same reading."""
    changed = frozenset([(operand.key, cells[operand.key]) for operand in reading.members() if operand.key in cells])
    if not changed:
        return reading
    made = _made_of(reading)
    if changed not in made:
        made[changed] = _made_with(reading, cells)
    return made[changed]


@kept
def _made_of(reading: Reading) -> dict[frozenset[tuple[str, Cell]], Reading]:
    """The readings that were made of this one: where numbers are tried one is asked for many times."""
    return {}


def _made_with(reading: Reading, cells: Mapping[str, Cell]) -> Reading:
    operands = {
        role: tuple(
            Operand(member.key, member.label, cells[member.key], member.place, member.trust)
            if member.key in cells
            else member
            for member in members
        )
        for role, members in reading.operands.items()
    }
    return Reading(reading.kind, MappingProxyType(operands), reading.parameters)


def _candidates(number: PrintedNumber, wanted: Interval, has_places: bool) -> Iterator[Decimal]:
    """Digits, at the printed precision, that stand for a wanted value; finer where the point was left out.

    Where many do, those one slip away; where a limit on one side is all that is known, a shifted point
    that brings the number near the limit, as a slip by a factor of ten would have it.
    """
    step = Decimal(1).scaleb(-number.places)
    slack = Decimal(0) if number.is_count else step / 2
    if wanted.low.is_finite() and wanted.high.is_finite():
        if has_places:
            yield from _with_the_point_put_back(number, wanted)
        low = ((wanted.low / number.scale - slack) / step).to_integral_value(ROUND_CEILING)
        high = ((wanted.high / number.scale + slack) / step).to_integral_value(ROUND_FLOOR)
        if high - low < MOST_CANDIDATES:
            for multiple in range(int(low), int(high) + 1):
                digits = (multiple * step).quantize(step)
                # What was printed without a sign is not below zero, unless the sign alone was left out.
                if digits != number.digits and (digits >= 0 or number.digits < 0 or digits == -number.digits):
                    yield digits
            return
        for digits in single_slips(number.digits):
            if wanted.contains(digits * number.scale):
                yield digits
        return
    limit = wanted.low if wanted.low.is_finite() else wanted.high
    for digits in point_shifts(number.digits):
        value = digits * number.scale
        is_near = value**2 <= 10 * limit**2 and limit**2 <= 10 * value**2
        if is_near and wanted.contains(value):
            yield digits


def _with_the_point_put_back(number: PrintedNumber, wanted: Interval) -> Iterator[Decimal]:
    """The same digits with a point further left, where they then stand for a wanted value."""
    for places in range(1, _MOST_PLACES_LOST + 1):
        digits = number.digits.scaleb(-places)
        half = Decimal(5).scaleb(-number.places - places - 1) * number.scale
        value = digits * number.scale
        if wanted.low - half <= value <= wanted.high + half and digits != digits.quantize(
            Decimal(1).scaleb(-number.places)
        ):
            yield digits
