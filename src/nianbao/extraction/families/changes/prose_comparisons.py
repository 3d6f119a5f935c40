"""What is said of a change agrees with the two values, wherever the present one stands.

Cue: 比上年的 a 增加 d, 与 2018 年同期的 a 相比多了 d, 上年是 a，涨了 p%; 招生比毕业多 d; 是上年 a 的 k 倍; 新进 a、退休 b、
调出 c，净增 d; a series of years with 比上年 or 三年累计. Why it should hold in any report: the change was worked out
from the earlier value printed beside it and from the present one that was said before. Guards: d over the
earlier value is the rate, whatever the present value is; the present value is any figure of that unit said
before in the paragraph, and only where it bears the subject's own name, or stands alone, is a miss wrong;
elsewhere a slip of the hand is told and nothing else; hedged figures make no claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

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
    sum_of,
    trend_of,
)
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import DOWN, UP, way
from nianbao.extraction.families.sums.prose_splits import are_alike, list_members
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.told_values import bare_name
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "difference"
EXAMPLES = (
    Example("fail", "在校生5240人，一年级1860人。与上年同期的4980人相比，在校生多了206人。"),
    Example("fail", "在校生1657人，比2018年同期1573人增加48人，增长5.3%。"),
    Example("fail", "招生2.58万人，毕业2.11万人，招生人数比毕业人数多出0.74万人。"),
    Example("fail", "开展培训21.6万人次，是上年18.0万人次的2.1倍。"),
    Example("fail", "当年新招聘教师18人，退休11人，调出4人，净增8人。"),
    Example("pass", "实习基地48个，甲校30个，乙校12个，丙校6个，比上年减少2个，上年为50个。"),
    Example("fail", "在校生从2021年的5.12万人起步，2022年5.37万人，2023年5.61万人，2023年比上年多了0.42万人。"),
    Example("pass", "当年新招聘教师18人，退休11人，调出4人，净增3人。"),
    Example("pass", "在校生1657人，比2018年同期1573人增加84人，增长5.3%。"),
    Example("silent", "专任教师356人，比上年增加6人。"),
)
_TIME = r"(?:上年|去年|上一?学年|上一?届|上一年度?|前一年|20\d{2}[—-]?(?:20\d{2})?学?年度?(?:秋季学期)?)"
_OLD = as_pattern(
    rf"(?:比|较|与)[^，。；\d]{{0,6}}{_TIME}(?:同期)?(?:末|底)?[^，。；\d]{{0,6}}?的?\s*(?:[（(](?:{_TIME})?[为是]?)?\s*$"
)
_OLD_SAID = as_pattern(
    r"(?:^|[，；。（(])(?:而)?(?:上年|去年|上一?学年|上一?届|上一年度?|20\d{2}年(?:末|底)?)(?:(?:同期)?[^，。；\d]{0,8}(?:为|是|有|共|招|录取?|达到?)|同期)\s*$"
)
_VERB = rf"{UP}|{DOWN}|降|多招?|少招?|多出|高出"
_SIZE = as_pattern(
    rf"[）)]?\s*(?:相比)?[，,]?\s*(?P<subject>[\u4e00-\u9fff]{{0,8}}?)(?:今年|本年|净|共|又)*(?P<word>{_VERB})(?:出|了|达|为)*\s*"
)
_RATE = as_pattern(
    rf"\s*[，,、（(]?\s*(?:今年|本年|同比)?(?P<word>{UP}|{DOWN}|降|涨)?(?:幅度?|率)?(?:了|约|为|是|达到?|[:：])*\s*"
)
_NOW = as_pattern(r"\s*[，,]?(?:达到?|增?至|升?至|总数[为达])\s*")
_REACH = 220  # characters back to the present value
_MOST_NOW = 6


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Comparisons, passage by passage."""
    for passage in manuscript.prose():
        mentions = [m for m in passage.mentions if not m.is_loose]
        for position, mention in enumerate(mentions):
            if mention.number.hedge is not Hedge.NONE or mention.unit is None:
                continue
            yield from _against_earlier(passage, mentions, position)
            yield from _multiple(passage, mentions, position)
            yield from _against_given(passage, mentions, position)
            yield from _earlier_behind(passage, mentions, position)
            yield from _surplus(passage, mention)
            if "比" in mention.words_before:
                yield from _named_difference(passage, mention)
            if "净" in mention.words_before:
                yield from _net(passage, mentions, position)
        yield from _series(passage, mentions)


def _operand(mention: Mention) -> Operand:
    return mention.named_operand(trust=0.9)


def _is_exact(mention: Mention) -> bool:
    return not mention.number.places and mention.number.scale == 1


def _same_kind(left: Mention, right: Mention) -> bool:
    return are_alike(left, right) or (left.is_percent and right.is_percent)


def _against_earlier(
    passage: Passage, mentions: Sequence[Mention], position: int
) -> Iterator[Relation | Doubtful | Remark]:
    """比上年的 a 增加 d，增长 p%: d over a is p, and the present value less a is d."""
    old = mentions[position]
    if old.is_percent or position + 1 >= len(mentions):
        return
    start, end = passage.full_sentence_at(old.start)
    lead = passage.plain[max(start, old.start - 30) : old.start]
    said = _OLD.search(lead) or _OLD_SAID.search(lead)
    if said is None or as_pattern(_VERB).search(said[0]):
        # 比上年增加 30 人: the change is no earlier value.
        return
    size, rate, word, rated, subject = _change_behind(passage, mentions, position, end)
    nearest = size or rate
    by_year = as_pattern(r"20\d{2}").search(said[0]) is not None and not as_pattern(r"[上去前]|同期|比|较|相").search(
        said[0]
    )
    if nearest is None or (by_year and _AGAINST_ANOTHER.search(passage.plain[old.end : nearest.start])):
        # 2025 年共 38152 人次，比上年增加 1374 人次: the year is the present one.
        return
    if (
        size is None
        and position
        and are_alike(mentions[position - 1], old)
        and mentions[position - 1].clause == old.clause
    ):
        # 增加 132 人（上年同期 2914 人），增长 4.5%: the size stands before the earlier value.
        changed = _CHANGED_BY.search(
            passage.plain[max(start, mentions[position - 1].start - 12) : mentions[position - 1].start]
        )
        if changed is not None and as_pattern(r"\s*[（(][^\d]*").fullmatch(
            passage.plain[mentions[position - 1].end : old.start]
        ):
            size, word, rated = mentions[position - 1], changed["word"], word
    place = passage.place(old.start, (rate or size or old).end)
    if size is not None and rate is not None:
        first, second = way(word), way(rated)
        if first and second and first != second:
            yield Remark(
                f"prose-comparisons:{rate.id}:ways", "prose-comparisons", "direction", (place, size.place, rate.place),
                f"同一变化前说「{word}」、后说「{rated}」，方向相反，请核对", f"one change is said to go {first} and then {second}: check the words",
                severity="error", reported=f"{word}、{rated}", formula=f"{word} ≠ {rated}", keys=(size.id, rate.id),
            )  # fmt: skip
        if old.number.value:
            claim = rate.operand(f"{rated or word} {rate.raw.strip()}", trust=0.6)
            readings = [share_of(claim, [_operand(size)], [_operand(old)])]
            if not (_is_exact(size) and _is_exact(old)):
                # Worked out from the figures before they were cut to 万 and their places.
                readings += [growth_of(claim, _operand(now), _operand(old)) for now in _present(passage, old)]
            yield relation("prose-comparisons", readings, cue=word, severity="warning", place=place)
    named, others = _candidates(passage, old, subject, size)
    change = size or rate
    assert change is not None
    readings = []
    claim = change.operand(f"{word} {change.raw.strip()}", trust=0.6)
    for now in (*named, *others):
        if size is not None:
            readings.append(difference_of(claim, now, _operand(old)))
        else:
            readings.append(growth_of(claim, now, _operand(old)))
    if not readings:
        return
    if not as_pattern(r"20\d{2}").search(said[0]) or _OLD.search(lead):
        # 2023 年为 a，2024 年为 b，两年减少 d: a year alone tells not which is the earlier.
        yield from _which_way(passage, old, size, word, [*named, *others])
    made = relation("prose-comparisons", readings[:_MOST_NOW], cue=word, severity="warning", place=place)
    firm = len(named) == 1 or (not named and not subject and len(others) == 1)
    before = mentions[position - 1] if position else None
    if not firm and not named and not subject and before is not None and are_alike(before, old):
        # 甲 7 项、乙 42 项，较上年的 41 项: what stands right before it, or both together, and nothing else.
        firm = (
            as_pattern(r"\s*[，,]\s*(?:同?比|较|与)[^，。；]*").fullmatch(passage.plain[before.end : old.start])
            is not None
        )
    yield made if firm else Doubtful(made, frozenset((change.id, old.id)))


_AGAINST_ANOTHER = as_pattern(r"[比较与][^，。；\d]{0,4}(?:上年|去年|上一?学?年|同期|20\d{2})|同比|环比")


def _which_way(
    passage: Passage, old: Mention, size: Mention | None, word: str, candidates: Sequence[Operand]
) -> Iterator[Relation]:
    """与上届的 92 项相比，减少 9 项, after 101 项: the one figure that is so far from the earlier one tells the way."""
    said = way(word)
    if size is None or not said or size.number.value <= 0:
        return
    apart = [
        now for now in candidates
        if now.cell.number is not None and abs(now.cell.number.value - old.number.value) == size.number.value
    ]  # fmt: skip
    if len({now.cell.number.value for now in apart if now.cell.number is not None}) == 1:
        yield relation(
            "prose-comparisons", [direction_of(apart[0], _operand(old), said)], cue=word, severity="warning",
            place=passage.place(old.start, size.end),
        )  # fmt: skip


_CHANGED_BY = as_pattern(
    rf"(?P<word>{_VERB}|高出|增招|扩招|少招|[多少](?=[\u4e00-\u9fff]{{1,3}}\s*$))(?:了|约|上届|上年|去年|幅度?|(?<=[多少])[\u4e00-\u9fff]{{1,3}})*\s*$"
)
_EARLIER_BEHIND = as_pattern(
    r"\s*[，,（(]\s*(?:而)?(?:上年|去年|上一?学年|上一?届|上一年度?|同期|20\d{2}年度?)(?:同期|年?末|底)?[为是有达到的]*\s*"
)


def _earlier_behind(passage: Passage, mentions: Sequence[Mention], position: int) -> Iterator[Relation | Doubtful]:
    """新生 2085 名，比上一年增招 135 名（上年为 1950 名）; 较上届 96.12% 提升 0.89 个百分点: three figures of one change."""
    if position < 2:
        return
    now, middle, last = mentions[position - 2 : position + 1]
    start, _ = passage.full_sentence_at(last.start)
    if (
        now.start < start
        or now.is_spelled
        or middle.number.hedge is not Hedge.NONE
        or now.number.hedge is not Hedge.NONE
    ):
        return
    said = _CHANGED_BY.search(passage.plain[now.end : middle.start])
    if said and _EARLIER_BEHIND.fullmatch(passage.plain[middle.end : last.start]):
        change, old = middle, last
    else:
        lead = passage.plain[now.end : middle.start]
        said = _CHANGED_BY.search(passage.plain[middle.end : last.start])
        is_points = middle.is_percent and last.unit is not None and last.unit.dimension == "share_difference"
        if (
            not said
            or not is_points
            or not as_pattern(r"\s*[，；,;]?\s*(?:[比较与])[^，。；\d]{1,6}的?\s*").fullmatch(lead)
        ):
            return
        change, old = last, middle
    points = change.unit is not None and change.unit.dimension == "share_difference"
    if as_pattern(r"新增|新建|新设|撤销|停办|引进|调出|减少|增加").search(now.words_before):
        # 撤销 2 个，新增 3 个，净增 1 个（上年 30 个）: what came in is not what there is.
        return
    if now.is_percent != old.is_percent or not _same_kind(now, old):
        return
    subject = _OWN_SUBJECT.sub("", passage.plain[change.clause[0] : change.start]).strip()
    if change.clause != now.clause and len(subject) > 1 and subject not in f"{now.name}{now.noun}":
        # 新进 6 人；专任教师净增 2 人，上年末 102 人: what changed is named anew and was counted elsewhere.
        return
    claim = change.operand(f"{said['word']} {change.raw.strip()}", trust=0.6)
    if (points and now.is_percent) or are_alike(change, now):
        readings = [difference_of(claim, _operand(now), _operand(old))]
    elif change.is_percent:
        readings = [growth_of(claim, _operand(now), _operand(old))]
        if now.is_percent:
            readings.append(difference_of(claim, _operand(now), _operand(old)))
    else:
        return
    said_way = way(said["word"]) or {"多": "up", "高": "up", "少": "down"}.get(said["word"][0], "")
    if said_way and change.number.value > 0:
        gap = abs(now.number.value - old.number.value)
        if change.is_percent or gap == change.number.value:
            # Where the size is right the word must be: 92.1%，较 2020 年提高 0.6 个百分点，2020 年为 92.7%.
            yield relation(
                "prose-comparisons", [direction_of(_operand(now), _operand(old), said_way)], cue=said["word"], severity="warning",
                place=passage.place(now.start, last.end),
            )  # fmt: skip
    wider = [m for m in mentions[: position - 2] if m.start >= start and _same_kind(m, now)]
    # 合作单位 48 家，甲校 30 家，乙校 12 家，丙校 6 家，比上年减少 2 家，上年为 50 家: said of all that the list makes up.
    divided = [
        m for at, m in enumerate(wider[:-2])
        if m.number.value == now.number.value + sum(part.number.value for part in wider[at + 1 :])
    ]  # fmt: skip
    for other in (*wider[-2:], *divided):
        readings += [growth_of(claim, _operand(other), _operand(old))] if change.is_percent and not points else [
            difference_of(claim, _operand(other), _operand(old))
        ]  # fmt: skip
    yield relation(
        "prose-comparisons", readings, cue=said["word"], severity="warning", place=passage.place(now.start, last.end)
    )  # fmt: skip


_OWN_SUBJECT = as_pattern(
    rf"[，,]|[比较与].*|(?:同比|净|又|共|也|均|今年|本年|人数|数量)|(?:{_VERB}|增招|扩招|少招).*$"
)
_LEFT_OVER = as_pattern(r"(?:结余|盈余)[为达]?\s*$")
_INCOME = as_pattern(r"(?:^|[^其他它学费])(?:总收入|收入总?计?|收入合计)[为达]?$")
_SPENDING = as_pattern(r"(?:总支出|支出总?计?|支出合计)[为达]?$")


def _surplus(passage: Passage, rest: Mention) -> Iterator[Relation | Doubtful]:
    """全年总收入 a，…。总支出 b，年末结余 a − b, with what makes them up in between."""
    if not rest.is_money or not _LEFT_OVER.search(rest.words_before):
        return
    before = [m for m in passage.mentions_in(0, rest.start) if m.is_money and m.number.hedge is Hedge.NONE]
    came = [m for m in before if _INCOME.search(m.words_before)]
    came = [m for m in came if as_pattern(r"总收入|收入[总合]?计").search(m.words_before)] or came
    went = [m for m in before if _SPENDING.search(m.words_before)]
    if len(came) != 1 or len(went) != 1:
        return
    reading = difference_of(rest.operand(trust=0.6), _operand(came[0]), _operand(went[0]))
    made = relation(
        "prose-comparisons", [reading], cue="结余", severity="warning", place=passage.place(went[0].start, rest.end)
    )
    # What was carried over from the year before may be in it.
    yield made if "总" in f"{came[0].words_before}{went[0].words_before}" else Doubtful(made, frozenset((rest.id,)))


def _change_behind(
    passage: Passage, mentions: Sequence[Mention], position: int, end: int
) -> tuple[Mention | None, Mention | None, str, str, str]:
    """The size and the rate that follow an earlier value, their words, and what is said to have changed."""
    old, following = mentions[position], mentions[position + 1]
    if following.start >= end or following.number.hedge is not Hedge.NONE:
        return None, None, "", "", ""
    match = _SIZE.fullmatch(passage.plain[old.end : following.start])
    if match is None:
        return None, None, "", "", ""
    word, subject = match["word"], match["subject"]
    word = "增加" if word.startswith(("多", "高出")) else "减少" if word.startswith("少") else word
    lead = passage.plain[max(0, old.start - 30) : old.start]
    before = as_pattern(r"(?:^|[，。；：])(?P<subject>[^，。；：\d]{0,12}?)(?:比|较|与)[^，。；]*$").search(lead)
    subject = subject or (before["subject"] if before is not None else "")
    subject = as_pattern(
        r"^[两二][年届者校项](?:相比|比较)?|相比|人数|数量|规模|总数|数$|^(?:其中|全[区市县校]|[我本]校|今年|本年)"
    ).sub("", subject)
    if following.is_percent:
        return None, following, word, word, subject
    if not are_alike(old, following):
        return None, None, "", "", ""
    behind = mentions[position + 2] if position + 2 < len(mentions) else None
    if behind is not None and behind.is_percent and behind.start < end and behind.number.hedge is Hedge.NONE:
        rated = _RATE.fullmatch(passage.plain[following.end : behind.start])
        if rated is not None and not as_pattern(r"[。；]").search(rated[0]):
            return following, behind, word, rated["word"] or "", subject
    return following, None, word, "", subject


def _present(passage: Passage, old: Mention) -> list[Mention]:
    """Figures said before the earlier value that may be what it became, nearest first."""
    found = [
        m for m in reversed(passage.mentions_in(max(0, old.start - _REACH), old.start))
        if are_alike(m, old) and not m.is_loose and m.number.hedge is Hedge.NONE and not m.is_percent
    ]  # fmt: skip
    parts = list_members(passage)
    wholes = [m for m in found if m.id not in parts]
    chosen = wholes or found
    if found and found[0] not in chosen and "、" not in passage.plain[found[0].end : old.start]:
        # 今年 3380 人次，去年是 3042 人次: what stands right before it is what it is compared with.
        chosen = [found[0], *chosen]
    return chosen[:_MOST_NOW]


def _candidates(
    passage: Passage, old: Mention, subject: str, size: Mention | None
) -> tuple[list[Operand], list[Operand]]:
    """Present values that bear the subject's name, and all others; two that stand side by side may be added."""
    before = _present(passage, old)
    named = [m for m in before if len(subject) >= 2 and (subject in m.name or subject in m.noun)]
    own = bare_name(old.words_before) if not subject else ""
    if len(own) > 1:
        # 计划 420 人，实录 411 人。上年实录 388 人，两年相比多 23 人: the one that is called like the earlier value.
        named = [m for m in before if bare_name(m.words_before) == own]
    others = [_operand(m) for m in before if m not in named]
    if size is not None:
        after = next((m for m in passage.mentions_in(size.end, size.end + 20) if are_alike(m, old)), None)
        if after is not None and _NOW.fullmatch(passage.plain[size.end : after.start]):
            return [_operand(after)], []
    if len(before) > 1 and not named:
        total = before[0].number.value + before[1].number.value
        others.append(derived(f"{before[1].id}:both", "两项之和", total, like=before[0].number))
    return [_operand(m) for m in named], others


_NAMED = as_pattern(
    r"(?:^|[，。；：])(?P<more>[\u4e00-\u9fff]{2,8}?)(?:人数|数量|数)?比(?P<less>[\u4e00-\u9fff]{2,8}?)(?:人数|数量|数)?(?P<word>多|少|高|低)(?:出|了)?\s*$"
)


def _named_difference(passage: Passage, size: Mention) -> Iterator[Relation]:
    """招生人数比毕业人数多出 0.47 万人: both were counted just before."""
    start, _ = passage.full_sentence_at(size.start)
    match = _NAMED.search(passage.plain[max(0, start - 1) : size.start])
    if match is None or size.is_percent:
        return
    before = [
        m for m in passage.mentions_in(0, size.start) if are_alike(m, size) and m.number.hedge is Hedge.NONE and m is not size
    ]  # fmt: skip
    more = [m for m in before if match["more"] in f"{m.name}{m.noun}"]
    less = [m for m in before if match["less"] in f"{m.name}{m.noun}"]
    if not more or not less:
        return
    claim = size.operand(f"相差 {size.raw.strip()}", trust=0.6)
    pairs = [(a, b) for a in more[-3:] for b in less[-3:] if a is not b]
    turned = match["word"] in "少低"
    readings = [difference_of(claim, _operand(b if turned else a), _operand(a if turned else b)) for a, b in pairs]
    if readings:
        yield relation(
            "prose-comparisons", readings, cue=f"比…{match['word']}", severity="warning",
            place=passage.place(min(pairs[0][0].start, pairs[0][1].start), size.end),
        )  # fmt: skip


_THAN = as_pattern(r"[比较](?!上|去|前|20|往|同期|例|重)[^，。；\d]{2,16}$")
_APART = as_pattern(r"\s*(?:要|还)?(?P<word>[高低多少长短])(?:出|了)*\s*")


def _against_given(passage: Passage, mentions: Sequence[Mention], position: int) -> Iterator[Relation | Doubtful]:
    """月收入 4215 元，比全市平均 3980 元高 235 元: what stands before, the other's value and how far they are apart."""
    other, size = mentions[position], mentions[position + 1] if position + 1 < len(mentions) else None
    if (
        size is None
        or size.number.hedge is not Hedge.NONE
        or not _same_kind(other, size)
        or other.measure != size.measure
    ):
        return
    said = _APART.fullmatch(passage.plain[other.end : size.start])
    if said is None or _THAN.search(passage.plain[other.clause[0] : other.start]) is None:
        return
    start, _ = passage.full_sentence_at(other.start)
    before = [
        m for m in mentions[:position]
        if m.start >= start and m.measure == other.measure and _same_kind(m, other) and m.number.hedge is Hedge.NONE
    ]  # fmt: skip
    before = [
        m for m in before if m.number.value < other.number.value * _MUCH and other.number.value < m.number.value * _MUCH
    ]
    if not before:
        return
    claim = size.operand(f"{said['word']} {size.raw.strip()}", trust=0.6)
    readings = [difference_of(claim, _operand(m), _operand(other)) for m in reversed(before[-3:])]
    made = relation(
        "prose-comparisons",
        readings,
        cue=f"比…{said['word']}",
        severity="warning",
        place=passage.place(other.start, size.end),
    )
    beside = before[-1].end <= other.clause[0] and mentions[position - 1] is before[-1]
    yield made if len(before) == 1 and beside else Doubtful(made, frozenset((size.id, other.id)))


_MUCH = 3  # times: what is further apart is not compared
_HEADS = frozenset(("人", "名", "人次"))
_TIMES_OF = as_pattern(r"(?:是|为|相当于|达到?)(?:了)?[^，。；\d]{0,6}(?:20\d{2}年)?[^，。；\d]{0,6}$")


def _multiple(passage: Passage, mentions: Sequence[Mention], position: int) -> Iterator[Relation]:
    """21.6 万人次，是上年 18.0 万人次的 1.2 倍."""
    if position < 2:
        return
    times, old, now = mentions[position], mentions[position - 1], mentions[position - 2]
    heads = now.measure in _HEADS and old.measure in _HEADS  # 8400 人次，是在校生 3150 人的 2.7 倍
    if times.unit is None or times.unit.id != "times" or not (heads or are_alike(now, old)) or not old.number.value:
        return
    lead = passage.plain[now.end : old.start]
    if (
        not as_pattern(r"\s*的?\s*").fullmatch(passage.plain[old.end : times.start])
        or "。" in lead
        or not _TIMES_OF.search(lead)
    ):
        return
    claim = times.operand(f"{times.raw.strip()}", trust=0.5)
    yield relation(
        "prose-comparisons", [ratio_of(claim, [_operand(now)], [_operand(old)])], cue="倍", severity="warning",
        place=passage.place(now.start, times.end),
    )  # fmt: skip


_NET = as_pattern(r"净(?P<way>增加?|流入|减少?|流出)(?:教?师|学生|人员|人数)?[为达了]?\s*$")
_CAME = as_pattern(r"(?:新进|引进|新增|新聘|招聘|招录|调入|转入|流入|入职|考入|增加|复学)[\u4e00-\u9fff]{0,6}$")
_WENT = as_pattern(r"(?:退休|流失|减少|调出|调离|离职|转出|流出|辞职|辞聘|退学|病故|撤销|解聘)[\u4e00-\u9fff]{0,6}$")


def _net(passage: Passage, mentions: Sequence[Mention], position: int) -> Iterator[Relation]:
    """新进 15 人、退休 9 人、调出 2 人，净增 4 人: what came less what went."""
    net = mentions[position]
    said = _NET.search(net.words_before)
    if said is None or net.is_percent:
        return
    start, _ = passage.full_sentence_at(net.start)
    came: list[Mention] = []
    went: list[Mention] = []
    for mention in reversed(mentions[:position]):
        if mention.start < start:
            break
        behind = passage.plain[mention.end : net.start]
        if behind.count("）") > behind.count("（"):
            continue
        words = as_pattern(r"[、，；：]").split(passage.plain[mention.clause[0] : mention.start])[-1].strip()
        if not are_alike(mention, net) or mention.number.hedge is not Hedge.NONE:
            break
        if _WENT.search(words):
            went.insert(0, mention)
        elif _CAME.search(words):
            came.insert(0, mention)
        elif "其中" in passage.plain[start : mention.start]:
            # 招聘 14 人，其中硕士 8 人、本科 6 人，引进 3 人，…: what a figure was made of has come already.
            continue
        else:
            break
    if not came or not went:
        return
    gain, loss = (went, came) if said["way"].startswith(("减", "流出")) else (came, went)
    if len(gain) == 1:
        whole = _operand(gain[0])
    else:
        added = sum((m.number.value for m in gain), start=Decimal(0))
        whole = derived(f"{gain[0].id}:all", "+".join(m.raw.strip() for m in gain), added, like=gain[0].number)
    reading = sum_of(
        whole, [*(_operand(m) for m in loss), net.operand(f"{said[0].strip()} {net.raw.strip()}", trust=0.6)]
    )
    yield relation(
        "prose-comparisons", [reading], cue=said[0], severity="warning", place=passage.place(min(came[0].start, went[0].start), net.end)
    )  # fmt: skip


_DATED = as_pattern(r"(20\d{2})\s*年(?:度|底|末)?(?P<label>[^，。；\d]{0,10})$")
_BECAME = as_pattern(rf"(?:{_VERB})(?:到了?|至|为)")
_NO_LABEL = as_pattern(r"[全各两三四本我][校区市县省]|[还仅只也则]|[为有是达到共]")
_AGAINST_LAST = as_pattern(rf"(20\d{{2}})\s*年(?:度)?[比较]上年(?P<word>{_VERB})(?:出|了)?\s*$")
_OVER_ALL = as_pattern(
    rf"(?<!\d)(?P<count>[两二三四五六七八九十\d])年(?:累计|共计?|总共|合计|时间|间|来|内|里|净|一共)*(?P<word>{_VERB})(?:了)?\s*$"
)
_STEADY = as_pattern(r"一年一个台阶|年年(?:攀升|增长|上升)|逐年(?:攀升|增[长加]|上升|提高)|一年比一年多")
_HAN = "零一二三四五六七八九十"


def _series(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """2021 年 a、2022 年 b、2023 年 c: consecutive years in one sentence, with what is said of them behind."""
    for sentence in sorted({passage.full_sentence_at(m.start) for m in mentions}):
        here = [m for m in mentions if sentence[0] <= m.start < sentence[1]]
        dated: dict[int, Mention] = {}
        label = passage.plain[sentence[0] : here[0].start]
        for position, mention in enumerate(here):
            if mention.is_spelled and here[position + 1 : position + 2] and here[position + 1].clause == mention.clause:
                # 2019 年两校在校生 600 人: the schools are whose students they are.
                continue
            lead = passage.plain[max(sentence[0], mention.start - 18) : mention.start]
            match = _DATED.search(_BECAME.sub("", lead)) if "年" in lead else None
            if match is None or mention.is_percent or as_pattern(_VERB).search(match[0]) or "比" in match[0]:
                continue
            name = _NO_LABEL.sub("", match["label"])
            if dated and name and name[:2] not in label:
                # 2019 年在校生 600 人，2020 年招生 200 人: of another thing.
                continue
            label = f"{label}{name}"
            if dated and (not are_alike(mention, next(iter(dated.values()))) or int(match[1]) != max(dated) + 1):
                break
            dated[int(match[1])] = mention
        if len(dated) < 3:
            continue
        latest = max(dated)
        for mention in here:
            lead = passage.plain[max(sentence[0], mention.start - 20) : mention.start]
            one, many = _AGAINST_LAST.search(lead), _OVER_ALL.search(lead)
            is_rate = mention.is_percent and many is not None and not dated[latest].is_percent
            if not is_rate and not are_alike(mention, dated[latest]):
                continue
            if one is not None and int(one[1]) in dated and int(one[1]) - 1 in dated:
                yield _change(passage, mention, dated[int(one[1])], dated[int(one[1]) - 1], one["word"])
            first = latest - _years(many)
            if many is not None and first in dated:
                # 四年 may count the years themselves or the steps between them.
                starts = [dated[each] for each in (first, first + 1) if each in dated and each < latest]
                size_of = _growth if is_rate else _difference
                readings = [size_of(mention, dated[latest], each) for each in starts]
                yield relation(
                    "prose-comparisons", readings, cue=many["word"], severity="warning",
                    place=passage.place(dated[first].start, mention.end),
                )  # fmt: skip
        if (steady := _STEADY.search(passage.plain, dated[latest].end, sentence[1])) is not None:
            values = [_operand(dated[period]) for period in sorted(dated)]
            place = passage.place(dated[min(dated)].start, steady.end())
            yield relation(
                "prose-comparisons", [trend_of(values, "up")], cue=steady[0], severity="warning", place=place
            )


def _years(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    count = match["count"]
    return int(count) if count.isdigit() else 2 if count == "两" else _HAN.index(count)


def _difference(size: Mention, new: Mention, old: Mention) -> Reading:
    return difference_of(size.operand(f"相差 {size.raw.strip()}", trust=0.6), _operand(new), _operand(old))


def _growth(rate: Mention, new: Mention, old: Mention) -> Reading:
    return growth_of(rate.operand(f"增减 {rate.raw.strip()}", trust=0.6), _operand(new), _operand(old))


def _change(passage: Passage, size: Mention, new: Mention, old: Mention, word: str) -> Relation:
    return relation(
        "prose-comparisons", [_difference(size, new, old)], cue=word, severity="warning",
        place=passage.place(old.start, size.end),
    )  # fmt: skip
