"""Reading a draft in a process of its own."""

from __future__ import annotations

import io
import json

import docx
import pytest

from nianbao.facts.problem import Problem
from nianbao.web.publications.proof import MOST_BYTES, PAGE, WORD, answer, proof_of, read_draft

WRONG = "一、学生发展\n学校在校生共 300 人，其中男生 180 人，女生 130 人。\n"


def word(text: str) -> bytes:
    document, kept = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(kept)
    return kept.getvalue()


def test_a_wrong_sum_stands_beside_the_text() -> None:
    page = proof_of(WRONG.encode(), name="稿.txt").decode()
    assert "310" in page
    assert "女生" in page


def test_a_word_file_comes_back_with_comments() -> None:
    made = proof_of(word(WRONG), name="稿.docx", form=WORD)
    before, after = docx.Document(io.BytesIO(word(WRONG))), docx.Document(io.BytesIO(made))
    assert [one.text for one in after.paragraphs] == [one.text for one in before.paragraphs]
    assert any("310" in comment.text for comment in after.comments)


def test_what_is_no_word_file_gets_no_comments() -> None:
    with pytest.raises(Problem) as caught:
        proof_of(WRONG.encode(), name="稿.txt", form=WORD)
    assert caught.value.code == "annotate-not-word"
    assert "不是 .docx" in caught.value.message


def test_a_draft_that_is_too_large_is_not_read() -> None:
    with pytest.raises(Problem, match="MB"):
        proof_of(b"a" * (MOST_BYTES + 1), name="a.txt")


def test_a_draft_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Problem) as caught:
        proof_of(WRONG.encode(), name="a.txt", seconds=0.01)
    assert caught.value.code == "draft-too-slow"


def test_an_unreadable_file_says_so_and_what_to_do() -> None:
    code, said = answer(b"", [PAGE, "空.txt", ""])
    assert code == 3
    assert "空文件" in json.loads(said)["message"]


def test_a_sound_draft_has_no_finding() -> None:
    _, report = read_draft("学校在校生共 310 人，其中男生 180 人，女生 130 人。".encode(), "a.txt")
    assert not report.has_errors
