"""Accepted findings stay silent for a reason, and only as long as their numbers stand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nianbao.documents.reading import read_document
from nianbao.facts.problem import Problem
from nianbao.proofreading.acceptance import (
    SCHEMA,
    Accepted,
    loose_ends,
    read_accepted,
    with_accepted,
    written_accepted,
)
from nianbao.proofreading.finding import ProofReport
from nianbao.proofreading.proofread import proofread

TEXT = "毕业生300人，升学240人，升学率85%。\n\n现有教师120人，其中男教师50人，女教师80人。\n"


def check(text: str = TEXT) -> ProofReport:
    return proofread(read_document(text.encode(), name="a.txt"))


def written(tmp_path: Path, reason: str = "") -> Path:
    path = tmp_path / "known.yaml"
    data = yaml.safe_load(written_accepted([check()]))
    for entry in data["ignores"]:
        entry["reason"] = reason
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_a_finding_with_a_reason_is_left_out_and_kept_aside(tmp_path: Path) -> None:
    report = with_accepted(check(), read_accepted(written(tmp_path, "口径不同")))

    assert report.findings == ()
    assert [reason for _, reason in report.accepted] == ["口径不同", "口径不同"]
    assert len(report.as_json()["ignored"]) == 2
    assert not report.has_errors


def test_without_a_reason_nothing_is_accepted(tmp_path: Path) -> None:
    entries = read_accepted(written(tmp_path))
    report = with_accepted(check(), entries)

    assert len(report.findings) == 2
    assert "没有写理由" in loose_ends([report], entries)[0].message


def test_the_id_outlives_changes_elsewhere_but_not_of_the_number(tmp_path: Path) -> None:
    entries = read_accepted(written(tmp_path, "口径不同"))

    assert with_accepted(check("新增一段说明。\n\n" + TEXT), entries).findings == ()
    changed = with_accepted(check(TEXT.replace("85%", "86%")), entries)
    assert len(changed.findings) == 1
    assert "已没有对应的结果" in loose_ends([changed], entries)[0].message


def test_writing_again_keeps_reasons(tmp_path: Path) -> None:
    known = [Accepted(check().findings[0].id, "口径不同", "张老师")]
    entries = yaml.safe_load(written_accepted([check()], known))["ignores"]

    assert [(entry["reason"], entry["by"]) for entry in entries] == [("口径不同", "张老师"), ("", "")]


def test_two_findings_of_the_same_words_have_two_ids() -> None:
    line = "现有教师120人，其中男教师50人，女教师80人。"
    report = check(f"{line}\n\n第二所学校的情况如下。\n\n{line}\n")

    ids = [finding.id for finding in report.findings]
    assert len(ids) == len(set(ids))


def test_the_reason_given_for_one_finding_does_not_pass_to_its_like_when_it_is_mended() -> None:
    parts = "其中男教师50人，女教师80人。"
    first, second = f"一校现有教师120人，{parts}", f"二校教师总数为120人，{parts}"
    both = check(f"{first}\n\n{second}\n")
    accepted = [Accepted(finding.id, "口径不同") for finding in both.findings if "一校" in finding.sentence]
    left = with_accepted(both, accepted)
    assert accepted
    assert [f.sentence[:2] for f in left.findings] == [
        f.sentence[:2] for f in both.findings if "一校" not in f.sentence
    ]

    mended = with_accepted(check(f"{first.replace('80', '70')}\n\n{second}\n"), accepted)
    assert [finding.sentence[:2] for finding in mended.findings if not finding.is_folded] == ["二校"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("schema: other\n", "ignores-no-such-file"),
        (f"schema: {SCHEMA}\nignores: 3\n", "ignores-no-such-file"),
        (f"schema: {SCHEMA}\nignores:\n- reason: x\n", "ignores-entry"),
        ("a: [1\nb: ]2", "ignores-not-yaml"),
    ],
)
def test_a_wrong_file_is_explained(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(Problem) as caught:
        read_accepted(path)
    assert caught.value.code == code
    assert "known.yaml" in caught.value.message


def test_a_missing_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        read_accepted(tmp_path / "none.yaml")
    assert caught.value.code == "ignores-missing"
    assert "Errno" not in caught.value.message


def test_of_several_reports_a_reason_holds_for_the_one_it_was_given_for() -> None:
    text = "毕业生300人，升学240人，升学率85%。\n"
    first, second = (proofread(read_document(text.encode(), name=name)) for name in ("一中.txt", "二中.txt"))
    (finding,) = first.findings
    accepted = [Accepted(finding.id, "口径不同", document="一中.txt")]
    names = ["一中.txt", "二中.txt"]
    assert with_accepted(first, accepted, names).findings == ()
    assert with_accepted(second, accepted, names).findings == second.findings
    assert with_accepted(second, accepted, ["二中.txt"]).findings == ()  # it may have been renamed


def test_reasons_of_two_reports_for_the_same_words_are_both_kept() -> None:
    text = "毕业生300人，升学240人，升学率85%。\n"
    reports = [proofread(read_document(text.encode(), name=name)) for name in ("一中.txt", "二中.txt")]
    known = [Accepted(reports[0].findings[0].id, f"{name}的理由", document=name) for name in ("一中.txt", "二中.txt")]
    entries = yaml.safe_load(written_accepted(reports, known))["ignores"]
    assert [(entry["document"], entry["reason"]) for entry in entries] == [
        ("一中.txt", "一中.txt的理由"), ("二中.txt", "二中.txt的理由"),
    ]  # fmt: skip


def test_what_became_of_an_entry_is_told_in_the_words_of_the_finding(tmp_path: Path) -> None:
    known = read_accepted(written(tmp_path, "口径不同"))
    (note,) = loose_ends([check("毕业生300人，升学240人，升学率80%。")], known)
    assert "升学率 85%" in note.message
    assert "升学率 85%" in note.message_en
