"""``nianbao doctor``: what the workbench lacks and how to get it."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(short_help="检查工作台缺什么 · Look at what the workbench lacks")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹 · Data folder.")
@click.pass_context
def command(ctx: click.Context, data: Path | None) -> None:
    """检查数据文件夹、数据库、操作记录、字体和组件，逐项说明缺什么、怎么补。

    Look at the data folder, the database, the record of events, fonts and components.
    """
    require_web()
    from nianbao.web.config.server import set_up

    set_up(data)
    from nianbao.web.config.data_folder import data_folder
    from nianbao.web.config.doctor import examine

    out = console()
    is_grave = False
    for symptom in examine(data_folder()):
        is_grave = is_grave or symptom.is_grave
        sign, style = ("✓", "green") if symptom.is_well else ("✗", "red") if symptom.is_grave else ("!", "yellow")
        out.print(Text.assemble((f"{sign} ", style), say(symptom.zh, symptom.en)))
    ctx.exit(1 if is_grave else 0)
