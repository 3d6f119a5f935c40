"""Numbers that count headings, points and rows run on without gap or repetition.

Cue: a heading or paragraph opens with a number of a known scheme (1.1.1, 一、, （一）, 3.), a
paragraph speaks of 一是, 二是, or a table has a column 序号. Why it should hold anywhere:
whoever numbers counts on by one; a gap means that something fell out, a repetition that
something was copied; where one number put right makes all run on, that one is told. Guards: a scheme may begin anew at 1 at any time; a number
that goes on with a list which the running one interrupted returns to it, unless a heading has closed that list (where
nothing in the print tells the two apart, that is a hint); numbers in lines of a table that could not be read are not
missing; a sequence whose first number is not 1 belongs to something unseen and is left alone; 1.2万 at the start of a
paragraph is a quantity.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.numbering.number_openings import QUANTITY, following_numbers, openings_of
from nianbao.extraction.numbering.number_runs import Look, NumberRun, OpenRuns
from nianbao.extraction.tables.table_facts import Sheet
from nianbao.facts.numeral import read_numeral, read_whole, write_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "numbering"
_HAN = "一二三四五六七八九十"
# A heading of an outer scheme lets the inner ones begin anew.
_DEPTH = {"chapter": 0, "section": 1, "han": 2, "han in brackets": 3, "plain": 4, "brackets": 5}
# 二是以就业为导向 counts; 之一是的 and 一是否 do not. 一要…，二要… counts as well.
POINT = as_pattern(
    rf"(?:^|(?<=[。；：:，、\s”]))(?P<number>[{_HAN}]{{1,2}})(?P<word>是(?!否|的)|要(?!求|么|素|点|件|务|领))"
)

EXAMPLES = (
    Example("fail", "1. 基本情况\n\n1.1 规模\n\n全区有学校。\n\n1.3 师资\n\n教师队伍稳定。\n"),
    Example("fail", "一、学生发展\n\n学生全面发展。\n\n三、质量保障\n\n质量稳步提升。\n"),
    Example("fail", "主要做了以下工作。一是完善制度。三是加强培训。"),
    Example("fail", "主要措施：（1）加强师资建设；（2）建设实训基地；（4）促进充分就业。"),
    Example("fail", "序号\t指标\t单位\t数值\n1\t学生数\t人\t20\n2\t教师数\t人\t5\n4\t班级数\t个\t2\n"),
    Example("pass", "1. 基本情况\n\n1.1 规模\n\n全区有学校。\n\n1.2 师资\n\n教师队伍稳定。\n"),
    Example("pass", "主要做了以下工作。一是完善制度。二是加强培训。"),
    Example("silent", "1.指标说明：见附表。\n\n2.2026年实事：共十件。\n\n3.名词解释：见文末。\n"),
    Example("pass", "分三步走：第一步，调研；第二步，论证；第三步，实施。"),
    Example("silent", "建筑面积稳步增加。\n\n1.2万平方米的新校区投入使用。\n\n3.5亿元资金到位。\n"),
    Example("silent", "3.1 课堂\n\n扎实。\n\n3.2 1+X证书试点\n\n开展。\n\n3.3 实践\n\n推进。\n"),
)


_LEAST_POINTS = 3
_LEAST_SIGNS = 3  # characters of a number that is found within a paragraph: （二）, and not 2.


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Sequences of headings, then of points within text, then of rows."""
    yield from _headings(manuscript)
    yield from _points(manuscript)
    for passage in manuscript.prose():
        yield from _within(passage)
    for sheet in manuscript.sheets:
        yield from _rows(sheet)


def _report(sequence: NumberRun, identifier: str, labels: tuple[Place, ...] = ()) -> Iterator[Remark]:
    if len(sequence.places) < 1 or (len(sequence.places) == 1 and sequence.last != 1):
        return
    yield from _return(sequence, identifier)
    if sequence.beside is not None and len(sequence.places) == len(sequence.beside.places) == 1:
        yield _twice_first(sequence.beside, sequence, identifier)
        return
    slip = sequence.slip()
    faulty = {fault[0] for fault in sequence.faults} if slip is None else {sequence.places[slip]}
    sound = tuple(place for place in sequence.places if place not in faulty)
    if sound:
        yield Remark(
            f"{identifier}:run", "numbering", FAULT, (*sound, *labels), f"{sequence.name}编号连续", f"{sequence.name} runs on",
            holds=True, formula=f"{sound[0].text.strip()} … {sound[-1].text.strip()}",
        )  # fmt: skip
    if slip is not None and sequence.faults:
        yield _slip(sequence, slip, identifier)
        return
    for place, printed, expected, what in sequence.faults:
        before = sequence.places[sequence.places.index(place) - 1]
        yield Remark(
            f"{identifier}:{place.line or place.paragraph or 0}:{printed}",
            "numbering",
            FAULT,
            (place, before),
            f"{sequence.name}编号{what}：「{before.text.strip()}」之后是「{printed}」，应为「{expected}」；请核对是否缺漏或重编号",
            f"“{printed}” follows “{before.text.strip()}”; expected “{expected}”: "
            "is a part missing, or is the number wrong?",
            reported=printed,
            expected=expected,
            formula=f"{before.text.strip()} → {printed} ≠ {expected}",
        )


def _return(sequence: NumberRun, identifier: str) -> Iterator[Remark]:
    """A number that goes on with an outer list, which nothing in the print tells from the list inside it."""
    for place, printed, expected in sequence.returns:
        before = sequence.places[-1]
        yield Remark(
            f"{identifier}:return:{place.line or place.paragraph or 0}:{printed}", "numbering", FAULT, (place, before),
            f"「{before.text.strip()}」之后是「{printed}」：接的是前面一组编号，还是应为「{expected}」？请核对",
            f"“{printed}” follows “{before.text.strip()}”: does it go on with an earlier list, or should it be “{expected}”?",
            severity="info", reported=printed, expected=expected, formula=f"{before.text.strip()} → {printed} ≠ {expected}",
        )  # fmt: skip


def _twice_first(first: NumberRun, second: NumberRun, identifier: str) -> Remark:
    """（一）…（一）… and no （二）: nobody numbers a single thing."""
    place, before = second.places[0], first.places[0]
    printed = second.steps[0][1]
    severity = "warning" if first.looks[0].is_heading and second.looks[0].is_heading else "info"
    return Remark(
        f"{identifier}:twice", "numbering", FAULT, (place, before),
        f"{second.name}编号重复：「{before.text.strip()}」之后又是「{printed}」，而没有下一号；请核对", f"“{printed}” follows “{before.text.strip()}”, and no next number does: is the second one wrong?",
        severity=severity, reported=printed, expected=second.spelled_next, formula=f"{before.text.strip()} → {printed}",
    )  # fmt: skip


def _slip(sequence: NumberRun, index: int, identifier: str) -> Remark:
    """The one number out of place, told beside its neighbour."""
    place = sequence.places[index]
    _, printed, expected = sequence.steps[index]
    beside = sequence.places[index - 1 if index else 1]
    what = "重复" if index and sequence.steps[index - 1][0] == sequence.steps[index][0] else "不连续"
    order, order_en = ("之后", "follows") if index else ("之前", "precedes")
    return Remark(
        f"{identifier}:{place.line or place.paragraph or 0}:{printed}", "numbering", FAULT, (place, beside),
        f"{sequence.name}编号{what}：「{beside.text.strip()}」{order}是「{printed}」，应为「{expected}」；请核对是否缺漏或重编号",
        f"“{printed}” {order_en} “{beside.text.strip()}”; expected “{expected}”: "
        "is a part missing, or is the number wrong?",
        reported=printed, expected=expected, formula=f"{beside.text.strip()}, {printed} ≠ {expected}",
    )  # fmt: skip


def _run_on(passage: Passage, sequence: NumberRun, start: int, spell: Callable[[int], str]) -> None:
    """（一）…。（二）…。（三）…: further numbers of the same way of writing within the paragraph."""
    while len(spell(sequence.last)) >= _LEAST_SIGNS:
        found = [
            (at, number)
            for number in range(sequence.last, sequence.last + 3)
            if (at := _behind_a_stop(passage.plain, spell(number), start)) > 0
        ]
        if not found:
            return
        at, number = min(found)
        start = at + len(spell(number))
        sequence.step(number, passage.place(at, min(len(passage.text), start + 6)), spell(number), spell)


def _behind_a_stop(text: str, words: str, start: int) -> int:
    at = text.find(words, start)
    while at > 0 and text[at - 1] not in "。；;":
        at = text.find(words, at + 1)
    return at


def _headings(manuscript: Manuscript) -> Iterator[Remark]:
    decimals: dict[tuple[int, ...], NumberRun] = {}
    open_runs = OpenRuns()
    done: list[tuple[str, NumberRun]] = []
    signs: dict[str, list[tuple[str, Place]]] = {}
    items = openings_of(manuscript)
    latest: tuple[NumberRun, Callable[[int], str]] | None = None
    following = following_numbers(items)
    for index, item in enumerate(items):
        passage, match = item.passage, item.match
        level = manuscript.blocks[passage.id].level if passage.kind == "heading" else None
        running = open_runs.running("plain")
        if item.is_sure and (glued := _glued(passage, running)) is not None and running is not None:
            # 20.2026 年实事: a number that counts on, with a figure right behind its point.
            running.step(
                int(glued["number"]), passage.place(glued.start(), glued.end()), glued[0].strip(), _spell("", ".", True)
            )
            continue
        if match is None:
            if level is not None:
                open_runs.close(level)
                latest = None
            elif latest is not None and item.is_sure:
                # （一）师资。教师紧缺。（二）经费。: its own heading may have been cut off the paragraph.
                _run_on(passage, latest[0], 0, latest[1])
            continue
        if item.scheme == "decimal":
            if level is not None:
                open_runs.close(level)
            parts = tuple(int(part) for part in as_pattern(r"[.．]").split(match["number"]))
            place = passage.place(match.start("number"), min(len(passage.text), match.end() + 6))
            prefix, number = parts[:-1], parts[-1]
            sequence = decimals.get(prefix)
            if sequence is None or (number == 1 and sequence.last > 1):
                sequence = decimals[prefix] = NumberRun(f"「{'.'.join(map(str, prefix))}.x」")
                done.append((f"decimal:{'.'.join(map(str, prefix))}:{passage.id}", sequence))
            head = ".".join(map(str, prefix))
            sequence.step(number, place, match["number"], _spell(f"{head}.", "", True))
            continue
        scheme, number = item.scheme, item.number
        head, tail = passage.plain[: match.start("number")].strip(), match["sign"]
        look = Look(
            f"{passage.text[: match.start('number')].strip()}{passage.text[slice(*match.span('sign'))]}"
            f"{'' if passage.plain[match.end() :].strip() else '|'}",
            *(() if level is None else (level,)),
        )
        inner = open_runs.running(scheme)
        run = open_runs.goes_on(scheme, number, look, following[index]) if number != 1 else None
        if not item.is_sure and (run.last if run is not None else 0) != number - 1:
            continue
        if run is None:
            alone = inner if number == 1 and inner is not None and inner.is_alone(look) else None
            run = open_runs.begin(scheme, NumberRun({"han": "「一、」级标题", "plain": "「1.」级"}.get(scheme, "标题")))
            run.beside = alone
            done.append((f"{scheme}:{passage.id}", run))
        open_runs.leave([deeper for deeper in _DEPTH if _DEPTH[deeper] > _DEPTH[scheme]])
        if level is not None:
            open_runs.close(level + 1, but=run)
        run.looks.append(look)
        place = passage.place(match.start(), min(len(passage.text), match.end() + 6))
        spell = _spell(head, tail, match["number"].isdigit())
        printed = f"{head}{match['number']}{tail}"
        if inner is not None and inner is not run and number != 1 and inner.is_like(run, look):
            inner.returns.append((place, printed, spell(inner.last + 1)))
        run.step(number, place, printed, spell)
        latest = (run, spell) if item.is_sure else None
        if item.is_sure:
            _run_on(passage, run, match.end(), spell)
        if passage.kind == "heading" and scheme == "plain":
            signs.setdefault(f"{scheme}:{id(run)}", []).append((tail, place))
    for identifier, sequence in done:
        yield from _report(sequence, f"numbering:{identifier}")
    for identifier, places in signs.items():
        yield from _mixed_signs(identifier, places)


def _glued(passage: Passage, sequence: NumberRun | None) -> re.Match[str] | None:
    if sequence is None or QUANTITY.match(passage.plain):
        return None
    if not passage.plain.lstrip().startswith(str(sequence.last + 1)):
        return None
    return re.match(rf"\s*(?P<number>{sequence.last + 1})[.．](?=20\d\d年|\d[+＋])", passage.plain)


def _spell(head: str, tail: str, in_digits: bool) -> Callable[[int], str]:
    """How a number of this scheme is printed."""
    return lambda number: f"{head}{number if in_digits else write_numeral(number)}{tail}"


def _mixed_signs(identifier: str, printed: list[tuple[str, Place]]) -> Iterator[Remark]:
    used = sorted({sign for sign, _ in printed})
    if len(used) == 2 and len(printed) >= 4:
        odd = min(used, key=lambda sign: sum(sign == other for other, _ in printed))
        strange = [place for sign, place in printed if sign == odd]
        if len(strange) <= len(printed) // 4:
            usual = used[0] if odd == used[1] else used[1]
            yield Remark(
                f"numbering:sign:{strange[0].line or strange[0].paragraph}", "numbering", FAULT, tuple(strange),
                f"标题编号标点不一致：此处用「{odd}」，其余用「{usual}」", f"This heading's number ends in {odd}, the others in {usual}",
                severity="info", reported=odd, expected=usual, formula=f"{odd} ≠ {usual}",
            )  # fmt: skip


def _points(manuscript: Manuscript) -> Iterator[Remark]:
    open_runs = OpenRuns()
    number_of_run, last_passage = 0, ""
    done: list[tuple[str, NumberRun]] = []
    for passage in manuscript.passages:
        found = list(POINT.finditer(passage.plain)) if "是" in passage.plain or "要" in passage.plain else []
        for match in found:
            number, word = read_numeral(match["number"]) or 0, match["word"]
            place = passage.place(match.start(), match.end())
            look = Look("first" if not passage.plain[: match.start()].strip() else "within")
            running = None if number == 1 else open_runs.running(word)
            if running is not None and look.style == "first" and not running.has_style("first"):
                # A list inside the point of an outer list, whose points begin paragraphs.
                running = open_runs.goes_on(word, number, look, None, of_that_style=True)
            if running is None:
                before = open_runs.running(word)
                running = open_runs.begin(word, NumberRun(f"「一{word}、二{word}」"))
                number_of_run += 1
                if number == 1 and before is not None and before.is_alone(look) and passage.id == last_passage:
                    running.beside = before
                done.append((f"points:{passage.id}:{number_of_run}", running))
            last_passage = passage.id
            running.looks.append(look)
            running.step(number, place, match[0], lambda n, word=word: f"{write_numeral(n)}{word}")  # type: ignore[misc]
        if passage.kind == "heading":
            # A run may go on in the next paragraph, but not over a heading.
            open_runs.leave(("是", "要"))
    for identifier, sequence in done:
        if len(sequence.places) > 1 or sequence.beside is not None:
            yield from _report(sequence, f"numbering:{identifier}")


_BEFORE = r"(?:^\s*|(?<=[。；：:，、！？;,]))\s*"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
# Ways of numbering within a paragraph.
_WITHIN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("（1）", as_pattern(_BEFORE + r"[（(](?P<n>\d{1,2})[）)](?=\s*[\u4e00-\u9fff“《])")),
    ("①", as_pattern(_BEFORE + rf"(?P<n>[{_CIRCLED}])(?=\s*[\u4e00-\u9fff“《])")),
    ("第一，", as_pattern(_BEFORE + rf"第(?P<n>[{_HAN}]{{1,2}})(?=[，、：])")),
    ("其一", as_pattern(_BEFORE + rf"其(?P<n>[{_HAN}])(?=[，、：是])")),
    (
        "第一步",
        as_pattern(
            _BEFORE
            + rf"第(?P<n>[{_HAN}])(?:个?(?:阶段|环节|方面)|步|件)(?=[，、：是为]|[\u4e00-\u9fff]{{2,8}}[，；。：])"
        ),
    ),
)
_MAY_COUNT = as_pattern(rf"[（(]\d|[{_CIRCLED}]|[第其][{_HAN}]")


def _within(passage: Passage) -> Iterator[Remark]:
    """（1）…；（2）…；（4）…: points that a paragraph numbers by itself."""
    if not _MAY_COUNT.search(passage.plain):
        return
    for name, pattern in _WITHIN:
        runs: list[list[tuple[int, re.Match[str]]]] = []
        for match in pattern.finditer(passage.plain):
            printed = match["n"]
            number = _CIRCLED.find(printed) + 1 or read_whole(printed) or 0
            if number == 1:
                runs.append([])
            if runs:
                runs[-1].append((number, match))
        for position, run in enumerate(runs):
            numbers = [number for number, _ in run]
            # One number missing or said twice; anything wilder is no count of points.
            steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
            if (
                len(run) < _LEAST_POINTS
                or any(step not in (0, 1, 2) for step in steps)
                or sum(s != 1 for s in steps) > 1
            ):
                continue
            sequence = NumberRun(f"「{name}」")
            for number, match in run:
                written = match[0].strip()
                place = passage.place(match.end() - len(written), match.end())
                sequence.step(number, place, written, _spell_within(written, match["n"]))
            yield from _report(sequence, f"within:{name}:{passage.id}:{position}")


def _spell_within(written: str, printed: str) -> Callable[[int], str]:
    """How another number of the same way of writing is printed."""

    def spell(number: int) -> str:
        if printed in _CIRCLED:
            return written.replace(printed, _CIRCLED[number - 1])
        return written.replace(printed, str(number) if printed.isdigit() else write_numeral(number))

    return spell


def _rows(sheet: Sheet) -> Iterator[Remark]:
    column = sheet.ordinal_column
    if column is None:
        return
    sequence = NumberRun("表格")
    labels: list[Place] = []
    for row in range(sheet.first_data_row, sheet.row_count):
        cell = sheet.cell(row, column)
        if cell is None or not as_pattern(r"\s*\d{1,3}\s*[.、]?\s*").fullmatch(cell.text.text):
            continue
        number = int(as_pattern(r"\D").sub("", cell.text.text))
        place = sheet.place(row, column)
        if number == 1 and sequence.last > 1:
            # The rows begin to count anew: another list hangs below.
            break
        sequence.step(number, place, str(number), str)
        if (label := sheet.label_place(row)) is not None:
            labels.append(label)
    if len(sequence.places) >= 2:
        yield from _report(sequence, f"numbering:{sheet.id}", tuple(labels))
