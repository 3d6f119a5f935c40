"""Which files are meant where a person names files, folders and patterns.

Every command that takes reports takes them alike: a folder stands for the readable files below it, a pattern for
what it finds (the command prompt of Windows hands patterns on as they were typed), and each file counts once.
"""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

READABLE = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".doc", ".wps")


def gathered(patterns: Iterable[str | Path]) -> list[str]:
    """Files, the readable ones below folders, and what patterns like ``reports/**/*.docx`` find; each once.

    What is neither there nor a pattern stays in the list, so that whoever reads it can say that it is missing.
    """
    found: dict[str, None] = {}
    for pattern in patterns:
        text = str(pattern)
        path = Path(text)
        if path.is_dir():
            inside = [one for one in path.rglob("*") if _is_report(one)]
            found.update(dict.fromkeys(str(one) for one in sorted(inside)))
        elif path.exists() or not glob.has_magic(text):
            found[text] = None
        else:
            matching = glob.glob(text, recursive=True)  # noqa: PTH207 - a pattern may begin anywhere
            found.update(dict.fromkeys(sorted(matching)))
    once: dict[Path, str] = {}
    for text in found:
        once.setdefault(Path(text).resolve(), text)
    return list(once.values())


def _is_report(path: Path) -> bool:
    """What an office program leaves beside an open file is no report, nor is anything hidden."""
    return path.suffix.lower() in READABLE and not path.name.startswith(("~$", ".")) and path.is_file()


def told_apart(paths: Sequence[str]) -> list[str]:
    """A name for each file: its own, with as many folders before it as tell it from the others.

    >>> told_apart(["2024/一中/报告.docx", "2024/二中/报告.docx", "2024/三中/年报.docx"])
    ['一中/报告.docx', '二中/报告.docx', '年报.docx']
    """
    parts = [Path(path).parts for path in paths]
    lengths = [1] * len(paths)
    while True:
        names = ["/".join(part[-length:]) for part, length in zip(parts, lengths, strict=True)]
        counts = Counter(names)
        longer = [
            length + 1 if counts[name] > 1 and length < len(part) else length
            for name, part, length in zip(names, parts, lengths, strict=True)
        ]
        if longer == lengths:
            return names
        lengths = longer
