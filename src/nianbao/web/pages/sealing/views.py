"""The completeness and compliance sheet, signing it in order, sealing the report and looking at the sealed package."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nianbao.filings.compliance import SHEET_TITLE, State, compliance_view
from nianbao.packages.verification import verify_package
from nianbao.rendering.renderer import renderers
from nianbao.web.manuscripts.frozen import may_read
from nianbao.web.presentation.lookup import standing_in
from nianbao.web.presentation.manuscripts import read_manuscript
from nianbao.web.presentation.sheets import ROLES, SEAL_STATES, STEP_WORDS, sheet_groups
from nianbao.web.reviews.evidence import read_file
from nianbao.web.sealing.actions import ask_for_seal, sign_off, sign_steps, withdraw_sign_off
from nianbao.web.sealing.making import signed_sheet
from nianbao.web.sealing.models import Seal, SealState
from nianbao.web.sealing.sheet import report_sheet
from nianbao.web.sealing.steps import STEPS, is_broken_off, is_under_way
from nianbao.web.sealing.worker import seal_soon

SHEET_FORMATS = ("docx", "pdf", "html")
MOST_SEALS = 10


@require_safe
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """What the report must have and has; who signed; the packages."""
    found = read_manuscript(request, number)
    standing = standing_in(request)
    told = report_sheet(found)
    steps = sign_steps(found, told.covers, standing)
    seals = list(found.seals.select_related("by")[:MOST_SEALS])
    is_signed = all(step.signed is not None for step in steps)
    return render(
        request,
        "pages/sealing/sheet.html",
        {
            "manuscript": found,
            "told": told,
            "groups": list(sheet_groups(told.sheet.requirements, found, told.report.chapters, told.submission)),
            "met": told.sheet.count(State.MET),
            "unmet": told.sheet.count(State.UNMET),
            "look": told.sheet.count(State.LOOK),
            "steps": [(step, ROLES[step.role]) for step in steps],
            "is_signed": is_signed,
            "seals": [(one, SEAL_STATES[one.state], one.covers == told.covers, is_broken_off(one)) for one in seals],
            "may_seal": is_signed and standing.may_write(found.organisation, ""),
            "is_own": standing.may_read_text(found.organisation),
            "waivers": told.sheet.waivers,
            "formats": SHEET_FORMATS,
        },
    )


@require_safe
def sheet_file(request: HttpRequest, number: int, extension: str) -> HttpResponse:
    """The sheet as a document to print and sign by hand."""
    found = read_manuscript(request, number)
    if extension not in SHEET_FORMATS:
        raise Http404
    told = report_sheet(found)
    held = found.sign_offs.filter(covers=told.covers, withdrawn_at=None).order_by("signed_at", "pk")
    view = compliance_view(signed_sheet(told, tuple(held)), told.view)
    renderer = renderers()[extension]
    response = HttpResponse(renderer.render(view), content_type=renderer.media_type)
    name = f"{found.organisation.name}-{SHEET_TITLE}.{extension}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
    return response


@require_POST
def sign(request: HttpRequest, number: int) -> HttpResponse:
    found = read_manuscript(request, number)
    given = request.POST
    made = sign_off(
        found,
        sheet=report_sheet(found),
        seen=given.get("seen", ""),
        role=given.get("role", ""),
        signed_name=given.get("signed_name", ""),
        password=given.get("password", ""),
        reservation=given.get("reservation", ""),
        standing=standing_in(request),
    )
    messages.success(request, _("%(role)s已签字。") % {"role": ROLES[made.role]})
    return redirect("sheet", found.pk)


@require_POST
def withdraw(request: HttpRequest, number: int, signature: int) -> HttpResponse:
    found = read_manuscript(request, number)
    held = found.sign_offs.filter(pk=signature).first()
    if held is None:
        raise Http404
    withdraw_sign_off(held, reason=request.POST.get("reason", ""), standing=standing_in(request))
    messages.success(request, _("签字已撤回。"))
    return redirect("sheet", found.pk)


@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Have the package made beside the work; the page of the package tells how far it is."""
    found = read_manuscript(request, number)
    made = ask_for_seal(
        found, sheet=report_sheet(found), seen=request.POST.get("seen", ""), standing=standing_in(request)
    )
    seal_soon()
    return redirect("seal", made.pk)


@require_safe
def seal(request: HttpRequest, number: int) -> HttpResponse:
    """A package: how far it is, or what it is, checked anew each time that somebody looks."""
    found = _seal(request, number)
    checked = broken = None
    if found.state == SealState.SEALED:
        data = read_file(found.digest, "package.zip")
        checked = verify_package(data)
        broken = checked.manifest.seal != found.seal
    if is_under_way(found):
        seal_soon()  # whoever looks wakes what a restart of the server left waiting
    return render(
        request,
        "pages/sealing/seal.html",
        {
            "seal": found,
            "manuscript": found.manuscript,
            "state": SEAL_STATES[found.state],
            "steps": [(STEP_WORDS[code], position) for position, (code, _words) in enumerate(STEPS, start=1)],
            "under_way": is_under_way(found),
            "broken_off": is_broken_off(found),
            "checked": checked,
            "broken": broken,
            "told": found.told,
            "signatures": [
                (ROLES.get(_ROLE_CODES.get(role, ""), role), name, day)
                for role, name, day in found.told.get("signatures", ())
            ],
        },
    )


@require_safe
def state(request: HttpRequest, number: int) -> HttpResponse:
    """How far the work is, for the page that waits."""
    found = _seal(request, number)
    return JsonResponse(
        {"state": found.state, "step": found.step, "of": len(STEPS), "doing": str(STEP_WORDS.get(found.doing, "")),
         "over": not is_under_way(found)}
    )  # fmt: skip


@require_safe
def package(request: HttpRequest, number: int) -> HttpResponse:
    """The package itself; ``nianbao package verify`` proves it without this workbench."""
    found = _seal(request, number)
    if found.state != SealState.SEALED:
        raise Http404
    response = HttpResponse(read_file(found.digest, "package.zip"), content_type="application/zip")
    manuscript = found.manuscript
    name = f"{manuscript.organisation.name}-{manuscript.campaign.edition.replace('/', '-')}-{found.short_seal[:8]}.zip"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _seal(request: HttpRequest, number: int) -> Seal:
    found = (
        Seal.objects.select_related("manuscript__organisation", "manuscript__campaign__district", "by")
        .filter(pk=number)
        .first()
    )
    if found is None or not may_read(found.manuscript, standing_in(request)):
        raise Http404
    return found


_ROLE_CODES = {"编制人": "author", "审核人": "reviewer", "负责人": "head"}
