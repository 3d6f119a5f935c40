"""One family at work on a small text: what it holds true and what it holds wrong."""

from __future__ import annotations

from nianbao.checks.engine import judge_relation
from nianbao.checks.outcome import Verdict
from nianbao.documents.reading import read_document
from nianbao.extraction.claims import Doubtful, Hint, Remark
from nianbao.extraction.families import families
from nianbao.extraction.manuscript import Manuscript
from nianbao.proofreading.judging import judge_claim


def read(text: str) -> Manuscript:
    return Manuscript.of(read_document(text.encode(), name="report.txt"))


def outcomes(family: str, text: str) -> tuple[list[str], list[str]]:
    """The formulas that hold and those that fail, hints included."""
    module = next(found.module for found in families() if found.name == family)
    holds: list[str] = []
    fails: list[str] = []
    for item in module.find(read(text)):
        if isinstance(item, Hint):
            assert 0 < item.weight < 1
            fails.append(f"{item.remark.message} [{item.remark.formula}]")
            continue
        if isinstance(item, Remark):
            (holds if item.holds else fails).append(f"{item.message} [{item.formula}]")
            continue
        judged = judge_claim(item)
        if judged is None:
            assert (
                judge_relation(item.relation if isinstance(item, Doubtful) else item)[0].verdict is not Verdict.BROKEN
            )
        elif judged.outcome.verdict is Verdict.PASS:
            holds.append(judged.outcome.formula)
        elif judged.outcome.verdict is Verdict.FAIL:
            fails.append(judged.outcome.formula)
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
