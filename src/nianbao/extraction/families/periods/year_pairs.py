"""Two years named side by side can stand so: what is compared are two years, earlier comes before later, last year is the year before.

Cue: 2019 年 … 比 2018 年; 由 2021 年的 a 增至 2023 年的 b; 上年（2021年）; 2020 年 4 人、2021 年 5 人、2022 年 6 人; columns and rows of years;
创办于 2000 年，2012 年评为…. Why it should hold in any report: nothing is compared with itself, what grows grows from the
earlier year to the later, a list of years names each once, and a school is honoured after it was founded. Guards: seasons,
months and 年初 part one year; 恢复到, 相当于 and 回到 look back; 前身 and 原 name what was before; two-level heads may repeat years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.periods.moments import AHEAD
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import PERIOD, Sheet, compact
from nianbao.facts.kept import kept_for_each
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "date"
EXAMPLES = (
    Example("fail", "2018年秋季学期共有在校生1657人，比2018年同期增加84人。"),
    Example("fail", "在校生由2022年的61420人增至2021年的63300人。"),
    Example("fail", "某校质量年度报告（2022）\n\n招生320人，上年（2019年）招生300人。"),
    Example("fail", "近三年获奖逐年增加，2020年4项、2021年5项、2021年6项。"),
    Example("fail", "学校创办于2000年9月，1992年评为省级重点职业学校，2018年通过验收。"),
    Example("fail", "项目\t2020年\t2021年\t2021年\n招生\t300\t310\t320\n毕业\t200\t210\t220\n"),
    Example("pass", "2019年秋季学期共有在校生1657人，比2018年同期增加84人。"),
    Example("pass", "在校生由2021年的61420人增至2023年的63300人。"),
    Example("silent", "2022年末共有在校生1657人，比2022年初增加84人。"),
)
_YEAR = r"(?<!\d)(?:19|20)\d{2}"
_PART = r"\s*(?:[上下]半|[春秋]|[初底末中]|\d{1,2}\s*月|第?[一二三四]季|暑|寒|[一二]期|[上下]学期)"
_AGAINST = as_pattern(
    rf"(?P<new>{_YEAR})\s*年(?P<part>{_PART})?(?P<middle>[^。；！？]{{0,60}}?)(?:[比较]|与|同)\s*(?P<old>{_YEAR})\s*年(?!{_PART})(?:的?同期|相比|的|增|减|上升|下降|提高|降低|多|少|净)"
)
_WORDS_OF_CHANGE = (
    r"增至|增加|增长|升至|上升|提高|提升|扩大|上涨|扩展|发展|攀升|减至|减少|降至|下降|降低|下滑|缩减|变为|变化|调整"
)
_FROM_TO = as_pattern(
    rf"(?:由|从|自)\s*(?P<old>{_YEAR})\s*年(?P<old_part>{_PART})?(?P<middle>[^，。；！？]{{0,24}}?)(?:{_WORDS_OF_CHANGE})(?:了|到|为|至)*\s*(?P<new>{_YEAR})\s*年(?P<new_part>{_PART})?"
)
_LAST = as_pattern(
    rf"(?P<word>上一?年度?|去年|前年|今年|本年度)\s*[（(]\s*(?:即|指)?\s*(?P<told>{_YEAR})\s*年?度?\s*[）)]"
)
_ANY_YEAR = as_pattern(rf"{_YEAR}(?=\s*年(?!级|制))")
_AGAINST_YEAR = as_pattern(
    rf"(?:[比较]|与|同)\s*(?P<old>{_YEAR})\s*年(?!{_PART})(?:的?同期|相比|的|增|减|上升|下降|提高|降低|多|少|净)"
)
_SINCE_YEAR = as_pattern(rf"(?:自|从)?\s*(?P<old>{_YEAR})\s*年(?![级制])[^，。；！？\d]{{0,16}}?以来")
_BACK = as_pattern(r"恢复|回[到落归]|相当于|倒退|退回|接近|持平")
_LISTED = as_pattern(
    rf"(?P<told>{_YEAR})\s*(?:年度?|届|级)(?P<noun>[^\d，。；：、！？（）()]{{0,4}}?)\s*\d[\d.,，]*\s*[\u4e00-\u9fff%％]{{0,3}}"
)
_FOUNDED = as_pattern(rf"(?:(?:始建|创办|创建|创立|建校|成立|开办|兴办|建)于|建校时间[:：])\s*(?P<told>{_YEAR})\s*年")
_FOUNDED_THEN = as_pattern(
    rf"(?P<told>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?[，,]?(?:正式|开始)?(?:建校|创校|(?:学校|我校)(?:正式)?(?:成立|创办|创建|建立|诞生))(?![\d一二三四五六七八九十周])"
)
_LATER = as_pattern(
    rf"(?P<told>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?[^，。；：\d]{{0,12}}?(?:评为|评定|认定|获评|更名|改名|升格|入选|晋升|通过|被[评确认授]|荣获|挂牌|迁|合并|扩建|成为)"
)
_BEFORE = as_pattern(
    r"前身|追溯|源于|起源|原为|原是|原址|合并而成|组建而成|由[^，。]{0,30}(?:合并|组建|改制|整合)|重组|分[离设]|恢复办学|迁建|新校区|校区"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Pairs in prose, then years in the heads of tables."""
    for passage in manuscript.prose():
        if "20" not in passage.plain and "年" not in passage.plain:
            continue
        yield from _compared(passage)
        yield from _against_the_future(manuscript, passage)
        yield from _last(manuscript, passage)
        yield from _listed(passage)
        yield from _before_founding(passage)
    for sheet in manuscript.sheets:
        yield from _heads(sheet)


def _remark(
    name: str, identifier: str, places: tuple[Place, ...], holds: bool, zh: str, en: str, formula: str
) -> Remark:
    return Remark(
        f"year-pairs:{name}:{identifier}", "year-pairs", FAULT, places, f"{zh}，请核对年份" if not holds else f"「{places[0].text}」与「{places[-1].text}」的先后成立",
        en if not holds else "the two years can stand so", severity="warning", holds=holds, reported=places[0].text, formula=formula,
    )  # fmt: skip


def _places(passage: Passage, match: re.Match[str], *names: str) -> tuple[Place, ...]:
    return tuple(passage.place(match.start(name), match.end(name) + 1) for name in names)


def _compared(passage: Passage) -> Iterator[Remark]:
    for match in _AGAINST.finditer(passage.plain):
        new, old = int(match["new"]), int(match["old"])
        if passage.plain[: match.start()].rstrip()[-1:] in tuple("比较与同从由自和到至—-"):
            # 较2020年下降25%，…比2020年…: both are what is compared with.
            continue
        if as_pattern(rf"{_YEAR}\s*年|上年|去年|同比|[（(]").search(match["middle"]) or not as_pattern(r"\d").search(
            match["middle"]
        ):
            continue
        if new == old and match["part"] and not as_pattern(r"同期").search(match[0]):
            continue
        yield _remark(
            "against", f"{passage.id}:{match.start()}", _places(passage, match, "new", "old"), new != old,
            f"「{new} 年」不会与「{old} 年」自己相比", f"{new} is compared with itself", f"{new} / {old}",
        )  # fmt: skip
    for match in _FROM_TO.finditer(passage.plain):
        new, old = int(match["new"]), int(match["old"])
        begin, end = passage.clause_at(match.start())
        if _BACK.search(passage.plain, begin, max(end, match.end())) or (
            new == old and (match["old_part"] or match["new_part"])
        ):
            continue
        yield _remark(
            "from", f"{passage.id}:{match.start()}", _places(passage, match, "old", "new"), old < new,
            f"由「{old} 年」到「{new} 年」，起止颠倒或是同一年", f"the change runs from {old} to {new}", f"{old} → {new}",
        )  # fmt: skip


def _against_the_future(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """比2024年增加30人 and 自2024年试点以来 in the report for 2022: nothing of that time was known."""
    period = manuscript.title_period
    if period is None:
        return
    for pattern in (_AGAINST_YEAR, _SINCE_YEAR):
        may_look_back = pattern is not _SINCE_YEAR or "以来" in passage.plain
        for match in pattern.finditer(passage.plain) if may_look_back else ():
            told = int(match["old"])
            start, end = passage.full_sentence_at(match.start())
            words = passage.plain[start:end]
            # The year behind the title's may have begun; none of its figures are compared unless the text tells of it.
            known = (
                period + 1
                if pattern is _SINCE_YEAR or _tells_of(manuscript, period + 1) or f"{period}年" not in words
                else period
            )
            if told <= known or (pattern is _AGAINST_YEAR and AHEAD.search(words)):
                continue
            yield _remark(
                "future", f"{passage.id}:{match.start()}", (passage.place(match.start("old"), match.end("old") + 1),), False,
                f"{period} 年度的报告不会与「{told} 年」相比，也不会写「{told} 年以来」", f"the report for {period} looks back on {told}", f"{period} / {told}",
            )  # fmt: skip


@kept_for_each
def _tells_of(manuscript: Manuscript, period: int) -> bool:
    return sum(passage.plain.count(str(period)) for passage in manuscript.passages) > 1


def _last(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """上年（2021年）, in the report for 2022 or for data of 2022."""
    period = manuscript.title_period
    if period is None:
        return
    for match in _LAST.finditer(passage.plain):
        told = int(match["told"])
        back = 0 if match["word"] in ("今年", "本年度") else 2 if match["word"] == "前年" else 1
        # The title may be printed a twelvemonth after the data.
        holds = told in (period - back, period - back - 1)
        now = list(_ANY_YEAR.finditer(passage.plain, passage.full_sentence_at(match.start())[0], match.start()))
        if holds and len(now) == 1 and back and period - 1 <= int(now[0][0]) <= period + 1:
            # 2022年招生320人，比上年（2020年）…: the sentence says itself what last year is counted from.
            holds = told == int(now[0][0]) - back
        yield _remark(
            "last", f"{passage.id}:{match.start()}", (passage.place(match.start(), match.end()),), holds,
            f"报告写的是 {period} 年，「{match[0]}」里的年份不是它的{match['word']}", f"the report is for {period}; the year in “{match[0]}” does not fit its “{match['word']}”", f"{period} / {told}",
        )  # fmt: skip


def _listed(passage: Passage) -> Iterator[Remark]:
    """Three or more told_in_turn, each with its figure, in a row: none comes twice."""
    run: list[re.Match[str]] = []
    for match in (*_LISTED.finditer(passage.plain), None):
        if match is not None and (
            not run
            or as_pattern(r"\s*[，,、；;]?\s*(?:和|及|以及|到|而)?\s*").fullmatch(
                passage.plain[run[-1].end() : match.start()]
            )
        ):
            run.append(match)
            continue
        if len(run) == _PAIR and run[0]["told"] == run[1]["told"] and run[0]["noun"] == run[1]["noun"]:
            # 其中2022级20人、2022级23人: two classes, and not one twice.
            between = passage.plain[run[0].end() : run[1].start()].strip()
            if between in _IN_A_LIST and _measure(run[0]) == _measure(run[1]) != "":
                twin = run[1]
                yield _remark(
                    "listed", f"{passage.id}:{run[0].start()}", (*_places(passage, twin, "told"), *_places(passage, run[0], "told")), False,
                    f"「{twin['told']}」在同一串里说了两次", f"{twin['told']} comes twice in one list", f"{run[0]['told']}、{twin['told']}",
                )  # fmt: skip
        if len(run) > 2 and len({each["noun"] for each in run[1:]}) == 1 and run[1]["noun"] in ("", run[0]["noun"]):
            told_in_turn = [int(each["told"]) for each in run]
            twice = next((i for i, (a, b) in enumerate(pairwise(told_in_turn), 1) if a == b), None)
            places = tuple(passage.place(each.start("told"), each.end("told") + 1) for each in run)
            if twice is not None:
                yield _remark(
                    "listed", f"{passage.id}:{run[0].start()}", (places[twice], places[twice - 1]), False,
                    f"「{told_in_turn[twice]} 年」在同一串里说了两次", f"{told_in_turn[twice]} comes twice in one list", "、".join(map(str, told_in_turn)),
                )  # fmt: skip
            else:
                yield _remark(
                    "listed", f"{passage.id}:{run[0].start()}", places, True, "", "", "、".join(map(str, told_in_turn))
                )
        run = [match] if match is not None else []


_PAIR = 2
_IN_A_LIST = ("、", "，", ",", "和", "；")


def _measure(match: re.Match[str]) -> str:
    """
    >>> _measure(_LISTED.match("2022级 20 人"))
    '级人'
    """
    words = re.sub(r"[\d\s.,，]", "", match[0])
    return words if words[:1] in ("级", "届", "年") and len(words) > 1 else ""


def _before_founding(passage: Passage) -> Iterator[Remark]:
    for match in (*_FOUNDED.finditer(passage.plain), *_FOUNDED_THEN.finditer(passage.plain)):
        start, end = passage.full_sentence_at(match.start())
        founded = int(match["told"])
        if _BEFORE.search(passage.plain, start, end):
            continue
        for later in _LATER.finditer(passage.plain, match.end(), end):
            told = int(later["told"])
            yield _remark(
                "founded", f"{passage.id}:{later.start()}",
                (*_places(passage, later, "told"), *_places(passage, match, "told")), told >= founded,
                f"「{told} 年」的事早于「{founded} 年」建校", f"{told} lies before the founding in {founded}", f"{founded} → {told}",
            )  # fmt: skip


def _heads(sheet: Sheet) -> Iterator[Remark]:
    """Years across one line of heads, or down the first column: each once."""
    columns = [column for column in sheet.numeric_columns if len(sheet.column_path(column)) == 1]
    across = [(sheet.place(0, c), compact(half_width(sheet.head(c)))) for c in columns]
    down = [
        (sheet.label_place(row), compact(half_width(sheet.row_path(row)[0])))
        for row in sheet.data_rows
        if len(sheet.row_path(row)) == 1
    ]
    for name, labels in (("columns", across), ("rows", down)):
        if name == "columns" and _stand_apart(sheet, columns):
            continue  # 收入 | 2019年 | 2020年 | 支出 | 2020年: two tables side by side
        named = [
            (place, label)
            for place, label in labels
            if place is not None and PERIOD.fullmatch(label) and not as_pattern(r"\d{4}").fullmatch(label)
        ]
        if len(named) < 3 or len(named) != len([1 for place, _ in labels if place is not None]):
            continue
        seen: dict[str, Place] = {}
        twice = None
        for place, label in named:
            if label in seen:
                twice = (place, seen[label], label)
            seen.setdefault(label, place)
        if twice is None:
            continue
        yield _remark(
            f"heads-{name}", sheet.id, twice[:2], False,
            f"表中「{twice[2]}」出现了两次", f"{twice[2]} comes twice in the head of the table", twice[2],
        )  # fmt: skip


def _stand_apart(sheet: Sheet, columns: Sequence[int]) -> bool:
    """A column of names stands between the columns of figures."""
    return (
        any(
            sheet.label_like(column) and column not in columns and column != sheet.unit_column
            for column in range(columns[0], columns[-1])
        )
        if columns
        else False
    )
