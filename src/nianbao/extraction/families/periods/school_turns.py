"""A class enters in the autumn of its year and leaves in the summer of its year.

Cue: 2022 年 9 月招收 2022 级新生; 2022 级新生于 2022 年秋季入学; 2022 年 7 月毕业的 2022 届; 2022 届毕业生于 2022 年 7 月离校. Why it should hold
in any report: 级 is named after the year of entry, 届 after the year of leaving. Guards: both years in one clause; spring entries,
transfers, plans and repeated years are left alone; what happened to a class later (回访, 跟踪) does not say when it left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example("fail", "2022年9月招收2021级新生380人，报到率98%。"),
    Example("fail", "2022级新生于2021年秋季入学。"),
    Example("fail", "2022年7月毕业的2021届毕业生共310人。"),
    Example("fail", "2022届毕业生于2021年7月离校。"),
    Example("pass", "2022年9月招收2022级新生380人，报到率98%。"),
    Example("pass", "2022届毕业生于2022年7月离校。"),
    Example("silent", "2022年9月，学校为2021级学生安排认识实习。"),
    Example("silent", "2022年7月，学校回访了2021届毕业生。"),
)
_YEAR = r"(?<!\d)(?P<then>20\d{2})\s*年"
_AUTUMN = r"(?:秋季?学?期?|[89]\s*月(?:份|\s*\d{1,2}\s*日)?|招生季|暑期)?"
_TURNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (as_pattern(rf"{_YEAR}{_AUTUMN}[，,]?[^，。；！？\d春]{{0,16}}?(?:共|实际|实|新)?(?:招收|招录|录取|招|迎来|迎接)(?:了)?[^，。；！？\d]{{0,6}}?(?P<class>20\d{{2}})\s*级(?=新生|学生|[^，。；\d]{{0,8}}新生)"), "级"),
    (as_pattern(rf"{_YEAR}\s*(?:[89]\s*月|秋季)(?:开学时?)?(?:入学|入校|报到|招收)的?(?P<class>20\d{{2}})\s*级"), "级"),
    (as_pattern(rf"(?P<class>20\d{{2}})\s*级新生[^，。；！？\d春]{{0,12}}?(?:于|在)?{_YEAR}(?:秋季?|[89]\s*月)[^，。；！？\d]{{0,8}}(?:入学|报到|注册|入校|开学)"), "级"),
    (as_pattern(rf"{_YEAR}\s*(?:[5-8]\s*月|夏季?|暑期)[^，。；！？\d]{{0,6}}?(?:毕业|离校)的?(?:学生|毕业生)?[（(]?(?P<class>20\d{{2}})\s*届"), "届"),
    (as_pattern(rf"(?P<class>20\d{{2}})\s*届(?:全体|应届|所有)?(?:毕业生|学生)?(?:均|全部|已|都)?(?:于|在){_YEAR}\s*(?:[5-8]\s*月|夏季?)?[^，。；！？\d]{{0,6}}?(?:毕业|离校)(?!.{{0,4}}(?:设计|实习|证))"), "届"),
)  # fmt: skip
_OTHERWISE = as_pattern(r"春季|转入|补录|插班|复学|往届|延期|休学|计划|预|提前|原")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Entries and leavings, passage by passage."""
    for passage in manuscript.prose():
        if "级" in passage.plain or "届" in passage.plain:
            yield from _turns(passage)


def _turns(passage: Passage) -> Iterator[Remark]:
    for pattern, sign in _TURNS:
        for match in pattern.finditer(passage.plain):
            begin, _ = passage.clause_at(match.start())
            if _OTHERWISE.search(passage.plain, begin, match.end()):
                continue
            told, named = int(match["then"]), int(match["class"])
            place = passage.place(match.start(), match.end())
            wrong = f"{named} {sign}" + ("是" + f" {named} 年入学" if sign == "级" else f" {named} 年毕业")
            yield Remark(
                f"school-turns:{passage.id}:{match.start()}", "school-turns", FAULT, (place,),
                f"「{place.text}」成立" if told == named else f"「{place.text}」：{wrong}，与 {told} 年不符，请核对年份",
                "the class and its year agree" if told == named else f"the class of {named} is told of {told}",
                severity="warning", holds=told == named, reported=place.text, formula=f"{named}{sign} / {told}年",
            )  # fmt: skip
