"""The words of lines, as the readers of copies take them."""

from __future__ import annotations

from nianbao.documents.lines.copied_words import Word
from nianbao.documents.running_text import text_at
from nianbao.facts.place import Place


def words(*lines: str) -> list[Word]:
    found: list[Word] = []
    for number, line in enumerate(lines, 1):
        parts = line.split(" ")
        for n, part in enumerate(parts):
            found.append(Word.of(text_at(part, Place(line=number)), n == 0, n + 1 == len(parts)))
    return found
