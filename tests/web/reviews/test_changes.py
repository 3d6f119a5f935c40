"""What changed since somebody looked: once for each cell, and not at all where it is again what it was."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import remark, reply, settle
from nianbao.web.reviews.changes import differences_since, last_hand_ins, threads, valid_pass
from nianbao.web.submissions.actions import Typed, save_cells, save_list
from nianbao.web.submissions.models import Submission

Who = Callable[[str], Standing]
Whose = Callable[..., Submission]


def test_several_changes_of_a_cell_are_one_difference(standing: Who, submission: Whose) -> None:
    found = submission("9901020002")
    seen, before = found.revision, found.entries.get(indicator="graduates").raw
    for raw, name in (("280", "邱明溪"), ("281", "孟晚照")):
        save_cells(found, cells=[Typed("graduates", raw)], standing=standing(name))
    (difference,) = differences_since(found, seen)
    assert (difference.label, difference.before, difference.after) == ("毕业生人数", before, "281")
    assert (difference.by, difference.times) == ("孟晚照", 2)


def test_a_cell_put_back_is_no_difference(standing: Who, submission: Whose) -> None:
    found = submission("9901020002")
    seen, before = found.revision, found.entries.get(indicator="graduates").raw
    for raw in ("280", before):
        save_cells(found, cells=[Typed("graduates", raw)], standing=standing("邱明溪"))
    assert differences_since(found, seen) == ()


def test_a_list_s_difference_names_its_rows(standing: Who, submission: Whose) -> None:
    found = submission("9901020002")
    rows = found.list_contents.get(list_id="major_group_list").rows
    seen = found.revision
    save_list(found, list_id="major_group_list", rows=rows[:1], version=None, standing=standing("邱明溪"))
    (difference,) = differences_since(found, seen)
    assert difference.after.startswith("1 行")


def test_a_pass_holds_for_its_revision_only(standing: Who, submission: Whose) -> None:
    assert valid_pass(submission("9901020003")) is not None
    assert last_hand_ins(submission("9901020003"))[1] is None
    moved = submission("9901020003")
    moved.revision += 1
    assert valid_pass(moved) is None


def test_threads_are_read_at_once_in_their_order(standing: Who, submission: Whose) -> None:
    found, reviewer, school = submission("9901020003"), standing("高审之"), standing("汪青禾")
    first = remark(found, key="classes", text="请核对班级数", standing=reviewer)
    remark(found, key="", text="总体尚可", standing=reviewer)
    last = remark(found, key="graduates", text="请核对毕业生数", standing=reviewer)
    for one, text, by in ((first, "已核对", school), (last, "无误", school), (first, "请附名册", reviewer)):
        reply(one, text=text, standing=by)
    settle(last, standing=reviewer)
    with CaptureQueriesContext(connection) as queries:
        told = [(one.remark.text, one.remark.by.name, [(a.by, a.text) for a in one.answers]) for one in threads(found)]
    assert len(queries) == 1
    assert told == [
        ("请核对班级数", "高审之", [("汪青禾", "已核对"), ("高审之", "请附名册")]),
        ("总体尚可", "高审之", []),
        ("请核对毕业生数", "高审之", [("汪青禾", "无误")]),
    ]
    assert [one.remark.text for one in threads(found, only_open=True)] == ["请核对班级数", "总体尚可"]
