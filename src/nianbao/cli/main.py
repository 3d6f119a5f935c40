"""The ``nianbao`` command: finds its subcommands by walking ``nianbao.cli.commands``.

A subcommand is a module of that package with a click command named ``command``;
underscores in the module's name become hyphens. Modules are imported only when
asked for, so that ``nianbao check`` does not wait for what it does not use.
"""

from __future__ import annotations

import codecs
import importlib
import pkgutil
import re
import sys
from typing import Any

import click

import nianbao
import nianbao.cli.commands
from nianbao.cli.speech import LANGUAGES, error_console, language
from nianbao.facts.problem import Problem

PLAINER = "nianbao-plainer"
# Signs that GBK, which Windows writes into files and pipes, does not have.
_PLAIN = {"−": "-", "–": "-", "✗": "×", "✓": "√", "∉": "不在", "⇒": "→"}


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """A sign that the console cannot show as the nearest that it can: a minus as “?” would spoil the arithmetic."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end]
    plain = "".join(_PLAIN.get(sign, "?") for sign in words)
    try:
        plain.encode(error.encoding)
    except UnicodeEncodeError:
        plain = "?" * len(words)
    return plain, error.end


codecs.register_error(PLAINER, _plainer)


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
        except click.UsageError as error:
            if language() == "en":
                raise
            error_console().print(f"✗ {_usage_in_chinese(error)}", markup=False)
            command = error.ctx.command_path if error.ctx is not None else ctx.command_path
            error_console().print(f"用法见：{command} --help", markup=False)
            ctx.exit(2)


def _usage_in_chinese(error: click.UsageError) -> str:
    """What is wrong with the words of a command; click itself says it in English only."""
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        near = f"；是不是 {'、'.join(error.possibilities)}？" if error.possibilities else "。"
        return f"没有 {error.option_name} 这个选项{near}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        named = "、".join(error.param.opts) if isinstance(error.param, click.Option) else error.param.name or ""
        return f"缺少 {named.upper() if isinstance(error.param, click.Argument) else named}。"
    if isinstance(error, click.BadParameter) and error.param is not None:
        named = (
            "、".join(error.param.opts) if isinstance(error.param, click.Option) else (error.param.name or "").upper()
        )
        if isinstance(error.param.type, click.Choice):
            return f"{named} 只能是：{'、'.join(map(str, error.param.type.choices))}。"
        return f"{named} 的值不对：{error.message}"
    unknown = re.match(r"No such command '(.+?)'", message)
    return f"没有 {unknown[1]} 这个命令。" if unknown else message


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
            stream.reconfigure(errors=PLAINER)
