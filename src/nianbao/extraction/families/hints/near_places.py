"""A place, a body or a plan that stands once and is nearly another that the report knows is perhaps that one.

Cue: two names that differ by two characters exchanged (运通达, 运达通; “一城两带三园”, “一城三带两园”) or by one word in their midst
(京西北文旅产教融合共同体, 京西北康养产教融合共同体); one county in two provinces; a district other than the report's own as the one that has
not yet done something; a place that differs in one character from a district of the report's tables; two villages in one
story. Why it should hold in any report: names so alike are seldom two, and a report speaks of its own district. Guards:
the odd name stands once; numerals, points of the compass and levels tell two things apart, but for numerals exchanged in one slogan; sentences
of partners, of pupils from elsewhere and of journeys name other places; names in one sentence are two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.spellings import tells_apart
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_bodies import known_bodies
from nianbao.extraction.running_text import RunningText, running_text
from nianbao.facts.pattern import as_pattern, matches_before

FAULT = "label"
EXAMPLES = (
    Example("fail", "与运通达汽车服务集团合作。\n\n学校与运达通汽车服务集团共建车间。"),
    Example("fail", "紧扣“一城两带三园”布局。\n\n围绕“一城三带两园”建设。"),
    Example("fail", "加入滨海文旅产教融合共同体。\n\n用好滨海康养产教融合共同体平台。"),
    Example("fail", "与四川省凉河县职业学校协作。\n\n来自青海省凉河县的学生到校学习。"),
    Example(
        "fail",
        "青河县职业教育质量报告（2023年度）\n\n青河县在校生2100人。青河县投入3100万元。\n\n永安县尚未出台激励政策。",
    ),
    Example("silent", "与运通达汽车服务集团合作。\n\n学校与运通达汽车服务集团共建车间。"),
    Example("silent", "加入智能制造产教融合共同体。\n\n用好健康养老产教融合共同体平台。"),
    Example(
        "silent",
        "青河县职业教育质量报告（2023年度）\n\n青河县在校生2100人。青河县投入3100万元。\n\n选派4人到永安县支教。",
    ),
)
_ENDING = as_pattern(
    r"公司|集团|共同体|联盟|联合体|工作室|合作社|研究院|研究所|产业园|开发区|示范区|科技园|商会|协会|学会|俱乐部|酒店|饭店|医院|幼儿园|养老院|产业学院|工程师学院"
)
_LONGEST = 16  # characters before the ending
_NAMED = as_pattern(rf"(?P<name>[\u4e00-\u9fff]{{4,{_LONGEST}}}?(?:{_ENDING.pattern}))")
_QUOTED = as_pattern(r"[“「](?P<name>[\u4e00-\u9fff]{4,12})[”」]")
_PROVINCE = (
    "(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|"
    "(?:内蒙古|广西(?:壮族)?|西藏|宁夏(?:回族)?|新疆(?:维吾尔)?)(?:自治区)?"
)
_COUNTY = as_pattern(
    rf"(?P<province>{_PROVINCE})(?:[\u4e00-\u9fff]{{2,4}}[市州盟])?(?P<county>[\u4e00-\u9fff]{{2,4}}?[县旗])"
)
_OF_DISTRICT = "尚|仍|还|目前|未|没有|缺|存在|在|将|的|要|应|需|现|已|各|职业|中等"
_DISTRICT = as_pattern(rf"(?:^|(?<=[，。；：、\s]))(?P<name>[\u4e00-\u9fff]{{2}}[区县])(?={_OF_DISTRICT})")
_AT_DISTRICT = as_pattern(rf"[区县](?:{_OF_DISTRICT})")
_TITLE = as_pattern(r"(?P<own>[\u4e00-\u9fff]{2}[区县])[\u4e00-\u9fff]{0,8}(?:质量|年度)")
_ELSEWHERE = as_pattern(
    r"对口|帮扶|协作|支援|结对|[与和同]$|赴|到|来自|籍|生源|合作|考察|交流|接收|签|毗邻|周边|相邻|外[区县]|兄弟|西部|援|自治|省|州|前身|原|合并|曾"
)
_PLACE = as_pattern(
    r"(?P<brand>[\u4e00-\u9fff]{2})(?=[县区市镇](?![级域属直内外])|中等专业|职业中专|职教中心|职业学校|职业技术)"
)
_NUMERAL = as_pattern(r"[一二三四五六七八九十两双百千]")
_VILLAGE = as_pattern(r"(?<=[到在赴镇乡县，。；、“])(?P<brand>[\u4e00-\u9fff]{2})村(?![民庄委级两集办里])")
_NO_PLACE = as_pattern(r"[到在回赴的与和为是向该本全个各多农乡山新从帮进入出去现我请占年]")
_LEAD = as_pattern(r"^(?:[与和及对由在向同跟被的]|用好|加入|依托|建设|成立)+")
_SWAPPED, _SLOGAN, _WORD, _TWO_PROVINCES, _FOREIGN, _ONE_LETTER, _TWO_VILLAGES = 0.65, 0.65, 0.5, 0.7, 0.45, 0.45, 0.25
_LEFT, _RIGHT = 2, 5
_AROUND = 8  # characters in which a partner would be called one
_BEST = 3


@dataclass(frozen=True, slots=True)
class _Found:
    words: str
    start: int


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The heaviest few of all kinds."""
    text = running_text(manuscript)
    hints = [
        *_names(text),
        *_slogans(text),
        *_provinces(text),
        *_foreign(manuscript, text),
        *_one_letter(manuscript, text),
        *_villages(text),
    ]
    hints.sort(key=lambda hint: (-hint.weight, hint.remark.places[0].sort_key))
    yield from hints[:_BEST]


def _names(text: RunningText) -> Iterator[Hint]:
    """运达通汽车服务集团 and 运通达汽车服务集团; 京西北康养产教融合共同体 and 京西北文旅产教融合共同体."""
    by_end: dict[str, dict[str, _Found]] = {}
    for match in matches_before(_ENDING, _LONGEST, _NAMED, text.words):
        name = match["name"]
        by_end.setdefault(name[-4:], {}).setdefault(name, _Found(name, match.start()))
    for found in by_end.values():
        names = list(found.values())
        for index, later in enumerate(names):
            for earlier in names[:index]:
                change = difference(earlier.words, later.words)
                if change is None or _is_beside(text, earlier.start, later.start):
                    continue
                size, kind = change
                odd, usual = later, earlier
                often = [text.words.count(each.words[-size:]) for each in (odd, usual)]
                if often[0] > often[1]:
                    odd, usual, often = usual, odd, often[::-1]
                if often[0] == 1:
                    start, other = (each.start + len(each.words) - size for each in (odd, usual))
                    yield _hint(text, start, odd.words[-size:], other, usual.words[-size:], kind)


def difference(one: str, other: str) -> tuple[int, float] | None:
    """How long the ends are that two names share but for one slip, and how much such a slip weighs.

    >>> difference("与运通达汽车服务集团", "运达通汽车服务集团"), difference("京西北文旅产教融合共同体", "用好京西北康养产教融合共同体")
    ((9, 0.65), (12, 0.5))
    """
    size = min(len(one), len(other))
    behind = 0
    while behind < size and one[-behind - 1] == other[-behind - 1]:
        behind += 1
    if behind >= size - 1 or behind < _RIGHT - 1:
        return None
    left, right = one[-behind - 2 : len(one) - behind], other[-behind - 2 : len(other) - behind]
    front = behind + 2
    if left == right[::-1] and left[0] != left[1] and not tells_apart(left):
        return _ends(one, other, front, 0), _SWAPPED
    if left[0] == right[0] or behind < _RIGHT or any(tells_apart(a + b) for a, b in zip(left, right, strict=True)):
        return None
    whole = _ends(one, other, front, 0)
    return (whole, _WORD) if whole - front >= _LEFT else None


def _ends(one: str, other: str, size: int, least: int) -> int:
    while size < min(len(one), len(other)) and one[-size - 1] == other[-size - 1]:
        size += 1
    return max(size, least)


def _slogans(text: RunningText) -> Iterator[Hint]:
    """“一城三带两园” and “一城两带三园”: the same letters in another order."""
    found: dict[str, list[int]] = {}
    for match in _QUOTED.finditer(text.words):
        found.setdefault(match["name"], []).append(match.start("name"))
    by_letters: dict[str, list[str]] = {}
    for name in found:
        by_letters.setdefault("".join(sorted(name)), []).append(name)
    for names in by_letters.values():
        if len(names) != 2:
            continue
        odd, usual = sorted(names, key=lambda name: (len(found[name]), -found[name][0]))
        apart = [index for index, pair in enumerate(zip(odd, usual, strict=True)) if pair[0] != pair[1]]
        # 以赛促教 and 以教促赛 are two things; numerals and neighbours are exchanged by mistake.
        is_slip = len(apart) == 2 and (apart[1] - apart[0] == 1 or all(_NUMERAL.match(odd[at]) for at in apart))
        beside = any(_is_beside(text, found[odd][0], at) for at in found[usual])
        if len(found[odd]) == 1 and odd[0] == usual[0] and is_slip and not beside:
            yield _hint(text, found[odd][0], odd, found[usual][0], usual, _SLOGAN)


def _provinces(text: RunningText) -> Iterator[Hint]:
    """四川省凉河县 in one place, 青海省凉河县 in the other."""
    found: dict[str, dict[str, list[int]]] = {}
    for match in _COUNTY.finditer(text.words):
        province = match["province"].removesuffix("自治区")[:2]
        found.setdefault(match["county"], {}).setdefault(province, []).append(match.start())
    for provinces in found.values():
        if len(provinces) == 2:
            odd, usual = sorted(provinces.values(), key=lambda places: (len(places), -places[0]))
            words = [_COUNTY.match(text.words, places[0]) for places in (odd, usual)]
            if len(odd) == 1 and words[0] is not None and words[1] is not None:
                yield _hint(text, odd[0], words[0][0], usual[0], words[1][0], _TWO_PROVINCES)


def _foreign(manuscript: Manuscript, text: RunningText) -> Iterator[Hint]:
    """永安县尚未出台…: a report of 青河县 says it of itself."""
    title = "".join(passage.plain for passage in manuscript.passages[:8] if "。" not in passage.plain)
    match = _TITLE.search("".join(title.split()))
    own = match["own"] if match is not None else ""
    at = text.words.find(own) if own else -1
    if at < 0:
        return
    tabled = {body for listed in known_bodies(manuscript).lists for body in listed.names}
    for match in matches_before(_AT_DISTRICT, 2, _DISTRICT, text.words):
        name = match["name"]
        if (
            name == own
            or _NO_PLACE.search(name)
            or name[-1] != own[-1]
            or text.words.count(name[:2]) > 1
            or name in tabled
        ):
            continue
        passage, offset = text.passage_at(match.start())
        around = passage.plain[max(0, offset - _AROUND) : offset + len(name) + _AROUND]
        if not _ELSEWHERE.search(around) and text.words.count(own) > 1:
            yield _hint(text, match.start(), name, at, own, _FOREIGN)


def _one_letter(manuscript: Manuscript, text: RunningText) -> Iterator[Hint]:
    """灌云中等专业学校 where 灌河县 is a row of the tables."""
    bodies = known_bodies(manuscript)
    known = {body[:2] for body in bodies.of.values() if len(body) == 3 and not bodies.is_school(body)}
    if not known:
        return
    for match in _PLACE.finditer(text.words):
        brand = match["brand"]
        near = [
            name for name in known
            if brand not in known and sum(a != b for a, b in zip(name, brand, strict=True)) == 1 and brand[0] == name[0]
        ]  # fmt: skip
        if len(near) != 1 or text.words.count(brand) > 1 or tells_apart(brand[1] + near[0][1]):
            continue
        at = text.words.find(near[0])
        if at >= 0 and text.words.count(near[0]) > 2 and not _is_beside(text, at, match.start()):
            yield _hint(text, match.start(), brand, at, near[0], _ONE_LETTER)


def _villages(text: RunningText) -> Iterator[Hint]:
    """Two villages in one story, one of which comes up nowhere else."""
    found: dict[str, list[int]] = {}
    for match in _VILLAGE.finditer(text.words):
        if not _NO_PLACE.search(match["brand"]):
            found.setdefault(match["brand"], []).append(match.start())
    for odd, places in sorted(found.items()):
        if len(places) != 1:
            continue
        story = text.index_of(places[0])
        near = [name for name in found if name != odd and any(text.index_of(at) == story for at in found[name])]
        if len(near) == 1 and len(found[near[0]]) > 1:
            at = next(at for at in found[near[0]] if text.index_of(at) == story)
            if not _is_beside(text, at, places[0]):
                yield _hint(text, places[0], f"{odd}村", at, f"{near[0]}村", _TWO_VILLAGES)


def _is_beside(text: RunningText, one: int, other: int) -> bool:
    """In one sentence two names are two."""
    if text.index_of(one) != text.index_of(other):
        return False
    passage, offset = text.passage_at(one)
    start, end = passage.full_sentence_at(offset)
    return start <= text.passage_at(other)[1] < end


def _hint(text: RunningText, start: int, odd: str, other: int, usual: str, weight: float) -> Hint:
    lead = _LEAD.match(odd)
    if lead is not None and usual.startswith(lead[0]):
        cut = lead.end()
        start, odd, other, usual = start + cut, odd[cut:], other + cut, usual[cut:]
    passage, offset = text.passage_at(start)
    first, first_offset = text.passage_at(other)
    here, there = passage.place(offset, offset + len(odd)), first.place(first_offset, first_offset + len(usual))
    where = f"第{there.line}行" if there.line else "别处"
    return hint_at(
        "near-places", f"{passage.id}:{offset}", FAULT, (here, there),
        f"此处「{odd}」，{where}「{usual}」；请核对是否同一个", f"“{odd}” here, “{usual}” elsewhere; please check whether they are one",
        reported=odd, expected=usual, formula=f"{odd} ≠ {usual}", weight=weight,
    )  # fmt: skip
