"""Sending what waits in the queue of letters, once or for as long as the server runs."""

from __future__ import annotations

import logging
import os
import threading

from django.db import DatabaseError, close_old_connections

from nianbao.web.accounts.letters import send_link_letters
from nianbao.web.campaigns.notices import remind_of_deadlines, send_waiting

logger = logging.getLogger(__name__)
SECONDS = 20.0


def site_address() -> str:
    """Where people reach the workbench, as letters say it; without ``NIANBAO_ADDRESS`` they name no page."""
    return os.environ.get("NIANBAO_ADDRESS", "").rstrip("/")


def one_round() -> tuple[int, int]:
    """Remind of due dates that are near, then send; how many letters went and how many did not."""
    remind_of_deadlines()
    links, notices = send_link_letters(), send_waiting(site_address())
    return links[0] + notices[0], links[1] + notices[1]


def send_while_running(stop: threading.Event, seconds: float = SECONDS) -> threading.Thread:
    """A thread that sends every few seconds until told to stop; a trouble ends one round, never the thread."""

    def run() -> None:
        while not stop.wait(seconds):
            close_old_connections()
            try:
                one_round()
            except (DatabaseError, OSError) as trouble:
                logger.warning("Letters wait for the next round: %s", type(trouble).__name__)
            finally:
                close_old_connections()

    thread = threading.Thread(target=run, name="letters", daemon=True)
    thread.start()
    return thread
