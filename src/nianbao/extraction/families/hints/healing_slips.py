"""A quotient that nothing in the report gives, while one slip of the hand undone gives it exactly.

Cue: 生师比 whose digits, two of them exchanged, are students by teachers of this report; 生均 投入 or 拨款 behind a table of money whose total by the
pupils is ten times as much or a tenth. Why it should hold in any report: what fits to the last digit once a slip is undone was meant.
Guards: nothing is said where the figure as printed is the quotient of any such pair, or stands in another place as it is; only students and teachers, only the
total of the table just before.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.tables.raw_rows import named_rows, raw_tables
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge

FAULT = "ratio"
EXAMPLES = (
    Example("fail", "全日制在校生3120人，专任教师219人，生师比为14.52:1。"),
    Example("silent", "全日制在校生3120人，专任教师219人，生师比为14.25:1。"),
    Example("silent", "全日制在校生3120人，专任教师219人，生师比为13.87:1。"),
)  # fmt: skip
_RATIO = as_pattern(r"生师比|[学生]与[\u4e00-\u9fff]{0,4}教师(?:人数|总数)?之?比")
_BARE_RATIO = as_pattern(r"生师比(?:[为是约]|达到?)?$")
_STUDENTS = as_pattern(r"在校(?:学)?生|在籍(?:学)?生|学生总数|学生[\u4e00-\u9fff]{0,3}$|学生数")
_TEACHERS = as_pattern(r"专[任职]教师|专任")
_PER_PUPIL = as_pattern(r"生均[^，。；\d]{0,10}(?:投入|拨款|经费|支出)[^，。；\d]{0,6}$")
_STANDARD = as_pattern(r"标准|定额|公用|增|减|比上|提高|目标")
_MOST_PAIRS = 3000
_LEAST_STUDENTS, _LEAST_TEACHERS = 90, 12
_NEAR = 3  # blocks between a table of money and the mean behind it
_CLOSE = Decimal("0.0006")
_Whole = tuple[Decimal, Place]


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Ratios of students to teachers, then means behind a table of money."""
    said = list(_ratios(manuscript))
    if said:
        yield from _healed(manuscript, said)
    yield from _means(manuscript)


def _ratios(manuscript: Manuscript) -> Iterator[tuple[str, Decimal, Place, str]]:
    for _, rows in named_rows(manuscript):
        for row in rows:
            if row.name.startswith("生师比"):
                for value in row.values:
                    if value.kind in ("", ":1") and value.value % 1:
                        yield value.key, value.value, value.place, value.printed
    for passage in manuscript.prose():
        if _RATIO.search(passage.plain) is None:
            continue
        for mention in passage.mentions:
            is_ratio = mention.unit is not None and mention.unit.dimension == "ratio"
            if (
                mention.number.places and mention.number.hedge is Hedge.NONE
                and (_RATIO if is_ratio else _BARE_RATIO).search(mention.words_before)
                and (is_ratio or mention.unit is None)
            ):  # fmt: skip
                yield mention.id, mention.number.digits, mention.place, mention.raw.strip()


@kept
def people_of(manuscript: Manuscript) -> tuple[list[_Whole], list[_Whole]]:
    """The numbers of pupils and of teachers that the report names anywhere, each with its place."""
    students: dict[Decimal, Place] = {}
    teachers: dict[Decimal, Place] = {}
    for _, rows in named_rows(manuscript):
        for row in rows:
            kept = students if _STUDENTS.search(row.name) else teachers if _TEACHERS.search(row.name) else None
            for value in row.values if kept is not None else ():
                if not value.kind and not value.value % 1:
                    kept.setdefault(value.value, value.place)  # type: ignore[union-attr]
    for sheet in manuscript.sheets:
        for column in sheet.numeric_columns:
            head = "".join(sheet.column_path(column))
            kept = students if _STUDENTS.search(head) else teachers if _TEACHERS.search(head) else None
            for figure in sheet.column_figures(column, sheet.data_rows) if kept is not None else ():
                if not figure.is_percent and not figure.number.places:
                    kept.setdefault(figure.number.digits, figure.place)  # type: ignore[union-attr]
    for passage in manuscript.prose():
        if not _TEACHERS.search(passage.plain) and not _STUDENTS.search(passage.plain):
            continue
        for mention in passage.mentions:
            if mention.measure not in ("人", "名") or mention.number.places or mention.number.digits < _LEAST_TEACHERS:
                continue
            words = mention.words_before[-24:] + mention.noun
            taught = [m.end() for m in _STUDENTS.finditer(words)]
            teaching = [m.end() for m in _TEACHERS.finditer(words)]
            if taught or teaching:
                kept = teachers if max(teaching, default=-1) > max(taught, default=-1) else students
                kept.setdefault(mention.number.value, mention.place)
    return (
        [(n, place) for n, place in students.items() if n >= _LEAST_STUDENTS],
        [(n, place) for n, place in teachers.items() if n >= _LEAST_TEACHERS],
    )


def _healed(manuscript: Manuscript, said: Sequence[tuple[str, Decimal, Place, str]]) -> Iterator[Hint]:
    students, teachers = people_of(manuscript)
    pairs = [(s, t) for s in students for t in teachers][:_MOST_PAIRS]
    for _, rows in raw_tables(manuscript):
        for row in rows:
            # 842 151 113 7: a line of a school, its pupils, its staff and its teachers.
            counts = [f for f in row.figures if not f.kind and not f.digits % 1 and f.digits >= _LEAST_TEACHERS]
            places = {f.digits: row.place(f) for f in counts}
            pairs += [
                ((a, places[a]), (b, places[b])) for a in places for b in places
                if a >= _LEAST_STUDENTS and a > 2 * b
            ] if len(places) < 6 else []  # fmt: skip
    printed = [value for _, value, _, _ in said]
    quotients = sorted(((float(s[0] / t[0]), n) for n, (s, t) in enumerate(pairs)))
    for key, value, place, raw in said:
        if printed.count(value) > 1 or _pair_of(value, quotients) is not None:
            continue
        for meant in swaps(value):
            found = _pair_of(meant, quotients)
            pair = pairs[found] if found is not None else None
            if meant in printed:
                yield _hint(
                    key, (place, next(p for _, v, p, _ in said if v == meant)), "ratio", raw, f"{meant}",
                    f"此处生师比写作 {raw}，别处写作 {meant}，请核对是否数字颠倒", f"the ratio reads {raw} here and {meant} elsewhere", 0.65,
                )  # fmt: skip
                break
            if pair is not None:
                (s, there), (t, _) = pair
                yield _hint(
                    key, (place, there), "ratio", raw, f"{meant}",
                    f"此处生师比写作 {raw}；文中 {s:f} 人 ÷ {t:f} 人 = {meant}，请核对是否数字颠倒",
                    f"the ratio reads {raw}; {s:f} by {t:f} is {meant}: two digits may have been exchanged", 0.65,
                )  # fmt: skip
                break


def _pair_of(value: Decimal, quotients: Sequence[tuple[float, int]]) -> int | None:
    """The first of the pairs whose quotient rounds to a value."""
    room = 0.51 * 10.0 ** int(value.as_tuple().exponent)
    at = bisect_left(quotients, (float(value) - room, -1))
    return quotients[at][1] if at < len(quotients) and quotients[at][0] <= float(value) + room else None


def swaps(value: Decimal) -> Iterator[Decimal]:
    """The figure with two neighbouring digits exchanged, over the point too.

    >>> [str(value) for value in swaps(Decimal("9.04"))]
    ['0.94', '9.40']
    """
    digits = str(value)
    places = [n for n, character in enumerate(digits) if character.isdigit()]
    for left, right in itertools.pairwise(places):
        turned = list(digits)
        turned[left], turned[right] = turned[right], turned[left]
        if digits[left] != digits[right] and (turned[0] != "0" or turned[1] == "."):
            yield Decimal("".join(turned))


# Means of money ----------------------------------------------------------------------------------


def _means(manuscript: Manuscript) -> Iterator[Hint]:
    sheets = {sheet.block.id: sheet for sheet in manuscript.sheets}
    before: list[str] = []
    found: list[tuple[Mention, list[str]]] = []
    passages = {passage.id: passage for passage in manuscript.prose()}
    for block in manuscript.document.blocks:
        if block.kind is BlockKind.TABLE:
            before = [*before[-_NEAR:], block.id]
            continue
        passage = passages.get(block.id)
        before = [*before[-_NEAR:], ""]
        if passage is None or "生均" not in passage.plain:
            continue
        for mention in passage.mentions:
            words = passage.plain[mention.clause[0] : mention.start]
            if (
                mention.is_money
                and mention.number.hedge is Hedge.NONE
                and _PER_PUPIL.search(words)
                and not _STANDARD.search(words)
            ):
                found.append((mention, [name for name in before if name in sheets]))
    if not any(names for _, names in found):
        return
    students, _ = people_of(manuscript)
    for mention, names in found:
        for name in names:
            sheet = sheets[name]
            totals = [figure for (row, _), figure in sheet.figures.items() if sheet.is_total_row(row)]
            yield from _shifted(mention, [(f.number.digits, f.place) for f in totals if not f.is_percent], students)


def _shifted(mention: Mention, totals: Sequence[_Whole], students: Sequence[_Whole]) -> Iterator[Hint]:
    """The total is in 元 or 万元; ten times and a tenth are slips of the point."""
    value = mention.number.value
    quotients = [
        (total * scale / number, total, number, there)
        for total, there in totals for number, _ in students for scale in (Decimal(1), Decimal(10_000))
    ]  # fmt: skip
    if any(abs(q - value) <= value * Decimal("0.02") for q, *_ in quotients):
        return
    for q, total, number, there in quotients:
        if any(abs(q - value * times) <= q * _CLOSE for times in (Decimal(10), Decimal("0.1"))):
            printed = mention.raw.strip()
            yield _hint(
                mention.id, (mention.place, there), "magnitude", printed, f"{q:.0f}",
                f"此处写作 {printed}；前面表中合计 {total:f} 除以学生 {number:f} 人约为 {q:.0f} 元，相差十倍，请核对位数",
                f"{printed} is ten times off: {total:f} by {number:f} pupils is about {q:.0f}", 0.65,
            )  # fmt: skip
            return


def _hint(
    key: str, places: tuple[Place, ...], kind: str, reported: str, expected: str, zh: str, en: str, weight: float
) -> Hint:
    return hint_at(
        "healing-slips", key, kind, places, zh, en, reported=reported, expected=expected,
        formula=f"{reported} → {expected}", weight=weight,
    )  # fmt: skip
