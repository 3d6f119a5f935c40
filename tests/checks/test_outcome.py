from nianbao.checks.outcome import RUNGS, Grade, Outcome, Verdict, broken, not_applicable


def test_a_vacuous_pass_verifies_nothing() -> None:
    absent = not_applicable("月收入")

    assert absent.holds
    assert not absent.applies
    assert Outcome(Verdict.PASS, Grade.EXACT).applies
    assert not broken("x", "错", "wrong").holds


def test_the_ladder_runs_from_exact_to_none() -> None:
    assert RUNGS[0] is Grade.EXACT
    assert RUNGS[-1] is Grade.NONE
    assert set(RUNGS) == set(Grade)
