"""Which row and which columns of a table a sentence speaks of."""

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.column_names import columns_of, core_of, named_rows

_TEXT = "表2 各专业招生情况\n\n专业\t计划招生数\t实际招生数\n护理专业\t300\t280\n机电专业\t200\t190\n合计\t500\t470\n"


def _manuscript() -> Manuscript:
    return Manuscript.of(read_document(_TEXT.encode(), name="report.txt"))


def test_a_row_answers_to_its_name_with_and_without_its_tail() -> None:
    assert sorted(named_rows(_manuscript())) == ["护理", "护理专业", "机电", "机电专业"]


def test_every_head_with_the_core_of_what_is_said_may_be_meant() -> None:
    sheet = _manuscript().sheets[0]

    assert list(columns_of(sheet, "招生人数")) == [1, 2]
    assert list(columns_of(sheet, "实际招生")) == [2]
    assert list(columns_of(sheet, "就业率")) == []


def test_a_head_of_nothing_but_a_tail_has_no_core() -> None:
    assert core_of("人数（人）") == ""
