"""What is wrong in the catalogue's files: every fault found, each with its line, its reason and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nianbao.facts.problem import Problem
from nianbao.framework.yaml_reader import YamlPath, line_of


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to repair in one file; ``line`` is 1-based."""

    file: str
    line: int
    code: str
    message: str = field(compare=False)
    message_en: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.message}"


class CatalogueError(Problem):
    """The catalogue cannot be used as it stands; ``faults`` lists all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = len(self.faults)
        zh = [f"{fault.file}:{fault.line}  {fault.message}" for fault in self.faults]
        en = [f"{fault.file}:{fault.line}  {fault.message_en}" for fault in self.faults]
        super().__init__(
            "catalogue-faulty",
            "\n".join([f"指标目录有 {count} 处错误，改正后再运行：", *zh]),
            "\n".join([f"The catalogue has {count} fault(s); repair them and run again:", *en]),
        )


class FaultLog:
    """Collects faults while the files are read; looks up a line only when there is a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []

    def add(self, code: str, file: str, where: YamlPath | int, message: str, message_en: str) -> None:
        if isinstance(where, int):
            line = where
        else:
            path = self.folder / file
            line = line_of(path.read_bytes(), where) if path.is_file() else 1
        self.faults.append(Fault(file, line, code, message, message_en))

    def raise_if_any(self) -> None:
        if self.faults:
            raise CatalogueError(self.faults)


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """A did-you-mean in both languages, or two empty texts.

    >>> nearest("lable", ["label", "unit"])
    ('是不是“label”？', ' Did you mean "label"?')
    >>> nearest("zzz", ["label"])
    ('', '')
    """
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return (f"是不是“{close[0]}”？", f' Did you mean "{close[0]}"?') if close else ("", "")
