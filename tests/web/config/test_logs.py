"""The server's own lines: readable by machines, silent about people and figures."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable

import pytest
from django.test import Client

from nianbao.web.config.logs import REQUESTS, JsonLines
from nianbao.web.submissions.models import Submission


def line_of(record: logging.LogRecord) -> dict[str, object]:
    told: dict[str, object] = json.loads(JsonLines().format(record))
    return told


def record_of(name: str, message: str, *arguments: object, exc_info: object = None) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, exc_info)  # type: ignore[arg-type]


def test_what_was_put_into_a_message_is_left_out() -> None:
    told = line_of(record_of("nianbao.web", "could not send to %s", "zhang@example.cn"))
    assert told["message"] == "could not send to %s"
    assert "zhang" not in json.dumps(told)


def test_an_error_is_told_by_type_and_place_without_its_words() -> None:
    try:
        raise ValueError("张三 13800000000")
    except ValueError:
        told = line_of(
            record_of("django.request", "Internal Server Error: %s", "/submissions/7/", exc_info=sys.exc_info())
        )

    assert told["error"] == "ValueError"
    assert "test_logs.py" in str(told["passed"])
    assert "张三" not in json.dumps(told, ensure_ascii=False)
    assert "/submissions/7/" not in json.dumps(told)


def test_a_request_is_told_by_its_route(
    enter: Callable[[str], Client], submission: Callable[..., Submission], caplog: pytest.LogCaptureFixture
) -> None:
    number = submission("9901020002").pk
    with caplog.at_level(logging.INFO, logger=REQUESTS.name):
        enter("邱明溪").get(f"/submissions/{number}/?who=张三")
    (record,) = [one for one in caplog.records if one.name == REQUESTS.name]
    told = line_of(record)

    assert (told["route"], told["method"], told["status"]) == ("submission", "GET", 200)
    assert "张三" not in json.dumps(told, ensure_ascii=False)
    assert f"/{number}/" not in json.dumps(told)
