"""``nianbao serve``: the workbench on the web."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(short_help="启动网上工作台 · Start the workbench on the web")
@click.option("--port", default=8000, show_default=True, help="端口 · Port.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="监听的地址；对外服务请放在 HTTPS 反向代理之后 · Address to listen on; for others, behind an HTTPS proxy.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="数据文件夹（默认 NIANBAO_DATA 或 ./nianbao-data） · Data folder.",
)
@click.option("--demo", is_flag=True, help="装入虚构的区，一键登录；不要用于真实数据 · Made-up data, one-click login.")
def command(port: int, host: str, data: Path | None, demo: bool) -> None:
    """启动网上工作台：填报、审核、汇总。

    Start the workbench: entry, review, aggregation. SQLite in the data folder, or DATABASE_URL.
    """
    require_web()
    from nianbao.web.config.data_folder import data_folder
    from nianbao.web.config.server import make_demonstration, migrate, serve, set_up

    if demo:
        make_demonstration(data or data_folder())
    else:
        set_up(data)
        migrate()
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}/"
    console().print(
        say(f"工作台已启动：{address}　（Ctrl+C 停止）", f"The workbench is at {address}  (Ctrl+C stops it)")
    )
    serve(host, port)
