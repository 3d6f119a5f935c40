"""A group that is honoured is counted as a group: 文明宿舍 3 个 among 学生干部 5 人, not 文明宿舍 3 人.

Cue: a noun of honoured groups (先进…集体, 优秀…班级, 文明…宿舍) right before a number in 人 or 名, in a list whose neighbour on either side
counts persons. Why it should hold in any report: a class or a dormitory is never one person, and a list lends its items the unit
of their neighbours. Guards: the honour stands in the name, so that 党支部 32 人 (its members) is left alone; nothing of size is said
around it (共, 成员, 每, 由…组成); what follows the unit ends the item.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "评选优秀学生12人、文明宿舍3人、优秀干部5人。"),
    Example("fail", "获区级表彰：先进教研集体2名，骨干教师9名。"),
    Example("silent", "评选优秀学生12人、文明宿舍3个、优秀干部5人。"),
    Example("silent", "党支部32人，团支部45人。"),
)
_GROUPED = as_pattern(
    r"(?:优秀|先进|文明|星级|示范|模范|十佳)[\u4e00-\u9fff]{0,4}(?:集体|班级|支部|宿舍|寝室|班组|教研组|单位)\s*(?P<count>\d+\s*[人名])(?=\s*(?:[，、；,;。]|和|$))"
)
_PERSONS_BEFORE = as_pattern(r"\d\s*[人名]\s*[，、；,;和及]\s*[\u4e00-\u9fff]{0,6}$")
_PERSONS_BEHIND = as_pattern(r"\s*[，、；,;和及]\s*[\u4e00-\u9fff“”\"]{2,12}\s*\d+\s*[人名]")
_SIZE = as_pattern(r"共|成员|每|组成|现有|所在|来自")
_WEIGHT = 0.6


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Honoured groups that a list counts in persons."""
    for passage in manuscript.prose_with("集体", "班级", "支部", "宿舍", "寝室", "班组", "教研组", "单位"):
        for match in _GROUPED.finditer(passage.plain):
            before = passage.plain[max(0, match.start() - 16) : match.start()]
            beside = _PERSONS_BEFORE.search(before) or _PERSONS_BEHIND.match(passage.plain, match.end())
            if not beside or _SIZE.search(match[0]) or _SIZE.search(before):
                continue
            place = passage.place(*match.span())
            yield hint_at(
                "groups-in-persons", f"{passage.id}:{match.start()}", FAULT, (place,),
                f"量词似抄了邻项：「{place.text}」说的是集体，宜用“个”", f"“{place.text}”: a group is counted in persons, like its neighbours",
                weight=_WEIGHT, reported=match["count"], formula=place.text,
            )  # fmt: skip
