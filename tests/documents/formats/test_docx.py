from __future__ import annotations

from spoiled_files import good_docx, word

from nianbao.documents.document import BlockKind
from nianbao.documents.formats import docx


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_place_is_paragraph_and_run() -> None:
    data = word(f"<w:p>{run('前文。')}</w:p><w:p>{run('共有')}{run('958')}{run('人。')}</w:p>")
    place = docx.read(data, "a.docx").blocks[1].text.place(2, 5)
    assert (place.paragraph, place.run, place.column, place.text) == (2, 2, 1, "958")


def test_the_strict_variant_reads_the_same() -> None:
    body = f"<w:p>{run('共有958人。')}</w:p>"
    strict = word(body)
    usual = docx.read(strict, "a.docx").blocks
    from spoiled_files import replaced

    content = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        + body
        + "</w:body></w:document>"
    )
    assert docx.read(replaced(strict, "word/document.xml", content.encode()), "a.docx").blocks == usual


def test_headers_and_footers_are_named_and_not_read() -> None:
    document = docx.read(good_docx(), "a.docx")
    assert any("页眉页脚" in note.message for note in document.notes)
    assert sum("示例区职业教育质量年度报告" in block.text.text for block in document.blocks) == 0


def test_footnotes_stand_behind_their_paragraph_as_notes() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="2"><w:p>{run("不含民办学校12人")}</w:p></w:footnote></w:footnotes>'
    )
    body = (
        f'<w:p>{run("共有958人")}<w:r><w:footnoteReference w:id="2"/></w:r>{run("。")}</w:p><w:p>{run("后文。")}</w:p>'
    )
    blocks = docx.read(word(body, footnotes=notes), "a.docx").blocks
    assert [(block.kind, block.text.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, "共有958人。"),
        (BlockKind.NOTE, "不含民办学校12人"),
        (BlockKind.PARAGRAPH, "后文。"),
    ]
    assert blocks[1].text.spans[0].place.section == "footnotes"
