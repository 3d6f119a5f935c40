"""One school's content for one campaign: its cells and lists with versions, every change, what it explains."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.models import Organisation


class State(models.TextChoices):
    """Where a submission is on its way; a returned one can be edited again."""

    DRAFTED = "drafted", "填报中"
    HANDED_IN = "handed_in", "已报送"
    RECEIVED = "received", "审核中"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已通过"


EDITABLE = (State.DRAFTED, State.RETURNED)


class Submission(models.Model):
    """``revision`` counts saves: a pass given for revision 7 holds only while it is still 7."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="submissions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="submissions")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)  # when the revision was counted
    handed_in_at = models.DateTimeField(null=True)
    summary = models.JSONField(default=dict)  # by table: asked, filled, errors, warnings; for boards of many schools
    summary_revision = models.PositiveIntegerField(default=0)  # what the summary speaks of; behind right after a save

    class Meta:
        ordering = ("organisation__path",)
        constraints = (models.UniqueConstraint(fields=("campaign", "organisation"), name="one_submission"),)

    def __str__(self) -> str:
        return f"{self.organisation} {self.campaign}"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class Entry(models.Model):
    """One cell as somebody entered it. ``version`` grows with each change, so that a stale page is noticed.

    The only index is the one of the constraint: each further one is written for every cell of every save.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="entries", db_index=False)
    indicator = models.CharField(max_length=80)
    raw = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("submission", "indicator"), name="one_entry"),)

    def __str__(self) -> str:
        return f"{self.indicator} = {self.raw}"


class ListContent(models.Model):
    """The rows of one list, replaced as a whole."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="list_contents")
    list_id = models.CharField(max_length=80)
    rows = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("submission", "list_id"), name="one_list_content"),)

    def __str__(self) -> str:
        return f"{self.list_id}: {len(self.rows)}"


class Change(models.Model):
    """What one save did to one cell or list (``list:…``): the history that reviewers read."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="changes", db_index=False)
    revision = models.PositiveIntegerField()
    key = models.CharField(max_length=90)
    before = models.JSONField(default=dict)  # raw and note, or rows
    after = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()
    via = models.CharField(max_length=10, default="page")  # page | workbook | repair | load

    class Meta:
        ordering = ("revision", "key")
        indexes = (models.Index(fields=("submission", "revision")),)

    def __str__(self) -> str:
        return f"{self.key} r{self.revision}"


class Explanation(models.Model):
    """A signed waiver (说明) for one finding; withdrawn ones stay as history."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="explanations")
    finding = models.CharField(max_length=12)
    check_code = models.CharField(max_length=10)
    reason = models.TextField()
    values = models.JSONField(default=dict)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("signed_at", "pk")

    def __str__(self) -> str:
        return f"{self.check_code} {self.reason[:20]}"


class Upload(models.Model):
    """A workbook that somebody sent, kept until its preview is confirmed or another is sent.

    A package that a district previews names the participation: its school may have begun nothing yet.
    """

    submission = models.ForeignKey(Submission, null=True, on_delete=models.CASCADE, related_name="uploads")
    participation = models.ForeignKey(Participation, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    revision = models.PositiveIntegerField()  # of the submission when the preview was made
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
