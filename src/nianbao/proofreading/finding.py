"""What the proofreader has to say: findings for the author, and everything that was verified.

The shapes here are the output's; ``as_json`` is the stable form ``nianbao/findings/1``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nianbao.documents.document import Note
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.facts.quickly_made import quickly_made

SCHEMA = "nianbao/findings/1"
SEVERITIES = ("error", "warning", "info")


@quickly_made
@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A place with its part in the finding: the suspect, or evidence against it."""

    place: Place
    role: str = "evidence"

    def as_json(self) -> dict[str, Any]:
        return {**place_as_json(self.place), "role": self.role}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What one printed number should read; never applied by itself."""

    place: Place
    printed: str
    suggested: str
    satisfies: int
    explanation: str = ""
    alternative: int = 0  # suggestions with the same number belong together
    explanation_en: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "place": place_as_json(self.place),
            "from": self.printed,
            "to": self.suggested,
            "satisfies": self.satisfies,
            "explanation": self.explanation,
            "explanation_en": self.explanation_en,
            "alternative": self.alternative,
        }


@dataclass(frozen=True)
class ReportFinding:
    """One root of trouble with its consequences."""

    id: str
    group: str  # contradiction | compliance
    check: str  # the family or check code
    kind: str
    severity: str
    message: str
    message_en: str
    places: tuple[MarkedPlace, ...]
    formula: str = ""
    reported: str = ""
    expected: str = ""
    repairs: tuple[Suggestion, ...] = ()
    consequences: tuple[str, ...] = field(default=())
    consequences_en: tuple[str, ...] = field(default=())
    sentence: str = ""  # the words around the first place
    is_recognised: bool = False  # a place stands on a scanned page whose text was recognised: it may be misread
    is_doubted: bool = False  # a contradiction that nothing else in the report bears out: told, but as a hint

    @property
    def is_folded(self) -> bool:
        """True of hints that rest on signs alone: outputs count them and list them where all are asked for."""
        return self.severity == "info" and not self.is_doubted

    @property
    def first_place(self) -> Place:
        return self.places[0].place if self.places else Place()

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "group": self.group,
            "check": self.check,
            "kind": self.kind,
            "severity": self.severity,
            "verdict": "fail",
            "message": self.message,
            "message_en": self.message_en,
            "formula": self.formula,
            "reported": self.reported,
            "expected": self.expected,
            "consequences": list(self.consequences),
            "consequences_en": list(self.consequences_en),
            "places": [place.as_json() for place in self.places],
            "repairs": [repair.as_json() for repair in self.repairs],
            "recognised": self.is_recognised,
            "doubted": self.is_doubted,
        }


@quickly_made
@dataclass(frozen=True)
class Verified:
    """A claim that was checked, whatever came of it."""

    id: str
    check: str
    kind: str
    holds: bool
    grade: str
    formula: str
    places: tuple[Place, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "check": self.check,
            "holds": self.holds,
            "grade": self.grade,
            "formula": self.formula,
            "places": [place_as_json(place) for place in self.places],
        }


@dataclass(frozen=True)
class ProofReport:
    """Findings and coverage of one document."""

    name: str
    format: str
    edition: str | None
    numbers: int
    in_relations: int
    findings: tuple[ReportFinding, ...]
    verified: tuple[Verified, ...]
    tables: int = 0
    tables_not_understood: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    accepted: tuple[tuple[ReportFinding, str], ...] = ()  # left out of the findings, each with the reason
    edition_label: str = ""  # the edition as its cover names it

    def of_severity(self, severity: str, group: str | None = None) -> list[ReportFinding]:
        return [f for f in self.findings if f.severity == severity and (group is None or f.group == group)]

    @property
    def missing(self) -> list[ReportFinding]:
        """What the notice asks for and the report lacks: no contradiction, and counted apart."""
        return [finding for finding in self.findings if finding.group == "compliance"]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def covered(self) -> str:
        """How much of the numbers stands in a relation, to the nearest percent; 100 % is said only of all of them.

        >>> [ProofReport("", "", None, *counts, (), ()).covered for counts in ((39, 35), (400, 399), (4, 4), (0, 0))]
        ['90%', '99%', '100%', '—']
        """
        if not self.numbers:
            return "—"
        share = (200 * self.in_relations + self.numbers) // (2 * self.numbers)
        return f"{share if self.in_relations == self.numbers else min(share, 99)}%"

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "document": {
                "name": self.name,
                "format": self.format,
                "edition": self.edition,
                "numbers": self.numbers,
                "in_relations": self.in_relations,
                "tables": self.tables,
                "tables_not_understood": list(self.tables_not_understood),
                "notes": [note.message for note in self.notes],
                "notes_en": [note.message_en for note in self.notes],
            },
            "findings": [finding.as_json() for finding in self.findings],
            "ignored": [{**finding.as_json(), "reason": reason} for finding, reason in self.accepted],
            "relations": [relation.as_json() for relation in self.verified],
        }


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that was asked for and could not be read, with the trouble that it gave."""

    name: str
    problem: Problem

    def told(self, *, english: bool = False) -> str:
        """What is the matter, with the file's name where the trouble itself does not say it.

        >>> Unread("一中.xlsx", Problem("x", "文件过大，未读。", "The file is too large.")).told()
        '一中.xlsx：文件过大，未读。'
        """
        words = self.problem.message_en if english else self.problem.message
        if self.name in words:
            return words
        return f"{self.name}: {words}" if english else f"{self.name}：{words}"

    def as_json(self) -> dict[str, Any]:
        """An object like that of a document, in which nothing was found because nothing was read."""
        nothing = ProofReport(self.name, "", None, 0, 0, (), ()).as_json()
        problem = {
            "code": self.problem.code,
            "message": self.problem.message,
            "message_en": self.problem.message_en,
        }
        return {**nothing, "document": {**nothing["document"], "format": None}, "problem": problem}


def place_as_json(place: Place) -> dict[str, Any]:
    """Only what the format knows, with the text that stands there."""
    known: dict[str, Any] = {}
    for name in (
        "line",
        "column",
        "length",
        "page",
        "section",
        "paragraph",
        "run",
        "sheet",
        "cell",
        "table",
        "row",
        "table_column",
    ):
        value = getattr(place, name)
        if value is not None:
            known[name] = value
    if place.box is not None:
        known["box"] = [round(edge, 2) for edge in place.box]
    return {**known, "text": place.text}
