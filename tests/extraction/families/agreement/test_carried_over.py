"""The family of what was carried over from last year's report."""

from __future__ import annotations

from nianbao.checks.engine import judge_relation
from nianbao.documents.reading import read_document
from nianbao.extraction.claims import Remark
from nianbao.extraction.families.agreement import carried_over
from nianbao.extraction.manuscript import Manuscript

BEFORE = """某区质量年度报告（2021）

2021年面向社区开展培训1200人次，组织讲座35场，受到居民好评。

学校始建于1984年，占地面积86亩，是国家级重点学校。

指标\t2020年\t2021年
招生数（人）\t300\t320
在校生数（人）\t900\t930
"""


def found(text: str) -> tuple[list[str], list[str]]:
    document, before = (read_document(words.encode(), name="a.txt") for words in (text, BEFORE))
    manuscript = Manuscript.of(document, before)
    remarks, failing = [], []
    for item in carried_over.find(manuscript):
        if isinstance(item, Remark):
            remarks.append(item.severity)
        else:
            outcome, _ = judge_relation(item)
            if not outcome.holds:
                failing.append(outcome.formula)
    return remarks, failing


def test_a_sentence_with_last_years_figures_is_seen() -> None:
    text = "某区质量年度报告（2022）\n\n2021年面向社区开展培训1200人次，组织讲座35场，受到居民好评。\n"
    assert found(text) == (["warning"], [])


def test_new_figures_in_the_same_words_are_no_copy() -> None:
    text = "某区质量年度报告（2022）\n\n2022年面向社区开展培训1350人次，组织讲座35场，受到居民好评。\n"
    assert found(text) == ([], [])


def test_what_does_not_change_may_be_said_again() -> None:
    text = "某区质量年度报告（2022）\n\n学校始建于1984年，占地面积86亩，是国家级重点学校。\n"
    assert found(text) == ([], [])


def test_last_years_column_is_compared_with_what_was_published() -> None:
    text = "某区质量年度报告（2022）\n\n指标\t2021年\t2022年\n招生数（人）\t302\t350\n在校生数（人）\t930\t960\n"
    assert found(text) == ([], ["320 ≠ 302"])


def test_periods_in_rows_are_the_same_figures() -> None:
    text = "某区质量年度报告（2022）\n\n年度\t招生数（人）\t在校生数（人）\n2021年\t320\t903\n2022年\t350\t960\n"
    remarks, failing = found(text)
    assert remarks == []
    assert len(failing) == 1


def test_without_last_years_report_nothing_is_said() -> None:
    document = read_document(BEFORE.encode(), name="a.txt")
    assert list(carried_over.find(Manuscript.of(document))) == []
