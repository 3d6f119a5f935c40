"""Answers coming in: how many a second, and whether each is there once.

    make bench-surveys
    .venv/bin/python benchmarks/bench_surveys.py [--seconds 60] [--http-seconds 20]
    .venv/bin/python tools/with_postgresql.py .venv/bin/python benchmarks/bench_surveys.py

A survey of 3,600 classes of fifty, everybody with a code. Answers are taken in as the page does once a request is
read: find the class by its link, check the code, look at the pace, store; on PostgreSQL by processes, on SQLite by
the threads of one, as the server there has. One answer in fifty is sent again by a neighbour at the same time, as
phones on a bad network do. Every answer holds its own number, so that afterwards each acknowledged one is looked for:
there, and there once. Then the same through HTTP with a server in processes of its own. With DATABASE_URL it runs on
that (empty) database; else on SQLite. Exits with 1 where a limit is missed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

CLASSES, SIZE, AGAIN, CLIENTS = 3_600, 50, 50, 8
LIMITS = {"postgresql": 1_000, "sqlite": 500}
PROCESSES, THREADS = {"postgresql": 4, "sqlite": 1}, {"postgresql": 1, "sqlite": 4}
Ballot = tuple[int, str, str]  # number, link, code


def set_up(folder: str) -> None:
    from nianbao.web.config.server import set_up

    set_up(Path(folder))


def seed(folder: str) -> list[Ballot]:
    """One school with one survey under way; every code of it."""
    import datetime

    from django.utils import timezone

    from nianbao.web.accounts.actions import create_person
    from nianbao.web.campaigns.actions import open_campaign
    from nianbao.web.config.server import migrate
    from nianbao.web.organisations.actions import add_organisation, grant_role
    from nianbao.web.organisations.models import Role
    from nianbao.web.submissions.actions import open_submission
    from nianbao.web.surveys.codes import code_of
    from nianbao.web.surveys.models import Group, Survey

    migrate()
    operator = create_person(login_name="operator", name="系统管理员", by=None, is_operator=True)
    city = add_organisation(code="99", name="望川市", level="province", parent=None, by=operator)
    district = add_organisation(code="990102", name="岚溪区", level="district", parent=city, by=operator)
    school = add_organisation(code="9901020001", name="一校", level="school", parent=district, by=operator)
    grant_role(person=operator, organisation=district, role=Role.DISTRICT_HEAD, by=operator)
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    campaign = open_campaign(
        edition="dy2025/school", district=district, opens_on=today, due_on=today + 30 * day,
        closes_on=today + 60 * day, by=operator,
    )  # fmt: skip
    submission = open_submission(campaign=campaign, organisation=school)
    survey = Survey.objects.create(
        submission=submission, instrument="students/1", stage="open", closes_on=today + 10 * day, opened_on=today
    )
    links: set[str] = set()
    groups = []
    for position in range(CLASSES):
        group = Group(
            survey=survey, position=position, major=f"专业{position % 12}", grade=f"{position % 3}",
            label=f"{position}班", population=SIZE, asked=SIZE, handed=SIZE, stratum=position % 36, used=bytes(125),
        )  # fmt: skip
        assert group.link not in links
        links.add(group.link)
        groups.append(group)
    Group.objects.bulk_create(groups, batch_size=500)
    codes = ((group.link, code_of(survey.issue_key, group.link, index)) for index in range(SIZE) for group in groups)
    return [(number, link, code) for number, (link, code) in enumerate(codes)]


def ticks(number: int, questions: list[str]) -> dict[str, str]:
    """Choices that spell the number to the base of five, so that it can be read out of the stored answer."""
    chosen = {}
    for question in questions:
        number, digit = divmod(number, 5)
        chosen[question] = str(digit + 1)
    return chosen


def number_of(answers: str) -> int:
    return sum((int(sign) - 1) * 5**place for place, sign in enumerate(answers))


def server_seconds(process: int | None) -> float:
    """Processor time that a PostgreSQL process on this machine has used; nothing where it is elsewhere."""
    path = Path(f"/proc/{process}/stat")
    if process is None or not path.exists():
        return 0.0
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def server_process() -> int | None:
    """The process of the server that this connection talks to; SQLite has none."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def work(folder: str, shares: list[list[Ballot]], begin: float, until: float, told: Any) -> None:
    """One process with a thread for each share."""
    set_up(folder)
    spent: Any = queue.Queue()
    threads = [threading.Thread(target=take_in, args=(share, begin, until, spent)) for share in shares]
    while time.time() < begin - 0.05:
        time.sleep(0.005)
    before = time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    processor = (time.process_time() - before) / len(shares)
    for _ in shares:
        told.put((*spent.get(), processor))


def take_in(ballots: list[Ballot], begin: float, until: float, told: Any) -> None:
    """Ballots, one after the other, until the time is over."""
    from django.db import connection

    from nianbao.framework.loader import load_catalogue
    from nianbao.web.surveys.actions import Taken, send_answer
    from nianbao.web.surveys.models import known_group

    questions = [question.id for question in load_catalogue().instruments["students/1"].questions]
    known_group("warmup")
    while time.time() < begin:
        time.sleep(0.005)
    thanked, again, waited = [], 0, []
    server = server_process()
    served = server_seconds(server)
    for number, link, code in ballots:
        began = time.perf_counter()
        if time.time() >= until:
            break
        group = known_group(link)
        assert group is not None
        taken = send_answer(group, code=code, chosen=ticks(number, questions), seconds=90.0)
        waited.append(time.perf_counter() - began)
        if taken is Taken.THANKS:
            thanked.append(number)
        else:
            again += taken is Taken.ALREADY
    served = server_seconds(server) - served
    connection.close()
    told.put((thanked, again, waited, served))


def measure(folder: str, engine: str, ballots: list[Ballot], seconds: int) -> tuple[list[int], bool]:
    """Several processes for ``seconds``; what was acknowledged, and whether it was enough."""
    context = multiprocessing.get_context("spawn")
    load = os.getloadavg()[0]
    each = THREADS[engine]
    many = PROCESSES[engine] * each
    plain = [ballots[first::many] for first in range(many)]
    shares = []
    for position, share in enumerate(plain):  # a fiftieth is sent by the neighbour as well
        pairs = zip(share, plain[(position + 1) % many], strict=False)
        shares.append([one for pair in pairs for one in (pair if pair[1][0] % AGAIN == 0 else pair[:1])])
    told: Any = context.Queue()
    begin = time.time() + 4 + 2 * PROCESSES[engine]
    processes = [
        context.Process(target=work, args=(folder, shares[first : first + each], begin, begin + seconds, told))
        for first in range(0, many, each)
    ]
    for process in processes:
        process.start()
    found = [told.get() for _ in shares]
    for process in processes:
        process.join()
    thanked = [number for numbers, *_ in found for number in numbers]
    again = sum(count for _, count, *_ in found)
    waited = sorted(one for _, _, times, *_ in found for one in times)
    processor = sum(spent for *_, spent in found)
    rate = len(thanked) / seconds
    ok = rate >= LIMITS[engine]
    crew = f"{PROCESSES[engine]} processes × {each} threads"
    show(f"{crew}, {seconds} s on {engine}", f"{len(thanked):,} answers, {rate:,.0f}/s", f"≥ {LIMITS[engine]:,}/s", ok)
    show("— waited: median, 99 of 100", f"{1000 * waited[len(waited) // 2]:.1f}, "
         f"{1000 * waited[len(waited) * 99 // 100]:.1f} ms")  # fmt: skip
    show("— sent twice and told so", f"{again:,}")
    served = sum(one for *_, one, _ in found)
    each_ms = 1000 * (processor + served) / len(waited)
    show("— processor time of an answer, the database's with it", f"{each_ms:.2f} ms")
    cores = min(PROCESSES[engine], os.cpu_count() or 1)
    show(f"— so {cores} core(s) that do nothing else take in", f"{cores * 1000 / each_ms:,.0f}/s")
    show("— other work on the machine (load before)", f"{load:.1f} on {os.cpu_count()} cores")
    return thanked, ok


def verify(thanked: list[int]) -> bool:
    """Every acknowledged answer is there, once; every one that is there was acknowledged; bits and rows agree."""
    from nianbao.web.surveys.models import Answer, Group

    there = Counter(number_of(answers) for answers in Answer.objects.values_list("answers", flat=True))
    lost = set(thanked) - set(there)
    double = [number for number, count in there.items() if count > 1] + [
        number for number, count in Counter(thanked).items() if count > 1
    ]
    unasked = set(there) - set(thanked)
    bits = sum(group.returned for group in Group.objects.all())
    ok = not lost and not double and not unasked and bits == there.total()
    show("— lost, double, unasked", f"{len(lost)}, {len(double)}, {len(unasked)} of {there.total():,}", "none", ok)
    return ok


def visit(
    port: int, ballots: list[Ballot], questions: list[str], ready: threading.Barrier, seconds: int, told: Any
) -> None:
    """One client with one connection, as a proxy in front of phones keeps it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(3):  # each worker reads the catalogue once
        connection.request("GET", f"/s/{ballots[0][1]}/{ballots[0][2]}/")
        connection.getresponse().read()
    ready.wait()
    until = time.time() + seconds
    thanked = []
    for number, link, code in ballots:
        if time.time() >= until:
            break
        body = urlencode({f"q-{question}": sign for question, sign in ticks(number, questions).items()})
        connection.request("POST", f"/s/{link}/{code}/", body, headers)
        answer = connection.getresponse()
        content = json.loads(answer.read())
        assert answer.status == 200, (answer.status, content)
        if content["taken"] == "thanks":
            thanked.append(number)
    told.put(thanked)


def measure_http(folder: str, engine: str, ballots: list[Ballot], seconds: int) -> list[int]:
    import socket

    from nianbao.framework.loader import load_catalogue

    questions = [question.id for question in load_catalogue().instruments["students/1"].questions]
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{port}",
         "--log-level", "error", "nianbao.web.config.wsgi:application"],
        env=os.environ | {"NIANBAO_DATA": folder, "NIANBAO_HOSTS": "127.0.0.1"}, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(120):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.25)
        time.sleep(3)
        told: queue.Queue[list[int]] = queue.Queue()
        ready = threading.Barrier(CLIENTS)
        clients = [threading.Thread(target=visit,
                                    args=(port, ballots[first::CLIENTS], questions, ready, seconds, told))
                   for first in range(CLIENTS)]  # fmt: skip
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        thanked = [number for _ in clients for number in told.get()]
    finally:
        server.terminate()
        server.wait(20)
    show(f"through HTTP, 2 workers, {CLIENTS} clients on {engine}", f"{len(thanked):,} answers, "
         f"{len(thanked) / seconds:,.0f}/s")  # fmt: skip
    return thanked


def measure_end() -> None:
    """Closing shuffles every row; results read every row."""
    from nianbao.surveys.result import result_of
    from nianbao.web.surveys.ballots import shuffle
    from nianbao.web.surveys.models import Survey
    from nianbao.web.surveys.results import sheets_of, strata_of_groups

    survey = Survey.objects.get()
    began = time.perf_counter()
    shuffle(survey.pk)
    show("shuffling at the end", f"{time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    result_of(survey.questionnaire, sheets_of(survey), strata_of_groups(list(survey.groups.all())))
    show("all results of it", f"{time.perf_counter() - began:.1f} s")


def show(what: str, measured: str, limit: str = "", ok: bool | None = None) -> None:
    print(f"  {what:52} {measured:>28}  {limit:12} {'' if ok is None else 'yes' if ok else 'NO'}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--http-seconds", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.db import connection

        engine = connection.vendor
        print(f"Surveys on {engine}")
        ballots = seed(folder)
        rest = len(ballots) * 3 // 4  # the last quarter is for HTTP
        thanked, fast = measure(folder, engine, ballots[:rest], arguments.seconds)
        if arguments.http_seconds:
            thanked += measure_http(folder, engine, ballots[rest:], arguments.http_seconds)
        sound = verify(thanked)
        measure_end()
        connection.close()
    return 0 if fast and sound else 1


if __name__ == "__main__":
    sys.exit(main())
