"""What checks found, in the words that are printed."""

from __future__ import annotations

from nianbao.checks.finding import Finding
from nianbao.rendering.view import FindingView


def finding_view(finding: Finding, organisation: str = "") -> FindingView:
    """A finding with its most likely repairs, where to look, and who explained it."""
    message = finding.message
    if finding.repairs:
        options = "；或".join(repair.sentence for repair in finding.repairs)
        message = f"{message}很可能：{options}。"
    elif finding.undecided is not None:
        message = f"{message}{finding.undecided.zh}。"
    waiver = ""
    if finding.waiver is not None:
        signed = f"（{finding.waiver.signed_by}，{finding.waiver.signed_on}）"
        waiver = f"{finding.waiver.reason}{signed}" if finding.is_waived else ""
    return FindingView(
        code=finding.check,
        name=finding.name,
        severity=finding.severity,
        verdict=str(finding.verdict),
        message=message,
        formula=finding.formula,
        place="\n".join(_places(finding)),
        organisation=organisation,
        waiver=waiver,
    )


def _places(finding: Finding) -> tuple[str, ...]:
    """Where each suspect stands, or everything that the finding rests on where nobody is suspected."""
    spots = finding.suspects or finding.spots
    return tuple(dict.fromkeys(str(spot.place) for spot in spots if spot.place is not None and str(spot.place)))
