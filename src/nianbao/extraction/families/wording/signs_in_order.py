"""A name, a code or a quoted term keeps the order of its signs: 周明远 is not 周远明 beside his studio, “2+1” not “1+2” before the same word.

Cue: names of people beside a title or before 工作室, codes of digits with capitals or a plus, short names in capitals, and quoted terms, one of which differs
from another one of the report only in the order of its signs; a code, too, that the list behind it spells out in another order
(213N体系：两个…；三个…；一支…). Why it should hold in any report: two names that are made of the same signs and stand in the same
surroundings are one name, told once with two signs exchanged. Guards: a person keeps the surname; codes are followed by
the same word, and no place names both; a quoted term has four signs at least, stands once, and the usual one stands more
often or before the same word; what is built to be turned round (以赛促教 and 以教促赛, 做中学 and 学中做, forms with numerals, which
``slogan-forms`` reads) is left alone; a list that spells a code out names all of its digits once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "特级教师周明远主持课题三项。\n\n建成周远明工作室。"),
    Example("fail", "对接全县“2+5”产业布局。\n\n提升服务“5+2”产业布局的能力。"),
    Example(
        "fail", "形成213N工作体系：两个中心：教学与科研；三个平台：实训、竞赛、服务；一支队伍：双师；N个团队支撑。"
    ),
    Example("fail", "助力“乡村振兴”战略。“乡村振兴”写入规划。\n\n服务“振兴乡村”战略的能力提高。"),
    Example("fail", "引进SQM公司的标准。\n\n学生通过SMQ认证。"),
    Example("silent", "特级教师周明远主持课题三项。\n\n建成周明远工作室。"),
    Example("silent", "推行“3+2”中高职贯通培养。\n\n形成“2+3”课程结构。"),
    Example("silent", "坚持“以赛促教”。“以赛促教”写入规划。\n\n倡导“以教促赛”。"),
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_GIVEN = r"[^\W\d_a-zA-Z的和与及是在为把对由到从将等、，。]{2}"
_NAME = rf"(?P<name>[{_SURNAMES}]{_GIVEN})"
_TITLE = r"教师|老师|校长|主任|书记|大师|教练|工匠|名师|班主任|同学|同志|学生|专家|劳模"
_BEFORE_TITLE = as_pattern(rf"{_NAME}(?=(?:[\u4e00-\u9fff]{{0,4}}(?:工作室|工作站))|(?:副?(?:{_TITLE})))")
_AFTER_TITLE = as_pattern(rf"(?:{_TITLE}){_NAME}")
_CODE = as_pattern(r"(?<![0-9A-Za-z+.\-—/])(?P<name>\d(?:\d*[A-Z]\d*|\d*(?:\+[0-9A-ZN])+))(?![0-9A-Za-z+.%\-/])")
_LETTERS = as_pattern(r"(?<![0-9A-Za-z+.\-—/])(?P<name>[A-Z]{3,6})(?![0-9A-Za-z+.%\-/])")
_QUOTED_CODE = as_pattern(r"[“\"「](?P<name>[1-9]{3,5})[”\"」]")
_QUOTED = as_pattern(r"[“「](?P<name>[\u4e00-\u9fff]{4,8})[”」]")
_FOLLOWS = as_pattern(r"[”\"」]?\s*(?P<word>[\u4e00-\u9fff]{2})")
_TURNED_ON_PURPOSE = as_pattern(r"[促中为引进入转变代融通]|^以|[我人].*[我人]")
_NUMERALS = "零一二三四五六七八九"
_COURSE = as_pattern(r"中高|贯通|高职|本科|学制|模式|分段|中职|专升|培养|专业|年制")
_ITEM = as_pattern(
    r"[：:；;，,、]\s*(?P<numeral>[一二三四五六七八九两])(?!般|些|定|线|方面|体|致|起|直|旦)[\u4e00-\u9fff]"
)
_FAR = 240
_LEAST_DIGITS = 3
_NUMERAL = as_pattern(r"[一二三四五六七八九十两]")


@dataclass(frozen=True, slots=True)
class _Place:
    passage: Passage
    start: int
    end: int
    follows: str


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """People, codes and quoted terms with exchanged signs, then codes that a list spells out."""
    passages = [*manuscript.passages, *(p for sheet in manuscript.sheets for p in sheet.cell_passages)]
    people: dict[str, list[_Place]] = {}
    codes: dict[str, list[_Place]] = {}
    letters: dict[str, list[_Place]] = {}
    terms: dict[str, list[_Place]] = {}
    for passage in passages:
        plain = passage.plain
        for pattern in (_BEFORE_TITLE, _AFTER_TITLE):
            _gather(people, passage, pattern.finditer(plain))
        _gather(codes, passage, _CODE.finditer(plain))
        _gather(letters, passage, _LETTERS.finditer(plain))
        if "“" in plain or '"' in plain or "「" in plain:
            _gather(codes, passage, _QUOTED_CODE.finditer(plain))
            _gather(terms, passage, _QUOTED.finditer(plain))
    yield from _turned(people, _is_one_person)
    yield from _turned(codes, _is_one_code)
    yield from _turned(letters, lambda odd, usual, *_: not _stand_together(odd[0], usual))
    yield from _turned(terms, _is_one_term)
    yield from _spelt_out(codes)


def _gather(found: dict[str, list[_Place]], passage: Passage, matches: Iterable[re.Match[str]]) -> None:
    for match in matches:
        start, end = match.span("name")
        follows = _FOLLOWS.match(passage.plain, end)
        place = _Place(passage, start, end, follows["word"] if follows else "")
        places = found.setdefault(passage.plain[start:end], [])
        if all((each.passage, each.start) != (passage, start) for each in places):
            places.append(place)


def _turned(
    found: dict[str, list[_Place]], is_one: Callable[[list[_Place], list[_Place], str, str], bool]
) -> Iterator[Remark]:
    """Of names made of the same signs, the one that stands once (the later one of two) against the other."""
    alike: dict[str, list[str]] = {}
    for name in found:
        alike.setdefault("".join(sorted(name)), []).append(name)
    for names in alike.values():
        if len(names) != 2:
            continue  # of three orders none is a slip
        usual, odd = names if len(found[names[1]]) <= len(found[names[0]]) else names[::-1]
        if len(found[odd]) == 1 and is_one(found[odd], found[usual], odd, usual):
            yield _remark(found[odd][0], found[usual][0], odd, usual)


def _is_one_person(odd: list[_Place], usual: list[_Place], name: str, other: str) -> bool:
    return name[0] == other[0] and not _stand_together(odd[0], usual, "、和与及")


def _is_one_code(odd: list[_Place], usual: list[_Place], name: str, other: str) -> bool:
    follows = odd[0].follows
    same = [place for place in usual if follows and place.follows == follows]
    least = 2 if _COURSE.match(follows) else 1
    return len(same) >= least and not _stand_together(odd[0], usual)


def _is_one_term(odd: list[_Place], usual: list[_Place], name: str, other: str) -> bool:
    apart = "".join(a for a, b in zip(name, other, strict=True) if a != b)
    if all(_NUMERAL.match(character) for character in apart) or _TURNED_ON_PURPOSE.search(name):
        return False
    again = any(odd[0].follows and place.follows == odd[0].follows for place in usual)
    # What counts in its name (一县一品) is coined once.
    coined = len(usual) > 1 or again or _NUMERAL.search(name) is not None
    return coined and not _stand_together(odd[0], usual)


def _stand_together(odd: _Place, usual: list[_Place], joints: str = "") -> bool:
    """True where one sentence names both; of people only a list of both tells them apart."""
    left, right = odd.passage.full_sentence_at(odd.start)
    beside = [place for place in usual if place.passage is odd.passage and left <= place.start < right]
    if not joints:
        return bool(beside)
    between = [odd.passage.plain[min(odd.end, p.end) : max(odd.start, p.start)] for p in beside]
    return any(len(words) <= 4 and any(joint in words for joint in joints) for words in between)


def _spelt_out(codes: dict[str, list[_Place]]) -> Iterator[Remark]:
    """231N: 两个…；三个…；一支…: the list behind a code tells its digits in another order."""
    for code, places in codes.items():
        digits = [character for character in code if character.isdigit()]
        if len(digits) < _LEAST_DIGITS or len(set(digits)) < len(digits) or "+" in code:
            continue
        for place in places:
            told = _told_digits(place.passage.plain[place.end : place.end + _FAR], digits)
            if told is not None and told != "".join(digits):
                rest = iter(told)
                right = "".join(next(rest) if character.isdigit() else character for character in code)
                yield _remark(place, None, code, right)


def _told_digits(words: str, digits: list[str]) -> str | None:
    """The digits of a code in the order in which the list behind it tells them, if it tells each once.

    >>> _told_digits("体系：两个中心：教学与科研；一支队伍；三个平台", ["2", "3", "1"])
    '213'
    """
    for marks in ("：:；;", "：:；;，,、"):
        told = [
            str(_NUMERALS.index(item["numeral"].replace("两", "二")))
            for item in _ITEM.finditer(words)
            if item[0][0] in marks
        ]
        if sorted(told) == sorted(digits):
            return "".join(told)
    return None


def _remark(place: _Place, other: _Place | None, odd: str, usual: str) -> Remark:
    places = [place.passage.place(place.start, place.end)]
    if other is not None:
        places.append(other.passage.place(other.start, other.end))
        zh, en = f"别处「{usual}」", f"“{usual}” elsewhere"
    else:
        zh, en = f"后面逐项列出的次序是「{usual}」", f"the list behind it tells “{usual}”"
    return Remark(
        f"signs-in-order:{place.passage.id}:{place.start}", "signs-in-order", FAULT, tuple(places),
        f"字序不一：此处「{odd}」，{zh}；若是同一个，请统一", f"“{odd}” here, {en}: the same signs in another order",
        severity="warning", reported=odd, expected=usual, suggestion=usual, formula=f"{odd} ≠ {usual}",
    )  # fmt: skip
