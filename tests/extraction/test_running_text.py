"""The running text as one string, and the names repeated in it."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.running_text import RunningText, repeated_names, running_text

TWO_PASSAGES = "学校坚持立德树人，办学稳定。\n\n学生到企业实习，反响良好。"


def text_of(report: str) -> RunningText:
    return running_text(Manuscript.of(read_document(report.encode(), name="report.txt")))


def test_a_position_leads_back_to_its_passage() -> None:
    text = text_of(TWO_PASSAGES)
    passage, offset = text.passage_at(text.words.find("实习"))
    assert passage is text.passages[1]
    assert passage.plain[offset:].startswith("实习")
    assert [text.index_of(text.words.find(words)) for words in ("学校", "稳定", "学生")] == [0, 0, 1]


def test_tables_and_headings_are_no_running_text() -> None:
    text = text_of(f"一、办学条件\n\n{TWO_PASSAGES}\n\n学校\t人数\n甲校\t12\n乙校\t25\n")
    assert text.words == TWO_PASSAGES.replace("\n\n", "\n")


def test_of_a_repeated_name_the_longest_form_is_told_once() -> None:
    words = "开展初中开放性科学实践活动。初中开放性科学实践活动受到好评。"
    assert repeated_names(words) == [("初中开放性科学实践活动", 2)]


def test_names_of_six_characters_count_where_they_end_in_a_body() -> None:
    assert repeated_names("海晏第一公司招工。海晏第一公司扩建。") == [("海晏第一公司", 2)]
    assert repeated_names("技能竞赛活动多。技能竞赛活动好。") == []


def test_what_stands_once_is_no_repeated_name() -> None:
    assert repeated_names("举办校园文化艺术活动。") == []
