"""Word files that came back: edited copies with each change that they propose, and old reports to begin from."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ReturnedFile(models.Model):
    """An edited copy of a printout. What it proposes is worked out once, when it arrives.

    ``order`` names every step of the file by its blocks, so that a change can be given its place in a text that has
    moved on; ``pictures`` says by name which kept file each new picture is.
    """

    manuscript = models.ForeignKey("manuscripts.Manuscript", on_delete=models.CASCADE, related_name="returned_files")
    printout = models.ForeignKey("manuscripts.Printout", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    order = models.JSONField()
    unplaced = models.JSONField()
    pictures = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("manuscript", "digest"), name="one_returned_file"),)

    def __str__(self) -> str:
        return self.name


class ChangeState(models.TextChoices):
    OPEN = "open", "待决定"
    TAKEN = "taken", "已采纳"
    REFUSED = "refused", "未采纳"
    STANDING = "standing", "正文已是这样"


class ReturnedChange(models.Model):
    """One change of a returned file; ``figures`` says what was decided of each number that was typed over."""

    file = models.ForeignKey(ReturnedFile, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    step = models.JSONField()
    state = models.CharField(max_length=10, choices=ChangeState.choices, default=ChangeState.OPEN)
    figures = models.JSONField(default=dict)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("file", "position"), name="one_change_a_place"),)

    def __str__(self) -> str:
        return f"{self.file} {self.position}"


class OldReport(models.Model):
    """A report of an earlier year, or one written elsewhere, taken apart; ``taken`` says which chapter got each part.

    Parts are known by the ids of their headings.
    """

    manuscript = models.ForeignKey("manuscripts.Manuscript", on_delete=models.CASCADE, related_name="old_reports")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.JSONField()  # as content.schema.json has it
    links = models.JSONField()
    unplaced = models.JSONField()
    notes = models.JSONField()
    empty = models.JSONField()
    pictures = models.JSONField()
    taken = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("manuscript", "digest"), name="one_old_report"),)

    def __str__(self) -> str:
        return self.name
