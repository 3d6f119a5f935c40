"""A district's or city's figures through the data years: charts first, the table behind each, every table as a file."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nianbao.analysis.attention import LABELS as CAUSES
from nianbao.analysis.picture import calls_chart, decomposition_chart, distribution_chart, series_chart
from nianbao.analysis.report import WORDS_EN
from nianbao.analysis.table import ResultTable, as_csv, as_json, as_xlsx, shown_cell
from nianbao.analysis.target import Way
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.rendering.chart_image import svg_of
from nianbao.web.organisations.models import Organisation
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.publications.analysis import PARTS, Dashboard, choices, dashboard
from nianbao.writing.chart import DrawnChart

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FEWEST_DRAWN = 5  # schools; how fewer are spread is told by the table alone
MOST_ROWS = 200  # of a table on the page; files hold all
LONGEST_TARGET = 20
# What programs read, or what the other language says.
HIDDEN = {"zh": {"reason_en", "source"}, "en": {"reason", "source_label"}}


@dataclass(frozen=True)
class Picture:
    """A chart as the page embeds it, with the same figures in words."""

    source: str
    alternative: str


@dataclass(frozen=True)
class Part:
    """One section: its chart, the table behind it, or why there is none."""

    name: str
    title: str
    picture: Picture | None
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]
    left: int = 0
    trouble: str = ""


@require_safe
def analysis(request: HttpRequest, organisation: int) -> HttpResponse:
    """Whom to call first and why; then one indicator: its series, what moved it, its spread, what a target takes."""
    found = _dashboard(request, organisation)
    english = get_language() == "en"
    catalogue = load_catalogue()
    calls = [
        {
            "unit": call.unit,
            "reasons": [
                {
                    "cause": CAUSES[reason.cause][1 if english else 0],
                    "text": reason.message_en if english else reason.message,
                    "indicator": reason.indicator,
                }
                for reason in call.reasons
            ],
        }
        for call in found.calls
        if call.reasons
    ]
    context = {
        "organisation": found.organisation,
        "found": found,
        "calls": calls[:20],
        "quiet": len(found.calls) - len(calls),
        "calls_picture": _picture(calls_chart(found.calls, english=english)) if calls else None,
        "parts": [] if found.is_empty else _parts(found, english),
        "choices": [
            (name, catalogue.indicators[name].label_en if english else catalogue.indicators[name].label)
            for name in choices(catalogue)
        ],
        "label": found.indicator.label_en if english else found.indicator.label,
        "data_years": tuple(reversed(found.panel.data_years)),
        "filed": len(found.subjects),
        "expected": found.expected.get(found.data_year, 0),
        "target": request.GET.get("target", "")[:LONGEST_TARGET],
        "ways": [(Way.FLOOR.value, _("低于底线的补到底线")), (Way.EVEN.value, _("各校同比例变化"))],
        "asked": request.GET.urlencode(),
        "formats": tuple(FORMATS),
    }
    return render(request, "pages/analysis/analysis.html", context)


@require_safe
def analysis_file(request: HttpRequest, organisation: int, part: str, extension: str) -> HttpResponse:
    """The table behind a part, with every digit, as CSV, JSON or Excel."""
    if part not in PARTS or extension not in FORMATS:
        raise Http404
    found = _dashboard(request, organisation)
    if found.is_empty:
        raise Http404
    table = found.table(part)
    data = {"csv": as_csv, "json": as_json}[extension](table) if extension != "xlsx" else as_xlsx([table])
    response = HttpResponse(data, content_type=FORMATS[extension])
    name = f"{found.organisation.code}-{part}-{found.indicator.id}-{found.data_year}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _dashboard(request: HttpRequest, number: int) -> Dashboard:
    organisation = Organisation.objects.exclude(level="school").filter(pk=number).first()
    if organisation is None or not standing_in(request).may_read_district(organisation):
        raise Http404
    way = request.GET.get("way", "")
    return dashboard(
        organisation,
        indicator=request.GET.get("indicator", ""),
        data_year=request.GET.get("data_year", ""),
        target=_target(request.GET.get("target", "").strip()),
        way=Way(way) if way in [one.value for one in Way] else Way.FLOOR,
    )


def _target(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text.rstrip("%％"))
    except InvalidOperation:
        number = Decimal("NaN")
    if len(text) > LONGEST_TARGET or not number.is_finite() or abs(number.adjusted()) > LONGEST_TARGET:
        raise Problem("target-no-number", f"目标“{text[:40]}”不是数。请写数字，如 75。", f"{text[:40]!r} is no number.")
    return number


def _parts(found: Dashboard, english: bool) -> list[Part]:
    label = found.indicator.label_en if english else found.indicator.label
    own = found.own
    members = found.series[1:]
    # A few lines can be told apart; more are in the table.
    lines = (own, *members) if 1 < len(members) <= 4 and found.indicator.value_type.value != "count" else (own,)
    last = own.latest
    whole = found.panel.value(own.organisation, found.data_year, found.indicator.id)
    marked = [(own.name, whole)] if whole is not None else []
    charts: Mapping[str, DrawnChart | None] = {
        "series": series_chart(lines, english=english) if last is not None else None,
        "decomposition": None
        if isinstance(found.decomposition, Problem) or not found.decomposition.effects
        else decomposition_chart(found.decomposition, english=english),
        "distribution": distribution_chart(found.distribution, label, own.unit, marked, english=english)
        if found.distribution.counted >= FEWEST_DRAWN
        else None,
    }
    asked = [name for name in PARTS if name not in ("calls",) and (name != "what-if" or found.target is not None)]
    return [_part(found, name, charts.get(name), english) for name in asked]


def _part(found: Dashboard, name: str, chart: DrawnChart | None, english: bool) -> Part:
    titles = {
        "series": _("历年"), "decomposition": _("变化从何而来"), "distribution": _("各校分布"),
        "peers": _("与同类学校比较"), "what-if": _("达到目标要怎样"),
    }  # fmt: skip
    try:
        table = found.table(name)
    except Problem as problem:
        said = problem.message_en if english else problem.message
        return Part(name, titles[name], None, (), (), (), trouble=said)
    headings, rows = _shown(table, english)
    notes = tuple(en if english else zh for zh, en in table.notes)
    picture = _picture(chart) if chart is not None else None
    return Part(name, titles[name], picture, headings, rows[:MOST_ROWS], notes, max(0, len(rows) - MOST_ROWS))


def _shown(table: ResultTable, english: bool) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The columns that say something to a person, as texts."""
    hidden = HIDDEN["en" if english else "zh"] | {"organisation"}
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.id not in hidden and any(row[place] not in (None, "") for row in table.rows)
    ]
    headings = tuple(table.columns[place].label_en if english else table.columns[place].label for place in kept)
    words = WORDS_EN if english else {}
    cells = (tuple(shown_cell(row[place], table.columns[place]) for place in kept) for row in table.rows)
    rows = tuple(tuple(words.get(text, text) for text in row) for row in cells)
    return headings, rows


def _picture(chart: DrawnChart) -> Picture | None:
    """The chart drawn here; None where this machine cannot draw, and the table says the same."""
    try:
        drawn = svg_of(chart.specification)
    except Problem:
        return None
    return Picture(f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}", chart.alternative)
