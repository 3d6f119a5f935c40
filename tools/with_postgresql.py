"""Run a command against a PostgreSQL of its own, made for it and thrown away after it.

Usage: python tools/with_postgresql.py COMMAND [ARGUMENTS…]

The command finds its address in DATABASE_URL. The server listens on a socket in a scratch folder only, keeps
nothing on purpose (fsync is off) and needs initdb and pg_ctl: Debian's ``postgresql`` package, or
``brew install postgresql``. Exit code 77 says that there is no PostgreSQL here.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_HERE = 77
PLACES = ("/usr/lib/postgresql", "/opt/homebrew/opt/postgresql", "/usr/local/opt/postgresql", "/usr/local/pgsql")
OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=80"


def find_program(name: str) -> str | None:
    """The newest of a PostgreSQL program on the path or where systems put it."""
    found = [path for place in PLACES for path in sorted(Path(place).glob(f"**/bin/{name}"), reverse=True)]
    return shutil.which(name) or (str(found[0]) if found else None)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a running server; ``LookupError`` where none can be made."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    if initdb is None or pg_ctl is None:
        raise LookupError("initdb and pg_ctl are not installed")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-"))
    # PostgreSQL refuses to run as root; any other account will do.
    other = pwd.getpwnam("nobody") if os.name == "posix" and os.geteuid() == 0 else None
    if other is not None:
        os.chown(folder, other.pw_uid, other.pw_gid)

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd=folder,
            **({"user": other.pw_uid, "group": other.pw_gid} if other is not None else {}),
        )  # fmt: skip

    data = str(folder / "data")
    try:
        run(initdb, "-D", data, "-U", "nianbao", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        run(pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", f"{OPTIONS} -k {folder}", "start")
        try:
            yield f"postgresql://nianbao@/postgres?host={folder}"
        finally:
            run(pg_ctl, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    if not command:
        print(__doc__)
        return 2
    try:
        with postgresql() as address:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    except LookupError as trouble:
        print(f"no PostgreSQL here: {trouble}", file=sys.stderr)
        return NOT_HERE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
