"""A mean lies between the least and the greatest of what it is the mean of.

Cue: 平均, 均值 or 平均分 beside 最高, 最低, 最大, 最年轻 or a range (90.2%～96.4%, 介于 a 与 b 之间) of the same measure, or behind
figures given in turn; 最高 beside 最低. Why it should hold in any report: no mean, weighted or not, leaves the range of its
values. Guards: one sentence; where both say what they are of (起薪, 年龄) it must be the same; means of a wider circle
(全省平均, 高于平均) and of another time are left alone. 三者平均, 五年平均 and the like behind as many figures are their plain
mean, unless numbers to weigh them by stand among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.claims import Doubtful, at_most, mean_of, relation
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.numeral import read_whole
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation
from nianbao.facts.unit import are_comparable

FAULT = "mean"
EXAMPLES = (
    Example("fail", "毕业生月薪最高2800元，最低1500元，平均2960元。"),
    Example("fail", "教师平均年龄38岁，最年轻的42岁，年龄最大的59岁。"),
    Example("fail", "各校满意度为90.2%～96.4%，均值97.1%。"),
    Example("fail", "甲校92.1分，乙校93.5分，丙校91.9分，三校平均93.5分。"),
    Example("fail", "近五年招生分别为780人、800人、820人、790人、810人，五年平均每年810人。"),
    Example("fail", "实训周考核最高分78分，最低分92分。"),
    Example("pass", "毕业生月薪最高2800元，最低1500元，平均1960元。"),
    Example("pass", "近五年招生分别为780人、800人、820人、790人、810人，五年平均每年800人。"),
    Example("silent", "毕业生月薪最高2800元，高于全市平均2960元。"),
    Example("silent", "就业率最高98.2%，平均满意度99.1%。"),
)
_MEAN = as_pattern(
    r"(?P<lead>[^，。；：\d]{0,14})(?P<word>平均|均值|均分|(?<=[月年起])均(?=薪))(?P<noun>[\u4e00-\u9fff]{0,8}?)(?:[约为达是在有]|高达|达到|[:：])*\s*$"
)
_TOP = as_pattern(
    r"最(?P<which>[高大多长老])(?:值|分|者)?(?P<noun>[\u4e00-\u9fff]{0,10}?)(?:[约为达是有:：]|可?达到?|仅|近)*\s*$"
)
_BOTTOM = as_pattern(
    r"最(?P<which>[低小少短]|年轻|年长|年幼)(?:值|分|者)?(?P<noun>[\u4e00-\u9fff]{0,10}?)(?:[约为达是有:：]|可?达到?|仅|只有|也[有达])*\s*$"
)
_NOT_EXTREME = as_pattern(
    r"最[低高]生活|最低工资|最大限度|最多可|最低标准|最高奖|最[高低]额度|比最|与最|较最|最[高低][档学]"
)
_OTHER_CIRCLE = as_pattern(
    r"全[国省]|全市|全州|全区|行业|社会|同类|同行|兄弟|上年|去年|上一?[学届]|前一?年|同期|以往|原来|20\d\d|\d{2}级|高于|低于|超过?|比|较|与|高出|低出|不[低高]于"
)
_RANGE = as_pattern(r"\s*(?:[~～至到—－-]+|与|和)\s*")
_BETWEEN = as_pattern(r"\s*之间")
_ALL_OF = as_pattern(r"(?P<number>[两二三四五六七八九十\d]+)(?:个)?[\u4e00-\u9fff]{0,4}?(?:的)?(?:总?平均|均值)")
_PER_YEAR = as_pattern(r"(?:平均每年|年均|每年平均|年平均)[\u4e00-\u9fff]{0,6}(?:[约为达是])*\s*$")
_PLAIN = as_pattern(r"(?:[者项校个方类所县区届年次轮期科门月](?:[\u4e00-\u9fff]{0,3})?平均|平均每年|年均|每年平均)")
_ONLY_VERB = as_pattern(r"\s*(?:[为是有达占仅约]|达到|只有|共)*\s*")
_CHANGE = as_pattern(r"(?:每[年月学]期?)?(?:增[加长]|减[少]|递[增减]|新增|净增|提高|下降|上升|降低)")
_GENERIC = as_pattern(
    r"^(?:的|专业|学校|学生|一?[位名个项所班]|班次?|毕业生|也|已|约|每人|水平|成绩|得分|教师|者|数值?)*"
)
_OTHER_OFFER = as_pattern(r"^的[\u4e00-\u9fff]|优惠|补贴|奖励")


@dataclass(frozen=True)
class _Extreme:
    mention: Mention
    is_top: bool
    noun: str


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Means and ranges, sentence by sentence."""
    for passage in manuscript.prose():
        words = passage.plain
        if "均" not in words and "最" not in words:
            continue
        for start, end in passage.full_sentences:
            said = words[start:end]
            if "最" in said or "均" in said:
                yield from _sentence(passage, start, end)


def _sentence(passage: Passage, start: int, end: int) -> Iterator[Relation | Doubtful]:
    mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose]
    means: list[tuple[Mention, str]] = []
    extremes: list[_Extreme] = []
    for mention in mentions:
        clause = passage.plain[mention.clause[0] : mention.digits_start]
        if _ONLY_VERB.fullmatch(clause) and mention.clause[0] - 2 > start:
            # 护理专业最多，有 650 人: the words stand in the clause before.
            clause = passage.plain[passage.clause_at(mention.clause[0] - 2)[0] : mention.clause[0] - 1]
        if extreme := _extreme_of(mention, clause):
            extremes.append(extreme)
        elif (match := _MEAN.search(clause)) and "最" not in clause and not _OTHER_CIRCLE.search(clause):
            means.append((mention, match["noun"] or _noun_in(match["lead"])))
    for mean, noun in means:
        if _CHANGE.match(noun):
            continue  # 由 773 万元到 983 万元，平均每年增加 42 万元: the mean of the steps, not of the values
        if mean.number.hedge in (Hedge.AT_LEAST, Hedge.AT_MOST):
            continue
        near = [e for e in extremes if _of_one_thing(e, mean, noun) and not _parted(passage, e.mention, mean)]
        tops, bottoms = [e for e in near if e.is_top], [e for e in near if not e.is_top]
        for top in tops[:1] if len({e.mention.number.value for e in tops}) == 1 else []:
            yield _ordered(passage, mean, top.mention, "平均", "最高")
        for bottom in bottoms[:1] if len({e.mention.number.value for e in bottoms}) == 1 else []:
            yield _ordered(passage, bottom.mention, mean, "最低", "平均")
        yield from _in_range(passage, mean, mentions)
        yield from _of_list(passage, mean, mentions)
    tops, bottoms = [e for e in extremes if e.is_top], [e for e in extremes if not e.is_top]
    if len(tops) == len(bottoms) == 1 and _alike(tops[0].mention, bottoms[0].mention):
        top, bottom = tops[0], bottoms[0]
        between = passage.plain[top.mention.end : bottom.mention.start]
        if bottom.mention.start > top.mention.end and (
            passage.plain[bottom.mention.end : bottom.mention.end + 1] == "起" or _OTHER_OFFER.search(between)
        ):
            # 最高达 11000 元的油卡，…，最低 51800 元起售: a gift and a price.
            return
        if top.noun == bottom.noun or not (top.noun and bottom.noun):
            yield _ordered(passage, bottom.mention, top.mention, "最低", "最高")


def _extreme_of(mention: Mention, clause: str) -> _Extreme | None:
    if _NOT_EXTREME.search(clause) or mention.number.hedge in (Hedge.AT_MOST, Hedge.AT_LEAST):
        return None
    top, bottom = _TOP.search(clause), _BOTTOM.search(clause)
    match = top if bottom is None or (top is not None and top.start() > bottom.start()) else bottom
    if match is None or _OTHER_CIRCLE.search(clause[: match.start()][-8:]):
        return None
    is_top = match is top or match["which"] == "年长"
    lead = as_pattern(r"[的是]").split(clause[: match.start()])[-1]
    return _Extreme(mention, is_top, _core(match["noun"]) or _noun_in(lead))


_NOUNS = ("起薪", "月薪", "薪", "工资", "收入", "年龄", "班额", "满意度", "就业率", "升学率", "对口率", "合格率", "率", "课时", "成绩", "金额", "人数",
          "学时", "天数", "温度", "学费", "面积")  # fmt: skip


def _noun_in(words: str) -> str:
    """The measured thing that words name: 起薪 in 毕业生起薪."""
    return next((noun for noun in _NOUNS if noun in words), "")


def _core(noun: str) -> str:
    return _noun_in(noun)


def _alike(left: Mention, right: Mention) -> bool:
    if left.unit is None or right.unit is None:
        return _measure(left) == _measure(right) != ""
    return are_comparable(left.unit, right.unit) and (left.measure == right.measure or not left.unit.counts)


def _measure(mention: Mention) -> str:
    """The measure word, also one that the lexicon does not know: 岁."""
    return mention.measure or "".join(as_pattern(r"^岁").findall(mention.passage.plain[mention.end : mention.end + 1]))


def _of_one_thing(extreme: _Extreme, mean: Mention, noun: str) -> bool:
    if not _alike(extreme.mention, mean):
        return False
    named = _noun_in(noun)
    if not named and _GENERIC.sub("", noun):
        # 平均得票 beside 最高 of something else.
        return False
    return not named or not extreme.noun or named in extreme.noun or extreme.noun in named


def _parted(passage: Passage, extreme: Mention, mean: Mention) -> bool:
    """True where the mean may be that of one of several: 护理平均 3800 元，机电最高 4500 元."""
    first, last = sorted((extreme, mean), key=lambda m: m.start)
    between = passage.plain[first.end : last.start]
    return (
        "；" in between
        or len(between) > 60
        or bool(as_pattern(r"其中|另|而|此外|相比").search(between) and first is extreme)
    )


def _ordered(passage: Passage, less: Mention, more: Mention, low: str, high: str) -> Relation:
    place = passage.place(min(less.start, more.start), max(less.end, more.end))
    reading = at_most([less.operand(f"{low} {less.raw.strip()}")], [more.operand(f"{high} {more.raw.strip()}")])
    return relation("mean-ranges", [reading], cue=f"{low}…{high}", severity="warning", place=place)


def _in_range(passage: Passage, mean: Mention, mentions: Sequence[Mention]) -> Iterator[Relation]:
    """满意度为 90.2%～96.4%，均值 95.1%."""
    position = mentions.index(mean)
    if position < 2:
        return
    low, high = mentions[position - 2], mentions[position - 1]
    joint, behind = passage.plain[low.end : high.start], passage.plain[high.end : mean.start]
    if not _RANGE.fullmatch(joint) or not (low.number.value < high.number.value) or not _alike(high, mean):
        return
    if joint.strip() in ("与", "和") and not _BETWEEN.match(behind):
        return
    if (low.measure and not _alike(low, high)) or len(behind) > 20 or "。" in behind or "；" in behind:
        return
    yield _ordered(passage, mean, high, "平均", "最高")
    if low.measure:
        yield _ordered(passage, low, mean, "最低", "平均")


def _of_list(passage: Passage, mean: Mention, mentions: Sequence[Mention]) -> Iterator[Relation | Doubtful]:
    """The mean of figures that are all given right before it."""
    clause = passage.plain[mean.clause[0] : mean.start]
    counted = _ALL_OF.search(clause)
    number = read_whole(counted["number"]) if counted is not None else None
    figures = _run_before(passage, mean, mentions)
    if len(figures) < 2 or (number is not None and number != len(figures)):
        return
    operands = [f.operand(f"{f.name} {f.raw.strip()}".strip()) for f in figures]
    claim = mean.operand(f"平均 {mean.raw.strip()}", trust=0.5)
    exact = relation(
        "mean-ranges", [mean_of(claim, operands)], cue="平均", severity="warning", place=passage.place(figures[0].start, mean.end)
    )  # fmt: skip
    weighable = any(
        m.measure not in ("", figures[-1].measure) for m in mentions if figures[0].start < m.start < figures[-1].start
    )
    plain = bool(_PLAIN.search(clause)) and not weighable and (number is not None or bool(_PER_YEAR.search(clause)))
    plain = plain or (
        len(figures) > 2 and not weighable and _EVENLY.search(passage.plain[mean.sentence[0] : mean.start]) is not None
    )
    yield exact if plain else Doubtful(exact, frozenset((mean.id,)))
    if not plain and (number is not None or _IN_TURN.search(passage.plain[mean.sentence[0] : figures[0].start][-8:])):
        by_size = sorted(figures, key=lambda f: f.number.value)
        yield _ordered(passage, mean, by_size[-1], "平均", "最高")
        yield _ordered(passage, by_size[0], mean, "最低", "平均")


_EVENLY = as_pattern(r"均值|等权|算术平均")
_IN_TURN = as_pattern(r"分别|依次")
_JOINT = as_pattern(
    r"\s*(?:[（(][^（）()]{0,12}[）)])?\s*[、，,；;和及与]+\s*(?P<name>[\u4e00-\u9fffA-Za-z“”]{0,12}|20\d\d学?年)(?:为|是|有|达|得|[:：])?\s*"
)
_NO_NAME = as_pattern(
    r"增[加长至]|减[少至]|提高|下降|上升|降低|合计|共计|总计|平均|均值|其余|同比|比上年|较上年|相差|高出|最[高低多少]|其中|共|全[市省国]|占|达标"
)


def _run_before(passage: Passage, mean: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The figures of the mean's measure, with their names and nothing else between them, that end where its clause begins."""
    before = [m for m in mentions if m.start < mean.clause[0]]
    if not before or len(passage.plain[before[-1].end : mean.clause[0]]) > 6 or not _alike(before[-1], mean):
        return []
    run = [before[-1]]
    for mention in reversed(before[:-1]):
        between = passage.plain[mention.end : run[0].digits_start]
        fits = mention.measure in ("", run[0].measure) and not (
            mention.measure == "" and between.strip() not in ("、", "和", "及", "与")
        )
        if not fits or _JOINT.fullmatch(between) is None or _NO_NAME.search(between) or _IN_TURN.search(between):
            break
        run.insert(0, mention)
    lead = passage.plain[max(run[0].clause[0], run[0].start - 14) : run[0].start]
    if any(m.number.hedge is not Hedge.NONE for m in run) or _NO_NAME.search(lead):
        return []
    return run
