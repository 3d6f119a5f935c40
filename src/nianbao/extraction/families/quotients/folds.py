"""How many times as much there is, told in words, follows from the two values before it.

Cue: 翻一番, 增加了两倍, 增加一半, 减少了三分之一, 缩短了六成, 减半, 是上年的三倍, behind two values of one thing at two times. Why it should hold
in any report: the words are a rough rate of growth, and the reader has both values before the eyes. Guards: the pair is
由 a 增至 b, a 比上年的 b, or two figures with their times in one sentence; the words stand in the clause behind it; they are rough,
so that a tenth or five points more or less is no fault, and 多, 近 and 以上 widen them further; 增加了 n 倍 counts what came on
top, yet one that fits the whole is told as just that; words that fit either reading of a printed 1.5 倍 are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import CHANGE, compared_pair, from_to, outside_brackets
from nianbao.extraction.families.changes.two_periods import pair_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.told_values import LAST
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "growth"
EXAMPLES = (
    Example("fail", "合作企业从20家增加到40家，翻了两番。"),
    Example("fail", "在校生由1200人增加到2400人，增加了两倍。"),
    Example("fail", "上年参赛9人，今年18人，增加了一半。"),
    Example("fail", "维修时间由4.5小时缩短到1.8小时，缩短了四成。"),
    Example("pass", "返乡创业9人，比上届的6人增加一半。"),
    Example("pass", "合作企业从20家增加到85家，翻了两番还多。"),
    Example("silent", "合作企业从20家增加到40家，产值翻了两番。"),
)
_MORE = r"增加|增长|扩大|提高|提升|上升|多|增|涨|增至|扩充"
_LESS = r"减少|下降|降低|压缩|压减|缩短|缩小|缩减|少|减|降"
_LEAD = r"\s*(?:[）)]|左右)?\s*[，,、]?\s*(?:[（(])?(?:同比|环比|[比较](?:上年|去年|上一?[学]?[年届])(?:同期)?|是?一年内?|三年间?|[两三四五]年|整整|足足|基本上?|大体|大致|几乎|即|正好|恰好|也就是说|规模|人数|数量|总量|总数|又|已|共)*"
_NUMBER = r"[一两二三四五六七八九十]|十[一二三四五]|\d+(?:\.\d+)?"
_TEN = r"[一二两三四五六七八九]"
_FOLD = as_pattern(
    rf"{_LEAD}(?:"
    rf"(?:实现)?翻(?:了|(?=[一两二三四]番))?(?P<hedge0>近|约|超)?(?P<doubled>[一两二三四])?(?P<turn>番|倍)|(?P<half>减半|(?:减|降)(?:少|低)?了?(?:近|约)?一半|砍半|腰斩)"
    rf"|(?P<way>{_MORE}|{_LESS})(?:幅度?)?(?:了|出|达|约为|为)*(?P<hedge>将近|接近|近|约|大约|超过|逾|不到|不足)?"
    rf"(?:(?P<times>{_NUMBER})(?P<over1>余|多)?倍|(?P<one>一半)|(?P<tenths>{_TEN})成(?P<and_half>半)?|(?P<below>[二三四五])分之(?P<above>[一二两三四]))"
    rf"|(?:是|为|达到?|相当于)了?(?:(?:原来|上年|去年|上届|上一年|前一年|上一届|同期|起步时|当初|20\d\d年)(?:同期)?的)(?P<hedge2>将近|接近|近|约|超过|逾|不到|不足)?(?P<of>{_NUMBER})(?P<over2>余|多)?倍"
    rf")(?P<late>还?多|以上|有余|强|左右|余)?(?=[，。；、！）)\s]|$)"
)
_THEN = as_pattern(
    rf"[^。；\d]{{0,20}}[，,]\s*(?:而)?(?:{LAST}|20\d\d年)(?:同期|时)?[^，。；\d]{{0,4}}?(?:才|仅仅?|只)?(?:为|是|有)?\s*"
)
_NEAR = Decimal("0.1")
_POINTS = Decimal("0.05")
_CUE = as_pattern(r"倍|番|一半|减半|成(?![立为人长功])|分之|砍半|腰斩")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Words of size behind pairs of values, sentence by sentence."""
    for passage in manuscript.prose():
        if not _CUE.search(passage.plain):
            continue
        for start, end in passage.sentences:
            if not _CUE.search(passage.plain, start, end):
                continue
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and m.unit is not None]
            for position in range(1, len(mentions)):
                for old, new in _pairs(manuscript, passage, mentions, position, start):
                    last = max(old.end, new.end)
                    match = _FOLD.match(passage.plain, last, end)
                    if match is None and position + 1 < len(mentions):
                        # 增加 45 户，翻了一番: the size first.
                        size = mentions[position + 1]
                        if CHANGE.fullmatch(passage.plain[last : size.start].strip("，, 净又共")):
                            match = _FOLD.match(passage.plain, size.end, end)
                    if match is not None and old.number.value > 0 and new.number.value > 0:
                        yield from _told(passage, old, new, match)


def _pairs(
    manuscript: Manuscript, passage: Passage, mentions: list[Mention], position: int, start: int
) -> Iterator[tuple[Mention, Mention]]:
    """The earlier and the present value whose later one stands at ``position``; none or one."""
    if pair := compared_pair(passage, mentions, position):
        yield pair
        return
    source, mention = outside_brackets(passage, mentions, position), mentions[position]
    if from_to(passage, source, mention, passage.plain[mentions[position - 1].end : mention.start]):
        yield source, mention
        return
    left = mentions[position - 1]
    if _THEN.fullmatch(passage.plain[left.end : mention.start]) and left.measure == mention.measure:
        # 有 27 人选择养老护理岗位，而上一届只有 9 人.
        yield mention, left
        return
    begin = mentions[position - 2].end if position > 1 else start
    if left.number.hedge is Hedge.NONE is mention.number.hedge and left.unit is not None and mention.unit is not None:
        alike = left.unit.id == mention.unit.id and left.measure == mention.measure
        if alike and (found := pair_of(passage, begin, left, mention, manuscript.title_period)) is not None:
            yield found.old, found.new


def _told(passage: Passage, old: Mention, new: Mention, match: re.Match[str]) -> Iterator[Remark]:
    quotient = new.number.value / old.number.value
    grown = quotient - 1
    said = match[0].strip(" ，,、（(")
    hedge = match["hedge0"] or match["hedge"] or match["hedge2"] or ""
    over = bool(match["late"] or match["over1"] or match["over2"]) or hedge in ("超过", "逾", "超")
    under = hedge in ("将近", "接近", "近", "不到", "不足")
    rough = bool(hedge) and not over and not under
    loosely = None
    if match["turn"]:
        times = _number(match["doubled"] or "一")
        target = Decimal(2) ** int(times) if match["turn"] == "番" else times + 1
        holds = _within(quotient, target, over=over, under=under, slack=_NEAR)
        is_told = f"是原来的 {target} 倍"
    elif match["of"]:
        target = _number(match["of"])
        holds = _within(quotient, target, over=over, under=under, slack=_NEAR)
        is_told = f"是原来的 {target} 倍"
    elif match["times"]:
        target = _number(match["times"])
        if match["way"] in _LESS.split("|"):
            # 减少了两倍 has no meaning that could be held against figures.
            return
        holds = _within(grown, target, over=over, under=under, slack=_NEAR)
        fits_whole = _within(quotient, target, over=over, under=under, slack=_NEAR)
        if fits_whole and not holds and "." in match["times"]:
            return
        loosely = fits_whole and not holds
        is_told = f"是原来的 {target + 1} 倍"
    else:
        target, is_told = _fraction(match)
        fallen = bool(match["half"]) or match["way"] in _LESS.split("|")
        left = 1 - target if fallen else 1 + target
        is_told = f"指{'减少' if fallen else '增加'}了原来的{is_told}，即原来的 {left:.2f} 倍"
        share = -grown if fallen else grown
        slack = _POINTS * 2 if rough else _POINTS
        high = target + _POINTS * 2 if over else target + slack
        low = target - _POINTS * 2 if under else target - (Decimal("0.005") if over else slack)
        holds = low <= share <= (target + Decimal("0.005") if under else high)
    formula = f"{new.raw.strip()} ÷ {old.raw.strip()} = {quotient:.2f}"
    message = f"「{said}」{is_told}，实为 {quotient:.2f} 倍，请核对"
    if loosely:
        message = f"「{said}」指增加的部分是原来的 {target} 倍，即达到原来的 {target + 1} 倍；实为 {quotient:.2f} 倍，请核对是否应为「增加到 {target} 倍」"
    place = passage.place(match.end() - len(match[0].lstrip(" ，,、（(")), match.end())
    yield Remark(
        f"folds:{new.id}:{old.id}", "folds", FAULT, (place, new.place, old.place), message,
        f"“{said}” does not fit the two figures: the later is {quotient:.2f} times the earlier", severity="warning", holds=holds, reported=said,
        formula=formula, keys=(new.id, old.id),
    )  # fmt: skip


def _number(words: str) -> Decimal:
    if words[0].isdigit():
        return Decimal(words)
    value = read_numeral(words)
    return Decimal(value if value is not None else 1)


def _within(value: Decimal, target: Decimal, *, over: bool, under: bool, slack: Decimal) -> bool:
    """True where a rough word for ``target`` may be said of ``value``.

    >>> _within(Decimal("2.1"), Decimal(2), over=False, under=False, slack=Decimal("0.1"))
    True
    >>> _within(Decimal("1.8"), Decimal(2), over=True, under=False, slack=Decimal("0.1"))
    False
    """
    low, high = target * (1 - slack), target * (1 + slack)
    if over:
        return target * Decimal("0.995") <= value < target + 1 if target >= 1 else low <= value
    if under:
        return target * Decimal("0.8") <= value <= target * Decimal("1.005")
    return low <= value <= high


def _fraction(match: re.Match[str]) -> tuple[Decimal, str]:
    if match["half"] or match["one"]:
        return Decimal("0.5"), "一半"
    if match["tenths"]:
        target = _number(match["tenths"]) / 10 + (Decimal("0.05") if match["and_half"] else 0)
        return target, f" {target * 100:.0f}%"
    above, below = _number(match["above"]), _number(match["below"])
    return above / below, f" {above}/{below}"
