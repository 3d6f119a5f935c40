"""An edition opened for filing in a district: its dates, who takes part, what was announced."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models

from nianbao.web.organisations.models import Organisation


class Campaign(models.Model):
    """One edition in one district. ``closes_on`` ends entry; ``due_on`` is what being on time is measured by."""

    edition = models.CharField(max_length=60)  # id in the catalogue: dy2025/school
    district = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="campaigns")
    title = models.CharField(max_length=120)
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()
    statement = models.TextField(blank=True)  # the head's statement of truth in this district's words; empty: ours

    class Meta:
        ordering = ("-edition",)
        constraints = (models.UniqueConstraint(fields=("edition", "district"), name="one_campaign_an_edition"),)

    def __str__(self) -> str:
        return self.title


class Participation(models.Model):
    """Whether an organisation of the district owes a filing, and why not where it does not."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    takes_part = models.BooleanField(default=True)
    reason = models.CharField(max_length=200, blank=True)
    extended_until = models.DateField(null=True)

    class Meta:
        ordering = ("organisation__path",)
        constraints = (models.UniqueConstraint(fields=("campaign", "organisation"), name="one_participation"),)

    def __str__(self) -> str:
        return f"{self.organisation} {self.campaign}"

    def due_on(self, campaign: Campaign) -> datetime.date:
        return self.extended_until or campaign.due_on


class Announcement(models.Model):
    """What the district tells everybody who fills in."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="announcements")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        ordering = ("-announced_at",)

    def __str__(self) -> str:
        return self.text[:40]


class Notice(models.Model):
    """Something that one person is told, on the page and, where a letter can go, by e-mail.

    The row is the letter's queue as well: what is said is kept with the change it speaks of, and sent beside it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    path = models.CharField(max_length=120)  # the page that it speaks of
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    try_mail_at = models.DateTimeField(null=True)  # empty: nothing to send, or sent
    mailed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("person", "-made_at"), name="notices_of_a_person"),
            models.Index(
                fields=("try_mail_at",), name="letters_to_send", condition=models.Q(try_mail_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.title
