from __future__ import annotations

import pytest

from nianbao.documents.document import DocumentError
from nianbao.documents.encoding import decode, is_binary, lines_of

WORDS = "示例区职业教育质量年度报告（2023年度），共有学生958人。\n"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_usual_encoding_of_chinese_is_known(name) -> None:
    assert decode((WORDS * 5).encode(name))[0] == WORDS * 5


def test_a_text_cut_off_in_a_character_loses_only_that() -> None:
    data = (WORDS * 3).encode()
    assert decode(data[:-2])[0].startswith(WORDS * 2)


def test_noise_is_refused() -> None:
    with pytest.raises(DocumentError, match="不是可读的文本"):
        decode(bytes(range(128, 256)) * 40)


def test_a_stray_nul_makes_no_binary_file() -> None:
    assert not is_binary("共有\x00学生12人，教师30人。".encode())
    assert is_binary(b"\x00\x01\x02\x03" * 100)


def test_lines_are_split_at_the_line_feed_alone() -> None:
    assert lines_of("a\r\nb\x0bc\u2028d\n") == ["a", "b\x0bc\u2028d", ""]
    assert lines_of("a\rb") == ["a", "b"]
