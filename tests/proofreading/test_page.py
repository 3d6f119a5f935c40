"""The page with the text and the findings beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import html

from nianbao.documents.document import Block, BlockKind, Document, Note, Span, Text
from nianbao.documents.reading import read_document
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.proofreading.finding import Unread
from nianbao.proofreading.page import as_page
from nianbao.proofreading.proofread import proofread

TEXT = (
    "一、概况\n\n毕业生300人，升学240人，升学率85%，<b>形势</b>良好。\n\n项目\t人次\n电工\t120\n焊工\t80\n合计\t210\n"
)


def page() -> str:
    document = read_document(TEXT.encode(), name="a.txt")
    return as_page([(document, proofread(document))])


def test_marks_and_findings_link_to_each_other() -> None:
    tree = html.fromstring(page())
    identifiers = set(tree.xpath("//@id"))
    links = [href[1:] for href in tree.xpath("//a/@href")]
    assert links
    assert set(links) <= identifiers
    assert tree.xpath("//article")


def test_the_page_needs_nothing_from_outside() -> None:
    assert not re.search(r"<script|https?://|<link|@import|url\(", page())


def test_words_of_the_report_cannot_become_markup() -> None:
    assert "<b>" not in page()
    assert "&lt;b&gt;" in page()


def test_all_words_of_the_report_are_there() -> None:
    words = html.fromstring(re.sub(r"<sup>\d+</sup>", "", page())).text_content()
    assert "毕业生300人，升学240人，升学率85%" in words
    assert "合计" in words


def test_who_reads_english_gets_the_findings_in_english_beside_the_text_as_it_is() -> None:
    document = read_document(TEXT.encode(), name="a.txt")
    report = proofread(document)
    tree = html.fromstring(as_page([(document, report)], english=True))
    assert tree.get("lang") == "en"
    articles = [one.text_content() for one in tree.xpath("//article")]
    assert len(articles) == len(report.findings) > 0
    for text, finding in zip(articles, report.findings, strict=True):
        assert finding.message_en in text
        assert finding.message not in text
        assert re.match(r"\d+\. (error|to verify|hint) · line \d+", text)
    assert "毕业生" in tree.xpath("//main")[0].text_content()
    assert "numbers" in tree.xpath("//header")[0].text_content()


UNREAD = "一、概况\n\n毕业生300人，升学240人，升学率80%。\n"


def test_what_was_not_checked_is_said_before_the_text() -> None:
    document = read_document(UNREAD.encode(), name="a.txt")
    report = replace(
        proofread(document),
        tables=2,
        tables_not_understood=("第9行",),
        notes=(Note("第9行的<表>没有核对", "not checked"),),
    )

    tree = html.fromstring(as_page([(document, report)]))

    assert tree.xpath("//section[@class='unread']/p")[0].text_content() == "2 个表格中有 1 个没有读懂，没有核对。"
    assert tree.xpath("//section[@class='unread']//li")[0].text_content() == "第9行的<表>没有核对"


def test_a_report_without_findings_says_so_and_links_to_nothing() -> None:
    document = read_document(UNREAD.encode(), name="a.txt")
    report = proofread(document)
    assert report.findings == ()

    tree = html.fromstring(as_page([(document, report)]))

    assert tree.xpath("//aside")[0].text_content() == "没有发现自相矛盾之处。"
    assert not tree.xpath("//section[@class='unread']")
    assert not tree.xpath("//a")


def test_the_place_of_a_finding_leads_to_its_suspect_and_not_to_what_it_is_compared_with() -> None:
    document = read_document(TEXT.encode(), name="a.txt")
    report = proofread(document)
    tree = html.fromstring(as_page([(document, report)]))
    assert report.findings
    for number, finding in enumerate(report.findings, start=1):
        (target,) = tree.xpath(f"//*[@id='m0-{number}']")
        (link,) = tree.xpath(f"//article[@id='f0-{number}']/h3/a/@href")
        assert link == f"#m0-{number}"
        assert finding.first_place.text.strip() in target.text_content()


def test_findings_at_one_place_are_all_reached_from_it() -> None:
    document = read_document(TEXT.encode(), name="a.txt")
    report = proofread(document)
    twice = replace(report, findings=(report.findings[0], replace(report.findings[0], id="again")))
    tree = html.fromstring(as_page([(document, twice)]))
    assert {"#f0-1", "#f0-2"} <= set(tree.xpath("//main//a/@href"))
    assert {"m0-1", "m0-2"} <= set(tree.xpath("//main//@id"))


def test_several_reports_begin_with_a_list_that_leads_to_each_and_names_what_was_not_read() -> None:
    document = read_document(TEXT.encode(), name="a.txt")
    report = proofread(document)
    missing = Unread("b.pdf", Problem("pdf-broken", "“b.pdf”打不开。", "“b.pdf” cannot be opened."))
    tree = html.fromstring(as_page([(document, report), (document, report)], unread=[missing]))
    assert set(tree.xpath("//nav//a/@href")) == {"#d0", "#d1"} <= {f"#{one}" for one in tree.xpath("//@id")}
    assert "“b.pdf”打不开。" in tree.xpath("//nav")[0].text_content()
    assert not html.fromstring(page()).xpath("//nav")


def test_wide_tables_scroll_by_themselves() -> None:
    tree = html.fromstring(page())
    assert tree.xpath("//main//table")
    assert not tree.xpath("//main//table[not(parent::div[@class='wide'])]")


def test_what_begins_on_one_line_and_ends_on_the_next_is_marked() -> None:
    lines = ("全年设备费预算86.50万元，支出82.36", "万元。支出数大于预算数。")
    spans = tuple(
        Span(start, start + len(line), Place(file="r.pdf", page=1, box=(90.0, 700.0 - 20 * n, 500.0, 715.0 - 20 * n)))
        for n, (line, start) in enumerate(zip(lines, (0, len(lines[0])), strict=True))
    )
    block = Block("b0", BlockKind.PARAGRAPH, Text("".join(lines), spans))
    document = Document("r.pdf", "pdf", (block,))
    report = proofread(document)
    assert [finding.check for finding in report.findings if not finding.is_folded] == ["names-against"]
    tree = html.fromstring(as_page([(document, report)]))
    assert "82.36万元" in [mark.text for mark in tree.xpath("//a[contains(@class, 'mark')]")]


def test_a_column_counts_from_its_own_run() -> None:
    runs = ["毕业生300人，", "升学240人，升学率", "85%", "，就业率较高，形势良好。"]
    spans, start = [], 0
    for number, words in enumerate(runs, 1):
        spans.append(Span(start, start + len(words), Place(file="a.docx", paragraph=1, run=number, column=1)))
        start += len(words)
    document = Document("a.docx", "docx", (Block("b1", BlockKind.PARAGRAPH, Text("".join(runs), tuple(spans))),))
    tree = html.fromstring(re.sub(r"<sup>\d+</sup>", "", as_page([(document, proofread(document))])))
    assert {mark.text_content() for mark in tree.xpath("//main//a[contains(@class, 'mark')]")} == {
        "300人",
        "240人",
        "85%",
    }


def test_a_single_file_that_could_not_be_read_is_named() -> None:
    missing = Unread("b.pdf", Problem("pdf-broken", "“b.pdf”打不开。", "“b.pdf” cannot be opened."))
    tree = html.fromstring(as_page([], unread=[missing]))
    assert "“b.pdf”打不开。" in tree.xpath("//nav")[0].text_content()
    assert "b.pdf" in tree.xpath("//title")[0].text
    assert not tree.xpath("//input")
