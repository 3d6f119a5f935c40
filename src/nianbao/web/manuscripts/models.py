"""The text of a report as an organisation writes it for a campaign: chapters, every saved state, comments, pictures."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.web.campaigns.models import Campaign
from nianbao.web.organisations.models import Organisation


class Manuscript(models.Model):
    """One organisation's report for one campaign: a school's, or the district's own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="manuscripts")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="manuscripts")
    title = models.CharField(max_length=120)
    compiled = models.CharField(max_length=40, blank=True)  # 二〇二五年十二月, on the cover
    style = models.CharField(max_length=40, blank=True)  # a style pack; empty: the outline's own numbering
    statement = models.TextField(blank=True)
    signatory = models.CharField(max_length=40, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ("organisation__path",)
        constraints = (models.UniqueConstraint(fields=("campaign", "organisation"), name="one_manuscript"),)

    def __str__(self) -> str:
        return f"{self.organisation} {self.title}"


class Chapter(models.Model):
    """A part under one first-level heading. ``version`` grows with each save, so that a stale page is noticed.

    ``spoken`` holds, by link, the words that it printed when the author last looked: what differs now has changed
    since the sentence around it was written.
    """

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveIntegerField()
    node = models.CharField(max_length=80, blank=True)  # of the edition's outline; empty: the author's own chapter
    blocks = models.JSONField(default=list)  # as content.schema.json has them, the first a heading of level 1
    version = models.PositiveIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)
    spoken = models.JSONField(default=dict)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(null=True)
    finished_version = models.PositiveIntegerField(null=True)  # holds while it is still this version
    finished_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    open_with = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    open_at = models.DateTimeField(null=True)  # when the editor last said that it is open

    class Meta:
        ordering = ("position", "pk")
        indexes = (models.Index(fields=("manuscript", "position"), name="chapters_in_order"),)

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """The chapter's heading without its number."""
        return str(self.blocks[0]["text"]) if self.blocks else ""

    @property
    def is_finished(self) -> bool:
        return self.finished_version is not None and self.finished_version == self.version


class RevisionState(models.TextChoices):
    SAVED = "saved", "已保存"
    PROPOSED = "proposed", "待决定"
    ACCEPTED = "accepted", "已采纳"
    REFUSED = "refused", "未采纳"


class Revision(models.Model):
    """A state of a chapter: one that was saved, or one that somebody proposes (a file edited in Word comes back).

    ``version`` is the chapter's own where it was saved, and the one that the proposal starts from where it was not.
    """

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RevisionState.choices, default=RevisionState.SAVED)
    blocks = models.JSONField()
    characters = models.PositiveIntegerField(default=0)
    via = models.CharField(max_length=10)  # start | page | text | restore | proposal | word
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-saved_at", "-pk")
        indexes = (models.Index(fields=("chapter", "state", "-saved_at"), name="revisions_of_a_chapter"),)

    def __str__(self) -> str:
        return f"{self.chapter} v{self.version}"


class Comment(models.Model):
    """A remark on a block, or on the words of it in ``quote``; answers name the remark that began the thread."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="comments")
    thread = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    block = models.CharField(max_length=64, blank=True)  # empty: on the chapter as a whole
    quote = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("made_at", "pk")

    def __str__(self) -> str:
        return self.text[:40]


class Assignment(models.Model):
    """Who is to write a chapter; a filler limited to other work may write what is assigned here."""

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("chapter", "person"), name="one_assignment"),)

    def __str__(self) -> str:
        return f"{self.person} {self.chapter}"


class Picture(models.Model):
    """An image that blocks name by ``file``; the bytes lie with the evidence, under their hash."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)  # png | jpeg
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("file",)
        constraints = (models.UniqueConstraint(fields=("manuscript", "file"), name="one_picture_a_name"),)

    def __str__(self) -> str:
        return self.file


class HandNumber(models.Model):
    """A number that stays typed by hand, and why: it is history, it belongs to a name, or it needs no link."""

    class Reason(models.TextChoices):
        HISTORY = "history", "历史数据"
        NAME = "name", "名称的一部分"
        OTHER = "other", "不需要关联"

    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="hand_numbers")
    block = models.CharField(max_length=64)
    digits = models.CharField(max_length=40)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chapter", "block", "digits"), name="one_mark_a_number"),)

    def __str__(self) -> str:
        return f"{self.digits} {self.reason}"


class Printout(models.Model):
    """A Word file that went out, with the text that it was printed from: what an edited copy is laid beside later."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="printouts")
    content = models.JSONField()  # as content.schema.json has it
    versions = models.JSONField()  # of each chapter, by its number
    digest = models.CharField(max_length=64)  # of the file, which lies with the evidence
    size = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("manuscript", "digest"), name="one_printout_a_file"),)

    def __str__(self) -> str:
        return f"{self.manuscript} {self.made_at:%Y-%m-%d %H:%M}"


# Django looks for tables here; those of files that come back are described in a module of their own.
from nianbao.web.manuscripts.returned_models import OldReport as OldReport  # noqa: E402
from nianbao.web.manuscripts.returned_models import ReturnedChange as ReturnedChange  # noqa: E402
from nianbao.web.manuscripts.returned_models import ReturnedFile as ReturnedFile  # noqa: E402
