"""Explanations (说明) that come with a filing: from the workbook's own column, or from a file of waivers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nianbao.checks.finding import Finding, sign_waiver
from nianbao.checks.outcome import Verdict
from nianbao.checks.waiver import SHORTEST_REASON, Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record

LARGEST = 4 * 2**20


def waivers_from_notes(record: Record, findings: Iterable[Finding], *, by: str, on: str) -> tuple[Waiver, ...]:
    """A waiver for each failing finding whose suspected figures are explained in the workbook's 说明 column.

    Where nobody is suspected a word about any of the figures will do. A finding that
    is mere information needs no explanation, and one that may not be waived gets none.
    """
    found = []
    for finding in findings:
        if finding.verdict is not Verdict.FAIL or not finding.waivable or finding.severity == "info":
            continue
        reason = _explanation(record, finding)
        if len(reason) >= SHORTEST_REASON:
            found.append(sign_waiver(finding, reason=reason, by=by, on=on))
    return tuple(found)


def _explanation(record: Record, finding: Finding) -> str:
    spots = finding.suspects or finding.spots
    facts = (record.facts.get(spot.key) for spot in spots)
    return "；".join(dict.fromkeys(fact.note.strip() for fact in facts if fact is not None and fact.note.strip()))


def read_waivers(path: Path, findings: Sequence[Finding]) -> tuple[Waiver, ...]:
    """The waivers of a JSON file: a list of ``finding``, ``reason``, ``signed_by``, ``signed_on``, ``evidence``.

    ``finding`` is the id that ``nianbao inspect --format json`` gives. The figures that a waiver
    holds for are those of the finding now, unless the file names them. Raises Problem where the
    file cannot be read, a finding is not there, or it may not be waived.
    """
    by_id = {finding.id: finding for finding in findings}
    waivers = []
    for number, entry in enumerate(_entries(path), start=1):
        identifier = str(entry.get("finding", ""))
        finding = by_id.get(identifier)
        if finding is None:
            raise _bad(
                path,
                f"第 {number} 条的 finding“{identifier}”不在核验结果里。编号见 nianbao inspect --format json",
                f"entry {number} names the finding {identifier!r}, which is not there; "
                "nianbao inspect --format json lists them",
            )
        if "values" in entry:
            waivers.append(Waiver.from_json({"check": finding.check, **entry}))
            continue
        reason, by, on = (str(entry.get(name) or "") for name in ("reason", "signed_by", "signed_on"))
        waivers.append(
            sign_waiver(finding, reason=reason, by=by, on=on, evidence=map(str, entry.get("evidence") or ()))
        )
    return tuple(waivers)


def _entries(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _bad(path, f"打不开（{error.strerror}）", f"it cannot be opened ({error.strerror})") from None
    if len(data) > LARGEST:
        raise _bad(path, "文件过大", "the file is too large")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _bad(path, f"不是 JSON（{error}）", f"it is no JSON ({error})") from None
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise _bad(path, "应是由说明组成的列表", "it should be a list of waivers")
    return found


def _bad(path: Path, why: str, why_en: str) -> Problem:
    return Problem(
        "waivers-unreadable",
        f"说明文件 {path}：{why}。请改正后再打包。",
        f"The file of waivers {path}: {why_en}. Correct it.",
    )
