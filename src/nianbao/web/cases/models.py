"""Cases (典型案例) as a library: what stands in reports, what was offered, who agreed to be named, what was chosen.

The text of a case has one place, the chapter that it stands in. A card is how the library knows it: made from the
chapter, made anew when the chapter has moved on, never edited by anybody.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.web.campaigns.models import Campaign
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.text import CHOSEN

COPIED = CHOSEN  # from-<card>


class CaseCard(models.Model):
    """A case of a report with what it is searched by. One that left its report stays for those who chose it."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="cases")
    chapter = models.ForeignKey(Chapter, null=True, on_delete=models.SET_NULL, related_name="cases")
    block = models.CharField(max_length=64)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    teller = models.CharField(max_length=120, blank=True)  # the organisation as the case itself names it
    topic = models.CharField(max_length=120)  # the heading of its chapter
    text = models.TextField()  # as typed, links left out; what likeness is measured by
    words = models.TextField()  # all that is searched
    people = models.JSONField(default=list)
    consent = models.TextField(blank=True)  # as the block says it
    characters = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("manuscript", "position", "pk")
        constraints = (models.UniqueConstraint(fields=("manuscript", "block"), name="one_card_a_case"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_copied(self) -> bool:
        return self.block.startswith(COPIED)


class ReadChapter(models.Model):
    """Which version of a chapter the cards speak of."""

    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE, related_name="read_as")
    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.chapter_id} v{self.version}"


class Offer(models.Model):
    """A case as its school recommended it (推荐); the district sees this text and not what is being written."""

    card = models.ForeignKey(CaseCard, on_delete=models.CASCADE, related_name="offers")
    blocks = models.JSONField()  # the case and its pictures
    title = models.CharField(max_length=200)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # taken back, or followed by a newer one

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("card",), condition=models.Q(withdrawn_at=None), name="one_offer_a_case"),
        )

    def __str__(self) -> str:
        return self.title


class Consent(models.Model):
    """That somebody named in a case agreed to it: who, which day, on what paper. A withdrawn one stays as history."""

    class Giver(models.TextChoices):
        PERSON = "person", "本人"
        GUARDIAN = "guardian", "监护人"

    card = models.ForeignKey(CaseCard, on_delete=models.CASCADE, related_name="consents")
    person = models.CharField(max_length=40)
    giver = models.CharField(max_length=10, choices=Giver.choices, default=Giver.PERSON)
    agreed_on = models.DateField()
    name = models.CharField(max_length=120)  # of the file, which lies with the evidence
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("person", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("card", "person"), condition=models.Q(withdrawn_at=None), name="one_consent_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.agreed_on}"


class Pick(models.Model):
    """What the district decided on a case: chosen into a chapter of its report, or not, with a word of reason.

    ``blocks`` is the text as it was then. A decision that was followed by another stays as history.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="case_picks")
    card = models.ForeignKey(CaseCard, on_delete=models.CASCADE, related_name="picks")
    is_chosen = models.BooleanField()
    reason = models.TextField()
    blocks = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    chapter = models.ForeignKey(Chapter, null=True, on_delete=models.SET_NULL, related_name="+")
    block = models.CharField(max_length=64, blank=True)  # in the district's chapter
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-decided_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("card",), condition=models.Q(superseded_at=None), name="one_decision_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.card} {'chosen' if self.is_chosen else 'not chosen'}"


class CaseRules(models.Model):
    """What a district asks of its schools' cases beside what the edition asks."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="case_rules")
    per_school = models.PositiveSmallIntegerField(null=True)  # at most so many are offered by a school
    characters_least = models.PositiveIntegerField(null=True)
    characters_most = models.PositiveIntegerField(null=True)
    words = models.TextField(blank=True)  # what is wanted, in the district's own words
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.campaign} {self.per_school}"
