"""For programs that follow what is new: an Atom feed, a map of all addresses, and what robots may read."""

from __future__ import annotations

import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nianbao.web.presentation.kept_pages import public_page
from nianbao.web.releases.addresses import report_address
from nianbao.web.releases.listing import listed_indicators
from nianbao.web.releases.published import current, latest, public_archive, public_cases

IN_FEED = 50
IN_MAP = 20_000  # addresses in one part of the map; the limit is 50,000


@public_page
def atom(request: HttpRequest) -> HttpResponse:
    """The last releases, corrections with their reason."""
    here = request.build_absolute_uri
    found = latest(timezone.now(), IN_FEED)
    updated = found[0].public_at if found else None
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        "<title>职业教育质量年度报告</title>",
        f"<id>{escape(here(reverse('portal')))}</id>",
        f'<link rel="self" href={quoteattr(here(reverse("portal-feed")))}/>',
        f"<link href={quoteattr(here(reverse('portal')))}/>",
        f"<updated>{_moment(updated)}</updated>",
    ]
    for one in found:
        address = here(report_address(one.organisation.code, one.data_year, one.version))
        words = f"更正：{one.change_reason}" if one.change_reason else f"{one.edition_label}，第{one.version}版"
        lines += [
            "<entry>",
            f"<title>{escape(one.title)}{'（更正）' if one.change_reason else ''}</title>",
            f"<id>{escape(address)}</id>",
            f"<link href={quoteattr(address)}/>",
            f"<updated>{_moment(one.public_at)}</updated>",
            f"<author><name>{escape(one.name)}</name></author>",
            f"<summary>{escape(words)}</summary>",
            "</entry>",
        ]
    lines.append("</feed>")
    return HttpResponse("\n".join(lines), content_type="application/atom+xml; charset=utf-8")


def _moment(moment: datetime.datetime | None) -> str:
    return (moment or datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)).isoformat()


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The parts of the map."""
    parts = 1 + -(-current(timezone.now()).count() // IN_MAP)
    addresses = (request.build_absolute_uri(reverse("portal-sitemap-part", args=[part])) for part in range(parts))
    inside = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in addresses)
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>')


@public_page
def sitemap_part(request: HttpRequest, part: int) -> HttpResponse:
    """Part 0 holds pages of one kind each, cases and indicators; the others the reports."""
    now = timezone.now()
    here = request.build_absolute_uri
    if part == 0:
        names = ("portal", "portal-organisations", "portal-indicators", "portal-cases", "portal-archive")
        addresses: list[tuple[str, datetime.datetime | None]] = [(reverse(name), None) for name in names]
        addresses += [(reverse("portal-indicator", args=[one.id]), None) for one in listed_indicators()]
        addresses += [(reverse("portal-case", args=[number]), None)
                      for number in public_cases(now).values_list("pk", flat=True)[:IN_MAP]]  # fmt: skip
        addresses += [(reverse("portal-archived", args=[number]), None)
                      for number in public_archive(now).values_list("pk", flat=True)[:IN_MAP]]  # fmt: skip
    else:
        rows = current(now).order_by("pk").values_list("organisation__code", "data_year", "public_at")
        found = list(rows[(part - 1) * IN_MAP : part * IN_MAP])
        if not found:
            raise Http404
        addresses = [(report_address(code, data_year), moment) for code, data_year, moment in found]
    inside = "".join(
        f"<url><loc>{escape(here(address))}</loc>{_changed(moment)}</url>" for address, moment in addresses
    )
    return _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</urlset>')


def _changed(moment: datetime.datetime | None) -> str:
    return f"<lastmod>{moment.date().isoformat()}</lastmod>" if moment is not None else ""


def _xml(inside: str) -> HttpResponse:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{inside}\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that is public may be read, nothing else; comparisons of anything with anything need no robot."""
    lines = [
        "User-agent: *",
        "Allow: /public/",
        "Allow: /api/v1/",
        "Disallow: /public/compare/",
        "Disallow: /public/search/",
        "Disallow: /",
        f"Sitemap: {request.build_absolute_uri(reverse('portal-sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the language by a link; it is kept in a cookie and nowhere else."""
    if code not in ("zh", "en"):
        raise Http404
    back = request.GET.get("back", "")
    safe = back if back.startswith("/public/") else reverse("portal")
    response = HttpResponseRedirect(safe)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax", secure=settings.IS_SECURE
    )
    return response
