"""In which language the command line speaks, and how it shows work and trouble."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

LANGUAGES = ("zh", "en")
_ENGLISH_SIGNS = str.maketrans(
    {"，": ", ", "；": "; ", "：": ": ", "、": ", ", "（": " (", "）": ")", "「": "“", "」": "”", "　": " "}
)


def language() -> str:
    """The language of this run: ``--language``, else NIANBAO_LANGUAGE, else Chinese."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("language") if context else None
    chosen = chosen or os.environ.get("NIANBAO_LANGUAGE", "zh")
    return chosen if chosen in LANGUAGES else "zh"


def say(zh: str, en: str) -> str:
    """The one of two wordings that this run's language asks for."""
    return en if language() == "en" else zh


def punctuated(text: str) -> str:
    """A wording of names and signs with the signs of this run's language; the names stay as they are."""
    if language() != "en":
        return text
    signed = text.translate(_ENGLISH_SIGNS)
    return re.sub(r"(?<=\S) +(?=[,;:])", "", re.sub(r"(?<=\S) +\(", " (", signed)).rstrip()


def joined(parts: Iterable[str]) -> str:
    """A list in words."""
    return say("、", ", ").join(parts)


def counted(number: int, zh: str, en: str, plural: str = "") -> str:
    """A number of things: 「3 个文件」, "1 file", "3 files"."""
    return say(f"{number} {zh}", f"{number} {en if number == 1 else plural or en + 's'}")


def console() -> Console:
    """Where results go; width is fixed when no terminal is there, so that files do not wrap."""
    from rich.console import Console

    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=True)


def error_console() -> Console:
    """Where progress and trouble go."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, soft_wrap=True)
