"""A release is prepared, explained, signed, corrected, withdrawn; each twice is harmless."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.models import Event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.actions import (
    answer_finding,
    drop,
    noticed_in,
    prepare_aggregate,
    prepare_submission,
    sign,
    withdraw,
)
from nianbao.web.releases.freezing import frozen_submission
from nianbao.web.releases.models import Release, ReleasedFact, ReleaseList, State
from nianbao.web.releases.published import current, public
from nianbao.web.submissions.models import Submission

BEFORE = "dy2024/school"
Make = Callable[..., Release]
Whose = Callable[..., Submission]


def test_only_what_was_accepted_can_be_released(head: Standing, submission: Whose) -> None:
    with pytest.raises(Problem, match="还没有通过审核"):
        prepare_submission(submission("9901020002"), standing=head)


def test_a_release_holds_each_figure_with_its_definition(head: Standing, submission: Whose) -> None:
    made = prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",))
    fact = ReleasedFact.objects.select_related("definition").get(release=made, definition__indicator="graduates")
    assert fact.state == "value"
    assert fact.number == fact.text
    assert fact.definition.definition
    assert fact.definition.unit == "person"
    assert fact.definition.edition == BEFORE
    assert fact.definition.source
    assert {one.name for one in made.files.all()} == {"report.md", "page", "contents"}


def test_the_same_prepared_twice_is_the_same_release(head: Standing, submission: Whose) -> None:
    first, second = (
        prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",)) for _ in range(2)
    )
    assert first.pk == second.pk
    assert Event.objects.filter(kind="releases.release.prepared").count() == 1


def test_a_district_s_release_says_how_many_schools_stand_behind_it_and_names_none(
    head: Standing, campaign: Campaign
) -> None:
    made = prepare_aggregate(campaign, standing=head, formats=("md", "html"))
    assert (made.counted, made.expected) == (4, 4)
    from nianbao.web.releases.files import read_file

    for file in made.files.all():
        assert "岚溪区职业技术学校" not in read_file(file.digest).decode()


def test_open_findings_keep_a_release_from_being_signed(head: Standing, submission: Whose) -> None:
    made = prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",))
    found = made.findings.first()
    assert found is not None
    assert found.code == "few-people"
    with pytest.raises(Problem, match="没有处理"):
        sign([made], signed_name="郑守正", password="", standing=head)
    with pytest.raises(Problem, match="理由"):
        answer_finding(found, reason=" ", standing=head)


def test_what_blocks_cannot_be_explained_away(head: Standing, submission: Whose) -> None:
    made = prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",))
    blocking = made.findings.create(code="identity-number", is_blocking=True, place="案例")
    with pytest.raises(Problem, match="不能用说明放行"):
        answer_finding(blocking, reason="已征得同意", standing=head)


def test_a_figure_of_few_people_can_be_kept_back(head: Standing, submission: Whose) -> None:
    named = "graduates_self_employed"
    made = prepare_submission(submission("9901020001", BEFORE), standing=head, suppressed=[named], formats=("md",))
    fact = ReleasedFact.objects.get(release=made, definition__indicator=named)
    assert (fact.state, fact.number, fact.text) == ("suppressed", "", "<5")
    assert not made.findings.filter(indicator=named, code="few-people").exists()


def test_the_list_is_signed_with_name_and_hashes(released: Make) -> None:
    made = released()
    signed = ReleaseList.objects.get()
    assert signed.items == [["9901020001", made.name, 2024, 1, made.digest]]
    assert signed.signed_name == "郑守正"
    assert len(signed.digest) == 64
    assert made.state == State.PUBLISHED
    assert Event.objects.filter(kind="releases.release.signed").count() == 1


def test_another_name_or_a_wrong_password_signs_nothing(
    head: Standing, submission: Whose, settled: Callable[[Release], Release]
) -> None:
    made = settled(prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",)))
    with pytest.raises(Problem, match="签名应与"):
        sign([made], signed_name="别人", password="", standing=head)
    head.person.set_password("a-long-enough-word")
    head.person.save()
    with pytest.raises(Problem, match="密码不对"):
        sign([made], signed_name="郑守正", password="wrong", standing=head)
    assert sign([made], signed_name="郑守正", password="a-long-enough-word", standing=head)


def test_only_the_head_signs_and_only_the_district_prepares(
    standing: Callable[[str], Standing], submission: Whose, settled: Callable[[Release], Release]
) -> None:
    with pytest.raises(Problem, match="准备发布"):
        prepare_submission(submission("9901020001", BEFORE), standing=standing("沈知远"))
    made = settled(prepare_submission(submission("9901020001", BEFORE), standing=standing("温编言"), formats=("md",)))
    with pytest.raises(Problem, match="负责人签署"):
        sign([made], signed_name="温编言", password="", standing=standing("温编言"))


def test_signing_twice_makes_one_list(released: Make, head: Standing) -> None:
    made = released()
    again = sign([made], signed_name="郑守正", password="", standing=head)
    assert ReleaseList.objects.count() == 1
    assert again == made.signed_in


def test_a_scheduled_release_is_public_from_its_moment_on(
    head: Standing, submission: Whose, settled: Callable[[Release], Release]
) -> None:
    now = timezone.now()
    made = settled(prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",)))
    sign([made], signed_name="郑守正", password="", standing=head, public_at=now + datetime.timedelta(days=2))
    assert not public(now + datetime.timedelta(days=1)).exists()
    assert public(now + datetime.timedelta(days=3)).get() == made


def test_a_correction_needs_a_reason_and_leaves_the_old_version_where_it_was(
    released: Make, head: Standing, submission: Whose
) -> None:
    first = released()
    with pytest.raises(Problem, match="更正必须写明原因"):
        prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",))
    second = released(change_reason="毕业生数录入有误")
    now = timezone.now()
    assert second.version == 2
    assert current(now).get() == second
    assert set(public(now)) == {first, second}


def test_a_correction_that_is_not_public_yet_replaces_nothing(
    released: Make, head: Standing, submission: Whose, settled: Callable[[Release], Release]
) -> None:
    first = released()
    later = timezone.now() + datetime.timedelta(days=2)
    second = settled(
        prepare_submission(submission("9901020001", BEFORE), standing=head, formats=("md",), change_reason="更正")
    )
    sign([second], signed_name="郑守正", password="", standing=head, public_at=later)
    assert current(timezone.now()).get() == first
    withdraw(second, reason="还要再改", standing=head)
    assert current(later + datetime.timedelta(days=1)).get() == first


def test_a_withdrawal_needs_a_reason_and_the_head(
    released: Make, head: Standing, standing: Callable[[str], Standing]
) -> None:
    made = released()
    with pytest.raises(Problem, match="写明原因"):
        withdraw(made, reason="", standing=head)
    with pytest.raises(Problem, match="负责人办理"):
        withdraw(made, reason="有误", standing=standing("温编言"))
    for _ in range(2):
        withdraw(made, reason="有误", standing=head)
    made.refresh_from_db()
    assert (made.state, made.withdrawn_reason) == (State.WITHDRAWN, "有误")
    assert Event.objects.filter(kind="releases.release.withdrawn").count() == 1


def test_what_was_signed_is_not_dropped(released: Make, head: Standing, submission: Whose) -> None:
    with pytest.raises(Problem, match="当前是"):
        drop(released(), standing=head)
    prepared = prepare_submission(submission("9901020003", BEFORE), standing=head, formats=("md",))
    for _ in range(2):
        drop(prepared, standing=head)
    assert not Release.objects.filter(pk=prepared.pk).exists()


def test_notes_are_scanned_for_personal_data(submission: Whose) -> None:
    found = submission("9901020001", BEFORE)
    found.entries.filter(indicator="graduates").update(note="联系人手机13812345678，身份证11010519491231002X")
    codes = {one.code for one in noticed_in(frozen_submission(found))}
    assert {"mobile-number", "identity-number"} <= codes


def test_a_person_named_without_a_consent_blocks_a_release(submission: Whose) -> None:
    frozen = frozen_submission(submission("9901020001", "dy2024/school"))
    (found,) = [
        one
        for one in noticed_in(replace(frozen, unconsented=(("茶山上的第一课", "张晓明"),)))
        if one.code == "case-without-consent"
    ]
    assert found.is_blocking
    assert "晓明" not in found.excerpt
