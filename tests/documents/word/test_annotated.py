from __future__ import annotations

import io
import zipfile

import pytest

from nianbao.documents.word.annotated import Mark, Unit, read_annotated
from nianbao.facts.problem import Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str, **parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return made.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(name: str, inside: str, *, tag: bool = True) -> str:
    value = f'<w:alias w:val="{name}"/>' + (f'<w:tag w:val="{name}"/>' if tag else "")
    return f"<w:sdt><w:sdtPr>{value}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def one(body: str, **parts: str) -> Unit:
    (unit,) = read_annotated(document(body, **parts), "a.docx").units
    return unit


def test_controls_and_fields_are_named_stretches() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref_t1 \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("表1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    unit = one(
        f"<w:p>{control('block:p1', run('共') + control('figure:a|值', run('12人')) + run('，见') + field)}</w:p>"
    )
    assert unit.text == "共12人，见表1"
    assert "block:p1" in unit.names
    assert Mark("figure:a|值", 1, 4) in unit.marks
    assert Mark("bookmark:_Ref_t1", 6, 8) in unit.marks


def test_the_alias_is_enough_where_the_tag_is_gone() -> None:
    assert one(f"<w:p>{control('block:p1', run('甲'), tag=False)}</w:p>").names == ("block:p1",)


def test_words_that_libreoffice_wrote_three_times_are_read_once() -> None:
    again = "<w:r><w:t>前言</w:t><w:t>前言</w:t></w:r>"
    body = "".join(control("block:h1", text, tag=False) for text in (run("前言"), again, run("前言")))
    assert one(f"<w:p>{body}{run('，其后')}</w:p>").text == "前言，其后"


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    deleted = '<w:pPr><w:rPr><w:del w:id="1" w:author="甲" w:date="d"/></w:rPr></w:pPr>'
    assert one(f"<w:p>{deleted}{run('前半')}</w:p><w:p>{run('后半')}</w:p>").text == "前半后半"


def test_tracked_changes_and_comments_have_their_author_and_words() -> None:
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("原文")}<w:commentRangeEnd w:id="0"/>'
        f'<w:ins w:id="1" w:author="甲" w:date="d1">{run("新")}</w:ins>'
        '<w:del w:id="2" w:author="乙" w:date="d2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    )
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="丙"><w:p>{run("再改")}</w:p></w:comment></w:comments>'
    )
    unit = one(body, comments=comments)
    assert unit.text == "原文新"
    assert [(change.kind, change.author, change.text) for change in unit.tracked] == [
        ("inserted", "甲", "新"),
        ("deleted", "乙", "旧"),
    ]
    assert [(comment.author, comment.text, comment.quote) for comment in unit.comments] == [("丙", "再改", "原文")]


def test_a_comment_on_nothing_is_not_lost() -> None:
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="丙"><w:p>{run("孤")}</w:p></w:comment></w:comments>'
    )
    assert [one.text for one in read_annotated(document("<w:p/>", comments=comments), "a.docx").loose_comments] == [
        "孤"
    ]


def test_tables_have_their_rows_and_what_is_tracked_as_deleted_is_no_row() -> None:
    def row(*cells: str, gone: str = "") -> str:
        return f"<w:tr>{gone}" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>"

    gone = '<w:trPr><w:del w:id="1" w:author="甲"/></w:trPr>'
    unit = one(f"<w:tbl>{row('项目', '数')}{row('甲', '1', gone=gone)}{row('乙', '2')}</w:tbl>")
    assert unit.rows == (("项目", "数"), ("乙", "2"))
    assert [change.text for change in unit.tracked] == ["甲｜1"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(Problem):
        read_annotated(b"PK not a package", "a.docx")
    with zipfile.ZipFile(made := io.BytesIO(), "w") as archive:
        archive.writestr("other.xml", "<a/>")
    with pytest.raises(Problem):
        read_annotated(made.getvalue(), "a.docx")
