import pytest

from nianbao.facts.unit import BY_ID, LEXICON, are_comparable, find_unit, unit_by_id


def test_people_and_visits_are_never_compared() -> None:
    assert not are_comparable(find_unit("人"), find_unit("人次"))
    assert are_comparable(find_unit("人"), find_unit("名"))


def test_percent_and_percentage_points_are_different_things() -> None:
    assert not are_comparable(find_unit("%"), find_unit("个百分点"))


def test_square_metres_have_many_spellings() -> None:
    assert find_unit("㎡") is find_unit("m²") is find_unit("平方米")


def test_a_number_without_unit_may_be_compared_with_anything() -> None:
    assert are_comparable(None, find_unit("元"))


def test_every_id_leads_back_to_its_unit() -> None:
    for identifier, unit in BY_ID.items():
        assert unit.id == identifier
        assert LEXICON[unit.label] is unit


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(KeyError, match="furlong"):
        unit_by_id("furlong")
