from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record


def test_what_was_never_entered_is_blank_and_has_no_place() -> None:
    school = Organisation("110000001", "示例学校", "school")
    fact = Fact("graduates", school.code, Period.data_year(2023), read_cell("12"))
    record = Record(school, "dy2023/school", {"graduates": fact})

    assert str(record.cell("graduates")) == "12"
    assert record.cell("majors").state is CellState.BLANK
    assert record.place("majors") is None
