"""What somebody does about the own account: links for one use, a second factor, other sessions."""

from __future__ import annotations

import datetime

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nianbao.facts.problem import Problem
from nianbao.web.accounts.actions import end_other_sessions
from nianbao.web.accounts.links import INVITE, RESET, make_link, person_of_link, use_link
from nianbao.web.accounts.mail import can_mail
from nianbao.web.accounts.models import OneTimeLink, Person
from nianbao.web.accounts.second_factor import (
    check_second_factor,
    new_secret,
    provisioning_address,
    renew_recovery_codes,
    turn_off,
    turn_on,
)
from nianbao.web.organisations.deputies import ACTING, colleagues_of, end_deputy, name_deputy, stand_ins
from nianbao.web.organisations.permissions import needs_second_factor
from nianbao.web.presentation.links import mail_link
from nianbao.web.presentation.lookup import standing_in

BETWEEN_LETTERS = datetime.timedelta(minutes=5)
SECRET = "new_second_factor"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation, or choose a new password, by a link for one use."""
    link = person_of_link(token)
    if link is None:
        return render(request, "pages/account/link_gone.html", status=404)
    is_invitation = link.purpose == INVITE
    trouble, name = "", link.person.name
    if request.method == "POST":
        name = request.POST.get("name", "").strip() or name
        try:
            if request.POST.get("password") != request.POST.get("again"):
                raise Problem("passwords-differ", "两次输入的密码不一样。", "The two passwords differ.")
            use_link(token, password=request.POST.get("password", ""), name=name)
        except Problem as problem:
            trouble = problem.message
        else:
            messages.success(request, _("密码已设好，请登录。"))
            return redirect("sign-in")
    return render(
        request,
        "pages/account/welcome.html",
        {"person": link.person, "is_invitation": is_invitation, "trouble": trouble, "name": name},
        status=409 if trouble else 200,
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter with a link. The answer is the same whether or not the name exists."""
    if request.method == "POST":
        person = Person.objects.filter(login_name=request.POST.get("login_name", "").strip(), is_active=True).first()
        if person is not None and person.email and can_mail() and not _has_a_fresh_link(person):
            make_link(person, purpose=RESET, by=None)
            mail_link(request, person, purpose=RESET)
        return render(request, "pages/account/forgotten.html", {"asked": True, "can_mail": can_mail()})
    return render(request, "pages/account/forgotten.html", {"asked": False, "can_mail": can_mail()})


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    ended = end_other_sessions(standing_in(request).person, current=request.session.session_key or "")
    messages.success(request, _("已退出其他 %(count)s 处登录。") % {"count": ended})
    return redirect("account")


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Turn on codes of an app with a QR code, renew the recovery codes, turn it off."""
    standing = standing_in(request)
    person = standing.person
    is_needed = needs_second_factor(standing)
    codes: list[str] = []
    if request.method == "POST":
        code, act = request.POST.get("code", ""), request.POST.get("act", "on")
        if act == "on":
            codes = turn_on(person, secret=request.session.get(SECRET, new_secret()), code=code)
            request.session.pop(SECRET, None)
        elif not person.totp_secret:
            raise Problem("second-factor-off", "两步验证还没有启用。", "Two-step sign-in is not on.")
        elif act == "renew":
            codes = renew_recovery_codes(person, code=code)
        elif is_needed:
            raise Problem(
                "second-factor-needed",
                "您的角色必须使用两步验证，不能关闭。",
                "Your role needs two-step sign-in; it cannot be turned off.",
            )
        else:
            check_second_factor(person, code=code)
            turn_off(person, by=person)
            messages.success(request, _("两步验证已关闭。"))
            return redirect("account")
        return render(request, "pages/account/recovery_codes.html", {"codes": codes})
    secret = "" if person.totp_secret else request.session.setdefault(SECRET, new_secret())
    return render(
        request,
        "pages/account/second_factor.html",
        {
            "person": person,
            "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
            "picture": _qr(provisioning_address(person, secret)) if secret else "",
            "codes_left": len(person.recovery_codes),
            "is_needed": is_needed,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def deputies(request: HttpRequest) -> HttpResponse:
    """Whom somebody asked to stand in, and for whom somebody may act today."""
    person = standing_in(request).person
    if request.method == "POST":
        ended = request.POST.get("end", "")
        if ended.isdecimal():
            end_deputy(int(ended), by=person)
            messages.success(request, _("代办已结束。"))
            return redirect("deputies")
        deputy = _chosen(colleagues_of(person), request.POST.get("deputy", ""))
        name_deputy(deputy=deputy, since=_day(request, "since"), until=_day(request, "until"), by=person)
        messages.success(request, _("已请%(name)s代办。") % {"name": deputy.name})
        return redirect("deputies")
    today = timezone.localdate()
    mine = person.deputies.filter(ended_at=None, until__gte=today).select_related("deputy")
    return render(
        request,
        "pages/account/deputies.html",
        {"mine": mine, "stand_ins": stand_ins(person), "colleagues": colleagues_of(person), "today": today},
    )


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Begin to act for a colleague, or stop."""
    number = request.POST.get("stand_in", "")
    request.session.pop(ACTING, None)
    if number.isdecimal() and stand_ins(standing_in(request).person).filter(pk=int(number)).exists():
        request.session[ACTING] = int(number)
    return redirect("home")


def _chosen(found: QuerySet[Person], number: str) -> Person:
    person = found.filter(pk=int(number)).first() if number.isdecimal() else None
    if person is None:
        raise Problem("person-not-chosen", "请在列出的人员中选择一位。", "Choose one of the people listed.")
    return person


def _day(request: HttpRequest, name: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise Problem("day-unreadable", "请填写日期，如 2026-09-01。", "Give a day, such as 2026-09-01.") from None


def _has_a_fresh_link(person: Person) -> bool:
    """Whether a letter went out minutes ago: nobody's box is filled by asking again and again."""
    since = timezone.now() - BETWEEN_LETTERS
    return OneTimeLink.objects.filter(person=person, purpose=RESET, made_at__gte=since).exists()


def _qr(text: str) -> SafeString:
    """The QR code as SVG of our own making: no file and no script."""
    svg = segno.make(text, error="m").svg_inline(scale=5, dark="#000", light="#fff", border=4)
    return mark_safe(svg)
