"""How much more one group has than another follows from the figures of both.

Cue: 甲校比乙校多 n 人, 高于全市平均 n 个百分点, 家长低于学生 n 个百分点, 两者相差 n, 缺额 n, 城区学校高于乡镇学校, where both groups are counted
in the sentence or just before it; 教师增长慢于学生增长 behind the rates of both. Why it should hold in any report: the gap was worked out from the two figures. Guards:
both groups are found by their own words before their figures; a comparison in time is none of groups; where the first
group goes without a name its figure must be of what the other one's is of; of several figures of one group each
is a legal reading; hedged figures make no claim.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nianbao.extraction.claims import Doubtful, difference_of, direction_of, growth_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.changes.prose_changes import are_of_one_unit
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_change, is_compared, is_of_another_body, kind_of_people
from nianbao.extraction.told.named_figures import named_figures
from nianbao.extraction.told.told_values import TIME, bare_name
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "difference"
EXAMPLES = (
    Example("fail", "男生1820人，女生1456人，男生比女生多346人。"),
    Example("fail", "全市平均就业率为95.1%，我校就业率为96.8%，高于全市平均2.7个百分点。"),
    Example("fail", "城区学校生师比12.6:1，乡镇学校生师比15.3:1，城区学校高于乡镇学校。"),
    Example("fail", "机电专业就业率98.2%，会计专业就业率94.6%，两者相差4.6个百分点。"),
    Example("fail", "在校生净增1355人，增长24.7%；专任教师净增69人，增长19.6%，教师增长快于学生增长。"),
    Example("pass", "家长满意度94.3%，学生满意度96.9%，家长低于学生2.6个百分点。"),
    Example("silent", "就业率96.8%，比上年提高1.7个百分点，比全市平均高2.6个百分点。"),
)
_MORE = "高多长快大超"
_THAN = as_pattern(
    r"(?:^|[，。；：、（(])(?:其中|而|且|并|同时|也|仍|，)*(?P<one>[^，。；：、\d]{0,14}?)(?:的|要|明显|略|均|也|仍|还|都|普遍|总体)*(?:"
    r"[比较](?P<other>[^，。；：、\d比较]{1,16}?)(?:水平|的)?(?:要|也|还|仅|只|又|分别)*(?P<word>[多少高低长短快慢])(?:出|了|招|收|于)*"
    r"|(?P<over>[高低多少快慢大小超])(?:于|出|(?<=超)过)(?P<another>[^，。；：、\d]{1,16}?)(?:水平|的|约|仅|近|了)*)\s*$"
)
_APART = as_pattern(
    r"(?:(?:两|二)[者校项类个地区组]|前后两[者项]|两个?[\u4e00-\u9fff]{1,4}|彼此|二者|最[高多大]与最[低少小]|[高低最]{2,4})?(?:之间|之差|之比)?(?:仅|只|也|的)*(?:相差|差距|差额|差值|差(?=了))(?:了|为|是|达到?|只有|仅)*\s*$"
)
_SHORT = as_pattern(
    r"(?:缺额|缺口|空缺|空编|缺编|缺员|缺岗|尚缺|还缺|还差|名额空余|剩余名额)(?:了|为|是|达到?|共)*\s*$"
)
_WANTED = as_pattern(r"计划|核定|编制|应[有配到]|需[要求]?|额定|规定|标准|下达")
_THERE = as_pattern(r"实际|实有|现有|在[编岗]|到位|已[有招配聘]|实招|录取|报到")
_NO_GROUP = as_pattern(r"往年|以往|历年|以前|此前|原来|同期|预期|上期|期初|年[初底末]|疫情前|之前|建校|入学|任务")
_ANY_GROUP = as_pattern(r"(?:水平|平均数|均值|人数|数量|数|的|值|情况|规模|占比|比例|总数)+$")
_REACH = 2  # sentences back


class _Labelled(NamedTuple):
    mention: Mention
    words: str  # what stands before it, whole
    name: str
    in_turn: bool = False

    def is_of(self, group: str) -> bool:
        """用人单位满意度 is that of 用人单位, where the names were given in turn."""
        return group in self.words or (self.in_turn and len(self.name) > 1 and group.startswith(self.name))


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Gaps between groups, number by number, then those without a size."""
    for passage in manuscript.prose():
        if len(passage.mentions) < 2 or not _CUE.search(passage.plain):
            continue
        in_turn = _in_turn(passage)
        labelled = [each for m in passage.mentions if (each := _labelled(m, in_turn)) is not None]
        for size in passage.mentions:
            if not size.is_loose and size.number.hedge is Hedge.NONE:
                yield from _sized(passage, labelled, size)
        yield from _growths(passage)
        numbered = {m.clause for m in passage.mentions}
        for begin, end in passage.clauses:
            if (begin, end) not in numbered and end - begin < 32:
                yield from _without_size(passage, labelled, begin, end)


_GROWTH = r"(?:增长|增速|增幅|扩张|涨幅)(?:速度|幅度|率)?"
_FASTER = as_pattern(
    rf"(?:^|[，。；：、])(?:但|而|且|说明|可见|其中)*(?P<one>[\u4e00-\u9fff“”]{{2,12}}?)的?{_GROWTH}(?:明显|略|要|仍|稍|远|均)*(?P<word>快于|高于|大于|超过|慢于|低于|小于|不及|落后于|滞后于)"
    rf"(?P<other>[\u4e00-\u9fff“”]{{2,12}}?)的?(?:{_GROWTH}|增加)?(?=[，。；、]|$)"
)
_GREW = as_pattern(r"(?:增长|增加|增幅|增速|上升|提高|扩大)(?:了|约|为|达到?|率|是)*\s*$")
_YEARLY = as_pattern(r"年均|平均每年|累计|计划|目标|完成")


def _growths(passage: Passage) -> Iterator[Relation]:
    """在校生增长 24.7%；专任教师增长 19.6%，教师增长慢于学生增长: the rates of both stand before it."""
    for match in _FASTER.finditer(passage.plain):
        start, _ = passage.full_sentence_at(match.start("one"))
        rates: list[tuple[Mention, str]] = []
        last = start
        for mention in passage.mentions_in(start, match.start("one")):
            lead = passage.plain[mention.clause[0] : mention.start]
            if mention.is_percent and mention.number.hedge is Hedge.NONE and _GREW.search(lead):
                if not _YEARLY.search(lead):
                    rates.append((mention, passage.plain[last : mention.start]))
                last = mention.end
        ones, others = (_grew(rates, _group(match[name])) for name in ("one", "other"))
        if len(ones) == len(others) == 1 and ones != others:
            way = direction_of(
                ones[0].named_operand(), others[0].named_operand(), "up" if match["word"] in _FASTER_WORDS else "down"
            )
            yield relation(
                "group-gaps", [way], cue=match["word"], severity="warning", place=passage.place(match.start("one"), match.end())
            )  # fmt: skip


_FASTER_WORDS = ("快于", "高于", "大于", "超过")


def _grew(rates: Sequence[tuple[Mention, str]], group: str) -> list[Mention]:
    """The rates of the group: those behind its name, or else those behind people of its kind."""
    named = [mention for mention, words in rates if len(group) > 1 and group in words]
    kind = kind_of_people(group)
    return named or [mention for mention, words in rates if kind and kind_of_people(words) == kind]


_CUE = as_pattern(
    r"[比较][^，。；\d]{1,16}[多少高低长短快慢]|[高低多少快慢大小](?:于|出)|超[出过]|相差|差距|差额|缺|空编|还差|[滞落]后于|不及"
)


def _in_turn(passage: Passage) -> dict[str, str]:
    """The names of 在校生、家长、用人单位满意度分别为 a、b 和 c, figure by figure."""
    if not as_pattern(r"分别|依次").search(passage.plain):
        return {}
    found: dict[str, str] = {}
    for start, end in passage.full_sentences:
        for run in named_figures(passage, start, end):
            between = passage.plain[run.figures[0].end : run.figures[-1].start]
            if "，" not in between:
                found.update(zip((figure.id for figure in run.figures), run.names, strict=True))
    return found


def _labelled(mention: Mention, in_turn: dict[str, str]) -> _Labelled | None:
    if mention.unit is None or mention.is_loose or mention.number.hedge is not Hedge.NONE:
        return None
    if name := in_turn.get(mention.id):
        return _Labelled(mention, name, bare_name(name), in_turn=True)
    passage, begin = mention.passage, mention.clause[0]
    earlier = passage.mentions_in(begin, mention.digits_start)
    begin = earlier[-1].end if earlier else begin
    words = as_pattern(r"[\s“”\"]|^[）)]").sub("", passage.plain[begin : mention.start])
    words = as_pattern(r"、").split(words)[-1]
    if _THAN.search(words) or _APART.search(words):
        return None
    if not words.strip("，,：:（("):
        words = mention.noun
    return _Labelled(mention, words, bare_name(words))


def _sized(passage: Passage, labelled: Sequence[_Labelled], size: Mention) -> Iterator[Relation | Doubtful]:
    begin = size.clause[0]
    earlier = passage.mentions_in(begin, size.digits_start)
    lead = passage.plain[earlier[-1].end if earlier else begin : size.start]
    place = passage.place(begin, size.end)
    if size.unit is None:
        yield from _beside(passage, size, lead, earlier)
        return
    if _APART.search(lead):
        yield from _apart(passage, labelled, size, lead)
        return
    if _SHORT.search(lead):
        yield from _shortage(passage, labelled, size)
        return
    match = _THAN.search(lead)
    if match is None:
        yield from _beside(passage, size, lead, earlier)
        return
    if match["over"] and f"{match['over']}于" in match[0] and size.unit.dimension != "share_difference":
        # 高于控制线 594 分: that is where the line lies, not how far it is passed.
        return
    pairs = _pairs(passage, labelled, match, size.start, size)
    word = "up" if (match["word"] or match["over"]) in _MORE else "down"
    readings = [reading for one, other in pairs for reading in _gap(size, match["word"] or match["over"], one, other)]
    if not readings:
        return
    yield relation("group-gaps", readings, cue=match[0].strip("，"), severity="warning", place=place)
    ways = [direction_of(_operand(one), _operand(other), word) for one, other in pairs]
    yield relation("group-gaps", ways, cue=match[0].strip("，"), severity="warning", place=place)


_BETWEEN = as_pattern(r"\s*[，,]\s*(?:且|也|均|同|仍)*[比较](?P<what>[^，。；：\d]{2,20}?)[的为]?\s*")
_BEHIND = as_pattern(
    r"\s*(?:公斤|千克|吨|亩产|厘米|分钟|[斤克米秒度瓦吨])?(?:要|也|还|仅|只|又|相比)*(?P<word>[高低多少])(?:出|了)*\s*"
)


def _beside(passage: Passage, size: Mention, lead: str, earlier: Sequence[Mention]) -> Iterator[Relation]:
    """亩产 550 公斤，比周边大田平均亩产 512 公斤高 38 公斤: both figures side by side."""
    said = _BEHIND.fullmatch(lead)
    if said is None or not earlier:
        return
    other = earlier[-1]
    before = passage.mentions_in(other.sentence[0], other.digits_start)
    if not before:
        return
    one = before[-1]
    between = _BETWEEN.fullmatch(passage.plain[one.end : other.start])
    if (
        between is None
        or TIME.search(between["what"])
        or not are_of_one_unit(one, other)
        or one.is_percent != other.is_percent
    ):
        return
    if not (_fits(one, size) and _fits(other, size)) or not other.number.value:
        return
    if size.unit is None and len({passage.plain[m.end : m.end + 1] for m in (one, other, size)}) > 1:
        # 550 公斤, 512 公斤, 38 公斤: a unit that is in no lexicon.
        return
    if any(m.is_loose or m.number.hedge is not Hedge.NONE for m in (one, other)):
        return
    pair = (_Labelled(one, one.words_before, ""), _Labelled(other, between["what"], ""))
    place = passage.place(one.start, size.end)
    yield relation("group-gaps", _gap(size, said["word"], *pair), cue=said["word"], severity="warning", place=place)
    word = "up" if said["word"] in _MORE else "down"
    told = [direction_of(_operand(pair[0]), _operand(pair[1]), word)]
    yield relation("group-gaps", told, cue=said["word"], severity="warning", place=place)


def _without_size(
    passage: Passage, labelled: Sequence[_Labelled], begin: int, end: int
) -> Iterator[Relation | Doubtful]:
    match = _THAN.search(as_pattern(r"(?:一些|一点|不少|得多)$").sub("", passage.plain[begin:end].rstrip("）) ")))
    if match is None:
        match = _BARE_OVER.fullmatch(passage.plain[begin:end])
        if match is None:
            return
    pairs = _pairs(passage, labelled, match, begin, None)
    if len(pairs) != 1:
        return
    word = "up" if (match["word"] or match["over"]) in _MORE else "down"
    yield relation(
        "group-gaps", [direction_of(_operand(pairs[0][0]), _operand(pairs[0][1]), word)], cue=match[0], severity="warning",
        place=passage.place(begin, end),
    )  # fmt: skip


_BARE_OVER = as_pattern(
    r"\s*(?:其中|而|且|并|也|仍)*(?P<one>[^，。；：、\d比较]{0,12}?)(?:明显|略|均|也|仍|还|都|普遍|总体|显著|远)*"
    r"(?:(?P<over>[高低多少快慢超])(?:于|(?<=超)[出过])(?P<another>[^，。；：、\d]{2,14}?)|[比较](?P<other>[^，。；：、\d比较]{2,14}?)(?P<word>[高低多少快慢]))\s*"
)


def _pairs(
    passage: Passage, labelled: Sequence[_Labelled], match: re.Match[str], position: int, size: Mention | None
) -> list[tuple[_Labelled, _Labelled]]:
    """The figures of the two groups: those of the sentence, else those of the sentences just before it."""
    one = _group(match["one"]) or _carried(passage, position)
    other = _group(match["other"] or match["another"])
    if len(other) < 2 or TIME.search(other) or _NO_GROUP.search(other) or (one and TIME.search(match["one"])):
        return []
    index = passage.full_sentences.index(passage.full_sentence_at(position))
    for back in range(_REACH + 1):
        if back > index:
            break
        start = passage.full_sentences[index - back][0]
        near = [v for v in labelled if start <= v.mention.start < position and _fits(v.mention, size)]
        others = [v for v in near if v.is_of(other)]
        if len(one) > 1:
            ones = [v for v in near if v.is_of(one) and v not in others]
        else:
            ones = [v for v in near if v not in others and others and _is_of_one_thing(v, others[-1], other)][-1:]
        pairs = [
            (a, b)
            for a, b in itertools.product(ones, others)
            if are_of_one_unit(a.mention, b.mention) and a.mention.is_percent == b.mention.is_percent
            and a.mention.number.value and b.mention.number.value
        ]  # fmt: skip
        if pairs:
            return pairs if len(pairs) <= 4 else []
    return []


def _carried(passage: Passage, position: int) -> str:
    """The 甲 of 甲比乙多 900 元，比丙多 1300 元: who is compared goes on into the next clause."""
    own = passage.clause_at(position)[0]
    start = passage.full_sentence_at(position)[0]
    if own - 2 < start:
        return ""
    begin, end = passage.clause_at(own - 2)
    sizes = passage.mentions_in(begin, end)
    said = _THAN.search(passage.plain[begin : sizes[0].start]) if sizes else None
    return _group(said["one"]) if said is not None else ""


def _group(words: str | None) -> str:
    return _ANY_GROUP.sub("", as_pattern(r"\s|^(?:其中|而|且|并|也|仍|，)+").sub("", words or ""))


def _is_of_one_thing(value: _Labelled, other: _Labelled, group: str) -> bool:
    """我校就业率 and 全市平均就业率 are of one thing; so is a figure whose other one is named by its group alone."""
    rest = _group(other.words.replace(group, ""))
    rest = as_pattern(r"(?:为|是|有|达到?|，|的|水平|平均)+").sub("", rest)
    return not rest or rest[-2:] in value.words


def _fits(value: Mention, size: Mention | None) -> bool:
    if size is None:
        return True
    if size.unit is None:
        return value.unit is None
    if size.unit.dimension == "share_difference":
        return value.is_percent
    return size.is_percent or (not value.is_percent and are_alike(size, value))


def _operand(value: _Labelled) -> Operand:
    return value.mention.operand(f"{value.words.strip('，,：:')} {value.mention.raw.strip()}")


def _gap(size: Mention, word: str, one: _Labelled, other: _Labelled) -> list[Reading]:
    more, less = (one, other) if word in _MORE else (other, one)
    claim = size.operand(f"{word} {size.raw.strip()}", trust=0.6)
    first, second = _operand(more), _operand(less)
    if size.is_percent and one.mention.is_percent:
        return [difference_of(claim, first, second), growth_of(claim, first, second)]
    if size.is_percent:
        return [growth_of(claim, _operand(one), _operand(other))]
    return [difference_of(claim, first, second)]


def _apart(passage: Passage, labelled: Sequence[_Labelled], size: Mention, lead: str) -> Iterator[Relation | Doubtful]:
    """a，b，两者相差 n: the two figures of that measure in the sentence, and where there are more any two of them."""
    start, _ = passage.full_sentence_at(size.start)
    near = [v for v in labelled if start <= v.mention.start < size.start and _fits(v.mention, size)]
    near = [v for v in near if size.is_percent == v.mention.is_percent or not size.is_percent]
    # 平均 3248 元，比上年增加 186 元: by how much something moved is nobody's level.
    near = [v for v in near if not is_change(passage, v.mention, _end_before(passage, v.mention))]
    near = [v for v in near if not is_compared(v.mention)]
    if (ends := _TWO_ENDS.search(lead)) is not None:
        # 最高的甲校与最低的乙校相差 410 元: the figures of those two, wherever they are told.
        near = [v for v in near if any(ends[side] in v.words for side in ("one", "other"))]
    if not 2 <= len(near) <= 4 or TIME.search(lead):
        return
    if _ENDS_NAMED.search(passage.plain, near[-1].mention.end, size.start - len(lead)):
        # 最高的是甲专业，最低的是乙专业，两者相差 890 元: the figures of those two are not told.
        return
    claim = size.operand(f"相差 {size.raw.strip()}", trust=0.6)
    readings = []
    for one, other in itertools.combinations(reversed(near), 2):
        more, less = sorted((one, other), key=lambda v: -v.mention.number.value)
        readings.append(difference_of(claim, _operand(more), _operand(less)))
    made = relation(
        "group-gaps", readings, cue=lead.strip("， "), severity="warning", place=passage.place(near[0].mention.start, size.end)
    )  # fmt: skip
    yield made if len(near) == 2 else Doubtful(made, frozenset((size.id,)))


_TWO_ENDS = as_pattern(
    r"最[高低多少大小长短]的(?:是)?(?P<one>[\u4e00-\u9fff]{2,14}?)[与和同跟]最[高低多少大小长短]的(?P<other>[\u4e00-\u9fff]{2,14}?)(?:之间)?(?=相差|差)"
)
_ENDS_NAMED = as_pattern(r"最[高低多少大小长短]|第一|首位|末位|居[首末]")


def _end_before(passage: Passage, mention: Mention) -> int:
    before = passage.mentions_in(mention.clause[0], mention.digits_start)
    return before[-1].end if before else mention.clause[0]


def _shortage(passage: Passage, labelled: Sequence[_Labelled], size: Mention) -> Iterator[Relation | Doubtful]:
    """计划 a 人，实际 b 人，缺额 a − b 人."""
    start, _ = passage.full_sentence_at(size.start)
    near = [v for v in labelled if start <= v.mention.start < size.start and _fits(v.mention, size)]
    wanted = [v for v in near if _WANTED.search(v.words)]
    there = [v for v in near if _THERE.search(v.words) and v not in wanted]
    if len(wanted) != 1 or len(there) != 1:
        return
    if is_of_another_body(passage, max(wanted[0].mention.end, there[0].mention.end), size.start):
        return
    claim = size.operand(f"缺 {size.raw.strip()}", trust=0.6)
    made = relation(
        "group-gaps", [difference_of(claim, _operand(wanted[0]), _operand(there[0]))], cue="缺额", severity="warning",
        place=passage.place(wanted[0].mention.start, size.end),
    )  # fmt: skip
    yield made
