"""The files of a new edition, drafted from an earlier one for a person to go through line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from nianbao.facts.pattern import as_pattern
from nianbao.facts.period import PeriodKind
from nianbao.facts.problem import Problem
from nianbao.framework.fault import nearest
from nianbao.framework.model import Catalogue, Edition

_ID = as_pattern(r"dy(19|20)[0-9]{2}/[a-z]+(-[a-z]+)*\Z")
_HEADER_KEYS = (
    *("id", "data_year", "label", "cover_label", "level", "place"),
    *("periods", "source", "confirmed", "outline", "previous", "note"),
)
_HEAD = """\
# {id}：由 {origin} 复制而来，逐项核对后再用。
# Drafted from {origin}; go through it item by item before use.
#   1. source：在 sources/ 为本年度通知新建一个文件，把下面的出处改成它。
#   2. periods、cover_label：按通知改。
#   3. 逐表核对行、序号、单位、★、其中；删行、加行都在这里做。
#   4. 新指标写进 indicators/；含义有变的，给旧含义写 until，再补一条 meanings。
#   5. 通知原件核对无误后，把 confirmed 改为 true。
"""


def draft_edition(catalogue: Catalogue, folder: Path, identifier: str, origin: Edition) -> Mapping[str, str]:
    """The texts of a new edition's files by their path inside a catalogue folder.

    ``folder`` is the catalogue's own, where the origin's files lie. Rows are copied
    as written, comments included; the header is written anew and the calendar moved on.
    """
    if not _ID.match(identifier):
        raise Problem(
            "edition-id",
            f"版本标识“{identifier}”不合写法：数据年/表单，如 dy2026/school。",
            f'The edition id "{identifier}" is misspelt: data year and form, as dy2026/school.',
        )
    if identifier in catalogue.editions:
        raise Problem(
            "edition-exists",
            f"版本 {identifier} 已经存在；请换一个标识，或直接修改它的文件。",
            f"The edition {identifier} exists already; choose another id or change its file.",
        )
    data_year = identifier.partition("/")[0]
    by = int(data_year[2:]) - int(origin.data_year[2:])
    files = {f"editions/{identifier}.yaml": _edition(folder, identifier, data_year, origin, by)}
    if origin.outline is not None:
        outline = (folder / "outlines" / f"{origin.outline}.yaml").read_text("utf-8")
        outline = re.sub(r"^id: .*$", f"id: {identifier}", outline, count=1, flags=re.M)
        outline = re.sub(r"^confirmed: .*$", "confirmed: false", outline, count=1, flags=re.M)
        files[f"outlines/{identifier}.yaml"] = outline
    return files


def _edition(folder: Path, identifier: str, data_year: str, origin: Edition, by: int) -> str:
    text = (folder / "editions" / f"{origin.id}.yaml").read_text("utf-8")
    number, old_number = data_year[2:], origin.data_year[2:]
    kept = [
        block.replace(f"{old_number}年", f"{number}年").replace(
            f"{old_number}-{int(old_number) + 1}学年", f"{number}-{int(number) + 1}学年"
        )
        for key, block in _blocks(text)
        if key not in _HEADER_KEYS
    ]
    header = [
        _HEAD.format(id=identifier, origin=origin.id).rstrip("\n"),
        f"id: {identifier}",
        f"data_year: {data_year}",
        f"label: {origin.label.replace(old_number, number)}",
        f"cover_label: {origin.cover_label.replace(old_number, number)}",
        f"level: {origin.level}",
        f"place: {origin.place}",
        "periods:",
    ]
    for kind, period in origin.periods.items():
        moved = period.shifted(by)
        written = {
            PeriodKind.DATA_YEAR: f'"{moved.start.year}"',
            PeriodKind.FISCAL_YEAR: f'"{moved.start.year}"',
            PeriodKind.SCHOOL_YEAR: f"{moved.start.year}-{moved.end.year}",
            PeriodKind.AS_OF: moved.start.isoformat(),
        }[kind]
        header.append(f"  {kind.value}: {written}")
    header += [f"source: {origin.source}", "confirmed: false"]
    if origin.outline is not None:
        header.append(f"outline: {identifier}")
    if by > 0:
        header.append(f"previous: {origin.id}")
    return "\n".join(header) + "\n" + "".join(kept)


def _blocks(text: str) -> list[tuple[str, str]]:
    """A file's top-level keys, each with its lines."""
    blocks: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        found = re.match(r"([a-z_]+):", line)
        if found:
            blocks.append((found[1], line))
        elif blocks:
            key, before = blocks[-1]
            blocks[-1] = (key, before + line)
    return blocks


def write_drafts(files: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Writes drafted files below ``folder``; never over a file that is there."""
    there = [name for name in sorted(files) if (folder / name).exists()]
    if there:
        raise Problem(
            "file-exists",
            f"文件已存在，不会覆盖：{'、'.join(there)}。请先移走它，或换一个文件夹。",
            f"These files exist and are not overwritten: {', '.join(there)}. Move them away or choose another folder.",
        )
    written = []
    for name in sorted(files):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(files[name], "utf-8")
        written.append(path)
    return tuple(written)


def find_edition(catalogue: Catalogue, identifier: str) -> Edition:
    """The edition, or a Problem that says which there are."""
    found = catalogue.editions.get(identifier)
    if found is None:
        zh, en = nearest(identifier, catalogue.editions)
        known = "、".join(sorted(catalogue.editions))
        raise Problem(
            "edition-unknown",
            f"没有年度版本“{identifier}”。{zh}现有：{known}。",
            f'There is no edition "{identifier}".{en} There are: {", ".join(sorted(catalogue.editions))}.',
        )
    return found
