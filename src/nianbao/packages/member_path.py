"""Which paths a package may hold: relative, plain, and the same file on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_PATH = 240
DEEPEST = 12
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_DRIVE = re.compile(r"[A-Za-z]:")


def why_unsafe(path: str) -> tuple[str, str] | None:
    """Why no package may hold a member of this name, in Chinese and English, or None where it may.

    >>> why_unsafe("attachments/证明.pdf") is None
    True
    >>> why_unsafe("../secret")[1]
    'it leads out of the package (..)'
    """
    if not path:
        return "名称为空", "its name is empty"
    if "\\" in path:
        return "含有反斜杠", "it holds a backslash"
    if path.startswith("/") or _DRIVE.match(path):
        return "是绝对路径", "it is an absolute path"
    parts = path.split("/")
    if ".." in parts:
        return "指向包外（..）", "it leads out of the package (..)"
    if "" in parts or "." in parts:
        return "路径中有空的一级", "a level of its path is empty"
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST:
        return "路径过长或层级过深", "its path is too long or too deep"
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in path):
        return "含有不可见字符", "it holds invisible characters"
    if any(character in '<>:"|?*' for character in path):
        return '含有 <>:"|?* 之一', 'it holds one of <>:"|?*'
    if any(part != part.strip() or part.endswith(".") for part in parts):
        return "某一级以空格开头或以空格、句点结尾", "a level begins with a space or ends with a space or a full stop"
    if any(_RESERVED.match(part) for part in parts):
        return "用了 Windows 保留的名称", "it uses a name that Windows reserves"
    if unicodedata.normalize("NFC", path) != path:
        return "不是标准的 Unicode 写法（NFC）", "it is not in Unicode normal form (NFC)"
    return None


def collisions(paths: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names that some system takes for one: equal, or equal but for case, width or composition.

    >>> collisions(["a.pdf", "A.PDF", "b.pdf"])
    [('a.pdf', 'A.PDF')]
    """
    seen: dict[str, str] = {}
    found = []
    for path in paths:
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
        if key in seen:
            found.append((seen[key], path))
        else:
            seen[key] = path
    return found
