"""What differs between a revision that somebody has seen and now, cell by cell, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Min
from django.utils.translation import gettext as _

from nianbao.framework.loader import load_catalogue
from nianbao.web.reviews.models import HandIn, Pass, Remark
from nianbao.web.submissions.content import edition_of, label_of, lists_of, plan_of_submission
from nianbao.web.submissions.models import Change, Submission


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell or list that reads otherwise than it did; several changes in between are one difference."""

    key: str
    label: str
    table: str
    before: str
    after: str
    by: str
    changed_at: datetime
    via: str
    times: int = 1

    def says(self, word: str) -> bool:
        """Whether a word stands in its name, its table, who changed it or what it says now."""
        return any(word in text for text in (self.label, self.table, self.by, self.after))


def differences_since(submission: Submission, revision: int) -> tuple[Difference, ...]:
    """Every cell changed after ``revision`` whose content is not again what it was.

    Only the first and the last change of each cell are read: a school that saves whole tables for weeks leaves
    ten thousand. Later changes of a submission have larger numbers, since each is written under its lock.
    """
    changes = submission.changes.filter(revision__gt=revision).order_by()
    ends = list(
        changes.values("key").annotate(first=Min("pk"), last=Max("pk"), times=Count("pk"))
        .values_list("key", "first", "last", "times")
    )  # fmt: skip
    numbers = {number for _key, first, last, _times in ends for number in (first, last)}
    columns = ("pk", "before", "after", "by__name", "changed_at", "via")
    read = {row[0]: row for row in Change.objects.filter(pk__in=numbers).order_by().values_list(*columns)}
    plan = plan_of_submission(submission)
    order = {box.indicator: (number, sheet.title) for number, (sheet, box) in enumerate(plan.boxes())}
    lists = lists_of(edition_of(submission))
    found = []
    for key, first, last, times in ends:
        _number, _before, said, by, changed_at, via = read[last]
        before, after = _shown(read[first][1]), _shown(said)
        if before == after:
            continue
        list_id = key.removeprefix("list:") if key.startswith("list:") else ""
        label = lists[list_id].label if list_id in lists else label_of(key, load_catalogue())
        table = order.get(key, (0, _("清单")))[1]
        found.append(Difference(key, label, table, before, after, by or _("导入"), changed_at, via, times))
    return tuple(sorted(found, key=lambda one: (order.get(one.key, (len(order), ""))[0], one.key)))


def _shown(content: dict[str, object]) -> str:
    if "rows" in content:
        rows = content["rows"]
        if not (isinstance(rows, list) and rows):
            return _("（空）")
        return _("%(count)s 行：%(names)s") % {"count": len(rows), "names": _row_names(rows)}
    raw, note = str(content.get("raw", "")), str(content.get("note", ""))
    return (raw or _("（空）")) + (_("　备注：%(note)s") % {"note": note} if note else "")


def _row_names(rows: list[dict[str, str]]) -> str:
    names = [next((text for text in row.values() if text), "") for row in rows]
    extra = "、".join(" ".join(text for text in row.values() if text) for row in rows) if len(rows) <= 3 else ""
    return extra or "、".join(names[:6]) + ("…" if len(names) > 6 else "")


def last_hand_ins(submission: Submission) -> tuple[HandIn | None, HandIn | None]:
    """The latest hand-in and the one before: what a reviewer compares."""
    found = list(submission.hand_ins.select_related("by")[:2])
    return (found[0] if found else None, found[1] if len(found) > 1 else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply as it is shown."""

    text: str
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with what was answered to it."""

    remark: Remark
    answers: tuple[Answer, ...]


def threads(submission: Submission, *, only_open: bool = False) -> tuple[Thread, ...]:
    """Remarks with their replies and who wrote them, in one query: a row for each reply, or one without."""
    found = submission.remarks.select_related("by").order_by("made_at", "pk", "replies__made_at", "replies__pk")
    if only_open:
        found = found.filter(settled_at=None)
    rows = found.annotate(
        answer=F("replies__text"), answered_by=F("replies__by__name"), answered_at=F("replies__made_at")
    )
    remarks: dict[int, Remark] = {}
    answers: dict[int, list[Answer]] = {}
    for one in rows:
        remarks.setdefault(one.pk, one)
        kept = answers.setdefault(one.pk, [])
        if one.answered_at is not None:
            kept.append(Answer(one.answer, one.answered_by, one.answered_at))
    return tuple(Thread(one, tuple(answers[number])) for number, one in remarks.items())


def valid_pass(submission: Submission) -> Pass | None:
    """The internal pass of the revision as it is now; an edit after it leaves none."""
    return submission.passes.filter(revision=submission.revision).select_related("by").first()
