"""What is probably a misreading is told as a hint, and what bears the traces of a slip stays an error."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianbao.checks.localisation import Knot
from nianbao.documents.reading import read_document
from nianbao.extraction.claims import at_most, derived, growth_of, ratio_of, relation, same, share_of, sum_of
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand, Reading
from nianbao.proofreading.doubts import is_far_off, without_misread_tables
from nianbao.proofreading.finding import MarkedPlace, ReportFinding
from nianbao.proofreading.judging import Judged, judge_claim
from nianbao.proofreading.listing import as_listing
from nianbao.proofreading.proofread import proofread
from nianbao.proofreading.roots import roots_of


def number(name: str, value: str, table: int | None = None) -> Operand:
    return derived(name, name, Decimal(value), Place(line=1, table=table, text=value))


def far_off(*readings: Reading) -> list[bool]:
    judged = [judge_claim(relation(f"f{n}", [reading], cue="、")) for n, reading in enumerate(readings)]
    roots = roots_of([j for j in judged if j is not None], lambda key: ())
    return [is_far_off(root.members, root.knot) for root in roots.found]


def total(printed: str, *parts: str) -> Reading:
    return sum_of(number("t", printed), [number(f"p{n}", part) for n, part in enumerate(parts)])


def test_a_total_that_has_nothing_to_do_with_its_parts_is_doubted() -> None:
    assert far_off(total("117", "660", "637", "550")) == [True]


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("1874", ("660", "637", "550")),  # two digits exchanged
        ("184.7", ("660", "637", "550")),  # the point moved
        ("847", ("660", "637", "550")),  # a digit left out
        ("1520", ("660", "637", "550")),  # an older figure, perhaps
        ("660", ("660", "637", "550")),  # the neighbour copied
    ],
)
def test_a_total_that_a_slip_explains_or_that_is_near_is_not_doubted(printed: str, parts: tuple[str, ...]) -> None:
    assert far_off(total(printed, *parts)) == [False]


def test_claims_that_fail_together_are_not_doubted() -> None:
    suspect = number("t", "117")
    parts = [number(f"p{n}", value) for n, value in enumerate(("660", "637", "550"))]
    again = [number(f"q{n}", value) for n, value in enumerate(("900", "947"))]

    assert far_off(sum_of(suspect, parts), sum_of(suspect, again)) == [False]


def test_a_part_greater_than_its_whole_is_doubted_in_a_sentence_and_not_in_a_table() -> None:
    assert far_off(at_most([number("p", "660")], [number("w", "117")])) == [True]
    assert far_off(at_most([number("p", "660", table=0)], [number("w", "117", table=0)])) == [False]
    assert far_off(at_most([number("p", "128")], [number("w", "117")])) == [False]


def test_two_figures_for_one_fact_are_doubted_when_one_is_more_than_twice_the_other() -> None:
    assert far_off(same(number("a", "1098"), number("b", "380"))) == [True]
    assert far_off(same(number("a", "268"), number("b", "286"))) == [False]
    assert far_off(same(number("a", "81269"), number("b", "8126.9"))) == [False]


def test_a_ratio_turned_upside_down_or_with_another_sign_is_not_taken_for_a_misreading() -> None:
    assert far_off(ratio_of(number("r", "-14.2"), [number("n", "142")], [number("d", "10")])) == [False]


def test_a_rate_of_change_is_not_doubted() -> None:
    share = derived("r", "增长", Decimal("0.5872"), Place(line=1))

    assert far_off(share_of(share, [number("p", "1528")], [number("w", "4130")])) == [False]
    assert far_off(growth_of(share, number("n", "5658"), number("o", "4130"))) == [False]


def test_nothing_is_doubted_where_a_value_is_missing() -> None:
    judged = judge_claim(relation("f", [total("5", "0", "0")], cue="、"))
    assert isinstance(judged, Judged)
    assert is_far_off([judged], Knot((0,), ())) is True  # 5 of nothing
    assert is_far_off([judged, judged], Knot((0, 1), ())) is False


def finding(
    name: str, table: int | None, *, check: str = "c", kind: str = "sum", consequences: int = 0
) -> ReportFinding:
    place = Place(line=int(name[1:]), column=1, table=table, text=name)
    return ReportFinding(
        id=name, group="contradiction", check=check, kind=kind, severity="error", message=name, message_en=name,
        places=(MarkedPlace(place, "suspect"),), consequences=("x",) * consequences,
    )  # fmt: skip


def test_a_table_in_which_one_kind_of_claim_fails_again_and_again_becomes_one_hint() -> None:
    stand, hints = without_misread_tables([finding(f"f{n}", 3) for n in range(4)] + [finding("f9", 4)])

    assert [f.id for f in stand] == ["f9"]
    assert [(f.id, f.severity) for f in hints] == [("f0", "info")]
    assert "3 处" in hints[0].message
    assert "3 more times" in hints[0].message_en


@pytest.mark.parametrize(
    "findings",
    [
        [finding(f"f{n}", 3) for n in range(2)],  # a table can hold two wrong figures
        [finding(f"f{n}", n) for n in range(4)],
        [finding(f"f{n}", None) for n in range(4)],
        [finding("f1", 3), finding("f2", 3, kind="share"), finding("f3", 3, check="d")],
        [finding("f1", 3), finding("f2", 3), finding("f3", 3, consequences=1)],
    ],
)
def test_other_findings_stand(findings: list[ReportFinding]) -> None:
    assert without_misread_tables(findings) == (findings, [])


def told(text: str) -> dict[str, str]:
    found = proofread(read_document(text.encode(), name="r.txt")).findings
    return {f.severity: f.message for f in found if f.group == "contradiction"}


def test_in_a_report_the_far_claim_is_a_hint_that_says_why() -> None:
    far = told("全校学生1860人，一年级204人、二年级251人、三年级118人。")
    near = told("全校学生673人，一年级204人、二年级251人、三年级118人。")

    assert "相差太远" in far.get("info", "")
    assert "error" not in far
    assert "没有旁证" in near.get("info", "")


def test_a_finding_that_shares_its_id_with_one_of_a_misread_table_stands() -> None:
    same = finding("f0", 4)
    stand, hints = without_misread_tables([*(finding(f"f{n}", 3) for n in range(3)), same])

    assert stand == [same]
    assert len(hints) == 1


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        # One sentence, and nothing that explains it.
        ("在校生350人，其中住宿生420人。", "info"),
        ("全校开设语文、数学、英语四门课程。", "info"),
        # A quotient whose last digit is one off: what it was made from was known more closely.
        ("培训收入615.47万元，比上年增加63.21万元，增长11.5%。", "info"),
        ("培训收入615.47万元，比上年增加63.21万元，增长14.1%。", "error"),
        # Exchanged digits.
        ("在校生350人，其中男生180人，女生107人。", "warning"),
        # Two relations point to the same number.
        (
            "毕业生320人，升学210人，就业90人，其余20人。毕业生中升学占63.44%。\n\n去向\n\n去向\t人数\n升学\t203\n就业\t90\n其余\t20\n合计\t320\n",
            "error",
        ),
        # A table says it by its build.
        ("学生\n\n专业\t人数\n护理\t120\n会计\t80\n机电\t75\n合计\t352\n", "error"),
        # Words beside their two figures.
        ("培训人次由420人次减少到560人次。", "error"),
        # Wrong whatever the sentence means.
        ("2025年计划投入××万元更新设备。", "warning"),
    ],
)
def test_an_alarm_needs_a_second_sign(text: str, severity: str) -> None:
    found = proofread(read_document(text.encode(), name="r.txt")).findings
    worst = min((f for f in found if not f.is_folded), key=lambda f: ("error", "warning", "info").index(f.severity))
    assert worst.severity == severity, [(f.severity, f.check, f.message) for f in found]
    assert worst.is_doubted == (severity == "info")


def test_what_is_told_in_doubt_is_listed_and_commented_and_says_why() -> None:
    report = proofread(read_document("在校生350人，其中住宿生420人。".encode(), name="r.txt"))
    listing = as_listing(report)
    assert "没有旁证" in listing
    assert "没有发现" not in listing
    assert report.findings[0].as_json()["doubted"] is True
    assert not report.has_errors
