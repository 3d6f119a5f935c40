"""A quickly made dataclass does what the ordinary one does."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from functools import cached_property
from typing import Any, ClassVar

import pytest

from nianbao.facts.quick_dataclass import dataclass

QUICK = dataclass
WISHES = [
    {"frozen": True, "slots": True},
    {"frozen": True},
    {"slots": True},
    {},
    {"frozen": True, "eq": False},
    {"frozen": True, "slots": True, "eq": False},
]


@QUICK(frozen=True, slots=True)
class Place:
    """Somewhere."""

    line: int
    words: str = ""
    note: str = field(default="", compare=False, repr=False)


def pair(wishes: dict[str, bool]) -> tuple[Any, Any]:
    def of(decorator: Callable[..., Any]) -> Any:
        @decorator(**wishes)
        class Row:
            """A row."""

            kinds: ClassVar[tuple[str, ...]] = ("a",)
            label: str
            figures: list[int] = field(default_factory=list, hash=False)
            place: Place | None = None
            weight: int = field(default=1, repr=False, compare=False)
            order: int = field(default=0, kw_only=True)
            seen: list[str] = field(default_factory=list, init=False, compare=False)

        return Row

    return of(QUICK), of(dataclasses.dataclass)


@pytest.mark.parametrize("wishes", WISHES)
def test_it_is_made_shown_and_described_like_the_ordinary_one(wishes: dict[str, bool]) -> None:
    quick, usual = pair(wishes)
    given = [("甲",), ("甲", [1, 2]), ("甲", [3], Place(2), 4)]

    for row in given:
        assert repr(quick(*row)) == repr(usual(*row))
    assert quick("甲", order=3).order == 3
    assert quick("甲").figures is not quick("甲").figures
    assert quick("甲").seen == []
    assert quick.__match_args__ == usual.__match_args__
    assert [repr(f) for f in dataclasses.fields(quick)] == [repr(f) for f in dataclasses.fields(usual)]
    assert repr(quick.__dataclass_params__) == repr(usual.__dataclass_params__)
    assert str(inspect.signature(quick)).replace("<factory>", "…") != ""
    assert quick.__init__.__annotations__ == usual.__init__.__annotations__
    assert ("__slots__" in vars(quick)) == ("__slots__" in vars(usual))
    for wrong in ((), ("a", 1, 2, 3, 4)):
        with pytest.raises(TypeError):
            quick(*wrong)


@pytest.mark.parametrize("wishes", WISHES)
def test_it_is_compared_and_hashed_like_the_ordinary_one(wishes: dict[str, bool]) -> None:
    for made in pair(wishes):
        one, same, other = made("甲", [1], weight=1), made("甲", [1], weight=2), made("乙")
        assert (one == same) is wishes.get("eq", True)
        assert one != other
        assert one != "甲"
        assert one.__eq__("甲") is NotImplemented
        if wishes.get("eq", True) and not wishes.get("frozen"):
            with pytest.raises(TypeError):
                hash(one)
        elif wishes.get("eq", True):
            assert hash(one) == hash(same)
    quick, usual = pair(wishes)
    if wishes.get("frozen") and wishes.get("eq", True):
        assert hash(quick("甲", [1])) == hash(usual("甲", [1]))


@pytest.mark.parametrize("wishes", WISHES)
def test_what_is_frozen_stays_and_what_is_open_changes(wishes: dict[str, bool]) -> None:
    for made in pair(wishes):
        row = made("甲")
        if wishes.get("frozen"):
            with pytest.raises(FrozenInstanceError, match="cannot assign to field 'label'"):
                row.label = "乙"
            with pytest.raises(FrozenInstanceError, match="cannot delete field 'label'"):
                del row.label
        else:
            row.label = "乙"
            assert row.label == "乙"
        assert dataclasses.replace(made("甲"), label="丙").label == "丙"
        assert dataclasses.asdict(made("甲", [1]))["figures"] == [1]


def test_it_travels_to_another_process_and_is_copied() -> None:
    place = Place(3, "合计", "x")

    assert pickle.loads(pickle.dumps(place)) == place
    assert pickle.loads(pickle.dumps(place)).note == "x"
    assert copy.deepcopy(place) == place
    assert copy.copy(place) == place
    assert not hasattr(place, "__dict__")


def test_what_a_class_says_itself_stays() -> None:
    @QUICK(frozen=True, slots=True)
    class Named:
        """Shown by its name."""

        name: str

        def __repr__(self) -> str:
            return self.name

    assert repr(Named("甲")) == "甲"
    assert Named("甲") == Named("甲")


def test_what_is_worked_out_once_is_kept_and_checks_are_run() -> None:
    @QUICK(frozen=True)
    class Total:
        """A sum."""

        parts: tuple[int, ...]

        def __post_init__(self) -> None:
            if not self.parts:
                raise ValueError("no parts")

        @cached_property
        def value(self) -> int:
            return sum(self.parts)

    total = Total((1, 2))
    assert (total.value, total.value, vars(total)["value"]) == (3, 3, 3)
    with pytest.raises(ValueError, match="no parts"):
        Total(())


def test_one_record_may_stand_on_another() -> None:
    @QUICK(frozen=True, slots=True)
    class Figure:
        """A number."""

        value: int

    @QUICK(frozen=True, slots=True)
    class Share(Figure):
        """A number of another."""

        whole: int = 100

    @QUICK(frozen=True, slots=True, order=True)
    class Rank:
        """A place."""

        number: int

    assert Share(3) == Share(3, 100)
    assert repr(Share(3)).endswith("Share(value=3, whole=100)")
    with pytest.raises(FrozenInstanceError):
        Share(3).value = 4  # type: ignore[misc]
    assert Rank(1) < Rank(2)


def test_records_without_fields_and_within_themselves() -> None:
    @QUICK(frozen=True, slots=True)
    class Nothing:
        """No field."""

    @QUICK(slots=True)
    class Box:
        """Holds anything."""

        content: object = None

    box = Box()
    box.content = box
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(())
    assert repr(box).endswith("Box(content=...)")
