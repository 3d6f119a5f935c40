"""Real reports with a hand-made key: what the proofreader finds may not become less, nor its false alarms more.

The reports are public documents of their authors and stay out of the repository; where the
folder ../shared/reports does not stand beside it, there is nothing to compare with.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from nianbao.documents.reading import read_document
from nianbao.proofreading.proofread import proofread

SHARED = Path(__file__).parents[2].parent / "shared"
REPORTS = SHARED / "reports"
# Document; shares not to fall below: faults found of those wanted, right of judged, claims verified of the key
KEPT = (("fangshan-2019", 0.95, 1.0, 0.84), ("huairou-2023", 1.0, 1.0, 0.87), ("xicheng-2023", 1.0, 1.0, 0.93))

pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the reports with their key do not stand beside the repository"
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    specification = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def key(name: str, document: str) -> list[dict]:
    lines = (REPORTS / name).read_text(encoding="utf-8").splitlines()
    return [record for line in lines if line.strip() and (record := json.loads(line))["doc"] == document]


@pytest.mark.parametrize(("document", "recall", "precision", "relations"), KEPT)
def test_the_score_does_not_fall(
    scorer: ModuleType, document: str, recall: float, precision: float, relations: float
) -> None:
    result = proofread(read_document(REPORTS / f"{document}.txt")).as_json()
    faults, claims = key("faults.jsonl", document), key("relations.jsonl", document)
    findings = [finding for finding in result["findings"] if finding["group"] != "compliance"]
    wanted = [
        f
        for f in faults
        if f["severity"] != "info" and f["certainty"] in ("certain", "likely") and not f.get("same_root_as")
    ]
    by_root: dict[str, list[dict]] = {}
    for fault in faults:
        by_root.setdefault(fault.get("same_root_as") or fault["id"], []).append(fault)
    found = [f for f in wanted if any(scorer.answers(x, g) for x in findings for g in by_root[f["id"]])]
    judged, right = 0, 0
    for finding in findings:
        answered = [fault for fault in faults if scorer.answers(finding, fault)]
        if finding["severity"] == "info" or (answered and all(fault["certainty"] == "possible" for fault in answered)):
            continue
        judged += 1
        right += bool(answered)
    verified = [
        claim
        for claim in claims
        if any(
            place.get("line") == claim["line"] and scorer.overlaps(place.get("text", ""), claim["quote"])
            for relation in result["relations"]
            for place in relation["places"]
        )
    ]
    assert len(found) >= recall * len(wanted), [f["id"] for f in wanted if f not in found]
    assert right >= precision * judged
    assert len(verified) >= relations * len(claims)
