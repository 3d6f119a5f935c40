from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from nianbao.checks.finding import Finding, with_waivers
from nianbao.checks.outcome import Verdict
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.filings.explaining import read_waivers, waivers_from_notes
from nianbao.filings.filing import Filing


def failing(filing: Filing, check: str) -> Finding:
    return next(one for one in filing.findings if one.check == check and one.verdict is Verdict.FAIL)


def with_note(record: Record, indicator: str, note: str) -> Record:
    facts = dict(record.facts)
    facts[indicator] = replace(facts[indicator], note=note)
    return replace(record, facts=MappingProxyType(facts))


def signed(filing: Filing, indicator: str, note: str) -> dict[str, str]:
    record = with_note(filing.usable_record, indicator, note)
    waivers = waivers_from_notes(record, filing.findings, by="教务处", on="2026-11-20")
    return {waiver.check: waiver.reason for waiver in waivers}


def test_a_word_in_the_column_of_explanations_is_a_waiver(faulty: Filing) -> None:
    finding = failing(faulty, "XT005")
    suspect = (finding.suspects or finding.spots)[0].key

    assert signed(faulty, suspect, "有教职工作答两次")["XT005"] == "有教职工作答两次"
    record = with_note(faulty.usable_record, suspect, "有教职工作答两次")
    waivers = waivers_from_notes(record, faulty.findings, by="教务处", on="2026-11-20")
    waived = with_waivers(faulty.findings, waivers)
    assert next(one for one in waived if one.id == finding.id).is_waived


@pytest.mark.parametrize("note", ["属实", "  ", ""])
def test_a_word_that_explains_nothing_is_no_waiver(faulty: Filing, note: str) -> None:
    suspect = (failing(faulty, "XT005").suspects or failing(faulty, "XT005").spots)[0].key

    assert "XT005" not in signed(faulty, suspect, note)


def test_what_may_not_be_waived_is_not(faulty: Filing) -> None:
    finding = replace(failing(faulty, "XT005"), waivable=False)
    record = with_note(faulty.usable_record, finding.spots[0].key, "有教职工作答两次")

    assert not waivers_from_notes(record, [finding], by="教务处", on="2026-11-20")


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "waivers.json"
    path.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_file_of_waivers_needs_only_the_finding_and_who_says_why(faulty: Filing, tmp_path: Path) -> None:
    finding = failing(faulty, "XT005")
    entry = {"finding": finding.id, "reason": "有教职工作答两次", "signed_by": "王老师", "signed_on": "2026-11-20"}

    (waiver,) = read_waivers(written(tmp_path, entry | {"evidence": ["答卷.pdf"]}), faulty.findings)

    assert (waiver.check, waiver.signed_by, waiver.evidence) == ("XT005", "王老师", ("答卷.pdf",))
    assert not waiver.is_stale(finding.values)
    assert read_waivers(written(tmp_path, waiver.to_json()), faulty.findings) == (waiver,)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[", "不是 JSON"),
        ("{}", "列表"),
        ('[{"finding": "nowhere"}]', "不在核验结果里"),
    ],
)
def test_a_file_that_is_no_list_of_waivers_is_refused(faulty: Filing, tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "waivers.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Problem, match=told):
        read_waivers(path, faulty.findings)


def test_a_waiver_without_a_name_is_refused(faulty: Filing, tmp_path: Path) -> None:
    entry = {"finding": failing(faulty, "XT005").id, "reason": "有教职工作答两次", "signed_on": "2026-11-20"}

    with pytest.raises(Problem, match="填写人"):
        read_waivers(written(tmp_path, entry), faulty.findings)
    with pytest.raises(Problem, match="打不开"):
        read_waivers(tmp_path / "none.json", faulty.findings)
