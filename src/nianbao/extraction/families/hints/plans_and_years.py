"""A plan covers the years that it is told to cover, a goal lies ahead, and what is told as done lies behind.

Cue: one document with two spans of years (行动方案（2021—2023年）, 行动方案（2023—2025年）); a document issued when its span was over;
“十三五” and “十四五” for one document in one sentence; 到2024年底, 计划2020年 and 2021年，将重点做好 or 要深化 among the goals of a report that is no older; a class of whom
it is told how many were promoted within three years; a year behind the report's told as past. Why it should hold in any report:
goals are set for years to come, and nobody tells of a year that has not begun. Guards: the title must name the
period; sentences that look back (原计划, 圆满, 收官, 回顾) or on (谋划, 编制, 展望) name two plans rightly; plans, terms and
contracts run into later years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.dates.report_moment import latest_month
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "date"
_TITLE = "某区职业教育质量年度报告（2023年度）\n\n一、基本情况\n\n"
EXAMPLES = (
    Example(
        "fail",
        _TITLE
        + "区政府印发《职业教育提质行动方案（2023—2025年）》，明确任务。\n\n落实《职业教育提质行动方案（2021—2023年）》，优化布局。",
    ),
    Example("fail", _TITLE + "2023年6月，区政府印发《职业教育提质行动方案（2020—2022年）》，明确任务。"),
    Example("fail", _TITLE + "将职业教育纳入《全区“十三五”时期教育发展规划》，明确了“十四五”时期的目标任务。"),
    Example("fail", _TITLE + "下一步，学校将加快改造传统专业。到2022年底，双师型教师占比达到90%以上。"),
    Example("fail", _TITLE + "两个新专业已通过备案，计划2023年开始招生。"),
    Example("fail", _TITLE + "对2022届毕业生的调查显示，毕业三年晋升比例为36.5%。"),
    Example("fail", _TITLE + "2025年，学校与两家企业签订协议，共建产业学院。"),
    Example("fail", _TITLE + "2023年，将重点做好以下工作：一是调整专业结构。"),
    Example("fail", _TITLE + "2021年，要深化教师教材教法改革，扩大中高职贯通规模。"),
    Example("silent", _TITLE + "下一步，学校将加快改造传统专业。到2025年底，双师型教师占比达到90%以上。"),
    Example("silent", _TITLE + "在圆满完成《全区“十三五”时期教育发展规划》的基础上，编制“十四五”时期规划。"),
    Example("silent", _TITLE + "2025年，学校将与两家企业签订协议。"),
    Example("silent", _TITLE + "区委在当年的部署中指出：“2021年，要深化教师教材教法改革。”"),
    Example("silent", _TITLE + "截至2022年底，双师型教师占比达到90%以上。"),
)
_SPAN = r"(?P<first>20[0-4]\d)\s*年?\s*[-—–~～至]+\s*(?P<last>20[0-4]\d)\s*年?"
_BRACKETED = as_pattern(r"[（(]\s*20[0-4]\d\s*年?\s*[-—–~～至]")  # one stands in every match of _DOCUMENT
_DOCUMENT = as_pattern(
    rf"(?P<name>[^《》（()）\d，。；“”]{{4,40}})[（(]\s*{_SPAN}\s*[）)]\s*》?|《\s*(?P<name2>[^《》（()）]{{4,40}})》[（(]\s*{_SPAN.replace('first', 'first2').replace('last', 'last2')}\s*[）)]"
)
_KIND = as_pattern(r"(?:方案|规划|计划|意见|纲要|办法|措施|行动)$")
_ISSUED = as_pattern(
    r"(?<![\d.])(?P<told>20[0-4]\d)\s*年(?:\s*\d{1,2}\s*月)?[^。；《》]{0,24}?(?:印发|出台|制定|颁布|发布|下发|审议通过)了?\s*《\s*$"
)
_PLAN = as_pattern(r"[“\"‘]?十(?P<plan>[一二三四五六])五[”\"’]?(?=\s*(?:时期|期间|规划|计划|发展|职业|教育|[》]))")
_BOTH = as_pattern(
    r"总结|圆满|收官|以来|回顾|衔接|谋划|编制|展望|起草|面向|基础上|承上启下|承前启后|开局|之交|交汇|末|到“|至“|完成|迎接|和“|与“|、“|规划》.{0,8}《"
)
_GOALS = as_pattern(
    r"下一步|未来|今后|展望|应对举措|改进措施|对此|着力|努力|力争|将(?!近|职业|其|学生|企业|[\u4e00-\u9fff]{1,8}(?:纳入|作为))|明年|规划目标|发展目标|[近远]期目标"
)
_UNTIL = as_pattern(
    r"(?<!截至)(?<!截止)(?:到|至|力争|争取|力争到|确保)\s*(?P<told>20[0-4]\d)\s*年?(?:[年]?底|末|前)?\s*[，,]?"
)
_LATER = as_pattern(r"达到|达|建成|实现|完成|提高|新增|形成|增加|突破|超过|不低于|提升|力争|基本")
_PLANNED = as_pattern(
    r"(?<!原)(?<!招生)(?<!按)(?:计划|预计|拟|将)(?:于|在|从|到|自)?\s*(?P<told>20[0-4]\d)\s*年(?:\s*\d{1,2}\s*月|秋季|[春秋]季|下半年|上半年)?[^，。；《》]{0,8}(?:开始|启动|招生|启用|投入|完成|实施|建成|开设)"
)
# 2021 年，将重点做好: a year that opens a sentence of what is still to be done.
_AHEAD_OF = as_pattern(
    r"(?:^|[。；\n])\s*(?P<told>20[0-4]\d)\s*年\s*[，,]\s*[\u4e00-\u9fff]{0,10}?(?<!即)(?:将|拟|计划)(?=重点|继续|进一步|着力|全面|按照|围绕|紧紧|以|坚持|从|做好|抓好|主要|推进|推动|加强)"
)
# 2021年，要深入贯彻: the task that a year is given when it begins; what is behind the report's is told as done.
_TASK_OF = as_pattern(
    r"(?:^|[。；\n])\s*(?P<told>20[0-4]\d)\s*年度?\s*[，,]\s*(?:我[们校区市县]|全[校区市县]|学校|各校)?(?:还|仍|就|更)?要(?!求|点|素|闻|事|件)(?=[\u4e00-\u9fff]{2})"
)
_QUOTING = as_pattern(r"[“”‘’]|指出|强调|提出|会议|讲话|时任|部署")
_ONCE = as_pattern(r"原计划|曾|当[时年初]|此前|去年|上年|如期|提前|按计划|既定")
_PROMOTED = as_pattern(
    r"(?P<told>20[0-4]\d)\s*届[^。]{0,40}?(?:毕业)?(?:三年|3年)(?:内|后)?(?:的)?(?:晋升|毕业生|职位|岗位|满意|跟踪)"
)
_CLASS = as_pattern(
    r"(?<![\d—–至、和与-])(?P<told>20[0-4]\d)\s*届(?!\s*[、和与及—–至-])(?=\s*(?P<whole>毕业生|学生|中职)?)"
)
_DATA = as_pattern(r"(?:毕业生?|就业|升学)[^，。；\d]{0,8}数据[^，。；\d]{0,8}$")
_HELD_AGAINST = as_pattern(r"[比较与同跟和](?:上年的?|去年的?)?\s*$|上一?届\s*[（(]?$")
_AFTER = 3  # years
_OPENING = as_pattern(
    r"(?:^|[。；\n])\s*(?P<told>20[0-4]\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[春夏秋冬]季?|[初末底])?\s*[，,]?"
)
_DONE = as_pattern(
    r"签订|签署|成立|获得?|荣获|举办|召开|启动|建成|投入|开展|组织|选派|考入|进入|毕业|入职|被|完成了?|参加|共建|来到|认定|评为|通过|捐赠|从|承办|开设|引进|引入"
)
_AHEAD = as_pattern(
    r"将|计划|拟|预计|力争|争取|目标|规划|下一步|到20|展望|继续|要|努力|打算|即将|有望|之前|前完成|届|方案|任务|重点|着力|明年|聚焦|围绕|坚持|推进|深入|工作"
)


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Documents, then goals and what is told as done."""
    yield from _documents(manuscript)
    period = manuscript.title_period
    if period is None:
        return
    yield from _odd_class(manuscript, period)
    latest = latest_month(manuscript)
    for passage in manuscript.prose():
        words = passage.plain
        if "五" in words and "十" in words:
            yield from _two_plans(passage)
        if "20" not in words:
            continue
        yield from _past_goals(manuscript, passage, period)
        yield from _promoted(passage, period)
        if latest is not None:
            yield from _not_yet(passage, max(latest[0], period + 1))


def _hint(name: str, places: tuple[Place, ...], zh: str, en: str, weight: float, expected: str = "") -> Hint:
    return hint_at(
        "plans-and-years", name, FAULT, places, zh, en, reported=places[0].text,
        expected=expected, formula=" / ".join(place.text for place in places), weight=weight,
    )  # fmt: skip


def _documents(manuscript: Manuscript) -> Iterator[Hint]:
    told: list[tuple[str, int, int, Passage, int, int]] = []
    for passage in manuscript.passages:
        if not _BRACKETED.search(passage.plain):
            continue
        for match in _DOCUMENT.finditer(passage.plain):
            name = re.sub(r"\s", "", match["name"] or match["name2"])
            suffix = "" if match["name"] else "2"
            if not _KIND.search(name):
                continue
            first, last = int(match["first" + suffix]), int(match["last" + suffix])
            start, end = match.start("first" + suffix), match.end("last" + suffix)
            told.append((name, first, last, passage, start, end))
            issued = _ISSUED.search(passage.plain[: match.start()])
            if issued is not None and int(issued["told"]) >= last:
                place = passage.place(start, end)
                yield _hint(
                    f"{passage.id}:{start}:issued", (place, passage.place(issued.start("told"), issued.end("told") + 1)),
                    f"文件管「{place.text}」，却是 {issued['told']} 年印发的，请核对年份", f"the document covers {place.text}, yet it was issued in {issued['told']}: please compare", 0.6,
                )  # fmt: skip
    for index, (name, first, last, passage, start, end) in enumerate(told):
        for other, begins, ends, elsewhere, at, until in told[index + 1 :]:
            if (first, last) == (begins, ends) or not (name.endswith(other[-_SAME:]) and other.endswith(name[-_SAME:])):
                continue
            if min(len(name), len(other)) < _SAME:
                continue
            place, second = elsewhere.place(at, until), passage.place(start, end)
            yield _hint(
                f"{elsewhere.id}:{at}:span", (place, second),
                f"「{other[-14:]}」此处写「{place.text}」，另一处写「{second.text}」，请核对是否同一份文件", f"“{other}” covers “{place.text}” here and “{second.text}” elsewhere: please compare", 0.6, second.text,
            )  # fmt: skip
            break


_SAME = 8  # characters at the end of two names that make them one document's


def _odd_class(manuscript: Manuscript, period: int) -> Iterator[Hint]:
    """毕业生数据为 2022 届毕业生, where every other class in the report is that of its own year."""
    told = [
        (int(match["told"]), passage, match)
        for passage in manuscript.passages
        if "届" in passage.plain
        for match in _CLASS.finditer(passage.plain)
    ]
    own = [entry for entry in told if entry[0] == period]
    odd = [entry for entry in told if entry[0] != period]
    if not own or len(odd) != 1 or abs(odd[0][0] - period) > 2:
        return
    _, passage, match = odd[0]
    of_data = _DATA.search(passage.plain[: match.start()]) is not None
    if not of_data and (
        len(own) < _OFTEN or not match["whole"] or _HELD_AGAINST.search(passage.plain[: match.start()])
    ):
        return
    if not of_data and passage.kind == "caption":
        return
    _, other, second = own[0]
    place, witness = passage.place(match.start(), match.end()), other.place(second.start(), second.end())
    yield _hint(
        f"{passage.id}:{match.start()}:class", (place, witness),
        f"只有此处写「{place.text}」，别处都是「{witness.text}」，请核对届别", f"“{place.text}” is told here alone, elsewhere it is “{witness.text}”: please compare",
        0.5 if of_data else 0.3, witness.text,
    )  # fmt: skip


_OFTEN = 2  # other mentions of the report's own class


def _two_plans(passage: Passage) -> Iterator[Hint]:
    """纳入《…“十三五”…规划》，明确了“十四五”时期…: one document belongs to one plan."""
    for start, end in passage.full_sentences:
        words = passage.plain[start:end]
        found = list(_PLAN.finditer(words))
        if len({match["plan"] for match in found}) != 2 or _BOTH.search(words):
            continue
        inside = [m for m in found if words.rfind("《", 0, m.start()) > words.rfind("》", 0, m.start())]
        outside = [m for m in found if m not in inside]
        if (
            len({m["plan"] for m in inside}) != 1
            or len({m["plan"] for m in outside}) != 1
            or inside[0]["plan"] == outside[0]["plan"]
        ):
            continue
        place = passage.place(start + inside[0].start(), start + inside[0].end())
        other = passage.place(start + outside[0].start(), start + outside[0].end())
        yield _hint(
            f"{passage.id}:{start}:plans", (place, other),
            f"同一句里文件是「{place.text}」的，任务却是「{other.text}」的，请核对", f"the document is of “{place.text}”, the tasks are of “{other.text}”: please compare", 0.5,
        )  # fmt: skip


def _past_goals(manuscript: Manuscript, passage: Passage, period: int) -> Iterator[Hint]:
    for pattern, weight in ((_UNTIL, 0.5), (_PLANNED, 0.4), (_AHEAD_OF, 0.5), (_TASK_OF, 0.5)):
        for match in pattern.finditer(passage.plain):
            told = int(match["told"])
            start, end = passage.full_sentence_at(match.start())
            if not period - 2 <= told <= period or _ONCE.search(passage.plain, start, end):
                continue
            if pattern is _TASK_OF and (told == period or _QUOTING.search(passage.plain, max(0, start - _NEAR), end)):
                continue
            if pattern is _UNTIL and (
                told == period
                or _GOALS.search(passage.plain[:end]) is None
                or not _LATER.search(passage.plain, match.end(), end)
                or re.search(r"[由从自]|截|相比|[比较]", passage.plain[start : match.start()][-16:])
            ):
                continue
            place = passage.place(
                match.start("told") if pattern in (_AHEAD_OF, _TASK_OF) else match.start(), match.end()
            )
            yield _hint(
                f"{passage.id}:{match.start()}:goal", (place,),
                f"此处把「{place.text}」写成今后的目标或计划，而报告是 {period} 年度的，请核对年份", f"“{place.text}” is told as a goal to come in the report for {period}: please check the year",
                weight if told < period else weight - 0.1,
            )  # fmt: skip


_NEAR = 20  # characters ahead of a sentence in which 指出 or 部署 may stand


def _promoted(passage: Passage, period: int) -> Iterator[Hint]:
    for match in _PROMOTED.finditer(passage.plain):
        told = int(match["told"])
        if told <= period - _AFTER + 1 or "内毕业生" in match[0]:
            continue
        place = passage.place(match.start(), match.end("told") + 1)
        yield _hint(
            f"{passage.id}:{match.start()}:promoted", (place, passage.place(match.end() - 4, match.end())),
            f"「{place.text}」到 {period} 年毕业还不满三年，请核对届别", f"the class of {told} had not left for three years by {period}: please compare", 0.6,
        )  # fmt: skip


def _not_yet(passage: Passage, latest: int) -> Iterator[Hint]:
    for match in _OPENING.finditer(passage.plain):
        told = int(match["told"])
        if told < latest:
            continue
        start, end = passage.full_sentence_at(match.start("told"))
        if _AHEAD.search(passage.plain, start, end) or not _DONE.search(passage.plain, match.end(), end):
            continue
        place = passage.place(match.start("told"), match.end())
        yield _hint(
            f"{passage.id}:{match.start('told')}:later", (place,),
            f"「{place.text}」比报告的年度晚，此处却当作已经发生来写，请核对年份", f"“{place.text}” is later than the report, yet it is told as past: please check", 0.4,
        )  # fmt: skip
