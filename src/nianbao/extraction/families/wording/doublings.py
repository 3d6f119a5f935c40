"""No word is written twice by a slip, and no paragraph is said twice.

Cue: the same word of two or more characters twice in a row (服务服务), one character doubled where
Chinese does not double it (教教职工, 有有效), 共…共 around one count, a word said again behind its own
noun (传统文化传统), words that are often mistyped (期中…企业 for 其中), or two paragraphs of the same
text. Why it should hold in any report: such a doubling never carries a meaning. Guards: adverbs
and classifiers double by rule (渐渐, 人人, 步步), a word may end where the next begins with the same
character (大学学生, 工作作风, 发展展望), names are never judged, and short formulas such as 无 may be
repeated as often as needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "typo"
EXAMPLES = (
    Example("fail", "坚持职业教育服务服务地区经济发展的方针不动摇。"),
    Example("fail", "全校教教职工认真学习了会议精神，提高了认识。"),
    Example("fail", "全年共服务区内企业共13家，得到好评和认可。"),
    Example("silent", "学校稳步推进改革，大学学生和中学学生人人参与，处处体现工作作风。"),
    Example("silent", "研究研究再说的态度不可取，各种各样的活动丰富多彩。"),
)
WORD = as_pattern(r"(?P<word>[\u4e00-\u9fff]{2,6})(?P=word)")
_DOUBTFUL_PAIRS = as_pattern(
    r"有有|教教|的的|了了|和和|在在|与与|是是|为为|及及|对对|并并|将将|从从|被被|把把|共共|各各|等等等|不不|我我|进进|提提|推推|建建|加加|完完|开开|发发|组组织|参参|获获|达达|培培|实实施|建建设|提提高|提提升|开开展|推推进|加加强|学学校|专专业|课课程|全全面|积积极|认认真|充充分|不不断|进进一步|通通过|结结合|围围绕|根根据|按按照|坚坚持|落落实|深深入|强强化|完完善|健健全|优优化|创创新|促促进|形形成|取取得|获获得|具具有|拥拥有|现现有"
)
_TWICE = as_pattern(r"(.)\1")  # stands in every match
_VERB_TWICE = frozenset(
    [
        "研究",
        "讨论",
        "学习",
        "考虑",
        "休息",
        "打扫",
        "锻炼",
        "商量",
        "了解",
        "认识",
        "介绍",
        "检查",
        "观察",
        "体验",
        "指导",
        "交流",
        "许多",
        "非常",
        "十分",
        "特别",
        "永远",
        "一个",
        "一次",
        "一步",
        "一点",
        "一项",
        "一批",
    ]
)
_COUNT_TWICE = as_pattern(
    r"(?<![公一])(?P<first>共)(?![同青享建产和党性育识通鸣赢荣])(?P<between>[\u4e00-\u9fff]{2,10})(?P<second>共)\s*\d+"
)
_NOUN = as_pattern(r"文化|教育|活动|工作|精神|技术|服务|管理")
_AGAIN = as_pattern(rf"(?P<head>[\u4e00-\u9fff]{{2}})(?P<noun>{_NOUN.pattern})(?P=head)(?=[，。；、])")
_MAY_BE_AGAIN = as_pattern(rf"(?:{_NOUN.pattern})(?=[\u4e00-\u9fff]{{2}}[，。、；])")
# Words that are often written for another, with the words around that give the slip away. Each begins with a letter
# and no look back, so that ``re`` finds where one of all may begin.
MISTYPED = (
    (as_pattern(r"期中(?:(?<=[，。；、\d家人个名所项]期中)|(?<=^期中))(?![考试检测阶评复成教试卷段\s]|质量)(?=[^，。；]{0,12}\d)"), "其中"),
    (as_pattern(r"诸如病毒"), "诺如病毒"),
    (as_pattern(r"人工职能(?=[、，。和与及技专应])"), "人工智能"),
    (as_pattern(r"截止(?=到?\s*(?:20\d\d|目前|\d{1,2}月))"), ""),
    (as_pattern(r"修定(?=[人方培计章课教])"), "修订"),
    (as_pattern(r"教育科学研究员(?=[，。、职专])"), "教育科学研究院"),
    (as_pattern(r"新兴产业入住"), "新兴产业入驻"),
    (as_pattern(r"主动接收(?=监督|批评|教育|考验|挑战)"), "主动接受"),
    (as_pattern(r"校企业合作"), "校企合作"),
    (as_pattern(r"再接再励"), "再接再厉"),
    (as_pattern(r"按步就班"), "按部就班"),
    (as_pattern(r"以身做则"), "以身作则"),
    (as_pattern(r"既使"), "即使"),
    (as_pattern(r"部暑"), "部署"),
    (as_pattern(r"帐号|帐户"), ""),
    (as_pattern(r"技能大塞"), "技能大赛"),
    (as_pattern(r"职业教肓"), "职业教育"),
    (as_pattern(r"[“]四种意识[”]"), "“四个意识”"),
)  # fmt: skip

_ANY_MISTYPED = as_pattern("|".join(f"(?:{pattern.pattern})" for pattern, right in MISTYPED if right))


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Doublings in passages and cells, then paragraphs said twice."""
    passages = [*manuscript.passages, *(p for sheet in manuscript.sheets for p in sheet.cell_passages)]
    for passage in passages:
        yield from _in_passage(manuscript, passage)
    yield from _paragraphs(manuscript)


def _in_passage(manuscript: Manuscript, passage: Passage) -> Iterator[Remark]:
    text = passage.text
    for match in WORD.finditer(text):
        word = match["word"]
        if word in _VERB_TWICE or len(set(word)) == 1 or _crosses_words(text, match):
            continue
        if _ONE_BY_ONE.match(word) or _is_of_other_words(manuscript, text, match):
            continue
        yield _remark(
            passage,
            match.start(),
            match.end(),
            word,
            f"「{word}」重复，请删去一处",
            f"“{word}” is written twice in a row",
        )
    for match in _DOUBTFUL_PAIRS.finditer(text) if _TWICE.search(text) else ():
        character = match[0][0]
        if text[match.start() + 2 : match.start() + 3] == character or _is_fair(text, match.start(), match[0]):
            continue
        end = match.start() + 2
        yield _remark(
            passage,
            match.start(),
            min(len(text), end + 2),
            character + text[end : end + 2],
            f"「{match[0][:2]}」疑似衍字",
            f"“{character}” is doubled",
        )
    for match in _COUNT_TWICE.finditer(text) if text.count("共") > 1 else ():
        yield _remark(
            passage,
            match.start(),
            match.end("second"),
            match["between"] + "共",
            "「共」字重复",
            "“共” (in all) is said twice around one count",
        )
    for match in (
        _AGAIN.finditer(text) if any(_stands_between_twins(text, noun) for noun in _MAY_BE_AGAIN.finditer(text)) else ()
    ):
        yield _remark(
            passage,
            match.start(),
            match.end(),
            match["head"] + match["noun"],
            f"「{match['head']}」重复",
            f"“{match['head']}” is said again",
        )
    for pattern, right in MISTYPED if _ANY_MISTYPED.search(text) else ():
        if not right:
            continue
        for match in pattern.finditer(text):
            yield _remark(
                passage,
                match.start(),
                match.end(),
                right,
                f"「{match[0].strip('“”')}」疑为「{right.strip('“”')}」",
                f"“{match[0].strip('“”')}” for “{right.strip('“”')}”",
            )


# 一件一件地办, 抓得很紧很紧: the doubling means something.
_ONE_BY_ONE = as_pattern(r"[一很][\u4e00-\u9fff]$")


def _is_of_other_words(manuscript: Manuscript, text: str, match: re.Match[str]) -> bool:
    """新兴产业创业创新: what is doubled are ends and beginnings of words that stand elsewhere, and no word itself."""
    word = match["word"]
    first, last = (
        text[max(0, match.start() - 1) : match.start()] + word[0],
        word[-1] + text[match.end() : match.end() + 1],
    )
    if len(word) > 2 or len(first) < 2 or len(last) < 2:
        return False
    said = manuscript.prose_in_one[1]
    return said.count(first) > 1 and said.count(last) > 1 and said.count(word) == match[0].count(word)


def _stands_between_twins(text: str, noun: re.Match[str]) -> bool:
    start, end = noun.span()
    return text[max(0, start - 2) : start] == text[end : end + 2]


def _crosses_words(text: str, match: re.Match[str]) -> bool:
    """人才培养人才培养 is a slip; 教育教学教育教学 in a list of names divided by nothing may be none."""
    after = text[match.end() : match.end() + 1]
    return after in "”》" and text[match.start() - 1 : match.start()] in "“《"


def _is_fair(text: str, start: int, pair: str) -> bool:
    before, after = text[max(0, start - 1) : start], text[start + 2 : start + 3]
    around = before + pair[:2] + after
    fair = (
        ("有有", r"[所拥没具含设享持占稀固]有有|有有[机关限]"), ("的的", r"目的的|的的确|有的的"), ("了了", r"了了解|了了然|[为除]了了"), ("是是", r"[还就求但不正都也于]是是|是是非"), ("全全", r"[安健完齐周保]全全"),
        ("为为", r"[作成行因认以]为为|为为期"), ("对对", r"[应相针]对对|对对口|对对方"), ("将将", r"将将来"), ("不不", r"[无莫]不不"),
        ("和和", r"和和[谐睦平]|[饱缓温]和和"), ("在在", r"[存现实潜内外所正]在在|在在[校线岗职读]"), ("与与", r"[参给赋]与与"), ("及及", r"[以普涉]及及|及及时|及及格"),
        ("教教", r"[职成宗特幼早高普]教教|教教[学师育研材委]|[任支科执助]教教"), ("进进", r"[先推促引改行前跟演]进进|进进[修行出展]"), ("加加", r"[参增更]加加"),
        ("发发", r"[开研启激颁转]发发|发发[展现布挥生]"), ("开开", r"[公召展打离]开开|开开[展放发设]"), ("建建", r"[共新改扩党创组]建建|建建[设立筑议成]"),
        ("提提", r""), ("推推", r""), ("完完", r""), ("共共", r"[公总]共共|共共[同青享建产]"), ("各各", r""), ("并并", r""), ("从从", r""), ("把把", r""), ("被被", r""), ("我我", r"自我我"),
        ("达达", r"[到表发抵]达达|达达[到标成]"), ("培培", r""), ("获获", r"[荣]获获"), ("参参", r""), ("等等等", r""),
    )  # fmt: skip
    for doubled, allowed in fair:
        if pair[:2] == doubled[:2]:
            return bool(allowed) and as_pattern(allowed).search(around) is not None
    return False


def _remark(passage: Passage, start: int, end: int, right: str, zh: str, en: str) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"doublings:{passage.id}:{start}", "doublings", FAULT, (place,), f"{zh}：「{place.text}」", en,
        severity="info", reported=place.text, expected=right, suggestion=right, formula=place.text,
    )  # fmt: skip


_NEAR = 3  # paragraphs
_TWENTY_CHARACTERS = as_pattern(r"(?:[\u4e00-\u9fff][^\u4e00-\u9fff]*+){20}")


def _paragraphs(manuscript: Manuscript) -> Iterator[Remark]:
    seen: dict[str, tuple[Passage, Place, int]] = {}
    last = (-_NEAR, -_NEAR)  # where the paragraph said again before stands, and where it stood at first
    for position, passage in enumerate(manuscript.prose()):
        words = "".join(passage.plain.split())
        if len(words) < 40 or _TWENTY_CHARACTERS.search(words) is None:
            # An address of a page may stand under two tables.
            continue
        if words in seen:
            first, place, origin = seen[words]
            before, last = last, (position, origin)
            if position - before[0] <= _NEAR and abs(origin - before[1]) <= _NEAR:
                continue  # a section said again paragraph by paragraph is told once, where it begins
            again = passage.place(0, min(30, len(passage.text)))
            yield Remark(
                f"doublings:{passage.id}:paragraph", "doublings", "typo", (again, place),
                f"整段重复：与前文「{first.text[:16]}…」一字不差，请删去一处或改写", "the paragraph is said twice word for word",
                severity="warning", reported=again.text, formula="整段重复",
            )  # fmt: skip
        else:
            seen[words] = (passage, passage.place(0, min(30, len(passage.text))), position)
