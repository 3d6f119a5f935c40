"""The addresses at which a district prepares and signs what becomes public."""

from __future__ import annotations

from django.urls import URLPattern, path

from nianbao.web.pages.releases import views

DISTRICT = "districts/<int:district>/releases/"
RELEASE = "releases/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(DISTRICT, views.releases, name="releases"),
    path(f"{DISTRICT}prepare/", views.prepare, name="release-prepare"),
    path(f"{DISTRICT}package/", views.package, name="release-package"),
    path(f"{DISTRICT}sign/", views.sign_list, name="release-sign"),
    path(f"{DISTRICT}snapshots/<int:snapshot>/", views.snapshot_again, name="release-snapshot"),
    path(f"{DISTRICT}snapshots/<int:snapshot>/<str:name>", views.snapshot_file, name="release-snapshot-file"),
    path(f"{DISTRICT}archive/", views.archive_add, name="archive-add"),
    path(f"{DISTRICT}archive/<int:report>/", views.archive_act, name="archive-act"),
    path(RELEASE, views.release, name="release"),
    path(f"{RELEASE}findings/", views.findings, name="release-findings"),
    path(f"{RELEASE}keep-back/", views.keep_back, name="release-keep-back"),
    path(f"{RELEASE}drop/", views.drop_release, name="release-drop"),
    path(f"{RELEASE}withdraw/", views.withdraw_release, name="release-withdraw"),
]
