"""A waiver (说明): a signed reason why a failing check stands.

It travels with the report. It stops a finding from blocking and never hides it, and it
lapses when a figure that it explained is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from nianbao.facts.problem import Problem

SHORTEST_REASON = 4  # characters; 「属实」 explains nothing


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who says when and why that a failing check stands, on what evidence, and about which figures."""

    finding: str  # id of the finding
    check: str
    reason: str
    signed_by: str
    signed_on: str  # ISO date, given by whoever signs
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # operand key → as printed
    evidence: tuple[str, ...] = ()  # names or hashes of attached files

    def is_stale(self, values: Mapping[str, str]) -> bool:
        """True where a figure reads differently from the day of signing.

        >>> waiver = Waiver("f", "AR001", "两名学生中途转出", "王老师", "2023-12-01", {"graduates": "12"})
        >>> waiver.is_stale({"graduates": "12"}), waiver.is_stale({"graduates": "13"})
        (False, True)
        """
        return dict(self.values) != dict(values)

    def to_json(self) -> dict[str, Any]:
        return {
            "finding": self.finding,
            "check": self.check,
            "reason": self.reason,
            "signed_by": self.signed_by,
            "signed_on": self.signed_on,
            "values": dict(sorted(self.values.items())),
            "evidence": list(self.evidence),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Waiver:
        """The waiver that ``to_json`` wrote; raises Problem where something is missing."""
        wanted = ("finding", "check", "reason", "signed_by", "signed_on")
        lost = [name for name in wanted if not isinstance(data.get(name), str) or not data[name].strip()]
        if lost:
            raise Problem(
                "waiver-incomplete",
                f"说明缺少 {'、'.join(lost)}。请补全后再交。",
                f"The waiver lacks {', '.join(lost)}. Fill them in and hand it in again.",
            )
        values = data.get("values") or {}
        return cls(
            **{name: data[name] for name in wanted},
            values=MappingProxyType({str(key): str(value) for key, value in values.items()}),
            evidence=tuple(str(item) for item in data.get("evidence") or ()),
        )
