"""The skeleton of a new check's file, with the next free number."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from nianbao.facts.problem import Problem

SUBJECTS = {
    "AR": ("表内勾稽", "arithmetic within a table"),
    "XT": ("表间勾稽", "across tables"),
    "TM": ("跨年比较", "across time"),
    "TX": ("文表一致", "text against table"),
    "CP": ("完整与合规", "completeness and form"),
    "PL": ("合理性", "plausibility"),
    "DS": ("区校一致", "district totals"),
    "LY": ("版式", "layout"),
}
_TEXT = """\
code: {code}
name: part-exceeds-whole            # 错在哪里，小写英文以连字符相连，读作“允许……”也通顺
kind: at_most                       # 比较方式：nianbao rule kinds
severity: error                     # error 错误 | warning 提醒（需说明）| info 提示
status: preview                     # preview 试用 → stable 正式（只在版本开放前改）→ suspended 暂停 → retired 停用
first_edition: {data_year}
last_edition: null                  # 一直有效
source: working-definitions         # sources/ 里的文件名
message: "{{parts}} {{parts_value}} 大于{{whole}} {{whole_value}}（{{formula}}）。前者是后者的一部分，请核对两个数。"
message_en: "{{parts}} {{parts_value}} exceeds {{whole}} {{whole_value}} ({{formula}}), of which it is a part."
why: 写清为什么必须如此，什么时候可以例外。
operands:                           # 角色: 指标 id；多个写成 [a, b]；上一年写 id@previous
  parts: graduates_placed
  whole: graduates
examples:                           # 至少三个：pass、fail、unknown；它们就是这条规则的测试
  - given: {{graduates: "120", graduates_placed: "118"}}
    expect: pass
  - given: {{graduates: "118", graduates_placed: "120"}}
    expect: fail
  - given: {{graduates: "118", graduates_placed: null}}   # null 是空，空不是 0
    expect: unknown
"""


def next_code(subject: str, taken: Collection[str]) -> str:
    """The first number after the highest one in use for the subject.

    >>> next_code("AR", ["AR001", "AR043", "XT099"])
    'AR044'
    """
    if subject not in SUBJECTS:
        known = "、".join(f"{code}（{zh}）" for code, (zh, _) in SUBJECTS.items())
        raise Problem(
            "unknown-subject",
            f"规则代码的前两个字母应是下列之一：{known}。",
            f"A check's code starts with one of {', '.join(SUBJECTS)}.",
        )
    numbers = [int(code[2:]) for code in taken if re.fullmatch(rf"{subject}\d{{3}}", code)]
    if max(numbers, default=0) >= 999:
        raise Problem("no-number-left", f"{subject} 的编号用完了。", f"All numbers of {subject} are taken.")
    return f"{subject}{max(numbers, default=0) + 1:03d}"


def write_skeleton(subject: str, folder: Path, taken: Collection[str], data_year: str) -> Path:
    """A new check file in the catalogue folder's ``checks``; raises Problem where it cannot be written."""
    checks = folder / "checks"
    if not checks.is_dir():
        raise Problem(
            "catalogue-missing",
            f"{folder} 里没有 checks 文件夹，不是指标目录。请用 --catalogue 指出指标目录所在。",
            f"There is no folder checks in {folder}: point --catalogue at a catalogue.",
        )
    existing = {*taken, *(path.stem for path in checks.glob("*.yaml"))}
    path = checks / f"{next_code(subject, existing)}.yaml"
    path.write_text(_TEXT.format(code=path.stem, data_year=data_year), encoding="utf-8")
    return path
