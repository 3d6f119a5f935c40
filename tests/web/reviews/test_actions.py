"""The way of a submission, each step twice in a row, and what stops it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.accounts.models import Person
from nianbao.web.audit.models import Event
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import (
    accept,
    hand_in,
    pass_internally,
    receive,
    remark,
    reopen,
    reply,
    return_for_changes,
    settle,
    statement_of,
)
from nianbao.web.reviews.changes import valid_pass
from nianbao.web.reviews.evidence import add_evidence, remove_evidence
from nianbao.web.submissions.actions import Typed, save_cells
from nianbao.web.submissions.models import State, Submission

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]
ARRIVED, FAULTY, CLEAN = "9901020003", "9901020002", "9901020004"


def events() -> int:
    return Event.objects.count()


def test_open_errors_stop_the_internal_pass(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="没有改正或说明"):
        pass_internally(submission(FAULTY), standing=standing("孟晚照"))


def test_who_fills_in_does_not_pass_and_who_passes_does_not_hand_in(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="权限"):
        pass_internally(submission(CLEAN), standing=standing("石安澜"))
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    with pytest.raises(Problem, match="权限"):
        hand_in(submission(CLEAN), signed_name="丁若水", password="", standing=standing("丁若水"))


def test_handing_in_needs_the_internal_pass(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="还没有通过校内审核"):
        hand_in(submission(CLEAN), signed_name="谢长风", password="", standing=standing("谢长风"))


def test_an_edit_after_the_pass_asks_for_it_again(standing: Who, submission: Whose) -> None:
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    entry = submission(CLEAN).entries.exclude(note="x").first()
    assert entry is not None
    save_cells(submission(CLEAN), cells=[Typed(entry.indicator, entry.raw, "核对过")], standing=standing("石安澜"))
    assert valid_pass(submission(CLEAN)) is None
    with pytest.raises(Problem, match="又有修改"):
        hand_in(submission(CLEAN), signed_name="谢长风", password="", standing=standing("谢长风"))


def test_evidence_after_the_pass_asks_for_it_again(standing: Who, submission: Whose) -> None:
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    made = add_evidence(submission(CLEAN), key="classes", comment="见班级名册", standing=standing("石安澜"))
    assert valid_pass(submission(CLEAN)) is None
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    remove_evidence(made, standing=standing("石安澜"))
    assert valid_pass(submission(CLEAN)) is None


def test_the_statement_is_signed_with_one_s_own_name(standing: Who, submission: Whose) -> None:
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    with pytest.raises(Problem, match="一致"):
        hand_in(submission(CLEAN), signed_name="石安澜", password="", standing=standing("谢长风"))
    before = events()
    made = {
        hand_in(submission(CLEAN), signed_name=" 谢长风 ", password="", standing=standing("谢长风")).pk
        for _ in range(2)
    }
    assert len(made) == 1
    assert events() == before + 1
    assert submission(CLEAN).state == State.HANDED_IN
    assert submission(CLEAN).organisation.name in statement_of(submission(CLEAN))


def test_a_head_with_a_password_signs_with_it(
    standing: Who, submission: Whose, person: Callable[[str], Person]
) -> None:
    head = person("谢长风")
    head.set_password("望川 7 月的雨-long")
    head.save()
    pass_internally(submission(CLEAN), standing=standing("丁若水"))
    with pytest.raises(Problem, match="密码不对"):
        hand_in(submission(CLEAN), signed_name="谢长风", password="wrong", standing=standing("谢长风"))
    hand_in(submission(CLEAN), signed_name="谢长风", password="望川 7 月的雨-long", standing=standing("谢长风"))


def test_the_content_is_kept_as_it_was_signed(standing: Who, submission: Whose) -> None:
    kept = submission(ARRIVED).hand_ins.get().content
    entry = submission(ARRIVED).entries.get(indicator="full_time_students")
    assert kept["cells"]["full_time_students"] == [entry.raw, entry.note]
    assert kept["lists"]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (lambda found, who: receive(found, standing=who), State.RECEIVED),
        (lambda found, who: return_for_changes(found, reason="班主任数与班级数不符", standing=who), State.RETURNED),
    ],
)
def test_a_second_click_of_a_reviewer_is_harmless(
    act: Callable[[Submission, Standing], None], state: State, standing: Who, submission: Whose
) -> None:
    before = events()
    for _ in range(2):
        act(submission(ARRIVED), standing("高审之"))
    assert submission(ARRIVED).state == state
    assert events() == before + 1


def test_two_reviewers_at_once_cannot_both_decide(standing: Who, submission: Whose) -> None:
    seen_by_one, seen_by_other = submission(ARRIVED), submission(ARRIVED)
    receive(seen_by_one, standing=standing("高审之"))
    accept(seen_by_one, standing=standing("高审之"))
    with pytest.raises(Problem, match="当前状态"):
        return_for_changes(seen_by_other, reason="数据有误", standing=standing("郑守正"))
    assert submission(ARRIVED).state == State.ACCEPTED


def test_returning_needs_a_reason_and_opens_the_figures_again(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="原因"):
        return_for_changes(submission(ARRIVED), reason=" ", standing=standing("高审之"))
    return_for_changes(submission(ARRIVED), reason="班级数与表不符", standing=standing("高审之"))
    save_cells(submission(ARRIVED), cells=[Typed("classes", "25")], standing=standing("汪青禾"))


def test_only_the_district_s_head_undoes_an_acceptance(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="权限"):
        reopen(submission("9901020001"), reason="发现重复统计", standing=standing("高审之"))
    with pytest.raises(Problem, match="原因"):
        reopen(submission("9901020001"), reason="", standing=standing("郑守正"))
    for _ in range(2):
        reopen(submission("9901020001"), reason="发现重复统计", standing=standing("郑守正"))
    assert submission("9901020001").state == State.RETURNED


def test_nothing_is_accepted_that_was_not_received(standing: Who, submission: Whose) -> None:
    with pytest.raises(Problem, match="当前状态"):
        accept(submission(ARRIVED), standing=standing("高审之"))


def test_a_remark_has_a_thread_and_is_settled_once(standing: Who, submission: Whose) -> None:
    before = events()
    made = [remark(submission(ARRIVED), key="classes", text="请核对", standing=standing("高审之")) for _ in range(2)]
    assert made[0] == made[1]
    for _ in range(2):
        reply(made[0], text="已核对学籍系统", standing=standing("汪青禾"))
        settle(made[0], standing=standing("高审之"))
    assert events() == before + 3
    with pytest.raises(Problem, match="权限"):
        reply(made[0], text="路过", standing=standing("沈知远"))
    with pytest.raises(Problem, match="没有这一项"):
        remark(submission(ARRIVED), key="no_such_thing", text="请核对", standing=standing("高审之"))
