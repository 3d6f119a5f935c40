"""Who signed off a report in which role, and the packages that it was sealed in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.web.manuscripts.models import Manuscript


class SignRole(models.TextChoices):
    """In the order in which they sign; the labels are the package's own words."""

    AUTHOR = "author", "编制人"
    REVIEWER = "reviewer", "审核人"
    HEAD = "head", "负责人"


class SignOff(models.Model):
    """A signature under a report as it stood: ``covers`` is the hash of its text and figures.

    It lapses by itself when either changes; one that was withdrawn stays as history.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="sign_offs")
    role = models.CharField(max_length=10, choices=SignRole.choices)
    name = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covers = models.CharField(max_length=64)
    reservation = models.TextField(blank=True)  # what is not met, and why it is signed all the same
    signed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal = models.TextField(blank=True)

    class Meta:
        ordering = ("signed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("manuscript", "role", "covers"),
                condition=models.Q(withdrawn_at=None),
                name="one_signature_a_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.name}"


class SealState(models.TextChoices):
    WAITING = "waiting", "排队"
    WORKING = "working", "正在封存"
    SEALED = "sealed", "已封存"
    FAILED = "failed", "没有封存"


class Seal(models.Model):
    """A package in the making, then the package: facts, text, every format, signatures, hashes."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="seals")
    state = models.CharField(max_length=8, choices=SealState.choices, default=SealState.WAITING)
    covers = models.CharField(max_length=64)
    step = models.PositiveSmallIntegerField(default=0)
    doing = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField()  # when the work last said that it goes on
    ended_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)  # of the file, which lies with the evidence
    size = models.PositiveBigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)  # of the package's manifest
    told = models.JSONField(default=dict)  # what checking the package found
    problem = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.manuscript} {self.seal[:16]}"

    @property
    def short_seal(self) -> str:
        return self.seal[:16]
