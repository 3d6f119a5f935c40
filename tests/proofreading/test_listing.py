"""The list for the terminal."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.facts.place import Place
from nianbao.proofreading.listing import as_listing, where_of
from nianbao.proofreading.proofread import proofread

TEXT = "毕业生300人，升学240人，升学率85%。\n\n学校坚持坚持立德树人。"


def test_the_list_shows_sentence_arithmetic_suspect_and_coverage() -> None:
    listing = as_listing(proofread(read_document(TEXT.encode(), name="a.txt")))
    assert "错误（1）" in listing
    assert "原文：毕业生300人，升学240人，升学率85%" in listing
    assert "÷" in listing
    assert "建议" in listing
    assert "全文数字 3 个，其中 3 个（100%）" in listing


def test_hints_are_folded_until_asked_for() -> None:
    report = proofread(read_document(TEXT.encode(), name="a.txt"))
    assert "坚持坚持" not in as_listing(report)
    assert "坚持坚持" in as_listing(report, everything=True)


def test_the_list_speaks_english_too() -> None:
    listing = as_listing(proofread(read_document(TEXT.encode(), name="a.txt")), english=True)
    assert "Errors (1)" in listing
    assert "3 numbers, 3 of them" in listing


def test_a_place_is_named_without_the_file() -> None:
    assert where_of(Place(file="a.txt", line=3, column=5)) == "第3行第5字"
