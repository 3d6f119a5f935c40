"""The list for the terminal."""

from __future__ import annotations

from dataclasses import replace

from nianbao.documents.reading import read_document
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.proofreading.finding import MarkedPlace, Unread
from nianbao.proofreading.listing import as_listing, as_overview, folded, seen_beside, where_of
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


def test_a_suggestion_keeps_the_unit_that_stands_behind_the_figure() -> None:
    listing = as_listing(proofread(read_document("在校生500人，其中男生260人，女生204人。".encode(), name="a.txt")))
    assert "「204人」→「240人」" in listing


def test_a_place_in_a_table_is_its_row_and_column_and_not_a_count_of_paragraphs() -> None:
    place = Place(file="a.docx", paragraph=27, table=0, row=4, table_column=2)
    assert where_of(place) == "表格1 第5行第3列"
    assert where_of(place, english=True) == "table 1, row 5, column 3"
    assert where_of(Place(file="a.docx", paragraph=2, section="footnotes"), english=True) == "footnote"


def test_words_that_only_hold_what_is_shown_already_are_not_compared_with() -> None:
    listing = as_listing(proofread(read_document("在校生500人，其中男生260人，女生204人。".encode(), name="a.txt")))
    (line,) = [line for line in listing.split("\n") if "对照" in line]
    assert "…" not in line


def test_words_on_a_page_that_hold_a_figure_shown_already_are_not_compared_with() -> None:
    report = proofread(read_document("在校生500人，其中男生260人，女生204人。".encode(), name="a.txt"))
    page = Place(file="a.pdf", page=3)
    places = [MarkedPlace(replace(page, text=words)) for words in ("204人", "500人", "500人，其中男生260人", "260人")]
    finding = replace(report.findings[0], places=tuple(places))
    assert [marked.place.text for marked in seen_beside(finding)] == ["500人", "260人"]


def test_several_reports_end_with_a_line_for_each() -> None:
    wrong, right = (
        proofread(read_document(f"毕业生300人，升学240人，升学率{n}%。".encode(), name=f"{n}.txt")) for n in (85, 80)
    )
    missing = Unread("b.pdf", Problem("pdf-broken", "“b.pdf”打不开。", "“b.pdf” cannot be opened."))
    head, first, second, last = as_overview([wrong, right], [missing]).split("\n")
    assert head == "共核对 2 份，1 份有错误；1 份读不了"
    assert first.split() == ["错误", "1", "需要核实", "0", "只凭一句话", "0", "缺漏", "0", "覆盖", "100%", "85.txt"]
    assert second.split()[:2] == ["错误", "0"]
    assert "“b.pdf”打不开。" in last
    nameless = Unread("b.xlsx", Problem("file-too-large", "文件过大，未读。", "The file is too large."))
    assert "b.xlsx：文件过大" in as_overview([wrong], [nameless])
    assert "b.xlsx: The file" in as_overview([wrong], [nameless], english=True)


def test_a_report_without_findings_says_so() -> None:
    report = proofread(read_document("毕业生300人，升学240人，升学率80%。".encode(), name="a.txt"))
    assert "没有发现自相矛盾之处。" in as_listing(report)
    assert "No contradiction was found." in as_listing(report, english=True)


def test_a_report_without_figures_is_not_called_free_of_contradictions() -> None:
    report = proofread(read_document("学校重视教学。".encode(), name="a.txt"))
    assert "没有可以核对的内容" in as_listing(report)
    assert "没有发现" not in as_listing(report)
    assert "nothing to check" in as_listing(report, english=True)


def test_a_place_is_named_without_the_file() -> None:
    assert where_of(Place(file="a.txt", line=3, column=5)) == "第3行第5字"


def test_a_folded_list_says_the_same_and_fits_the_terminal() -> None:
    text = "在校生500人，其中男生260人，女生204人，比上年的480人增加了32人，毕业生300人，升学240人，升学率85%。" * 2
    listing = as_listing(proofread(read_document(text.encode(), name="a.txt")), everything=True)
    narrow = folded(listing, 60)
    assert max(len(line.encode("gb18030")) for line in narrow.split("\n")) <= 64
    assert "".join(narrow.split()) == "".join(listing.split())
    assert "204人" in narrow
