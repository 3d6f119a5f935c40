"""What comes round every year has come round as often as years have passed.

Cue: 自 2019 年首届 … 至 2023 年已连续举办 5 届; 从 2020 年起 …，三年来; 三年来 … 2020 年 a 人，2021 年 b 人，2022 年 c 人; 第十二届 and 第十三届 of one contest, each with
its year; 继 2021 年 … 之后. Why it should hold in any report: a yearly event has one turn a year, years counted as three in a row are
neighbours, a later turn has the higher number, and what others follow lies behind the report. Guards: 两年一届, 每学期 and turns
that are not said to be without a gap may be fewer; as many years must be listed as are told; where values and not years are in
order the list is sorted by them; only turns of one name are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.dates.report_moment import latest_month
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.dated_runs import side_by_side
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "date"
_TITLE = "某区职业教育质量年度报告（2022年度）\n\n一、基本情况\n\n"
EXAMPLES = (
    Example("fail", "少儿编程营自2020年7月首届开营起，至2022年已连续举办5届。"),
    Example("fail", "三年来共有96名学生参军，其中2018年30人，2021年34人，2022年32人。"),
    Example("fail", "2021年，学校承办第十二届技能文化节。\n\n2022年，学校承办第十一届技能文化节。"),
    Example("fail", _TITLE + "继2024年机电楼交付之后，图书馆也已交付。"),
    Example("pass", "少儿编程营自2018年7月首届开营起，至2022年已连续举办5届。"),
    Example("pass", "三年来共有96名学生参军，其中2020年30人，2021年34人，2022年32人。"),
    Example("fail", "订单班2021年至2025年分别招收24人、27人、30人和35人。"),
    Example("pass", "订单班2021年至2024年分别招收24人、27人、30人和35人。"),
    Example("silent", "2021年至2022年三所学校分别招收24人、27人和30人。"),
    Example("silent", "比赛两年一届，自2014年首届举办，至2022年已连续举办5届。"),
    Example("silent", "2015年30人，2018年34人，2022年32人。"),
)
_YEAR = r"(?<!\d)(?P<{0}>20[0-4]\d)\s*年"
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_TURNS = as_pattern(
    rf"(?:自|从|于)?\s*{_YEAR.format('first')}(?:\s*\d{{1,2}}\s*月)?[^。；！？\d]{{0,20}}?(?P<begun>首届|首期|第一届|以来|开始|起|首次|创办|开办|举办|开班|启动|设立)"
    rf"(?P<between>[^。；！？\d]{{0,24}}?)(?:(?:截?至|到)\s*{_YEAR.format('last')}(?:\s*\d{{1,2}}\s*月)?[底末]?)?[^。；！？\d]{{0,12}}?"
    rf"(?P<done>(?:已经?|连续|累计|共|先后|成功)+(?:[举开承主]办|招[收生]|开展|举行|组织|培养|毕业|坚持|招录|开设|办)*了?)\s*(?P<count>{_NUMBER})\s*届(?!学生|毕业)"
)
# 从 2020 年起 …，三年来: as many years as lie between then and the report.
_YEARS_ON = as_pattern(
    rf"(?:自|从)\s*{_YEAR.format('first')}(?:\s*\d{{1,2}}\s*月)?[^。；！？\d]{{0,24}}?(?:起|开始|以来|启动|实施|试点)(?P<between>[^。；！？]{{0,40}}?)"
    rf"(?<![近前每后过去最\d])(?P<count>{_NUMBER})\s*年(?:来|间(?![断隔]))"
)
_NOT_YEARLY = as_pattern(
    r"[两二三四2-4]\s*年(?:一|举办一|1)|隔年|双年|逐?[双单]数?年|每学期|每季|每月|每年[两二三2-9春]|春秋|停办|中断|暂停|疫情"
)
_LISTED = as_pattern(
    r"(?<!\d)(?P<told>20[0-4]\d)\s*(?:学?年度?|届)(?P<noun>[^\d，。；：、！？（）()]{0,8}?)\s*(?P<value>\d[\d.,]*)\s*[\u4e00-\u9fff%％]{1,3}"
)
_JOINT = as_pattern(r"\s*[，,、；;]?\s*(?:和|及|以及|到|而)?\s*")
_SO_MANY = as_pattern(rf"(?P<count>{_NUMBER})\s*(?:个?学?年|届)(?:度)?(?:来|间|内|里|共|累计|合计|总共|总计|[，,])")
_RECENT = as_pattern(rf"(?:近|最近|过去|连续|前后)\s*(?P<count>{_NUMBER})\s*(?:个?学?年|届)")
_NAMED = r"(?P<{0}>20[0-4]\d\s*年?(?:度|届)?(?:\s*(?:[、，和及与]|以及)\s*20[0-4]\d\s*年?(?:度|届)?){{1,9}})"
_NAMED_YEARS = (
    as_pattern(
        rf"(?<!\d){_NAMED.format('years')}[，,]?(?:学校|已|均)?连续\s*(?P<count>{_NUMBER})\s*个?(?P<unit>学?年|届)(?!度?[^，。；\d]{{0,4}}[增减升降])"
    ),
    as_pattern(
        rf"(?:连续|近|最近|过去|前)\s*(?P<count>{_NUMBER})\s*个?(?P<unit>学?年|届)(?:来|间|内)?\s*[（(]\s*(?:即|分别为|含)?{_NAMED.format('years')}\s*[）)]"
    ),
)
_CONTESTS = as_pattern(r"届[^。；，]{0,12}(?:大赛|竞赛|比赛|运动会|锦标赛|奥运)")  # not all of them are held every year
_LEAST = 3
_NAMED_TURN = as_pattern(
    rf"第\s*(?P<count>{_NUMBER})\s*届(?P<name>[^\d，。；：、！？（）()第]{{1,24}}?(?:大赛|竞赛|比赛|运动会|博览会|论坛|年会|活动周|技能节|艺术节|文化节|体育节|读书节|科技节|展示会|洽谈会|博览会))"
)
_ANY_YEAR = as_pattern(r"(?<!\d)(?P<told>20[0-4]\d)\s*年(?![级届以前])")
_FOLLOWED = as_pattern(rf"继\s*{_YEAR.format('told')}(?!度?规划)[^。；！？]{{0,40}}?后")
_PLANNED = as_pattern(r"将|计划|拟|预计|力争|规划|目标|未来|届时|明年")


def find(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """Turns counted, years listed, turns numbered."""
    for passage in manuscript.prose_with("届", "年"):
        if "20" not in passage.plain:
            continue
        if "届" in passage.plain:
            yield from _counted(manuscript, passage)
        if "年来" in passage.plain or "年间" in passage.plain:
            yield from _years_on(manuscript, passage)
        yield from _named_years(passage)
        yield from _in_a_row(passage)
        if "分别" in passage.plain or "依次" in passage.plain:
            yield from _one_value_each(passage)
        if "继" in passage.plain:
            yield from _followed(manuscript, passage)
    yield from _numbered(manuscript)


def _remark(name: str, key: str, places: tuple[Place, ...], holds: bool, zh: str, en: str, formula: str) -> Remark:
    return Remark(
        f"yearly-turns:{name}:{key}", "yearly-turns", FAULT, places, f"{zh}，请核对" if not holds else f"「{places[0].text}」与年份相符",
        en if not holds else "the turns fit the years", severity="warning", holds=holds, reported=places[0].text, formula=formula,
    )  # fmt: skip


def _number(words: str) -> int:
    return read_whole(words.replace("两", "二")) or 0


def _counted(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """自 2019 年首届 …，至 2023 年已连续举办 5 届."""
    period = manuscript.title_period
    for match in _TURNS.finditer(passage.plain):
        start, end = passage.full_sentence_at(match.start("first"))
        if _NOT_YEARLY.search(passage.plain, start, end) or (match["last"] is None and period is None):
            continue
        first, count = int(match["first"]), _number(match["count"])
        last = int(match["last"]) if match["last"] else (period or 0) + 1
        if last < first or not count:
            continue
        longest = last - first + 1
        without_gap = "连续" in match["done"]
        shortest = longest - (1 if match["last"] else 3) if without_gap else 1
        places = (
            passage.place(match.start("first"), match.end("first") + 1),
            passage.place(match.start("count"), match.end("count") + 1),
            *([passage.place(match.start("last"), match.end("last") + 1)] if match["last"] else []),
        )
        yield _remark(
            "counted", f"{passage.id}:{match.start('count')}", places, shortest <= count <= longest,
            f"从 {first} 年起，到{'' if match['last'] else '报告写成的'} {last} 年最多 {longest} 届，与「{match['count']} 届」不符",
            f"from {first} to {last} there are {longest} turns, not {match['count']}", f"{first}—{last} / {count}",
        )  # fmt: skip


def _years_on(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """自 2020 年起 …，三年来 …, in the report for 2022."""
    period = manuscript.title_period
    for match in _YEARS_ON.finditer(passage.plain) if period is not None else ():
        first, count = int(match["first"]), _number(match["count"])
        if period is None or not count or count > _FEW_YEARS or _ANY_YEAR.search(match["between"]):
            continue
        passed = period - first
        places = (
            passage.place(match.start("first"), match.end("first") + 1),
            passage.place(match.start("count"), match.end("count") + 2),
        )
        yield _remark(
            "on", f"{passage.id}:{match.start('count')}", places, passed - 1 <= count <= passed + 2,
            f"从 {first} 年起，到 {period} 年约 {passed} 年，与「{places[1].text}」不符", f"from {first} to {period} it is about {passed} years, not {match['count']}",
            f"{first}—{period} / {count}",
        )  # fmt: skip


_FEW_YEARS = 19  # longer ages are the family of elapsed years'


def _named_years(passage: Passage) -> Iterator[Remark]:
    """连续三年（2020年、2021年、2022年）: so many, and without a gap."""
    for pattern in _NAMED_YEARS if "连续" in passage.plain or "近" in passage.plain else ():
        for match in pattern.finditer(passage.plain):
            told = [int(found) for found in as_pattern(r"20\d{2}").findall(match["years"])]
            count = _number(match["count"])
            steps = {after - before for before, after in pairwise(told)}
            yield _remark(
                "named", f"{passage.id}:{match.start()}", (passage.place(match.start("years"), match.end("years")), passage.place(match.start("count"), match.end("count") + 1)),
                len(told) == count and (match["unit"] == "届" or steps in ({1}, {-1})),
                f"说的是连着的 {count} 年，列出的却是 {'、'.join(map(str, told))} 年", f"{count} years in a row are told, but {', '.join(map(str, told))} are named", match[0],
            )  # fmt: skip


_SPAN_IN_TURN = as_pattern(
    rf"{_YEAR.format('first')}\s*(?:[-—–~～]+|至|到)\s*{_YEAR.format('last')}度?[间内]?(?P<noun>[\u4e00-\u9fff]{{0,8}}?)(?:分别|依次)(?:[招录培获完派][收生取养得成出]?)?(?:有|为|是|达到?|了)*\s*(?=\d)"
)
# 甲校和乙校, 三所学校, 男女生: the values are told of these, and not of the years.
_OTHER_KINDS = as_pattern(r"[和与及各男女]|[两三四五六七八九十]|累计|合计|总共")
_SEVERAL = as_pattern(r"、|各|[两二三四五六七八九十\d]\s*(?:个|所|校|类|项|家|系|部|区|县|镇|大|名|位|门|支)")


def _one_value_each(passage: Passage) -> Iterator[Remark]:
    """2021年至2024年分别招收 24 人、27 人、30 人和 35 人: every year of the span has its value."""
    for match in _SPAN_IN_TURN.finditer(passage.plain):
        start, end = passage.full_sentence_at(match.start())
        values = side_by_side(passage, match.end(), end)
        span = int(match["last"]) - int(match["first"]) + 1
        if len(values) < _LEAST or _OTHER_KINDS.search(match["noun"]) or abs(span - len(values)) > 1:
            continue
        if _NOT_YEARLY.search(passage.plain, start, end) or _SEVERAL.search(passage.plain, start, match.start()):
            continue
        places = (
            passage.place(match.start("first"), match.end("last") + 1),
            *(value.place for value in values),
        )
        yield _remark(
            "each", f"{passage.id}:{match.start()}", places, span == len(values),
            f"{match['first']} 年至 {match['last']} 年有 {span} 年，列出的却是 {len(values)} 个数",
            f"from {match['first']} to {match['last']} there are {span} years, but {len(values)} values are listed",
            f"{match['first']}—{match['last']} / {len(values)}",
        )  # fmt: skip


def _in_a_row(passage: Passage) -> Iterator[Remark]:
    """三年来 …，其中 2020 年 a 人，2021 年 b 人，2022 年 c 人: as many years as are told, one behind the other."""
    run: list[re.Match[str]] = []
    for match in (*_LISTED.finditer(passage.plain), None):
        if match is not None and run and _JOINT.fullmatch(passage.plain, run[-1].end(), match.start()):
            run.append(match)
            continue
        if len(run) >= _LEAST:
            yield from _row(passage, run)
        run = [match] if match is not None else []


def _row(passage: Passage, run: list[re.Match[str]]) -> Iterator[Remark]:
    told = [int(match["told"]) for match in run]
    start, end = passage.full_sentence_at(run[0].start())
    counts = {
        _number(found["count"])
        for pattern in (_SO_MANY, _RECENT)
        for found in pattern.finditer(passage.plain, start, end)
    }
    steps = {after - before for before, after in pairwise(told)}
    in_a_row = steps in ({1}, {-1})
    if len(run) not in counts or len(set(told)) < len(told) or _CONTESTS.search(passage.plain, start, end):
        # A year that comes twice is told by the family of pairs of years.
        return
    values = [match["value"] for match in run]
    if not in_a_row and max(told) - min(told) == len(told) - 1 and _is_sorted(values):
        return
    odd = _odd_one(told)
    places = tuple(passage.place(match.start("told"), match.end("told") + 1) for match in run)
    yield _remark(
        "row", f"{passage.id}:{run[0].start()}", (places[odd], *places[:odd], *places[odd + 1 :]), in_a_row,
        f"说的是连着的 {len(run)} 年，列出的却是 {'、'.join(map(str, told))} 年",
        f"{len(run)} years in a row are told, but {', '.join(map(str, told))} are listed", "、".join(map(str, told)),
    )  # fmt: skip


def _is_sorted(values: list[str]) -> bool:
    figures = [float(value.replace(",", "").rstrip(".")) for value in values]
    return figures in (sorted(figures), sorted(figures, reverse=True))


def _odd_one(told: list[int]) -> int:
    """The place of the year without which the others are nearest to a row.

    >>> _odd_one([2015, 2017, 2018]), _odd_one([2016, 2019, 2018]), _odd_one([2020, 2021, 2022])
    (0, 1, 0)
    """
    down = told[0] > told[-1] and told[-1] != min(told[1:])
    for place, period in enumerate(told):
        others = [other - (-place_of if down else place_of) for place_of, other in enumerate(told) if place_of != place]
        if len(set(others)) == 1 and period - (-place if down else place) != others[0]:
            return place
    return 0


def _followed(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    """继 2021 年 … 之后, in the report for 2020."""
    latest = latest_month(manuscript)
    for match in _FOLLOWED.finditer(passage.plain) if latest is not None else ():
        start, end = passage.full_sentence_at(match.start())
        if latest is None or _PLANNED.search(passage.plain, start, end):
            continue
        told = int(match["told"])
        yield _remark(
            "followed", f"{passage.id}:{match.start()}", (passage.place(match.start("told"), match.end("told") + 1),), told < latest[0],
            f"「{match[0][:16]}」说的是已经过去的事，{told} 年却晚于报告的年度", f"what others followed is dated {told}, later than the report", match[0],
        )  # fmt: skip


_LEVELS = frozenset("国省市区县校州院系")  # what stands before 第 in 全市第三届


def _numbered(manuscript: Manuscript) -> Iterator[Remark | Hint]:
    """第十二届 in 2021 and 第十一届 in 2022 of one contest."""
    told: dict[str, list[tuple[int, int, Passage, re.Match[str], re.Match[str]]]] = {}
    for passage in manuscript.prose_with("届"):
        for match in _NAMED_TURN.finditer(passage.plain):
            start, _ = passage.full_sentence_at(match.start())
            named = list(_ANY_YEAR.finditer(passage.plain, start, match.start()))
            if len({found["told"] for found in named}) != 1 or _PLANNED.search(passage.plain, start, match.start()):
                continue
            level = passage.plain[match.start() - 1 : match.start()] if match.start() else ""
            name = (level if level in _LEVELS else "") + re.sub(r"\s", "", match["name"])
            told.setdefault(name, []).append((int(named[0]["told"]), _number(match["count"]), passage, match, named[0]))
    for turns in told.values():
        turns.sort(key=lambda turn: turn[0])
        for (before, first, where, one, _), (after, second, passage, other, dated) in pairwise(turns):
            in_step = second - first == after - before
            if before == after or (not in_step and 0 <= second - first <= after - before + 1):
                continue
            places = (passage.place(other.start(), other.start("name")), where.place(one.start(), one.start("name")))
            remark = _remark(
                "numbered", f"{passage.id}:{other.start()}:{where.id}:{one.start()}", (*places, passage.place(dated.start(), dated.end())),
                in_step,
                f"{before} 年是「{places[1].text}」，{after} 年是「{places[0].text}」，届次与年份对不上",
                f"turn {first} in {before} and turn {second} in {after} do not fit together", f"{before}: {first} / {after}: {second}",
            )  # fmt: skip
            # One name may be that of contests of two levels, so a mismatch is a sign and no proof.
            yield remark if in_step else Hint(replace(remark, severity="info"), 0.5)
