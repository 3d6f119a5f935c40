"""Rows of a table that a paragraph goes through, each with its figure, are all told of one column.

Cue: names of rows with a figure each, in one sentence or in two that follow each other (学前教育在校生 183 人，汽车运用与维修 125 人列第二位；
高星级饭店运营与管理人数最少，为 66 人); the same of heads that share a row (升学 194 人、就业 118 人). Why it should hold in any report: whoever
tells one row after another stays in the column; the figures that agree show which column it is, and none has to name it.
Guards: a name that two rows bear, a figure that the row has anywhere, in this table or another, a figure of another time, plans,
changes and rounded figures are left alone; what is said between name and figure must be said of the others or by the table
as well; where two figures of one sentence differ, it speaks of something else; two other rows, or one and a slip of the hand or a first place
that the row really holds, are proof; one row alone is a hint.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Doubtful, Hint, hint_at, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.lines_of_tables import (
    OF_ANOTHER,
    SEEN_FROM,
    Line,
    Lines,
    is_like,
    named_column_lines,
    named_row_lines,
    row_names,
)
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.told.alike import (
    OTHER_FIGURE,
    Told,
    are_one_rounded,
    digits_of,
    is_slip,
    pieces_of,
    tells,
    told_figures,
)
from nianbao.extraction.told.figure_runs import figure_runs
from nianbao.extraction.told.told_values import time_before
from nianbao.facts.kept import kept_property
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "mismatch"
_TABLE = (
    "\n\n表2 各专业学生情况\n\n专业\t学校\t一年级\t二年级\t合计\n机电技术应用\t甲职校\t142\t131\t273\n淡水养殖\t甲职校\t34\t41\t75\n"
    "幼儿保育\t乙职校\t112\t125\t237\n会计事务\t乙职校\t60\t58\t118\n"
)
EXAMPLES = (
    Example("fail", f"规模最大的专业是机电技术应用，有273人；会计事务118人，最小的是淡水养殖，有57人。{_TABLE}"),
    Example("fail", f"规模居前三位的专业依次为机电技术应用（273人）、幼儿保育（246人）和会计事务（118人）。{_TABLE}"),
    Example("pass", f"规模最大的专业是机电技术应用，有273人；会计事务118人，最小的是淡水养殖，有75人。{_TABLE}"),
    Example("pass", f"机电技术应用有273人，会计事务118人，淡水养殖毕业生57人。{_TABLE}"),
    Example("silent", f"机电技术应用有教师23人，会计事务18人，淡水养殖7人。{_TABLE}"),
)
_NEUTRAL = as_pattern(
    r"规模|人数|总?数量|总数|最[高低多少大小]|[居排]首位?|居末位?|居?第[一二三四五六七八九十\d]位?|[前后][两三四五六]位|依次|分别|排[名在]?|位[居列]|专业|学校|学生|其中|从.{2,4}看|[也仅只]?有|为|是|达到?|共计?"
    r"|仅|只|也|则|而|的|了|和|与|及|都|均|招收|完成|实现|全[区市县校]|职业|教育|在校生?|一共|人|个|名|[^\u4e00-\u9fff]"
)
_OTHER = as_pattern(OF_ANOTHER + r"|应届|拟|派|选|聘|率")
_IN_TURN = as_pattern(r"分别|依次")
_PLACE = as_pattern(r"最(?P<end>[高低多少大小])")
_LONGEST = 30  # characters before a figure among which its name is sought
_PROOF, _CHANCE = 4, 6  # digits that the other rows have together; what the table does not count agrees by chance
_BY_DIMENSION = frozenset(
    ("people", "attendance", "money", "share", "area")
)  # else the measure word itself is compared
_MOST = 2
_WEIGHTS = {True: 0.45, False: 0.3}


@dataclass(frozen=True, eq=False)
class _Pair:
    """A figure said of a line; ``rest`` is what is said besides its name."""

    mention: Mention
    name: str
    lines: tuple[Line, ...]
    rest: str
    sentence: tuple[int, int]

    @kept_property
    def held(self) -> tuple[tuple[Line, int], ...]:
        """Where the lines have the figure."""
        own = self.mention.number
        return tuple(
            (line, crossing)
            for line in self.lines
            for crossing, figure in line.figures
            if (
                tells(own, figure.number)
                or (figure.number.places != own.places and are_one_rounded(own, figure.number))
            )
            and is_like(self.mention, figure)
        )


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Rows first, columns then."""
    hints: list[Hint] = []
    by_passage: dict[str, list[Told]] = {}
    for told in told_figures(manuscript):
        by_passage.setdefault(told.mention.passage.id, []).append(told)
    seen: set[str] = set()
    for lines in (named_row_lines(manuscript), named_column_lines(manuscript)):
        if not lines.by_name:
            continue
        for figures in by_passage.values():
            if len(figures) > 1 or _IN_TURN.search(figures[0].mention.passage.plain):
                for made in _in_passage(manuscript, lines, figures, seen):
                    if isinstance(made, Hint):
                        hints.append(made)
                    else:
                        yield made
    hints.sort(key=lambda hint: -hint.weight)
    yield from hints[:_MOST]


def _in_passage(
    manuscript: Manuscript, lines: Lines, figures: list[Told], seen: set[str]
) -> Iterator[Relation | Doubtful | Hint]:
    pairs = list(_pairs(lines, figures))
    if len({pair.name for pair in pairs}) < 2 or not any(pair.held for pair in pairs):
        return
    for pair in pairs:
        if pair.mention.id in seen:
            continue
        mates = _mates(pair, pairs)
        if not mates or _is_of_other_time(manuscript, pair):
            continue
        found = _judged(manuscript, lines, pair, mates)
        if found is not None:
            seen.add(pair.mention.id)
            yield found


def _pairs(lines: Lines, figures: list[Told]) -> Iterator[_Pair]:
    passage = figures[0].mention.passage
    taken: set[str] = set()
    for start, end in passage.full_sentences if _IN_TURN.search(passage.plain) else ():
        if _IN_TURN.search(passage.plain, start, end):
            for run in figure_runs(passage, start, end):
                for name, figure in zip(run.names, run.figures, strict=True):
                    known = lines.index.leftmost_in(name) if name else None
                    if known is not None and run.is_named:
                        taken.add(figure.id)
                        rest = compact(name).replace(known[1], "|")
                        yield _Pair(figure, known[1], lines.by_name[known[1]], rest, (start, end))
    for told in figures:
        if told.mention.id in taken or told.mention.number.value == 0:
            continue
        pair = _named(lines, told, passage)
        if pair is not None:
            yield pair


def _named(lines: Lines, told: Told, passage: Passage) -> _Pair | None:
    """The one line that is named in the clause of a figure, or in the clause before where nothing is counted between."""
    sentence = passage.full_sentence_at(told.mention.start)
    words = told.words[-_LONGEST:]
    known = lines.index.leftmost_in(words)
    start = told.mention.clause[0]
    if known is None and start > sentence[0] + 1 and not passage.mentions_in(start, told.mention.digits_start):
        before = passage.clause_at(start - 2)[0]
        if before >= sentence[0] and not passage.mentions_in(before, start):
            words = compact(passage.plain[before : told.mention.start])[-_LONGEST:]
            known = lines.index.leftmost_in(words)
    if known is None:
        return None
    at, name = known
    rest = SEEN_FROM.sub("", words[:at] + "|" + words[at + len(name) :])
    if lines.index.leftmost_in(words[at + len(name) :]) is not None:
        return None
    return _Pair(told.mention, name, lines.by_name[name], rest, sentence)


def _mates(pair: _Pair, pairs: list[_Pair]) -> list[_Pair]:
    """Those of the same sentence; a sentence with one alone goes on with the one before it."""
    measure = _measure(pair)
    others = [o for o in pairs if o.name != pair.name and _measure(o) == measure]
    here = [other for other in others if other.sentence == pair.sentence]
    if here:
        return here
    return [other for other in others if 0 <= pair.sentence[0] - other.sentence[1] <= 1]


def _measure(pair: _Pair) -> str:
    unit = pair.mention.unit
    return unit.dimension if unit is not None and unit.dimension in _BY_DIMENSION else pair.mention.measure


def _is_of_other_time(manuscript: Manuscript, pair: _Pair) -> bool:
    when, period = time_before(pair.mention.passage, pair.sentence[0], pair.mention.start)
    return when == -1 or period not in (None, manuscript.data_period)


def _judged(manuscript: Manuscript, lines: Lines, pair: _Pair, mates: list[_Pair]) -> Relation | Doubtful | Hint | None:
    mention = pair.mention
    own = [line for line in pair.lines if line.figures]
    sheets = Counter(line.sheet.id for line in own)
    own = [line for line in own if sheets[line.sheet.id] == 1]
    held = [(line, n) for line, n in pair.held if sheets[line.sheet.id] == 1]
    support = _support(own, mates)
    if held:
        # Any of them may be meant; the one that the others share is told.
        best = max(held, key=lambda at: len(support.get((at[0].sheet.id, at[1]), ())))
        if not support.get((best[0].sheet.id, best[1])) or _OTHER.search(pair.rest):
            return None
        figure = best[0].figure(best[1])
        return None if figure is None else Doubtful(_made(pair, figure))
    if not support or OTHER_FIGURE.search(_said(pair.rest)) or _OTHER.search(pair.rest):
        return None
    most = max(len(names) for names in support.values())
    best_crossings = [at for at, names in support.items() if len(names) == most]
    if len(best_crossings) != 1:
        return None
    sheet_id, crossing = best_crossings[0]
    line = next(line for line in own if line.sheet.id == sheet_id)
    figure = line.figure(crossing)
    agreeing = support[best_crossings[0]]
    if figure is None or not is_like(mention, figure) or figure.period not in (None, manuscript.data_period):
        return None
    firmness = _firmness(lines, pair, line, figure, mates, agreeing)
    if firmness == _NOTHING:
        return None
    return _made(pair, figure) if firmness == _FIRM else _hint(pair, figure, len(agreeing) > 1)


_NOTHING, _WEAK, _FIRM = range(3)


def _firmness(
    lines: Lines, pair: _Pair, line: Line, figure: Figure, mates: list[_Pair], agreeing: dict[str, _Pair]
) -> int:
    mention = pair.mention
    if any(f.number.digits == mention.number.digits for other in pair.lines for _, f in other.figures):
        return _NOTHING
    said = {m.number.value for m in mention.passage.mentions}
    if figure.value in said or _is_said_elsewhere(pair):
        return _NOTHING
    odd = [
        m
        for m in mates
        if m.sentence == pair.sentence and m.name not in agreeing and any(o.sheet is line.sheet for o in m.lines)
    ]
    if odd:
        return _NOTHING
    table = pieces_of(_words(figure))
    others = [_content(mate.rest) for mate in agreeing.values()]
    content = _content(pair.rest)
    if content - table - frozenset().union(*others) or (
        content and any(o and not o & (content | table) for o in others)
    ):
        return _NOTHING
    digits = sum(len(digits_of(mate.mention.number)) for mate in agreeing.values())
    slipped = is_slip(mention.number, figure.number)
    is_extreme = _is_extreme(pair, line, figure)
    is_counted = _measure(pair) in _BY_DIMENSION or mention.measure in _words(figure)
    if len(agreeing) > 1:
        least = _PROOF - (slipped or is_extreme) if is_counted else _CHANCE
        return _FIRM if digits >= least else _WEAK if is_counted else _NOTHING
    if not is_counted:
        return _NOTHING
    if is_extreme or slipped:
        return _FIRM if digits >= _PROOF - 1 - is_extreme else _NOTHING
    return _WEAK if digits >= _PROOF - 1 else _NOTHING


def _words(figure: Figure) -> str:
    sheet = figure.sheet
    return compact(
        f"{sheet.caption}|{'|'.join(sheet.column_path(figure.column))}|{'|'.join(sheet.row_path(figure.row))}"
    )


def _said(rest: str) -> str:
    """Without what joins it to the figure before."""
    return as_pattern(r"^[)、,，和及与]+").sub("", rest.replace("|", ""))


def _content(rest: str) -> frozenset[str]:
    return pieces_of(_NEUTRAL.sub("|", rest))


def _is_extreme(pair: _Pair, line: Line, figure: Figure) -> bool:
    """The sentence says that the row comes first or last, and it does."""
    place = _PLACE.search(pair.rest)
    if place is None or not line.is_row:
        return False
    rows = {row for row, _ in row_names(line.sheet) if not line.sheet.is_subtotal_row(row)}
    values = [f.value for f in line.sheet.column_figures(figure.column, sorted(rows))]
    return len(values) > 2 and figure.value == (max(values) if place["end"] in "高多大" else min(values))


def _is_said_elsewhere(pair: _Pair) -> bool:
    """The passage gives the line another figure too, and that one is the cell's or of something else."""
    return any(
        pair.name in compact(m.words_before) and m.number.value == pair.mention.number.value
        for m in pair.mention.passage.mentions
        if m is not pair.mention
    )


def _support(own: list[Line], mates: list[_Pair]) -> dict[tuple[str, int], dict[str, _Pair]]:
    """Where the others' lines are crossed at their figures, by table and crossing."""
    found: dict[tuple[str, int], dict[str, _Pair]] = {}
    sheets = {line.sheet.id: line for line in own}
    for mate in mates:
        named = [line for line in mate.lines if line.sheet.id in sheets] if mate.held else []
        for line, crossing in mate.held:
            own_line = sheets.get(line.sheet.id)
            if own_line is None or line.index == own_line.index or sum(o.sheet is line.sheet for o in named) > 1:
                continue
            found.setdefault((line.sheet.id, crossing), {})[mate.name] = mate
    return found


def _made(pair: _Pair, figure: Figure) -> Relation:
    mention = pair.mention
    claim = same(figure.operand(unit=mention.unit), mention.operand(f"{pair.name} {mention.raw.strip()}"))
    return relation("names-in-turn", [claim], cue=pair.name, severity="warning", place=mention.place)


def _hint(pair: _Pair, figure: Figure, is_sure: bool) -> Hint:
    mention, printed = pair.mention, figure.number.raw.strip()
    said = mention.raw.strip()
    return hint_at(
        "names-in-turn", mention.id, FAULT, (mention.place, figure.place),
        f"此处「{pair.name} {said}」，同处所说的其他名称都与表中同一栏相符，而该栏「{figure.label}」是 {printed}，请核对",
        f"“{said}” is said of “{pair.name}”; the others told with it stand in a column of the table that has {printed} here: please compare",
        reported=said, expected=printed, formula=f"{said} ≠ {printed}", keys=(mention.id, figure.key), weight=_WEIGHTS[is_sure],
    )  # fmt: skip
