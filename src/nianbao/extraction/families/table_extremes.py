"""Who comes first or last in a table comes first or last in the sentence about it.

Cue: 就业率最高的是护理专业, 机电专业招生最少, beside a table with those rows and that column. Why it should hold in any report:
the reader looks it up in the table. Guards: the name must fit one row, the words one core of a head; three rows
at least; where several tables or columns may be meant, one that agrees is enough; 除, 其中 and groups (三年制中) leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.column_names import NO_NAME, columns_of, named_rows
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.table_facts import Figure, Sheet, compact

FAULT = "label"
_TABLE = "表3 就业情况\n\n专业\t毕业生数\t就业人数\t就业率\n护理\t250\t248\t99.2%\n机电\t180\t178\t98.9%\n会计\t120\t114\t95.0%\n"
EXAMPLES = (
    Example("fail", f"就业率最高的是机电专业，为98.9%。\n\n{_TABLE}"),
    Example("fail", f"从专业看，机电专业毕业生最多，会计专业毕业生最少。\n\n{_TABLE}"),
    Example("pass", f"就业率最高的是护理专业，为99.2%。\n\n{_TABLE}"),
    Example("silent", f"除护理外，就业率最高的是机电专业。\n\n{_TABLE}"),
)
_OF = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,10}?)最(?P<which>[高低多少大小])的?(?:专业|学校|县区?|区县|年级|一个|群体|对象|项目|年份)?(?:[是为有]|依然是|仍是)[：:]?(?P<who>[\u4e00-\u9fff]{2,16})"
)
_WHO = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,16}?)(?:的)?(?P<what>[\u4e00-\u9fff]{2,8})最(?P<which>[高低多少大小])(?!的|[值化小大佳优])"
)
_OPEN = re.compile(r"除|其中|之[一外]|以外|[制类级]中|排名|第二|增[长幅加]|降幅|变化")
_LEAST_ROWS = 3


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Firsts and lasts, clause by clause."""
    rows = named_rows(manuscript)
    if not rows:
        return
    for passage in manuscript.prose():
        if "最" not in passage.plain:
            continue
        for match in (*_OF.finditer(passage.plain), *_WHO.finditer(passage.plain)):
            start, _ = passage.full_sentence_at(match.start())
            clause, _ = passage.clause_at(match.start())
            left_out = re.search(r"除[^。；]*[外，]", passage.plain[start : match.start()])
            if left_out is None and not _OPEN.search(passage.plain[clause : match.end()]):
                yield from _placed(passage, match, rows)


def _is_one_of_them(sheet: Sheet, row: int) -> bool:
    return not sheet.is_total_row(row) and not NO_NAME.search(compact(sheet.row_label(row)))


def _placed(passage: Passage, match: re.Match[str], rows: dict[str, tuple[tuple[Sheet, int], ...]]) -> Iterator[Remark]:
    who, what = compact(match["who"]), match["what"]
    names = [name for name in rows if name in who + ("" if match.re is _OF else what)]
    if not names:
        return
    name = max(names, key=len)
    if match.re is _WHO:
        what = (who + what).partition(name)[2].removeprefix("专业").removeprefix("学校").removeprefix("的")
    elif not who.startswith(name):
        return
    found: list[tuple[bool, list[Figure], Figure]] = []
    for sheet, row in rows[name]:
        for column in columns_of(sheet, what):
            figures = [
                f for other in sheet.data_rows if _is_one_of_them(sheet, other) and (f := sheet.figure(other, column))
            ]
            own = sheet.figure(row, column)
            if own is None or len(figures) < _LEAST_ROWS:
                continue
            values = [figure.value for figure in figures]
            best = max(values) if match["which"] in "高多大" else min(values)
            found.append((own.value == best, [f for f in figures if f.value == best], own))
    if not found:
        return
    holds = any(good for good, _, _ in found)
    _, firsts, own = found[0]
    place = passage.place(match.start(), match.end())
    right = firsts[0].sheet.row_label(firsts[0].row)
    yield Remark(
        f"table-extremes:{passage.id}:{match.start()}", "table-extremes", FAULT, (place, own.place, firsts[0].place),
        f"说「{name}」{what}最{match['which']}，表中最{match['which']}的是「{right}」（{firsts[0].number.raw.strip()}）",
        f"{name} is said to come first or last, but in the table {right} does", severity="warning", holds=holds, reported=name,
        expected=right, formula=f"{own.label} {own.number.raw.strip()} / {right} {firsts[0].number.raw.strip()}", keys=(own.key, firsts[0].key),
    )  # fmt: skip
