"""Numbers that count headings, points and rows run on without gap or repetition.

Cue: a heading or paragraph opens with a number of a known scheme (1.1.1, 一、, （一）, 3.), a
paragraph speaks of 一是, 二是, or a table has a column 序号. Why it should hold anywhere:
whoever numbers counts on by one; a gap means that something fell out, a repetition that
something was copied; where one number put right makes all run on, that one is told. Guards: a scheme may begin anew at 1 at any time; a sequence whose
first number is not 1 belongs to something unseen and is left alone; 1.2万 at the start of
a paragraph is a quantity.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.table_facts import Sheet
from nianbao.facts.numeral import read_numeral, read_whole, write_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "numbering"
_HAN = "一二三四五六七八九十"
DECIMAL = as_pattern(
    r"\s*(?P<number>\d{1,2}(?:[.．]\d{1,2}){1,4})(?![\d%％])[.．、\s]*(?=[\u4e00-\u9fff“《（(【A-Z]|20\d\d|1[+＋]X)"
)
_QUANTITY = as_pattern(
    r"\s*\d{1,2}[.．]\d{1,2}\s*(?:[万亿％%倍]|(?:个|元|名|亩|人|项|所|年|月|平方米)(?:[，。、的以左]|$))"
)
# Scheme, pattern of the opening; the schemes are counted apart.
OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", as_pattern(rf"\s*第(?P<number>[{_HAN}]{{1,3}}|\d{{1,2}})(?P<sign>[章部篇])(?:分)?")),
    ("section", as_pattern(rf"\s*第(?P<number>[{_HAN}]{{1,3}}|\d{{1,2}})(?P<sign>节)")),
    ("han", as_pattern(rf"\s*(?P<number>[{_HAN}]{{1,3}})(?P<sign>、)")),
    ("han in brackets", as_pattern(rf"\s*[（(]\s*(?P<number>[{_HAN}]{{1,3}})\s*(?P<sign>[）)])")),
    ("plain", as_pattern(r"\s*(?P<number>\d{1,2})\s*(?P<sign>[.．、])(?!\d)")),
    ("brackets", as_pattern(r"\s*[（(]\s*(?P<number>\d{1,2})\s*(?P<sign>[）)])")),
)
# A heading of an outer scheme lets the inner ones begin anew.
_DEPTH = {"chapter": 0, "section": 1, "han": 2, "han in brackets": 3, "plain": 4, "brackets": 5}
POINT = as_pattern(rf"(?:^|(?<=[。；：:，、\s”]))(?P<number>[{_HAN}]{{1,2}})是(?!否|以|由|的|在于)")

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


@dataclass
class _Sequence:
    name: str
    last: int = 0
    places: list[Place] = field(default_factory=list)
    faults: list[tuple[Place, str, str, str]] = field(default_factory=list)  # place, printed, expected, what
    steps: list[tuple[int, str, str]] = field(default_factory=list)  # number, printed, what it should be if counted

    def step(self, number: int, place: Place, printed: str, spell: Callable[[int], str]) -> None:
        expected = self.last + 1
        if number != expected and self.places:
            what = "重复" if number == self.last else "不连续"
            self.faults.append((place, printed, spell(expected), what))
        self.places.append(place)
        self.steps.append((number, printed, spell(len(self.places))))
        self.last = number

    def slip(self) -> int | None:
        """Which one number, put right, would make all run on from 1; None where the sequence needs more than that."""
        wrong = [index for index, (number, _, _) in enumerate(self.steps) if number != index + 1]
        return wrong[0] if len(wrong) == 1 and len(self.steps) > 1 else None


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Sequences of headings, then of points within text, then of rows."""
    yield from _headings(manuscript)
    yield from _points(manuscript)
    for passage in manuscript.prose():
        yield from _within(passage)
    for sheet in manuscript.sheets:
        yield from _rows(sheet)


def _report(sequence: _Sequence, identifier: str, labels: tuple[Place, ...] = ()) -> Iterator[Remark]:
    if len(sequence.places) < 1 or (len(sequence.places) == 1 and sequence.last != 1):
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


def _slip(sequence: _Sequence, index: int, identifier: str) -> Remark:
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


def _run_on(passage: Passage, sequence: _Sequence, start: int, spell: Callable[[int], str]) -> None:
    """（一）…。（二）…。（三）…: further numbers of the same way of writing within the paragraph."""
    while True:
        printed = spell(sequence.last + 1)
        found = passage.plain.find(printed, start)
        if len(printed) < 3 or found < 1 or passage.plain[found - 1] not in "。；;":
            return
        start = found + len(printed)
        sequence.step(sequence.last + 1, passage.place(found, min(len(passage.text), start + 6)), printed, spell)


def _headings(manuscript: Manuscript) -> Iterator[Remark]:
    decimals: dict[tuple[int, ...], _Sequence] = {}
    running: dict[str, _Sequence] = {}
    done: list[tuple[str, _Sequence]] = []
    signs: dict[str, list[tuple[str, Place]]] = {}
    for passage in manuscript.passages:
        if passage.kind in ("caption", "note", "figure", "case"):
            continue
        if (glued := _glued(passage, running.get("plain"))) is not None:
            # 20.2026 年实事: a number that counts on, with a figure right behind its point.
            running["plain"].step(
                int(glued["number"]), passage.place(glued.start(), glued.end()), glued[0].strip(), _spell("", ".", True)
            )
            continue
        match = DECIMAL.match(passage.plain)
        if match is not None and not _QUANTITY.match(passage.plain):
            parts = tuple(int(part) for part in as_pattern(r"[.．]").split(match["number"]))
            place = passage.place(match.start("number"), min(len(passage.text), match.end() + 6))
            prefix, number = parts[:-1], parts[-1]
            sequence = decimals.get(prefix)
            if sequence is None or (number == 1 and sequence.last > 1):
                sequence = decimals[prefix] = _Sequence(f"「{'.'.join(map(str, prefix))}.x」")
                done.append((f"decimal:{'.'.join(map(str, prefix))}:{passage.id}", sequence))
            head = ".".join(map(str, prefix))
            sequence.step(number, place, match["number"], _spell(f"{head}.", "", True))
            continue
        for scheme, pattern in OPENINGS:
            match = pattern.match(passage.plain)
            if match is None:
                continue
            number = read_whole(match["number"]) or 0
            place = passage.place(match.start(), min(len(passage.text), match.end() + 6))
            sequence = running.get(scheme)
            if number == 1 or sequence is None:
                sequence = running[scheme] = _Sequence(
                    {"han": "「一、」级标题", "plain": "「1.」级"}.get(scheme, "标题")
                )
                done.append((f"{scheme}:{passage.id}", sequence))
                for inner in [name for name in running if _DEPTH[name] > _DEPTH[scheme]]:
                    del running[inner]
            head, tail = passage.plain[: match.start("number")].strip(), match["sign"]
            spelled = match["number"].isdigit()
            sequence.step(
                number, place, f"{head}{match['number']}{tail}",
                _spell(head, tail, spelled),
            )  # fmt: skip
            _run_on(passage, sequence, match.end(), _spell(head, tail, spelled))
            for inner in [name for name in running if _DEPTH[name] > _DEPTH[scheme]]:
                del running[inner]
            if passage.kind == "heading" and scheme == "plain":
                signs.setdefault(f"{scheme}:{id(sequence)}", []).append((tail, place))
            break
    for identifier, sequence in done:
        yield from _report(sequence, f"numbering:{identifier}")
    for identifier, printed in signs.items():
        yield from _mixed_signs(identifier, printed)


def _glued(passage: Passage, sequence: _Sequence | None) -> re.Match[str] | None:
    if sequence is None or _QUANTITY.match(passage.plain):
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
    running: _Sequence | None = None
    number_of_run = 0
    done: list[tuple[str, _Sequence]] = []
    for passage in manuscript.passages:
        found = list(POINT.finditer(passage.plain)) if "是" in passage.plain else []
        for match in found:
            number = read_numeral(match["number"]) or 0
            place = passage.place(match.start(), match.end())
            if number == 1 or running is None:
                running = _Sequence("「一是、二是」")
                number_of_run += 1
                done.append((f"points:{passage.id}:{number_of_run}", running))
            running.step(number, place, match[0], lambda n: f"{write_numeral(n)}是")
        if passage.kind == "heading":
            # A run may go on in the next paragraph, but not over a heading.
            running = None
    for identifier, sequence in done:
        if len(sequence.places) > 1:
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
            sequence = _Sequence(f"「{name}」")
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
    sequence = _Sequence("表格")
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
