"""A case's parts as pages print them, and where a case may be put."""

from __future__ import annotations

from types import SimpleNamespace

from nianbao.web.presentation.cases import places_of, shown_parts
from nianbao.writing.content import Case, Link, Reference, Text


def test_links_show_what_their_author_saw_and_nothing_is_left_out() -> None:
    case = Case(
        "c", "甲", background=(Text("有"), Link("毕业生人数", organisation="某校"), Link("月收入"), Reference("t-1")),
        evidence="存档",
    )  # fmt: skip
    parts = list(shown_parts(case, {"毕业生人数": "312人"}))
    assert parts[0].word == "背景"
    assert parts[0].pieces == (("text", "有"), ("figure", "312人"), ("figure", "〔月收入〕"), ("text", "〔t-1〕"))
    assert parts[-1].pieces == (("text", "存档"),)


def test_a_case_may_be_put_into_chapters_and_their_parts() -> None:
    blocks = [{"kind": "heading", "id": "h", "level": 1, "text": "教学"}, {"kind": "note", "id": "n", "text": ""},
              {"kind": "heading", "id": "h2", "level": 2, "text": "课程"},
              {"kind": "heading", "id": "h3", "level": 3, "text": "细目"}]  # fmt: skip
    assert places_of([SimpleNamespace(pk=7, blocks=blocks)]) == [("7:h", "教学", 1), ("7:h2", "课程", 2)]
