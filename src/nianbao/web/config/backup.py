"""One file that holds the whole workbench, and the workbench again from that file.

A backup is a zip archive: ``manifest.json``, every table as JSON lines, and the files of the data
folder (evidence, the key). Rows are read in one transaction, so a backup taken while people work
is of one moment; a database of SQLite may be restored into PostgreSQL and the other way round.
Restoring makes the tables of the version that wrote the backup, loads them, and only then brings
them up to date; it refuses a database in which anybody has an account. Counts, checksums and the
chain of events are proved before anything is called done.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps as installed
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

import nianbao
from nianbao.facts.problem import Problem
from nianbao.web.config.data_folder import DATABASE_NAME
from nianbao.web.publications.kept_figures import FOLDER as FIGURES

SCHEMA = "nianbao/backup/1"
MANIFEST, ROWS, FILES = "manifest.json", "tables", "files"
# Made anew by every installation, or worth nothing after a restart.
_LEFT_OUT = frozenset(("sessions", "contenttypes", "auth"))
_BATCH = 1_000
_LARGEST_MANIFEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: rows by table, files, events of the chain."""

    rows: dict[str, int]
    files: int
    events: int
    taken_at: str

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def write_backup(target: Path, folder: Path) -> Backup:
    """Write the database and the folder's files to ``target``, readable by its owner alone; raises ``Problem``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            backup = _write(archive, folder, target)
        unfinished.replace(target)
    except OSError as trouble:
        raise Problem(
            "backup-not-written", f"备份写不进 {target}：{trouble.strerror or trouble}。请换一个位置或腾出空间。",
            f"The backup cannot be written to {target}: {trouble.strerror or trouble}. "
            "Choose another place or make room.",
        ) from trouble  # fmt: skip
    finally:
        unfinished.unlink(missing_ok=True)
    return backup


def _write(archive: zipfile.ZipFile, folder: Path, target: Path) -> Backup:
    digests: dict[str, str] = {}
    rows: dict[str, int] = {}
    taken_at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with _one_moment():
        executor = MigrationExecutor(connection)
        applied = sorted(executor.loader.applied_migrations)
        if not applied:
            raise Problem(
                "backup-nothing", f"{folder} 里还没有工作台的数据。请核对 --data 或 DATABASE_URL。",
                f"There is no workbench in {folder} yet. Check --data or DATABASE_URL.",
            )  # fmt: skip
        # The tables as they are, which need not be those of this version.
        for model in kept_models(executor.loader.project_state(_ends_of(applied, executor)).apps):
            name = f"{ROWS}/{model._meta.label}.jsonl"
            digest, count = hashlib.sha256(), 0
            with archive.open(name, "w", force_zip64=True) as member:
                for line in _lines(model):
                    member.write(line)
                    digest.update(line)
                    count += 1
            digests[name], rows[model._meta.label] = digest.hexdigest(), count
        head = _chain_head()
    files = 0
    for path in _files_of(folder, target):
        name = f"{FILES}/{path.relative_to(folder).as_posix()}"
        data = path.read_bytes()
        archive.writestr(name, data)
        digests[name] = hashlib.sha256(data).hexdigest()
        files += 1
    manifest = {
        "schema": SCHEMA, "version": nianbao.__version__, "taken_at": taken_at,
        "migrations": [list(one) for one in applied], "rows": rows, "chain": head, "digests": digests,
    }  # fmt: skip
    archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Backup(rows, files, int(head["sequence"]), taken_at)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that sees the database as it was at its start and holds nobody up."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def kept_models(apps: Any) -> list[type[models.Model]]:
    """Every table that a backup holds, in an order that does not change."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _LEFT_OUT and model._meta.managed and not model._meta.proxy
    ]
    return sorted(found, key=lambda model: str(model._meta.label))


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    query = model._default_manager.order_by("pk").values_list(*names)
    for row in query.iterator(chunk_size=_BATCH):
        yield json.dumps([_plain(value) for value in row], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    match value:
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    return value


def _files_of(folder: Path, target: Path) -> list[Path]:
    """Files of the data folder but the database's own, what is made from it, and the backup written there."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(DATABASE_NAME)
        and path.suffix not in (".unfinished", ".zip")
        and path.relative_to(folder).parts[0] != FIGURES
        and path.absolute() != target.absolute()
    )


def _chain_head() -> dict[str, Any]:
    from nianbao.web.audit.models import ChainHead

    head = ChainHead.objects.filter(pk=1).first()
    return {"sequence": head.sequence, "digest": head.digest} if head is not None else {"sequence": 0, "digest": ""}


# ---------------------------------------------------------------- back again


def read_manifest(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    """The manifest, after every member was held against its checksum; raises ``Problem`` where one differs."""
    try:
        if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise _no_backup(name)
        manifest = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError, zipfile.BadZipFile) as trouble:
        raise _no_backup(name) from trouble
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        raise _no_backup(name)
    for member, wanted in manifest["digests"].items():
        digest = hashlib.sha256()
        try:
            with archive.open(member) as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
        except (KeyError, zipfile.BadZipFile, EOFError) as trouble:
            raise _damaged(name, member) from trouble
        if digest.hexdigest() != wanted:
            raise _damaged(name, member)
    return manifest


def restore_backup(source: Path, folder: Path) -> Backup:
    """Load a backup into an empty database and its files into the folder; all or nothing of the rows."""
    try:
        archive = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as trouble:
        raise _no_backup(source.name) from trouble
    with archive:
        manifest = read_manifest(archive, source.name)
        targets = _migrations_of(manifest, source.name)
        _refuse_where_people_work()
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        apps = MigrationExecutor(connection).loader.project_state(targets).apps
        by_label = {model._meta.label: model for model in kept_models(apps)}
        with transaction.atomic():
            for label, count in manifest["rows"].items():
                if label not in by_label:
                    raise _damaged(source.name, f"{ROWS}/{label}.jsonl")
                _load(archive, by_label[label], count, source.name)
            _reset_sequences(list(by_label.values()))
        for member in manifest["digests"]:
            if member.startswith(f"{FILES}/"):
                _put_file(archive, member, folder, source.name)
    _bring_up_to_date()
    _prove(manifest, source.name)
    files = sum(member.startswith(f"{FILES}/") for member in manifest["digests"])
    return Backup(manifest["rows"], files, int(manifest["chain"]["sequence"]), manifest["taken_at"])


def _migrations_of(manifest: dict[str, Any], name: str) -> list[tuple[str, str]]:
    """The last migrations of each app that the backup had; a newer version's backup cannot be read."""
    loader = MigrationExecutor(connection).loader
    applied = {(str(app), str(step)) for app, step in manifest["migrations"]}
    unknown = sorted(step for step in applied if step not in loader.graph.nodes and step not in loader.disk_migrations)
    if unknown:
        raise Problem(
            "backup-newer", f"“{name}”由更新的版本（{manifest['version']}）写出，请先升级 nianbao 再恢复。",
            f"{name} was written by a newer version ({manifest['version']}): upgrade nianbao first.",
        )  # fmt: skip
    return _ends_of(sorted(applied), MigrationExecutor(connection))


def _ends_of(applied: Sequence[tuple[str, str]], executor: MigrationExecutor) -> list[tuple[str, str]]:
    """The last of the applied migrations of each app."""
    known, nodes = set(applied), executor.loader.graph.node_map
    return [
        node for node in applied
        if not any(child.key in known and child.key[0] == node[0] for child in nodes[node].children)
    ]  # fmt: skip


def _refuse_where_people_work() -> None:
    """Nothing that people entered is ever written over."""
    if "accounts_person" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_person")
        people = int(cursor.fetchone()[0])
    if people:
        raise Problem(
            "restore-not-empty",
            f"数据库里已有 {people} 个账号，恢复不会覆盖它。"
            "请用 --data 指定一个新的文件夹，或换一个空的 PostgreSQL 数据库。",
            f"The database already has {people} accounts and is not written over. "
            "Name a new folder with --data, or an empty PostgreSQL database.",
        )
    # What an earlier, empty start put there (the head of the chain) makes room.
    with transaction.atomic():
        for model in reversed(kept_models(installed)):
            if model._meta.db_table in connection.introspection.table_names():
                model._default_manager.all()._raw_delete(connection.alias)


def _load(archive: zipfile.ZipFile, model: type[models.Model], count: int, name: str) -> None:
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"
    loaded, batch = 0, []
    member = f"{ROWS}/{model._meta.label}.jsonl"
    with archive.open(member) as stream, connection.cursor() as cursor:
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            values = json.loads(line)
            if len(values) != len(fields):
                raise _damaged(name, member)
            batch.append([_stored(field, value) for field, value in zip(fields, values, strict=True)])
            loaded += 1
            if len(batch) == _BATCH:
                cursor.executemany(statement, batch)
                batch.clear()
        if batch:
            cursor.executemany(statement, batch)
    if loaded != count:
        raise _damaged(name, member)


def _stored(field: Any, value: Any) -> Any:
    if isinstance(field, models.BinaryField) and isinstance(value, str):
        value = base64.b64decode(value)
    elif not isinstance(field, models.JSONField):
        # A foreign key holds what the key of the other table holds.
        value = field.target_field.to_python(value) if field.is_relation else field.to_python(value)
    return field.get_db_prep_save(value, connection)


def _reset_sequences(found: list[type[models.Model]]) -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), found)
    if statements:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _put_file(archive: zipfile.ZipFile, member: str, folder: Path, name: str) -> None:
    inner = PurePosixPath(member).relative_to(FILES)
    if inner.is_absolute() or ".." in inner.parts:
        raise _damaged(name, member)
    path = folder.joinpath(*inner.parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream, archive.open(member) as packed:
        while block := packed.read(1 << 20):
            stream.write(block)


def _bring_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _prove(manifest: dict[str, Any], name: str) -> None:
    from nianbao.web.audit.actions import verify_chain

    for model in kept_models(installed):
        wanted = manifest["rows"].get(model._meta.label)
        if wanted is not None and model._default_manager.count() != wanted:
            raise _damaged(name, model._meta.label)
    verification = verify_chain()
    if not verification.is_whole or _chain_head() != manifest["chain"]:
        raise _damaged(name, "audit.Event")


def _no_backup(name: str) -> Problem:
    return Problem(
        "backup-unreadable", f"“{name}”不是 nianbao 的备份文件，或没有完整下载。请核对文件。",
        f"{name} is no backup of nianbao, or not all of it. Check the file.",
    )  # fmt: skip


def _damaged(name: str, member: str) -> Problem:
    return Problem(
        "backup-damaged", f"备份“{name}”中的 {member} 与清单不符，文件已损坏。请用另一份备份。",
        f"{member} in the backup {name} does not agree with its list: the file is damaged. Use another backup.",
    )  # fmt: skip
