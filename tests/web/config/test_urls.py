"""Every address × every role: what answers, what is refused, and what does not exist for whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from nianbao.surveys.frame import FrameRow
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.models import Campaign
from nianbao.web.cases.actions import offer
from nianbao.web.cases.library import refresh_cards
from nianbao.web.cases.models import CaseCard
from nianbao.web.config.urls import urlpatterns
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.organisations.permissions import standing_of
from nianbao.web.publications.aggregate import district_tables
from nianbao.web.publications.corrections import correct, own_figure
from nianbao.web.releases.actions import prepare_submission
from nianbao.web.reviews.evidence import add_evidence
from nianbao.web.reviews.models import HandIn
from nianbao.web.reviews.signed_pages import checked_page, put_page
from nianbao.web.sealing.models import Seal
from nianbao.web.sealing.steps import SILENT_FOR
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey, open_survey, prepare_survey
from nianbao.web.surveys.codes import code_of
from nianbao.web.surveys.models import Survey
from nianbao.web.surveys.rounds import close_round, launch_round, open_round

# Who knocks. The school in question is the one that is being filled in; the stranger works for another.
WHO = {
    "nobody": None,
    "filler": "邱明溪",
    "limited": "范若谷",
    "reviewer": "孟晚照",
    "head": "白路遥",
    "stranger": "沈知远",
    "district_reviewer": "高审之",
    "editor": "温编言",
    "district_head": "郑守正",
    "city": "江市平",
    "operator": "系统管理员",
}
SCHOOL = ("filler", "limited", "reviewer", "head")
DISTRICT = ("district_reviewer", "editor", "district_head", "city")
ALL = tuple(name for name in WHO if name != "nobody")
IN = 302  # to the door, for whoever is not signed in


def row(address: str, method: str = "get", nobody: int = IN, otherwise: int = 404, **allowed: int) -> Any:
    statuses = dict.fromkeys(WHO, otherwise) | {"nobody": nobody} | allowed
    return address, method, statuses


def those(names: tuple[str, ...], status: int) -> dict[str, int]:
    return dict.fromkeys(names, status)


# Problems (a reason left out, a state that does not fit) answer 409; what the role may not do, 403.
TABLE = {
    "home": row("/", **those(ALL, 200)),
    "sign-in": row("/sign-in/", nobody=200, **those(ALL, 200)),
    "demo-sign-in": row("/sign-in/demo/", "post", nobody=404),
    "sign-out": row("/sign-out/", "post", **those(ALL, 302)),
    "account": row("/account/", **those(ALL, 200)),
    "end-sign-in": row("/account/sessions/1/end/", "post", **those(ALL, 302)),
    "sign-in-code": row("/sign-in/code/", **those(ALL, 302)),
    "forgotten": row("/sign-in/forgotten/", nobody=200, **those(ALL, 200)),
    "welcome": row("/welcome/nothing/", nobody=404),
    "end-others": row("/account/sessions/others/end/", "post", **those(ALL, 302)),
    "deputies": row("/account/deputies/", **those(ALL, 200)),
    "act-for": row("/account/act-for/", "post", **those(ALL, 302)),
    "second-factor": row("/account/second-factor/", **those(ALL, 200)),
    "branches": row("/people/", head=302, district_head=302, operator=200),
    "people": row("/organisations/{o}/people/", head=200, district_head=200),
    "invite": row("/organisations/{o}/people/invite/", "post", head=409, district_head=409),
    "person": row("/organisations/{o}/people/{f}/", head=200, district_head=200),
    "person-roles": row("/organisations/{o}/people/{f}/roles/", "post", head=302, district_head=302),
    "person-link": row("/organisations/{o}/people/{f}/link/", "post", head=200, district_head=200),
    "person-hand-over": row("/organisations/{o}/people/{f}/hand-over/", "post"),
    "person-access": row("/organisations/{o}/people/{f}/access/", "post"),
    "language": row("/language/", "post", **those(ALL, 302)),
    "notices": row("/notices/", **those(ALL, 200)),
    "organisations": row("/organisations/", district_head=200, operator=200),
    "organisation": row("/organisations/{o}/", district_head=200, operator=200),
    "analysis": row("/organisations/{d}/analysis/", **those(DISTRICT, 200)),
    "analysis-file": row("/organisations/{d}/analysis/calls.xlsx", **those(DISTRICT, 200)),
    "organisation-add-top": row("/organisations/add/", "post", operator=409),
    "organisation-add": row("/organisations/{o}/add/", "post", district_head=409, operator=409),
    "organisation-change": row("/organisations/{o}/change/", "post"),
    "health": row("/health/", nobody=200, **those(ALL, 200)),
    "start": row("/participations/{p}/start/", "post", **those(SCHOOL, 302)),
    "submission": row("/submissions/{s}/", **those(SCHOOL, 200)),
    "table": row("/submissions/{s}/tables/scorecard/", **those(SCHOOL, 200)),
    "save": row("/submissions/{s}/save/", "json", **those(SCHOOL, 200) | {"limited": 403}),
    "touched-findings": row("/submissions/{s}/findings/?since=0", **those(SCHOOL, 200)),
    "list": row("/submissions/{s}/lists/major_group_list/", **those(SCHOOL, 200)),
    "repair": row("/submissions/{s}/findings/nothing/repairs/0/", "post", **those(SCHOOL, 409)),
    "explain": row("/submissions/{s}/findings/nothing/explain/", "post", **those(SCHOOL, 409)),
    "withdraw": row("/submissions/{s}/explanations/999/withdraw/", "post", **those(SCHOOL, 302)),
    "evidence-add": row("/submissions/{s}/evidence/", "post", **those(SCHOOL, 409)),
    "evidence": row("/submissions/{s}/evidence/{e}/", **those(SCHOOL, 200)),
    "evidence-remove": row("/submissions/{s}/evidence/{e}/remove/", "post", **those(SCHOOL, 302) | {"limited": 403}),
    "package": row("/submissions/{s}/package/", **those(SCHOOL, 200)),
    "workbook": row("/submissions/{s}/workbook/", **those(SCHOOL, 200)),
    "workbook-preview": row("/submissions/{s}/workbook/preview/", "post", **those(SCHOOL, 409)),
    "workbook-apply": row("/submissions/{s}/workbook/999/apply/", "post", **those(SCHOOL, 409)),
    "pass": row("/submissions/{s}/pass/", "post", filler=403, limited=403, reviewer=409, head=409),
    "hand-in": row("/submissions/{s}/hand-in/", **those(SCHOOL, 200)),
    "statement-sheet": row("/submissions/{s}/statement/", **those(SCHOOL, 200)),
    "signed-page-add": row("/submissions/{s}/signed-page/", "post", **those(SCHOOL, 403) | {"head": 409}),
    "signed-page": row("/submissions/{s}/signed-page/{h}/", **those(SCHOOL, 200)),
    "history": row("/submissions/{s}/history/", **those(SCHOOL, 200)),
    "remark-list": row("/submissions/{s}/remarks.docx", **those(SCHOOL, 200)),
    "reply": row("/submissions/{s}/remarks/999/reply/", "post"),
    "campaign-new": row("/districts/{d}/campaigns/new/", **those(DISTRICT[:3], 200)),
    "board": row("/campaigns/{c}/", **those(DISTRICT, 200)),
    "board-file": row("/campaigns/{c}/board.xlsx", **those(DISTRICT, 200)),
    "owing": row("/campaigns/{c}/owing/", **those(DISTRICT, 200)),
    "remind": row("/campaigns/{c}/remind/", "post", **those(DISTRICT[:3], 409) | {"city": 403}),
    "statement-words": row("/campaigns/{c}/statement/", **those(DISTRICT[:3], 200) | {"city": 403}),
    "announce": row("/campaigns/{c}/announce/", "post", **those(DISTRICT[:3], 409) | {"city": 403}),
    "extend": row("/campaigns/{c}/participations/{p}/extend/", "post", **those(DISTRICT[:3], 409) | {"city": 403}),
    "packages": row("/campaigns/{c}/packages/", **those(DISTRICT, 200)),
    "package-apply": row("/campaigns/{c}/packages/999/file/", "post", **those(DISTRICT, 409)),
    "package-findings": row("/campaigns/{c}/packages/999/findings.docx"),
    "returned-package": row("/reviews/{s}/package/", **those(DISTRICT, 200)),
    "compare": row("/campaigns/{c}/compare/", **those(DISTRICT, 200)),
    "many": row("/campaigns/{c}/many/", "post", **those(DISTRICT, 409)),
    "aggregate": row("/campaigns/{c}/aggregate/", **those(DISTRICT, 200)),
    "aggregate-file": row("/campaigns/{c}/aggregate/annex.xlsx", **those(DISTRICT, 200)),
    "figure": row("/campaigns/{c}/figures/graduates/", **those(DISTRICT, 200)),
    "correct": row("/campaigns/{c}/figures/graduates/correct/", "reason", **those(DISTRICT[:3], 409) | {"city": 403}),
    "corrections": row("/campaigns/{c}/corrections/", **those(DISTRICT, 200)),
    "correction-withdraw": row(
        "/campaigns/{c}/corrections/{x}/withdraw/", "reason", **those(DISTRICT[:3], 302) | {"city": 403}
    ),
    "correction-confirm": row(
        "/campaigns/{c}/corrections/{x}/confirm/", "post", **those(DISTRICT[:3], 302) | {"city": 403}
    ),
    "correction-evidence": row("/campaigns/{c}/corrections/{x}/file/", **those(DISTRICT, 200)),
    "review": row("/reviews/{s}/", **those(DISTRICT, 200)),
    "review-report": row("/reviews/{s}/report/", **those(DISTRICT, 409)),  # not handed in yet
    "review-evidence": row("/reviews/{s}/evidence/{e}/", **those(DISTRICT, 200)),
    "peers": row("/reviews/{s}/peers/", **those(DISTRICT, 200)),
    "review-remark-list": row("/reviews/{s}/remarks.xlsx", **those(DISTRICT, 200)),
    "review-signed-page": row("/reviews/{s}/signed-page/{h}/", **those(DISTRICT, 200)),
    "receive": row(
        "/reviews/{s}/receive/", "post", **those(DISTRICT, 403) | {"district_reviewer": 409, "district_head": 409}
    ),
    "return": row(
        "/reviews/{s}/return/", "reason", **those(DISTRICT, 403) | {"district_reviewer": 409, "district_head": 409}
    ),
    "accept": row(
        "/reviews/{s}/accept/", "post", **those(DISTRICT, 403) | {"district_reviewer": 409, "district_head": 409}
    ),
    "reopen": row("/reviews/{s}/reopen/", "reason", **those(DISTRICT, 403) | {"district_head": 409}),
    "remark": row(
        "/reviews/{s}/remarks/", "reason", **those(DISTRICT, 403) | {"district_reviewer": 302, "district_head": 302}
    ),
    "answer-remark": row("/reviews/{s}/remarks/999/", "post"),
    "manuscript-start": row("/campaigns/{c}/manuscripts/{o}/", "post", **those(SCHOOL, 302)),
    "manuscript": row("/manuscripts/{m}/", **those(SCHOOL, 200)),
    "manuscript-front": row("/manuscripts/{m}/front/", "post", **those(SCHOOL, 409)),
    "chapter-add": row("/manuscripts/{m}/chapters/", "post", **those(SCHOOL, 409)),
    "manuscript-preview": row("/manuscripts/{m}/preview/", **those(SCHOOL, 200)),
    "manuscript-output": row("/manuscripts/{m}/report.md", **those(SCHOOL, 200)),
    "manuscript-figures": row("/manuscripts/{m}/figures/?q=bys", **those(SCHOOL, 200)),
    "manuscript-words": row("/manuscripts/{m}/words/", "asked", **those(SCHOOL, 200)),
    "manuscript-picture-add": row("/manuscripts/{m}/pictures/", "post", **those(SCHOOL, 409)),
    "manuscript-picture": row("/manuscripts/{m}/pictures/999/"),
    "word": row("/manuscripts/{m}/word/", **those(SCHOOL, 200)),
    "returned-file": row("/manuscripts/{m}/word/999/"),
    "returned-decide": row("/manuscripts/{m}/word/999/decide/", "post"),
    "returned-compare": row("/manuscripts/{m}/word/999/compare/", "post"),
    "returned-original": row("/manuscripts/{m}/word/999/file/"),
    "returned-picture": row("/manuscripts/{m}/word/999/pictures/a.png"),
    "old-reports": row("/manuscripts/{m}/old-report/", **those(SCHOOL, 200)),
    "old-report": row("/manuscripts/{m}/old-report/999/"),
    "old-report-put": row("/manuscripts/{m}/old-report/999/put/", "post"),
    "old-report-picture": row("/manuscripts/{m}/old-report/999/pictures/a.png"),
    "chapter-content": row("/chapters/{chapter}/content/", **those(SCHOOL, 200)),
    "chapter-save": row("/chapters/{chapter}/save/", "asked", **those(SCHOOL, 409)),
    "chapter-presence": row("/chapters/{chapter}/presence/", "post", **those(SCHOOL, 200)),
    "chapter-advice": row("/chapters/{chapter}/advice/", **those(SCHOOL, 200)),
    "chapter-hand-number": row("/chapters/{chapter}/hand-numbers/", "marked", **those(SCHOOL, 200) | {"limited": 403}),
    "chapter-seen": row("/chapters/{chapter}/seen/", "post", **those(SCHOOL, 200) | {"limited": 403}),
    "chapter": row("/chapters/{chapter}/", **those(SCHOOL, 200)),
    "chapter-text": row("/chapters/{chapter}/text/", **those(SCHOOL, 200)),
    "chapter-people": row("/chapters/{chapter}/people/", "post", **those(SCHOOL, 302) | {"limited": 403}),
    "chapter-place": row("/chapters/{chapter}/place/", "post"),
    "chapter-state": row("/chapters/{chapter}/state/", "post", **those(SCHOOL, 302) | {"limited": 403}),
    "chapter-revisions": row("/chapters/{chapter}/revisions/", **those(SCHOOL, 200)),
    "revision-restore": row(
        "/chapters/{chapter}/revisions/{revision}/restore/", "post", **those(SCHOOL, 302) | {"limited": 403}
    ),
    "revision-decide": row("/chapters/{chapter}/revisions/{revision}/decide/", "post"),
    "comment-add": row("/chapters/{chapter}/comments/", "reason", **those(SCHOOL, 302)),
    "comment-act": row("/chapters/{chapter}/comments/999/", "post"),
    "sheet": row("/manuscripts/{m}/sheet/", **those(SCHOOL, 200)),
    "sheet-file": row("/manuscripts/{m}/sheet.html", **those(SCHOOL, 200)),
    "sheet-sign": row("/manuscripts/{m}/sign/", "post", **those(SCHOOL, 403)),  # no role was sent
    "signature-withdraw": row("/manuscripts/{m}/signatures/999/withdraw/", "post"),
    "seal-ask": row("/manuscripts/{m}/seal/", "post", **those(SCHOOL, 409) | {"limited": 403}),
    "seal": row("/seals/{seal}/", **those(SCHOOL, 200)),
    "seal-state": row("/seals/{seal}/state/", **those(SCHOOL, 200)),
    "seal-package": row("/seals/{seal}/package.zip"),  # not made yet
    "cases": row("/organisations/{o}/cases/", **those(SCHOOL, 200)),
    "case-new": row("/manuscripts/{m}/cases/new/", **those(SCHOOL, 200)),
    "case-rules": row("/campaigns/{c}/case-rules/", "post", **those(DISTRICT[:3], 302) | {"city": 403}),
    "case": row("/cases/{t}/", **those((*SCHOOL, *DISTRICT), 200)),
    "case-write": row("/cases/{t}/write/", **those(SCHOOL, 200)),
    "case-remove": row("/cases/{t}/remove/", "post", filler=302),  # the others find it gone
    "case-offer": row("/cases/{t}/offer/", "post", **those(SCHOOL, 302) | {"limited": 403}),
    "case-consent-add": row("/cases/{t}/consents/", "post", **those(SCHOOL, 409)),
    "case-consent": row("/cases/{t}/consents/999/"),
    "case-consent-withdraw": row("/cases/{t}/consents/999/withdraw/", "post"),
    "case-mask": row("/cases/{t}/mask/", "post", **those(SCHOOL, 409)),
    "case-beside": row("/cases/{t}/beside/{t}/", **those((*SCHOOL, *DISTRICT), 200)),
    "case-picture": row("/cases/{t}/pictures/999/"),
    "case-choose": row("/cases/{t}/choose/", "reason", **those(DISTRICT, 409)),
    "case-decline": row(
        "/cases/{t}/decline/", "reason", **those(DISTRICT, 403) | {"editor": 302, "district_head": 302}
    ),
    "surveys": row("/submissions/{s}/surveys/", **those(SCHOOL, 200)),
    "survey-prepare": row("/submissions/{s}/surveys/employers/", **those(SCHOOL, 200)),
    "survey": row("/surveys/{y}/", **those(SCHOOL, 200)),
    "survey-results": row("/surveys/{z}/results/", **those(SCHOOL, 200)),
    "survey-open": row("/surveys/{y}/open/", "post", **those(SCHOOL, 302)),
    "survey-close": row("/surveys/{y}/close/", "post", **those(SCHOOL, 302)),
    "survey-extend": row("/surveys/{y}/extend/", "post", **those(SCHOOL, 409)),
    "survey-remind": row("/surveys/{y}/remind/", "post", **those(SCHOOL, 302)),
    "survey-fill": row("/surveys/{y}/fill/", "post", **those(SCHOOL, 409)),
    "survey-posters": row("/surveys/{y}/posters/", **those(SCHOOL, 200)),
    "survey-slips": row("/surveys/{y}/slips/{k}/", **those(SCHOOL, 200)),
    "survey-sheets": row("/surveys/{y}/sheets/{k}/", **those(SCHOOL, 200)),
    "survey-paper": row("/surveys/{y}/paper/", **those(SCHOOL, 200)),
    "survey-import": row("/surveys/{y}/import/", **those(SCHOOL, 200)),
    "survey-answers": row("/surveys/{z}/answers.csv", **those(SCHOOL, 200)),
    "campaign-surveys": row("/campaigns/{c}/surveys/", **those(DISTRICT, 200)),
    "survey-launch": row("/campaigns/{c}/surveys/launch/employers/", **those(DISTRICT, 200)),
    "survey-round": row("/survey-rounds/{round}/", **those(DISTRICT, 200)),
    "survey-round-results": row("/survey-rounds/{round}/results/", **those(DISTRICT, 200)),
    "survey-round-file": row("/survey-rounds/{round}/results.csv", **those(DISTRICT, 200)),
    "survey-round-open": row("/survey-rounds/{round}/open/", "post", **those(DISTRICT, 302)),
    "survey-round-extend": row("/survey-rounds/{round}/extend/", "post", **those(DISTRICT, 409)),
    "survey-round-remind": row("/survey-rounds/{round}/remind/", "post", **those(DISTRICT, 302)),
    "survey-round-close": row("/survey-rounds/{round}/close/", "post", **those(DISTRICT, 302)),
    "answer-class": row("/s/{l}/", nobody=200, **those(ALL, 200)),
    "answer": row("/s/{l}/{a}/", nobody=200, **those(ALL, 200)),
    "draft": row("/drafts/", **those(ALL, 200)),
    "staff-sessions": row("/staff-sessions/", operator=200, **those(DISTRICT, 200)),
    "audit": row("/audit/", operator=200, district_head=200, city=200),
    "audit-file": row("/audit/events.csv", operator=200, district_head=200, city=200),
    "releases": row("/districts/{d}/releases/", **those(DISTRICT, 200)),
    "release-prepare": row("/districts/{d}/releases/prepare/", "post", **those(DISTRICT, 409)),
    "release-package": row("/districts/{d}/releases/package/", "post", **those(DISTRICT, 409)),
    "release-sign": row("/districts/{d}/releases/sign/", "post", **those(DISTRICT, 409)),
    "release-snapshot": row("/districts/{d}/releases/snapshots/999/", "post"),
    "release-snapshot-file": row("/districts/{d}/releases/snapshots/999/manifest.json"),
    "archive-add": row("/districts/{d}/releases/archive/", "post", **those(DISTRICT, 409)),
    "archive-act": row("/districts/{d}/releases/archive/999/", "post"),
    "release": row("/releases/{r}/", **those(DISTRICT, 200)),
    "release-findings": row("/releases/{r}/findings/", "post", **those(DISTRICT, 409)),
    "release-keep-back": row("/releases/{r}/keep-back/", "post", **those(DISTRICT, 302) | {"city": 403}),
    "release-drop": row("/releases/999/drop/", "post"),
    "release-withdraw": row("/releases/{r}/withdraw/", "reason", **those(DISTRICT, 403) | {"district_head": 409}),
    # Public pages answer everybody alike; nothing is released here, so what shows a release does not exist.
    "portal": row("/public/", nobody=200, otherwise=200),
    "portal-search": row("/public/search/?q=双师", nobody=200, otherwise=200),
    "portal-organisations": row("/public/organisations/", nobody=200, otherwise=200),
    "portal-organisation": row("/public/organisations/9901020001/", nobody=404),
    "portal-lists": row("/public/organisations/990102/lists/", nobody=404),
    "portal-report": row("/public/organisations/9901020001/2024/", nobody=404),
    "portal-version": row("/public/organisations/9901020001/2024/v1/", nobody=404),
    "portal-file": row("/public/organisations/9901020001/2024/v1/files/report.pdf", nobody=404),
    "portal-indicators": row("/public/indicators/", nobody=200, otherwise=200),
    "portal-indicator": row("/public/indicators/graduates/", nobody=200, otherwise=200),
    "portal-compare": row("/public/compare/", nobody=200, otherwise=200),
    "portal-cases": row("/public/cases/", nobody=200, otherwise=200),
    "portal-case": row("/public/cases/1/", nobody=404),
    "portal-archive": row("/public/archive/", nobody=200, otherwise=200),
    "portal-archived": row("/public/archive/1/", nobody=404),
    "portal-archived-file": row("/public/archive/1/file", nobody=404),
    "portal-feed": row("/public/feed.atom", nobody=200, otherwise=200),
    "portal-sitemap": row("/public/sitemap.xml", nobody=200, otherwise=200),
    "portal-sitemap-part": row("/public/sitemap-0.xml", nobody=200, otherwise=200),
    "portal-language": row("/public/language/en/", nobody=302, otherwise=302),
    "api-docs": row("/api/v1/docs", nobody=200, otherwise=200),
    "robots": row("/robots.txt", nobody=200, otherwise=200),
}
# Everything that has a submission behind it may also be asked for with GET where it writes; that does nothing.
MOST_QUERIES = 12


def shown_for(submission: Submission) -> int:
    """A file behind a cell of the submission."""
    data = b"%PDF-1.4 rows of a register"
    by = standing_of(Person.objects.get(name="邱明溪"))
    return add_evidence(submission, key="classes", comment="", name="名册.pdf", data=data, standing=by).pk


def signed_for(submission: Submission) -> int:
    """An earlier hand-in of the submission with its signed page."""
    now = timezone.now()
    head = Person.objects.get(name="白路遥")
    made = HandIn(submission=submission, revision=0, by=head, handed_in_at=now, is_on_time=True, content={})
    put_page(made, checked_page("声明.pdf", b"%PDF-1.4 signed"))
    made.save()
    return made.pk


def written(submission: Submission) -> dict[str, int]:
    """The school's report, a chapter of it that is nobody's in particular, and its first saved state."""
    manuscript = Manuscript.objects.get(campaign=submission.campaign_id, organisation=submission.organisation_id)
    chapter = manuscript.chapters.get(node="teaching")
    return {"m": manuscript.pk, "chapter": chapter.pk, "revision": chapter.revisions.earliest("pk").pk}


def told_by(submission: Submission) -> int:
    """A case of the school's report that was offered to the district."""
    refresh_cards(submission.organisation.path)
    card = CaseCard.objects.filter(manuscript__organisation=submission.organisation, removed_at=None).earliest("pk")
    offer(card, standing=standing_of(Person.objects.get(name="白路遥")))
    return card.pk


def asked_for(submission: Submission) -> int:
    """A package of the school's report whose making broke off."""
    manuscript = Manuscript.objects.get(campaign=submission.campaign_id, organisation=submission.organisation_id)
    long_ago = timezone.now() - 2 * SILENT_FOR
    by = Person.objects.get(name="白路遥")
    return Seal.objects.create(manuscript=manuscript, covers="c", by=by, asked_at=long_ago, beat_at=long_ago).pk


def corrected_for(campaign: Campaign) -> int:
    """A correction of the district's figure with a file behind it."""
    cell = own_figure(district_tables(campaign, is_provisional=False), "graduates")
    assert cell is not None
    by = standing_of(Person.objects.get(name="高审之"))
    made = correct(
        campaign, indicator="graduates", submission=None, seen=cell.raw, after="7", reason="有重复", standing=by,
        name="名册.pdf", data=b"%PDF-1.4 register",
    )  # fmt: skip
    return made.pk


def prepared_for(submission: Submission) -> int:
    """A release of the first school that waits for its signature."""
    found = Submission.objects.select_related("organisation", "campaign__district").get(
        organisation__code="9901020001", campaign__edition="dy2024/school"
    )
    return prepare_submission(found, standing=standing_of(Person.objects.get(name="郑守正")), formats=()).pk


def surveyed(submission: Submission, group: str) -> Survey:
    """A survey of the submission that is under way, or over where it asks the parents."""
    by = standing_of(Person.objects.get(name="邱明溪"))
    Survey.objects.filter(submission=submission, instrument=f"{group}/1").delete()  # the demonstration's
    survey = prepare_survey(
        submission,
        instrument=f"{group}/1",
        rows=(FrameRow("数控技术应用", "2024级", "数控2401", 30), FrameRow("会计事务", "2024级", "会计2401", 25)),
        closes_on=timezone.localdate(),
        mode="codes",
        is_sample=False,
        standing=by,
    )
    open_survey(survey, standing=by)
    if group == "parents":
        close_survey(survey, standing=by)
    return survey


def launched_for(submission: Submission) -> int:
    """A survey of employers that the district launched in this school, over already."""
    by = standing_of(Person.objects.get(name="高审之"))
    rows = (FrameRow("", "", "用人单位", 30),)
    found = launch_round(
        submission.campaign, instrument="employers/1", schools=(), frames={submission.organisation.code: rows},
        closes_on=timezone.localdate(), mode="codes", is_sample=False, standing=by,
    ).round  # fmt: skip
    open_round(found, standing=by)
    close_round(found, standing=by)
    return found.pk


def addressed(address: str, submission: Submission) -> str:
    survey = surveyed(submission, "students") if re.search("{[ykla]}", address) else None
    group = survey.groups.order_by("position").first() if survey is not None else None
    participation = submission.campaign.participations.get(organisation=submission.organisation)
    return address.format(
        s=submission.pk,
        e=shown_for(submission) if "{e}" in address else 0,
        h=signed_for(submission) if "{h}" in address else 0,
        c=submission.campaign_id,
        x=corrected_for(submission.campaign) if "{x}" in address else 0,
        p=participation.pk,
        o=submission.organisation_id,
        f=Person.objects.get(name="范若谷").pk,
        r=prepared_for(submission) if "{r}" in address else 0,
        d=submission.campaign.district_id,
        t=told_by(submission) if "{t}" in address else 0,
        seal=asked_for(submission) if "{seal}" in address else 0,
        **written(submission),
        y=survey.pk if survey is not None else 0,
        z=surveyed(submission, "parents").pk if "{z}" in address else 0,
        round=launched_for(submission) if "{round}" in address else 0,
        k=group.pk if group is not None else 0,
        l=group.link if group is not None else "",
        a=code_of(survey.issue_key, group.link, 0) if survey is not None and group is not None else "",
    )


def knock(client: Client, address: str, method: str) -> int:
    match method:
        case "get":
            answer = client.get(address)
        case "json":
            sent = '{"cells": [{"indicator": "graduates", "raw": "280", "version": 1}]}'
            answer = client.post(address, sent, content_type="application/json")
        case "asked":
            answer = client.post(address, '{"blocks": [], "version": 1}', content_type="application/json")
        case "marked":
            sent = '{"block": "p", "digits": "7", "reason": "name"}'
            answer = client.post(address, sent, content_type="application/json")
        case "reason":
            answer = client.post(address, {"reason": "请核对", "text": "请核对"})
        case _:
            answer = client.post(address)
    status: int = answer.status_code
    return status


def test_every_address_stands_in_the_table() -> None:
    assert {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)} == set(TABLE)


def test_the_interface_answers_everybody_and_only_questions() -> None:
    (interface,) = [pattern for pattern in urlpatterns if isinstance(pattern, URLResolver)]
    assert str(interface.pattern) == "api/v1/"
    for pattern in interface.url_patterns:
        if pattern.name != "api-root":
            assert pattern.callback.login_required is False
    assert Client().post("/api/v1/facts").status_code == 405


@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_each_role_as_it_should(
    name: str, enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address, method, expected = TABLE[name]
    where = addressed(address, submission("9901020002"))
    found = {}
    for role, person in WHO.items():
        client = enter(person) if person else Client()
        found[role] = knock(client, where, method)
    assert found == expected


@pytest.mark.parametrize("name", [name for name, (_, method, _) in TABLE.items() if method != "get"])
def test_what_writes_does_not_answer_a_link(
    name: str, enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    where = addressed(TABLE[name][0], submission("9901020002"))
    assert enter("白路遥").get(where).status_code in (404, 405)


SHOWN_TO = ("head", "district_head", "operator")


@pytest.mark.parametrize(
    "name", [name for name, (_, method, found) in TABLE.items() if method == "get" and 200 in map(found.get, SHOWN_TO)]
)
def test_a_page_asks_the_database_little(
    name: str, enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    address, _, expected = TABLE[name]
    role = next((role for role in SHOWN_TO if expected[role] == 200), None)
    assert role is not None
    person = WHO[role]
    assert person is not None
    client = enter(person)
    where = addressed(address, submission("9901020002"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(where)
    asked = [one["sql"] for one in queries.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= MOST_QUERIES, "\n".join(asked)


@pytest.mark.parametrize("name", ["submission", "table", "touched-findings", "hand-in", "review", "board", "compare"])
def test_the_first_look_after_a_save_asks_no_more_either(
    name: str, enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    Submission.objects.update(summary_revision=0)
    address, _, expected = TABLE[name]
    client = enter("白路遥" if expected["head"] == 200 else "郑守正")
    where = addressed(address, submission("9901020002"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(where).status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:160] for one in queries.captured_queries)


def test_a_review_with_a_history_asks_no_more(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    number = submission("9901020003").pk
    reviewer, school = enter("高审之"), enter("汪青禾")
    reviewer.post(f"/reviews/{number}/remarks/", {"key": "classes", "text": "请核对"})
    reviewer.post(f"/reviews/{number}/return/", {"reason": "请核对班级数"})
    remark = submission("9901020003").remarks.get().pk
    school.post(f"/submissions/{number}/remarks/{remark}/reply/", {"text": "已核对"})
    school.post(f"/submissions/{number}/evidence/", {"key": "classes", "comment": "见班级名册"})
    campaign = f"/campaigns/{submission('9901020003').campaign_id}/"
    for client, address in ((reviewer, f"/reviews/{number}/"), (school, f"/submissions/{number}/"),
                            (school, f"/submissions/{number}/tables/base_items/"),
                            (school, f"/submissions/{number}/hand-in/"), (reviewer, campaign),
                            (reviewer, f"{campaign}owing/")):  # fmt: skip
        Submission.objects.filter(pk=number).update(summary_revision=0)  # the first look after a save
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            assert len(queries) <= MOST_QUERIES, address


def test_a_form_without_its_token_is_refused(person: Callable[[str], Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("邱明溪"))
    assert client.post("/sign-out/").status_code == 403


def test_every_campaign_belongs_to_its_district_s_people(enter: Callable[[str], Client]) -> None:
    for campaign in Campaign.objects.all():
        assert enter("高审之").get(f"/campaigns/{campaign.pk}/").status_code == 200
        assert enter("邱明溪").get(f"/campaigns/{campaign.pk}/").status_code == 404
