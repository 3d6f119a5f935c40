"""The addresses of the public pages. They are cited in reports and papers: none of them is ever changed."""

from __future__ import annotations

from django.urls import URLPattern, path

from nianbao.web.pages.portal import feeds, indicators, library, views

ORGANISATION = "public/organisations/<slug:code>/"
REPORT = f"{ORGANISATION}<int:data_year>/"
VERSION = f"{REPORT}v<int:number>/"

urlpatterns: list[URLPattern] = [
    path("public/", views.front, name="portal"),
    path("public/search/", views.search_all, name="portal-search"),
    path("public/organisations/", views.organisations, name="portal-organisations"),
    path(ORGANISATION, views.organisation, name="portal-organisation"),
    path(f"{ORGANISATION}lists/", views.lists, name="portal-lists"),
    path(REPORT, views.report, name="portal-report"),
    path(VERSION, views.version, name="portal-version"),
    path(f"{VERSION}files/<str:name>", views.released_file, name="portal-file"),
    path("public/indicators/", indicators.indicators, name="portal-indicators"),
    path("public/indicators/<slug:name>/", indicators.indicator, name="portal-indicator"),
    path("public/compare/", indicators.compare, name="portal-compare"),
    path("public/cases/", library.cases, name="portal-cases"),
    path("public/cases/<int:number>/", library.case, name="portal-case"),
    path("public/archive/", library.archive, name="portal-archive"),
    path("public/archive/<int:number>/", library.archived, name="portal-archived"),
    path("public/archive/<int:number>/file", library.archived_file, name="portal-archived-file"),
    path("public/feed.atom", feeds.atom, name="portal-feed"),
    path("public/sitemap.xml", feeds.sitemap, name="portal-sitemap"),
    path("public/sitemap-<int:part>.xml", feeds.sitemap_part, name="portal-sitemap-part"),
    path("public/language/<slug:code>/", feeds.language, name="portal-language"),
    path("robots.txt", feeds.robots, name="robots"),
]
