"""The public pages and the open-data interface with 7,000 schools and ten data years in the database.

    make bench-portal
    .venv/bin/python benchmarks/bench_portal.py [--seconds 20] [--schools 7000] [--data FOLDER]

Two server processes (gunicorn) answer eight connections that ask as fast as they are answered. Whoever asks runs on
the same cores, and so may others: what counts is how many answers the processor time of the server is good for, twice a
second of it being what two cores give. Queries and processor times of single pages are those of one process with its
database (SQLite runs inside), without network and without what is kept. What a
phone has to fetch is measured in Chromium on a simulated 4G line (1.6 Mbit/s, 150 ms, a processor four times slower).
With --data the folder is filled once and used again. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGES_A_SECOND, ANSWERS_A_SECOND, QUERIES, PAGE_MS = 300, 100, 12, 100.0
LCP_MS, FETCHED_KB = 1_500, 150
CONNECTIONS, WORKERS = 8, 2
SERVED = "nianbao.web.config.wsgi:application"


@dataclass
class Results:
    rows: list[tuple[str, str, str, bool | None]] = field(default_factory=list)

    def add(self, what: str, measured: str, limit: str = "", ok: bool | None = None) -> None:
        self.rows.append((what, measured, limit, ok))
        print(f"  {what:52} {measured:>26}  {limit:16} {'' if ok is None else 'yes' if ok else 'NO'}", flush=True)

    @property
    def failed(self) -> bool:
        return any(ok is False for *_, ok in self.rows)


def set_up(folder: Path) -> None:
    from nianbao.web.config.server import migrate, set_up

    set_up(folder)
    migrate()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")


def seed(schools: int, results: Results) -> None:
    from nianbao.web.config.multitude import make_organisations
    from nianbao.web.config.multitude_releases import release_multitude
    from nianbao.web.releases.models import Release, ReleasedFact

    if Release.objects.exists():
        results.add("releases that are there", f"{Release.objects.count():,}")
        return
    make_organisations(schools)
    began = time.perf_counter()
    made = release_multitude()
    took = time.perf_counter() - began
    results.add(f"seed: {made.releases:,} releases, {made.facts:,} figures", f"{took:.0f} s")
    assert ReleasedFact.objects.exists()


def measure_pages(results: Results) -> None:
    """Each page made anew three times, the fastest counted; its queries and its size on the way."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from nianbao.web.presentation.kept_pages import KEPT

    client = Client()
    first, district = printed()[0], "99010001"
    for name, address in (
        ("front page", "/public/"),
        ("organisations, part of a name", "/public/organisations/?q=100"),
        ("search", "/public/search/?q=双师"),
        ("a school with ten years", f"/public/organisations/{first}/"),
        ("a district with 300 schools", f"/public/organisations/{district}/"),
        ("a report, printed page", f"/public/organisations/{first}/2025/"),
        ("a report, figures alone", f"/public/organisations/{first}/2018/"),
        ("an indicator, 40 districts, ten years", "/public/indicators/graduates/"),
        ("an indicator of a school", f"/public/indicators/graduates/?organisation={first}"),
        ("compare: ten years", f"/public/compare/?organisation={first}"),
        ("compare: five districts", "/public/compare/?" + "&".join(f"organisation={one}" for one in districts()[:5])),
        ("cases", "/public/cases/"),
        ("feed", "/public/feed.atom"),
        ("map, 20,000 addresses", "/public/sitemap-1.xml"),
        ("API: facts of a school", f"/api/v1/facts?organisation={first}&data_year=2024"),
        ("API: facts of an indicator", "/api/v1/facts?indicator=graduates&level=district"),
        ("API: facts from the middle", "/api/v1/facts?after=600-1000&limit=100"),
        ("API: series of a school", f"/api/v1/series?indicator=graduates&organisation={first}"),
        ("API: series of 50 districts", "/api/v1/series?indicator=graduates&level=district&limit=50"),
        ("API: a district's figures as CSV", f"/api/v1/facts.csv?district={district}&data_year=2024"),
    ):
        spent = []
        queries = 0
        for _ in range(3):
            KEPT.forget()
            with CaptureQueriesContext(connection) as asked:
                began = time.process_time()
                answer = client.get(address, headers={"Accept-Encoding": "gzip"})
                spent.append(1000 * (time.process_time() - began))
            assert answer.status_code == 200, (address, answer.status_code)
            queries = len(asked)
        is_page = "map" not in name and "CSV" not in name
        ok = queries <= QUERIES and (min(spent) <= PAGE_MS or not is_page)
        measured = f"{min(spent):.0f} ms, {queries} queries, {len(answer.content) / 1024:.0f} KB"
        results.add(name, measured, f"≤ {PAGE_MS:.0f} ms, {QUERIES}" if is_page else f"≤ {QUERIES} queries", ok)


def printed() -> list[str]:
    """Codes of the schools whose latest report has its printed page."""
    from nianbao.web.releases.models import ReleasedFile

    found = ReleasedFile.objects.filter(name="page").order_by("release_id")
    return list(found.values_list("release__organisation__code", flat=True))


def districts() -> list[str]:
    from nianbao.web.organisations.models import Organisation

    return list(Organisation.objects.filter(level="district").order_by("path").values_list("code", flat=True))


def schools() -> list[str]:
    from nianbao.web.organisations.models import Organisation

    return list(Organisation.objects.filter(level="school").order_by("pk").values_list("code", flat=True))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, int]]:
    """The port and the process whose children answer."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    environment = os.environ | {"NIANBAO_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "nianbao.web.config.settings"}
    command = [sys.executable, "-m", "gunicorn", "-w", str(WORKERS), "--threads", "4", "-b", f"127.0.0.1:{port}",
               "--no-control-socket", SERVED]  # fmt: skip
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def warm(port: int, addresses: Sequence[str]) -> None:
    """Every connection asks for every page once, so that each process has made them all."""
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    for address in addresses:
        for connection in connections:
            connection.sendall(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        for connection in connections:
            _answer(connection)
    for connection in connections:
        connection.close()


@dataclass(frozen=True)
class Rate:
    """Answers a second as it went, and what the server's own processor time is good for on two cores."""

    measured: float
    on_two_cores: float
    failed: int


def ask_for(port: int, server: int, addresses: Sequence[str], seconds: float) -> Rate:
    """Eight connections in a process apart."""
    before = processor_seconds(server)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        counted, failed, took = pool.apply(_ask_all, (port, list(addresses), seconds))
    spent = processor_seconds(server) - before
    return Rate(counted / took, 2 * counted / spent if spent else 0.0, failed)


def processor_seconds(server: int) -> float:
    """What the server's processes have used so far (Linux)."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[1]) == server:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _ask_all(port: int, addresses: list[str], seconds: float) -> tuple[int, int, float]:
    counts = [0] * CONNECTIONS
    failures = [0] * CONNECTIONS
    began = time.perf_counter()
    until = began + seconds

    def work(number: int) -> None:
        chosen = random.Random(number)
        connection = socket.create_connection(("127.0.0.1", port))
        while time.perf_counter() < until:
            address = chosen.choice(addresses)
            request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
            connection.sendall(request.encode())
            status, closes = _answer(connection)
            counts[number] += 1
            failures[number] += status != 200
            if closes:
                connection.close()
                connection = socket.create_connection(("127.0.0.1", port))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), sum(failures), time.perf_counter() - began


def _answer(connection: socket.socket) -> tuple[int, bool]:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65_536)
        if not more:
            return 0, True
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode().lower().split("\r\n")
    length = next(int(one.partition(":")[2]) for one in lines if one.startswith("content-length:"))
    left = length - len(body)
    while left > 0:
        left -= len(connection.recv(min(left, 65_536)))
    return int(lines[0].split()[1]), "connection: close" in lines


def measure_load(folder: Path, seconds: float, results: Results) -> None:
    everybody, shown = schools(), printed()
    reports = [f"/public/organisations/{code}/2025/" for code in shown]
    fresh = [f"/api/v1/facts?organisation={code}&data_year=2024" for code in everybody]
    series = [f"/api/v1/series?indicator=graduates&organisation={code}" for code in everybody]
    few = fresh[:100]
    with serving(folder) as (port, server):
        warm(port, reports)
        for name, addresses, limit in (
            (f"cached report pages ({len(reports)} of them)", reports, PAGES_A_SECOND),
            ("API, 100 questions that come again", few, ANSWERS_A_SECOND),
            ("API, figures of any school, never asked before", fresh, ANSWERS_A_SECOND),
            ("API, ten years of any school, never asked before", series, ANSWERS_A_SECOND),
        ):
            if addresses is few:
                warm(port, few)
            rate = ask_for(port, server, addresses, seconds)
            measured = f"{rate.on_two_cores:.0f} a second ({rate.measured:.0f} as it went)"
            reached = rate.on_two_cores >= limit and not rate.failed
            results.add(name, measured, f"≥ {limit} a second", reached)
        measure_phone(f"http://localhost:{port}", shown[0], results)


def measure_phone(address: str, code: str, results: Results) -> None:
    """What a phone fetches and when the largest thing is painted."""
    browser_path = next((one for one in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(one).exists()), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser_path = None
    if browser_path is None:
        results.add("phone on simulated 4G", "no Chromium here")
        return
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, path in (
            ("front page", "/public/"),
            ("a school", f"/public/organisations/{code}/"),
            ("a report", f"/public/organisations/{code}/2025/"),
            ("an indicator", f"/public/indicators/graduates/?organisation={code}"),
        ):
            paints, fetched = zip(*[_painted(browser, f"{address}{path}") for _ in range(3)], strict=True)
            ok = min(paints) <= LCP_MS and max(fetched) <= FETCHED_KB
            measured = f"LCP {min(paints):.0f} ms, {max(fetched):.0f} KB"
            results.add(f"phone on simulated 4G: {name}", measured, f"≤ {LCP_MS} ms, {FETCHED_KB} KB", ok)
        browser.close()


def _painted(browser: Any, address: str) -> tuple[float, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN", device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    fetched: list[float] = []
    session.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    painted = page.evaluate(
        "() => new Promise(done => new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
        ".observe({type: 'largest-contentful-paint', buffered: true}))"
    )
    context.close()
    return float(painted), sum(fetched) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--schools", type=int, default=7_000)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    results = Results()
    with contextlib.ExitStack() as stack:
        folder = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nianbao-portal-")))
        set_up(folder)
        seed(given.schools, results)
        measure_pages(results)
        measure_load(folder, given.seconds, results)
    sys.exit(1 if results.failed else 0)


if __name__ == "__main__":
    main()
