"""The district's tables as a page shows them, kept as files in the data folder and made anew after an acceptance.

Adding up three hundred schools and writing out every figure with its trace takes seconds. The file begins with the
proof of what it was made from; a view that finds another proof makes the file anew, so it is never shown stale, only
sometimes late. All processes of the server share the files; deleting them costs nothing but time.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from nianbao import __version__
from nianbao.web.campaigns.models import Campaign
from nianbao.web.campaigns.names import campaign_named
from nianbao.web.publications.aggregate import Sources, sources_of, tables_from

TEMPLATE = "pages/district/_figures.html"
FOLDER = "figures"
PAUSE = 1.0  # seconds: acceptances that follow each other are added up once
PROOF_LENGTH = 64
LOG = logging.getLogger("nianbao.figures")


@dataclass(frozen=True)
class ShownFigures:
    """The tables' HTML, in bytes as it goes out, with what they were made from."""

    sources: Sources
    html: bytes


def shown_figures(campaign: Campaign, *, is_provisional: bool, language: str) -> ShownFigures:
    """The kept file where it still holds; otherwise the tables are made and kept."""
    sources = sources_of(campaign, is_provisional=is_provisional)
    path = _place(campaign.pk, is_provisional=is_provisional, language=language)
    proof = _proof(sources, language)
    with contextlib.suppress(OSError):
        kept = path.read_bytes()
        if kept.startswith(proof):
            return ShownFigures(sources, kept[PROOF_LENGTH:])
    html = tables_from(sources).shown(language, TEMPLATE).encode()
    with contextlib.suppress(OSError):  # a full disk makes the page slow, not wrong
        _keep(path, proof + html)
    return ShownFigures(sources, html)


def refresh_soon(campaign: Campaign, *, language: str) -> None:
    """Once the transaction stands, make the accepted schools' tables anew beside the answers to people."""
    transaction.on_commit(lambda: _ask(campaign.pk, language))


_DUE: set[tuple[int, str]] = set()
_LOCK = Lock()
_AT_WORK: list[Thread] = []


def _ask(campaign: int, language: str) -> None:
    with _LOCK:
        _DUE.add((campaign, language))
        if not _AT_WORK:
            _AT_WORK.append(Thread(target=_work, name="figures", daemon=True))
            _AT_WORK[0].start()


def _work() -> None:
    try:
        while True:
            time.sleep(PAUSE)
            with _LOCK:
                due = sorted(_DUE)
                _DUE.clear()
                if not due:
                    _AT_WORK.clear()
                    return
            for number, language in due:
                _refresh(number, language)
    finally:
        connection.close()


def _refresh(number: int, language: str) -> None:
    try:
        campaign = campaign_named(number)
        if campaign is None:
            return
        with override(language or None):
            shown_figures(campaign, is_provisional=False, language=language)
    except Exception:
        LOG.warning("figures not refreshed", exc_info=True)


def _place(campaign: int, *, is_provisional: bool, language: str) -> Path:
    name = "".join(one for one in language if one.isalnum() or one == "-") or "none"
    return Path(settings.DATA) / FOLDER / f"{campaign}-{'arrived' if is_provisional else 'accepted'}-{name}.html"


def _proof(sources: Sources, language: str) -> bytes:
    """Another as soon as the figures, the schools, the program or the way of showing them is another."""
    way = hashlib.sha256((Path(settings.TEMPLATES[0]["DIRS"][0]) / TEMPLATE).read_bytes()).hexdigest()
    return hashlib.sha256(repr((__version__, way, language, sources.proof)).encode()).hexdigest().encode()


def _keep(path: Path, content: bytes) -> None:
    """All at once: a reader finds the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".new")  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
