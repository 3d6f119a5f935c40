"""The open-data interface, version 1: organisations, indicators, releases, figures and comparable series.

Only what is public is read, through the same door as the pages of the public. Every answer is kept and carries
an entity tag (see ``presentation.kept_pages``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

import msgspec
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.web.organisations.models import Organisation
from nianbao.web.pages.api.questions import (
    USUAL_ITEMS,
    Code,
    Codes,
    DataYears,
    FactFileQuestion,
    FactQuestion,
    Level,
    Limit,
    Mark,
    Text,
)
from nianbao.web.pages.api.schemas import (
    CrosswalkOut,
    DefinitionOut,
    FactPageOut,
    IndicatorDetail,
    IndicatorOut,
    IndicatorPage,
    OrganisationOut,
    OrganisationPage,
    Refused,
    ReleaseOut,
    ReleasePage,
    SeriesPage,
    Trouble,
)
from nianbao.web.pages.api.tables import as_csv, as_parquet, csvw_metadata, row_of
from nianbao.web.releases.addresses import file_address, report_address
from nianbao.web.releases.listing import NamedIndicator, indicators_named, listed_indicators
from nianbao.web.releases.models import Definition, Release, ReleasedFile
from nianbao.web.releases.published import (
    HIDDEN_FILES,
    PICTURES,
    current,
    ever_public,
    is_current,
    organisations_with_reports,
    public_organisation,
)
from nianbao.web.releases.series import Point, Series, compared_indicator
from nianbao.web.releases.table import fact_page

MOST_SERIES = 200


class Readable(JSONRenderer):
    """Chinese as Chinese, not as numbers of characters."""

    json_dumps_params: Mapping[str, Any] = MappingProxyType({"ensure_ascii": False})


api = NinjaAPI(
    title="职业教育质量年度报告开放数据 · Open data of the quality annual reports",
    version="1",
    description=(
        "所有数据都已签署发布，按 CC BY 4.0 使用。每页的 next 作为下一页的 after；每个回答带 ETag。\n\n"
        "Everything here was signed and released, under CC BY 4.0. The `next` of a page is the `after` of the next "
        "one; every answer carries an ETag."
    ),
    docs_url=None,
    urls_namespace="api-1",
    renderer=Readable(),
)

TROUBLES = {404: Trouble, 409: Trouble, 422: Refused}


def _of_type(kind: str, schema: dict[str, str]) -> dict[str, Any]:
    """How the description says that an answer is no JSON."""
    return {"responses": {200: {"description": "OK", "content": {kind: {"schema": schema}}}}}


@api.exception_handler(Problem)
def told(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A reason in both languages."""
    status = 404 if problem.code == "unknown-here" else 409
    said = {"problem": problem.code, "message": problem.message, "message_en": problem.message_en}
    return api.create_response(request, said, status=status)


@api.get(
    "/organisations", response={200: OrganisationPage, **TROUBLES}, summary="单位 · organisations with public reports"
)
def organisations(
    request: HttpRequest,
    q: Text = "",
    level: Level = "",
    parent: Code = "",
    after: Mark = "",
    limit: Limit = USUAL_ITEMS,
) -> dict[str, Any]:
    """名称、代码查找；按行政区划排列。Found by name or code; ordered by division code."""
    found = organisations_with_reports(timezone.now(), asked=q.strip(), level=level)
    if parent:
        found = found.filter(parent__code=parent)
    if after:
        found = found.filter(path__gt=after)
    rows = list(found.order_by("path")[: limit + 1])
    return {
        "items": [_organisation(request, one) for one in rows[:limit]],
        "next": rows[limit - 1].path if len(rows) > limit else None,
    }


@api.get(
    "/organisations/{code}",
    response={200: OrganisationOut, **TROUBLES},
    summary="一个单位 · one organisation",
)
def organisation(request: HttpRequest, code: str) -> dict[str, Any]:
    """任何层级的一个单位。One organisation of any level."""
    found = public_organisation(code)
    if found is None:
        raise _nothing(f"单位 {code}", f"organisation {code}")
    return _organisation(request, found)


@api.get("/indicators", response={200: IndicatorPage, **TROUBLES}, summary="指标 · indicators")
def indicators(request: HttpRequest, q: Text = "") -> dict[str, Any]:
    """所有年度版本的指标。The indicators of all editions."""
    found = indicators_named(q) if q.strip() else list(listed_indicators())
    return {"items": [_indicator(request, one) for one in found]}


@api.get(
    "/indicators/{name}",
    response={200: IndicatorDetail, **TROUBLES},
    summary="指标的定义与沿革 · an indicator's definitions and crosswalk",
)
def indicator(request: HttpRequest, name: str) -> dict[str, Any]:
    """各年度版本发布时的定义，以及新旧指标怎样衔接。Definitions as released, and how old ones continue in new ones."""
    found = next((one for one in listed_indicators() if one.id == name), None)
    if found is None:
        raise _nothing(f"指标 {name}", f"indicator {name}")
    definitions = Definition.objects.filter(indicator=name).order_by("-data_year", "edition")
    return {
        **_indicator(request, found),
        "definitions": [_definition(one) for one in definitions],
        "crosswalk": [
            CrosswalkOut(old=one.old, new=one.new, relation=one.relation, formula=one.formula, note=one.note)  # type: ignore[arg-type]
            for one in load_catalogue().crosswalk
            if name in (one.old, one.new)
        ],
    }


@api.get("/releases", response={200: ReleasePage, **TROUBLES}, summary="发布 · releases")
def releases(
    request: HttpRequest,
    organisation: Codes = [],  # noqa: B006
    data_year: DataYears = [],  # noqa: B006
    level: Level = "",
    district: Code = "",
    versions: Literal["current", "all"] = "current",
    after: Mark = "",
    limit: Limit = USUAL_ITEMS,
) -> dict[str, Any]:
    """报告及其版本；versions=all 包含被更正和撤回的。Reports; with versions=all corrected and withdrawn ones too."""
    now = timezone.now()
    found = current(now) if versions == "current" else ever_public(now)
    if organisation:
        found = found.filter(organisation__code__in=organisation)
    if data_year:
        found = found.filter(data_year__in=data_year)
    if level:
        found = found.filter(level=level)
    if district:
        found = found.filter(district__code=district)
    if after:
        found = found.filter(pk__gt=_number(after))
    rows = list(found.select_related("organisation", "district").order_by("pk")[: limit + 1])
    return {
        "items": _releases(request, rows[:limit], now),
        "next": str(rows[limit - 1].pk) if len(rows) > limit else None,
    }


@api.get(
    "/releases/{code}/{data_year}",
    response={200: ReleaseOut, **TROUBLES},
    summary="一份报告 · one report",
)
def release(
    request: HttpRequest, code: str, data_year: int, version: Annotated[int, Query(ge=0, le=30_000)] = 0
) -> dict[str, Any]:
    """不写 version 是现行版本。Without a version the one that stands."""
    now = timezone.now()
    found = ever_public(now).filter(organisation__code=code, data_year=_small(data_year))
    rows = list(found.select_related("organisation", "district").order_by("-version"))
    chosen = [one for one in rows if (one.version == version if version else is_current(one, now))]
    if not chosen:
        raise _nothing(f"{code} 的 {data_year} 年报告", f"report {data_year} of {code}")
    return _releases(request, chosen[:1], now)[0]


@api.get("/facts", response={200: FactPageOut, **TROUBLES}, summary="数据 · figures")
def facts(request: HttpRequest, question: Query[FactQuestion]) -> HttpResponse:
    """每个数附单位、时段、状态、覆盖、来源和定义。Each with unit, period, state, coverage, source and definition."""
    page = fact_page(question.asked, timezone.now(), after=question.after, most=question.limit)
    rows = []
    definitions: dict[str, Definition] = {}
    for fact in page.facts:
        row = row_of(fact)
        row["definition"] = row.pop("definition_id")
        definitions[fact.definition.digest] = fact.definition
        rows.append(row)
    said = {
        "items": rows,
        "next": page.next_mark or None,
        "definitions": {digest: _definition(one) for digest, one in sorted(definitions.items())},
    }
    # Written out at once: laying every field beside the description again would take longer than reading it.
    return HttpResponse(msgspec.json.encode(said), content_type="application/json; charset=utf-8")


@api.get(
    "/facts.csv",
    summary="数据（CSV）· figures as CSV",
    response={200: None, **TROUBLES},
    openapi_extra=_of_type("text/csv", {"type": "string"}),
)
def facts_csv(request: HttpRequest, question: Query[FactFileQuestion]) -> HttpResponse:
    """同样的筛选；超过一个文件的，Link 头给出下一个。The same filters; the Link header leads to the next file."""
    page = fact_page(question.asked, timezone.now(), after=question.after, most=question.limit)
    response = HttpResponse(as_csv(page.facts), content_type="text/csv; charset=utf-8; header=present")
    described = request.build_absolute_uri(reverse("api-1:facts_csv_metadata"))
    query = request.META.get("QUERY_STRING", "")
    links = [f'<{described}{f"?{query}" if query else ""}>; rel="describedby"; type="application/csvm+json"']
    if page.next_mark:
        following = request.GET.copy()
        following["after"] = page.next_mark
        links.append(f'<{request.build_absolute_uri(request.path)}?{following.urlencode()}>; rel="next"')
    response["Link"] = ", ".join(links)
    response["Content-Disposition"] = 'attachment; filename="facts.csv"'
    return response


@api.get(
    "/facts.csv-metadata.json",
    summary="CSVW 元数据 · the table described (CSV on the Web)",
    response={200: None, **TROUBLES},
    openapi_extra=_of_type("application/csvm+json", {"type": "object"}),
)
def facts_csv_metadata(request: HttpRequest) -> HttpResponse:
    """W3C 的 CSV on the Web 描述；查询参数原样传给 facts.csv。The query is passed on to facts.csv as it is."""
    query = request.META.get("QUERY_STRING", "")
    address = request.build_absolute_uri(reverse("api-1:facts_csv")) + (f"?{query}" if query else "")
    response = api.create_response(request, csvw_metadata(address), status=200)
    response["Content-Type"] = "application/csvm+json"
    return response


@api.get(
    "/facts.parquet",
    summary="数据（Parquet）· figures as Parquet",
    response={200: None, **TROUBLES},
    openapi_extra=_of_type("application/vnd.apache.parquet", {"type": "string", "format": "binary"}),
)
def facts_parquet(request: HttpRequest, question: Query[FactFileQuestion]) -> HttpResponse:
    """数值为 DECIMAL(38,10)；没有安装 pyarrow 的站点回答 409。Where pyarrow is not installed the answer is 409."""
    page = fact_page(question.asked, timezone.now(), after=question.after, most=question.limit)
    response = HttpResponse(as_parquet(page.facts), content_type="application/vnd.apache.parquet")
    response["Content-Disposition"] = 'attachment; filename="facts.parquet"'
    return response


@api.get("/series", response={200: SeriesPage, **TROUBLES}, summary="各年可比的数 · comparable years in one request")
def series(
    request: HttpRequest,
    indicator: Annotated[str, Query(max_length=80)],
    organisation: Codes = [],  # noqa: B006
    level: Level = "",
    district: Code = "",
    data_year: DataYears = [],  # noqa: B006
    breaks: bool = False,
    after: Mark = "",
    limit: Annotated[int, Query(ge=1, le=MOST_SERIES)] = MOST_SERIES,
) -> dict[str, Any]:
    """一个指标、多个单位、全部数据年；breaks=true 也给出定义不同的年份。

    One indicator, many organisations, all data years. Without `breaks` only years that compare with the latest
    definition, converted where the crosswalk gives the arithmetic.
    """
    if indicator not in load_catalogue().indicators:
        raise _nothing(f"指标 {indicator}", f"indicator {indicator}")
    now = timezone.now()
    found = organisations_with_reports(now, level=level)
    if organisation:
        found = found.filter(code__in=organisation)
    if district:
        found = found.filter(Q(parent__code=district) | Q(code=district))
    if after:
        found = found.filter(path__gt=after)
    rows = list(found.order_by("path")[: limit + 1])
    compared = compared_indicator(indicator, rows[:limit], now, data_years=data_year)
    shown = [
        (one, [point for point in one.points if breaks or point.is_comparable]) for one in compared.series if one.points
    ]
    used = {point.definition.digest: point.definition for _, points in shown for point in points}
    return {
        "indicator": indicator,
        "label": load_catalogue().indicators[indicator].label,
        "unit": compared.latest.unit_label if compared.latest is not None else "",
        "data_years": sorted({point.data_year for _, points in shown for point in points}),
        "series": [_series(one, points) for one, points in shown],
        "definitions": {digest: _definition(one) for digest, one in sorted(used.items())},
        "next": rows[limit - 1].path if len(rows) > limit else None,
    }


def _series(one: Series, points: Iterable[Point]) -> dict[str, Any]:
    return {
        "organisation": one.organisation.code,
        "name": one.organisation.name,
        "level": one.organisation.level,
        "points": [
            {
                "data_year": point.data_year,
                "value": point.value or None,
                "published": point.fact.text,
                "state": point.fact.state,
                "comparability": point.continuity.comparability.value,
                "run": point.run,
                "converted_from": point.converted_from,
                "note": point.continuity.note,
                "indicator": point.definition.indicator,
                "definition": point.definition.digest,
                "edition": point.definition.edition,
                "version": point.release.version,
                "schools_counted": point.fact.counted,
                "schools_expected": point.fact.expected,
            }
            for point in points
        ],
    }


def _organisation(request: HttpRequest, one: Organisation) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "level": one.level,
        "parent": one.parent.code if one.parent is not None else None,
        "address": request.build_absolute_uri(reverse("portal-organisation", args=[one.code])),
    }


def _indicator(request: HttpRequest, one: NamedIndicator) -> dict[str, Any]:
    shown = IndicatorOut(
        id=one.id,
        label=one.label,
        label_en=one.label_en,
        table=one.table,
        unit=one.unit,
        definition=one.definition,
        address=request.build_absolute_uri(reverse("portal-indicator", args=[one.id])),
    )
    return shown.dict()


def _definition(one: Definition) -> dict[str, Any]:
    names = [name for name in DefinitionOut.model_fields if name not in ("id", "aggregation")]
    return {"id": one.digest, "aggregation": one.method} | {name: getattr(one, name) for name in names}


def _releases(request: HttpRequest, rows: list[Release], now: datetime.datetime) -> list[dict[str, Any]]:
    files: dict[int, list[str]] = {one.pk: [] for one in rows}
    for number, name in ReleasedFile.objects.filter(release_id__in=files).values_list("release_id", "name"):
        if name not in HIDDEN_FILES and not name.startswith(PICTURES):
            files[number].append(name)
    here = request.build_absolute_uri
    return [
        {
            "organisation": one.organisation.code,
            "name": one.name,
            "level": one.level,
            "district": one.district.code,
            "data_year": one.data_year,
            "version": one.version,
            "is_current": is_current(one, now),
            "state": one.state,
            "edition": one.edition,
            "edition_label": one.edition_label,
            "title": one.title,
            "released_at": one.public_at,
            "change_reason": one.change_reason,
            "withdrawn_reason": one.withdrawn_reason,
            "schools_counted": one.counted,
            "schools_expected": one.expected,
            "sha256": one.digest,
            "address": here(report_address(one.organisation.code, one.data_year, one.version)),
            "files": [
                here(file_address(one.organisation.code, one.data_year, one.version, name)) for name in files[one.pk]
            ],
        }
        for one in rows
    ]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise Problem("page-mark-unknown", "翻页标记 after 不对。", "The mark after is none of ours.")
    return int(text)


def _small(number: int) -> int:
    return number if 0 <= number <= 9999 else 0


def _nothing(zh: str, en: str) -> Problem:
    return Problem("unknown-here", f"没有公开的{zh}。", f"There is no public {en}.")
