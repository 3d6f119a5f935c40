"""Whether letters to people go anywhere at all.

Where no mail server is set (``NIANBAO_SMTP``) nothing is queued and the callers show what the letter would have said.
"""

from __future__ import annotations

from django.conf import settings

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def can_mail() -> bool:
    """Whether letters go to a server, to the console of the demonstration, or to a test's box."""
    return str(settings.EMAIL_BACKEND) != NOWHERE
