"""Codes for one use: made from two keys and never stored, checked in constant time, and telling nothing.

A code of ten letters holds forty bits of proof and the code's number, masked by the proof. Whoever has the database
alone can neither make nor recognise a code, because half of the key lies outside of it; whoever has a code cannot see
its number in it.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache

from django.conf import settings

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O and U: read aloud and copied by hand
LENGTH, MOST = 10, 1_000
_READ = {letter: value for value, letter in enumerate(LETTERS)} | {"I": 1, "L": 1, "O": 0}
_BITS, _MASK = 10, 0x3FF


@lru_cache(maxsize=512)
def _key(secret: str, issue_key: str) -> bytes:
    return hmac.new(secret.encode(), f"nianbao survey {issue_key}".encode(), hashlib.sha256).digest()


def _proof(key: bytes, link: str, index: int) -> int:
    return int.from_bytes(hmac.new(key, f"{link}/{index}".encode(), hashlib.sha256).digest()[:5], "big")


def _mask(key: bytes, proof: int) -> int:
    return int.from_bytes(hmac.new(key, b"mask" + proof.to_bytes(5, "big"), hashlib.sha256).digest()[:2], "big") & _MASK


def code_of(issue_key: str, link: str, index: int) -> str:
    """The code with a number, of a class."""
    key = _key(settings.SECRET_KEY, issue_key)
    proof = _proof(key, link, index)
    value = proof << _BITS | (index ^ _mask(key, proof))
    return "".join(LETTERS[value >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def index_of(issue_key: str, link: str, code: str) -> int | None:
    """The number of a code as somebody typed it; None where it is none of this class's."""
    letters = code.strip().upper().replace("-", "").replace(" ", "")
    if len(letters) != LENGTH or any(letter not in _READ for letter in letters):
        return None
    value = 0
    for letter in letters:
        value = value << 5 | _READ[letter]
    key = _key(settings.SECRET_KEY, issue_key)
    proof = value >> _BITS
    index = (value & _MASK) ^ _mask(key, proof)
    good = hmac.compare_digest(_proof(key, link, index).to_bytes(5, "big"), proof.to_bytes(5, "big"))
    return index if good else None


def shown(code: str) -> str:
    """A code as it is printed.

    >>> shown("ABCDE12345")
    'ABCDE-12345'
    """
    return f"{code[:5]}-{code[5:]}"
