"""A whole country of made-up schools in the workbench, for measuring and for trying out: many rows in few statements.

Two hundred schools are drawn for three data years; every other school repeats the figures of one of them. What is
entered is whole: cells, lists, the history of the latest year's cells, summaries, and an event for each organisation
and each submission in one unbroken chain. Signed statements of the years before are left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from nianbao.checks.run import check_record
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import EDITIONS, LATEST, make_many
from nianbao.web.accounts.models import Person
from nianbao.web.audit.actions import Recorded, record_events
from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.models import Grant, Organisation, OrganisationName, Role
from nianbao.web.submissions.content import typed_texts
from nianbao.web.submissions.findings import summarise
from nianbao.web.submissions.models import Change, Entry, ListContent, State, Submission
from nianbao.web.submissions.rows import WrittenCell, write_cells

SCHOOLS, PEOPLE, PATTERNS, PROVINCES = 7_000, 15_000, 200, 31
LARGEST, USUAL = 300, 20  # schools of the first district, and of each other
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "安宁远明清和书文知行"
BATCH = 2_000
# How the latest year stands, by the last digit of a school's number.
STATES = (
    State.DRAFTED, State.DRAFTED, State.DRAFTED, State.HANDED_IN, State.HANDED_IN,
    State.RECEIVED, State.RETURNED, State.ACCEPTED, State.ACCEPTED, State.ACCEPTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """What was made."""

    schools: int
    districts: int
    people: int
    submissions: int
    cells: int
    events: int


def load_multitude(*, schools: int = SCHOOLS, people: int = PEOPLE, patterns: int = PATTERNS) -> Counts:
    """Fill an empty workbench; one that holds organisations is refused."""
    if Organisation.objects.exists():
        raise Problem(
            "workbench-not-empty",
            "工作台里已有单位，没有写入。请用 --data 指定一个空的数据文件夹。",
            "The workbench holds organisations already; nothing was written. Name an empty data folder with --data.",
        )
    with transaction.atomic():
        provinces, districts, made = make_organisations(schools)
        count = _people(provinces, districts, made, people)
        campaigns = _campaigns(districts, made)
        for edition in EDITIONS:
            _submissions(edition, campaigns, made, min(patterns, len(made)))
        _told(made)
    return Counts(len(made), len(districts), count, Submission.objects.count(), Entry.objects.count(), _events())


def _events() -> int:
    from nianbao.web.audit.models import Event

    return Event.objects.count()


def make_organisations(schools: int) -> tuple[list[Organisation], list[Organisation], list[Organisation]]:
    """Provinces, districts and schools."""
    count = 1 + max(0, -(-(schools - LARGEST) // USUAL))
    provinces = [
        Organisation(code=f"99{number:02d}", name=f"第{number}省", level="province", path=f"99{number:02d}/")
        for number in range(1, min(PROVINCES, count) + 1)
    ]
    provinces = _kept(provinces)
    districts = []
    for number in range(count):
        parent = provinces[number % len(provinces)]
        code = f"{parent.code}{number + 1:04d}"
        districts.append(
            Organisation(
                code=code, name=f"第{number + 1}区", level="district", parent=parent, path=f"{parent.path}{code}/"
            )
        )
    districts = _kept(districts)
    made = []
    for number in range(schools):
        parent = districts[0 if number < LARGEST else 1 + (number - LARGEST) // USUAL]
        code = f"{parent.code}{number + 1:05d}"
        made.append(
            Organisation(
                code=code,
                name=f"第{number + 1}职业学校",
                level="school",
                parent=parent,
                path=f"{parent.path}{code}/",
                owner=f"{parent.name}教育委员会",
            )
        )
    made = _kept(made)
    everyone = [*provinces, *districts, *made]
    OrganisationName.objects.bulk_create(
        [OrganisationName(organisation=one, name=one.name) for one in everyone], batch_size=BATCH
    )
    record_events(Recorded("organisations.organisation.added", branch=one.path, subject=one.name) for one in everyone)
    return provinces, districts, made


def _kept(organisations: list[Organisation]) -> list[Organisation]:
    return Organisation.objects.bulk_create(organisations, batch_size=BATCH)


def _people(
    provinces: Sequence[Organisation], districts: Sequence[Organisation], schools: Sequence[Organisation], most: int
) -> int:
    """A city reviewer, two people a district, then fillers and heads of schools until there are enough."""
    posts: list[tuple[Organisation, Role]] = [(one, Role.CITY) for one in provinces]
    posts += [(one, role) for role in (Role.DISTRICT_HEAD, Role.DISTRICT_REVIEWER) for one in districts]
    posts += [(one, role) for role in (Role.HEAD, Role.FILLER, Role.REVIEWER) for one in schools]
    posts = posts[: most - 1]
    unusable = make_password(None)
    people = [Person(login_name="operator", name="系统管理员", is_operator=True, password=unusable)]
    people += [
        Person(
            login_name=f"{role.value}.{organisation.code}",
            name=f"{FAMILY[number % 10]}{GIVEN[number // 10 % 10]}{GIVEN[number // 100 % 10]}",
            password=unusable,
        )
        for number, (organisation, role) in enumerate(posts)
    ]
    people = Person.objects.bulk_create(people, batch_size=BATCH)
    Grant.objects.bulk_create(
        [
            Grant(person=person, organisation=organisation, role=role)
            for person, (organisation, role) in zip(people[1:], posts, strict=True)
        ],
        batch_size=BATCH,
    )
    return len(people)


def _campaigns(districts: Sequence[Organisation], schools: Sequence[Organisation]) -> dict[tuple[str, int], Campaign]:
    """Three years in each district; the latest is open now."""
    catalogue, today = load_catalogue(), timezone.localdate()
    campaigns = []
    for back, edition in enumerate(reversed(EDITIONS)):
        due = today + datetime.timedelta(days=14 - 365 * back)
        campaigns += [
            Campaign(
                edition=edition,
                district=district,
                title=catalogue.editions[edition].label,
                opens_on=due - datetime.timedelta(days=30),
                due_on=due,
                closes_on=due + datetime.timedelta(days=14),
            )
            for district in districts
        ]
    found = {(one.edition, one.district_id): one for one in Campaign.objects.bulk_create(campaigns, batch_size=BATCH)}
    Participation.objects.bulk_create(
        [
            Participation(campaign=found[edition, school.parent_id or 0], organisation=school)
            for edition in EDITIONS
            for school in schools
        ],
        batch_size=BATCH,
    )
    return found


def _submissions(
    edition: str, campaigns: dict[tuple[str, int], Campaign], schools: Sequence[Organisation], patterns: int
) -> None:
    """The first schools' content is written out; the database copies it to the others."""
    catalogue = load_catalogue()
    records = make_many(patterns, edition=edition, catalogue=catalogue, with_previous=edition != EDITIONS[0])
    summaries = [summarise(record, check_record(record, catalogue)) for record in records]
    now = timezone.now()
    made = Submission.objects.bulk_create(
        [
            Submission(
                campaign=campaigns[edition, school.parent_id or 0],
                organisation=school,
                state=STATES[number % 10] if edition == LATEST else State.ACCEPTED,
                revision=1,
                saved_at=now,
                handed_in_at=_handed_in(edition, number),
                summary=summaries[number % patterns],
                summary_revision=1,
            )
            for number, school in enumerate(schools)
        ],
        batch_size=BATCH,
    )
    for submission, record in zip(made, records, strict=False):
        _write(submission, record, now)
    _copy(made, patterns, has_history=edition == LATEST)


def _handed_in(edition: str, number: int) -> datetime.datetime | None:
    is_in = edition != LATEST or STATES[number % 10] is not State.DRAFTED
    return timezone.now() - datetime.timedelta(days=number % 10) if is_in else None


def _write(submission: Submission, record: Record, now: datetime.datetime) -> None:
    cells = [WrittenCell(name, raw, note, 1, None) for name, (raw, note) in typed_texts(record).items()]
    write_cells(submission, cells, revision=1, by=None, now=now, via="load")
    ListContent.objects.bulk_create(
        [
            ListContent(submission=submission, list_id=name, rows=[dict(row) for row in rows], changed_at=now)
            for name, rows in record.lists.items()
        ]
    )


def _copy(submissions: Sequence[Submission], patterns: int, *, has_history: bool) -> None:
    """Give every submission after the patterns the content of its pattern, inside the database."""
    pairs = [(one.pk, submissions[number % patterns].pk) for number, one in enumerate(submissions)][patterns:]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE pattern_of (submission_id bigint PRIMARY KEY, source_id bigint)")
        cursor.executemany("INSERT INTO pattern_of (submission_id, source_id) VALUES (%s, %s)", pairs)
        for model, columns in (
            (Entry, "indicator, raw, note, version, changed_by_id, changed_at"),
            (ListContent, "list_id, rows, version, changed_by_id, changed_at"),
            (Change, 'revision, key, "before", "after", by_id, changed_at, via'),
        ):
            if model is Change and not has_history:
                continue
            table = connection.ops.quote_name(model._meta.db_table)
            selected = ", ".join(f"t.{column.strip()}" for column in columns.split(","))
            cursor.execute(
                f"INSERT INTO {table} (submission_id, {columns}) "
                f"SELECT p.submission_id, {selected} FROM pattern_of p JOIN {table} t ON t.submission_id = p.source_id "
                "ORDER BY p.submission_id"
            )
        cursor.execute("DROP TABLE pattern_of")


def _told(schools: Sequence[Organisation]) -> None:
    """One event for each submission."""
    branches = {school.pk: school.path for school in schools}

    def events() -> Iterator[Recorded]:
        loaded = Submission.objects.select_related("campaign", "organisation").defer("summary").order_by("pk")
        for one in loaded.iterator(chunk_size=BATCH):
            yield Recorded(
                "submissions.cells.loaded",
                branch=branches[one.organisation_id],
                subject=str(one),
                detail={"revision": one.revision, "via": "load"},
            )

    record_events(events())
