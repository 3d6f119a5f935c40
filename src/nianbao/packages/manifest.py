"""A package's manifest: what is in it, whose it is, and the hashes by which a change is found.

Every member's hash stands in the manifest, every table's lines have one each, and
the manifest's own hash is its ``seal``: so no byte of the content changes unnoticed.
The seal shows a change; who sealed is for a signature to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation

FORMAT = "nianbao-package"
SCHEMA_VERSION = 2  # the newest that is read; a package is written as 1 until somebody signs it
UNSIGNED_VERSION = 1
MANIFEST = "manifest.json"


class MemberEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: its hash and size, and for a table the first hex digits of each line's hash."""

    sha256: str
    size: int
    lines: tuple[str, ...] = ()


class SourceEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package that this one was made from; ``member`` is where it stands inside, empty where only its hash does."""

    code: str
    name: str
    level: str
    edition: str
    sha256: str
    member: str = ""


class PreviousEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The record of the edition before, which stands under ``previous-1/`` (and so on)."""

    organisation: Organisation
    edition: str


class SignatureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who signed off in which role and when; ``covers`` is the content that was signed, the manifest's own words apart.

    It says who answers for the content, and shows when the content is no longer what was signed. Proof that it was
    nobody else is for a signature under the printed sheet.
    """

    role: str
    name: str
    signed_on: str
    covers: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a package says about itself."""

    format: str
    schema_version: int
    edition: str
    level: str
    organisation: Organisation
    code_version: str
    catalogue_version: str
    counts: dict[str, int]
    members: dict[str, MemberEntry]
    lists: tuple[str, ...]
    previous: tuple[PreviousEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    signatures: tuple[SignatureEntry, ...] = ()
    seal: str = ""

    @property
    def short_seal(self) -> str:
        """Sixteen digits of the seal, for reading aloud and writing down."""
        return self.seal[:16]


def entry_for(path: str, data: bytes) -> MemberEntry:
    """A member's entry in the manifest."""
    return MemberEntry(sha256(data), len(data), line_hashes(data) if path.endswith(".csv") else ())


def sha256(data: bytes) -> str:
    """The hash of some bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def line_hashes(data: bytes) -> tuple[str, ...]:
    """Twelve hex digits per line: enough to tell which one changed, the whole hash being the proof that one did."""
    return tuple(sha256(line)[:12] for line in data.split(b"\n"))


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest's only spelling, sealed."""
    return _spelled(msgspec.structs.replace(manifest, seal=seal_of(manifest)))


def seal_of(manifest: Manifest) -> str:
    """The hash of everything else that the manifest says."""
    return sha256(_spelled(msgspec.structs.replace(manifest, seal="")))


def content_hash(manifest: Manifest) -> str:
    """The hash of all that the package holds: what somebody signs, whoever signed before."""
    return sha256("\n".join(f"{path} {entry.sha256}" for path, entry in sorted(manifest.members.items())).encode())


def read_manifest(members: Mapping[str, bytes]) -> Manifest:
    """The manifest of a package. Raises Problem where there is none, or one of a newer program."""
    data = members.get(MANIFEST)
    if data is None:
        nested = next((path for path in members if path.endswith(f"/{MANIFEST}")), None)
        if nested is not None:
            folder = nested.removesuffix(f"/{MANIFEST}")
            raise Problem(
                "package-in-a-folder",
                f"报送包的内容多套了一层文件夹“{folder}”。请交原来的 zip，不要解压后重新压缩。",
                f"The package's content lies in a folder {folder!r}. Hand in the original zip instead of packing anew.",
            )
        raise Problem(
            "package-without-manifest",
            "这个 zip 里没有 manifest.json，不是报送包。Excel 工作簿请先用 nianbao package make 打包。",
            "This zip holds no manifest.json, so it is no package. Make one from a workbook with nianbao package make.",
        )
    try:
        found = msgspec.json.decode(data)
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise _unreadable("format")
        version = found.get("schema_version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise _unreadable("schema_version")
        if version > SCHEMA_VERSION:
            raise Problem(
                "package-newer",
                f"这个报送包由更新的软件制作（格式版本 {version}，本软件只认到 {SCHEMA_VERSION}；"
                f"制作软件 {_short(found.get('code_version'))}）。请升级 nianbao 后再打开。",
                f"This package was made by a newer program (schema {version}; this one knows up to {SCHEMA_VERSION}; "
                f"made by nianbao {_short(found.get('code_version'))}). Upgrade nianbao, then open it.",
            )
        return msgspec.convert(found, Manifest)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise _unreadable(str(error)) from None


def _spelled(manifest: Manifest) -> bytes:
    said = msgspec.to_builtins(manifest)
    if not manifest.signatures:  # packages that nobody signed are spelled as before there were signatures
        del said["signatures"]
    return msgspec.json.format(msgspec.json.encode(said, order="sorted"), indent=1) + b"\n"


def _short(value: object) -> str:
    return str(value)[:40] if isinstance(value, str) else "?"


def _unreadable(why: str) -> Problem:
    return Problem(
        "package-manifest-unreadable",
        f"报送包的 manifest.json 读不懂（{why[:200]}），可能被改动过。请重新取得原文件。",
        f"Cannot read the package's manifest.json ({why[:200]}); it may have been changed. "
        "Get the original file again.",
    )
