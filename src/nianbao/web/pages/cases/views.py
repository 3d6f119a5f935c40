"""The library of cases, one case with its way, its form; what a school does with it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nianbao.facts.problem import Problem
from nianbao.web.campaigns.models import Campaign
from nianbao.web.cases.actions import (
    CaseText,
    PictureText,
    case_problems,
    offer,
    refreshed,
    remove_case,
    typed,
    withdraw_offer,
    write_case,
)
from nianbao.web.cases.alike import AlikeCase, alike, beside, others_of
from nianbao.web.cases.consents import note_consent, withdraw_consent
from nianbao.web.cases.library import STATES, Asked, case_parts, digest_of, found_cards, read_parts, refresh_cards
from nianbao.web.cases.limits import CaseLimits, limits_of, offered_by, set_rules
from nianbao.web.cases.masking import WHERE, mask, proposals
from nianbao.web.cases.models import CaseRules
from nianbao.web.manuscripts.actions import may_write
from nianbao.web.manuscripts.frozen import is_frozen
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import MEDIA_TYPES, MOST_BYTES, add_picture, read_picture
from nianbao.web.manuscripts.text import read_blocks
from nianbao.web.organisations.models import Organisation
from nianbao.web.presentation.cases import (
    ReadCase,
    case_branch,
    picture_rows,
    places_of,
    read_case,
    shown_parts,
    visible_cards,
)
from nianbao.web.presentation.files import kept_file_answer
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.publications.written_report import written_report
from nianbao.web.releases.scan import WORDS
from nianbao.writing.content import Heading, Paragraph
from nianbao.writing.markdown import read_inlines

A_PAGE = 50
MOST_PICTURES = 6


@require_safe
def library(request: HttpRequest, organisation: int) -> HttpResponse:
    """Cases of a branch across schools and years."""
    branch, is_own = case_branch(request, organisation)
    standing = standing_in(request)
    refresh_cards(branch.path)
    cards = visible_cards(branch, standing, is_own=is_own)
    given = request.GET
    school = given.get("school", "")
    asked = Asked(
        given.get("q", "").strip()[:80], given.get("edition", ""), int(school) if school.isdecimal() else 0,
        given.get("topic", ""), given.get("state", ""),
    )  # fmt: skip
    known = list(
        cards.order_by().values_list(
            "manuscript__campaign__edition", "manuscript__campaign__title", "manuscript__organisation",
            "manuscript__organisation__name", "topic", "is_offered", "is_chosen", "is_declined",
        )
    )  # fmt: skip
    page = Paginator(found_cards(cards, asked), A_PAGE).get_page(given.get("page"))
    campaign = rules = None
    if branch.level == "district":
        campaign = Campaign.objects.filter(district=branch).order_by("-edition").first()
        rules = CaseRules.objects.filter(campaign=campaign).first() if campaign is not None else None
    return render(
        request,
        "pages/cases/library.html",
        {
            "branch": branch,
            "is_own": is_own,
            "asked": asked,
            "page": page,
            "total": len(known),
            "counts": _counts(known),
            "editions": sorted({(one[0], one[1]) for one in known}, reverse=True),
            "schools": sorted({(one[2], one[3]) for one in known}, key=lambda pair: pair[1]),
            "topics": sorted({one[4] for one in known}),
            "states": STATES,
            "campaign": campaign,
            "rules": rules,
            "may_rule": campaign is not None and standing.may_run_campaigns(branch),
            "manuscripts": _own_manuscripts(branch) if is_own else (),
        },
    )


@require_safe
def case(request: HttpRequest, number: int) -> HttpResponse:
    """One case: text, consents, personal data, what is like it, where it was offered and what was decided."""
    found = read_case(request, number)
    standing, card = standing_in(request), found.card
    manuscript, told = card.manuscript, found.case
    frozen = is_frozen(manuscript)
    mine = found.is_own and not frozen and card.chapter is not None
    branch = manuscript.campaign.district
    spoken = card.chapter.spoken if card.chapter is not None else {}
    picks = list(card.picks.select_related("by", "chapter"))
    picked = next((one for one in picks if one.superseded_at is None), None)
    consents = list(card.consents.select_related("by", "withdrawn_by"))
    agreed = {one.person for one in consents if one.withdrawn_at is None}
    limits = limits_of(manuscript) if found.is_own else CaseLimits()
    chooses = standing.may_write(branch, "") and manuscript.organisation.level == "school"
    own_report = (
        Manuscript.objects.filter(campaign=manuscript.campaign, organisation=branch).first() if chooses else None
    )
    chapters = list(own_report.chapters.all()) if own_report is not None else []
    return render(
        request,
        "pages/cases/case.html",
        {
            "found": found,
            "card": card,
            "case": told,
            "parts": list(shown_parts(told, spoken)) if told is not None else (),
            "pictures": picture_rows(card, found.pictures),
            "manuscript": manuscript,
            "frozen": frozen,
            "may_change": mine,
            "may_offer": mine and standing.may_write(manuscript.organisation, ""),
            "limits": limits,
            "is_long": limits.is_long(card.characters),
            "is_short": limits.is_short(card.characters),
            "is_changed": bool(card.is_offered and card.offered_digest != card.digest),
            "people": [(name, name in agreed) for name in (told.people if told is not None else ())],
            "consents": consents if found.is_own else (),
            "missing": [name for name in (told.people if told is not None else ()) if name not in agreed],
            "masks": [
                (one, WORDS[one.code], dict(WHERE).get(one.part, "")) for one in proposals(card, found.parts, agreed)
            ]
            if found.is_own
            else (),
            "problems": case_problems(card, found.parts, limits, agreed) if mine and found.parts else (),
            "alike": _alike(found, branch),
            "picks": picks,
            "picked": picked,
            "picked_changed": picked is not None
            and picked.is_chosen
            and bool(found.parts)
            and found.digest != picked.digest,
            "chooses": chooses,
            "places": places_of(chapters),
            "branch": branch if not found.is_own else manuscript.organisation,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, number: int) -> HttpResponse:
    """The form of a case that is not written yet."""
    manuscript = _manuscript(request, number)
    chapters = list(manuscript.chapters.prefetch_related("assignments"))
    standing = standing_in(request)
    for one in chapters:
        one.manuscript = manuscript
    writable = [one for one in chapters if may_write(one, standing)]
    text, place = CaseText(""), request.POST.get("place", "")
    if request.method == "POST":
        chapter_number, _colon, under = place.partition(":")
        chapter = next((one for one in writable if str(one.pk) == chapter_number), None)
        if chapter is None:
            raise Problem("case-place", "请选案例放在哪一章。", "Choose the chapter that the case belongs to.")
        text = _text(request)
        saved, name = write_case(
            chapter, block="", text=text, pictures=_pictures(request, manuscript), under=under, standing=standing,
            words=_words(chapter, text),
        )  # fmt: skip
        if not saved.is_conflict and (card := refreshed(manuscript, name)) is not None:
            messages.success(request, _("案例已写进报告，也在案例库里了。"))
            return redirect("case", card.pk)
        messages.error(request, _("没有保存：这一章刚刚有别的修改，请再保存一次。"))
    return _form(request, manuscript, text, places=places_of(writable), place=place)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: int) -> HttpResponse:
    """The form of a case as it stands in its chapter."""
    found = read_case(request, number)
    card = found.card
    if not found.is_own or card.chapter is None or not found.parts:
        raise Http404
    chapter: Chapter = card.chapter
    chapter.manuscript = card.manuscript
    case, pictures = read_parts(found.parts)
    text, seen, theirs = typed(case), found.digest, None
    if request.method == "POST":
        text = _text(request)
        saved, name = write_case(
            chapter, block=card.block, text=text, pictures=_pictures(request, card.manuscript),
            seen=request.POST.get("seen", ""), standing=standing_in(request), words=_words(chapter, text),
        )  # fmt: skip
        if not saved.is_conflict:
            refreshed(card.manuscript, name)
            messages.success(request, _("已保存。"))
            return redirect("case", card.pk)
        theirs = typed(read_parts(case_parts(saved.chapter.blocks, card.block))[0])
        seen = digest_of(case_parts(saved.chapter.blocks, card.block))
    return _form(
        request, card.manuscript, text, card=card, seen=seen, theirs=theirs, pictures=picture_rows(card, pictures)
    )


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    found = _own(request, number)
    remove_case(found.card, standing=standing_in(request))
    refresh_cards(found.card.manuscript.organisation.path)
    messages.success(request, _("案例已从报告里拿走；旧稿在那一章的修订记录里。"))
    return redirect("cases", found.card.manuscript.organisation_id)


@require_POST
def offer_case(request: HttpRequest, number: int) -> HttpResponse:
    """Recommend, or take the recommendation back."""
    found = _own(request, number)
    if request.POST.get("act") == "withdraw":
        withdraw_offer(found.card, standing=standing_in(request))
        messages.success(request, _("已撤回推荐。"))
    else:
        offer(found.card, standing=standing_in(request))
        messages.success(request, _("已推荐给区里。之后再改，要重新推荐，区里才看得到。"))
    return redirect("case", number)


@require_POST
def consent_add(request: HttpRequest, number: int) -> HttpResponse:
    found = _own(request, number)
    sent = request.FILES.get("paper")
    note_consent(
        found.card,
        person=request.POST.get("person", ""),
        giver=request.POST.get("giver", ""),
        agreed_on=_day(request.POST.get("agreed_on", "")),
        name=(sent.name or "") if sent is not None else "",
        data=sent.read(MOST_BYTES + 1) if sent is not None else b"",
        standing=standing_in(request),
    )
    messages.success(request, _("已登记同意。"))
    return redirect("case", number)


@require_POST
def consent_withdraw(request: HttpRequest, number: int, consent: int) -> HttpResponse:
    found = _own(request, number)
    held = found.card.consents.filter(pk=consent).select_related("card").first()
    if held is None:
        raise Http404
    withdraw_consent(held, standing=standing_in(request))
    messages.success(request, _("已登记撤回；印出时隐去姓名。"))
    return redirect("case", number)


@require_safe
def consent_paper(request: HttpRequest, number: int, consent: int) -> HttpResponse:
    """The paper; for the organisation's own people alone."""
    found = _own(request, number)
    held = found.card.consents.filter(pk=consent).first()
    if held is None:
        raise Http404
    return kept_file_answer(held.digest, held.kind, held.name)


@require_POST
def mask_case(request: HttpRequest, number: int) -> HttpResponse:
    found = _own(request, number)
    saved = mask(found.card, keys=request.POST.getlist("mask"), standing=standing_in(request))
    if saved.is_conflict:
        messages.error(request, _("没有保存：这一章刚刚有别的修改，请再保存一次。"))
    else:
        messages.success(request, _("已遮盖所选内容。"))
    return redirect("case", number)


@require_safe
def side_by_side(request: HttpRequest, number: int, other: int) -> HttpResponse:
    """Two cases by their sentences; only where the person may read both."""
    one, two = read_case(request, number), read_case(request, other)
    texts = [one.card.text if one.parts else "", two.card.text if two.parts else ""]
    told = beside(*texts)
    total = sum(1 for _text, share in told.one if share)
    school = one.card.manuscript.organisation
    branch = school if one.is_own else one.card.manuscript.campaign.district
    return render(
        request, "pages/cases/beside.html",
        {"one": one, "two": two, "told": told, "matching": total, "branch": branch},
    )  # fmt: skip


@require_safe
def picture(request: HttpRequest, number: int, picture: int) -> HttpResponse:
    """A picture of a case; the district sees those of the text that it was given."""
    found = read_case(request, number)
    files = {one.file for one in found.pictures}
    held = found.card.manuscript.pictures.filter(pk=picture, file__in=files).first()
    if held is None:
        raise Http404
    response = HttpResponse(read_picture(held), content_type=MEDIA_TYPES[held.kind])
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
def rules(request: HttpRequest, number: int) -> HttpResponse:
    """What a district asks of its schools' cases."""
    campaign = Campaign.objects.select_related("district").filter(pk=number).first()
    if campaign is None or not standing_in(request).may_read_district(campaign.district):
        raise Http404
    set_rules(
        campaign,
        per_school=_count(request.POST.get("per_school", "")),
        characters_least=_count(request.POST.get("characters_least", "")),
        characters_most=_count(request.POST.get("characters_most", "")),
        words=request.POST.get("words", ""),
        standing=standing_in(request),
    )
    messages.success(request, _("案例要求已保存，各校写案例时会看到。"))
    return redirect("cases", campaign.district_id)


def _own(request: HttpRequest, number: int) -> ReadCase:
    found = read_case(request, number)
    if not found.is_own:
        raise Http404
    return found


def _alike(found: ReadCase, branch: Organisation) -> Sequence[AlikeCase]:
    if not found.parts or not found.card.text:
        return ()
    for_district = not found.is_own or found.card.manuscript.organisation.level != "school"
    others = others_of(found.card, branch, for_district=for_district)
    return alike(found.card, found.card.text, others, for_district=for_district)


def _form(
    request: HttpRequest, manuscript: Manuscript, text: CaseText, *, card: Any = None, **known: Any
) -> HttpResponse:
    limits = limits_of(manuscript)
    return render(
        request,
        "pages/cases/case_form.html",
        {
            "manuscript": manuscript,
            "text": text,
            "card": card,
            "limits": limits,
            "offered": offered_by(manuscript, without=card) if limits.per_school else 0,
            "branch": manuscript.organisation,
            "spare": range(2 if known.get("pictures") else 3),
            "frozen": is_frozen(manuscript),
            **known,
        },
        status=409 if known.get("theirs") is not None else 200,
    )


def _manuscript(request: HttpRequest, number: int) -> Manuscript:
    found = Manuscript.objects.select_related("organisation", "campaign__district").filter(pk=number).first()
    if found is None or not standing_in(request).may_read_text(found.organisation):
        raise Http404
    return found


def _own_manuscripts(branch: Organisation) -> list[Manuscript]:
    found = Manuscript.objects.filter(organisation=branch).select_related("campaign", "organisation")
    # A school's report that was handed in stands still, its cases with it.
    return [one for one in found.order_by("-campaign__edition")[:3] if branch.level != "school" or not is_frozen(one)]


def _text(request: HttpRequest) -> CaseText:
    sent = {name: request.POST.get(name, "") for name in ("title", "background", "practice", "result", "evidence")}
    people = request.POST.get("people", "").replace("\r", "")
    for sign in "、,，;；\n":
        people = people.replace(sign, "\n")
    return CaseText(**sent, people=tuple(people.split("\n")))


def _pictures(request: HttpRequest, manuscript: Manuscript) -> list[PictureText]:
    """The pictures that stay, with what is said of each, then those that were sent."""
    found = []
    given = request.POST
    for file in given.getlist("file"):
        if file and given.get(f"drop-{file}") != "yes":
            found.append(PictureText(file, given.get(f"caption-{file}", ""), given.get(f"alternative-{file}", ""),
                                     given.get(f"rights-{file}", "")))  # fmt: skip
    for spare in range(3):
        sent = request.FILES.get(f"picture-{spare}")
        if sent is None:
            continue
        kept = add_picture(
            manuscript, name=sent.name or "", data=sent.read(MOST_BYTES + 1), standing=standing_in(request)
        )
        found.append(
            PictureText(kept.file, given.get(f"new-caption-{spare}", ""), given.get(f"new-alternative-{spare}", ""),
                        given.get(f"new-rights-{spare}", ""))
        )  # fmt: skip
    if len(found) > MOST_PICTURES:
        raise Problem("case-pictures", f"一个案例至多 {MOST_PICTURES} 张图片。", f"At most {MOST_PICTURES} pictures.")
    return list({one.file: one for one in found}.values())


def _words(chapter: Chapter, text: CaseText) -> dict[str, str]:
    """What the links of a form print now; without links nothing is asked."""
    if not any("[[" in one for one in (text.background, text.practice, text.result)):
        return {}
    report = written_report(chapter.manuscript, [chapter])
    parts = [one for part in (text.background, text.practice, text.result) for one in read_inlines(part.strip())]
    return report.words([Heading("h", 1, "案例"), Paragraph("p", tuple(parts)), *read_blocks(chapter.blocks)[1:]])


def _counts(known: list[Any]) -> dict[str, int]:
    counts = dict.fromkeys(STATES, 0)
    for *_rest, offered, chosen, declined in known:
        counts["chosen" if chosen else "declined" if declined else "offered" if offered else "drafted"] += 1
    return counts


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _count(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) < 8 else None
