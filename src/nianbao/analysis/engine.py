"""Where tables are queried: embedded DuckDB, or PostgreSQL, ClickHouse or a Spark-compatible cluster by its address.

The one module, with ``queries``, that knows Ibis; it is imported when an engine is opened and not before. Each engine
gets the same Parquet files; decimals come back as decimals, and rows are ordered here, because engines sort text
each in its own way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nianbao.analysis.snapshot import TABLES, Snapshot, needs_analysis
from nianbao.facts.problem import Problem

VARIABLE = "ANALYSIS_URL"
POSTGRESQL, DUCKDB, SPARK, CLICKHOUSE = "postgresql", "duckdb", "spark", "clickhouse"
_SCHEMES = {
    "": DUCKDB, "duckdb": DUCKDB, "postgres": POSTGRESQL, "postgresql": POSTGRESQL, "sc": SPARK, "spark": SPARK,
    "clickhouse": CLICKHOUSE, "clickhouses": CLICKHOUSE, "chdb": CLICKHOUSE,
}  # fmt: skip
_EXTRAS = {POSTGRESQL: "postgresql", SPARK: "sail", CLICKHOUSE: "clickhouse"}
IN_PROCESS = "chdb"  # ClickHouse's own engine as a library, its tables in this process or in a folder
# As SQL has it, and every other engine here: what is not there is null, never a zero or an empty text.
_AS_SQL = {"join_use_nulls": 1, "aggregate_functions_null_for_empty": 1}
# Beyond these Ibis 12.0.0 fails: sqlglot 30.18 writes a nameless DROP VIEW, duckdb 2.0 has lost fetch_arrow_table.
PINS = {"ibis-framework": "12.0.0", "duckdb": "1.5.5", "sqlglot": "30.17.0"}

GROUP_BITS = 20  # of both keys together: a million groups

Row = Mapping[str, Any]


@dataclass
class Engine:
    """An open connection with tables that expressions are built on."""

    name: str
    connection: Any
    tables: dict[str, Any] = field(default_factory=dict)
    is_kept: bool = False  # DuckDB in a file of its own: tables are copied into it, and read twice as fast

    def table(self, name: str) -> Any:
        return self.tables[name]

    def load(self, name: str, files: Path | Sequence[Path], *, digest: str = "") -> Any:
        """Make Parquet files a table; PostgreSQL, ClickHouse and a DuckDB file get a copy, once for each ``digest``."""
        paths = [files] if isinstance(files, Path) else list(files)
        match self.name:
            case "duckdb" if self.is_kept:
                table = _copy_into_duckdb(self.connection, name, paths, digest)
            case "duckdb":
                table = self.connection.read_parquet([str(path) for path in paths], table_name=name)
            case "spark":
                # One address for many files: a folder, or the file itself; workers open it themselves.
                table = self.connection.read_parquet(_one_place(paths), table_name=name)
            case "clickhouse":
                table = _copy_into_clickhouse(self.connection, name, paths, digest)
            case _:
                table = _copy_into_postgresql(self.connection, name, paths, digest)
        self.tables[name] = table
        return table

    def load_snapshot(self, snapshot: Snapshot) -> None:
        for name in TABLES:
            self.load(name, snapshot.path(name), digest=snapshot.digest)

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The answer as plain rows, ordered by all columns from the left."""
        found: list[dict[str, Any]] = self.arrow(expression).to_pylist()
        return sorted(found, key=lambda row: tuple(_sortable(value) for value in row.values()))

    def arrow(self, expression: Any) -> Any:
        """The answer as an Arrow table, unordered."""
        return expression.to_pyarrow()

    def sql(self, expression: Any) -> str:
        """What the engine is asked, kept as the way out should Ibis ever fail it."""
        import ibis

        return str(
            ibis.to_sql(expression, dialect={POSTGRESQL: "postgres", SPARK: "pyspark"}.get(self.name, self.name))
        )

    def close(self) -> None:
        self.connection.disconnect()


@contextmanager
def open_engine(address: str | None = None) -> Iterator[Engine]:
    """The engine at an address; without one that of ANALYSIS_URL, else DuckDB in this process."""
    engine = connect(os.environ.get(VARIABLE, "") if address is None else address)
    try:
        yield engine
    finally:
        engine.close()


def connect(address: str = "") -> Engine:
    """An open engine. Problem where the address is of no known kind, nobody answers, or a part is not installed."""
    parts = urlsplit(address)
    name = _SCHEMES.get(parts.scheme)
    if name is None:
        raise Problem(
            "analysis-address",
            f"不认识的分析引擎地址“{_without_password(address)}”。可用：留空（DuckDB）、postgresql://…、"
            "clickhouse://…、sc://主机:端口。",
            f"{_without_password(address)!r} is no address of an engine. Leave it empty (DuckDB), or write "
            "postgresql://…, clickhouse://… or sc://host:port.",
        )
    try:
        import ibis
    except ImportError as error:
        raise needs_analysis() from error
    try:
        match name:
            case "duckdb":
                connection = ibis.duckdb.connect(parts.path or ":memory:")
                # Schools × data years are few enough to be counted in an array instead of a hash table.
                connection.raw_sql(f"SET perfect_ht_threshold = {GROUP_BITS}")
            case "postgresql":
                connection = _postgresql(address)
            case "clickhouse":
                connection = _clickhouse(address)
            case _:
                connection = _spark(address)
    except ImportError as error:
        extra = _EXTRAS[name]
        raise Problem(
            "analysis-engine-not-installed",
            f"连接 {parts.scheme} 还缺组件（{error.name}），请运行：pip install 'nianbao[analysis,{extra}]'",
            f"Connecting to {parts.scheme} needs {error.name}. Run: pip install 'nianbao[analysis,{extra}]'",
        ) from error
    except Exception as error:  # each driver has its own; all mean that nobody answers
        raise Problem(
            "analysis-engine-unreachable",
            f"连不上分析引擎 {_without_password(address)}：{_first_line(error)}。请检查地址和服务是否已启动。",
            f"The engine at {_without_password(address)} does not answer: {_first_line(error)}. "
            "Check the address and that it runs.",
        ) from error
    return Engine(name, connection, is_kept=name == DUCKDB and bool(parts.path))


def _postgresql(address: str) -> Any:
    import ibis

    parts = urlsplit(address)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return ibis.postgres.connect(
        host=options.get("host") or parts.hostname or "localhost",
        user=parts.username or options.get("user"),
        password=parts.password,
        port=parts.port or int(options.get("port", 5432)),
        database=parts.path.lstrip("/") or "postgres",
    )


def _clickhouse(address: str) -> Any:
    """A server over HTTP (``clickhouse://``), over TLS (``clickhouses://``), or the engine in this process."""
    import ibis

    parts = urlsplit(address)
    if parts.scheme == IN_PROCESS:
        import chdb  # noqa: F401 - the client loads it late and says less
        from clickhouse_connect import get_client

        # Made here and not by Ibis, which would hand it a host and a port.
        client = get_client(interface=IN_PROCESS, path=parts.path or ":memory:", settings=dict(_AS_SQL))
        return ibis.clickhouse.from_connection(client)
    return ibis.clickhouse.connect(
        host=parts.hostname or "localhost",
        port=parts.port,
        user=parts.username or "default",
        password=parts.password or "",
        database=parts.path.lstrip("/") or "default",
        secure=parts.scheme == "clickhouses",
        settings=dict(_AS_SQL),
    )


def _spark(address: str) -> Any:
    import ibis
    from pyspark.sql import SparkSession

    session = SparkSession.builder.remote(f"sc://{address.partition('://')[2]}").create()
    return ibis.pyspark.connect(session)


def _copy_into_duckdb(connection: Any, name: str, paths: Sequence[Path], digest: str) -> Any:
    """Rows of Parquet files in DuckDB's own format; what was copied before under a digest is used again."""
    target = f"nianbao_{name}_{digest}" if digest else f"nianbao_{name}"
    if not digest or target not in connection.list_tables():
        files = connection.read_parquet([str(path) for path in paths], table_name=f"{target}_files")
        connection.create_table(target, files, overwrite=True)
        connection.drop_view(f"{target}_files")
    return connection.table(target)


def _copy_into_postgresql(connection: Any, name: str, paths: Sequence[Path], digest: str) -> Any:
    """Rows of Parquet files in a table of PostgreSQL; what was copied before under a digest is used again."""
    import pyarrow.parquet

    target = f"nianbao_{name}_{digest}" if digest else f"nianbao_{name}"
    if digest and target in connection.list_tables():
        return connection.table(target)
    schema = pyarrow.parquet.read_schema(paths[0])
    columns = ", ".join(f'"{one.name}" {_postgresql_type(str(one.type))}' for one in schema)
    making = f"{target}_making"
    with connection.begin() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS "{making}", "{target}"')
        cursor.execute(f'CREATE UNLOGGED TABLE "{making}" ({columns})')
        with cursor.copy(f'COPY "{making}" FROM STDIN WITH (FORMAT csv)') as copy:
            for path in paths:
                for chunk in _as_csv(path):
                    copy.write(chunk)
        cursor.execute(f'ALTER TABLE "{making}" RENAME TO "{target}"')
        cursor.execute(f'ANALYZE "{target}"')
    return connection.table(target)


def _copy_into_clickhouse(connection: Any, name: str, paths: Sequence[Path], digest: str) -> Any:
    """Rows of Parquet files in a table of ClickHouse; what was copied before under a digest is used again."""
    import pyarrow
    import pyarrow.parquet

    target = f"nianbao_{name}_{digest}" if digest else f"nianbao_{name}"
    if digest and target in connection.list_tables():
        return connection.table(target)
    schema = pyarrow.parquet.read_schema(paths[0])
    # Every column may be null: where none may be, the year before the first is 0 and not missing.
    columns = ", ".join(f"`{one.name}` Nullable({_clickhouse_type(str(one.type))})" for one in schema)
    making = f"{target}_making"
    for one in (making, target):
        connection.raw_sql(f"DROP TABLE IF EXISTS `{one}`")
    connection.raw_sql(f"CREATE TABLE `{making}` ({columns}) ENGINE = MergeTree ORDER BY tuple()")
    for path in paths:
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(1_048_576):
            connection.con.insert_arrow(making, pyarrow.Table.from_batches([batch]))
    connection.raw_sql(f"RENAME TABLE `{making}` TO `{target}`")
    return connection.table(target)


def _clickhouse_type(kind: str) -> str:
    """
    >>> _clickhouse_type("decimal128(18, 4)"), _clickhouse_type("int32"), _clickhouse_type("string")
    ('Decimal(18, 4)', 'Int32', 'String')
    """
    if kind.startswith("decimal"):
        return f"Decimal{kind[kind.index('(') :]}"
    return {
        "int8": "Int8", "int16": "Int16", "int32": "Int32", "int64": "Int64", "bool": "Bool", "double": "Float64",
    }.get(kind, "String")  # fmt: skip


def _as_csv(path: Path) -> Iterator[bytes]:
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet

    options = pyarrow.csv.WriteOptions(include_header=False)
    for batch in pyarrow.parquet.ParquetFile(path).iter_batches(131_072):
        sink = pyarrow.BufferOutputStream()
        pyarrow.csv.write_csv(pyarrow.Table.from_batches([batch]), sink, options)
        yield sink.getvalue().to_pybytes()


def _postgresql_type(kind: str) -> str:
    """
    >>> _postgresql_type("decimal128(18, 4)"), _postgresql_type("int32")
    ('numeric(18, 4)', 'integer')
    """
    if kind.startswith("decimal"):
        return f"numeric{kind[kind.index('(') :]}"
    return {
        "int8": "smallint", "int16": "smallint", "int32": "integer", "int64": "bigint", "bool": "boolean",
        "double": "double precision",
    }.get(kind, "text")  # fmt: skip


def _one_place(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        return str(paths[0].resolve())
    folders = {path.parent for path in paths}
    if len(folders) != 1:
        raise ValueError("the files of one table lie in one folder")
    return str(next(iter(folders)).resolve())


def _sortable(value: Any) -> tuple[int, Any]:
    if value is None:
        return (0, 0)
    return (1, value) if isinstance(value, (int, float, Decimal)) else (2, str(value))


def _without_password(address: str) -> str:
    """
    >>> _without_password("postgresql://me:secret@db/analysis")
    'postgresql://me:…@db/analysis'
    """
    password = urlsplit(address).password
    return address.replace(f":{password}@", ":…@") if password else address


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)[:160]
