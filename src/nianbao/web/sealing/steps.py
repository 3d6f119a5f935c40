"""The steps of sealing, and when a work that says nothing any more counts as broken off."""

from __future__ import annotations

import datetime

from django.utils import timezone

from nianbao.web.sealing.models import Seal, SealState

# Code and what it is called while it goes on; the page shows them as a list.
STEPS = (
    ("data", "汇集数据与正文"),
    ("docx", "印 Word"),
    ("pdf", "印 PDF"),
    ("html", "印网页"),
    ("xlsx", "印 Excel"),
    ("md", "印 Markdown"),
    ("sheet", "印核对单"),
    ("pack", "打包、签名"),
    ("verify", "逐项核对各格式与数据"),
)
SILENT_FOR = datetime.timedelta(minutes=3)


def is_under_way(seal: Seal) -> bool:
    """Whether somebody is at work on it, or is about to be."""
    waiting = seal.state in (SealState.WAITING, SealState.WORKING)
    return waiting and timezone.now() - seal.beat_at < SILENT_FOR


def is_broken_off(seal: Seal) -> bool:
    """Whether the work ended without saying so: the server was stopped in the middle."""
    return seal.state in (SealState.WAITING, SealState.WORKING) and not is_under_way(seal)
