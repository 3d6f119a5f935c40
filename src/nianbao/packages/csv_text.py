"""CSV that a spreadsheet opens as text and that reads back exactly.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula;
such a text, and one that begins with the mark itself, gets an apostrophe before
it. The apostrophe alone stands for 「nothing was said」 where an empty text is an answer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from nianbao.facts.problem import Problem

ABSENT = "'"
LONGEST_TEXT = 100_000
_MARKED = tuple("=+-@'\t\r")
_NEEDS_QUOTES = re.compile(r"[,\"\r\n]|^\s|\s$")
_BOM = "\ufeff"


def guarded(text: str) -> str:
    """The text as a spreadsheet may see it.

    >>> guarded("=1+1"), guarded("会计"), guarded("")
    ("'=1+1", '会计', '')
    """
    if len(text) > LONGEST_TEXT:
        raise Problem(
            "package-text-too-long",
            f"有一段文字超过 {LONGEST_TEXT} 字（“{text[:20]}…”），不能放进报送包。请缩短，或改作附件。",
            f"A text is longer than {LONGEST_TEXT} characters ({text[:20]!r}…). Shorten it or attach it as a file.",
        )
    return f"'{text}" if text.startswith(_MARKED) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given.

    >>> unguarded(guarded("'=1")), unguarded("会计")
    ("'=1", '会计')
    """
    return text[1:] if text.startswith("'") and text != ABSENT else text


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as UTF-8 with the mark by which spreadsheets know it."""
    # The csv module leaves a lone carriage return bare, and then reads two rows where one was written.
    text = "".join(",".join(map(_quoted, row)) + "\n" for row in rows)
    try:
        return (_BOM + text).encode()
    except UnicodeEncodeError as error:
        raise Problem(
            "package-text-not-unicode",
            f"有一段文字含有不成字的编码（位置 {error.start}），不能放进报送包。请重新录入该处文字。",
            f"A text holds half a character (at {error.start}) and cannot be packed. Type it anew.",
        ) from None


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def read_csv(data: bytes, member: str, header: Sequence[str] | None) -> Iterator[tuple[int, list[str]]]:
    """Each row after the header with the number of its last line; raises Problem where it is no such table."""
    try:
        text = data.decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        found = next(reader, [])
        if header is not None and found != list(header):
            raise bad_table(member, 1, f"表头应为 {','.join(header)}", f"the header should be {','.join(header)}")
        if header is None:
            yield 1, found
        for row in reader:
            if len(row) != len(found):
                raise bad_table(
                    member,
                    reader.line_num,
                    f"有 {len(row)} 栏，应为 {len(found)} 栏",
                    f"it has {len(row)} fields instead of {len(found)}",
                )
            yield reader.line_num, row
    except UnicodeDecodeError:
        raise bad_table(member, 0, "不是 UTF-8 编码", "it is not UTF-8") from None
    except csv.Error as error:
        raise bad_table(member, 0, f"不是合法的 CSV（{error}）", f"it is no CSV ({error})") from None


def bad_table(member: str, line: int, why: str, why_en: str) -> Problem:
    """The trouble with a line of a package's table."""
    where, where_en = (f"第 {line} 行", f" line {line}") if line else ("", "")
    return Problem(
        "package-table-unreadable",
        f"报送包中 {member} {where}读不懂：{why}。请用 nianbao package verify 核对，或重新取得原文件。",
        f"Cannot read {member}{where_en} in the package: {why_en}. "
        "Check it with nianbao package verify, or get the original file again.",
    )
