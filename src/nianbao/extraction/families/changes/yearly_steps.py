"""So much a year, from the one value to the other: the step is the change shared out over the years between them.

Cue: 年均 or 平均每年 with a word of change behind two values of one thing (由2020年的1200人增加到2023年的1500人，年均增长7.7%，年均增加100人),
behind a change against a named year (比2018年增长30%，年均增长5.4%) or behind a change of so many years (三年增加300人，年均增加100人). Why it
should hold in any report: what grows by p per cent a year is after n years (1+p)ⁿ times what it was, and n equal steps make the
whole change. Guards: the years stand in the sentence, and 近三年 may count the years or the steps between them; the figure of the
year is said of the values, so that no other subject and no other prices (实际, 可比价) stand between; a rate of so many years
is in the prices of the yearly one; shares, hedged values and goals are left alone; with a hedge of its own (约, 以上) the step is compared as that hedge says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from nianbao.extraction.claims import growth_of, ratio_of, relation, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import are_of_one_unit, from_to, way
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "growth"
EXAMPLES = (
    Example("fail", "在校生由2020年的1200人增加到2023年的1500人，年均增长8.7%。"),
    Example("fail", "在校生由2020年的1200人增加到2023年的1500人，平均每年增加110人。"),
    Example("fail", "三年间专任教师从160人增加到190人，年均增加20人。"),
    Example("fail", "2023年招生1560人，比2018年增长30%，年均增长4.5%。"),
    Example("fail", "五年累计增加实训工位600个，年均增加210个。"),
    Example("pass", "在校生由2020年的1200人增加到2023年的1500人，年均增长7.7%。"),
    Example("pass", "近三年专任教师从160人增加到190人，年均增加15人。"),
    Example("pass", "2023年招生1560人，比2018年增长30%，年均增长5.4%。"),
    Example("silent", "在校生由1200人增加到1500人，年均增长7.7%。"),
    Example("silent", "产值由2020年的1200万元增加到2023年的1500万元，按可比价格计算，年均增长5.2%。"),
    Example("silent", "在校生由2020年的1200人增加到2023年的1500人，教师年均增长5.2%。"),
)
_WORD = r"增[加长]|递增|提高|上升|扩大|新增|净增|减少|递减|下降|降低"
_YEARLY = as_pattern(
    rf"^\s*[，,、（(]?\s*(?:[两二三四五六七八九十\d]{{1,2}}年(?:间|来|内)?)?(?:年均|平均每年|每年平均|年平均)(?P<word>{_WORD})(?:幅度?|率)?(?:了|约|为|是|达到?)*\s*$"
)
_YEAR = r"(?:(?:19|20)\d\d|[一二][九〇○零][〇○零一二三四五六七八九]{2})"
_OF_YEAR = as_pattern(rf"(?P<year>{_YEAR})\s*(?:[-—–~～至]\s*(?P<until>{_YEAR})\s*)?(?:学年|年)")
_AGAINST = as_pattern(rf"[，,]\s*[比较]\s*(?P<year>{_YEAR})\s*(?:学年|年)[度底末初]?的?(?P<word>{_WORD})(?:了)?\s*$")
_SO_MANY = as_pattern(
    r"(?<![第\d十])(?P<near>[近前这过去]{0,2})(?P<number>[两二三四五六七八九十]|\d{1,2})个?年(?:间|来|内|里|时间|以来|共|累计|总共)*"
)
_ADDED_UP = as_pattern(
    rf"(?P<number>[两二三四五六七八九十]|\d{{1,2}})年(?:间|来|内|里)?(?:共|累计|总共|合计|一共)?(?P<word>{_WORD})了?[^，。；\d]{{0,10}}$"
)
_REAL_TERMS = as_pattern(r"可比|不变价|实际(?:增|下|递)|剔除|扣除|生产总值|增加值|GDP|可支配|产值|消费品")
_MOST_YEARS = 30
_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}


class _Step(NamedTuple):
    claim: Mention
    word: str


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Yearly steps, sentence by sentence."""
    for passage in manuscript.prose_with("年均", "平均每年", "每年平均", "年平均"):
        for start, end in passage.sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
            base = 0  # of the step: the figure that it is said of ends here
            for position, claim in enumerate(mentions):
                lead = passage.plain[mentions[position - 1].end if position else start : claim.start]
                said = _YEARLY.match(lead)
                if said is None or not position:
                    base = position
                    continue
                yield from _step(passage, mentions[: base + 1], start, _Step(claim, said["word"]))


def _step(passage: Passage, before: Sequence[Mention], start: int, step: _Step) -> Iterator[Relation]:
    """What stands before the step: two values, a change against a year, or the change of so many years."""
    if len(before) > 2 and _is_change_of(passage, *before[-3:]):
        # 由 a 增加到 b，四年增长 p%，年均增加 d: the step is of the values as well.
        before = before[:-1]
    last = before[-1]
    if last.number.hedge is not Hedge.NONE:
        return
    lead = passage.plain[before[-2].end if len(before) > 1 else start : last.start]
    readings: list[Reading] = []
    if len(before) > 1 and (word := from_to(passage, before[-2], last, lead)):
        old = before[-2]
        if _REAL_TERMS.search(passage.plain, start, step.claim.end):
            return
        if old.number.hedge is Hedge.NONE and way(word) == way(step.word) and not last.is_percent:
            shared = (_shared(step, old, last, n) for n in _years_between(passage, old, last, start))
            readings = [reading for reading in shared if reading is not None]
    elif len(before) > 1 and before[-2].clause != last.clause and (against := _AGAINST.search(lead)) is not None:
        until = _year_before(passage, start, before[-2].start)
        steps = until - _number(against["year"]) if until is not None else 0
        if 1 < steps <= _MOST_YEARS and way(against["word"]) == way(step.word):
            readings = _out_of_change(step, last, steps, against["word"])
    elif (added := _ADDED_UP.search(passage.plain, start, last.start)) is not None:
        steps = read_numeral(added["number"]) or int(added["number"] if added["number"].isdigit() else 0)
        if 1 < steps <= _MOST_YEARS and way(added["word"]) == way(step.word) and not last.is_percent:
            readings = _out_of_change(step, last, steps, added["word"])
    if readings:
        yield relation(
            "yearly-steps", readings, cue=f"年均{step.word}", severity="warning",
            place=passage.place(before[-1].start, step.claim.end),
        )  # fmt: skip


def _is_change_of(passage: Passage, old: Mention, new: Mention, change: Mention) -> bool:
    """True where the last of three figures is the change from the first to the second."""
    words, behind = passage.plain[old.end : new.start], passage.plain[new.end : change.start]
    return bool(from_to(passage, old, new, words)) and not from_to(passage, new, change, behind) and bool(way(behind))


def _shared(step: _Step, old: Mention, new: Mention, steps: int) -> Reading | None:
    claim = step.claim.operand(f"年均{step.word} {step.claim.raw.strip()}", trust=0.6)
    if step.claim.is_percent:
        if not old.number.value or not new.number.value:
            return None
        after = old.number.value * _root(new.number.value / old.number.value, steps)
        raw = f"{old.raw.strip()} × ({new.raw.strip()} ÷ {old.raw.strip()})^(1/{steps})"
        return growth_of(claim, _made(old, new, after, raw), old.operand(), word=way(step.word))
    if not are_of_one_unit(step.claim, new):
        return None
    change = abs(new.number.value - old.number.value)
    more, less = (new, old) if new.number.value > old.number.value else (old, new)
    return ratio_of(
        unitless(claim), [unitless(_made(old, new, change, f"({more.raw.strip()} − {less.raw.strip()})"))], [_count(new, steps)]
    )  # fmt: skip


def _out_of_change(step: _Step, change: Mention, steps: int, word: str) -> list[Reading]:
    claim = step.claim.operand(f"年均{step.word} {step.claim.raw.strip()}", trust=0.6)
    if change.is_percent and step.claim.is_percent:
        total = 1 + change.number.value if way(word) == "up" else 1 - change.number.value
        if total <= 0:
            return []
        one = Operand(
            f"{change.id}:one", "1", Cell.of_number(PrintedNumber("1", Decimal("1.0000000"))), change.place, 2.0
        )
        raw = f"({total.normalize()})^(1/{steps})"
        number = PrintedNumber(raw, _root(total, steps).quantize(Decimal("0.0000001")))
        after = Operand(f"{change.id}:root", raw, Cell.of_number(number), change.place, 2.0)
        return [growth_of(claim, after, one, word=way(step.word))]
    if not change.is_percent and are_of_one_unit(step.claim, change) and not step.claim.is_percent:
        return [ratio_of(unitless(claim), [unitless(change.named_operand())], [_count(change, steps)])]
    return []


def _root(value: Decimal, steps: int) -> Decimal:
    return (value.ln() / steps).exp()


def _made(old: Mention, new: Mention, value: Decimal, raw: str) -> Operand:
    """What the two values make, to one place more than they are printed with."""
    number = new.number
    places = max(old.number.places, number.places) + 1
    digits = (value / number.scale).quantize(Decimal(1).scaleb(-places))
    cell = Cell.of_number(PrintedNumber(raw, digits, number.scale, number.unit))
    return Operand(f"{new.id}:from:{old.id}", raw, cell, new.place, 2.0)


def _count(beside: Mention, steps: int) -> Operand:
    number = PrintedNumber(f"{steps}年", Decimal(steps))
    return Operand(f"{beside.id}:years", f"{steps}年", Cell.of_number(number), beside.place, 2.0)


def _years_between(passage: Passage, old: Mention, new: Mention, start: int) -> list[int]:
    """How many steps lie between the two values: by their years, else by 三年间, which may count the years as well."""
    first, last = _year_before(passage, start, old.start), _year_before(passage, old.end, new.start)
    if first is not None and last is not None:
        return [last - first] if 1 < last - first <= _MOST_YEARS else []
    said = _SO_MANY.search(passage.plain, start, old.start) or _SO_MANY.search(passage.plain, new.end, new.end + 10)
    if said is None or first is not None:
        return []
    number = int(said["number"]) if said["number"].isdigit() else read_numeral(said["number"]) or 0
    return [n for n in (number, number - 1) if 1 < n <= _MOST_YEARS]


def _year_before(passage: Passage, start: int, end: int) -> int | None:
    found = list(_OF_YEAR.finditer(passage.plain, start, end))
    return _number(found[-1]["until"] or found[-1]["year"]) if found else None


def _number(printed: str) -> int:
    """
    >>> _number("2019"), _number("一九八○")
    (2019, 1980)
    """
    return int("".join(_DIGITS.get(character, character) for character in printed))
