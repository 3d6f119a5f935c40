"""A count that the next sentence takes up again is the count that was just given.

Cue: 现有两所中专。两所学校均…: a sentence opens with a numeral, a measure word, a noun and 均, 都 or 分别, and an earlier sentence of the paragraph
counted the same kind of thing. Why it should hold in any report: such an opening says “both of them”, and they are those that the reader has
just been told of. Guards: the whole noun was said with the count before, so that 公办学校 are no 学校; any count of them that the paragraph gave before, and their sum within one sentence, is a legal
reading; names in a row that come to the number may be meant instead; 其中, 其他, 另 and 各 take up a part; hedged numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.extraction.claims import relation, same, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "本县现有三所中等职业学校，布局合理。两所学校均通过了复评。"),
    Example("fail", "去年引进了4家合作企业。三家企业都派来了技师。"),
    Example("pass", "本县现有两所中等职业学校，布局合理。两所学校均通过了复评。"),
    Example("pass", "全县有1所公办学校、1所民办学校，布局合理。两所学校均通过了复评。"),
    Example("silent", "现有三所中等职业学校，第一职校和第二职校规模较大。两所学校均通过了复评。"),
    Example("silent", "七所学校均已建立党组织。五所公办学校均实行校长负责制。"),
    Example("silent", "现有三所中等职业学校。两个专业均通过了复评。"),
)
_AGAIN = as_pattern(
    r"(?:^|[。！？；])\s*(?:目前|现在|如今)?[，,]?(?:这|上述|以上|该|此|我[区市县])?(?P<count>[二两三四五六七八九十]{1,2}|\d{1,2})\s*(?P<measure>[所家个名位门支项间])"
    r"(?P<noun>[\u4e00-\u9fff]{2,8}?)(?=均|都(?!市)|全部|分别|先后|各自)"
)
_PART = as_pattern(r"其中|其[他它余]|另|新增|部分|每|各|计划|拟")
_JOINTS = as_pattern(r"[、和与及]")
_ONE_OF_THEM = as_pattern(r"[一1]\s*[所家个名位门支项间](?:是|为|在|[\u4e00-\u9fff]{2,6}[，,；;])")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Sentences that open with a count, paragraph by paragraph."""
    for passage in manuscript.prose():
        if len(passage.mentions) > 1:
            for match in _AGAIN.finditer(passage.plain):
                yield from _taken_up(passage, match)


def _taken_up(passage: Passage, match: re.Match[str]) -> Iterator[Relation]:
    here = next((m for m in passage.mentions if m.digits_start == match.start("count")), None)
    if here is None or here.number.hedge is not Hedge.NONE or _PART.search(match["noun"]):
        return
    told = [
        mention
        for mention in passage.mentions_in(0, match.start("count"))
        if mention.measure == here.measure
        and mention.number.hedge is Hedge.NONE
        and _is_named(passage, mention, match["noun"])
    ]
    if not told:
        return
    first = passage.clause_at(told[0].start)[0]
    groups = list(_of_one_sentence(passage, told))
    made = {mention.number.value for mention in told} | {sum(m.number.value for m in group) for group in groups}
    if here.number.value not in made and _named(passage, first, match.start("count"), here):
        return
    if all(_PART.search(mention.words_before) for mention in told):
        return
    operand = here.operand(f"{match['noun']} {here.raw.strip()}")
    readings = [same(_operand(mention), operand) for mention in reversed(told)]
    readings += [sum_of(operand, list(map(_operand, group))) for group in groups]
    yield relation(
        "taken-up-again", readings[:8], cue=match[0].strip("。！？； "), severity="warning", place=passage.place(match.start("count"), match.end())
    )  # fmt: skip


def _operand(mention: Mention) -> Operand:
    return mention.operand(f"{mention.noun[:8]} {mention.raw.strip()}".strip())


def _is_named(passage: Passage, mention: Mention, noun: str) -> bool:
    """三所中等职业学校 and 两所学校: the noun was said whole; 公办学校 are some of the 学校."""
    behind = passage.plain[mention.end : min(mention.clause[1], mention.end + 14)]
    return noun in mention.noun + behind or noun in mention.words_before[-8 - len(noun) :]


def _named(passage: Passage, start: int, end: int, here: Mention) -> bool:
    """True where names in a row, or one of them told apart from another, may be the ones that are taken up."""
    for begin, stop in passage.clauses:
        if start <= begin < end and here.number.value == 1 + len(_JOINTS.findall(passage.plain[begin:stop])):
            return True
    return _ONE_OF_THEM.search(passage.plain, start, end) is not None


def _of_one_sentence(passage: Passage, told: Sequence[Mention]) -> Iterator[list[Mention]]:
    for start, end in passage.full_sentences:
        group = [mention for mention in told if start <= mention.start < end]
        if len(group) > 1:
            yield group
