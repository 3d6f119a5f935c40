"""In lines of a copy whose columns nobody knows, one piece is unlike what stands above, below or beside it.

Cue: a word among figures where the lines beside have a figure; two runs of figures side by side, alike in all places but one; a
line in 元/生 or 册/生 with the figure of a whole school; 平方米 beside 万元 and 万册 over a few dozen; 126.5 元 for machines. Why it should hold in any report:
what stands in one row or column is of one kind and size, and what is told for each pupil is no million. Guards: a word must stand elsewhere
as the answer of a row; a run must be alike in all places but one; only sizes that no school has are named.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.documents.document import BlockKind, Certainty, Text
from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.raw_rows import RawRow, raw_row, raw_tables
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "magnitude"
EXAMPLES = (
    Example("fail", "企业捐赠设备折合 126.5 元。"),
    Example("fail", "指标 单位\t2023年\n生均教学科研仪器设备值 元/生\t42865000\n生均图书 册/生\t32\n"),
    Example("silent", "生均教学科研仪器设备值 12500 元，生师比 15.2:1。"),
    Example("silent", "企业捐赠设备折合 126.5 万元，学员人均补贴 86.5 元。"),
)  # fmt: skip
_NUMBER = as_pattern(r"\d[\d,]*(?:\.\d+)?[%％]?")
_WORD = as_pattern(r"[\u4e00-\u9fff]{2,8}")
_PER_HEAD = as_pattern(r"(?P<unit>元/生|元/人|册/生|本/生|个/生|台/生|平方米/生|㎡/生)(?!·?[年月])")
_MOST = {"元": 1_000_000, "册": 800, "本": 800, "个": 60, "台": 60, "平": 1500, "㎡": 1500}
_RATIO = as_pattern(r"生师比")
_WHOLES = as_pattern(r"设备|仪器|捐赠|捐建|投入|资金|经费|产值|到款|采购|总值|总额|资产|投资")
_EACH = as_pattern(r"[均每人生]|单价|标准|[一]台|补贴|补助|元/|罚|奖|学时|课时|餐|时")
_LEAST_LINES = 2
_FEWEST = 3
_LONGEST_CELL = 24
_NILS = frozenset(("—", "——", "-", "/", "无"))
_ROOM = 6
_FAR = 30


@dataclass(frozen=True)
class _Line:
    text: Text
    start: int
    end: int
    number: int  # of the line in the file

    @property
    def words(self) -> str:
        return self.text.text[self.start : self.end].strip()

    def place(self) -> Place:
        return self.text.place(self.start, self.end)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Words among figures, runs side by side, figures for each head, then amounts in sentences."""
    for _, rows in raw_tables(manuscript):
        yield from _slid(rows)
        for row in rows:
            yield from _per_head(row)
    stretches = _stretches(manuscript)
    yield from _among_figures(stretches)
    yield from _side_by_side(stretches)
    yield from _shorter(stretches)
    for sheet in manuscript.sheets:
        yield from _sheet_per_head(sheet)
        yield from _areas(sheet)
    yield from _amounts(manuscript)


def _slid(rows: Sequence[RawRow]) -> Iterator[Hint]:
    """网上问卷 480 96.21 132 below 94.17 480 96.21 132: lines without a name, one of them begun with a word."""
    bare = Counter(len(row.figures) for row in rows if not row.name and row.kinds == "F" * len(row.figures))
    for length, times in bare.items():
        if length < _FEWEST + 1 or times < _LEAST_LINES:
            continue
        odd = [
            row for row in rows
            if len(row.figures) == length - 1 and row.kinds == "F" * (length - 1) and _WORD.fullmatch(row.name)
        ]  # fmt: skip
        if len(odd) == 1:
            row = odd[0]
            at = row.text.text.find(row.name)
            yield _hint(
                f"{row.key}:slid", "cell-type", (row.text.place(at, at + len(row.name)),),
                f"此处写的是「{row.name}」，而表中其余各行的这个位置都是数字，请核对是否错列或填错",
                f"“{row.name}” stands here where the other lines have a figure", row.name, "数字", 0.55,
            )  # fmt: skip


def _per_head(row: RawRow) -> Iterator[Hint]:
    unit = _PER_HEAD.search(row.name) or _PER_HEAD.search(row.text.text)
    if unit is not None:
        most = _MOST[unit["unit"][0]]
        for figure in row.figures:
            if figure.digits >= most and not figure.kind and not figure.unit:
                yield _too_much(f"{row.key}:{figure.start}", (row.place(figure),), figure.printed, unit["unit"])
    elif _RATIO.search(row.name) and not _PER_HEAD.search(row.text.text):
        for figure in row.figures:
            if figure.digits > 60 or 0 < figure.digits < 2:
                yield _too_much(f"{row.key}:{figure.start}", (row.place(figure),), figure.printed, "生师比")
                return


def _too_much(key: str, places: tuple[Place, ...], printed: str, unit: str) -> Hint:
    return _hint(
        key, "magnitude", places, f"此处 {printed} 在「{unit}」一行，不是按人计的数，疑似填了总数或小数点错位，请核对",
        f"{printed} stands in a row of {unit}: it may be the figure of the whole school", printed, unit, 0.7,
    )  # fmt: skip


def _sheet_per_head(sheet: Sheet) -> Iterator[Hint]:
    """Rows of a read table whose unit stands in one cell with the name."""
    for row in sheet.data_rows:
        texts = map(half_width, sheet.row_texts(row))
        unit = next((m for text in texts if (m := _PER_HEAD.search(text)) is not None), None)
        if unit is None:
            continue
        for column in range(sheet.column_count):
            figure = sheet.figures.get((row, column))
            if (
                figure is not None
                and not figure.is_percent
                and (figure.number.digits >= _MOST[unit["unit"][0]])
                and not (figure.number.unit is not None and "per_student" in figure.number.unit.dimension)
            ):
                yield _too_much(figure.key, (figure.place,), figure.number.raw.strip(), unit["unit"])


_SQUARE = frozenset(("平方米", "㎡", "m2", "m²"))
_LARGE = frozenset(("万元", "万册", "亩"))


def _areas(sheet: Sheet) -> Iterator[Hint]:
    """A head or a unit that says 平方米 and no more, over a few dozen with decimals, in a table of 亩, 万元 and 万册."""
    for row in range(sheet.row_count):
        words = [compact(text) for text in sheet.row_texts(row)]
        if sum(word in _LARGE for word in words) < 2:
            continue
        for column, word in enumerate(words):
            if word not in _SQUARE:
                continue
            figures = sheet.column_figures(column, [r for r in sheet.data_rows if r > row])
            labels = compact("".join(sheet.column_path(column)))
            values = [figure.number.digits for figure in figures if figure.number.digits >= 1]
            if len(values) >= _LEAST_LINES and max(values) < 100 and any(v % 1 for v in values) and "均" not in labels:
                yield _hint(
                    f"{sheet.id}:r{row}c{column}", "magnitude", (sheet.place(row, column), figures[0].place),
                    f"此栏单位写作「{sheet.text(row, column)}」，其下的数不到一百，而同表其余各栏以万元、万册或亩计，请核对单位是否应为「万平方米」",
                    "the column is in square metres but holds a few dozen only: perhaps ten thousands of square metres are meant",
                    sheet.text(row, column), "万平方米", 0.5,
                )  # fmt: skip


# Lines that stand alone --------------------------------------------------------------------------


def _lines(manuscript: Manuscript) -> Iterator[_Line]:
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.TABLE:
            texts = [cell.text for cell in block.cells] if block.certainty is Certainty.UNREAD else []
        else:
            texts = [block.text]
        for text in texts:
            # Sentences hold no cells.
            for span in text.spans if len(text.text) <= _LONGEST_CELL * len(text.spans) else ():
                if span.place.line is not None:
                    yield _Line(text, span.start, span.end, span.place.line)


def _stretches(manuscript: Manuscript) -> list[list[_Line]]:
    """Lines of one short piece each that stand right below each other."""
    stretches: list[list[_Line]] = []
    for line in _lines(manuscript):
        words = line.words
        if len(words) > 16 or not words or " " in words:
            stretches.append([])
            continue
        if stretches and stretches[-1] and stretches[-1][-1].number + 1 == line.number:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    return stretches


def _among_figures(stretches: Sequence[Sequence[_Line]]) -> Iterator[Hint]:
    answers = Counter(
        line.words for lines in stretches for line in lines if _WORD.fullmatch(line.words)
    )  # fmt: skip
    for lines in stretches:
        if len(lines) < _FEWEST or len(lines) > 12:
            continue
        odd = [line for line in lines if not _NUMBER.fullmatch(half_width(line.words))]
        if len(odd) == 1 and _WORD.fullmatch(odd[0].words) and answers[odd[0].words] > 1 and odd[0] is not lines[0]:
            word = odd[0].words
            yield _hint(
                f"line:{odd[0].number}", "cell-type", (odd[0].place(), lines[0].place()),
                f"此处写的是「{word}」，上下同一栏都是数字，请核对是否错列或填错",
                f"“{word}” stands among figures", word, "数字", 0.55,
            )  # fmt: skip


def _side_by_side(stretches: Sequence[Sequence[_Line]]) -> Iterator[Hint]:
    """1000, 10000, 1.16, 45330 and 2000, 10000, 1.20, 82456000: two years of one group of rows."""
    for left, right in itertools.pairwise(stretches):
        if len(left) != len(right) or len(left) < _FEWEST:
            continue
        pairs = [(_value(a), _value(b)) for a, b in zip(left, right, strict=True)]
        if any(a is None or b is None for a, b in pairs):
            continue
        ratios = [max(a, b) / min(a, b) if a and b else Decimal(1) for a, b in pairs]
        far = [n for n, ratio in enumerate(ratios) if ratio > _ROOM]
        if len(far) == 1 and ratios[far[0]] >= _FAR:
            n = far[0]
            first, second = left[n], right[n]
            odd, other = (second, first) if (pairs[n][1] or 0) > (pairs[n][0] or 0) else (first, second)
            yield _hint(
                f"line:{odd.number}", "magnitude", (odd.place(), other.place()),
                f"此处 {odd.words}，相邻一栏同一项是 {other.words}，相差三十倍以上，而其余各项两栏相近，请核对",
                f"{odd.words} beside {other.words}: thirty times apart, while the other rows are alike", odd.words, other.words, 0.6,
            )  # fmt: skip


def _shorter(stretches: Sequence[Sequence[_Line]]) -> Iterator[Hint]:
    """A column of a table told column by column that has a figure less than the two columns before it."""
    columns = [lines for lines in stretches if len(lines) > _FEWEST and _value(lines[0]) is None]
    for first, second, column in zip(columns, columns[1:], columns[2:], strict=False):
        if (
            len(first) != len(second)
            or len(column) != len(first) - 1
            or column[0].number - second[-1].number > _FEWEST + 3
        ):
            continue
        cells = [_value(line) is not None or line.words in _NILS for line in column[1:]]
        beside = [_value(line) is not None or line.words in _NILS for line in second[1:]]
        if all(cells) and all(beside) and second[-1].number - first[-1].number <= len(second) + _FEWEST:
            yield _hint(
                f"line:{column[-1].number}:end", "missing", (column[-1].place(), column[0].place()),
                f"「{column[0].words}」一栏比前面各栏少一个数，请核对是否漏填",
                f"the column “{column[0].words}” has a figure less than the columns before it", column[-1].words, "数字", 0.45,
            )  # fmt: skip


def _value(line: _Line) -> Decimal | None:
    row = raw_row("", Text(line.words, ()))
    return row.figures[0].digits if len(row.figures) == 1 and row.kinds == "F" and not row.name else None


# Sentences ---------------------------------------------------------------------------------------


def _amounts(manuscript: Manuscript) -> Iterator[Hint]:
    """Machines, gifts and funds for a hundred 元 and some 角."""
    for passage in manuscript.prose():
        if _WHOLES.search(passage.plain) is None:
            continue
        for mention in passage.mentions:
            if mention.measure != "元" or not mention.number.places or mention.number.scale != 1:
                continue
            if mention.number.value >= 1000 or mention.number.hedge not in (Hedge.NONE, Hedge.ABOUT):
                continue
            before = mention.words_before
            if (
                _WHOLES.search(before)
                and not _EACH.search(before[-14:])
                and not mention.words_after.startswith(("/", "每"))
            ):
                yield _hint(
                    mention.id, "magnitude", (mention.place,),
                    f"此处设备、资金一类的数额只有 {mention.raw.strip()}，请核对单位是否少了“万”",
                    f"only {mention.raw.strip()} for machines or funds: check whether 万 is missing", mention.raw.strip(), "万元", 0.55,
                )  # fmt: skip


def _hint(
    key: str, kind: str, places: tuple[Place, ...], zh: str, en: str, reported: str, expected: str, weight: float
) -> Hint:
    return hint_at(
        "odd-pieces", key, kind, places, zh, en, reported=reported, expected=expected,
        formula=f"{reported}：{expected}", weight=weight,
    )  # fmt: skip
