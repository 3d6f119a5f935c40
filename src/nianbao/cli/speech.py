"""In which language the command line speaks, and how it shows work and trouble."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console

LANGUAGES = ("zh", "en")


def language() -> str:
    """The language of this run: ``--language``, else NIANBAO_LANGUAGE, else Chinese."""
    context = click.get_current_context(silent=True)
    chosen = context.find_root().params.get("language") if context else None
    chosen = chosen or os.environ.get("NIANBAO_LANGUAGE", "zh")
    return chosen if chosen in LANGUAGES else "zh"


def say(zh: str, en: str) -> str:
    """The one of two wordings that this run's language asks for."""
    return en if language() == "en" else zh


def console() -> Console:
    """Where results go; width is fixed when no terminal is there, so that files do not wrap."""
    return Console(file=sys.stdout, width=None if sys.stdout.isatty() else 120, highlight=False, soft_wrap=True)


def error_console() -> Console:
    """Where progress and trouble go."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)
