"""``nianbao restore``: the workbench again from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(short_help="从备份恢复工作台 · Restore the workbench from a backup")
@click.argument("backup", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="新的数据文件夹 · New data folder.")
def command(backup: Path, data: Path | None) -> None:
    """把 BACKUP 恢复到空的数据文件夹（或 DATABASE_URL 指定的空数据库），逐项核对行数、校验和与操作记录。

    Restore BACKUP into an empty data folder, or the empty database named by DATABASE_URL, and prove it.
    A database in which anybody has an account is never written over.
    """
    require_web()
    from nianbao.web.config.server import set_up

    set_up(data)
    from nianbao.web.config.backup import restore_backup
    from nianbao.web.config.data_folder import data_folder

    restored = restore_backup(backup, data_folder())
    console().print(
        say(
            f"已恢复 {restored.taken_at} 的备份：{restored.total:,} 行，文件 {restored.files} 个，"
            f"操作记录 {restored.events:,} 条，首尾相接。",
            f"Restored the backup of {restored.taken_at}: {restored.total:,} rows, {restored.files} files, "
            f"{restored.events:,} events, the chain whole.",
        )
    )
