"""Words and colours of findings."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import override

from nianbao.framework.english import HAN
from nianbao.web.presentation.templatetags.nianbao import (
    asset,
    at,
    repaired,
    said,
    severity_label,
    state_label,
    system_name,
    term,
    tone,
    translated,
    unit,
    worked_out,
)
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.findings import findings_of, shown
from nianbao.web.submissions.models import State, Submission


def test_every_state_has_a_word() -> None:
    assert [state_label(state) for state in State] == ["填报中", "已报送", "审核中", "已退回", "已通过"]


def test_a_finding_s_word_and_colour_agree(submission: Callable[..., Submission]) -> None:
    findings = shown(findings_of(read_content(submission("9901020002")), repairs=False))
    words = {(severity_label(one), tone(one)) for one in findings}
    assert words <= {("错误", "error"), ("提醒", "warning"), ("提示", "info")}


def test_what_is_missing_is_nothing() -> None:
    assert at({"a": 1}, "b") is None
    assert at({}, "b") is None
    assert asset("entry.js").startswith("/static/nianbao/entry.js?v=")


def test_a_finding_is_said_in_the_reader_s_language(submission: Callable[..., Submission]) -> None:
    findings = shown(findings_of(read_content(submission("9901020002"))))
    assert [said(one) for one in findings] == [one.message for one in findings]
    assert any(repaired(repair) == repair.sentence for one in findings for repair in one.repairs)
    with override("en"):
        assert [said(one) for one in findings] == [one.message_en for one in findings]
        assert not any(HAN.search(worked_out(one)) for one in findings)
        assert any("→" in repaired(repair) for one in findings for repair in one.repairs)


def test_terms_units_and_roles_are_the_reader_s() -> None:
    assert (term("毕业生人数"), unit("人"), translated("审核人")) == ("毕业生人数", "人", "审核人")
    with override("en"):
        assert (term("毕业生人数"), unit("人"), translated("审核人")) == (
            "Graduates · 毕业生人数",
            "persons",
            "Reviewer",
        )
        assert system_name("school_system").startswith("national information system")
        assert term("") == ""
