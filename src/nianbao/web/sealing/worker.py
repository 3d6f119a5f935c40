"""Seals are made beside the answers to people, one after the other, in a thread of the server."""

from __future__ import annotations

import logging
from threading import Lock, Thread

from django.db import connection, transaction

from nianbao.web.sealing.making import make_seal
from nianbao.web.sealing.models import Seal, SealState

LOG = logging.getLogger("nianbao.sealing")
_LOCK = Lock()
_AT_WORK: list[Thread] = []


def seal_soon() -> None:
    """Once the transaction stands, do what is waiting."""
    transaction.on_commit(_wake)


def _wake() -> None:
    with _LOCK:
        if not _AT_WORK:
            _AT_WORK.append(Thread(target=_work, name="sealing", daemon=True))
            _AT_WORK[0].start()


def _work() -> None:
    try:
        while True:
            number = next_waiting()
            if number is None:
                with _LOCK:
                    number = next_waiting()
                    if number is None:
                        _AT_WORK.clear()
                        return
            make_seal(number)
    except Exception:
        LOG.warning("sealing stopped", exc_info=True)
        with _LOCK:
            _AT_WORK.clear()
    finally:
        connection.close()


def next_waiting() -> int | None:
    """The seal that has waited longest."""
    return Seal.objects.filter(state=SealState.WAITING).order_by("asked_at", "pk").values_list("pk", flat=True).first()
