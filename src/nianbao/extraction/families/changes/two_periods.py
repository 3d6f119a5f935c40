"""Two values of one thing side by side go the way that the words about them say.

Cue: 今年 a，去年 b; a（上年 b）; 上年为 b，今年为 a; 2022年 b，2023年 a, each with 略有上升, 呈增长态势, 规模扩大, 增长 p% or 增加 d;
a，高于上年的 b; a，比全市平均的 b 低. Why it should hold in any report: both figures are before the reader's eyes
when the word is read. Guards: one sentence, one measure, nothing named between the two that the first is not
about; whose subject changed must be that of the figures, or unnamed; 高于 b is a comparison only where b can be
another value of the same thing and no distance; 不高于 and hedged figures make no claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Doubtful, Remark, direction_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import CHANGE, DOWN, UP, are_of_one_unit, size_of_change, way
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "direction"
EXAMPLES = (
    Example("fail", "生师比14.06:1，2022年为14.10:1，略有上升。"),
    Example("fail", "今年招生1260人，去年招生1120人，同比增长11.5%。"),
    Example("fail", "招生数上年为1210人，今年为1180人，呈增长态势。"),
    Example("fail", "生师比由上年的17.68:1变为17.76:1，略有下降。"),
    Example("fail", "对口就业率为81.2%，高于上年的83.5%。"),
    Example("fail", "对口就业率81.2%，比全市平均水平83.5%高。"),
    Example("fail", "招生减少40人，各校都有下降，本地生源占71.25%，与上一年的68.40%相比，比例有所下降。"),
    Example("pass", "今年招生1260人，去年招生1120人，同比增长12.5%。"),
    Example("pass", "对口就业率为81.2%，低于上年的83.5%。"),
    Example("silent", "2022年招生860人，2023年招生812人，就业率略有上升。"),
    Example("silent", "就业率98.1%，高于全市平均水平2.3%。"),
)
_LAST = r"上年度?|去年|上一年度?|上一?学年|前一年|上届|上一届"
_TIME = as_pattern(rf"(?P<last>{_LAST})|(?P<now>今年|本年度?|当年|本学年|本届)|(?P<period>20\d{{2}})\s*[年届级]度?")
_FUNCTION = as_pattern(r"[\d\s年学度的，,、（(为达有是共比由从较与和而同期底末即则:：]|分别|相比|到")
_STEP = as_pattern(
    rf"[）)]?\s*[，,]?\s*(?P<subject>[\u4e00-\u9fff]{{0,8}}?)(?:同比|[较比](?:{_LAST})|两者相差|相比|净|又|也|共)*[，,]?(?P<word>{UP}|{DOWN}|降|升)(?:幅度?|率|量)?(?:了|约|为|是|达到?|[:：])*\s*"
)
_ADVERBS = r"略有|略|有所|稳中有|稳步|小幅|明显|大幅|呈现?|出现|保持|实现|继续|持续|进一步|趋于|同比|显著|稍有|总体|整体|不断|均|也|又|逐步"
_WAY = as_pattern(
    rf"[）)]?\s*(?:相比(?:较|之下)?)?\s*[，,]?\s*(?P<subject>[\u4e00-\u9fff]{{0,10}}?)(?:[较比](?:{_LAST})(?:同期)?)?(?P<adverb>(?:{_ADVERBS})*)(?P<word>{UP}|{DOWN}|升|降|(?P<level>(?:基本|大体|大致|总体)(?:持平|相当|稳定)|(?:基本)?保持(?:稳定|不变)|变化不大|持平))(?P<tail>了|的?态势|趋势|势头)?(?=[，。；）]|$)"
)
_ANY_SUBJECT = as_pattern(r"(?:办学|招生|在校生)?(?:规模|人数|数量|总量|总数|水平|比例)?(?:总体|整体)?")
_AGAINST = as_pattern(
    r"\s*[，,]?\s*(?:且|并|也|均|仍|还|已|明显|略|远|显著)*(?<!不)(?P<word>高于|低于|超过|多于|少于)"
    r"(?P<what>[^，。；、\d]{0,14}?(?:20\d{2}年)?[^，。；、\d]{0,10}?)(?P<tie>的|为)?\s*"
)
_THAN = as_pattern(
    r"\s*[，,]?\s*(?:且|并|也|均|仍|还)*[比较](?P<what>[^，。；、\d]{0,14}?(?:20\d{2}年)?[^，。；、\d]{0,10}?)(?P<tie>的|为)?\s*"
)
_THAN_WORD = as_pattern(
    r"\s*(?:要|略|明显|还|稍|略微|又|再|更|也)*(?P<word>高|低|多|少)(?:了?一些|了?一点|了?不少|了)?(?=[，。；）]|$)"
)
_LEVEL_WITH = as_pattern(
    r"\s*[，,]?\s*(?:且|并|也|均|仍|还)*[与同和跟](?P<what>[^，。；、\d]{0,14}?(?:20\d{2}年)?[^，。；、\d]{0,10}?)(?P<tie>的|为)?\s*"
)
_LEVEL_WORD = as_pattern(r"\s*(?:相比)?[，,]?\s*(?:基本|大体|大致|总体)?(?:上|保持)?(?:持平|相当)(?=[，。；）]|$)")
_REFERENCE = as_pattern(
    rf"{_LAST}|20\d{{2}}年|平均|同期|标准|目标|计划|要求|规定|水平|全国|全省|全市|全区|全县|同类|普通高中|普高|均值"
)
_BECAME = as_pattern(r"\s*(?:变化|变动|变|调整|转)(?:为|成|到|至)了?\s*(?:(?:今年|本年度?|20\d{2}年)的?)?\s*")
_NO_STEP = as_pattern(r"累计|年均|每年|平均每")


class Pair(NamedTuple):
    new: Mention
    old: Mention
    label: str  # what the two are called, so far as their clause says it


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Pairs of values, sentence by sentence."""
    for passage in manuscript.prose():
        for start, end in passage.sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and m.number.hedge is Hedge.NONE]
            for position in range(1, len(mentions)):
                left, right = mentions[position - 1 : position + 1]
                if (
                    left.unit is None
                    or left.unit.dimension == "share_difference"
                    or left.is_percent != right.is_percent
                    or not are_of_one_unit(left, right)
                ):
                    continue
                begin = mentions[position - 2].end if position > 1 else start
                yield from _compared(passage, left, right, end)
                following = mentions[position + 1] if position + 1 < len(mentions) else None
                if any(
                    m.is_percent == left.is_percent and are_of_one_unit(m, left) for m in mentions[: position - 1]
                ) and (
                    _time_of(passage.plain[begin : left.start]) is None
                    or passage.plain[begin : left.start].lstrip().startswith("、")
                ):
                    # 平均 3560 元，最低 2600 元，2019 年为 3420 元: which of the first two is compared is open;
                    # 3097 人，其中 2020 级 1047 人、2019 级 960 人，比上年的 2962 人: the last of a list is not.
                    continue
                if (pair := pair_of(passage, begin, left, right, manuscript.title_period)) is not None:
                    yield from _said(passage, pair, following, end)


def _time_of(words: str) -> int | None:
    """-1 for last year, 0 for this one, a number for one that is named; None where no time is said."""
    found = list(_TIME.finditer(words))
    if not found:
        return None
    last = found[-1]
    return -1 if last["last"] else 0 if last["now"] else int(last["period"])


def pair_of(passage: Passage, begin: int, left: Mention, right: Mention, report: int | None) -> Pair | None:
    """Which of two neighbouring figures is the newer value of the same thing; None where they are no such pair."""
    lead, between = passage.plain[begin : left.start], passage.plain[left.end : right.start]
    if len(between) > 26 or as_pattern(r"其中|、|[和及]|目标|计划|预计|将|累计|平均").search(between):
        return None
    if _BECAME.fullmatch(between) and as_pattern(r"[由从](?![业此而])").search(lead):
        # 生师比由上年的 17.68:1 变为 17.76:1
        return Pair(right, left, _FUNCTION.sub("", _TIME.sub("", as_pattern(r"[，,；;：:（(]").split(lead)[-1])))
    # 4200 元，与上年持平，专项 3650 元: a time that has had its say before the comma is not that of the next figure.
    first, second = _time_of(lead), _time_of(as_pattern(r"[，,；;]").split(between)[-1])
    own = as_pattern(r"[，,；;]").split(lead)[-1]
    if CHANGE.search(own if own.strip() else lead) or CHANGE.search(between):
        # 增加 19 项（上年 128 项）: a change is no value.
        return None
    label = _FUNCTION.sub("", _TIME.sub("", as_pattern(r"[，,；;：:（(]").split(lead)[-1]))
    again = _FUNCTION.sub("", _TIME.sub("", between))
    if again and not (label and (again[-2:] in label or label[-2:] in again)):
        return None
    if as_pattern(rf"{UP}|{DOWN}|多|少|高|低").search(between):
        return None
    if second == -1 and first != -1:
        return Pair(left, right, label or again)
    if first is None and second is not None and second > 0 and (report is None or second < report):
        # 生师比 14.06:1，2022 年为 14.10:1: the one without a time is this year's.
        return Pair(left, right, label or again)
    if first == -1 and second is not None and second != -1:
        return Pair(right, left, label or again)
    if first and second and first > 0 and second > 0 and first != second:
        return Pair(left, right, label or again) if first > second else Pair(right, left, label or again)
    return None


def _said(passage: Passage, pair: Pair, following: Mention | None, end: int) -> Iterator[Relation | Doubtful | Remark]:
    new, old, label = pair
    last = max(new, old, key=lambda m: m.start)
    begin = min(new.start, old.start)
    if following is not None and (step := _STEP.fullmatch(passage.plain[last.end : following.start])):
        if _fits(step["subject"], label) and not _NO_STEP.search(step[0]):
            yield from size_of_change(passage, (old, new), following, step["word"])
        return
    stop = min(end, following.start if following is not None else end)
    match = _WAY.match(passage.plain, last.end, stop)
    if match is None or not (
        len(match["word"]) > 1
        or match["adverb"]
        or match["tail"]
        or match["subject"]
        or "比" in match[0]
        or "较" in match[0]
    ):
        return
    word = "flat" if match["level"] else way(match["word"])
    if word and _fits(match["subject"], label):
        place = passage.place(begin, match.end())
        yield relation(
            "two-periods", [direction_of(new.operand(), old.operand(), word)], cue=match[0].strip("，）"), place=place
        )


def _fits(subject: str, label: str) -> bool:
    """True where what is said to change is what the figures are called, or goes without a name."""
    subject = as_pattern(rf"^(?:{_ADVERBS})+|(?:{_ADVERBS})+$").sub("", subject)
    if not subject or subject in label or label.endswith(subject[-2:]):
        return True
    return _ANY_SUBJECT.fullmatch(subject) is not None and not label.endswith("率")


def _compared(passage: Passage, left: Mention, right: Mention, end: int) -> Iterator[Relation]:
    """a，高于上年的 b; a，比全市平均的 b 低."""
    between = passage.plain[left.end : right.start]
    match = _AGAINST.fullmatch(between)
    word = match["word"] if match is not None else ""
    stop = right.end
    if match is None and (match := _LEVEL_WITH.fullmatch(between)) is not None:
        level = _LEVEL_WORD.match(passage.plain, right.end, end)
        if level is None:
            return
        word, stop = level[0], level.end()
    elif match is None:
        match = _THAN.fullmatch(between)
        than = _THAN_WORD.match(passage.plain, right.end, end) if match is not None else None
        if match is None or than is None:
            return
        word, stop = than["word"], than.end()
    named = as_pattern(r"为$").sub("", match["what"].strip())[-2:]
    lead = passage.plain[left.clause[0] : left.start]
    # 线上到课率 97.2%，高于线下到课率 98.4%: two groups, one thing.
    is_alike = len(named) == 2 and named in lead and named not in ("人数", "总数", "数量")
    if not (is_alike or _REFERENCE.search(match["what"])) or as_pattern(rf"(?:{UP}|{DOWN})").search(match["what"]):
        return
    if not right.number.value or not left.number.value:
        return
    quotient = left.number.value / right.number.value
    near = quotient if quotient >= 1 else 1 / quotient
    # 高于平均水平 2.3%: a distance, no other value.
    if near > (2 if match["tie"] else 1.4 if left.is_percent else 2):
        return
    place = passage.place(left.start, stop)
    said = "up" if word in ("高于", "超过", "多于", "高", "多") else "down" if word[0] in "低少" else "flat"
    yield relation("two-periods", [direction_of(left.operand(), right.operand(), said)], cue=word, place=place)
