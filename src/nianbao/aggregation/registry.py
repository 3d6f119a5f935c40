"""The registry of organisations as a table that an office keeps: who should report, and who need not.

A CSV with a header, in UTF-8 or GB 18030 as Excel and WPS save it. Column names
may be Chinese or English; only code and name are required.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation

COLUMNS = {
    "code": ("code", "代码", "单位代码", "学校代码", "机构代码"),
    "name": ("name", "名称", "单位名称", "学校名称", "机构名称"),
    "level": ("level", "层级", "级别"),
    "parent": ("parent", "上级代码", "上级单位代码", "主管单位代码"),
    "has_students": ("has_students", "有学生", "是否有学生", "有无学生"),
    "has_graduates": ("has_graduates", "有毕业生", "是否有毕业生", "有无毕业生"),
    "no_report_reason": ("no_report_reason", "未报送原因", "不报送原因"),
}
_LEVELS = {"school": "school", "学校": "school", "district": "district", "区": "district", "province": "province"}
_YES = {"", "1", "是", "有", "yes", "true", "y"}
_NO = {"0", "否", "无", "没有", "no", "false", "n"}
_LARGEST = 16 * 2**20


def read_registry(source: Path | bytes) -> tuple[Organisation, ...]:
    """The organisations of a registry file. Raises Problem naming the line that cannot be read.

    >>> read_registry("代码,名称,有毕业生\\n1101,一职,否\\n".encode())[0].has_graduates
    False
    """
    try:
        rows = list(csv.reader(io.StringIO(_text(source), newline="")))
    except csv.Error as error:
        raise _bad(1, f"不是合法的 CSV（{error}）", f"it is no CSV ({error})") from None
    if not rows:
        raise _bad(1, "文件是空的", "the file is empty")
    places = _places(rows[0])
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(text.strip() for text in row):
            continue
        said = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if not said["code"] or not said["name"]:
            raise _bad(line, "缺代码或名称", "the code or the name is missing")
        level = said.get("level") or "school"
        if level.lower() not in _LEVELS:
            raise _bad(line, f"层级“{level}”不认识（学校、区）", f"level {level!r} is none of school, district")
        found.append(
            Organisation(
                said["code"],
                said["name"],
                _LEVELS[level.lower()],
                said.get("parent") or None,
                _flag(said.get("has_students", ""), line),
                _flag(said.get("has_graduates", ""), line),
                said.get("no_report_reason", ""),
            )
        )
    return tuple(found)


def _text(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with source.open("rb") as file:
                data = file.read(_LARGEST + 1)
        except OSError as error:
            raise Problem(
                "registry-unreadable",
                f"打不开名录 {source}。请检查路径和权限。",
                f"Cannot open the registry {source}: {error.strerror}. Check the path.",
            ) from None
    if len(data) > _LARGEST:
        raise _bad(1, "文件过大", "the file is too large")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _bad(1, "既不是 UTF-8 也不是 GB 18030 编码的 CSV", "it is CSV neither in UTF-8 nor in GB 18030")


def _places(header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        for name, titles in COLUMNS.items():
            if title.strip().lower() in titles:
                places[name] = place
    lacking = [COLUMNS[name][1] for name in ("code", "name") if name not in places]
    if lacking:
        raise _bad(
            1,
            f"表头缺少“{'”“'.join(lacking)}”栏；可用的栏名有：{'、'.join(titles[1] for titles in COLUMNS.values())}",
            f"the header lacks code or name; the columns are {', '.join(COLUMNS)}",
        )
    return places


def _flag(text: str, line: int) -> bool:
    if text.lower() in _YES:
        return True
    if text.lower() in _NO:
        return False
    raise _bad(line, f"“{text}”应为“是”或“否”", f"{text!r} should be yes or no (是 or 否)")


def _bad(line: int, why: str, why_en: str) -> Problem:
    return Problem(
        "registry-unreadable",
        f"名录第 {line} 行：{why}。请改正后再汇总。",
        f"Registry line {line}: {why_en}. Correct it.",
    )
