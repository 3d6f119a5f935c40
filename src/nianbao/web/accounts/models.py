"""People who sign in. What they may do stands with the organisations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from nianbao.web.storage.prepared import Prepared


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(login_name=username)

    def get(self, *args: Any, **kwargs: Any) -> Person:
        """As ever; by the key alone, which every request of somebody signed in asks for, without delay."""
        if args or kwargs.keys() != {"pk"}:
            return super().get(*args, **kwargs)
        found = _PERSON(kwargs["pk"])
        if not found:
            raise Person.DoesNotExist
        return found[0]


class Person(AbstractBaseUser):
    """Somebody with a name; ``is_operator`` runs the system and has no standing access to content."""

    login_name = models.CharField("登录名", max_length=80, unique=True)
    name = models.CharField("姓名", max_length=40)
    email = models.EmailField("电子邮箱", blank=True)
    language = models.CharField(max_length=5, default="zh", choices=[("zh", "中文"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    totp_secret = models.CharField(max_length=64, blank=True)  # base32; empty without a second factor
    totp_step = models.PositiveBigIntegerField(default=0)  # the last step whose code was used: none is taken twice
    recovery_codes = models.JSONField(default=list)  # digests of those not yet used

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    def __str__(self) -> str:
        return self.name


_PERSON: Prepared[Person] = Prepared(lambda: models.QuerySet(Person).filter(pk=0).order_by())


class SignIn(models.Model):
    """A session that somebody opened: shown to its owner, who can end it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=45, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.began_at:%Y-%m-%d %H:%M}"


class OneTimeLink(models.Model):
    """A way in without a password, for one use and some days; only the digest of its token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="one_time_links")
    purpose = models.CharField(max_length=10, choices=[("invite", "邀请"), ("reset", "重设密码")])
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.person} {self.purpose}"


class LinkLetter(models.Model):
    """A letter with a link that waits to be sent; it goes with the row, and the link is made only then."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="link_letters")
    purpose = models.CharField(max_length=10)
    origin = models.CharField(max_length=200)  # where the workbench answers: https://report.example.cn
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()  # of the link, counted from the asking
    try_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person} {self.purpose}"


class WrongSignIn(models.Model):
    """A refused sign-in by the address that it came from: kept for a quarter of an hour, shared by all processes."""

    address = models.CharField(max_length=45)
    tried_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = (models.Index(fields=("address", "tried_at"), name="wrong_sign_ins_of_an_address"),)

    def __str__(self) -> str:
        return f"{self.address} {self.tried_at:%Y-%m-%d %H:%M}"
