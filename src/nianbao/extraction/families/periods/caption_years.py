"""A caption bears the year of the text round it, and the years at the head of a table follow one another.

Cue: one year, class or school year in a caption (表8 2016年…, 表4 2019届…, 2019—2020学年) that neither the paragraphs beside the table
nor any other caption speaks of, while they speak of another; two years at the head of a table with a twelvemonth left
out between them; a caption of last year over a table whose figures the text tells of this year. Two witnesses (the text beside it, other captions, a class that nothing else bears) in a report that is sure of its year make
an alarm, one a hint. Why it should hold in any report: a table is filled in for the period that its chapter tells of. Guards:
a year that stands in the heads or rows of the table, in a paragraph beside it or in another caption is meant so; captions of
several years, of plans and of documents are left alone; one year more is held against the report's own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from nianbao.documents.document import BlockKind
from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.dates.agreed_year import agreed_year
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.extraction.told.told_values import LAST, NOW
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

FAULT = "date"
_TITLE = "某区职业教育质量年度报告（2022年度）\n\n"
_ROWS = "\n\n类别\t人数\n护理\t563\n机电\t500\n合计\t1063\n"
EXAMPLES = (
    Example(
        "fail",
        f"{_TITLE}表1 2022年招生情况{_ROWS}\n2022年培训1063人，见表2。\n\n表2 2021年培训情况{_ROWS}\n表3 2022年获奖情况{_ROWS}",
    ),
    Example("fail", f"{_TITLE}2022届毕业生去向稳定，2022届升学较多。\n\n表1 2021届毕业生去向{_ROWS}"),
    Example(
        "fail",
        f"{_TITLE}2021年、2022年经费收入见表1。\n\n表1 经费收入\n\n来源\t2020年\t2022年\n拨款\t563\t600\n学费\t500\t510\n合计\t1063\t1110\n",
    ),
    Example(
        "fail",
        f"{_TITLE}2022年毕业生1063人，其中护理563人。\n\n表1 2021届毕业生去向{_ROWS}\n表2 2021届优秀毕业生{_ROWS}",
    ),
    Example("silent", f"{_TITLE}2021年培训1063人，见表2。\n\n表2 2021年培训情况{_ROWS}"),
    Example("silent", f"{_TITLE}表1 2022届毕业生去向{_ROWS}"),
)
_TIME = as_pattern(
    r"(?<![\d.])(?P<first>20[0-4]\d)\s*年?\s*(?:(?:[-—–~～/至]+)\s*(?P<second>(?:20)?\d{2})(?!\d)\s*)?(?P<kind>学年|届|级|年|(?=[\u4e00-\u9fff]))"
)
_CAPTION = as_pattern(r"\s*(?:附?表|图)\s*[\dⅠ-Ⅻ一二三四五六七八九十A-Z]")
_COMPARED = as_pattern(r"(?:[比较与同跟从自由]|相比于?|截至|截止|始于|创办于|建于|对比|底的?)\s*$")
_NO_CAPTION = as_pattern(
    r"规划|计划|方案|目标|标准|文件|近[三两四五]年|历年|以来|变化|对比|对照|比较|[、和与及]\s*20\d\d|预算|案例"
)
_NEAR = 4  # blocks on either side of a caption
_FEW_YEARS = 3
_SEVERAL = 2  # captions of the usual time
_WITNESSES = 2


class _Time(NamedTuple):
    passage: Passage
    start: int
    end: int
    first: int
    last: int
    kind: str
    is_compared: bool

    @property
    def key(self) -> tuple[int, int, str]:
        return self.first, self.last, self.kind


def _times(passage: Passage) -> list[_Time]:
    found = []
    for match in _TIME.finditer(passage.plain):
        first = int(match["first"])
        last = int(f"20{match['second'][-2:]}") if match["second"] else first
        kind = "年" if match["kind"] in ("", "级") else match["kind"]
        compared = _COMPARED.search(passage.plain[max(0, match.start() - 6) : match.start()]) is not None
        found.append(_Time(passage, match.start(), match.end(), first, last, kind, compared))
    return found


def find(manuscript: Manuscript) -> Iterator[Hint | Remark]:
    """Captions first, then heads."""
    period = manuscript.title_period or manuscript.data_period
    if period is None or not manuscript.sheets:
        return
    times = {passage.id: _times(passage) for passage in manuscript.passages if "20" in passage.plain}
    captions = {
        p.id: p for p in manuscript.passages if p.kind == "caption" or (_CAPTION.match(p.plain) and len(p.plain) < 50)
    }
    found = sorted(_captions(manuscript, period, times, captions), key=lambda odd: -odd.weight)
    if len(found) <= _MOST:
        for odd in found:
            yield _alarm(odd) if odd.is_sure else _hint(odd.passage, odd.mine, odd.witness, odd.weight)
    yield from _heads(manuscript, times)
    for sheet in manuscript.sheets:
        yield from _against_labels(manuscript, sheet, captions)
    seen = {odd.passage.id for odd in found} if len(found) <= _MOST else set()
    yield from _against_figures(manuscript, period, times, captions, seen)


class _Odd(NamedTuple):
    """A caption of another time; ``is_sure`` where two witnesses say so in a report that is sure of its year."""

    passage: Passage
    mine: _Time
    witness: _Time
    weight: float
    is_sure: bool


_MOST = 2  # more captions of another time than that are meant so


def _captions(
    manuscript: Manuscript, period: int, times: dict[str, list[_Time]], captions: dict[str, Passage]
) -> Iterator[_Odd]:
    positions = manuscript.positions
    agreed = agreed_year(manuscript)
    tables = {sheet.id: sheet for sheet in manuscript.sheets}
    by_position = [(positions[p.id], p) for p in manuscript.passages if p.id in positions]
    everywhere = Counter(t.key for told in times.values() for t in told if not t.is_compared)
    in_captions = Counter(t.key for name in captions for t in times.get(name, ()))
    for name, passage in captions.items():
        told = times.get(name, [])
        here = positions.get(name)
        if len(told) != 1 or here is None or _NO_CAPTION.search(passage.plain):
            continue
        mine = told[0]
        sheet = next((tables[b.id] for b in manuscript.document.blocks[here + 1 : here + 3] if b.id in tables), None)
        if sheet is not None and (str(mine.first) in _head_words(sheet) or str(mine.last) in _head_words(sheet)):
            continue
        near = [
            t
            for at, other in by_position
            if 0 < abs(at - here) <= _NEAR and other.id not in captions
            for t in times.get(other.id, ())
        ]
        if any(t.key == mine.key and not t.is_compared for t in near) or in_captions[mine.key] > 1:
            continue
        others = Counter(t.key for t in near if t.kind == mine.kind and not t.is_compared and _is_like(t, mine))
        usual = _usual(everywhere, mine)
        beside = next((t for t in near if t.key == (period, period, "年") and not t.is_compared), None)
        if usual is None and mine.kind == "届" and beside is not None and mine.last != period:
            # 2022 年毕业生 1066 人 above 表4 2021 届毕业生去向, and no other class anywhere.
            if abs(mine.last - period) == 1 and not any(mine.last in (t.first, t.last) for t in near):
                yield _Odd(passage, mine, beside, 0.4, agreed == period and everywhere[mine.key] == 1)
            continue
        if usual is None or not period - 1 <= usual[1] <= period + 1 or abs(mine.last - usual[1]) > _FEW_YEARS:
            continue
        elsewhere = everywhere[mine.key] - 1
        weight = _weight(mine, usual, others, in_captions, everywhere, elsewhere, period)
        if weight:
            witness = next(t for told in (near, *times.values()) for t in told if t.key == usual and t is not mine)
            witnesses = (
                others[usual] > 0,
                in_captions[usual] >= _SEVERAL,
                mine.kind != "年" and elsewhere == 0 and (everywhere[usual] > 1 or others[usual] > 0),
                mine.kind == "年" and elsewhere == 0 and mine.last < usual[1] - 1,
                mine.kind == "年" and mine.last > usual[1],
            )
            sure = agreed is not None and agreed in usual[:2] and sum(witnesses) >= _WITNESSES
            yield _Odd(passage, mine, witness, weight, sure)


def _head_words(sheet: Sheet) -> str:
    heads = "".join(
        sheet.text(row, column) for row in range(sheet.first_data_row) for column in range(sheet.column_count)
    )
    return half_width(heads + "".join(sheet.row_label(row) for row in sheet.data_rows))


def _is_like(one: _Time, other: _Time) -> bool:
    return (one.first == one.last) == (other.first == other.last)


def _usual(everywhere: Counter[tuple[int, int, str]], mine: _Time) -> tuple[int, int, str] | None:
    """The time of the same kind that the whole text speaks of most."""
    same = {k: n for k, n in everywhere.items() if k[2] == mine.kind and (k[0] == k[1]) == (mine.first == mine.last)}
    same.pop(mine.key, None)
    return max(same, key=lambda k: (same[k], k)) if same else None


def _weight(
    mine: _Time,
    usual: tuple[int, int, str],
    near: Counter[tuple[int, int, str]],
    in_captions: Counter[tuple[int, int, str]],
    everywhere: Counter[tuple[int, int, str]],
    elsewhere: int,
    period: int,
) -> float:
    """How likely the caption is wrong: by what the paragraphs beside it, other captions and the whole text speak of."""
    if mine.kind == "年":
        if mine.last == period or mine.first != mine.last:
            return 0.0
        if near[usual] and in_captions[usual]:
            return 0.5
        if in_captions[usual] > 2 or near[usual]:
            return 0.35
        return 0.3 if any(key[1] == period for key in in_captions) else 0.0
    if elsewhere > 0:
        return 0.0
    if near[usual]:
        return 0.6
    if everywhere[usual] > 1 and (in_captions[usual] or everywhere[usual] > 3):
        return 0.5
    return 0.35 if in_captions[usual] else 0.0


def _alarm(odd: _Odd) -> Remark:
    place = odd.passage.place(odd.mine.start, odd.mine.end)
    other = odd.witness.passage.place(odd.witness.start, odd.witness.end)
    return Remark(
        f"caption-years:{odd.passage.id}", "caption-years", FAULT, (place, other),
        f"表题写「{place.text}」，上下文和其他表题写的都是「{other.text}」，请核对年份", f"the caption says “{place.text}”, the text and the other captions “{other.text}”",
        severity="warning", reported=place.text, expected=other.text, formula=f"{place.text} / {other.text}",
    )  # fmt: skip


def _hint(passage: Passage, mine: _Time, witness: _Time, weight: float) -> Hint:
    place, other = passage.place(mine.start, mine.end), witness.passage.place(witness.start, witness.end)
    return hint_at(
        "caption-years", passage.id, FAULT, (place, other),
        f"表题写「{place.text}」，上下文和别处写的是「{other.text}」，请核对年份", f"the caption says “{place.text}”, the text round it “{other.text}”: please compare",
        reported=place.text, expected=other.text, formula=f"{place.text} / {other.text}", weight=weight,
    )  # fmt: skip


_BEFORE_NOW = as_pattern(rf"{LAST}|同期|往年")
_LEAST_FIGURE = 100  # smaller totals are met by chance
_NOW_SAID = as_pattern(NOW)


def _against_figures(
    manuscript: Manuscript, period: int, times: dict[str, list[_Time]], captions: dict[str, Passage], seen: set[str]
) -> Iterator[Hint]:
    """表3 2023届毕业生去向 in the report for 2024, over the total that the text tells of this summer."""
    positions = manuscript.positions
    tables = {sheet.id: sheet for sheet in manuscript.sheets}
    blocks = manuscript.document.blocks
    told: dict[Decimal, list[Mention]] | None = None
    for name, passage in captions.items():
        mine = times.get(name, [])
        here = positions.get(name)
        if name in seen or here is None or len(mine) != 1 or not period - _FEW_YEARS <= mine[0].last < period:
            continue
        sheet = next((tables[b.id] for b in blocks[here + 1 : here + 3] if b.id in tables), None)
        if sheet is None or _NO_CAPTION.search(passage.plain) or mine[0].first != mine[0].last or "级" in passage.plain:
            continue
        if as_pattern(r"20[0-4]\d|上年|去年|今年|本年").search(_head_words(sheet)):
            continue
        if told is None:
            told = {}
            for mention in manuscript.mentions:
                if mention.passage.kind in ("paragraph", "note") and not mention.is_loose:
                    told.setdefault(mention.number.value, []).append(mention)
        own: list[Mention] = []
        for figure in sheet.figures.values():
            if (
                not sheet.is_total_row(figure.row)
                or figure.value < _LEAST_FIGURE
                or figure.number.value % _LEAST_FIGURE == 0
            ):
                continue
            when = [
                (mention, _when(mention, times, period))
                for mention in told.get(figure.value, ())
                if are_comparable(mention.unit, figure.number.unit)
            ]
            if any(of is not None and of != period for _, of in when):
                own = []
                break
            own += [mention for mention, of in when if of == period]
        if own:
            place, other = passage.place(mine[0].start, mine[0].end), own[0].place
            yield hint_at(
                "caption-years", f"{passage.id}:figures", FAULT, (place, other),
                f"表题写「{place.text}」，而表中的合计「{other.text}」在正文里是 {period} 年的数，请核对年份", f"the caption says “{place.text}”, yet the text tells its total “{other.text}” of {period}",
                reported=place.text, expected=str(period), formula=f"{place.text} / {period}", weight=0.5,
            )  # fmt: skip


def _when(mention: Mention, times: dict[str, list[_Time]], period: int) -> int | None:
    """The year that the sentence tells the figure of; None where it names none."""
    passage = mention.passage
    start, _ = passage.full_sentence_at(mention.start)
    words = passage.plain[start : mention.start]
    if _BEFORE_NOW.search(passage.plain, mention.clause[0], mention.start):
        return period - 1
    named = [t.last for t in times.get(passage.id, ()) if start <= t.start < mention.start and not t.is_compared]
    if named:
        return named[-1]
    return period if _NOW_SAID.search(words) else None


_NAMED = as_pattern(r"(?<![\d.])(20[0-4]\d)(?!\d)")
_TO = as_pattern(r"20[0-4]\d\s*年?\s*(?:[-—–~～/]+|至|到)\s*20[0-4]\d\s*年?(?!\s*学年)")
_PURE = as_pattern(r"(20[0-4]\d)年?(?:度|末|底)?")
_PLANNED = as_pattern(r"计划|预计|目标|预算|规划|届|级|学年")


def _against_labels(manuscript: Manuscript, sheet: Sheet, captions: dict[str, Passage]) -> Iterator[Remark]:
    """表3 2021—2023年获奖情况 over rows of 2021, 2022 and 2023; 表1 2023年招生情况 over columns of 2022 and 2023."""
    positions = manuscript.positions
    here = positions.get(sheet.id)
    if here is None or "20" not in sheet.caption:
        return
    blocks = manuscript.document.blocks
    passage = next((captions[b.id] for b in blocks[max(0, here - 2) : here][::-1] if b.id in captions), None)
    if passage is None or compact(passage.plain) not in compact(sheet.caption) or _PLANNED.search(passage.plain):
        return
    labels = [label for column in range(sheet.column_count) for label in sheet.column_path(column)]
    across = {int(m[1]) for label in labels if (m := _PURE.match(compact(half_width(label))))}
    down = {
        int(m[1])
        for row in sheet.data_rows
        for label in sheet.row_path(row)[:1]
        if (m := _PURE.fullmatch(compact(half_width(label))))
    }
    told = list(_NAMED.finditer(passage.plain))
    if (len(across) > 1 and len(down) > 1) or not told:
        return
    told_years = down if len(down) > 1 else across
    named = {int(match[1]) for match in told}
    if len(told_years) < _LEAST_LABELS or _PLANNED.search("".join(labels)) or (len(named) == 1 and told_years is down):
        return
    if len(named) == 1:
        odd = next((m for m in told if int(m[1]) != max(told_years)), None)
    elif len(named) == _LEAST_LABELS and _TO.search(passage.plain) is not None:
        odd = next((m for m in told if int(m[1]) not in (min(told_years), max(told_years))), None)
    else:
        odd = next((m for m in told if int(m[1]) not in told_years), None)
    where = odd if odd is not None else told[-1]
    place = passage.place(where.start(), where.end())
    listed = "、".join(map(str, sorted(told_years)))
    yield Remark(
        f"caption-years:{passage.id}:labels", "caption-years", FAULT, (place,),
        f"表题的「{place.text}」与表中的年份（{listed}）相符" if odd is None else f"表题写「{place.text}」，表中的年份是 {listed}，请核对",
        "the caption has the years of the table" if odd is None else f"the caption says {place.text}, the table has {listed}",
        severity="warning", holds=odd is None, reported=place.text, formula=f"{place.text} / {listed}",
    )  # fmt: skip


_LEAST_LABELS = 2  # years in a table, or ends of a span

_YEAR_HEAD = as_pattern(r"(?<!\d)(20[0-4]\d)(?:年|届|学年|年度)?")


def _heads(manuscript: Manuscript, times: dict[str, list[_Time]]) -> Iterator[Hint]:
    """收入来源 | 2020年 | 2022年 below 2021年、2022年经费收入见表7: the year before is left out at the head."""
    blocks = manuscript.document.blocks
    positions = {block.id: n for n, block in enumerate(blocks)}
    for sheet in manuscript.sheets:
        here = positions.get(sheet.id)
        dated: dict[int, tuple[int, int]] = {}
        for row in range(sheet.first_data_row):
            for column in range(sheet.column_count):
                match = _YEAR_HEAD.match(half_width(compact(sheet.text(row, column))))
                if match is not None:
                    dated.setdefault(int(match[1]), (row, column))
        head_years = sorted(dated)
        if here is None or len(head_years) != 2 or head_years[1] - head_years[0] != 2:
            continue
        near = [
            (b, t)
            for b in blocks[max(0, here - _NEAR) : here + _NEAR + 1]
            if b.kind is not BlockKind.TABLE
            for t in times.get(b.id, ())
        ]
        middle = next((t for _, t in near if head_years[0] + 1 in (t.first, t.last)), None)
        if any(head_years[0] in (t.first, t.last) for _, t in near):
            continue
        place = sheet.place(*dated[head_years[0]])
        if middle is None and not _speaks_of_last(manuscript, {b.id for b in blocks[max(0, here - 2) : here + _NEAR]}):
            continue
        other = sheet.place(*dated[head_years[1]]) if middle is None else middle.passage.place(middle.start, middle.end)
        yield hint_at(
            "caption-years", f"{sheet.id}:head", FAULT, (place, other),
            f"表头写「{place.text}」，与它并列的是 {head_years[1]} 年，旁边说的是「{other.text}」，请核对年份", f"the head says “{place.text}” beside {head_years[1]}: please compare with “{other.text}”",
            reported=place.text, expected=str(head_years[0] + 1), formula=f"{head_years[0]} / {head_years[1]}", weight=0.6 if middle is not None else 0.5,
        )  # fmt: skip


def _speaks_of_last(manuscript: Manuscript, names: set[str]) -> bool:
    return any(p.id in names and re.search(r"[比较]上一?年|上年", p.plain) for p in manuscript.prose())
