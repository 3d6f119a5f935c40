import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from nianbao.documents.document import Document
from nianbao.documents.reading import read_document
from nianbao.rendering.renderer import RenderingError, find_renderer, renderers
from nianbao.rendering.view import Front, ReportView
from nianbao.writing.composition import WrittenBlock
from nianbao.writing.data_table import TableText
from nianbao.writing.numbering import Number
from nianbao.writing.printing import Written, WrittenTable


@pytest.mark.parametrize("identifier", sorted(renderers()))
def test_the_same_view_gives_the_same_bytes(identifier: str, annex: ReportView) -> None:
    renderer = find_renderer(identifier)
    assert renderer.render(annex) == renderer.render(annex)


@pytest.mark.parametrize("identifier", sorted(renderers()))
def test_a_renderer_says_what_it_makes(identifier: str) -> None:
    renderer = find_renderer(identifier)
    assert renderer.identifier == renderer.extension == identifier
    assert "/" in renderer.media_type
    assert renderer.label


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(RenderingError, match="docx、html、md、pdf、xlsx") as caught:
        find_renderer("odt")
    assert caught.value.code == "rendering-unknown-format"


LONG = (
    "甲乙省丙丁市戊己区现代农业与生态文化旅游中等职业学校（丙丁市乡村振兴技术技能人才公共实训中心、戊己区社区教育学院）"
)


def table(caption: str, header: tuple[str, ...], *rows: tuple[str, ...]) -> WrittenTable:
    return WrittenTable("t1", Number("表1-", 1), caption, TableText(header, rows))


ODD: dict[str, tuple[Written, ...]] = {
    "an empty chapter": (
        WrittenBlock(("一、空的一章",), 1, "body", "h1"),
        WrittenBlock(("二、又一章",), 1, "body", "h2"),
        WrittenBlock(("（一）空的一节",), 2, "body", "h3"),
    ),
    "nothing but a sentence": (WrittenBlock(("只有一句话。",), 0, "body", "p1"),),
    "a case of a school with a long name": (
        WrittenBlock((f"【案例1-1】很长的案例题目很长的案例题目　（{LONG}）",), 0, "case", "c1"),
        WrittenBlock(("背景：", "从前。"), 0, "told", "c1-background"),
    ),
    "a table longer than a page": (table("很多行", ("序号", "名称"), *((str(n), f"第{n}行") for n in range(200))),),
    "a table wider than a page": (
        table("很多列", ("校名", *(f"第{n}列" for n in range(40))), (LONG, *(f"{n}.5" for n in range(40)))),
    ),
    "a cell longer than a page": (table("长格", ("名称", "说明"), ("甲", "很长的说明。" * 800)),),
}


@pytest.mark.parametrize("kind", sorted(ODD))
@pytest.mark.parametrize("form", ["docx", "html", "md", "pdf", "xlsx"])
def test_an_odd_report_is_printed_whole(kind: str, form: str, annex: ReportView) -> None:
    front = Front("二〇二五年十二月", "数据属实。", "校长")
    view = replace(annex, organisation=LONG, narrative=ODD[kind], front=front)
    data = find_renderer(form).render(view)
    document = read_document(data, name=f"a.{form}")
    text = re.sub(r"\s", "", "".join(document_texts(document)))
    for block in ODD[kind]:
        if isinstance(block, WrittenTable):
            for row in block.table.rows:
                for cell in row:  # a sentence said often stands on several pages
                    said = cell.split("。")[0]
                    assert text.count(said) >= cell.count(said), (row[0], said)
        elif isinstance(block, WrittenBlock) and form != "xlsx":
            assert re.sub(r"\s", "", block.text.split("（")[0]) in text


def document_texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield block.text.text
        yield from (cell.text.text for cell in block.cells)
