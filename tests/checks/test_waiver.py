import pytest

from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem

WAIVER = Waiver("f1", "AR103", "两名学生参军", "王老师", "2023-12-01", {"graduates": "27"}, ("证明.pdf",))


def test_a_waiver_survives_being_written_and_read() -> None:
    assert Waiver.from_json(WAIVER.to_json()) == WAIVER


@pytest.mark.parametrize("name", ["finding", "check", "reason", "signed_by", "signed_on"])
def test_a_waiver_with_a_gap_is_refused(name: str) -> None:
    with pytest.raises(Problem, match=name):
        Waiver.from_json({**WAIVER.to_json(), name: " "})


def test_a_changed_figure_makes_it_stale() -> None:
    assert not WAIVER.is_stale({"graduates": "27"})
    assert WAIVER.is_stale({"graduates": "28"})
    assert WAIVER.is_stale({"graduates": "27", "staff": "1"})
