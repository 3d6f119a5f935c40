"""A plan or a pattern with numerals in its name keeps its form: “两城一港” is not “两城一带” elsewhere, “三段五步” not “五段三步”.

Cue: names in quotation marks that are built of numerals and what they count, and codes of digits (“3351”工程). Why it should hold in any
report: such a name is coined once; another one that differs in a single character, in the order of its numerals or by its
lost end would be told apart in words. Guards: the odd form stands once, and in another sentence than the usual one; forms of
一 alone (一校一品, 一生一策) are coined freely; plans that follow each other (“十三五”, “十四五”) and courses of years (“3+2”) are numbered on
purpose; what differs in a numeral or lost its end is only called wrong where the usual form stands twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.spellings import tells_apart
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
EXAMPLES = (
    Example("fail", "对接“两城一港”产业布局。\n\n专业结构与“两城一带”产业需求仍有差距。"),
    Example("fail", "形成“三段五步”教学模式。“三段五步”在全校推广。\n\n“五段三步”教学论文获奖。"),
    Example("fail", "学校实施“3351”工程。“3351”工程成效明显。\n\n“3315”工程获奖。"),
    Example("fail", "围绕“一河两带三组团”布局。“一河两带三组团”是空间格局。\n\n对接“一河两带”建设。"),
    Example("silent", "对接“两城一港”产业布局。\n\n专业结构与“两城一港”产业需求仍有差距。"),
    Example("silent", "推进“一校一品”。\n\n实行“一生一策”，打造“一校一策”。"),
    Example("silent", "“十三五”期间投入1200万元。“十三五”收官。\n\n谋划“十四五”规划。"),
)
_QUOTED = as_pattern(r"[“\"「『]\s*(?P<name>[\u4e00-\u9fff\d]{4,14})\s*[”\"」』]")
_COUNTED = as_pattern(r"(?:[一二三四五六七八九十两双多][\u4e00-\u9fff]{1,3}?){2,}")
_NUMERAL = as_pattern(r"[一二三四五六七八九十两]")
_CODE = as_pattern(r"\d{3,6}")
_FREE = as_pattern(r"(?:一[^一二三四五六七八九十两双]{1,3})+|[一二三四五六七八九十两][个大项].*")
_PLAN = as_pattern(r"十[一二三四五六]五")
_LEAST_NUMERALS = 2


@dataclass(frozen=True, slots=True)
class _Place:
    passage: Passage
    start: int
    end: int


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Names that stand once, against those that differ from them by one slip."""
    found: dict[str, list[_Place]] = {}
    for passage in manuscript.passages:
        if "“" not in passage.plain and '"' not in passage.plain and "「" not in passage.plain:
            continue
        for match in _QUOTED.finditer(passage.plain):
            name = compact(match["name"])
            if _is_counted(name):
                found.setdefault(name, []).append(_Place(passage, *match.span("name")))
    told: set[str] = set()
    # Of two forms that stand once each the earlier one is the usual one.
    for odd in sorted(found, key=lambda name: (-manuscript.passages.index(found[name][0].passage), name)):
        if len(found[odd]) != 1 or odd in told:
            continue
        place = found[odd][0]
        for usual in sorted(found):
            least = _slip(odd, usual)
            if not least or len(found[usual]) < least or _is_beside(place, found[usual]):
                continue
            told.add(usual)
            yield _remark(place, odd, usual, found[usual][0])
            break


def _is_counted(name: str) -> bool:
    if _CODE.fullmatch(name):
        return not as_pattern(r"(?:19|20)\d\d").fullmatch(name)
    if _PLAN.search(name) or _FREE.fullmatch(name) or as_pattern(r"\d").search(name):
        return False
    return _COUNTED.match(name) is not None and len(_NUMERAL.findall(name)) >= _LEAST_NUMERALS


def _slip(odd: str, usual: str) -> int:
    """How often the usual form must stand for the odd one to be a slip of it; nought where it is none.

    >>> _slip("两城一带", "两城一港"), _slip("五段三步", "三段五步"), _slip("一河两带", "一河两带三组团"), _slip("三教改革", "三全育人")
    (1, 2, 2, 0)
    """
    if odd == usual:
        return 0
    if len(odd) == len(usual):
        apart = [(a, b) for a, b in zip(odd, usual, strict=True) if a != b]
        if len(apart) == 1:
            pair = "".join(apart[0])
            if _CODE.fullmatch(odd) or _NUMERAL.search(pair):
                return 0 if _CODE.fullmatch(odd) or len(odd) < 4 else 2
            return 0 if tells_apart(pair) else 1
        return 2 if len(apart) == 2 and sorted(odd) == sorted(usual) and _swaps_numerals(apart) else 0
    lost = usual.removeprefix(odd)
    return 2 if lost != usual and _NUMERAL.match(lost) is not None and len(lost) > 1 else 0


def _swaps_numerals(apart: list[tuple[str, str]]) -> bool:
    return all(as_pattern(r"[一二三四五六七八九十两\d]").fullmatch(character) for pair in apart for character in pair)


def _is_beside(odd: _Place, usual: list[_Place]) -> bool:
    sentence = odd.passage.full_sentence_at(odd.start)
    return any(each.passage is odd.passage and sentence[0] <= each.start < sentence[1] for each in usual)


def _remark(place: _Place, odd: str, usual: str, first: _Place) -> Remark:
    places = (place.passage.place(place.start, place.end), first.passage.place(first.start, first.end))
    return Remark(
        f"slogan-forms:{place.passage.id}:{place.start}", "slogan-forms", FAULT, places,
        f"同一提法写法不一：此处「{odd}」，别处「{usual}」；若是同一提法，请统一", f"“{odd}” here, “{usual}” elsewhere",
        severity="warning", reported=odd, expected=usual, suggestion=usual, formula=f"{odd} ≠ {usual}",
    )  # fmt: skip
