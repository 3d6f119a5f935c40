import pytest

from nianbao.aggregation.backing import Backer, Backing

SOME, NOTHING = Backer(adds=True), Backer(adds=False)


@pytest.mark.parametrize(
    ("ratio", "total", "alike"),
    [
        ({"1": SOME}, {"1": SOME}, True),
        ({"1": SOME}, {"1": SOME, "2": NOTHING}, True),  # 0 teachers change no total
        ({"1": SOME}, {"1": SOME, "2": SOME}, False),
        ({"1": SOME, "2": SOME}, {"1": SOME}, False),
        ({}, {"1": SOME}, False),
        ({"1": Backer(adds=True, schools=4)}, {"1": Backer(adds=True, schools=5)}, False),  # two districts' parts
    ],
)
def test_figures_are_alike_where_whoever_is_absent_from_one_adds_nothing_to_the_other(
    ratio: dict[str, Backer], total: dict[str, Backer], alike: bool
) -> None:
    assert Backing({"ratio": ratio, "total": total}).covers_alike(["ratio", "total"]) is alike


def test_names_that_are_no_figure_are_passed_over() -> None:
    backing = Backing({"ratio": {"1": SOME}})

    assert backing.covers_alike(["ratio", "major_list.name#1", "ratio@previous"])
    assert backing.covers_alike([])
