from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from nianbao.facts.quickly_made import quickly_made


@dataclass(frozen=True, slots=True)
class Plain:
    line: int
    column: int | None = None
    text: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    line: int
    column: int | None = None
    text: str = ""


def test_a_record_made_quickly_is_equal_hashed_copied_and_kept_as_any_other() -> None:
    quick = Quick(3, text="25")
    assert repr(quick) == repr(Plain(3, text="25")).replace("Plain", "Quick")
    assert quick == Quick(3, None, "25") != Quick(4, None, "25")
    assert hash(quick) == hash(Plain(3, None, "25"))
    assert replace(quick, column=7) == Quick(3, 7, "25")
    assert copy.deepcopy(quick) == quick == pickle.loads(pickle.dumps(quick))
    assert type(quick) is Quick


def test_a_record_made_quickly_is_frozen() -> None:
    quick = Quick(3)
    with pytest.raises(FrozenInstanceError):
        quick.line = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Quick(3, row=1)  # type: ignore[call-arg]


def test_a_record_that_does_more_than_keep_its_fields_is_refused() -> None:
    with pytest.raises(TypeError):

        @quickly_made
        @dataclass(frozen=True, slots=True)
        class Listing:
            lines: list[int] = field(default_factory=list)

    with pytest.raises(TypeError):

        @quickly_made
        class Bare:
            line: int


def test_a_record_without_slots_is_frozen_and_has_room_for_what_is_kept_beside_its_fields() -> None:
    @quickly_made
    @dataclass(frozen=True)
    class Roomy:
        line: int
        column: int = 1

    made = Roomy(3)
    made.__dict__["kept"] = "beside"
    assert made == Roomy(line=3, column=1)
    assert list(vars(made)) == ["line", "column", "kept"]
    with pytest.raises(FrozenInstanceError):
        made.line = 4  # type: ignore[misc]


@quickly_made
@dataclass(frozen=True, slots=True)
class Stretch:
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError("runs backwards")


def test_what_a_record_asks_of_its_fields_is_asked_of_one_made_quickly_too() -> None:
    assert Stretch(1, 2).end == 2
    with pytest.raises(ValueError, match="backwards"):
        Stretch(2, 1)
