"""One event for each write, chained by hashes: an event cannot be changed, taken out or put in unnoticed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from nianbao.facts.problem import Problem


class ChainHead(models.Model):
    """The end of the chain: one row, locked while an event is added, so that two events never follow the same one."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"


class Event(models.Model):
    """Who did what to what, when and from where. No foreign keys: it outlives what it speaks of."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    happened_at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=80, db_index=True)  # submissions.cells.saved
    actor = models.PositiveBigIntegerField(null=True)
    actor_name = models.CharField(max_length=80)
    address = models.CharField(max_length=45, blank=True)
    branch = models.CharField(max_length=120, db_index=True, blank=True)  # path of the organisation concerned
    subject = models.CharField(max_length=120, blank=True)  # what it was done to, in words a person recognises
    detail = models.JSONField(default=dict)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("sequence",)

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse()


def _refuse() -> NoReturn:
    raise Problem(
        "audit-append-only",
        "审计记录只能追加，不能修改或删除。",
        "The record of who did what can only be added to, never changed or deleted.",
    )
