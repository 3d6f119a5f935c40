"""A finding: what a check says about one organisation's figures, for people and for programs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from nianbao.checks.outcome import Grade, Reason, Verdict
from nianbao.checks.repair import Repair
from nianbao.checks.waiver import SHORTEST_REASON, Waiver
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem

SUSPECT, EVIDENCE = "suspect", "evidence"
CONTRADICTION, COMPLIANCE = "contradiction", "compliance"
_COMPLIANCE_CODES = ("CP", "LY")
SEVERITIES = ("error", "warning", "info")


def group_of(code: str) -> str:
    """Whether a check looks for contradictions or for what the notice asks.

    >>> group_of("AR001"), group_of("CP001")
    ('contradiction', 'compliance')
    """
    return COMPLIANCE if code[:2] in _COMPLIANCE_CODES else CONTRADICTION


def finding_id(check: str, organisation: str, edition: str, keys: Iterable[str]) -> str:
    """The same for the same check on the same operands, whatever their values.

    >>> finding_id("AR001", "110116", "dy2023/school", "ba") == finding_id("AR001", "110116", "dy2023/school", "ab")
    True
    """
    text = "|".join((check, organisation, edition, *sorted(keys)))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Spot:
    """One operand of a finding: where it stands, what is printed there, and whether it is suspected."""

    key: str
    label: str
    text: str
    role: str  # suspect | evidence
    place: Place | None = None

    def to_json(self) -> dict[str, Any]:
        return {**place_to_json(self.place), "text": self.text, "role": self.role, "key": self.key, "label": self.label}


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its reasons.

    ``id`` names check and operands and stays when their values change. ``consequences`` are
    the ids of findings that share its root; ``repairs`` are the cheapest changes that would
    settle it; ``read_next`` names checks or indicators to look at.
    """

    id: str
    check: str
    name: str
    kind: str  # the word for the fault, as a reader would say it: sum, mismatch, list-count
    group: str
    severity: str
    verdict: Verdict
    message: str
    message_en: str
    formula: str = ""
    reported: str = ""
    expected: str = ""
    spots: tuple[Spot, ...] = ()
    grade: Grade = Grade.NONE
    reason: Reason | None = None
    repairs: tuple[Repair, ...] = ()
    read_next: tuple[str, ...] = ()
    waiver: Waiver | None = None
    consequences: tuple[str, ...] = ()
    waivable: bool = True
    is_preview: bool = False
    undecided: Reason | None = None  # why no repair could be singled out, where a search was made

    @property
    def values(self) -> Mapping[str, str]:
        """The figures as printed, by operand; a waiver holds only for these."""
        return MappingProxyType({spot.key: spot.text for spot in self.spots})

    @property
    def has_stale_waiver(self) -> bool:
        return self.waiver is not None and self.waiver.is_stale(self.values)

    @property
    def is_waived(self) -> bool:
        return self.waiver is not None and not self.has_stale_waiver

    @property
    def blocks(self) -> bool:
        """True where handing in has to wait: an error of a stable check that nobody has explained."""
        return self.verdict is Verdict.FAIL and self.severity == "error" and not self.is_preview and not self.is_waived

    @property
    def suspects(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.spots if spot.role == SUSPECT)

    def to_json(self) -> dict[str, Any]:
        """The finding as other programs read it (nianbao/findings/1)."""
        places = {spot.key: spot.place for spot in self.spots}
        data: dict[str, Any] = {
            "id": self.id,
            "group": self.group,
            "check": self.check,
            "kind": self.kind,
            "severity": self.severity,
            "verdict": str(self.verdict),
            "message": self.message,
            "message_en": self.message_en,
            "formula": self.formula,
            "reported": self.reported,
            "expected": self.expected,
            "places": [spot.to_json() for spot in self.spots],
            "repairs": [
                {
                    "place": place_to_json(change.place or places.get(change.key)),
                    "key": change.key,
                    "from": change.printed,
                    "to": change.suggested,
                    "satisfies": repair.satisfies,
                    "alternative": number,
                }
                for number, repair in enumerate(self.repairs, start=1)
                for change in repair.changes
            ],
        }
        if self.reason is not None:
            data["reason"] = {"code": self.reason.code, "zh": self.reason.zh, "en": self.reason.en}
        if self.undecided is not None:
            data["undecided"] = {"code": self.undecided.code, "zh": self.undecided.zh, "en": self.undecided.en}
        if self.read_next:
            data["read_next"] = list(self.read_next)
        if self.consequences:
            data["consequences"] = list(self.consequences)
        if self.waiver is not None:
            data["waiver"] = {**self.waiver.to_json(), "stale": self.has_stale_waiver}
        return data


def place_to_json(place: Place | None) -> dict[str, Any]:
    """What is known of a place and nothing else.

    >>> place_to_json(Place(file="a.txt", line=184, column=30))
    {'file': 'a.txt', 'line': 184, 'column': 30}
    """
    if place is None:
        return {}
    names = ("file", "line", "column", "length", "page", "box", "paragraph", "run", "sheet", "cell", "table", "row",
             "table_column", "section")  # fmt: skip
    found = ((name, getattr(place, name)) for name in names)
    return {name: list(value) if name == "box" else value for name, value in found if value not in (None, "")}


def sign_waiver(finding: Finding, *, reason: str, by: str, on: str, evidence: Iterable[str] = ()) -> Waiver:
    """A waiver for a failing finding; raises Problem where it may not be waived or nothing is explained."""
    if finding.verdict is not Verdict.FAIL:
        raise Problem(
            "waiver-not-needed",
            f"{finding.check} 现在没有不通过，不需要说明。",
            f"{finding.check} does not fail, so there is nothing to explain.",
        )
    if not finding.waivable:
        raise Problem(
            "waiver-refused",
            f"{finding.check} 不接受说明，请改正数据：{finding.message}",
            f"{finding.check} cannot be waived; correct the figures: {finding.message_en}",
        )
    if len(reason.strip()) < SHORTEST_REASON or not by.strip() or not on.strip():
        raise Problem(
            "waiver-incomplete",
            f"说明要写清原因（至少 {SHORTEST_REASON} 个字）、填写人和日期。",
            f"A waiver needs a reason ({SHORTEST_REASON} characters or more), a name and a date.",
        )
    return Waiver(finding.id, finding.check, reason.strip(), by.strip(), on.strip(), finding.values, tuple(evidence))


def with_waivers(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> tuple[Finding, ...]:
    """Each failing finding with the waiver signed for it, stale or not."""
    signed = {waiver.finding: waiver for waiver in waivers}
    return tuple(
        replace(finding, waiver=signed[finding.id])
        if finding.verdict is Verdict.FAIL and finding.id in signed
        else finding
        for finding in findings
    )


def order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Failures first and the gravest of them; then broken checks; then what cannot be told; by code and form."""
    rank = {Verdict.FAIL: 0, Verdict.BROKEN: 1, Verdict.UNKNOWN: 2, Verdict.PASS: 3}
    return tuple(sorted(findings, key=lambda f: (rank[f.verdict], SEVERITIES.index(f.severity), f.check)))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each verdict; what blocks and what is waived."""

    failed: int = 0
    broken: int = 0
    unknown: int = 0
    passed: int = 0
    blocking: int = 0
    waived: int = 0
    by_severity: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def tally(findings: Iterable[Finding]) -> Tally:
    found = tuple(findings)
    verdicts = [finding.verdict for finding in found]
    failed = [finding for finding in found if finding.verdict is Verdict.FAIL]
    return Tally(
        len(failed),
        verdicts.count(Verdict.BROKEN),
        verdicts.count(Verdict.UNKNOWN),
        verdicts.count(Verdict.PASS),
        sum(finding.blocks for finding in failed),
        sum(finding.is_waived for finding in failed),
        MappingProxyType({severity: sum(f.severity == severity for f in failed) for severity in SEVERITIES}),
    )
