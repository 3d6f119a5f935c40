"""What a share may have been worked out from."""

from family_reading import read

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.shares.share_grounds import attained, grounds_of, runs_of, sums_of

TEXT = "2023年在校生2326人，比上年的2391人减少65人，住校生占37.76%。\n\n表1 在校生\n\n学校\t2022年\t2023年\n东校\t1400\t1345\n西校\t991\t981\n"


def test_a_figure_is_found_by_its_name_and_its_time() -> None:
    found = {(each.value, each.is_old) for each in grounds_of(read(TEXT)).called("在校生")}
    assert (2326.0, False) in found
    assert (1400.0, True) in found
    assert (1345.0, False) in found


def test_columns_are_added_up() -> None:
    grounds = grounds_of(read(TEXT))
    assert grounds.has(2326.0)
    assert grounds.has(2391.0)
    assert not grounds.has(2327.0)
    summed = [each for each in grounds.called("在校生") if each.source is None]
    assert {str(each.operand().cell.number.value) for each in summed if each.operand().cell.number} == {"2391", "2326"}


def test_a_part_makes_a_share_with_some_figure_or_with_none() -> None:
    grounds = grounds_of(read(TEXT))
    assert grounds.makes(1345.0, 0.57820, 0.57830)
    assert not grounds.makes(1345.0, 0.41360, 0.41370)


def test_rows_are_found_by_their_label_and_printed_shares_by_their_digits() -> None:
    grounds = grounds_of(read(TEXT))
    assert {figure.number.raw for figure in grounds.cells_named("东校", "东校")} == {"1400", "1345"}
    assert any(f"{digits}" == "37.76" for digits in grounds.shares)
    assert 2326.0 in set(grounds.runs_of_rows("两校合计"))
    assert not list(grounds.runs_of_rows("东校"))


def test_neighbours_of_one_measure_are_added_up() -> None:
    mentions = read("男生20人，女生30人，图书40册，教师50人。").mentions
    assert sums_of(mentions) == [50.0]
    assert list(runs_of([1.0, 2.0])) == [3.0]
    assert attained(0.3333, 0.3334, 231.0)


def test_a_table_that_is_its_head_alone_has_no_figures() -> None:
    page = "<html><body><p>在校生120人。</p><table><tr><td>学校</td><td>2023年</td></tr></table></body></html>"
    document = read_document(page.encode(), name="a.html")
    assert grounds_of(Manuscript.of(document)).called("学校") == []
