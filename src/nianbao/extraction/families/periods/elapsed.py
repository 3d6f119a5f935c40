"""So many years since something began are as many as lie between its beginning and now.

Cue: 建校 60 年, 办学 34 年来, 六十余年办学历史, 已坚持十年, 至今已有 78 年, 升格二十周年, with the beginning named: 建于, 创办于, 制造于,
自…起, 1954 年…开课. Why it should hold in any report: the calendar is the same for all, and a school is founded once.
Guards: any other beginning that the paragraph names may be meant; where no end is said it is the report's own period, two
years either way; a figure said roundly may be five off; 余 and 多 leave room upwards, 近 downwards; what is no age of
the school itself (已连续五年获奖, 改革开放四十年) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "学校建于1958年，至2023年已有75年办学历史。"),
    Example("fail", "志愿服务队自2014年起坚持每月到社区服务，至2024年已坚持二十年。"),
    Example("fail", "某县职业学校质量年度报告（2019）\n\n学校建于1985年。\n\n这是学校建校43年来获得的最高荣誉。"),
    Example("fail", "某校质量年度报告（2022）\n\n学校创办于1985年。六十多年来，从这里走出去的学生遍布全省。"),
    Example("fail", "某校质量年度报告（2023）\n\n学校创办于1975年，2023年迎来建校50周年。"),
    Example("pass", "学校建于1958年，至2023年已有65年办学历史。"),
    Example("pass", "某校质量年度报告（2022）\n\n学校创办于1958年。六十多年来，从这里走出去的学生遍布全省。"),
    Example("silent", "学校建于1958年，2003年迁入新校区，已有20年。"),
)
_YEAR = r"(?<!\d)(?:18[6-9]\d|19\d{2}|20[0-4]\d)"
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
_BEGUN_IN = (
    r"(?:始建|新建|修建|兴建|建成|建校|肇建|建|创办|创建|创立|创始|开办|兴办|举办|成立|组建|设立|肇始|起始|始|起步|诞生|发端|起源|源|"
    r"制造|生产|出厂|购置|购|启用|启动|投用|开设|开播|起|建校时间|创办时间|成立时间)(?:于|自|[:：])"
)
_BEGUN = as_pattern(
    rf"(?:{_BEGUN_IN}(?:公元)?\s*(?P<behind>{_YEAR})\s*年)"
    rf"|(?:(?:自|从)\s*(?P<since>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?[^，。；]{{0,14}}?(?:起|以来|开始|至今|创办|成立|建校|开办|开设|启动))"
    rf"|(?:(?P<ahead>{_YEAR})\s*年(?:\s*\d{{1,2}}\s*月)?[，,]?[^，。；：\d]{{0,24}}?(?:建校|创办|创建|创立|成立|开办|始建|建成|组建|设立|升格|开了?课|办起|合并|投入使用|投用|启用|开设|参加工作|从教|任教|执教|入职|走上讲台))"
)
_LONG = r"(?P<near>近|将近|接近|约|大约|超过|逾)?\s*(?P<count>" + _NUMBER + r")\s*(?:个)?(?P<more>余|多|来)?"
_CLAIMS = (
    # 已坚持十年, 至今已有 78 年历史
    as_pattern(
        rf"(?:已经?有|已经?(?:坚持|持续|走过|运行|开展|举办|合作|连续)?了?|有着|具有|拥有|走过了?|历经|坚持了?|距今|至今|迄今|整整|刚好|恰好|恰逢|恰)\s*{_LONG}(?P<jubilee>周)?年"
        r"(?=的?(?:办学|建校|建园|发展|合作)?的?(?:历史|历程|光辉|辉煌|风雨|征程|岁月|时间)|了?[，,。；;！!）)]|了?$)"
    ),
    # 65 年办学历史, 七十年校史
    as_pattern(
        rf"{_LONG}(?P<jubilee>周)?年的?(?:办学|建校)的?(?:历史|历程|经验|积淀|传统|底蕴|风雨)|{_LONG.replace('near', 'near2').replace('count', 'count2').replace('more', 'more2')}年校史"
    ),
    # 建校 34 年来, 升格二十周年
    as_pattern(
        rf"(?P<event>建校|办学|校庆|建院|升格|创办|创建|成立|开办)(?:已有|已经|已|以来的?|至今|的)?\s*{_LONG}(?P<jubilee>周)?年(?!级|制|代|期|度|前|内|之内)"
    ),
    # 六十多年来
    as_pattern(rf"(?<![近这\d年的]){_LONG}(?P<since>年来)(?=[，,、])"),
)
_ANY_AGE = as_pattern(
    r"年(?:来|的?历史|的?历程|校史|的?办学|的?建校|的?风雨)|周年|已|有着|拥有|走过|历经|坚持|[距至迄]今|整整|刚好|恰|建校|办学|校庆|建院|升格|创[办建]|成立|开办"
)
_OF_THE_COUNTRY = as_pattern(
    r"改革开放|新中国|共和国|建国|建党|共产党|党的|共青团|建军|抗战|胜利|五四|诞辰|回归|特区|脱贫|合作$|联合$|开放$|集团$"
)
_TOGETHER = as_pattern(r"(?:合作|联合|协同|共同|合办|中外|集团)$")
_OF_THE_SCHOOL = ("建校", "办学", "校庆", "建院")
# What stands in every match of the pattern at the same position above.
_LIKELY = (
    as_pattern(r"已|有着|具有|拥有|走过|历经|坚持|[距至迄]今|整整|刚好|恰"),
    as_pattern(r"年的?(?:办学|建校|校史)"),
    as_pattern(r"建校|办学|校庆|建院|升格|创[办建]|成立|开办"),
    as_pattern(r"年来"),
)
_ONE_SCHOOL = as_pattern(
    r"(?:只有|仅有|现有|唯一|设有?)[^，。]{0,4}(?:一|1)\s*所[^，。]{0,6}(?:职业|中职)|唯一[^，。]{0,10}学校"
)
_SCHOOL_TITLE = as_pattern(
    r"(?:学校|学院|职教中心|职业教育中心|中专|职高|高中|技校)\s*(?:20\d\d)?[^区县市省]{0,24}(?:报告|年报)|(?:学校|学院|中心)\s*$"
)
_ROUND = 5  # years that 六十年 may be off where it is said of today
# 2024 年迎来建校 40 周年: the year of the feast is that of the count.
_FEAST = as_pattern(
    rf"(?P<year>{_YEAR})\s*年[，,]?\s*(?:学校|我校|学院|中心)?(?:即?将|正值|恰逢|适逢|喜迎|迎来了?|是|为|隆重|庆祝|举[行办]|时值|欣逢)*(?:学校|我校)?$"
)
_UP_TO = as_pattern(rf"(?:截?至|到|截止)\s*({_YEAR})\s*年")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Ages, passage by passage."""
    for passage in manuscript.passages:
        if "年" not in passage.plain or passage.kind == "caption" or not _ANY_AGE.search(passage.plain):
            continue
        seen: set[int] = set()
        for position, pattern in enumerate(_CLAIMS):
            for match in pattern.finditer(passage.plain) if _LIKELY[position].search(passage.plain) else ():
                digits = next(match.start(name) for name in ("count", "count2") if _has(match, name))
                if digits not in seen and (remark := _judged(manuscript, passage, match, position)) is not None:
                    seen.add(digits)
                    yield remark


def _has(match: re.Match[str], name: str) -> bool:
    return bool(match.groupdict().get(name))


def _judged(manuscript: Manuscript, passage: Passage, match: re.Match[str], kind: int) -> Remark | None:
    named = match.groupdict()
    words = named.get("count") or named.get("count2") or ""
    count = read_whole(words) or (100 if words == "百" else None)
    if count is None or count < (20 if kind == 3 else 2):
        return None
    start, end = passage.full_sentence_at(match.start())
    if _OF_THE_COUNTRY.search(passage.plain, max(start, match.start() - 14), match.end()):
        return None
    report = manuscript.title_period
    if _TOGETHER.search(passage.plain, max(start, match.start() - 6), match.start()):
        return None  # 合作办学已有五年 is no age of the school
    begun = _beginnings(passage, start, end, match)
    others = {int(found[0]) for found in as_pattern(_YEAR).finditer(passage.plain[start:end])}
    if not begun and (kind in (1, 3) or named.get("event") in _OF_THE_SCHOOL):
        begun = _beginnings(passage, 0, len(passage.plain), match)
        others |= {int(found[0]) for found in as_pattern(_YEAR).finditer(passage.plain)}
        if not begun and kind != 3 and _is_of_one_school(manuscript):
            begun = list(_founded(manuscript))
    if not begun:
        return None
    explicit = [int(found[1]) for found in _UP_TO.finditer(passage.plain, start, match.end())]
    feast = _FEAST.search(passage.plain[start : match.start()]) if named.get("jubilee") else None
    if feast is not None and not explicit:
        explicit = [int(feast["year"])]
    if explicit:
        ends = explicit
    else:
        ends = sorted(p for p in others if report is None or p <= report + 1)
        ends += [report - 1, report, report + 1] if report is not None else []
    begins = {place[0] for place in begun} | others
    lengths = {last - first for first in begins for last in ends if last > first}
    if not lengths or (report is None and not explicit):
        return None
    hedge = (named.get("near") or named.get("near2") or "", named.get("more") or named.get("more2") or "")
    loose = not explicit and not named.get("jubilee")
    exact = feast is not None and not any(hedge)
    holds = count in lengths if exact else any(_fits(count, length, hedge, loose) for length in lengths)
    first, where, begin, stop = begun[0]
    digits = match.start("count") if named.get("count") else match.start("count2")
    place = passage.place(digits, match.end())
    return Remark(
        f"elapsed:{passage.id}:{digits}", "elapsed", FAULT, (place, where.place(begin, stop)),
        f"从 {first} 年算起，到 {ends[-1]} 年约 {ends[-1] - first} 年，与「{match[0].strip()}」不符，请核对" if not holds else f"「{place.text}」与起始年份相符",
        f"from {first} to {ends[-1]} it is about {ends[-1] - first} years, not {words}" if not holds else "the age fits the beginning",
        severity="warning", holds=holds, reported=place.text, formula=f"{first} + {count}",
    )  # fmt: skip


def _fits(count: int, length: int, hedge: tuple[str, str], loose: bool) -> bool:
    """
    >>> _fits(60, 64, ("", "多"), True), _fits(60, 37, ("", "多"), True), _fits(70, 70, ("", ""), True)
    (True, False, True)
    """
    before, behind = hedge
    if behind in ("余", "多") or before in ("超过", "逾"):
        room = 100 if count % 100 == 0 else 10 if count % 10 == 0 else 3
        return count - 1 <= length <= count + room
    if before in ("近", "将近", "接近") or behind == "来":
        return count - max(3, count // 6) <= length <= count + 1
    if before:
        return abs(length - count) <= max(2, count // 10)
    if loose and count % 10 == 0 and count >= 30:
        return abs(length - count) <= _ROUND
    return abs(length - count) <= (2 if loose and count % 10 == 0 else 1)


_Begun = tuple[int, Passage, int, int]


def _beginnings(passage: Passage, start: int, end: int, claim: re.Match[str] | None = None) -> list[_Begun]:
    found = []
    for match in _BEGUN.finditer(passage.plain, start, end):
        if claim is not None and match.start() < claim.end() and claim.start() < match.end():
            # 2023 年，学校喜迎建校 45 周年: the year of the feast is no beginning.
            continue
        name = next(name for name in ("behind", "since", "ahead") if match[name])
        found.append((int(match[name]), passage, match.start(name), match.end(name)))
    return found


_FOUNDING = as_pattern(r"建校|始建|建于|创办|创建|创立|开办|前身|成立|办学|起源|肇始|始于")


@kept
def _founded(manuscript: Manuscript) -> tuple[_Begun, ...]:
    """When the school of the report began, under any of its names."""
    return tuple(
        begun
        for passage in manuscript.passages
        if _FOUNDING.search(passage.plain)
        for begun in _beginnings(passage, 0, len(passage.plain))
        if _FOUNDING.search(passage.plain, *passage.sentence_at(begun[2]))
    )


@kept
def _is_of_one_school(manuscript: Manuscript) -> bool:
    return any(_SCHOOL_TITLE.search(p.plain) for p in manuscript.passages[:6] if len(p.plain) < 60) or any(
        _ONE_SCHOOL.search(p.plain) for p in manuscript.prose()
    )
