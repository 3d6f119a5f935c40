"""What a sentence says about a change follows from the two values that it gives.

Cue: 由 a 增至 b; 2022年 a, 2023年 b, 增加 d, 增长 p%; 比上年增加 d beside both values. Why it should hold in
any report: the change was worked out from figures printed in the same sentence. Guards: the two
values must be of one unit and named in one sentence; 增加 d and 增长 p% without either value are
not judged, with the present one alone p must be d over what is left without it; a share may change by points or by per cent, and only a figure that fits neither is
wrong; dates between the figures are no figures.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from nianbao.extraction.claims import (
    Doubtful,
    Remark,
    derived,
    difference_of,
    direction_of,
    growth_of,
    ratio_of,
    relation,
    share_of,
)
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_bodies import known_bodies
from nianbao.extraction.names.known_facts import indicator_of, known_facts, label_of, scope_of
from nianbao.extraction.tables.table_facts import compact
from nianbao.extraction.tables.table_series import series_of
from nianbao.extraction.told.clause_subjects import level_between
from nianbao.extraction.wording import open_brackets
from nianbao.facts.cell import Cell
from nianbao.facts.kept import kept
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "difference"
EXAMPLES = (
    Example("fail", "在校生由1200人增加到1150人。"),
    Example("fail", "招生人数从2021年的300人增至2022年的360人，增加50人。"),
    Example("fail", "生均经费由20000元提高到25000元，增长20%。"),
    Example("fail", "2022年招生300人，2023年招生330人，比上年减少30人。"),
    Example("fail", "专任教师从178人到189人，增长5.8%。"),
    Example("fail", "在校生由2307人减少到2284人，降幅1.30%。"),
    Example("pass", "招生人数从2021年的300人增至2022年的360人，增加60人，增长20%。"),
    Example("pass", "就业率由95.2%提高到97.5%，提高2.3个百分点。"),
    Example("fail", "在校生3246人，比上学年的3058人增加118人。"),
    Example("fail", "招生330人，比上年增加30人，增长20%。"),
    Example("fail", "招生330人，比上年减少30人，增长10%。"),
    Example("pass", "招生330人，比上年增加30人，增长10%。"),
    Example("fail", "招生330人，其中甲校200人、乙校130人，比上年增加30人，增长20%。"),
    Example("silent", "补贴标准分别从每月209元、280元提高到217元、290元。"),
    Example("silent", "综合排名由第36位上升到第23位，全区生产总值由9323亿元增加到13697亿元，增长33.6%。"),
    Example("silent", "专控商品由19种扩大到32种，去年的零售额比上年下降9.1%。"),
    Example("fail", "毕业生由一百零五名增加到九十八名。"),
    Example("silent", "招生330人，比上年增加30人。"),
    Example("pass", "6个合作社社均销售额由8.5万元提高到10.7万元，总共增收13.2万元。"),
    Example("fail", "在校生由3276人减少165人，降至3120人。"),
    Example("silent", "2018年招生1000人，此后逐年下降，2023年招生812人，较2022年下降5.6%。"),
    Example("pass", "对口率由52.46%提高到59.91%，提高7.45%。", "points-as-percent tells the wrong unit"),
)
UP = r"增加|延长|增长|增收|增招|扩招|微增|微升|微涨|回升|走高|上扬|递增|(?<!增)长(?=了)|升(?=到|至|为)|上升|提高|提升|升高|增至|升至|扩大|增多|上涨|发展|攀升|增|涨"
DOWN = r"减少|减收|减招|压减|削减|微减|微降|走低|下跌|递减|缩水|萎缩|滑落|下降|降低|下滑|降至|减至|回落|缩小|缩减|压缩|精简|缩短|减轻|减|降(?=到|至|为)"
FROM_TO = as_pattern(rf"(?P<word>{UP}|{DOWN}|调整|变化|变)(?:了)?(?:到了?|至|为)")
_BARE_TO = as_pattern(r"\s*(?P<word>到)\s*(?:20\d{2}年的?)?\s*")  # 从 178 人到 189 人，增长 6.2%
CHANGE = as_pattern(rf"(?P<word>净?(?:{UP}|{DOWN}|降(?=幅)))(?:幅度?|率|量)?(?:了|约|为|是|达到?|近|超过|:|：)*\s*$")
_UP_WORD, _DOWN_WORD = as_pattern(UP), as_pattern(DOWN)
SHARE_POINTS = "share_difference"


# The earlier value stands behind 比上年的; what follows it is the change.
_EARLIER_VALUE = as_pattern(
    r"(?P<cue>(?:比|较|与)[^，。；\d]{0,8}(?:20\d{2}[^，。；\d]{0,6})?(?:的|同期|上年|去年|上一?学年|上一年度?|(?<=\d)年))\s*$"
)
# 2.86万人次，上年为2.41万人次: both values side by side.
_BESIDE = as_pattern(r"\s*[，,]\s*(?:而)?(?:上年|去年|上一?学年|上一年度?|前一年)(?:同期)?(?:为|是|有|达到?)?\s*")
_COMPARING = as_pattern(
    r"[，,（(]\s*(?:同口径)?(?:(?:比|较|与)[^，。；\d]{0,8}(?:20\d{2}[^，。；\d]{0,6})?(?:相比)?|同比|环比|一年来?内?)[，,]?\s*(?:净|共|新|又)?$"
)
_OWN_AGAIN = as_pattern(
    r"[，,]\s*(?P<subject>[\u4e00-\u9fff]{2,8}?)(?:人数|数量|总数|总量|规模|数)?(?:比|较|与)(?:上年度?|去年|上一?学年|上一年度?|上届|20\d{2}年)(?:同期)?(?:相比)?"
)
_SURPLUS = as_pattern(r"(?P<word>多|少)[招收出]?了?\s*$")
_NO_SIZE = as_pattern(
    rf"^\s*(?:相比)?[，,]?\s*(?:略有|有所|略|小幅|明显|稍有|大幅|微|(?=(?:{UP}|{DOWN})了?(?:[，。；）]|$)))(?P<word>{UP}|{DOWN}|升|降)"
)
_AS = as_pattern(r"(?:[升降增减]|增[加长]|减少|下降|上升|提高|扩大)(?:为|成)\s*$")
_MORE_OR_LESS = as_pattern(r"^\s*[，,]?\s*(?:净|共)?(?P<word>多|少)了?\s*$")
_RATE_AFTER = as_pattern(
    rf"^\s*[，,、（(]?\s*(?:同比|环比|比例)?(?P<word>(?:{UP}|{DOWN}|降|多|少))?(?:幅度?|率)?(?:了|约|为|是|达到?|超过|[:：])*\s*$"
)
_FRACTION = as_pattern(r"[（(]\s*\d+(?:\.\d+)?\s*[/／÷]\s*\d+(?:\.\d+)?\s*[）)]")
_ADDED = as_pattern(r"(?:合计|总计|共计|总共|一共|共)[有为达到]*\s*$")
_OVER_YEARS = as_pattern(r"年均|每年|年平均|[两二三四五六\d]年(?:来|间|共|累计|总共|合计)|累计")
# 由 371 万元增加到 650 万元，四年间增长 75.2%: the years of the two values, unless these say that they are others.
_THEIR_YEARS = as_pattern(r"^\s*[，,]\s*[两二三四五六\d]年(?:来|间|共)?(?=[增减提上下])")
_SO_MANY_YEARS = as_pattern(
    rf"(?<!\d)(?P<number>[两二三四五六七八九\d])个?学?年(?:里|内|时间|增减|相抵|[净一])*(?={UP}|{DOWN})"
)
# 增量最大的一年是 2021 年，比上年增加 0.30 万人: the step of another time than the pair's.
_ELSEWHEN = as_pattern(r"最[大多高小少低]的?[^，。；]{0,4}年|20\d{2}年[，,]?[比较]上年")
_IN_BRACKETS = as_pattern(r"^\s*[（(]\s*(?:上年|去年|上一?学年|上一年度?|同期|20\d{2}年度?)[^，。；\d]{0,6}$")


def way(word: str) -> str:
    """up or down, or nothing for words without a way (调整为)."""
    if _UP_WORD.search(word) or word in ("升", "长"):
        # What follows these in the sentence (升至) is no part of the word.
        return "up"
    return "down" if _DOWN_WORD.search(word) or word == "降" else ""


def _way_of(word: str) -> str:
    return "up" if word == "多" else "down" if word == "少" else way(word)


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Changes, sentence by sentence."""
    for passage in manuscript.prose():
        yield from _against_tables(manuscript, passage)
        yield from _against_series(manuscript, passage)
        # 由 75.21%（88/117）上升到 78.86%（97/123）: what a share was made of changes nothing.
        asides = [match.span() for match in _FRACTION.finditer(passage.plain)]
        for start, end in passage.sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
            mentions = [m for m in mentions if not any(a < m.start < b for a, b in asides)] if asides else mentions
            if len(mentions) >= 2:
                yield from _sentence(passage, mentions, start)
                yield from _balances(passage, mentions)


@kept
def _change_before(mention: Mention) -> re.Match[str] | None:
    return CHANGE.search(mention.passage.plain[mention.clause[0] : mention.start])


def are_of_one_unit(left: Mention, right: Mention) -> bool:
    if left.unit is None and right.unit is None:
        return left.measure == right.measure
    return left.unit is not None and right.unit is not None and are_comparable(left.unit, right.unit)


def _sentence(passage: Passage, mentions: list[Mention], start: int) -> Iterator[Relation | Doubtful | Remark]:
    pair: tuple[Mention, Mention] | None = None
    for position, mention in enumerate(mentions):
        words = passage.plain[mentions[position - 1].end if position else start : mention.start]
        if position and (compared := compared_pair(passage, mentions, position)):
            pair = compared
            yield from _without_size(passage, pair)
            continue
        if position and pair is None:
            yield from _rate_of_change(passage, mentions, position)
            yield from _earlier_in_brackets(passage, mentions, position)
        source = outside_brackets(passage, mentions, position)
        if position and (found := from_to(passage, source, mention, words)):
            pair = (source, mention)
            word = way(found)
            if word:
                yield relation(
                    "prose-changes", [direction_of(mention.operand(), pair[0].operand(), word)], cue=found,
                    place=passage.place(pair[0].start, mention.end),
                )  # fmt: skip
            continue
        if position > 1 and (step := _step_between(passage, mentions, position, words)):
            pair = (mentions[position - 2], mention)
            yield from size_of_change(passage, pair, mentions[position - 1], step)
            continue
        change = _change_before(mention)
        if change is None and pair is not None and pair[0] is mentions[position - 1]:
            change = _MORE_OR_LESS.match(words)
        if change is not None and (change["word"].endswith("至") or _AS.search(change[0])):
            # 2016 年 4 次，2017 年增至 25 次, 2018 年降为 9 次: what it became is no change.
            continue
        if change is None or "分别" in passage.plain[mention.clause[0] : mention.start]:
            # 后三年分别比上年增长 a、b 和 c: which goes with which is settled in turn.
            continue
        if pair is None:
            pair = _dated_pair(passage, mentions[:position], start)
        if pair is not None and mention.start - pair[1].end < 45:
            behind = passage.plain[pair[1].end : mention.start]
            over = _OVER_YEARS.search(_THEIR_YEARS.sub("", behind) if _is_from_to(passage, pair) else behind)
            if over or _ELSEWHEN.search(behind):
                # 两年共减少: the change of several years is not that of the last two values.
                continue
            if _is_of_other_time(passage, pair, mention) or _is_of_more_years(passage, pair, mention):
                continue
            if _has_other_subject(passage, pair, mention.start - len(change[0])) or _is_of_each(passage, pair, mention):
                continue
            if level_between(passage, pair, mention) is not None:
                # 由 940 人减少到 900 人，其中甲校 500 人，减少 25 人: the figure just told has changed by so much.
                continue
            if mention.is_percent and _is_of_another_thing(mentions[position - 1], pair):
                continue
            yield from size_of_change(passage, pair, mention, change["word"], mentions[position - 1])


def _is_from_to(passage: Passage, pair: tuple[Mention, Mention]) -> bool:
    return from_to(passage, *pair, passage.plain[pair[0].end : pair[1].start]) != ""


def _years_of(passage: Passage, pair: tuple[Mention, Mention]) -> tuple[list[str], list[str]]:
    old, new = (as_pattern(r"20\d{2}").findall(passage.plain[max(m.clause[0], m.start - 24) : m.start]) for m in pair)
    return old, new


def _is_of_more_years(passage: Passage, pair: tuple[Mention, Mention], change: Mention) -> bool:
    """2019 年 a，2020 年 b，2021 年 c，两年减少 d: not the step from b to c, which takes one year."""
    said = _SO_MANY_YEARS.search(passage.plain, max(m.end for m in pair), change.start)
    old, new = _years_of(passage, pair)
    if said is None or not old or not new:
        return False
    number = int(said["number"]) if said["number"].isdigit() else read_numeral(said["number"])
    steps = int(new[-1]) - int(old[-1])
    # 三年 may count the years themselves or the steps between them; 两年 of two years that follow each other is more.
    return number != steps and not (steps > 1 and number == steps + 1)


def _is_of_other_time(passage: Passage, pair: tuple[Mention, Mention], change: Mention) -> bool:
    """2018 年 a，2023 年 b，较 2022 年下降 p%: held against a time that neither value is of."""
    behind = passage.plain[max(m.end for m in pair) : change.start]
    old, new = _years_of(passage, pair)
    if named := as_pattern(r"[比较与](20\d{2})").search(behind):
        return bool(old) and named[1] not in old
    if old and new and as_pattern(r"[比较与](?:上年|去年|上一年)|同比").search(behind):
        return int(new[-1]) - int(old[-1]) > 1
    return False


_ARRIVED = as_pattern(r"\s*[，,]?\s*(?:[增减]?[加少]?|[升降提]?[高低]?|达)(?:至|到|为)了?\s*")


def _step_between(passage: Passage, mentions: list[Mention], position: int, words: str) -> str:
    """The word of 由 a 减少 d，降至 b; empty where the three figures are no such chain."""
    first, step, last = mentions[position - 2 : position + 1]
    if not _ARRIVED.fullmatch(words) or not are_of_one_unit(first, last) or first.is_percent != last.is_percent:
        return ""
    if (
        as_pattern(r"[由从](?![业此而])").search(passage.plain[max(first.clause[0], first.start - 30) : first.start])
        is None
    ):
        return ""
    said = CHANGE.search(passage.plain[first.end : step.start])
    return said["word"] if said is not None and said.start() < 6 else ""


def outside_brackets(passage: Passage, mentions: list[Mention], position: int) -> Mention:
    """The figure before, those of a closed bracket passed over: 由上一级的 268 人（共 400 人）提高到 357 人."""
    source = mentions[max(0, position - 1)]
    words = passage.plain[source.end : mentions[position].start]
    if open_brackets(words) < 0:
        opening = max(passage.plain.rfind("（", 0, source.start), passage.plain.rfind("(", 0, source.start))
        outside = [m for m in mentions[:position] if m.end <= opening]
        return outside[-1] if outside else source
    return source


def compared_pair(passage: Passage, mentions: list[Mention], position: int) -> tuple[Mention, Mention] | None:
    """The earlier and the present value of 3246 人，比上学年的 3058 人增加 …."""
    old, new = mentions[position], mentions[position - 1]
    lead = passage.plain[new.end : old.start]
    if new.number.hedge is not Hedge.NONE and position > 1 and new.start - mentions[position - 2].end < 6:
        # 10246 万元，突破 1 亿元，比上年的 9688 万元: the mark that was passed is no value.
        new = mentions[position - 2]
        lead = lead.partition("，")[1] + lead.partition("，")[2]
        position -= 1
    if old.is_percent != new.is_percent or not are_of_one_unit(old, new) or len(lead) > 24:
        return None
    if any(are_of_one_unit(old, other) and other.is_percent == old.is_percent for other in mentions[: position - 1]):
        # 平均 3560 元，最低 2600 元，与上年的 3420 元相比: which of the two changed is open.
        return None
    if _BESIDE.fullmatch(lead):
        return (old, new)
    found = _EARLIER_VALUE.search(lead)
    if (
        found is not None
        and compact(lead[: found.start()]).strip("，,、")
        and not lead.strip().startswith(("，比", "，较", "，与"))
    ):
        # 3358 人，其中 …，在校生较上学年的 3217 人: something else is named between the two.
        return None
    return (old, new) if _EARLIER_VALUE.search(lead) and "其中" not in lead and "。" not in lead else None


def _without_size(passage: Passage, pair: tuple[Mention, Mention]) -> Iterator[Relation]:
    """比上年的 16.49:1 略有下降: a direction and no more."""
    old, new = pair
    match = _NO_SIZE.match(passage.plain[old.end : old.end + 10])
    if match and (word := way(match["word"])):
        yield relation(
            "prose-changes", [direction_of(new.operand(), old.operand(), word)], cue=match["word"],
            place=passage.place(old.start, old.end + match.end()),
        )  # fmt: skip


def _rate_of_change(passage: Passage, mentions: list[Mention], position: int) -> Iterator[Relation | Remark]:
    """330 人，比上年增加 30 人，增长 10%: the rate is the change over what there was before it."""
    if position < 2:
        return
    value, change, rate = mentions[position - 2 : position + 1]
    if not rate.is_percent or value.is_percent or change.is_percent or not are_of_one_unit(value, change):
        return
    if change.number.hedge is not Hedge.NONE or value.number.hedge is not Hedge.NONE:
        return
    wider = [other for other in mentions[: position - 2] if are_of_one_unit(value, other) and not other.is_percent]
    divided = _whole_of_list(passage, mentions[: position - 1])
    if wider and divided is None and not _ADDED.search(passage.plain[value.clause[0] : value.start]):
        # 在校生 1752 人，其中三年级 572 人，较上年增加 38 人: the change may be that of the whole.
        return
    lead = passage.plain[value.end : change.start]
    said = CHANGE.search(lead) or _SURPLUS.search(lead)
    rated = _RATE_AFTER.match(passage.plain[change.end : rate.start])
    if said is None or rated is None:
        return
    own = _OWN_AGAIN.match(lead)
    if own is not None and own["subject"] not in value.words_before:
        return
    if own is None and not _COMPARING.search(lead[: said.start()]):
        return
    first, second = (_way_of(word) for word in (said["word"], rated["word"] or said["word"]))
    place = passage.place(value.end, rate.end)
    if first and second and first != second:
        yield Remark(
            f"prose-changes:{rate.id}:ways", "prose-changes", "direction", (place, change.place, rate.place),
            f"同一变化前说「{said['word']}」、后说「{rated['word']}」，方向相反，请核对", f"one change is said to go {first} and then {second}: check the words",
            severity="error", reported=f"{said['word']}、{rated['word']}", formula=f"{said['word']} ≠ {rated['word']}", keys=(change.id, rate.id),
        )  # fmt: skip
        return
    values = [value] if divided is None else [divided, value]
    earlier = [found for each in values if first for found in before_change(each, change, first)]
    if not earlier:
        return
    claim = rate.operand(f"{rated['word'] or said['word']} {rate.raw.strip()}", trust=0.6)
    readings = [share_of(claim, [change.operand()], [each]) for each in earlier]
    yield relation("prose-changes", readings, cue=said["word"], place=place)


def before_change(value: Mention, change: Mention, way_gone: str) -> Iterator[Operand]:
    """What there was before the change; nothing where none was left.

    1.36 亿元 less 2148 万元 is 1.145 亿元, known no better than to its second place: 1.14 and 1.15 may both be meant.
    """
    before = value.number.value + (change.number.value if way_gone == "down" else -change.number.value)
    if before <= 0:
        return
    number = value.number
    places = max(number.places, change.number.places)
    exact, unit = before / number.scale, Decimal(1).scaleb(-places)
    for digits in sorted(
        {exact.quantize(unit), exact.quantize(unit, ROUND_FLOOR), exact.quantize(unit, ROUND_CEILING)}
    ):
        raw = f"{digits:f}{as_pattern(r'^[^0-9]*[0-9,.]+ *').sub('', number.raw)}"
        cell = Cell.of_number(PrintedNumber(raw, digits, number.scale, number.unit))
        yield Operand(f"{value.id}:before:{change.id}", "变化前", cell, value.place, 2.0)


def _whole_of_list(passage: Passage, mentions: Sequence[Mention]) -> Mention | None:
    """The figure that all of those behind it make up: 87 家，其中甲 38 家、乙 34 家、丙 15 家，比上年增加 9 家 is said of the 87 or the 15."""
    for position in range(len(mentions) - 3, -1, -1):
        whole, parts = mentions[position], mentions[position + 1 :]
        if any(part.measure != whole.measure or part.is_percent for part in parts):
            return None
        if sum(part.number.value for part in parts) == whole.number.value:
            joints = (passage.plain[left.end : right.start] for left, right in itertools.pairwise(parts))
            return whole if all("、" in joint or "，" in joint or "和" in joint for joint in joints) else None
    return None


def _earlier_in_brackets(
    passage: Passage, mentions: list[Mention], position: int
) -> Iterator[Relation | Doubtful | Remark]:
    """4385 人次，较上学年增长 12.58%（上学年 3895 人次）."""
    if position < 2:
        return
    value, change, earlier = mentions[position - 2 : position + 1]
    said = CHANGE.search(passage.plain[value.end : change.start])
    if said is None or not _IN_BRACKETS.match(passage.plain[change.end : earlier.start]):
        return
    if as_pattern(r"新增|新建|新设|撤销|停办|引进|调出|减少|增加").search(value.words_before[-6:]):
        # 撤销 2 个，新增 3 个，净增 1 个（上年 30 个）: what came in is not what there is.
        return
    joint = passage.plain[mentions[position - 3].end : value.start] if position > 2 else ""
    if "、" in joint and as_pattern(r"总[数量]|合计|共").search(passage.plain[value.end : change.start]):
        return  # 二等奖 1 项、三等奖 2 项，总数增加 1 项（上年 2 项）: the list makes up what there is
    if are_of_one_unit(value, earlier) and value.is_percent == earlier.is_percent:
        yield from size_of_change(passage, (earlier, value), change, said["word"])


_LISTED_BEFORE = as_pattern(r"[\d%％人元个名所家件项次月年][、和与]\s*$")
_RANKED = as_pattern(r"排名|位次|名次|位列|位居|列第|[居列]全[国省市区]第?$")


_OF_A_RANGE = as_pattern(r"\s*(?:的(?:变化|范围|区间|过程|幅度|档次?)|之间|不等)")


def from_to(passage: Passage, old: Mention, new: Mention, words: str) -> str:
    """The verb of 由 a 增至 b, where the words around are those of such a clause."""
    if len(words) > 30 or not are_of_one_unit(old, new):
        return ""
    match = FROM_TO.search(words) or _BARE_TO.fullmatch(words)
    if match is None:
        return ""
    if _OF_A_RANGE.match(passage.plain, new.end):
        # 从 15 万到 20 万的变化: two ends of a range that something else is told of.
        return ""
    before = passage.plain[max(old.clause[0], old.start - 30) : old.start]
    if CHANGE.search(before):
        # 由 a 减少 d，降至 b: what it fell by is not what it fell from.
        return ""
    if as_pattern(r"[由从](?![业此而])").search(before) is None:
        return ""
    if _LISTED_BEFORE.search(passage.plain[max(0, old.start - 8) : old.start]):
        # 分别由 209 元、280 元提高到 217 元、290 元: which becomes which is settled in turn.
        return ""
    if old.measure in ("位", "名", "") and _RANKED.search(before):
        # 排名由 369 位上升到 235 位: the better rank is the lower number.
        return ""
    # 由 a 减少 d 至 b has its difference between the two.
    return match["word"]


_BECAME = as_pattern(rf"(?:{UP}|{DOWN}|变)(?:到了?|至|为|成)")


def _dated_pair(passage: Passage, mentions: list[Mention], start: int) -> tuple[Mention, Mention] | None:
    """Two values of one thing with their periods: 2022年招生300人，2023年招生330人."""
    dated: list[tuple[int, Mention, str]] = []
    for position, mention in enumerate(mentions):
        begin = mentions[position - 1].end if position else start
        words = passage.plain[begin : mention.start]
        periods = as_pattern(r"(20\d{2})\s*(?:-\s*20\d{2})?\s*学?年").findall(words)
        if periods:
            label = _BECAME.sub("", as_pattern(r"[\d\s年学度的，,为达有是共比由从还仅只-]").sub("", words))
            dated.append((int(periods[-1]), mention, label))
    if len(dated) < 2:
        return None
    (first, old, old_label), (second, new, new_label) = dated[-2], dated[-1]
    if first == second or not are_of_one_unit(old, new):
        return None
    low, high = sorted((old.start, new.start))
    if any(low < m.start < high and are_of_one_unit(m, old) and m.is_percent == old.is_percent for m in mentions):
        # 2023 年计划招生 3600 人，实际 3516 人，比 2022 年的 3382 人: which of the two is compared is open.
        return None
    if new_label and old_label and new_label[-2:] not in old_label and old_label[-2:] not in new_label:
        return None
    return (old, new) if first < second else (new, old)


# Growth of these is told in constant prices, and does not follow from the amounts.
def _is_of_another_thing(before: Mention, pair: tuple[Mention, Mention]) -> bool:
    """由 97 个增加到 106 个，耕地增加到 404 万亩，比上年增加 45%: the rate is of what stands right before it."""
    return (
        before not in pair
        and before.start > pair[1].end
        and not before.is_percent
        and before.unit is not None
        and before.unit.dimension != SHARE_POINTS
        and not are_of_one_unit(before, pair[1])
    )


_REAL_TERMS = as_pattern(r"生产总值|增加值|GDP|可支配收入|总产值|产值|消费品零售")
_COMPARISON = as_pattern(
    r"(?:同口径)?[比较与](?:[^，。；\d]{0,6}20\d{2}[^，。；\d]{0,4}|上年|去年|上一?学年|上一年度?|同期|期初)[^，。；\d]{0,4}$|同比|环比"
)
_NO_SUBJECT = as_pattern(
    r"其中?|(?<!其)中$|净|共|合计|总计|总[数量]|规模|人数|数量|实际|分别|[两二三四五六七八九十\d]年[来间内]?|年均|累计|相比|增幅|降幅|涨幅|幅度|增量|总体|整体|[增减]|绝对|也|均|已|又|比例|占比|[较比]"
)


def _said_of(passage: Passage, old: Mention) -> str:
    """The words of the sentence before the earlier value: what the change is said of."""
    return passage.plain[old.sentence[0] : old.start]


def _has_other_subject(passage: Passage, pair: tuple[Mention, Mention], word: int) -> bool:
    """由 19 种扩大到 32 种，去年的零售额比上年下降 9.1%: what changed by so much is named anew."""
    between = passage.plain[pair[1].end : word]
    if "，" not in between and "；" not in between:
        return False
    subject = _NO_SUBJECT.sub("", _COMPARISON.sub("", as_pattern(r"[，；]").split(between)[-1]))
    subject = as_pattern(r"[^\u4e00-\u9fff]").sub("", subject)
    named = _said_of(passage, pair[0]) + passage.plain[pair[0].start : pair[1].end]
    # Behind 其中 even a short name is that of a part; 专科学历教师 begins with what sets it apart from 硕士学历教师.
    return len(subject) >= (2 if "其中" in between else 3) and subject[:2] not in named


_EACH = as_pattern(r"(?<![全我本])各|每")


def _is_of_each(passage: Passage, pair: tuple[Mention, Mention], change: Mention) -> bool:
    """由 42 家增加到 46 家，四类基地各增加 1 家: what each of several gained is not what all of them did."""
    start = max(pair[0].end, pair[1].end, change.clause[0])
    means = any(_MEAN.search(m.words_before) for m in pair)
    if means and _ALL_OF_THEM.search(passage.plain, start, change.start):
        # 每户由 3 万元提高到 5 万元，合计增收 24 万元: what all gained is not what each did.
        return True
    return _EACH.search(passage.plain, start, change.start) is not None


_MEAN = as_pattern(r"[均每]")
_ALL_OF_THEM = as_pattern(r"[合总共]计|[总一]共")
_LOSS = as_pattern(r"亏损|亏|扭亏|赤字|逆差|负增长")


def size_of_change(
    passage: Passage, pair: tuple[Mention, Mention], change: Mention, word: str, before: Mention | None = None
) -> Iterator[Relation | Doubtful | Remark]:
    """``before`` is the figure right before the change: 比 3962 人多招 213 人，增长 5.38% says by how much already."""
    old, new = pair
    claim, new_operand, old_operand = (
        change.operand(f"{word} {change.raw.strip()}", trust=0.6),
        new.operand(),
        old.operand(),
    )
    readings: list[Reading] = []
    points = change.unit is not None and change.unit.dimension == SHARE_POINTS
    if points and new.is_percent:
        readings = [difference_of(claim, new_operand, old_operand)]
    elif change.is_percent and new.is_percent:
        readings = [difference_of(claim, new_operand, old_operand), growth_of(claim, new_operand, old_operand)]
    elif change.is_percent:
        readings = [growth_of(claim, new_operand, old_operand)]
        if before is not None and before not in pair and are_of_one_unit(before, old) and before.start > old.end:
            readings.append(share_of(claim, [before.operand()], [old_operand]))
    elif are_of_one_unit(change, new) and change.unit is not None:
        readings = [difference_of(claim, new_operand, old_operand)]
    elif change.unit is not None and change.unit.id == "times":
        # 增长 1.5 倍 is said of what came on top, and loosely of the whole.
        added = derived(f"{new.id}:over:{old.id}", "增加的部分", new.number.value - old.number.value, like=new.number)
        readings = [ratio_of(claim, [added], [old_operand]), ratio_of(claim, [new_operand], [old_operand])]
    if not readings or (change.is_percent and not new.is_percent and _REAL_TERMS.search(_said_of(passage, old))):
        return
    if _LOSS.search(passage.plain[old.sentence[0] : change.end]) and (old.is_money or new.is_money):
        # 亏损 23.6 亿元，上年为 32 亿元: which of the two amounts is below nought is said in words.
        return
    place = passage.place(old.start, change.end)
    yield relation("prose-changes", readings, cue=word, place=place)
    direction = way(word)
    if direction and old.number.hedge is Hedge.NONE and new.number.hedge is Hedge.NONE:
        yield relation(
            "prose-changes",
            [direction_of(new_operand, old_operand, direction)],
            cue=word,
            place=passage.place(change.clause[0], change.end),
        )


_COMPARED = as_pattern(r"[比较与](?:20\d\d年|上年|去年|上一年度?|上学年)(?:同期)?(?:相比)?[，,]?")


def _against_tables(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    """在校生比上年增加 201 人, with both values in a table of known indicators."""
    report = manuscript.data_period
    if report is None or not _COMPARED.search(passage.plain):
        return
    for mention in passage.mentions:
        if mention.is_percent or mention.number.hedge is not Hedge.NONE:
            continue
        change = _change_before(mention)
        if change is None:
            continue
        start, _ = mention.sentence
        compared = list(_COMPARED.finditer(passage.plain, start, mention.start))
        if not compared or (as_pattern(r"20\d\d").search(compared[-1][0]) and str(report - 1) not in compared[-1][0]):
            continue
        if {int(n) for n in as_pattern(r"(20\d\d)\s*年").findall(passage.plain[start : compared[-1].start()])} - {
            report
        }:
            # 增长最快的是 2020 年，比上年增加 0.22 万人: another time than the report's.
            continue
        indicator = _indicator_before(passage, mention, start, change["word"])
        if indicator is None or scope_of(mention) or _is_of_one_body(manuscript, passage, mention):
            continue
        at: dict[int, set[Decimal]] = {report: set(), report - 1: set()}
        operands: dict[int, Operand] = {}
        for fact in known_facts(manuscript).get(indicator, ()):
            period = fact.period or report
            if fact.is_table and fact.operand.cell.number is not None and period in at and not fact.scope:
                at[period].add(fact.operand.cell.number.value)
                operands[period] = fact.operand
        if len(at[report]) != 1 or len(at[report - 1]) != 1:
            continue
        new, old = operands[report], operands[report - 1]
        place = passage.place(mention.clause[0], mention.end)
        claim = mention.operand(f"{change['word']} {mention.raw.strip()}")
        yield relation("prose-changes", [difference_of(claim, new, old)], cue=change["word"], place=place)
        if word := way(change["word"]):
            yield relation("prose-changes", [direction_of(new, old, word)], cue=change["word"], place=place)


_OF_ALL = as_pattern(r"[全我本][国省市区县校]|[两三四五六七八九十\d各]校|合计|总计|共计")


def _is_of_one_body(manuscript: Manuscript, passage: Passage, mention: Mention) -> bool:
    """甲校今年少招 18 人，在校生比上年减少 37 人: the sentence goes on to speak of the one that it named, and not of all."""
    start, _ = passage.full_sentence_at(mention.start)
    words = passage.plain[start : mention.start]
    bodies = known_bodies(manuscript)
    named = [spoken.end for spoken in bodies.spoken(words) if spoken.body not in bodies.in_title]
    return bool(named) and _OF_ALL.search(words, named[-1]) is None


def _against_series(manuscript: Manuscript, passage: Passage) -> Iterator[Relation | Doubtful]:
    """报到率为94.21%，较上一学年提高0.78个百分点, beside a table with 报到率 of both years.

    The row is the one whose name ends the words before the value and whose latest figure is the value.
    """
    if not _MAY_COMPARE.search(passage.plain):
        return
    for value, change in itertools.pairwise(passage.mentions):
        lead = passage.plain[value.end : change.start]
        said = CHANGE.search(lead)
        if said is None or (value.is_percent != (change.is_percent or _is_points(change)) and not change.is_percent):
            continue
        if not _COMPARING.search(lead[: said.start()]) or change.number.hedge is not Hedge.NONE:
            continue
        name = compact(label_of(value))
        for label, dated in series_of(manuscript):
            if len(label) < 3 or not name.endswith(label) or len(dated) < 2:
                continue
            (_, earlier), (_, latest) = dated[-2:]
            named = as_pattern(r"20\d{2}").findall(lead)
            if named and str(dated[-2][0]) not in named:
                continue
            if latest.value != value.number.value or earlier.is_percent != latest.is_percent:
                continue
            new, old = value.operand(), earlier.operand()
            claim = change.operand(f"{said['word']} {change.raw.strip()}", trust=0.6)
            if change.is_percent and not latest.is_percent:
                readings = [growth_of(claim, new, old)]
            elif change.is_percent:
                readings = [difference_of(claim, new, old), growth_of(claim, new, old)]
            else:
                readings = [difference_of(claim, new, old)]
            yield relation("prose-changes", readings, cue=said["word"], place=passage.place(value.start, change.end))
            if word := way(said["word"]):
                yield relation(
                    "prose-changes", [direction_of(new, old, word)], cue=said["word"], place=passage.place(value.end, change.end)
                )  # fmt: skip
            break


def _is_points(mention: Mention) -> bool:
    return mention.unit is not None and mention.unit.dimension == SHARE_POINTS


# One of these stands in every match of _COMPARING.
_MAY_COMPARE = as_pattern(r"[，,（(]\s*(?:同口径)?(?:[比较与]|同比|环比|一年)")


# What is left, of what came in and what went out.
_BALANCES: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...] = (
    (as_pattern(r"(?:结余|盈余|结转)[为达]?\s*$"), as_pattern(r"收入[为达]?\s*$"), as_pattern(r"支出[为达]?\s*$")),
    (as_pattern(r"净增(?:加)?[为达]?\s*$"), as_pattern(r"(?:引进|新增|新聘|招聘|调入|转入)[^，。；\d]{0,6}$"),
     as_pattern(r"(?:流失|减少|退休|调出|离职|转出|撤销)[^，。；\d]{0,6}$")),
)  # fmt: skip
_AGAINST = as_pattern(r"(?P<word>低于|高于)[^，。；\d]{0,14}$")


def _balances(passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
    """收入 a，支出 b，结余 a − b; 引进 a，流失 b，净增 a − b; p%，低于平均水平（q%）d 个百分点."""
    for came, went, left in zip(mentions, mentions[1:], mentions[2:], strict=False):
        readings: list[Reading] = []
        for rest, into, out in _BALANCES:
            words = [passage.plain[m.clause[0] : m.start] for m in (left, came, went)]
            if (
                rest.search(words[0])
                and into.search(words[1])
                and out.search(words[2])
                and are_of_one_unit(came, went)
                and are_of_one_unit(came, left)
            ):
                readings = [difference_of(left.operand(trust=0.6), came.operand(), went.operand())]
        lead = passage.plain[came.end : went.start].rstrip("（( ")
        against = _is_points(left) and came.is_percent and went.is_percent and _AGAINST.search(lead)
        if against and as_pattern(r"\s*[）)]?\s*").fullmatch(passage.plain[went.end : left.start]):
            readings = [difference_of(left.operand(trust=0.6), came.operand(), went.operand())]
        if readings:
            yield relation("prose-changes", readings, cue="差额", place=passage.place(came.start, left.end))


def _indicator_before(passage: Passage, mention: Mention, start: int, word: str) -> str | None:
    """What changed: the words right before the verb (招生数增加), or else the figure before the comparison (在校生 5023 人，比上年增加)."""
    clause = compact(passage.plain[mention.clause[0] : mention.start])
    head = _COMPARED.sub("", clause[: clause.rfind(word)]).strip("，,")
    if head:
        return indicator_of(head) or indicator_of(as_pattern(r"^(?:分别|其中|均|也)").sub("", head))
    before = passage.mentions_in(start, mention.clause[0])
    return indicator_of(label_of(before[-1])) if before else None
