"""Snapshots: what was known at one moment, as Parquet files that never change.

A snapshot is a folder below the folder of its release, named by a number and by what is in it; its manifest
holds a hash of each file. The same content makes the same bytes and no second version, and a snapshot whose files
are not what its manifest says is refused. Values are DECIMAL(18,4); the digits as they stood are kept beside them.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import nianbao
from nianbao.aggregation.exact import plain
from nianbao.analysis.panel import Observation, Panel, Subject
from nianbao.facts.cell import CellState
from nianbao.facts.problem import Problem
from nianbao.framework.listing import formula_text
from nianbao.framework.model import Catalogue

FORMAT = 1
PLACES = Decimal("0.0001")
LARGEST = Decimal(10) ** 14
GROUP_ROWS = 262_144
TABLES = ("observations", "organisations", "definitions")
_RELEASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_VERSION = re.compile(r"v(\d{4})-([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An opened snapshot: its files exist and are what the manifest says."""

    folder: Path
    release: str
    version: int
    digest: str
    manifest: Mapping[str, Any]

    def path(self, table: str) -> Path:
        return self.folder / f"{table}.parquet"


def write_snapshot(root: Path, release: str, panel: Panel, catalogue: Catalogue, source: str = "") -> Snapshot:
    """Write a panel as the next version of a release; where nothing has changed the newest version is given back."""
    rows = sorted(panel.observations.values(), key=in_order)
    return write_observations(root, release, rows, panel.subjects.values(), catalogue, source)


def in_order(one: Observation) -> tuple[str, int, str]:
    """How a snapshot is ordered, as questions come: one indicator, one data year, all organisations.

    Parquet then skips the rest.
    """
    return (one.indicator, one.data_year, one.organisation)


def write_observations(
    root: Path,
    release: str,
    rows: Iterable[Observation],
    subjects: Iterable[Subject],
    catalogue: Catalogue,
    source: str = "",
) -> Snapshot:
    """The same from observations that come one by one, ``in_order``: a nation need not lie in memory at once."""
    if not _RELEASE.fullmatch(release):
        raise Problem(
            "snapshot-name",
            f"快照名“{release[:80]}”不能用。请只用字母、数字、点、横线，不超过 64 个字符。",
            f"A snapshot cannot be called {release[:80]!r}. Use letters, digits, dots and hyphens, at most 64.",
        )
    home = root / release
    home.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".making-", dir=home))
    try:
        pairs, data_years, count = _write_all(rows, work / "observations.parquet")
        if not count:
            raise Problem(
                "snapshot-empty",
                "没有任何数据，没有写快照。请先收到填报。",
                "There are no figures, so no snapshot was made.",
            )
        who = _organisations(subjects)
        data_years |= {int(one) for one in who["data_year"].unique().to_pylist()}
        words = _definitions(pairs, catalogue)
        _write(who, work / "organisations.parquet")
        _write(words, work / "definitions.parquet")
        lengths = {"observations": count, "organisations": who.num_rows, "definitions": words.num_rows}
        files = {
            f"{name}.parquet": {"rows": lengths[name], "sha256": _hash(work / f"{name}.parquet")} for name in TABLES
        }
        content = {"files": files, "catalogue": catalogue.version, "format": FORMAT}
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]
        versions = _versions(home)
        for number, known in versions:
            if known == digest:
                return open_snapshot(home / f"v{number:04d}-{known}")
        version = versions[-1][0] + 1 if versions else 1
        manifest = {
            **content,
            "release": release,
            "version": version,
            "digest": digest,
            "data_years": sorted(data_years),
            "program": nianbao.__version__,
            "source": source,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (work / "manifest.json").write_text(text, encoding="utf-8")
        for path in work.iterdir():
            path.chmod(0o444)
        work.chmod(0o755)
        folder = home / f"v{version:04d}-{digest}"
        work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return open_snapshot(folder)


def open_snapshot(folder: Path) -> Snapshot:
    """A snapshot whose files are whole; Problem where any was changed or is missing."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        files = dict(manifest["files"])
        release, version, digest = str(manifest["release"]), int(manifest["version"]), str(manifest["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        raise Problem(
            "snapshot-unreadable",
            f"{folder} 不是快照，或清单读不出来。请用 nianbao analyse snapshot 重新制作。",
            f"{folder} is no snapshot, or its manifest cannot be read. Make it again with nianbao analyse snapshot.",
        ) from None
    for name in (f"{table}.parquet" for table in TABLES):
        path = folder / name
        if name not in files or not path.exists() or _hash(path) != files[name].get("sha256"):
            raise Problem(
                "snapshot-changed",
                f"快照 {folder} 里的 {name} 缺失或被改动过，不能再用。请用 nianbao analyse snapshot 重新制作。",
                f"In the snapshot {folder} the file {name} is missing or was changed. "
                "Make it again with nianbao analyse snapshot.",
            )
    return Snapshot(folder, release, version, digest, manifest)


def newest_snapshot(root: Path, release: str | None = None) -> Snapshot:
    """The newest version of a release, or of the last release by name; a snapshot's own folder is taken as it is."""
    if (root / "manifest.json").exists():
        return open_snapshot(root)
    releases = [release] if release else sorted(one.name for one in root.glob("*") if one.is_dir() and _versions(one))
    for name in reversed(releases):
        versions = _versions(root / name)
        if versions:
            number, digest = versions[-1]
            return open_snapshot(root / name / f"v{number:04d}-{digest}")
    raise Problem(
        "snapshot-missing",
        f"{root} 里没有快照{f'“{release}”' if release else ''}。请先运行 nianbao analyse snapshot。",
        f"There is no snapshot{f' {release!r}' if release else ''} in {root}. Run nianbao analyse snapshot first.",
    )


def read_panel(snapshot: Snapshot, indicators: Sequence[str] | None = None) -> Panel:
    """The panel of a snapshot, exact to the digit; ``indicators`` reads no others."""
    parquet = _parquet()
    chosen = [("indicator", "in", list(indicators))] if indicators is not None else None
    rows = parquet.read_table(snapshot.path("observations"), filters=chosen).to_pylist()
    observations = [
        Observation(
            row["organisation"], row["data_year"], row["edition"], row["indicator"], row["meaning"],
            CellState(row["state"]), Decimal(row["digits"]) if row["digits"] else None, row["unit"], row["counted"],
            row["total"], row["note"],
        )
        for row in rows
    ]  # fmt: skip
    subjects = [
        Subject(
            row["organisation"], row["name"], row["level"], row["parent"] or None, row["data_year"],
            None if row["size"] is None else row["size"].normalize() + 0, row["kind"], row["has_students"],
            row["has_graduates"],
        )
        for row in parquet.read_table(snapshot.path("organisations")).to_pylist()
    ]  # fmt: skip
    return Panel.of(observations, subjects)


def as_stored(value: Decimal | None) -> Decimal | None:
    """A value as a column of DECIMAL(18,4) holds it: rounded half up, or nothing where it has no room.

    >>> as_stored(Decimal("330.655917")), as_stored(Decimal("1E+20"))
    (Decimal('330.6559'), None)
    """
    if value is None or abs(value) >= LARGEST:
        return None
    return value.quantize(PLACES, rounding=ROUND_HALF_UP)


def _write_all(rows: Iterable[Observation], path: Path) -> tuple[list[tuple[str, int]], set[int], int]:
    """Write the observations a row group at a time: which indicator stands in which data year, and how many rows."""
    pairs: dict[tuple[str, int], None] = {}
    count, writer, waiting = 0, None, iter(rows)
    try:
        while group := list(islice(waiting, GROUP_ROWS)):
            table = _observations(group)
            if writer is None:
                writer = _parquet().ParquetWriter(path, table.schema, compression="zstd", store_schema=False)
            writer.write_table(table, row_group_size=GROUP_ROWS)
            pairs.update(dict.fromkeys((one.indicator, one.data_year) for one in group))
            count += len(group)
    finally:
        if writer is not None:
            writer.close()
    return sorted(pairs), {data_year for _, data_year in pairs}, count


def _observations(rows: Sequence[Observation]) -> Any:
    arrow = _arrow()
    amount = arrow.decimal128(18, 4)
    text = arrow.string()
    columns: dict[str, tuple[Any, list[Any]]] = {
        "organisation": (text, [one.organisation for one in rows]),
        "data_year": (arrow.int32(), [one.data_year for one in rows]),
        "edition": (text, [one.edition for one in rows]),
        "indicator": (text, [one.indicator for one in rows]),
        "meaning": (text, [one.meaning for one in rows]),
        "state": (text, [one.state.value for one in rows]),
        "value": (amount, [as_stored(one.value) for one in rows]),
        "digits": (text, ["" if one.value is None else plain(one.value) for one in rows]),
        "unit": (text, [one.unit for one in rows]),
        "counted": (arrow.int32(), [one.counted for one in rows]),
        "total": (arrow.int32(), [one.total for one in rows]),
        "note": (text, [one.note for one in rows]),
    }
    return arrow.table({name: arrow.array(values, kind) for name, (kind, values) in columns.items()})


def _organisations(subjects: Iterable[Subject]) -> Any:
    arrow = _arrow()
    rows = sorted(subjects, key=lambda one: (one.data_year, one.code))
    text = arrow.string()
    columns: dict[str, tuple[Any, list[Any]]] = {
        "organisation": (text, [one.code for one in rows]),
        "data_year": (arrow.int32(), [one.data_year for one in rows]),
        "name": (text, [one.name for one in rows]),
        "level": (text, [one.level for one in rows]),
        "parent": (text, [one.parent or "" for one in rows]),
        "size": (arrow.decimal128(18, 4), [as_stored(one.size) for one in rows]),
        "size_band": (text, [one.size_band for one in rows]),
        "kind": (text, [one.kind for one in rows]),
        "has_students": (arrow.bool_(), [one.has_students for one in rows]),
        "has_graduates": (arrow.bool_(), [one.has_graduates for one in rows]),
    }
    return arrow.table({name: arrow.array(values, kind) for name, (kind, values) in columns.items()})


def _definitions(pairs: Iterable[tuple[str, int]], catalogue: Catalogue) -> Any:
    """What each indicator meant in each data year, so that a snapshot explains itself."""
    arrow = _arrow()
    rows = []
    for name, data_year in pairs:
        indicator = catalogue.indicators.get(name)
        if indicator is None:
            continue
        meaning = indicator.meaning_in(f"dy{data_year}")
        rows.append(
            {
                "indicator": name,
                "data_year": data_year,
                "label": indicator.label,
                "label_en": indicator.label_en,
                "meaning": meaning.since,
                "unit": meaning.unit.label if meaning.unit else "",
                "definition": meaning.definition,
                "definition_en": meaning.definition_en,
                "formula": formula_text(meaning.formula, catalogue) if meaning.formula else "",
                "aggregation": meaning.aggregation.method.value,
                "confirmed": meaning.confirmed,
            }
        )
    kinds = {"data_year": arrow.int32(), "confirmed": arrow.bool_()}
    names = (
        "indicator", "data_year", "label", "label_en", "meaning", "unit", "definition", "definition_en", "formula",
        "aggregation", "confirmed",
    )  # fmt: skip
    schema = arrow.schema([(name, kinds.get(name, arrow.string())) for name in names])
    return arrow.Table.from_pylist(rows, schema=schema)


def _write(table: Any, path: Path) -> None:
    _parquet().write_table(table, path, compression="zstd", row_group_size=GROUP_ROWS, store_schema=False)


def _versions(home: Path) -> list[tuple[int, str]]:
    found = [_VERSION.fullmatch(one.name) for one in home.glob("v*")] if home.is_dir() else []
    return sorted((int(match[1]), match[2]) for match in found if match)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise needs_analysis() from error
    return pyarrow


def _parquet() -> Any:
    _arrow()
    import pyarrow.parquet

    return pyarrow.parquet


def needs_analysis() -> Problem:
    """What is said where the extra is not installed."""
    return Problem(
        "analysis-not-installed",
        "还没有安装分析组件，请运行：pip install 'nianbao[analysis]'",
        "The analysis part is not installed. Run: pip install 'nianbao[analysis]'",
    )
