"""Through which server letters go, from one setting. Reading it opens no connection."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from nianbao.facts.problem import Problem

SECONDS = 10
CONSOLE = "django.core.mail.backends.console.EmailBackend"
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def mail_settings(address: str, sender: str, *, is_demo: bool) -> dict[str, Any]:
    """Django's settings for ``smtp://user:password@host:587`` (STARTTLS) or ``smtps://…:465`` (TLS from the start).

    >>> mail_settings("smtps://report%40example.cn:secret@mail.example.cn", "", is_demo=False)["EMAIL_PORT"]
    465
    >>> mail_settings("", "", is_demo=True)["EMAIL_BACKEND"]
    'django.core.mail.backends.console.EmailBackend'
    """
    if not address:
        return {"EMAIL_BACKEND": CONSOLE if is_demo else NOWHERE}
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise Problem(
            "mail-address-unreadable",
            "NIANBAO_SMTP 应写成 smtp://用户:密码@主机:587 或 smtps://用户:密码@主机:465。",
            "NIANBAO_SMTP should read smtp://user:password@host:587 or smtps://user:password@host:465.",
        )
    is_local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    user = unquote(parts.username or "")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_local,  # a relay on the machine itself speaks plainly
        "EMAIL_TIMEOUT": SECONDS,
        "DEFAULT_FROM_EMAIL": sender or (user if "@" in user else f"nianbao@{parts.hostname}"),
    }
