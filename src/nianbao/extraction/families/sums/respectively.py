"""分别 pairs names with values one by one, so there are as many of the one as of the other.

Cue: a list of names, 分别, and a list of values (甲、乙、丙分别为3人、4人、5人). Why it should hold in any
report: a name without a value, or a value without a name, tells nothing. Guards: values are
numbers with their units, at least two of them in one clause; 和, 与 and 及 may join names or be
part of one, so the number of names is a range; names in 等 are open; a clause before 分别 without
、 names nothing that could be counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "会计、汽修、电商三个专业招生数分别为45人、38人。"),
    Example("fail", "一等奖、二等奖分别获得3项、5项、8项。"),
    Example("pass", "会计、汽修、电商专业招生数分别为45人、38人、40人。"),
    Example("pass", "2021年、2022年、2023年招生数分别为45人、38人和40人。"),
    Example("silent", "研发中心、中试基地分别达到69家、107家，1324人获得晋升。"),
    Example("fail", "对1200名学生、900名家长、150家企业开展调查，满意度分别为94.6%和97.3%。"),
    Example("pass", "护理、会计、旅游排在第二、第三、第四，分别为310人、290人和275人。"),
    Example("silent", "两校分别招收45人、38人、40人不等。"),
    Example("silent", "该校分别与甲公司、乙公司签订协议3份。"),
)
CUE = as_pattern(r"分别[为是达有到获得占增长下降提高约:：]*")
_LINK = as_pattern(r"^\s*(?:、|，|和|与|及|以及|,|\s)\s*(?:约|和|与|及)?\s*$")
# 1200名学生、900名家长、150家企业: each with a count of its own, and each told a value.
_ASKED = as_pattern(r"\D{0,6}\d[\d,]*\s*[余多]?(?:名|位|家|所|个)[^\d和与及]{2,16}")
_PLACES = as_pattern(
    r"(?:分?[列居]|排名?|位[列居])[在于]?第[一二三四五六七八九十\d]{1,2}[位名]?(?:[、和与及]第?[一二三四五六七八九十\d]{1,2}[位名]?)+"
)
_QUOTES = as_pattern(r"[（(【\[《“][^（）()【】\[\]《》“”]*[）)】\]》”]")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Each 分别 with two or more values behind it."""
    for passage in manuscript.prose():
        for cue in CUE.finditer(passage.plain):
            values = _values(passage, cue.end())
            if len(values) < 2:
                continue
            start, _ = passage.sentence_at(cue.start())
            names = passage.plain[max(start, cue.start() - 90) : cue.start()]
            found = _names(names)
            if found is None:
                continue
            low, high, begin = found
            count = len(values)
            if abs(count - low) > 2 and abs(count - (high or low)) > 2:
                continue
            place = passage.place(cue.start() - len(names) + begin, values[-1].end)
            counted = derived(
                f"{passage.id}:{cue.start()}:values",
                f"分别列出的{count}个数值",
                Decimal(count),
                place,
                f"{count}个数值",
            )
            yield relation("respectively", [list_count(counted, low, high)], cue=cue[0], place=place)


def _values(passage: Passage, start: int) -> list[Mention]:
    values: list[Mention] = []
    position = start
    for mention in passage.mentions:
        if mention.digits_start < start:
            continue
        between = passage.plain[position : mention.start]
        if (not values and between.strip()) or (values and not _LINK.match(between)):
            break
        if values and mention.is_percent != values[0].is_percent:
            break
        if "，" in between and mention.measure != values[0].measure:
            # 分别达到 69 家、107 家，1324 人凭…: the comma begins another statement.
            break
        values.append(mention)
        position = mention.end
    tail = passage.plain[position : position + 3]
    return [] if as_pattern(r"\s*(?:不等|[）)]?、?[\u4e00-\u9fff]?不等)").match(tail) else values


def _names(words: str) -> tuple[int, int | None, int] | None:
    """Least and most number of names at the end of ``words``, and where their clause begins."""
    hidden = _QUOTES.sub(lambda match: "□" * len(match[0]), words)
    # The clause of names may be set off from 分别 by one comma, with the thing measured between.
    clauses = as_pattern(r"[，；：]").split(hidden)
    for index in (len(clauses) - 1, len(clauses) - 2):
        if index < 0 or "、" not in clauses[index]:
            continue
        # 语文、数学两科按 A、B 两层编班: what they are sorted into is not what is told of them.
        clause = as_pattern(r"按[A-Za-z甲乙丙丁]、.*$").sub("", clauses[index])
        # 乙校、丙校分列第二、第三: the places are those of the names, one for each.
        clause = _PLACES.sub("", clause)
        if "、" not in clause:
            continue
        items = clause.split("、")
        if as_pattern(r"\d\s*[人名项个%万元]").search(clause) and not all(
            _ASKED.fullmatch(item.strip()) for item in items
        ):
            return None
        if any(not item.strip() for item in items) or "分别" in clause:
            # 甲、乙公司分别中标 PM-2、PM-3 标段，工期分别为 43 个月、33 个月: the clause pairs names with names.
            return None
        if index < len(clauses) - 1 and all(
            as_pattern(r"\D{0,8}(?:19|20)\d{2}\s*年").match(item.strip()) for item in items
        ):
            return None
        joined = len(as_pattern(r"[和与及]|以及").findall(clause))
        is_open = bool(as_pattern(r"等(?![奖级次院学候同职级])").search(items[-1]))
        begin = sum(len(c) + 1 for c in clauses[:index])
        return len(items), None if is_open else len(items) + joined, begin
    return None
