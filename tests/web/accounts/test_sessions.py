"""Sessions are read as Django writes them."""

from __future__ import annotations

from django.contrib.sessions.backends import db

from nianbao.web.accounts.sessions import SessionStore


def test_what_django_keeps_is_read() -> None:
    kept = db.SessionStore()
    kept["step"] = 3
    kept.create()

    assert SessionStore(kept.session_key)["step"] == 3


def test_a_session_that_has_ended_is_empty_and_loses_its_key() -> None:
    over = SessionStore()
    over["step"] = 3
    over.set_expiry(-1)
    over.create()
    read = SessionStore(over.session_key)

    assert "step" not in read
    assert read.session_key is None
