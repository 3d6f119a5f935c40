"""What the workbench needs, what is missing, and how to get it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.rendering.fonts import machine_fonts, plan_fonts
from nianbao.web.config.data_folder import SECRET_NAME

ROOM = 500  # MB


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at; ``is_grave`` where the workbench cannot run as it is."""

    is_well: bool
    zh: str
    en: str
    is_grave: bool = False


def examine(folder: Path) -> Iterator[Symptom]:
    """Everything worth looking at, in the order in which it is needed."""
    yield from _folder(folder)
    yield from _database()
    yield from _printing()


def _folder(folder: Path) -> Iterator[Symptom]:
    writable = folder.is_dir() and os.access(folder, os.W_OK)
    yield Symptom(
        writable,
        f"数据文件夹 {folder}" + ("" if writable else "：还没有或不能写。运行 nianbao serve 会新建它。"),
        f"data folder {folder}" + ("" if writable else ": missing or not writable; `nianbao serve` makes it."),
        is_grave=not writable,
    )
    if writable:
        free = shutil.disk_usage(folder).free // 1024**2
        yield Symptom(
            free >= ROOM,
            f"磁盘剩余 {free:,} MB" + ("" if free >= ROOM else f"：少于 {ROOM} MB，请清理或换盘，否则很快不能保存。"),
            f"{free:,} MB of disk are free" + ("" if free >= ROOM else f": less than {ROOM} MB; make room soon."),
        )
    key = folder / SECRET_NAME
    if key.is_file():
        private = os.name == "nt" or not key.stat().st_mode & 0o077
        yield Symptom(
            private,
            f"密钥 {key.name}" + ("" if private else "：别人也能读，请运行 chmod 600。"),
            f"key {key.name}" + ("" if private else ": others can read it; run chmod 600."),
        )
    https = os.environ.get("NIANBAO_HTTPS") == "1"
    yield Symptom(
        https,
        "HTTPS" + ("" if https else "：未启用。对外服务时请放在 HTTPS 反向代理之后，并设 NIANBAO_HTTPS=1。"),
        "HTTPS" + ("" if https else ": off. Serve others behind an HTTPS proxy and set NIANBAO_HTTPS=1."),
    )


def _database() -> Iterator[Symptom]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import Error

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as trouble:
        yield Symptom(False, f"数据库打不开：{trouble}", f"the database cannot be opened: {trouble}", is_grave=True)
        return
    yield Symptom(
        not pending,
        f"数据库 {connection.vendor}" + (f"：有 {len(pending)} 步升级未做，启动时会自动完成。" if pending else ""),
        f"database {connection.vendor}" + (f": {len(pending)} migrations to run; starting does it." if pending else ""),
    )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            told = str(cursor.fetchone()[0])
        yield Symptom(
            told == "ok",
            "数据库文件完整" if told == "ok" else f"数据库文件损坏：{told}。请从备份恢复。",
            "the database file is whole" if told == "ok" else f"the database is damaged: {told}. Restore a backup.",
            is_grave=told != "ok",
        )
    if not pending:
        from nianbao.web.audit.actions import verify_chain

        verification = verify_chain()
        yield Symptom(
            verification.is_whole,
            f"操作记录 {verification.events} 条，首尾相接"
            if verification.is_whole
            else f"操作记录从第 {verification.broken_at} 条起不完整：{verification.reason}",
            f"the record of events is whole ({verification.events})"
            if verification.is_whole
            else f"the record of events is broken at {verification.broken_at}: {verification.reason_en}",
            is_grave=not verification.is_whole,
        )


def _printing() -> Iterator[Symptom]:
    for name, use_zh, use_en in (
        ("docx", "Word 汇总表", "the annex as Word"),
        ("typst", "PDF 汇总表", "the annex as PDF"),
    ):
        found = importlib.util.find_spec(name) is not None
        yield Symptom(
            found,
            use_zh + ("" if found else "：缺少组件，运行 pip install 'nianbao[print]'。"),
            use_en + ("" if found else ": a component is missing; pip install 'nianbao[print]'."),
        )
    substitutions = "、".join(map(str, plan_fonts(machine_fonts().families()).substitutions))
    yield Symptom(
        not substitutions,
        "公文字体" + (f"：PDF 会用替代字体（{substitutions}）。" if substitutions else ""),
        "official typefaces" + (f": the PDF uses substitutes ({substitutions})." if substitutions else ""),
    )
