"""One thing at two times, told as a pair."""

from __future__ import annotations

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.told.told_pairs import told_pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("课证融通课程由38门增加到41门。", [("38门", None, "41门", None)]),
        ("实习基地由上年的42家增加到46家。", [("42家", -1, "46家", None)]),
        ("在校生由2023年的905人降到2024年的880人。", [("905人", 2023, "880人", 2024)]),
        ("合计36人日，上年为24人日。", [("24人日", -1, "36人日", None)]),
        ("获奖总数20项（上年16项）。", [("16项", -1, "20项", None)]),
        ("首届2016年28人，2017年30人。", [("28人", 2016, "30人", 2017)]),
        ("成员单位由成立时的14家发展到26家。", []),
        ("在校生由47人减到44人、再减到41人。", []),
        ("培训950人次，比上年增加60人次。", []),
    ],
)
def test_pairs_are_read_with_their_times(text: str, pairs: list[tuple[str, int | None, str, int | None]]) -> None:
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    found = [(p.old.raw.strip(), p.before, p.new.raw.strip(), p.after) for p in told_pairs(manuscript)]
    assert found == pairs
