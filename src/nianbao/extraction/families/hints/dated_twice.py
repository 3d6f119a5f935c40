"""One event has one date, wherever the report tells of it.

Cue: 成立, 启用, 签约, 启动, 获批 beside one year in two sentences that share a long name found hardly anywhere else (现代服务职教集团成立于2017年,
现代服务职教集团自2019年成立以来). Why it should hold in any report: a thing is founded, opened and approved once. Guards: each
sentence names one year only; the words for the event are of one kind; the shared name has six characters and more, stands
in few sentences and is none of the report's own name; second phases, batches, renewals and plans are other events.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "date"
EXAMPLES = (
    Example(
        "fail",
        "河东区现代服务职教集团成立于2019年3月，由职教中心牵头。\n\n现代服务职教集团自2017年成立以来，运转良好。",
    ),
    Example(
        "fail", "智能制造实训楼于2022年5月竣工、9月投入使用。\n\n2023年9月，智能制造实训楼启用后，学校与企业共建课堂。"
    ),
    Example(
        "silent",
        "河东区现代服务职教集团成立于2017年3月，由职教中心牵头。\n\n现代服务职教集团自2017年成立以来，运转良好。",
    ),
    Example("silent", "河东区现代服务职教集团成立于2017年。\n\n2019年，现代服务职教集团签订协议。"),
)
_YEAR = as_pattern(r"(?<![\d.])(?P<year>(?:19|20)\d{2})\s*(?:年|学年)(?!度?报告|版)(?:\s*\d{1,2}\s*月)?")
_EVENTS = (
    as_pattern(r"成立|组建|挂牌|揭牌"),
    as_pattern(r"启用|投入使用|投用"),
    as_pattern(r"竣工|落成|建成|交付"),
    as_pattern(r"签约|签订|签署|结对"),
    as_pattern(r"开始|启动|起步|首批"),
    as_pattern(r"搬入|迁入|入驻|搬迁|迁至"),
    as_pattern(r"获批|立项|入选|被认定|认定为|评为|授予|命名"),
    as_pattern(r"创办|始建|建校|创建于|建于"),
)
_ANY_EVENT = as_pattern("|".join(pattern.pattern for pattern in _EVENTS))
_OTHER = as_pattern(
    r"第[二三四五六七]|[二三四五]期|续[签约]|再次|又|重新|换届|新一轮|将|计划|预计|拟|升级|改造|扩建|复评|复核|连续|先后|目标|近年|每年"
)
_SHORTEST = 6
_FEW = 6  # sentences that a name may stand in and still single the event out
_TITLE_BLOCKS = 6


@dataclass(frozen=True)
class _Told:
    passage: Passage
    start: int
    end: int
    words: str
    told_year: int
    at: int
    until: int
    kinds: frozenset[int]


def _told(manuscript: Manuscript) -> list[_Told]:
    found = []
    for passage in manuscript.prose():
        if _ANY_EVENT.search(passage.plain) is None:
            continue
        for start, end in passage.full_sentences:
            told_years = list(_YEAR.finditer(passage.plain, start, end))
            words = passage.plain[start:end]
            if not told_years or len({match["year"] for match in told_years}) != 1:
                continue
            first = told_years[0]
            clause, stop = passage.clause_at(first.start())
            stop = passage.clause_at(stop + 1)[1] if stop + 1 < end else stop
            near = passage.plain[clause : min(stop, end)]
            kinds = frozenset(n for n, pattern in enumerate(_EVENTS) if pattern.search(near))
            if kinds and not _OTHER.search(near):
                found.append(
                    _Told(
                        passage,
                        start,
                        end,
                        words.replace("\n", ""),
                        int(first["year"]),
                        first.start(),
                        first.end(),
                        kinds,
                    )
                )
    return found


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Pairs of sentences with one event and two years."""
    told = _told(manuscript)
    if len({one.told_year for one in told}) < 2:
        return
    title = "".join(passage.plain for passage in manuscript.passages[:_TITLE_BLOCKS] if "。" not in passage.plain)
    everything = [passage.plain.replace("\n", "") for passage in manuscript.passages]
    for index, one in enumerate(told):
        for other in told[index + 1 :]:
            if one.told_year == other.told_year or not one.kinds & other.kinds:
                continue
            name = _shared(one.words, other.words)
            if len(name) < _SHORTEST or name in title or sum(name in words for words in everything) > _FEW:
                continue
            if not (_is_close(one, name) and _is_close(other, name)):
                continue
            place, second = one.passage.place(one.at, one.until), other.passage.place(other.at, other.until)
            yield hint_at(
                "dated-twice", f"{one.passage.id}:{one.at}:{other.at}", FAULT, (place, second),
                f"「{name}」此处写「{place.text}」，另一处写「{second.text}」，请核对是否同一件事", f"“{name}” is dated “{place.text}” here and “{second.text}” elsewhere: please compare",
                reported=place.text, expected=second.text, formula=f"{place.text} / {second.text}", weight=0.5,
            )  # fmt: skip


_NEAREST = 14  # characters between a name and the date of its event


def _is_close(told: _Told, name: str) -> bool:
    words = told.passage.plain[told.start : told.end].replace("\n", "")
    date_words = told.passage.plain[told.at : told.until].replace("\n", "")
    at, date = words.find(name), words.find(date_words)
    return (
        at >= 0
        and date >= 0
        and (date - at - len(name) <= _NEAREST if date > at else at - date - len(date_words) <= _NEAREST)
    )


_NAME = as_pattern(r"[\u4e00-\u9fffA-Za-z“”·]{6,}")


def _shared(one: str, other: str) -> str:
    """The longest run of letters that both have.

    >>> _shared("河东区现代服务职教集团成立", "现代服务职教集团自成立")
    '现代服务职教集团'
    """
    best = ""
    for match in _NAME.finditer(one):
        words = match[0]
        for start in range(len(words) - _SHORTEST + 1):
            size = max(_SHORTEST, len(best) + 1)
            while start + size <= len(words) and words[start : start + size] in other:
                best = words[start : start + size]
                size += 1
    return best
