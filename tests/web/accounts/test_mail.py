"""The setting that says whether letters go anywhere."""

from __future__ import annotations

from typing import Any

from nianbao.web.accounts.mail import NOWHERE, can_mail


def test_without_a_server_no_letter_goes(settings: Any) -> None:
    assert can_mail()
    settings.EMAIL_BACKEND = NOWHERE
    assert not can_mail()
