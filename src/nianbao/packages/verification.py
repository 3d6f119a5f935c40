"""What is not as it was when a package was made: which member, and in a table which line."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nianbao.packages.container import LIMITS, Container, Limits, read_bytes, read_container, write_container
from nianbao.packages.csv_text import unguarded
from nianbao.packages.manifest import (
    MANIFEST,
    Manifest,
    MemberEntry,
    content_hash,
    line_hashes,
    read_manifest,
    seal_of,
    sha256,
    write_manifest,
)

MOST_LINES_NAMED = 20


class ChangeKind(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference from what the manifest says; ``line`` is 1-based, and None where the whole member is meant."""

    member: str
    kind: ChangeKind
    line: int | None
    message: str
    message_en: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the zip around an unchanged content."""

    message: str
    message_en: str


@dataclass(frozen=True)
class Verification:
    """Whether a package's content is what its maker sealed."""

    manifest: Manifest
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def is_intact(self) -> bool:
        return not self.changes


def verify_package(source: bytes | Path, limits: Limits = LIMITS) -> Verification:
    """Every difference from the manifest. Raises Problem where there is no manifest to compare with."""
    data = read_bytes(source, limits)
    container = read_container(data, limits)
    manifest = read_manifest(container.members)
    changes = tuple(changes_in(container, manifest))
    remarks = []
    if not changes and write_container(container.members) != data:
        remarks.append(
            Remark(
                "内容未变，但 zip 外壳不是本软件写出的原样（可能经过重新压缩或转存）。",
                "The content is unchanged, but the zip around it is not as this program writes it "
                "(it may have been packed anew).",
            )
        )
    return Verification(manifest, changes, tuple(remarks))


def changes_in(container: Container, manifest: Manifest) -> list[Change]:
    """Every member, and where it is a table every line, that is not as the manifest says."""
    found: list[Change] = []
    if write_manifest(manifest) != container.members[MANIFEST] or seal_of(manifest) != manifest.seal:
        found.append(
            _changed(MANIFEST, "封印不符，清单本身被改动", "its seal does not fit; the manifest itself was changed")
        )
    for signature in manifest.signatures:
        if signature.covers != content_hash(manifest):
            found.append(
                _changed(
                    MANIFEST,
                    f"{signature.role}{signature.name}签的不是现在的内容",
                    f"{signature.name} ({signature.role}) signed another content",
                )
            )
    for path in sorted({*manifest.members, *container.members} - {MANIFEST}):
        entry, data = manifest.members.get(path), container.members.get(path)
        if data is None:
            found.append(Change(path, ChangeKind.MISSING, None, f"缺少 {path}。", f"{path} is missing."))
        elif entry is None:
            found.append(
                Change(path, ChangeKind.EXTRA, None, f"多出 {path}，清单中没有。", f"{path} is not in the manifest.")
            )
        elif sha256(data) != entry.sha256 or len(data) != entry.size:
            found.extend(_changes_of(path, entry, data))
        elif entry.lines and line_hashes(data) != entry.lines:
            found.append(_changed(path, "行哈希与文件不符", "the hashes of its lines do not fit it"))
        elif path in container.damaged:
            found.append(_changed(path, "zip 校验码不符", "the zip's checksum does not fit it"))
    if MANIFEST in container.damaged and not found:
        found.append(_changed(MANIFEST, "zip 校验码不符", "the zip's checksum does not fit it"))
    return found


def _changes_of(path: str, entry: MemberEntry, data: bytes) -> list[Change]:
    lines = list(_changed_lines(path, entry, data)) if entry.lines else []
    if not lines:
        size = "" if len(data) == entry.size else f"，原 {entry.size} 字节，现 {len(data)} 字节"
        size_en = "" if len(data) == entry.size else f" ({entry.size} bytes then, {len(data)} now)"
        return [_changed(path, f"内容被改动{size}", f"its content was changed{size_en}")]
    if len(lines) > MOST_LINES_NAMED:
        more = len(lines) - MOST_LINES_NAMED
        lines = [*lines[:MOST_LINES_NAMED], _changed(path, f"另有 {more} 行不同", f"{more} more lines differ")]
    return lines


def _changed_lines(path: str, entry: MemberEntry, data: bytes) -> Iterator[Change]:
    now = data.split(b"\n")
    matcher = difflib.SequenceMatcher(None, entry.lines, line_hashes(data), autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        shared = min(old_end - old_start, new_end - new_start)
        for offset in range(shared):
            yield _line(path, new_start + offset + 1, now[new_start + offset], "被改动", "was changed")
        for line in range(new_start + shared, new_end):
            yield _line(path, line + 1, now[line], "是后来加的", "was added")
        for line in range(old_start + shared, old_end):
            yield _line(path, line + 1, b"", "（原行号）被删去", "(as numbered then) was removed")


def _line(path: str, line: int, content: bytes, what: str, what_en: str) -> Change:
    shown = _shown(content)
    which, which_en = (f"（{shown}）", f" ({shown})") if shown else ("", "")
    return Change(
        path,
        ChangeKind.CHANGED,
        line,
        f"{path} 第 {line} 行{which}{what}。",
        f"{path} line {line}{which_en} {what_en}.",
    )


def _shown(content: bytes) -> str:
    """The first fields of a line, so that a reader knows which indicator it is."""
    try:
        fields = next(csv.reader([content.decode("utf-8-sig", errors="replace")]), [])
    except csv.Error:
        return ""
    text = " ".join(unguarded(field) for field in fields[:2])
    return "".join(character for character in text if character.isprintable())[:60]


def _changed(path: str, why: str, why_en: str) -> Change:
    return Change(path, ChangeKind.CHANGED, None, f"{path}：{why}。", f"{path}: {why_en}.")
