"""Schools, districts and cities as a tree by official code, and who may act for which branch of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from nianbao.facts.record import Organisation as OrganisationFact


class Role(models.TextChoices):
    """What somebody does for a branch."""

    FILLER = "filler", "填报人"
    REVIEWER = "reviewer", "审核人"
    HEAD = "head", "负责人"
    DISTRICT_REVIEWER = "district_reviewer", "区级审核员"
    DISTRICT_EDITOR = "district_editor", "区级统稿人"
    DISTRICT_HEAD = "district_head", "区级负责人"
    CITY = "city", "市级"


SCHOOL_ROLES = (Role.FILLER, Role.REVIEWER, Role.HEAD)
DISTRICT_ROLES = (Role.DISTRICT_REVIEWER, Role.DISTRICT_EDITOR, Role.DISTRICT_HEAD)


class Organisation(models.Model):
    """A node of the tree; ``path`` holds the codes from the root down, so that a branch is one indexed prefix."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=10, choices=[("school", "学校"), ("district", "区县"), ("province", "省市")])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=120, unique=True)
    owner = models.CharField("举办者", max_length=120, blank=True)
    school_type = models.CharField("学校类型", max_length=40, blank=True)
    has_students = models.BooleanField(default=True)
    has_graduates = models.BooleanField(default=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.name

    @property
    def fact(self) -> OrganisationFact:
        """The organisation as records know it."""
        parent = self.path.rstrip("/").split("/")[-2:-1]
        return OrganisationFact(
            self.code,
            self.name,
            self.level,
            parent[0] if parent else None,
            has_students=self.has_students,
            has_graduates=self.has_graduates,
        )


class OrganisationName(models.Model):
    """What an organisation was called in a stretch of time; earlier reports keep the name of their day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ("organisation", "since")

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """A role of a person for a branch; ``tables`` and ``chapters`` limit a filler to these, both empty means all."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    tables = models.JSONField(default=list)
    chapters = models.JSONField(default=list)  # of the outline, by the id of its part
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "organisation", "role"), name="one_grant_a_role"),)

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()} {self.organisation}"

    @property
    def is_limited(self) -> bool:
        return bool(self.tables or self.chapters)


class Succession(models.Model):
    """Which organisation goes on for a closed one: several for one are a split, one for several a merger."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="preceded_by")
    since = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("predecessor", "successor"), name="one_succession"),)

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Deputy(models.Model):
    """Somebody who stands in for another from a day to a day, both counted."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.deputy} 代 {self.person} {self.since}–{self.until}"


class StaffSession(models.Model):
    """An operator's look into a branch: with a reason, for a while, seen by the branch's leaders."""

    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="staff_sessions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff_sessions")
    reason = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-began_at",)

    def __str__(self) -> str:
        return f"{self.operator} {self.organisation} {self.began_at:%Y-%m-%d %H:%M}"
