from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

from made_up_form import CATALOGUE, OTHER_SCHOOL

from nianbao.facts.unit import Unit, unit_by_id
from nianbao.workbooks.many import read_workbooks
from nianbao.workbooks.reader import read_workbook


def test_many_workbooks_are_read_in_their_order_with_progress(filled: bytes, tmp_path: Path):
    paths = [tmp_path / f"{number:02}.xlsx" for number in range(40)]
    for path in paths:
        path.write_bytes(filled)
    paths[7].write_bytes(b"")
    done: list[tuple[int, int]] = []
    readings = list(read_workbooks(paths, CATALOGUE, jobs=2, progress=lambda at, of: done.append((at, of))))

    assert [each.name for each in readings] == [path.name for path in paths]
    assert done == [(at, 40) for at in range(1, 41)]
    assert [each.code for each in readings[7].messages] == ["file-empty"]
    assert readings[8] == read_workbook(paths[8], CATALOGUE)


def test_each_workbook_may_be_expected_from_another_school(filled: bytes, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled)
    (reading,) = read_workbooks([path], CATALOGUE, expected_organisations={path: OTHER_SCHOOL})

    assert [each.code for each in reading.messages] == ["organisation-different"]


def test_what_comes_from_another_process_is_equal_to_what_was_sent(filled: bytes):
    reading = read_workbook(filled, CATALOGUE)
    returned = pickle.loads(pickle.dumps(reading))

    assert returned == reading
    assert returned.record.cell("graduates").number.unit is unit_by_id("person")
    own = Unit("flock", "群", "sheep", Decimal(3))
    assert pickle.loads(pickle.dumps(own)) == own
