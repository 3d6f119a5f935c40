"""What is said to rise rises in the table of that name, and what is said to fall falls.

Cue: 逐年增加, 先增后减, 稳中有增, 略有下降, 比上年提高 0.19 said of a row or a column that a table holds over two years and more. Why it
should hold in any report: the word was written with the table before the eyes. Guards: the row that is named last
before the word is meant, and a column only where it or the caption speaks of the same thing; where one fitting series
goes the way that is told nothing is said; a size must be the difference of two neighbouring years; plans, shares of
a whole and comparisons with others make no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.column_names import NO_NAME, core_of
from nianbao.extraction.tables.table_facts import PERIOD, Figure, Sheet, compact
from nianbao.extraction.told.courses import courses
from nianbao.extraction.told.courses import turns as turns_so
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
_TABLE = "表1 2020—2022年各校在校生情况（单位：人）\n\n学校\t2020年\t2021年\t2022年\n河东职校\t2864\t3027\t3215\n华英中专\t738\t695\t661\n合计\t3602\t3722\t3876\n"
_AWARDS = "年份\t一等奖\t二等奖\t合计\n2021\t3\t14\t17\n2022\t5\t17\t22\n2023\t7\t20\t27\n"
EXAMPLES = (
    Example("fail", f"{_TABLE}\n华英中专因场地受限，在校生稳中有增。"),
    Example("fail", f"近三年技能大赛获奖情况\n\n{_AWARDS}\n可以看出，获奖总数逐年减少。"),
    Example("silent", f"{_TABLE}\n华英中专因场地受限，在校生逐年减少。"),
    Example("silent", f"{_TABLE}\n华英中专因场地受限，教师数略有增加。"),
    Example("silent", f"{_TABLE}\n华英中专计划在校生略有增加。"),
)
_UP = r"增加|增长|上升|提高|提升|升高|扩大|攀升|上涨|增多|回升|多招|增(?<=有增)|升(?<=有升)"
_DOWN = r"减少|下降|降低|下滑|缩小|回落|缩减|萎缩|少招|减(?<=有减)|降(?<=有降)"
_VERB = as_pattern(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|为|[:：])*\s*")
_ADVERB = as_pattern(
    r"(?:略有?|有所|均有?|稳中有|稍有|小幅|大幅|明显|显著|总体|则|[比较]上一?(?:学?年度?|届)|[比较]去年|同比|双双|实现|\s)+$"
)
_LONGEST_ADVERB = 12
_NO_CLAIM = as_pattern(
    r"计划|预计|将|拟|力争|目标|确保|努力|要求|需|应(?![届用急])|不断|有效|进一步|促进|推动|带来|导致|使|难|如|若|其[他它余]|最|高于|低于|超|年均|平均每|每年|占|增速|增幅|降幅|幅度|第[一二三]|累计|压力|能力|质量|水平|[三四五六]年[来间共]|与20|比20|较20"
)
_VAGUE = as_pattern(
    r"总数|数量|人数|规模|总量|情况|比例|比上年|较上年|上年|年度|总体|本年|当年|全年|学校|职业|教育|中职|中等|专业|学生|全校|全区|全市|全县"
)
_FILLING = as_pattern(r"[呈在中的]|各年|近[三四五]年|[三四五]年来|可以看出|从表中|学生|数(?=$|呈)")
_OF_ALL = as_pattern(r"全[区市县校州省]|[我本][区市县校]|总[体量数]|合计|两校|各校")
_TOTAL = as_pattern(r"合计|小计|总计|总数|总量|总额|总和")
_MOVED = as_pattern(
    r"(?:的?[趋态]势)?[，,]\s*(?:已|分别)?[由从][^，。；]{0,14}\d[^，。；]{0,8}?(?P<verb>(?:(?P<up>增|升|提高|提升|上升|扩大)|(?P<down>减|降|下降|回落|缩小))[^，。；\d]{0,2}[至到])"
)
_LEFT = 3  # characters of what is said that the label of a total may leave out
_NEAREST = 16  # characters between a value and the change told of it
_LEAST = 20  # a told value that large is seldom that of another thing by chance
_LONGEST = 34  # characters before the word in which its subject is looked for


@dataclass(frozen=True)
class _Series:
    """Figures of one thing in the order of time; ``row`` is empty where the rows are the years."""

    row: str
    head: str
    caption: str
    times: tuple[int, ...]
    figures: tuple[Figure, ...]
    is_total: bool


class _Known:
    """The series of a report by their rows, by their last figure, and those of totals and of whole tables."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.of_row: dict[str, list[_Series]] = {}
        self.ending: dict[Decimal, list[_Series]] = {}
        self.of_all: list[tuple[_Series, str]] = []  # each with the core of its head
        for series in (s for sheet in manuscript.sheets for s in (*_of_rows(sheet), *_of_columns(sheet))):
            self.of_row.setdefault(series.row, []).append(series)
            self.ending.setdefault(series.figures[-1].value, []).append(series)
            if series.is_total or not series.row:
                self.of_all.append((series, core_of(series.head)))
        self.names = [
            row for row, found in self.of_row.items()
            if len(row) > 1 and not all(series.is_total for series in found) and not NO_NAME.search(row)
        ]  # fmt: skip


def _time(label: str) -> int | None:
    match = PERIOD.search(half_width(compact(label)))
    return int(match[1]) if match is not None else None


def _of_rows(sheet: Sheet) -> Iterator[_Series]:
    groups: dict[str, dict[int, int]] = {}
    for column in sheet.numeric_columns:
        path = sheet.column_path(column)
        words = compact("".join(path))
        time = _time(words)
        if time is None and words in ("上年", "上年度", "上学年", "上年数", "去年"):
            time = -1
        elif time is None and words in ("本年", "本年度", "本学年", "本年数", "今年"):
            time = 0
        if time is None or CHANGE_HEAD.search(words):
            continue
        rest = core_of(PERIOD.sub("", half_width(words)).strip("-—年度"))
        if groups.setdefault(rest, {}).setdefault(time, column) != column:
            return
    for rest, dated in groups.items():
        times = sorted(dated)
        for row in sheet.data_rows if len(times) > 1 else ():
            figures = [sheet.figure(row, dated[time]) for time in times]
            label = compact(sheet.row_label(row))
            known = [figure for figure in figures if figure is not None]
            if len(known) == len(figures) and label:
                total = sheet.is_total_row(row)
                yield _Series(label, rest, compact(sheet.caption), tuple(times), tuple(known), total)


def _of_columns(sheet: Sheet) -> Iterator[_Series]:
    dated: dict[int, int] = {}
    for row in sheet.data_rows:
        path = sheet.row_path(row)
        label = compact(path[0]) if path else ""
        time = _time(label) if len(path) == 1 and PERIOD.match(half_width(label)) else None
        if time is not None and time in dated:
            return
        if time is not None:
            dated[time] = row
    times = sorted(dated)
    if len(times) < 2:
        return
    for column in sheet.numeric_columns:
        head = compact("".join(sheet.column_path(column)))
        figures = [sheet.figure(dated[time], column) for time in times]
        known = [figure for figure in figures if figure is not None]
        if len(known) == len(figures) and not CHANGE_HEAD.search(head):
            total = _TOTAL.search(head) is not None
            yield _Series("", head, compact(sheet.caption), tuple(times), tuple(known), total)


@dataclass(frozen=True)
class _Claim:
    passage: Passage
    start: int
    end: int
    word: str  # up, down, up-down, down-up
    steady: bool
    size: Mention | None


def _claims(passage: Passage) -> Iterator[_Claim]:
    words = passage.plain
    taken: list[tuple[int, int]] = []
    for course in courses(words, 0, len(words)):
        taken.append((course.start, course.end))
        yield _Claim(passage, course.start, course.end, course.word, True, None)
    for match in _VERB.finditer(words):
        if any(start <= match.start() < end for start, end in taken):
            continue
        follows = passage.mentions_in(match.end(), match.end() + 6)
        size = follows[0] if follows and follows[0].start <= match.end() else None
        clause, _ = passage.clause_at(match.start())
        adverb = _ADVERB.search(words[max(clause, match.start() - _LONGEST_ADVERB) : match.start()])
        if size is None and (adverb is None or words[match.end() : match.end() + 1] in tuple("到至出的")):
            continue
        start = match.start() - (len(adverb[0]) if adverb is not None else 0)
        yield _Claim(passage, start, match.end(), "up" if match["up"] else "down", False, size)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Words of rise and fall against the series of their names."""
    known = _Known(manuscript)
    for passage in manuscript.prose():
        claims = sorted(_claims(passage), key=lambda claim: claim.start)
        for claim in claims:
            hint = _held_against(claim, known) if known.ending else None
            if hint is not None:
                yield hint
        for claim in claims:
            if (hint := _from_and_to(claim)) is not None:
                yield hint


def _from_and_to(claim: _Claim) -> Hint | None:
    """逐年减少，由 2019 年的 24 项增至 2023 年的 43 项: the way told first is the way of the two figures behind it."""
    match = _MOVED.match(claim.passage.plain, claim.end)
    if match is None or claim.word not in ("up", "down"):
        return None
    if (claim.word == "up") == (match["up"] is not None):
        return None
    return _two_words(claim.passage, (claim.start, claim.end), match.span("verb"), "moved")


def _two_words(passage: Passage, one: tuple[int, int], other: tuple[int, int], name: str) -> Hint:
    place, second = passage.place(*one), passage.place(*other)
    return hint_at(
        "ways-told", f"{passage.id}:{one[0]}:{name}", FAULT, (place, second),
        f"此处说「{place.text}」，旁边说「{second.text}」，方向相反，请核对是否同一件事", f"“{place.text}” and “{second.text}” go two ways: please compare",
        reported=place.text, formula=f"{place.text} / {second.text}", weight=0.65,
    )  # fmt: skip


def _held_against(claim: _Claim, known: _Known) -> Hint | None:
    words = claim.passage.plain
    sentence, _ = claim.passage.full_sentence_at(claim.start)
    clause, stop = claim.passage.clause_at(claim.start)
    near = words[max(clause, claim.start - _LONGEST) : claim.start]
    if _NO_CLAIM.search(words[clause : min(stop, claim.end + 2)]):
        return None
    fitting = _fitting(compact(words[sentence : claim.start]), compact(near), known, claim)
    told = [(series, verdict) for series in fitting if (verdict := _verdict(series, claim)) is not None]
    if not fitting and claim.size is not None:
        told = _by_value(claim, sentence, known)
    if not told or any(verdict for _, verdict in told):
        return None
    series = told[0][0]
    first, last = series.figures[0], series.figures[-1]
    place = claim.passage.place(claim.start, claim.end if claim.size is None else claim.size.end)
    printed = "→".join(figure.number.raw.strip() for figure in series.figures)
    named = " ".join(part for part in (series.row, series.head) if part) or series.caption
    return hint_at(
        "ways-told", f"{claim.passage.id}:{claim.start}", FAULT, (place, last.place, first.place),
        f"此处说「{place.text}」，表中「{named}」是 {printed}，请核对是否同一件事", f"“{place.text}” is said here, the table gives “{named}” {printed}: please compare",
        reported=place.text, formula=f"{place.text} / {printed}", keys=(first.key, last.key), weight=0.6 if claim.size is not None or claim.steady else 0.45,
    )  # fmt: skip


def _by_value(claim: _Claim, sentence: int, known: _Known) -> list[tuple[_Series, bool]]:
    """直接就业 139 人，比上年增加 10 人: the series whose last figure is the value told and whose last step is the size told."""
    before = [m for m in claim.passage.mentions_in(sentence, claim.start) if not m.is_loose]
    if claim.size is None or not before or before[-1].number.value < _LEAST or before[-1].end < claim.start - _NEAREST:
        return []
    told, size = before[-1].number.value, claim.size.number.value
    found: list[tuple[_Series, bool]] = []
    for series in known.ending.get(told, ()):
        new, old = series.figures[-1].value, series.figures[-2].value
        if abs(new - old) == size and size:
            found.append((series, (new > old) == (claim.word == "up")))
    return found


@lru_cache(maxsize=4_096)
def _bigrams(words: str) -> frozenset[str]:
    bare = as_pattern(r"[^\u4e00-\u9fff]+").sub("", _VAGUE.sub("|", words))
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def _fitting(sentence: str, near: str, known: _Known, claim: _Claim) -> list[_Series]:
    """Series that the words before the claim speak of: by the row named last and what is said of it, or by the head."""
    named = [(sentence.rfind(row) + len(row), len(row), row) for row in known.names if row in sentence]
    found: list[_Series] = []
    if named:
        end, _, row = max(named)
        behind = sentence[end:]
        if _OF_ALL.search(behind):
            return []
        said = _bigrams(behind)
        for series in known.of_row[row]:
            about = _bigrams(series.head + (series.caption if not series.head else "")) - _bigrams(row)
            says_nothing = not said and (claim.size is not None or not series.head or len(behind) < 8)
            if says_nothing or said & about:
                found.append(series)
        if found or len(behind) < 12:
            return found
    said = _bigrams(near)
    for series, head in known.of_all:
        whole = len(head) > 1 and not series.is_total and head in near
        if whole or (series.is_total and said and _is_of(near, series.caption + series.head)):
            found.append(series)
    return found


def _is_of(near: str, label: str) -> bool:
    """True where all that is said stands in the label of the total: 省级获奖总数 in 省级小计 of 技能大赛获奖情况.

    >>> _is_of("省级获奖总数", "技能大赛获奖情况省级小计"), _is_of("教师获奖总数", "技能大赛获奖情况小计")
    (True, False)
    """
    bare = _FILLING.sub("", _VAGUE.sub("", near[max(near.rfind(mark) for mark in "，。；：,;:") + 1 :]))
    left = bare
    for pair in sorted(_bigrams(label)):
        left = left.replace(pair, "|")
    left = left.replace("|", "")
    return len(bare) > 1 and len(left) <= _LEFT and len(left) * 4 <= len(bare)


def _verdict(series: _Series, claim: _Claim) -> bool | None:
    """Whether the series goes as it is told; None where it is no witness."""
    values = [figure.value for figure in series.figures]
    if claim.word in ("up-down", "down-up"):
        return turns_so(values, claim.word) if len(values) > 2 else None
    rises = claim.word == "up"
    steps = [new - old for old, new in pairwise(values)]
    if claim.steady:
        if len(values) < 3:
            return None
        return all(step > 0 if rises else step < 0 for step in steps) or any(
            all(step > 0 if rises else step < 0 for step in part) for part in (steps[1:], steps[-1:]) if part
        )
    if claim.size is not None:
        sized = [step for step in steps if abs(step) in _sizes(claim.size, series.figures[-1])]
        if not sized:
            return None
        return any((step > 0) == rises for step in sized)
    # Over more than two years the word may be about any of the steps.
    return any(step == 0 or (step > 0) == rises for step in steps)


def _sizes(size: Mention, figure: Figure) -> set[Decimal]:
    return {size.number.value, size.number.digits, size.number.digits / 100 if figure.is_percent else size.number.value}
