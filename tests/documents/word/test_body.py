from __future__ import annotations

import pytest
from spoiled_files import word

from nianbao.documents.document import BlockKind
from nianbao.documents.formats import docx

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def t(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str) -> list[str]:
    return [block.text.text for block in docx.read(word(body), "a.docx").blocks if block.kind is not BlockKind.FIGURE]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            t("共") + f"<w:ins>{t('12')}</w:ins>" + "<w:del><w:r><w:delText>13</w:delText></w:r></w:del>" + t("人"),
            "共12人",
        ),
        (t("共") + f"<w:moveFrom>{t('9')}</w:moveFrom><w:moveTo>{t('12')}</w:moveTo>" + t("人"), "共12人"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{t('共12人')}</w:sdtContent></w:sdt>", "共12人"),
        (f"<w:smartTag>{t('共')}</w:smartTag><w:hyperlink>{t('12人')}</w:hyperlink>", "共12人"),
        (t("共12") + t("草稿", "<w:rPr><w:vanish/></w:rPr>") + t("人"), "共12人"),
        (t("共") + "<w:r><w:t>1</w:t><w:softHyphen/><w:t>2</w:t></w:r>" + t("人"), "共12人"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(77)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + t("12")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + t("人"),
            "12人",
        ),
    ],
)
def test_what_a_reader_sees_is_read(inner, text) -> None:
    assert read(f"<w:p>{inner}</w:p>") == [text]


def test_one_branch_of_two_is_read() -> None:
    box = f"<w:txbxContent><w:p>{t('框内12人。')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{t('正文。')}<w:r><mc:AlternateContent {MC}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(body) == ["正文。", "框内12人。"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    assert read(f"<w:p>{gone}{t('共有')}</w:p><w:p>{t('12人。')}</w:p>") == ["共有12人。"]


def test_deleted_runs_are_counted_and_not_read() -> None:
    body = f"<w:p><w:del><w:r><w:delText>9</w:delText></w:r></w:del>{t('共12人')}</w:p>"
    place = docx.read(word(body), "a.docx").blocks[0].text.place(1, 3)
    assert (place.run, place.column) == (2, 2)


def test_a_field_of_contents_is_no_text() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t("1 人才培养 3")}</w:p><w:p>{t("2 服务贡献 9")}</w:p>'
        f'<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p>{t("1 人才培养")}</w:p>'
    )
    assert read(body) == ["1 人才培养"]


def row(text: str) -> str:
    runs = [f"<w:t>{cell}</w:t>" if cell else "" for cell in text.split("|")]
    return f"<w:p><w:r>{'<w:tab/>'.join(runs)}</w:r></w:p>"


def test_blank_cells_at_the_edges_of_a_row_parted_by_tabs_are_kept() -> None:
    rows = ["结构|学生||", "|小计|京籍|非京籍", "招生|147|135|12", "毕业|20||", "合计|||"]
    (table,) = docx.read(word("".join(map(row, rows))), "a.docx").of_kind(BlockKind.TABLE)
    cells = {(cell.row, cell.column): cell.text.text for cell in table.cells}
    assert [cells[1, column] for column in range(4)] == ["", "小计", "京籍", "非京籍"]
    assert [cells[2, column] for column in range(4)] == ["招生", "147", "135", "12"]
    assert cells[4, 0] == "合计"


def test_a_tab_that_sets_a_paragraph_in_is_no_part_of_its_words() -> None:
    assert read(row("|学校深化产教融合，成效明显。")) == ["学校深化产教融合，成效明显。"]
    assert read(row("||附件|")) == ["附件"]
