"""A slogan in quotes counts what it stands for, and its explanation tells as many.

Cue: a numeral opens a quoted word (“四化”, “三个对接”, “五项行动”) and the list stands right beside it: behind a
colon, a dash, a bracket, 即, 分别是 or 包括, or before it and joined to it (A、B、C“三个对接”, “甲”、“乙”、“丙”三位一体); 八个字 beside the
quoted words. Why it should hold in any report: such a word is coined by counting its list. Guards: the list
must be explicit, or each of its items must carry the slogan's own word (精细化、规范化 for 四化; 教师、教材、教法
for 三教); 等 leaves a list open; 和, 与 and 及 may join or belong to an item; items with figures are no names;
lists that miss the count by more than two are taken for something else; 十四五, 双师 and slogans with a
second numeral (三高四新) count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import derived, list_count, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.numeral import read_numeral, read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation

FAULT = "list-count"
EXAMPLES = (
    Example("fail", "学校推行“四化”管理，即精细化、规范化、信息化。"),
    Example("fail", "坚持“五育并举”，德育、智育、体育、美育协同推进。"),
    Example("fail", "深化“三教”改革，教师、教材、教法、教案同步推进。"),
    Example("fail", "推进“四个融合”：产教融合、校企融合、课岗融合。"),
    Example("fail", "实现专业与产业、课程与岗位、教学过程与生产过程、证书与毕业要求的“三个对接”：专业与产业对接、课程与岗位对接、教学过程与生产过程对接、证书与毕业要求对接。"),
    Example("fail", "校训只有六个字：“立德修技报国”，写成“厚德强技报国兴业”六个字的牌子已经换下。"),
    Example("fail", "形成“技能港”、“双创谷”、“乡村课堂”四位一体的服务格局。"),
    Example("pass", "学校推行“四化”管理，即精细化、规范化、信息化和人文化。"),
    Example("pass", "重点实施“四项行动”：布局优化行动、名师领航行动、产教深融行动、品牌提升行动。"),
    Example("pass", "以“厚德、强技、笃行、创新”八字校训引领校园文化。"),
    Example("silent", "学校推行“四化”管理，精细化、规范化水平明显提升。"),
    Example("silent", "落实“十四五”规划，推进专业、课程、教材建设。"),
)  # fmt: skip
MOST = 12
SLOGAN = as_pattern(
    r"[“\"‘「](?P<count>[二两三四五六七八九十]{1,2}|\d{1,2})(?P<measure>个|大|项|种|条|类|支|方面)?"
    r"(?P<word>[\u4e00-\u9fff]{1,8})[”\"’」]"
)
_ANOTHER_NUMERAL = as_pattern(r"[二两三四五六七八九十百千万]|.一|^字|^[年月五]$|^位一体")
LEAD = as_pattern(
    r"(?P<noun>[^，。；：、！？\d“”（）()]{0,10}?)(?P<sign>[（(](?:即|包括|指)?[：:]?|——|[，,]?\s*(?:即|也就是|分别[是为]?|具体[是为包括]*|包括|是指|指的是|就是|依次[是为])[：:]?"
    r"|[：:]|(?<=[”\"’」])[是为指](?!了|此|主|抓|核|载|基|引|目|重|契))"
)
_BESIDE = as_pattern(r"[^，。；：、！？\d“”（）()]{0,10}[，,]")
_JOINTS = as_pattern(r"(?<![涉普惠顾波])及(?!时|格)|(?<![参给授赋])与(?!会)|(?<![柔调温共])和(?!谐|平)")
_LINK = as_pattern(
    r"(?P<open>等)?(?:[的这]|为|有机|相?结合|一体|作为|构成|组成|形成|构建|实现|推行|推进|落实|实施|，)*$"
)
_OPEN = as_pattern(r"等(?![级奖])[^、，]{0,8}$|…+$|等等$")
_LONGEST_ITEM = 26  # characters
_LEAST = 3


@dataclass(frozen=True)
class _Counted:
    """What the list beside a slogan holds; no upper end where it is open."""

    low: int
    high: int | None
    start: int
    end: int


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Slogans with the lists beside them, then words counted by their characters."""
    for passage in manuscript.prose():
        for match in SLOGAN.finditer(passage.plain):
            yield from _slogan(passage, match)
        yield from _characters(passage)
        yield from _one_body(passage)


def _slogan(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    count = read_whole(match["count"])
    word = match["word"]
    if count is None or not 2 <= count <= MOST or _ANOTHER_NUMERAL.search(word):
        return
    for found in (_behind(passage, match, word), _before(passage, match, word), _carried(passage, match, word, count)):
        if found is None or found.low < 2:
            continue
        misses = found.low - count if count < found.low else (count - found.high if found.high is not None else 0)
        if misses > 2:
            continue
        place = passage.place(min(found.start, match.start()), max(found.end, match.end()))
        counted = _operand(passage, match, count)
        yield relation(
            "slogans", [list_count(counted, found.low, found.high)], cue=match[0], severity="warning", place=place
        )
        return


def _operand(passage: Passage, match: re.Match[str], count: int) -> Operand:
    number = next((m for m in passage.mentions if m.digits_start == match.start("count")), None)
    if number is not None:
        return number.operand()
    place = passage.place(match.start(), match.end())
    return derived(f"{passage.id}:{match.start('count')}", match[0], Decimal(count), place, match[0])


def _behind(passage: Passage, match: re.Match[str], word: str) -> _Counted | None:
    """The list behind an explicit lead: a colon, a bracket, 即 …"""
    lead = LEAD.match(passage.plain, match.end())
    if lead is None:
        return None
    start = lead.end()
    if lead["sign"][0] in "（(":
        stop = re.compile(r"[）)]").search(passage.plain, start)
        end = stop.start() if stop is not None else start
    else:
        end = passage.full_sentence_at(start)[1] if start < len(passage.plain) else start
    # “两个课堂”即…；“三支队伍”即…: the next slogan has a list of its own.
    words = as_pattern(r"；(?=\s*[“‘「])").split(passage.plain[start:end])[0]
    if as_pattern(r"\s*(?:第?一是|第一|[（(]?[一1][）)、.．]|一、)").match(words):
        return None
    pieces, size = _pieces(words, word)
    if len(pieces) < 2 or any(_is_no_name(piece) for piece in pieces):
        return None
    return _counted(pieces, word, start, start + size)


def _pieces(words: str, word: str) -> tuple[list[str], int]:
    """The items of a list that begins here, and how many characters it takes: joined by 、 to the next comma, else by ， or ；."""
    sign = next((sign for sign in "；、" if sign in _veiled(words)), "，")
    hidden = _veiled(words)
    if sign == "、":
        # A、B、C，促进…: the list ends with the clause that its last 、 stands in.
        first = hidden.find("、")
        stops = [at.start() for at in as_pattern("[，：]").finditer(hidden)]
        size = next((stop for stop in stops if stop > first), len(hidden))
        if any(stop < first for stop in stops) or "、" in hidden[size:]:
            return [], 0
    elif sign == "，":
        pieces = hidden.split("，")
        size = -1
        for piece in pieces:
            if not _carries(piece, word):
                break
            size += len(piece) + 1
        if size <= 0:
            return [], 0
    else:
        size = len(hidden)
    found, position = [], 0
    for piece in hidden[:size].split(sign):
        found.append(words[position : position + len(piece)].strip())
        position += len(piece) + 1
    return [piece for piece in found if piece], size


_HIDDEN = as_pattern(r"[“‘「《（(][^”’」》）)]*[”’」》）)]")


def _veiled(words: str) -> str:
    return _HIDDEN.sub(lambda match: "□" * len(match[0]), words)


def _is_no_name(piece: str) -> bool:
    return len(piece) > _LONGEST_ITEM or as_pattern(r"\d|[%％]").search(piece) is not None


def _keys(word: str) -> tuple[str, ...]:
    """What each item of the list would carry: the end of the slogan's word, or its beginning.

    >>> _keys("化"), _keys("育并举"), _keys("融合")
    (('化',), ('育并举', '育', '举'), ('融合', '融', '合'))
    """
    return tuple(dict.fromkeys((word, word[:1], word[-1:])))


def _carries(piece: str, word: str) -> bool:
    return any(piece.strip().endswith(key) or piece.strip().startswith(key) for key in _keys(word))


def _counted(pieces: list[str], word: str, start: int, end: int) -> _Counted:
    is_open = _OPEN.search(pieces[-1]) is not None
    keyed = next((key for key in _keys(word) if all(piece.endswith(key) for piece in pieces[:-1])), "")
    sure = maybe = len(pieces)
    halves = _JOINTS.split(_veiled(pieces[-1]))
    if len(halves) > 1 and keyed and all(half.endswith(keyed) for half in halves):
        # 信息化和人文化: what carries the word on both sides of 和 are two.
        sure = maybe = len(pieces) + 1
    elif not keyed or not pieces[-1].endswith(keyed):
        maybe = sum(1 + len(_JOINTS.findall(_veiled(piece))) for piece in pieces)
    return _Counted(sure, None if is_open else maybe, start, end)


def _before(passage: Passage, match: re.Match[str], word: str) -> _Counted | None:
    """The list that runs into the slogan, each of its items carrying the slogan's word or standing in quotes."""
    start, _ = passage.sentence_at(match.start())
    words = passage.plain[start : match.start()]
    link = _LINK.search(words)
    listed = words[: link.start()] if link is not None else words
    begin = max((listed.rfind(sign) for sign in "，：；"), default=-1) + 1
    pieces = [piece.strip() for piece in _veiled(listed[begin:]).split("、")]
    if len(pieces) < 2 or not all(pieces) or any(_is_no_name(piece) for piece in pieces[1:]):
        return None
    halves = _JOINTS.split(pieces[-1])
    for key in _keys(word):
        ends = all(piece.endswith(key) for piece in pieces)
        begins = all(piece.startswith(key) for piece in pieces[1:]) and key in pieces[0][-4:]
        more = ends and len(halves) == 2 and all(half.endswith(key) for half in halves)
        if (ends or begins) and (len(pieces) + more > 2 or len(key) > 1):
            number = len(pieces) + more
            return _Counted(number, None if link is not None and link["open"] else number, start + begin, match.start())
    return None


def _carried(passage: Passage, match: re.Match[str], word: str, count: int) -> _Counted | None:
    """“五育并举”，德育、智育、体育、美育…: without a lead, a clause that begins with items that all carry the word."""
    beside = _BESIDE.match(passage.plain, match.end())
    if beside is None:
        return None
    end = passage.clause_at(beside.end())[1]
    pieces = passage.plain[beside.end() : end].split("、")
    for key in dict.fromkeys((word[:1], word[-1:])):
        middle = pieces[1:-1]
        ends = all(piece.endswith(key) for piece in pieces[:-1]) and key in pieces[-1][1:4]
        begins = all(piece.startswith(key) for piece in pieces[1:]) and all(len(piece) < 5 for piece in middle)
        begins = begins and key in pieces[0][-4:]
        if len(pieces) >= _LEAST and middle and (ends or begins) and abs(len(pieces) - count) < 2:
            is_open = "等" in pieces[-1][:6]
            return _Counted(len(pieces), None if is_open else len(pieces), beside.end(), end)
    return None


_BY_CHARACTERS = as_pattern(
    r"(?P<count>[四六八十][一二四六八]?|十[一二四六八]|二十四?|\d{1,2})(?:个大?|大)?字(?:校训|方针|校风|理念|要求|宗旨)?(?:[是为]|，?即)?[：:，]?\s*[“「](?P<words>[^”」]{2,40})[”」]"
    r"|[“「](?P<quoted>[^”」]{2,40})[”」](?:这|的)?(?P<number>[四六八十][一二四六八]?|二十四?|\d{1,2})(?:个大?|大)?字"
)


def _characters(passage: Passage) -> Iterator[Relation]:
    """“厚德强技”四个字: the characters between the quotes are counted."""
    for match in _BY_CHARACTERS.finditer(passage.plain) if "字" in passage.plain else ():
        name = "count" if match["count"] else "number"
        said = match[name]
        count = read_whole(said)
        words = as_pattern(r"[\u4e00-\u9fff]").findall(match["words"] or match["quoted"])
        if count is None or abs(len(words) - count) > 2:
            continue
        place = passage.place(match.start(), match.end())
        number = next((m for m in passage.mentions if m.digits_start == match.start(name)), None)
        key = f"{passage.id}:{match.start(name)}"
        counted = number.operand() if number is not None else derived(key, f"{said}字", Decimal(count), place, said)
        yield relation(
            "slogans", [list_count(counted, len(words), len(words))], cue=match[0], severity="warning", place=place
        )


# Each of these characters stands for one thing that takes part: 岗课赛证, 政行企校.
_INITIALS = "岗课赛证训创政校行企研学做教产用师生家社园"
_ONE_BODY = as_pattern(
    rf"[“「](?P<parts>[{_INITIALS}]{{2,7}}|[^“”、]{{1,6}}(?:、[^“”、]{{1,6}}){{1,6}})[”」]?(?P<count>[二三四五六七])位一体"
)


# “实训谷”、“人才港”三位一体; 学校、企业、社区三位一体: names in a row run into the count.
_ONE_OF_NAMES = as_pattern(r"(?P<open>等)?(?:的|融合|联动|有机结合|相结合|，)?\s*[“「]?(?P<count>[二三四五六七])位一体")
_ITEM = r"(?:[“「][^“”「」]{1,14}[”」]|[\u4e00-\u9fffA-Za-z]{2,10})"
_RUN_OF_NAMES = as_pattern(rf"{_ITEM}(?:\s*、\s*{_ITEM})+$|(?:[“「][^“”「」]{{1,14}}[”」]\s*[、和与及]?\s*){{2,}}$")
_QUOTED_ITEM = as_pattern(r"[“「][^“”「」]{1,14}[”」]")


def _named_bodies(passage: Passage) -> Iterator[Relation]:
    """As many take part in 三位一体 as the names before it are; 和 in a name that is not quoted may join two."""
    for match in _ONE_OF_NAMES.finditer(passage.plain):
        start, _ = passage.sentence_at(match.start())
        run = _RUN_OF_NAMES.search(passage.plain[start : match.start()])
        count = read_numeral(match["count"])
        if run is None or count is None:
            continue
        names = _QUOTED_ITEM.findall(run[0])
        bare = [piece for piece in _QUOTED_ITEM.sub("", run[0]).split("、") if piece.strip(" 和与及")]
        if (names and bare) or (bare and match[0].lstrip("等的融合联动有机结相，").startswith(("“", "「"))):
            continue  # 推进“双元”、育训结合: quoted and bare words are no list of one kind
        low, high = (len(names), len(names)) if names else (len(bare), len(bare) + len(_JOINTS.findall(run[0])))
        if abs(low - count) > 2 or low < 2:
            continue
        begin = start + run.start()
        counted = derived(
            f"{passage.id}:{match.start('count')}", f"{match['count']}位一体", Decimal(count),
            passage.place(match.start("count"), match.end()), match["count"],
        )  # fmt: skip
        yield relation(
            "slogans", [list_count(counted, low, None if match["open"] else high)], cue=match[0], severity="warning", place=passage.place(begin, match.end())
        )  # fmt: skip


def _one_body(passage: Passage) -> Iterator[Relation]:
    """“岗课赛证”四位一体: as many take part as are named, by one character or by a word each."""
    if "位一体" in passage.plain:
        yield from _named_bodies(passage)
    for match in _ONE_BODY.finditer(passage.plain) if "位一体" in passage.plain else ():
        names = match["parts"].split("、") if "、" in match["parts"] else list(match["parts"])
        count = read_numeral(match["count"])
        if count is None or abs(len(names) - count) > 2:
            continue
        place = passage.place(match.start(), match.end())
        counted = derived(f"{passage.id}:{match.start('count')}", match[0], Decimal(count), place, match["count"])
        yield relation(
            "slogans", [list_count(counted, len(names), len(names))], cue=match[0], severity="warning", place=place
        )
