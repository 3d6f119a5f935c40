from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from nianbao.checks.outlier import FEWEST_PEERS, quantile, spread_of

HUNDRED = Decimal(100)
FIGURES = st.tuples(st.integers(1, 10_000).map(Decimal), st.integers(1, 10_000).map(Decimal))


def pairs(*values: int) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(value), HUNDRED) for value in values]


def test_too_few_peers_have_no_spread() -> None:
    assert spread_of(pairs(*range(95, 95 + FEWEST_PEERS - 1))) is None
    assert spread_of(pairs(*range(95, 95 + FEWEST_PEERS))) is not None


def test_nothing_is_compared_with_nothing() -> None:
    assert spread_of([*pairs(1, 2, 3), *[(Decimal(0), HUNDRED)] * 20]) is None


def test_peers_alike_to_the_digit_still_allow_a_little() -> None:
    usual = spread_of(pairs(*[100] * 12))

    assert usual is not None
    assert usual.is_usual(Decimal(110), HUNDRED)
    assert not usual.is_usual(Decimal(200), HUNDRED)


def test_a_small_schools_doubling_counts_less_than_a_large_ones() -> None:
    usual = spread_of([(Decimal(1000 + n), Decimal(1000)) for n in range(-20, 20)])

    assert usual is not None
    assert usual.is_usual(Decimal(12), Decimal(6))
    assert not usual.is_usual(Decimal(4000), Decimal(2000))


def test_quantiles_are_interpolated_and_end_at_the_last() -> None:
    ordered = [Decimal(n) for n in (1, 2, 3, 4)]

    assert quantile(ordered, Decimal("0.5")) == Decimal("2.5")
    assert quantile(ordered, Decimal(1)) == 4
    assert quantile(ordered[:1], Decimal("0.75")) == 1


@given(st.lists(FIGURES, min_size=FEWEST_PEERS, max_size=40), FIGURES)
def test_the_order_of_peers_makes_no_difference(
    peers: list[tuple[Decimal, Decimal]], own: tuple[Decimal, Decimal]
) -> None:
    assert spread_of(peers) == spread_of(peers[::-1])
    usual = spread_of(peers)
    assert usual is not None
    low, high = usual.usual_ratios(*own)
    assert low <= high


@given(st.lists(FIGURES, min_size=FEWEST_PEERS, max_size=40))
def test_at_least_half_of_the_peers_are_usual(peers: list[tuple[Decimal, Decimal]]) -> None:
    usual = spread_of(peers)

    assert usual is not None
    assert 2 * sum(usual.is_usual(*peer) for peer in peers) >= len(peers)
