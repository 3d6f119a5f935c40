"""How a series is said to go."""

import pytest

from nianbao.extraction.told.courses import courses, stretches


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("招生逐年增加", "up"),
        ("招生连续三年保持增长", "up"),
        ("初中毕业生一年比一年少", "down"),
        ("在校生一直保持增长", "up"),
        ("退学率持续下降", "down"),
        ("招生呈逐年上升趋势", "up"),
        ("规模先降后升", "down-up"),
        ("人数先增加后减少", "up-down"),
    ],
)
def test_words_of_a_steady_way_or_a_turn(text: str, word: str) -> None:
    assert {course.word for course in courses(text, 0, len(text))} == {word}


@pytest.mark.parametrize("text", ["不断增强实力", "连续三年高于全市", "办学特色鲜明"])
def test_other_words_claim_nothing_of_a_series(text: str) -> None:
    assert list(courses(text, 0, len(text))) == []


def test_a_number_of_years_narrows_the_series() -> None:
    assert stretches((2018, 2019, 2020, 2021), "近三年", 0) == [(0, 4), (1, 4)]
    assert stretches((2018, 2019, 2020, 2021), "2019—2020年", 0) == [(1, 3)]
