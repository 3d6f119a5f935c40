"""Somebody who has no mouse: every stop of Tab can be seen."""

from __future__ import annotations

from typing import Any


def has_outline(page: Any) -> bool:
    return bool(page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"))


def tab_to(page: Any, wanted: str, most: int = 60) -> None:
    """Press Tab until the focus stands on what matches; every stop on the way can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert has_outline(page), page.evaluate("document.activeElement.outerHTML")[:200]
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} is not reached by Tab on {page.url}")


def tab_to_text(page: Any, text: str, most: int = 60) -> None:
    """Press Tab until the focus stands on a link or button that says so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert has_outline(page), page.evaluate("document.activeElement.outerHTML")[:200]
        if str(page.evaluate("document.activeElement.textContent")).strip().startswith(text):
            return
    raise AssertionError(f"{text} is not reached by Tab on {page.url}")
