"""Where the bounds lie: unlike stories far below, retold ones above, told on the sample's own cases."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest

from nianbao.sample.journey import report_texts
from nianbao.writing.case import SAME_FROM, likeness, wording
from nianbao.writing.content import Case
from nianbao.writing.markdown import read_markdown
from nianbao.writing.retelling import LOOK_FROM, marked, retellings, sentence_pairs, sentences

REPORTS = Path(__file__).parents[3] / "shared" / "reports"


@pytest.fixture(scope="module")
def cases() -> list[str]:
    blocks = [block for name in ("report", "school_report") for block in read_markdown(report_texts(name)).blocks]
    return [wording(block) for block in blocks if isinstance(block, Case)]


def rewritten(text: str, share: float, foreign: list[str], chance: random.Random) -> str:
    """The text with so many of its sentences exchanged for sentences of other cases."""
    told = list(sentences(text))
    for place in chance.sample(range(len(told)), max(1, round(len(told) * share))):
        told[place] = chance.choice([one for one in foreign if one not in text])
    return "".join(told)


def test_different_stories_share_next_to_nothing(cases: list[str]) -> None:
    most = max(likeness(one, other) for one, other in itertools.combinations(cases, 2))
    assert most < LOOK_FROM / 10


def test_a_story_with_a_tenth_or_a_third_written_anew_is_the_same_story(cases: list[str]) -> None:
    chance = random.Random(1)
    foreign = [sentence for case in cases for sentence in sentences(case)]
    for share in (0.1, 0.2, 0.3):
        assert min(likeness(one, rewritten(one, share, foreign, chance)) for one in cases for _ in range(10)) > 0.45
    found = [likeness(one, rewritten(one, 0.3, foreign, chance)) >= SAME_FROM for one in cases for _ in range(10)]
    assert sum(found) / len(found) > 0.95


def test_half_a_story_written_anew_is_still_looked_at(cases: list[str]) -> None:
    chance = random.Random(2)
    foreign = [sentence for case in cases for sentence in sentences(case)]
    found = [likeness(one, rewritten(one, 0.5, foreign, chance)) >= LOOK_FROM for one in cases for _ in range(10)]
    assert sum(found) / len(found) > 0.9


def test_names_and_figures_changed_do_not_hide_a_story(cases: list[str]) -> None:
    for case in cases:
        later = re.sub(r"\d+", "7", case.replace("学生", "同学").replace("学校", "我校"))
        assert likeness(case, later) >= SAME_FROM


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the printed reports are not here")
def test_passages_of_printed_reports_stay_below_the_bound() -> None:
    passages = []
    for path in sorted(REPORTS.glob("*.txt")):
        text = re.sub(r"\s+", "", path.read_text(encoding="utf-8"))
        passages += [text[at : at + 400] for at in range(0, len(text) - 400, 400)]
    assert len(passages) > 50
    assert max(likeness(one, other) for one, other in itertools.combinations(passages, 2)) <= LOOK_FROM * 0.6


def test_the_sentences_that_match_are_told_and_the_others_are_not() -> None:
    one = "班主任把班会搬到菜田。各组认领一畦地，记下播种的日子。家长也可以来听。"
    other = "今年班主任又把班会搬到了菜田。企业技术员每月来一次。各组认领一畦地，记下播种和追肥的日子。"
    pairs = sentence_pairs(one, other)
    assert [pair.one for pair in pairs] == ["班主任把班会搬到菜田。", "各组认领一畦地，记下播种的日子。"]
    assert [share > 0 for _, share in marked(one, pairs)] == [True, True, False]
    assert [share > 0 for _, share in marked(other, pairs, first=False)] == [True, False, True]


def test_the_most_similar_comes_first_and_the_unlike_not_at_all() -> None:
    text = "学校组织学生到合作社开展农机维修服务，检修农机具并培训农户。"
    found = retellings(
        text,
        {
            "same": text,
            "half": "学校组织学生到合作社开展农机维修服务，并请老师傅来校讲课，学生写下心得在班会上交流。",
            "other": "幼儿保育专业的学生进社区，为家长讲授照护知识，每周一次。",
        },
    )
    assert [one.key for one in found] == ["same", "half"]
    assert found[0].is_same
    assert not found[1].is_same or found[1].share < 1
