"""The web part is an extra; commands that need it say so instead of failing."""

from __future__ import annotations

import importlib.util

from nianbao.facts.problem import Problem


def has_web() -> bool:
    """Whether the packages of the extra are installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("django", "waitress", "whitenoise"))


def require_web() -> None:
    """Raise a Problem that names the extra where it is not installed."""
    if not has_web():
        raise Problem(
            "web-not-installed",
            "还没有安装工作台组件，请运行：pip install 'nianbao[web]'",
            "The workbench is not installed. Run: pip install 'nianbao[web]'",
        )
