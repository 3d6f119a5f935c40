"""How many cases and how long: what the edition's outline says, narrowed by what the district asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.models import Campaign
from nianbao.web.cases.models import CaseCard, CaseRules
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.text import nodes_of, outline_of
from nianbao.web.organisations.permissions import Standing

LONGEST_WORDS = 2_000
MOST = 100_000


@dataclass(frozen=True)
class CaseLimits:
    """None where nothing is asked. ``words`` are the district's own."""

    least: int | None = None
    most: int | None = None
    characters_least: int | None = None
    characters_most: int | None = None
    per_school: int | None = None
    words: str = ""

    def as_outline(self) -> dict[str, int]:
        """The same under the names that an outline's limits have."""
        found = {
            "cases_min": self.least,
            "cases_max": self.most,
            "case_characters_max": self.characters_most,
        }
        return {name: value for name, value in found.items() if value is not None}

    def is_long(self, characters: int) -> bool:
        return self.characters_most is not None and characters > self.characters_most

    def is_short(self, characters: int) -> bool:
        return self.characters_least is not None and characters < self.characters_least


def limits_of(manuscript: Manuscript) -> CaseLimits:
    """What holds for the cases of a report; for a school its district's rules count too. One question."""
    limits: dict[str, int] = {}
    for node in nodes_of(outline_of(manuscript)).values():
        limits.update(node.limits)
    rules = None
    if manuscript.organisation.level == "school":
        rules = CaseRules.objects.filter(campaign=manuscript.campaign_id).first()
    return CaseLimits(
        limits.get("cases_min"),
        limits.get("cases_max"),
        _stricter(limits.get("case_characters_min"), rules.characters_least if rules else None, most=False),
        _stricter(limits.get("case_characters_max"), rules.characters_most if rules else None, most=True),
        rules.per_school if rules else None,
        rules.words if rules else "",
    )


def set_rules(
    campaign: Campaign,
    *,
    per_school: int | None,
    characters_least: int | None,
    characters_most: int | None,
    words: str,
    standing: Standing,
) -> None:
    """Say what the district asks of its schools' cases; the same again changes nothing."""
    if not standing.may_run_campaigns(campaign.district):
        raise Problem("not-permitted", "您没有规定案例要求的权限。", "You may not set what cases are asked for.")
    numbers = (per_school, characters_least, characters_most)
    wrong = any(one is not None and not 0 < one <= MOST for one in numbers)
    if characters_least and characters_most and characters_least > characters_most:
        wrong = True
    if wrong or len(words) > LONGEST_WORDS:
        raise Problem(
            "case-rules-odd",
            "案例要求不对：数应在 1 到 10 万之间，最少字数不大于最多字数，文字不超过 2000 字。",
            "The rules do not fit: numbers from 1 to 100,000, the least not above the most, 2,000 characters of text.",
        )
    wanted = {
        "per_school": per_school, "characters_least": characters_least, "characters_most": characters_most,
        "words": words.strip(),
    }  # fmt: skip
    with transaction.atomic():
        Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        found = CaseRules.objects.filter(campaign=campaign).first()
        before = {name: getattr(found, name) for name in wanted} if found is not None else {}
        if before == wanted:
            return
        CaseRules.objects.update_or_create(
            campaign=campaign, defaults=wanted | {"by": standing.person, "set_at": timezone.now()}
        )
        record_event(
            "cases.rules.set",
            by=standing.person,
            branch=campaign.district.path,
            subject=str(campaign)[:120],
            detail={"before": before, "after": wanted},
        )


def offered_by(manuscript: Manuscript, *, without: CaseCard | None = None) -> int:
    """How many cases of a report are offered at present."""
    offered = CaseCard.objects.filter(manuscript=manuscript, removed_at=None, offers__withdrawn_at=None)
    offered = offered.filter(offers__isnull=False)
    if without is not None:
        offered = offered.exclude(pk=without.pk)
    return offered.distinct().count()


def limit_problems(limits: CaseLimits, characters: int) -> Sequence[Problem]:
    """What is wrong with the length of one case."""
    found = []
    if limits.is_long(characters):
        found.append(
            Problem(
                "case-too-long",
                f"案例有 {characters} 字，最多 {limits.characters_most} 字。",
                f"The case has {characters} characters, at most {limits.characters_most} are allowed.",
            )
        )
    if limits.is_short(characters):
        found.append(
            Problem(
                "case-too-short",
                f"案例有 {characters} 字，至少 {limits.characters_least} 字。",
                f"The case has {characters} characters, at least {limits.characters_least} are asked for.",
            )
        )
    return found


def _stricter(one: int | None, other: int | None, *, most: bool) -> int | None:
    known = [value for value in (one, other) if value is not None]
    return (min(known) if most else max(known)) if known else None
