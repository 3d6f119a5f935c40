"""A paragraph that tells by how much something rose does not say below that it fell.

Cue: 在校生比上年增加94人 and, in the same paragraph, 在校生连续三年下降: the same noun goes one way with its size and the other way without. Why it
should hold in any report: the sentence without a figure sums up those with figures. Guards: other bodies, kinds and years named between
the noun and the word tell of another thing; where the noun goes both ways with sizes nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.courses import courses
from nianbao.facts.pattern import as_pattern

FAULT = "direction"
EXAMPLES = (
    Example("fail", "在校生3192人，比上年增加94人，增长3.03%。学校在校生连续三年下降，与生源有关。"),
    Example("silent", "在校生3192人，比上年增加94人，增长3.03%。学校在校生连续三年增长，与生源有关。"),
    Example("silent", "在校生3192人，比上年增加94人，其中一职在校生略有下降。"),
)
_NOUN = as_pattern(
    r"在校生|招生|新生|毕业生|升学率|就业率|落实率|对口率|起薪|月收入|满意度|专任教师|教职工|双师型|兼职教师|经费|投入|拨款|培训|获奖|建筑面积|设备|图书|实训|企业|生师比|占比|比例|及格率|合格率|班级|教学班|学分|证书"
)
_VERB = as_pattern(r"(?P<up>增加|增长|上升|提高|提升|扩大)|(?P<down>减少|下降|降低|下滑|缩小)")
_LOOSE_LEAD = as_pattern(
    r"(?:逐年|持续|连续[^，。；]{0,6}|略有|有所|稳步|均有?|明显|小幅|稳中有|保持|都|呈|不断|同步)+$"
)
_OTHER = as_pattern(
    r"其中|各|职|[两三四]校|校区|专业|区|县|系|部|类|级|民办|公办|女|男|近|20\d\d|以来|计划|预计|将|拟|力争|因|由于|虽|若|压力|难|问题|导致|受|影响"
)
_FIGURE = as_pattern(r"(?:了|约|为)?\s*\d")
_SPAN = 24
_WEIGHT = 0.3
_BEST = 2


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Paragraph by paragraph."""
    hints = [hint for passage in manuscript.prose() for hint in _in_passage(passage)]
    yield from hints[:_BEST]


def _in_passage(passage: Passage) -> Iterator[Hint]:
    words = passage.plain
    sized: dict[str, dict[str, tuple[int, int]]] = {}
    loose: list[tuple[list[str], str, tuple[int, int]]] = []
    taken = {span for course in courses(words, 0, len(words)) for span in range(course.start, course.end)}
    for match in _VERB.finditer(words):
        way = "up" if match["up"] else "down"
        sentence = passage.full_sentence_at(match.start())[0]
        if _FIGURE.match(words, match.end()):
            nouns = _NOUN.findall(words[max(sentence, match.start() - _SPAN) : match.start()])
            if nouns:
                sized.setdefault(nouns[-1], {}).setdefault(way, match.span())
            continue
        clause = passage.clause_at(match.start())[0]
        lead = words[clause : match.start()]
        if (match.start() in taken or _LOOSE_LEAD.search(lead)) and words[match.end() : match.end() + 1] not in tuple(
            "到至的"
        ):
            nouns = _NOUN.findall(lead)
            if nouns and not _OTHER.search(_NOUN.sub("", lead)):
                loose.append((nouns, way, match.span()))
    for nouns, way, span in loose:
        ways = [sized[noun] for noun in nouns if noun in sized]
        if ways and not any(way in told for told in ways):
            other = next(iter(ways[0].values()))
            here, there = passage.place(*span), passage.place(*other)
            yield hint_at(
                "told-both-ways", f"{passage.id}:{span[0]}", FAULT, (here, there),
                f"此处说「{nouns[-1]}」{here.text}，同一段里却是{there.text}；请核对方向", f"“{here.text}” here, “{there.text}” in the same paragraph; please compare",
                reported=here.text, formula=f"{here.text} / {there.text}", weight=_WEIGHT,
            )  # fmt: skip
