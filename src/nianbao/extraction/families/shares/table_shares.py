"""Percentages of a table follow from its counts, each over the whole that most of them have.

Cue: a column or row of percentages (率, 占比, 比例, %) beside a column or row of counts of the same
things, or a group named 结构, 构成 or 分布. Why it should hold in any report: a share is printed
beside the count it was worked out from, and one table keeps to one whole. Guards: the whole is
never guessed from one figure; a base counts only when at least three shares, or all of them, and
more than half follow from it, so that the few that do not are the faults; percentages without a
decimal place prove nothing and need twice that support; shares of a group add up to 100 within
their rounding, and a group adds up to the base that its shares have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Remark, derived, relation, share_of, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import indicator_of, known_facts
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT, STRUCTURE, are_opposites, is_closed
from nianbao.facts.cell import Cell
from nianbao.facts.interval import Rounding
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, read_number
from nianbao.facts.relation import Operand, Relation

FAULT = "share"
MOST_ROWS = 80
_MOST_WHOLES = 24
EXAMPLES = (
    Example(
        "fail",
        "职称\t人数\t占比\n正高级\t4\t4.00%\n高级\t26\t26.00%\n中级\t45\t54.00%\n初级\t25\t25.00%\n合计\t100\t100%\n",
    ),
    Example(
        "fail",
        "专业\t毕业生人数\t就业人数\t就业率\n会计\t40\t38\t95.00%\n电商\t30\t29\t96.67%\n汽修\t36\t33\t97.22%\n护理\t52\t50\t96.15%\n",
    ),
    Example(
        "pass",
        "职称\t人数\t占比\n正高级\t4\t4.00%\n高级\t26\t26.00%\n中级\t45\t45.00%\n初级\t25\t25.00%\n合计\t100\t100%\n",
    ),
    Example("silent", "专业\t毕业生人数\t对口率\n会计\t40\t93.1%\n电商\t30\t94.2%\n汽修\t36\t91.7%\n", "another base"),
)


@dataclass(frozen=True)
class _Line:
    """One share with its count, and the label of the thing."""

    share: Figure
    count: Figure


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Shares of columns, then of rows, then the groups they make."""
    for sheet in manuscript.sheets:
        yield from _by_common_whole(manuscript, sheet)
        yield from _by_named_whole(manuscript, sheet)
        yield from _by_two_columns(sheet)
        yield from _by_two_rows(sheet)
        yield from _by_row_above(sheet)
        yield from _sums_to_hundred(sheet)


def fits(share: Figure, part: Decimal, whole: Decimal) -> bool:
    """True where part over whole rounds or truncates to the printed share."""
    if whole == 0:
        return False
    quotient, printed = part / whole, share.number
    if printed.hedge is Hedge.NONE and abs(quotient - printed.value) > printed.ulp:
        return False
    return any(printed.interval(habit).contains(quotient) for habit in (Rounding.NEAREST, Rounding.TRUNCATED))


def _pairs(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Columns of shares with the column of counts that they belong to."""
    shares = [c for c in sheet.numeric_columns if _is_share_column(sheet, c)]
    counts = [c for c in sheet.numeric_columns if not _is_share_column(sheet, c) and _is_count_column(sheet, c)]
    for column in shares:
        leaf, path = bare_label(sheet.head(column)), sheet.column_path(column)
        same_leaf = [c for c in counts if bare_label(sheet.head(c)) == leaf and sheet.column_path(c) != path]
        if same_leaf:
            yield column, min(same_leaf, key=lambda c: abs(c - column))
            continue
        before = [c for c in counts if c < column]
        after = [c for c in counts if c > column]
        if before:
            yield column, before[-1]
        elif after:
            yield column, after[0]


def _is_share_column(sheet: Sheet, column: int) -> bool:
    figures = sheet.column_figures(column, sheet.data_rows)
    return bool(figures) and sum(figure.is_percent for figure in figures) * 2 > len(figures)


def _is_count_column(sheet: Sheet, column: int) -> bool:
    figures = sheet.column_figures(column, sheet.data_rows)
    whole = [f for f in figures if f.number.unit is None or f.number.unit.dimension != "ratio"]
    return bool(whole) and not any(QUOTIENT.search(compact(label)) for label in sheet.column_path(column))


def _lines(sheet: Sheet, share_column: int, count_column: int) -> list[_Line]:
    lines = []
    for row in sheet.data_rows:
        share, count = sheet.figure(row, share_column), sheet.figure(row, count_column)
        if share is None or count is None or _is_change_row(sheet, row):
            continue
        if share.is_percent and not count.is_percent:
            lines.append(_Line(share, count))
    return lines


def _is_change_row(sheet: Sheet, row: int) -> bool:
    """增长率, 变化: the row compares the rows above it, so its percentages are no shares of its counts."""
    return any(CHANGE_HEAD.search(compact(label)) for label in sheet.row_path(row))


def _distinct(lines: Sequence[_Line]) -> list[_Line]:
    """Lines that say something of their own: 2 and 66.67 % in five rows are one."""
    return list({(line.count.value, line.share.value): line for line in lines}.values())


def _enough(good: int, lines: Sequence[_Line]) -> bool:
    # Two decimal places rarely fit by accident, an integer percentage often does.
    places = sorted(line.share.number.places for line in lines)[len(lines) // 2] if lines else 0
    weight = (0.5, 1, 2)[min(places, 2)]
    return good * 2 > len(lines) and good >= 2 and (good * weight >= 3 or (good == len(lines) and good * weight >= 2))


def common_whole(
    sheet: Sheet, share_column: int, count_column: int
) -> tuple[Operand | None, Figure | None, list[_Line]]:
    """The whole that most shares of a column have: a row of the counts, or their sum."""
    lines = _lines(sheet, share_column, count_column)
    usable = [line for line in lines if line.count.value]
    telling = _distinct(usable)
    best: tuple[tuple[int, int, bool, int], Operand | None, Figure | None] = ((0, 0, False, 0), None, None)
    last = len(sheet.rows)
    rows = [r for r in sheet.data_rows if (r, count_column) in sheet.figures]
    if len(rows) > MOST_ROWS:
        # In a long table the whole stands at an end or is called a total.
        ends = {*rows[:10], *rows[-10:]}
        rows = [r for r in rows if r in ends or sheet.is_total_row(r)]
    for row in rows:
        whole = sheet.figures[row, count_column]
        others = [line for line in telling if line.count is not whole]
        good = sum(fits(line.share, line.count.value, whole.value) for line in others)
        # Of two wholes that fit as many shares: the one that fails fewer, then the one that is 100 % of itself or a total.
        own = sheet.figure(row, share_column)
        in_all = own is not None and own.value == 1
        rank = (good, good - len(others), in_all, last if sheet.is_total_row(row) else -row)
        if rank > best[0] and _enough(good, others):
            best = (rank, whole.operand(trust=0.8), whole)
    if best[1] is None:
        leaves = [line for line in usable if not sheet.is_total_row(line.count.row)]
        total = sum((line.count.value for line in leaves), start=Decimal(0))
        apart = _distinct(leaves)
        good = sum(fits(line.share, line.count.value, total) for line in apart)
        if total and _enough(good, apart):
            label = f"{bare_label(sheet.head(count_column)) or '各项'}之和"
            return derived(f"{sheet.id}:sum:c{count_column}", label, total, like=leaves[0].count.number), None, leaves
    if best[1] is None and (told := _told_whole(sheet, share_column, count_column, usable)) is not None:
        return *told, [line for line in usable if not sheet.is_total_row(line.count.row)]
    if best[1] is None and (slipped := _slipped_whole(sheet, count_column, usable)) is not None:
        return slipped.operand(), slipped, [line for line in usable if line.count is not slipped]
    return best[1], best[2], [line for line in usable if line.count is not best[2]]


def _told_whole(
    sheet: Sheet, share_column: int, count_column: int, lines: Sequence[_Line]
) -> tuple[Operand, Figure | None] | None:
    """人数 and 占比 side by side: the total row, or all rows together, are the whole by the heads' own words."""
    if _OF_ALL.search(compact(sheet.head(share_column))) is None or _OF_SOME.search(compact(sheet.head(share_column))):
        return None
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    leaves = [line for line in lines if not sheet.is_total_row(line.count.row)]
    if len(totals) > 1 or any(len(sheet.row_path(line.count.row)) > 1 for line in leaves):
        return None
    figure = sheet.figure(totals[0], count_column) if totals else None
    together = sum((line.count.value for line in leaves), start=Decimal(0))
    value = figure.value if figure is not None else together
    good = sum(fits(line.share, line.count.value, value) for line in leaves)
    if not _nearly_all(sheet, leaves, good, is_told=figure is not None or _are_all(sheet, leaves)):
        return None
    label = f"{bare_label(sheet.head(count_column)) or '各项'}之和"
    whole = (
        figure.operand(trust=0.8)
        if figure is not None
        else derived(
            f"{sheet.id}:sum:c{count_column}", label, together, like=leaves[0].count.number if leaves else None
        )
    )
    return whole, figure


def _nearly_all(sheet: Sheet, leaves: Sequence[_Line], good: int, *, is_told: bool) -> bool:
    """More than half and at least two; of a pair that leaves nothing out one is enough."""
    if len(leaves) == 2:
        return good >= 1 and is_told
    return good >= 2 and good * 2 > len(leaves)


def _are_all(sheet: Sheet, leaves: Sequence[_Line]) -> bool:
    names = [sheet.row_label(line.count.row) for line in leaves]
    return are_opposites(*names) if len(names) == 2 else is_closed(names)


def _slipped_whole(sheet: Sheet, column: int, lines: Sequence[_Line]) -> Figure | None:
    """The row of the whole where all shares fit what it would be without one slip of the hand."""
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        groups.setdefault(_group(sheet, line), []).append(line)
    totals = {
        sum((line.count.value for line in members), start=Decimal(0)) for members in groups.values() if len(members) > 1
    }
    shared = {(line.count.row, line.count.column) for line in lines}
    alone = [figure for (row, c), figure in sorted(sheet.figures.items()) if c == column and (row, c) not in shared]
    for total in sorted(totals):
        good = sum(fits(line.share, line.count.value, total) for line in lines)
        for figure in alone:
            if total and _enough(good, lines) and one_slip(figure.number.digits, total / figure.number.scale):
                return figure
    return None


def _by_common_whole(manuscript: Manuscript, sheet: Sheet) -> Iterator[Relation | Doubtful | Remark]:
    for share_column, count_column in _pairs(sheet):
        whole, figure, lines = common_whole(sheet, share_column, count_column)
        if whole is None:
            continue
        for line in lines:
            group = _partition(sheet, line, [other for other in lines if _group(sheet, other) == _group(sheet, line)])
            readings = [
                share_of(
                    line.share.operand(trust=0.5), [line.count.operand()], [whole], group if len(group) > 1 else ()
                )
            ]
            if (inner := _shares_within(line, lines)) is not None:
                readings.append(sum_of(line.share.operand(trust=0.5), [other.share.operand() for other in inner]))
            if (above := _row_opened(sheet, line)) is not None:
                # 专业课 96, 其中：双师型 68, 70.83%: a share of the row that it opens up.
                readings.append(share_of(line.share.operand(trust=0.5), [line.count.operand()], [above.operand()]))
            alone = len(group) == 1 and len({_group(sheet, other) for other in lines}) > 1
            # 双师型 are told as a share of those who teach a major, wherever their row stands.
            is_of_some = alone or _OF_MAJORS.search("".join(sheet.row_path(line.count.row))) is not None
            others = _own_wholes(manuscript, sheet, line) if is_of_some else []
            readings += [share_of(line.share.operand(trust=0.5), [line.count.operand()], [other]) for other in others]
            made = relation(
                "table-shares",
                readings,
                cue=f"{sheet.head(share_column)} ÷ {whole.label}",
                severity=_severity(line, whole),
                place=sheet.label_place(line.count.row),
            )
            # Without those who teach a major nothing says that all who teach are not meant.
            counted = any("专业" in other.label for other in others) or any(":r" not in other.key for other in others)
            if alone and not counted and _OF_MAJORS.search("".join(sheet.row_path(line.count.row))):
                yield Doubtful(made, frozenset((line.share.key,)))
            else:
                yield made
        if figure is not None:
            yield from _groups_add_up(sheet, count_column, figure, lines)
            own = sheet.figure(figure.row, share_column)
            if own is not None and own.is_percent and 0 < own.value < 1 and own.number.places:
                yield _unprinted_whole(own, figure)


def _partition(sheet: Sheet, line: _Line, lines: Sequence[_Line]) -> list[Operand]:
    """The shares of a group; without the 小计 or the one row that holds others of them where the rest makes 100."""
    whole = Decimal(1)
    over = sum((other.share.value for other in lines), start=-whole)
    if over:
        parts = [other for other in lines if not sheet.is_subtotal_row(other.count.row)]
        held = [other for other in lines if other.share.value == over]
        if sum((other.share.value for other in parts), start=-whole) and len(held) == 1:
            parts = [other for other in lines if other is not held[0]]
        if line in parts and sum((other.share.value for other in parts), start=Decimal(0)) == whole:
            lines = parts
    return [other.share.operand() for other in lines]


def _shares_within(line: _Line, lines: Sequence[_Line]) -> list[_Line] | None:
    """The rows right below that make up the count of this one, and whose shares make up its share as they were rounded."""
    behind = [other for other in lines if other.count.row > line.count.row]
    for size in range(2, len(behind) + 1):
        inner = behind[:size]
        count = sum((other.count.value for other in inner), start=Decimal(0))
        if count >= line.count.value:
            share = sum((other.share.value for other in inner), start=Decimal(0))
            return inner if count == line.count.value and share == line.share.value else None
    return None


_OF_MAJORS = as_pattern(r"双师")
_NOTED = as_pattern(r"\s*[（(]?(?:注|说明|备注)")


def _own_wholes(manuscript: Manuscript, sheet: Sheet, line: _Line) -> list[Operand]:
    """What a row that stands alone may be a share of besides: another row of its column, a number of the note below.

    双师型教师 are a share of those who teach a major, whom the table, its note or another chapter counts.
    """
    count = line.count
    found = [
        f.operand()
        for f in sheet.column_figures(count.column, sheet.data_rows)
        if f.row != count.row and f.value > count.value and not f.is_percent
    ]
    identifiers = [block.id for block in manuscript.document.blocks]
    below = identifiers[identifiers.index(sheet.id) + 1 :][:1] if sheet.id in identifiers else []
    for passage in (p for p in manuscript.passages if p.id in below and _NOTED.match(p.plain)):
        found += [
            m.operand(m.raw.strip()) for m in passage.mentions if not m.is_percent and m.number.value > count.value
        ]
    if _OF_MAJORS.search("".join(sheet.row_path(count.row))):
        found += [
            fact.operand
            for fact in known_facts(manuscript).get("major_course_teachers", ())
            if (number := fact.operand.cell.number) is not None and number.value > count.value
        ]
    return found[:_MOST_WHOLES]


def _row_opened(sheet: Sheet, line: _Line) -> Figure | None:
    """The count in the row right above a row that says 其中."""
    path = sheet.row_path(line.count.row)
    if not path or not compact(path[-1]).startswith("其中"):
        return None
    return sheet.figure(line.count.row - 1, line.count.column)


_BASE = as_pattern(r"占(?P<base>[\u4e00-\u9fff]{2,10}?)(?:总数|总人数)?的?(?:比例|比重|百分比|比)")


def _by_named_whole(manuscript: Manuscript, sheet: Sheet) -> Iterator[Relation]:
    """占专任教师比例 over a column: the whole stands elsewhere in the report, under the name that the head gives it."""
    for share_column, count_column in _pairs(sheet):
        named = next((m for label in sheet.column_path(share_column) if (m := _BASE.search(compact(label)))), None)
        indicator = indicator_of(named["base"]) if named else None
        if indicator is None or common_whole(sheet, share_column, count_column)[0] is not None:
            continue
        lines = [line for line in _lines(sheet, share_column, count_column) if line.count.value]
        best: tuple[int, Operand | None] = (0, None)
        for fact in known_facts(manuscript).get(indicator, ()):
            number = fact.operand.cell.number
            if number is None or fact.scope or any(line.count.value > number.value for line in lines):
                continue
            good = sum(fits(line.share, line.count.value, number.value) for line in lines)
            if good > best[0]:
                best = (good, fact.operand)
        if best[1] is None or best[0] < 2 or best[0] * 2 <= len(lines):
            continue
        for line in lines:
            group = [other.share.operand() for other in lines if _group(sheet, other) == _group(sheet, line)]
            yield relation(
                "table-shares",
                [share_of(line.share.operand(trust=0.5), [line.count.operand()], [best[1]], group if len(group) > 1 else ())],
                cue=sheet.head(share_column), severity=_severity(line, best[1]), place=sheet.label_place(line.count.row),
            )  # fmt: skip


def _by_two_rows(sheet: Sheet) -> Iterator[Relation]:
    """报到率 = 实际报到 ÷ 实际录取, column by column, in a table whose columns are periods or schools."""

    def whole_row(row: int) -> list[Figure]:
        return [f for column in sheet.numeric_columns if (f := sheet.figure(row, column)) is not None]

    if len(sheet.numeric_columns) < 3:
        return
    rows = {row: whole_row(row) for row in sheet.data_rows}
    shares = [row for row, figures in rows.items() if len(figures) > 2 and all(f.is_percent for f in figures)]
    counts = [
        row for row, figures in rows.items()
        if len(figures) > 2 and not any(f.is_percent for f in figures) and not QUOTIENT.search(sheet.row_label(row))
    ]  # fmt: skip
    for row in shares:
        if _is_change_row(sheet, row):
            continue
        best: tuple[int, list[tuple[Figure, Figure, Figure]]] = (0, [])
        for part in counts:
            for whole in counts:
                lines = [
                    (share, p, w)
                    for share in rows[row]
                    if (p := sheet.figure(part, share.column)) is not None
                    and (w := sheet.figure(whole, share.column)) is not None
                    and w.value
                ]
                if part == whole or len(lines) < 3:
                    continue
                good = sum(fits(share, p.value, w.value) for share, p, w in lines if p.value not in (0, w.value))
                if good > best[0] and good >= 2 and good * 2 > len(lines):
                    best = (good, lines)
        for share, part_figure, whole_figure in best[1]:
            yield relation(
                "table-shares",
                [share_of(share.operand(trust=0.5), [part_figure.operand()], [whole_figure.operand()])],
                cue=sheet.row_label(row),
                severity=_severity(_Line(share, part_figure), whole_figure.operand()),
            )


def _by_row_above(sheet: Sheet) -> Iterator[Relation]:
    """人数 above and 占比 below, kinds side by side: each share is of the total column or of all kinds together."""
    for position, row in enumerate(sheet.data_rows):
        label = compact(sheet.row_label(row))
        if not position or not _OF_ALL.search(label) or _OF_SOME.search(label) or _is_change_row(sheet, row):
            continue
        counts = sheet.data_rows[position - 1]
        if QUOTIENT.search(sheet.row_label(counts)):
            continue
        pairs = [
            (share, count)
            for column in sheet.numeric_columns
            if (share := sheet.figure(row, column)) is not None
            and (count := sheet.figure(counts, column)) is not None
            and share.is_percent
            and not count.is_percent
        ]
        totals = [count for _, count in pairs if _TOTAL_HEAD.search(compact(sheet.head(count.column)))]
        kinds = [(share, count) for share, count in pairs if count not in totals]
        if len(kinds) < 2 or len(totals) > 1:
            continue
        names = [bare_label(sheet.head(count.column)) for _, count in kinds]
        if totals:
            whole = totals[0].operand(trust=0.8)
        else:
            whole = derived(f"{sheet.id}:sum:r{counts}", "各项之和", sum((c.value for _, c in kinds), start=Decimal(0)))
        number = whole.cell.number
        if number is None:
            continue
        good = sum(fits(share, count.value, number.value) for share, count in kinds)
        told = bool(totals) or (are_opposites(*names) if len(names) == 2 else is_closed(names))
        if not (good >= 1 and told if len(kinds) == 2 else good >= 2 and good * 2 > len(kinds)):
            continue
        for share, count in kinds:
            yield relation(
                "table-shares", [share_of(share.operand(trust=0.5), [count.operand()], [whole])],
                cue=sheet.row_label(row), severity=_severity(_Line(share, count), whole),
            )  # fmt: skip


# 占比 and 比例 of all; 占专任教师比例 and 率 are of something else.
_OF_ALL = as_pattern(r"占比|比例|比重|百分比|所占|构成比|^[（(]?%[）)]?$")
_OF_SOME = as_pattern(r"占(?!比)(?!总)[\u4e00-\u9fff]{2,}|[率]|增|同比|双师|高级|完成")
_TOTAL_HEAD = as_pattern(r"^(?:合计|总计|总数|总人数|小计|共计)")


def _unprinted_whole(share: Figure, part: Figure) -> Remark:
    """The whole's own share is of something that the table does not print; some whole number must give it."""
    low = int(part.value / (share.value + share.number.ulp))
    high = int(part.value / (share.value - share.number.ulp)) + 1 if share.value > share.number.ulp else low
    whole = next((n for n in range(max(low, 1), high + 1) if fits(share, part.value, Decimal(n))), None)
    return Remark(
        f"table-shares:{share.key}:whole", "table-shares", FAULT, (share.place, part.place),
        f"「{share.label}」{share.number.raw}：没有哪个整数总数能使 {part.number.raw} 恰好占 {share.number.raw}，请核对这两个数", f"there is no whole number of which {part.number.raw} is {share.number.raw}: check both",
        severity="warning", holds=whole is not None, reported=share.number.raw,
        formula=f"{part.number.raw} ÷ {whole if whole else '?'} = {share.number.raw}", keys=(share.key, part.key),
    )  # fmt: skip


def _severity(line: _Line, whole: Operand) -> str:
    """A share that is one unit of its last place off was rounded to please; more than that is wrong."""
    number = whole.cell.number
    if number is None or not number.value:
        return "error"
    gap = abs(line.share.value - line.count.value / number.value)
    return "warning" if gap <= line.share.number.ulp * Decimal("1.5") else "error"


def _group(sheet: Sheet, line: _Line) -> str:
    path = sheet.row_path(line.count.row)
    return path[0] if len(path) > 1 else ""


def _groups_add_up(sheet: Sheet, column: int, whole: Figure, lines: Sequence[_Line]) -> Iterator[Relation]:
    """学历结构: 研究生, 本科, 专科 make up the teachers whom their shares are taken of."""
    groups: dict[str, list[_Line]] = {}
    for line in lines:
        name = _group(sheet, line)
        if name:
            groups.setdefault(name, []).append(line)
    for name, members in groups.items():
        if len(members) < 2:
            continue
        values = [line.count.value for line in members]
        if STRUCTURE.search(name):
            yield relation(
                "table-shares", [sum_of(whole.operand(trust=0.8), [line.count.operand() for line in members])], cue=name,
                severity="warning",
            )  # fmt: skip
            continue
        # 任课情况 may hold a partition and further figures behind it: the first rows count that fit in any period.
        for size in range(len(members), 1, -1):
            if sum(values[:size]) == whole.value or _fits_elsewhere(sheet, members[:size], whole, column):
                yield relation(
                    "table-shares", [sum_of(whole.operand(trust=0.8), [line.count.operand() for line in members[:size]])],
                    cue=name, severity="warning",
                )  # fmt: skip
                break


def _fits_elsewhere(sheet: Sheet, members: Sequence[_Line], whole: Figure, column: int) -> bool:
    """The same rows add up to the same whole in another column of counts."""
    for other in sheet.numeric_columns:
        if other == column or not _is_count_column(sheet, other) or _is_share_column(sheet, other):
            continue
        figures = [sheet.figure(line.count.row, other) for line in members]
        total = sheet.figure(whole.row, other)
        if total is not None and all(figures) and sum(f.value for f in figures if f) == total.value:
            return True
    return False


def _by_two_columns(sheet: Sheet) -> Iterator[Relation]:
    """就业率 = 就业人数 ÷ 毕业生人数, line by line."""
    shares = [c for c in sheet.numeric_columns if _is_share_column(sheet, c)]
    counts = [c for c in sheet.numeric_columns if not _is_share_column(sheet, c) and _is_count_column(sheet, c)]
    for column in shares:
        best: tuple[int, list[tuple[Figure, Figure, Figure]]] = (0, [])
        by_rest = _by_what_is_missing(sheet, column, counts)
        for part in counts:
            for whole in counts:
                if part == whole:
                    continue
                lines = [
                    (share, p, w)
                    for row in sheet.data_rows
                    if (share := sheet.figure(row, column)) is not None
                    and (p := sheet.figure(row, part)) is not None
                    and (w := sheet.figure(row, whole)) is not None
                    and share.is_percent
                    and w.value
                    and not _is_change_row(sheet, row)
                ]
                # 100 % of nothing missing and 0 % of nothing say too little to count as support.
                telling = [line for line in lines if line[1].value not in (0, line[2].value)]
                good = sum(fits(*(line[0], line[1].value, line[2].value)) for line in lines)
                sure = sum(fits(*(line[0], line[1].value, line[2].value)) for line in telling)
                named = _named_after(sheet, column, part)
                both = named and len(lines) == 2 and sure == 1 and _named_whole(sheet, column, whole)
                if good > best[0] and (both or (good * 2 > len(lines) and (sure >= 2 or (named and good >= 2)))):
                    if len(lines) < 3 and not named:
                        continue
                    best = (good, lines)
        if len(by_rest) > best[0]:
            # 毕业率 beside 未按时毕业数: what is left over the whole.
            yield from by_rest
            continue
        for share, part_figure, whole_figure in best[1]:
            line = _Line(share, part_figure)
            yield relation(
                "table-shares",
                [share_of(share.operand(trust=0.5), [part_figure.operand()], [whole_figure.operand()])],
                cue=sheet.head(column),
                severity=_severity(line, whole_figure.operand()),
            )


_MISSING = as_pattern(r"未|不合格|流失|辍学|缺考|退学|落榜")


def _by_what_is_missing(sheet: Sheet, column: int, counts: Sequence[int]) -> list[Relation]:
    """毕业率 = 1 − 未按时毕业数 ÷ 应届毕业生数, where every line of the column says so."""
    missing = [c for c in counts if _MISSING.search(compact(sheet.head(c)))]
    for lacking in missing:
        for whole in [c for c in counts if c not in missing]:
            lines = [
                (share, lost, all_)
                for row in sheet.data_rows
                if (share := sheet.figure(row, column)) is not None and share.is_percent
                and (lost := sheet.figure(row, lacking)) is not None
                and (all_ := sheet.figure(row, whole)) is not None and all_.value >= lost.value and all_.value
            ]  # fmt: skip
            holding = [line for line in lines if fits(line[0], line[2].value - line[1].value, line[2].value)]
            if (
                len(lines) < 3
                or len({line[1].value for line in holding} - {0}) < 2
                or len(holding) * 10 < len(lines) * 9
            ):
                continue
            return [
                relation(
                    "table-shares",
                    [
                        share_of(
                            share.operand(trust=0.5),
                            [derived(f"{lost.key}:rest", f"{bare_label(sheet.head(whole))}−{bare_label(sheet.head(lacking))}", all_.value - lost.value)],
                            [all_.operand()],
                        )
                    ],
                    cue=sheet.head(column), severity=_severity(_Line(share, lost), all_.operand()),
                )
                for share, lost, all_ in lines
            ]  # fmt: skip
    return []


def _named_after(sheet: Sheet, share: int, part: int) -> bool:
    """就业率 speaks of 就业人数, 占专任教师比例 of the column before it: the stems of the two heads agree."""
    if _BASE.search(compact(sheet.head(share))) and share - part == 1:
        return True
    stem = bare_label(sheet.head(share))
    for ending in ("比例", "占比", "率", "比重", "百分比"):
        stem = stem.removesuffix(ending)
    head = bare_label(sheet.head(part))
    return len(stem) >= 2 and stem in head


def _named_whole(sheet: Sheet, share: int, whole: int) -> bool:
    """毕业生 of 就业率, 录取 of 报到率, 专任教师 of 占专任教师比例: the whole by the field's own habit or by the head."""
    head, column = compact(sheet.head(share)), bare_label(sheet.head(whole))
    if named := _BASE.search(head):
        return named["base"] in column or column in named["base"]
    return any(as_pattern(rate).search(head) and as_pattern(below).search(column) for rate, below in _HABITS)


_HABITS = (
    (r"就业率|升学率|落实率|对口", r"毕业"),
    (r"报到率", r"录取"),
    (r"合格率|通过率|及格率|优秀率|达标率", r"参加|参考|参测|应考|报考|测试|考生"),
    (r"获证率|取证率|持证率", r"毕业|参加|报考"),
    (r"回收率", r"发放|发出"),
    (r"完成率|执行率", r"计划|预算|任务"),
    (r"双师|高级|研究生|硕士|本科", r"专任教师|教师总数|^教师数?$"),
    (r"巩固率|到课率|出勤率|参与率", r"应到|在校|在籍"),
)


def _sums_to_hundred(sheet: Sheet) -> Iterator[Relation]:
    hundred = read_number("100%")
    if hundred is None:
        return
    whole = Operand("100%", "100%", Cell.of_number(hundred), None, 9.0)
    for column in sheet.numeric_columns:
        if not _is_share_column(sheet, column):
            continue
        groups: dict[str, list[Figure]] = {}
        for figure in sheet.column_figures(column, sheet.data_rows):
            path = sheet.row_path(figure.row)
            if len(path) > 1 and figure.is_percent:
                groups.setdefault(path[0], []).append(figure)
        for name, figures in groups.items():
            if len(figures) < 2:
                continue
            for size in range(len(figures), 1, -1):
                chosen = figures[:size]
                total = sum((f.value for f in chosen), start=Decimal(0))
                slack = sum((f.number.ulp for f in chosen), start=Decimal(0)) / 2
                close = abs(total - 1) <= slack
                claimed = bool(STRUCTURE.search(name)) and size == len(figures) and abs(total - 1) < Decimal("0.02")
                if close or claimed:
                    yield relation(
                        "table-shares", [sum_of(whole, [f.operand(trust=0.5) for f in chosen])], cue=name,
                        severity="warning",
                    )  # fmt: skip
                    break
