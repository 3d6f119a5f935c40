from nianbao.facts.cell import read_cell
from nianbao.facts.relation import Operand, Reading


def test_members_come_role_by_role() -> None:
    total, first, second = (Operand(key, key, read_cell("1")) for key in ("total", "first", "second"))
    reading = Reading("sum", {"total": (total,), "parts": (first, second)})

    assert [operand.key for operand in reading.members()] == ["total", "first", "second"]
