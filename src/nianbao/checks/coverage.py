"""Findings about an aggregate's figures that do not rest on the same organisations.

A ratio that leaves out a unit without students and a total that counts its teachers need
not fit together. What fails for such figures is not told apart from a real fault, so it
is left open with the reason; the figures are held against the schools' instead (DS003, DS004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from nianbao.checks.finding import EVIDENCE, Finding, order
from nianbao.checks.outcome import Grade, Reason, Verdict

UNLIKE = "covered-unlike"
CoversAlike = Callable[[Iterable[str]], bool]


def where_covered_alike(findings: Iterable[Finding], covers_alike: CoversAlike) -> tuple[Finding, ...]:
    """The findings, those that fail for figures of unlike coverage turned into what cannot be told."""
    return order(_opened(finding) if _is_unlike(finding, covers_alike) else finding for finding in findings)


def _is_unlike(finding: Finding, covers_alike: CoversAlike) -> bool:
    return finding.verdict is Verdict.FAIL and not covers_alike(spot.key for spot in finding.spots)


def _opened(finding: Finding) -> Finding:
    labels = list(dict.fromkeys(spot.label for spot in finding.spots))
    reason = Reason(
        UNLIKE,
        f"{'、'.join(f'「{label}」' for label in labels)}覆盖的单位不同（如无生单位只进合计、不进比率），不能互相核对",
        "the figures rest on different organisations (such as one without students, which is in a total "
        "and not in a ratio) and cannot be held against each other",
    )
    return replace(
        finding,
        severity="info",
        verdict=Verdict.UNKNOWN,
        message=f"无法判定：{reason.zh}。",
        message_en=f"Cannot tell: {reason.en}.",
        reason=reason,
        grade=Grade.NONE,
        repairs=(),
        waiver=None,
        spots=tuple(replace(spot, role=EVIDENCE) for spot in finding.spots),
    )
