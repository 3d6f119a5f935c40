"""A frame as people have it: rows pasted from a spreadsheet, one class a line, of one school or of many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow

MOST_ROWS, MOST_PEOPLE, LONGEST = 400, 1_000, 40  # codes of a class are counted to 1,000
_BREAK = re.compile(r"\t|[,，;；]| {2,}")
MOST_SCHOOL_ROWS = 20_000  # of all schools together
_HEADER = re.compile(r"人数|专业|班级|[Cc]lass")


def read_frame(text: str) -> tuple[FrameRow, ...]:
    """Rows of major, grade, class and number, split by tabs or commas; a header line is skipped.

    >>> read_frame("专业,年级,班级,人数\\n会计事务,2024级,会计2401,38")
    (FrameRow(major='会计事务', grade='2024级', label='会计2401', population=38),)
    """
    rows = [_row(number, parts) for number, parts in _lines(text)]
    if not rows:
        raise Problem(
            "frame-empty",
            "抽样框是空的。请每班一行写上专业、年级、班级、人数，可从 Excel 粘贴。",
            "The frame is empty. Write one line a class: major, grade, class, people; it may be pasted from Excel.",
        )
    return _whole(rows)


def read_school_frames(text: str) -> dict[str, tuple[FrameRow, ...]]:
    """Frames of many schools, each line with its school in front; an empty first column means the school above.

    >>> found = read_school_frames("一校,会计,2024级,1班,38\\n,会计,2024级,2班,40\\n二校,,,,9")
    >>> {name: len(rows) for name, rows in found.items()}
    {'一校': 2, '二校': 1}
    """
    found: dict[str, list[FrameRow]] = {}
    school = ""
    for count, (number, parts) in enumerate(_lines(text)):
        if len(parts) != 5:
            raise Problem(
                "frames-columns",
                f"第 {number} 行应有五列（学校、专业、年级、班级、人数），现有 {len(parts)} 列："
                f"{'，'.join(parts)[:40]}。没有专业或年级的可以留空，但要保留分隔符。",
                f"Line {number} must have five columns (school, major, grade, class, people), not {len(parts)}. "
                "A column may be empty, but its separator must stay.",
            )
        school = parts[0] or school
        if not school:
            raise Problem("frames-school", f"第 {number} 行没有写学校。", f"Line {number} does not name its school.")
        if count >= MOST_SCHOOL_ROWS:
            raise Problem(
                "frames-too-long",
                f"一次至多粘贴 {MOST_SCHOOL_ROWS} 行；请分几次发起，或让学校自己填。",
                f"At most {MOST_SCHOOL_ROWS} lines at once; launch in parts or let schools write their own.",
            )
        found.setdefault(school, []).append(_row(number, parts[1:]))
    return {name: _whole(rows, name) for name, rows in found.items()}


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Number and columns of each line that says something, the header left out."""
    is_first = True
    for number, line in enumerate(text.splitlines(), 1):
        # Tabs in front are empty columns; behind, what a spreadsheet leaves of empty ones.
        parts = [part.strip() for part in _BREAK.split(line.strip(" \u3000").rstrip())]
        if not any(parts) or (is_first and not parts[-1].isdecimal() and _HEADER.search(line)):
            continue
        is_first = False
        yield number, parts


def _row(number: int, parts: Sequence[str]) -> FrameRow:
    if len(parts) != 4:
        raise Problem(
            "frame-columns",
            f"抽样框第 {number} 行应有四列（专业、年级、班级、人数），现有 {len(parts)} 列：{'，'.join(parts)[:40]}。"
            "没有专业或年级的对象可以留空，但要保留分隔符。",
            f"Line {number} of the frame must have four columns (major, grade, class, people), not {len(parts)}. "
            "A column may be empty, but its separator must stay.",
        )
    people = parts[3].removesuffix("人")
    if not people.isdecimal() or not 1 <= int(people) <= MOST_PEOPLE:
        raise Problem(
            "frame-people",
            f"抽样框第 {number} 行的人数应为 1 到 {MOST_PEOPLE} 的整数，现为“{parts[3][:20]}”。更大的班组请分成几行。",
            f"Line {number} of the frame: people must be a whole number from 1 to {MOST_PEOPLE}, but is "
            f'"{parts[3][:20]}". Split larger groups into several lines.',
        )
    major, grade, label = (part[:LONGEST] for part in parts[:3])
    return FrameRow(major, grade, label or f"{major}{grade}" or f"第{number}组", int(people))


def _whole(rows: Sequence[FrameRow], school: str = "") -> tuple[FrameRow, ...]:
    """The rows of one school, if they are not too many and none stands twice."""
    if len(rows) > MOST_ROWS:
        raise Problem(
            "frame-too-long",
            f"{school}抽样框至多 {MOST_ROWS} 行，现有 {len(rows)} 行。",
            f"{school} A frame has at most {MOST_ROWS} lines; this one has {len(rows)}.".strip(),
        )
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        key = (row.major, row.grade, row.label)
        if key in seen:
            raise Problem(
                "frame-row-twice",
                f"{school}抽样框里“{row.major} {row.grade} {row.label}”出现了两次，请合并。",
                f'"{row.major} {row.grade} {row.label}" stands twice in the frame of {school or "the school"}.',
            )
        seen.add(key)
    return tuple(rows)
