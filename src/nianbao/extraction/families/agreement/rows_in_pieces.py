"""A sentence that tells a row of a table piece by piece tells each piece of it right.

Cue: a sentence of which one figure or more stands in a row of a table under the head that says its measure (期, 人次, 学时, 万元) or under a head
that the sentence says; the row's name stands in the sentence as well, or it is the row of totals and the sentence names no
other. 乡村振兴培训 1540 人次、420 学时 beside the row 乡村振兴培训 | 1540 | 420; 三校举办培训班 40 期，培训 2600 人次，收入 131.50 万元 beside the row
合计 | 40 | 2600 | 131.50. Why it should hold in any report: the figures of one row are copied together, and each measure word
leads to one column. Guards: the measure belongs to one column of that table alone; the figure stands nowhere in the row, and the
cell's own figure nowhere in the paragraph; a name of another row between the row's name and the figure, another time, plans,
means, parts and changes make it another figure; words that neither table nor sentence has leave it open; without a name two
neighbours must agree, one alone is a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Hint, hint_at, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import core_of
from nianbao.extraction.tables.lines_of_tables import (
    OF_ANOTHER,
    SEEN_FROM,
    column_of_measure,
    counts_in,
    is_like,
    row_names,
)
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    WEAK,
    are_one_rounded,
    digits_of,
    is_firm,
    is_slip,
    own_words,
    pieces_of,
)
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "mismatch"
_TABLE = (
    "\n\n表6 社会培训情况\n\n培训类别\t期数\t人次\t学时\t收入（万元）\n电工作业\t9\t486\t324\t58.30\n海产品加工\t6\t342\t240\t27.40\n"
    "社区文明生活\t14\t1260\t420\t0.00\n合计\t29\t2088\t984\t85.70\n"
)
EXAMPLES = (
    Example("fail", f"电工作业培训468人次、324学时。{_TABLE}"),
    Example("fail", f"全年面向社会举办培训29期，培训2188人次，收入85.70万元。{_TABLE}"),
    Example("pass", f"全年面向社会举办培训29期，培训2088人次，收入85.70万元。{_TABLE}"),
    Example("silent", f"电工作业培训324学时，结业考核286人次。{_TABLE}"),
    Example("silent", f"全年送课下乡14期，听课1120人次。{_TABLE}"),
)
_NEUTRAL = as_pattern(
    r"培训|服务|受益|惠及|吸引|参与|开展|举办|组织|参加|参训|完成|实现|达到?|共计?|[也仅只]?有|为|是|累计|总计|合计|一共|全年|年度?|今|本|学校|全[校区市县]|[我三两四五各]校|面向|社会|收入|到账|到款|经费|投入|支出|金额"
    r"|最[高低多少大小]|规模|人数|数量|从.{2,4}看|它|也|其|各类|类|了|的|[^\u4e00-\u9fff]"
)
_OTHER = as_pattern(OF_ANOTHER + r"|未(?!来)|新(?![能型媒材华])|增|减|目标|计划|拟|(?<![中高])原(?![料材])")
_GENERAL = frozenset(
    ("个", "项", "人", "名", "次", "份", "件", "家", "所", "间", "台", "套", "门")
)  # they count many things
_FARTHEST = Decimal("1.6")  # times between two figures that may be one
_MOST = 2
_TELLING, _ENOUGH = 3, 5  # digits that one mate has at the least, and all of them together
_WEIGHT, _LIGHT = 0.45, 0.3


@dataclass(frozen=True, eq=False, slots=True)
class _Row:
    sheet: Sheet
    row: int
    mates: dict[int, Mention]  # by their columns


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Sentence by sentence, the rows that it tells."""
    cells = _by_value(manuscript)
    if not cells:
        return
    hints: list[Hint] = []
    for passage in manuscript.prose():
        if not any(mention.number.value in cells for mention in passage.mentions):
            continue
        sentences: dict[tuple[int, int], list[Mention]] = {}
        for mention in passage.mentions:
            sentences.setdefault(passage.full_sentence_at(mention.start), []).append(mention)
        for (start, end), mentions in sentences.items():
            if len(mentions) > 1 and any(mention.number.value in cells for mention in mentions):
                firm = [mention for mention in mentions if is_firm(mention)]
                for made in _in_sentence(manuscript, passage, firm, cells, start, end):
                    if isinstance(made, Hint):
                        hints.append(made)
                    else:
                        yield made
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_MOST]


@kept
def _by_value(manuscript: Manuscript) -> dict[Decimal, tuple[Figure, ...]]:
    """The cells of tables of which each column counts in a measure of its own or has a name."""
    found: dict[Decimal, list[Figure]] = {}
    for sheet in manuscript.sheets:
        if len(sheet.numeric_columns) < 2 or sheet.unit_column is not None or len(sheet.data_rows) < 2:
            continue
        for figure in sheet.figures.values():
            if figure.column in sheet.numeric_columns and not figure.direction:
                found.setdefault(figure.value, []).append(figure)
                if figure.number.digits != figure.value:
                    found.setdefault(figure.number.digits, []).append(figure)
    return {value: tuple(figures) for value, figures in found.items()}


def _in_sentence(
    manuscript: Manuscript, passage: Passage, mentions: list[Mention], cells: dict[Decimal, tuple[Figure, ...]], start: int, end: int
) -> Iterator[Relation | Doubtful | Hint]:  # fmt: skip
    rows: dict[tuple[str, int], _Row] = {}
    for mention in mentions:
        for cell in cells.get(mention.number.value, ()):
            if _is_of_column(mention, cell):
                told = rows.setdefault((cell.sheet.id, cell.row), _Row(cell.sheet, cell.row, {}))
                told.mates.setdefault(cell.column, mention)
    if not rows:
        return
    best = sorted(rows.values(), key=lambda told: -len(told.mates))
    seen: set[str] = set()
    for told in best:
        odd: list[tuple[Mention, Figure, int]] = []
        for mention in mentions:
            if any(mention is mate for mate in told.mates.values()) or mention.id in seen:
                continue
            found = _odd(manuscript, told, mention, start)
            if found is not None:
                odd.append((mention, *found))
        yield from _agreeing(told, passage, start)
        if len(odd) > max(1, len(told.mates) - 1):
            continue
        for mention, figure, firmness in odd:
            seen.add(mention.id)
            if firmness == _FIRM:
                yield _made(mention, figure)
            else:
                yield _hint(mention, figure, len(told.mates))


def _agreeing(told: _Row, passage: Passage, start: int) -> Iterator[Doubtful]:
    """Pieces that agree are verified where there are two, or where the row is named."""
    if len(told.mates) > 1:
        for column, mention in told.mates.items():
            figure = told.sheet.figure(told.row, column)
            if figure is not None and _whose(told, compact(passage.plain[start : mention.start])) != _ANOTHER:
                yield Doubtful(_made(mention, figure))


_NOTHING, _WEAK, _FIRM = range(3)
_ANOTHER, _NOBODY, _ITSELF = range(3)


def _odd(manuscript: Manuscript, told: _Row, mention: Mention, start: int) -> tuple[Figure, int] | None:
    """The cell that a figure should have been, and how sure that is."""
    sheet, passage = told.sheet, mention.passage
    words = own_words(mention, WEAK)
    column = _column_of(sheet, mention, words)
    figure = sheet.figure(told.row, column) if column is not None and column not in told.mates else None
    if figure is None or not is_like(mention, figure) or figure.period not in (None, manuscript.data_period):
        return None
    words = SEEN_FROM.sub("", words)
    if are_one_rounded(mention.number, figure.number) or OTHER_FIGURE.search(words) or _OTHER.search(words):
        return None
    if any(
        f is not None and f.number.digits == mention.number.digits
        for f in (sheet.figure(told.row, other) for other in range(sheet.column_count))
    ):
        return None
    if any(figure.value == m.number.value for m in passage.mentions):
        return None
    when, period = time_before(passage, start, mention.start)
    if when == -1 or period not in (None, manuscript.data_period):
        return None
    lead = compact(passage.plain[start : mention.start])
    whose = _whose(told, lead)
    last = max((mate.end for mate in told.mates.values() if mate.end <= mention.start), default=start)
    if "其中" in passage.plain[last : mention.start]:
        return None
    firmness = _firmness(told, mention, figure, whose, words, lead) if whose != _ANOTHER else _NOTHING
    return (figure, firmness) if firmness else None


def _firmness(told: _Row, mention: Mention, figure: Figure, whose: int, words: str, lead: str) -> int:
    digits = [len(digits_of(mate.number)) for mate in told.mates.values()]
    first = min(mate.start for mate in told.mates.values())
    topic = compact(mention.passage.plain[mention.passage.full_sentence_at(mention.start)[0] : first])
    slipped = is_slip(mention.number, figure.number)
    if not slipped and not _FARTHEST * min(figure.value, mention.number.value) > max(
        figure.value, mention.number.value
    ):
        return _NOTHING
    content = pieces_of(_NEUTRAL.sub("|", words + "|" + mention.noun))
    if mention.measure in _GENERAL and content - pieces_of(
        compact("|".join((*told.sheet.row_path(told.row), *told.sheet.column_path(figure.column))))
    ):
        return _NOTHING
    strange = content - _said_by_table(told) - pieces_of(topic)
    if strange:
        return _WEAK if slipped and len(digits) > 1 else _NOTHING
    if whose == _ITSELF:
        return _FIRM if sum(digits) > 1 else _WEAK if slipped else _NOTHING
    if len(digits) > 1 and sum(digits) >= _ENOUGH:
        return _FIRM
    if not told.sheet.is_total_row(told.row):
        return _NOTHING
    return _WEAK if (max(digits) >= _TELLING and not content) or (slipped and sum(digits) >= _TELLING) else _NOTHING


def _said_by_table(told: _Row) -> frozenset[str]:
    sheet = told.sheet
    heads = "|".join("".join(sheet.column_path(column)) for column in range(sheet.column_count))
    return pieces_of(compact(f"{sheet.caption}|{sheet.section}|{heads}|{'|'.join(sheet.row_path(told.row))}"))


def _whose(told: _Row, lead: str) -> int:
    """Whether the words name the row itself, last of all rows, or none, or another."""
    last, own = -1, False
    for row, name in row_names(told.sheet):
        at = lead.rfind(name)
        if at >= 0 and at + len(name) > last:
            last, own = at + len(name), row == told.row
        elif at >= 0 and at + len(name) == last and row == told.row:
            own = True
    if last < 0:
        return _NOBODY
    return _ITSELF if own else _ANOTHER


def _column_of(sheet: Sheet, mention: Mention, words: str) -> int | None:
    """The one column whose head the words say, or else the one that counts in the measure."""
    said = words + "|" + mention.noun
    named = [
        column for column in sheet.numeric_columns if len(core := core_of(sheet.head(column))) > 1 and core in said
    ]
    if named:
        return named[0] if len(named) == 1 else None
    return column_of_measure(sheet, mention)


def _is_of_column(mention: Mention, cell: Figure) -> bool:
    if not is_like(mention, cell):
        return False
    if counts_in(cell.sheet, cell.column, mention.measure):
        return True
    core = core_of(cell.sheet.head(cell.column))
    return len(core) > 1 and core in own_words(mention, WEAK) + "|" + mention.noun


def _made(mention: Mention, figure: Figure) -> Relation:
    claim = same(figure.operand(unit=mention.unit), mention.named_operand())
    return relation("rows-in-pieces", [claim], cue=mention.measure, severity="warning", place=mention.place)


def _hint(mention: Mention, figure: Figure, mates: int) -> Hint:
    said, printed = mention.raw.strip(), figure.number.raw.strip()
    return hint_at(
        "rows-in-pieces", mention.id, FAULT, (mention.place, figure.place),
        f"此处「{mention.name} {said}」，同一句的其他数在表中同一行，而该行「{figure.label}」是 {printed}，请核对",
        f"“{said}” is said here; another figure of the sentence stands in a row of the table that has {printed} in this place: please compare",
        reported=said, expected=printed, formula=f"{said} ≠ {printed}", keys=(mention.id, figure.key), weight=_WEIGHT if mates > 1 else _LIGHT,
    )  # fmt: skip
