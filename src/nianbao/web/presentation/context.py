"""What every page shows around its content: who is signed in, and where they can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from nianbao.web.organisations.permissions import Standing


def page_context(request: HttpRequest) -> dict[str, Any]:
    standing: Standing | None = getattr(request, "standing", None)
    return {"standing": standing, "is_demo": settings.IS_DEMO}
