"""When a report was written, as far as it says so itself."""

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.dates.report_moment import latest_month, signature_of
from nianbao.extraction.manuscript import Manuscript


def read(text: str) -> Manuscript:
    return Manuscript.of(read_document(text.encode(), name="report.txt"))


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("某校质量年度报告（2022年度）\n\n学校有教师86人。", (2023, 4)),
        ("某校质量年度报告（2022年度）\n\n2022—2023学年有教师86人。", (2024, 4)),
        ("某校质量年度报告（2022年度）\n\n某校\n2023年1月\n\n学校有教师86人。", (2023, 1)),
        ("某校质量年度报告（2022年度）\n\n学校有教师86人。\n\n二〇二二年十二月二十日", (2022, 12)),
        ("学校有教师86人。", None),
    ],
)
def test_the_last_month_that_can_be_told_as_past(text: str, latest: tuple[int, int] | None) -> None:
    assert latest_month(read(text)) == latest


def test_a_sentence_with_a_date_is_no_signature() -> None:
    assert signature_of(read("质量年度报告（2022）\n\n统计时间：2022年9月\n\n截至2022年9月，有教师86人。")) is None


def test_who_signs_may_stand_before_the_date() -> None:
    signed = signature_of(read("质量年度报告（2022）\n\n（某市教育局　2023年1月）\n\n有教师86人。"))
    assert signed is not None
    assert signed.month == (2023, 1)
