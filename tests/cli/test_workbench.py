"""Without the extra the commands say what to install."""

from __future__ import annotations

import importlib.util

import pytest

from nianbao.cli.workbench import has_web, require_web
from nianbao.facts.problem import Problem


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_web()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Problem, match=r"nianbao\[web\]"):
        require_web()
