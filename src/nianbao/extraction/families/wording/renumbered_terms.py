"""A quoted term or a code keeps its numeral: “新政十条” is not “新政九条” once, “1+3”模式 not “1+2”模式.

Cue: terms in quotation marks and codes of digits and capitals that differ from one which stands twice and more in one numeral alone. Why it
should hold in any report: such a term is coined once, and its numeral is part of the name. Guards: the odd form stands once and in
no sentence with the usual one; codes must stand before the same word; plans that follow each other (“十三五”, “十四五”) are numbered on
purpose; names built of several numerals are read by ``slogan-forms``, and other orders of the same signs by ``signs-in-order``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "落实“惠企八条”要求。各校宣传“惠企八条”。\n\n“惠企六条”落地见效。"),
    Example("fail", "形成“1+4”管理模式。“1+4”管理模式得到推广。\n\n完善“1+5”管理模式。"),
    Example("silent", "落实“惠企八条”要求。各校宣传“惠企八条”。\n\n“惠企八条”落地见效。"),
    Example("silent", "“十三五”期间投入1200万元，“十三五”收官。\n\n谋划“十四五”规划。"),
    Example("silent", "“1+4”管理模式与“1+5”管理模式各有所长，“1+4”管理模式在先。"),
)
_QUOTED = as_pattern(r"[“「『]\s*([^“”「」『』\n]{3,16}?)\s*[”」』]")
_CODE = as_pattern(r"(?<![A-Za-z0-9+.])(?=[0-9+]*[A-Z+])([A-Z0-9]+(?:\+[A-Z0-9]+)*)(?![A-Za-z0-9+.%])")
_NUMERAL = as_pattern(r"[一二三四五六七八九十]|\d")
_PLAN = as_pattern(r"十[一二三四五六]五")
_MOST_NUMERALS = 1  # of a term in Chinese; more of them are the matter of slogan-forms
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
    """Terms that stand once, against the usual one that is alike but for its numeral."""
    alike: dict[str, dict[str, list[_At]]] = {}
    for passage in manuscript.passages:
        for name, at in _terms_of(passage):
            places = alike.setdefault(_NUMERAL.sub("#", name), {}).setdefault(name, [])
            if at not in places:
                places.append(at)
    for terms in alike.values():
        usual = max(terms, key=lambda name: len(terms[name]))
        if len(terms) < 2 or len(terms[usual]) < _USUAL:
            continue
        beside = {at.sentence for at in terms[usual]}
        for odd, places in terms.items():
            if len(places) == 1 and places[0].sentence not in beside and _is_renumbered(odd, usual, terms):
                yield _remark(odd, usual, places[0], terms[usual][0])


def _terms_of(passage: Passage) -> Iterator[tuple[str, _At]]:
    for pattern in (_QUOTED, _CODE):
        for match in pattern.finditer(passage.plain):
            if _PLAN.search(match[1]) is None:
                yield match[1], _At(passage, *match.span(1))


def _is_renumbered(odd: str, usual: str, terms: dict[str, list[_At]]) -> bool:
    if sum(one != other for one, other in zip(odd, usual, strict=True)) != 1:
        return False
    if _CODE.fullmatch(odd):
        return terms[odd][0].following in {at.following for at in terms[usual]} - {""}
    return len(_NUMERAL.findall(odd)) <= _MOST_NUMERALS


def _remark(odd: str, usual: str, here: _At, there: _At) -> Remark:
    places = tuple(at.passage.place(at.start, at.end) for at in (here, there))
    return Remark(
        f"renumbered-terms:{here.passage.id}:{here.start}", "renumbered-terms", FAULT, places,
        f"此处「{odd}」，别处「{usual}」，只有数字不同；请核对是否同一个", f"“{odd}” here, “{usual}” elsewhere: nothing but a numeral is different",
        reported=odd, expected=usual, suggestion=usual, formula=f"{odd} / {usual}",
    )  # fmt: skip
