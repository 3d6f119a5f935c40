"""Headings against their lines in the contents, in reports of its own."""

from __future__ import annotations

import pytest
from family_reading import failing, outcomes

FAMILY = "contents-kept"
HEADINGS = ("第一部分 2024学年办学基本情况", "第二部分 2024学年人才培养成效", "第三部分 2024学年经费使用说明", "第四部分 名词解释")  # fmt: skip


def report(*headings: str, contents: tuple[str, ...] = HEADINGS) -> str:
    body = "\n\n".join(f"{heading}\n\n本部分内容来自学校各处室的统计，经校务会议审核。" for heading in headings)
    return (
        "某校年度质量报告\n\n目  录\n\n"
        + "\n".join(f"{line}......{n}" for n, line in enumerate(contents, 1))
        + f"\n\n{body}\n"
    )


def test_headings_as_in_the_contents_are_right() -> None:
    assert outcomes(FAMILY, report(*HEADINGS)) == ([], [])


@pytest.mark.parametrize(
    ("position", "heading"),
    [
        (1, "第二部分 2023学年人才培养成效"),
        (2, "第三部分 2025学年经费使用说明"),
        (2, "第三部分 2024学年经费使用情况"),
        (1, "第二部分 2024学年人才培训成效"),
    ],
)
def test_another_year_or_word_is_seen(position: int, heading: str) -> None:
    headings = list(HEADINGS)
    headings[position] = heading
    assert failing(FAMILY, report(*headings))


@pytest.mark.parametrize(
    "headings",
    [
        ("第一部分 2024学年办学基本情况", "第二部分 特色案例", "第三部分 2024学年经费使用说明", "第四部分 名词解释"),
        ("第一部分 2024学年办学基本情况", "第二部分 2024学年人才培养的成效", "第三部分 2024学年经费使用说明", "第四部分 名词解释"),
        ("一、2023学年办学基本情况", "二、2024学年办学基本情况"),
    ],
)  # fmt: skip
def test_rewritten_headings_and_texts_without_contents_are_left_alone(headings: tuple[str, ...]) -> None:
    assert failing(FAMILY, report(*headings)) == []
