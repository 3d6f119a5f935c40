import copy
import pickle
import re

import pytest

from nianbao.facts.pattern import as_pattern


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    words = as_pattern(r"(?P<noun>学生|教师)(\d+)", re.M)
    real = re.compile(r"(?P<noun>学生|教师)(\d+)", re.M)
    text = "学生120人，教师15人"
    assert words.findall(text) == real.findall(text)
    assert [match.span() for match in words.finditer(text)] == [match.span() for match in real.finditer(text)]
    assert words.sub("", text) == real.sub("", text)
    assert (words.pattern, words.flags, words.groups, dict(words.groupindex)) == (
        real.pattern, real.flags, real.groups, dict(real.groupindex),
    )  # fmt: skip


def test_nothing_is_compiled_before_it_is_used() -> None:
    broken = as_pattern("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("（")


def test_a_match_tells_which_pattern_made_it() -> None:
    whole, part = as_pattern("合计"), as_pattern("小计")
    match = part.search("小计")
    assert match is not None
    assert match.re == part
    assert match.re != whole
    assert part == re.compile("小计")
    assert part != whole
    assert {part: 1}[re.compile("小计")] == 1


def test_the_same_words_make_the_same_pattern() -> None:
    assert as_pattern("合计") is as_pattern("合计")
    assert as_pattern("GDP", re.I) is not as_pattern("GDP")


def test_a_pattern_travels_to_another_process() -> None:
    word = as_pattern("合计", re.I)
    assert pickle.loads(pickle.dumps(word)) == word
    assert copy.deepcopy(word) == word
    assert repr(word) == "as_pattern('合计')"
