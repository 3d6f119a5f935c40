"""Joins parts into a zip archive, keeping packed what was packed before.

Every part is dated alike, so that the same parts give the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_DATE, _TIME = (1980 - 1980) << 9 | 1 << 5 | 1, 0
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One part as the archive stores it."""

    name: str
    checksum: int
    size: int
    packed: bytes


def pack(name: str, content: bytes) -> PackedPart:
    """The part ready to be joined.

    >>> pack("a.xml", b"a" * 1000).size
    1000
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return PackedPart(name, zlib.crc32(content), len(content), packer.compress(content) + packer.flush())


def archive_bytes(parts: Iterable[PackedPart]) -> bytes:
    """The archive that holds the parts in their order."""
    body = bytearray()
    directory = bytearray()
    count = 0
    for part in parts:
        name = part.name.encode()
        about = struct.pack(
            "<HHHHHIIIHH",
            _VERSION,
            0 if part.name.isascii() else _UTF8,
            _DEFLATED,
            _TIME,
            _DATE,
            part.checksum,
            len(part.packed),
            part.size,
            len(name),
            0,
        )
        directory += b"PK\x01\x02" + struct.pack("<H", _VERSION) + about
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + about + name + part.packed
        count += 1
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
