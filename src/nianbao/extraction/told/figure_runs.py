"""Figures of one measure that stand in a row, each with its name or with names given before them in turn.

Three ways of writing lead to the same run: 甲、乙、丙分别为 a、b、c; 甲 a，乙 b，丙 c; and 甲（a）、乙（b）、丙（c）. Bare digits
take the measure of the last figure of their run (780、800、810 人), and one name with three figures leaves the
names of the run empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.named_figures import named_figures
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

_KIND = r"(?:(?:毕业生|学生)?(?:的)?(?:总体|综合)?(?:就业率|升学率|对口率|满意度|达标率|合格率|通过率|优秀率|完成率|起薪|月薪|班额|在校生|在校学生|毕业生|招生|学生|教师|人数|得分|占比|比例))*"
_VERB = r"(?:[为是有达占仅得也:：]|达到|招生|招收)*"
_JOINT = as_pattern(
    r"\s*[）)]?\s*[、，,；;和及与]+\s*(?:以及|和|及|而)?\s*(?P<name>(?:20\d\d学?年)|[\u4e00-\u9fffA-Za-z“”·]{0,16}?)"
    + _KIND
    + _VERB
    + r"\s*[（(]?\s*"
)
_LEAD = as_pattern(
    r"(?:^|[，。；：:、]|其中|分别[为是]?|依次[为是]?|包括|排列[为是:：]?|[是为以])(?P<name>20\d\d学?年|[\u4e00-\u9fffA-Za-z“”·]{1,16}?)"
    + _KIND
    + _VERB
    + r"\s*[（(]?\s*$"
)
NO_NAME = as_pattern(
    r"增[加长幅至]|减[少至]|提高|下降|上升|降低|合计|共|总计|平均|均值|其余|同比|比上年|较上年|相差|高出|最[高低多少大小]|其次|其中|全[市省国]|以[上下内]|占[^比]|依次|分别|低于|高于|超过|不足|不低|不少|均|都|只有|唯一|仅有|相比|排名|位[居列]|居[首末第]"
)
# 前三位是护理, 从高到低依次为护理, 其中护理: the name begins behind these; 三年招生分别 is none.
_BEFORE_NAME = as_pattern(
    r"^.*(?:[是为]|依次|分别|其中|包括|方面)|^(?:[近连][两三四五六]年|[两三四五六](?:年|校|项|所|个)).*|^以"
)
_FEWEST = 2


@dataclass(frozen=True)
class Run:
    """At least two figures; ``names`` has an empty text where a figure has no name of its own."""

    names: tuple[str, ...]
    figures: tuple[Mention, ...]
    opens_bracket: bool = False

    @property
    def start(self) -> int:
        return self.figures[0].start

    @property
    def end(self) -> int:
        return self.figures[-1].end

    @property
    def is_named(self) -> bool:
        return all(self.names) and len(set(self.names)) == len(self.names)


def figure_runs(passage: Passage, start: int, end: int) -> list[Run]:
    """The runs between two positions in reading order; a figure belongs to one run only.

    >>> from nianbao.documents.document import Text
    >>> said = Passage.of("p", Text("前三位是护理（820人）、会计（430人）和机电（390人）。三年招生780、800和810人", ()))
    >>> [(run.names, [str(f.number.digits) for f in run.figures]) for run in figure_runs(said, 0, len(said.plain))]
    [(('护理', '会计', '机电'), ['820', '430', '390']), (('', '', ''), ['780', '800', '810'])]
    """
    found = [
        Run(run.names, run.figures)
        for run in named_figures(passage, start, end)
        if "" not in run.names and not any(NO_NAME.search(name) for name in run.names)
    ]
    taken = {figure.id for run in found for figure in run.figures}
    for run in _rows(passage, start, end):
        longer = [other for other in found if {f.id for f in other.figures} <= {f.id for f in run.figures}]
        if not taken & {f.id for f in run.figures} or (
            longer and len(run.figures) > max(len(r.figures) for r in longer)
        ):
            found = [other for other in found if other not in longer]
            found.append(run)
    return sorted(found, key=lambda run: run.start)


def _rows(passage: Passage, start: int, end: int) -> Iterator[Run]:
    mentions = [
        m for m in passage.mentions_in(start, end) if not m.is_loose and m.number.hedge in (Hedge.NONE, Hedge.ABOUT)
    ]
    names: list[str] = []
    run: list[Mention] = []
    for mention in reversed(mentions):
        if run:
            between = passage.plain[mention.end : run[0].digits_start]
            joint = _JOINT.fullmatch(between) if len(between) < 40 else None
            fits = mention.measure == run[-1].measure or (
                mention.measure == "" and between.strip() in ("、", "和", "及", "与", "，", ",")
            )
            if joint is not None and fits and not NO_NAME.search(between):
                names[0] = _BEFORE_NAME.sub("", joint["name"])
                names.insert(0, "")
                run.insert(0, mention)
                continue
            yield from _made(passage, names, run, start)
        names, run = [""], [mention]
    yield from _made(passage, names, run, start)


def _made(passage: Passage, names: list[str], run: list[Mention], start: int) -> Iterator[Run]:
    if len(run) < _FEWEST:
        return
    words = passage.plain[max(start, run[0].start - 30) : run[0].start]
    lead = _LEAD.search(words)
    if lead is not None and not NO_NAME.search(lead["name"]):
        names[0] = _BEFORE_NAME.sub("", lead["name"])
    yield Run(tuple(names), tuple(run), words.rstrip().endswith(("（", "(")))
