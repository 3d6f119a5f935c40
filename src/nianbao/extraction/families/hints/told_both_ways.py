"""A paragraph that tells by how much something rose does not say below that it fell.

Cue: 在校生比上年增加94人 and, in the same paragraph, 在校生连续三年下降: the same noun goes one way with its size and the other way without;
圆满完成招生计划 and 尚未招满, 全部启用 and 尚未启用 in one sentence. Why it should hold in any report: the sentence without a figure sums up those with
figures, and what is done is not still to be done. Guards: 但, 其中, 部分 and 个别 say of whom the second is told; other bodies, kinds and years named between
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
    Example("fail", "学校圆满完成年度招生计划，共录取新生240人，尚未招满。"),
    Example("silent", "学校圆满完成年度招生计划，共录取新生240人，全部招满。"),
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
# What is told as done, and as not done, under one verb; a plan of enrolment that is met has no place left.
_VERBS = r"招满|启用|投入使用|建成|竣工|验收|整改|开工|挂牌|到位|落实|发放|完成"
_DONE = as_pattern(
    r"(?P<plan>(?:顺利|圆满|全部|超额|如期)?(?:完成|达到)了?[^，。；]{0,14}?招生(?:计划|任务)|招生(?:计划|任务)[^，。；未没]{0,6}完成)"
    rf"|(?:全部|均已|都已|已经?全部|顺利|圆满|如期|超额|按期)(?P<verb>{_VERBS})"
)
_NOT_DONE = as_pattern(
    rf"(?:尚未|还未|仍未|未能|还没有?|尚没有?)(?:全部|全面|完全)?(?P<verb>{_VERBS})|(?P<plan>未招满)"
)
_CONTRAST = as_pattern(
    r"但|然而|不过|却|其中|部分|个别|除|其[他它余]|另|[余剩]|仅|只|上年|去年|[二三四]期|而(?![且言])|少数|有的|一些|若|如|此前|之前|原|后|前|对|《"
)
_SPAN = 24
_WEIGHT = 0.3
_BEST = 2


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Paragraph by paragraph."""
    hints = [hint for passage in manuscript.prose_with("未", "没") for hint in _done_and_not(passage)]
    hints += [hint for passage in manuscript.prose() for hint in _in_passage(passage)]
    yield from hints[:_BEST]


def _done_and_not(passage: Passage) -> Iterator[Hint]:
    """完成了招生计划 and 尚未招满 in one sentence with nothing between that would tell of whom the second holds."""
    for missing in _NOT_DONE.finditer(passage.plain):
        start, _ = passage.full_sentence_at(missing.start())
        for done in _DONE.finditer(passage.plain, start, missing.start()):
            enrolment = done["plan"] and (missing["plan"] or missing["verb"] == "招满")
            if not enrolment and (done["verb"] is None or done["verb"] != missing["verb"]):
                continue
            between = passage.plain[passage.clause_at(done.start())[0] : passage.clause_at(missing.start())[1]]
            subject = passage.plain[passage.clause_at(missing.start())[0] : missing.start()].strip()
            if _CONTRAST.search(between) or (subject and not enrolment) or len(between) > _ONE_BREATH:
                continue
            here, there = passage.place(*missing.span()), passage.place(*done.span())
            yield hint_at(
                "told-both-ways", f"{passage.id}:{missing.start()}:done", "logic", (here, there),
                f"此处说「{here.text}」，同一句里却已说「{there.text}」，请核对", f"“{here.text}” here, “{there.text}” in the same sentence; please compare",
                reported=here.text, formula=f"{here.text} / {there.text}", weight=_WEIGHT,
            )  # fmt: skip
            break


_ONE_BREATH = 80  # characters from the one to the other


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
