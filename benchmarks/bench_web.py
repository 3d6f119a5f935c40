"""The workbench with 7,000 schools in it: saves, pages, and fifty people saving at once through HTTP.

    make bench-web
    .venv/bin/python benchmarks/bench_web.py [--seconds 60] [--schools 7000]
    .venv/bin/python tools/with_postgresql.py .venv/bin/python benchmarks/bench_web.py

Everything happens in a temporary folder. Times of saves and pages are the server's: from the request to the answer
inside one process, without network; in brackets the processor time in them, which is all there is to SQLite and which
another program on the machine lengthens less. The fifty people are twenty-five pairs, each pair in one table of one
school, so that they really meet; afterwards every acknowledged save is looked for in the database. With DATABASE_URL
the same runs on that (empty) database. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CELLS, ROUNDS, PEOPLE = 120, 41, 50
SAVE_MS, PAGE_MS, BOARD_MS, QUERIES, SEED_SECONDS = 5.0, 100.0, 150.0, 12, 120.0
NIANBAO = (sys.executable, "-c", "from nianbao.cli.main import main; main()")
TOKEN = "a" * 32


@dataclass
class Results:
    rows: list[tuple[str, str, str, bool | None]] = field(default_factory=list)

    def add(self, what: str, measured: str, limit: str = "", ok: bool | None = None) -> None:
        self.rows.append((what, measured, limit, ok))
        print(f"  {what:44} {measured:>28}  {limit:16} {'' if ok is None else 'yes' if ok else 'NO'}", flush=True)

    @property
    def failed(self) -> bool:
        return any(ok is False for *_, ok in self.rows)


@dataclass(frozen=True)
class Took:
    """Milliseconds on the clock, and those that the processor worked for it."""

    waited: float
    worked: float

    @classmethod
    def median(cls, times: list[Took]) -> Took:
        return cls(statistics.median(one.waited for one in times), statistics.median(one.worked for one in times))

    def told(self, places: int = 0) -> str:
        return f"{self.waited:.{places}f} ms ({self.worked:.{places}f})"


class Clock:
    def __init__(self) -> None:
        self.began = time.perf_counter(), time.thread_time()

    def until_now(self) -> Took:
        return Took(1000 * (time.perf_counter() - self.began[0]), 1000 * (time.thread_time() - self.began[1]))


def seed(folder: Path, schools: int, results: Results) -> None:
    began = time.perf_counter()
    people = max(100, schools * 15 // 7)
    subprocess.run(
        [*NIANBAO, "seed", "--data", str(folder), "--schools", str(schools), "--people", str(people)], check=True
    )
    took = time.perf_counter() - began
    results.add(f"seed, {schools:,} schools", f"{took:.0f} s", f"≤ {SEED_SECONDS:.0f} s", took <= SEED_SECONDS)


def set_up(folder: Path) -> None:
    from nianbao.web.config.server import set_up

    set_up(folder)
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")


def measure_saves(results: Results) -> None:
    """Median of saves that change every cell: the whole request, and the action with its transaction alone."""
    import nianbao.web.pages.school.views as views

    submission, client = _school()
    spent: list[Took] = []
    original = views.save_cells

    def timed(*arguments: Any, **named: Any) -> Any:
        began = Clock()
        try:
            return original(*arguments, **named)
        finally:
            spent.append(began.until_now())

    views.save_cells = timed
    try:
        for count in (CELLS, 1):
            spent.clear()
            whole = [_save(client, submission, count, 1_000 + number) for number in range(ROUNDS)]
            name = f"save of {count} cells with audit" if count > 1 else "save of one cell with audit"
            median = Took.median(spent)
            _judge_save(results, f"{name}: the action", median)
            _judge_save(results, "— the request around it", Took.median(whole))
    finally:
        views.save_cells = original


def _judge_save(results: Results, name: str, took: Took) -> None:
    """The limit is one of SQLite; PostgreSQL waits for its disk and for the way to the server."""
    if connection_is_sqlite():
        results.add(name, took.told(1), f"≤ {SAVE_MS:g} ms", took.waited <= SAVE_MS)
    else:
        results.add(name, took.told(1))


def connection_is_sqlite() -> bool:
    from django.db import connection

    return bool(connection.vendor == "sqlite")


def _school() -> tuple[Any, Any]:
    from django.test import Client

    from nianbao.web.organisations.models import Grant, Role
    from nianbao.web.submissions.models import Submission

    submission = (
        Submission.objects.filter(state="drafted").select_related("campaign", "organisation").order_by("pk").first()
    )
    assert submission is not None
    client = Client()
    head = Grant.objects.select_related("person").get(role=Role.HEAD, organisation=submission.organisation)
    client.force_login(head.person)
    return submission, client


def _save(client: Any, submission: Any, count: int, number: int) -> Took:
    from nianbao.web.submissions.content import boxes_by_indicator

    names = list(boxes_by_indicator(submission.campaign.edition))[:count]
    body = json.dumps({"cells": [{"indicator": name, "raw": str(number)} for name in names]})
    began = Clock()
    answer = client.post(f"/submissions/{submission.pk}/save/", body, content_type="application/json")
    took = began.until_now()
    assert answer.status_code == 200, answer.content
    return took


def measure_pages(results: Results) -> None:
    """Each page five times, the first left out; queries of the last."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nianbao.web.accounts.models import Person
    from nianbao.web.organisations.models import Grant, Organisation, Role
    from nianbao.web.publications import kept_figures, kept_numbers, peers_ahead
    from nianbao.web.submissions.models import Submission

    submission, school = _school()
    campaign, district = submission.campaign, Organisation.objects.get(pk=submission.organisation.parent_id)
    reviewed = Submission.objects.filter(campaign=campaign, state="received").order_by("pk").first() or submission

    def enter(role: str, organisation: Any) -> Client:
        client = Client()
        client.force_login(Grant.objects.select_related("person").get(role=role, organisation=organisation).person)
        return client

    reviewer, city = enter(Role.DISTRICT_HEAD, district), enter(Role.CITY, district.parent)
    operator = Client()
    operator.force_login(Person.objects.get(is_operator=True))
    mine = f"/submissions/{submission.pk}/"
    accept_one(reviewer, reviewed, results)
    for name, client, address, limit in (
        ("home of a school", school, "/", PAGE_MS),
        ("home of a city", city, "/", PAGE_MS),
        ("school's desk", school, mine, PAGE_MS),
        ("table to fill in", school, f"{mine}tables/scorecard/", PAGE_MS),
        ("findings after a save", school, f"{mine}findings/?since=1", PAGE_MS),
        ("list to fill in", school, f"{mine}lists/major_group_list/", PAGE_MS),
        ("handing in", school, f"{mine}hand-in/", PAGE_MS),
        ("history", school, f"{mine}history/", PAGE_MS),
        ("board", reviewer, f"/campaigns/{campaign.pk}/", BOARD_MS),
        ("new campaign", reviewer, f"/districts/{district.pk}/campaigns/new/", PAGE_MS),
        ("review of one school", reviewer, f"/reviews/{reviewed.pk}/", PAGE_MS),
        ("values far from peers", reviewer, f"/reviews/{reviewed.pk}/peers/", PAGE_MS),
        ("schools side by side", reviewer, f"/campaigns/{campaign.pk}/compare/", PAGE_MS),
        ("district's tables, as before", reviewer, f"/campaigns/{campaign.pk}/aggregate/", PAGE_MS),
        ("audit, a district's", reviewer, "/audit/", PAGE_MS),
        ("audit, everything", operator, "/audit/", PAGE_MS),
        ("audit, searched", operator, "/audit/?who=第12", PAGE_MS),
    ):
        while peers_ahead._AT_WORK:  # what the review has asked for is read before somebody goes on from it
            time.sleep(0.01)
        with CaptureQueriesContext(connection) as asked_first:
            first = _get(client, address)
            queries_first = len(asked_first)
        median = Took.median([_get(client, address) for _ in range(4)])
        with CaptureQueriesContext(connection) as asked:
            _get(client, address)
            queries = len(asked)
        ok = median.waited <= limit and queries <= QUERIES
        results.add(name, f"{median.told()}, {queries} queries", f"≤ {limit:g} ms, ≤ {QUERIES}", ok)
        if address.endswith(("/aggregate/", "/peers/")) or first.waited > 3 * limit:
            ok = first.waited <= limit and queries_first <= QUERIES
            results.add("— the first time", f"{first.told()}, {queries_first} queries", f"≤ {limit:g} ms", ok)
    kept_numbers._KEPT.clear()
    for path in (Path(settings.DATA) / kept_figures.FOLDER).glob("numbers-*"):
        path.unlink()
    cold = _get(reviewer, f"/reviews/{reviewed.pk}/peers/")
    results.add("values far from peers, no review opened before", cold.told())
    for name, client, address, limit in (
        ("school's desk", school, mine, PAGE_MS),
        ("board", reviewer, f"/campaigns/{campaign.pk}/", BOARD_MS),
    ):
        Submission.objects.filter(pk__in=places_behind(campaign, submission)).update(summary_revision=0)
        with CaptureQueriesContext(connection) as asked:
            took = _get(client, address)
            queries = len(asked)
        ok = took.waited <= limit and queries <= QUERIES
        told = f"{took.told()}, {queries} queries"
        results.add(f"{name}, summaries behind", told, f"≤ {limit:g} ms, ≤ {QUERIES}", ok)


def places_behind(campaign: Any, submission: Any) -> list[int]:
    """A handful of the campaign's submissions that look as if they had just been saved."""
    return [submission.pk, *campaign.submissions.order_by("pk").values_list("pk", flat=True)[:5]]


def accept_one(reviewer: Any, submission: Any, results: Results) -> None:
    """A school is accepted; the district's tables are made anew in the background, and a new process begins."""
    from nianbao.web.publications import aggregate, kept_figures

    began = time.perf_counter()
    answer = reviewer.post(f"/reviews/{submission.pk}/accept/")
    results.add("acceptance of a school", f"{1000 * (time.perf_counter() - began):.0f} ms")
    assert answer.status_code == 302, answer.status_code
    while kept_figures._AT_WORK:
        time.sleep(0.01)
    results.add("— district's tables made anew behind it", f"{time.perf_counter() - began:.1f} s")
    aggregate._KEPT.clear()


def _get(client: Any, address: str) -> Took:
    began = Clock()
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return began.until_now()


@dataclass(frozen=True)
class Place:
    """Where somebody saves: a session, a submission and the cells that both of a pair write."""

    session: str
    submission: int
    cells: tuple[str, ...]


@dataclass
class Kept:
    """What was acknowledged, and everything that went wrong."""

    saves: list[tuple[int, str, int, str]] = field(default_factory=list)  # submission, indicator, version, raw
    requests: int = 0
    conflicts: int = 0
    errors: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def places(count: int) -> tuple[list[Place], dict[tuple[int, str], int]]:
    """Sessions of two people in each of half as many schools, and the versions from which they start."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from nianbao.web.organisations.models import Grant
    from nianbao.web.submissions.content import boxes_by_indicator
    from nianbao.web.submissions.models import Submission

    found, versions = [], {}
    for submission in Submission.objects.filter(state="drafted").select_related("campaign").order_by("-pk"):
        grants = Grant.objects.filter(organisation=submission.organisation_id).select_related("person")
        people = [grant.person for grant in grants.order_by("pk")[:2]]
        if len(people) < 2:
            continue
        cells = tuple(boxes_by_indicator(submission.campaign.edition))[:10]
        known = dict(submission.entries.values_list("indicator", "version"))
        versions |= {(submission.pk, name): known.get(name, 0) for name in cells}
        for person in people:
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.create()
            found.append(Place(str(session.session_key), submission.pk, cells))
        if len(found) >= count:
            break
    return found[:count], versions


def save_for(place: Place, port: int, until: float, versions: dict[str, int], number: int) -> Kept:
    """Save three cells again and again, as a browser does; a conflict shows the other's version and is tried again."""
    kept, draw = Kept(), random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": f"sessionid={place.session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN,
        "Content-Type": "application/json", "Accept": "application/json",
    }  # fmt: skip
    while time.monotonic() < until:
        wanted = {name: f"{number}{draw.randrange(10**6):06d}" for name in draw.sample(place.cells, 3)}
        body = {"cells": [{"indicator": one, "raw": raw, "version": versions[one]} for one, raw in wanted.items()]}
        began = time.monotonic()
        try:
            connection.request("POST", f"/submissions/{place.submission}/save/", json.dumps(body), headers)
            answer = connection.getresponse()
            content = answer.read()
        except OSError as trouble:
            kept.errors.append(repr(trouble))
            connection.close()
            continue
        kept.times.append(time.monotonic() - began)
        kept.requests += 1
        if answer.status != 200:
            kept.errors.append(f"{answer.status} {content[:200]!r}")
            continue
        told = json.loads(content)
        for name, version in told["versions"].items():
            versions[name] = version
            kept.saves.append((place.submission, name, version, wanted[name]))
        for conflict in told["conflicts"]:
            versions[conflict["indicator"]] = conflict["version"]
            kept.conflicts += 1
    return kept


def measure_crowd(folder: Path, seconds: int, results: Results, engine: str) -> None:
    from nianbao.web.submissions.models import Change

    where, before = places(PEOPLE)
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    port = _free_port()
    with serving(folder, port):
        until = time.monotonic() + seconds
        kept: list[Kept] = []

        def work(number: int, place: Place) -> None:
            versions = {name: before[place.submission, name] for name in place.cells}
            kept.append(save_for(place, port, until, versions, number))

        threads = [threading.Thread(target=work, args=(number, one)) for number, one in enumerate(where, 10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    errors = [one for each in kept for one in each.errors]
    saves = [one for each in kept for one in each.saves]
    times = sorted(one for each in kept for one in each.times)
    asked = sum(one.requests for one in kept)
    results.add(f"{len(where)} people for {seconds} s on {engine}", f"{asked:,} saves, {asked / seconds:.0f}/s")
    results.add("— waited: median, 95 of 100", f"{1000 * times[len(times) // 2]:.0f}, "
                f"{1000 * times[len(times) * 95 // 100]:.0f} ms")  # fmt: skip
    results.add("— conflicts told", f"{sum(one.conflicts for one in kept):,} cells")
    results.add("— errors", f"{len(errors)}", "none", not errors)
    for one in errors[:3]:
        print(one)
    lost = lost_updates(saves, before, last)
    for one in sorted(lost)[:3]:
        print(one)
    results.add("— lost updates", f"{len(lost)} of {len(saves):,} cells", "none", not lost)
    from nianbao.web.audit.actions import verify_chain

    verification = verify_chain()
    results.add("— record of events", f"{verification.events:,} whole" if verification.is_whole else "BROKEN", "whole",
                verification.is_whole)  # fmt: skip


def lost_updates(saves: list[tuple[int, str, int, str]], before: dict[tuple[int, str], int], last: int) -> list[str]:
    """Acknowledged saves that the database does not know, and versions that do not add up."""
    from nianbao.web.submissions.models import Change, Entry

    wrong = [f"two saves got {one}" for one, times in Counter(one[:3] for one in saves).items() if times > 1]
    history: dict[tuple[int, str], list[str]] = {}
    numbers = {number for number, _ in before}
    rows = Change.objects.filter(submission__in=numbers, pk__gt=last).order_by("revision", "pk")
    for owner, key, after in rows.values_list("submission_id", "key", "after"):
        history.setdefault((owner, key), []).append(after["raw"])
    for owner, name, version, raw in saves:
        written = history.get((owner, name), [])
        place = version - before[owner, name] - 1
        if not (0 <= place < len(written) and written[place] == raw):
            wrong.append(f"{owner} {name} v{version} {raw} is not in the history")
    acknowledged = Counter((owner, name) for owner, name, *_ in saves)
    for owner, name, version, raw in Entry.objects.filter(submission__in=numbers).values_list(
        "submission_id", "indicator", "version", "raw"
    ):
        key = (owner, name)
        if key in before and version != before[key] + acknowledged[key]:
            wrong.append(f"{key}: version {version}, but {acknowledged[key]} acknowledged")
        if history.get(key) and history[key][-1] != raw:
            wrong.append(f"{key}: {raw} is not what was written last")
    return wrong


@contextmanager
def serving(folder: Path, port: int) -> Iterator[None]:
    # The server tells of every request that has to wait; with fifty at once that is nearly all of them.
    environment = os.environ | {"NIANBAO_LOG_LEVEL": "ERROR"}
    command = [*NIANBAO, "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--schools", type=int, default=7_000)
    arguments = parser.parse_args()
    results = Results()
    run(arguments, results, "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite")
    print(json.dumps({"rows": results.rows}, ensure_ascii=False))
    return int(results.failed)


def run(arguments: argparse.Namespace, results: Results, engine: str) -> None:
    with tempfile.TemporaryDirectory(prefix="nianbao-bench-") as name:
        folder = Path(name)
        seed(folder, arguments.schools, results)
        set_up(folder)
        measure_saves(results)
        measure_pages(results)
        measure_crowd(folder, arguments.seconds, results, engine)
        from django.db import connection

        connection.close()


if __name__ == "__main__":
    sys.exit(main())
