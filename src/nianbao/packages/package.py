"""报送包: what travels between school, district and province.

A package is a zip with a manifest, the facts as a long table, the lists, the waivers
and whatever was attached. The same content makes the same bytes, and what was
put in is what comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

import nianbao
from nianbao.aggregation.aggregate import Aggregate, state_counts
from nianbao.aggregation.backing import Backing
from nianbao.aggregation.correction import Correction
from nianbao.aggregation.figure import Carried
from nianbao.checks.waiver import Waiver
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.packages.aggregation_table import (
    CONTRIBUTIONS,
    FIGURES,
    read_backing,
    read_carried,
    write_contributions,
    write_figures,
)
from nianbao.packages.container import LIMITS, Container, Limits, read_bytes, read_container, write_container
from nianbao.packages.fact_table import read_facts, write_facts
from nianbao.packages.list_table import list_member, read_list, write_list
from nianbao.packages.manifest import (
    FORMAT,
    MANIFEST,
    SCHEMA_VERSION,
    Manifest,
    PreviousEntry,
    SourceEntry,
    entry_for,
    read_manifest,
    sha256,
    write_manifest,
)
from nianbao.packages.printed_row_table import PRINTED_ROWS, read_printed_rows, write_printed_rows
from nianbao.packages.verification import changes_in

FACTS, WAIVERS, CORRECTIONS = "facts.csv", "waivers.json", "corrections.json"
ATTACHMENTS, RENDERINGS, SOURCES = "attachments/", "renderings/", "sources/"
MOST_EDITIONS_BACK = 8
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Package:
    """An opened package. ``attachments``, ``renderings`` and ``embedded`` map names to bytes.

    ``carried`` holds an aggregate's unrounded figures and ``backing`` who stands behind each,
    ``sources`` the packages it was made from, ``embedded`` those of them that travel inside, by
    organisation code.
    """

    record: Record
    manifest: Manifest
    waivers: tuple[Waiver, ...] = ()
    attachments: Mapping[str, bytes] = field(default_factory=lambda: _NO_FILES)
    renderings: Mapping[str, bytes] = field(default_factory=lambda: _NO_FILES)
    carried: Mapping[str, Carried] = field(default_factory=lambda: MappingProxyType({}))
    embedded: Mapping[str, bytes] = field(default_factory=lambda: _NO_FILES)
    backing: Backing | None = None
    corrections: tuple[Correction, ...] = ()  # of an aggregate: how its figures and its schools' cells were corrected

    @property
    def sources(self) -> tuple[SourceEntry, ...]:
        return self.manifest.sources


def make_package(
    record: Record,
    catalogue: Catalogue,
    *,
    waivers: Sequence[Waiver] = (),
    attachments: Mapping[str, bytes] = _NO_FILES,
    renderings: Mapping[str, bytes] = _NO_FILES,
    sources: Sequence[bytes] = (),
    embed_sources: bool = True,
    aggregate: Aggregate | None = None,
) -> bytes:
    """The package of a record, byte for byte the same for the same content.

    ``sources`` are the packages that the record was aggregated from; they travel inside, or with
    ``embed_sources`` false only their hashes do. Raises Problem where a name cannot travel.
    """
    members: dict[str, bytes] = {}
    previous = []
    earlier: Record | None = record
    for step in range(MOST_EDITIONS_BACK + 1):
        if earlier is None:
            break
        if step:
            previous.append(PreviousEntry(earlier.organisation, earlier.edition))
        members.update(_record_members(earlier, catalogue, _prefix(step)))
        earlier = earlier.previous
    else:
        raise ValueError(f"a record travels with at most {MOST_EDITIONS_BACK} editions before it")
    if waivers:
        members[WAIVERS] = _write_waivers(waivers)
    if aggregate is not None:
        members[FIGURES], members[CONTRIBUTIONS] = write_figures(aggregate), write_contributions(aggregate)
        used = [one.correction.to_json() for one in aggregate.corrections if one.is_used]
        if used:
            members[CORRECTIONS] = _write_ordered(used)
    members.update({f"{ATTACHMENTS}{name}": data for name, data in attachments.items()})
    members.update({f"{RENDERINGS}{name}": data for name, data in renderings.items()})
    entries = []
    for data in sources:
        entry = _source_entry(data)
        if embed_sources:
            entry = msgspec.structs.replace(entry, member=f"{SOURCES}{entry.sha256[:32]}.zip")
            members[entry.member] = data
        entries.append(entry)
    manifest = Manifest(
        format=FORMAT,
        schema_version=SCHEMA_VERSION,
        edition=record.edition,
        level=record.organisation.level,
        organisation=record.organisation,
        code_version=nianbao.__version__,
        catalogue_version=catalogue.version,
        counts=_counts(record, waivers, attachments, renderings, sources),
        members={path: entry_for(path, data) for path, data in sorted(members.items())},
        lists=tuple(sorted(record.lists)),
        previous=tuple(previous),
        sources=tuple(sorted(entries, key=lambda entry: (entry.code, entry.sha256))),
    )
    return write_container({MANIFEST: write_manifest(manifest), **members})


def open_package(source: bytes | Path, limits: Limits = LIMITS) -> Package:
    """The content of a package. Raises Problem where it is broken, hostile, changed or of a newer program."""
    container = read_container(read_bytes(source, limits), limits)
    manifest = read_manifest(container.members)
    _refuse_changed(container, manifest)
    record: Record | None = None
    chain = [PreviousEntry(manifest.organisation, manifest.edition), *manifest.previous]
    if len(chain) > MOST_EDITIONS_BACK + 1:
        raise _inconsistent("previous")
    for step, entry in reversed(list(enumerate(chain))):
        record = replace(_read_record(container.members, entry, _prefix(step)), previous=record)
    assert record is not None  # the chain holds at least the record itself
    embedded = {entry.code: container.members[entry.member] for entry in manifest.sources if entry.member}
    return Package(
        record,
        manifest,
        _read_waivers(container.members.get(WAIVERS)),
        _below(container.members, ATTACHMENTS),
        _below(container.members, RENDERINGS),
        read_carried(container.members[FIGURES]) if FIGURES in container.members else {},
        embedded,
        _backing(container.members),
        _read_corrections(container.members.get(CORRECTIONS)),
    )


def _backing(members: Mapping[str, bytes]) -> Backing | None:
    if FIGURES not in members or CONTRIBUTIONS not in members:
        return None
    return read_backing(members[FIGURES], members[CONTRIBUTIONS])


def _refuse_changed(container: Container, manifest: Manifest) -> None:
    found = changes_in(container, manifest)
    if found:
        first, more = found[0], len(found) - 1
        raise Problem(
            "package-changed",
            f"报送包在制作之后被改动：{first.message}" + (f"另有 {more} 处。" if more else "") + "请重新取得原文件。",
            f"The package was changed after it was made: {first.message_en}"
            + (f" And {more} more." if more else "")
            + " Get the original file again.",
        )
    for entry in manifest.sources:
        if entry.member and (not entry.member.startswith(SOURCES) or entry.member not in container.members):
            raise _inconsistent(f"sources: {entry.code}")
        if entry.member and sha256(container.members[entry.member]) != entry.sha256:
            raise _inconsistent(f"sources: {entry.code}")


def _record_members(record: Record, catalogue: Catalogue, prefix: str) -> dict[str, bytes]:
    found = {f"{prefix}{FACTS}": write_facts(record, catalogue)}
    for list_id in record.lists:
        found[f"{prefix}{list_member(list_id)}"] = write_list(record, list_id, catalogue)
    if record.printed_rows:
        found[f"{prefix}{PRINTED_ROWS}"] = write_printed_rows(record)
    return found


def _read_record(members: Mapping[str, bytes], entry: PreviousEntry, prefix: str) -> Record:
    path = f"{prefix}{FACTS}"
    if path not in members:
        raise _inconsistent(path)
    start = f"{prefix}lists/"
    lists = {
        name.removeprefix(start).removesuffix(".csv"): read_list(data, name)
        for name, data in sorted(members.items())
        if name.startswith(start) and name.endswith(".csv")
    }
    facts = read_facts(members[path], path, entry.organisation)
    rows_path = f"{prefix}{PRINTED_ROWS}"
    printed = read_printed_rows(members[rows_path], rows_path) if rows_path in members else {}
    return Record(entry.organisation, entry.edition, facts, lists, printed_rows=printed)


def _prefix(step: int) -> str:
    return f"previous-{step}/" if step else ""


def _source_entry(data: bytes) -> SourceEntry:
    manifest = read_manifest(read_container(data).members)
    return SourceEntry(
        manifest.organisation.code, manifest.organisation.name, manifest.level, manifest.edition, sha256(data)
    )


def _counts(
    record: Record,
    waivers: Sequence[Waiver],
    attachments: Mapping[str, bytes],
    renderings: Mapping[str, bytes],
    sources: Sequence[bytes],
) -> dict[str, int]:
    cells = {f"cells_{state.value}": count for state, count in state_counts(record).items()}
    return {
        **cells,
        "facts": len(record.facts),
        "list_rows": sum(map(len, record.lists.values())),
        "waivers": len(waivers),
        "attachments": len(attachments),
        "renderings": len(renderings),
        "sources": len(sources),
    }


def _write_waivers(waivers: Sequence[Waiver]) -> bytes:
    return _write_ordered([waiver.to_json() for waiver in waivers])


def _write_ordered(found: Sequence[Mapping[str, Any]]) -> bytes:
    ordered = sorted(found, key=lambda one: msgspec.json.encode(one, order="sorted"))
    return msgspec.json.format(msgspec.json.encode(ordered, order="sorted"), indent=1) + b"\n"


def _read_waivers(data: bytes | None) -> tuple[Waiver, ...]:
    if data is None:
        return ()
    try:
        return tuple(Waiver.from_json(one) for one in msgspec.json.decode(data, type=list[dict[str, Any]]))
    except (msgspec.MsgspecError, UnicodeError, RecursionError, TypeError, ValueError, AttributeError):
        raise _inconsistent(WAIVERS) from None


def _read_corrections(data: bytes | None) -> tuple[Correction, ...]:
    if data is None:
        return ()
    try:
        return tuple(Correction.from_json(one) for one in msgspec.json.decode(data, type=list[dict[str, Any]]))
    except (msgspec.MsgspecError, UnicodeError, RecursionError, TypeError, ValueError, AttributeError):
        raise _inconsistent(CORRECTIONS) from None


def _below(members: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {path.removeprefix(folder): data for path, data in sorted(members.items()) if path.startswith(folder)}


def _inconsistent(what: str) -> Problem:
    return Problem(
        "package-inconsistent",
        f"报送包内容前后不一致（{what[:120]}）。请让制作者用 nianbao package make 重新制作。",
        f"The package contradicts itself ({what[:120]}). Ask its maker to make it again with nianbao package make.",
    )
