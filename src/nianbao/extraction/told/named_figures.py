"""Figures given in turn, each with the name of what it was counted for.

Two ways of writing lead to the same list: 甲、乙、丙分别为 a、b、c, and 甲 a，乙 b，丙 c. Families that ask which of
several is the largest, or whether all of them keep a bound, read the list and not the way it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_IN_TURN = as_pattern(r"(?:^|[，。；：])(?P<names>[^，。；：\d]{4,72}?)(?:分别|依次)[为是达有占到]*\s*")
_AFTER_NAME = as_pattern(r"的|等|[三四五六七八]类|群体|(?:总体)?满意度|(?:毕业)?就业率|升学率|对口率")
_JOINT = as_pattern(r"\s*[、和及与]\s*")
_NAMED_JOINT = as_pattern(
    r"\s*(?:[（(][^（）()]*[）)])?\s*[、，；,;]\s*(?:以及|和|及|而)?(?P<name>[\u4e00-\u9fff“”A-Za-z·]{1,16}?)"
    r"(?:的?(?:总体)?(?:就业率|升学率|对口率|满意度|达标率|合格率|通过率|在校生|招生|人数|占比|比例))*(?:为|是|有|达到?|占|仅|也|:|：)*\s*"
)
_LEAD = as_pattern(
    r"(?:^|[，。；：:（(、]|其中|分别[为是]?|包括)(?P<name>[\u4e00-\u9fff“”A-Za-z·]{1,16}?)"
    r"(?:的?(?:总体)?(?:就业率|升学率|对口率|满意度|达标率|合格率|通过率|在校生|招生|人数|占比|比例))*(?:为|是|有|达到?|占|仅|:|：)*\s*$"
)
_NO_NAME = as_pattern(
    r"增[加长至]|减[少至]|提高|下降|上升|降低|合计|共计|总计|平均|其余|同比|比上年|较上年|相差|高出|最[高低多少]|其次"
)
_PERIOD = as_pattern(r"\s*20\d{2}\s*(?:年度?|届|级)\s*")


@dataclass(frozen=True)
class NamedFigures:
    """At least two figures of one measure in a row; ``names`` are empty texts where only periods tell them apart."""

    names: tuple[str, ...]
    figures: tuple[Mention, ...]

    @property
    def start(self) -> int:
        return self.figures[0].start

    @property
    def end(self) -> int:
        return self.figures[-1].end


def named_figures(passage: Passage, start: int, end: int) -> Iterator[NamedFigures]:
    """The lists between two positions, in reading order; those in turn first.

    >>> from nianbao.documents.document import Text
    >>> said = Passage.of("p", Text("护理专业820人，机电专业650人，会计专业430人。甲、乙、丙三校分别为1人、2人、3人", ()))
    >>> [each.names for each in named_figures(said, 0, len(said.plain))]
    [('甲', '乙', '丙三校'), ('护理专业', '机电专业', '会计专业')]
    """
    taken: set[str] = set()
    for match in _IN_TURN.finditer(passage.plain, max(0, start - 1), end):
        figures = figures_in_turn(passage, match.end(), end)
        names = [name.strip() for name in as_pattern(r"[、和及与]").split(match["names"]) if name.strip()]
        if len(names) == len(figures) > 1:
            names[-1] = _AFTER_NAME.split(names[-1])[0] or names[-1]
            taken.update(figure.id for figure in figures)
            yield NamedFigures(tuple(names), tuple(figures))
        elif len(figures) > 1:
            taken.update(figure.id for figure in figures)
            yield NamedFigures(("",) * len(figures), tuple(figures))
    yield from _each_with_its_name(passage, start, end, taken)


def figures_in_turn(passage: Passage, start: int, end: int) -> list[Mention]:
    """Figures of one measure from ``start`` with nothing but 、 and 和 between them."""
    run: list[Mention] = []
    for mention in passage.mentions_in(start, end):
        if mention.is_loose or mention.number.hedge is not Hedge.NONE:
            break
        if run and not _JOINT.fullmatch(passage.plain[run[-1].end : mention.start]):
            break
        if run and mention.measure != run[-1].measure:
            break
        if not run and passage.plain[start : mention.start].strip():
            break
        run.append(mention)
    return run


def _each_with_its_name(passage: Passage, start: int, end: int, taken: set[str]) -> Iterator[NamedFigures]:
    names: list[str] = []
    run: list[Mention] = []
    for mention in _outside_brackets(passage, passage.mentions_in(start, end)):
        if mention.is_loose or mention.id in taken:
            continue
        joined = None
        if run and mention.measure == run[0].measure and mention.number.hedge is Hedge.NONE:
            joined = _name_between(passage, run[-1].end, mention.start)
        if joined is not None and (not joined or joined not in names):
            names.append(joined)
            run.append(mention)
            continue
        if len(run) > 1:
            yield NamedFigures(tuple(names), tuple(run))
        names, run = [], []
        lead = _LEAD.search(passage.plain[max(start, mention.start - 30) : mention.start])
        dated = _PERIOD.fullmatch(
            as_pattern(r"[，；：:（(、]").split(passage.plain[max(start, mention.start - 30) : mention.start])[-1]
        )
        if mention.number.hedge is Hedge.NONE and ((lead and not _NO_NAME.search(lead["name"])) or dated):
            names, run = [as_pattern(r"^(?:其中|以及|分别)").sub("", lead["name"]) if lead else ""], [mention]
    if len(run) > 1:
        yield NamedFigures(tuple(names), tuple(run))


def _name_between(passage: Passage, start: int, end: int) -> str | None:
    """The name that stands between two figures; empty for a period, None where something else is said there."""
    words = passage.plain[start:end]
    stripped = words.strip(" 、，；,;")
    if _PERIOD.fullmatch(stripped) and words.strip()[:1] in "、，；,;":
        return ""
    match = _NAMED_JOINT.fullmatch(words)
    if match is None or _NO_NAME.search(words):
        return None
    return match["name"]


def _outside_brackets(passage: Passage, mentions: Sequence[Mention]) -> list[Mention]:
    kept = []
    for mention in mentions:
        before = passage.plain[mention.clause[0] : mention.start]
        opened = max(passage.plain.rfind("（", 0, mention.start), passage.plain.rfind("(", 0, mention.start))
        closed = max(passage.plain.rfind("）", 0, mention.start), passage.plain.rfind(")", 0, mention.start))
        if opened <= closed or "。" in passage.plain[max(0, opened) : mention.start] or not before:
            kept.append(mention)
    return kept
