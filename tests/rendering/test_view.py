import pytest

from nianbao.rendering.view import Coverage, FindingView, ReportView, TableRow, finding_class


def test_coverage_reads_as_counted_of_expected_schools() -> None:
    assert str(Coverage(12, 14)) == "12/14所"
    assert not Coverage(12, 14).is_complete


@pytest.mark.parametrize(
    ("verdict", "severity", "waiver", "expected"),
    [
        ("fail", "error", "", "错误"),
        ("fail", "warning", "", "警告"),
        ("fail", "error", "已核实", "已说明"),
        ("unknown", "error", "", "无法判定"),
        ("broken", "error", "已核实", "规则失效"),
    ],
)
def test_a_finding_is_counted_under_one_heading(verdict: str, severity: str, waiver: str, expected: str) -> None:
    assert finding_class(FindingView("AR001", "name", severity, verdict, "…", waiver=waiver)) == expected


def test_a_row_without_star_prints_its_bare_label() -> None:
    assert TableRow("1", "毕业生人数", "人", ()).printed_label == "毕业生人数"


def test_a_view_is_frozen(annex: ReportView) -> None:
    with pytest.raises(AttributeError):
        annex.title = "改"  # type: ignore[misc]
