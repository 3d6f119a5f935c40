from collections.abc import Callable

from nianbao.checks.columnar.kinds.share import evaluate
from nianbao.checks.columnar.line import FAIL, LOOK, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_share_is_held_against_its_quotient(line: Builder) -> None:
    share = line("percent", "29.1", "29.6", "29.0", "29.1", "29.1")
    part = line("person", "41", "41", "41", "", "41")
    whole = line("person", "141", "141", "141", "141", "0")

    assert evaluate({"share": [share], "part": [part], "whole": [whole]}, {}).tolist() == [
        PASS, FAIL, LOOK, UNKNOWN, UNKNOWN,
    ]  # fmt: skip


def test_a_partition_may_have_been_balanced(line: Builder) -> None:
    share, part, whole = line("percent", "29.6"), line("person", "41"), line("person", "141")

    assert evaluate({"share": [share], "part": [part], "whole": [whole], "group": [share]}, {}).tolist() == [LOOK]
