"""完成年初预算的 94.50% is what was told right before over the figure that bears the name.

Cue: 完成年初预算的 p%, 达到核定编制的 p%, 相当于全年计划的 p% behind a sentence that tells one figure under that very name, and another of the
same measure after it. Why it should hold in any report: the words say what is divided by what. Guards: one sentence; the name ends right before
its figure, once; the part is the nearest figure of the measure that has another name; hedged figures, 占 (which has families of its own)
and lists in turn (分别) are left alone; of nothing there is no share but none.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import are_of_one_unit
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.names_before import figures_named, without_measure
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "share"
EXAMPLES = (
    Example("fail", "培训经费年初预算为286.50万元，全年支出为271.30万元，完成年初预算的96.20%。"),
    Example("fail", "设备购置年初预算为0万元，全年预算为240.50万元，支出为228.40万元，完成年初预算的94.97%。"),
    Example("pass", "培训经费年初预算为286.50万元，全年支出为271.30万元，完成年初预算的94.69%。"),
    Example("pass", "核定编制120人，实有教师112人，达到核定编制的93.33%。"),
    Example("silent", "培训经费支出271.30万元，完成年初预算的96.20%。"),
)
_SAID = as_pattern(r"(?:完成|达到?|相当于|仅为|实现)了?(?:本年度?|当年)?(?P<name>[\u4e00-\u9fff]{2,12}?)的\s*$")
_IN_TURN = as_pattern(r"分别|依次|各")
_SHORTEST = 2  # characters of a name


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Shares of what is named, passage by passage."""
    for passage in manuscript.prose_with("完成", "达", "相当于", "仅为", "实现"):
        for share in passage.mentions:
            if share.is_percent and share.number.hedge is Hedge.NONE and not share.is_spelled:
                match = _SAID.search(passage.plain[share.clause[0] : share.start])
                name = without_measure(match["name"]) if match is not None else ""
                if match is not None and len(name) >= _SHORTEST and not _IN_TURN.search(match.string):
                    yield from _judged(passage, share, name)


def _judged(passage: Passage, share: Mention, name: str) -> Iterator[Relation | Remark]:
    told = passage.mentions_in(share.sentence[0], share.start)
    wholes = figures_named(passage, told, name)
    if len(wholes) != 1 or wholes[0].is_percent:
        return
    whole = wholes[0]
    parts = [
        m for m in told
        if m.start > whole.end and not m.is_percent and not m.is_loose
        and m.number.hedge is Hedge.NONE and are_of_one_unit(m, whole)
    ]  # fmt: skip
    if not parts:
        return
    part = parts[-1]
    place = passage.place(whole.start, share.end)
    if not whole.number.value:
        yield Remark(
            f"of-the-named:{share.id}", "of-the-named", FAULT, (share.place, whole.place),
            f"「{name}」写作 {whole.raw.strip()}，说不上它的 {share.raw.strip()}；请核对是哪一个数的百分比", f"“{name}” is {whole.raw.strip()}, and {share.raw.strip()} of nothing is nothing",
            severity="warning", holds=not share.number.value, reported=share.raw.strip(), formula=f"{part.raw.strip()} ÷ 0", keys=(share.id, whole.id),
        )  # fmt: skip
        return
    claim = share.operand(f"完成{name}的 {share.raw.strip()}", trust=0.6)
    yield relation(
        "of-the-named", [share_of(claim, [part.named_operand()], [whole.named_operand()])], cue=name, severity="warning", place=place,
        is_searched=True,
    )  # fmt: skip
