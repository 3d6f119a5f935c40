"""Tables in lines of text whose cells only spaces part.

Two kinds occur. Where a program kept the layout, wide gaps part the cells and columns stand below
each other. Where somebody copied out of a PDF, single spaces part them and only their number tells
the columns; labels then come in pieces before and after the line with their figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nianbao.documents.document import Certainty, Note, Text
from nianbao.documents.headings import read_numbering
from nianbao.documents.lines.alignment import Fragment, FragmentLine, align
from nianbao.documents.lines.flowing_table import FlowLine, flowing_table
from nianbao.documents.lines.line import Line
from nianbao.documents.lines.paragraph import starts_something
from nianbao.documents.passage import Grid, grid_of
from nianbao.documents.ragged_row import best_columns, column_profile
from nianbao.documents.running_text import EMPTY, display_width, joined
from nianbao.documents.values import is_calendar, is_ordinal, is_value
from nianbao.documents.wording import ends_sentence
from nianbao.facts.pattern import as_pattern

_WIDE_GAP = as_pattern(r"[ \u00a0]*\u3000[ \u00a0\u3000]*|[ \u00a0]{2,}")
_TOKEN = as_pattern(r"\S+")
_YEAR = as_pattern(r"(?:19|20)\d\d(?:[-–—～~至](?:19|20)?\d\d)?")
_SENTENCE = as_pattern(r"[。；！？]|，.*，|(?<!其中)：.{12}")
_SPREAD = as_pattern(r"[合总小共]计|序号|项目|单位|指标|类别|名称|备注|学校|专业|年[度份]")
_MOST_HEADER_LINES = 5
_MOST_PIECES = 6  # lines of a label, its serial number with them
_MOST_FLOWING_HEADS = 16
_MOST_FLOWING_LINES = 300  # no report has a longer table, and there are many ways to part one
_NOT_AGAIN = 5  # lines
_EM = 2.0  # display columns


@dataclass(slots=True)
class SpacedTable:
    """A table found in lines ``start`` to ``end`` (not included) of a text."""

    start: int
    end: int
    grid: Grid
    note: Note | None = None
    end_position: int = 0  # in its stretch
    certain: bool = False  # nothing else could be made of its words
    whole: bool = False  # every word up to the next head has its place: what stands beside it is another table


@dataclass(slots=True)
class _Candidate:
    """A line that may belong to a table, with both ways to part it."""

    index: int
    line: Line
    parts: list[tuple[int, int]]  # parted at wide gaps
    tokens: list[tuple[int, int]]  # parted at every space

    def words(self, cuts: Sequence[tuple[int, int]]) -> list[str]:
        return [self.line.plain[a:b] for a, b in cuts]

    @property
    def is_rich(self) -> bool:
        return len(self.parts) >= 2

    @property
    def is_row(self) -> bool:
        """True for a line with figures in columns."""
        if len(self.tokens) < 2:  # most lines
            return False
        text = self.line.stripped
        # Between wide gaps each cell speaks for itself: 其中：A类 …, a gap, 人, 1306 is a row.
        said = self.words(self.parts) if len(self.parts) >= 3 else [text]
        if any(_SENTENCE.search(words) for words in said) or starts_something(text) or self.line.contents:
            return False
        tokens = self.words(self.tokens)
        values = sum(is_value(token) for token in tokens)
        if len(tokens) == 2 and is_ordinal(tokens[0]) and not is_value(tokens[1]):
            return False
        if values >= 2 or values == 0:
            return values >= 2
        if len(tokens) == 2:
            return is_value(tokens[1])
        return len(tokens) >= 3 and not self._is_spaced_prose(tokens)

    @staticmethod
    def _is_spaced_prose(tokens: Sequence[str]) -> bool:
        """True where figures stand between words as in 共有 7 个专业: a table has few words behind its figures."""
        first = next(i for i, token in enumerate(tokens) if is_value(token))
        behind = [token for token in tokens[first + 1 :] if not is_value(token) and not is_calendar(token)]
        return any(len(token) > 8 for token in behind) or len(behind) > len(tokens) // 2 or "，" in "".join(tokens)


def spaced_tables(lines: Sequence[Line], kinds: Sequence[str]) -> list[SpacedTable]:
    """The tables in those lines that are prose so far."""
    tables: list[SpacedTable] = []
    stretch: list[_Candidate] = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "blank":
            continue
        if kind != "prose":
            tables.extend(_in_stretch(stretch))
            stretch = []
            continue
        stretch.append(_candidate(index, line))
    tables.extend(_in_stretch(stretch))
    return tables


def _candidate(index: int, line: Line) -> _Candidate:
    plain = line.plain
    if line.width > 400 or (" " not in line.stripped and "\u3000" not in line.stripped):
        start = len(plain) - len(plain.lstrip())
        whole = [(start, start + len(plain.strip()))]
        return _Candidate(index, line, whole, whole)
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(plain)]
    if len(tokens) > 1:
        tokens = _spread_whole(plain, _years_whole(plain, tokens))
    parts: list[tuple[int, int]] = []
    for a, b in tokens:
        if parts and not _WIDE_GAP.fullmatch(plain[parts[-1][1] : a]):
            parts[-1] = (parts[-1][0], b)
        else:
            parts.append((a, b))
    return _Candidate(index, line, parts, tokens)


def cells_between_gaps(line: Line) -> list[Text]:
    """The cells of a line, parted at wide gaps."""
    return [line.text(a, b) for a, b in _candidate(0, line).parts]


def words_of(line: Line) -> list[Text]:
    """The words of a line, parted at every space; 2023 年 is one."""
    plain = line.plain
    words: list[tuple[int, int]] = []
    for a, b in _candidate(0, line).tokens:
        if words and a - words[-1][1] == 1 and plain[a] == "岁" and plain[words[-1][1] - 1].isdecimal():
            words[-1] = words[-1][0], b
        else:
            words.append((a, b))
    return [line.text(a, b) for a, b in words]


def _years_whole(plain: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of a line with 2023 年 as one: programs put a blank between digits and Han characters."""
    result: list[tuple[int, int]] = []
    for a, b in tokens:
        if result and a - result[-1][1] == 1 and _YEAR.fullmatch(plain[slice(*result[-1])]) and plain[a] in "年学级届":
            result[-1] = (result[-1][0], b)
        else:
            result.append((a, b))
    return result


def _spread_whole(plain: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words of a line with 合    计 as one: short labels are spread to the width of their column."""
    result: list[tuple[int, int]] = []
    for a, b in tokens:
        if b - a == 1 and result and _SPREAD.fullmatch(plain[slice(*result[-1])] + plain[a]):
            result[-1] = (result[-1][0], b)
        else:
            result.append((a, b))
    return result


def _in_stretch(stretch: list[_Candidate]) -> list[SpacedTable]:
    found: list[SpacedTable] = []
    rows = [candidate.is_row for candidate in stretch]
    position = done = tried = 0
    while position < len(stretch):
        if not rows[position]:
            position += 1
            continue
        flowing = _flowing(stretch, rows, position, done) if position >= tried else None
        if flowing is None and position >= tried:
            tried = position + _NOT_AGAIN  # all ways have been gone through from here; the next line has hardly others
        if flowing is not None:
            found.append(flowing)
            done = position = flowing.end_position
            continue
        end = _region_end(stretch, rows, position)
        if sum(rows[position:end]) < 2:
            position = end
            continue
        start = _header_start(stretch, position, done)
        table = _table(stretch[start:end], position - start)
        if table is not None:
            found.append(table)
            done = end
        position = end
    return found


def _flowing(stretch: Sequence[_Candidate], rows: Sequence[bool], first: int, floor: int) -> SpacedTable | None:
    """The table that begins with the row ``first`` where labels are in pieces between its rows."""
    start = first
    while start > floor and first - start < _MOST_FLOWING_HEADS and _is_head(stretch[start - 1]):
        start -= 1
    heads = {candidate.line.stripped for candidate in stretch[start:first] if len(candidate.tokens) > 1}
    again: set[int] = set()  # lines of a head that the next page says again
    last = first
    position = first + 1
    while position < len(stretch) and position - last - len(again) <= _MOST_PIECES:
        if position - first > _MOST_FLOWING_LINES:
            return None
        if rows[position]:
            last = position
        elif stretch[position].line.stripped in heads:
            again.add(position)
        elif not _is_piece(stretch[position]):
            break
        position += 1
    if last == first:
        return None
    end = last + 1
    while end < len(stretch) and end - last <= 2 and _is_piece(stretch[end]) and _is_beside(stretch, end):
        end += 1
    region = [stretch[index] for index in range(first, end) if index not in again]
    body = [candidate for candidate in region if candidate.is_row]
    parted = sum(candidate.is_rich for candidate in body) * 3 >= 2 * len(body)
    torn = len(body) < len(region) or (start < first and len(stretch[first - 1].tokens) < len(stretch[first].tokens))
    # Gaps that part a cell here and none there do not part cells; then every word may be one.
    uneven = parted and len({len(candidate.parts) for candidate in body}) > 1
    if not (torn or uneven):
        return None
    # As many cells in every row as the head has: none is blank, however the halves on two pages are set.
    widths = {len(candidate.parts) for candidate in body}
    full = widths == {max((len(candidate.parts) for candidate in stretch[start:first]), default=0)} and max(widths) > 3
    if full and _is_torn_apart(body):
        return None
    flow = None
    for by_gaps in (True, False) if parted else (False,):
        if flow is None and (torn or not by_gaps):
            flow = flowing_table(
                [_flow_line(candidate, by_gaps) for candidate in stretch[start:first]],
                [_flow_line(candidate, by_gaps) for candidate in region],
                blanks=torn,
            )
            if flow is not None and not by_gaps and flow.above > 1:
                # The order of words in several lines does not tell which of them are heads of one column.
                flow.grid.certainty = Certainty.UNREAD
    if flow is None:
        return None
    begin, stop = first - flow.above, last + 1 + flow.behind
    note = None
    if torn:
        note = Note(
            f"第{stretch[begin].line.number}行起的表格，行名分在几行里，已按内容拼合，请核对。",
            f"Labels of the table from line {stretch[begin].line.number} on stand in pieces; "
            "they were put together by content.",
        )
    else:
        flow.grid.certainty = Certainty.READ
    return SpacedTable(stretch[begin].index, stretch[stop - 1].index + 1, flow.grid, note, stop)


def _flow_line(candidate: _Candidate, by_gaps: bool) -> FlowLine:
    cuts = candidate.parts if by_gaps else candidate.tokens
    lefts = tuple(a if by_gaps else 0 for a, _ in cuts)
    return FlowLine(tuple(candidate.line.text(a, b) for a, b in cuts), lefts, candidate.is_row)


def _is_piece(candidate: _Candidate) -> bool:
    """True for a piece of a label, or the serial number of a row on a line of its own."""
    return len(candidate.tokens) <= 2 and (_is_label_piece(candidate) or is_ordinal(candidate.line.stripped))


def _is_head(candidate: _Candidate) -> bool:
    text = candidate.line.stripped
    if is_ordinal(text):
        return True
    if starts_something(text) or read_numbering(text) is not None or ends_sentence(text) or _SENTENCE.search(text):
        return False
    return all(display_width(word) <= 28 for word in candidate.words(candidate.tokens)) and not text.endswith("，")


def _is_beside(stretch: Sequence[_Candidate], index: int) -> bool:
    """True for a line right below the one before it, or with the same blank between as other lines have."""
    step = stretch[index].line.number - stretch[index - 1].line.number
    return step <= max(1, stretch[index - 1].line.number - stretch[index - 2].line.number)


def _region_end(stretch: Sequence[_Candidate], rows: Sequence[bool], start: int) -> int:
    """Behind the last row: pieces of labels may stand between rows, sentences and headings may not."""
    end = start + 1
    position = end
    while position < len(stretch) and position - end < 3:
        candidate = stretch[position]
        if rows[position]:
            end = position + 1
        elif not _is_label_piece(candidate) or len(candidate.tokens) > 2:
            break
        position += 1
    # The last row's label may go on below it.
    if end < len(stretch) and end - start >= 2 and _is_label_piece(stretch[end]) and len(stretch[end].tokens) <= 2:
        last = stretch[end - 1].words(stretch[end - 1].tokens)
        if is_value(last[0]) or "".join(last).count("（") > "".join(last).count("）"):
            end += 1
    return end


def _is_label_piece(candidate: _Candidate) -> bool:
    text = candidate.line.stripped
    numbering = read_numbering(text)
    return (
        display_width(text) <= 40
        and not _SENTENCE.search(text)
        and not text.endswith(("，", "：", ":"))
        and not starts_something(text)
        and (numbering is None or numbering.scheme not in ("decimal", "han", "chapter", "han_bracket"))
    )


def _header_start(stretch: Sequence[_Candidate], first_row: int, floor: int) -> int:
    """The first line of the heads above a table: several words without a sentence, below caption or heading."""
    start = first_row
    while start > floor and first_row - start < _MOST_HEADER_LINES:
        candidate = stretch[start - 1]
        text = candidate.line.stripped
        if not _is_label_piece(candidate) and not (candidate.is_rich and not starts_something(text)):
            break
        if _SENTENCE.search(text) or text.endswith(("，", "：", ":")) or read_numbering(text) is not None:
            break
        start -= 1
    # A lone title above the heads is the table's caption and not one of them.
    while start < first_row and len(stretch[start].tokens) == 1 and len(stretch[start].line.stripped) > 6:
        start += 1
    return start


def _table(region: Sequence[_Candidate], heads: int) -> SpacedTable | None:
    # Halves of labels stand alone on their lines; only lines with figures tell whether gaps part the cells.
    rows = [candidate for candidate in region[heads:] if candidate.is_row]
    rich = sum(candidate.is_rich for candidate in rows)
    grid: Grid | None = None
    note = None
    if _is_torn_apart(region):
        # The halves of a table on two pages stand in other places, but no row lacks a cell: their order tells.
        grid, note = _counted([replace(candidate, tokens=candidate.parts) for candidate in region], heads)
    if grid is None and rich * 3 >= len(rows) * 2:
        grid = _aligned(region)
    if grid is None:
        grid, note = _counted(region, heads)
    if grid is None:
        return None
    return SpacedTable(region[0].index, region[-1].index + 1, grid, note)


_WIDEST_SPREAD = 1.5  # characters a column


def _is_torn_apart(region: Sequence[_Candidate]) -> bool:
    """True where all rows have the same number of cells, and these do not stand below each other."""
    rows = [candidate for candidate in region if candidate.is_row]
    counts = {len(candidate.parts) for candidate in rows}
    width = max(counts, default=0)
    if any(len(words) == 1 and not words.isdigit() for row in rows for words in row.words(row.parts)[:2]):
        # 合 计: one word written as two cells.
        return False
    return (
        len(counts) == 1
        and width > 3
        and min(_spread(region, len), _spread(region, display_width)) > _WIDEST_SPREAD * width
    )


def _aligned(region: Sequence[_Candidate]) -> Grid | None:
    """The table of a text that kept its layout."""
    numbers = [candidate.line.number for candidate in region]
    step = min((b - a for a, b in pairwise(numbers)), default=1) or 1
    measure = len if 2 * _spread(region, len) < _spread(region, display_width) else display_width
    lines = []
    for candidate in region:
        fragments = []
        for a, b in candidate.parts:
            left = measure(candidate.line.plain[:a])
            width = measure(candidate.line.plain[a:b])
            fragments.append(Fragment(left, left + width, candidate.line.text(a, b)))
        lines.append(FragmentLine(candidate.line.number / step * 1.5 * _EM, fragments))
    aligned = align(lines, _EM)
    return aligned.grid if aligned is not None else None


def _spread(region: Sequence[_Candidate], measure: Callable[[str], int]) -> float:
    """How far the cells of one column stand apart, by their left edges, right edges or middles, whichever is least.

    An editor sets a Han character as wide as two others; programs that take text out of a PDF count characters.
    """
    counts = Counter(len(candidate.parts) for candidate in region if candidate.is_row)
    width = max(counts, key=lambda n: (counts[n], n), default=0)
    rows = [candidate for candidate in region if candidate.is_row and len(candidate.parts) == width]
    spread = 0.0
    for column in range(width):
        edges = [
            (measure(row.line.plain[: row.parts[column][0]]), measure(row.line.plain[: row.parts[column][1]]))
            for row in rows
        ]
        spread += min(
            _range([a for a, _ in edges]), _range([b for _, b in edges]), _range([(a + b) / 2 for a, b in edges])
        )
    return spread


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)


def _counted(region: Sequence[_Candidate], heads: int) -> tuple[Grid | None, Note | None]:
    """The table of a text that lost its layout: columns by the number of words in a row."""
    rows = region[heads:]
    counts = Counter(len(candidate.tokens) for candidate in rows if candidate.is_row)
    width = max(counts, key=lambda n: (counts[n], n))
    if width < 2 or counts[width] < 2:
        return None, None
    guessed = False
    full = [candidate.words(candidate.tokens) for candidate in rows if len(candidate.tokens) == width]
    profile = column_profile(full, width)
    head = profile[0].shapes
    place = (
        1 if width > 2 and head["ordinal"] > head["words"] else 0
    )  # where the label stands: behind the serial number
    body: list[list[Text]] = []
    before: list[Text] = []  # pieces of a label whose figures come on the next line
    open_label = False
    for number, candidate in enumerate(rows):
        piece_next = number + 1 < len(rows) and not rows[number + 1].is_row
        cells = [candidate.line.text(a, b) for a, b in candidate.tokens]
        if not candidate.is_row:
            if (open_label and body) or (body and body[-1][place].text.count("（") > body[-1][place].text.count("）")):
                body[-1][place] = joined([body[-1][place], *cells])
            else:
                before.extend(cells)
            guessed = True
            continue
        cells = _words_joined(cells, width)
        bare = len(cells) == width - 1 and is_value(cells[0].text) and bool(before or piece_next)
        if bare:
            cells = [*cells[:place], joined(before) if before else EMPTY, *cells[place:]]
            open_label, before, guessed = True, [], True
        else:
            if before:
                body.append([*[EMPTY] * place, joined(before), *[EMPTY] * (width - 1 - place)])
                before = []
            open_label = False
            if len(cells) < width:
                placed = [EMPTY] * width
                for column, cell in zip(best_columns([c.text for c in cells], profile), cells, strict=True):
                    placed[column] = cell
                cells, guessed = placed, True
        body.append(cells)
    if before and body:
        body[-1][place] = joined([body[-1][place], *before])
    header, sure = _heads([[c.line.text(a, b) for a, b in c.tokens] for c in region[:heads]], width)
    note = None
    if not sure or guessed:
        note = Note(
            f"第{region[0].line.number}行起的表格没有分列标记，列是按内容推断的，请核对。",
            f"The table from line {region[0].line.number} on has nothing between its columns; they were inferred.",
        )
    return grid_of([*header, *body], Certainty.GUESSED if not sure or guessed else Certainty.READ), note


def _words_joined(cells: list[Text], width: int) -> list[Text]:
    """Too many words: those of one label (会 计) are put together."""
    while len(cells) > width:
        pair = next(
            (
                i
                for i in range(len(cells) - 1)
                if not is_value(cells[i].text) and not is_value(cells[i + 1].text) and not is_ordinal(cells[i].text)
            ),
            None,
        )
        if pair is None:
            break
        cells = [*cells[:pair], joined([cells[pair], cells[pair + 1]], " "), *cells[pair + 2 :]]
    return cells


def _heads(lines: list[list[Text]], width: int) -> tuple[list[list[Text]], bool]:
    """The header rows that words above a table make, and whether nothing had to be guessed."""
    lines = [line for line in lines if line]
    if not lines:
        return [], True
    if len(lines) == 1 and len(lines[0]) == width:
        return [lines[0]], True
    flat = [cell for line in lines for cell in line]
    if len(flat) == width:
        return [flat], False
    if len(lines) >= 2:
        upper = [cell for line in lines[:-1] for cell in line]
        lower = lines[-1]
        wide = len(upper) + len(lower) - width
        if len(lower) < width and 1 <= wide <= len(upper) and len(lower) % wide == 0:
            single = upper[: len(upper) - wide]
            each = len(lower) // wide
            top = list(single)
            for cell in upper[len(single) :]:
                top.extend([cell, *[EMPTY] * (each - 1)])
            return [top, [*[EMPTY] * len(single), *lower]], False
        if len(lower) == width:
            return [[joined(upper, " "), *[EMPTY] * (width - 1)], lower], False
    if len(flat) < width:
        return [[*[EMPTY] * (width - len(flat)), *flat]], False
    rest = joined(flat[width - 1 :], " ")
    return [[*flat[: width - 1], rest]], False
