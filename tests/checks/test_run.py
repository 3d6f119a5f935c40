from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.checks.outcome import Grade, Verdict
from nianbao.checks.plan import plan_of
from nianbao.checks.run import check_changed, check_record, figures_of, judge_record
from nianbao.checks.waiver import Waiver
from nianbao.facts.cell import BLANK, read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.framework.loader import load_catalogue

EDITION = "dy2023/school"
SCHOOL = Organisation("110116001", "示例学校", "school", "110116")


def record_of(organisation: Organisation = SCHOOL, edition: str = EDITION, **given: str) -> Record:
    facts = {
        name: Fact(name, organisation.code, Period.data_year(2023),
                   read_cell(text, load_catalogue().unit_of(name, edition)))
        for name, text in given.items()
    }  # fmt: skip
    return Record(organisation, edition, facts)


def codes(record: Record, verdict: Verdict = Verdict.FAIL) -> set[str]:
    return {finding.check for finding in check_record(record, load_catalogue()) if finding.verdict is verdict}


def test_failures_come_first_and_the_gravest_of_them() -> None:
    findings = check_record(record_of(graduates="118", graduates_placed="120", satisfaction_employers="100",
                                      satisfaction_employers_respondents="1"), load_catalogue())  # fmt: skip
    ranks = [(finding.verdict is not Verdict.FAIL, finding.severity) for finding in findings]

    assert ranks[0] == (False, "error")
    assert ranks == sorted(ranks, key=lambda rank: (rank[0], ["error", "warning", "info"].index(rank[1])))


def test_the_same_record_gives_the_same_findings_every_time() -> None:
    record = record_of(graduates="118", graduates_placed="120")

    assert check_record(record, load_catalogue()) == check_record(record, load_catalogue())


def test_passes_are_there_for_whoever_asks() -> None:
    record = record_of(graduates="120", graduates_placed="118")
    [finding] = check_record(record, load_catalogue(), codes=["AR003"], with_passes=True)[-1:]

    assert finding.verdict is Verdict.PASS
    assert finding.message == "符合：118 ≤ 120。"


def test_shortcuts_change_no_verdict() -> None:
    record = record_of(
        graduates="120", graduates_placed="118", graduates_further_study="80", graduates_first_employed="38",
        graduates_employed_in_sectors="38", graduates_employed_primary_sector="无",
        graduates_employed_secondary_sector="8", graduates_employed_tertiary_sector="30",
        students_per_teacher="1.18", full_time_equivalent_students="172", teachers_weighted="146",
        teachers_dual_qualified_share="29.6", full_time_teachers="141", teachers_dual_qualified="42", staff="224",
    )  # fmt: skip
    exact = {
        (judged.check.spec.code, tuple(member.key for member in judged.reading.members()))
        for judged in judge_record(record, load_catalogue())
        if judged.outcome.verdict is Verdict.FAIL
    }
    quick = {
        (finding.check, tuple(spot.key for spot in finding.spots))
        for finding in check_record(record, load_catalogue())
        if finding.verdict is Verdict.FAIL
    }

    assert quick == exact


TYPED = [
    "0",
    "1",
    "2",
    "7",
    "12",
    "100",
    "33.3",
    "0.0",
    "50.00",
    "无",
    "不适用",
    "缺报",
    "网上",
    "约50",
    "-1",
    "3人",
    "1.5万",
]
ASKED = [wanted.indicator for wanted in plan_of(load_catalogue(), "dy2024/school").figures]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([0.0, 0.3, 0.9]))
def test_shortcuts_change_no_verdict_whatever_was_typed(seed: int, plainness: float) -> None:
    random = Random(seed)

    def figures() -> dict[str, str]:
        texts = (str(random.randint(0, 40)) if random.random() < plainness else random.choice(TYPED) for _ in ASKED)
        return {name: text for name, text in zip(ASKED, texts, strict=True) if random.random() < 0.9}

    record = record_of(edition="dy2024/school", **figures())
    record = replace(record, previous=record_of(**{k: v for k, v in figures().items() if k in PREVIOUSLY_ASKED}),
                     lists={"major_group_list": ({"name": "汽车"}, {"name": " "}), "major_list": ()})  # fmt: skip
    wanted = (Verdict.FAIL, Verdict.UNKNOWN)
    exact = [
        (judged.check.spec.code, str(judged.outcome.verdict), tuple(member.key for member in judged.reading.members()))
        for judged in judge_record(record, load_catalogue())
        if judged.outcome.verdict in wanted
    ]
    quick = [
        (finding.check, str(finding.verdict), tuple(spot.key for spot in finding.spots))
        for finding in check_record(record, load_catalogue())
    ]

    assert {one for one in exact if one[1] == "fail"} == {one for one in quick if one[1] == "fail"}
    assert {one for one in quick if one[1] == "unknown"} <= {one for one in exact if one[1] == "unknown"}


PREVIOUSLY_ASKED = {wanted.indicator for wanted in plan_of(load_catalogue(), EDITION).figures}


def test_a_school_without_graduates_owes_nothing_about_them() -> None:
    without = replace(SCHOOL, has_graduates=False)

    assert "CP001" in codes(record_of())
    assert "CP001" not in codes(record_of(without))
    assert "CP002" in codes(record_of(without, graduates="35"))
    assert "AR003" not in codes(record_of(without), Verdict.UNKNOWN)  # 不适用, not unknown


def test_one_empty_cell_is_reported_once() -> None:
    findings = check_record(record_of(graduates="120"), load_catalogue(), codes=["AR001", "AR009", "CP003"])

    assert [finding.check for finding in findings] == ["CP003"]


def test_a_comparison_with_the_edition_before_needs_one() -> None:
    record = record_of(full_time_students="90")
    before = record_of(full_time_students="900")

    assert "TM001" not in codes(record) | codes(record, Verdict.UNKNOWN)
    assert "TM001" in codes(replace(record, previous=before))


def test_a_figure_that_was_redefined_is_not_compared_over_time() -> None:
    catalogue = load_catalogue()
    indicator = catalogue.indicators["full_time_students"]
    first = replace(indicator.meanings[-1], since="dy2023", until="dy2023")
    second = replace(indicator.meanings[-1], since="dy2024", until=None, definition="另一口径")
    changed = replace(indicator, meanings=(first, second))
    new = replace(catalogue, indicators={**catalogue.indicators, "full_time_students": changed})
    record = replace(
        record_of(edition="dy2024/school", full_time_students="90"), previous=record_of(full_time_students="900")
    )
    found = [one for one in check_record(record, new, codes=["TM001"]) if "full_time_students" in one.values]

    assert [(finding.verdict, finding.reason.code) for finding in found if finding.reason] == [
        (Verdict.UNKNOWN, "redefined")
    ]


def test_a_list_that_was_not_filled_in_is_waited_for() -> None:
    record = record_of(major_groups="3")
    empty = replace(record, lists={"major_group_list": ()})

    assert "AR033" in codes(record, Verdict.UNKNOWN)
    assert "AR033" in codes(empty)


def test_only_what_a_change_touches_is_run_again() -> None:
    record = record_of(graduates="118", graduates_placed="120", patents_granted="3", intellectual_property_items="2")
    touched, findings = check_changed(record, {"patents_granted"}, load_catalogue())

    assert "AR023" in touched
    assert "AR003" not in touched
    assert {finding.check for finding in findings if finding.verdict is Verdict.FAIL} == {"AR023", "CP003"}
    assert check_changed(record, set(), load_catalogue()) == (frozenset(), ())


def test_a_waiver_stops_the_blocking_and_lapses_with_the_figures() -> None:
    record = record_of(graduates="118", graduates_placed="120")
    failing = next(
        one for one in check_record(record, load_catalogue(), codes=["AR003"]) if one.verdict is Verdict.FAIL
    )
    waiver = Waiver(failing.id, "AR003", "两名往届生补录", "王老师", "2023-12-01", failing.values)

    [same] = [one for one in check_record(record, load_catalogue(), waivers=[waiver]) if one.id == failing.id]
    changed = record_of(graduates="118", graduates_placed="121")
    [later] = [one for one in check_record(changed, load_catalogue(), waivers=[waiver]) if one.id == failing.id]

    assert failing.blocks
    assert same.is_waived
    assert not same.blocks
    assert later.has_stale_waiver
    assert later.blocks


def test_plain_figures_leave_out_what_is_not_plain() -> None:
    record = record_of(graduates="约120", graduates_placed="无", staff="224", graduates_self_employed_share="无")
    record = replace(record, facts={**record.facts, "full_time_teachers": Fact(
        "full_time_teachers", SCHOOL.code, Period.data_year(2023), BLANK)})  # fmt: skip
    figures = figures_of(record, plan_of(load_catalogue(), EDITION))

    assert figures.get("staff") == 224
    assert figures.get("graduates_placed") == 0  # 无 counts as nothing
    assert "graduates" not in figures  # hedged
    assert "graduates_self_employed_share" not in figures  # 无 is no share
    assert figures.none == {"graduates_placed", "graduates_self_employed_share"}
    assert figures.is_answered("graduates_self_employed_share")
    assert not figures.is_answered("full_time_teachers")


@pytest.mark.parametrize("language", ["message", "message_en"])
def test_messages_end_like_sentences(language: str) -> None:
    for finding in check_record(record_of(graduates="118", graduates_placed="120"), load_catalogue()):
        assert getattr(finding, language).endswith(("。", "."))


def test_grades_are_kept_with_the_finding() -> None:
    record = record_of(teachers_dual_qualified_share="29.8", teachers_dual_qualified="42", full_time_teachers="141")
    found = check_record(record, load_catalogue(), codes=["XT017"], with_passes=True)

    assert Grade.NEAREST in {finding.grade for finding in found}
