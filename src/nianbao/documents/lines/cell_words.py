"""Lines that hold one cell of a table, or nearly so, and the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from nianbao.documents.lines.copied_stretch import is_of_table
from nianbao.documents.lines.copied_words import Word, is_unit
from nianbao.documents.lines.line import Line
from nianbao.documents.running_text import tidy
from nianbao.facts.pattern import as_pattern

_WIDEST = 60
_TITLE = as_pattern(r"附?表\s?[\d一二三四五六七八九十]+\s")  # 附表二  满意度调查表
_DECIMAL = as_pattern(r"\d+\.\d+%?")
_LETTERED = as_pattern(r"(?:其中：?)?[A-Z]\s?类?：[^，。；！？]*$")  # B 类：到小微企业就业


@dataclass(frozen=True, slots=True)
class CellWord:
    """Words that stand together in a line, and that line."""

    word: Word
    index: int
    is_label: bool = False  # known to be no figure

    @property
    def plain(self) -> str:
        return tidy(self.word.plain).replace(" ", "")

    @property
    def is_value(self) -> bool:
        """True for a figure; 1935 may be one beside the name of a year."""
        return not self.is_label and (self.word.is_value or self.is_bare_year)

    @property
    def is_bare_year(self) -> bool:
        plain = self.word.plain
        return len(plain) == 4 and plain.isdecimal() and plain.startswith(("19", "20")) and not self.is_label

    @property
    def is_unit(self) -> bool:
        return self.word.number is None and is_unit(self.word.plain)


def is_cell(line: Line, kind: str) -> bool:
    """True for a line that may be a cell: short, without the signs of a sentence, and no heading."""
    if kind != "prose" or line.width > _WIDEST or _TITLE.match(line.stripped):
        return False
    if line.contents:
        return False
    # 97.24 alone in its line is a figure and no number of a heading.
    return (
        is_of_table(line) or _DECIMAL.fullmatch(line.stripped) is not None or _LETTERED.match(line.stripped) is not None
    )
