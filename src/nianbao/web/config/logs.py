"""What the server writes about itself: one JSON object a line, without anything that people entered.

A line says when, how grave, which part spoke, and for requests the route (never the path, whose numbers
name a school), the status and the time taken. An error is told by its type and the lines of code that it
passed through; the words of an exception may quote a figure or a name and are left out.
"""

from __future__ import annotations

import datetime
import json
import logging
import time
import traceback
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

MOST_FRAMES = 12
REQUESTS = logging.getLogger("nianbao.requests")
# Django's own loggers quote the path, the host or a query in their words.
_QUOTING = ("django.request", "django.security", "django.db.backends", "django.server")


class JsonLines(logging.Formatter):
    """A record as one JSON object; ``extra`` fields named in ``nianbao_fields`` are taken along."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        told: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        fields = getattr(record, "nianbao_fields", None)
        if isinstance(fields, dict):
            told |= fields
        elif not record.name.startswith(_QUOTING):
            # The words of the program itself, without what was put into them.
            told["message"] = str(record.msg)
        if (status := getattr(record, "status_code", None)) is not None:
            told["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-MOST_FRAMES:]
            told["passed"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(told, ensure_ascii=False, default=str)


def request_log(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A line for each request at level INFO: method, route, status, milliseconds."""

    def handle(request: HttpRequest) -> HttpResponse:
        if not REQUESTS.isEnabledFor(logging.INFO):
            return answer(request)
        began = time.perf_counter()
        response = answer(request)
        match = request.resolver_match
        fields = {
            "method": request.method,
            "route": (match.url_name if match is not None else None) or "unknown",
            "status": response.status_code,
            "ms": round(1000 * (time.perf_counter() - began), 1),
        }
        REQUESTS.info("request", extra={"nianbao_fields": fields})
        return response

    return handle
