"""The setting that says through which server letters go."""

from __future__ import annotations

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.config.mail_server import NOWHERE, mail_settings


def test_the_setting_of_the_server_is_read() -> None:
    found = mail_settings("smtp://report:p%40ss@mail.example.cn", "年报 <report@example.cn>", is_demo=False)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (587, True, False)
    assert (found["EMAIL_HOST_PASSWORD"], found["DEFAULT_FROM_EMAIL"]) == ("p@ss", "年报 <report@example.cn>")


def test_an_unreadable_setting_is_told() -> None:
    with pytest.raises(Problem, match="NIANBAO_SMTP"):
        mail_settings("mail.example.cn", "", is_demo=False)


def test_without_a_setting_nothing_is_sent() -> None:
    assert mail_settings("", "", is_demo=False) == {"EMAIL_BACKEND": NOWHERE}
