"""A round part of all that is said of rows of a table is what these rows make up of its total.

Cue: 半数以上的学生就读护理专业, 护理和机电两个专业的学生占三分之二以上, 超过六成 beside the name of a row, in a sentence without the figures, and a
table with that row and others. Why it should hold in any report: the rows and their total stand in the table. Guards: what
is counted (学生, 毕业生, 教师 …) must be a head's or the caption's; quotients and changes are left out; of several tables and
columns one that agrees is enough; 近 and 约 leave room; where another whole is named (占全市, 其中) nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.bounds import FRACTION, ROUND_WORDS, fraction_holds
from nianbao.extraction.families.sums.table_totals import adds_up
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.known_bodies import is_body_name
from nianbao.extraction.tables.column_names import named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.pattern import as_pattern

FAULT = "mismatch"
_TABLE = "\n\n表1 各专业在校生\n\n专业\t在校生\n护理\t310\n会计\t290\n机电\t120\n合计\t720\n"
EXAMPLES = (
    Example("fail", f"半数以上的学生就读护理专业。{_TABLE}"),
    Example("fail", f"护理和机电两个专业的学生占全校三分之二以上。{_TABLE}"),
    Example("fail", f"会计专业在校生不足三成。{_TABLE}"),
    Example("pass", f"护理、会计两个专业在校生超过八成。{_TABLE}"),
    Example(
        "fail",
        "第一职业学校在校生占全县的一半以下。\n\n学校\t在校生\n第一职业学校\t560\n第二职业学校\t290\n第三职业学校\t120\n合计\t970\n",
    ),
    Example("silent", f"护理专业在校生占全市三成以下。{_TABLE}"),
    Example("silent", f"半数以上的护理专业学生来自农村。{_TABLE}"),
)
_WHAT = r"学生|在校生|毕业生|招生|新生|教师|培训|支出|收入|经费|人次"
_SAID = as_pattern(
    rf"(?:的(?P<what>{_WHAT})[^，。；\d]{{0,4}}(?:就读|选择|集中|分布|来自|属于)(?:于|在)?(?P<who>[\u4e00-\u9fff、]{{2,24}}?)(?:专业|系|学校|部)?(?=[，。；]|$))"
)
_BEFORE = as_pattern(
    rf"(?P<who>[\u4e00-\u9fff、]{{2,30}}?)(?:[两三四五]个)?(?:专业|系|学部|学校)?的?(?P<what>{_WHAT})(?:数|人数|规模|总量)?(?:合计|一共|共|已|就|均)?(?:占(?P<whole>全校|全[县区市](?:在校生|总数)?|全系统|全部|总数|在校生总数|学生总数)?(?:的|学生|在校生)*)?(?:的)?$"
)
_NOT_SO = as_pattern(r"其中|占全[国省]|20\d\d|上年|去年|以来|农村|女|男|户籍|增|减|满意|来自")
_LEAST_ROWS = 3


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Round parts, sentence by sentence."""
    rows = named_rows(manuscript)
    if not rows:
        return
    for passage in manuscript.prose_with(*ROUND_WORDS):
        for match in FRACTION.finditer(passage.plain):
            start, end = passage.clause_at(match.start())
            figures = [m for m in passage.mentions_in(start, match.start()) if not m.is_spelled or m.is_percent]
            if figures or _NOT_SO.search(passage.plain[start:end]):
                continue
            if any(
                m.is_percent and not m.is_spelled
                for m in passage.mentions_in(match.end(), min(end + 12, len(passage.plain)))
            ):
                # The share itself stands beside it, and is compared elsewhere.
                continue
            said = _SAID.match(passage.plain, match.end(), end) or _BEFORE.search(passage.plain[start : match.start()])
            if said is None:
                continue
            names = [n for n in as_pattern(r"[、和与及]").split(compact(said["who"])) if n]
            names = [
                f"{n}学校" if f"{n}学校" in rows and f"{n}学校" in compact(passage.plain[start:end]) else n
                for n in names
            ]
            area = said.groupdict().get("whole") or ""
            if area[:2] in ("全县", "全区", "全市") and not all(is_body_name(name) for name in names):
                # The schools of a table make up the area; the majors of one school do not.
                continue
            yield from _part(manuscript, passage, match, names, said["what"])


def _part(
    manuscript: Manuscript, passage: Passage, match: re.Match[str], said: list[str], what: str
) -> Iterator[Remark]:
    names = [_row_name(manuscript, name) for name in said]
    if not names or not all(names):
        return
    best: tuple[Decimal, list[Figure]] | None = None
    for sheet in manuscript.sheets:
        for column in _columns(sheet, what):
            found = _share(sheet, column, [name for name in names if name])
            if found is None:
                continue
            if fraction_holds(match, found[0]):
                yield _remark(passage, match, *found, holds=True)
                return
            best = best or found
    if best is not None:
        yield _remark(passage, match, *best, holds=False)


def _row_name(manuscript: Manuscript, said: str) -> str:
    rows = named_rows(manuscript)
    name = said.removesuffix("专业")
    return name if name in rows else ""


def _columns(sheet: Sheet, what: str) -> Iterator[int]:
    core = "生" if what in ("学生", "在校生") else what[:2]
    for column in sheet.numeric_columns:
        path = compact("".join(sheet.column_path(column)))
        if not adds_up(sheet, column) or CHANGE_HEAD.search(path) or as_pattern(r"计划|率|比").search(path):
            continue
        about = path + compact(sheet.caption)
        other = as_pattern(r"毕业|招生|就业|升学|新生|教师").search(path if what in ("学生", "在校生") else "")
        if (
            core in about
            and other is None
            and not any(f.is_percent for f in sheet.column_figures(column, sheet.data_rows))
        ):
            yield column


def _name(sheet: Sheet, row: int) -> str:
    return compact(sheet.row_label(row)).removesuffix("专业")


def _share(sheet: Sheet, column: int, names: list[str]) -> tuple[Decimal, list[Figure]] | None:
    paths = {sheet.row_path(row)[:-1] for row in sheet.data_rows if _name(sheet, row) in names}
    leaves = [
        (_name(sheet, row), figure)
        for row in sheet.data_rows
        # 职称 | 中级 beside 学历 | 本科: the kinds of another property divide the whole anew.
        if sheet.row_path(row)[:-1] in paths and not sheet.is_total_row(row) and not sheet.is_subtotal_row(row) and (figure := sheet.figure(row, column)) is not None
    ]  # fmt: skip
    own = [figure for name, figure in leaves if name in names]
    whole = sum((figure.value for _, figure in leaves), start=Decimal(0))
    totals = sheet.column_figures(column, [row for row in sheet.data_rows if sheet.is_total_row(row)])
    if any(total.value != whole for total in totals) or len(paths) != 1:
        return None
    if len(own) != len(names) or len(leaves) < _LEAST_ROWS or whole <= 0 or len({n for n, _ in leaves}) < len(leaves):
        return None
    return sum((figure.value for figure in own), start=Decimal(0)) / whole, own


def _remark(passage: Passage, match: re.Match[str], share: Decimal, figures: list[Figure], *, holds: bool) -> Remark:
    place = passage.place(*match.span())
    printed = f"{share * 100:.1f}%"
    names = "、".join(figure.label for figure in figures)
    return Remark(
        f"table-fractions:{passage.id}:{match.start()}", "table-fractions", FAULT, (place, *(f.place for f in figures)),
        f"说「{match[0]}」，但表中{names}占各行之和的 {printed}，请核对", f"“{match[0]}” is said, but the rows named make up {printed} of the table",
        severity="warning", holds=holds, reported=match[0], expected=printed, formula=f"{match[0]} / {printed}",
        keys=tuple(figure.key for figure in figures),
    )  # fmt: skip
