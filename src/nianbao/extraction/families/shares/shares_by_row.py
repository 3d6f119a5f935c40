"""A share that a sentence names once and tells row after row is that of each row's own two columns.

Cue: 双师型教师占本系专任教师的比例，商贸系最高，为 79.41%，信息技术系最低，为 72.22% beside a table with 双师型 and 专任教师 for each 系. Why it should hold in
any report: the words name what is divided by what, and the names whose two figures are meant; whoever puts a figure under
the wrong name took the next row, and who is first of the rows is counted from them. Guards: part and whole must each be the core of a head, the
one before 占, the other behind it with no word of weight beside it; any table with the row and both columns is a legal reading;
other times, changes and goals are left alone; a figure that is far off and no other row's is of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import NO_NAME, core_of
from nianbao.extraction.tables.named_lists import NamedList, Rows, named_lists, row_names
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import digits_of, is_one_slip
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "label"
_TABLE = "\n\n表1 各部师资\n\n部门\t专任教师\t高级职称\t双师型\n机电部\t42\t15\t30\n财经部\t36\t11\t21\n旅游部\t25\t6\t19\n合计\t103\t32\t70\n"
EXAMPLES = (
    Example("fail", f"双师型教师占本部专任教师的比例，机电部最高，为76.00%，财经部最低，为58.33%。{_TABLE}"),
    Example("fail", f"双师型教师占专任教师的比例，机电部为71.43%，财经部为58.83%。{_TABLE}"),
    Example("fail", f"高级职称教师占专任教师的比例，财经部最高，为30.56%。{_TABLE}"),
    Example("pass", f"双师型教师占本部专任教师的比例，旅游部最高，为76.00%，财经部最低，为58.33%。{_TABLE}"),
    Example("silent", f"女教师占专任教师的比例，机电部最高，为76.00%。{_TABLE}"),
    Example("silent", f"上年双师型教师占专任教师的比例，机电部最高，为76.00%。{_TABLE}"),
)
_NAMED = as_pattern(r"占(?P<whole>[^，。；、\d占]{2,16}?)的?(?:比例|比重|比率)")
_NO_WEIGHT = as_pattern(
    r"本[校系部院区县]|[该各]自?[校系部院]?|所在[校系部院]?|其|自身|全部|总|教师|学生|生|人数|数量|数|的|应届|当年|同级|[校系部院]内?"
)
_TAIL = as_pattern(r"(?:教师|学生|生)$")
_OTHERWISE = as_pattern(
    r"上年|去年|上届|同期|增|减|提高|下降|上升|目标|力争|计划|标准|不低于|女|男|[高低多少]出|相差|平均|除|其[他它余]|以外"
)
_MOST = as_pattern(r"最(?P<way>[高大低小])")
_LEAST_ROWS = 3


@dataclass(frozen=True, eq=False, slots=True)
class _Quotients:
    """What one column makes of another, row by row."""

    parts: dict[int, Figure]
    wholes: dict[int, Figure]

    def of(self, row: int) -> Decimal | None:
        return self.parts[row].value / self.wholes[row].value if row in self.parts else None


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Shares behind names of rows, where the sentence has said before of what they are."""
    passages = [p for p in manuscript.prose_with("占") if _NAMED.search(p.plain)]
    rows, index = row_names(manuscript) if passages and manuscript.sheets else ({}, None)
    for passage in passages if index is not None else ():
        for match in _NAMED.finditer(passage.plain):
            start, end = passage.full_sentence_at(match.start())
            part = _part(passage, start, match.start())
            lists = [each for each in named_lists(passage, index) if start <= each.start < end] if index else []
            begin = start
            for mention in passage.mentions_in(match.end(), end):
                if not mention.is_percent or mention.number.hedge is not Hedge.NONE or not mention.number.places:
                    break
                region = passage.plain[max(begin, start) : mention.start]
                own = [each for each in lists if begin <= each.start and each.end <= mention.start]
                begin = mention.end
                if len(own) != 1 or len(own[0].names) != 1 or _OTHERWISE.search(region):
                    continue
                when, period = time_before(passage, start, mention.start)
                if when == -1 or period not in (None, manuscript.data_period):
                    break
                yield from _judged(manuscript, mention, own[0], part, compact(match["whole"]), rows)


def _part(passage: Passage, start: int, stop: int) -> str:
    """The words before 占; those of the clause before where none stand beside it."""
    words = compact(passage.plain[start:stop]).rstrip("，,")
    return as_pattern(r"[，,]").split(words)[-1]


def _judged(
    manuscript: Manuscript, mention: Mention, named: NamedList, part: str, whole: str, rows: Rows
) -> Iterator[Remark]:
    (name,) = named.names
    found = [
        (quotients, row)
        for sheet, row in rows[name]
        for quotients in _quotients(manuscript, sheet, part, whole)
        if quotients.of(row) is not None
    ]
    if not found:
        return
    room = mention.number.ulp * Decimal("1.05")  # cut off or rounded
    value = mention.number.value
    fitting = [(q, row) for q, row in found if abs((q.of(row) or 0) - value) <= room]
    quotients, row = fitting[0] if fitting else found[0]
    here = mention.passage.place(named.start, named.end)
    printed = mention.raw.strip()
    shown = _shown(quotients, row, mention)
    places = (here, mention.place, quotients.parts[row].place, quotients.wholes[row].place)
    keys = (mention.id, quotients.parts[row].key, quotients.wholes[row].key)
    if not fitting:
        others = [r for r in quotients.parts if abs((quotients.of(r) or 0) - value) <= room]
        right = round((quotients.of(row) or Decimal(0)) / mention.number.scale, mention.number.places)
        if len(others) != 1 and not is_one_slip(digits_of(mention.number), f"{right}".replace(".", "").lstrip("0")):
            return
        label = quotients.parts[others[0]].sheet.row_label(others[0]) if len(others) == 1 else ""
        whose = f"，这是「{label}」的比例（{_shown(quotients, others[0], mention)}）" if label else ""
        yield _remark(
            mention, places, f"此处说「{name}」的比例是 {printed}，按表中 {shown}{whose}，请核对",
            f"{printed} is told of “{name}”; the table gives {shown}" + (f", and {printed} for “{label}”" if label else ""),
            keys, holds=False, reported=name if label else printed, expected=label or f"{right}%", formula=shown,
        )  # fmt: skip
        return
    most = _MOST.search(mention.passage.plain, named.start, mention.start)
    ranked = sorted(quotients.parts, key=lambda r: quotients.of(r) or 0, reverse=most is None or most["way"] in "高大")
    first = ranked[0]
    if most is not None and len(ranked) >= _LEAST_ROWS and quotients.of(first) != quotients.of(row):
        label = quotients.parts[first].sheet.row_label(first)
        shown = f"{shown}；{label} {_shown(quotients, first, mention)}"
        yield _remark(
            mention, (here, quotients.parts[row].place, quotients.parts[first].place),
            f"说「{name}」的比例{most[0]}，按表中的数{most[0]}的是「{label}」：{shown}",
            f"“{name}” is given a place that “{label}” holds by the table: {shown}",
            keys, holds=False, reported=name, expected=label, formula=shown,
        )  # fmt: skip
        return
    yield _remark(
        mention, places, "与表中两数之比相符", "it follows from the table", keys, holds=True, reported=printed, expected="", formula=shown
    )  # fmt: skip


def _remark(
    mention: Mention, places: tuple[Place, ...], zh: str, en: str, keys: tuple[str, ...], *,
    holds: bool, reported: str, expected: str, formula: str,
) -> Remark:  # fmt: skip
    return Remark(
        f"shares-by-row:{mention.id}", "shares-by-row", FAULT, places, zh, en, severity="warning", holds=holds,
        reported=reported, expected=expected, formula=formula, keys=keys,
    )  # fmt: skip


def _shown(quotients: _Quotients, row: int, mention: Mention) -> str:
    value = round((quotients.of(row) or Decimal(0)) / mention.number.scale, mention.number.places)
    return f"{quotients.parts[row].number.raw.strip()} ÷ {quotients.wholes[row].number.raw.strip()} = {value}%"


def _quotients(manuscript: Manuscript, sheet: Sheet, part: str, whole: str) -> Iterator[_Quotients]:
    """The columns that the words call by name, each pair of them."""
    rows = [r for r in sheet.data_rows if not sheet.is_total_row(r) and not sheet.is_subtotal_row(r)]
    rows = [row for row in rows if not NO_NAME.search(compact(sheet.row_label(row)))]
    above, below = [], []
    for column in sheet.numeric_columns:
        core = _TAIL.sub("", core_of(sheet.head(column)))
        if len(core) < 2 or sheet.period(sheet.first_data_row, column) not in (None, manuscript.data_period):
            continue
        if core in part and core not in whole:
            above.append(column)
        if core in whole and not _NO_WEIGHT.sub("", whole.replace(core, "", 1)):
            below.append(column)
    for a in above:
        for b in below:
            pairs = {r: (sheet.figure(r, a), sheet.figure(r, b)) for r in rows}
            parts = {r: p for r, (p, w) in pairs.items() if p is not None and w is not None and 0 < w.value >= p.value}
            wholes = {r: w for r, (_, w) in pairs.items() if r in parts and w is not None}
            if parts and not any(f.is_percent for f in (*parts.values(), *wholes.values())):
                yield _Quotients(parts, wholes)
