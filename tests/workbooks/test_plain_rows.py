"""Tables of texts from whatever people send."""

from __future__ import annotations

import io

import openpyxl
import pytest

from nianbao.facts.problem import Problem
from nianbao.workbooks.plain_rows import MOST_COLUMNS, read_plain_rows

ROWS = [["序号", "总的来说"], ["1", "比较满意"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_csv_is_read_in_any_of_its_dresses(encoding: str, sign: str) -> None:
    text = "\r\n".join(sign.join(row) for row in ROWS) + "\r\n\r\n"

    assert read_plain_rows(text.encode(encoding), "答卷.csv") == ROWS


def test_the_first_sheet_with_content_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("数据")
    for row in ([1, "满意", 2.5], [2, None, True]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)

    assert read_plain_rows(stream.getvalue(), "答卷.xlsx") == [["1", "满意", "2.5"], ["2", "", "TRUE"]]


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"\xff\xfe\x00\x41", b"PK\x03\x04nonsense"])
def test_what_is_no_table_is_told_kindly(content: bytes) -> None:
    with pytest.raises(Problem) as caught:
        read_plain_rows(content, "照片.jpg")
    assert caught.value.message
    assert caught.value.message_en


def test_too_wide_a_table_is_refused() -> None:
    with pytest.raises(Problem) as caught:
        read_plain_rows(",".join(["a"] * (MOST_COLUMNS + 1)).encode(), "宽.csv")
    assert caught.value.code == "table-too-large"
