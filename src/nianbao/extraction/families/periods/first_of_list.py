"""What began in one year is listed from that year on, and its n-th year is counted from there.

Cue: 从2018年起 … 2018年40人，2019年45人，2020年60人，三年共; 从2013年起 …，到2019年已是第七个年头; 已进入第四年，2018年至2021年; 签订三年（2021—2023年）协议，今年
是第二年; 2021年24次，2022年30次，2024年36次，三年共90次. Why it should hold in any
report: nothing is counted before it begins, and years follow one another. Guards: three years in a row at least and of one
sentence; a list that begins a year later is only hinted, and only where as many years are told as are listed; 曾, 试点 and a
second beginning in the sentence are left alone; an n-th year may be counted with the first or without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, Remark, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.dated_runs import dated_runs
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "date"
EXAMPLES = (
    Example("fail", "学校从2020年起与学院开展贯通培养，2018年招收40人，2019年45人，2020年60人。"),
    Example("fail", "学校自2017年起结对帮扶，三年共派出8人，2018年2人、2019年3人、2020年3人。"),
    Example("fail", "两校从2011年起合作，到2019年已经是第七个年头。"),
    Example("fail", "结对已进入第四年，2018年至2020年先后派出教师。"),
    Example("fail", "某校质量年度报告（2022）\n\n双方签订三年（2019—2021年）帮扶协议，今年是第二年。"),
    Example("fail", "师傅每周来校授课，2021年24次，2022年30次，2024年36次，三年一共90次。"),
    Example("pass", "学校从2018年起与学院开展贯通培养，2018年招收40人，2019年45人，2020年60人。"),
    Example("pass", "两校从2013年起合作，到2019年已经是第七个年头。"),
    Example("silent", "学校自2010年起设立奖学金，2018年2人、2019年3人、2020年3人获奖。"),
)
_YEAR = r"(?<!\d)(?P<{0}>20[0-4]\d)\s*年"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_SINCE = as_pattern(
    rf"(?:自|从|始于)\s*{_YEAR.format('first')}(?:\s*\d{{1,2}}\s*月|[春秋]季?)?(?![^，。；]{{0,4}}[的到至])[^。；\d]{{0,24}}?(?:起|开始|以来|始)"
)
_SO_MANY = as_pattern(rf"(?<![近前每第\d])(?P<count>{_NUMBER})\s*年(?:间|来|里|共|累计|合计|总共|先后|以来)")
_NTH = as_pattern(
    rf"(?:自|从|于)?\s*{_YEAR.format('first')}(?:\s*\d{{1,2}}\s*月|[春秋]季?)?[^。；\d]{{0,24}}?(?:起|开始|以来|合作|结对|成立|创办|启动)[^。；\d]{{0,16}}?(?:到|至)\s*{_YEAR.format('last')}"
    rf"[^。；\d]{{0,12}}?第\s*(?P<count>{_NUMBER})\s*个?年(?:头|了)?(?![级制])"
)
_NTH_AND_SPAN = as_pattern(
    rf"第\s*(?P<count>{_NUMBER})\s*个?年头?[，,：:（(]\s*(?:自|从)?\s*{_YEAR.format('first')}\s*(?:[-—–~～]+|至|到)\s*{_YEAR.format('last')}"
)
# 签订三年（2021—2023 年）协议，今年是第二年: counted from the first year of the span to the report's own.
_NTH_NOW = as_pattern(
    rf"{_YEAR.format('first')[: -len('年')]}年?\s*(?:[-—–~～]+|至|到)\s*(?P<last>20[0-4]\d)\s*年[^。；\d]{{0,24}}?(?:今年|本年度?|目前|现)(?:已经?|正)?(?:是|为|进入|处于|属于|在)?(?:执行|实施|合作|协议|帮扶|履约)?的?第\s*(?P<count>{_NUMBER})\s*个?年(?![级制])"
)
_ONCE = as_pattern(r"曾|此前|之前|试点|筹备|恢复|重新|改|第二轮|新一轮|对比|基数")
_LEAST = 3


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Lists with their beginning, then years that are numbered."""
    for passage in manuscript.prose_with("起", "开始", "以来", "始", "第"):
        if passage.plain.count("20") < 2:
            continue
        if "第" in passage.plain:
            yield from _numbered(passage)
            yield from _now(passage, manuscript.title_period)
        yield from _listed(passage)
    for passage in manuscript.prose_with("共", "累计", "合计"):
        if passage.plain.count("20") >= _LEAST:
            yield from _gaps(passage)


def _remark(
    name: str, passage: Passage, places: tuple[Place, ...], holds: bool, zh: str, en: str, formula: str
) -> Remark:
    return Remark(
        f"first-of-list:{name}:{passage.id}:{places[0].text}", "first-of-list", FAULT, places,
        f"「{places[0].text}」与后面的年份相符" if holds else f"{zh}，请核对年份", "the years fit" if holds else en, severity="warning",
        holds=holds, reported=places[0].text, formula=formula,
    )  # fmt: skip


def _numbered(passage: Passage) -> Iterator[Remark]:
    for pattern in (_NTH, _NTH_AND_SPAN):
        for match in pattern.finditer(passage.plain):
            first, last, count = int(match["first"]), int(match["last"]), read_whole(match["count"].replace("两", "二"))
            if not count or last <= first:
                continue
            places = tuple(passage.place(match.start(name), match.end(name) + 1) for name in ("first", "last", "count"))
            yield _remark(
                "nth", passage, places, count in (last - first, last - first + 1), f"从 {first} 年到 {last} 年是第 {last - first + 1} 年，不是第 {count} 年",
                f"from {first} to {last} it is the {last - first + 1}th year", f"{first}—{last} / {count}",
            )  # fmt: skip


def _now(passage: Passage, own_year: int | None) -> Iterator[Remark]:
    for match in _NTH_NOW.finditer(passage.plain) if own_year is not None else ():
        first, last, count = int(match["first"]), int(match["last"]), read_whole(match["count"].replace("两", "二"))
        if own_year is None or not count or not first < last or abs(own_year - last) > _FAR:
            continue
        places = tuple(passage.place(*match.span(name)) for name in ("first", "last", "count"))
        yield _remark(
            "now", passage, places, count == own_year - first + 1, f"从 {first} 年算起，{own_year} 年不是第 {count} 年",
            f"counted from {first}, {own_year} is not year {count}", f"{first}—{own_year} / {count}",
        )  # fmt: skip


def _gaps(passage: Passage) -> Iterator[Remark]:
    """2021 年 24 次，2022 年 30 次，2024 年 36 次，三年共 90 次: as many years as are told, but not one after the other."""
    for start, end in passage.full_sentences:
        counts = {
            read_whole(found["count"].replace("两", "二"))
            for found in _SO_MANY_IN_ALL.finditer(passage.plain, start, end)
        }
        for run in dated_runs(passage, start, end) if counts else ():
            size, gap = len(run.periods), run.periods[-1] - run.periods[0]
            if size < _LEAST or run.periods[0] < _LEAST_YEAR or size not in counts or gap != size:
                continue
            words = passage.plain[run.start : run.end]
            told = [run.start + words.find(str(period)) for period in run.periods if str(period) in words]
            places = tuple(passage.place(at, at + 5) for at in reversed(told))
            if len(places) == size and "、" not in words[:6]:
                yield _remark(
                    "gap", passage, places, False, f"说是 {size} 年，列出的却是 {'、'.join(map(str, run.periods))}，中间缺了一年",
                    f"{size} years are told, and the list of {', '.join(map(str, run.periods))} leaves one out", "、".join(map(str, run.periods)),
                )  # fmt: skip


_SO_MANY_IN_ALL = as_pattern(rf"(?<![第\d近])(?P<count>{_NUMBER})\s*年(?:间|来|里)?(?:一共|总共|累计|合计|共计?)")
_FAR = 4  # years between the end of what was agreed and the report


def _listed(passage: Passage) -> Iterator[Remark | Hint]:
    for match in _SINCE.finditer(passage.plain):
        start, end = passage.full_sentence_at(match.start())
        words = passage.plain[start:end]
        if len(_SINCE.findall(words)) > 1 or _ONCE.search(words):
            continue
        runs = [
            run
            for run in dated_runs(passage, match.end(), end)
            if len(run.periods) >= _LEAST and run.periods[0] > _LEAST_YEAR and _is_without_gap(run.periods)
        ]
        if len(runs) != 1:
            continue
        run, first = runs[0], int(match["first"])
        listed = passage.plain.find(str(run.periods[0]), match.end(), end)
        if listed < 0:
            continue
        places = (passage.place(match.start("first"), match.end("first") + 1), passage.place(listed, listed + 5))
        told = f"{first} / {'、'.join(map(str, run.periods))}"
        if first == run.periods[0]:
            yield _remark("listed", passage, places, True, "", "", told)
        elif first > run.periods[0]:
            yield _remark(
                "listed", passage, places, False, f"「{first} 年」才开始，后面却从 {run.periods[0]} 年列起", f"it began in {first}, yet the list begins in {run.periods[0]}", told
            )  # fmt: skip
        elif any(
            read_whole(found["count"].replace("两", "二")) == len(run.periods) for found in _SO_MANY.finditer(words)
        ):
            yield hint_at(
                "first-of-list", f"{passage.id}:{match.start()}", FAULT, places,
                f"「{first} 年」开始，后面却从 {run.periods[0]} 年列起，而且正好列了所说的年数，请核对年份", f"it began in {first}, the list of all the years begins in {run.periods[0]}: please compare",
                reported=places[0].text, expected=str(run.periods[0]), formula=told, weight=0.5,
            )  # fmt: skip


_LEAST_YEAR = 1990  # periods that are counted from one bear no year


def _is_without_gap(periods: tuple[int, ...]) -> bool:
    """
    >>> _is_without_gap((2018, 2019, 2020)), _is_without_gap((2018, 2020, 2021))
    (True, False)
    """
    return periods[-1] - periods[0] == len(periods) - 1
