"""How many rows of a table keep a bound, and which one alone does, is counted from the table.

Cue: 有两个专业就业率低于 95%, 五个专业中有四个对口率在 90% 以上, 只有会计专业低于 80% and a table with a column of that indicator over
such rows. Why it should hold in any report: the reader counts along the column. Guards: the indicator must be a head's; the
rows must be of the kind that is counted (专业, 学校); a bound may be meant with or without itself; names before the count
(甲、乙两个专业) make it at least those; one table, column or period that fits is enough; counts that miss by more than two are about
something else; 等, 如 and 其中 leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.quantifiers import ALL, mode_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.row_groups import Group, groups_said, is_of_kind
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern

FAULT = "mismatch"
_TABLE = "\n\n表1 就业\n\n专业\t就业率\t对口率\n护理\t98.1%\t92.3%\n会计\t97.6%\t79.2%\n机电\t98.0%\t85.4%\n药剂\t97.0%\t93.0%\n"
EXAMPLES = (
    Example("fail", f"有三个专业的对口率在90%以上。{_TABLE}"),
    Example("fail", f"四个专业中有一个专业对口率低于90%。{_TABLE}"),
    Example("fail", f"只有机电专业对口率低于90%。{_TABLE}"),
    Example("fail", f"对口率在90%以上的专业有3个。{_TABLE}"),
    Example("fail", f"对口率超过90%的有3个。{_TABLE}"),
    Example("pass", f"有两个专业的对口率在90%以上，仅会计专业对口率低于80%。{_TABLE}"),
    Example("silent", f"护理等两个专业的对口率在92%以上。{_TABLE}"),
)
_NUMERALS = r"[一两二三四五六七八九十]{1,2}|(?<!\d)\d{1,2}(?!\d)"
_COUNTED = as_pattern(
    rf"(?P<lead>.*?)(?P<count>{_NUMERALS})(?P<measure>[个所家类项门])(?P<noun>专业|学校|院校|县区|区县|县|区|年级|系|班级|单位|企业|指标|项目|课程|群体|对象)的?(?P<rest>[^\d，。]{{0,16}})"
)
# 就业率在 98% 以上的专业有 3 个: the count stands behind the bound.
_COUNTED_BEHIND = as_pattern(
    rf"(?:及?以[上下内])?的(?P<noun>专业|学校|院校|县区|区县|年级|系部?|班级|单位|企业|指标|项目|课程|群体|对象)?(?:一?共|只|仅|达|也)?(?P<has>有|为|达)?(?P<count>{_NUMERALS})(?P<measure>[个所家类项门])(?=[，。；、（(]|$)"
)
_ONLY = as_pattern(
    r"(?:仅有?|只有|唯有)(?P<who>[\u4e00-\u9fff]{2,14}?)(?:一(?:所学校|个专业|[所个家项类门]))?的?(?P<rest>[^\d，。]{2,14})$"
)
# 就业率超过 97% 的只有护理专业; 唯一不足 30 平方米的学校是二职.
_ONLY_BEHIND = as_pattern(
    r"(?:及?以[上下])?的(?:专业|学校|群体|对象|项目|县区|区县)?(?P<cue>只有|仅有?|唯有|[是为])(?P<who>[\u4e00-\u9fff]{2,14}?)(?:一[所个家项类][\u4e00-\u9fff]{0,3})?(?=[，。；]|$)"
)
_OPEN = as_pattern(r"等|如|其中|左右|部分|以上的?专业|平均|合计|共计|新增|撤销|开设|调整|比上年|较上年")
_FAR = 2  # by which a count may miss and still be about this column


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Counts of rows and rows that stand alone, number by number."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose():
        for mention in passage.mentions:
            if mention.is_loose or (mention.is_spelled and not mention.is_percent):
                continue
            words = compact(passage.plain[mention.clause[0] : mention.start])
            if (only := _ONLY.search(words)) is not None:
                yield from _alone(manuscript, passage, mention, only, only["rest"])
            elif (behind := _ONLY_BEHIND.match(passage.plain, mention.end)) is not None and (
                behind["cue"] not in "是为" or "唯一" in words
            ):
                yield from _alone(
                    manuscript, passage, mention, behind, as_pattern(r"^.*?唯一(?:一[所个家项])?").sub("", words)
                )
            elif ALL.search(words) or _OPEN.search(words):
                continue
            elif (counted := _last(words)) is not None:
                yield from _counted(manuscript, passage, mention, counted, counted["rest"], counted["lead"])
            elif (behind := _COUNTED_BEHIND.match(passage.plain, mention.end)) is not None and (
                behind["noun"] or behind["has"]
            ):
                yield from _counted(manuscript, passage, mention, behind, words, "")


def _last(words: str) -> re.Match[str] | None:
    """The count that stands nearest to the bound: four of 五个专业中有四个专业."""
    found = None
    position = 0
    while (match := _COUNTED.match(words, position)) is not None:
        found = match
        position = match.start("rest")
    return found if found is not None and found.end() == len(words) else None


def _within(figure: Figure, mention: Mention, mode: str, *, itself: bool) -> bool:
    value, bound = (
        (figure.value, mention.number.value)
        if figure.number.unit is not None
        else (figure.number.digits, mention.number.digits)
    )
    if value == bound:
        return itself or mode == "equal"
    return mode != "equal" and (value > bound) == (mode == "lower")


def _mode(mention: Mention, words: str, passage: Passage) -> str:
    mode = mode_of(mention, words, passage.plain[mention.end : mention.end + 3])
    return mode or ("equal" if mention.is_percent and as_pattern(r"(?:为|是|达到?)\s*$").search(words) else "")


def _counted(
    manuscript: Manuscript, passage: Passage, mention: Mention, match: re.Match[str], rest: str, lead: str
) -> Iterator[Remark]:
    mode = _mode(mention, rest, passage)
    said = read_whole(match["count"].replace("两", "二"))
    if not mode or not said:
        return
    named = "、" in lead[-8:] or bool(as_pattern(r"[\u4e00-\u9fff]和[\u4e00-\u9fff]+$").search(lead))
    best: tuple[int, Group, list[Figure]] | None = None
    for group in groups_said(manuscript, passage, mention.clause[0], mention, of_some=True):
        if match["noun"] and not is_of_kind(group.sheet, match["noun"]):
            continue
        for itself in (True, False):
            kept = [f for f in group.figures if _within(f, mention, mode, itself=itself)]
            if len(kept) == said or (named and len(kept) >= said):
                yield _remark(passage, mention, match["count"] + match["measure"], group, kept, holds=True)
                return
            if said <= len(group.members) and (best is None or abs(len(kept) - said) < best[0]):
                best = (abs(len(kept) - said), group, kept)
    if best is not None and best[0] <= _FAR and best[2]:
        yield _remark(passage, mention, match["count"] + match["measure"], best[1], best[2], holds=False)


def _alone(
    manuscript: Manuscript, passage: Passage, mention: Mention, match: re.Match[str], rest: str
) -> Iterator[Remark]:
    mode = _mode(mention, rest, passage)
    who = as_pattern(r"(?:专业|学校)$").sub("", match["who"])
    if not mode or "、" in match["who"] or as_pattern(r"和|与").search(match["who"]):
        return
    first: tuple[Group, list[Figure]] | None = None
    for group in groups_said(manuscript, passage, mention.clause[0], mention, of_some=True):
        own = [f for name, f in group.members if as_pattern(r"(?:专业|学校)$").sub("", name) == who]
        if len(own) != 1:
            continue
        for itself in (True, False):
            kept = [f for f in group.figures if _within(f, mention, mode, itself=itself)]
            if kept == own:
                yield _remark(passage, mention, match["who"], group, kept, holds=True)
                return
            first = first or (group, kept)
    if first is not None and len(first[1]) <= _FAR + 1:
        yield _remark(passage, mention, match["who"], *first, holds=False)


def _remark(passage: Passage, mention: Mention, said: str, group: Group, kept: list[Figure], *, holds: bool) -> Remark:
    start = mention.clause[0]
    place = passage.place(start, mention.end)
    names = {id(figure): name for name, figure in group.members}
    listed = "、".join(f"{names[id(f)]} {f.number.raw.strip()}" for f in kept[:6]) or "没有"
    return Remark(
        f"counted-rows:{passage.id}:{mention.start}", "counted-rows", FAULT, (place, *(f.place for f in kept)),
        f"「{place.text.strip()}」与表中不符：表中这样的有 {len(kept)} 个（{listed}）" if not holds else f"「{said}」与表中相符",
        f"“{place.text.strip()}” does not fit the table, where {len(kept)} rows are like that", severity="warning", holds=holds,
        reported=said, expected=str(len(kept)), formula=f"{said} / {listed}", keys=(mention.id, *(f.key for f in group.figures)),
    )  # fmt: skip
