from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from nianbao.workbooks.archive import archive_bytes, pack

_NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)


@given(st.dictionaries(_NAMES, st.binary(max_size=2_000), max_size=6))
def test_any_archive_opens_and_holds_its_parts(parts: dict[str, bytes]):
    content = archive_bytes(pack(name, part) for name, part in parts.items())

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == parts


def test_parts_keep_their_order_and_carry_no_clock():
    content = archive_bytes([pack("b", b"1"), pack("a", b"2")])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["b", "a"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
