"""Numbers of rows, tables, figures or cases run on without a gap, a repetition or a step back.

``expected`` lists the numbers that should stand there; without it they count up from the
first. Rows without a number are skipped.
"""

from __future__ import annotations

from nianbao.checks.kind import Parameter, Role
from nianbao.checks.outcome import Grade, Outcome, Verdict, not_applicable
from nianbao.facts.cell import CellState
from nianbao.facts.numeral import half_width, read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Reading

LABEL = "序号连续"
FAULT = "numbering"
DETAILS = ("said", "said_en", "shown")
ROLES = (Role("rows", "依次印出的序号", least=0, most=None, numeric=False),)
PARAMETERS = (Parameter("expected", "words", "应有的序号"),)
_LAST_NUMBER = as_pattern(r"(\d+|[〇一二三四五六七八九十百]+)\D*$")


def evaluate(reading: Reading) -> Outcome:
    """Each printed number against the one before it, or against the list."""
    rows = [row for row in reading.operands.get("rows", ()) if row.cell.state is CellState.VALUE]
    expected: tuple[str, ...] = reading.parameters.get("expected", ())
    if not rows:
        return not_applicable("序号")
    shown = "、".join(_text(row) for row in rows)
    fault = _against_list(rows, expected) if expected else _against_count(rows)
    if fault is None:
        return Outcome(Verdict.PASS, Grade.EXACT, shown, reported=shown)
    said, said_en, wanted, row = fault
    return Outcome(
        Verdict.FAIL,
        formula=f"{shown}：{said}",
        reported=_text(row),
        expected=wanted,
        suspects=(row.key,),
        details={"said": said, "said_en": said_en, "shown": shown},
    )


def _text(row: Operand) -> str:
    return half_width(str(row.cell).strip())


def _number(row: Operand) -> int | None:
    match = _LAST_NUMBER.search(_text(row))
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else read_numeral(match[1])


def _against_list(rows: list[Operand], expected: tuple[str, ...]) -> tuple[str, str, str, Operand] | None:
    found = [_text(row) for row in rows]
    lost = [number for number in expected if number not in found]
    if lost:
        after = next((row for row, text in zip(rows, found, strict=True) if text in expected
                      and expected.index(text) > expected.index(lost[0])), rows[-1])  # fmt: skip
        return f"缺 {'、'.join(lost)}", f"{', '.join(lost)} missing", lost[0], after
    if sorted(found) != sorted(expected):
        extra = next(
            row for row, text in zip(rows, found, strict=True) if text not in expected or found.count(text) > 1
        )
        return f"多出 {_text(extra)}", f"{_text(extra)} is one too many", "、".join(expected), extra
    if tuple(found) != expected:
        row, wanted = next((r, w) for r, w in zip(rows, expected, strict=True) if _text(r) != w)
        return f"顺序不对，此处应为 {wanted}", f"out of order, {wanted} belongs here", wanted, row
    return None


def _against_count(rows: list[Operand]) -> tuple[str, str, str, Operand] | None:
    before: int | None = None
    for row in rows:
        number = _number(row)
        if number is None:
            continue
        if before is not None and number != before + 1:
            wanted = str(before + 1)
            if number == before:
                return f"{number} 重复", f"{number} stands twice", wanted, row
            if number < before:
                return f"{before} 之后是 {number}", f"{number} follows {before}", wanted, row
            gap = "、".join(str(n) for n in range(before + 1, min(number, before + 6)))
            return f"缺 {gap}", f"{gap} missing", wanted, row
        before = number
    return None
