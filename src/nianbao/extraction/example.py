"""An example that shows what a family does: it is documentation and test at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """``outcome`` is fail, pass or silent; ``text`` a small report as plain text (tabs make a table)."""

    outcome: str
    text: str
    note: str = ""
