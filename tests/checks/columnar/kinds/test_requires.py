from collections.abc import Callable

from nianbao.checks.columnar.kinds.requires import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_items_without_hours_fail(line: Builder) -> None:
    items, hours = line("project", "19", "0", "19", "无", ""), line("lesson_hour", "640", "0", "无", "80", "80")
    both_ways = {"when": "positive", "then": "positive", "both_ways": True}

    assert evaluate({"condition": [items], "consequence": [hours]}, both_ways).tolist() == [
        PASS, PASS, FAIL, FAIL, UNKNOWN,
    ]  # fmt: skip


def test_a_missing_answer_is_neither_present_nor_absent(line: Builder) -> None:
    condition, consequence = line("person", "1", "1", "1"), line("person", "", "缺报", "无")

    assert evaluate(
        {"condition": [condition], "consequence": [consequence]}, {"when": "positive", "then": "present"}
    ).tolist() == [FAIL, UNKNOWN, PASS]
