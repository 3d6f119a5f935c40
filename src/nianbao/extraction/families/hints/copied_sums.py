"""A table kept as lines still adds up: its total row, its row of changes, and the shares behind the counts.

Cue: a line called 合计 with as many figures as the lines above it, all of which but one are their sums, or with one figure less;
two lines of periods and a third called 变化 or 增减, all of which but one is the difference; counts with percentages behind them, nearly
all of which are quotients of the same neighbours or of one base. Why it should hold in any report: what holds
in all columns but one was meant to hold in that one. Guards: nothing is said where the rule holds nowhere else; one line or column alone
may break it; figures of different measures are not added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import RawFigure, RawRow, raw_tables
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "sum"
_TABLE = (
    "表 5 2022年培训情况\n序号   培训项目    期数 人次       主要内容\n1 农民技术培训 26 3120 果树管理、民宿服务\n2 职工培训 14 1586    汽修、面点\n"
    "3 退役军人培训 3 96 就业指导\n4   社区教育    48 7240 手机使用、书画\n合计        {}\n"
)
EXAMPLES = (
    Example("fail", _TABLE.format("92 12042")),
    Example("fail", _TABLE.format("12042")),
    Example("silent", _TABLE.format("91 12042")),
    Example("silent", "去年培训情况见上文，合计 120 人。"),
)  # fmt: skip
_CHANGE = as_pattern(r"变化|增减|增长|差额|差值|对比|增幅|变动|^增加|^减少|^比上年")
_LEAST_BODY = 2
_LEAST_SHARES = 4
_MOST_BACK = 6
_MOST_SHARES = 400


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Totals, then rows of changes, then shares, table by table."""
    for _, rows in raw_tables(manuscript):
        for index, row in enumerate(rows):
            if row.is_total:
                yield from _total(rows[:index], row)
            if _CHANGE.search(row.name) and index:
                yield from _change(rows[:index], row)
        yield from _shares(rows)
        yield from _shares_of_one(rows)


# Totals ------------------------------------------------------------------------------------------


def _body_of(rows: Sequence[RawRow]) -> list[RawRow]:
    """The lines with figures above a total, up to another total."""
    body: list[RawRow] = []
    for row in reversed(rows):
        if row.is_total:
            break
        if row.figures:
            body.insert(0, row)
    return body


def _total(above: Sequence[RawRow], total: RawRow) -> Iterator[Hint]:
    body = _body_of(above)
    if len(body) < _LEAST_BODY or not total.figures:
        return
    lengths = Counter(len(row.figures) for row in body)
    length, times = lengths.most_common(1)[0]
    if len(total.figures) == length and times == len(body):
        columns = [[row.figures[n] for row in body] for n in range(length)]
        sums = [_sum(column) for column in columns]
        wrong = [n for n in range(length) if sums[n] is not None and sums[n] != total.figures[n].digits]
        right = [n for n in range(length) if sums[n] is not None and sums[n] == total.figures[n].digits]
        if len(wrong) == 1 and right and len({*(f.digits for f in columns[wrong[0]])}) > 1:
            figure, column = total.figures[wrong[0]], columns[wrong[0]]
            # A table of which a line was lost adds up nowhere.
            places = (total.place(figure), *(row.place(f) for row, f in zip(body, column, strict=True)))
            yield _hint(
                f"{total.key}:{wrong[0]}", "sum", places,
                f"「{total.name}」写作 {figure.printed}，上面各行此列相加是 {sums[wrong[0]]}，而其余各列都相符，请核对合计与各行",
                f"the total reads {figure.printed}, the lines above add up to {sums[wrong[0]]}; the other columns add up",
                figure.printed, f"{sums[wrong[0]]}", 0.65 if len(right) > 1 else 0.55,
            )  # fmt: skip
        return
    yield from _total_left_out(body, total, length if times == len(body) else 0)


def _sum(column: Sequence[RawFigure]) -> Decimal | None:
    """What a column adds up to; nothing for quotients and for figures of different measures."""
    if any(f.kind or f.direction for f in column) or len({f.unit for f in column} - {""}) > 1:
        return None
    return sum((f.digits for f in column), start=Decimal(0))


def _total_left_out(body: Sequence[RawRow], total: RawRow, length: int) -> Iterator[Hint]:
    """合计 16309 below lines of two figures: the total of the other column is missing."""
    columns = [[row.figures[n] for row in body] for n in range(length)] if length else list(_clusters(body))
    sums = [_sum(column) for column in columns]
    taken: set[int] = set()
    for figure in total.figures:
        fits = [n for n, value in enumerate(sums) if value == figure.digits and n not in taken]
        if len(fits) != 1:
            return
        taken.add(fits[0])
    for n, column in enumerate(columns):
        if n in taken or sums[n] is None or len(column) < _LEAST_BODY or any(f.digits % 1 for f in column):
            continue
        if length and len(total.kinds) >= length:
            return  # a sign for none stands there
        if not length and any(f.unit for f in column):
            continue
        if not length and any(_overlaps(column, edge, end) for edge, end in _extents(total)):
            continue
        if len({f.digits for f in column}) < len(column) and max(f.digits for f in column) < 4:
            continue
        yield _hint(
            f"{total.key}:missing:{n}", "missing", (total.whole,),
            f"「{total.name}」一行比上面各行少一个数，有一列没有合计（各行相加为 {sums[n]}），请核对是否漏填",
            f"the total row lacks the total of a column whose lines add up to {sums[n]}", total.name, f"{sums[n]}", 0.6 if length else 0.45,
        )  # fmt: skip


def _extents(row: RawRow) -> Iterator[tuple[int, int]]:
    for (start, end), edge in zip(row.pieces, row.edges, strict=True):
        yield edge, edge + end - start


def _overlaps(column: Sequence[RawFigure], edge: int, end: int) -> bool:
    return any(edge <= f.edge + len(f.printed) + 1 and f.edge <= end + 1 for f in column)


def _clusters(body: Sequence[RawRow]) -> Iterator[list[RawFigure]]:
    """Figures that stand below each other."""
    columns: list[list[RawFigure]] = []
    for row in body:
        for figure in row.figures:
            for column in columns:
                if _overlaps(column, figure.edge, figure.edge + len(figure.printed)):
                    column.append(figure)
                    break
            else:
                columns.append([figure])
    yield from columns


# Changes -----------------------------------------------------------------------------------------


def _change(above: Sequence[RawRow], change: RawRow) -> Iterator[Hint]:
    """Two lines and the line of what changed between them."""
    lines = [row for row in above if row.figures][-2:]
    if len(lines) < 2 or any(len(row.figures) != len(change.figures) for row in lines) or len(change.figures) < 2:
        return
    old, new = lines
    if any(a.kind != b.kind for a, b in zip(old.figures, new.figures, strict=True)):
        return
    wrong, right, turned = [], 0, []
    for n, (a, b, c) in enumerate(zip(old.figures, new.figures, change.figures, strict=True)):
        moved = b.digits - a.digits
        if abs(moved) == c.digits and (c.direction != "level" or not moved):
            right += 1
            if moved and c.direction in ("up", "down") and (c.direction == "up") != (moved > 0):
                turned.append(n)
        else:
            wrong.append(n)
    signed = sum(c.direction in ("up", "down") for c in change.figures)
    for n in wrong if len(wrong) == 1 and right >= 1 else ():
        moved = new.figures[n].digits - old.figures[n].digits
        yield _row_hint(old, new, change, n, "difference", f"{abs(moved)}", 0.65)
    for n in turned if len(turned) == 1 and signed >= 2 else ():
        moved = new.figures[n].digits - old.figures[n].digits
        yield _row_hint(old, new, change, n, "direction", f"{'增加' if moved > 0 else '减少'} {abs(moved)}", 0.7)
    level = [n for n, c in enumerate(change.figures) if c.direction == "level"]
    if len(level) == 1 and not wrong and right > 2:
        figure = change.figures[level[0]]
        yield _hint(
            f"{change.key}:word", "cell-type", (change.place(figure),),
            f"「{change.name}」一行此处写的是「{figure.printed}」，其余各格都是数字，请核对是否应填 0",
            f"this cell says “{figure.printed}” where the others of its row hold figures", figure.printed, "0", 0.4,
        )  # fmt: skip


def _row_hint(old: RawRow, new: RawRow, change: RawRow, n: int, kind: str, expected: str, weight: float) -> Hint:
    said = change.figures[n]
    return _hint(
        f"{change.key}:{n}", kind, (change.place(said), new.place(new.figures[n]), old.place(old.figures[n])),
        f"「{change.name}」写作 {said.printed}，按上面两行 {old.figures[n].printed} 与 {new.figures[n].printed} 应为 {expected}，请核对",
        f"the row of changes reads {said.printed}; the two lines above give {expected}", said.printed, expected, weight,
    )  # fmt: skip


# Shares ------------------------------------------------------------------------------------------


def _shares(rows: Sequence[RawRow]) -> Iterator[Hint]:
    """Percentages that are quotients of figures standing at the same distance before them."""
    flat = [(row, figure) for row in rows for figure in row.figures][:_MOST_SHARES]
    shares = [n for n, (_, figure) in enumerate(flat) if figure.kind == "%"]
    if len(shares) < _LEAST_SHARES:
        return
    best: tuple[int, tuple[int, int], list[int]] = (0, (0, 0), [])
    for part in range(1, _MOST_BACK):
        for whole in range(1, _MOST_BACK + 1):
            if part == whole:
                continue
            good, bad = 0, []
            for n in shares:
                verdict = _quotient(flat, n, n - part, n - whole)
                if verdict:
                    good += 1
                elif verdict is not None:
                    bad.append(n)
            if good > best[0]:
                best = (good, (part, whole), bad)
    good, (part, whole), bad = best
    if good < _LEAST_SHARES or len(bad) != 1 or good * 4 < len(shares) * 3:
        return
    n = bad[0]
    places = tuple(flat[m][0].place(flat[m][1]) for m in (n, n - part, n - whole))
    said, counted, of = (flat[m][1] for m in (n, n - part, n - whole))
    yield _hint(
        f"{flat[n][0].key}:{said.start}", "share", places,
        f"此处 {said.printed}、{counted.printed}、{of.printed} 三个数：{counted.printed}÷{of.printed}≈{counted.digits * 100 / of.digits:.2f}%，表中其余各行都这样算得出，只有这一行不符，请核对",
        f"{counted.printed} of {of.printed} is no {said.printed}; every other row is reckoned so", said.printed,
        f"{counted.digits * 100 / of.digits:.2f}%", 0.6,
    )  # fmt: skip


def _quotient(flat: Sequence[tuple[RawRow, RawFigure]], n: int, part: int, whole: int) -> bool | None:
    """Whether a percentage is the quotient of two figures; nothing where these are no counts."""
    if min(part, whole) < 0:
        return None
    counted, of = flat[part][1], flat[whole][1]
    if counted.kind or of.kind or counted.direction or of.direction or counted.digits > of.digits or not of.digits:
        return None
    return _rounds_to(counted.digits * 100 / of.digits, flat[n][1].digits)


def _rounds_to(value: Decimal, printed: Decimal) -> bool:
    exponent = printed.as_tuple().exponent
    return abs(value - printed) <= Decimal(1).scaleb(int(exponent)) * Decimal("0.51")


def _shares_of_one(rows: Sequence[RawRow]) -> Iterator[Hint]:
    """216 100% above 31 14.35%: all shares of a column are of one base."""
    lengths = Counter(len(row.figures) for row in rows if row.figures)
    for length, times in lengths.items():
        body = [row for row in rows if len(row.figures) == length]
        if times < _LEAST_SHARES:
            continue
        for n in range(1, length):
            pairs = [(row, row.figures[n - 1], row.figures[n]) for row in body]
            if not all(share.kind == "%" and not count.kind for _, count, share in pairs):
                continue
            base = next((count.digits for _, count, share in pairs if share.digits == 100), None)
            if not base:
                continue
            bad = [
                (row, count, share)
                for row, count, share in pairs
                if not _rounds_to(count.digits * 100 / base, share.digits)
            ]
            if len(bad) == 1 and len(pairs) - 2 >= _LEAST_SHARES:
                row, count, share = bad[0]
                right = f"{count.digits * 100 / base:.2f}%"
                yield _hint(
                    f"{row.key}:{share.start}", "share", (row.place(share), row.place(count)),
                    f"「{row.name}」写作 {count.printed}、{share.printed}：按 {base} 计应为 {right}，表中其余各行都以 {base} 为基数，请核对",
                    f"{count.printed} of {base} is {right}, not {share.printed}; every other row has this base", share.printed, right, 0.6,
                )  # fmt: skip


def _hint(
    key: str, kind: str, places: tuple[Place, ...], zh: str, en: str, reported: str, expected: str, weight: float
) -> Hint:
    return hint_at(
        "copied-sums", key, kind, places, zh, en, reported=reported, expected=expected,
        formula=f"{reported} ≠ {expected}", weight=weight,
    )  # fmt: skip
