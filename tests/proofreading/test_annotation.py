"""The author's Word file back with comments: nothing but comments is added, and they stand where the finding is."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from consistent_report import write_report
from lxml import etree
from office_report import W, as_word

from nianbao.documents.reading import read_document
from nianbao.documents.word.names import w
from nianbao.facts.problem import Problem
from nianbao.proofreading.annotation import AUTHOR, annotated
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.listing import where_of
from nianbao.proofreading.proofread import proofread

WRONG = "东屏区年度报告（2021）\n\n一、学生发展\n\n毕业生300人，升学240人，升学率85%，直接就业60人。\n\n×××学校参加了活动。\n"


def proof(data: bytes) -> ProofReport:
    return proofread(read_document(data, name="report.docx"))


def part(data: bytes, path: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(path))


def text_between_marks(root: etree._Element, number: str) -> str:
    inside, words = False, []
    for element in root.iter():
        if element.tag == w("commentRangeStart") and element.get(w("id")) == number:
            inside = True
        elif element.tag == w("commentRangeEnd") and element.get(w("id")) == number:
            break
        elif inside and element.tag == w("t"):
            words.append(element.text or "")
    return "".join(words)


@pytest.fixture(
    scope="module",
    params=[WRONG, write_report(3).replace("增加14人", "增加41人").replace("\t2118", "\t2181")],
    ids=["short", "whole"],
)
def word_file(request: pytest.FixtureRequest) -> bytes:
    return as_word(request.param)


def test_each_error_and_warning_has_a_comment_around_its_words(word_file: bytes) -> None:
    report = proof(word_file)
    serious = [finding for finding in report.findings if not finding.is_folded]
    assert serious
    result = annotated(word_file, report)
    root, comments = part(result, "word/document.xml"), part(result, "word/comments.xml")
    said = {c.get(w("id")): "".join(t.text or "" for t in c.iter(w("t"))) for c in comments}
    for finding in serious:
        (number,) = [key for key, words in said.items() if finding.message in words and not words.startswith("以下")]
        assert text_between_marks(root, str(number)) == finding.first_place.text
    assert {c.get(w("author")) for c in comments} == {AUTHOR}
    assert not any(c.get(w("date")) for c in comments)


def test_nothing_but_comments_is_added(word_file: bytes) -> None:
    result = annotated(word_file, proof(word_file))
    before, after = zipfile.ZipFile(io.BytesIO(word_file)), zipfile.ZipFile(io.BytesIO(result))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(after.namelist()) - set(before.namelist()) == {"word/comments.xml"}
    texts = [[b.text.text for b in read_document(d, name="a.docx").blocks] for d in (word_file, result)]
    cells = [
        [c.text.text for b in read_document(d, name="a.docx").blocks for c in b.cells] for d in (word_file, result)
    ]
    assert texts[0] == texts[1]
    assert cells[0] == cells[1]


def test_the_commented_file_has_the_same_findings_and_opens_elsewhere(word_file: bytes) -> None:
    result = annotated(word_file, proof(word_file))
    assert [f.id for f in proof(result).findings] == [f.id for f in proof(word_file).findings]
    ours, theirs = (docx.Document(io.BytesIO(data)) for data in (word_file, result))
    assert [p.text for p in ours.paragraphs] == [p.text for p in theirs.paragraphs]
    assert len(list(theirs.comments)) == len(part(result, "word/comments.xml"))


def test_comments_of_others_are_kept_and_a_second_run_counts_on() -> None:
    once = annotated(as_word(WRONG), proof(as_word(WRONG)))
    twice = annotated(once, proof(once), date="2021-12-01T09:00:00Z")
    first, second = part(once, "word/comments.xml"), part(twice, "word/comments.xml")
    numbers = [c.get(w("id")) for c in second]
    assert [etree.tostring(c) for c in second[: len(first)]] == [etree.tostring(c) for c in first]
    assert len(numbers) == len(set(numbers)) == 2 * len(first)
    assert {c.get(w("date")) for c in second[len(first) :]} == {"2021-12-01T09:00:00Z"}


def test_hints_and_what_has_no_paragraph_are_one_comment_at_the_top() -> None:
    data = as_word(write_report(3) + "\n“十三四”期间，学校坚持坚持立德树人。\n")
    report = proof(data)
    hints = [finding for finding in report.findings if finding.severity == "info"]
    assert hints
    comments = part(annotated(data, report), "word/comments.xml")
    folded = ["".join(t.text or "" for t in c.iter(w("t"))) for c in comments]
    (top,) = [words for words in folded if words.startswith("以下各条")]
    assert all(finding.message in top for finding in hints)


def test_hints_get_comments_of_their_own_where_everything_is_asked_for() -> None:
    data = as_word(write_report(3) + "\n“十三四”期间，学校坚持坚持立德树人。\n")
    report = proof(data)
    comments = part(annotated(data, report, everything=True), "word/comments.xml")
    each = ["".join(t.text or "" for t in c.iter(w("t"))) for c in comments]
    hints = [finding for finding in report.findings if finding.severity == "info" and finding.first_place.paragraph]
    assert hints
    assert all(any(words.startswith(f"【提示】{finding.message}") for words in each) for finding in hints)


def with_body(body: str, **parts: str) -> bytes:
    """A Word file with so many paragraphs as XML, and further parts by their names (footnotes)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package, zipfile.ZipFile(io.BytesIO(as_word("题\n"))) as model:
        for name in model.namelist():
            content = model.read(name)
            if name == "word/document.xml":
                content = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
            package.writestr(name, content)
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def commented(data: bytes) -> etree._Element:
    """The text with its comments; nothing but their marks was added."""
    root = part(annotated(data, proof(data)), "word/document.xml")
    before = part(data, "word/document.xml")
    assert "".join(root.itertext()) == "".join(before.itertext())
    return root


def test_a_finding_in_a_footnote_is_told_at_the_sign_of_the_note() -> None:
    notes = (
        f"<w:footnotes {W}><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>"
        "<w:footnote w:id='2'><w:p><w:r><w:t>教职工250人，其中女教职工300人。</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    body = "<w:p><w:r><w:t>师资稳定</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>。</w:t></w:r></w:p>"
    data = with_body(body, footnotes=notes)
    (finding,) = [f for f in proof(data).findings if not f.is_folded]
    assert where_of(finding.first_place) == "脚注"
    sign = next(commented(data).iter(w("footnoteReference"))).getparent()
    assert sign is not None
    before, after = sign.getprevious(), sign.getnext()
    assert before is not None
    assert before.tag == w("commentRangeStart")
    assert after is not None
    assert after.tag == w("commentRangeEnd")


def test_a_finding_in_a_text_box_is_told_at_the_box_since_word_keeps_no_comments_inside() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>毕业生300人，升学240人，升学率85%。</w:t></w:r></w:p></w:txbxContent>"
    root = commented(with_body(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"))
    marks = list(root.iter(w("commentRangeStart"), w("commentReference")))
    assert marks
    assert not [mark for mark in marks if any(above.tag == w("txbxContent") for above in mark.iterancestors())]


def test_the_sign_of_a_comment_stands_outside_a_control_of_whole_paragraphs() -> None:
    control = "<w:p><w:r><w:t>毕业生300人，升学240人，升学率85%。</w:t></w:r></w:p>"
    for around in ("{}<w:p><w:pPr/><w:r><w:t>后</w:t></w:r></w:p>", "<w:p><w:r><w:t>前</w:t></w:r></w:p>{}"):
        root = commented(with_body(around.format(f"<w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt>")))
        (sign,) = root.iter(w("commentReference"))
        assert not any(above.tag == w("sdt") for above in sign.iterancestors())
        (start,) = root.iter(w("commentRangeStart"))
        assert any(above.tag == w("sdt") for above in start.iterancestors())


def test_a_comment_within_tracked_changes_leaves_them_in_place() -> None:
    body = (
        "<w:p><w:r><w:t>毕业生300人，</w:t></w:r><w:del w:id='7' w:author='a'><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins w:id='8' w:author='a'><w:r><w:rPr><w:b/></w:rPr><w:t>升学240人，升学率</w:t></w:r></w:ins>"
        "<w:r><w:t>8</w:t></w:r><w:r><w:t>5%。</w:t></w:r></w:p>"
    )
    data = with_body(body)
    report = proof(data)
    (finding,) = [f for f in report.findings if f.kind == "share"]
    root = part(annotated(data, report), "word/document.xml")
    assert len(root.findall(f".//{w('ins')}")) == len(root.findall(f".//{w('del')}")) == 1
    shown = "".join(t.text or "" for t in root.iter(w("t")))
    assert shown == "毕业生300人，升学240人，升学率85%。"
    numbers = [mark.get(w("id")) for mark in root.iter(w("commentRangeStart"))]
    assert finding.first_place.text in {text_between_marks(root, str(number)) for number in numbers}


def test_a_file_without_findings_comes_back_as_it_was() -> None:
    data = as_word("题目\n\n学校坚持立德树人。\n")
    assert annotated(data, proof(data)) == data


def test_a_file_that_is_no_word_document_is_refused_in_both_languages() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(Problem) as trouble:
        annotated(stream.getvalue(), proof(as_word(WRONG)))
    assert re.search("批注", trouble.value.message)
    assert "comments" in trouble.value.message_en
