"""A total that says how many it adds up, and a rest that says what is left, agree with the figures that stand before.

Cue: 三科共, 四校合计, 两年累计 behind just as many figures in a row, whatever stands between; a whole, what of it is done, and 其余, 剩余 or
还有…未. Why it should hold in any report: who counts the members of a sum has them before his eyes; what is left of a whole is the
whole less what was taken. Guards: one measure, one sentence, exactly as many figures as are counted, standing in a row;
of whole, part and rest nothing else of that measure stands in the sentence, and the whole comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import Doubtful, Hint, hint_at, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_change, is_compared
from nianbao.extraction.wording import open_brackets
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "语文、数学、英语三科分别有教师18人、17人和15人，平均教龄16年，三科共52人。"),
    Example("fail", "代表提案24件，已办结19件，办结率79.17%，其余7件年底前办结。"),
    Example("pass", "语文、数学、英语三科分别有教师18人、17人和15人，平均教龄16年，三科共50人。"),
    Example("pass", "代表提案24件，已办结19件，办结率79.17%，其余5件年底前办结。"),
    Example("silent", "语文、数学、英语分别有教师18人、17人和15人，两校合计52人。"),
    Example("silent", "提案24件中重点提案6件，已办结19件，其余7件年底前办结。"),
)
_COUNTED = as_pattern(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})\s*(?:个|所|家|种)?(?:学?校|年级|级|届|年度?|学期|项|类|批次?|期|者|地|县|区|系部?|科|处|市|镇|学院|专业|部分|方面)"
    r"(?:合计|共计|总计|一?共|总共|累计|加起来|相加)(?:[有为达到是约]|招[生收录]|培训|投入|资助|发放|获奖?|完成|参加|开展|派出|服务)*\s*$"
)
_MAY_COUNT = as_pattern(r"[两二三四五六七八九十\d]\s*[^，。；：、\d]{1,5}(?:合计|共|总|累计|加起来|相加)")
_JOINT = as_pattern(r"\s*[、，；和及与]+\s*[^，。；：\d]{0,16}")
_REST = as_pattern(r"(?:^|[，；、])\s*(?:(?:其余|剩余|余下|剩下)(?:的)?|(?:还有|尚有|仍有|另有))\s*$")
_LEFT = as_pattern(r"\s*[^，。；\d]{0,10}(?:未|没有|没|尚待|待|正在|继续|推进|计划|整改|办理|解决)")
_TAKEN = as_pattern(
    r"(?:已经?|当[天年月场]|按期|如期|及时|其中)[^，。；、\d]{0,10}$|(?:完成|办结|解决|整改|到[货位]|验收)了?$"
)
_NO_WHOLE = as_pattern(r"比|较|增|减|平均|每|上年|去年|同期|余")
_HINT = 0.4
_FEW_PARTS = 12


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Totals that count their parts, then rests."""
    for passage in manuscript.prose_with("合计", "共", "总", "累计", "相加", "加起来"):
        for total in passage.mentions if _MAY_COUNT.search(passage.plain) else ():
            said = _COUNTED.search(passage.plain[total.clause[0] : total.start])
            if said is not None and total.number.hedge is Hedge.NONE and not total.is_percent:
                yield from _added(
                    passage, total, total.clause[0] + said.start(), read_whole(said["count"].replace("两", "二"))
                )
    for passage in manuscript.prose_with("其余", "剩余", "余下", "剩下", "还有", "尚有", "仍有"):
        for mention in passage.mentions:
            if _REST.search(passage.plain[max(0, mention.clause[0] - 1) : mention.start].strip()):
                yield from _rest(passage, mention)


def _added(passage: Passage, total: Mention, cue: int, number: int | None) -> Iterator[Relation | Doubtful]:
    start, _ = passage.full_sentence_at(total.start)
    if number is None or not 1 < number <= _FEW_PARTS:
        return
    before = [m for m in passage.mentions_in(start, cue) if not m.is_loose and not m.is_percent]
    runs = [run for run in _runs(passage, before) if are_alike(run[0], total) and run[0].measure == total.measure]
    parts = next((run for run in reversed(runs) if len(run) == number), [])
    if not parts or any(m.number.hedge is not Hedge.NONE for m in parts):
        return
    later = [m for m in before if m.start > parts[-1].end and are_alike(m, total)]
    if any(not is_change(passage, m, start) and not is_compared(m) for m in later):
        return
    if open_brackets(passage.plain[parts[0].start : total.start]) != 0 or is_change(passage, total, start):
        return
    made = relation(
        "counted-totals", [sum_of(total.named_operand(trust=0.8), [p.named_operand(trust=0.9) for p in parts])],
        cue=passage.plain[cue : total.start].strip(), severity="warning", place=passage.place(parts[0].start, total.end),
    )  # fmt: skip
    # 两校共 after a list of other things would be far from its sum.
    added = sum(p.number.value for p in parts)
    near = total.number.value / 2 <= added <= total.number.value * 2
    yield made if near else Doubtful(made)


def _runs(passage: Passage, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Figures of one measure with nothing but a joint and a name between them."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.measure == mention.measure
            and _JOINT.fullmatch(passage.plain[last.end : mention.start]) is not None
            and not is_change(passage, mention, last.end)
            and not is_compared(mention)
        ):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def _rest(passage: Passage, rest: Mention) -> Iterator[Relation | Doubtful | Hint]:
    start, end = passage.full_sentence_at(rest.start)
    here = [m for m in passage.mentions_in(start, end) if not m.is_loose and not m.is_percent and are_alike(m, rest)]
    if len(here) != 3 or here[2] is not rest or any(m.number.hedge is not Hedge.NONE for m in here):
        return
    whole, part = here[0], here[1]
    if whole.measure != rest.measure or part.measure != rest.measure or "；" in passage.plain[whole.end : rest.start]:
        return
    if _NO_WHOLE.search(whole.words_before) or is_change(passage, part, start) or is_compared(part):
        return
    lead = passage.plain[whole.end : part.start]
    bare = passage.plain[rest.clause[0] : rest.start].strip().startswith(("还有", "尚有", "仍有", "另有"))
    if open_brackets(passage.plain[start : rest.start]) or (bare and _LEFT.match(passage.plain, rest.end) is None):
        return
    operands = [part.named_operand(trust=0.9), rest.named_operand(trust=0.9)]
    made = relation(
        "counted-totals", [sum_of(whole.named_operand(trust=0.9), operands)], cue="其余", severity="warning",
        place=passage.place(whole.start, rest.end),
    )  # fmt: skip
    added = part.number.value + rest.number.value
    is_taken = _TAKEN.search(lead.strip(" ，")) is not None and "，" not in lead.strip(" ，")
    if added == whole.number.value or (is_taken and part.number.value < whole.number.value):
        yield made
    else:
        yield Doubtful(made, frozenset((rest.id, part.id)))
        if added > whole.number.value > max(part.number.value, rest.number.value):
            yield _hint(whole, part, rest)


def _hint(whole: Mention, part: Mention, rest: Mention) -> Hint:
    said = [m.raw.strip() for m in (whole, part, rest)]
    return hint_at(
        "counted-totals", rest.id, FAULT, (rest.place, whole.place, part.place),
        f"此处共 {said[0]}，{part.name} {said[1]}，其余 {said[2]}，相加不等，请核对",
        f"of {said[0]} there are {said[1]} and the other {said[2]}, which do not add up: please check",
        reported=said[2], formula=f"{said[1]} + {said[2]} ≠ {said[0]}", keys=(whole.id, part.id, rest.id), weight=_HINT,
    )  # fmt: skip
