from __future__ import annotations

from nianbao.documents.word.annotated import Unit
from nianbao.writing.returned.matching import match

WORDS = ("学校开设了数控技术和汽车运用两个专业。", "教师到企业实践，带回真实的任务。", "家长委员会每学期听一次汇报。")


def unit(text: str, *names: str) -> Unit:
    return Unit("paragraph", text, names)


def pairs(printed: list[Unit], edited: list[Unit]) -> list[tuple[list[int], list[int]]]:
    return [(group.printed, group.edited) for group in match(printed, edited)]


def test_the_id_decides_though_every_word_is_new() -> None:
    printed = [unit(text, f"block:p{n}") for n, text in enumerate(WORDS)]
    edited = [printed[0], unit("全部重写，一字不留", "block:p1"), printed[2]]
    assert pairs(printed, edited) == [([0], [0]), ([1], [1]), ([2], [2])]


def test_words_and_place_decide_where_no_id_is_left() -> None:
    printed = [unit(text) for text in WORDS]
    edited = [unit(WORDS[2]), unit(WORDS[0]), unit(WORDS[1].replace("真实", "生产"))]
    assert pairs(printed, edited) == [([2], [0]), ([0], [1]), ([1], [2])]


def test_a_paragraph_is_found_in_the_two_that_it_became() -> None:
    printed = [unit(WORDS[0]), unit(WORDS[1] + WORDS[2]), unit(WORDS[0])]
    edited = [unit(WORDS[0]), unit(WORDS[1]), unit(WORDS[2]), unit(WORDS[0])]
    assert pairs(printed, edited)[1] == ([1], [1, 2])


def test_two_paragraphs_are_found_in_the_one_that_they_became() -> None:
    printed = [unit(text) for text in WORDS]
    assert pairs(printed, [unit(WORDS[0]), unit(WORDS[1] + WORDS[2])]) == [([0], [0]), ([1, 2], [1])]


def test_a_copy_is_a_new_paragraph() -> None:
    printed = [unit(WORDS[0], "block:p0"), unit(WORDS[1], "block:p1")]
    assert pairs(printed, [printed[0], printed[1], printed[0]]) == [([0], [0]), ([1], [1]), ([], [2])]


def test_an_id_left_behind_by_a_deleted_paragraph_does_not_bring_it_back() -> None:
    printed = [unit(text, f"block:p{n}") for n, text in enumerate(WORDS)]
    edited = [printed[0], unit(WORDS[2], "block:p1", "block:p2")]
    assert pairs(printed, edited) == [([0], [0]), ([2], [1]), ([1], [])]
