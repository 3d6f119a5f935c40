"""A code, a quoted term or a person keeps the order of its signs: 145N is not 154N elsewhere, “1+3”融合 not “3+1”融合, nor 王胜旭 once 王旭胜.

Cue: codes of digits, capitals and +, terms in quotation marks, and persons beside a title or a studio of theirs, of which another one
has the very same signs in another order; a quoted term or a code that differs from the usual one in its numeral alone (“新政九条” beside
“新政十条”, “1+2”模式 beside “1+3”模式). Why it should hold in any report: of two things with the same signs one is a slip of the hand, and
whoever means both names them side by side. Guards: the odd form stands once and in no sentence with the usual one; codes with
digits must stand before the same word; short terms are often turned round on purpose (校中厂, 厂中校), so they must be usual;
plans that follow each other (“十三五”, “十四五”) are numbered on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "总支建设136N工作体系。\n\n163N工作体系成效明显。"),
    Example("fail", "对接“2+3”产业布局，调整专业。“2+3”产业布局已经形成。\n\n专业服务“3+2”产业布局的能力提高。"),
    Example("fail", "引进SQM公司的标准。\n\n学生通过SMQ认证。"),
    Example("fail", "参与“一河一湾”建设。\n\n服务“一湾一河”沿线乡镇。"),
    Example("fail", "林远航名师工作室接待学员。\n\n林航远老师获市级表彰。"),
    Example("fail", "落实“惠企八条”要求。各校宣传“惠企八条”。\n\n“惠企六条”落地见效。"),
    Example("fail", "形成“1+4”管理模式。“1+4”管理模式得到推广。\n\n完善“1+5”管理模式。"),
    Example("silent", "建设“厂中校”和“校中厂”。"),
    Example("silent", "推行“3+2”中高职衔接。\n\n试点“2+3”本科贯通。"),
    Example("silent", "“十三五”期间投入1200万元，“十三五”收官。\n\n谋划“十四五”规划。"),
    Example("silent", "林远航老师任教。\n\n林远航老师获奖。"),
)
_QUOTED = as_pattern(r"[“「『]\s*([^“”「」『』\n]{3,16}?)\s*[”」』]")
_CODE = as_pattern(r"(?<![A-Za-z0-9+.])(?=[0-9+]*[A-Z+])(?=\+*[A-Z0-9])[A-Z0-9]+(?:\+[A-Z0-9]+)*(?![A-Za-z0-9+.%])")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
_TITLED = r"老师|教师|名师|大师|同志|校长|书记|主任|经理|总经理|董事长|同学|先生|女士|教授|工作室|工作站|[\u4e00-\u9fff]{2,4}工作室"
_PERSON = as_pattern(
    rf"(?<![\u4e00-\u9fff])(?P<alone>[{_SURNAMES}][\u4e00-\u9fff]{{2}})(?={_TITLED})|(?:教师|老师|校长|书记|主任|经理|同学|大师)(?P<behind>[{_SURNAMES}][\u4e00-\u9fff]{{2}})(?![\u4e00-\u9fff]?(?:学校|学院))"
)
_NUMERAL = as_pattern(r"[一二三四五六七八九十]|\d")
_PLAN = as_pattern(r"十[一二三四五六]五")
_TURNED_ROUND = as_pattern(r".{1,2}[中入进融促带助].{1,2}")
_LONG = 6  # signs that are no chance
_BEHIND = 2  # characters of the word behind a code
_USUAL = 2


class _At(NamedTuple):
    passage: Passage
    start: int
    end: int

    @property
    def sentence(self) -> tuple[str, int]:
        return self.passage.id, self.passage.full_sentence_at(self.start)[0]

    @property
    def following(self) -> str:
        """The word behind, over a closing quotation mark."""
        return self.passage.plain[self.end : self.end + _BEHIND + 2].lstrip("”」』 的")[:_BEHIND]


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Terms and codes by their signs, by all but their numerals, then persons."""
    terms: dict[str, list[_At]] = {}
    for passage in manuscript.passages:
        if passage.kind == "caption":
            continue
        for pattern in (_QUOTED, _CODE):
            for match in pattern.finditer(passage.plain):
                start, end = match.span(pattern.groups)
                found = terms.setdefault(match[pattern.groups], [])
                if not any(at.passage is passage and at.start == start for at in found):
                    found.append(_At(passage, start, end))
    told: set[str] = set()
    for names in _alike(terms, lambda name: "".join(sorted(name))):
        for odd, usual in _slips(terms, names):
            if _is_turned(odd, usual, terms):
                told.add(odd)
                yield _remark(odd, usual, terms, "各字次序不同", "the same signs in another order")
    for names in _alike(terms, lambda name: _NUMERAL.sub("#", name) if not _PLAN.search(name) else name):
        for odd, usual in _slips(terms, names):
            if odd not in told and _is_renumbered(odd, usual, terms):
                yield _remark(odd, usual, terms, "只有数字不同", "nothing but a numeral is different")
    yield from _persons(manuscript)


def _alike(terms: dict[str, list[_At]], key: Callable[[str], str]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = {}
    for name in terms:
        groups.setdefault(key(name), []).append(name)
    return (names for names in groups.values() if len(names) > 1)


def _slips(terms: dict[str, list[_At]], names: list[str]) -> Iterator[tuple[str, str]]:
    """Every form that stands once, with the usual one; the earlier of two that stand once each is the usual one."""
    usual = max(names, key=lambda name: len(terms[name]))
    beside = {at.sentence for at in terms[usual]}
    for odd in names:
        if odd != usual and len(terms[odd]) == 1 and terms[odd][0].sentence not in beside:
            yield odd, usual


def _is_turned(odd: str, usual: str, terms: dict[str, list[_At]]) -> bool:
    if _CODE.fullmatch(odd):
        if odd.isalpha():
            return len(odd) > 2
        return terms[odd][0].following in {at.following for at in terms[usual]} - {""}
    if len(odd) >= _LONG or _NUMERAL.search(odd):
        return True
    return len(terms[usual]) >= _USUAL and not _TURNED_ROUND.fullmatch(odd)


def _is_renumbered(odd: str, usual: str, terms: dict[str, list[_At]]) -> bool:
    differing = [n for n, (one, other) in enumerate(zip(odd, usual, strict=True)) if one != other]
    if len(differing) != 1 or len(terms[usual]) < _USUAL:
        return False
    return terms[odd][0].following in {at.following for at in terms[usual]} - {""} or not _CODE.fullmatch(odd)


def _persons(manuscript: Manuscript) -> Iterator[Remark]:
    """Persons whose given name stands with its two characters exchanged."""
    named = {
        match["alone"] or match["behind"]
        for passage in manuscript.passages
        for match in _PERSON.finditer(passage.plain)
    }
    forms = {form: _everywhere(manuscript, form) for name in named for form in (name, name[0] + name[2] + name[1])}
    for name in sorted(named):
        turned = name[0] + name[2] + name[1]
        if turned == name or not forms[turned] or (turned in named and turned < name):
            continue
        odd, usual = sorted((name, turned), key=lambda form: (len(forms[form]), -_order(manuscript, forms[form][0])))
        yield _remark(odd, usual, forms, "名字两字颠倒", "the given name turned round")


def _everywhere(manuscript: Manuscript, name: str) -> list[_At]:
    return [
        _At(passage, match.start(), match.end())
        for passage in manuscript.passages
        if name in passage.plain
        for match in re.finditer(re.escape(name), passage.plain)
    ]


def _order(manuscript: Manuscript, at: _At) -> int:
    return manuscript.positions.get(at.passage.id, 0)


def _remark(odd: str, usual: str, terms: dict[str, list[_At]], zh: str, en: str) -> Remark:
    places = tuple(at.passage.place(at.start, at.end) for at in (terms[odd][0], terms[usual][0]))
    at = terms[odd][0]
    return Remark(
        f"turned-signs:{at.passage.id}:{at.start}", "turned-signs", FAULT, places,
        f"此处「{odd}」，别处「{usual}」，{zh}；请核对是否同一个", f"“{odd}” here, “{usual}” elsewhere: {en}; are they the same?",
        reported=odd, expected=usual, suggestion=usual, formula=f"{odd} / {usual}",
    )  # fmt: skip
