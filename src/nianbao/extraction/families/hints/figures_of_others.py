"""A figure said of one row that the table has in another row of the same column.

Cue: the name of a row (a school, a major, a district, those who were asked) and behind it, in its clause or the next, or right before it
(38 人是甲校的学生) a figure of three digits or with decimals, with less weight of two; what the column counts is said in the sentence; the figure stands in that column
beside another name, and nowhere beside this one. Why it should hold in any report: such a figure comes up once by
itself, and whoever tells it has read it off the table. Guards: where the figure stands in any row or column of the name itself, in three other
rows, in a total or in the sentence beside its own name, nothing is said; years, rounded and hedged figures are left alone; differences,
shares of another whole and comparisons name two rows at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.column_names import core_of, named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.kept import kept
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, read_number
from nianbao.facts.unit import are_comparable

FAULT = "label"
_TABLE = "\n\n表1 毕业生起薪情况\n\n专业大类\t毕业生（人）\t起薪（元）\n加工制造类\t312\t3650\n农林牧渔类\t128\t3180\n教育类\t206\t2960\n"
EXAMPLES = (
    Example("fail", f"农林牧渔类毕业生起薪最低，为2960元。{_TABLE}"),
    Example("fail", f"从起薪看，加工制造类为3180元。{_TABLE}"),
    Example(
        "fail",
        "升入本科的57名学生中有38人来自农林牧渔类。\n\n表1 毕业生去向\n\n专业大类\t毕业生\t升学（其中本科）\n"
        "加工制造类\t312\t242（38）\n农林牧渔类\t128\t71（14）\n教育类\t206\t141（5）\n",
    ),
    Example("silent", f"教育类毕业生起薪最低，为2960元。{_TABLE}"),
    Example("silent", f"加工制造类起薪3650元，比教育类的2960元高690元。{_TABLE}"),
    Example("silent", f"农林牧渔类毕业生起薪约3000元。{_TABLE}"),
)
_OTHERWISE = as_pattern(
    r"[增减]|(?<!占)比(?!例|重|率)|较|差|高出|低于|高于|上年|去年|同期|合计|共计|其[他它余]|目标|计划|累计|平均每|超过|不足|排名"
)
_QUOTES = as_pattern(r"[“”\"「」]")
_BELONGS = as_pattern(
    r"\s*[\u4e00-\u9fff]{0,4}?(?:是|来自|属于|出自|就读于|毕业于|(?<![作成认])为|都?在|集中在|分布在)"
)
_JOINED = as_pattern(r"\s*(?:[、和与及]|以及|等)")
_BRACKETED = as_pattern(r"(?P<outer>\d+(?:\.\d+)?)\s*[（(]\s*(?P<inner>\d+(?:\.\d+)?%?)\s*[)）]")
_INNER = ":inner"
_FEWEST_DIGITS = 3
_WEIGHT, _WEAK = 0.5, 0.2
_MOST = 2  # rows that have the figure
_BEST = 3


@dataclass(frozen=True, eq=False)
class _Rows:
    rows: dict[str, tuple[tuple[Sheet, int], ...]]
    index: NameIndex


@kept
def _rows(manuscript: Manuscript) -> _Rows:
    rows = {name: places for name, places in named_rows(manuscript).items() if len(name) > 1}
    rows = {name: tuple(p for p in places if p[0].unit_column is None) for name, places in rows.items()}
    rows = {name: places for name, places in rows.items() if places}
    return _Rows(rows, NameIndex(sorted(rows, key=lambda name: (-len(name), name))))


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Figures behind names of rows."""
    rows = _rows(manuscript)
    if not rows.rows:
        return
    hints = []
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if not _is_telling(mention):
                continue
            start = passage.full_sentence_at(mention.start)[0]
            named = _name_before(rows, mention, start) or _name_behind(rows, mention)
            if named is not None:
                hint = _hint(rows, mention, start, *named)
                if hint is not None:
                    hints.append(hint)
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_BEST]


def _is_telling(mention: Mention) -> bool:
    """A figure that comes up once by itself."""
    if mention.is_loose or mention.is_spelled or mention.number.hedge is not Hedge.NONE or mention.unit is None:
        return False
    digits = _digits(mention)
    return len(digits) >= _FEWEST_DIGITS - 1 and set(digits[1:]) != {"0"}


def _digits(mention: Mention) -> str:
    return "".join(character for character in str(abs(mention.number.digits)) if character.isdigit())


def _name_before(rows: _Rows, mention: Mention, start: int) -> tuple[str, int] | None:
    """The row named in the clause of the figure or, where it names none, in the clause before; never one of two."""
    passage, at = mention.passage, mention.clause[0]
    for _ in range(2):
        end = mention.start if at == mention.clause[0] else passage.clause_at(at)[1]
        words = passage.plain[at:end]
        if passage.mentions_in(at, min(end, mention.digits_start)):
            return None
        found = rows.index.leftmost_in(words)
        position, name = found if found is not None else (0, "")
        rest = words[position + len(name) :]
        if _OTHERWISE.search(words[:position] + "|" + rest):
            return None
        if name:
            # “双师型”教师 is the row 双师型教师.
            again = rows.index.leftmost_in(_QUOTES.sub("", rest))
            return None if again is not None else (name, at + position)
        if at <= start or passage.plain[at - 1] != "，":
            return None
        at = passage.clause_at(at - 2)[0]
    return None


def _name_behind(rows: _Rows, mention: Mention) -> tuple[str, int] | None:
    """38 人是甲校的学生, 12 项来自甲校: the row named right behind the figure, none named before it in the clause."""
    passage = mention.passage
    start, end = mention.clause
    link = _BELONGS.match(passage.plain, mention.end, end)
    if link is None:
        return None
    found = rows.index.leftmost_in(passage.plain[link.end() : end])
    if found is None or found[0]:
        return None
    rest = passage.plain[link.end() + len(found[1]) : end]
    before = passage.plain[start : mention.digits_start]
    others = rows.index.leftmost_in(before) or rows.index.leftmost_in(rest)
    if others is not None or _JOINED.match(rest) or _OTHERWISE.search(before + "|" + rest):
        return None
    return found[1], link.end()


def _hint(rows: _Rows, mention: Mention, start: int, name: str, at: int) -> Hint | None:
    passage = mention.passage
    sentence = _QUOTES.sub("", compact(passage.plain[slice(*passage.full_sentence_at(mention.start))]))
    own = [(sheet, row) for sheet, row in rows.rows[name]]
    if any(figure.number.digits == mention.number.digits for sheet, row in own for figure in _of_row(sheet, row)):
        return None
    others: dict[str, Figure] = {}
    for sheet in dict.fromkeys(sheet for sheet, _ in own):
        mine = {row for other, row in own if other is sheet}
        for figure in _of_digits(sheet).get(mention.number.digits, ()):
            if figure.row in mine or not _agrees(figure, mention):
                continue
            if sheet.is_total_row(figure.row) or sheet.is_subtotal_row(figure.row):
                return None
            if _says(sheet, figure, sentence) or len(_digits(mention)) > _FEWEST_DIGITS:
                others[compact(sheet.row_label(figure.row))] = figure
    if not 0 < len(others) <= _MOST:
        return None
    label, figure = next(iter(others.items()))
    if (
        not label
        or label in sentence
        or _QUOTES.sub("", label).removesuffix("专业") in sentence
        or name in label
        or label in name
    ):
        return None
    here = passage.place(at, at + len(name))
    there = figure.sheet.label_place(figure.row) or figure.place
    where = f"第{figure.place.line}行" if figure.place.line else "表中"
    is_sure = len(others) == 1 and len(_digits(mention)) >= _FEWEST_DIGITS
    return hint_at(
        "figures-of-others", mention.id, FAULT, (here, mention.place, there, figure.place),
        f"此处说「{name}」{mention.raw.strip()}，{where}这个数在「{label}」一行；请核对名称或数",
        f"{mention.raw.strip()} is said of “{name}” here and stands in the row of “{label}”; please compare",
        reported=name, expected=label, formula=f"{name} {mention.raw.strip()}", keys=(mention.id, figure.key), weight=_WEIGHT if is_sure else _WEAK,
    )  # fmt: skip


@kept
def _of_digits(sheet: Sheet) -> dict[Decimal, list[Figure]]:
    """The figures of a table, those in brackets last, by the digits that are printed."""
    found: dict[Decimal, list[Figure]] = {}
    for figure in (*sheet.figures.values(), *_bracketed(sheet)):
        found.setdefault(figure.number.digits, []).append(figure)
    return found


def _of_row(sheet: Sheet, row: int) -> list[Figure]:
    return [figure for figure in (*sheet.figures.values(), *_bracketed(sheet)) if figure.row == row]


@kept
def _bracketed(sheet: Sheet) -> tuple[Figure, ...]:
    """Both figures of 742（38）, a cell that is no figure by itself."""
    found: list[Figure] = []
    for row in sheet.data_rows:
        for column in range(sheet.column_count):
            match = _BRACKETED.fullmatch(half_width(sheet.text(row, column)).strip())
            if match is None:
                continue
            for part, key in (("outer", ""), ("inner", _INNER)):
                number = read_number(match[part])
                if number is not None:
                    found.append(Figure(f"{sheet.id}:r{row}c{column}{key}", sheet, row, column, number))
    return tuple(found)


def _agrees(figure: Figure, mention: Mention) -> bool:
    return figure.is_percent == mention.is_percent and are_comparable(figure.number.unit, mention.unit)


def _says(sheet: Sheet, figure: Figure, sentence: str) -> bool:
    """What the column counts comes up in the sentence, by two characters at least."""
    head = sheet.head(figure.column)
    # 升学（其中本科）: the figure in brackets is that of the words in brackets.
    inner = as_pattern(r"[（(](?:其中[:：]?)?(.+?)[)）]").search(head) if figure.key.endswith(_INNER) else None
    core = inner[1] if inner is not None else core_of(head) or core_of(sheet.caption)
    pieces = {core[index : index + 2] for index in range(len(core) - 1)}
    return bool(pieces) and any(
        piece in sentence for piece in pieces if as_pattern(r"[\u4e00-\u9fff]{2}").fullmatch(piece)
    )
