from decimal import Decimal

from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip


def test_a_repair_of_two_numbers_names_both() -> None:
    first = Change("a", "招生数", "120", "102", Decimal(102), Slip.SWAP)
    second = Change("b", "合计", "300", "281", Decimal(281), Slip.OTHER)

    repair = Repair((first, second), satisfies=3, cost=4)

    assert repair.sentence == "「招生数」120 改为 102（相邻数字颠倒）；「合计」300 改为 281"
    assert repair.sentence_en == "“招生数”: 120 → 102; “合计”: 300 → 281"
