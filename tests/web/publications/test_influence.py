"""What matters most to the district stands first."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from nianbao.web.organisations.permissions import Standing
from nianbao.web.publications.influence import influence_of, operands_of, ranked, totals_of
from nianbao.web.submissions.actions import Typed, save_cells
from nianbao.web.submissions.content import boxes_of, plan_of_submission, read_content
from nianbao.web.submissions.findings import findings_of, shown
from nianbao.web.submissions.models import Entry, Submission

Whose = Callable[..., Submission]


def test_findings_are_ranked_by_their_weight_within_errors_and_warnings(submission: Whose) -> None:
    content = read_content(submission("9901020002"))
    made = ranked(content, shown(findings_of(content)))
    assert made
    order = [one.finding.severity for one in made]
    assert order == sorted(order, key=["error", "warning", "info"].index)
    errors = [one.influence.percent or Decimal(-1) for one in made if one.finding.severity == "error"]
    assert errors == sorted(errors, reverse=True)
    assert any(one.influence.is_a_move for one in made)


def test_a_repair_says_what_the_district_s_figure_becomes(
    submission: Whose, standing: Callable[[str], Standing]
) -> None:
    found = submission("9901020002")
    content = read_content(found)
    one = next(one for one in ranked(content, findings_of(content)) if one.influence.is_a_move)
    boxes = boxes_of(plan_of_submission(found))
    changes = one.finding.repairs[0].changes
    before = totals_of(content, [change.key for change in changes], boxes)
    save_cells(found, cells=[Typed(change.key, change.suggested) for change in changes], standing=standing("邱明溪"))
    after = totals_of(read_content(submission("9901020002")), [change.key for change in changes], boxes)
    moved = [key for key in before if before[key] != after[key]]
    assert moved
    if one.influence.label in {boxes[key].label for key in moved}:
        key = next(key for key in moved if boxes[key].label == one.influence.label)
        assert one.influence.percent == (100 * abs(after[key] - before[key]) / before[key]).quantize(Decimal("0.01"))


def test_the_totals_leave_out_schools_that_have_not_handed_in(submission: Whose) -> None:
    content = read_content(submission("9901020002"))
    boxes = boxes_of(plan_of_submission(content.submission))
    raw = Entry.objects.filter(
        indicator="graduates",
        submission__campaign=content.submission.campaign_id,
        submission__organisation__code__in=("9901020001", "9901020002", "9901020003"),
    ).values_list("raw", flat=True)
    assert totals_of(content, ["graduates"], boxes)["graduates"] == sum(Decimal(one) for one in raw if one.isdigit())


def test_a_ratio_of_the_district_names_its_base_items(submission: Whose) -> None:
    boxes = boxes_of(plan_of_submission(submission("9901020002")))
    assert any(operands_of(box) for box in boxes.values())
    assert not operands_of(boxes["graduates"])


def test_without_a_figure_that_adds_up_nothing_is_claimed(submission: Whose) -> None:
    content = read_content(submission("9901020002"))
    one = findings_of(content)[0]
    assert influence_of(one, {}, {}, {}, []).percent is None
