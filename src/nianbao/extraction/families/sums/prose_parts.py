"""A total in a sentence and the parts that the sentence gives for it.

Cue: 其中, 包括 or brackets behind a total; 合计, 共计 or 共 behind the parts. Why it should hold in
any report: 其中 means that each part is contained, and 分别, 其余, 其他 or a known partition (男, 女;
公办, 民办; 国家级, 省级, 校级) that nothing is left out. Guards: figures of one unit in one sentence;
a part stands with its own name; parts of which one is said to be 其他 or 其余 must add up, others
only when they do so or miss it by a slip of the hand; a hedged total is only bounded; a figure
in brackets never becomes the total of what follows; nested 其中 belongs to the nearest figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from nianbao.extraction.claims import Doubtful, Hint, at_most, hint_at, relation, sum_of, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.sum_slips import are_one_class, near_miss
from nianbao.extraction.told.clause_subjects import before_another_place
from nianbao.extraction.told.dated_runs import is_of_all_years
from nianbao.extraction.told.each_of_several import is_of_each, total_of_each
from nianbao.extraction.told.parts_of_totals import (
    EARLIER,
    STOP,
    are_measured_alike,
    counts_other_things,
    end_of_parts,
    end_of_points,
    is_in_bracket,
    is_least_of_each,
    is_quotient,
    is_said_before,
    total_before,
)
from nianbao.extraction.wording import (
    PARTITIONS,
    REST,
    are_disjoint,
    are_of_several_properties,
    are_opposites,
    is_closed,
    open_brackets,
)
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "全年投入经费 1200 万元，其中基本建设 300 万元，设备购置 450 万元，其他支出 350 万元。"),
    Example("fail", "现有教师120人，其中男教师50人，女教师80人。"),
    Example("fail", "在校生350人，其中住宿生420人。"),
    Example("fail", "招收会计专业45人、汽修专业38人、电商专业40人，合计133人。"),
    Example("fail", "共有学校5所，其中公办学校3所，民办学校1所。"),
    Example("fail", "现有45个教学班，其中种植类12个、养殖类15个、加工类28个。"),
    Example("pass", "全年投入经费 1200 万元，其中基本建设 300 万元，设备购置 450 万元，其他支出 450 万元。"),
    Example("pass", "现有教师120人，其中党员40人，硕士以上30人。"),
    Example("fail", "全年支出2940万元，其中：基本支出2336万元，占79.46%；项目支出608万元，占20.54%。"),
    Example("silent", "新增图书1480册、其中专业图书430册，更新电子图书5170册。"),
    Example("silent", "现有教师120人，平均年龄38岁，其中女教师占60%。"),
    Example("silent", "毕业生共328人，其中升入高等院校161人，直接就业163人，就业率（含升学）为98.78%。"),
    Example("silent", "技术服务到款额36.8万元，其中为园区企业28.5万元、为合作社8.3万元，为企业产生经济效益约412万元。"),
)
WHICH = as_pattern(r"其中[:：，,]?|包括[:：]?|(?<!不)包含|分别[是为][:：]?|即[:：]|(?:构成|组成)[:：]")
_IN_WHICH = ("其中", "包括", "包含", "分别", "即", "构成", "组成")  # one of them stands in every match of WHICH
AFTER_PARTS = as_pattern(
    r"(?:合计|共计|总计|总共|一共|累计|共|(?:^|(?<=[，,]))[\u4e00-\u9fff]{2,4}总(?:人?数|量|额)|(?:^|(?<=[，,]))全年(?!级)|(?:^|(?<=[，,]))总(?:占地|面积|投入|投资|金额|额|值|收入|支出|人数|数|量)(?:面积)?)(?![同建享青产])[有为达到是:：约计]*(?:(?![比较增减超下上降升])[\u4e00-\u9fff]){0,9}[为达:：]?\s*$"
)


_SEVERAL = as_pattern(r"(?P<count>[两二三四五六])(?:所学?|家|个)?(?:校|院)|(?P<digit>[2-6])\s*所")
_SCHOOL_NAME = as_pattern(r"(?:校|学院|中心|中专|职高|高中)$")


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Totals before their parts, then parts before their total."""
    for passage in manuscript.prose():
        yield from _total_first(passage)
        yield from _parts_first(passage)
        yield from _destinations(passage)
        yield from _in_brackets(passage)
        yield from _of_a_group(passage)


def _total_first(passage: Passage) -> Iterator[Relation | Doubtful | Hint]:
    if not any(word in passage.plain for word in _IN_WHICH):
        return
    for cue in WHICH.finditer(passage.plain):
        if passage.masked.covers(cue.start()):
            continue
        start, end = passage.sentence_at(cue.start())
        before = [m for m in passage.mentions_in(start, cue.start()) if not m.is_loose]
        if not before and cue[0].startswith("其中") and not passage.plain[start : cue.start()].strip():
            yield from _of_sentence_before(passage, cue, start, end)
            continue
        if not before:
            continue
        total = total_before(passage, before, cue.start())
        if total is None or total.is_percent or is_quotient(total) or is_least_of_each(total):
            continue
        stop = end_of_parts(passage, cue.end(), end_of_points(passage, cue.end(), end))
        parts = [m for m in passage.mentions_in(cue.end(), stop) if are_measured_alike(total, m) and not m.is_loose]
        parts = [
            m
            for m in parts
            if not STOP.search(passage.plain[max(cue.end(), m.start - 12, m.sentence[0]) : m.start])
            and not is_in_bracket(passage, cue.end(), m)
            and not EARLIER.search(passage.plain[max(cue.end(), m.clause[0]) : m.start])
        ]
        parts = [
            m for m in parts if not counts_other_things(total, m) and not is_said_before(passage, before, parts, m)
        ]
        if _YEARLY.search(total.words_before):
            # 近三年年均招生 640 人，其中去年 702 人: one of the years is no part of their mean.
            parts = [m for m in parts if not _ONE_YEAR.search(m.words_before)]
        if not parts:
            yield from _of_another_measure(passage, cue, before, total, stop)
        if not parts or parts[0].start - cue.end() > 40:
            continue
        if (
            cue[0].startswith("分别")
            and total.measure != parts[0].measure
            and "，" in passage.plain[total.end : cue.start()]
        ):
            # 各建有创业孵化室 1 间，在孵项目分别为 7 个和 11 个: other things, counted in another measure.
            continue
        if cue[0].startswith("分别") and "分别" in passage.plain[start : total.start]:
            # 1990 年分别为 1000 元和 1700 元，1995 年则分别为 2825 元和 3484 元: one list after the other.
            continue
        if cue[0].startswith("分别") and _are_of_each_listed(passage, total, parts):
            continue
        if total.measure in ("个", "次", "年", "项") and any(m.measure != total.measure for m in parts):
            continue
        weak = cue[0].startswith(("包括", "包含", "即"))
        parts = before_another_place(passage, total, parts)
        if any(map(is_of_each, parts)):
            names = [part.name for part in parts]
            firm = any(REST.search(name) for name in names) or is_closed(names)
            whole = total.operand(f"{total.name} {total.raw.strip()}", trust=0.9)
            yield from total_of_each("prose-parts", whole, parts, cue[0], firm=firm and not weak)
            continue
        yield from _claims(passage, total, parts, cue[0], weak)


def _are_of_each_listed(passage: Passage, total: Mention, parts: Sequence[Mention]) -> bool:
    """两个车间，床位分别为 12 个和 15 个，共 27 个: as many figures as things that are counted.

    None is fewer than they, or they have a whole of their own.
    """
    added = sum((part.number.value for part in parts), start=Decimal(0))
    if len(parts) < 2 or added <= total.number.value:
        return False
    if total.number.value == len(parts) and all(part.number.value >= total.number.value for part in parts):
        return True
    own = next(iter(passage.mentions_in(parts[-1].end, total.sentence[1])), None)
    return (
        own is not None
        and own.number.value == added
        and own.measure == parts[-1].measure
        and _OWN_WHOLE.fullmatch(passage.plain[parts[-1].end : own.digits_start]) is not None
        and not near_miss(total.number.value, added, total, parts)
    )


_OWN_WHOLE = as_pattern(r"[^\d，。；]{0,4}[，,]\s*(?:合计|共计|总计|总共|一共|共)[有为达]?\s*")
_YEARLY = as_pattern(r"年均|年平均|平均每年|每年")
_ONE_YEAR = as_pattern(r"[去上前今本当]年|20\d\d|年度?[^，。；]{0,4}$")


def _of_another_measure(
    passage: Passage, cue: re.Match[str], before: Sequence[Mention], nearest: Mention, stop: int
) -> Iterator[Relation]:
    """参加培训 640 人，支出 31 万元，其中村干部 85 人: those among the people, whatever stands between."""
    part = next(iter(passage.mentions_in(cue.end(), stop)), None)
    if part is None or part.is_loose or part.is_percent or not cue[0].startswith("其中") or not part.measure:
        return
    if STOP.search(passage.plain, cue.end(), part.start) or part.start - cue.end() > 20:
        return
    alike = [m for m in before if m is not nearest and m.measure == part.measure and are_measured_alike(m, part)]
    if len(alike) != 1:
        return
    whole = alike[0]
    if whole.number.hedge is not Hedge.NONE or STOP.search(passage.plain, whole.clause[0], whole.start):
        return
    yield relation(
        "prose-parts", [at_most([part.named_operand(trust=0.9)], [whole.named_operand(trust=0.9)])], cue=cue[0],
        severity="warning", place=passage.place(whole.start, part.end),
    )  # fmt: skip


def _of_sentence_before(
    passage: Passage, cue: re.Match[str], start: int, end: int
) -> Iterator[Relation | Doubtful | Hint]:
    """A sentence that begins with 其中 opens up a figure of the sentence before it.

    Which one is told by the sum alone, so only parts that make it up, or miss it by a slip, are judged.
    """
    first, _ = passage.sentence_at(max(0, start - 2))
    # Points behind a colon are set in order, so two of them are a list.
    last = end_of_points(passage, cue.end(), end)
    for total in passage.mentions_in(first, start):
        lead = passage.plain[total.clause[0] : total.start]
        if total.is_loose or total.is_percent or STOP.search(lead.replace("截至", "")) or EARLIER.search(lead):
            continue
        parts = [
            m
            for m in passage.mentions_in(cue.end(), end_of_parts(passage, cue.end(), last))
            if are_measured_alike(total, m) and m.measure == total.measure and not m.is_loose
            and not STOP.search(passage.plain[max(cue.end(), m.start - 12, m.sentence[0]) : m.start])
        ]  # fmt: skip
        if (
            len(parts) < (2 if last > end else 3)
            or total.number.hedge is not Hedge.NONE
            or any(p.number.hedge is not Hedge.NONE for p in parts)
        ):
            continue
        added = sum((p.number.value for p in parts), start=Decimal(0))
        if added == total.number.value or near_miss(total.number.value, added, total, parts):
            whole = total.named_operand(trust=0.9)
            operands = [part.named_operand(trust=0.9) for part in parts]
            yield relation(
                "prose-parts", [sum_of(whole, operands)], cue=cue[0], severity="warning",
                place=passage.place(total.start, parts[-1].end),
            )  # fmt: skip
            return


_REST_BARE = as_pattern(r"[^。；\d]{0,6}[，、；]\s*(?:其余|其他|其它|剩余|余下|另外)[^。；\d]*(?:[。；]|$)")


def _told_behind(passage: Passage, parts: Sequence[Mention], gap: Decimal) -> list[Mention]:
    """724 人，其中就业 486 人、升学 221 人、参军 9 人，…；未落实 8 人: what is missing is told further on."""
    end = passage.full_sentence_at(parts[-1].start)[1]
    return [
        m for m in passage.mentions_in(parts[-1].end, end)
        if m.number.value == gap and not m.is_percent and m.measure == parts[-1].measure
    ][:1]  # fmt: skip


def _claims(
    passage: Passage, total: Mention, parts: list[Mention], cue: str, weak: bool
) -> Iterator[Relation | Doubtful | Hint]:
    for count in range(2, len(parts)):
        if sum(part.number.value for part in parts[:count]) == total.number.value:
            # 36.8 万元，其中 28.5 万元、8.3 万元，产生效益 412 万元: nothing is left for what follows.
            parts = parts[:count]
            break
    for at in range(len(parts) - 2 if sum(part.number.value for part in parts) != total.number.value else 0):
        if (
            not _is_evenly_joined(passage, parts)
            and sum(p.number.value for p in parts[at + 1 :]) == parts[at].number.value
        ):
            # 教职工 184 人，其中专任教师 142 人，甲校 63 人，乙校 79 人: the last two make up the one before.
            parts = parts[: at + 1]
            break
    names = [part.name for part in parts]
    if len(parts) > 2 and _BESIDES.match(names[1]) and sum(p.number.value for p in parts) != total.number.value:
        # 14 项，其中发明 2 项，另有软件 6 项，共 20 项: what there is besides opens another list.
        parts, names = parts[:1], names[:1]
    whole = total.named_operand(trust=0.9)
    operands = [part.operand(f"{name} {part.raw.strip()}", trust=0.9) for name, part in zip(names, parts, strict=True)]
    place = passage.place(total.start, parts[-1].end)
    exhaustive = any(REST.search(name) for name in names) or _is_partition(names, parts)
    exhaustive = exhaustive or _is_every_school(passage, total, names) or _are_numbered(names)
    exhaustive = exhaustive or _is_every_one_listed(passage, total, names)
    exhaustive = exhaustive or cue.startswith(("构成", "组成")) or is_closed(names) or _have_all_shares(passage, parts)
    if "分别" in cue and len(parts) >= 2 and total.number.hedge is Hedge.NONE:
        exhaustive = exhaustive or sum(p.number.value for p in parts) == total.number.value
    if _BOTH_WAYS.search(passage.plain[parts[0].end : passage.full_sentence_at(parts[-1].start)[1]]):
        # 教材 13 本，其中国家规划教材 4 本、校企合作 8 本（部分同时属于两类）: such parts make up nothing.
        exhaustive, weak = False, True
    elif any(name != other and len(other) > 2 and name.endswith(other) for name in names for other in names):
        # 其中专任教师 110 人，双师素质专任教师 59 人: the one are some of the other.
        exhaustive, weak = False, True
    elif is_told_as_rate(passage, total, parts):
        # 毕业生 328 人，其中升学 161 人，直接就业 163 人，就业率 98.78%: the rate says that others are left.
        exhaustive, weak = False, True
    exact = total.number.hedge is Hedge.NONE and all(p.number.hedge is Hedge.NONE for p in parts)
    value, added = total.number.value, sum((p.number.value for p in parts), start=Decimal(0))
    if len(parts) >= 2 and exact:
        readings = [sum_of(whole, operands)]
        outside = next((i for i, name in enumerate(names) if i > 1 and _BESIDES.match(name)), None)
        if outside is not None:
            # 本科生 21 万，专科生 142 万，另有其他学生 22 万: what is there besides may or may not be counted in.
            readings.append(sum_of(whole, operands[:outside]))
        readings += [
            sum_of(whole, [*operands, m.operand(m.raw.strip())]) for m in _told_behind(passage, parts, value - added)
        ]
        claim = relation("prose-parts", readings, cue=cue, severity="warning", place=place)
        if _REST_BARE.match(passage.plain, parts[-1].end):
            # 12 本，其中甲 3 本、乙 7 本，其余为校本教材: what is left is not counted.
            if added > value:
                yield claim
        elif (
            (exhaustive and not weak)
            or (
                added > value
                and not weak
                and (are_one_class(names) or are_disjoint(names))
                and _one_measure(total, parts)
            )
            or added == value
            or (
                near_miss(value, added, total, parts)
                and (not weak or len(parts) > 2)
                and _one_measure(total, parts)
                and not are_of_several_properties(names)
            )
        ):
            yield claim
        else:
            yield Doubtful(claim)
            if (
                added > value
                and not weak
                and (len(parts) > 2 or _are_two_kinds(passage, total, parts))
                and _one_measure(total, parts)
                and _are_of_many_names(names)
            ):
                yield _too_many(total, parts, added)
    if weak and len(parts) == 1:
        return
    if "分别" in cue and any(
        are_measured_alike(total, m) for m in passage.mentions_in(total.end, parts[0].digits_start)
    ):
        # 脱产班 320 人，比上年减少 40 人，夜校和函授的分别为 150 人和 90 人: they stand beside it.
        return
    wider = _wider(passage, total)
    for operand, part in zip(operands, parts, strict=True):
        if "其中" not in cue and part.number.value > value * _FAR_MORE:
            # 限额 2000 元，…，分别为 1000000 元、500000 元: the list opens up something else.
            continue
        if part.number.value <= value or not weak:
            severity = "error" if parts.index(part) == 0 and not weak else "warning"
            readings = [at_most([operand], [other]) for other in (whole, *wider)]
            yield relation("prose-parts", readings, cue=cue, severity=severity, place=place)


_ITS_SHARE = as_pattern(r"[，,]?\s*(?:约?占|占比|比例|所占比例|[（(])[^，。；、\d]{0,14}")


def _have_all_shares(passage: Passage, parts: Sequence[Mention]) -> bool:
    """财政拨款 1860 万元，占 93%；其他收入 140 万元，占 7%: shares that make a hundred leave nothing out."""
    added, slack = Decimal(0), Decimal(0)
    for part in parts:
        share = next(iter(passage.mentions_in(part.end, part.sentence[1])), None)
        if share is None or not share.is_percent or not _ITS_SHARE.fullmatch(passage.plain[part.end : share.start]):
            return False
        added += share.number.value
        slack += Decimal("0.005").scaleb(-share.number.places)
    return len(parts) > 1 and abs(added - 1) <= slack


def _is_evenly_joined(passage: Passage, parts: Sequence[Mention]) -> bool:
    """甲 32 人、乙 16 人、丙 9 人、其他 7 人: nothing but 、 between them, so none opens up another."""
    return all("、" in passage.plain[left.end : right.start] for left, right in itertools.pairwise(parts))


def _too_many(total: Mention, parts: Sequence[Mention], added: Decimal) -> Hint:
    """委员 15 人，其中企业 8 人、专家 5 人、校内 4 人: kinds may overlap, and where they do the text seldom keeps it to itself."""
    added_up = " + ".join(part.raw.strip() for part in parts)
    printed = total.raw.strip()
    return hint_at(
        "prose-parts", f"over:{total.id}", FAULT, (total.place, *(part.place for part in parts)),
        f"所列各项相加是 {added:f}，多于「{printed}」；若各项没有重叠，请核对", f"the parts make {added:f}, more than “{printed}”; unless they overlap, please check",
        reported=printed, formula=f"{added_up} = {added:f} > {printed}", keys=(total.id, *(part.id for part in parts)), weight=_OVERLAP_SELDOM,
    )  # fmt: skip


_OVERLAP_SELDOM = 0.4
_TWO_AT_MOST = Decimal("1.3")  # times the whole: two properties that many share make more
_ANOTHER_SIDE = as_pattern(r"党员|团员|[男女]|双师|骨干|获|持|取得|参加|以上|率|以内|优秀|通过|合格")


def _are_two_kinds(passage: Passage, total: Mention, parts: Sequence[Mention]) -> bool:
    """其中读书分享 18 次、专题展览 12 次: two of one list with names of one build, a little more than the whole."""
    between = passage.plain[parts[0].end : parts[1].start]
    return (
        as_pattern(r"\s*、[^，。；、\d]{2,10}").fullmatch(between) is not None
        and sum(part.number.value for part in parts) <= total.number.value * _TWO_AT_MOST
        and not any(_ANOTHER_SIDE.search(part.name) for part in parts)
    )


def _are_of_many_names(names: Sequence[str]) -> bool:
    """True but for 上市企业, 外资企业, 订单企业 and for titles beside ages: one and the same may be of all these kinds."""
    return len({name[-2:] for name in names}) > 1 and not are_of_several_properties(names)


def is_told_as_rate(passage: Passage, total: Mention, parts: Sequence[Mention]) -> bool:
    """True where the sentence goes on with the percentage that the parts together are of the total, less than all."""
    _, end = passage.full_sentence_at(parts[-1].start)
    whole, added = total.number.value, sum((part.number.value for part in parts), start=Decimal(0))
    return 0 < added < whole and any(
        mention.is_percent and abs(mention.number.value - added / whole) <= mention.number.ulp
        for mention in passage.mentions_in(parts[-1].end, end)
    )


_FAR_MORE = 10


def _wider(passage: Passage, total: Mention) -> list[Operand]:
    """教材 32 本：活页式 18 本、数字教材 5 本，其中 12 本…: behind a list 其中 may open up what the list divides."""
    before = [m for m in passage.mentions_in(total.sentence[0], total.start) if are_measured_alike(total, m)]
    if not before or "、" not in passage.plain[before[-1].end : total.start]:
        return []
    return [m.named_operand() for m in before]


def _is_every_school(passage: Passage, total: Mention, names: Sequence[str]) -> bool:
    """两校共招生 …，其中甲校 …，乙校 …: as many schools are named as are counted."""
    counted = _SEVERAL.search(passage.plain[total.sentence[0] : total.start])
    if counted is None or not all(_SCHOOL_NAME.search(name) for name in names):
        return False
    number = read_numeral(counted["count"]) if counted["count"] else int(counted["digit"])
    return number == len(names)


_LISTED_AND_COUNTED = as_pattern(
    r"(?P<list>[\u4e00-\u9fff、]{3,60}?)(?P<count>[两二三四五六七八九十]|\d{1,2})\s*个[\u4e00-\u9fff]{2}"
)


def _is_every_one_listed(passage: Passage, total: Mention, names: Sequence[str]) -> bool:
    """下设行政、机电、基础 3 个党支部，党员 63 名，其中行政支部 …: the parts are the ones that the sentence has listed and counted."""
    for match in _LISTED_AND_COUNTED.finditer(passage.plain, passage.full_sentence_at(total.start)[0], total.start):
        listed = match["list"].split("、")
        number = int(match["count"]) if match["count"].isdigit() else read_numeral(match["count"].replace("两", "二"))
        if number == len(listed) == len(names) and all(
            item in name for item, name in zip(listed[1:], names[1:], strict=True)
        ):
            return True
    return False


_BOTH_WAYS = as_pattern(
    r"[两二三四五]校(?:都|均)(?:有|开)|同时属于|(?:有|存在|互有)(?:所)?(?:交叉|重叠|重复|重合)|重复计算|交叉统计|两者有|兼[有具]|之和[大超]"
)
_BESIDES = as_pattern(r"另[有外设]|此外|还有")
_ORDINAL = as_pattern(r"^第([一二三四五六七八九十]|\d)")


def _are_numbered(names: Sequence[str]) -> bool:
    """第一支部, 第二支部, 第三支部: whoever counts from the first leaves none out.

    >>> _are_numbered(["第一支部", "第二支部"]), _are_numbered(["第一支部", "第三支部"])
    (True, False)
    """
    found = [_ORDINAL.match(name) for name in names]
    numbers = [read_numeral(match[1]) for match in found if match is not None]
    return len(names) > 1 and numbers == list(range(1, len(names) + 1))


def _one_measure(total: Mention, parts: Sequence[Mention]) -> bool:
    return all(part.measure == total.measure for part in parts)


def _is_partition(names: Sequence[str], parts: Sequence[Mention]) -> bool:
    labels = [f"{name}{part.noun}" for name, part in zip(names, parts, strict=True)]
    for partition in PARTITIONS:
        if len(partition) == len(parts) and all(
            sum(word in label for label in labels) >= 1 and any(word in label for label in labels) for word in partition
        ):
            where = [next(i for i, label in enumerate(labels) if word in label) for word in partition]
            if len(set(where)) == len(parts):
                return True
    return False


def _counts_faces(total: Mention, parts: Sequence[Mention]) -> bool:
    """站台 1 座、岛式站台 1 座，合计 3 个站台面: of things counted by one measure a total by another is another count."""
    things = total.unit is not None and total.unit.dimension == "items"
    return (
        things
        and total.measure == "个"
        and len(total.noun) > 1
        and bool(parts)
        and all(part.measure not in ("个", "") and part.measure != total.measure for part in parts)
    )


def _parts_first(passage: Passage) -> Iterator[Relation | Doubtful | Hint]:
    """A 45 人、B 38 人, 合计 83 人."""
    for total in passage.mentions:
        if total.is_percent or total.number.hedge is not Hedge.NONE:
            continue
        lead = AFTER_PARTS.search(passage.plain[total.clause[0] : total.start])
        if lead is None:
            continue
        start, _ = total.sentence
        cue_at = total.clause[0] + lead.start()
        words = passage.plain[total.clause[0] + lead.start() : total.start]
        before = [m for m in passage.mentions_in(start, cue_at) if not m.is_loose]
        parts: list[Mention] = []
        for mention in reversed(before):
            if not parts and mention.is_spelled and mention.start >= total.clause[0]:
                # 三条渠道合计: how many parts there are, and none of them.
                continue
            if (
                parts
                and mention.is_spelled
                and mention.clause == parts[0].clause
                and not are_measured_alike(total, mention)
            ):
                # 校园二期 312.50 万元: a numeral inside the name of a part.
                continue
            if not are_measured_alike(total, mention) or mention.number.hedge is not Hedge.NONE:
                break
            if (
                STOP.search(passage.plain[mention.clause[0] : mention.start])
                or open_brackets(passage.plain[start : mention.start]) > 0
            ):
                break
            parts.insert(0, mention)
        if len(parts) > 2 and _counts_those_behind(passage, parts):
            parts = parts[1:]
        if _counts_faces(total, parts):
            continue
        if len(parts) < 2:
            yield from _of_unlike_measures(passage, before, total, words)
        if len(parts) < 2 or total.start - parts[-1].end > 14:
            continue
        whole = total.operand(f"合计 {total.raw.strip()}")
        if any(map(is_of_each, parts)):
            yield from total_of_each("prose-parts", whole, parts, words.strip(), firm="计" in words)
            continue
        operands = [part.named_operand(trust=0.9) for part in parts]
        place = passage.place(parts[0].start, total.end)
        strong = as_pattern(r"合计|共计|总计|总共|一共|^总").search(words) is not None
        # 第一批 38 家，第二批 17 家，共有 55 家: batches leave nothing out.
        strong = strong or (len(parts) > 2 and _is_plain_list(passage, parts, total))
        kinds = tuple(as_pattern(rf"(?:{_ACTS})+$").sub("", part.name) for part in parts)
        if words.startswith("全年") and not as_pattern(r"[共计]").search(words) and not _make_a_year(kinds):
            # 全年培训 1500 人次 adds up quarters or halves of a year, and nothing else without saying so.
            continue
        strong = strong or is_closed(kinds) or (len(kinds) == 2 and are_opposites(*kinds))
        strong = strong or all(as_pattern(r"第[一二三四五六\d]+[批期轮次]").search(part.words_before) for part in parts)
        strong = strong or is_of_all_years(passage, parts, words)
        added = sum((p.number.value for p in parts), start=Decimal(0))
        alternatives = [sum_of(whole, operands[i:]) for i in range(len(operands) - 1)]
        if _OF_SOME.search(passage.plain[total.clause[0] : total.start]):
            # 市内 1012 人、省内其他 548 人、省外 207 人，省内合计 1560 人: the first ones alone may be meant.
            last = len(operands)
            alternatives += [sum_of(whole, operands[i:j]) for i in range(last) for j in range(i + 2, last)]
            if 2 < last <= _FEW_PARTS:
                # 藏族 a、汉族 b、回族 c，少数民族合计 a + c: any of them may be left out.
                alternatives += [sum_of(whole, chosen) for n in range(2, last) for chosen in combinations(operands, n)]
        claim = relation(
            "prose-parts", alternatives, cue=words.strip(), place=place, severity="error" if strong else "warning"
        )
        if (
            (strong and added >= total.number.value / 2)
            or added == total.number.value
            or near_miss(total.number.value, added, total, parts)
        ):
            yield claim
        else:
            yield Doubtful(claim)


def _counts_those_behind(passage: Passage, parts: Sequence[Mention]) -> bool:
    """三个车间，床位分别为 40 个、36 个和 24 个: the first says how many there are of those that the others are of."""
    first, second = parts[:2]
    between = passage.plain[first.end : second.start]
    return first.number.value == len(parts) - 1 and ("分别" in between or "依次" in between)


def _make_a_year(names: Sequence[str]) -> bool:
    return all(as_pattern(r"季度|半年|学期|[春秋]季").search(name) for name in names)


_FEW_PARTS = 6
_ACTS = "完成|开展|退学|流失|辍学|招生|招录|招收|录取|毕业|就业|升学|获奖|培训|参加|资助|投入|投资|举办|学生|教师|学期"
_OF_SOME = as_pattern(r"(?:^|[，；])(?!.{0,2}(?:总|全|两|三|以上))[\u4e00-\u9fff]{2,8}(?:合计|共计)")


def _of_unlike_measures(
    passage: Passage, before: Sequence[Mention], total: Mention, words: str
) -> Iterator[Relation | Doubtful | Hint]:
    """三好学生 36 人、优秀干部 25 人、先进集体 12 个，共计 73 项: things counted each in its own measure, added as items."""
    parts: list[Mention] = []
    for mention in reversed(before):
        behind = passage.plain[mention.end : (parts[0] if parts else total).start]
        joint = r"\s*[，,]\s*[\u4e00-\u9fff]{2,8}" if not parts else r"\s*[、和及]\s*[^\d，。；：、]{2,16}"
        is_counted = mention.unit is not None and mention.unit.counts and mention.number.hedge is Hedge.NONE
        if not is_counted or not as_pattern(joint).fullmatch(behind):
            break
        parts.insert(0, mention)
    if (
        len(parts) < 3
        or total.measure not in ("项", "个", "件", "人次")
        or not as_pattern(r"合计|共计|总计").search(words)
    ):
        return
    added = sum((part.number.value for part in parts), start=Decimal(0))
    operands = [unitless(part.named_operand(trust=0.9)) for part in parts]
    claim = relation(
        "prose-parts", [sum_of(unitless(total.operand(f"合计 {total.raw.strip()}")), operands)], cue=words.strip(),
        severity="warning", place=passage.place(parts[0].start, total.end),
    )  # fmt: skip
    yield claim if near_miss(total.number.value, added, total, parts) else Doubtful(claim)


def _destinations(passage: Passage) -> Iterator[Relation]:
    """毕业生 586 人，升学 439 人，就业 136 人，未落实 11 人: those who have not yet found a place complete the graduates."""
    for position, total in enumerate(passage.mentions):
        if "毕业" not in total.words_before[-12:] or total.is_percent or total.number.hedge is not Hedge.NONE:
            continue
        parts: list[Mention] = []
        for mention in passage.mentions[position + 1 :]:
            previous = parts[-1] if parts else total
            between = passage.plain[previous.end : mention.start]
            if not as_pattern(r"\s*[，、,；]\s*(?:其中)?[\u4e00-\u9fff]{2,8}\s*").fullmatch(
                between
            ) or not are_measured_alike(total, mention):
                break
            parts.append(mention)
        if len(parts) < 3 or not as_pattern(r"^(?:未|待|暂未|尚未|其[他它余])").search(parts[-1].name):
            continue
        if any(part.number.hedge is not Hedge.NONE or STOP.search(part.words_before) for part in parts):
            continue
        whole = total.named_operand(trust=0.9)
        operands = [part.named_operand(trust=0.9) for part in parts]
        # 落实 may be named beside the kinds of places that make it up.
        readings = [sum_of(whole, operands[i:]) for i in range(len(operands) - 1)]
        yield relation(
            "prose-parts", readings, cue="毕业生去向", severity="warning", place=passage.place(total.start, parts[-1].end)
        )  # fmt: skip


def _is_plain_list(passage: Passage, parts: Sequence[Mention], total: Mention) -> bool:
    """甲 3 项、乙 6 项、丙 11 项，共 20 项: nothing but names and 、 between the parts, and their sum right behind."""
    joints = [passage.plain[left.end : right.start] for left, right in itertools.pairwise(parts)]
    behind = passage.plain[parts[-1].end : total.start]
    return (
        all(as_pattern(r"\s*[、，和及]\s*[\u4e00-\u9fff]{1,8}\s*").fullmatch(joint) for joint in joints)
        and as_pattern(r"\s*[，,]\s*(?:总?共|共[计有]|合计|[\u4e00-\u9fff]{2,4}总数[为达]?)\s*").fullmatch(behind)
        is not None
        and all(part.measure == total.measure for part in parts)
    )


def _in_brackets(passage: Passage) -> Iterator[Relation]:
    """获奖 96 项（一等奖 15 项，二等奖 29 项，三等奖 52 项）: a bracket that holds nothing but parts holds them all."""
    for total in passage.mentions:
        match = as_pattern(r"\s*[（(](?P<inner>[^（）()]{4,80})[）)]").match(passage.plain[total.end : total.end + 90])
        if match is None or total.is_percent or total.is_loose or total.number.hedge is not Hedge.NONE:
            continue
        stop = total.end + match.end("inner")
        parts = [m for m in passage.mentions_in(total.end, stop) if m.end <= stop]
        pieces = [piece for piece in as_pattern(r"[，、；,;]").split(match["inner"]) if piece.strip()]
        if (
            len(parts) < 2
            or len(pieces) != len(parts)
            or as_pattern(r"\s*(?:含|其中|包括|比|较|不)").match(match["inner"])
        ):
            continue
        if any(
            not (_is_in_its_measure(total, p) or (are_measured_alike(total, p) and p.measure == total.measure))
            or p.number.hedge is not Hedge.NONE
            for p in parts
        ):
            continue
        if len(parts) == 2:
            # Two may be singled out from more.
            yield from _nearly(passage, [total], parts, "（）")
            continue
        whole = unitless(total.named_operand(trust=0.9))
        operands = [unitless(part.named_operand(trust=0.9)) for part in parts]
        yield relation(
            "prose-parts", [sum_of(whole, operands)], cue="（）", severity="warning", place=passage.place(total.start, stop)
        )  # fmt: skip


def _is_in_its_measure(total: Mention, part: Mention) -> bool:
    """6.42 万人次（1.98 万、2.13 万、2.31 万）: what is counted is said once, with the total."""
    return part.unit is None and not part.measure and part.number.scale != 1 and (
        total.unit is not None and part.number.scale * total.unit.factor == total.number.scale
    )  # fmt: skip


_GROUP = as_pattern(r"(?:^|[。；])(?P<base>[\u4e00-\u9fff]{2,8}?)(?:的)?(?:学生|毕业生|教师|人员)?中[，,：:]?")
_AGES = as_pattern(r"岁\s*(?:及?以[下上])?(?:的|教师)?$")


def _of_a_group(passage: Passage) -> Iterator[Relation | Doubtful | Hint]:
    """升学 1498 人 …。升学学生中，本科 46 人、高职 1452 人: the group was counted before under the same name."""
    for match in _GROUP.finditer(passage.plain) if "中" in passage.plain else ():
        _, end = passage.sentence_at(match.end() - 1)
        parts: list[Mention] = []
        for mention in passage.mentions_in(match.end(), end):
            previous = parts[-1].end if parts else match.end()
            if not as_pattern(r"\s*[、，和及]?\s*[\u4e00-\u9fff]{2,8}\s*").fullmatch(
                passage.plain[previous : mention.start]
            ):
                break
            parts.append(mention)
        totals = [
            m for m in passage.mentions_in(0, match.start())
            if parts and are_measured_alike(m, parts[0]) and m.name == match["base"] and m.number.hedge is Hedge.NONE
        ]  # fmt: skip
        yield from _nearly(passage, totals, parts, "中，")
    by_age = [m for m in passage.mentions if _AGES.search(m.words_before)]
    if len(by_age) > 2 and by_age[0].sentence == by_age[-1].sentence:
        teachers = [
            m for m in passage.mentions_in(0, by_age[0].start) if are_measured_alike(m, by_age[0]) and "教师" in m.name
        ]
        yield from _nearly(passage, teachers, by_age, "岁")


def _nearly(passage: Passage, totals: Sequence[Mention], parts: list[Mention], cue: str) -> Iterator[Relation]:
    """The parts against the totals that they make up or miss by a slip of the hand; other totals are not meant."""
    if len(parts) < 2 or any(part.number.hedge is not Hedge.NONE or part.is_percent for part in parts):
        return
    added = sum((part.number.value for part in parts), start=Decimal(0))
    for total in totals:
        if added == total.number.value or near_miss(total.number.value, added, total, parts):
            yield relation(
                "prose-parts",
                [sum_of(total.named_operand(trust=0.9), [p.named_operand(trust=0.9) for p in parts])],
                cue=cue, severity="warning", place=passage.place(parts[0].start, parts[-1].end),
            )  # fmt: skip
            return
