"""Words and colours of findings."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.web.presentation.templatetags.nianbao import asset, at, severity_label, state_label, tone
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
