"""One family at work on a small text: what it holds true and what it holds wrong."""

from __future__ import annotations

from nianbao.checks.engine import judge_relation
from nianbao.checks.outcome import Verdict
from nianbao.documents.reading import read_document
from nianbao.extraction.claims import Doubtful, Remark
from nianbao.extraction.families import families
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.relation import Relation


def read(text: str) -> Manuscript:
    return Manuscript.of(read_document(text.encode(), name="report.txt"))


def outcomes(family: str, text: str) -> tuple[list[str], list[str]]:
    """The formulas that hold and those that fail, hints included."""
    module = next(found.module for found in families() if found.name == family)
    holds: list[str] = []
    fails: list[str] = []
    for item in module.find(read(text)):
        if isinstance(item, Remark):
            (holds if item.holds else fails).append(f"{item.message} [{item.formula}]")
            continue
        relation = item.relation if isinstance(item, Doubtful) else item
        assert isinstance(relation, Relation)
        outcome, _ = judge_relation(relation)
        assert outcome.verdict is not Verdict.BROKEN, (relation.id, outcome.reason)
        if outcome.verdict is Verdict.PASS:
            holds.append(outcome.formula)
        elif outcome.verdict is Verdict.FAIL and not isinstance(item, Doubtful):
            fails.append(outcome.formula)
    return holds, fails


def failing(family: str, text: str) -> list[str]:
    return outcomes(family, text)[1]


def holding(family: str, text: str) -> list[str]:
    return outcomes(family, text)[0]


def is_contradicted(family: str, text: str) -> bool:
    return bool(failing(family, text))


def is_confirmed(family: str, text: str) -> bool:
    holds, fails = outcomes(family, text)
    return bool(holds) and not fails
