"""Shares as their clauses tell them."""

import pytest
from family_reading import read

from nianbao.extraction.shares.share_clauses import ShareClause, share_clauses


def only(text: str) -> ShareClause:
    (found,) = share_clauses(read(text))
    return found


@pytest.mark.parametrize(
    ("said", "who", "base", "beside"),
    [
        ("住校生1506人，占在校生的62.28%。", "", "在校生", "1506人"),
        ("住校生1506人，占全校在校生总数的62.28%。", "", "在校生", "1506人"),
        ("订单班学生297人，占二、三年级在校生总数的13.93%。", "", "二、三年级在校生", "297人"),
        ("专任教师187人。研究生学历教师只占11.29%。", "研究生学历教师", "", None),
        ("公益培训692学时，学时占全部非学历培训的33.02%。", "学时", "非学历培训", None),
        ("教师187人，50岁及以下的占到了84.42%。", "50岁及以下的", "", None),
        ("教师187人，本科学历占比为84.42%。", "本科学历", "", None),
    ],
)
def test_part_and_whole_are_told_apart(said: str, who: str, base: str, beside: str | None) -> None:
    clause = only(said)
    assert (clause.who, clause.base) == (who, base)
    assert (clause.beside.raw.strip() if clause.beside is not None else None) == beside
    assert clause.is_of_now


@pytest.mark.parametrize(
    "said",
    [
        "上年住校生1506人，占在校生的62.28%。",
        "收回问卷300份，满意的占92.28%。",
        "力争双师型教师占比达到75.50%。",
        "去年住校生占62.28%。",
    ],
)
def test_other_times_goals_and_answers_are_not_of_now(said: str) -> None:
    assert not only(said).is_of_now


@pytest.mark.parametrize("said", ["住校生占在校生的62%。", "住校生占在校生的六成。", "增长12.35%。", "占地30.25亩。"])
def test_round_shares_and_growth_are_none(said: str) -> None:
    assert not share_clauses(read(said))
