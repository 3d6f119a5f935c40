"""A proportion agrees with the counts that stand behind it, and with the plain words said of it.

Cue: 占 p%，计 n behind a whole; p%（a/b）; p%，超过一半 or 不足三分之一; 本科及以上占 p% behind a list of degrees. Why it
should hold in any report: count, fraction and plain words all say the same proportion once more, side by
side; X 及以上 is X and every kind before it in a list that runs from the highest down. Guards: the whole is
the only figure of that unit before the share in the sentence, or any of several; words and share stand in
neighbouring clauses; a list is added up only where one of its kinds bears the name; hedged figures are left.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, at_most, derived, relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.courses.bounds import speaks_of_another
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import read_share
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import BY_ID

FAULT = "share"
EXAMPLES = (
    Example("fail", "到账经费1276万元，横向到账占63.08%，计868万元。"),
    Example("fail", "双师型教师占专业课教师的比例为78.86%（79/123）。"),
    Example("fail", "财政补助占63.18%，不足总收入的一半。"),
    Example("fail", "在校生2065人，女生超过一半，占44.0%。"),
    Example("fail", "教师中研究生431人、本科3237人、专科及以下58人，本科及以上占94.8%。"),
    Example("pass", "到账经费1276万元，横向到账占68.03%，计868万元。"),
    Example("pass", "双师型教师占专业课教师的比例为78.86%（97/123）。"),
    Example("pass", "财政补助占63.18%，超过总收入的一半。"),
    Example("pass", "教师中研究生431人、本科3237人、专科及以下58人，本科及以上占98.4%。"),
    Example("silent", "财政补助占63.18%，超过上年的60.2%。"),
    Example("pass", "全年检查实训室250次，优良率92.0%（优秀90次、良好140次）。"),
)
_COUNT_BEHIND = as_pattern(
    r"\s*[，,（(]\s*(?:人数|数量|金额|总数|约)?(?:合?计|即|为|有|共有?|达到?)\s*|\s*即\s*"
    r"|\s*(?:的(?:毕业|在校)?(?:学生|教师|毕业生|在校生|人|教职工|学员|企业|学校))?\s*[（(]\s*(?:约|共|计|即|有|为)*\s*"
)
_THOSE_BEHIND = as_pattern(r"\s*的\s*")  # 占在校生 59% 的 1180 名学生
_AFTER_SHARE = as_pattern(r"[%％]\s*[（(]\s*(?:计|即|为|共|有|约)*\s*$")
_CHANGED = as_pattern(
    r"增[长加幅]|减少|下降|上升|提升|提高|降低|涨|比上|较上|同比|比去|较去|超过[^，。；]*的\s*$|以上|不低于|不少于|标准|要求"
)
_FRACTION = as_pattern(r"\s*[（(]\s*(?P<part>\d+(?:\.\d+)?)\s*[/／÷]\s*(?P<whole>\d+(?:\.\d+)?)\s*[）)]")
_BRACKET = as_pattern(r"\s*[（(][^（）()。]{4,60}[）)]")
_ANOTHER_TIME = as_pattern(r"上年|去年|同期|20\d\d\s*年|上届|增|减|提高|下降|比(?![例重赛])|平均")
_WORDS = r"一半|半数|[二三四五六七八九]分之[一二三四五六七八]|[一二三四五六七八九]成半?"
_SAID_BEHIND = as_pattern(
    rf"[，,（(]\s*(?:已|均)?(?P<way>超过|超|过|高于|多于|逾|不足|不到|低于|少于)(?:了)?[^，。；（(\d]{{0,10}}?(?P<size>{_WORDS})"
)
_SAID_BEFORE = as_pattern(
    rf"(?P<way>超过|超|高于|多于|逾|不足|不到|低于|少于)[^，。；（(\d]{{0,8}}?(?P<size>{_WORDS})[，,（(]\s*(?:约?占比?|为|达|占全[区市县校])?[^，。；\d]{{0,8}}$"
)
_DOWNWARD = as_pattern(
    r"(?P<kind>[\u4e00-\u9fff]{2,4}?)(?:学历|学位|职称)?及?以上(?:学历|学位|职称)?(?:的)?[\u4e00-\u9fff]{0,6}?占(?:比)?[^，。；\d]{0,10}$"
)
_OUT_OF = as_pattern(r"[\u4e00-\u9fff]{0,8}?[中里](?:有|的)?[^，。；）)\d]{0,10}\d")
_LOW = ("不足", "不到", "低于", "少于")


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Shares of each paragraph with what stands beside them."""
    for passage in manuscript.prose():
        for share in passage.mentions:
            if not share.is_percent:
                continue
            yield from _count_behind(passage, share)
            if share.number.hedge is not Hedge.NONE or share.is_spelled:
                continue
            yield from _fraction(passage, share)
            yield from _explained(passage, share)
            yield from _plain_words(passage, share)
            yield from _and_above(passage, share)


def _operand(mention: Mention) -> Operand:
    return mention.named_operand(trust=0.9)


def _count_behind(passage: Passage, share: Mention) -> Iterator[Relation | Doubtful]:
    """横向到账占 68.03%，计 868 万元: of the amount that was said first."""
    start, end = passage.full_sentence_at(share.start)
    part = next(iter(passage.mentions_in(share.end, end)), None)
    if part is None or part.is_percent or part.is_loose or part.number.hedge is not Hedge.NONE:
        return
    between, lead = passage.plain[share.end : part.start], passage.plain[share.clause[0] : share.start]
    if _OUT_OF.match(passage.plain, part.end):
        return  # 62.4%（125 人中 78 人）: the first count in the bracket is the whole
    said = as_pattern(r"占(?!地)|占?比").search(lead) is not None
    if said and _THOSE_BEHIND.fullmatch(between):
        wholes = _wholes(passage, part, start, end)
    elif (
        _COUNT_BEHIND.fullmatch(between)
        and not _CHANGED.search(lead)
        and (said or as_pattern(r"\s*(?:的|即|[（(])").match(between))
    ):
        if share.is_spelled and (share.number.hedge is Hedge.OVER or not as_pattern(r"[（(即]").search(between)):
            # 超过三分之二 says nothing of how much more it is.
            return
        wholes = _wholes(passage, part, start, share.start)
        if not wholes and start > 1:
            wholes = _wholes(passage, part, passage.full_sentence_at(start - 2)[0], start)
    else:
        return
    if not wholes:
        return
    claim = share.operand(f"占比 {share.raw.strip()}", trust=0.5)
    readings = [share_of(claim, [_operand(part)], [_operand(whole)]) for whole in reversed(wholes)]
    made = relation(
        "prose-proportions", readings[:6], cue="占", severity="warning", place=passage.place(share.start, part.end)
    )
    yield made if len(wholes) == 1 else Doubtful(made, frozenset((share.id, part.id)))


def _wholes(passage: Passage, part: Mention, start: int, end: int) -> list[Mention]:
    return [
        m for m in passage.mentions_in(start, end)
        if m is not part and are_alike(m, part) and m.number.value > part.number.value and m.number.hedge is Hedge.NONE
        # 市直学校占 66.67%（142 人次）、县区学校占 33.33%（71 人次）: none is the whole of the next.
        and not _AFTER_SHARE.search(passage.plain[m.clause[0] : m.start])
    ]  # fmt: skip


def _fraction(passage: Passage, share: Mention) -> Iterator[Relation]:
    """78.86%（97/123）."""
    match = _FRACTION.match(passage.plain, share.end)
    if match is None or not Decimal(match["whole"]):
        return
    part, whole = (_figure(passage, match, group) for group in ("part", "whole"))
    claim = share.operand(share.raw.strip(), trust=0.6)
    yield relation(
        "prose-proportions", [share_of(claim, [part], [whole])], cue="（/）", place=passage.place(share.start, match.end())
    )  # fmt: skip


def _explained(passage: Passage, share: Mention) -> Iterator[Relation]:
    """合格率为 97.21%（参加考核 1184 人，合格 1151 人）: a bracket with two counts tells what was divided by what."""
    bracket = _BRACKET.match(passage.plain, share.end)
    if bracket is None or _CHANGED.search(passage.plain[share.clause[0] : share.start]):
        return
    inside = passage.mentions_in(bracket.start(), bracket.end())
    if (
        len(inside) != 2
        or not are_alike(*inside)
        or any(m.is_loose or m.number.hedge is not Hedge.NONE for m in inside)
    ):
        return
    if _OUT_OF.match(passage.plain, inside[0].end) and inside[0].number.value >= inside[1].number.value > 0:
        claim = share.operand(share.raw.strip(), trust=0.6)
        yield relation(
            "prose-proportions", [share_of(claim, [_operand(inside[1])], [_operand(inside[0])])], cue="（…中…）",
            severity="warning", place=passage.place(share.start, bracket.end()),
        )  # fmt: skip
        return
    if _ANOTHER_TIME.search(bracket[0]) or not all(as_pattern(r"[\u4e00-\u9fff]").search(m.name) for m in inside):
        return
    part, whole = sorted(inside, key=lambda m: m.number.value)
    claim = share.operand(share.raw.strip(), trust=0.6)
    readings = [share_of(claim, [_operand(part)], [_operand(whole)])]
    if part.number.value and not as_pattern(r"其中").search(bracket[0]):
        # 男生率 62%（男 1240 人、女 760 人): the two may be all there are.
        readings += [share_of(claim, [_operand(m)], [_operand(part), _operand(whole)]) for m in inside]
    missed = whole.number.value - part.number.value
    if missed:
        others = derived(
            f"{whole.id}:less:{part.id}", f"{whole.raw.strip()}−{part.raw.strip()}", missed, like=part.number
        )
        readings.append(share_of(claim, [others], [_operand(whole)]))
    # 检查 250 次，优良率 92%（优秀 90 次、良好 140 次): the two may be all that the rate speaks of, out of what was counted before.
    both = part.number.value + whole.number.value
    wholes = _wholes(passage, whole, passage.full_sentence_at(share.start)[0], share.start)
    readings += [
        share_of(claim, [_operand(m) for m in inside], [_operand(each)]) for each in wholes if each.number.value >= both
    ]
    yield relation(
        "prose-proportions", readings, cue="（，）", severity="warning", place=passage.place(share.start, bracket.end())
    )  # fmt: skip


def _figure(passage: Passage, match: re.Match[str], group: str) -> Operand:
    start, end = match.span(group)
    raw = match[group]
    # The same key as the number has elsewhere, so that both claims speak of one figure.
    return Operand(
        f"{passage.id}:{start}", raw, Cell.of_number(PrintedNumber(raw, Decimal(raw))), passage.place(start, end)
    )


def _plain_words(passage: Passage, share: Mention) -> Iterator[Relation]:
    """占 63.18%，超过一半; 不足一半，占 44.0%."""
    match = _SAID_BEHIND.match(passage.plain, share.end)
    if match is None:
        begin = max(passage.full_sentence_at(share.start)[0], share.start - 40)
        match = _SAID_BEFORE.search(passage.plain[begin : share.start])
        if match is None or as_pattern(r"\d").search(passage.plain[begin + match.start() : share.start]):
            return
        start, end = begin + match.start("way"), begin + match.end("size")
    else:
        start, end = match.start("way"), match.end("size")
        if speaks_of_another(passage, share, end):
            return
    size = _size(match["size"])
    if size is None:
        return
    number = PrintedNumber(match["size"], (size * 100).quantize(Decimal("0.000001")), Decimal("0.01"), BY_ID["percent"])
    bound = Operand(
        f"{passage.id}:words:{start}", match[0].strip("，,（("), Cell.of_number(number), passage.place(start, end), 0.4
    )
    claim = share.operand(share.raw.strip())
    reading = at_most([claim], [bound]) if match["way"] in _LOW else at_most([bound], [claim])
    yield relation(
        "prose-proportions", [reading], cue=match["way"], severity="warning",
        place=passage.place(min(start, share.start), max(end, share.end)),
    )  # fmt: skip


def _size(words: str) -> Decimal | None:
    return Decimal("0.5") if words in ("一半", "半数") else read_share(words)


def _and_above(passage: Passage, share: Mention) -> Iterator[Doubtful | Relation]:
    """研究生 431 人、本科 3237 人、专科及以下 58 人 …本科及以上占 98.4%: the list down to the kind, over all of it."""
    start, _ = passage.full_sentence_at(share.start)
    match = _DOWNWARD.search(passage.plain[max(start, share.start - 30) : share.start])
    if match is None:
        return
    kind = match["kind"]
    before = [m for m in passage.mentions_in(0, share.start) if not m.is_percent and not m.is_loose]
    for found in _lists(passage, before):
        # 专任教师 128 人，正高级 2 人 …: what is divided may stand in front of the list.
        run = next((found[i:] for i in (0, 1) if len(found) - i > 1 and _runs_down([m.name for m in found[i:]])), [])
        names = [m.name for m in run]
        at = next((i for word in (kind, kind[:2]) for i, name in enumerate(names) if word in name), None)
        if at is None or at == 0:
            # Only a list that ends with the lowest kind is known to run downward and to be whole.
            continue
        listed = [_operand(m) for m in run]
        claim = share.operand(f"{kind}及以上占比 {share.raw.strip()}", trust=0.5)
        readings = [share_of(claim, listed[: at + 1], listed)]
        total = sum((m.number.value for m in run[: at + 1]), start=Decimal(0))
        readings += [
            share_of(claim, listed[: at + 1], [_operand(m)])
            for m in before
            if m not in run and are_alike(m, run[0]) and m.number.value >= total and m.number.hedge is Hedge.NONE
        ]
        yield relation(
            "prose-proportions", readings[:8], cue="及以上", severity="warning", place=passage.place(run[0].start, share.end)
        )  # fmt: skip
        return


def _runs_down(names: Sequence[str]) -> bool:
    """From the highest kind to the lowest: 正高 to 初级, 一等奖 to 三等奖, 国家级 to 校级, or to a kind 及以下."""
    if as_pattern(r"以下|其[他它余]|未").search(names[-1]):
        return not any(word in names[0] for word in ("总", "专任教师", "教职工", "学生"))
    return any(
        (ranks := [next((i for i, word in enumerate(scale) if word in name), -1) for name in names])[0] >= 0
        and -1 not in ranks
        and all(a < b for a, b in itertools.pairwise(ranks))
        and ranks[-1] == len(scale) - 1
        for scale in _SCALES
    )


_SCALES = (
    ("正高", "副高", "中级", "初级"),
    ("一等奖", "二等奖", "三等奖"),
    ("金奖", "银奖", "铜奖"),
    ("国家级", "省级", "市级", "校级"),
    ("国家级", "市级", "区级", "校级"),
    ("博士", "硕士", "本科", "专科"),
    ("博士", "硕士", "本科", "大专"),
)


def _lists(passage: Passage, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    run: list[Mention] = []
    for left, right in itertools.pairwise(mentions):
        between = passage.plain[left.end : right.start]
        if are_alike(left, right) and as_pattern(r"\s*[、，,]\s*[\u4e00-\u9fff]{2,10}\s*").fullmatch(between):
            run = [*run, right] if run else [left, right]
        elif run:
            yield run
            run = []
    if run:
        yield run
