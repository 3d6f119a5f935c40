"""Passes, the head's statement, decisions of the level above, and remarks anchored to cells."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.web.campaigns.models import Campaign
from nianbao.web.submissions.models import Submission


class Pass(models.Model):
    """The school's internal review of one revision; it lapses by itself when the revision moves on."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="passes")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    passed_at = models.DateTimeField()

    class Meta:
        ordering = ("-revision", "-pk")
        constraints = (models.UniqueConstraint(fields=("submission", "revision"), name="one_pass_a_revision"),)

    def __str__(self) -> str:
        return f"{self.submission} r{self.revision}"


class HandIn(models.Model):
    """A signed statement of truth with the content that it speaks of, as it was at that moment."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="hand_ins")
    revision = models.PositiveIntegerField()
    statement = models.TextField()
    signed_name = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    is_on_time = models.BooleanField()
    content = models.JSONField()  # cells, lists and explanations
    page_name = models.CharField(max_length=120, blank=True, default="")  # the statement signed on paper, scanned
    page_kind = models.CharField(max_length=8, blank=True, default="")
    page_digest = models.CharField(
        max_length=64, blank=True, default=""
    )  # SHA-256 of the file; empty: nothing was scanned
    page_size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-handed_in_at", "-pk")

    def __str__(self) -> str:
        return f"{self.submission} r{self.revision}"


class DecisionKind(models.TextChoices):
    RECEIVED = "received", "接收"
    RETURNED = "returned", "退回"
    ACCEPTED = "accepted", "通过"
    REOPENED = "reopened", "撤销通过"


class Decision(models.Model):
    """What the level above did with a submission, at which revision, and why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    revision = models.PositiveIntegerField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("-decided_at", "-pk")

    def __str__(self) -> str:
        return f"{self.submission} {self.kind}"


class Remark(models.Model):
    """Something a reviewer says about a cell, a list or the whole; the school sees it when it is returned."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="remarks")
    key = models.CharField(max_length=90, blank=True)  # indicator or list:…; empty: about the whole
    text = models.TextField()
    value = models.CharField(max_length=200, blank=True)  # what stood there
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class Reply(models.Model):
    """An answer in a remark's thread, from either side."""

    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class Evidence(models.Model):
    """What the school says or shows for a cell: a comment, a file, or both. The file lies in the data folder."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="evidence")
    key = models.CharField(max_length=90)  # indicator or list:…
    comment = models.TextField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the file; empty: a comment alone
    size = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, blank=True)  # pdf, png …, found by content
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return self.name or self.comment[:40]


class Correction(models.Model):
    """A district's correction (更正) of its own figure or of a school's accepted cell; the figure itself stays.

    It holds while the figure reads ``before``. A withdrawn one stays as history, with the reason.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="corrections")
    # Empty: the district's own figure.
    submission = models.ForeignKey(Submission, null=True, on_delete=models.CASCADE, related_name="corrections")
    indicator = models.CharField(max_length=80)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200)
    reason = models.TextField()
    name = models.CharField(max_length=120, blank=True)  # of the file that shows it; the file lies in the data folder
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=8, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.TextField(blank=True)  # why

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "indicator"),
                condition=models.Q(withdrawn_at=None, submission__isnull=False),
                name="one_correction_a_cell",
            ),
            models.UniqueConstraint(
                fields=("campaign", "indicator"),
                condition=models.Q(withdrawn_at=None, submission=None),
                name="one_correction_a_figure",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator}: {self.before} → {self.after}"
