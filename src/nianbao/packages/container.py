"""The zip around a package: written byte for byte the same everywhere, read within bounds.

Members are stored, not deflated: what deflate makes of the same bytes depends on
the library's version, and a package must be the same file wherever it is made.
What others pack again with deflate is read all the same.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from nianbao.facts.problem import Problem
from nianbao.packages.member_path import collisions, why_unsafe

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date that the format knows
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_TROUBLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a package is read before it is refused."""

    file_bytes: int = 512 * 2**20
    member_bytes: int = 256 * 2**20
    total_bytes: int = 512 * 2**20
    members: int = 20_000
    ratio: int = 100  # unpacked to packed, for members above ``ratio_from``
    ratio_from: int = 2**20
    directory_bytes: int = 16 * 2**20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Container:
    """The members of a package and what was odd about the zip around them."""

    members: Mapping[str, bytes]
    damaged: tuple[str, ...] = ()  # members whose bytes fail the zip's own checksum
    raw: bytes = b""


def write_container(members: Mapping[str, bytes]) -> bytes:
    """A zip of the members: sorted, dated 1980, stored, with nothing of the machine in it."""
    refuse_bad_names(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        # The manifest stands first, where a person looks for it.
        for path in sorted(members, key=lambda path: (path != "manifest.json", path)):
            info = zipfile.ZipInfo(path, FIRST_DAY)
            info.create_system = 3
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, members[path])
    return buffer.getvalue()


def refuse_bad_names(paths: Mapping[str, bytes]) -> None:
    """Raises Problem naming the first path that a package may not hold."""
    for path in sorted(paths):
        if why := why_unsafe(path):
            raise _unsafe(path, why)
    for one, other in collisions(sorted(paths)):
        raise _collision(one, other)


def read_bytes(source: bytes | Path, limits: Limits = LIMITS) -> bytes:
    """The bytes of a package file, at most as many as the limits allow."""
    if isinstance(source, bytes):
        if len(source) > limits.file_bytes:
            raise _too_large("文件", "the file", limits.file_bytes)
        return source
    try:
        with source.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        why = "文件不存在" if isinstance(error, FileNotFoundError) else "不能读取"
        raise Problem(
            "package-unreadable",
            f"打不开 {source}：{why}。请检查路径和权限。",
            f"Cannot open {source}: {error.strerror or 'not a plain file'}. Check the path and permissions.",
        ) from None
    if len(data) > limits.file_bytes:
        raise _too_large(str(source), str(source), limits.file_bytes)
    return data


def read_container(data: bytes, limits: Limits = LIMITS) -> Container:
    """Every member of a package's zip. Raises Problem where the zip is broken, hostile or beyond the limits.

    A member whose checksum is wrong is returned as it stands and named in ``damaged``.
    """
    _refuse_bad_directory(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [info for info in archive.infolist() if not _is_folder(info)]
            _refuse_bad_entries(archive.infolist(), limits)
            members: dict[str, bytes] = {}
            damaged = []
            for info in entries:
                try:
                    members[info.filename] = archive.read(info)
                except zipfile.BadZipFile:
                    members[info.filename] = _as_it_stands(data, info)
                    damaged.append(info.filename)
    except _TROUBLE as error:
        raise _broken(str(error)) from None
    return Container(members, tuple(damaged), data)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/") and info.file_size == 0


def _as_it_stands(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """A stored member's bytes without regard to its checksum, so that the change in it can be shown."""
    if info.compress_type != zipfile.ZIP_STORED:
        return b""
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    return data[start : start + info.compress_size]


def _refuse_bad_directory(data: bytes, limits: Limits) -> None:
    end = data.rfind(_END)
    if end < 0 or len(data) < end + 22:
        raise Problem(
            "package-not-a-zip",
            "这不是报送包：文件不是 zip 格式，或传输中被截断。请重新取得原文件。",
            "This is no package: the file is not a zip, or was cut off on the way. Get the original file again.",
        )
    count, size = struct.unpack_from("<HxxxxH", data, end + 8)[0], struct.unpack_from("<I", data, end + 12)[0]
    if data[max(0, end - 20) : end].startswith(_END_64) or size > limits.directory_bytes:
        raise _too_large("zip 目录", "the zip's directory", limits.directory_bytes)
    if count > limits.members:
        raise _too_many(count, limits.members)


def _refuse_bad_entries(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.members:
        raise _too_many(len(infos), limits.members)
    total = 0
    for info in infos:
        path = info.filename.removesuffix("/") if _is_folder(info) else info.filename
        # zipfile rewrites a name that holds NUL or the system's separator; the original tells.
        if why := why_unsafe(path) or why_unsafe(info.orig_filename.removesuffix("/")):
            raise _unsafe(path, why)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _unsafe(path, ("是链接或设备文件", "it is a link or a device"))
        if info.flag_bits & 0x1:
            raise Problem(
                "package-encrypted",
                f"报送包中的“{path}”加了密码。请不要加密，重新打包。",
                f"{path!r} in the package is encrypted. Pack it again without a password.",
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _broken(f"{path}: compression {info.compress_type}")
        total += info.file_size
        if info.file_size > limits.member_bytes or total > limits.total_bytes:
            raise _too_large(f"“{path}”", repr(path), limits.total_bytes)
        if info.file_size > limits.ratio_from and info.file_size > limits.ratio * max(1, info.compress_size):
            raise Problem(
                "package-bomb",
                f"“{path}”解压后会膨胀到 {info.file_size} 字节，像是压缩炸弹，没有打开。",
                f"{path!r} would unpack to {info.file_size} bytes; it looks like a zip bomb and was not opened.",
            )
    for one, other in collisions(info.filename for info in infos):
        raise _collision(one, other)


def _unsafe(path: str, why: tuple[str, str]) -> Problem:
    shown = ascii(path)[1:-1] if any(not c.isprintable() for c in path) else path
    return Problem(
        "package-unsafe-path",
        f"报送包中的文件名“{shown[:120]}”不可用：{why[0]}。请改名后重新打包。",
        f"The package may not hold {shown[:120]!r}: {why[1]}. Rename it and pack again.",
    )


def _collision(one: str, other: str) -> Problem:
    return Problem(
        "package-name-twice",
        f"报送包中有重名的文件：“{one}”与“{other}”（只差大小写、全半角或组合写法也算）。请改名后重新打包。",
        f"The package holds one name twice: {one!r} and {other!r} (case, width and composition do not tell "
        "names apart). Rename one and pack again.",
    )


def _too_large(what: str, what_en: str, limit: int) -> Problem:
    return Problem(
        "package-too-large",
        f"{what}超过允许的大小（{limit // 2**20} MB），没有打开。请去掉不必要的附件。",
        f"{what_en} is larger than allowed ({limit // 2**20} MB) and was not opened. Leave out needless attachments.",
    )


def _too_many(count: int, limit: int) -> Problem:
    return Problem(
        "package-too-many-members",
        f"报送包中有 {count} 个文件，超过允许的 {limit} 个，没有打开。",
        f"The package holds {count} files, more than the {limit} allowed, and was not opened.",
    )


def _broken(detail: str) -> Problem:
    shown = detail[:200]
    return Problem(
        "package-damaged",
        f"报送包已损坏，不能读取（{shown}）。请重新取得原文件。",
        f"The package is damaged and cannot be read ({shown}). Get the original file again.",
    )
