from collections.abc import Callable

from nianbao.checks.columnar.kinds.cell_type import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_text_in_a_number_cell_fails(line: Builder) -> None:
    rate = line("percent", "98.5", "网上调查", "", "无")

    assert evaluate({"value": [rate]}, {"wanted": "number"}).tolist() == [PASS, FAIL, UNKNOWN, PASS]


def test_a_choice_is_one_of_those_listed(line: Builder) -> None:
    method = line("percent", "问卷", "网上", "")

    assert evaluate({"value": [method]}, {"wanted": "choice", "choices": ("问卷", "电话")}).tolist() == [
        PASS, FAIL, UNKNOWN,
    ]  # fmt: skip
