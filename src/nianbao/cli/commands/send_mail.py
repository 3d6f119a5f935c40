"""``nianbao send-mail``: letters that wait are sent, and those who owe are reminded of a due date that is near."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(name="send-mail", short_help="发送等待中的邮件 · Send the letters that wait")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="数据文件夹（默认 NIANBAO_DATA 或 ./nianbao-data） · Data folder.",
)
def command(data: Path | None) -> None:
    """提醒截止临近的单位，并发送等待中的邮件；可由 cron 定时运行。

    Remind those whose due date is near and send what waits; for cron, where the server does not do it itself.
    """
    require_web()
    from nianbao.web.config.server import set_up

    set_up(data)
    from nianbao.web.config.letters import one_round

    sent, failed = one_round()
    console().print(say(f"发出 {sent} 封，未发出 {failed} 封。", f"{sent} letters sent, {failed} not sent."))
    if failed:
        raise SystemExit(1)
