"""``nianbao audit``: prove the record of who did what, and write it out."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web

_DATA = click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹 · Data folder.")
COLUMNS = ("sequence", "happened_at", "kind", "actor_name", "address", "branch", "subject", "detail", "digest")


@click.group(short_help="核对和导出操作记录 · Prove and export the record of events")
def command() -> None:
    """操作记录：谁在何时从何处对什么做了什么，逐条首尾相接。

    The record of events: who did what to what, when and from where, each chained to the one before.
    """


@command.command("verify", short_help="核对操作记录没有被改动 · Prove that nothing was changed")
@_DATA
@click.pass_context
def verify(ctx: click.Context, data: Path | None) -> None:
    """逐条核对操作记录。完整退出码为 0，被改动、删去或插入过为 1。

    Prove every event against its hash and the one before. The exit code is 0 where the chain is whole, else 1.
    """
    _set_up(data)
    from nianbao.web.audit.actions import verify_chain

    found = verify_chain()
    if found.is_whole:
        console().print(
            say(f"操作记录 {found.events:,} 条，首尾相接。", f"{found.events:,} events, the chain is whole.")
        )
        return
    console().print(
        say(
            f"操作记录从第 {found.broken_at:,} 条起不完整：{found.reason}。请保留数据，用备份核对。",
            f"The record is broken at event {found.broken_at:,}: {found.reason_en}. Keep the data; compare a backup.",
        )
    )
    ctx.exit(1)


@command.command("export", short_help="导出操作记录 · Write the record out")
@_DATA
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="文件；不写则到屏幕 · File.")
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
def export(data: Path | None, output: Path | None, form: str) -> None:
    """按先后导出全部操作记录。CSV 带 BOM，可直接用 Excel 或 WPS 打开。

    Write all events in their order. The CSV opens in Excel and WPS as it is.
    """
    _set_up(data)
    from nianbao.web.audit.models import Event

    stream = output.open("w", encoding="utf-8-sig" if form == "csv" else "utf-8", newline="") if output else sys.stdout
    try:
        table = csv.writer(stream)
        if form == "csv":
            table.writerow(COLUMNS)
        for event in Event.objects.order_by("sequence").iterator(chunk_size=2_000):
            row = {name: getattr(event, name) for name in COLUMNS}
            row["happened_at"] = event.happened_at.isoformat()
            if form == "jsonl":
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            else:
                row["detail"] = json.dumps(event.detail, ensure_ascii=False)
                table.writerow(_harmless(row[name]) for name in COLUMNS)
    finally:
        if output is not None:
            stream.close()


def _harmless(value: object) -> str:
    """Words that a spreadsheet would take for a formula keep an apostrophe before them."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _set_up(data: Path | None) -> None:
    require_web()
    from nianbao.web.config.server import migrate, set_up

    set_up(data)
    migrate()
