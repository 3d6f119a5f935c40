"""Where the workbench keeps its database and its key, and how a database is named by an address."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from nianbao.facts.problem import Problem

DATABASE_NAME, SECRET_NAME = "workbench.sqlite3", "secret-key"


def data_folder() -> Path:
    """The folder named by NIANBAO_DATA, else ``nianbao-data`` in the current one."""
    return Path(os.environ.get("NIANBAO_DATA", "nianbao-data")).absolute()


def kept_secret(folder: Path) -> str:
    """The key of NIANBAO_SECRET_KEY, else the one kept in the folder, else nothing."""
    from_environment = os.environ.get("NIANBAO_SECRET_KEY", "")
    if from_environment:
        return from_environment
    path = folder / SECRET_NAME
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def prepare_folder(folder: Path) -> None:
    """Make the folder and its key, readable by their owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SECRET_NAME
    if path.exists():
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(secrets.token_urlsafe(50))


def database_settings(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for a DATABASE_URL; without one, SQLite in the data folder.

    Transactions of SQLite take the write lock at once (IMMEDIATE), so that two writers wait
    for each other instead of failing halfway; readers go on beside them (WAL).

    >>> database_settings("postgres://anna:s%40fe@db:5433/reports", Path("/data"))["PASSWORD"]
    's@fe'
    """
    if not url:
        return _sqlite(str(folder / DATABASE_NAME))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path.removeprefix("/")) or ":memory:")
    if parts.scheme not in ("postgres", "postgresql"):
        raise Problem(
            "database-url-unknown",
            f"DATABASE_URL 只支持 sqlite 与 postgresql，不支持 {parts.scheme or url!r}。",
            f"DATABASE_URL is either sqlite or postgresql, not {parts.scheme or url!r}.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
