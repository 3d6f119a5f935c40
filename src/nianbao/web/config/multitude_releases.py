"""Ten data years of the made-up country, released: tens of thousands of reports and millions of figures.

Three data years are drawn; the seven before repeat the first with definitions of their own. Every school's report
repeats the figures of one of the drawn schools, another one each year, and so does every district's: what is measured
is how many rows are read, not what they add up to. The latest reports of the first schools have their printed page.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.annex import build_annex
from nianbao.rendering.formats.html import fragment
from nianbao.rendering.printed_text import printed_decimal, printed_text
from nianbao.sample.district import EDITIONS, make_many
from nianbao.web.organisations.models import Organisation
from nianbao.web.releases.actions import count_up
from nianbao.web.releases.addresses import picture_address
from nianbao.web.releases.files import keep_file
from nianbao.web.releases.freezing import definitions_of
from nianbao.web.releases.models import Definition, Origin, Release, ReleasedFact, ReleasedFile, State

DATA_YEARS, INDICATORS, PRINTED = 10, 120, 100
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class ReleasedCounts:
    """What was made."""

    releases: int
    facts: int
    pages: int


def release_multitude(*, patterns: int = 200, printed: int = PRINTED) -> ReleasedCounts:
    """Release ten data years of every school and district that is there; once."""
    if Release.objects.exists():
        raise Problem(
            "workbench-not-empty",
            "工作台里已有发布的报告，没有写入。",
            "There are released reports already; nothing was written.",
        )
    schools = list(Organisation.objects.filter(level="school").select_related("parent").order_by("pk"))
    districts = list(Organisation.objects.filter(level="district").order_by("pk"))
    if not schools:
        raise Problem("seed-no-schools", "工作台里没有学校。", "There is no school in the workbench.")
    patterns = min(patterns, len(schools))
    records = {edition: make_many(patterns, edition=edition) for edition in EDITIONS}
    with transaction.atomic():
        definitions = _definitions()
        made = _releases(schools, districts)
        _facts(made, records, definitions, patterns)
        pages = _pages(made, records[EDITIONS[-1]], schools[: min(printed, patterns)])
        count_up()
    return ReleasedCounts(len(made), ReleasedFact.objects.count(), pages)


def _data_years() -> list[tuple[int, str]]:
    """Each data year with the drawn edition whose figures it has."""
    last = int(load_catalogue().editions[EDITIONS[-1]].data_year.removeprefix("dy"))
    drawn = {int(load_catalogue().editions[one].data_year.removeprefix("dy")): one for one in EDITIONS}
    return [(one, drawn.get(one, EDITIONS[0])) for one in range(last - DATA_YEARS + 1, last + 1)]


def _definitions() -> dict[int, list[Definition]]:
    """The first indicators of the form for each data year; those before the first form differ in their period alone."""
    catalogue = load_catalogue()
    found: dict[int, list[Definition]] = {}
    for data_year, edition in _data_years():
        rows = []
        own = catalogue.editions[edition].data_year == f"dy{data_year}"
        back = data_year - int(catalogue.editions[edition].data_year.removeprefix("dy"))
        for one in list(definitions_of(catalogue.editions[edition], catalogue).values())[:INDICATORS]:
            if not own:
                one.edition, one.data_year, one.period = f"dy{data_year}/school", data_year, f"{data_year}年"
                one.period_start = one.period_start.replace(year=one.period_start.year + back)
                one.period_end = _back(one.period_end, back)
                one.digest = hashlib.sha256(f"{one.digest} {data_year}".encode()).hexdigest()
            rows.append(one)
        found[data_year] = Definition.objects.bulk_create(rows)
    return found


def _back(day: datetime.date, back: int) -> datetime.date:
    return (day + datetime.timedelta(days=1)).replace(year=day.year + back) - datetime.timedelta(days=1)


def _releases(schools: Sequence[Organisation], districts: Sequence[Organisation]) -> list[Release]:
    """One version each, public since a summer after the data year."""
    catalogue, now = load_catalogue(), timezone.now()
    rows = []
    for data_year, edition in _data_years():
        moment = datetime.datetime(data_year + 1, 6, 30, 9, tzinfo=datetime.UTC)
        label = catalogue.editions[edition].label.replace(
            catalogue.editions[edition].data_year.removeprefix("dy"), str(data_year)
        )
        for one in (*districts, *schools):
            rows.append(
                Release(
                    organisation=one,
                    district_id=one.parent_id or one.pk if one.level == "school" else one.pk,
                    name=one.name,
                    level=one.level,
                    edition=f"dy{data_year}/school",
                    edition_label=label,
                    data_year=data_year,
                    title=f"{one.name}{data_year}年度职业教育质量年度报告数据表",
                    origin=Origin.LOAD,
                    state=State.PUBLISHED,
                    digest=hashlib.sha256(f"{one.code} {data_year}".encode()).hexdigest(),
                    prepared_at=now,
                    public_at=min(moment, now),
                    counted=20 if one.level == "district" else None,
                    expected=20 if one.level == "district" else None,
                )
            )
    return Release.objects.bulk_create(rows, batch_size=BATCH)


def _facts(
    releases: Sequence[Release],
    records: dict[str, tuple[Record, ...]],
    definitions: dict[int, list[Definition]],
    patterns: int,
) -> None:
    """The drawn figures once into a table that lasts as long as the connection; the database copies them."""
    catalogue = load_catalogue()
    edition_of = dict(_data_years())
    table = connection.ops.quote_name(ReleasedFact._meta.db_table)
    (index,) = [one for one in ReleasedFact._meta.indexes if one.name == "facts_of_an_indicator"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {connection.ops.quote_name(index.name)}")  # made anew, in one go, at the end
        cursor.execute(
            "CREATE TEMPORARY TABLE drawn_fact (pattern integer, data_year integer, definition_id bigint, "
            "state varchar(14), number varchar(40), text varchar(200))"
        )
        rows = []
        for data_year, words in definitions.items():
            for pattern, record in enumerate(records[edition_of[data_year]]):
                for one in words:
                    unit = catalogue.unit_of(one.indicator, edition_of[data_year])
                    cell = record.cell(one.indicator)
                    number = printed_decimal(cell, unit)
                    digits = f"{number:f}" if number is not None else ""
                    rows.append((pattern, data_year, one.pk, cell.state.value, digits, printed_text(cell, unit)))
        cursor.executemany(
            "INSERT INTO drawn_fact (pattern, data_year, definition_id, state, number, text) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )
        cursor.execute("CREATE INDEX drawn_facts ON drawn_fact (data_year, pattern)")
        cursor.execute("CREATE TEMPORARY TABLE drawn_for (release_id bigint PRIMARY KEY, pattern integer)")
        pairs = [(one.pk, (number + one.data_year) % patterns) for number, one in enumerate(releases)]
        cursor.executemany("INSERT INTO drawn_for (release_id, pattern) VALUES (%s, %s)", pairs)
        cursor.execute(
            f"INSERT INTO {table} (release_id, definition_id, state, number, text, note, counted, expected) "
            "SELECT r.id, f.definition_id, f.state, f.number, f.text, '', r.counted, r.expected "
            "FROM drawn_for p JOIN releases_release r ON r.id = p.release_id "
            "JOIN drawn_fact f ON f.data_year = r.data_year AND f.pattern = p.pattern "
            "ORDER BY r.id, f.definition_id"
        )
        cursor.execute("DROP TABLE drawn_for")
        cursor.execute("DROP TABLE drawn_fact")
        columns = ", ".join(f"{name}_id" for name in index.fields)
        cursor.execute(f"CREATE INDEX {connection.ops.quote_name(index.name)} ON {table} ({columns})")


def _pages(releases: Sequence[Release], records: Sequence[Record], schools: Sequence[Organisation]) -> int:
    """The printed page of the latest report of the first schools, each with the figures of its own pattern."""
    catalogue = load_catalogue()
    edition = catalogue.editions[EDITIONS[-1]]
    last = max(one.data_year for one in releases)
    wanted = {one.pk: number for number, one in enumerate(schools)}
    rows = []
    for release in releases:
        if release.data_year != last or release.organisation_id not in wanted:
            continue
        number = wanted[release.organisation_id]
        record = replace(records[number], organisation=schools[number].fact)
        parts = fragment(
            build_annex(record, catalogue, edition), picture_address(schools[number].code, last, release.version)
        )
        for name, text in (("page", parts.sections), ("contents", parts.contents)):
            data = text.encode()
            rows.append(
                ReleasedFile(
                    release=release,
                    name=name,
                    media_type="text/html; charset=utf-8",
                    digest=keep_file(data),
                    size=len(data),
                )
            )
    ReleasedFile.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows) // 2
