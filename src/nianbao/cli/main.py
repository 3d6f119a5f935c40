"""The ``nianbao`` command: finds its subcommands by walking ``nianbao.cli.commands``.

A subcommand is a module of that package with a click command named ``command``;
underscores in the module's name become hyphens. Modules are imported only when
asked for, so that ``nianbao check`` does not wait for what it does not use.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import click

import nianbao
import nianbao.cli.commands
from nianbao.cli.speech import LANGUAGES, error_console, language
from nianbao.facts.problem import Problem


class WalkedGroup(click.Group):
    """A group whose commands are the modules of ``nianbao.cli.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(nianbao.cli.commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module: Any = importlib.import_module(f"nianbao.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problem as problem:
            message = problem.message_en if language() == "en" else problem.message
            error_console().print(f"[bold red]✗[/] {message}  [dim]({problem.code})[/]")
            ctx.exit(2)


@click.group(cls=WalkedGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of messages: zh (default) or en.")
@click.version_option(nianbao.__version__, prog_name="nianbao")
def main(language: str | None) -> None:
    """职业教育质量年度报告：编制、核验、汇总、成稿。

    Compile, check, aggregate and print the vocational-education quality annual report.
    """
    # Chinese output must not fail on a console that was left on another encoding.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
