"""The year of a report, where its title, tables, classes and sentences agree."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.dates.agreed_year import agreed_year
from nianbao.extraction.manuscript import Manuscript

BODY = "2022年招生多，2022年培训多。2022届毕业生稳定，2022届升学较多。\n\n"


def _read(text: str) -> Manuscript:
    return Manuscript.of(read_document(text.encode(), name="report.txt"))


def test_title_sentences_and_classes_agree() -> None:
    assert agreed_year(_read(f"某校质量年度报告（2022年度）\n\n{BODY}")) == 2022


def test_a_title_a_year_behind_or_before_its_data_is_no_measure() -> None:
    assert agreed_year(_read(f"某校质量年度报告（2023年度）\n\n{BODY}")) is None
    assert agreed_year(_read(f"某校质量年度报告（2021年度）\n\n{BODY}")) is None


def test_a_text_without_a_title_has_none() -> None:
    assert agreed_year(_read(BODY)) is None
