"""A share printed to the hundredth is what some figures of the report make, or it is wrong.

Cue: a count and 占 with a share of two decimals, the whole named and known or somewhere in the paragraph; and, as a hint,
such a share of a row or of people who are only named; and a share of what a whole was a year ago. Why it should hold in any report: a share is of somebody whom the
report counts, and a figure with two decimals is met by chance once among thousands. Guards: before anything is told, the
count, its neighbours and their sums, the rows and columns that the sentence names and sums of rows are tried with every figure
of the report, and the share itself may stand in a table; other times, goals and answers of a questionnaire are left alone, and a
whole that the report does not count is hinted at alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Hint, hint_at, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.shares.share_clauses import PLANNED_WHOLE, ShareClause, share_clauses
from nianbao.extraction.shares.share_grounds import Grounds, Named, attained, bounds, grounds_of, sums_of
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
EXAMPLES = (
    Example("fail", "全校在校生2418人。开展活动37次，住校生1506人，占在校生的41.36%。"),
    Example("fail", "专任教师187人，其中正高2人。\n\n学校还有不足，女教师仅占专任教师的59.37%。"),
    Example("fail", "全校在校生由2605人减少到2418人。\n\n住校生1506人，占在校生的57.81%。", "2,605 is the year before"),
    Example("pass", "全校在校生2418人，其中男生1310人。男生占在校生的54.18%。"),
    Example("silent", "全校在校生2418人。住校生1506人，占在校生的62.28%。"),
    Example("silent", "全校在校生2418人。上年住校生1506人，占在校生的41.36%。"),
    Example("silent", "收回问卷2418份。认为课程有用的1506人，占在校生的41.36%。"),
)
_WHOLE = as_pattern(r"在校学?生|毕业生|专任教师|教职工|教师|学生|新生|就业|升学|招生|培训|经费|支出|收入|在籍|面积")
_PEOPLE = as_pattern(r"教师|教职工|学生|男生|女生|生源")
_OF_ALL = as_pattern(r"全[校区市县省]|[两三四]校|学校|全[部体]|总数")
_SURELY, _PERHAPS = 0.6, 0.35
_MOST = 12
_MOST_HINTS = 3
_SENTENCE = 60
_ONE_WHOLE = Decimal("1.5")  # what shares of one whole make together, with one of them wrong


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Shares that the report makes, then those that nothing makes."""
    clauses = [c for c in share_clauses(manuscript) if c.is_of_now and not PLANNED_WHOLE.fullmatch(c.base)]
    if not clauses:
        return
    grounds = grounds_of(manuscript)
    added: dict[tuple[str, int, str], Decimal] = {}
    for clause in clauses:
        added[_beside(clause)] = added.get(_beside(clause), Decimal(0)) + clause.share.number.value
    hints: list[Hint] = []
    for clause in clauses:
        low, high = bounds(clause.share)
        wholes = grounds.called(clause.base) if clause.base else []
        if (left := _of_last_year(clause, grounds, wholes, low, high)) is not None:
            yield left
        elif (made := _held(clause, grounds, wholes, low, high)) is not None:
            yield made
        elif clause.base.startswith("各"):
            continue  # 占各自专业课教师的比例依次为 …: of wholes that need not be printed
        elif added[_beside(clause)] > _ONE_WHOLE:
            continue  # 会计招 48 人，占计划数的 96%；护理招 90 人，占计划数的 93%: each is of its own
        elif not _is_explained(clause, grounds, wholes, low, high):
            told = _told(clause, wholes, low, high)
            if isinstance(told, Hint):
                hints.append(told)
            elif told is not None:
                yield told
    yield from sorted(hints, key=lambda hint: -hint.weight)[:_MOST_HINTS]


def _beside(clause: ShareClause) -> tuple[str, int, str]:
    """Shares of one sentence that are said to be of a whole of the same name."""
    return clause.passage.id, clause.passage.full_sentence_at(clause.share.start)[0], clause.base


def _within(part: float, whole: float, low: float, high: float) -> bool:
    return part <= whole and low * whole <= part <= high * whole


def _of_last_year(
    clause: ShareClause, grounds: Grounds, wholes: Sequence[Named], low: float, high: float
) -> Relation | None:
    """A share of last year's whole, where the figure beside that one says what it is now: left from the year before."""
    share, part = clause.share, clause.beside
    if part is None or share.number.places < 2:
        return None
    value = float(part.number.value)
    if _OF_ALL.fullmatch(clause.base):
        start, _ = clause.passage.full_sentence_at(share.start)
        told = [*_WHOLE.finditer(clause.passage.plain[start : part.start])]
        wholes = [*wholes, *(grounds.called(told[-1][0]) if told else [])]
    if any(_within(value, w.value, low, high) for w in wholes if not w.is_old):
        return None
    for old in wholes:
        now = grounds.now(old) if old.is_old and _within(value, old.value, low, high) else None
        beside = (float(m.number.value) for m in clause.near if m is not old.source)
        if now is not None and not any(_within(value, other, low, high) for other in beside):
            claim = share.operand(f"占{clause.base} {share.raw.strip()}", trust=0.5)
            place = clause.passage.place(part.start, share.end)
            return relation(
                "unfounded-shares", [share_of(claim, [part.named_operand()], [now])], cue=f"占{clause.base}",
                severity="warning", place=place, is_searched=True,
            )  # fmt: skip
    return None


def _held(clause: ShareClause, grounds: Grounds, wholes: Sequence[Named], low: float, high: float) -> Doubtful | None:
    """The share as a part of the paragraph or of the rows named makes it with a whole of the name, or of the paragraph."""
    if clause.share.number.places < 2 and clause.beside is None:
        return None
    parts = [clause.beside] if clause.beside is not None else list(clause.near)
    claim = clause.share.operand(f"占{clause.base} {clause.share.raw.strip()}", trust=0.5)
    reading: Reading | None = None
    for part in parts:
        value = float(part.number.value)
        whole = next((w for w in wholes if _within(value, w.value, low, high) and w.source is not part), None)
        if whole is not None:
            reading = share_of(claim, [part.named_operand()], [whole.operand()])
            break
        near = next((m for m in clause.near if m is not part and are_comparable(m.unit, part.unit) and _within(value, float(m.number.value), low, high)), None)  # fmt: skip
        if near is not None:
            reading = share_of(claim, [part.named_operand()], [near.named_operand()])
            break
    if reading is None and wholes and clause.share.number.places > 1 and clause.beside is None:
        who = compact(clause.who)
        for figure in grounds.cells_named(who, who):
            whole = next((w for w in wholes if w.source is not figure and _within(float(figure.value), w.value, low, high)), None)  # fmt: skip
            if whole is not None:
                reading = share_of(claim, [figure.operand()], [whole.operand()])
                break
    if reading is None:
        return None
    place = clause.passage.place(clause.share.clause[0], clause.share.end)
    return Doubtful(relation("unfounded-shares", [reading], cue=f"占{clause.base}", severity="warning", place=place))


def _is_explained(clause: ShareClause, grounds: Grounds, wholes: Sequence[Named], low: float, high: float) -> bool:
    """True where anything that the sentence may speak of is such a share of any figure of the report."""
    if grounds.shares.get(clause.share.number.digits, set()) - {clause.share.id}:
        return True
    values = [float(m.number.value) for m in clause.near]
    if any(grounds.makes(value, low, high) for value in values):
        return True
    sums = sums_of(clause.near)
    if any(grounds.makes(value, low, high) for value in sums):
        return True
    if any(_within(value, other, low, high) for value in values for other in sums):
        return True
    passage, share = clause.passage, clause.share
    start = max(passage.full_sentence_at(share.start)[0], share.start - _SENTENCE)
    words, who = compact(passage.plain[start : share.start]), compact(clause.who)
    by_column: dict[tuple[str, int], float] = {}
    for figure in grounds.cells_named(who, words):
        if grounds.makes(float(figure.value), low, high):
            return True
        key = (figure.sheet.id, figure.column)
        by_column[key] = by_column.get(key, 0.0) + float(figure.value)
    if any(grounds.makes(value, low, high) for value in by_column.values()):
        return True
    if any(grounds.makes(value, low, high) for value in grounds.runs_of_rows(words)):
        return True
    return clause.beside is None and any(
        attained(low, high, whole.value) for whole in wholes if whole.value == int(whole.value)
    )


def _told(clause: ShareClause, wholes: Sequence[Named], low: float, high: float) -> Relation | Hint | None:
    share, part = clause.share, clause.beside
    if part is None:
        named = wholes or _PEOPLE.search(clause.who) or _WHOLE.search(clause.base)
        return _hint(clause, None, _PERHAPS) if share.number.places > 1 and named and clause.base != "" else None
    larger = [
        m for m in clause.near
        if m is not part and are_comparable(m.unit, part.unit) and m.number.value >= part.number.value
    ]  # fmt: skip
    known = [w for w in wholes if w.value >= float(part.number.value) and not w.is_old]
    if share.number.places < 2:
        return _hint(clause, part, _PERHAPS) if known else None
    if not (known or (larger and not clause.base)):
        return _hint(clause, part, _PERHAPS)
    claim = share.operand(f"占{clause.base} {share.raw.strip()}", trust=0.5)
    operands = [w.operand() for w in known] or [m.named_operand() for m in larger]
    readings = [share_of(claim, [part.named_operand()], [whole]) for whole in operands[:_MOST]]
    place = clause.passage.place(part.start, share.end)
    return relation(
        "unfounded-shares", readings, cue=f"占{clause.base}", severity="warning", place=place, is_searched=True
    )


def _hint(clause: ShareClause, part: Mention | None, weight: float) -> Hint:
    printed = clause.share.raw.strip()
    said = f"{part.raw.strip()}、占 {printed}" if part is not None else f"占 {printed}"
    return hint_at(
        "unfounded-shares", clause.share.id, FAULT, (clause.share.place,),
        f"此处写作 {said}，全文没有哪两个数能得出这一占比，请核对占比、人数和基数",
        f"no two figures of the report that fit these words make {printed}; please compare the share, its part and its base",
        reported=printed, formula=f"{printed} = ?", keys=(clause.share.id,), weight=weight,
    )  # fmt: skip
