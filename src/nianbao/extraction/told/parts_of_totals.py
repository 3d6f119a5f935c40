"""Which figure of a sentence is divided where 其中 or a like word stands, and how far the parts behind it go.

The figure is the nearest one before the word that can have parts at all: no share, no change, no quotient, nothing that
each of several exceeds. The parts end with the list: at a bracket that closes, at another 其中, at a verb of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.wording import open_brackets
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.unit import are_comparable

# Words of changes, quotients, plans and limits, whose figures neither have parts nor are any.
STOP = as_pattern(
    r"覆盖|全部|差额|差距|逆差|顺差|结余|结转|盈余|比(?:上年|去年|上一)|较(?:上年|去年|上一)|同比|占(?!地)(?!了?\s*$)|增[长加]|净[增减]|减少|下降|提高|平均|人均|生均|每[\u4e00-\u9fff]|目标|计划|下达|以来|截至|达标|上限|标准"
)
# 比上学年的 3058 人: the value of another time has no parts here.
EARLIER = as_pattern(
    r"(?:比|较|与)(?:[^，。；\d]{0,8}20\d{2}[^，。；\d]{0,6}|(?:上|去|前)(?:一|个)?(?:学)?年度?|同期)[^，。；\d]{0,4}的?\s*$"
)
_REACHED = as_pattern(r"覆盖(?=[^，。；、]{4,}$)")
_OF_LAST_YEAR = as_pattern(r"\s*(?:而)?(?:上一?学?年度?|去年)[^，。；\d]{0,6}[为是有]?\s*$")
# A point may tell its share and, without figures, what it is for: 公用经费 184 万元，占 8%，主要用于….
_POINT = as_pattern(
    r"[^，。；：、\d]{2,24}\d[\d,.]*[\u4e00-\u9fff]{1,3}(?:[，,（(]\s*约?(?:占|比例)[^，。；、\d]{0,14}\d[\d.]*%[）)]?)?(?:[，,（(][^；。\d]*)?$"
)
_BECAME = as_pattern(r"(?:增[长加]?|扩大?|减少?|下?降|提高|上?升)(?:到了?|至)")
_THESE = as_pattern(r"(?:这|该|上述|此|以上)\s*$")
_TOGETHER = as_pattern(r"去除?重复?|合并后|[，；、]\s*共[有计]?$|合计|共计|总共|^共[有计]?$")
_EACH = as_pattern(r"[均都各](?:在|超过?|突破|高于|不低于|达到?|为|逾)?$")
_SOME_OF_THEM = as_pattern(
    r"(?:一半|半数|多数|大部分|过半|[一二三四五六七八九十两]成|以上|\d\s*[个所家名])[^，。；]{0,4}(?:的|[市县区所校])"
)
# 新增铁路 639 公里、其中高铁 370 公里，新增公路 2600 公里: a verb of its own begins another statement.
_DONE = as_pattern(
    r"新[增建设]|修[复建订]|更新|订[阅购]|采购|安排|接[收待]|招收|资助|补助|发展|治理|完成|建[成设]|改[造建]|实施|开[展工设]|培[育训]|发放|投入|组织|举办|推进|带动|帮[助扶]|购[置买]"
)
_DONE_ANEW = as_pattern(rf"(?<=\d)[\u4e00-\u9fff㎡]{{0,4}}[，；](?={_DONE.pattern})")


def are_measured_alike(left: Mention, right: Mention) -> bool:
    """The same measure: 人 with 名, but 人次 with 人次 alone; 个 counts what its noun says."""
    if left.unit is None or right.unit is None:
        return left.measure == right.measure and left.unit is right.unit
    if left.measure in ("个", "类", "大类") and _is_kind_of(left.noun, right.noun):
        return False
    return are_comparable(left.unit, right.unit) and left.is_percent == right.is_percent


def _is_kind_of(left: str, right: str) -> bool:
    """专业群 and 专业 begin alike and are two things.

    >>> _is_kind_of("专业群", "专业编入"), _is_kind_of("专业", "专业"), _is_kind_of("项目", "")
    (True, False, False)
    """
    shorter = min(len(left), len(right))
    same = next((n for n in range(shorter) if left[n] != right[n]), shorter)
    groups = {word[same : same + 1] for word in (left, right)} & set("群组部课点")
    return same > 1 and len(groups) == 1


def end_of_points(passage: Passage, start: int, end: int) -> int:
    """其中：甲 3 人；乙 5 人，占 31.25%；丙 8 人。: points of one name and one figure each go on over the semicolons."""
    has_colon = not {"：", ":"}.isdisjoint(passage.plain[max(0, start - 1) : start + 1])
    if not _POINT.fullmatch(passage.plain[start:end].strip(" ：:")) or not has_colon:
        # 校内基地 28 个，其中市级 7 个；校外基地 164 个: without a colon the semicolon ends the parts.
        return end
    while passage.plain[end : end + 1] == "；":
        following = passage.sentence_at(end + 1)[1]
        if following <= end + 1 or not _POINT.fullmatch(passage.plain[end + 1 : following].strip()):
            break
        end = following
    return end


_LED_BY = as_pattern(
    r"[^，。；]{0,16}为(?:核心|主体|骨干|主|首|代表|龙头|引领|中坚|带头人)|[^，。；]{0,16}(?:领衔|牵头)"
)


def total_before(passage: Passage, before: Sequence[Mention], cue: int) -> Mention | None:
    """The figure that 其中 opens up: the nearest before it, quantities in brackets passed over."""
    for mention in reversed(before):
        between = passage.plain[mention.end : cue]
        if open_brackets(between) < 0:
            continue
        if len(between) > 60:
            return None
        if _LED_BY.match(between) and passage.plain[: mention.digits_start].rstrip().endswith("以"):
            # 以 3 名名师为核心的教师队伍，其中讲师 70 人: those that lead are not all that follow them.
            continue
        # 由 3 个增加到 11 个，其中…: what it became has parts, what it was and the change have none.
        lead = _BECAME.sub("", passage.plain[mention.clause[0] : mention.start])
        # 服务覆盖社区居民 360 名: whom something reaches may be divided as well.
        lead = _REACHED.sub("", lead)
        if mention.is_percent or STOP.search(lead) or EARLIER.search(lead):
            # 招生 330 人，比上年增加 30 人，其中…: the change has no parts.
            continue
        if mention is not before[0] and _OF_LAST_YEAR.match(lead):
            # 累计 158 个，上年底为 112 个，其中…: what is now has the parts.
            continue
        return mention
    return None


def is_said_before(passage: Passage, before: Sequence[Mention], parts: Sequence[Mention], part: Mention) -> bool:
    """9 家直营园和 3 家加盟园，其中 9 家直营园分别为 …; 这 63 个中: what is named again is no part of its own."""
    if _THESE.search(passage.plain[max(0, part.start - 4) : part.start]):
        return any(m is not part and m.number.value == part.number.value for m in parts)
    noun = part.noun[:2]
    return len(noun) == 2 and any(m.number.value == part.number.value and m.noun[:2] == noun for m in before[:-1])


def counts_other_things(total: Mention, part: Mention) -> bool:
    """四个专业部，分别为…，共有 58 个教学班: another noun of the same measure, or a total of its own, is no part."""
    if _TOGETHER.search(part.words_before):
        return True
    left, right = total.noun[:4], part.noun[:4]
    return total.measure == part.measure == "个" and len(left) > 1 and len(right) > 1 and not set(left) & set(right)


def is_quotient(mention: Mention) -> bool:
    """校均规模 10197 人 and 生师比 17.7:1 have no parts: 其中 names kinds of schools there."""
    dimension = mention.unit.dimension if mention.unit is not None else ""
    start = max(mention.sentence[0], mention.start - 16)
    words = mention.passage.plain[start : mention.start]
    return (
        dimension == "ratio"
        or as_pattern(r"[校班师生人]均|平均").search(as_pattern(r"[，；]").split(words)[-1]) is not None
    )


def is_least_of_each(mention: Mention) -> bool:
    """买入金额均超 2000 万元，其中甲 3408 万元: what each of several exceeds is no total."""
    return _EACH.search(
        mention.passage.plain[max(0, mention.start - 6) : mention.digits_start].rstrip("超过突破逾约 ")
    ) is not None or (
        mention.number.hedge in (Hedge.OVER, Hedge.AT_LEAST) and _SOME_OF_THEM.search(mention.words_before) is not None
    )


def is_in_bracket(passage: Passage, start: int, mention: Mention) -> bool:
    """True for a figure in a bracket that opens behind ``start``."""
    return open_brackets(passage.plain[start : mention.start]) > 0


def end_of_parts(passage: Passage, start: int, end: int) -> int:
    """Where the list that begins at ``start`` ends: at the bracket that it stands in, at another 其中 or statement."""
    words = passage.plain[start:end]
    depth = 0
    for offset, character in enumerate(words):
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
            if depth < 0:
                return start + offset
    again = as_pattern(r"其中").search(words)
    anew = None if _DONE.match(words.lstrip("，：: ")) else _DONE_ANEW.search(words)
    return start + min((found.start() for found in (again, anew) if found), default=len(words))
