"""What the public may see: frozen releases with their definitions, facts, files and cases, and the signed lists.

A release is never changed once it is signed. A correction is another version with a reason; the earlier one stays
where it was. Pages for the public read these tables and nothing else.
"""

from __future__ import annotations

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from nianbao.web.organisations.models import Organisation

GIVEN_UP = datetime.timedelta(minutes=10)  # without a sign of life the writer of a snapshot is gone


class State(models.TextChoices):
    """Where a release stands; whether a signed one can be seen yet is a question of its moment."""

    PREPARED = "prepared", "待发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "已撤回"


class Origin(models.TextChoices):
    SUBMISSION = "submission", "学校填报"
    AGGREGATE = "aggregate", "全区汇总"
    PACKAGE = "package", "报告包"
    LOAD = "load", "批量装入"


class PortalState(models.Model):
    """One row: counted up by every act that changes what the public sees, so that kept pages know that they are old."""

    sequence = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.sequence)


class ReleaseList(models.Model):
    """What a district's head signed to be made public, and from when on."""

    district = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="release_lists")
    statement = models.TextField()
    signed_name = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    public_at = models.DateTimeField()
    items = models.JSONField(default=list)  # [code, name, data year, version, digest] of each release
    digest = models.CharField(max_length=64)  # SHA-256 over all of the above

    class Meta:
        ordering = ("-signed_at", "-pk")

    def __str__(self) -> str:
        return f"{self.district} {self.signed_at:%Y-%m-%d} {self.digest[:12]}"


class SnapshotState(models.TextChoices):
    WAITING = "waiting", "等待"
    WRITING = "writing", "正在写"
    WRITTEN = "written", "已写好"
    FAILED = "failed", "没有写成"


class ReleaseSnapshot(models.Model):
    """The Parquet files of all that a branch has public from a signed list on, written after it was signed."""

    signed = models.OneToOneField(ReleaseList, on_delete=models.CASCADE, related_name="snapshot")
    state = models.CharField(max_length=8, choices=SnapshotState.choices, default=SnapshotState.WAITING)
    done = models.PositiveIntegerField(default=0)  # definitions, of how many
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField()  # the last sign of life of whoever writes
    version = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=12, blank=True)
    rows = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)
    trouble_en = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.signed} {self.state}"

    @property
    def is_stale(self) -> bool:
        """Whether its writer was cut off."""
        is_open = self.state in (SnapshotState.WAITING, SnapshotState.WRITING)
        return is_open and timezone.now() - self.moved_at > GIVEN_UP

    @property
    def can_be_asked(self) -> bool:
        return self.is_stale or self.state == SnapshotState.FAILED

    @property
    def folder(self) -> str:
        return f"v{self.version:04d}-{self.digest}"


class Release(models.Model):
    """One organisation's report of one data year in one version."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="releases")
    district = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # whose head signs
    name = models.CharField(max_length=120)  # the organisation's name as it stands in the report
    level = models.CharField(max_length=10)
    edition = models.CharField(max_length=60)
    edition_label = models.CharField(max_length=120)
    data_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    origin_note = models.CharField(max_length=120, blank=True)  # the revision or the seal that it was made from
    statement_name = models.CharField(max_length=40, blank=True)  # who signed for the content's truth
    counted = models.PositiveIntegerField(null=True)  # schools behind a district's figures, of how many
    expected = models.PositiveIntegerField(null=True)
    suppressed = models.JSONField(default=list)  # indicators that are kept back because they count too few people
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    digest = models.CharField(max_length=64)  # SHA-256 over facts, definitions, cases and files
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    signed_in = models.ForeignKey(ReleaseList, null=True, on_delete=models.PROTECT, related_name="releases")
    public_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)  # the moment of the next version
    change_reason = models.TextField(blank=True)  # why this version replaces the one before
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("organisation__path", "-data_year", "-version")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "data_year", "version"), name="one_release_a_version"),
        )
        indexes = (
            models.Index(fields=("public_at",), name="releases_by_moment"),
            models.Index(
                fields=("withdrawn_at",), condition=models.Q(withdrawn_at__isnull=False), name="releases_withdrawn"
            ),
            # All that counting the public reports asks for, so that no row is read.
            models.Index(
                fields=("data_year", "level", "state", "public_at", "superseded_at"), name="releases_by_data_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.data_year} 第{self.version}版"


class Definition(models.Model):
    """An indicator's words as they stood in an edition when something was released; shared, never changed."""

    digest = models.CharField(max_length=64, unique=True)  # over everything below
    edition = models.CharField(max_length=60)
    data_year = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=80, db_index=True)
    label = models.CharField(max_length=120)
    label_en = models.CharField(max_length=200)
    table = models.CharField(max_length=80, blank=True)  # 表1 计分卡; empty: asked for beside the tables
    position = models.PositiveSmallIntegerField()  # in the form
    unit = models.CharField(max_length=40, blank=True)  # id
    unit_label = models.CharField(max_length=40, blank=True)
    definition = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField(default=False)
    value_type = models.CharField(max_length=12)
    method = models.CharField(max_length=80, blank=True)  # how a district's figure comes about
    period = models.CharField(max_length=40)
    period_start = models.DateField()
    period_end = models.DateField()
    meaning = models.CharField(max_length=64)  # over what must be equal for two figures to be of the same thing

    class Meta:
        ordering = ("data_year", "edition", "position")

    def __str__(self) -> str:
        return f"{self.indicator} {self.edition}"


class ReleasedFact(models.Model):
    """One figure of a release, as text and, where it is a number, as its exact digits."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="facts", db_index=False)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=14)  # value | none | not_applicable | missing | blank | suppressed
    number = models.CharField(max_length=40, blank=True)  # a decimal in the definition's unit
    text = models.CharField(max_length=200, blank=True)  # as printed
    note = models.TextField(blank=True)
    counted = models.PositiveIntegerField(null=True)
    expected = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("definition_id", "release_id")
        constraints = (models.UniqueConstraint(fields=("release", "definition"), name="one_fact_a_release"),)
        indexes = (models.Index(fields=("definition", "release"), name="facts_of_an_indicator"),)

    def __str__(self) -> str:
        return f"{self.definition_id} {self.text}"


class ReleasedFile(models.Model):
    """A rendered file of a release, known by its content. ``page`` and ``contents`` are parts of a page of ours."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)  # report.pdf, page, picture-1.svg
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("release", "name"), name="one_file_a_name"),)

    def __str__(self) -> str:
        return self.name


class ReleasedCase(models.Model):
    """A case study (典型案例) as it was printed."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="cases")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    school = models.CharField(max_length=120, blank=True)
    parts = models.JSONField(default=list)  # [word, text] of each part
    anchor = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("release", "position")

    def __str__(self) -> str:
        return self.title


class ReleaseFinding(models.Model):
    """Something that the scan before a release found; one that does not block may stand with a reason."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=30)
    is_blocking = models.BooleanField()
    place = models.CharField(max_length=200)
    excerpt = models.CharField(max_length=200, blank=True)  # masked
    indicator = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-is_blocking", "pk")

    def __str__(self) -> str:
        return f"{self.code} {self.place}"

    @property
    def is_open(self) -> bool:
        return self.is_blocking or not self.reason


class ArchivedReport(models.Model):
    """An older report as a file, with what the auditor's reader took from it; marked as extracted, never as data."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="archived_reports")
    district = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    data_year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)  # where the file comes from
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    extracted = models.JSONField(default=dict)  # headings, tables, figures, what was not understood
    warnings = models.JSONField(default=list)  # what the scan found, masked
    reason = models.TextField(blank=True)  # why it may be shown in spite of them
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    public_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-data_year", "organisation__path", "pk")

    def __str__(self) -> str:
        return self.title


class SearchEntry(models.Model):
    """Something that can be searched for: a case, a report, an archived report."""

    KINDS: ClassVar = (("case", "典型案例"), ("report", "报告"), ("archive", "历年报告"))
    kind = models.CharField(max_length=8, choices=KINDS)
    release = models.ForeignKey(Release, null=True, on_delete=models.CASCADE, related_name="entries")
    case = models.OneToOneField(ReleasedCase, null=True, on_delete=models.CASCADE, related_name="entry")
    archived = models.OneToOneField(ArchivedReport, null=True, on_delete=models.CASCADE, related_name="entry")
    title = models.CharField(max_length=200)
    text = models.TextField()

    def __str__(self) -> str:
        return self.title


class SearchGram(models.Model):
    """Two characters that stand side by side in an entry: the same index on SQLite and on PostgreSQL."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="grams", db_index=False)
    gram = models.CharField(max_length=24)  # two ideographs, or a word in Latin letters

    class Meta:
        constraints = (models.UniqueConstraint(fields=("gram", "entry"), name="one_gram_an_entry"),)
        indexes = (models.Index(fields=("entry",), name="grams_of_an_entry"),)

    def __str__(self) -> str:
        return self.gram
