"""A cell is left empty, or holds a word, where all others of its column or row hold figures.

Cue: one empty cell in a column with three figures and more; one cell of words in a column or row of figures; a line of a copied
table with one piece less, or with a word more, than the lines of its kind; a line that ends with its unit. Why it should hold in any
report: what has no figure is told with 0, 无 or —, and one column is filled in one way. Guards: two blanks in one column are
meant; heads of kinds, remarks and merged cells may be empty; a word that stands there twice is an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.raw_rows import RawRow, raw_tables
from nianbao.extraction.table_facts import Sheet, bare_label, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import LEXICON

FAULT = "cell-type"
_TABLE = "学校\t教师\t在校生\n一职\t20\t300\n二职\t21\t{}\n三职\t22\t310\n四职\t22\t310\n"
EXAMPLES = (
    Example("fail", _TABLE.format("")),
    Example("fail", _TABLE.format("见附表")),
    Example("silent", _TABLE.format("320")),
    Example("silent", _TABLE.format("—")),
)
_MAY_BE_EMPTY = as_pattern(
    r"备注|说明|排名|名次|排序|代码|编号|等级|±|^$|占比|比例|增减|增幅|增长|变化|目标|标准|情况|方式|名称"
)
_DIGIT = as_pattern(r"(?:[-+−↑↓约≈]|[\u4e00-\u9fff]{1,2}\s*(?=\d))?\s*\d")
_HAN = as_pattern(r"[\u4e00-\u9fff]{2}")
_CHANGED = as_pattern(r"增|减|变化|[比较]上|±")
_PIECE = as_pattern(r"\S+")
_NO_TOTAL = as_pattern(r"均|率|度|薪|龄|式|规模|比|地点|企业|年份|时间")
_NO_WORD = as_pattern(
    r"^(?:无(?!变化).{0,3}|未.*|不.*|免.*|暂.*|没有|空缺|合计|小计|总计|平均|均值|全[区市县校省].*|[\u4e00-\u9fff]{1,3}[：:].*)$"
)
_LEAST = 3
_MOST = 4  # of one report


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Read tables, then tables kept as lines."""
    found: list[Hint] = []
    for sheet in manuscript.sheets:
        found += list(_cells(sheet))[:2]
    for _, rows in raw_tables(manuscript):
        found += list(_rows(rows))[:2]
        found += list(_runs(rows))[:1]
    yield from sorted(found, key=lambda hint: -hint.weight)[:_MOST]


def _cells(sheet: Sheet) -> Iterator[Hint]:
    rows = [row for row in sheet.data_rows if sheet.row_label(row)]
    numbers = {
        (row, column)
        for row in rows
        for column in range(1, sheet.column_count)
        if _DIGIT.match(half_width(sheet.text(row, column)))
    }
    reached = {
        (row, column)
        for cell in sheet.block.cells if cell.row_span > 1 or cell.column_span > 1
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }  # fmt: skip
    yield from _slid(sheet)
    odd = [
        (row, c)
        for row in rows
        for c in range(1, sheet.column_count)
        if _ODD_WORD.fullmatch(compact(sheet.text(row, c)))
        and not _CHANGED.search(compact("".join(sheet.column_path(c))))
    ]
    if len(odd) == 1 and odd[0] not in reached and any((row, odd[0][1]) in numbers for row in rows):
        word = compact(sheet.text(*odd[0]))
        yield _hint(
            f"{sheet.id}:r{odd[0][0]}c{odd[0][1]}",
            "cell-type",
            (sheet.place(*odd[0]),),
            f"此处写的是「{word}」，本栏有数字，请核对是否错列或填错",
            word,
            0.3,
        )
    for column in range(1, sheet.column_count):
        if column in (sheet.ordinal_column, sheet.unit_column):
            continue
        filled = [row for row in rows if (row, column) in numbers]
        if len(filled) < 2:
            continue
        head = bare_label(sheet.head(column))
        empty = [row for row in rows if not sheet.text(row, column).strip() and (row, column) not in reached]
        if (
            len(empty) == 1
            and len(filled) >= _LEAST
            and len(filled) >= len(rows) - 2
            and not _MAY_BE_EMPTY.search(compact(head))
        ):
            row = empty[0]
            beside = [c for c in range(1, sheet.column_count) if (row, c) in numbers and c != sheet.ordinal_column]
            units = sheet.unit_column is not None and sheet.text(row, sheet.unit_column)
            if (beside or units) and not (sheet.is_total_row(row) and _NO_TOTAL.search(compact(head))):
                places = [sheet.label_place(row), *(sheet.place(row, c) for c in beside)]
                yield _hint(
                    f"{sheet.id}:r{row}c{column}", "missing", tuple(p for p in places if p is not None),
                    f"「{sheet.row_label(row)}」的「{head}」是空的，本栏其余各行都填了，请核对是否漏填", "", 0.35 if len(filled) > _LEAST else 0.25,
                )  # fmt: skip
        words = Counter(
            compact(sheet.text(row, column)) for row in rows
            if (row, column) not in numbers and _HAN.search(sheet.text(row, column))
        )  # fmt: skip
        if sum(words.values()) == 1 and len(filled) >= max(2, (len(rows) - 1) // 2):
            word = next(iter(words))
            row = next(r for r in rows if compact(sheet.text(r, column)) == word)
            if (
                _NO_WORD.match(word)
                or (word in ("无变化", "持平") and _CHANGED.search(head))
                or sheet.is_total_row(row)
                or (row, column) in reached
                or len(word) > 12
            ):
                continue
            yield _hint(
                f"{sheet.id}:r{row}c{column}", "cell-type", (sheet.place(row, column),),
                f"此处写的是「{word}」，本栏其余各格都是数字，请核对是否错列或填错", word, 0.45 if len(filled) > _LEAST else 0.3,
            )  # fmt: skip


def _slid(sheet: Sheet) -> Iterator[Hint]:
    """A word or the name of the next row where the unit stands in every other row."""
    column = sheet.unit_column
    if column is None:
        return
    told = {row: compact(sheet.text(row, column)) for row in sheet.data_rows}
    odd = [row for row, word in told.items() if _HAN.search(word) and word not in LEXICON and len(word) > 2]
    if len(odd) == 1 and sum(word in LEXICON or word in ("%", ":1", ":") for word in told.values()) > _LEAST:
        row = odd[0]
        places = (sheet.place(row, column), *(sheet.place(row, c) for c in range(column) if sheet.text(row, c)))
        yield _hint(
            f"{sheet.id}:r{row}:unit",
            "cell-type",
            places,
            f"单位一栏写的是「{told[row]}」，不是单位，请核对此处是否漏填或错列",
            told[row],
            0.4,
        )


def _rows(rows: Sequence[RawRow]) -> Iterator[Hint]:
    named = [row for row in rows if row.name and row.kinds]
    shapes = Counter(_shape(row) for row in named)
    yield from _units_alone(rows, shapes)
    odd = [
        (row, match)
        for row in rows
        if row.figures and not _CHANGED.search(row.name)
        for match in _PIECE.finditer(row.text.text)
        if _ODD_WORD.fullmatch(match[0])
    ]
    for row, match in odd if len(odd) == 1 else ():
        yield _hint(
            f"{row.key}:odd",
            "cell-type",
            (row.text.place(*match.span()),),
            f"此处写的是「{match[0]}」，同一行有数字，请核对是否错列或填错",
            match[0],
            0.25,
        )
    if not shapes:
        return
    usual, times = shapes.most_common(1)[0]
    if times < _LEAST or times * 3 < sum(shapes.values()) * 2:
        return
    short = [row for row in named if len(row.kinds) == len(usual) - 1 and _fits(_shape(row), usual)]
    worded = [
        row for row in named
        if len(row.kinds) in (len(usual), len(usual) + 1) and row.kinds.count("W") == usual.count("W") + 1 and "F" in row.kinds
    ]  # fmt: skip
    for row in short if len(short) == 1 and len(usual) > 1 else ():
        yield _hint(
            f"{row.key}:short", "missing", (row.whole,), f"「{row.name}」一行比其余各行少一个数，请核对是否漏填", "", 0.3 if times > _LEAST else 0.2,
        )  # fmt: skip
    for row in worded if len(worded) == 1 else ():
        at = next((n for n, kind in enumerate(row.kinds) if kind == "W" and usual[n : n + 1] != "W"), None)
        if at is None or _NO_WORD.match(row.piece(at)) or not _HAN.search(row.piece(at)):
            continue
        yield _hint(
            f"{row.key}:word", "cell-type", (row.text.place(*row.pieces[at]),),
            f"此处写的是「{row.piece(at)}」，表中其余各行的这个位置都是数字，请核对是否错列或填错", row.piece(at), 0.35,
        )  # fmt: skip


def _runs(rows: Sequence[RawRow]) -> Iterator[Hint]:
    """A copy of one cell to a line: after each name as many figures, but once one less or a word among them."""
    odd = [n for n, row in enumerate(rows) if not row.kinds and _ODD_WORD.fullmatch(row.name)]
    for n in odd[:2] if len(odd) <= 2 else ():
        beside = [rows[at] for at in (n - 1, n + 1) if 0 <= at < len(rows)]
        if (
            any(row.kinds == "F" and not row.name for row in beside)
            and sum(row.name == rows[n].name for row in rows) == 1
        ):
            yield _hint(
                f"{rows[n].key}:run",
                "cell-type",
                (rows[n].whole,),
                f"此处写的是「{rows[n].name}」，上下各格都是数字，请核对是否错列或填错",
                rows[n].name,
                0.35,
            )
            return
    runs: list[tuple[int, int]] = []  # where each run of figures begins, and how many there are
    for n, row in enumerate(rows):
        is_cell = (len(row.kinds) == 1 and not row.name and row.kinds in "FN") or (not row.kinds and row.name in _NILS)
        if is_cell and runs and runs[-1][0] + runs[-1][1] == n:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif is_cell:
            runs.append((n, 1))
    lengths = Counter(length for _, length in runs)
    if not runs or len(runs) < _LEAST + 1:
        return
    usual, times = lengths.most_common(1)[0]
    if usual < 2 or times < _LEAST or times < len(runs) - 3:
        return
    for (begin, length), (following, more) in zip(runs, [*runs[1:], (len(rows) + 9, 0)], strict=True):
        before = rows[begin - 1] if begin else None
        if length + more == usual - 1 and begin + length + 1 == following:
            word = rows[begin + length]
            if _HAN.search(word.name) and not _NO_WORD.match(word.name):
                yield _hint(
                    f"{word.key}:run",
                    "cell-type",
                    (word.whole,),
                    f"此处写的是「{word.name}」，表中其余各行的这个位置都是数字，请核对是否错列或填错",
                    word.name,
                    0.4,
                )
                return
        if length == usual - 1 and before is not None and begin > 1:
            if (
                lengths[length] == 1
                and _HAN.search(before.name)
                and rows[begin - 2].kinds in ("F", "N")
                and usual > 2
                and before.name.startswith(_WORDS)
            ):
                yield _hint(
                    f"{before.key}:run",
                    "cell-type",
                    (before.whole,),
                    f"此处写的是「{before.name}」，表中其余各行的这个位置都是数字，请核对是否错列或填错",
                    before.name,
                    0.4,
                )
            elif lengths[length] == 1:
                yield _hint(
                    f"{before.key}:run",
                    "missing",
                    (before.whole, rows[begin].whole),
                    f"「{before.name}」一行比其余各行少一个数，请核对是否漏填",
                    "",
                    0.35,
                )
            return


_NILS = frozenset(("—", "——", "-", "/", "无", "--"))
_ODD_WORD = as_pattern(
    r"详?见附?[表件录].{0,4}|无变化|持平|同上|[一二三]年级|电话访谈|网络问卷|走访座?谈?|待[定填].{0,3}"
)
_WORDS = ("见", "详", "无变化", "电话", "网", "问卷", "走访", "一年级", "二年级", "三年级", "持平", "同上", "待")


def _shape(row: RawRow) -> str:
    return row.kinds.replace("N", "F").replace("L", "F")


def _fits(short: str, usual: str) -> bool:
    return any(short == usual[:n] + usual[n + 1 :] for n in range(len(usual)) if usual[n] == "F")


def _units_alone(rows: Sequence[RawRow], shapes: Counter[str]) -> Iterator[Hint]:
    """双师素质专任教师比例 % and nothing behind it, where the other lines with a unit have their figures."""
    ending = [
        n for n, row in enumerate(rows)
        if row.name and not row.kinds and _unit(row) and len(row.name) > 4
    ]  # fmt: skip
    filled = [row for row in rows if row.figures and row.name and _unit_within(row)]
    if not 1 <= len(ending) <= 3 or len(filled) < 4:
        return
    for n in ending:
        following = rows[n + 1] if n + 1 < len(rows) else None
        if following is not None and not following.name:
            continue  # the figure stands in the next line
        yield _hint(
            f"{rows[n].key}:unit", "missing", (rows[n].whole,), f"「{rows[n].name}」一行只有单位，没有数值，请核对是否漏填", "", 0.4,
        )  # fmt: skip


def _unit(row: RawRow) -> bool:
    last = row.text.text.split()[-1]
    return (last in LEXICON or last == "%") and last != row.name


def _unit_within(row: RawRow) -> bool:
    return any(piece in LEXICON or piece == "%" for piece in row.text.text.split()[1:-1])


def _hint(key: str, kind: str, places: tuple[Place, ...], zh: str, reported: str, weight: float) -> Hint:
    return Hint(
        Remark(
            f"loose-cells:{key}", "loose-cells", kind, places, zh, "this cell is filled in unlike the others of its column or row",
            severity="info", reported=reported, expected="数字", formula=reported or "空格",
        ),
        weight,
    )  # fmt: skip
