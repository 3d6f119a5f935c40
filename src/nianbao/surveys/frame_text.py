"""A frame as people have it: rows pasted from a spreadsheet, one class a line."""

from __future__ import annotations

import re

from nianbao.facts.problem import Problem
from nianbao.surveys.frame import FrameRow

MOST_ROWS, MOST_PEOPLE, LONGEST = 400, 1_000, 40  # codes of a class are counted to 1,000
_BREAK = re.compile(r"\t|[,，;；]| {2,}")
_HEADER = re.compile(r"人数|专业|班级|[Cc]lass")


def read_frame(text: str) -> tuple[FrameRow, ...]:
    """Rows of major, grade, class and number, split by tabs or commas; a header line is skipped.

    >>> read_frame("专业,年级,班级,人数\\n会计事务,2024级,会计2401,38")
    (FrameRow(major='会计事务', grade='2024级', label='会计2401', population=38),)
    """
    rows: list[FrameRow] = []
    for number, line in enumerate(text.splitlines(), 1):
        parts = [part.strip() for part in _BREAK.split(line.strip())]
        if not any(parts) or (not rows and not parts[-1].isdecimal() and _HEADER.search(line)):
            continue
        if len(parts) != 4:
            raise Problem(
                "frame-columns",
                f"抽样框第 {number} 行应有四列（专业、年级、班级、人数），现有 {len(parts)} 列：{line.strip()[:40]}。"
                "没有专业或年级的对象可以留空，但要保留分隔符。",
                f"Line {number} of the frame must have four columns (major, grade, class, people), not {len(parts)}. "
                "A column may be empty, but its separator must stay.",
            )
        people = parts[3].removesuffix("人")
        if not people.isdecimal() or not 1 <= int(people) <= MOST_PEOPLE:
            raise Problem(
                "frame-people",
                f"抽样框第 {number} 行的人数应为 1 到 {MOST_PEOPLE} 的整数，现为“{parts[3][:20]}”。"
                "更大的班组请分成几行。",
                f"Line {number} of the frame: people must be a whole number from 1 to {MOST_PEOPLE}, but is "
                f'"{parts[3][:20]}". Split larger groups into several lines.',
            )
        major, grade, label = (part[:LONGEST] for part in parts[:3])
        rows.append(FrameRow(major, grade, label or f"{major}{grade}" or f"第{number}组", int(people)))
    if not rows:
        raise Problem(
            "frame-empty",
            "抽样框是空的。请每班一行写上专业、年级、班级、人数，可从 Excel 粘贴。",
            "The frame is empty. Write one line a class: major, grade, class, people; it may be pasted from Excel.",
        )
    if len(rows) > MOST_ROWS:
        raise Problem(
            "frame-too-long",
            f"抽样框至多 {MOST_ROWS} 行，现有 {len(rows)} 行。",
            f"A frame has at most {MOST_ROWS} lines; this one has {len(rows)}.",
        )
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        key = (row.major, row.grade, row.label)
        if key in seen:
            raise Problem(
                "frame-row-twice",
                f"抽样框里“{row.major} {row.grade} {row.label}”出现了两次，请合并。",
                f'"{row.major} {row.grade} {row.label}" stands twice in the frame; make one line of it.',
            )
        seen.add(key)
    return tuple(rows)
