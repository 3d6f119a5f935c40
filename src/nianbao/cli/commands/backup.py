"""``nianbao backup``: the whole workbench in one file, proved by restoring it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web
from nianbao.facts.problem import Problem


@click.command(short_help="备份工作台 · Back the workbench up")
@click.argument("output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹 · Data folder.")
@click.option(
    "--verify/--no-verify",
    default=True,
    help="写完后恢复到临时文件夹核对，默认核对 · Prove the backup by restoring it into a scratch folder.",
)
def command(output: Path, data: Path | None, verify: bool) -> None:
    """把数据库、佐证材料和密钥写成一个文件 OUTPUT（.zip）。工作台可以照常使用，备份的是同一时刻的数据。

    Write the database, the evidence and the key to one file OUTPUT. People may go on working: the backup is
    of one moment. Keep it as safe as the workbench itself.
    """
    require_web()
    from nianbao.web.config.server import set_up

    set_up(data)
    from nianbao.web.config.backup import write_backup
    from nianbao.web.config.data_folder import data_folder

    backup = write_backup(output, data_folder())
    console().print(
        say(
            f"已备份到 {output}：{backup.total:,} 行，文件 {backup.files} 个，操作记录 {backup.events:,} 条。",
            f"Backed up to {output}: {backup.total:,} rows, {backup.files} files, {backup.events:,} events.",
        )
    )
    if verify:
        _prove(output)
        console().print(say("已恢复到临时文件夹核对：完整。", "Restored into a scratch folder: whole."))
    console().print(
        say("备份里有密钥和全部数据，请像保管工作台一样保管它。", "It holds the key and all data: keep it as safe.")
    )


def _prove(output: Path) -> None:
    environment = {
        name: text for name, text in os.environ.items() if name not in ("DATABASE_URL", "NIANBAO_DATA", "NIANBAO_DEMO")
    }
    with tempfile.TemporaryDirectory(prefix="nianbao-proof-") as scratch:
        told = subprocess.run(
            [sys.executable, "-c", "from nianbao.cli.main import main; main()", "restore", str(output.absolute()),
             "--data", scratch],
            env=environment, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    if told.returncode:
        raise Problem(
            "backup-not-proved", f"备份恢复不出来，请重新备份：{told.stdout}{told.stderr}",
            f"The backup cannot be restored, take it again: {told.stdout}{told.stderr}",
        )  # fmt: skip
