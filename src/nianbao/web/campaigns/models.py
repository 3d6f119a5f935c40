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
