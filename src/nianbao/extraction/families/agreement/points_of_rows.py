"""Points that go through the rows of a table, one paragraph or section for each, tell each row right.

Cue: paragraphs that follow each other and begin each with the name of another row (1.汽修专业。…在校生 320 人。2.护理专业。…在校生 186 人。), or
stand below headings of such names; what they tell under the same words (在校生, 支出决算) stands in one column of the table. Why it
should hold in any report: such points are written from the rows one after another, and a figure under the same words is of the same
column. Guards: three points and more agree to the digit with one column, and they are three times as many as those that do not; a
column belongs to the words that agree with it most; a figure that the row has anywhere, a cell whose figure the point tells too, a
figure of another time, a plan, a change, and one behind the name of another row are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.lines_of_tables import Line, Lines, is_like, named_row_lines
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.extraction.told.alike import OTHER_FIGURE, digits_of, is_firm, is_slip, tells
from nianbao.extraction.told.told_values import bare_name, time_before
from nianbao.facts.kept import kept_property
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "mismatch"
_TABLE = "\n\n表2 各专业情况\n\n专业\t在校生\t毕业生\n汽修\t326\t102\n护理\t518\t164\n会计\t147\t58\n幼儿保育\t263\t85\n合计\t1254\t409\n"
_POINTS = "1.汽修专业。面向本地企业，在校生326人。\n\n2.护理专业。与医院合作，在校生{}人。\n\n3.会计专业。与事务所合作，在校生147人。\n\n4.幼儿保育专业。与幼儿园合作，在校生263人。"
EXAMPLES = (
    Example("fail", _POINTS.format(548) + _TABLE),
    Example("pass", _POINTS.format(518) + _TABLE),
    Example("silent", _POINTS.format(164) + _TABLE),
    Example("silent", "1.汽修专业。在校生326人。\n\n2.护理专业。在校生548人。" + _TABLE),
)
_HEAD_ENDS = as_pattern(r"[。：:；]")
_LONGEST_HEAD = 80
_APART = 3  # blocks between two points of one run
_LEAST, _DIGITS = 3, 8  # points that agree, and digits that they have together
_TIMES = 3
_MOST_COLUMNS = 3
_OTHERS = as_pattern(r"(?:其[他它余]|非)$")  # 其他养老支出 is not the row 养老支出
_KIND = as_pattern(r"(?:专业|学校|学院|系|类|[（(][^（）()]*[）)])*的?")


@dataclass(frozen=True, eq=False)
class _Point:
    """A row's name and the figures told below it, by the words that they are told under."""

    position: int
    name: str
    passage: Passage
    index: Lines

    @kept_property
    def lines(self) -> tuple[Line, ...]:
        """The rows of that name, one to a table."""
        found = self.index.by_name[self.name]
        sheets = [line.sheet.id for line in found]
        return tuple(line for line in found if sheets.count(line.sheet.id) == 1)

    @kept_property
    def told(self) -> dict[str, Mention]:
        """What the point tells, by the words it is told under."""
        return _told(self.index, self.passage, self.name)

    def figures(self) -> Iterator[tuple[tuple[str, int], Figure]]:
        for line in self.lines:
            for column, figure in line.figures:
                yield (line.sheet.id, column), figure


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Run by run of points, and in each the words that all of them use."""
    lines = named_row_lines(manuscript)
    if not lines.by_name:
        return
    run: list[_Point] = []
    for point in _points(manuscript, lines):
        if run and point.position - run[-1].position > _APART:
            yield from _in_run(manuscript, run)
            run = []
        run.append(point)
    yield from _in_run(manuscript, run)


def _points(manuscript: Manuscript, lines: Lines) -> Iterator[_Point]:
    """Paragraphs that open with a row's name, and those right below a heading that is one."""
    heading: str | None = None
    for passage in manuscript.passages:
        if passage.kind == "heading":
            heading = _name_ending(lines, passage.plain[:_LONGEST_HEAD])
            continue
        if passage.kind != "paragraph" or not passage.mentions:
            continue
        name = _name_at_head(lines, passage) or heading
        if name is None:
            continue
        yield _Point(manuscript.positions[passage.id], name, passage, lines)


def _name_at_head(lines: Lines, passage: Passage) -> str | None:
    first = next((m for m in passage.mentions if is_firm(m)), None)
    if first is None:
        return None
    end = _HEAD_ENDS.search(passage.plain, 2, first.start)
    if end is not None:
        return _name_ending(lines, passage.plain[: min(end.start(), _LONGEST_HEAD)])
    return _name_in(lines, compact(passage.plain[: min(first.start, _LONGEST_HEAD)]))


def _name_ending(lines: Lines, words: str) -> str | None:
    """The name that the words end with: 养老支出（款）活动经费（项） is not the row 养老支出, whatever 活动经费 is called elsewhere."""
    head = compact(words)
    name = _name_in(lines, head)
    return name if name is not None and _KIND.fullmatch(head, head.rfind(name) + len(name)) else None


def _name_in(lines: Lines, words: str) -> str | None:
    """The last row's name in the words: 专业建设（类）实训设备（项） is the row 实训设备."""
    found, position = None, 0
    while position < len(words):
        known = lines.index.leftmost_in(words[position:])
        if known is None:
            break
        found = None if _OTHERS.search(words, position, position + known[0]) else known[1]
        position += known[0] + len(known[1])
    return found


def _told(lines: Lines, passage: Passage, name: str) -> dict[str, Mention]:
    """Firm figures by their words; what is told twice under the same words is left out."""
    told: dict[str, list[Mention]] = defaultdict(list)
    for mention in passage.mentions:
        if not is_firm(mention):
            continue
        earlier = passage.mentions_in(mention.clause[0], mention.digits_start)
        words = compact(passage.plain[earlier[-1].end if earlier else mention.clause[0] : mention.start])
        at = words.rfind(name)
        if at >= 0 and (kind := _KIND.match(words, at + len(name))) is not None:
            words = words[kind.end() :]
        if OTHER_FIGURE.search(words) or lines.index.leftmost_in(words) is not None:
            continue
        told[bare_name(words) or mention.noun or mention.measure].append(mention)
    return {words: mentions[0] for words, mentions in told.items() if len(mentions) == 1}


def _in_run(manuscript: Manuscript, run: Sequence[_Point]) -> Iterator[Relation | Doubtful]:
    if len({point.name for point in run}) < _LEAST:
        return
    agreeing: dict[str, dict[tuple[str, int], list[_Point]]] = defaultdict(lambda: defaultdict(list))
    for point in run:
        for words, mention in point.told.items():
            for crossing, figure in point.figures():
                if is_like(mention, figure) and tells(mention.number, figure.number):
                    agreeing[words][crossing].append(point)
    for words, columns in agreeing.items():
        most = max(map(len, columns.values()))
        best = [crossing for crossing, points in columns.items() if len(points) == most]
        digits = sum(len(digits_of(point.told[words].number)) for point in columns[best[0]])
        owned = all(
            len(other.get(crossing, ())) < most
            for name, other in agreeing.items()
            if name != words
            for crossing in best
        )
        if most < _LEAST or digits < _DIGITS or not owned:
            continue
        yield from _held_against(manuscript, run, words, best)


def _held_against(
    manuscript: Manuscript, run: Sequence[_Point], words: str, columns: Sequence[tuple[str, int]]
) -> Iterator[Relation | Doubtful]:
    right: list[Relation] = []
    wrong: list[Relation] = []
    for point in run:
        mention = point.told.get(words)
        if mention is None or _is_of_other_time(manuscript, mention):
            continue
        cells = [figure for crossing, figure in point.figures() if crossing in columns and is_like(mention, figure)]
        held = [figure for figure in cells if tells(mention.number, figure.number)]
        if held:
            right.append(_made(mention, point, held[:1], "warning"))
        elif cells and not _is_another(point, mention, cells):
            is_plain = any(is_slip(mention.number, figure.number) for figure in cells)
            wrong.append(_made(mention, point, cells[:_MOST_COLUMNS], "error" if is_plain else "warning"))
    yield from map(Doubtful, right)
    if len(wrong) * _TIMES <= len(right):
        yield from wrong


def _is_another(point: _Point, mention: Mention, cells: Sequence[Figure]) -> bool:
    """The figure stands in the row under another head, or the point tells the cell's figure as well."""
    said = {m.number.value for m in mention.passage.mentions}
    return any(figure.value in said for figure in cells) or any(
        figure.number.digits == mention.number.digits for _, figure in point.figures()
    )


def _is_of_other_time(manuscript: Manuscript, mention: Mention) -> bool:
    when, period = time_before(mention.passage, mention.sentence[0], mention.start)
    return when == -1 or period not in (None, manuscript.data_period)


def _made(mention: Mention, point: _Point, cells: Sequence[Figure], severity: str) -> Relation:
    said = mention.operand(f"{point.name} {mention.raw.strip()}")
    readings = [same(figure.operand(unit=mention.unit), said) for figure in cells]
    return relation("points-of-rows", readings, cue=point.name, severity=severity, place=mention.place)
