"""A rate that has a name is those it names over those it is worked out from, wherever the paragraph counts them.

Cue: 升学率, 通过率, 回收率 and other rates with a count of those who did and a count of those who could, in the sentence before,
behind the rate (就业率 96%，就业人数 1008 人), or as those who did not (未就业 42 人); more of them than there are, one slip away from what the rate makes. Why it should hold in any report: the
name of the rate says what is divided by what. Guards: one paragraph; the rate must be of all of them (no 护理专业 in
front of it); each pair of counts with these names is a legal reading; a rate that its own sentence explains is
left to the family of shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import at_most, derived, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.alike import digits_of, is_one_slip
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "share"
EXAMPLES = (
    Example("silent", "在校生1500人。全年退学18人，退学率为1.15%（以2021年在校生数为基数）。"),
    Example("silent", "会计专业升学人数最多，升学率72.53%；舞蹈专业24名毕业生中有21人升学，升学率87.50%。"),
    Example("fail", "2023届毕业生1050人。其中升学588人，升学率58%。"),
    Example("fail", "毕业生1050人，初次就业率达到98.0%，即1008人实现就业。"),
    Example("fail", "毕业生1050人，未就业52人，就业率96%。"),
    Example("fail", "参加顶岗实习的学生共198人，其中东校112人、西校86人；专业对口的284人，对口率为92.93%。"),
    Example("pass", "2023届毕业生1050人。其中升学588人，升学率56%。"),
    Example("pass", "毕业生1050人，未就业42人，就业率96%。"),
    Example("silent", "毕业生1050人。护理专业毕业生300人，就业290人，机电专业就业率98%。"),
)


class _Rate(NamedTuple):
    """What is counted above and below, and what is counted when it did not happen."""

    pattern: re.Pattern[str]
    above: re.Pattern[str]
    below: re.Pattern[str]
    rest: re.Pattern[str] | None = None


def _rate(name: str, above: str, below: str, rest: str = "") -> _Rate:
    return _Rate(re.compile(name), re.compile(above), re.compile(below), re.compile(rest) if rest else None)


_SAT = r"参加|参考|应考|报考|考生|考试|鉴定|测试|考核"
_RATES = (
    _rate(
        r"(?<!对口)(?<!直接)就业率",
        r"(?<!未)(?<!待)(?<!直接)(?<!对口)就业",
        r"毕业生|毕业",
        r"未就业|待就业|待业|未落实",
    ),
    _rate(r"(?:毕业)?(?:去向)?落实率", r"(?<!未)(?<!待)落实", r"毕业生|毕业", r"未落实|待落实|未就业|待就业"),
    _rate(
        r"(?:专业)?对口(?:实习)?率",
        r"(?<!不)对口",
        r"实习(?!对口|单位|基地|企业|点|岗位|指导)|(?<!专业)(?:直接)?就业(?!对口|单位|率)",
    ),
    _rate(r"升学率", r"升学|升入|考入|考取", r"毕业生|毕业"),
    _rate(
        r"(?:考试)?(?:通过|合格|及格)率",
        r"(?<!不)(?<!未)(?:通过|合格|及格)|取得|获得",
        rf"{_SAT}",
        r"未通过|不合格|不及格",
    ),
    _rate(r"(?:获证|取证|持证)率", r"取得|获得|考取|持有|取证|获证", rf"毕业|{_SAT}", r"未取得|未获得"),
    _rate(r"报到率", r"(?<!未)报到", r"录取", r"未报到"),
    _rate(r"(?:问卷)?(?:有效)?回收率", r"回收|收回", r"发放|发出"),
    _rate(r"(?<!不)满意[度率]", r"(?<!不)(?<!基本)满意", r"调查|参与|问卷|被访", r"不满意"),
    _rate(r"(?:辍学|流失|退学)率", r"流失|辍学|退学", r"在校|学籍|在籍"),
    _rate(r"巩固率", r"巩固", r"在校|学籍|在籍|年初|学年初", r"流失|辍学|退学"),
    _rate(r"(?:资助|受助)(?:学生)?(?:比例|面|率)", r"资助|受助", r"在校"),
    _rate(r"住宿(?:率|比例)", r"住宿|住校|寄宿", r"在校"),
)
_SAID = as_pattern(r"[为是达到约高:：]*\s*$")
_NEUTRAL = as_pattern(
    r"^(?:其中|全校|学校|我校|学生|本届|毕业生|总体|总|平均|初次|一次性|首次|当年|本年度?|年|20\d\d[届年级]?|技能|证书|职业|学业|考试|的|，|毕业|综合|学年|全年|全区|全市|实际)*$"
)
# 流失率 1.2%（以年初学籍数为基数): the bracket says of what the rate is, and that is none of the counts near by.
_BASE_TOLD = as_pattern(r"\s*[（(][^（）()]{0,4}[以按][^（）()]{2,24}(?:为|作为?)(?:基数|分母|基准|底数)")
_FAR = 160  # characters on either side in which the counts of a rate stand
_MOST_READINGS = 30
_EARLIER = as_pattern(r"上年|去年|上一年|上届|往届")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Named rates, passage by passage."""
    for passage in manuscript.prose():
        for share in passage.mentions:
            if not share.is_percent or share.number.hedge is not Hedge.NONE or share.number.value > 1:
                continue
            if _BASE_TOLD.match(passage.plain, share.end):
                continue
            lead = passage.plain[share.clause[0] : share.start]
            for rate in _RATES:
                found = list(rate.pattern.finditer(lead))
                if found and _SAID.fullmatch(lead, found[-1].end()) and _NEUTRAL.fullmatch(lead[: found[-1].start()]):
                    yield from _claim(passage, share, rate, found[-1][0])
                    break


def _claim(passage: Passage, share: Mention, rate: _Rate, name: str) -> Iterator[Relation]:
    start, end = passage.full_sentence_at(share.start)
    near = [
        m for m in passage.mentions_in(max(0, start - _FAR), min(end, share.end + _FAR))
        if not m.is_percent and not m.is_loose and m.number.hedge is Hedge.NONE and m.number.value
    ]  # fmt: skip
    called = {m.id: _called(passage, m) for m in near}
    wholes = [m for m in near if rate.below.search(called[m.id]) and not rate.above.search(called[m.id])]
    rests = [m for m in near if rate.rest is not None and rate.rest.search(called[m.id])]
    parts = [m for m in near if rate.above.search(called[m.id]) and m not in rests]
    if len(wholes) != 1 or len(parts) > 1 or len(rests) > 1 or not (parts or rests):
        # Two wholes, or two of those who did: which of them the rate is of is open.
        return
    claim = share.operand(f"{name} {share.raw.strip()}", trust=0.5)
    whole, did = wholes[0], (parts or rests)[0]
    if "；" in passage.plain[share.end : max(share.end, min(did.start, whole.start))]:
        # 会计升学率 72 %；舞蹈 24 人中有 21 人升学: those behind the semicolon have a rate of their own.
        return
    if did is whole or not are_alike(did, whole):
        return
    if did.number.value > whole.number.value:
        # 198 人中对口的 284 人，对口率 92.93%: more than there are, and one slip away from what the rate makes of them.
        if (
            parts
            and not rests
            and is_one_slip(digits_of(did.number), str(round(share.number.value * whole.number.value)))
        ):
            impossible = at_most([did.named_operand()], [whole.named_operand()])
            yield relation(
                "prose-rates", [impossible], cue=name, severity="warning", place=passage.place(did.start, did.end)
            )
        return
    readings = [_reading(claim, whole, did, is_rest=not parts)]
    if parts and rests and rests[0].number.value < whole.number.value and are_alike(rests[0], whole):
        # 落实 346 人，未落实 6 人: either of both tells the rate.
        readings.append(_reading(claim, whole, rests[0], is_rest=True))
    # What else the paragraph counts may be the whole, or may have been added to the part.
    for other in sorted(near, key=lambda m: abs(m.start - share.start)):
        if other is did or other is whole or not are_alike(other, whole):
            continue
        if other.number.value > did.number.value:
            readings.append(_reading(claim, other, did, is_rest=not parts))
        if parts:
            readings.append(share_of(claim, [did.named_operand(), other.named_operand()], [whole.named_operand()]))
            if other.number.value < whole.number.value:
                readings.append(_reading(claim, whole, other, is_rest=False))
    first = min((whole, did), key=lambda m: m.start)
    yield relation(
        "prose-rates", readings[:_MOST_READINGS], cue=name, severity="warning", place=passage.place(min(first.start, share.start), share.end)
    )  # fmt: skip


def _reading(claim: Operand, whole: Mention, did: Mention, *, is_rest: bool) -> Reading:
    """Those who did over all of them; where only those who did not are counted, what they leave."""
    if not is_rest:
        return share_of(claim, [did.named_operand()], [whole.named_operand()])
    left = whole.number.value - did.number.value
    others = derived(f"{whole.id}:less:{did.id}", f"{whole.raw.strip()}−{did.raw.strip()}", left, like=did.number)
    return share_of(claim, [others], [whole.named_operand()])


def _called(passage: Passage, mention: Mention) -> str:
    """The words on both sides of a count that say what it counts; nothing for a count of another time."""
    previous = passage.mentions_in(mention.clause[0], mention.digits_start)
    begin = max(mention.clause[0], previous[-1].end if previous else 0)
    words = as_pattern(r"[、；]").split(passage.plain[begin : mention.start])[-1]
    if _EARLIER.search(words):
        return ""
    return f"{words}{as_pattern(r'[，。；、的]').split(mention.noun)[0]}"
