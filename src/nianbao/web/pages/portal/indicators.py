"""What an indicator means, how it went over the years, and districts or years side by side; never a naked ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Indicator
from nianbao.web.organisations.models import Organisation
from nianbao.web.presentation.kept_pages import public_page
from nianbao.web.releases.continuity import Comparability, continuity
from nianbao.web.releases.listing import NamedIndicator, indicators_named, listed_indicators
from nianbao.web.releases.models import Definition
from nianbao.web.releases.published import latest_data_year, organisations_with_reports, public_organisation
from nianbao.web.releases.series import ComparedIndicator, Point, compared_indicator, compared_indicators

PER_PAGE = 40
MOST_COMPARED, FEWEST_COMPARED = 5, 2
TABLE_MOST = 60  # indicators side by side


@public_page
def indicators(request: HttpRequest) -> HttpResponse:
    """All indicators, by the table that they stand in."""
    asked = request.GET.get("q", "").strip()[:60]
    found = indicators_named(asked) if asked else list(listed_indicators())
    groups: dict[str, list[NamedIndicator]] = {}
    for one in found:
        groups.setdefault(one.table, []).append(one)
    return render(request, "pages/portal/indicators.html", {"asked": asked, "groups": groups.items(), "found": found})


@dataclass(frozen=True)
class DefinitionGroup:
    """Data years in which an indicator meant the same, with how that goes on in the latest."""

    definition: Definition
    data_years: tuple[int, ...]
    comparability: Comparability
    note: str

    @property
    def spans(self) -> str:
        return "、".join(map(str, self.data_years))


def definition_groups(compared: ComparedIndicator) -> list[DefinitionGroup]:
    """The released definitions, equal ones together, the latest first."""
    groups: dict[tuple[str, str], list[Definition]] = {}
    for one in compared.definitions:
        groups.setdefault((one.indicator, one.meaning), []).append(one)
    made = []
    catalogue = load_catalogue()
    for found in groups.values():
        newest = found[-1]
        how = continuity(newest, compared.latest, catalogue) if compared.latest is not None else None
        made.append(
            DefinitionGroup(
                newest,
                tuple(sorted({one.data_year for one in found}, reverse=True)),
                how.comparability if how is not None else Comparability.BREAK,
                how.note if how is not None else "",
            )
        )
    return sorted(made, key=lambda one: one.data_years[0], reverse=True)


@dataclass(frozen=True)
class DrawnPoint:
    """A point of a small drawing, in its own coordinates."""

    point: Point
    x: float
    y: float
    joined: bool  # with the one before: no break lies between them

    @property
    def label_y(self) -> float:
        return round(self.y - 9, 1)

    @property
    def shown(self) -> str:
        return self.point.value or self.point.fact.text


WIDTH, HEIGHT, MARGIN = 640, 200, 34


@dataclass(frozen=True)
class Drawing:
    points: tuple[DrawnPoint, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    breaks: tuple[float, ...]
    top: str
    bottom: str


def drawn(points: Sequence[Point]) -> Drawing | None:
    """A line of one organisation's figures from zero up; a break is a gap with a dashed line."""
    known = [(one, _number(one)) for one in points]
    numbers = [number for _, number in known if number is not None]
    if len(numbers) < 2:
        return None
    highest, lowest = max(*numbers, 0.0), min(*numbers, 0.0)
    reach = (highest - lowest) or 1.0
    first, last = points[0].data_year, points[-1].data_year
    across = (last - first) or 1
    made: list[DrawnPoint] = []
    lines, breaks = [], []
    for one, number in known:
        if number is None:
            continue
        x = MARGIN + (one.data_year - first) / across * (WIDTH - 2 * MARGIN)
        y = HEIGHT - MARGIN - (number - lowest) / reach * (HEIGHT - 2 * MARGIN)
        before = made[-1] if made else None
        joined = before is not None and before.point.run == one.run
        if before is not None:
            if joined:
                lines.append((before.x, before.y, round(x, 1), round(y, 1)))
            else:
                breaks.append(round((before.x + x) / 2, 1))
        made.append(DrawnPoint(one, round(x, 1), round(y, 1), joined))
    return Drawing(tuple(made), tuple(lines), tuple(breaks), f"{highest:g}", f"{lowest:g}")


def _number(point: Point) -> float | None:
    text = point.value or point.fact.number
    return float(text) if text else None


@public_page
def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator: its meaning by edition, one organisation's years, and the districts of a data year."""
    known: Indicator | None = load_catalogue().indicators.get(name)
    if known is None:
        raise Http404
    now = timezone.now()
    code = request.GET.get("organisation", "")[:20]
    chosen = public_organisation(code) if code else None
    data_year = _data_year(request) or latest_data_year(now, "district") or latest_data_year(now, "school")
    districts = organisations_with_reports(now, level="district").order_by("path")
    around = city_of(chosen) if chosen is not None and request.GET.get("all") != "1" else ""
    if around:
        districts = districts.filter(path__startswith=around)
    pages: Page[Organisation] = Paginator(districts, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(pages.object_list)
    asked = [chosen, *(one for one in shown if one.pk != chosen.pk)] if chosen is not None else shown
    compared = compared_indicator(name, asked, now)
    own = next((one for one in compared.series if chosen is not None and one.organisation.pk == chosen.pk), None)
    if own is None and len(compared.series) == 1:
        own = compared.series[0]
    by_organisation = {one.organisation.pk: one for one in compared.series}
    rows = [(one, by_organisation[one.pk].at(data_year)) for one in shown if data_year is not None]
    return render(
        request,
        "pages/portal/indicator.html",
        {
            "indicator": known,
            "compared": compared,
            "definition": compared.latest,
            "groups": definition_groups(compared),
            "chosen": chosen,
            "own": own,
            "drawing": drawn(own.points) if own is not None else None,
            "data_year": data_year,
            "data_years": compared.data_years[::-1],
            "rows": rows,
            "within_city": bool(around),
            "pages": pages,
            "query": _kept_query(request),
            "places": {"width": WIDTH, "height": HEIGHT, "left": MARGIN, "right": WIDTH - MARGIN,
                       "bottom": HEIGHT - MARGIN, "top": MARGIN},
        },
    )  # fmt: skip


def city_of(organisation: Organisation) -> str:
    """The path of the city that somebody belongs to, or that it is; empty where there is none above it.

    >>> city_of(Organisation(level="school", path="990100/990102/9901020001/"))
    '990100/'
    >>> city_of(Organisation(level="district", path="990102/"))
    ''
    """
    parts = organisation.path.strip("/").split("/")
    above = {"province": 0, "district": 1, "school": 2}.get(organisation.level, 0)
    kept = parts[: len(parts) - above] if above else parts
    return f"{'/'.join(kept)}/" if kept else ""


@public_page
def compare(request: HttpRequest) -> HttpResponse:
    """Two to five organisations, or the years of one, side by side; what is not of the same thing only when asked."""
    now = timezone.now()
    codes = list(dict.fromkeys(one.strip() for one in request.GET.getlist("organisation") if one.strip()))
    names = [one.strip() for one in request.GET.getlist("name") if one.strip()]
    chosen = [one for code in codes[:MOST_COMPARED] if (one := public_organisation(code)) is not None]
    unknown = []
    for asked in names[: MOST_COMPARED - len(chosen)]:
        found = list(organisations_with_reports(now, asked=asked)[:5])
        exact = [one for one in found if one.name == asked] or found
        if len(exact) == 1 and exact[0] not in chosen:
            chosen.append(exact[0])
        elif len(exact) != 1:
            unknown.append((asked, found))
    with_breaks = request.GET.get("breaks") == "1"
    wanted = [one for one in request.GET.getlist("indicator") if one in load_catalogue().indicators][:TABLE_MOST]
    table = request.GET.get("table", "")
    tables = list(dict.fromkeys(one.table for one in listed_indicators() if one.table))
    if not wanted:
        table = table if table in tables else (tables[0] if tables else "")
        wanted = [one.id for one in listed_indicators() if one.table == table][:TABLE_MOST]
    compared = compared_indicators(wanted, chosen, now) if chosen else []
    data_years = sorted({one for found in compared for one in found.data_years}, reverse=True)
    data_year = _data_year(request)
    by_years = len(chosen) == 1
    shown_year = data_year if data_year in data_years else _shared_year(compared, chosen, data_years)
    return render(
        request,
        "pages/portal/compare.html",
        {
            "chosen": chosen,
            "unknown": unknown,
            "lines": _lines(compared, chosen, data_years, shown_year, by_years=by_years, with_breaks=with_breaks),
            "by_years": by_years,
            "data_years": data_years,
            "data_year": shown_year,
            "with_breaks": with_breaks,
            "tables": tables,
            "table": table,
            "room": range(MOST_COMPARED - len(chosen)),
            "most": MOST_COMPARED,
            "fewest": FEWEST_COMPARED,
        },
    )


@dataclass(frozen=True)
class ComparedLine:
    """An indicator of the comparison; a cell is a point, or nothing where none may stand beside the others."""

    definition: Definition
    cells: tuple[Point | None, ...]
    left_out: int  # figures of another definition that were not asked for


def _lines(
    compared: Sequence[ComparedIndicator],
    chosen: Sequence[Organisation],
    data_years: Sequence[int],
    data_year: int | None,
    *,
    by_years: bool,
    with_breaks: bool,
) -> list[ComparedLine]:
    lines = []
    for one in compared:
        if one.latest is None:
            continue
        if by_years:
            cells = [one.series[0].at(wanted) for wanted in data_years]
        else:
            cells = [series.at(data_year) if data_year is not None else None for series in one.series]
            # Beside each other stand figures of one definition: that of the first that has one.
            first = next((cell for cell in cells if cell is not None), None)
            if first is not None and not with_breaks:
                same = [cell if cell is None or cell.definition.meaning == first.definition.meaning else None
                        for cell in cells]  # fmt: skip
                lines.append(ComparedLine(first.definition, tuple(same), _lost(cells, same)))
                continue
        kept = cells if with_breaks else [cell if cell is None or cell.is_comparable else None for cell in cells]
        if any(cell is not None for cell in cells):
            lines.append(ComparedLine(one.latest, tuple(kept), _lost(cells, kept)))
    return lines


def _lost(cells: Sequence[Point | None], kept: Sequence[Point | None]) -> int:
    return sum(cell is not None for cell in cells) - sum(cell is not None for cell in kept)


def _shared_year(
    compared: Sequence[ComparedIndicator], chosen: Sequence[Organisation], data_years: Sequence[int]
) -> int | None:
    """The last data year that all have; else the last that anybody has."""
    having: dict[int, set[int]] = {}
    for one in compared:
        for series in one.series:
            for point in series.points:
                having.setdefault(point.data_year, set()).add(series.organisation.pk)
    shared = [one for one in data_years if len(having.get(one, ())) == len(chosen)]
    return next(iter(shared or data_years), None)


def _kept_query(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{asked.urlencode()}&" if asked else ""


def _data_year(request: HttpRequest) -> int | None:
    asked = request.GET.get("data_year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else None
