"""Findings as a person reads them at the prompt: the place, the arithmetic, the likely repair, in two languages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from nianbao.checks.finding import SUSPECT, Finding, Spot
from nianbao.checks.outcome import Verdict
from nianbao.checks.repair import Change, Repair
from nianbao.checks.typo import Slip
from nianbao.checks.waiver import Waiver
from nianbao.cli.finding_text import finding_lines, message_lines, print_filing
from nianbao.facts.place import Place
from nianbao.filings.filing import Filing
from nianbao.framework.loader import load_catalogue
from nianbao.workbooks.message import WorkbookMessage, message

WRONG = Finding(
    "f1",
    "AR004",
    "sectors-miss-total",
    "sum",
    "contradiction",
    "error",
    Verdict.FAIL,
    "三次产业之和为 74，合计写的是 94。",
    "The sectors add up to 74, the total says 94.",
    formula="4 + 37 + 33 = 74 ≠ 94",
    spots=(Spot("tertiary", "面向第三产业", "33", SUSPECT, Place(file="a.xlsx", sheet="表1", cell="D14")),),
    repairs=(Repair((Change("tertiary", "面向第三产业", "33", "53", Decimal(53), Slip.DIGIT),), 1, 1),),
)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_LANGUAGE", "en")


def test_a_finding_begins_with_its_cell() -> None:
    lines = list(finding_lines(WRONG, load_catalogue()))
    assert lines[0].startswith("表1!D14  三次产业之和")
    assert lines[0].endswith("[AR004]")


def test_the_arithmetic_and_the_likely_repair_follow() -> None:
    _, arithmetic, repair = finding_lines(WRONG, load_catalogue())
    assert arithmetic == "算式：4 + 37 + 33 = 74 ≠ 94"
    assert repair == "很可能：「面向第三产业」33 改为 53（一位数字写错）"


@pytest.mark.usefixtures("english")
def test_english_is_complete() -> None:
    text = "\n".join(finding_lines(WRONG, load_catalogue()))
    assert "The sectors add up to 74" in text
    assert "arithmetic: " in text
    assert "probably: " in text


def test_a_remark_about_the_workbook_says_what_to_do() -> None:
    lines = list(message_lines(message("content-outside", sheet="表1", cell="D5", read="-3")))
    assert lines[0].startswith("表1!D5  ")
    assert len(lines) == 3
    assert all(lines)


def test_a_workbook_that_cannot_be_read_is_shown_with_its_reason() -> None:
    out = StringIO()
    unread = Filing(Path("坏.xlsx"), None, (message("file-missing", read="坏.xlsx"),))
    print_filing(Console(file=out, width=200), unread, load_catalogue())
    assert "坏.xlsx" in out.getvalue()
    assert "读不出来" in out.getvalue()


HINT = message("old-format", kind="Excel 97", kind_en="Excel 97")


def printed(*messages: WorkbookMessage, with_hints: bool = False) -> str:
    out = StringIO()
    filing = Filing(Path("a.xlsx"), None, messages)
    print_filing(Console(file=out, width=200), filing, load_catalogue(), with_hints=with_hints)
    return out.getvalue()


def test_few_hints_are_shown_and_many_are_counted() -> None:
    assert HINT.message in printed(HINT)
    assert HINT.message not in printed(*[HINT] * 9)
    assert "另有 9 条提示，用 nianbao inspect --all 查看" in printed(*[HINT] * 9)
    assert HINT.message in printed(*[HINT] * 9, with_hints=True)


def test_an_explained_failure_is_shown_with_who_explains_it() -> None:
    waiver = Waiver("f1", "AR004", "两名毕业生参军", "王老师", "2026-11-20", dict(WRONG.values), ("名单.pdf",))
    out = StringIO()
    filing = Filing(Path("a.xlsx"), None, findings=(replace(WRONG, waiver=waiver),))
    print_filing(Console(file=out, width=200), filing, load_catalogue())

    assert "三次产业之和为 74" in out.getvalue()
    assert "已说明：两名毕业生参军（王老师，2026-11-20）" in out.getvalue()
    assert "名单.pdf" in out.getvalue()
