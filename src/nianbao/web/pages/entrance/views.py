"""The doors: signing in and out, the first page of everybody, one's own account, the health address."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.web.accounts.actions import attempt_sign_in, change_password, end_session, note_sign_in
from nianbao.web.accounts.models import Person
from nianbao.web.accounts.second_factor import check_second_factor
from nianbao.web.campaigns.models import Campaign, Participation
from nianbao.web.organisations.models import DISTRICT_ROLES, SCHOOL_ROLES, Grant, Role
from nianbao.web.organisations.names import named_then, with_names_on
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.submissions.models import Submission

HALF_IN, HALF_IN_FOR = "half_in", 10 * 60  # seconds between the password and the code
LEAST_ROOM = 50 * 1024 * 1024  # bytes; below this saves would soon fail


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Login name and password; in the demonstration also one button for each made-up person."""
    following = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST":
        person = attempt_sign_in(
            login_name=request.POST.get("login_name", ""), password=request.POST.get("password", "")
        )
        if person.totp_secret:
            request.session[HALF_IN] = {"person": person.pk, "until": time.time() + HALF_IN_FOR, "next": following}
            return redirect("sign-in-code")
        return _enter(request, person, following)
    people = []
    if settings.IS_DEMO:
        grants = Grant.objects.filter(revoked_at=None).select_related("person", "organisation")
        people = list(grants.order_by("-organisation__level", "organisation__path", "pk"))
        people.sort(key=lambda grant: (grant.organisation.level != "province", grant.organisation.level != "district"))
    operators = Person.objects.filter(is_operator=True, is_active=True) if settings.IS_DEMO else ()
    return render(
        request,
        "pages/entrance/sign_in.html",
        {"people": people, "operators": operators, "next": following},
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step of who has a second factor: a code, within minutes of the right password."""
    half = request.session.get(HALF_IN, {})
    person = Person.objects.filter(pk=half.get("person"), is_active=True).exclude(totp_secret="").first()
    if person is None or half.get("until", 0) < time.time():
        request.session.pop(HALF_IN, None)
        return redirect("sign-in")
    if request.method == "POST":
        check_second_factor(person, code=request.POST.get("code", ""))
        del request.session[HALF_IN]
        return _enter(request, person, half.get("next", ""))
    return render(request, "pages/account/sign_in_code.html")


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click in as a made-up person; exists in the demonstration only."""
    if not settings.IS_DEMO:
        raise Http404
    person = Person.objects.filter(pk=request.POST.get("person", "0"), is_active=True).first()
    if person is None:
        raise Http404
    return _enter(request, person, "")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("sign-in")


def _latest_campaigns() -> QuerySet[Campaign]:
    found = Campaign.objects.select_related("district").order_by("-edition")
    return with_names_on(found, "due_on", organisation="district")[:60]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What somebody owes or looks after, and by when."""
    standing = standing_in(request)
    schools = [grant.organisation_id for grant in standing.grants if grant.role in SCHOOL_ROLES]
    districts = {
        grant.organisation_id: grant.organisation
        for grant in standing.grants
        if grant.role in (*DISTRICT_ROLES, Role.CITY)
    }
    mine = Participation.objects.filter(organisation_id__in=schools).select_related(
        "campaign__district", "organisation"
    )
    owed = named_then(
        with_names_on(mine.order_by("-campaign__edition"), "campaign__due_on"), lambda one: one.organisation
    )
    found = {
        (one.campaign_id, one.organisation_id): one for one in Submission.objects.filter(organisation_id__in=schools)
    }
    today = timezone.localdate()
    filings = [
        {
            "participation": one,
            "submission": found.get((one.campaign_id, one.organisation_id)),
            "due_on": one.due_on(one.campaign),
            "days": (one.due_on(one.campaign) - today).days,
        }
        for one in owed
    ]
    campaigns = [
        campaign
        for campaign in named_then(_latest_campaigns(), lambda one: one.district)
        if districts and standing.may_read_district(campaign.district)
    ] if districts else []  # fmt: skip
    runs = [one for one in districts.values() if one.level == "district" and standing.may_run_campaigns(one)]
    releases = [one for one in districts.values() if standing.may_prepare_releases(one)]
    return render(
        request,
        "pages/entrance/home.html",
        {
            "filings": filings,
            "campaigns": campaigns,
            "runs": runs,
            "releases": releases,
            "writes": [number for number, one in districts.items() if standing.may_read_text(one)],
            "branches": [one for one in districts.values() if one.level != "school"],
            "person": standing.person,
            "notices": standing.person.notices.filter(seen_at=None)[:5],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """One's own password and open sessions."""
    person = standing_in(request).person
    if request.method == "POST":
        change_password(person, old=request.POST.get("old", ""), new=request.POST.get("new", ""))
        update_session_auth_hash(request, person)
        messages.success(request, _("密码已修改，其他设备上的登录已失效。"))
        return redirect("account")
    return render(
        request,
        "pages/entrance/account.html",
        {"sign_ins": person.sign_ins.order_by("-began_at")[:50], "current": request.session.session_key},
    )


@require_POST
def end_sign_in(request: HttpRequest, number: int) -> HttpResponse:
    end_session(standing_in(request).person, sign_in=number)
    messages.success(request, _("已结束那次登录。"))
    return redirect("account")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether the database answers and the data folder has room; nothing else is told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    folder = Path(settings.DATA)
    if folder.is_dir() and shutil.disk_usage(folder).free < LEAST_ROOM:
        return JsonResponse({"status": "disk-full"}, status=503)
    return JsonResponse({"status": "ok"})


def _enter(request: HttpRequest, person: Person, following: str) -> HttpResponse:
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    note_sign_in(
        person,
        session_key=request.session.session_key or "",
        address=str(request.META.get("REMOTE_ADDR", ""))[:45],
        browser=request.headers.get("User-Agent", ""),
    )
    if url_has_allowed_host_and_scheme(following, {request.get_host()}, require_https=request.is_secure()):
        return redirect(following)
    return redirect(reverse("home"))
