"""A figure stands to its base as its peers' figures stand to theirs.

``value`` and ``base`` are the organisation's own (this edition and the one before, or a
figure and its size), ``values`` and ``bases`` the peers', one by one, its own among them. Pairs with a blank, 无
or zero are left out; fewer than five peers leave the verdict open. ``width`` is how many
quartile distances are still usual (10 by default).
"""

from __future__ import annotations

from nianbao.checks.kind import Parameter, Role
from nianbao.checks.measure import joined, number_of, obstacles, plain, present, printed
from nianbao.checks.outcome import Grade, Outcome, Reason, Verdict, broken, not_applicable, unknown
from nianbao.checks.outlier import FEWEST_PEERS, WIDTH, spread_of
from nianbao.facts.relation import Reading

LABEL = "与同类单位相比没有异常"
FAULT = "magnitude"
DETAILS = ("ratio", "usual", "low", "high", "peers", "rank", "rank_en")
ROLES = (
    Role("value", "本单位的数"),
    Role("base", "本单位的基数（上年值或规模）"),
    Role("values", "各单位的数", least=0, most=None),
    Role("bases", "各单位的基数", least=0, most=None),
)
PARAMETERS = (Parameter("width", "number", "几倍四分位距之内算正常"),)
TOO_FEW = Reason(
    "too-few-peers", f"可比的单位不足 {FEWEST_PEERS} 个", f"fewer than {FEWEST_PEERS} peers to compare with"
)
FROM_ZERO = Reason("zero-divisor", "数值或基数为 0，无从比较", "the figure or its base is 0")


def evaluate(reading: Reading) -> Outcome:
    """The organisation's ratio against its peers' spread; see the module for cells without a number."""
    value, base = reading.operands["value"][0], reading.operands["base"][0]
    values, bases = reading.operands.get("values", ()), reading.operands.get("bases", ())
    if len(values) != len(bases):
        return broken("wrong-roles", f"各单位的数 {len(values)} 个，基数 {len(bases)} 个，个数不同",
                      f"{len(values)} values for {len(bases)} bases")  # fmt: skip
    for operand in (value, base):
        if not present([operand]):
            return not_applicable(operand.label)
    reasons = obstacles((value, base))
    if reasons:
        return unknown(joined(reasons))
    own, size = number_of(value).value, number_of(base).value
    if own <= 0 or size <= 0:
        return unknown(FROM_ZERO)
    numbers = ((one.cell.number, other.cell.number) for one, other in zip(values, bases, strict=True))
    pairs = [(one.value, other.value) for one, other in numbers if one is not None and other is not None]
    spread = spread_of(pairs, reading.parameters.get("width", WIDTH))
    if spread is None:
        return unknown(TOO_FEW)
    ratio = own / size
    formula = f"{printed(value)} ÷ {printed(base)} = {plain(ratio, 4)}"
    if spread.is_usual(own, size):
        return Outcome(Verdict.PASS, Grade.EXACT, formula, reported=printed(value))
    low, high = spread.usual_ratios(own, size)
    usual = plain(spread.median_ratio, 4)
    distance = abs(spread.effect(own, size))
    rank = 1 + sum(abs(spread.effect(*pair)) > distance for pair in pairs if min(pair) > 0)
    return Outcome(
        Verdict.FAIL,
        formula=f"{formula}，同类 {spread.peers} 个单位的中位数 {usual}",
        reported=printed(value),
        expected=f"{plain(low, 4)} ～ {plain(high, 4)}",
        difference=ratio - spread.median_ratio,
        suspects=(value.key,),
        details={
            "ratio": plain(ratio, 4), "usual": usual, "low": plain(low, 4), "high": plain(high, 4),
            "peers": str(spread.peers),
            "rank": "偏离最大" if rank == 1 else f"偏离第 {rank} 大",
            "rank_en": "the farthest from usual" if rank == 1 else f"number {rank} from usual",
            "formula_en": f"{formula}; the median of {spread.peers} peers is {usual}",
        },
    )  # fmt: skip
