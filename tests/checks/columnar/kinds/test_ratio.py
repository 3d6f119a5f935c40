from collections.abc import Callable

from nianbao.checks.columnar.kinds.ratio import evaluate
from nianbao.checks.columnar.line import FAIL, PASS, UNKNOWN, Line

Builder = Callable[..., Line]


def test_a_ratio_is_held_against_its_quotient(line: Builder) -> None:
    ratio = line("to_one", "1.22", "1.18", "无")
    students, teachers = line("person", "172", "172", "172"), line("person", "141", "141", "141")

    assert evaluate({"ratio": [ratio], "numerator": [students], "denominator": [teachers]}, {}).tolist() == [
        PASS, FAIL, UNKNOWN,
    ]  # fmt: skip


def test_money_in_ten_thousands_is_rounded_money(line: Builder) -> None:
    per_student = line("yuan_per_student", "19224", "19253", "19300")
    funds, students = line("ten_thousand_yuan", "330.66", "330.66", "330.66"), line("person", "172", "172", "172")

    assert evaluate({"ratio": [per_student], "numerator": [funds], "denominator": [students]}, {}).tolist()[:2] == [
        PASS, FAIL,
    ]  # fmt: skip
