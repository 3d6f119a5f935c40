"""A life is told in its order: nobody works before leaving school, and a tale goes on from year to year.

Cue: a graduate of a class (2013届毕业生) of whom an earlier year is told behind words of work; years at the beginning of sentences of one
case that go back, or months where 他 or 她 is told of; a start in autumn beside the summer in which the n-th school year ended. Why it should hold in any report: who
began in September of one year ends the first school year in July of the next. Guards: years of school days (入学, 就读, 在校期间)
come before the class; 此前, 早在, 曾 and 回忆 look back; a table of contents or a list of honours is no tale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example(
        "fail", "小岚是护理专业2013届毕业生，现为区医院护士。她虚心请教，很快成为科室骨干。2012年，她在全区比武中获奖。"
    ),
    Example("fail", "机电专业2021级学生小陆起初数学不好。2020年3月他进入校集训队，14个月里写满了日志。"),
    Example("silent", "机电专业2021级学生小陆起初数学不好。2022年3月他进入校集训队，14个月里写满了日志。"),
    Example("silent", "机电专业2021级学生小陆2020年还在镇上的初中读书。"),
    Example("fail", "第一批试点从2017年9月开始，有4所学校参加；到2019年7月，第一批学生完成第一学年学习。"),
    Example("fail", "2014年，老岳回乡办厂。2017年，工厂扩大了一倍。2013年，他聘请学校教师担任顾问。"),
    Example("fail", "小岳2021年毕业。2021年9月进入服装厂实习。2020年3月，他调到样衣组。2022年5月到外省学习。"),
    Example(
        "silent",
        "小岚是护理专业2013届毕业生，现为区医院护士。她虚心请教，很快成为科室骨干。2016年，她在全区比武中获奖。",
    ),
    Example("silent", "小岚是护理专业2013届毕业生，现为区医院护士。2010年，她考入职校就读。"),
)
_CLASS = as_pattern(r"(?<!\d)(?P<class>20[0-4]\d)\s*届[^。；\d]{0,14}?毕业")
_YEAR = as_pattern(r"(?<![\d.])(?P<year>20[0-4]\d)\s*年(?!级|以前|之前)")
_AT_WORK = as_pattern(r"入职|初到|工作|岗位|就业|毕业后|骨干|上班|公司|医院|创业|回乡|返乡")
_AT_SCHOOL = as_pattern(
    r"入学|考入|就读|在校|升入|进入|报考|选择|来到|中考|初中|读书|求学|高一|高二|新生|学生时代|招生|报名|参加|大赛"
)
_SCHOOL_DAYS = as_pattern(r"入学|在校|就读|上学|实训|集训队|班主任|老师的?推荐|老师(?:看|见|发现)")
_BACK = as_pattern(
    r"此前|早在|曾|回忆|原来|当年|以前|之前|追溯|始于|比|较|与|从|自|截至|《|（20|出生|截止|其中|分别|首批|最早|回想|想起|记得|那是|案例"
)
_TALE = as_pattern(r"^\s*(?P<year>20[0-4]\d)\s*年(?:\s*\d{1,2}\s*月)?(?:[底初末春夏秋冬]天?)?\s*[，,]")
# 2022 年 3 月调入销售部: of somebody who is called 他 or 她, a month may open the sentence without a comma.
_MONTH_OF_TALE = as_pattern(r"^\s*(?P<year>20[0-4]\d)\s*年\s*(?P<month>\d{1,2})\s*月(?:\s*\d{1,2}\s*日)?(?![-—–~～至])")
_SOMEBODY = as_pattern(r"[他她](?!们|人|[乡校])")
_LEAST = 3  # dated sentences of one tale
_BEGAN = as_pattern(
    r"(?<!\d)(?P<year>20[0-4]\d)\s*年\s*(?:9\s*月|秋季?)[^。；]{0,4}?(?:开始|起|入学|启动|开班|招生|实施)"
)
_ENDED = as_pattern(r"(?<!\d)(?P<year>20[0-4]\d)\s*年\s*[678]\s*月[^。]{0,24}?第(?P<nth>[一二三四五])学年")


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Graduates, then tales, then school years."""
    for passage in manuscript.prose():
        words = passage.plain
        if words.count("20") < 2:
            continue
        yield from _graduates(passage)
        yield from _tales(passage)
        yield from _school_years(passage)
        yield from _before_entry(passage)


def _hint(passage: Passage, spans: tuple[tuple[int, int], ...], zh: str, en: str, weight: float) -> Hint:
    places = tuple(passage.place(*span) for span in spans)
    return hint_at(
        "lives-in-order", f"{passage.id}:{spans[0][0]}", FAULT, places, zh.format(*(p.text for p in places)),
        en.format(*(p.text for p in places)), reported=places[0].text, formula=" / ".join(p.text for p in places), weight=weight,
    )  # fmt: skip


def _graduates(passage: Passage) -> Iterator[Hint]:
    told = list(_CLASS.finditer(passage.plain))
    if len({match["class"] for match in told}) != 1:
        return
    left = told[0]
    for match in _YEAR.finditer(passage.plain, left.end()):
        if int(match["year"]) >= int(left["class"]):
            continue
        start, end = passage.full_sentence_at(match.start())
        clause, stop = passage.clause_at(match.start())
        stop = passage.clause_at(stop + 1)[1] if stop + 1 < end else stop
        if not _AT_WORK.search(passage.plain, left.end(), match.start()) or _BACK.search(
            passage.plain, start, match.start()
        ):
            continue
        if _AT_SCHOOL.search(passage.plain, clause, stop) or _SCHOOL_DAYS.search(
            passage.plain, left.end(), match.start()
        ):
            continue
        if "毕业" in passage.plain[match.end() :]:
            # 2015 年，他获得第一名。毕业后 …: the tale is still at school there.
            continue
        yield _hint(
            passage, ((match.start(), match.end()), (left.start(), left.end())),
            "此处写「{0}」，前面却说是「{1}」，先工作后毕业，请核对年份", "“{0}” is told of the time behind “{1}”: please compare", 0.55,
        )  # fmt: skip
        return


_ENTERED = as_pattern(
    r"(?<!\d)(?P<class>20[0-4]\d)\s*级[^。；，\d]{0,10}?(?:学生|同学|新生)(?P<who>[\u4e00-\u9fff]{2,4})?"
)
_BEFORE = as_pattern(r"小学|初中|中考|出生|老家|父|母|家乡|家里|家境|入学前|幼|考入|报考|小时候")
_DATED = as_pattern(r"(?<![\d.])(?P<year>20[0-4]\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月)?(?!级|以前|之前)")


def _before_entry(passage: Passage) -> Iterator[Hint]:
    """2021 级学生…，2020 年 3 月进入校集训队: nobody trains at a school before entering it in September."""
    told = list(_ENTERED.finditer(passage.plain))
    if len({match["class"] for match in told}) != 1 or "届" in passage.plain[: told[0].start()]:
        return
    entered = int(told[0]["class"])
    for match in _DATED.finditer(passage.plain, told[0].end()):
        month = int(match["month"]) if match["month"] else 12
        start, end = passage.full_sentence_at(match.start())
        if (int(match["year"]), month) >= (entered, 9) or int(match["year"]) < entered - 2:
            continue
        if _BEFORE.search(passage.plain, start, end) or _BACK.search(passage.plain, start, match.start()):
            continue
        yield _hint(
            passage, ((match.start(), match.end()), (told[0].start(), told[0].start("class") + 5)),
            "此处写「{0}」，而讲的是「{1}」学生，那时还没有入学，请核对年份", "“{0}” comes before the school years of “{1}”: please compare", 0.5,
        )  # fmt: skip
        return


def _tales(passage: Passage) -> Iterator[Hint]:
    found = list(_goes_back(passage, _TALE))
    yield from found
    if not found and _SOMEBODY.search(passage.plain):
        yield from _goes_back(passage, _MONTH_OF_TALE)


def _goes_back(passage: Passage, opening: re.Pattern[str]) -> Iterator[Hint]:
    dated = []
    for start, end in passage.full_sentences:
        match = opening.match(passage.plain[start:end])
        if match is not None and not _BACK.search(passage.plain[start:end][:30]):
            when = (int(match["year"]), int(match["month"]) if opening is _MONTH_OF_TALE else 0)
            dated.append((when, start + match.start("year"), start + match.end()))
    if len(dated) < _LEAST:
        return
    falls = [n for n in range(1, len(dated)) if dated[n][0] < dated[n - 1][0]]
    if len(falls) != 1:
        return
    n = falls[0]
    yield _hint(
        passage, ((dated[n][1], dated[n][2]), (dated[n - 1][1], dated[n - 1][2])),
        "「{0}」写在「{1}」之后，时间倒了过来，请核对年份", "“{0}” is told behind “{1}”: please compare the years", 0.4,
    )  # fmt: skip


def _school_years(passage: Passage) -> Iterator[Hint]:
    for began in _BEGAN.finditer(passage.plain):
        _, end = passage.full_sentence_at(began.start())
        ended = _ENDED.search(passage.plain, began.end(), end)
        if ended is None:
            continue
        years_apart = int(ended["year"]) - int(began["year"])
        if years_apart != read_numeral(ended["nth"]):
            yield _hint(
                passage, ((began.start(), began.end()), (ended.start(), ended.end())),
                "从「{0}」算起，到「{1}」对不上，请核对年份", "“{0}” and “{1}” do not fit together: please compare", 0.7,
            )  # fmt: skip
