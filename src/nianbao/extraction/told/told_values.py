"""What every figure of the running text is the value of, and of when.

A change is told of two values, and the earlier one often stands a sentence, a bracket or a chapter before the present
one. Both are found by what they are called and by the time that their sentence names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.named_figures import named_figures
from nianbao.extraction.wording import open_brackets
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

LAST = r"上年度?|去年度?|上一年度?|上一?学年度?|前一年度?|前一学年|上一?届|上期|上一期"
NOW = r"今年|本年度?|本学年度?|当年|本届|报告期内?|本期|本报告期|目前|现在"
TIME = as_pattern(
    rf"(?P<last>{LAST})|(?P<now>{NOW})|(?P<period>20[0-4]\d)(?:\s*[-—–~～至]+\s*(?P<until>(?:20)?\d{{2}}))?\s*(?:学?年度?|[届级])"
)
_HELD_AGAINST = as_pattern(r"(?:[比较与同跟和]|相[比较]于?|对比)[^，。；：]{0,3}$")
_TIME_WORDS = as_pattern(
    rf"(?:截[至止]到?)?(?:{TIME.pattern})(?:同期|[年月]?[底末初]|全年|春季|秋季|\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?[底末初]?)?|同期|(?:^|(?<=[，。；]))全年|年[底末初]"
    .replace("?P<last>", "?:").replace("?P<now>", "?:").replace("?P<period>", "?:").replace("?P<until>", "?:")
)  # fmt: skip
# Whose a figure is, where the whole report is about them, and verbs that only say that there is something.
_HEAD = as_pattern(
    r"^(?:其中|在(?![校籍园编岗职读册])|至|到|于|而|则|且|并|和|与|及|中的?|内|间|全[区市县校州盟旗省]|[我本该][区市县校院]|学校|学院|我们|区域内|区内|市内|县内|校内|中职学校|中职|中等职业(?:学校|教育)|职业(?:学校|教育|院校)"
    r"|共计?|总计|合计|现有?|拥有|已有?|仍有?|有|实有|实际|开展|举办|完成|实现|达到?|总(?=数|人数|量|额)|的|为|由|从|仅|只有?|也|又|还|均|各类|全体|全年|累计|年|[、，：:（(\s])+"
)
_TAIL = as_pattern(
    r"(?:[的了]|共计?|总计|合计|现有?|拥有|已有?|有|约|为|是|达到?|则?是|至|到|仅有?|只有?|占|比例为|(?<!保)有|在|也|又|均|同样|则|分别|[、，：:（(\s])+$"
)
_COUNTED = as_pattern(r"(?:人数|总人数|总数|数量|总量|规模|总额|人次数|(?<=[生师员])数)+$")
_IN_TURN = as_pattern(r"分别|依次")
_NO_VALUE = as_pattern(
    r"增[长加]?|减[少]?|下降|上升|提高|提升|降低|净|多[招出]?了?$|[高低少]出?了?$|相差|差距|差额|[每平]均每|计划|预计|目标|力争|拟|超过|不|以上|缺|新增|达标|标准|要求|规定"
)


# A time that is said of the next figure alone.
_SPENT = as_pattern(r"(?:同期|[年末底的])*[为是有达到]*\s*\d[^，。；]*[，；）)]")


class ToldValue(NamedTuple):
    """``period`` is a calendar year where one is named; ``when`` is -1 for the time before, 0 for the report's own."""

    mention: Mention
    name: str
    when: int | None
    period: int | None


@lru_cache(8_192)
def bare_name(words: str) -> str:
    """What is counted, without time, without whose it is where that is everybody's, and without 人数 and 为.

    >>> bare_name("2022年全校共招收新生"), bare_name("上年专任教师总数为"), bare_name("，图书馆藏书")
    ('招收新生', '专任教师', '图书馆藏书')
    """
    words = as_pattern(r"\s|[“”\"《》]").sub("", _TIME_WORDS.sub("", words))
    words = as_pattern(r"[（(][^（）()]*[）)]$").sub("", words)
    return _COUNTED.sub("", _TAIL.sub("", _HEAD.sub("", _TAIL.sub("", words))))


def told_name(mention: Mention) -> str:
    """The words of its clause before a figure, or else the noun behind it."""
    passage, begin = mention.passage, mention.clause[0]
    earlier = passage.mentions_in(begin, mention.digits_start)
    words = passage.plain[earlier[-1].end if earlier else begin : mention.start]
    if earlier and as_pattern(r"\s*[）)]").match(words):
        words = as_pattern(r"^\s*[）)]").sub("", words)
    name = bare_name(
        as_pattern(r"[、：:]").split(words)[-1] if not as_pattern(r"[^：:]+[：:]\s*").fullmatch(words) else words
    )
    if len(name) > 1:
        return name
    noun = as_pattern(r"[的和与及在为是占比较从由，]").split(mention.noun)[0]
    return bare_name(noun)


def time_before(passage: Passage, start: int, stop: int) -> tuple[int | None, int | None]:
    """The last time named between two positions that nothing is held against: when and which period.

    >>> from nianbao.documents.document import Text
    >>> said = Passage.of("p", Text("2023年招生812人，比上年减少48人，在校生3276人", ()))
    >>> time_before(said, 0, 30), time_before(said, 8, 30)
    ((None, 2023), (None, None))
    """
    known = _times_before(passage)
    if (start, stop) not in known:
        known[start, stop] = _time_before(passage.plain[start:stop])
    return known[start, stop]


@kept
def _times_before(passage: Passage) -> dict[tuple[int, int], tuple[int | None, int | None]]:
    """Those that were asked for: several families ask for the time of each figure."""
    return {}


def _time_before(words: str) -> tuple[int | None, int | None]:
    for found in reversed(list(TIME.finditer(words))):
        if _HELD_AGAINST.search(words[: found.start()]):
            continue
        behind = words[found.end() :]
        before = words[: found.start()]
        if found["last"] and ("；" in behind or _SPENT.match(behind)):
            # 满意度 96.2%，上年为 95.1%，…；满意率 97.3%: last year's is the one figure alone.
            continue
        if open_brackets(before) > 0 and as_pattern(r"[）)]").search(behind):
            # （上年 860 人）: what stands behind the bracket is not of that time.
            continue
        if found["last"]:
            return -1, None
        if found["now"]:
            return 0, None
        until = found["until"]
        return None, int(until if until and len(until) == 4 else f"20{until}" if until else found["period"])
    return None, None


class ToldValues(Mapping[str, tuple[ToldValue, ...]]):
    """The values of the running text by the passage that they stand in; a passage is read when it is asked for."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._passages = {passage.id: passage for passage in manuscript.prose()}
        self._read: dict[str, tuple[ToldValue, ...]] = {}

    def __getitem__(self, key: str) -> tuple[ToldValue, ...]:
        if key not in self._read:
            self._read[key] = tuple(_values(self._passages[key]))
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._passages)

    def __len__(self) -> int:
        return len(self._passages)


@kept
def told_values(manuscript: Manuscript) -> ToldValues:
    """The values of a manuscript, each passage's in reading order."""
    return ToldValues(manuscript)


def _values(passage: Passage) -> Iterator[ToldValue]:
    in_turn: dict[str, str] = {}
    previous: ToldValue | None = None
    if _IN_TURN.search(passage.plain):
        for start, end in passage.full_sentences:
            for run in named_figures(passage, start, end):
                in_turn.update(zip((figure.id for figure in run.figures), run.names, strict=True))
    for mention in passage.mentions:
        if mention.is_loose or mention.number.hedge is not Hedge.NONE or mention.unit is None:
            continue
        if mention.unit.dimension == "share_difference":
            continue
        begin, end = passage.full_sentence_at(mention.start)
        if (cue := _IN_TURN.search(passage.plain, begin, mention.start)) and mention.id in in_turn:
            name = bare_name(in_turn[mention.id])
        elif cue and "，" not in passage.plain[cue.end() : mention.start]:
            continue
        else:
            name = told_name(mention)
        lead = passage.plain[max(mention.clause[0], mention.start - 10) : mention.start]
        if len(name) < 2 and previous is not None and _is_same_at_another_time(previous, mention):
            # 在校生 1842 人，上年同期为 1716 人: what is counted is said once.
            name = previous.name
        if len(name) < 2 or _NO_VALUE.search(as_pattern(r"增[加长]?[到至]|减少?[到至]|提[高升][到至]").sub("", lead)):
            continue
        when, period = time_before(passage, begin, mention.start)
        previous = ToldValue(mention, name, when, period)
        yield previous


_LAST_SAID = as_pattern(rf"\s*[，,（(]\s*(?:而)?(?:{LAST})(?:同期|[年末底])*[为是有达到]+\s*")


def _is_same_at_another_time(before: ToldValue, mention: Mention) -> bool:
    """True where nothing but last year's time stands between the two."""
    passage = mention.passage
    return (
        before.mention.passage is passage
        and before.mention.measure == mention.measure
        and _LAST_SAID.fullmatch(passage.plain[before.mention.end : mention.start]) is not None
    )


@kept
def values_by_name(manuscript: Manuscript) -> dict[str, tuple[ToldValue, ...]]:
    """The same values by what they are called."""
    found: dict[str, list[ToldValue]] = {}
    for values in told_values(manuscript).values():
        for value in values:
            found.setdefault(value.name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}
