"""Names, dates and ordinals are no quantities."""

from __future__ import annotations

import random
import re

import pytest

from nianbao.extraction.masks import PATTERNS, Masked

NAMES = (
    "“3+2”", "145N", "第十五届", "〔2024〕621号", "5G", "17级", "1+X", "“十四五”规划", "2019年3月", "2021-2022学年", "表3", "案例二", "4K", "（1）", "第3名",
    "3.2.1 加强", "京教职成【2015】19号", "《关于2022年招生工作的意见》", "010-12345678", "二〇二三年", "1703班", "4S店", "党的二十大", "三位一体", "2022届",
)  # fmt: skip
QUANTITIES = ("120人", "1.2万元", "98.5%", "七个专业", "2000多人", "1,234册", "13.5:1", "3名教师", "两所学校", "12项")


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_covered(text: str) -> None:
    sentence = f"学校{text}工作" if not text[:1].isdigit() or "." not in text else text
    masked = Masked(sentence)
    digits = [i for i, c in enumerate(sentence) if c in "0123456789一二三四五六七八九十〇"]
    assert digits
    assert all(masked.covers(position) for position in digits), masked.spans()


@pytest.mark.parametrize("text", QUANTITIES)
def test_a_quantity_is_not_covered(text: str) -> None:
    sentence = f"学校有{text}，"
    assert not any(Masked(sentence).covers(position) for position in range(3, 3 + len(text)))


def test_a_numbered_branch_is_a_name_and_several_branches_are_counted() -> None:
    sentence = "党员63人，行政一支部22人，三支部18人"
    masked = Masked(sentence)
    assert [sentence[start:end] for start, end, *_ in masked.spans()] == ["一", "三"]
    assert not any(Masked(f"学校{verb}三支部队").covers(len(verb) + 2) for verb in ("设有", "共", "建立", "成立了"))


@pytest.mark.parametrize("seed", range(4))
def test_trying_names_by_their_first_character_leaves_out_none(seed: int) -> None:
    everything = re.compile("|".join(f"(?:{pattern})" for _, _, pattern in PATTERNS), re.MULTILINE)
    pieces = [*NAMES, *QUANTITIES, "公益二类", "职教2.0", "Web3.0", "双师", "附件 3", "第 4 号", " 12 号", "三、四类", "专栏3", "十五大", "\n", "：", "、", " ",
              "，", "2021/22学年", "2019、2020 年", "８月", "前五名", "“十四五”", "（二）", "1/3的", "7*24", "\t3.2 教学", "十四五时期", "版2.0"]  # fmt: skip
    chance = random.Random(seed)
    for _ in range(400):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
        text = text[chance.randint(0, 2) :]
        assert Masked(text).spans() == [match.span() for match in everything.finditer(text)], text
