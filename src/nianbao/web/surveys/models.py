"""Surveys of a school, whom they ask, and what was answered: an answer knows neither its code nor its moment."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from nianbao.framework.instrument import Instrument
from nianbao.framework.loader import load_catalogue
from nianbao.web.campaigns.models import Campaign
from nianbao.web.storage.prepared import Prepared
from nianbao.web.submissions.models import Submission

LINK_LETTERS, LINK_LENGTH = "0123456789abcdefghjkmnpqrstvwxyz", 6


def new_link() -> str:
    """A short address that nobody guesses from another."""
    return "".join(secrets.choice(LINK_LETTERS) for _ in range(LINK_LENGTH))


def new_key() -> str:
    return secrets.token_hex(16)


def new_number() -> int:
    """A random key, so that rows lie in no order of arrival: SQLite stores a table in the order of its key."""
    return secrets.randbits(63)


class Mode(models.TextChoices):
    """How people get in: each with a code of their own, or a class with one link."""

    CODES = "codes", "一人一码"
    OPEN = "open", "一班一码"


class Stage(models.TextChoices):
    PREPARED = "prepared", "准备中"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


class Round(models.Model):
    """One questionnaire that a district has many of its schools ask at once: dates and ways are the same for all."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="survey_rounds")
    instrument = models.CharField(max_length=60)
    mode = models.CharField(max_length=5, choices=Mode.choices, default=Mode.CODES)
    is_sample = models.BooleanField(default=False)
    closes_on = models.DateField()
    launched_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("campaign", "instrument")
        constraints = (models.UniqueConstraint(fields=("campaign", "instrument"), name="one_survey_round"),)

    def __str__(self) -> str:
        return f"{self.campaign} {self.instrument}"

    @property
    def questionnaire(self) -> Instrument:
        return load_catalogue().instruments[self.instrument]


class Survey(models.Model):
    """One questionnaire asked by one school for one submission."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="surveys")
    round = models.ForeignKey(Round, null=True, on_delete=models.SET_NULL, related_name="surveys")
    instrument = models.CharField(max_length=60)
    mode = models.CharField(max_length=5, choices=Mode.choices, default=Mode.CODES)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.PREPARED)
    is_sample = models.BooleanField(default=False)
    issue_key = models.CharField(max_length=32, default=new_key)  # makes codes, together with the server's own key
    closes_on = models.DateField()
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    quality = models.JSONField(default=dict)  # as of ``quality_of`` answers; not anew for every single one
    quality_of = models.PositiveIntegerField(default=0)
    imports = models.JSONField(default=list)  # digests of files that were taken in, so that none is taken in twice
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("submission", "instrument")
        constraints = (models.UniqueConstraint(fields=("submission", "instrument"), name="one_survey"),)

    def __str__(self) -> str:
        return f"{self.submission} {self.instrument}"

    @property
    def questionnaire(self) -> Instrument:
        return load_catalogue().instruments[self.instrument]


class Group(models.Model):
    """Who is asked together: a class. ``used`` has a bit for each code that was given out, set when it was used."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField()
    link = models.CharField(max_length=LINK_LENGTH, unique=True, default=new_link)
    major = models.CharField(max_length=40, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=90)
    population = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()  # how many are to answer: all, or the quota
    handed = models.PositiveSmallIntegerField()  # how many codes there are
    stratum = models.PositiveSmallIntegerField()
    used = models.BinaryField()

    class Meta:
        ordering = ("survey", "position")

    def __str__(self) -> str:
        return self.label

    @property
    def returned(self) -> int:
        return int.from_bytes(bytes(self.used), "little").bit_count()


class Answer(models.Model):
    """One filled-in questionnaire. No code, no class, no person, no moment: only the stratum and what was chosen."""

    # Called automatic for SQLite's sake: only so is the key the place of the row; the number always comes from chance.
    id = models.BigAutoField(primary_key=True, default=new_number)
    # Without a constraint: checking it for each answer would lock the survey's row a thousand times a second.
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers", db_constraint=False)
    stratum = models.PositiveSmallIntegerField()
    answers = models.CharField(max_length=60)
    pace = models.CharField(max_length=1)
    source = models.CharField(max_length=1)

    def __str__(self) -> str:
        return f"{self.survey_id}: {len(self.answers)}"


_GROUP_BY_LINK = Prepared(lambda: Group.objects.filter(link="").select_related("survey").order_by())


def group_by_link(link: str) -> Group | None:
    """A class by its address with its survey, in one query; an answer needs nothing more."""
    found = _GROUP_BY_LINK(link)
    return found[0] if found else None


_KNOWN: dict[str, Group] = {}
MOST_KNOWN = 4_096


def known_group(link: str) -> Group | None:
    """The same for taking an answer in: read once by each process while its survey is under way.

    What an answer needs of a class cannot change any more then; whether the survey is still open and the code still
    free is looked at with the write (``ballots.take``). Later days and codes given out later are seen by reading anew.
    """
    known = _KNOWN.get(link)
    if known is not None and known.survey.closes_on >= timezone.localdate():
        return known
    found = group_by_link(link)
    if found is not None and found.survey.stage == Stage.OPEN:
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[link] = found
    return found
